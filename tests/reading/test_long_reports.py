"""Long reports of a day or of one night: each place of a list, and each with its own toll."""

from __future__ import annotations

import pytest

from geomap.records import Report
from tests.reading.english import place_names, read, told


def actual(text: str) -> dict[str, Report]:
    reading = read(text)
    return {place_names(r, reading): r for r in reading.reports if r.realis == "actual"}


def places(text: str) -> set[str]:
    return {place for _, place in told(text)}


# ---------------------------------------------------------------- each place of a list


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Antonivka, Beryslav, Stanislav, Bilozerka and Tiahynka were under enemy fire.",
            {"Antonivka", "Beryslav", "Stanislav", "Bilozerka", "Tiahynka"},
        ),
        (
            "Five settlements came under fire: the towns of Druzhkivka and Dobropillia, and the "
            "villages of Torske, Yampil and Novomykhailivka.",
            {"Druzhkivka", "Dobropillia", "Torske", "Yampil", "Novomykhailivka"},
        ),
        (
            "Among the places hit were Konotop, Shostka and Hlukhiv.",
            {"Konotop", "Shostka", "Hlukhiv"},
        ),
        (
            "Missiles struck Kharkiv, Odesa, and Kremenchuk, and cut the power in six regions.",
            {"Kharkiv", "Odesa", "Kremenchuk"},
        ),
        (
            "The enemy shelled the Marhanetska and Myrivska communities.",
            {"Marhanetska", "Myrivska communities"},
        ),
        (
            "Tsyrkuny and Ruska Lozova, both north of Kharkiv, came under rocket fire.",
            {"Tsyrkuny", "Ruska Lozova"},
        ),
    ],
)
def test_no_place_of_a_list_is_left_out(text: str, names: set[str]) -> None:
    assert places(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("At noon the village of Antonivka was shelled.", "Antonivka"),
        ("An hour later Bilozerka came under mortar fire.", "Bilozerka"),
        (
            "Police led a family out of Pokrovsk as Russian artillery pounded the outskirts.",
            "Pokrovsk",
        ),
        ("Kherson suffered from enemy aggression.", "Kherson"),
    ],
)
def test_the_place_is_found_behind_other_words(text: str, name: str) -> None:
    assert places(text) == {name}


def test_the_district_that_opens_a_sentence_only_says_where() -> None:
    text = "In Nikopol district, the Pokrovska community was attacked with a drone."
    assert told(text) == {("strike.drone", "Pokrovska community")}


def test_districts_of_a_city_are_the_city() -> None:
    text = "Debris fell in Kyiv's Desnianskyi and Holosiivskyi districts."
    reading = read(text)
    assert {reading.mentions[r.mention or 0].candidates[0].name for r in reading.reports} == {
        "Kyiv"
    }


def test_names_that_a_page_writes_small_are_names() -> None:
    text = "In the belgorod region of russia, drones struck the village of golovchino."
    assert told(text) == {("strike.drone", "golovchino")}


# ---------------------------------------------------------------- each place with its own toll


def test_a_shared_toll_gives_way_to_that_of_each_place() -> None:
    reports = actual(
        "Russian missiles killed four people in Kharkiv and Mykolaiv on Sunday.\n\n"
        "In Kharkiv, a rocket tore off the corner of a house. One person was killed and eleven "
        "were wounded.\n\n"
        "In Mykolaiv, three people died at a bus stop."
    )
    tolls = {name: (r.numbers.killed_min, r.numbers.injured_min) for name, r in reports.items()}
    assert tolls == {"Kharkiv": (1, 11), "Mykolaiv": (3, None)}


def test_those_led_out_are_not_all_hurt() -> None:
    text = (
        "A missile hit a hostel in Vinnytsia. Nine people were led out; six of them were injured."
    )
    assert actual(text)["Vinnytsia"].numbers.injured_min == 6


def test_a_toll_at_unnamed_streets_is_of_the_town_spoken_of() -> None:
    reports = actual(
        "Residents of Belgorod spent Sunday in shelters. Fragments of downed rockets fell on three "
        "streets, killing two people.\n\nShebekino was attacked with drones."
    )
    assert reports["Belgorod"].numbers.killed_min == 2
    assert reports["Shebekino"].numbers.killed_min is None


def test_what_a_drone_destroys_is_no_drone_destroyed() -> None:
    assert actual("A drone destroyed a house in Kupiansk.")["Kupiansk"].numbers.intercepted is None
    shot = actual("Air defence said 12 drones were destroyed over Kharkiv.")["Kharkiv"]
    assert shot.numbers.intercepted == 12


# ---------------------------------------------------------------- who, and on the ground


def test_the_country_of_a_dateline_attacks_nobody() -> None:
    text = "KHARKIV, Ukraine — A missile struck the town of Chuhuiv just after dawn."
    assert actual(text)["Chuhuiv"].actor == "RU"


def test_they_attacked_near_is_of_troops() -> None:
    text = "Russian forces press on at the Pokrovsk axis. They attacked near Rodynske and Kotlyne."
    assert {("ground.clash", "Rodynske"), ("ground.clash", "Kotlyne")} <= told(text)


def test_traffic_halted_after_an_attack_beats_nobody_off() -> None:
    text = "Traffic on the bridge was halted following the massive attack on Kerch."
    assert "ground.repelled" not in {event for event, _ in told(text)}


def test_cities_after_regions_are_the_regions() -> None:
    text = "Three regions, Kharkiv, Sumy and Chernihiv, were hit by glide bombs."
    reading = read(text)
    kinds = {reading.mentions[r.mention or 0].candidates[0].kind for r in reading.reports}
    assert kinds == {"region"}


def test_what_ukraine_announces_as_captured_is_liberated() -> None:
    assert told("Ukraine announces capture of Robotyne village.") == {
        ("control.liberation", "Robotyne")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The enemy tried to regain lost positions east of Robotyne, but in vain.",
        "The enemy conducted unsuccessful assaults near Robotyne.",
        "Ukrainian soldiers halted enemy assaults near Robotyne.",
    ],
)
def test_attacks_in_vain_are_repelled(text: str) -> None:
    assert told(text) == {("ground.repelled", "Robotyne")}


def test_all_that_were_launched_were_shot_down() -> None:
    reading = read("Russia launched 27 drones at Ukraine. All were shot down over Mykolaiv region.")
    assert 27 in {r.numbers.intercepted for r in reading.reports}
