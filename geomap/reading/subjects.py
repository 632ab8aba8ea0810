"""Which side is the subject of a verb: the last one named before it outside other phrases."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text
from geomap.reading.lexicon import Tag

_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern)? $", re.IGNORECASE)


_OWNED_REGION = re.compile(
    r"['’]s (?:[a-z-]+ ){0,2}[A-Z][\w’'-]+ (?:[Rr]egions?|[Oo]blasts?|provinces?|districts?|krai)\b"
)
_ATTACKED = re.compile(
    r"\b(?:attack|hit|struck|strik|target|pound|bombard|shell|batter|invad|hammer)\w*\s+$"
)
_UNITS_OF = re.compile(
    r"\b(?:units|troops|forces|soldiers|servicemen|formations|paratroopers|elements|fighters|"
    r"detachments|brigades?|regiments?) of (?:the )?$"
)


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
        if re.search(
            r"\b(?:against|to|at|on|from|into|across|over|near|in|of|with|for|by|between|the "
            r"war in|about|killed|told|including|targeting)\s+(?:the |a |its |\w+ly )?$",
            before,
        ) and not _UNITS_OF.search(before):
            continue
        if re.match(
            r"[’']?s?,?\s+(?:said|says|claim\w*|report(?:s|ed|ing)?\b|announc\w+|confirm\w*|official\w*|"
            r"authorit\w*|defen[cs]e ministry|governor|mayor|president|war|conflict|crisis|live|"
            r"latest|briefing|invasion)\b",
            after,
        ):
            continue
        if tag.form == "adjective" and re.match(
            r"\s+(?:official|authorit|president|governor|media|defen|air def|city|village|town|"
            r"positions?|region|territor|port|oil|refiner|ammun)",
            after,
        ):
            continue
        return tag
    return None
