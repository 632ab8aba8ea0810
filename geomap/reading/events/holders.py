"""Who holds a place, and who owns what was hit."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text, country_of, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, load_phrases
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.reading.text.words import word_set
from geomap.records import Side

_HELD = Sought(
    rf"\b(?:Russian|Moscow|Russia|separatist|rebel)-{any_of('held_by')}\b|\b(?:temporarily "
    r")?(?<!partially )(?<!partly )occupied\b|\bannexed\b"
)


# "Oleshky, under Russian occupation since 2022"
_HELD_SINCE = re.compile(
    r",? (?:which (?:is|was|has been|had been) |now |still |then |currently )?(?:temporarily )?"
    r"(?:under Russian? (?:occupation|control)|(?:occupied|held|controlled|annexed) by "
    r"(?:the )?(?:Russia|Moscow|occupi|invad))"
)


_OCCUPY = frozenset([
    *("installed", "appointed", "backed", "occupation", "collaborator", "collaborators"),
    *("occupier", "occupiers", "occupant", "occupants", "invader", "invaders"),
])  # fmt: skip
# whose officials these are, told beside a place that they hold
_OCCUPATION = Sought(
    r"\b(?:Russian|Moscow|Kremlin)-(?:installed|appointed|backed) \w+|"
    rf"\boccupation {any_of('occupation_offices')}|\bcollaborator|\b(?:occupiers?|occupants?|"
    rf"invaders?)['’]s? (?:\w+ )?{any_of('occupiers_sites')}"
)


_RELATIVE = re.compile(rf"(?:the )?{any_of('the_other_side')}\Z", re.IGNORECASE)


def is_in_russia(toponym: Toponym | None) -> bool:
    """Say whether a place lies in Russia."""
    return toponym is not None and country_of(toponym) == "RU"


def names_russia(context: Text, segment: Segment) -> bool:
    """Say whether Russia is named by more than a word for "the other side"."""
    sentence = context.sentences[segment.sentence]
    speakers = context.tags.within("speaker", sentence.start, sentence.end)
    return any(
        tag.key == "RU"
        and not context.text.startswith("-", tag.end)  # "the Russian-installed governor"
        and not any(s.start <= tag.start < s.end for s in speakers)
        and not _RELATIVE.match(context.text[tag.start : tag.end])
        and not context.text.startswith("pro-", max(0, tag.start - 4))
        for tag in context.tags.within("side", sentence.start, sentence.end)
    )


_OWN_WORDS = re.compile(
    r"[,;.:()—–]|\b(?:report\w*|claim\w*|confirm\w*|announc\w*|warn\w*|deni\w*|"
    r"count(?:s|ed)|detect\w*|track(?:s|ed)|record(?:s|ed)|register\w*|spotted|"
    r"with|against|for|to|at|said|says|and|"
    r"in|on|of|the|that|was|were|had|has|by|after|from|as|when|while|because|amid|but|or|who|which|"
    r"during|before)\b"
)


def is_modifier(gap: str) -> bool:
    """Say whether the words between an adjective and a noun hold no other phrase."""
    return not _OWN_WORDS.search(gap)


_EQUIPMENT = re.compile(r"\s(?:[\w-]+\s){0,2}?(?=[A-Z]{1,5}-?\d|(?:tank|howitzer|launcher)s?\b)")


def owner_of_target(context: Text, segment: Segment, trigger: Tag) -> Tag | None:
    """Find the side in "hit a Russian T-72" and "a Russian tank was hit"."""
    sentence = context.sentences[segment.sentence]
    passive = is_passive(context.text, trigger, sentence.start)
    low, high = (segment.start, trigger.start) if passive else (trigger.end, segment.end)
    for tag in context.tags.within("side", low, high):
        if tag.form == "force" and not passive and _THE.fullmatch(context.text, low, tag.start):
            return tag  # "army aviation hit enemy troops"
        targets = context.tags.within("target", tag.end, min(high, tag.end + 30))
        near = [t for t in targets if t.key in ("military", "ammunition", "airfield", "vehicle")]
        named = near and is_modifier(context.text[tag.end : near[0].start])
        if tag.form == "adjective" and (named or _EQUIPMENT.match(context.text, tag.end)):
            return tag
    return None


_THE = re.compile(r" (?:the |an? |\d+ )?")
_NEIGHBOURS = 6  # names before an unknown one that are asked for its country
_NEAR = 2  # sentences back to them


def _country_around(context: Text, toponym: Toponym) -> str | None:
    """Return the country of the last place of known country told before an unknown name."""
    toponyms = context.toponyms
    at = bisect_left(toponyms, toponym.start, key=lambda t: t.start)
    for earlier in reversed(toponyms[max(0, at - _NEIGHBOURS) : at]):
        if toponym.sentence - earlier.sentence > _NEAR:
            return None
        if earlier.candidates and earlier.kind != "country" and earlier.governor != "from":
            return country_of(earlier)
    return None


def lies_in_ukraine(context: Text, toponym: Toponym) -> bool:
    """Say whether a place lies in Ukraine; of a name in both countries, where the text is told."""
    if country_of(toponym) == "UA" or toponym.country is not None:
        return country_of(toponym) == "UA"
    in_both = any(c.country == "UA" for c in toponym.candidates)
    return in_both and _country_around(context, toponym) in (None, "UA")


_HELD_BY_UKRAINE = Sought(
    r"\b(?:Ukrainian|Kyiv|Ukraine|government)-(?:held|controlled|run)\b|"
    r"\b(?:held|controlled) by (?:Ukraine|Kyiv|Ukrainian forces)\b"
)


_NOT_BESIDE = re.compile(r"[,;]|\b(?:and|from|in|at|on|near)\b")


def side_of_front(context: Text, toponym: Toponym) -> Side | None:
    """Return who holds a place, where the words before its name say so."""
    low = max(context.sentences[toponym.sentence].start, toponym.phrase_start - 30)
    held = [
        (match.end(), side)
        for pattern, side in ((_HELD, "RU"), (_HELD_BY_UKRAINE, "UA"))
        for match in pattern.finditer(context.text, low, toponym.start)
        if not _NOT_BESIDE.search(context.text, match.end(), toponym.start)
    ]
    return max(held)[1] if held else None  # type: ignore[return-value]


_ANNEXED = frozenset({"Crimea", "Sevastopol"})  # in whose hands they are since 2014
_SELF_STYLED = re.compile(r"\b(?:DPR|LPR|DNR|LNR)\b|People['’]s Republic")


_HELD_BY_RUSSIA: dict[str, list[date]] = load_phrases("en/held")["held"]


_NAMED_SO = frozenset({"city", "town", "site"})


def _is_held(toponym: Toponym, day: date | None) -> bool:
    """Say whether a place lay behind Russia's lines on a day; with no day, whether it does now."""
    names = [toponym.name.lower(), toponym.name.lower().split()[0]]
    names += [c.name.lower() for c in toponym.candidates[:1] if c.kind in _NAMED_SO]
    periods = (_HELD_BY_RUSSIA[name] for name in names if name in _HELD_BY_RUSSIA)
    return any(
        first <= day and all(day <= last for last in until) if day is not None else not until
        for first, *until in periods
    )


