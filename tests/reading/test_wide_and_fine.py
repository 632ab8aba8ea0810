"""What is told of a country or region, and what of the places within: each with its own numbers."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest

from geomap.records import Report
from tests.reading.english import place_names, read


def actual(text: str) -> dict[str, Report]:
    reading = read(text)
    return {place_names(r, reading): r for r in reading.reports if r.realis == "actual"}


@pytest.mark.parametrize(
    "text",
    [
        "Overnight Russia unleashed one of its heaviest drone barrages on Ukraine this year, chiefly hitting Kyiv, and the air force brought down all 64 drones.",
        "Russia sent 64 drones at Ukraine overnight, mostly targeting Kyiv.",
    ],
)
def test_the_number_of_a_wave_is_not_that_of_its_main_target(text: str) -> None:
    reports = actual(text)
    assert reports["Ukraine"].numbers.launched == 64
    assert reports["Kyiv"].numbers.launched is None


def test_elsewhere_in_the_region_is_not_at_the_town() -> None:
    reports = actual(
        "A grenade dropped by a drone killed a pensioner in Kherson on Sunday and injured his daughter, and elsewhere in the region three villagers were injured by Russian artillery."
    )
    assert reports["Kherson"].numbers.injured_min == 1
    assert reports["the region"].numbers.injured_min == 3
    assert reports["the region"].event_type == "strike.shelling"


def test_the_region_around_a_town_is_known_though_not_named() -> None:
    reading = read(
        "Russian shelling killed one person in Nikopol. Elsewhere in the region, two people were injured by drones."
    )
    region = next(m for m in reading.mentions if m.name == "the region")
    assert [c.name for c in region.candidates] == ["Dnipropetrovsk Oblast"]


def test_a_summary_of_the_south_is_told_by_its_towns() -> None:
    assert set(
        actual(
            "Attacks on southern Ukraine killed two people on Sunday.\n\n"
            "In Kherson, a drone killed a cyclist on Sunday. In Nikopol, shelling killed a woman."
        )
    ) == {"Kherson", "Nikopol"}


def test_a_strike_elsewhere_leaves_the_south_on_the_map() -> None:
    assert set(
        actual(
            "Attacks on southern Ukraine killed two people on Sunday.\n\nA missile hit a depot in Lviv."
        )
    ) == {"southern Ukraine", "Lviv"}


@pytest.mark.parametrize(
    "text",
    [
        "Kharkiv suffered a heavy attack on Sunday.",
        "Kharkiv suffered heavy shelling on Sunday.",
        "Kharkiv suffered its worst strike since the full-scale invasion began.",
        "In the past 24 hours Kharkiv was shelled twice.",
        "On Sunday Kharkiv came under attack.",
    ],
)
def test_what_a_town_suffered_happened_there(text: str) -> None:
    assert set(actual(text)) == {"Kharkiv"}


def test_an_attack_that_the_news_comes_a_day_after_is_told_too() -> None:
    reports = actual(
        "Missiles hit Odesa on Sunday, killing three. A day earlier Kharkiv suffered heavy bombardment, and five people were killed by Russian bombs."
    )
    assert reports["Odesa"].time.start is not None
    assert reports["Kharkiv"].time.start is not None
    assert (reports["Odesa"].time.start - reports["Kharkiv"].time.start).days == 1
    assert reports["Kharkiv"].numbers.killed_min == 5


def test_what_is_claimed_is_not_what_will_be_done() -> None:
    reports = actual(
        "Kyiv's generals vowed that they would go after every arsenal, adding that on Sunday night drones struck one near the city of Kursk."
    )
    assert set(reports) == {"Kursk"}


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked the Mykolaiv region with a Kh-59 missile, which was shot down.",
        "A bomber attacked the Mykolaiv region with a Kh-31 missile from over the sea, which the air force said it had destroyed.",
    ],
)
def test_a_missile_that_was_fired_and_shot_down_is_counted_as_both(text: str) -> None:
    numbers = actual(text)["Mykolaiv region"].numbers
    assert (numbers.launched, numbers.intercepted) == (1, 1)


def test_a_second_hit_on_another_day_is_another_event() -> None:
    reading = read(
        "An oil depot in Feodosia caught fire after a drone attack on 7 October. The depot was hit again on Saturday night."
    )
    assert len({r.time.start for r in reading.reports}) == 2


def test_officials_in_the_capital_tell_of_the_country() -> None:
    reports = actual(
        "Seven people were killed as Russia rained missiles on Ukrainian cities, officials in Kyiv said on Sunday."
    )
    assert "Kyiv" not in reports


def test_those_hurt_elsewhere_are_not_of_the_town() -> None:
    reports = actual(
        "Russian shelling killed two people in Kostiantynivka and eight were injured elsewhere in the region."
    )
    assert reports["Kostiantynivka"].numbers.injured_min is None
    assert reports["the region"].numbers.injured_min == 8


def test_victims_in_one_region_were_not_hit_by_the_drone_of_another() -> None:
    reports = actual(
        "Russian attacks killed two people over the past day. A man was killed in Nikopol when an FPV drone hit his yard. "
        "In Kharkiv Oblast, four people were injured in Kupiansk."
    )
    assert reports["Nikopol"].event_type == "strike.drone"
    assert reports["Kupiansk"].event_type == "strike.other"


def test_a_blow_that_fell_on_a_town_is_a_strike() -> None:
    reports = actual(
        "The heaviest blow fell on Ternopil, in the west, where a cruise missile ripped open a block of flats."
    )
    assert reports["Ternopil"].event_type == "strike.missile"


def test_streets_that_troops_were_driven_from_are_gained() -> None:
    reports = actual(
        "The brigade said it had driven Russian troops from two streets in Makiivka in Luhansk Oblast."
    )
    assert reports["Makiivka"].event_type == "control.advance"


def test_the_fourth_attack_in_a_week_is_no_week_long_and_the_third_is_told_too() -> None:
    reading = read(
        "A glide bomb flattened a printing works in Kharkiv on Sunday, killing two people. It was the fourth attack on the city in a week. "
        "On Friday, two bombs fell on a park and a garage, injuring seven."
    )
    told = {(str(r.time.start), r.numbers.injured_min) for r in reading.reports}
    assert told == {("2024-10-13", None), ("2024-10-11", 7)}


@pytest.mark.parametrize("way", ["are leaving for", "moved to", "came from"])
def test_where_goes_on_about_the_town_whatever_it_was_named_for(way: str) -> None:
    reports = actual(
        f"A missile hit Kramatorsk on Sunday. Many {way} Dnipro, where a strike on a garage killed four on Friday."
    )
    assert reports["Dnipro"].numbers.killed_min == 4
    assert reports["Kramatorsk"].numbers.killed_min is None


def test_an_explosion_that_is_denied_did_not_happen() -> None:
    assert not actual("An explosion at the Beriev aircraft plant was denied by the city's head.")
    assert actual("The attack on Odesa was not denied by Moscow.")
