from __future__ import annotations

from datetime import date

import pytest

from geomap.pipeline import read_places
from geomap.places import Gazetteer
from geomap.places.behind_lines import BEHIND_LINES, holder_of, holds, name_attacker
from geomap.records import Article, Place, Report, replace
from tests.samples import report


def a_place(name: str, country: str, region: str, kind: str = "city") -> Place:
    found = Gazetteer.load().lookup(name)
    return next(
        p for p in found if (p.kind, p.country, p.admin1) == (kind, country, region)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country", "region", "day", "holder"),
    [
        ("Dzhankoi", "UA", "Crimea", date(2023, 3, 20), "RU"),
        ("Sevastopol", "UA", "Sevastopol", date(2024, 3, 24), "RU"),
        ("Engels", "RU", "Saratov Oblast", date(2025, 1, 8), "RU"),
        ("Kursk", "RU", "Kursk Oblast", date(2024, 3, 1), "RU"),
        ("Kursk", "RU", "Kursk Oblast", date(2024, 9, 1), None),
        ("Lviv", "UA", "Lviv Oblast", date(2022, 3, 26), "UA"),
        ("Chernihiv", "UA", "Chernihiv Oblast", date(2022, 3, 16), None),
        ("Chernihiv", "UA", "Chernihiv Oblast", date(2024, 4, 17), "UA"),
        ("Donetsk", "UA", "Donetsk Oblast", date(2024, 1, 21), None),
    ],
)
def test_who_held_a_city_on_a_day(
    name: str, country: str, region: str, day: date, holder: str | None
) -> None:
    assert holder_of(a_place(name, country, region), day) == holder


def test_every_region_of_the_table_is_one_of_the_gazetteer() -> None:
    gazetteer = Gazetteer.load()
    for hold in holds():
        if hold.region:
            kinds = {(p.kind, p.country) for p in gazetteer.lookup(hold.region)}
            assert kinds & {("region", hold.country), ("city", hold.country)}, hold.region
        assert hold.first <= hold.last


def strikes(text: str) -> tuple[Report, ...]:
    article = Article("a", "a.txt", None, None, text, date(2025, 1, 14), None, "en")
    return read_places(article, Gazetteer.load()).reports


def test_a_strike_on_a_russian_air_base_is_not_russias_own() -> None:
    (strike,) = strikes("A Russian airfield at Engels was set ablaze by a drone attack overnight.")
    assert (strike.actor, strike.target_side) == ("UA", "RU")


ENGELS = ("overture:engels", "city", "Engels", "RU", 51.48, 46.12)


def test_the_corrected_side_names_its_rule() -> None:
    read = report("r", spec=ENGELS, actor="RU", target_side="UA")
    assert read.location is not None
    told = name_attacker(read, date(2025, 1, 14))
    assert (told.actor, told.target_side, told.rules[-1]) == ("UA", "RU", BEHIND_LINES)


@pytest.mark.parametrize(
    "left",
    [
        report("r", spec=ENGELS, actor="UA", target_side="RU"),
        report("r", spec=ENGELS, actor=None),
        report("r", "ground.clash", ENGELS, actor="RU"),
        report("r", spec=None, actor="RU"),
        report("r", spec=ENGELS, actor="RU", sentence="A Russian jet accidentally bombed Engels."),
    ],
    ids=["already the other side", "not said", "on land", "no place", "an accident"],
)
def test_all_others_are_left_as_they_were_read(left: Report) -> None:
    assert name_attacker(left, date(2025, 1, 14)) == left


def test_without_a_day_nothing_is_known_of_the_lines() -> None:
    read = report("r", spec=ENGELS, actor="RU")
    undated = replace(read, time=replace(read.time, start=None, end=None))
    assert name_attacker(undated, None) == undated
