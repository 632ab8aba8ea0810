"""
Reads Overture divisions from two editions of one package.

The older edition has ids that encode the position; the newer one has English names.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import h3
import pyarrow
import pyarrow.parquet
from pyarrow import compute

from .rows import Point
from .sources import member

_TWO_PI = 2 * math.pi
_RAW_RESOLUTION_15 = "08f"  # ids that hold an ordinary cell


@dataclass(frozen=True, slots=True)
class Division:
    """One division of the older edition. `region` is its ISO 3166-2 code."""

    id: str
    region: str
    name: str

    @property
    def place_id(self) -> str:
        """A short stable id: 48 bits of the SHA-256 of the id of the older edition."""
        return f"overture:{hashlib.sha256(self.id.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees."""

    south: float
    west: float
    north: float
    east: float


def read_divisions(country: str, subtype: str) -> list[Division]:
    """Return the named divisions of one country, ordered by id."""
    rows = _rows("overture_ids", "wkls/data/overture_zstd22.parquet", country, subtype)
    found = [
        Division(row["id"], row["region"], row["name"])
        for row in rows
        if row["name"] and row["region"]
    ]
    return sorted(found, key=lambda division: division.id)


def read_english(country: str, subtype: str) -> dict[tuple[str, str], str]:
    """Return English names by (region, local name), where all rows of that name agree."""
    names: dict[tuple[str, str], set[str]] = {}
    for row in _rows("overture_names", "wkls/data/overture.zstd18.parquet", country, subtype):
        if row["name_primary"] and row["name_en"] and row["name_en"].isascii():
            names.setdefault((row["region"], row["name_primary"]), set()).add(row["name_en"])
    return {key: next(iter(found)) for key, found in names.items() if len(found) == 1}


@cache
def local_names(country: str) -> frozenset[str]:
    """Return the names, in local script, that localities of a country bear."""
    return frozenset(division.name for division in read_divisions(country, "locality"))


def read_district_of(country: str) -> dict[tuple[str, str], set[str]]:
    """Return the names of the districts that hold a locality, by (region, local name)."""
    path = "wkls/data/overture.zstd18.parquet"
    counties = {
        row["id"]: row["name_primary"] for row in _rows("overture_names", path, country, "county")
    }
    found: dict[tuple[str, str], set[str]] = {}
    for row in _rows("overture_names", path, country, "locality"):
        district = counties.get(row["parent_id"])
        if district and row["name_primary"]:
            found.setdefault((row["region"], row["name_primary"]), set()).add(district)
    return found


def _rows(source: str, path: str, country: str, subtype: str) -> list[dict[str, str]]:
    table = _table(source, path)
    wanted = compute.and_(
        compute.equal(table["country"], country), compute.equal(table["subtype"], subtype)
    )
    rows: list[dict[str, str]] = table.filter(wanted).to_pylist()
    return rows


@cache
def _table(source: str, path: str) -> pyarrow.Table:
    """Read a whole edition; its string views have no comparison, so they are cast."""
    table = pyarrow.parquet.read_table(io.BytesIO(member(source, path)))
    return table.cast(pyarrow.schema([(name, pyarrow.string()) for name in table.column_names]))


def decode_id(division_id: str, bounds: Bounds) -> list[Point]:
    """
    Return every position inside `bounds` that an id of the older edition can stand for.

    These ids begin with an H3 cell whose latitude and longitude were given in degrees where H3
    wants radians. So the true degrees x are known modulo 2π: the cell's centre is the unit vector
    (cos x cos y, cos x sin y, sin x), and all x, y with that vector are candidates. Several
    candidates lie up to 6.28° apart; the outline of the region tells which is meant.
    """
    cell = division_id[1:16]
    if not h3.is_valid_cell(cell):
        return []
    lat, lon = h3.cell_to_latlng(cell)
    if division_id.startswith(_RAW_RESOLUTION_15):
        return [Point(lat, lon)]
    return list(_unwrap(math.radians(lat), math.radians(lon), bounds))


def _unwrap(phi: float, lam: float, bounds: Bounds) -> Iterator[Point]:
    """Yield the angles in `bounds`, taken as radians, that point where (phi, lam) points."""
    for base, turned in ((phi, lam), (math.pi - phi, lam + math.pi)):
        for x in _congruent(base, bounds.south, bounds.north):
            for y in _congruent(turned, bounds.west, bounds.east):
                yield Point(x, y)


def _congruent(angle: float, low: float, high: float) -> Iterator[float]:
    """Yield the values in [low, high] that equal `angle` modulo 2π."""
    value = angle + math.ceil((low - angle) / _TWO_PI) * _TWO_PI
    while value <= high:
        yield value
        value += _TWO_PI
