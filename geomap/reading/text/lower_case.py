"""Names that a page writes small, as some of Ukraine do with those of Russia."""

from __future__ import annotations

import re

from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of

_SMALL = ("russia", "ukraine", "putin")  # no page of the theatre writes none of them
_WRITES_SMALL = re.compile(r"\b(?:russia|russian federation|ukraine|putin)\b")
_NAMES = re.compile(rf"\b(?:{any_of('names_written_small')})\b")
# "in the village of poroz", "the borisovsky district"; but "the village of about 200 people"
_OF_KIND = late(
    rf"\b(?:village|town|city|settlement|hamlet|farm) of (?!{any_of('no_names')}\b)(?=[a-z]{{4}})"
    r"|(?<=\bthe )(?=[a-z]{4,}sk(?:y|yi|iy|i) (?:[Cc]ity |urban )?(?:district|raion)\b)"
    rf"|(?<=\bthe )(?=[a-z]{{4,}} (?:farm|hamlet|khutor) of\b)"
)


def with_capitals(text: str) -> str:
    """Return the text with such names written large, letter for letter as long as it was."""
    if not any(word in text for word in _SMALL) or _WRITES_SMALL.search(text) is None:
        return text
    letters = list(text)
    starts = [m.start() for m in _NAMES.finditer(text)]
    starts += [m.end() for m in _OF_KIND.finditer(text)]
    for start in starts:
        letters[start] = letters[start].upper()
    return "".join(letters)
