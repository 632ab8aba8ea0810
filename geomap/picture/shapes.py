"""Outlines as matplotlib paths: geometries, and the symbols that the map in the page has too."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.polygon import orient

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_STEP = re.compile(r"([MLHVACZ])|(-?(?:\d+\.?\d*|\.\d+))")


@dataclass(frozen=True, slots=True)
class Symbol:
    """How an event type looks. `outline` is in CSS pixels around 0, y upwards."""

    color: str
    outline: Outline
    hollow: bool


@cache
def symbols() -> dict[str, Symbol]:
    """Return the symbol of every event type."""
    table = _table()
    found = {}
    for name, (color, shape) in table["types"].items():
        drawn = table["shapes"][shape]
        found[name] = Symbol(color, svg_outline(drawn["path"]), drawn.get("hollow", False))
    return found


@cache
def layer_colors() -> dict[str, str]:
    """Return the colour of every layer."""
    return dict(_table()["layers"])


@cache
def _table() -> dict[str, Any]:
    # By path, not as part of geomap.webmap: that would import folium.
    asset = files("geomap").joinpath("webmap", "assets", "geomap", "symbols.json")
    table: dict[str, Any] = json.loads(asset.read_text(encoding="utf-8"))
    return table


def svg_outline(data: str) -> Outline:
    """
    Read SVG path data with absolute steps M, L, H, V, C, Z and circular A; y is turned upwards.

    Raises
    ------
    ValueError
        If there is another step.
    """
    left_over = _STEP.sub("", data).strip(" ,\n")
    if left_over:
        msg = f"path data may hold M, L, H, V, A, C and Z only, but holds {left_over!r}"
        raise ValueError(msg)
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, numbers in _steps(data):
        for point, code in _segment(letter, numbers, points[-1] if points else (0.0, 0.0)):
            points.append(point)
            codes.append(code)
    vertices = np.array(points) * [1.0, -1.0]
    return Outline(vertices, codes)


def _steps(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield every step with its own numbers; a letter may be followed by several sets."""
    sizes = {"M": 2, "L": 2, "H": 1, "V": 1, "A": 7, "C": 6, "Z": 0}
    letter, numbers = "", list[float]()
    for match in _STEP.finditer(data):
        if match[1]:
            letter, numbers = match[1], []
            if letter == "Z":
                yield letter, []
            continue
        numbers.append(float(match[2]))
        if len(numbers) == sizes[letter]:
            yield letter, numbers
            letter, numbers = ("L" if letter == "M" else letter), []


def _segment(
    letter: str, n: list[float], at: tuple[float, float]
) -> Iterator[tuple[tuple[float, float], int]]:
    if letter == "Z":
        yield at, int(Outline.CLOSEPOLY)
    elif letter == "M":
        yield (n[0], n[1]), int(Outline.MOVETO)
    elif letter == "C":
        for i in (0, 2, 4):
            yield (n[i], n[i + 1]), int(Outline.CURVE4)
    elif letter == "A":
        for x, y in _arc(at, n):
            yield (x, y), int(Outline.LINETO)
    else:
        x = n[0] if letter in "LH" else at[0]
        y = {"L": n[-1], "H": at[1], "V": n[-1]}[letter]
        yield (x, y), int(Outline.LINETO)


def _arc(start: tuple[float, float], n: list[float], pieces: int = 24) -> Iterator[Any]:
    """Yield points of a circular arc (SVG 1.1, appendix F.6.5, with equal radii)."""
    radius, large, sweep, end = n[0], bool(n[3]), bool(n[4]), (n[5], n[6])
    dx, dy = end[0] - start[0], end[1] - start[1]
    half = math.hypot(dx, dy) / 2
    radius = max(radius, half)
    rise = math.sqrt(radius**2 - half**2) * (-1 if large == sweep else 1)
    cx = (start[0] + end[0]) / 2 - rise * dy / (2 * half)
    cy = (start[1] + end[1]) / 2 + rise * dx / (2 * half)
    first = math.atan2(start[1] - cy, start[0] - cx)
    turn = (math.atan2(end[1] - cy, end[0] - cx) - first) % (2 * math.pi)
    turn = turn if sweep else turn - 2 * math.pi
    for i in range(1, pieces + 1):
        angle = first + turn * i / pieces
        yield cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def area_outline(geometry: BaseGeometry) -> Outline | None:
    """Return the polygons of a geometry as one path, holes cut out; None where it has none."""
    rings = [
        ring
        for part in _parts(geometry)
        if isinstance(part, shapely.Polygon) and not part.is_empty
        for polygon in [orient(part)]
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return _joined((shapely.get_coordinates(ring) for ring in rings), closed=True)


def line_outline(geometry: BaseGeometry) -> Outline | None:
    """Return the lines of a geometry as one path; None where it has none."""
    lines = [p for p in _parts(geometry) if isinstance(p, shapely.LineString) and not p.is_empty]
    return _joined((shapely.get_coordinates(line) for line in lines), closed=False)


def _parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    if isinstance(
        geometry, shapely.GeometryCollection | shapely.MultiPolygon | shapely.MultiLineString
    ):
        for part in geometry.geoms:
            yield from _parts(part)
    else:
        yield geometry


def _joined(runs: Iterable[NDArray[np.float64]], *, closed: bool) -> Outline | None:
    points, codes = [], []
    for run in runs:
        points.append(run[:, :2])
        steps = np.full(len(run), Outline.LINETO, dtype=np.uint8)
        steps[0] = Outline.MOVETO
        if closed:
            steps[-1] = Outline.CLOSEPOLY
        codes.append(steps)
    return Outline(np.concatenate(points), np.concatenate(codes)) if points else None
