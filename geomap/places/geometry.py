"""
The shapes that words allow, as shapely geometries in (x=lon, y=lat), WGS 84.

Buffers are made on a local plane, scaled by the cosine of the latitude, which is exact to 1 % at
the sizes used here. shapely is imported where it is used: whoever only resolves names never pays
for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.places.geodesy import KM_PER_DEGREE, xy

if TYPE_CHECKING:
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

_QUARTER = 6  # segments of a quarter circle: 1 % of the radius


@lru_cache(maxsize=4096)  # to make one costs as much as to find its name, and news repeats places
def point(lat: float, lon: float) -> Point:
    """Return a shapely point."""
    from shapely.geometry import Point

    return Point(*xy(lat, lon))


def line(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    """Return the line through (lat, lon) points; a point when there is only one."""
    from shapely.geometry import LineString

    if len(points) == 1:
        return point(*points[0])
    return LineString([xy(lat, lon) for lat, lon in points])


def representative(shape: BaseGeometry) -> tuple[float, float]:
    """Return the (lat, lon) of a point that lies in the shape for certain."""
    inside = shape.representative_point()
    return inside.y, inside.x


def buffered(shape: BaseGeometry, radius_km: float) -> BaseGeometry:
    """Return the shape widened by `radius_km` on all sides."""
    from shapely import affinity

    south, north = shape.bounds[1], shape.bounds[3]
    squeeze = math.cos(math.radians((south + north) / 2))
    plane = affinity.scale(shape, xfact=squeeze, yfact=1.0, origin=(0, 0))
    wide = plane.buffer(radius_km / KM_PER_DEGREE, quad_segs=_QUARTER)
    return affinity.scale(wide, xfact=1 / squeeze, yfact=1.0, origin=(0, 0))


def stretch_between(
    start: tuple[float, float], end: tuple[float, float], *, half_width_km: float
) -> BaseGeometry:
    """Return the band between two (lat, lon) points."""
    return buffered(line([start, end]), half_width_km)


def border_strip(
    area: BaseGeometry, neighbours: Iterable[BaseGeometry], *, width_km: float
) -> BaseGeometry | None:
    """Return the part of `area` within `width_km` of any neighbour; None when none is near."""
    strips = [
        strip
        for neighbour in neighbours
        if not (
            strip := area.intersection(buffered(_near(neighbour, area, width_km), width_km))
        ).is_empty
    ]
    return _joined(strips)


def waters_off(
    shape: BaseGeometry, waters: Iterable[BaseGeometry], *, reach_km: float
) -> BaseGeometry | None:
    """Return the water within `reach_km` of a shape; None when there is none."""
    reach = buffered(shape, reach_km)
    parts = [part for sea in waters if not (part := sea.intersection(reach)).is_empty]
    return _joined(parts)


def clipped(shape: BaseGeometry, mask: BaseGeometry) -> BaseGeometry | None:
    """Return what of a shape lies in `mask`; None when nothing does."""
    part = shape.intersection(mask)
    return None if part.is_empty else part


def band(
    lines: Iterable[Sequence[tuple[float, float]]], *, half_width_km: float
) -> BaseGeometry | None:
    """Return the area around lines of (lat, lon) points; None when there is no line."""
    return _joined([buffered(line(points), half_width_km) for points in lines if points])


def _near(shape: BaseGeometry, area: BaseGeometry, reach_km: float) -> BaseGeometry:
    """Return the part of a shape around an area, so that a whole country is not buffered."""
    west, south, east, north = area.bounds
    margin = 3 * reach_km / KM_PER_DEGREE
    import shapely

    part = shapely.clip_by_rect(shape, west - margin, south - margin, east + margin, north + margin)
    return part if not part.is_empty else shape.representative_point()


def _joined(parts: Sequence[BaseGeometry]) -> BaseGeometry | None:
    import shapely

    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.union_all(list(parts))
