"""The ground of a picture: land, water and borders of the basemap that is in the package."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.patches import PathPatch

from geomap.picture.shapes import area_outline, line_outline
from geomap.picture.view import View, project

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

HOME = "UKR"
# The light palette of the map in the page.
SEA, LAND, HOME_LAND = "#cfdfe8", "#f1eee7", "#fbf9f3"
BORDER, HOME_BORDER, REGION = "#8f8979", "#6f6a5d", "#cbc4b5"
COAST, RIVER = "#9db8c8", "#a5c6da"


@cache
def basemap() -> dict[str, Any]:
    """Return the basemap; webmap/assets/BASEMAP.md says what its keys hold."""
    asset = files("geomap").joinpath("webmap", "assets", "basemap.json.gz")
    data: dict[str, Any] = json.loads(gzip.decompress(asset.read_bytes()))
    return data


def draw_ground(axes: Axes, view: View) -> None:
    """Draw land, lakes, rivers, regions, coast and borders, in this order."""
    data = basemap()
    grid = data["grid"]
    arcs = [_degrees(path, grid) for path in data["arcs"]]
    axes.set_facecolor(SEA)
    for polygon in data["around"]:
        _fill(axes, view, _area([_degrees(path, grid) for path in polygon]), LAND)
    for code, rings in data["countries"].items():
        land = _area([_ring(numbers, arcs) for numbers in rings])
        _fill(axes, view, land, HOME_LAND if code == HOME else LAND)
    for polygon in data["lakes"]:
        _fill(axes, view, _area([_degrees(path, grid) for path in polygon]), SEA)
    _draw_lines(axes, view, arcs, data)


def _draw_lines(
    axes: Axes, view: View, arcs: list[NDArray[np.float64]], data: dict[str, Any]
) -> None:
    home = {n if n >= 0 else ~n for ring in data["countries"][HOME] for n in ring}
    borders = data["borders"]
    rivers = [_degrees(path, data["grid"]) for path in data["rivers"]]
    _stroke(axes, view, rivers, RIVER, 1.0)
    _stroke(axes, view, [arcs[n] for n in data["regions"]], REGION, 0.6, dashes=(3, 2))
    _stroke(axes, view, [arcs[n] for n in data["coast"]], COAST, 0.6)
    _stroke(axes, view, [arcs[n] for n in borders if n not in home], BORDER, 0.8)
    _stroke(axes, view, [arcs[n] for n in borders if n in home], HOME_BORDER, 1.3)


def _degrees(path: list[int], grid: int) -> NDArray[np.float64]:
    """Return the points of a path, which holds steps, as longitude and latitude."""
    return np.cumsum(np.array(path, dtype="f8").reshape(-1, 2), axis=0) / grid


def _ring(numbers: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the points of a ring of arcs; each arc begins where the one before ends."""
    runs = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([run[:-1] for run in runs] + [runs[0][:1]])


def _area(rings: list[NDArray[np.float64]]) -> BaseGeometry:
    """Return what the rings enclose, even-odd: a ring inside a ring is a hole."""
    area: BaseGeometry = shapely.build_area(_lines(rings))
    return area


def _lines(runs: list[NDArray[np.float64]]) -> BaseGeometry:
    return shapely.MultiLineString([shapely.LineString(run) for run in runs])


def _fill(axes: Axes, view: View, area: BaseGeometry, color: str) -> None:
    outline = area_outline(view.seen(project(area)))
    if outline is not None:
        # A line of the same colour closes the seam between neighbours.
        axes.add_artist(PathPatch(outline, facecolor=color, edgecolor=color, linewidth=0.4))


def _stroke(
    axes: Axes,
    view: View,
    runs: list[NDArray[np.float64]],
    color: str,
    width: float,
    *,
    dashes: tuple[float, ...] | None = None,
) -> None:
    outline = line_outline(view.seen(project(_lines(runs))))
    if outline is not None:
        style: Any = (0, dashes) if dashes else "solid"
        axes.add_artist(
            PathPatch(outline, fill=False, edgecolor=color, linewidth=width, linestyle=style,
                      joinstyle="round", capstyle="round")
        )  # fmt: skip
