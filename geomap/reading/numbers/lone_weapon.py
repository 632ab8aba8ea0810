"""The one weapon of "the drone was shot down over A", which no number counts."""

from __future__ import annotations

import re

from geomap.reading.numbers.noun_heads import WEAPON_KINDS, is_plural, read_head
from geomap.reading.text.lexicon import Tag

_REACH = 50  # characters from "the" to "shot down"
_THE = re.compile(r"\b(?:the|this|that)\s+(?=\w)", re.IGNORECASE)
_WAS = re.compile(r"\s+(?:was|had been|has been)\s+(?:\w+ly\s+|also\s+|then\s+)?\Z")


def is_lone_weapon(text: str, verb: Tag, start: int, end: int) -> bool:
    """
    Tell whether a verb in ``text[start:end]`` says what became of a single weapon.

    That is "the drone was shot down" or "shot down the missile"; "a drone" is a count of one.
    """
    after = _THE.match(text, min(verb.end + 1, end), end)
    if after and _is_single_weapon(text, after.end(), end)[0]:
        return True
    before = [*_THE.finditer(text, max(start, verb.start - _REACH), verb.start)]
    if not before:
        return False
    single, stop = _is_single_weapon(text, before[-1].end(), verb.start)
    return single and _WAS.fullmatch(text, stop, verb.start) is not None


def _is_single_weapon(text: str, position: int, end: int) -> tuple[bool, int]:
    head, kind, stop = read_head(text, position, end)
    return kind in WEAPON_KINDS and not is_plural(head), stop
