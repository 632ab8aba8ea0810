r"""
Patterns that are tried only where a word stands that they can begin with.

A search for ``\b(?:this|that)`` tries the pattern at every letter. Which words it can begin with
is written in the pattern itself, and where these words stand in a text is looked up once for each
pattern: most rules of the reading find none of theirs, and that costs them a look into a table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geomap.reading.text.stems import STEM, stems_of
from geomap.reading.text.words import keyed_words

if TYPE_CHECKING:
    from geomap.reading.text.sentences import Sentence

_LAST = "\U0010ffff"  # stands after every letter


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
        stems = stems_of(self._source)
        if stems & {"", "*"}:
            raise ValueError(f"pattern {self._source!r} does not begin with a known word")
        whole = frozenset(stem for stem in stems if not stem.endswith("*"))
        return whole, tuple(sorted(stem[:-1] for stem in stems - whole))

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return what ``Pattern.search`` finds there."""
        places = _words(text)[self]
        if not places or places[-1] < start:
            return None
        number = bisect_left(places, start)
        while (at := places[number]) < end:
            if match := self.pattern.match(text, at, end):
                return match
            number += 1
            if number == len(places):
                break
        return None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return what ``Pattern.finditer`` finds there."""
        first = self.search(text, start, end)
        return iter(()) if first is None else self._going_on(first, text, end)

    def _going_on(self, found: re.Match[str], text: str, end: int) -> Iterator[re.Match[str]]:
        match: re.Match[str] | None = found
        while match is not None:
            yield match
            match = self.search(text, match.end(), end)

    def in_sentences(
        self, text: str, sentences: Sequence[Sentence]
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """
        Yield what `finditer` finds in each of the sentences, with the number of the sentence.

        The words that the pattern can begin with are fewer than the sentences, as a rule.
        """
        number = done = 0
        for at in _words(text)[self]:
            while number < len(sentences) and sentences[number].end <= at:
                number += 1
            if number == len(sentences):
                return
            if at < done or at < sentences[number].start:
                continue
            if match := self.pattern.match(text, at, sentences[number].end):
                yield number, match
                done = match.end()

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
        places: list[int] = []
        for stem in here:
            places += words.by_stem[stem]
        if len(here) > 1:
            places.sort()  # of stretches in order each: faster than to merge them
        return places


class Words(dict[Sought, list[int]]):
    """Where the words of one text stand: by their stems, and for each pattern asked for so far."""

    def __init__(self, text: str) -> None:
        super().__init__()
        by_stem: dict[str, list[int]] = {}
        for at, key in keyed_words(text):
            stem = key[:STEM]
            if stem in by_stem:
                by_stem[stem].append(at)
            else:
                by_stem[stem] = [at]
        self.by_stem = by_stem
        self.stems = frozenset(by_stem)
        self.ordered = sorted(by_stem)

    def __missing__(self, sought: Sought) -> list[int]:
        places = self[sought] = sought.places(self)
        return places


@lru_cache(maxsize=2)
def _words(text: str) -> Words:
    return Words(text)
