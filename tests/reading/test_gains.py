"""Who gained ground, and what it is called: taken, taken back, driven out of, fought off."""

from __future__ import annotations

import pytest

from tests.reading.english import only, place_names, read


def gain(text: str) -> tuple[str, str | None]:
    report, _ = only(text)
    return report.event_type, report.actor


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops have taken the village of Robotyne, the General Staff said.",
        "The village of Staromaiorske was taken by Ukrainian marines on Thursday.",
        "Ukrainian forces took control of Piatykhatky, a Russian-installed official admitted.",
        "Ukrainian soldiers raised their flag in Lyman on Saturday.",
        "Balakliia was wrested from Russian forces on Thursday, local officials said.",
        "Klishchiivka was taken back from the Russians on Sunday.",
    ],
)
def test_what_ukraine_takes_of_its_own_land_it_takes_back(text: str) -> None:
    assert gain(text) == ("control.liberation", "UA")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ukrainian troops captured Sudzha in Russia's Kursk region on Thursday.", "UA"),
        ("Bilohorivka was taken from Ukrainian forces on Saturday, the ministry said.", "RU"),
        ("Vuhledar was captured on Tuesday, the ministry in Moscow said.", "RU"),
    ],
)
def test_what_is_not_their_own_land_is_captured(text: str, actor: str) -> None:
    assert gain(text) == ("control.capture", actor)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Ukrainian marines drove the occupiers out of Rivnopil.", "control.liberation", "UA"),
        ("Its fighters drove the invaders out of the village of Rivnopil, the brigade said.",
         "control.liberation", "UA"),
        ("Russian troops dislodged Ukrainian forces from Urozhaine.", "control.capture", "RU"),
        ("Russian soldiers were driven out of their positions near Robotyne on Tuesday.",
         "control.advance", "UA"),
        ("The enemy was knocked out of several trenches near Novomykhailivka.",
         "control.advance", "UA"),
    ],
)  # fmt: skip
def test_out_of_a_town_is_more_than_out_of_positions(text: str, kind: str, actor: str) -> None:
    assert gain(text) == (kind, actor)


def test_their_control_is_that_of_the_forces_that_the_sentence_is_about() -> None:
    reading = read(
        "Russian forces, who want the last stronghold that Ukraine has there, pushed on after "
        "the ruins of Sievierodonetsk came fully under their control on Saturday."
    )
    told = {place_names(r, reading): (r.event_type, r.actor) for r in reading.reports}
    assert told == {"Sievierodonetsk": ("control.capture", "RU")}


@pytest.mark.parametrize(
    "text",
    [
        "Since the morning Ukrainian defenders have driven off the occupiers near Toretsk.",
        "An enemy offensive on Toretsk was halted on Monday.",
        "Russian forces attacked near Toretsk without success.",
        "Russian forces conducted assaults near Toretsk to no avail.",
        "The enemy made attempts to advance near Toretsk, all in vain.",
    ],
)
def test_an_attack_that_came_to_nothing_was_repelled(text: str) -> None:
    assert gain(text) == ("ground.repelled", "RU")


def test_assaults_at_two_places_fended_off_were_repelled_at_both() -> None:
    reading = read(
        "Russian assaults on Avdiivka, a town in the Donetsk region, and near Marinka were "
        "fended off, the general staff said."
    )
    assert {(r.event_type, place_names(r, reading)) for r in reading.reports} == {
        ("ground.repelled", "Avdiivka"),
        ("ground.repelled", "Marinka"),
    }


def test_who_is_driven_away_in_an_ambulance_is_no_enemy() -> None:
    assert not read("The wounded man was driven off in an ambulance to Kharkiv.").reports


@pytest.mark.parametrize(
    "text",
    [
        "Russian volunteers fighting for Ukraine broke through the frontier in the Kursk region.",
        "Fighters of the Freedom of Russia Legion broke across the border into the Kursk region.",
        "Ukrainian armoured vehicles breached the Russian border in the Kursk region.",
    ],
)
def test_who_breaks_through_a_frontier_comes_into_the_country(text: str) -> None:
    assert gain(text) == ("ground.incursion", "UA")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry in Moscow said an attack near Tyotkino had been thrown back.",
        "Ukrainian saboteurs tried to cross the border near Tyotkino but were driven off.",
    ],
)
def test_what_is_thrown_back_inside_russia_was_ukraines(text: str) -> None:
    assert gain(text) == ("ground.repelled", "UA")


def test_a_town_falls_once_however_long_it_was_fought_for() -> None:
    report, _ = only("Russian forces captured Toretsk after months of fighting.")
    assert (report.event_type, report.realis) == ("control.capture", "actual")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian forces have captured most of Toretsk, DeepState said.", "RU"),
        ("Something like 60 per cent of Toretsk is thought to be occupied.", "RU"),
        ("Ukrainian troops have retaken half of Kupiansk.", "UA"),
    ],
)
def test_a_part_of_a_town_is_ground_gained_and_no_capture(text: str, actor: str) -> None:
    assert gain(text) == ("control.advance", actor)


def test_a_town_taken_lies_in_ruins_as_a_whole() -> None:
    text = "Russian forces captured Toretsk, most of which lies in ruins."
    assert gain(text) == ("control.capture", "RU")
