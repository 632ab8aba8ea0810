"""Words between two names by which the second only says where the first lies."""

from __future__ import annotations

import re

from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.toponym import Toponym

_NEARNESS = re.compile(
    r"(?:\b(?:a|an|the|another|one of|small|located|situated|lies|lying|which is|just|some|about|"
    r"\d+\S*|kilomet\w+|km|miles?)\b.*|^)\b(?:near|close to|next to|bordering|outside|from|of|"
    r"(?:north|south)-?(?:east|west)?|east|west|between|in|off|along|on|opposite)\b[^,]*$"
)
_DESCRIBES_PREVIOUS = re.compile(
    r"[”\"’']?,| [–—-] (?=next to|bordering|near)|[”\"’']? (?:\(|which|located|situated|near|"
    r"next to|outside|close|just|some|about|\d|north|south|east|west|in|on|of)"
)
_APPOSITION = re.compile(
    r" [–—-] (?:next to|bordering|near)|"
    r"[”\"’']?,[”\"’']? (?:a|an|the|one of|which|next to|bordering|located|situated|just|some|"
    r"not far|(?:near|close to) the (?:[a-z-]+ )+of|about|\d+|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty) "
    r"(?:km|kilomet\w+|miles))"
)
_COMPASS_PAIR = re.compile(r"\b((?:north|south|east|west)\w*) and (?:north|south|east|west)\w*")
_WHAT_IT_IS = re.compile(
    r"\A (?:village|town|city|settlement|as well|too|again)(?=, )"
    r"| \b(?:approximately|roughly|around)(?= \d)"
)
# "A—a strategic village 20 kilometers from the regional capital, B"
_FROM_THE_CAPITAL = re.compile(
    r"\d+ ?(?:km|kilomet\w+|miles?)\b[^.;,]{0,25} (?:from|of|to) (?:the |its )?(?:[a-z]+ ){0,2}"
    r"(?:capital|cent(?:er|re)|city),? (?:of )?\Z"
)


def is_from_the_capital(gap: str) -> bool:
    """Read "A—a village 20 kilometers from the regional capital, B"."""
    return _FROM_THE_CAPITAL.search(gap) is not None


def plain_gap(gap: str) -> str:
    """Leave out what does not change where a place lies: "A village, approximately 9 km from"."""
    gap = _COMPASS_PAIR.sub(r"\1", gap) if " and " in gap else gap
    return _WHAT_IT_IS.sub("", gap)


_OPENING = re.compile(r"^[”\"'’]?[,\s–—-]*\(?")


def is_near(context: Text, toponym: Toponym, gap: str) -> bool:
    """Read "Kivsharivka, a village near Kupiansk", "Zatoka (30 km from Odesa)"."""
    if not _NEARNESS.search(_OPENING.sub("", gap)) or not _DESCRIBES_PREVIOUS.match(gap):
        return False
    if toponym.list_head is not None and _LISTS_ON.fullmatch(gap):
        return False  # "launched at the city of A, the settlement of B, the villages of C and D"
    return (
        _APPOSITION.match(gap) is not None
        or not gap.startswith(",")
        or _closed_by_comma(context, toponym)
    )


_LISTS_ON = re.compile(
    rf",? (?:and |as well as )?(?:the )?(?:[\w-]+ )?{any_of('listed_kinds')} of "
)


def _closed_by_comma(context: Text, toponym: Toponym) -> bool:
    """Tell "hit Zatoka, near Odesa, on Monday" from "advanced in Zatoka, near Odesa and near …"."""
    sentence = context.sentences[toponym.sentence]
    if _LISTS_ON_NEAR.match(context.text, toponym.end):
        return False
    told = context.tags.within("trigger", sentence.start, toponym.start)
    ground = [t for t in told if t.key in ("advance", "clash", "capture")]
    return not ground or ground[-1].key == "capture"


# "attacked near A, near B and near C": each of them
_LISTS_ON_NEAR = re.compile(
    r"(?: and|,(?: and)?) (?:near|close to|around)\b| and (?:in|(?:north|south|east|west)\w* of)\b"
)
