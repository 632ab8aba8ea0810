"""A point that a person gave -> the place that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.places.geodesy import km_between
from geomap.places.geometry import point
from geomap.records import Location, Relation

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer
    from geomap.records import Place

_SETTLED_KM = 3.0  # this near to a settlement's centre a point counts as in it
_SETTLEMENTS = frozenset({"city", "town", "village", "site"})


def locate_point(lat: float, lon: float, was: Location | None, gazetteer: Gazetteer) -> Location:
    """
    Return the location of an incident that a person placed at a point.

    Parameters
    ----------
    lat, lon
        Degrees, WGS 84.
    was
        Where the incident was before. Its settlement stays if it is as near as any other, or
        holds the point.
    gazetteer
        Names the nearest settlement.

    Returns
    -------
    location
        Exactly at the point. "settlement" (or "site") within 3 km of one or inside its outline,
        else "near" it with the distance as radius.
    """
    place, km = gazetteer.nearest(lat, lon)
    if was is not None and was.place.kind in _SETTLEMENTS:
        km_before = km_between(lat, lon, was.place.lat, was.place.lon)
        inside = _holds(gazetteer, was.place, lat, lon)
        if inside or km_before <= max(km, _SETTLED_KM):
            place, km = was.place, 0.0 if inside else km_before
    settled = km <= _SETTLED_KM
    return Location(
        place=place,
        lat=round(lat, 5),
        lon=round(lon, 5),
        geometry=point(round(lat, 5), round(lon, 5)),
        geo_precision=("site" if place.kind == "site" else "settlement") if settled else "near",
        radius_km=_SETTLED_KM if settled else round(km, 1),
        relation=Relation() if settled else Relation(kind="near"),
        anchor=None if settled else place.name,
    )


def _holds(gazetteer: Gazetteer, place: Place, lat: float, lon: float) -> bool:
    area = gazetteer.area(place.place_id)
    return area is not None and area.covers(point(lat, lon))
