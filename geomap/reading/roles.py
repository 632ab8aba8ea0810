"""What part each name plays in its sentence: the rules in the order in which they are asked."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text
from geomap.reading.parts import Part, Rule
from geomap.reading.role_agents import actor, flying_over, origin, place_of_speech, speaker
from geomap.reading.role_names import (
    abroad,
    compound,
    dateline,
    deal,
    official_of,
    organisation,
    owner,
    possessive_owner,
)
from geomap.reading.role_places import (
    as_was,
    comma,
    event_object,
    label,
    preposition,
    reference,
    subject,
)


def assign_roles(context: Text) -> list[Part]:
    """Return the part of each toponym, in order: the first rule that speaks decides."""
    parts: list[Part] = []
    for index, toponym in enumerate(context.toponyms):
        part = next(
            (p for rule in _RULES if (p := rule(context, toponym, index)) is not None), _NO_RULE
        )
        if toponym.list_head is not None and part.rule in _LISTED:
            head = parts[toponym.list_head]
            if head.role in ("where", "reference", "origin", "affiliation", "speaker"):
                part = Part(
                    head.role,
                    "list",
                    f"listed with another name: {head.reason}",
                    head.strength,
                    head.relation,
                )
        parts.append(part)
    _city_districts(context, parts)
    return parts


def _city_districts(context: Text, parts: list[Part]) -> None:
    """Make the city the place in "the Kyivskyi district of Donetsk"."""
    for index, toponym in enumerate(context.toponyms[1:], start=1):
        district = context.toponyms[index - 1]
        gap = context.text[district.end : toponym.start]
        if (
            district.kind == "district"
            and any(c.kind in ("city", "town") for c in toponym.candidates)
            and not re.match(
                r"[- ](?:region|oblast|district|province)",
                context.text[toponym.end : toponym.end + 9],
            )
            and re.fullmatch(r" (?:of|in)(?: the)?(?: city of)? ", gap)
            and parts[index - 1].role in ("where", "other")
        ):
            parts[index] = parts[index - 1]
            parts[index - 1] = Part("reference", "district of a city", f"a part of {toponym.name}")


_NO_RULE = Part("other", "no rule", "nothing in the sentence says that something happened here")


_LISTED = frozenset({"no rule", "list", "comma", "of", "preposition"})


_RULES: tuple[Rule, ...] = (
    dateline,
    abroad,
    compound,
    deal,
    owner,
    flying_over,
    place_of_speech,
    organisation,
    possessive_owner,
    official_of,
    speaker,
    origin,
    actor,
    label,
    as_was,
    reference,
    preposition,
    event_object,
    comma,
    subject,
)
