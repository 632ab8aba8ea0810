"""The rows of the built tables, and the plain records that the sources are read into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A position in degrees WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of ``places.csv``; the fields are its columns, in order."""

    place_id: str
    kind: str
    name_en: str
    name_uk: str
    name_ru: str
    country: str
    admin1_id: str
    admin2_id: str
    admin3_id: str
    lat: float
    lon: float
    accuracy_km: float
    exact: bool
    population: int | None
    source: str
    site_class: str = ""
    pcode: str = ""

    @property
    def point(self) -> Point:
        """The representative point."""
        return Point(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class NameRow:
    """
    One row of ``names.csv``: a spelling in its base form.

    `kind` is the column ``type``: main, short, former, variant, alias or adjective.
    """

    place_id: str
    name: str
    lang: str
    kind: str
    weak: bool
    source: str


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
