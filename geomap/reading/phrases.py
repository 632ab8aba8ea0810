"""Word lists of the lexicon, and the patterns that are made from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@cache
def load_phrases(name: str) -> dict[str, Any]:
    """Return the lexicon file ``lexicon/<name>.toml``."""
    source = files("geomap.reading").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; a blank matches any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=64)  # the numbers and the times of a sentence are read from the same words
def words_of(text: str, start: int, end: int) -> tuple[tuple[int, str], ...]:
    """Return the words of ``text[start:end]``, each with its start, in lower case."""
    return tuple((m.start(), m.group().lower()) for m in _WORD.finditer(text, start, end))


def word_starts(text: str, start: int, end: int, first_words: Collection[str]) -> Iterator[int]:
    """
    Yield where a figure or one of the words starts, in order.

    Matching a large pattern only there is several times as fast as searching with it.
    """
    for at, word in words_of(text, start, end):
        if word in first_words or word[0].isdigit():
            yield at


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first words of phrases, in lower case."""
    found = (_WORD.search(phrase) for phrase in phrases)
    return frozenset(match.group().lower() for match in found if match)
