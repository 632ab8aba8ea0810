"""A toponym: a name of a place with the noun phrase around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from geomap.records import NameMatch, Place, PlaceKind

KINDS: dict[str, tuple[PlaceKind, ...]] = {
    "city": ("city", "town", "village"),
    "town": ("city", "town", "village"),
    "village": ("village", "town"),
    "settlement": ("village", "town", "city"),
    "hamlet": ("village",),
    "suburb": ("town", "village", "city"),
    "port": ("city", "town"),
    "region": ("region",),
    "oblast": ("region",),
    "province": ("region",),
    "obl": ("region",),
    "obl.": ("region",),
    "krai": ("region",),
    "republic": ("region",),
    "peninsula": ("region", "area"),
    "district": ("district",),
    "raion": ("district",),
    "municipality": ("district", "hromada"),
    "hromada": ("hromada",),
    "community": ("hromada", "district"),
    "direction": ("axis", "city", "town", "village"),
    "axis": ("axis", "city", "town", "village"),
    "sector": ("axis", "city", "town", "village"),
    "front": ("axis", "city", "town", "village", "region"),
    "country": ("country",),
    "site": ("site",),
    "plant": ("site",),
    "station": ("site",),
    "facility": ("site",),
    "refinery": ("site",),
    "airfield": ("site",),
    "air": ("site",),
    "airbase": ("site",),
    "base": ("site",),
    "bridge": ("site",),
}


SETTLED = ("city", "town", "village")
_SPOTS = frozenset({*SETTLED, "site"})


class NameFinder(Protocol):
    """What reading needs of a gazetteer."""

    def find_names(self, text: str) -> Sequence[NameMatch]:
        """Return the place names in a text: sorted, never overlapping, longest first."""
        ...

    def lookup(self, name: str) -> Sequence[Place]:
        """Return the places of a name, largest first; empty if there is none."""
        ...


@dataclass(slots=True)
class Toponym:
    """
    A name with its noun phrase and what governs it.

    `start`, `end` cover the name and its type word ("Kharkiv region"); `phrase_start` is where
    its noun phrase begins ("the eastern city of Kharkiv"). `governor` is the word before that
    phrase in lower case, `before` the one before the governor; both empty at the start of a
    sentence. `list_head` is the index of the toponym that this one is listed with ("A, B and C").
    `kind` is the kind that the words allow, or that of the largest candidate; `is_settlement` says
    whether that is a town, village or site rather than an area.
    """

    start: int
    end: int
    name: str
    sentence: int
    candidates: tuple[Place, ...]
    hint_kinds: tuple[PlaceKind, ...] = ()
    phrase_start: int = 0
    governor: str = ""
    governor_start: int = 0
    before: str = ""
    via_of: bool = False
    list_head: int | None = None
    antecedent: int | None = None
    country: str | None = None  # of the region named beside it, where homonyms lie in several
    oblast: tuple[Place, ...] = ()  # for a capital's bare name that its oblast may be called by
    # Of what stands above, and asked for by every rule: hints and candidates stay as they are.
    kind: PlaceKind = field(init=False)
    is_settlement: bool = field(init=False)

    def __post_init__(self) -> None:
        if self.hint_kinds:
            self.kind = self.hint_kinds[0]
        else:
            self.kind = self.candidates[0].kind if self.candidates else "village"
        self.is_settlement = self.kind in _SPOTS


def is_same_name(a: Toponym, b: Toponym) -> bool:
    """
    Say whether two names most likely mean one place.

    Nikopol once had the name of Sloviansk and still has it as an alias: of two cities that are
    called just as the names are, each is meant.
    """
    if not a.candidates or not b.candidates or a.kind != b.kind:
        return False
    if a.candidates[0].place_id != b.candidates[0].place_id:
        return False
    if a.name == b.name:
        return True
    own = [next((c for c in t.candidates if c.name == t.name), t.candidates[0]) for t in (a, b)]
    return own[0] == own[1] or any(place.kind != "city" for place in own)


def narrowed(candidates: tuple[Place, ...], hints: tuple[PlaceKind, ...]) -> tuple[Place, ...]:
    """Keep the candidates of the kinds that the words allow, or all if none is."""
    kept = tuple(c for c in candidates if c.kind in hints) if hints else ()
    return kept or candidates


_AREA_LAT, _AREA_LON = 2.5, 4.5  # degrees from the middle of a part of a country to its rims


def may_hold(area: Toponym, place: Toponym) -> bool:
    """Say whether a part of a country ("the east", "southern Ukraine") may hold a place."""
    if not area.candidates or not place.candidates:
        return False
    middle, here = area.candidates[0], place.candidates[0]
    return (
        middle.country in (None, here.country)
        and abs(here.lat - middle.lat) <= _AREA_LAT
        and abs(here.lon - middle.lon) <= _AREA_LON
    )
