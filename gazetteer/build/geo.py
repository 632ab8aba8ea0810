"""Distances and medians on the sphere."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from .rows import Point

EARTH_KM = 6371.0


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance (haversine, spherical earth of 6,371 km)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def middle(points: Iterable[Point]) -> Point:
    """Return the median latitude and longitude: one stray point does not move it."""
    listed = list(points)
    return Point(median(p.lat for p in listed), median(p.lon for p in listed))
