"""The whole build on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from . import areas, candidates, geonames, join, katottg, names, renamed, sites, world
from .informal import Ground, Informal, read_informal
from .regions import FirstLevel, first_level, region_names, region_places
from .rows import NameRow, PlaceRow, Point, Unit
from .settlements import (
    Ukraine,
    chief_settlements,
    find_seats,
    russian_names,
    ukrainian_places,
)
from .sources import curated
from .weak import WeakNames, read_weak_names
from .write import write_geojson, write_names, write_places

Spellings = dict[str, tuple[str, ...]]  # by place id, as GeoNames lists them


def build(folder: Path) -> dict[str, int]:
    """Build the tables into `folder` and return the number of rows of each file."""
    units = katottg.read_units()
    levels = first_level(units)
    ukraine = locate_ukraine(units, levels)
    abroad = dict(world.towns(world.RegionFinder(levels.values())))
    spellings = {**ukraine.spellings, **{each.place_id: abroad[each] for each in abroad}}
    simple = areas.simplified_regions(levels.values())
    localities = list(world.localities(levels, abroad, whole_regions()))
    places = [
        *world.countries(),
        *region_places(levels.values()),
        *ukrainian_places(ukraine),
        *abroad,
        *localities,
        *world.villages_by_hand(levels, localities),
        *world.districts(levels),
    ]
    seats = world.district_seats(places)
    found_sites = sites.read_sites(levels, places)
    shapes = list(read_informal(ground_of(places, levels, simple)))
    weak = read_weak_names()
    table = [
        *region_names(levels.values()),
        *all_names(places, ukraine, spellings, seats, weak),
        *(row for site in found_sites for row in names.rows(site.row, site.spellings, weak)),
        *(row for shape in shapes for row in names.rows(shape.row, shape.spellings, weak)),
    ]
    outlines = list(all_outlines(places, levels, simple, shapes))
    places.extend(shape.row for shape in shapes)
    places.extend(site.row for site in found_sites)
    write_geojson(folder / "areas.geojson", outlines)
    table = weak.settle(names.without_borrowed(table, places), places)
    forms = chain(weak.form_rows(table, places), weak.alike_rows(table, places))
    table += dict.fromkeys(forms)
    write_names(folder / "names.csv", table)
    write_places(folder / "places.csv", places)
    return {"places.csv": len(places), "names.csv": len(table), "areas.geojson": len(outlines)}


def locate_ukraine(units: Mapping[str, Unit], levels: Mapping[str, FirstLevel]) -> Ukraine:
    """Give the settlements of Ukraine their points."""
    iso_of = {level.place_id: iso for iso, level in levels.items()}
    settlements = [unit for unit in units.values() if unit.is_settlement]
    regions = {u.code: iso_of[u.parents[0] if u.parents else u.code] for u in settlements}
    outlines = {iso: level.region for iso, level in levels.items()}
    official = [(regions[unit.code], unit.name) for unit in settlements]
    points = candidates.ukrainian(outlines, official)
    found = join.locate(settlements, regions, points)
    former = {row["place_id"]: row["former_uk"] for row in curated("renamed.csv")}
    left = renamed.unused(points, found)
    found.update(join.locate_by_former_name(settlements, regions, left, found, former))
    found.update(renamed.renamed(settlements, points, found))
    spellings = cluster_spellings(found, renamed.older_names(points, found))
    return Ukraine(
        units=units,
        found=found,
        centres=join.centres_of(settlements, found),
        chief=chief_settlements(settlements, regions),
        seats=find_seats(units),
        spellings=spellings,
        russian=russian_names(settlements, regions, spellings),
    )


def whole_regions() -> list[str]:
    """Return the regions of Russia of which every locality is wanted."""
    return [row["iso"] for row in curated("whole_regions.csv")]


def cluster_spellings(
    found: Mapping[str, join.Cluster], older: Mapping[str, Iterable[str]]
) -> Spellings:
    """
    Return all spellings that the sources have for settlements of Ukraine, by KATOTTG code.

    `older` are further names that stand at the spot of a settlement.
    """
    alternates = {town.place_id: town.alternates for town in geonames.read_towns()}
    spellings: Spellings = {}
    for code, cluster in found.items():
        names = [member.name for member in cluster.members]
        for town_id in sorted({member.place_id for member in cluster.members}):
            names.extend(alternates.get(town_id, ()))
        names.extend(older.get(code, ()))
        spellings[code] = tuple(names)
    return spellings


def all_names(
    places: Iterable[PlaceRow],
    ukraine: Ukraine,
    spellings: Spellings,
    seats: Mapping[str, PlaceRow],
    weak: WeakNames,
) -> Iterator[NameRow]:
    """Yield the names of all places but the regions and the informal areas."""
    reported = names.reported_spellings()
    parts: dict[str, list[str]] = {}  # the districts of each city
    for unit in ukraine.units.values():
        if unit.category == "B":
            parts.setdefault(unit.parents[-1], []).append(unit.name)
    for place in places:
        if place.kind == "region":
            continue
        if place.kind in ("district", "hromada") and place.country == "UA":
            forms = names.division_names(place, ukraine.units[place.place_id].name)
        elif place.kind == "district":
            seat = seats.get(place.place_id)
            forms = names.district_names(place, seat.name_en if seat else "")
        elif place.kind == "country":
            forms = names.country_names(place)
        else:
            alternates = spellings.get(place.place_id, ())
            of_city = names.city_district_names(parts.get(place.place_id, ()))
            forms = chain(names.settlement_names(place, alternates), of_city)
        chief = ukraine.chief.get(place.place_id, ("", ""))
        known = [*reported.get(chief, ()), *reported.get((place.place_id, place.name_uk), ())]
        yield from names.rows(place, forms, weak, known)


def all_outlines(
    places: Iterable[PlaceRow],
    levels: Mapping[str, FirstLevel],
    simple: Mapping[str, BaseGeometry],
    shapes: Iterable[Informal],
) -> Iterator[areas.Feature]:
    """Yield the outlines of countries, regions, raions and informal areas."""
    listed = list(places)
    by_id = {level.place_id: simple[iso] for iso, level in levels.items()}
    yield from areas.country_features([p for p in listed if p.kind == "country"], simple)
    yield from areas.region_features(levels, simple)
    in_ukraine = [place for place in listed if place.country == "UA"]
    for code, outline in sorted(areas.raion_outlines(in_ukraine, by_id).items()):
        yield areas.feature(code, "district", outline, approximate=True)
    for shape in shapes:
        outline = shape.outline.simplify(areas.RAION_DEG / 2)
        yield areas.feature(shape.row.place_id, shape.row.kind, outline, approximate=True)


def ground_of(
    places: Iterable[PlaceRow],
    levels: Mapping[str, FirstLevel],
    simple: Mapping[str, BaseGeometry],
) -> Ground:
    """Return what the curated rules may refer to; of homonyms the largest, then highest in rank."""
    iso_of = {level.place_id: iso for iso, level in levels.items()}
    rank = {"city": 0, "town": 1, "village": 2}
    settled = [place for place in places if place.kind in rank and place.admin1_id in iso_of]
    towns: dict[tuple[str, str], Point] = {}
    for place in sorted(settled, key=lambda p: (-(p.population or 0), rank[p.kind], p.place_id)):
        towns.setdefault((place.name_uk, iso_of[place.admin1_id]), place.point)
    return Ground(simple, towns)
