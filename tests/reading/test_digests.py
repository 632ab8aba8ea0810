"""Digests, bulletins of both sides and updates from the front: what they tell, and of whom."""

from __future__ import annotations

import pytest

from geomap.records import Report
from tests.reading.english import place_names, read, told


def actual(text: str) -> dict[str, Report]:
    reading = read(text)
    return {place_names(r, reading): r for r in reading.reports if r.realis == "actual"}


# ---------------------------------------------------------------- whose


def test_the_enemy_of_a_russian_bulletin_is_ukraine() -> None:
    reports = actual(
        "MOSCOW, October 13. /TASS/. Russian troops repelled two attacks near Kreminna, the "
        "Defense Ministry said. The enemy shelled Horlivka in the evening."
    )
    assert reports["Horlivka"].actor == "UA"
    assert reports["Kreminna"].actor == "UA"


def test_the_enemy_of_the_general_staff_is_russia() -> None:
    reports = actual("The General Staff said that the enemy shelled Huliaipole in the evening.")
    assert reports["Huliaipole"].actor == "RU"


# ---------------------------------------------------------------- done, wanted or beaten off


@pytest.mark.parametrize(
    "text",
    [
        "Having failed in his plan to seize Kyiv, the president turned to the east.",
        "Its troops wait for the order to advance on Kostiantynivka.",
        "Ukraine never claims responsibility for attacks inside Russia.",
        "Ukraine continues to strike back.",
    ],
)
def test_plans_and_habits_are_no_events(text: str) -> None:
    assert told(text) == set()


def test_what_is_likely_taken_is_told_as_done() -> None:
    assert told("Russian forces have likely captured Tsukuryne.") == {
        ("control.capture", "Tsukuryne")
    }


def test_an_advance_without_success_was_beaten_off() -> None:
    reports = actual("The enemy was advancing towards Synkivka but had no success.")
    assert (reports["Synkivka"].event_type, reports["Synkivka"].actor) == ("ground.repelled", "RU")


# ---------------------------------------------------------------- where


def test_the_first_of_a_list_behind_a_direction_counts_too() -> None:
    text = "The enemy made unsuccessful assaults in the direction of Zhytlivka and Terny."
    assert {name for _, name in told(text)} == {"Zhytlivka", "Terny"}


def test_blasts_heard_elsewhere_were_not_there() -> None:
    text = "Explosions rocked the airfield near Saky overnight. The blasts were heard in Dzhankoi."
    assert "Dzhankoi" not in actual(text)


def test_an_unknown_district_of_a_city_is_the_city() -> None:
    text = "A missile struck a dormitory in Kharkiv's Zhuravlivka district and killed seven people."
    assert told(text) == {("strike.missile", "Kharkiv")}


def test_a_machine_gun_in_a_district_is_no_aircraft_over_it() -> None:
    text = "Guards shot down an aircraft-type drone with a machine gun in the Sudzhansky district."
    assert set(actual(text)) == {"Sudzhansky district"}
