"""Turns the sources into candidate points, each inside the outline of its region."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from . import geonames, overture, postal
from .outlines import Region
from .romanise import ukrainian as romanised
from .romanise import ukrainian_bgn
from .rows import Candidate, Point
from .sources import curated
from .spelling import is_cyrillic, letters_only

MARGIN_DEG = 0.05  # the outlines are drawn for 1:10 million
_CRIMEA, _SEVASTOPOL = "UA-43", "UA-40"
_NOT_A_SETTLEMENT = re.compile(r"громада|\bрада\b", re.IGNORECASE)
_TYPE_WORD = re.compile(r"\s+(село|селище|місто|смт)$")


def ukrainian(
    regions: Mapping[str, Region], official: Iterable[tuple[str, str]]
) -> list[Candidate]:
    """
    Return all points that the sources have for names in Ukraine.

    Parameters
    ----------
    regions
        Outlines by ISO 3166-2 code.
    official
        (ISO code of the region, official name) of the settlements: towns that a source names in
        Latin letters only are known by these.
    """
    found = [
        *_curated(),
        *_overture("UA", regions),
        *_geonames(official),
        *postal.read_post_offices(),
    ]
    inside = [c for c in found if regions[c.region].contains(c.point, MARGIN_DEG)]
    # The official list counts the towns and villages around Sevastopol to Crimea.
    shared = [replace(c, region=_CRIMEA) for c in inside if c.region == _SEVASTOPOL]
    return [*inside, *shared]


def _curated() -> Iterable[Candidate]:
    for row in curated("settlement_points.csv"):
        point = Point(float(row["lat"]), float(row["lon"]))
        source = "curated" if row["source"] else "unconfirmed"
        yield Candidate(row["name_uk"], row["region"], point, source, "")


def _geonames(official: Iterable[tuple[str, str]]) -> Iterable[Candidate]:
    iso = geonames.iso_of_admin1()
    latin: dict[tuple[str, str], set[str]] = defaultdict(set)
    for region, name in official:
        for spelling in (romanised(name), ukrainian_bgn(name)):
            latin[(region, letters_only(spelling))].add(name)
    for town in geonames.read_towns():
        if town.country == "UA" and town.admin1 in iso:
            region = iso[town.admin1]
            names = set(filter(is_cyrillic, town.alternates))
            names |= latin.get((region, letters_only(town.name)), set())
            for name in sorted(names):
                yield Candidate(
                    name, region, town.point, "geonames", town.place_id, town.population
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
