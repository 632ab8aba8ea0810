"""What is drawn of the incidents: areas, circles of doubt, symbols and bubbles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import Circle, PathPatch, Wedge
from matplotlib.transforms import Affine2D
from shapely import Point

from geomap.picture.shapes import area_outline, layer_colors, line_outline, symbols
from geomap.picture.view import View, mercator_y, project, radius_degrees

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch
    from shapely.geometry.base import BaseGeometry

INK = "#1b232c"
EXACT = ("site", "settlement", "near")  # drawn as points
PIXEL = 0.95  # points a CSS pixel of a symbol
DASHES: Any = (0, (3, 2))
# Symbols closer than this (points) become one bubble; the next one if too many are left.
_TOUCH, _CROWD = (15.0, 25.0, 41.0), 60


@dataclass(slots=True)
class Group:
    """Incidents drawn as one symbol or bubble; x and y in Mercator degrees, `size` in points."""

    x: float
    y: float
    types: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    cross_border: bool = False
    size: float = 7.0

    @property
    def name(self) -> str:
        """The commonest place, and how many others there are: "Kyiv +2"."""
        (place, _), *others = self.places.most_common()
        return f"{place} +{len(others)}" if others else place

    @property
    def count(self) -> int:
        """How many incidents it stands for."""
        return self.types.total()


@dataclass(frozen=True, slots=True)
class AreaMark:
    """Incidents known to one area only; x and y, in Mercator degrees, stand for it."""

    geometry: BaseGeometry  # projected
    x: float
    y: float
    name: str
    types: Counter[str]


def collect_areas(drawn: gpd.GeoDataFrame) -> list[AreaMark]:
    """
    Return the areas of the rows that are exact to an area only, the largest first.

    A district whose outline is not known is the circle of its radius.
    """
    marks: dict[tuple[bytes, float], AreaMark] = {}
    coarse = drawn[~is_exact(drawn)]
    columns = (coarse[name] for name in ("lat", "lon", "radius_km", "place", "event_type"))
    for geometry, lat, lon, km, name, kind in zip(coarse.geometry, *columns, strict=True):
        is_point = geometry.geom_type == "Point"
        key = (geometry.wkb, km if is_point else 0.0)
        if key not in marks:
            y = float(mercator_y(np.array([lat]))[0])
            area = Point(lon, y).buffer(radius_degrees(km, lat)) if is_point else project(geometry)
            marks[key] = AreaMark(area, float(lon), y, name, Counter())
        marks[key].types[kind] += 1
    return sorted(marks.values(), key=lambda mark: -mark.geometry.area)


def is_exact(drawn: gpd.GeoDataFrame) -> pd.Series:
    """Return which rows are points on a map: a settlement, a site, or near one."""
    exact: pd.Series = drawn["geo_precision"].isin(EXACT) & (drawn.geom_type == "Point")
    return exact


def group_points(drawn: gpd.GeoDataFrame, view: View) -> list[Group]:
    """Return the rows that are points, those that would touch on paper as one; large ones first."""
    points = drawn[is_exact(drawn)]
    spots: dict[tuple[float, float], Group] = {}
    heights = mercator_y(points["lat"].to_numpy(dtype="f8"))
    columns = (points[name] for name in ("lon", "place", "event_type", "cross_border"))
    for y, lon, name, kind, cross in zip(heights, *columns, strict=True):
        spot = spots.setdefault((float(lon), float(y)), Group(float(lon), float(y)))
        spot.types[kind] += 1
        spot.places[name] += 1
        spot.cross_border |= bool(cross)
    ordered = sorted(spots.values(), key=lambda spot: (-spot.count, spot.x, spot.y))
    groups: list[Group] = []
    for touch in _TOUCH:
        groups = _join(ordered, view.degrees(touch))
        if len(groups) <= _CROWD:
            break
    for group in groups:
        if group.count > 1:
            group.size = min(20.0, 8.5 + 1.4 * float(np.log2(group.count)))
    return groups


def _join(spots: Sequence[Group], touch: float) -> list[Group]:
    """Join each spot to the nearest group within `touch`; a group stays where its first spot is."""
    groups: list[Group] = []
    centres = np.empty((len(spots), 2))
    for spot in spots:
        known = centres[: len(groups)]
        apart = np.hypot(known[:, 0] - spot.x, known[:, 1] - spot.y)
        if groups and apart.min() < touch:
            _absorb(groups[int(apart.argmin())], spot)
        else:
            centres[len(groups)] = spot.x, spot.y
            new = replace(spot, types=Counter(spot.types), places=Counter(spot.places))
            groups.append(new)
    return groups


def _absorb(group: Group, spot: Group) -> None:
    group.types.update(spot.types)
    group.places.update(spot.places)
    group.cross_border |= spot.cross_border


def draw_areas(axes: Axes, view: View, areas: Sequence[AreaMark]) -> None:
    """Draw areas as dashed outlines with a light fill, stretches as broad lines."""
    for area in areas:
        color = symbols()[area.types.most_common(1)[0][0]].color
        seen = view.seen(area.geometry)
        if (outline := area_outline(seen)) is not None:
            _add(axes, PathPatch(outline, facecolor=color, alpha=0.09, linewidth=0), 3)
            _add(axes, PathPatch(outline, fill=False, edgecolor=color, alpha=0.85, linewidth=1.1,
                                 linestyle=(0, (6, 3))), 3)  # fmt: skip
        if (line := line_outline(seen)) is not None:
            _add(axes, PathPatch(line, fill=False, edgecolor=color, alpha=0.45, linewidth=4), 3)


def draw_doubts(axes: Axes, view: View, drawn: gpd.GeoDataFrame, groups: Sequence[Group]) -> None:
    """Draw the radius of each point that is only near the place named, where its symbol stands."""
    centres = {(group.x, group.y) for group in groups}
    vague = drawn[is_exact(drawn) & (drawn["geo_precision"] == "near") & drawn["radius_km"].gt(0)]
    columns = [vague[name] for name in ("lon", "lat", "radius_km", "event_type")]
    circles = []
    for lon, lat, km, kind in dict.fromkeys(zip(*columns, strict=True)):
        centre = (float(lon), float(mercator_y(np.array([lat]))[0]))
        radius = radius_degrees(km, lat)
        if radius > view.degrees(5) and centre in centres:
            face, edge = to_rgba(symbols()[kind].color, 0.1), to_rgba(symbols()[kind].color, 0.8)
            circles.append(Circle(centre, radius, facecolor=face, edgecolor=edge, linewidth=1.0))
    # One collection: thousands of artists of their own would take seconds.
    drawn_once = PatchCollection(circles, match_original=True, linestyle=[DASHES], zorder=4)
    axes.add_collection(drawn_once, autolim=False)


def draw_group(axes: Axes, view: View, group: Group) -> None:
    """Draw the symbol of one incident, or a bubble for several."""
    unit = view.degrees(1)
    if group.count == 1:
        (kind,) = group.types
        draw_symbol(axes, kind, group.x, group.y, unit=unit, cross_border=group.cross_border)
    else:
        draw_bubble(axes, group.types, group.x, group.y, unit=unit, size=group.size)


def draw_symbol(
    axes: Axes, kind: str, x: float, y: float, *, unit: float, cross_border: bool = False
) -> None:
    """Draw the symbol of an event type. `unit` is a point of paper in the units of the axes."""
    symbol = symbols()[kind]
    place = Affine2D().scale(PIXEL * unit).translate(x, y)
    outline = symbol.outline.transformed(place)
    halo = 4.2 if symbol.hollow else 2.6
    _add(axes, PathPatch(outline, facecolor="white", edgecolor="white", linewidth=halo,
                         joinstyle="round"), 6)  # fmt: skip
    face = "white" if symbol.hollow else symbol.color
    _add(axes, PathPatch(outline, facecolor=face, edgecolor=symbol.color, joinstyle="round",
                         linewidth=1.8 if symbol.hollow else 0), 6)  # fmt: skip
    if cross_border:
        ring = Circle((x, y), 10 * unit, fill=False, edgecolor=layer_colors()["cross_border"],
                      linewidth=1.2, linestyle=DASHES)  # fmt: skip
        _add(axes, ring, 6)


def draw_bubble(
    axes: Axes, types: Counter[str], x: float, y: float, *, unit: float, size: float
) -> None:
    """Draw a count inside a ring whose arcs are the shares of the types; `size` is its radius."""
    _add(axes, Circle((x, y), (size + 1) * unit, facecolor="white", linewidth=0), 6)
    begin, total = 90.0, types.total()
    for kind in (name for name in symbols() if types[name]):
        end = begin - 360 * types[kind] / total
        color = symbols()[kind].color
        _add(axes, Wedge((x, y), size * unit, end, begin, width=3.2 * unit, facecolor=color,
                         linewidth=0), 6)  # fmt: skip
        begin = end
    axes.text(x, y, str(total), ha="center", va="center_baseline", fontsize=7.6, weight="bold",
              color=INK, zorder=7)  # fmt: skip


def draw_count(axes: Axes, area: AreaMark, x: float, y: float) -> None:
    """Draw the tag with the count of an area."""
    color = symbols()[area.types.most_common(1)[0][0]].color
    box: Any = {"boxstyle": "round,pad=0.32,rounding_size=0.3", "facecolor": "white",
                "edgecolor": color, "linewidth": 1.0, "linestyle": DASHES}  # fmt: skip
    axes.text(x, y, str(area.types.total()), ha="center", va="center_baseline", fontsize=7.6,
              weight="bold", color=INK, bbox=box, zorder=5)  # fmt: skip


def _add(axes: Axes, patch: Patch, zorder: float) -> None:
    patch.set_zorder(zorder)
    axes.add_artist(patch)
