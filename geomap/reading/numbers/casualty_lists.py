"""Counts of people that go on from another: lists, and the parts of a toll told by place."""

from __future__ import annotations

import re
from itertools import pairwise

from geomap.reading.numbers.casualty_verbs import verb_after
from geomap.reading.numbers.casualty_words import Harm, Outcome, harm_patterns
from geomap.reading.numbers.quantity import Quantity
from geomap.reading.text.late import late

_ELSEWHERE = late(
    r"\s*(?:[–—-]\s*)?(?:more\s+|others\s+|each\s+)?\b(?:in|at|near|around|outside|from)\s+(?:the\s+)?"
    r"(?:(?:neighbou?ring|nearby|(?:north|south)?-?(?:east|west|north|south)ern)\s+)?"
    r"(?:(?:city|town|village|region)\s+of\s+)?[A-ZА-ЯІЇЄҐ]"
)
_THEN = re.compile(r"(?:,|\band)\s+\Z")


def _is_list(text: str, left: Quantity, right: Quantity) -> bool:
    aged = _AGED.match(text, left.end)  # "two women, 61 and 68, and a man"
    start = aged.end() if aged else left.end
    return right.kind is not None and bool(
        harm_patterns()["list"].fullmatch(text, start, right.start)
    )


_AGED = re.compile(r",? (?:aged )?\d\d?(?:(?:,| and) \d\d?)*(?=,| and (?:an?|the|two|three)\b)")


def goes_on(text: str, left: Quantity, right: Quantity, end: int) -> bool:
    """Tell whether a count goes on from another: "and a woman", "and two in Zaporizhzhia"."""
    if _is_list(text, left, right):
        return True
    gap = text[left.end : right.start]
    is_placed = right.kind is None and _ELSEWHERE.match(text, right.end, end)
    if right.kind is None and _NAMED_BEFORE.fullmatch(gap):
        return True
    opens_parts = _PARTS.fullmatch(gap) is not None
    return bool(is_placed and (opens_parts or (_THEN.search(gap) and ":" not in gap)))


# "were injured in Donetsk region: in Kramatorsk - 2, in Lyman - 3"
_NAMED_BEFORE = late(
    r"(?:[^,;.:]{0,90}:|,|,? and)\s+(?:in |near )?(?:the )?[A-ZА-ЯІЇЄҐ][\w’'-]+"
    r"(?: [\w’'-]+)?\s*(?:[–—-]|\()\s*"
)
_PARTS = re.compile(r"[^,;.:]{0,90}:\s*|[^,;.:]{0,60}?\s(?:[–—]|--?)\s(?:including\s)?")


def is_part(text: str, left: Quantity, right: Quantity, after_part: bool, end: int) -> bool:
    """Read "killed five in Donetsk region: two in Lyman, one in Dachne": parts of the five."""
    gap = text[left.end : right.start]
    if right.kind is None and _NAMED_BEFORE.fullmatch(gap):
        return ":" in gap or after_part
    if right.kind is not None or not _ELSEWHERE.match(text, right.end, end):
        return False
    return _PARTS.fullmatch(gap) is not None or after_part


def outcome_of_list(
    text: str, people: list[Quantity], cues: list[Harm]
) -> tuple[Outcome, bool] | None:
    """Return the outcome that stands after a list: "two men and a woman were killed"."""
    for index, (left, right) in enumerate(pairwise(people), 2):
        if left.kind is None or not _is_list(text, left, right):
            return None
        following = people[index] if index < len(people) else None
        outcome = verb_after(text, right, following, cues)
        alone = _ALONE.match(text, right.end)
        if outcome and not alone and _LAST_OF_LIST.search(text, left.end, right.start):
            return outcome, False
    return None


_ALONE = re.compile(r"\s+(?:was|is|has been)\b")  # "one of her pupils, and a woman was killed"
# not "rescuers saved 14 people, one person died"
_LAST_OF_LIST = re.compile(r"\b(?:and|plus|as well as|along with|together with)\b")
