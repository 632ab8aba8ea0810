"""Units of an army, as a text names them: "the 47th Mechanized Brigade", "Azov Brigade"."""

from __future__ import annotations

import re
from functools import cache

from geomap.reading.text.phrases import alternation, first_words, load_phrases
from geomap.reading.text.words import word_starts


def find_unit(text: str, start: int, end: int) -> str | None:
    """Return the first unit named in ``text[start:end]``, without its article."""
    for at in word_starts(text, start, end, _first_words()):
        if match := _pattern().match(text, at, end):
            return " ".join(match.group().split())
    return None


@cache
def _first_words() -> frozenset[str]:
    return first_words(load_phrases("en/units")["named"]) | {"0"}


@cache
def _pattern() -> re.Pattern[str]:
    words = load_phrases("en/units")
    sizes = alternation(words["sizes"])
    arms = alternation(words["arms"])
    number = r"\d{1,3}(?:st|nd|rd|th)"
    return re.compile(
        rf"\b(?:{number}\s+(?:{arms}\s+){{0,5}}(?-i:[A-Z]\w+\s+)?{sizes}"
        rf"|{alternation(words['named'])}(?:\s+{sizes})?)\b",
        re.IGNORECASE,
    )
