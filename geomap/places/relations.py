"""
The geometry that each relation allows: in, near, offset, between, outskirts, border, coast, axis.

A country is never pinned: its location keeps a representative point for tables, but no geometry.
What cannot be drawn falls back to the place itself, and a note says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.places import geometry
from geomap.places.frontline import sectors_on
from geomap.places.geodesy import destination, km_between
from geomap.places.scoring import SETTLEMENTS, weights
from geomap.records import GeoPrecision, Location, Place, PlaceKind, Relation, RelationKind

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.gazetteer import Gazetteer

_PRECISION: Mapping[str, GeoPrecision] = {
    "country": "country",
    "region": "region",
    "area": "region",
    "district": "district",
    "hromada": "district",
    "city": "settlement",
    "town": "settlement",
    "village": "settlement",
    "site": "site",
    "sea": "line",
    "strait": "line",
    "river": "line",
    "reservoir": "line",
    "coast": "line",
    "axis": "line",
}


@dataclass(slots=True)
class Anchors:
    """What a location is made from: the place, its relation to the event, the second place."""

    place: Place
    relation: Relation
    second: Place | None
    hint_kinds: tuple[str, ...]
    day: date | None


def locate(anchors: Anchors, gazetteer: Gazetteer) -> tuple[Location, tuple[str, ...]]:
    """
    Return the location that the words allow, and notes on what had to be assumed.

    Every relation that cannot be drawn (a border that is not there, "between" without a second
    place) falls back to the place itself or to "near" it, and a note says so.
    """
    kind = anchors.relation.kind
    if anchors.place.kind == "axis" and kind in ("in", "near"):
        kind = "axis"
    make = _RELATIONS.get(kind)
    if make is None or (anchors.place.kind == "country" and kind not in _OF_AREAS):
        return _in(anchors, gazetteer), ()
    location = make(anchors, gazetteer)
    if location is not None:
        return location, ()
    words = anchors.relation.words or anchors.relation.kind
    note = f"no geometry for '{words}': the place itself is shown"
    return _in(anchors, gazetteer), (note,)


def _in(anchors: Anchors, gazetteer: Gazetteer) -> Location:
    """Return the place itself: its area, or its point with a radius."""
    place = anchors.place
    precision, radius_km = _precision_and_radius(place, anchors.hint_kinds)
    if precision == "country":
        return _location(anchors, None, "country", radius_km)
    whole = _whole(place, gazetteer) if place.has_area and place.kind not in SETTLEMENTS else None
    if whole is None:
        return _at_point(anchors, place.lat, place.lon, precision, radius_km)
    shape, lat, lon, radius_km = whole
    return _made(anchors, lat, lon, shape, precision, radius_km)


@lru_cache(maxsize=256)  # news names the same regions again and again
def _whole(place: Place, gazetteer: Gazetteer) -> tuple[BaseGeometry, float, float, float] | None:
    """Return the outline of a place, a point in it, and how far it reaches in km."""
    shape = gazetteer.area(place.place_id)
    if shape is None:
        return None
    if place.kind in ("river", "coast"):
        shape = _in_theatre(shape, gazetteer)
    return shape, *_point_of(shape, place), _half_diagonal_km(shape)


def _precision_and_radius(place: Place, hint_kinds: Sequence[str]) -> tuple[GeoPrecision, float]:
    """
    Return precision and radius of a bare name.

    "the Istra district", where the gazetteer knows the town only, is the district around it.
    """
    table = weights()["radius"]
    kind = place.kind
    if kind in SETTLEMENTS and hint_kinds and SETTLEMENTS.isdisjoint(hint_kinds):
        wider = next((k for k in ("hromada", "district", "region") if k in hint_kinds), None)
        if wider is not None:
            return _PRECISION[wider], float(table[wider])
    return _PRECISION[kind], max(float(table[kind]), place.accuracy_km)


def _in_theatre(shape: BaseGeometry, gazetteer: Gazetteer) -> BaseGeometry:
    """Return the part of a long river or coast that runs through or along Ukraine."""
    theatre = _theatre(gazetteer)
    part = None if theatre is None else geometry.clipped(shape, theatre)
    return shape if part is None else part


@lru_cache(maxsize=4)  # widening the outline of a country takes some milliseconds
def _theatre(gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return Ukraine with a margin for the rivers and coasts on its border."""
    ukraine = _area_of("Ukraine", "country", gazetteer)
    return None if ukraine is None else geometry.buffered(ukraine, 5.0)


