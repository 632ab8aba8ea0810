"""What places.csv holds, and that its points are where they should be."""

from __future__ import annotations

import math
from collections import Counter
from typing import get_args

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geomap.records import PlaceKind
from geomap.vocabulary import vocabulary
from tests.gazetteer.conftest import GAZETTEER, read

Places = dict[str, dict[str, str]]
Rows = list[dict[str, str]]
Outlines = dict[str, BaseGeometry]


def distance_km(row: dict[str, str], lat: float, lon: float) -> float:
    north = float(row["lat"]) - lat
    east = (float(row["lon"]) - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(north, east)


def dot(row: dict[str, str]) -> shapely.Point:
    return shapely.Point(float(row["lon"]), float(row["lat"]))


def test_ids_are_unique(place_rows: Rows) -> None:
    ids = [row["place_id"] for row in place_rows]
    assert len(ids) == len(set(ids))


def test_kinds_and_site_classes_are_of_the_vocabulary(places: Places) -> None:
    kinds = {row["kind"] for row in places.values()}
    classes = {row["site_class"] for row in places.values() if row["kind"] == "site"}
    assert kinds <= set(get_args(PlaceKind))
    assert classes <= set(vocabulary()["target_class"])


def test_admins_exist(places: Places) -> None:
    columns = ("admin1_id", "admin2_id", "admin3_id")
    missing = {row[c] for row in places.values() for c in columns if row[c]} - set(places)
    assert not missing


def test_every_settlement_of_the_official_list_is_there(settlements: Rows) -> None:
    assert len(settlements) == 29_703


def test_most_settlements_have_an_exact_point(settlements: Rows) -> None:
    assert sum(row["exact"] == "1" for row in settlements) >= 24_800


def test_frontline_oblasts_are_nearly_whole(settlements: Rows) -> None:
    front = ("UA63", "UA14", "UA23")
    rows = [row for row in settlements if row["place_id"].startswith(front)]
    assert sum(row["exact"] == "1" for row in rows) / len(rows) > 0.95


def test_divisions_of_ukraine(places: Places) -> None:
    kinds = Counter(row["kind"] for row in places.values() if row["country"] == "UA")
    assert (kinds["region"], kinds["district"], kinds["hromada"]) == (25, 136, 1_772)


def test_exact_points_lie_in_their_oblast(settlements: Rows, outlines: Outlines) -> None:
    exact = [row for row in settlements if row["exact"] == "1"]
    astray = [
        row["place_id"]
        for row in exact
        if not shapely.dwithin(outlines[row["admin1_id"]], dot(row), 0.02)
    ]
    assert len(astray) / len(exact) < 0.005


@pytest.mark.parametrize(
    ("name_uk", "within", "lat", "lon"),
    [
        ("Копанки", "UA63", 49.371, 37.850),
        ("Роботине", "UA23", 47.44, 35.83),
        ("Кругляківка", "UA63", 49.53, 37.71),
        ("Торецьк", "UA14", 48.40, 37.85),
        ("Часів Яр", "UA14", 48.59, 37.84),
        ("Вовчанськ", "UA63", 50.29, 36.94),
        ("Кринки", "UA65", 46.74, 33.09),
        ("Джанкой", "UA01", 45.71, 34.39),
        ("Рені", "UA51", 45.46, 28.28),
        ("Велика Новосілка", "UA14", 47.84, 36.84),
    ],
)
def test_points_of_known_places(
    settlements: Rows, name_uk: str, within: str, lat: float, lon: float
) -> None:
    namesakes = [
        row
        for row in settlements
        if row["name_uk"] == name_uk and row["place_id"].startswith(within)
    ]
    assert min(distance_km(row, lat, lon) for row in namesakes) < 3


def test_kopanky_near_kupiansk_is_in_borova_hromada(settlements: Rows, places: Places) -> None:
    namesakes = [row for row in settlements if row["name_uk"] == "Копанки"]
    nearest = min(namesakes, key=lambda row: distance_km(row, 49.71, 37.62))
    assert places[nearest["admin3_id"]]["name_en"] == "Borova hromada"
    assert places[nearest["admin2_id"]]["name_en"] == "Izium Raion"


def test_istra_near_moscow(places: Places) -> None:
    rows = [r for r in places.values() if r["name_en"] == "Istra" and r["population"]]
    assert [distance_km(row, 55.92, 36.86) < 3 for row in rows] == [True]


def test_cities_and_the_oblasts_around_them_stay_apart(places: Places) -> None:
    regions = {row["name_en"]: row for row in places.values() if row["kind"] == "region"}
    cities = {
        row["name_en"]: row
        for row in places.values()
        if row["kind"] == "city" and row["admin1_id"] == row["place_id"]
    }
    assert {"Kyiv", "Sevastopol", "Moscow", "Saint Petersburg", "Minsk"} == set(cities)
    assert {"Kyiv Oblast", "Moscow Oblast", "Leningrad Oblast"} <= set(regions)


def test_all_of_russia_is_there(places: Places) -> None:
    rows = [row for row in places.values() if row["country"] == "RU"]
    kinds = Counter(row["kind"] for row in rows)
    assert kinds["region"] + 2 == 83  # Moscow and Saint Petersburg are cities
    assert kinds["district"] > 1_000


def test_no_place_in_crimea_is_russian(places: Places, outlines: Outlines) -> None:
    peninsula = outlines["curated:crimean-peninsula"].buffer(-0.05)
    inside = [
        row["place_id"]
        for row in places.values()
        if row["country"] == "RU" and peninsula.contains(dot(row))
    ]
    assert not inside


def test_pcodes_are_the_leading_digits(places: Places) -> None:
    assert places["UA63000000000041885"]["pcode"] == "UA63"
    for row in places.values():
        if row["pcode"]:
            assert row["place_id"].startswith(row["pcode"])


def test_six_hundred_sites_lie_in_their_region(places: Places, outlines: Outlines) -> None:
    sites = [row for row in places.values() if row["kind"] == "site"]
    claimed = [row for row in sites if row["admin1_id"]]
    astray = [
        row["place_id"]
        for row in claimed
        if not shapely.dwithin(outlines[row["admin1_id"]], dot(row), 0.04)
    ]
    assert len(claimed) >= 600
    assert not astray


def test_airfields_belong_to_the_region_that_holds_them(places: Places, outlines: Outlines) -> None:
    regions = {row["place_id"] for row in places.values() if row["admin1_id"] == row["place_id"]}
    regions |= {row["place_id"] for row in places.values() if row["kind"] == "region"}
    elsewhere = [
        (row["name_en"], other)
        for row in places.values()
        if row["source"] == "ourairports" and row["country"] == "UA"
        for other in regions - {row["admin1_id"]}
        if other in outlines
        and outlines[other].contains(dot(row))
        and not shapely.dwithin(outlines[row["admin1_id"]], dot(row), 0.005)
    ]
    assert not elsewhere


@pytest.mark.parametrize("stem", ["Engels", "Saky", "Belbek", "Olenya", "Shaykovka", "Dyagilevo",
                                  "Soltsy-2", "Millerovo", "Morozovsk"])  # fmt: skip
def test_air_bases(places: Places, stem: str) -> None:
    bases = [row for row in places.values() if row["name_en"] == f"{stem} Air Base"]
    assert [row["site_class"] for row in bases] == ["airfield"]


def test_every_city_of_ukraine_has_the_point_of_a_town_list(settlements: Rows) -> None:
    cities = [row for row in settlements if row["kind"] == "city"]
    assert len(cities) == 463
    sources = {row["name_en"]: set(row["source"].split("+")) for row in cities}
    assert [name for name, found in sources.items() if not found & {"geonames", "curated"}] == []


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Кривий Ріг", 47.906, 33.394),
        ("Інкерман", 44.614, 33.610),
        ("Славутич", 51.523, 30.718),
        ("Прип’ять", 51.405, 30.054),
        ("Хрустальний", 48.142, 38.924),
        ("Кадіївка", 48.568, 38.645),
        ("Чистякове", 48.023, 38.623),
        ("Новоазовськ", 47.113, 38.086),
    ],
)
def test_city_lies_where_it_is(settlements: Rows, name: str, lat: float, lon: float) -> None:
    city = next(row for row in settlements if row["kind"] == "city" and row["name_uk"] == name)
    assert distance_km(city, lat, lon) < 3


