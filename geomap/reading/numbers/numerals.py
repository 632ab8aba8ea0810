"""The value of a number, in figures or in English words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from geomap.reading.text.phrases import alternation, load_phrases

_MAX_DIGITS = 18  # longer figures count nothing
_GROUPED = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"


@cache
def number_pattern() -> str:
    """Return a pattern, without groups of its own, for a number in figures or words."""
    words = load_phrases("en/numbers")
    unit = alternation(words["words"])
    scale = alternation(words["scales"])
    spelt = rf"{unit}(?:[-\s]{unit})?(?:\s+{scale}(?:\s+and\s+{unit}(?:-{unit})?)?)*"
    figure = rf"(?:{_GROUPED})(?:[\s-]?{scale}(?![a-z]))?"
    return rf"(?:{alternation(words['fixed'])}|a\s+{scale}|{figure}|{spelt})"


_SEPARATOR = re.compile(r"[,\u00a0\u202f]")


_NUMBER_PART = re.compile(r"[\d.,\u00a0\u202f]+|[a-z]+")


_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=1_024)  # most numbers of the news are small, and come again
def parse_number(words: str) -> int | None:
    """
    Return the value of "1,200", "1.5 million", "two dozen", "one hundred and twenty".

    None if the words are no number, or one that is not whole ("4.5").
    """
    text = _BLANKS.sub(" ", words.strip().lower())
    lexicon = load_phrases("en/numbers")
    if text in lexicon["fixed"]:
        return int(lexicon["fixed"][text])
    value = 0.0
    group = 0.0
    for part in _NUMBER_PART.findall(text):
        if len(part) > _MAX_DIGITS:
            return None
        if part[0].isdigit():
            group = float(_SEPARATOR.sub("", part).rstrip("."))
        elif part in lexicon["words"]:
            group += lexicon["words"][part]
        elif part in {"a", "an"}:
            group = 1
        elif part in lexicon["scales"]:
            scale = lexicon["scales"][part]
            group = (group or 1) * scale
            if scale >= 1000:
                value, group = value + group, 0.0
        elif part != "and":
            return None
    total = value + group
    return int(total) if total == int(total) else None
