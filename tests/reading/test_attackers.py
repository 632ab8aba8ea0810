"""Whose act it was, where the sentence does not name the side."""

from __future__ import annotations

import pytest

from tests.reading.english import only, place_names, read


def actors(text: str) -> dict[str, str | None]:
    reading = read(text)
    reports = (r for r in reading.reports if r.realis == "actual")
    return {place_names(r, reading): r.actor for r in reports}


@pytest.mark.parametrize(("forces", "side"), [("Russian troops", "RU"), ("Ukrainian troops", "UA")])
def test_they_are_the_forces_of_the_sentence_before(forces: str, side: str) -> None:
    told = actors(
        f"{forces} moved closer to Pokrovsk this week. On Friday, it appears, they advanced in "
        "the east of Karlivka."
    )
    assert told["Karlivka"] == side


def test_its_troops_are_those_of_the_side_named_before() -> None:
    told = actors(
        "Moscow's army is near Kurakhove. Over the last few days its troops have been gaining "
        "ground around Hirnyk."
    )
    assert told == {"Hirnyk": "RU"}


def test_they_who_died_are_no_attackers() -> None:
    told = actors("Ukrainian medics came to Kherson. They were killed by shells in Kherson.")
    assert told["Kherson"] == "RU"


def test_the_clashes_that_the_general_staff_counts_are_assaults_that_it_met() -> None:
    told = actors(
        "Ukraine's General Staff reported 40 combat clashes over the past day near Rodynske "
        "and Udachne."
    )
    assert told == {"Rodynske": "RU", "Udachne": "RU"}


def test_fighting_where_one_side_attacks_is_of_its_attack() -> None:
    told = actors(
        "Heavy fighting goes on in Bakhmut, Ukrainian officials say. Russian troops have "
        "advanced to the railway in Bakhmut."
    )
    assert set(told.values()) == {"RU"}


@pytest.mark.parametrize(
    "text",
    [
        "Heavy fighting continued in Bakhmut on Monday.",
        "Russian forces captured Vuhledar. Counterattacks were reported near Bakhmut.",
        "Ukrainian troops have advanced near Klishchiivka. Fighting went on in Bakhmut.",
    ],
)
def test_fighting_of_which_no_attacker_is_told_has_none(text: str) -> None:
    assert actors(text)["Bakhmut"] is None


def test_a_clause_of_its_own_has_not_the_subject_of_the_one_before() -> None:
    told = actors(
        "The Ukrainians hold the supply routes, he said; fighting with small assault groups goes "
        "on in Pokrovsk."
    )
    assert told == {"Pokrovsk": None}


@pytest.mark.parametrize(
    "text",
    [
        "Another shelling, in the Kherson region under Russian occupation, killed two.",
        "A market in Oleshky, occupied by Russia, was shelled on Monday.",
        "A Russian military base near Melitopol caught fire.",
    ],
)
def test_what_lies_in_russian_hands_is_struck_by_ukraine(text: str) -> None:
    assert only(text)[0].actor == "UA"


def test_an_attack_takes_no_town_back() -> None:
    told = actors(
        "The minister said Russian attacks near Kupiansk were being repelled by the armed forces, "
        "which had taken back three square kilometres near Bakhmut."
    )
    assert told == {"Kupiansk": "RU", "Bakhmut": "UA"}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A Russian soldier was killed when a scooter exploded in Mariupol.", "UA"),
        ("Two Ukrainian soldiers were killed when a missile hit a base in Poltava.", "RU"),
    ],
)
def test_who_came_to_harm_did_not_do_it(text: str, side: str) -> None:
    assert only(text)[0].actor == side


def test_a_headline_names_who_did_it_with_by() -> None:
    assert only("Lysychansk bombarded by Russian troops")[0].actor == "RU"


def test_what_its_foe_calls_an_attack_was_elsewhere() -> None:
    reading = read("Missiles hit Kharkiv, after what Moscow called a terrorist attack on Tuesday.")
    assert [(r.actor, r.trigger) for r in reading.reports] == [("RU", "hit")]


def test_advances_are_of_the_only_forces_that_the_sentence_names() -> None:
    told = actors(
        "Offensive operations by the enemy go on in the sector, with advances in the northeast of "
        "Chasiv Yar."
    )
    assert told == {"Chasiv Yar": "RU"}


def test_who_installed_the_victim_did_not_strike_him() -> None:
    text = "In Berdiansk, the car of a police colonel installed by Moscow blew up on Sunday."
    assert [r.actor for r in read(text).reports] == ["UA"]
