"""The words of a text: parted once, then asked for by every rule that looks for some of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress

_WORD = re.compile(r"\w+")
_BYTES = "cp1252"  # holds the letters and marks of English news, one byte each
# Makes a line break of every byte that is part of no word.
_BREAKS = bytes(
    code if (letter := bytes([code]).decode(_BYTES, "replace")).isalnum() or letter == "_" else 10
    for code in range(256)
)


@lru_cache(maxsize=2)
def part(text: str) -> tuple[list[int], list[str]]:
    """
    Return where the words of a text start, and the words in lower case.

    Half the cost of a search for words by pattern, with the same result.
    """
    lowered = text.lower()
    coded = lowered.encode(_BYTES, "replace")
    if len(coded) != len(text) or coded.count(b"?") != lowered.count("?"):
        return _part_slowly(text)  # letters of another alphabet
    lines = coded.translate(_BREAKS).decode(_BYTES).split("\n")  # a word each, or nothing
    starts = compress(accumulate([len(line) + 1 for line in lines], initial=0), lines)
    return list(starts), list(filter(None, lines))


def _part_slowly(text: str) -> tuple[list[int], list[str]]:
    matches = list(_WORD.finditer(text))
    return [match.start() for match in matches], [match.group().lower() for match in matches]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in lower case, in order; `keys` have "0" for a figure."""

    starts: list[int]
    words: list[str]
    keys: list[str]


@lru_cache(maxsize=2)
def _words(text: str) -> _Words:
    starts, words = part(text)
    keys = ["0" if word[0].isdigit() else word for word in words]
    return _Words(starts, words, keys)


def keyed_words(text: str) -> Iterator[tuple[int, str]]:
    """Return where each word of a text starts, with the word in lower case, or "0" for a figure."""
    words = _words(text)
    return zip(words.starts, words.keys, strict=True)


def _stretch(words: _Words, start: int, end: int) -> slice:
    low = bisect_left(words.starts, start)
    return slice(low, bisect_left(words.starts, end, low))


def words_of(text: str, start: int, end: int) -> list[str]:
    """Return the words that start in ``text[start:end]``, in lower case."""
    words = _words(text)
    return words.words[_stretch(words, start, end)]


@lru_cache(maxsize=64)
def word_set(text: str, start: int, end: int) -> frozenset[str]:
    """Return the words that start in ``text[start:end]``: which rules can apply there at all."""
    return frozenset(words_of(text, start, end))


def word_starts(text: str, start: int, end: int, asked: frozenset[str]) -> Iterator[int]:
    """
    Return where one of the words starts, in order; "0" asks for figures.

    Matching a large pattern only there is several times as fast as searching with it.
    """
    words = _words(text)
    here = _stretch(words, start, end)
    return compress(words.starts[here], map(asked.__contains__, words.keys[here]))


def word_threes(
    text: str, start: int, end: int, asked: frozenset[str]
) -> Iterator[tuple[int, str, str, str]]:
    """Return where one of the words starts, with it and the two after it; "0" as above."""
    words = _words(text)
    here = _stretch(words, start, end)
    keys = words.keys[here]
    threes = zip(words.starts[here], keys, [*keys[1:], ""], [*keys[2:], "", ""], strict=False)
    return compress(threes, map(asked.__contains__, keys))