def _near(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """Return a point with the radius that "near" leaves open."""
    del gazetteer
    place, relation = anchors.place, anchors.relation
    if _PRECISION[place.kind] not in ("settlement", "site"):
        return None
    radius_km = (relation.distance_km or weights()["relation"]["near_km"]) + place.accuracy_km
    return _at_point(anchors, place.lat, place.lon, "near", radius_km)


def _offset(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """Return the point that lies so far away in the direction said."""
    place, relation = anchors.place, anchors.relation
    if relation.bearing_deg is None or _PRECISION[place.kind] not in ("settlement", "site"):
        return _near(anchors, gazetteer)
    table = weights()["relation"]
    km = relation.distance_km if relation.distance_km is not None else table["bearing_km"]
    share = table["octant_share"] if relation.distance_km is not None else 1.0
    lat, lon = destination(place.lat, place.lon, bearing_deg=relation.bearing_deg, distance_km=km)
    radius_km = max(km * share, weights()["radius"]["village"]) + place.accuracy_km
    return _at_point(anchors, lat, lon, "near", radius_km)


def _outskirts(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    place = anchors.place
    radius_km = weights()["relation"]["outskirts"].get(place.kind)
    if radius_km is None:
        return _near(anchors, gazetteer)
    return _at_point(anchors, place.lat, place.lon, "near", radius_km + place.accuracy_km)


def _between(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """Return the stretch between two places, or "near" the first when the second is unknown."""
    first, second = anchors.place, anchors.second
    if second is None or second.place_id == first.place_id:
        return _near(anchors, gazetteer)
    length_km = km_between(first.lat, first.lon, second.lat, second.lon)
    half_width_km = max(2.0, length_km * weights()["relation"]["between_share"])
    shape = geometry.stretch_between(
        (first.lat, first.lon), (second.lat, second.lon), half_width_km=half_width_km
    )
    return _location(anchors, shape, "near", length_km / 2 + half_width_km)


def _border(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """
    Return the strip of an area along the state border.

    The neighbour is the second place if one is named. "The border with Belarus" is Ukraine's
    strip along it; a region's border is that with the countries it touches.
    """
    place, width_km = anchors.place, weights()["relation"]["border_km"]
    if place.kind in SETTLEMENTS or place.kind == "site":
        return _near(anchors, gazetteer)
    if place.kind == "country" and anchors.second is None:
        own, others = _area_of("Ukraine", "country", gazetteer), [gazetteer.area(place.place_id)]
        if place.country == "UA":
            others = _foreign_areas(place, gazetteer)
    else:
        own = gazetteer.area(place.place_id)
        others = (
            [gazetteer.area(anchors.second.place_id)]
            if anchors.second is not None
            else _foreign_areas(place, gazetteer)
        )
    if own is None:
        return None
    strip = geometry.border_strip(own, [o for o in others if o is not None], width_km=width_km)
    return None if strip is None else _location(anchors, strip, "line", width_km)


def _foreign_areas(place: Place, gazetteer: Gazetteer) -> list[BaseGeometry | None]:
    """Return the countries of the theatre that the place is not in; for Russia only Ukraine."""
    names = ["Ukraine"] if place.country == "RU" else weights()["theatre"]["countries"]
    found = (_named(name, "country", gazetteer) for name in names)
    return [
        gazetteer.area(country.place_id)
        for country in found
        if country is not None and country.country != place.country
    ]


def _coast(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """Return the water off a place, or the land along a sea."""
    place, reach_km = anchors.place, weights()["relation"]["coast_km"]
    if place.kind in ("sea", "strait"):
        water, land = gazetteer.area(place.place_id), _area_of("Ukraine", "country", gazetteer)
        if water is None or land is None:
            return None
        shape = geometry.border_strip(land, [water], width_km=reach_km)
    else:
        own = gazetteer.area(place.place_id) if place.has_area else None
        waters = [_area_of(name, "sea", gazetteer) for name in weights()["theatre"]["seas"]]
        shape = geometry.waters_off(
            own if own is not None else geometry.point(place.lat, place.lon),
            [water for water in waters if water is not None],
            reach_km=reach_km,
        )
    return None if shape is None else _location(anchors, shape, "line", reach_km)


def _axis(anchors: Anchors, gazetteer: Gazetteer) -> Location | None:
    """
    Return the sector of the day's front that an axis means.

    For a region the front inside it, for a town the front around it, with a band on both sides.
    """
    table = weights()["relation"]
    place = anchors.place
    area = gazetteer.area(place.place_id) if place.has_area and place.kind in _WITH_FRONT else None
    if area is None:
        area = geometry.buffered(geometry.point(place.lat, place.lon), table["axis_reach_km"])
    front = geometry.band(
        _front_lines(area, anchors.day), half_width_km=table["front_half_width_km"]
    )
    part = None if front is None else geometry.clipped(front, area)
    shape = area if part is None else part
    return _location(anchors, shape, "line", _half_diagonal_km(shape))


def _front_lines(area: BaseGeometry, day: date | None) -> list[list[tuple[float, float]]]:
    """Return the sectors of the day that come near an area, as (lat, lon) points."""
    west, south, east, north = area.bounds
    lines = [[(lat, lon) for lat, lon, _ in sector.points] for sector in sectors_on(day)]
    return [
        points
        for points in lines
        if min(lat for lat, _ in points) < north and max(lat for lat, _ in points) > south
        if min(lon for _, lon in points) < east and max(lon for _, lon in points) > west
    ]


_WITH_FRONT = frozenset({"region", "district", "area", "axis"})
_OF_AREAS = frozenset({"border", "coast"})
_RELATIONS: Mapping[RelationKind, Callable[[Anchors, Gazetteer], Location | None]] = {
    "near": _near,
    "offset": _offset,
    "between": _between,
    "outskirts": _outskirts,
    "border": _border,
    "coast": _coast,
    "axis": _axis,
}


def _named(name: str, kind: PlaceKind, gazetteer: Gazetteer) -> Place | None:
    """Return the country or sea of this English name."""
    return next((place for place in gazetteer.lookup(name) if place.kind == kind), None)


def _area_of(name: str, kind: PlaceKind, gazetteer: Gazetteer) -> BaseGeometry | None:
    place = _named(name, kind, gazetteer)
    return None if place is None else gazetteer.area(place.place_id)


def _half_diagonal_km(shape: BaseGeometry) -> float:
    west, south, east, north = shape.bounds
    return km_between(south, west, north, east) / 2


def _location(
    anchors: Anchors, shape: BaseGeometry | None, precision: GeoPrecision, radius_km: float
) -> Location:
    """Return the location with a representative point that lies in the shape."""
    place = anchors.place
    lat, lon = (place.lat, place.lon) if shape is None else _point_of(shape, place)
    return _made(anchors, lat, lon, shape, precision, radius_km)


def _at_point(
    anchors: Anchors, lat: float, lon: float, precision: GeoPrecision, radius_km: float
) -> Location:
    """Return the location of a point."""
    return _made(anchors, lat, lon, geometry.point(lat, lon), precision, radius_km)


def _made(
    anchors: Anchors,
    lat: float,
    lon: float,
    shape: BaseGeometry | None,
    precision: GeoPrecision,
    radius_km: float,
) -> Location:
    return Location(
        place=anchors.place,
        lat=round(lat, 5),
        lon=round(lon, 5),
        geometry=shape,
        geo_precision=precision,
        radius_km=round(radius_km, 1),
        relation=anchors.relation,
        anchor=None if anchors.relation.kind == "in" else anchors.place.name,
    )


def _point_of(shape: BaseGeometry, place: Place) -> tuple[float, float]:
    """Return the place's own point where it lies in the shape, else one that does."""
    from shapely.geometry import Point

    if isinstance(shape, Point):
        return shape.y, shape.x
    own = geometry.point(place.lat, place.lon)
    if shape.covers(own):
        return place.lat, place.lon
    return geometry.representative(shape)
