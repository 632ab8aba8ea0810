"""The plain records that the sources are read into, and those of the tables that are written."""

from __future__ import annotations

from dataclasses import dataclass

from geomap.places.tables import NameRow, PlaceRow, Point

__all__ = ["Candidate", "NameRow", "PlaceRow", "Point", "Unit"]


@dataclass(frozen=True, slots=True)
class Unit:
    """
    One unit of KATOTTG.

    `category` is O oblast, K city with special status, P raion, H hromada, M city,
    T town, X and C rural settlement, B city district. `parents` are the codes above it, top first.
    """

    code: str
    category: str
    name: str
    parents: tuple[str, ...]

    @property
    def is_settlement(self) -> bool:
        """Whether people live in it: not a raion, hromada, oblast or city district."""
        return self.category in "KMTXC"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that a source gives for a name inside a region."""

    name: str
    region: str  # ISO 3166-2
    point: Point
    source: str
    place_id: str
    population: int | None = None
