"""Units of an army, as a text names them: "the 47th Mechanized Brigade", "Azov Brigade"."""

from __future__ import annotations

import re
from functools import cache

from geomap.reading.text.phrases import alternation, load_phrases
from geomap.reading.text.sought import Sought


def find_unit(text: str, start: int, end: int) -> str | None:
    """Return the first unit named in ``text[start:end]``, without its article."""
    match = _pattern().search(text, start, end)
    return " ".join(match.group().split()) if match else None


@cache
def _pattern() -> Sought:
    words = load_phrases("en/units")
    sizes = alternation(words["sizes"])
    arms = alternation(words["arms"])
    number = r"\d{1,3}(?:st|nd|rd|th)"
    return Sought(
        rf"\b(?:{number}\s+(?:{arms}\s+){{0,5}}(?-i:[A-Z]\w+\s+)?{sizes}"
        rf"|{alternation(words['named'])}(?:\s+{sizes})?)\b",
        re.IGNORECASE,
    )
