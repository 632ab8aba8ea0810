"""The part of the world that a picture shows, in Mercator as the map in the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

UKRAINE = (22.1, 44.3, 40.3, 52.4)  # west, south, east, north
_KM_A_DEGREE = 111.32  # of longitude at the equator
_LEAST_DEGREES = 4.0  # a single village is shown with what lies around it
_MARGIN = 0.08  # of the extent, on each side
_LIMIT_LAT = 80.0
_FINEST = 0.12  # points: less than a pixel at 300 dpi


@dataclass(frozen=True, slots=True)
class View:
    """
    A rectangle in Mercator degrees (x = longitude) and how large it is on paper.

    `scale` is in points of 1/72 inch a degree.
    """

    west: float
    south: float
    east: float
    north: float
    scale: float

    @property
    def zoom(self) -> float:
        """The zoom of a web map of the same scale, at 96 pixels an inch."""
        return math.log2(self.scale * 96 / 72 * 360 / 256)

    def degrees(self, points: float) -> float:
        """Return a length on paper as Mercator degrees."""
        return points / self.scale

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point in Mercator degrees is in view."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def seen(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what of a projected geometry is in view, and a little more, as fine as paper."""
        simple = shapely.simplify(geometry, self.degrees(_FINEST))
        margin = 0.05 * (self.east - self.west)
        return shapely.clip_by_rect(
            simple,
            self.west - margin, self.south - margin, self.east + margin, self.north + margin,
        )  # fmt: skip


def mercator_y(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Mercator ordinate in degrees (Snyder 1987, eq. 7-2, on the sphere)."""
    clipped = np.radians(np.clip(lat, -_LIMIT_LAT, _LIMIT_LAT))
    projected: NDArray[np.float64] = np.degrees(np.arcsinh(np.tan(clipped)))
    return projected


def radius_degrees(km: float, lat: float) -> float:
    """Return a length on the ground at a latitude as Mercator degrees."""
    return km / (_KM_A_DEGREE * math.cos(math.radians(lat)))


def project(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry of longitude and latitude in Mercator degrees."""

    def step(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([points[:, 0], mercator_y(points[:, 1])])

    projected: BaseGeometry = shapely.transform(geometry, step)
    return projected


def fit_view(drawn: gpd.GeoDataFrame, *, width: float, height: float) -> View:
    """
    Return the view that holds all that is drawn, with room around it; Ukraine if nothing is.

    Parameters
    ----------
    drawn
        Rows with a geometry.
    width, height
        Of the map on paper, in points.
    """
    west, south, east, north = (float(edge) for edge in drawn.total_bounds)
    if not west <= east:
        west, south, east, north = UKRAINE
    low, high = (float(y) for y in mercator_y(np.array([south, north])))
    span_x = max((east - west) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    span_y = max((high - low) * (1 + 2 * _MARGIN), _LEAST_DEGREES)
    span_x = max(span_x, span_y * width / height)
    span_y = span_x * height / width
    x, y = (west + east) / 2, (low + high) / 2
    return View(
        x - span_x / 2, y - span_y / 2, x + span_x / 2, y + span_y / 2, scale=width / span_x
    )
