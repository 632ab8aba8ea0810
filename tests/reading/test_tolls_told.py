"""Tolls in the ways that English tells them: pairs, headlines, shares, and counts told apart."""

from __future__ import annotations

import pytest

from geomap.reading.numbers.casualties import find_casualties
from geomap.reading.numbers.tallies import find_weapon_counts
from geomap.reading.numbers.weapon_sums import headline
from geomap.records import Report, WeaponCount
from tests.reading.english import place_names, read


def at(text: str, place: str) -> Report:
    """Return the only report at a place, as written."""
    reading = read(text)
    found = [
        r
        for r in reading.reports
        if r.mention is not None and place_names(r, reading) == place and r.realis == "actual"
    ]
    assert len(found) == 1, [(r.event_type, r.place_name) for r in reading.reports]
    return found[0]


def toll(text: str) -> tuple[int | None, int | None]:
    told = find_casualties(text, 0, len(text))
    return told.killed_min, told.injured_min


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A husband and wife were killed in their house.", 2, None),
        ("A nurse and paramedic were injured.", None, 2),
        ("The blast killed a mother and daughter.", 2, None),
        ("A teacher and father of three was killed.", 1, None),
        ("An elderly couple died at home.", 2, None),
        ("Two men, a woman and a boy were killed.", 4, None),
        ("Two people, a man and a woman, were killed.", 2, None),
        ("A boy was killed alongside two pensioners.", 3, None),
        ("Nine medics were hurt, along with 12 passengers.", None, 21),
    ],
)
def test_people_named_together_are_counted_together(
    text: str, killed: int | None, injured: int | None
) -> None:
    assert toll(text) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Man killed in shelling of the outskirts", 1, None),
        ("Farmer killed and child injured as drones hit a village", 1, 1),
        ("Troops shell border towns; pensioner dead", 1, None),
        ("Three die in overnight raid", 3, None),
        ("The man killed was a guard", None, None),
        ("People killed in the raid are buried", None, None),
    ],
)
def test_headlines_leave_the_article_out(
    text: str, killed: int | None, injured: int | None
) -> None:
    assert toll(text) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("It shelled the town, leaving three dead and wounding six others.", 3, 6),
        ("The raid left four people dead and injured 12 more.", 4, 12),
        ("The raid killed or injured 30 people.", None, None),
        ("The raid led to the deaths of two people and the wounding of five.", 2, 5),
        ("One person died, another four got injuries.", 1, 4),
        ("Rescuers saved 14 people, one person died.", 1, None),
        ("All 16 crew left the ship and no one was hurt.", None, 0),
        ("Three men (31, 44, 60) were injured.", None, 3),
        ("Four women - 28, 48, 50, and 66 years old - were wounded.", None, 4),
        ("Seven people, a girl and a boy among them, were wounded.", None, 7),
        ("Another 29, five children among them, were injured.", None, 29),
        ("A man sustained life-threatening injuries.", None, 1),
        ("The strike left a resident gravely injured.", None, 1),
        ("Two staff were injured.", None, 2),
        ("Two of the crew were injured.", None, 2),
        ("Two mortar crews were killed.", None, None),
        ("Three people from the national guard died.", 3, None),
    ],
)
def test_each_count_takes_its_own_outcome(
    text: str, killed: int | None, injured: int | None
) -> None:
    assert toll(text) == (killed, injured)


def test_a_toll_that_nears_a_number_is_a_toll() -> None:
    told = find_casualties("The death toll neared 1,600.", 0, 28)
    assert (told.killed_min, told.toll) == (1600, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "fired 27 drones – all of which it said it downed – at the port",
            [("launched", 27), ("intercepted", 27)],
        ),
        ("shot down 16 of the cruise missiles", [("intercepted", 16)]),
        (
            "51 of 70 missiles, five drones launched by the enemy shot down",
            [("unknown", 51), ("unknown", 5)],
        ),
        ("7 Missiles and 32 Drones Neutralized", [("intercepted", 7), ("intercepted", 32)]),
        (
            "105 drones of several types, some 60 of them decoys, were launched",
            [("launched", 105), ("launched", 60)],
        ),
    ],
)
def test_the_fate_of_parts_and_lists(text: str, told: list[tuple[str, int]]) -> None:
    assert [(t.verb_class, t.value) for t in find_weapon_counts(text, 0, len(text))] == told


def test_a_single_missile_does_not_stand_for_a_wave() -> None:
    wave = (WeaponCount("missile", launched=1), WeaponCount("drone", launched=105))
    assert headline(wave)["launched"] == 105
    assert headline(wave[:1])["launched"] == 1


@pytest.mark.parametrize(
    ("text", "place", "count"),
    [
        ("The ministry said the drone was shot down over the Bryansk region.", "Bryansk region", 1),
        ("Air defence shot down the missile over Odesa.", "Odesa", 1),
        ("Air defence shot down the drones over Odesa.", "Odesa", None),
        ("Air defence repelled the drone attack over Odesa.", "Odesa", None),
        (
            "By noon 57 drones were downed over the Tula region out of 437 downed.",
            "Tula region",
            57,
        ),
    ],
)
def test_what_was_shot_down_at_a_place(text: str, place: str, count: int | None) -> None:
    assert at(text, place).numbers.intercepted == count


def test_a_share_told_of_a_town_replaces_the_sum() -> None:
    text = "Airstrikes killed six civilians, and three more people died in shelling of Kherson."
    assert at(text, "Kherson").numbers.killed_min == 3


def test_a_toll_of_an_earlier_day_is_of_another_attack() -> None:
    text = (
        "Drones struck Kharkiv on Sunday. Three people were killed. The mayor spoke to reporters. "
        "He had not slept. On Thursday 18 people were injured."
    )
    assert at(text, "Kharkiv").numbers.injured_min is None


def test_the_dead_of_several_places_are_given_to_none() -> None:
    text = (
        "Drones attacked Ukraine overnight. Three people were killed, officials said. "
        "The deaths were reported in Lutsk, Dnipro and Poltava."
    )
    reading = read(text)
    named = {place_names(r, reading): r for r in reading.reports if r.mention is not None}
    assert {named[n].numbers.killed_min for n in ("Lutsk", "Dnipro", "Poltava")} == {None}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("downed 89 UAVs over the occupied peninsula of Crimea", "Crimea"),
        ("downed nine UAVs in the regions of Sumy and Poltava", "Sumy and Poltava"),
        ("downed 89 UAVs over the peninsula and 23 drones over the sea", "the peninsula"),
        ("downed 12 UAVs over the region: three over Sumy", None),
        ("downed 89 UAVs over the country", None),
    ],
)
def test_where_the_weapons_of_a_count_were(text: str, place: str | None) -> None:
    span = find_weapon_counts(text, 0, len(text))[0].place_span
    assert (text[slice(*span)] if span else None) == place
