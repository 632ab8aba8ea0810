"""What the words right after a name say that it is: "Desna, a village near A", "the Seym River"."""

from __future__ import annotations

import re

from geomap.reading.text.phrases import any_of
from geomap.reading.text.toponym import KINDS, SETTLED, NameFinder
from geomap.records import NameMatch, Place, PlaceKind

_WATER_RIGHT = re.compile(r" (?:River|Reservoir|Lake|Canal|Bay)\b")
_STREET_RIGHT = re.compile(r" (?:Street|Avenue|Boulevard|Square|Lane|Embankment|Prospekt|Alley)\b")
_KNOWN = 100_000  # inhabitants of a city that a headline may mean: "Rockets Hit Odesa Street"
_SURNAME = re.compile(r"\) (?!Region|Oblast|Province|District|Krai|City)[A-Z][a-z]+")
_CAR = re.compile(rf" {any_of('cars')}\b")


def is_no_place(text: str, match: NameMatch, names: NameFinder) -> bool:
    """Read "the Seym River", "Pushkin Street", "a Niva car" and "(Vladimir) Putin" as no places."""
    if text.endswith("(", 0, match.start) and _SURNAME.match(text, match.end):
        return True
    if _CAR.match(text, match.end) and match.candidates[0].kind in ("village", "town"):
        return True
    if _STREET_RIGHT.match(text, match.end) and (match.candidates[0].population or 0) < _KNOWN:
        return match.candidates[0].kind in SETTLED
    water = _WATER_RIGHT.match(text, match.end)
    return bool(
        water
        and all(c.population is not None or c.kind == "village" for c in match.candidates[:1])
        and not names.lookup(match.name + water.group())
    )


_APPOSED = re.compile(
    r", an? (?:[a-z-]+ ){0,2}(village|town|settlement|region|district)\b(?! (?:hall|council))"
)


def apposed_kind(
    text: str, match: NameMatch, names: NameFinder
) -> tuple[tuple[Place, ...], tuple[PlaceKind, ...]] | None:
    """Read "Desna, a village near A" as the village, "Belgorod, a region of B" as the oblast."""
    apposed = _APPOSED.match(text, match.end)
    if apposed is None or not match.candidates:
        return None
    kinds = KINDS[apposed[1]]
    if match.candidates[0].kind in kinds:
        return None
    known = match.candidates
    if apposed[1] in ("region", "district"):
        known = tuple(names.lookup(f"{match.name} {apposed[1]}"))
    places = tuple(c for c in known if c.kind in kinds)
    return (places, kinds) if places else None
