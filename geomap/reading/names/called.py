"""Whether reporters would call a place "the city", "the town" or "the village"."""

from __future__ import annotations

import re

from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_MOST_OF_A_VILLAGE = 20_000  # inhabitants, and some more, as lists of them are old
_MOST_OF_A_TOWN = 400_000
_VILLAGE_OF = Sought(r"\bvillages? of (?:the )?\Z", re.IGNORECASE)
_A_VILLAGE = re.compile(r", (?:an?|the) (?:[a-z-]+ ){0,3}(?:village|hamlet)\b")


def is_called(noun: str, text: str, toponym: Toponym) -> bool:
    """
    Say whether a noun can take up a name.

    After "Drones hit Kharkiv. A bomb fell on the village of Prudianka", "the city" is Kharkiv.
    """
    people = max((c.population or 0 for c in toponym.candidates), default=0)
    if noun == "village":
        return people <= _MOST_OF_A_VILLAGE
    if noun == "town" and people > _MOST_OF_A_TOWN:
        return False
    return noun not in ("city", "town") or not _is_said_to_be_a_village(text, toponym)


def _is_said_to_be_a_village(text: str, toponym: Toponym) -> bool:
    before = max(0, toponym.start - 20), toponym.start
    said = _VILLAGE_OF.search(text, *before) or _A_VILLAGE.match(text, toponym.end)
    return said is not None
