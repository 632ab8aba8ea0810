"""Who says that something happened, and how the text takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.reading.grammar import Text, country_of
from geomap.reading.parts import Part
from geomap.reading.segments import Segment
from geomap.reading.toponym import Toponym
from geomap.records import ClaimStatus, Side


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says so: side, the words, and how the text takes it."""

    side: Side | None
    words: str | None
    status: ClaimStatus


def _speakers(
    context: Text, segment: Segment, parts: list[Part]
) -> list[tuple[int, Side | None, str]]:
    """Return who speaks in a sentence; only those beside a verb of speech, if any are."""
    sentence = context.sentences[segment.sentence]
    found: list[tuple[int, int, Side | None, str]] = []
    for tag in context.tags.within("speaker", sentence.start, sentence.end):
        side: Side | None = "RU" if tag.key == "RU" else "UA" if tag.key == "UA" else "other"
        found.append((tag.start, tag.end, side, context.text[tag.start : tag.end]))
    for index, toponym in enumerate(context.toponyms):
        if toponym.sentence == segment.sentence and parts[index].role in ("speaker", "affiliation"):
            found.append((toponym.start, toponym.end, _country_side(toponym), toponym.name))
    beside = [
        f for f in found if context.tags.within("claim", max(sentence.start, f[0] - 16), f[1] + 50)
    ]
    return [
        (start, side, words)
        for start, _, side, words in sorted(beside or found, key=lambda f: f[0])
    ]


_SAME_SPEAKER = re.compile(
    r"\b(?:it|he|she|they|the (?:\w+ )?(?:ministry|statement|army|military|officials?|"
    r"authorities|governor|spokes\w+|president|update|report|post|general staff))\b",
    re.IGNORECASE,
)


def find_claim(
    context: Text, segment: Segment, parts: list[Part], event_type: str, before: Claim | None
) -> Claim:
    """Return who says that it happened, from the sentence."""
    sentence = context.sentences[segment.sentence]
    verbs = context.tags.within("claim", sentence.start, sentence.end)
    status: ClaimStatus = "stated"
    side: Side | None = None
    words: str | None = None
    spoken = _speakers(context, segment, parts) if verbs else []
    if spoken:
        near = [s for s in spoken if segment.start <= s[0] < segment.end] or spoken
        _, side, words = near[0]
    if (
        verbs
        and side is None
        and before is not None
        and _SAME_SPEAKER.search(context.text, sentence.start, sentence.end)
    ):
        side, words = before.side, before.words
    keys = {v.key for v in verbs}
    if "denied" in keys:
        status = "denied"
    elif "claimed" in keys:
        status = "claimed"
    elif "confirmed" in keys:
        status = "confirmed"
    if (
        status == "stated"
        and side is not None
        and event_type.startswith(("control", "ground", "air_defence"))
    ):
        status = "claimed"
    return Claim(side, words, status)


def _country_side(toponym: Toponym) -> Side | None:
    country = country_of(toponym)
    return "RU" if country == "RU" else "UA" if country == "UA" else "other" if country else None
