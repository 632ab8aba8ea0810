"""Facilities: curated ones, airfields of OurAirports, ports of UN/LOCODE."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import shapely

from .geo import distance_km
from .informal import water
from .names import Spelling, spellings_of
from .regions import FirstLevel
from .rows import PlaceRow, Point
from .sources import SourceError, curated, member
from .spelling import is_cyrillic, key
from .world import RegionFinder

CURATED_MARGIN_DEG, AIRFIELD_MARGIN_DEG, PORT_MARGIN_DEG = 0.15, 0.1, 0.2
_AIRFIELD_COUNTRIES = frozenset({"UA", "RU", "BY", "MD"})
_AIRFIELD_TYPES = frozenset({"small_airport", "medium_airport", "large_airport", "closed"})
_MAIN_TYPES = frozenset({"medium_airport", "large_airport"})
_EAST_DEG = 62.0  # beyond the Urals only the larger airfields and the air bases
_AIRFIELD_KM, _PORT_KM, _SAME_PORT_KM = 1.5, 3.0, 20.0
_TYPE_WORDS = re.compile(
    r"\s+(International Airport|(Naval )?Air Base|Airport|Airfield|Aerodrome|Airstrip)\b.*$"
)
_AIRFIELD_WORDS = ("airfield", "Airfield", "air base", "Air Base", "airbase", "airport", "Airport")
_RU_AIRFIELD = re.compile(r"^(Аэродром|Аэропорт|Международный аэропорт)\s")
_UK_AIRFIELD = re.compile(r"^(Аеродром|Аеропорт|Міжнародний аеропорт)\s")
_PORT_COUNTRIES = frozenset(["UA", "RU", "MD", "RO", "BG", "GE", "TR", "LV", "LT", "PL"])
_RIVER_PORT_COUNTRIES = frozenset({"UA", "MD", "RO"})  # the Danube and the Dnipro
_COAST_DEG = 0.25
_POSITION = re.compile(r"(\d\d)(\d\d)([NS]) (\d{3})(\d\d)([EW])")


@dataclass(frozen=True)
class Site:
    """A facility and its spellings."""

    row: PlaceRow
    spellings: tuple[Spelling, ...]


def read_sites(levels: Mapping[str, FirstLevel], towns: Iterable[PlaceRow]) -> list[Site]:
    """Return all sites, each checked to lie in the region that its source claims."""
    finder = RegionFinder(levels.values())
    by_hand = list(_curated_sites(levels, finder))
    ports = [site.row for site in by_hand if site.row.site_class == "port"]
    return [*by_hand, *_airfields(levels, finder), *_ports(finder, ports, list(towns))]


def _curated_sites(levels: Mapping[str, FirstLevel], finder: RegionFinder) -> Iterator[Site]:
    for row in curated("sites.csv"):
        point = Point(float(row["lat"]), float(row["lon"]))
        level = levels.get(row["region"]) or finder.any_country(point)
        if row["region"] and not levels[row["region"]].region.contains(point, CURATED_MARGIN_DEG):
            message = f"curated/sites.csv, {row['slug']}: {point} is not in {row['region']}"
            raise SourceError(message)
        place = _site(
            f"curated:{row['slug']}", (row["name_en"], row["name_uk"], row["name_ru"]), point,
            level, float(row["accuracy_km"]), "curated", row["site_class"],
        )  # fmt: skip
        yield Site(place, (*_main(place), *spellings_of(row["other_names"])))


def _airfields(levels: Mapping[str, FirstLevel], finder: RegionFinder) -> Iterator[Site]:
    packed = member("airfields", "ourairports/data/airports.csv.gz")
    known = {row["name"]: row for row in curated("airfield_names.csv")}
    for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8"))):
        point = Point(float(row["latitude_deg"]), float(row["longitude_deg"]))
        if not _is_wanted(row, point):
            continue
        level = levels.get(row["iso_region"])
        if level is None or not level.region.contains(point, 0.0):
            # The source has some on the wrong side of a border between two regions.
            level = finder.find(point, row["iso_country"], AIRFIELD_MARGIN_DEG)
        if level is None and row["iso_country"] != "MD":
            continue  # the source's region and its point disagree
        keywords = [word.strip().replace("  ", " ") for word in row["keywords"].split(",")]
        fixed = known.get(row["name"], {})
        names = (
            fixed.get("name_en") or row["name"],
            _first(keywords, _UK_AIRFIELD),
            _first(keywords, _RU_AIRFIELD),
        )
        place = _site(
            f"ourairports:{row['ident']}", names, point, level, _AIRFIELD_KM, "ourairports",
            "airfield",
        )  # fmt: skip
        forms = _airfield_names([row["name"], names[0], *keywords])
        yield Site(place, (*_main(place), *forms, *spellings_of(fixed.get("other_names", ""))))


def _is_wanted(row: Mapping[str, str], point: Point) -> bool:
    """Whether an airfield is of a kind and in a region that reports name."""
    name = row["name"]
    if row["iso_country"] not in _AIRFIELD_COUNTRIES or row["type"] not in _AIRFIELD_TYPES:
        return False
    if not _TYPE_WORDS.search(name) or is_cyrillic(name):
        return False
    is_base = "Air Base" in name
    if "Airstrip" in name or (row["type"] == "closed" and not is_base):
        return False
    return point.lon < _EAST_DEG or is_base or row["type"] in _MAIN_TYPES


def _airfield_names(names: list[str]) -> Iterator[Spelling]:
    """Yield "Saky airfield", "Saky air base" … for every name that the source gives."""
    for full in names:
        for part in re.split(r"\s*/\s*", full):
            stem = _TYPE_WORDS.sub("", part)
            if stem != part and stem.isascii():
                yield part, "en", "variant"
                for short in dict.fromkeys((stem, re.sub(r"[- ]?\d$", "", stem))):
                    for word in _AIRFIELD_WORDS:
                        yield f"{short} {word}", "en", "variant"
    for word in names:
        if _RU_AIRFIELD.match(word):
            yield word[:1].lower() + word[1:], "ru", "variant"
        elif _UK_AIRFIELD.match(word):
            yield word[:1].lower() + word[1:], "uk", "variant"


def _ports(
    finder: RegionFinder, known: Iterable[PlaceRow], towns: list[PlaceRow]
) -> Iterator[Site]:
    by_name: dict[tuple[str, str], list[PlaceRow]] = {}
    for town in towns:
        by_name.setdefault((town.country, key(town.name_en)), []).append(town)
    taken = list(known)
    for part in ("1", "2", "3"):
        text = member("ports", f"pyunlocode/csv/2023-1 UNLOCODE CodeListPart{part}.csv")
        for row in csv.reader(io.StringIO(text.decode("latin-1"))):
            point = parse_position(row[10])
            if row[1] not in _PORT_COUNTRIES or not row[6].startswith("1") or point is None:
                continue
            if any(distance_km(point, port.point) < _SAME_PORT_KM for port in taken):
                continue
            if row[1] not in _RIVER_PORT_COUNTRIES and not _on_coast(point):
                continue
            level = finder.find(point, row[1], PORT_MARGIN_DEG)
            if level is None and row[1] in ("UA", "RU"):
                continue  # the code list has some points on the wrong side of the world
            name = re.sub(r"\s*[/(,].*|'| Port$", "", row[4]).strip()
            twin = _twin(by_name.get((row[1], key(name)), ()), point)
            yield _port(f"unlocode:{row[1]}{row[2]}", name, twin, point, level, row[1])


def _on_coast(point: Point) -> bool:
    """Whether the sea (of Europe and western Asia) is within 0.25 degrees."""
    return bool(shapely.dwithin(water(), shapely.Point(point.lon, point.lat), _COAST_DEG))


def _port(
    place_id: str,
    name: str,
    twin: PlaceRow | None,
    point: Point,
    level: FirstLevel | None,
    country: str,
) -> Site:
    names = (
        f"Port of {name}",
        f"порт {twin.name_uk}" if twin and twin.name_uk else "",
        f"порт {twin.name_ru}" if twin and twin.name_ru else "",
    )
    place = _site(place_id, names, point, level, _PORT_KM, "unlocode", "port", country)
    words = ("port", "Port", "seaport", "sea port", "commercial sea port")
    more: list[Spelling] = [(f"{name} {word}", "en", "variant") for word in words]
    return Site(place, (*_main(place), *more, (f"Port {name}", "en", "variant")))


def parse_position(text: str) -> Point | None:
    """Return the point of "4629N 03044E" (degrees and minutes), or None if there is none."""
    match = _POSITION.fullmatch(text.strip())
    if match is None:
        return None
    lat = int(match[1]) + int(match[2]) / 60
    lon = int(match[4]) + int(match[5]) / 60
    return Point(-lat if match[3] == "S" else lat, -lon if match[6] == "W" else lon)


def _twin(towns: Iterable[PlaceRow], point: Point) -> PlaceRow | None:
    """Return the town of the port's name within 20 km."""
    near = [town for town in towns if distance_km(town.point, point) < _SAME_PORT_KM]
    return min(near, key=lambda town: distance_km(town.point, point), default=None)


def _first(words: Iterable[str], pattern: re.Pattern[str]) -> str:
    return next((word for word in words if pattern.match(word)), "")


def _main(place: PlaceRow) -> tuple[Spelling, ...]:
    """Return the main names, with and without a capital at the type word."""
    return (
        (place.name_en, "en", "main"),
        (place.name_uk, "uk", "main"),
        (place.name_ru, "ru", "main"),
    )


def _site(
    place_id: str,
    names: tuple[str, str, str],
    point: Point,
    level: FirstLevel | None,
    accuracy_km: float,
    source: str,
    site_class: str,
    country: str = "",
) -> PlaceRow:
    return PlaceRow(
        place_id=place_id,
        kind="site",
        name_en=names[0],
        name_uk=names[1],
        name_ru=names[2],
        country=level.iso[:2] if level else country,
        admin1_id=level.place_id if level else "",
        admin2_id="",
        admin3_id="",
        lat=round(point.lat, 4),
        lon=round(point.lon, 4),
        accuracy_km=accuracy_km,
        exact=True,
        population=None,
        source=source,
        site_class=site_class,
    )
