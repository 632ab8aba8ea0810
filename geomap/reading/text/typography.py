"""Signs that pages set in many ways, made the ones that the rules of reading know."""

from __future__ import annotations

import re

_NOT_PLAIN = re.compile("[\u2018\u0060\u00b4\u02bc\u2032\u00a0\u2002-\u200a\u202f]")
# "Ukraine\u2018s", "Russia\u00b4s": an apostrophe, whatever sign it was set with
_APOSTROPHE = re.compile("(?<=[A-Za-z])[\u2018\u0060\u00b4\u02bc\u2032](?=s\\b)")
# a blank that holds two words together; between digits it parts thousands and stays
_BLANK = re.compile("(?<![0-9])[\u00a0\u2002-\u200a\u202f]|[\u00a0\u2002-\u200a\u202f](?![0-9])")


def plain(text: str) -> str:
    """Return a text with plain apostrophes and blanks, letter for letter as long as it was."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return _BLANK.sub(" ", _APOSTROPHE.sub("\u2019", text))
