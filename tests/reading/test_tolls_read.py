"""Who was hurt, in the words of local administrations, agencies and their translators."""

from __future__ import annotations

import pytest

from geomap.reading.numbers.casualties import find_casualties
from geomap.reading.numbers.tallies import find_weapon_counts


def toll(text: str) -> tuple[int | None, int | None]:
    told = find_casualties(text, 0, len(text))
    return told.killed_min, told.injured_min


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("Six residents turned to doctors after the raid.", 6),
        ("Four more people asked medics for help.", 4),
        ("Nine people applied for medical help.", 9),
        ("Her 7-year-old son is in hospital.", 1),
        ("A welder suffered a barotrauma.", 1),
        ("A man is in serious condition.", 1),
        ("Eleven people, a child of two among them, had to be taken to hospital.", 11),
        ("The injured are now five; three are in hospital.", 5),
        ("The wounded were four in number.", 4),
        ("The number of wounded grew by three to 21.", 21),
        ("In the hotel 4 people are said to be injured.", 4),
        ("12 people were wounded, two are in critical condition.", 12),
        ("Women of 47 and 71 were hurt.", 2),
        ("Three residents were rescued, one of them with injuries.", 1),
        ("Four sought medical help: a young woman, a man and two children.", 4),
    ],
)
def test_those_who_needed_care_are_injured(text: str, injured: int) -> None:
    assert toll(text) == (None, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Killed – 2, wounded – 7.", 2, 7),
        ("Dead: 3. Injured: 12.", 3, 12),
        ("The raid cost the lives of four civilians, three women and one man.", 4, None),
        ("led to the death of one person and injury of five others", 1, 5),
        ("a man (b. 1960) was killed and a woman (b. 1972) was hurt", 1, 1),
        ("The death toll has risen by two to 14.", 14, None),
        ("12 casualties, including two killed and ten injured", 2, 10),
        ("One person was killed and a second injured.", 1, 1),
        ("A policeman was killed and three of his colleagues were wounded.", 1, 3),
        ("A father and his four-year-old daughter were killed.", 2, None),
        ("Seven died, among them a child, and 24 injured.", 7, 24),
        ("11 died, two children of nine and 14 among them, and 89 were hurt.", 11, 89),
        ("15 Three people were injured", None, 3),
        ("One of them died, the other is in hospital.", 1, 1),
    ],
)
def test_both_outcomes_of_one_sentence(text: str, killed: int | None, injured: int | None) -> None:
    assert toll(text.replace("15 Three", "08:15 Three")) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The strike killed the journalist Maria Kovalenko and 12 others.", 13),
        ("Journalist Maria Kovalenko and two others were killed.", 3),
        ("A woman was killed in Kyiv and 12 others in Lviv.", 1),
        ("A third person died in hospital.", 3),
        ("A missile killed a family of four.", 4),
        ("Eight of the 12 people killed in the strike were members of two families.", 12),
        ("A drone claimed the life of the driver.", 1),
        ("A fifth body was recovered from the rubble.", 5),
        ("The house of one of her pupils was hit, and the girl's grandmother was killed.", 1),
    ],
)
def test_the_dead_are_counted_with_those_who_are_named(text: str, killed: int) -> None:
    assert toll(text)[0] == killed


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Another man died in hospital.", {"killed"}),
        ("Two more people were hurt.", {"injured"}),
        ("Two people were hurt and another was killed.", {"killed"}),
        ("More than 20 people were hurt.", set()),
        ("Two more died, bringing the death toll to nine.", set()),
    ],
)
def test_people_beside_those_told_before_are_marked(text: str, more: set[str]) -> None:
    assert find_casualties(text, 0, len(text)).more == more


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Seven Shahed 131/136 drones were shot down.", [("intercepted", 7)]),
        ("Gunners downed every one of the 18 drones.", [("intercepted", 18)]),
        ("The radar units detected and tracked 92 drones.", [("launched", 92)]),
        ("537 air weapons were detected.", [("launched", 537)]),
        ("15 drones were detected and destroyed.", [("intercepted", 15)]),
        ("More than 170 drones and missiles took part.", [("launched", 170)]),
        ("21 attack drones were recorded at 12 locations.", [("hits", 21)]),
        ("Missiles flew for two hours, 36 of them altogether.", [("launched", 36)]),
        ("One drone was hit over the Belgorod region.", [("intercepted", 1)]),
        ("A drone was hit by a bus.", [("hits", 1)]),
        ("30 drones came. All the drones were shot down.", [("intercepted", 30)]),
        ("74 drones are confirmed to have been shot down.", [("intercepted", 74)]),
        ("25 targets in the air were intercepted.", [("intercepted", 25)]),
        ("destroyed 37 out of 40 targets", [("intercepted", 37)]),
        ("sent 27 Shaheds: 16 Shot Down", [("launched", 27), ("intercepted", 16)]),
        (
            "fired 415 Shahed-type and other drones, 42 missiles and 12 bombs",
            [("launched", 415), ("launched", 42), ("launched", 12)],
        ),
    ],
)
def test_what_became_of_the_weapons(text: str, told: list[tuple[str, int]]) -> None:
    found = find_weapon_counts(text, 0, len(text))
    assert [(t.verb_class, t.value) for t in found if t.verb_class != "unknown"] == told


def test_drones_and_missiles_counted_together_are_of_no_one_kind() -> None:
    def kinds(text: str) -> list[str]:
        return [t.kind for t in find_weapon_counts(text, 0, len(text))]

    assert kinds("launched 619 drones and missiles") == ["weapon"]
    assert kinds("launched 117 Shahed drones and decoy drones") == ["drone"]
    assert kinds("launched 619 drones and 12 missiles") == ["drone", "missile"]