_SPLIT = frozenset({"region", "axis", "river", "district", "hromada"})  # the front runs there
_SIEGE = re.compile(r"\b(?:besieged?|under siege|encircled|defenders)\b")


def _is_besieged(context: Text, toponym: Toponym) -> bool:
    """Read "the besieged port of Mariupol": not yet in the hands of those who held it later."""
    return any(
        toponym.name in context.text[max(0, siege.start() - 60) : siege.end() + 60]
        for siege in _SIEGE.finditer(context.text)
    )


def by_place(context: Text, toponym: Toponym | None) -> tuple[Side | None, str]:
    """Take the side opposite: a place behind one front line is struck by the other side."""
    if toponym is None or (toponym.kind == "coast" and "crimea" not in toponym.name.lower()):
        return None, "actor not said"  # "on the Black Sea coast": of Ukraine or of Russia
    country = country_of(toponym) or _country_around(context, toponym)
    if toponym.candidates and all(c.admin1 in _ANNEXED for c in toponym.candidates[:4]):
        return "UA", "in territory held by Russia"
    if country == "RU":
        return "UA", "in Russia"
    if country == "UA" or country is None:
        sentence = context.sentences[toponym.sentence]
        held = (
            _HELD.search(context.text, max(sentence.start, toponym.start - 70), toponym.start)
            or _HELD_SINCE.match(context.text, toponym.end)
        ) or (
            not _OCCUPY.isdisjoint(word_set(context.text, sentence.start, sentence.end))
            and _OCCUPATION.search(context.text, sentence.start, sentence.end)
        )
        if (
            held
            or (
                _is_held(toponym, context.published)
                and not _is_besieged(context, toponym)
                and toponym.kind not in _SPLIT
            )
            or _SELF_STYLED.search(toponym.name)
            or "crimea" in toponym.name.lower()
        ):
            return "UA", "in territory held by Russia"
        return "RU", "in territory held by Ukraine"
    return None, "actor not said"
