"""Counts told by place, in brackets, of a part, and one wave told twice."""

# ruff: noqa: E501 - one phrase a line, however long
from __future__ import annotations

import pytest

from geomap.reading.links.join import merge_numbers
from geomap.reading.links.same_event import numbers_agree
from geomap.reading.numbers.casualties import (
    Casualties,
    find_casualties,
    find_casualty_counts,
)
from geomap.reading.numbers.tallies import find_weapon_counts
from geomap.reading.numbers.toll_shares import find_among
from geomap.reading.numbers.weapon_sums import count_attacks
from geomap.records import Numbers, WeaponCount


def placed(text: str) -> list[tuple[int | None, str | None, str]]:
    """Return value, place and fate of each weapon count."""
    return [
        (t.value, text[slice(*t.place_span)] if t.place_span else None, t.verb_class)
        for t in find_weapon_counts(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "destroyed 9 drones: 6 UAVs over the territory of the Oryol region and 3 UAVs over Tula",
            [
                (9, None, "intercepted"),
                (6, "Oryol region", "intercepted"),
                (3, "Tula", "intercepted"),
            ],
        ),
        (
            "shot down 5 drones: 3 – over Kursk region, 2 – over Tula region",
            [
                (5, None, "intercepted"),
                (3, "Kursk region", "intercepted"),
                (2, "Tula region", "intercepted"),
            ],
        ),
        (
            "drones were downed in Volgograd Oblast (four) and Bryansk Oblast (three)",
            [(4, "Volgograd Oblast", "intercepted"), (3, "Bryansk Oblast", "intercepted")],
        ),
        (
            "downed one drone each in Kursk region, also on the border, and in Tula region",
            [(1, "Kursk region", "intercepted"), (1, "Tula region", "intercepted")],
        ),
        (
            "shot down 19 drones over Russia's territory, including 11 drones over Kursk region",
            [(19, None, "intercepted"), (11, "Kursk region", "intercepted")],
        ),
    ],
)
def test_a_count_goes_with_the_place_beside_it(
    text: str, counts: list[tuple[int | None, str | None, str]]
) -> None:
    assert placed(text) == counts


def test_the_second_one_says_how_many_there_were() -> None:
    text = "one surface drone was destroyed, the second one exploded on its own"
    assert find_weapon_counts(text, 0, len(text))[0].of_total == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("launched almost 400 strikes on Sunday", 400),
        ("carried out 53 strikes on depots", 53),
        ("launched two attacks on a minibus", None),
        ("condemned 400 strikes", None),
    ],
)
def test_attacks_are_counted_when_they_are_many(text: str, value: int | None) -> None:
    assert count_attacks(text, 0, len(text)) == value


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "killed five civilians in Donetsk Region: two in Lyman, one in Dachne and two in Klynove",
            5,
            None,
        ),
        ("12 people were injured: five were hospitalised", None, 12),
        ("her sister was one of three people killed in the blast", 3, None),
        ("60 people -- including four children -- remained hospitalized", None, 60),
        ("a couple in a car were injured", None, 2),
        ("three were killed and another died in hospital", 4, None),
        ("a death toll of nine", 9, None),
        ("an 85-year-old woman and a 56-year-old were killed", 2, None),
    ],
)
def test_people_are_counted_once(text: str, killed: int | None, injured: int | None) -> None:
    found = find_casualties(text, 0, len(text))
    assert (found.killed_min, found.injured_min) == (killed, injured)


def test_parts_of_a_toll_keep_their_own_counts() -> None:
    text = "killed 6 civilians: 4 - in Bakhmut and 2 - in Toretsk"
    counts = find_casualty_counts(text, 0, len(text))
    assert [(c.min, c.part) for c in counts] == [(6, False), (4, True), (2, True)]


def test_those_among_the_dead_count_where_nothing_else_is_told() -> None:
    text = "Among the dead were three siblings"
    assert find_among(text, 0, len(text)).killed_min == 3
    assert find_among("three siblings died", 0, 19) == Casualties()


def test_a_rough_number_agrees_with_the_exact_one() -> None:
    rough = Numbers(launched=70, qualifier="more than")
    assert numbers_agree(rough, Numbers(launched=76))
    assert not numbers_agree(rough, Numbers(launched=95))
    assert not numbers_agree(Numbers(launched=70), Numbers(launched=76))


def test_missiles_and_drones_are_held_against_their_own_kind() -> None:
    missiles = Numbers(intercepted=51, by_weapon=(WeaponCount("missile", intercepted=51),))
    drones = Numbers(intercepted=5, by_weapon=(WeaponCount("drone", intercepted=5),))
    assert numbers_agree(missiles, drones)
    assert merge_numbers(missiles, drones).intercepted == 51
    assert {w.kind: w.intercepted for w in merge_numbers(missiles, drones).by_weapon} == {
        "missile": 51,
        "drone": 5,
    }


def test_the_headline_stays_with_the_weapon_named_first() -> None:
    told = Numbers(intercepted=33, by_weapon=(WeaponCount("missile", intercepted=33),))
    used = Numbers(
        launched=550,
        by_weapon=(WeaponCount("drone", launched=550), WeaponCount("missile", launched=60)),
    )
    assert merge_numbers(told, used).launched == 60


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The enemy sent 30 drones. Gunners shot down 24 of them.",
            [("launched", 30), ("intercepted", 24)],
        ),
        (
            "Nine drones came over A. All of them were shot down.",
            [("launched", 9), ("intercepted", 9)],
        ),
        (
            "Seventeen targets, including four cruise missiles, were destroyed.",
            [("intercepted", 17), ("intercepted", 4)],
        ),
        ("launched a large-scale missile and drone attack on the port", []),
        ("struck the town with two guided bombs, one hitting a house", [("launched", 2)]),
        ("Air defence had shot down 74 drones by nine in the morning.", [("intercepted", 74)]),
        (
            "fired 71 drones, 58 of which it was able to shoot down",
            [("launched", 71), ("intercepted", 58)],
        ),
        (
            "destroyed 44 drones, 15 of which were headed for Moscow",
            [("intercepted", 44), ("intercepted", 15)],
        ),
    ],
)
def test_what_stands_beside_a_count_says_what_became_of_it(
    text: str, told: list[tuple[str, int]]
) -> None:
    assert [(t.verb_class, t.value) for t in find_weapon_counts(text, 0, len(text))] == told


@pytest.mark.parametrize(
    ("text", "injured", "parts"),
    [
        ("Six people were injured in Donetsk region: in Lyman - 2, in Dachne - 4.", 6, [2, 4]),
        (
            "Six people were injured in Donetsk region on 11 June: 2 in Lyman, 4 in Dachne.",
            6,
            [2, 4],
        ),
        ("Sadly, people were injured - four civilians.", 4, []),
        ("Two of the seven injured were children.", 7, []),
        ("One of the company's employees was wounded.", 1, []),
    ],
)
def test_people_told_by_place_are_parts(text: str, injured: int, parts: list[int]) -> None:
    assert find_casualties(text, 0, len(text)).injured_min == injured
    counts = find_casualty_counts(text, 0, len(text))
    assert [count.min for count in counts if count.part] == parts


def test_a_family_is_counted_with_its_children() -> None:
    text = "The strike killed a mother and her two children and injured five of their neighbours."
    told = find_casualties(text, 0, len(text))
    assert (told.killed_min, told.injured_min) == (3, 5)


def test_one_who_dies_of_his_wounds_is_dead() -> None:
    text = "An engineer wounded in the strike died in hospital."
    assert find_casualties(text, 0, len(text)).killed_min == 1
