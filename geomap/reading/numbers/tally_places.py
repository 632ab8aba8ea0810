"""Where counted weapons were: "two drones over the Kaluga and Tver regions"."""

from __future__ import annotations

import re

from geomap.reading.numbers.noun_heads import word_sets
from geomap.reading.text.late import late

_NAME = r"[A-ZА-ЯІЇЄҐ][\w’'-]*(?:\s+[A-ZА-ЯІЇЄҐ][\w’'-]*)*(?:\s+of\s+[A-Z][\w’'-]*)?"
_AREA = r"regions?|oblasts?|districts?|provinces?|territor(?:y|ies)|peninsula|republics?|krai|sea"
_SIDE = r"(?:(?:north|south|east|west|central|border|neighbou?ring)[a-z-]*\s+)?"
_PLACE = re.compile(
    rf"(?:the\s+)?{_SIDE}(?:(?:[a-z]+\s+)?(?:city|cities|towns?|regions?|oblasts?|districts?|"
    r"peninsula|territor(?:y|ies)|airspace|republic|waters)\s+of\s+)?"
    rf"(?:the\s+)?{_SIDE}"
    rf"({_NAME}(?:\s+(?:{_AREA}|area))?)"
)
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+)(?!\d)(?=the\s|[A-ZА-ЯІЇЄҐ])")
# "89 drones over the peninsula and 23 over the Black Sea"
_COMMON = re.compile(
    r"the\s+(?:[a-z-]+\s+){0,2}?(?:peninsula|region|oblast|district|city|town|capital)\b"
    r"(?=,?\s+and\s+(?:[\w-]+\s+){1,3}?(?:over|above|in|near|off)\s)"
)
_COUNTRY = re.compile(
    r"(?:Russia|Ukraine|Russian|Ukrainian)(?:['’]s)?(?: territory| soil| airspace)?"
)
# "one each in Bryansk region, also on the border, and in Lipetsk region"
_AND_EACH = late(
    r"\s*(?:,\s*(?:(?:also|which|a|further)\s[^,;.]{1,40},\s*)?(?:and\s+)?|and\s+)"
    r"(?:(?:in|over|near|above)\s+)?(?!\d)(?=the\s|[A-ZА-ЯІЇЄҐ])"
)
_IN_BRACKETS = late(rf"({_NAME}(?:\s+(?:{_AREA}))?)\s*\(\Z")
_NAME_REACH = 40
_LETTERS = re.compile(r"\w+")

Span = tuple[int, int]


def spans_after(text: str, preposition: re.Match[str], end: int) -> list[Span]:
    """
    Return the places after a count and its preposition, as stretches of the text.

    One stretch for all of "the Kaluga and Tver regions", one for each of "one each over Oryol and
    Tula", none where only a country is named.
    """
    each = re.search(r"\beach\b", preposition.group(), re.IGNORECASE) is not None
    spans = _listed(text, preposition.end(), end, _AND_EACH if each else _AND)
    if not spans and (common := _COMMON.match(text, preposition.end(), end)):
        return [common.span()]
    if not spans or _COUNTRY.fullmatch(text, spans[0][0], spans[-1][1]):
        return []
    first = _LETTERS.match(text, spans[0][0])
    if first and first.group().lower() in word_sets()["stops"] | word_sets()["units"]:
        return []  # "on Tuesday", "in March"
    return spans if each else [(spans[0][0], spans[-1][1])]


def span_before(text: str, start: int, end: int) -> Span | None:
    """Return the place of "downed in Volgograd Oblast (four) and Bryansk Oblast (three UAVs)"."""
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return None
    name = _IN_BRACKETS.search(text, max(0, start - _NAME_REACH), start)
    return name.span(1) if name else None


def _listed(text: str, position: int, end: int, joined: re.Pattern[str]) -> list[Span]:
    spans = []
    while match := _PLACE.match(text, position, end):
        spans.append(match.span(1))
        joint = joined.match(text, match.end(), end)
        if not joint:
            break
        position = joint.end()
    return spans