def test_russian_names_have_russian_letters(places: Places) -> None:
    wrong = [
        row["name_ru"]
        for row in places.values()
        if row["country"] in ("UA", "RU", "BY") and set(row["name_ru"].lower()) & set("іїєґў")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name_en", "name_uk", "name_ru"),
    [
        ("Odesa", "Одеса", "Одесса"),
        ("Nizhyn", "Ніжин", "Нежин"),
        ("Chornobyl", "Чорнобиль", "Чернобыль"),
        ("Rostov-on-Don", "Ростов-на-Дону", "Ростов-на-Дону"),
        ("Kazan", "Казань", "Казань"),
        ("Kursk", "Курськ", "Курск"),
        ("Novosibirsk", "Новосибірськ", "Новосибирск"),
    ],
)
def test_cities_have_the_names_of_both_languages(
    places: Places, name_en: str, name_uk: str, name_ru: str
) -> None:
    cities = [row for row in places.values() if row["kind"] == "city" and row["name_en"] == name_en]
    assert (name_uk, name_ru) in {(row["name_uk"], row["name_ru"]) for row in cities}


def test_slavutych_is_an_exclave_of_kyiv_oblast(places: Places, outlines: Outlines) -> None:
    names = {
        places[place_id]["name_en"]
        for place_id, outline in outlines.items()
        if places[place_id]["kind"] == "region" and outline.covers(shapely.Point(30.72, 51.52))
    }
    assert names == {"Kyiv Oblast"}


@pytest.mark.parametrize(
    ("table", "name"), [("settlement_points", "name_uk"), ("villages_abroad", "name_ru")]
)
def test_villages_written_by_hand_say_whether_a_page_confirms_them(
    places: Places, table: str, name: str
) -> None:
    for row in read(GAZETTEER / "curated" / f"{table}.csv"):
        (place,) = (
            place
            for place in places.values()
            if place[name] == row[name]
            and {"curated", "unconfirmed"} & set(place["source"].split("+"))
            and distance_km(place, float(row["lat"]), float(row["lon"])) < 1
        )
        confirmed = row["source"].startswith("https://")
        assert confirmed or not row["source"], row
        assert ("unconfirmed" in place["source"]) is not confirmed, row
        assert confirmed or float(place["accuracy_km"]) >= 6, row
