from __future__ import annotations

import csv
import math
from datetime import date
from pathlib import Path

import pytest

from geomap.places import Gazetteer, frontline
from geomap.places.frontline import fights, is_fought_over, nearest_front, sectors, sectors_on
from geomap.places.geodesy import km_between
from geomap.places.scoring import SETTLEMENTS


def test_points_lie_at_the_settlement_they_name() -> None:
    gazetteer = Gazetteer.load()
    checked = 0
    for sector in sectors():
        for lat, lon, near in sector.points:
            places = [p for p in gazetteer.lookup(near) if p.exact and p.kind in SETTLEMENTS]
            km = min((km_between(lat, lon, p.lat, p.lon) for p in places), default=math.inf)
            assert not 3 < km < 20, f"{sector.name}: {near} at {lat}, {lon} is {km:.0f} km off"
            checked += km <= 3
    assert checked > 500


def test_periods_are_in_order() -> None:
    for sector in sectors():
        assert sector.last is None or sector.first < sector.last, sector.name
        assert len(sector.points) >= 2, sector.name


@pytest.mark.parametrize(
    ("day", "lat", "lon", "at_front"),
    [
        (date(2023, 3, 1), 48.595, 38.00, True),  # Bakhmut
        (date(2022, 3, 20), 50.52, 30.25, True),  # Irpin
        (date(2023, 3, 1), 50.52, 30.25, False),
        (date(2022, 8, 1), 46.97, 32.00, True),  # Mykolaiv region, before Kherson
        (date(2025, 8, 20), 48.28, 37.18, True),  # Pokrovsk
        (date(2023, 8, 20), 48.28, 37.18, False),
        (date(2024, 1, 1), 49.84, 24.03, False),  # Lviv
    ],
)
def test_front_of_the_day(day: date, lat: float, lon: float, at_front: bool) -> None:
    assert (nearest_front(lat, lon, day)[0] < 30) is at_front


def test_unknown_day_means_any_day_of_the_invasion() -> None:
    assert nearest_front(50.52, 30.25, None)[0] < 10
    assert len(sectors_on(None)) > len(sectors_on(date(2024, 1, 1)))


def test_most_settlements_fought_over_name_a_page_that_tells_of_it() -> None:
    table = Path(frontline.__file__).with_name("fought_over.csv").read_text(encoding="utf-8")
    sources = [row["source"] for row in csv.DictReader(table.splitlines())]
    assert all(source.startswith("https://") for source in sources if source)
    assert sum(map(bool, sources)) >= 0.7 * len(sources)


def test_settlements_fought_over_are_in_the_gazetteer_and_in_order() -> None:
    gazetteer = Gazetteer.load()
    for fight in fights():
        assert fight.last is None or fight.first < fight.last, fight
        places = [p for p in gazetteer.lookup(fight.near) if p.kind in SETTLEMENTS]
        assert any(km_between(fight.lat, fight.lon, p.lat, p.lon) <= 2 for p in places), fight


def test_settlements_fought_over_lie_at_the_front_of_those_days() -> None:
    for fight in fights():
        assert nearest_front(fight.lat, fight.lon, fight.first)[0] <= 25, fight


def test_krasnohorivka_by_avdiivka_was_fought_over_before_the_city_of_that_name() -> None:
    north, south = (48.2075, 37.7242), (48.0046, 37.5069)
    autumn, summer = date(2023, 11, 1), date(2024, 7, 1)
    assert [is_fought_over(*spot, autumn) for spot in (north, south)] == [True, False]
    assert [is_fought_over(*spot, summer) for spot in (north, south)] == [False, True]
    assert not is_fought_over(*south, None)
