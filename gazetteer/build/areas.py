"""The outlines: countries, regions and raions, and how they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from .outlines import read_countries
from .regions import FirstLevel
from .rows import PlaceRow

# Square root of the area that simplification may flatten, in degrees: 0.01 is about a kilometre.
NEAR_DEG, FAR_DEG, RAION_DEG = 0.01, 0.06, 0.015
_FAR_EAST_DEG = 50.0
_DIGITS = 3  # about 100 m, far finer than the outlines
_EUROPE = shapely.box(-11, 34, 60, 72)

Feature = dict[str, Any]


def feature(place_id: str, level: str, outline: BaseGeometry, **more: object) -> Feature:
    """Return the GeoJSON feature of one place; `level` is its kind."""
    rounded = shapely.set_precision(outline, 10.0**-_DIGITS)
    return {
        "type": "Feature",
        "properties": {"place_id": place_id, "level": level, **more},
        "geometry": _rounded(shapely.geometry.mapping(_surfaces(rounded))),
    }


def _surfaces(outline: BaseGeometry) -> BaseGeometry:
    """Drop the points and lines that rounding leaves of thin parts."""
    flat = [part for whole in shapely.get_parts(outline) for part in shapely.get_parts(whole)]
    parts = [part for part in flat if part.geom_type == "Polygon" and not part.is_empty]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - nested lists of any depth
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    return value


def simplified_regions(levels: Iterable[FirstLevel]) -> dict[str, BaseGeometry]:
    """
    Return the outlines of regions by ISO code, simplified so that they still meet.

    An outline that this breaks (a city inside a narrow bend) is kept as it was.
    """
    listed = list(levels)
    outlines = [level.region.outline for level in listed]
    near = shapely.coverage_simplify(outlines, NEAR_DEG)
    far = shapely.coverage_simplify(outlines, FAR_DEG)
    chosen = {
        level.iso: rough if level.point.lon > _FAR_EAST_DEG else fine
        for level, fine, rough in zip(listed, near, far, strict=True)
    }
    return {
        level.iso: chosen[level.iso] if chosen[level.iso].is_valid else level.region.outline
        for level in listed
    }


def region_features(
    levels: Mapping[str, FirstLevel], simple: Mapping[str, BaseGeometry]
) -> Iterator[Feature]:
    """Yield the outlines of the first-level units."""
    for iso, level in sorted(levels.items()):
        yield feature(level.place_id, "region", simple[iso])


def country_features(
    places: Iterable[PlaceRow], simple: Mapping[str, BaseGeometry]
) -> Iterator[Feature]:
    """
    Yield the outlines of the countries in and around Europe.

    Those whose regions we have are the union of these, so that Ukraine and Russia meet on the
    recognised border and both agree with their regions.
    """
    outlines = read_countries()
    for place in sorted(places, key=lambda place: place.country):
        parts = [outline for code, outline in simple.items() if code[:2] == place.country]
        if parts:
            yield feature(place.place_id, "country", shapely.union_all(parts))
        elif outlines[place.country].outline.intersects(_EUROPE):
            rough = outlines[place.country].outline.simplify(FAR_DEG / 2)
            yield feature(place.place_id, "country", shapely.make_valid(rough))


def raion_outlines(
    settlements: Iterable[PlaceRow], regions: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """
    Return approximate outlines of the raions by KATOTTG code.

    No package has those of the 2020 reform. Each settlement with an exact point gets the part of
    its oblast that is nearest to it (Voronoi); the parts of a raion together are its outline.

    Parameters
    ----------
    settlements
        Rows with exact points; others are passed over.
    regions
        Outlines by the id of the first-level unit.
    """
    points: dict[str, dict[shapely.Point, str]] = defaultdict(dict)
    for place in settlements:
        if place.exact and place.admin2_id and place.kind in ("city", "town", "village"):
            points[place.admin1_id][shapely.Point(place.lon, place.lat)] = place.admin2_id
    found: dict[str, BaseGeometry] = {}
    for region_id, owners in sorted(points.items()):
        found.update(_dissolve(owners, regions[region_id]))
    return found


def _dissolve(owners: Mapping[shapely.Point, str], region: BaseGeometry) -> dict[str, BaseGeometry]:
    """Return the union of Voronoi cells by owner, cut at the region and simplified together."""
    dots = list(owners)
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint(dots), extend_to=region.buffer(1.0), ordered=True
    )
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for dot, cell in zip(dots, shapely.get_parts(cells), strict=True):
        parts[owners[dot]].append(cell)
    codes = sorted(parts)
    merged = [_without_islets(shapely.union_all(parts[code])) for code in codes]
    simple = shapely.coverage_simplify(merged, RAION_DEG)
    return {
        code: shapely.make_valid(outline).intersection(region)
        for code, outline in zip(codes, simple, strict=True)
    }


def _without_islets(outline: BaseGeometry, least: float = 0.1) -> BaseGeometry:
    """Drop parts smaller than a tenth of the largest: single settlements matched wrongly."""
    parts = list(shapely.get_parts(outline))
    largest = max(part.area for part in parts)
    return shapely.union_all([part for part in parts if part.area >= least * largest])
