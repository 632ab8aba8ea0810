"""Turns the sources into candidate points, each inside the outline of its region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from . import geonames, overture, postal
from .outlines import Region
from .rows import Candidate, Point
from .spelling import is_cyrillic

MARGIN_DEG = 0.05  # the outlines are drawn for 1:10 million
_NOT_A_SETTLEMENT = re.compile(r"громада|\bрада\b", re.IGNORECASE)
_TYPE_WORD = re.compile(r"\s+(село|селище|місто|смт)$")


def ukrainian(regions: Mapping[str, Region]) -> list[Candidate]:
    """Return all points that the sources have for names in Ukraine."""
    found = [*_overture("UA", regions), *_geonames(), *postal.read_post_offices()]
    return [c for c in found if regions[c.region].contains(c.point, MARGIN_DEG)]


def _geonames() -> Iterable[Candidate]:
    iso = geonames.iso_of_admin1()
    for town in geonames.read_towns():
        if town.country == "UA" and town.admin1 in iso:
            for name in sorted(filter(is_cyrillic, town.alternates)):
                yield Candidate(
                    name, iso[town.admin1], town.point, "geonames", town.place_id, town.population
                )


def _overture(country: str, regions: Mapping[str, Region]) -> Iterable[Candidate]:
    for division in overture.read_divisions(country, "locality"):
        if division.region in regions and not _NOT_A_SETTLEMENT.search(division.name):
            name = _TYPE_WORD.sub("", division.name)
            for point in positions(division, regions[division.region]):
                yield Candidate(name, division.region, point, "overture", division.place_id)


def positions(division: overture.Division, region: Region) -> list[Point]:
    """Return the positions inside its region that the id of a division can stand for."""
    box = region.bounds
    wide = overture.Bounds(
        box.south - MARGIN_DEG, box.west - MARGIN_DEG, box.north + MARGIN_DEG, box.east + MARGIN_DEG
    )
    points = overture.decode_id(division.id, wide)
    return [point for point in points if region.contains(point, MARGIN_DEG)]
