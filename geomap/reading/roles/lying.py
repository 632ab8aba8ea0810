"""Words between two names by which the second only says where the first lies."""

from __future__ import annotations

import re

NEARNESS = re.compile(
    r"(?:\b(?:a|an|the|another|one of|small|located|situated|lies|lying|which is|just|some|about|"
    r"\d+\S*|kilomet\w+|km|miles?)\b.*|^)\b(?:near|close to|next to|bordering|outside|from|of|"
    r"(?:north|south)-?(?:east|west)?|east|west|between|in|off|along|on|opposite)\b[^,]*$"
)
DESCRIBES_PREVIOUS = re.compile(
    r"[”\"’']?,| [–—-] (?=next to|bordering|near)|[”\"’']? (?:\(|which|located|situated|near|"
    r"next to|outside|close|just|some|about|\d|north|south|east|west|in|on|of)"
)
APPOSITION = re.compile(
    r" [–—-] (?:next to|bordering|near)|"
    r"[”\"’']?,[”\"’']? (?:a|an|the|one of|which|next to|bordering|located|situated|just|some|"
    r"about|\d+|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty) "
    r"(?:km|kilomet\w+|miles))"
)
_COMPASS_PAIR = re.compile(r"\b((?:north|south|east|west)\w*) and (?:north|south|east|west)\w*")
_WHAT_IT_IS = re.compile(
    r"\A (?:village|town|city|settlement)(?=, )| \b(?:approximately|roughly|around)(?= \d)"
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
