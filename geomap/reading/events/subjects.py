"""The side that a word names, that is the subject of a verb, or that alone has a weapon."""

from __future__ import annotations

import re

from geomap.reading.events.holders import is_modifier
from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.records import Side

OTHER: dict[str, Side] = {"RU": "UA", "UA": "RU"}
_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern)? $", re.IGNORECASE)


_OWNED_REGION = re.compile(
    r"['’]s (?:[a-z-]+ ){0,2}[A-Z][\w’'-]+ (?:[Rr]egions?|[Oo]blasts?|provinces?|districts?|krai)\b"
)
_ATTACKED = re.compile(rf"\b{any_of('attacked')}\s+$")
_UNITS_OF = re.compile(rf"\b{any_of('units_of')} of (?:the )?$")


_OF_THE_SIDE = re.compile(rf"\s+{any_of('of_the_side')}")


_NO_SUBJECT = re.compile(
    r"\b(?:against|to|at|on|from|into|across|over|near|in|of|with|for|by|between|the "
    r"war in|about|killed|told|including|targeting)\s+(?:the |a |its |\w+ly )?$"
)


_SIDE_SPEAKS = re.compile(rf"[’']?s?,?\s+(?:{any_of('side_speaks')}|report(?:s|ed|ing)?\b)\b")


def subject_side(context: Text, low: int, high: int) -> Tag | None:
    """Return the last side named before a verb that is not inside another phrase."""
    speakers = [
        s
        for s in context.tags.within("speaker", low, high)
        if context.tags.within("claim", s.end, s.end + 40) or context.text[s.end : s.end + 1] == ","
    ]
    for tag in reversed(context.tags.within("side", low, high)):
        if any(s.start <= tag.start < s.end for s in speakers):
            continue
        if _OWNED_REGION.match(context.text, tag.end) or _OWNED_REGION.match(
            context.text, tag.end - 2
        ):
            continue  # "in Russia's Kursk region"
        if tag.form == "state" and _COMPASS.search(
            context.text, max(low, tag.start - 14), tag.start
        ):
            continue  # "western Ukraine" is a place
        if tag.form == "state" and _ATTACKED.search(
            context.text, max(low, tag.start - 20), tag.start
        ):
            continue  # "attacked Ukraine" with something
        before = context.text[max(low, tag.start - 24) : tag.start].lower()
        after = context.text[tag.end : min(high, tag.end + 30)].lower()
        if _NO_SUBJECT.search(before) and not _UNITS_OF.search(before):
            continue
        if _SIDE_SPEAKS.match(after):
            continue
        if tag.form == "adjective" and _OF_THE_SIDE.match(after):
            continue
        return tag
    return None


def side_of(tag: Tag) -> Side:
    """Return the side that a tag names."""
    return "RU" if tag.key == "RU" else "UA"


def weapon_side(context: Text, segment: Segment) -> tuple[Side, str] | None:
    """Return whose weapon it is, by its adjective or its make, and the rule that says so."""
    table = context.words.data["weapons"]
    for tag in context.tags.within("weapon", segment.start, segment.end):
        own = context.tags.within("side", max(segment.start, tag.start - 40), tag.start)
        if (
            own
            and is_modifier(context.text[own[-1].end : tag.start])
            and not context.tags.within("trigger", own[-1].end, tag.start)
        ):
            return side_of(own[-1]), "adjective of the weapon"
        side = table[tag.key].get("side")
        if side:
            return side, f"{tag.key} is used by one side"
    return None
