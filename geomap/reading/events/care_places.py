"""Where the wounded were taken to: nothing happened there."""

from __future__ import annotations

from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_IN_CARE = Sought(
    rf"\b(?:{any_of('taken_to_care')} (?:[\w-]+ ){{0,3}}?(?:at|to|in)|"
    r"(?:are|is|were|was|remain|remains|still) in) (?:[\w-]+ ){0,3}?hospitals? in "
    r"(?:[^,.;]{2,40} and in )?(?:the )?(?:[a-z-]+ ){0,4}\Z"
)
_REACH = 110  # characters back to the verb


def apart_from_care(context: Text, places: list[int]) -> list[int]:
    """Leave out Belgorod in "Two were injured in Grayvoron and taken to hospital in Belgorod"."""
    names = context.toponyms
    care = {
        p
        for p in places
        if _IN_CARE.search(
            context.text,
            max(context.sentences[names[p].sentence].start, names[p].start - _REACH),
            names[p].start,
        )
    }
    return [p for p in places if p not in care and names[p].list_head not in care]
