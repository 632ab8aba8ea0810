"""The nearest settlement to a point, by rings of grid cells around it."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final

from geomap.errors import GazetteerError
from geomap.places.store import CELLS_PER_DEGREE, CELLS_PER_ROW, UNITS_PER_DEGREE

if TYPE_CHECKING:
    from geomap.places.store import Store

EARTH_RADIUS_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = 111.195
_PLANE_RINGS, _PLANE_LAT, _PLANE_LON = 3, 80.0, 179.0  # where the earth is as good as flat
_WHOLE_EARTH = CELLS_PER_ROW // 2  # rings


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
    rings = 1
    while True:
        found = _nearest_within(store, lat, lon, rings)
        # The square of cells holds every point as near as its nearest edge.
        if found is not None and (rings == _WHOLE_EARTH or found[1] <= _reach_km(lat, rings)):
            return found
        if rings == _WHOLE_EARTH:
            msg = f"{store.folder}: no settlements"
            raise GazetteerError(msg)
        rings = min(_WHOLE_EARTH, 2 * rings if found is None else _rings_to(lat, found[1], rings))


def _nearest_within(store: Store, lat: float, lon: float, rings: int) -> tuple[int, float] | None:
    on_plane = rings <= _PLANE_RINGS and abs(lat) < _PLANE_LAT and abs(lon) < _PLANE_LON
    points = (store.points_nearby if on_plane else store.points_around)(lat, lon, rings)
    distances = (
        (distance_km(lat, lon, north / UNITS_PER_DEGREE, east / UNITS_PER_DEGREE), number)
        for number, north, east in points
    )
    km, number = min(distances, default=(0.0, -1))
    return None if number < 0 else (number, km)


def _rings_to(lat: float, km: float, rings: int) -> int:
    """Return the number of rings, more than `rings`, that reach so far."""
    return next(
        (r for r in range(rings + 1, _WHOLE_EARTH) if _reach_km(lat, r) >= km), _WHOLE_EARTH
    )


def _reach_km(lat: float, rings: int) -> float:
    farthest = min(89.0, abs(lat) + (rings + 1) / CELLS_PER_DEGREE)
    return rings / CELLS_PER_DEGREE * KM_PER_DEGREE * cos(radians(farthest))
