"""What "the same region" and "the same district" take up."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.reading.text.grammar import country_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import SETTLED, NameFinder, Toponym
from geomap.records import Place

AREAS = {"region": "region", "oblast": "region", "province": "region", "district": "district"}
_KNOWN = 50_000  # inhabitants of a town that needs no region beside it
_FROM = Sought(r"\bfrom (?:the )?(?:Russia['’]s |Ukraine['’]s )?\Z")
_LANDS = frozenset({"UA", "RU"})


def same_area(
    text: str, noun: str, earlier: Sequence[Toponym], names: NameFinder
) -> tuple[Place, ...]:
    """
    Return the region or district named last, or that of the town named last.

    Not one from which was fired: "fired from the A region … in the same region".
    """
    kind = AREAS.get(noun)
    for toponym in reversed(earlier if kind else ()):
        if _FROM.search(text, max(0, toponym.start - 20), toponym.start):
            continue
        if toponym.kind == kind:
            return toponym.candidates
        if toponym.kind in SETTLED and country_of(toponym) in _LANDS:
            area = _area_of(toponym, str(kind), names)
            if area:  # "a drone hit A, a border town in the same region": not of A, but of B before
                return area
    return ()


def _area_of(toponym: Toponym, kind: str, names: NameFinder) -> tuple[Place, ...]:
    if not toponym.candidates:
        return ()
    town = toponym.candidates[0]
    if len(toponym.candidates) > 1 and (town.population or 0) < _KNOWN:
        return ()  # which of them is not known as yet
    named = town.admin1 if kind == "region" else town.admin2
    return tuple(p for p in names.lookup(named or "") if p.kind == kind)
