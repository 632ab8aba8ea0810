"""
Where the front ran, coarsely, by day.

``front_lines.csv`` is drawn by hand from what was reported at the time: each sector is a line
through the settlements that were fought over between two days, to some 10 km. It says which of
several villages of one name a front report can mean, and where the sector of an axis lies. It is
never drawn as the front. ``fought_over.csv`` adds when settlements that share their name with
others near the front were fought over themselves.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

from geomap.errors import GazetteerError
from geomap.places.geodesy import KM_PER_DEGREE, km_between, km_per_degree_lon

Row = TypeVar("Row")

REACH_KM = 60.0  # beyond this nothing is "at the front"
SLACK = timedelta(days=21)  # the line of a sector did not move on one day
_SAME_SETTLEMENT_KM = 2.0
_SAME_DEG = _SAME_SETTLEMENT_KM / KM_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Sector:
    """
    A stretch of the front between two days, both included; `last` is None while it holds.

    `weight` says how much is fought there, in 0..1: a state border under fire less than a town
    under assault.
    """

    name: str
    first: date
    last: date | None
    weight: float
    points: tuple[tuple[float, float, str], ...]  # lat, lon, the settlement there

    def holds(self, day: date) -> bool:
        """Whether the line stood on this day, give or take the slack."""
        return self.first - SLACK <= day and (self.last is None or day <= self.last + SLACK)


@cache
def sectors() -> tuple[Sector, ...]:
    """
    Return all sectors in the order of the file.

    Raises
    ------
    GazetteerError
        If a row of ``front_lines.csv`` cannot be read; the message names the row.
    """
    lines: dict[tuple[str, date, date | None, float], list[tuple[float, float, str]]] = {}
    for name, first, last, weight, point in read_table("front_lines.csv", _sector_point):
        lines.setdefault((name, first, last, weight), []).append(point)
    return tuple(Sector(*sector, tuple(line)) for sector, line in lines.items())


@dataclass(frozen=True, slots=True)
class Fight:
    """A settlement that was fought over between two days, both included; `last` may be open."""

    near: str
    lat: float
    lon: float
    first: date
    last: date | None


@cache
def fights() -> tuple[Fight, ...]:
    """
    Return the settlements of ``fought_over.csv`` in its order.

    Raises
    ------
    GazetteerError
        If a row cannot be read; the message names the row.
    """
    return tuple(read_table("fought_over.csv", _fight))


def read_table(name: str, read: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    """
    Yield what `read` makes of each row of a table of this package.

    Raises
    ------
    GazetteerError
        If a row cannot be read; the message names the row.
    """
    text = files("geomap.places").joinpath(name).read_text(encoding="utf-8")
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            yield read(row)
        except (KeyError, TypeError, ValueError) as error:
            raise GazetteerError(f"{name}, row {number}: {error}") from error


def _sector_point(
    row: dict[str, str],
) -> tuple[str, date, date | None, float, tuple[float, float, str]]:
    point = (float(row["lat"]), float(row["lon"]), row["near"])
    return row["sector"], *_days(row), float(row["weight"]), point


def _fight(row: dict[str, str]) -> Fight:
    return Fight(row["near"], float(row["lat"]), float(row["lon"]), *_days(row))


def _days(row: dict[str, str]) -> tuple[date, date | None]:
    last = row["last"]
    return date.fromisoformat(row["first"]), date.fromisoformat(last) if last else None


@lru_cache(maxsize=512)
def sectors_on(day: date | None) -> tuple[Sector, ...]:
    """Return the sectors that held on `day`; all since February 2022 when the day is unknown."""
    if day is None:
        return tuple(s for s in sectors() if s.last is None or s.last >= date(2022, 2, 24))
    return tuple(sector for sector in sectors() if sector.holds(day))


@lru_cache(maxsize=512)
def _fights_on(day: date) -> tuple[Fight, ...]:
    return tuple(f for f in fights() if f.first <= day and (f.last is None or day <= f.last))


@lru_cache(maxsize=65_536)
def is_fought_over(lat: float, lon: float, day: date | None) -> bool:
    """Return whether the settlement at this point is known to be fought over on `day`."""
    return day is not None and any(
        abs(lat - fight.lat) < _SAME_DEG
        and km_between(lat, lon, fight.lat, fight.lon) <= _SAME_SETTLEMENT_KM
        for fight in _fights_on(day)
    )


@lru_cache(maxsize=512)
def _segments(day: date | None) -> tuple[tuple[float, float, float, float, float], ...]:
    """Return all segments of the day's front as (lat, lon, lat, lon, weight)."""
    return tuple(
        (start[0], start[1], end[0], end[1], sector.weight)
        for sector in sectors_on(day)
        for start, end in pairwise(sector.points)
    )


@lru_cache(maxsize=262_144)
def nearest_front(
    lat: float, lon: float, day: date | None, *, reach_km: float = REACH_KM
) -> tuple[float, float]:
    """
    Return how far a point lies from the front of `day`, and how much is fought there.

    Of several sectors the one that is nearest for its weight. ``(inf, 0.0)`` beyond `reach_km` of
    every sector. Distances are flat, which is exact enough here: the line itself is known to some
    kilometres only.
    """
    reach_lat = reach_km / KM_PER_DEGREE
    scale = km_per_degree_lon(lat)
    reach_lon = reach_km / scale
    best, found = math.inf, (math.inf, 0.0)
    for lat1, lon1, lat2, lon2, weight in _segments(day):
        if (lat1 > lat + reach_lat and lat2 > lat + reach_lat) or (
            lat1 < lat - reach_lat and lat2 < lat - reach_lat
        ):
            continue
        if (lon1 > lon + reach_lon and lon2 > lon + reach_lon) or (
            lon1 < lon - reach_lon and lon2 < lon - reach_lon
        ):
            continue
        squared = _squared_km_to_segment(
            (lon1 - lon) * scale, (lat1 - lat) * KM_PER_DEGREE,
            (lon2 - lon) * scale, (lat2 - lat) * KM_PER_DEGREE,
        )  # fmt: skip
        if squared <= reach_km * reach_km and (squared + 1.0) / weight < best:
            best, found = (squared + 1.0) / weight, (math.sqrt(squared), weight)
    return found


def _squared_km_to_segment(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the squared distance of the origin from the segment (x1, y1)-(x2, y2)."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
    x, y = x1 + along * dx, y1 + along * dy
    return x * x + y * y
