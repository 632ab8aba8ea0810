"""Clauses that go through places one by one: "In A two were killed, in B three were hurt"."""

from __future__ import annotations

import re
from itertools import pairwise

from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag

_WITHIN = frozenset({"in", "near", "at", "over"})
# What stands before the "in" of a clause that tells of a new place.
_EDGE = re.compile(r"(?:\A|[:;,–—][\"”’']?\s+|,?\s(?:and|while|whereas|but)\s+)\Z")
_EDGE_REACH = 12


def parallel_cuts(context: Text, number: int, triggers: list[Tag]) -> list[int]:
    """
    Return where clauses begin that each open with a place of their own.

    The sentence opens with the first of the places, and each clause tells something.
    """
    sentence = context.sentences[number]
    named = context.names_in(number)
    if not named[1:]:
        return []
    opened = [
        (t.governor_start, t.end)
        for _, t in named
        if t.governor in _WITHIN and _opens_clause(context.text, sentence.start, t.governor_start)
    ]
    if not opened[1:] or opened[0][0] - sentence.start > _EDGE_REACH:
        return []
    ends = [*(start for start, _ in opened[1:]), sentence.end]
    told = [
        any(end <= t.start < stop for t in triggers)
        for (_, end), stop in zip(opened, ends, strict=True)
    ]
    starts = [start for start, _ in opened]
    return [
        second
        for (_, second), (left, right) in zip(pairwise(starts), pairwise(told), strict=True)
        if left and right
    ]


def _opens_clause(text: str, start: int, at: int) -> bool:
    return _EDGE.search(text[max(start, at - _EDGE_REACH) : at]) is not None
