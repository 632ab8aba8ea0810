"""The day of an event that its own clause does not date."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.english import place_names, read

PUBLISHED = date(2024, 12, 22)  # a Sunday


def days(text: str, published: date = PUBLISHED) -> dict[str, tuple[str, str]]:
    reading = read(text, published)
    reports = (r for r in reading.reports if r.realis == "actual")
    return {place_names(r, reading): (str(r.time.start), str(r.time.end)) for r in reports}


@pytest.mark.parametrize(
    "opening",
    [
        "From the beginning of the day of December 18 there were 191 combat clashes.",
        "As of 22:00 on December 18, there were 140 combat clashes, the General Staff said.",
        "Over the past day, December 18, there were 120 combat clashes, the General Staff said.",
    ],
)
def test_a_bulletin_dates_all_that_it_tells(opening: str) -> None:
    told = days(
        f"{opening}\n\nIn the Kharkiv direction one clash took place near Vovchansk.\n\n"
        "Since the start of the day our defenders repelled ten attacks near Toretsk."
    )
    assert told["Vovchansk"] == told["Toretsk"] == ("2024-12-18", "2024-12-18")


def test_a_bulletin_of_the_day_before_is_of_the_day_of_the_news() -> None:
    told = days(
        "As of 22:00 on December 21, there were 140 combat clashes.\n\nNear Lyman the enemy "
        "attacked with artillery."
    )
    assert told["Lyman"] == ("2024-12-21", "2024-12-22")


def test_what_the_forces_did_on_a_day_dates_the_sentence_after_it() -> None:
    told = days(
        "On December 12 Ukraine's Defence Forces dealt a blow to Russian oil refining. Two "
        "refineries came under attack: Afipsky and Ilsky."
    )
    assert told == dict.fromkeys(("Afipsky", "Ilsky"), ("2024-12-12", "2024-12-12"))


def test_a_visit_dates_no_attack() -> None:
    told = days("The president visited Odesa on December 12. Drones attacked the port of Izmail.")
    assert told["Izmail"] == ("2024-12-21", "2024-12-22")


@pytest.mark.parametrize("attack", ["A weekend attack on Kherson", "Weekend shelling of Kherson"])
def test_a_weekend_attack_was_on_saturday_or_sunday(attack: str) -> None:
    told = days(f"{attack} killed two people, the UN said on Monday.", date(2024, 12, 23))
    assert told == {"Kherson": ("2024-12-21", "2024-12-22")}


def test_a_day_after_what_has_no_date_has_none() -> None:
    told = days("In late October, one day after the deal was signed, missiles struck Odesa.")
    assert told == {"Odesa": ("2024-10-21", "2024-10-31")}


def test_a_barrage_that_goes_on_since_october_dates_no_strike_of_today() -> None:
    told = days(
        "Since Russia started its barrage of missiles on December 10, 77 civilians have been "
        "killed. In Vilniansk, a rocket strike on a hospital killed a baby."
    )
    assert told["Vilniansk"] == ("2024-12-21", "2024-12-22")


def test_an_attack_after_another_has_not_the_day_of_the_other() -> None:
    told = days(
        "Russian missiles hit Kyiv, after what Moscow called an attempt to kill the president on "
        "Wednesday."
    )
    assert told == {"Kyiv": ("2024-12-21", "2024-12-22")}


def test_the_weekday_of_an_attack_stands_beside_a_toll_that_rises() -> None:
    told = days("Three killed in Thursday attack on Kostiantynivka, toll rises")
    assert told == {"Kostiantynivka": ("2024-12-19", "2024-12-19")}


def test_the_day_of_a_reaction_gives_way_to_that_of_the_attack() -> None:
    told = days("The council will meet on Monday after Nikopol was shelled over the weekend.")
    assert told == {"Nikopol": ("2024-12-21", "2024-12-22")}
    told = days("The council will meet on Monday after Nikopol was shelled on Thursday.")
    assert told == {"Nikopol": ("2024-12-19", "2024-12-19")}
