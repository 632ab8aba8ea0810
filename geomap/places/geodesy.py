"""
Distances on the sphere in plain floats, and the one swap between (lat, lon) and (x, y).

Scoring compares thousands of pairs an article, so it uses the flat approximation; whatever a
user sees uses the great circle or, for offsets, the geodesic on WGS 84.
"""

from __future__ import annotations

import math

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of mean radius
EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius


def km_between(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in kilometres (haversine formula, Sinnott 1984)."""
    phi, phi2 = math.radians(lat), math.radians(lat2)
    half_lat = math.sin((phi2 - phi) / 2)
    half_lon = math.sin(math.radians(lon2 - lon) / 2)
    h = half_lat * half_lat + math.cos(phi) * math.cos(phi2) * half_lon * half_lon
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def km_per_degree_lon(lat: float) -> float:
    """Return how many kilometres one degree of longitude measures at this latitude."""
    return KM_PER_DEGREE * math.cos(math.radians(lat))


def xy(lat: float, lon: float) -> tuple[float, float]:
    """Return (x=lon, y=lat), the order of shapely and GeoJSON. The only place of this swap."""
    return lon, lat


def destination(
    lat: float, lon: float, *, bearing_deg: float, distance_km: float
) -> tuple[float, float]:
    """
    Return the (lat, lon) that lies `distance_km` away in the direction `bearing_deg`.

    The bearing is clockwise from north. Solved on the WGS 84 ellipsoid (Karney 2013, through
    geographiclib), because "100 km east of" is off by 0.3 % on a sphere.
    """
    from geopy.distance import geodesic

    end = geodesic(kilometers=distance_km).destination((lat, lon), bearing=bearing_deg)
    return end.latitude, end.longitude
