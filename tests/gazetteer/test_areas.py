"""The outlines: valid, on the recognised borders, and without gaps between them."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

Places = dict[str, dict[str, str]]
Outlines = dict[str, BaseGeometry]

UKRAINE, RUSSIA = "geonames:690791", "geonames:2017370"


def test_each_place_has_one_outline(outline_ids: list[str]) -> None:
    assert len(outline_ids) == len(set(outline_ids))


def test_outlines_are_valid_and_belong_to_places(places: Places, outlines: Outlines) -> None:
    assert set(outlines) <= set(places)
    assert not [each for each, outline in outlines.items() if not outline.is_valid]
    assert not [each for each, outline in outlines.items() if outline.is_empty]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(44.95, 34.10), (44.60, 33.53), (45.36, 36.47), (48.0, 37.8), (48.57, 39.3), (46.75, 36.8)],
    ids=["Simferopol", "Sevastopol", "Kerch", "Donetsk", "Luhansk", "Berdiansk"],
)
def test_occupied_cities_are_in_ukraine_only(outlines: Outlines, lat: float, lon: float) -> None:
    dot = shapely.Point(lon, lat)
    assert outlines[UKRAINE].contains(dot)
    assert not outlines[RUSSIA].contains(dot)


def test_ukraine_and_russia_do_not_overlap(outlines: Outlines) -> None:
    assert outlines[UKRAINE].intersection(outlines[RUSSIA]).area < 1e-6


def test_oblasts_fill_ukraine(places: Places, outlines: Outlines) -> None:
    parts = [
        outline
        for place_id, outline in outlines.items()
        if places[place_id]["country"] == "UA" and places[place_id]["admin1_id"] == place_id
    ]
    whole = shapely.union_all(parts)
    assert len(parts) == 27
    assert whole.symmetric_difference(outlines[UKRAINE]).area < 0.01


def test_moscow_is_inside_the_ring_of_its_oblast(places: Places, outlines: Outlines) -> None:
    oblast = next(p for p, row in places.items() if row["name_en"] == "Moscow Oblast")
    kremlin = shapely.Point(37.62, 55.75)
    assert outlines["geonames:524901"].contains(kremlin)
    assert not outlines[oblast].contains(kremlin)
    assert outlines[oblast].area > 10 * outlines["geonames:524901"].area


def test_every_raion_has_an_outline_with_its_settlements(
    places: Places, outlines: Outlines
) -> None:
    rows = [r for r in places.values() if r["admin2_id"] in outlines and r["exact"] == "1"]
    rows = [row for row in rows if row["kind"] in {"city", "town", "village"}]
    inside = sum(
        shapely.dwithin(
            outlines[row["admin2_id"]], shapely.Point(float(row["lon"]), float(row["lat"])), 0.03
        )
        for row in rows
    )
    raions = [p for p, row in places.items() if row["kind"] == "district" and p.startswith("UA")]
    assert set(raions) <= set(outlines)
    assert inside / len(rows) > 0.985


def test_seas_have_no_cities_in_them(outlines: Outlines) -> None:
    for lat, lon in ((46.48, 30.73), (44.72, 37.77), (47.1, 37.55), (44.95, 34.1)):
        dot = shapely.Point(lon, lat)
        assert not outlines["curated:black-sea"].contains(dot)
        assert not outlines["curated:sea-of-azov"].contains(dot)
    assert outlines["curated:black-sea"].contains(shapely.Point(34, 43.5))
    assert outlines["curated:sea-of-azov"].contains(shapely.Point(36.5, 46))


def test_left_bank_of_kherson_is_south_of_the_river(outlines: Outlines) -> None:
    bank = outlines["curated:left-bank-kherson"]
    assert bank.contains(shapely.Point(33.0, 46.4))
    assert not bank.contains(shapely.Point(32.62, 46.66))  # Kherson
