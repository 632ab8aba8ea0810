"""The nearest settlement to a point, by rings of grid cells around it."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from geomap.errors import GazetteerError
from geomap.places.store import CELLS_PER_DEGREE, CELLS_PER_ROW, UNITS_PER_DEGREE, cell_of

if TYPE_CHECKING:
    from geomap.places.store import Point, Store

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = 111.195
_PLANE_RINGS = 3  # up to 40 km away, where squared distances on a plane are right to 1 %
_PLANE_SLACK = 1.05


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance by the haversine formula."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def nearest_settlement(store: Store, lat: float, lon: float) -> tuple[int, float]:
    """
    Return the number of the nearest settlement and its distance in km.

    Raises
    ------
    GazetteerError
        If latitude or longitude is out of range, or the store has no settlements.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        msg = f"no such point: lat {lat}, lon {lon}"
        raise GazetteerError(msg)
    row, column = cell_of(lat, lon)
    rings = 1
    while rings <= CELLS_PER_ROW:
        found = _nearest_within(store, lat, lon, row, column, rings)
        # The square of cells holds every point as near as its nearest edge.
        if found is not None and found[1] <= _reach_km(lat, rings):
            return found
        rings *= 2 if found is None else 3
    if found is None:
        msg = f"{store.folder}: no settlements"
        raise GazetteerError(msg)
    return found


def _nearest_within(
    store: Store, lat: float, lon: float, row: int, column: int, rings: int
) -> tuple[int, float] | None:
    points = store.points_around(row, column, rings)
    if rings <= _PLANE_RINGS:
        points = _nearest_in_plane(lat, lon, points)
    distances = (
        (distance_km(lat, lon, north / UNITS_PER_DEGREE, east / UNITS_PER_DEGREE), number)
        for number, north, east in points
    )
    km, number = min(distances, default=(0.0, -1))
    return None if number < 0 else (number, km)


def _nearest_in_plane(lat: float, lon: float, points: list[Point]) -> list[Point]:
    """Return the few points that can be nearest: on a plane it is quick to leave out the others."""
    here_north, here_east = lat * UNITS_PER_DEGREE, lon * UNITS_PER_DEGREE
    east_west = cos(radians(lat)) ** 2
    squares = [
        (north - here_north) ** 2 + (east - here_east) ** 2 * east_west for _, north, east in points
    ]
    reach = min(squares, default=0.0) * _PLANE_SLACK
    return [point for point, square in zip(points, squares, strict=True) if square <= reach]


def _reach_km(lat: float, rings: int) -> float:
    farthest = min(89.0, abs(lat) + (rings + 1) / CELLS_PER_DEGREE)
    return rings / CELLS_PER_DEGREE * KM_PER_DEGREE * cos(radians(farthest))
