"""Weapons of which only the sighting is told: so many were launched, or have hit."""

from __future__ import annotations

import re

from geomap.reading.numbers.quantity import Quantity
from geomap.reading.numbers.tally_words import VerbClass

_LEAD = 26  # characters before a count
_MANY = 5  # weapons seen at once: as many were launched
_SIGHTED = re.compile(
    r",?\s+(?:of them\s+)?(?:altogether|in all|in total)\b"
    r"|,?\s+(?:(?:were|was|have been|had been)\s+)?(?:detected|tracked|counted|registered)\b"
)
_SIGHTS = re.compile(
    r"\b(?:detected|tracked|counted|registered|recorded)(?: and \w+ed)?\s+\Z", re.IGNORECASE
)
_HIT_AT = re.compile(
    r"\s+(?:were|was|have been|had been)\s+(?:recorded|registered)\s+(?:at|in)\s[\w ]{0,20}?"
    r"(?:locations?|sites?|places?|facilities|areas)\b"
)


def of_sighting(text: str, quantity: Quantity) -> VerbClass:
    """Read "the air force detected 92 drones", "92 drones in all": so many were launched."""
    if _HIT_AT.match(text, quantity.end):
        return "hits"  # "21 drones were recorded at 12 locations"
    if (quantity.value or 0) < _MANY or (quantity.subset and quantity.head):
        return "unknown"
    lead = text[max(0, quantity.start - _LEAD) : quantity.start]
    seen = _SIGHTED.match(text, quantity.end) or _SIGHTS.search(lead)
    return "launched" if seen else "unknown"
