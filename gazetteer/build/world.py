"""Towns, localities and districts outside Ukraine, and the countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set

import shapely

from . import geonames, outlines, overture
from .candidates import positions
from .geo import distance_km, middle
from .regions import FirstLevel
from .romanise import adaptations, russian, to_ukrainian
from .rows import PlaceRow, Point
from .sources import SourceError, curated
from .spelling import (
    is_cyrillic,
    is_russian,
    is_ukrainian,
    key,
    nearest_spelling,
    shared_letters,
    similarity,
)

TOWN_KM, LOCALITY_KM, DISTRICT_KM, COUNTRY_KM = 1.0, 1.5, 20.0, 300.0
_SAME_TOWN_KM = 6.0
_SEAT_KM, _MIN_SHARED_LETTERS = 60.0, 4
_MIN_SIMILARITY = 0.5
_DISTRICT_REACH_KM = 40.0
# Endings and letters that no Russian name of today has.
_NOT_MODERN = re.compile(r"(?:ъ|ськ|цьк|ьс[кц])(?=$|[^еёюя])|ы[ил]$|ъа", re.IGNORECASE)
DISTRICT_WORDS = re.compile(
    r"\b(муниципальный|городской|национальный|район|округ|город|имени)\b", re.IGNORECASE
)
ADJECTIVE = ("ий", "ый", "ой")
_NOT_A_LOCALITY = re.compile(r"поселени|сельсовет|район|округ|снт|днп|кп\b", re.IGNORECASE)
_NEIGHBOURS = frozenset(["BY", "MD", "RO", "PL", "HU", "SK", "LT", "LV", "EE", "FI", "GE", "TR"])
_EUROPE = frozenset({
    "AL", "AT", "BA", "BE", "BG", "CH", "CZ", "DE", "DK", "ES", "FR", "GB", "GR", "HR", "IE",
    "IS", "IT", "LU", "ME", "MK", "NL", "NO", "PT", "RS", "SE", "SI", "XK",
})  # fmt: skip
_MIN_TOWN, _MIN_EUROPEAN_CITY, _MIN_WORLD_CITY = 1000, 150_000, 500_000
# Regions whose villages Ukrainian texts name; elsewhere a Ukrainian form would be a guess.
_BORDER = frozenset({"RU-BEL", "RU-KRS", "RU-BRY", "RU-VOR", "RU-ROS", "RU-SMO"})
_CITY, _TOWN = 50_000, 5_000


def kind_of(population: int | None) -> str:
    """Return city, town or village by population; unknown counts as village."""
    if (population or 0) >= _CITY:
        return "city"
    return "town" if (population or 0) >= _TOWN else "village"


class RegionFinder:
    """Finds the first-level unit that holds a point, by an index over the outlines."""

    def __init__(self, levels: Iterable[FirstLevel]) -> None:
        self._levels = list(levels)
        self._tree = shapely.STRtree([level.region.outline for level in self._levels])

    def find(self, point: Point, country: str, margin_deg: float = 0.1) -> FirstLevel | None:
        """Return the unit of this country that holds the point or is nearest within the margin."""
        dot = shapely.Point(point.lon, point.lat)
        near = self._tree.query(dot, predicate="dwithin", distance=margin_deg)
        at_home = [self._levels[i] for i in near if self._levels[i].iso.startswith(country)]
        return min(at_home, key=lambda level: level.region.outline.distance(dot), default=None)

    def any_country(self, point: Point) -> FirstLevel | None:
        """Return the unit that holds the point, of whatever country, or None at sea."""
        return self.find(point, "", 0.0)


def towns(finder: RegionFinder) -> Iterator[tuple[PlaceRow, tuple[str, ...]]]:
    """
    Yield the towns outside Ukraine that reporters may name, with all their spellings.

    Russia from 500 people, the neighbours from 1,000, elsewhere capitals and cities from 500,000.
    """
    capitals = {(code, key(row["capital"])) for code, row in geonames.read_countries().items()}
    tables = (*curated("town_names.csv"), *curated("world_names.csv"))
    cyrillic = {row["geoname_id"]: row for row in tables}
    local = {name: overture.local_names(name) for name in ("RU", "BY")}
    for town in geonames.read_towns():
        is_capital = (town.country, key(town.name)) in capitals and town.population > 10_000
        least = 500 if town.country == "RU" else _MIN_WORLD_CITY
        if town.country in _NEIGHBOURS:
            least = _MIN_TOWN
        elif town.country in _EUROPE:
            least = _MIN_EUROPEAN_CITY
        if town.country == "UA" or (town.population < least and not is_capital):
            continue
        level = finder.find(town.point, town.country)
        fixed = cyrillic.get(str(town.geoname_id), {})
        name_ru = fixed.get("name_ru") or _russian_name(town, local.get(town.country, frozenset()))
        yield (
            PlaceRow(
                place_id=town.place_id,
                kind=kind_of(town.population),
                name_en=fixed.get("name_en") or _english_name(town),
                name_uk=fixed.get("name_uk") or _ukrainian_name(town, name_ru),
                name_ru=name_ru,
                country=town.country,
                admin1_id=level.place_id if level else "",
                admin2_id="",
                admin3_id="",
                lat=round(town.point.lat, 4),
                lon=round(town.point.lon, 4),
                accuracy_km=TOWN_KM,
                exact=True,
                population=town.population or None,
                source="geonames",
            ),
            town.alternates,
        )


def _english_name(town: geonames.Town) -> str:
    """Return the name as GeoNames has it; in Russia as newspapers write it (Orël: Oryol)."""
    name = town.name.replace("’", "'")
    if town.country != "RU":
        return name
    plain = name.replace("ë", "yo").replace("'", "")
    return re.sub(r"(?:iy|yy)\b", "y", plain).replace("yye", "ye")


def _russian_name(town: geonames.Town, local: Set[str]) -> str:
    """
    Return the Cyrillic spelling whose romanisation is nearest to the town's name.

    Of the many alphabets among the variants, those spellings come first that are the `local` name
    of some place; old Russian, Church Slavonic and Ukrainian ones have letters that betray them.
    """
    names = [name for name in sorted(town.alternates) if is_russian(name)]
    plain = [name for name in names if not _NOT_MODERN.search(name)]
    for choice in ([name for name in plain if name in local], plain, names):
        latin = {russian(name): name for name in choice}
        best = nearest_spelling(latin, town.name)
        if best and similarity(key(best), key(town.name)) >= _MIN_SIMILARITY:
            return latin[best]
    latin = {russian(name): name for name in plain or names}
    return latin.get(nearest_spelling(latin, town.name), "")


def _ukrainian_name(town: geonames.Town, name_ru: str) -> str:
    """Return the Ukrainian spelling of the variants nearest to the rule's, or the rule's own."""
    if not name_ru:
        return ""
    guess = to_ukrainian(name_ru)
    names = [name for name in sorted(town.alternates) if is_ukrainian(name)]
    best = nearest_spelling(names, guess)
    alike = best and similarity(key(best), key(guess)) >= _MIN_SIMILARITY
    return best.replace("'", "’") if alike else guess


def localities(
    levels: Mapping[str, FirstLevel], known: Iterable[PlaceRow], whole: Iterable[str]
) -> Iterator[PlaceRow]:
    """
    Yield every locality of the regions in `whole` (ISO codes) that is not among the known towns.

    A locality whose id allows several positions inside its region is left out unless its
    district tells which: a point that may be 400 km off is worse than none.
    """
    wanted = set(whole)
    district_of = _DistrictPoints(levels)
    english = overture.read_english("RU", "locality")
    at: dict[str, list[Point]] = {}
    for row in known:
        at.setdefault(key(row.name_ru), []).append(row.point)
    for division in overture.read_divisions("RU", "locality"):
        if division.region not in wanted or not is_cyrillic(division.name):
            continue
        if _NOT_A_LOCALITY.search(division.name):
            continue
        points = positions(division, levels[division.region].region)
        if len(points) > 1:
            points = district_of.nearby(division, points)
        if len(points) != 1:
            continue
        twins = at.get(key(division.name), [])
        if any(distance_km(points[0], twin) < _SAME_TOWN_KM for twin in twins):
            continue
        yield _overture_row(
            division, points[0], levels, kind="village",
            name_en=(
                english.get((division.region, division.name), "").replace("'", "")
                or russian(division.name)
            ),
        )  # fmt: skip


def villages_by_hand(
    levels: Mapping[str, FirstLevel], known: Iterable[PlaceRow]
) -> Iterator[PlaceRow]:
    """
    Yield the villages of ``curated/villages_abroad.csv``: fought over, and in no other source.

    Raises
    ------
    SourceError
        If a source has the village after all: a place must not be there twice.
    """
    there = {(row.name_ru, row.admin1_id): row.point for row in known}
    for row in curated("villages_abroad.csv"):
        home = levels[row["region"]].place_id
        point = Point(float(row["lat"]), float(row["lon"]))
        twin = there.get((row["name_ru"], home))
        if twin and distance_km(twin, point) < _SAME_TOWN_KM:
            message = f"curated/villages_abroad.csv: {row['name_ru']} is in the sources"
            raise SourceError(message)
        yield PlaceRow(
            place_id="curated:" + russian(row["name_ru"]).lower().replace(" ", "-"),
            kind="village",
            name_en=russian(row["name_ru"]),
            name_uk=adaptations(row["name_ru"])[0],
            name_ru=row["name_ru"],
            country=row["region"][:2],
            admin1_id=home,
            admin2_id="",
            admin3_id="",
            lat=point.lat,
            lon=point.lon,
            accuracy_km=float(row["accuracy_km"]),
            exact=True,
            population=None,
            source="curated" if row["source"] else "unconfirmed",
        )


class _DistrictPoints:
    """Where the districts lie that hold the localities of a name."""

    def __init__(self, levels: Mapping[str, FirstLevel]) -> None:
        self._districts = overture.read_district_of("RU")
        self._points: dict[tuple[str, str], Point] = {}
        for division in overture.read_divisions("RU", "county"):
            if division.region in levels:
                points = positions(division, levels[division.region].region)
                if len(points) == 1:
                    self._points[(division.region, division.name)] = points[0]
        for district, points in self._of_sure_localities(levels).items():
            self._points.setdefault(district, middle(points))

    def _of_sure_localities(
        self, levels: Mapping[str, FirstLevel]
    ) -> dict[tuple[str, str], list[Point]]:
        """Return the points that their ids leave no doubt of, by the district that holds them."""
        found: dict[tuple[str, str], list[Point]] = {}
        for division in overture.read_divisions("RU", "locality"):
            names = self._districts.get((division.region, division.name), set())
            if len(names) == 1 and division.region in levels:
                points = positions(division, levels[division.region].region)
                if len(points) == 1:
                    district = (division.region, next(iter(names)))
                    found.setdefault(district, []).append(points[0])
        return found

    def nearby(self, division: overture.Division, points: Iterable[Point]) -> list[Point]:
        """Return those of the points that lie near a district with a locality of this name."""
        names = self._districts.get((division.region, division.name), set())
        centres = [self._points.get((division.region, name)) for name in names]
        return [
            point
            for point in points
            if any(c and distance_km(point, c) < _DISTRICT_REACH_KM for c in centres)
        ]


def districts(levels: Mapping[str, FirstLevel]) -> Iterator[PlaceRow]:
    """
    Yield the municipal districts of Russia; Ukraine's come from KATOTTG.

    Closed towns (ЗАТО) are left out: their town has the same name and place.
    """
    for division in overture.read_divisions("RU", "county"):
        level = levels.get(division.region)
        if level is None or level.iso[:2] != "RU" or "ЗАТО" in division.name:
            continue
        points = positions(division, level.region)
        stem = DISTRICT_WORDS.sub("", division.name).strip()
        if len(points) == 1 and stem:
            word = "District" if stem.endswith(ADJECTIVE) else "Urban District"
            name = f"{russian(stem)} {word}"
            yield _overture_row(division, points[0], levels, kind="district", name_en=name)


def district_seats(places: Iterable[PlaceRow]) -> dict[str, PlaceRow]:
    """
    Return the town that a Russian district is named after, by the id of the district.

    "Шебекинский район" is Shebekino's: the town of the region within 60 km that shares most
    letters with the adjective, at least four and all but two of the town's own.
    """
    listed = list(places)
    towns: dict[str, list[PlaceRow]] = {}
    for place in listed:
        if place.country == "RU" and place.source == "geonames":
            towns.setdefault(place.admin1_id, []).append(place)
    seats = {}
    for place in listed:
        if place.country != "RU" or place.kind != "district":
            continue
        stem = key(DISTRICT_WORDS.sub("", place.name_ru))
        shared = [
            (shared_letters(stem, key(town.name_ru)), town)
            for town in towns.get(place.admin1_id, [])
            if distance_km(town.point, place.point) < _SEAT_KM
        ]
        count, best = max(shared, key=lambda pair: pair[0], default=(0, None))
        if best and count >= max(_MIN_SHARED_LETTERS, len(best.name_ru) - 2):
            seats[place.place_id] = best
    return seats


def _overture_row(
    division: overture.Division,
    point: Point,
    levels: Mapping[str, FirstLevel],
    *,
    kind: str,
    name_en: str,
) -> PlaceRow:
    near_border = division.region in _BORDER
    return PlaceRow(
        place_id=division.place_id,
        kind=kind,
        name_en=name_en,
        name_uk=_border_name(division.name, kind) if kind == "district" or near_border else "",
        name_ru=division.name,
        country=division.region[:2],
        admin1_id=levels[division.region].place_id,
        admin2_id=division.place_id if kind == "district" else "",
        admin3_id="",
        lat=round(point.lat, 4),
        lon=round(point.lon, 4),
        accuracy_km=DISTRICT_KM if kind == "district" else LOCALITY_KM,
        exact=True,
        population=None,
        source="overture",
    )


def _border_name(name: str, kind: str) -> str:
    """Return a Russian name as Ukrainian newspapers write it; of a district as it sounds."""
    return to_ukrainian(name) if kind == "district" else adaptations(name)[0]


def countries() -> Iterator[PlaceRow]:
    """Yield the countries that have a GeoNames id and a label point."""
    ids = geonames.read_countries()
    fixed = {
        (row["iso"], row["lang"]): row["name"]
        for row in curated("country_names.csv")
        if row["type"] == "main"
    }
    for iso, country in sorted(outlines.read_countries().items()):
        if iso not in ids:
            continue
        names = {lang: fixed.get((iso, lang), name) for lang, name in country.names.items()}
        yield PlaceRow(
            place_id=f"geonames:{ids[iso]['geonameid']}",
            kind="country",
            name_en=names["en"],
            name_uk=names["uk"].replace("'", "’"),
            name_ru=names["ru"],
            country=iso,
            admin1_id="",
            admin2_id="",
            admin3_id="",
            lat=round(country.point.lat, 4),
            lon=round(country.point.lon, 4),
            accuracy_km=COUNTRY_KM,
            exact=True,
            population=country.population or None,
            source="natural_earth",
        )
