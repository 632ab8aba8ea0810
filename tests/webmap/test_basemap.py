"""The basemap in the package: whose land is whose, what it weighs, what it owes."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geomap.webmap import basemap
from geomap.webmap.draw import OfflineMap
from geomap.webmap.figure import OfflineFigure

ASSETS = Path(basemap.__file__).parent / "assets"
CRIMEAN = {
    "Simferopol": (44.95, 34.10), "Sevastopol": (44.60, 33.54), "Kerch": (45.34, 36.46),
    "Dzhankoi": (45.71, 34.39), "Yalta": (44.51, 34.16), "Balaklava": (44.51, 33.61),
    "Chornomorske": (45.51, 32.70),
}  # fmt: skip
UKRAINIAN = {
    "Kyiv": (50.45, 30.52), "Donetsk": (48.00, 37.80), "Luhansk": (48.57, 39.31),
    "Kherson": (46.64, 32.61), "Melitopol": (46.85, 35.37), "Uzhhorod": (48.62, 22.30),
    "Kopanky": (49.371, 37.850),
}  # fmt: skip
ELSEWHERE = {
    "RUS": [(50.60, 36.59), (55.75, 37.62), (45.04, 38.98), (68.97, 33.08), (57.15, 65.53)],
    "BLR": [(53.90, 27.56)],
    "MDA": [(47.01, 28.86), (46.84, 29.64)],
    "ROU": [(44.43, 26.10)],
    "GEO": [(41.72, 44.79), (43.00, 41.02)],
}


@cache
def data() -> dict[str, Any]:
    found = json.loads(gzip.decompress((ASSETS / "basemap.json.gz").read_bytes()))
    assert isinstance(found, dict)
    return found


def line(number: int) -> list[tuple[float, float]]:
    steps, grid = data()["arcs"][number if number >= 0 else ~number], data()["grid"]
    points, x, y = [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / grid, y / grid))
    return points if number >= 0 else points[::-1]


@cache
def country(code: str) -> BaseGeometry:
    area: BaseGeometry = Polygon()
    for ring in data()["countries"][code]:
        points = [point for number in ring for point in line(number)]
        area = area.symmetric_difference(Polygon(points).buffer(0))
    return area


def owners(lat: float, lon: float) -> set[str]:
    point = Point(lon, lat)
    return {code for code in data()["countries"] if country(code).contains(point)}


@pytest.mark.parametrize("name", CRIMEAN)
def test_crimea_and_sevastopol_are_ukraine(name: str) -> None:
    assert owners(*CRIMEAN[name]) == {"UKR"}


@pytest.mark.parametrize("name", UKRAINIAN)
def test_occupied_and_other_cities_are_ukraine(name: str) -> None:
    assert owners(*UKRAINIAN[name]) == {"UKR"}


@pytest.mark.parametrize("code", ELSEWHERE)
def test_neighbours_keep_their_own(code: str) -> None:
    for lat, lon in ELSEWHERE[code]:
        assert owners(lat, lon) == {code}


def test_no_border_crosses_the_neck_of_crimea() -> None:
    neck = LineString([(33.3, 46.05), (34.9, 46.05)]).buffer(0.25)
    assert not any(LineString(line(number)).intersects(neck) for number in data()["borders"])


def test_outlines_close() -> None:
    for code, rings in data()["countries"].items():
        for ring in rings:
            points = [point for number in ring for point in line(number)]
            assert points[0] == points[-1], code


def test_countries_do_not_overlap() -> None:
    codes = ["UKR", "RUS", "BLR", "MDA", "POL", "ROU"]
    total = sum(country(code).area for code in codes)
    assert unary_union([country(code) for code in codes]).area == pytest.approx(total, rel=1e-4)


def test_the_land_around_leaves_the_detailed_box_free() -> None:
    west, south, east, north = data()["box"]
    points = MultiPoint([(37.6, 55.7), (34.1, 44.95), ((west + east) / 2, (south + north) / 2)])
    for rings in data()["around"]:
        grid = data()["grid"]
        x = y = 0
        shell = []
        for dx, dy in zip(rings[0][::2], rings[0][1::2], strict=True):
            x, y = x + dx, y + dy
            shell.append((x / grid, y / grid))
        assert Polygon(shell).buffer(0).intersection(points).is_empty


def test_names_in_three_languages() -> None:
    names = {label[1]: label[2:4] for label in data()["labels"]}
    assert names["Kyiv"] == ["Київ", "Киев"]
    assert names["Odesa"][0] == "Одеса"
    assert names["Black Sea"] == ["Чорне море", "Чёрное море"]
    assert "Kiev" not in names
    assert "Odessa" not in names


def test_large_cities_are_named_first() -> None:
    zoom = {label[1]: label[6] for label in data()["labels"] if label[0] == "place"}
    assert zoom["Kyiv"] <= 5
    assert zoom["Kharkiv"] <= 5
    assert zoom["Kyiv"] < zoom["Izium"] <= 9
    assert zoom["Simferopol"] <= 7


def test_it_stays_small() -> None:
    assert (ASSETS / "basemap.json.gz").stat().st_size < 200_000


def test_every_source_is_named_on_the_map() -> None:
    drawn = OfflineMap(OfflineFigure())
    basemap.Basemap(palette="none", bounds=(22, 44, 40, 52)).add_to(drawn)
    html = drawn.get_root().render()
    start = re.search(r"geomapBasemap\(map_1, (\{.*\})\);", html)
    assert start is not None
    named = " ".join(name for name, _ in json.loads(start[1])["attribution"])
    for owed in (
        "OpenStreetMap contributors",
        "Overture",
        "ODbL",
        "GeoNames",
        "CC BY 4.0",
        "Natural Earth",
    ):
        assert owed in named
