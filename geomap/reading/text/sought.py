r"""
Patterns that are tried only where a word stands that they can begin with.

A search for ``\b(?:this|that)`` tries the pattern at every letter. Which words it can begin with
is written in the pattern itself, and where these words stand in a text is looked up once for each
pattern: most rules of the reading find none of theirs, and that costs them a look into a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from geomap.reading.text.words import keyed_words

_STEM = 4  # letters of a word by which it is looked up
_FIGURE = "0"  # what stands for a word that begins with a digit
_LAST = "\U0010ffff"  # stands after every letter
_LONGEST_CLASS = 12  # letters of "[Tt]": a longer choice stands for any letter

Nodes = Sequence[tuple[Any, Any]]  # of a pattern, as `re` parses it


class Sought:
    r"""
    A pattern that begins with ``\b`` and a word.

    Parameters
    ----------
    pattern, flags
        As for `re.compile`.

    Raises
    ------
    ValueError
        When it is first asked for, if it can begin with any word, or with no word.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = pattern
        self._flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when a word is met that it can begin with: half of them never."""
        return re.compile(self._source, self._flags)

    @cached_property
    def _beginnings(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The stems of the words that it begins with, and those that any letter can follow."""
        stems = stems_of(self._source, self._flags)
        if stems & {"", "*"}:
            raise ValueError(f"pattern {self._source!r} does not begin with a known word")
        whole = frozenset(stem for stem in stems if not stem.endswith("*"))
        return whole, tuple(sorted(stem[:-1] for stem in stems - whole))

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return what ``Pattern.search`` finds there."""
        places = _words(text)[self]
        if not places or places[-1] < start:
            return None
        number, last = bisect_left(places, start), len(places)
        while number < last and (at := places[number]) < end:
            if match := self.pattern.match(text, at, end):
                return match
            number += 1
        return None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what ``Pattern.finditer`` finds there."""
        while match := self.search(text, start, end):
            yield match
            start = match.end()

    def matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return a match for each word at which the pattern fits, also inside another match."""
        places = _words(text)[self]
        here = places[bisect_left(places, start) : bisect_left(places, end)]
        return filter(None, (self.pattern.match(text, at, end) for at in here))

    def places(self, words: Words) -> list[int]:
        """Return in order where the words stand that the pattern can begin with."""
        stems, opened = self._beginnings
        here = words.stems & stems
        for beginning in opened:
            low = bisect_left(words.ordered, beginning)
            here |= set(words.ordered[low : bisect_left(words.ordered, beginning + _LAST, low)])
        if len(here) < 2:
            return [at for stem in here for at in words.by_stem[stem]]
        return sorted(chain.from_iterable(map(words.by_stem.__getitem__, here)))


class Words(dict[Sought, list[int]]):
    """Where the words of one text stand: by their stems, and for each pattern asked for so far."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.by_stem: dict[str, list[int]] = defaultdict(list)
        for at, key in keyed_words(text):
            self.by_stem[key[:_STEM]].append(at)
        self.stems = frozenset(self.by_stem)
        self.ordered = sorted(self.by_stem)

    def __missing__(self, sought: Sought) -> list[int]:
        places = self[sought] = sought.places(self)
        return places


@lru_cache(maxsize=2)
def _words(text: str) -> Words:
    return Words(text)


def stems_of(pattern: str, flags: int = 0) -> frozenset[str]:
    r"""
    Return the first four letters of every word that a pattern can begin with, in lower case.

    A shorter word is whole, or ends in "*" if any letter can follow; "0" stands for any figure.
    "*" alone says that it can begin with any word, or inside one, and "" that it can with no word.
    """
    return frozenset(_of_start(list(_parser.parse(pattern, flags))))


def _of_start(nodes: Nodes) -> Iterator[str]:
    """Yield the stems of a pattern; "*" where a branch of it does not begin at a word."""
    for (op, what), *rest in [nodes] if nodes else []:
        if op is ops.AT and what is ops.AT_BOUNDARY:
            yield from _stems(rest, "")
            return
        if op in (ops.SUBPATTERN, ops.BRANCH):
            for branch in _branches(op, what):
                yield from _of_start([*branch, *rest])
            return
    yield "*"


def _stems(nodes: Nodes, begun: str) -> Iterator[str]:
    """Yield the stems of what comes after the letters `begun` of a word."""
    if len(begun) == _STEM or begun == _FIGURE:
        yield begun
        return
    if not nodes:  # the word may go on after the pattern
        yield f"{begun}*"
        return
    (op, what), *rest = nodes
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        yield from _stems(rest, begun)
    elif op is ops.AT:
        yield begun if what is ops.AT_BOUNDARY else f"{begun}*"
    elif op in (ops.SUBPATTERN, ops.BRANCH):
        for branch in _branches(op, what):
            yield from _stems([*branch, *rest], begun)
    elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, inner = what
        if not least:
            yield from _stems(rest, begun)
        yield from _stems([*inner, *(rest if most == 1 else _ANYTHING)], begun)
    else:
        for letter in _letters(op, what):
            whole = letter in ("", "*")
            figure = letter.isdigit() and not begun
            longer = _FIGURE if figure else begun + letter
            yield from [longer] if whole else _stems(rest, longer)


_ANYTHING = [(ops.ANY, None)]


def _branches(op: Any, what: Any) -> list[Nodes]:  # noqa: ANN401 (of the parser)
    return [what[-1]] if op is ops.SUBPATTERN else what[1]


def _letters(op: Any, what: Any) -> set[str]:  # noqa: ANN401 (of the parser)
    """Return the letters that a node can stand for: "" for what is no letter, "*" for many."""
    letters: set[str] = set()
    for kind, value in what if op is ops.IN else [(op, what)]:
        if kind is ops.LITERAL:
            letter = chr(value).lower()
            letters.add(letter if letter.isalnum() or letter == "_" else "")
        elif kind is ops.RANGE and value[1] - value[0] < _LONGEST_CLASS:
            letters.update(chr(code).lower() for code in range(value[0], value[1] + 1))
        elif kind is ops.CATEGORY and value in _CATEGORIES:
            letters |= _CATEGORIES[value]
        else:
            return {"*"}
    return letters if len(letters) <= _LONGEST_CLASS else {"*"}


_CATEGORIES = {ops.CATEGORY_SPACE: {""}, ops.CATEGORY_DIGIT: set("0123456789")}
