"""Numbers, casualties and weapon counts, as news sentences give them."""

# ruff: noqa: E501 - one phrase a line, however long
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.reading.numbers.casualties import find_casualties, find_casualty_counts
from geomap.reading.numbers.numerals import parse_number
from geomap.reading.numbers.quantities import find_quantities
from geomap.reading.numbers.quantity import Quantity
from geomap.reading.numbers.tallies import WeaponTally, find_weapon_counts
from geomap.reading.numbers.weapon_sums import sum_numbers


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, 0, len(text))


def tallies(text: str) -> list[WeaponTally]:
    return find_weapon_counts(text, 0, len(text))


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,200", 1200),
        ("1.5 million", 1_500_000),
        ("4.5", None),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("twenty-one", 21),
        ("one hundred and twenty", 120),
        ("three hundred thousand", 300_000),
        ("a pair of", 2),
    ],
)
def test_the_value_of_number_words(words: str, value: int | None) -> None:
    assert parse_number(words) == value


@given(st.integers(0, 10**9))
def test_figures_with_and_without_commas_give_their_number(value: int) -> None:
    assert parse_number(str(value)) == value
    assert parse_number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "kind"),
    [
        ("at least three villages", 3, "at least", "settlement"),
        ("more than 300 drones", 300, "more than", "drone"),
        ("nearly two dozen explosions", 24, "about", "explosion"),
        ("up to 40 assaults", 40, "up to", "assault"),
        ("as many as six Iskander-M ballistic missiles", 6, "up to", "missile"),
        ("a record 188 drones", 188, None, "drone"),
        ("five Kh-101s", 5, None, "missile"),
        ("two Su-34 jets", 2, None, "aircraft"),
        ("a 54-year-old woman", 1, None, "people"),
        ("dozens of drones", None, None, "drone"),
        ("another 95", 95, None, None),
        ("18 reconnaissance and strike UAVs", 18, None, "drone"),
    ],
)
def test_what_a_number_counts(
    text: str, value: int | None, qualifier: str | None, kind: str | None
) -> None:
    first = quantities(text)[0]
    assert (first.value, first.qualifier, first.kind) == (value, qualifier, kind)


@pytest.mark.parametrize(
    ("text", "value", "total"),
    [
        ("18 out of 23 drones", 18, 23),
        ("eight of the 11 missiles", 8, 11),
        ("12 drones out of 20", 12, 20),
        ("all 14 drones", 14, 14),
        ("all but two of the 30 drones", 28, 30),
    ],
)
def test_a_part_of_a_total(text: str, value: int, total: int) -> None:
    first = quantities(text)[0]
    assert (first.value, first.of_total) == (value, total)


@pytest.mark.parametrize(
    "text",
    [
        "a Challenger 2 tank", "Leopard 2 tanks", "the 47th Brigade", "a 155 mm gun", "the 2022 offensive",
        "10 km away", "about 40 percent", "$60.8bn", "for three days", "S-300 systems", "a 10-nation meeting",
        "a drone attack", "at 5 a.m.", "on 24 February", "Shahed-136 engines", "hit three times", "1,000 square kilometres",
    ],
)  # fmt: skip
def test_names_measures_and_dates_are_no_counts(text: str) -> None:
    assert quantities(text) == ()


def test_those_included_are_a_subset() -> None:
    found = quantities("wounded seven people, including two children and a nurse")
    assert [q.subset for q in found] == [False, True, True]


# --- casualties ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("killing at least four and injuring about 30 others", (4, None), (30, 30)),
        ("one woman was killed and four others injured", (1, 1), (4, 4)),
        ("resulting in two deaths and at least nine injuries", (2, 2), (9, None)),
        ("strikes resulted in the loss of three lives", (3, 3), None),
        ("The blast claimed the lives of six workers", (6, 6), None),
        ("Three people died and 12 more were taken to hospital", (3, 3), (12, 12)),
        ("a mine wounded five, including two children", None, (5, 5)),
        ("The death toll rose from 9 to 12", (12, 12), None),
        ("Two men died. The number of victims of the strike has risen to seven", (7, 7), None),
        ("Two men were hurt. The number of victims of the strike rose to seven", None, (7, 7)),
        ("The number of victims of the strike on Kharkiv has risen to seven", None, None),
        ("two more bodies were pulled from the rubble", (2, 2), None),
        ("the body of an elderly woman was found", (1, 1), None),
        ("A 61-year-old driver from Zolochiv was killed and his wife was injured", (1, 1), (1, 1)),
        ("Two men and a woman were killed in Huliaipole", (3, 3), None),
        ("The raid left three dead and 20 injured", (3, 3), (20, 20)),
        ("killing two and wounding a third, the mayor said", (2, 2), (1, 1)),
        ("two people were killed and seven, among them a boy, were injured", (2, 2), (7, 7)),
        ("up to five people were injured", None, (None, 5)),
        ("more than 400 people were killed or injured by mines", None, None),
        ("a shell wounded a man, 45, and a woman, 60", None, (2, 2)),
        ("Three drones were shot down", None, None),
        ("hit a van, killing the driver", (1, 1), None),
        ("killed the people who stayed", None, None),
        ("Three people were killed in Nikopol and two in Marhanets", (5, 5), None),
        ("but no one was injured", None, (0, 0)),
        ("12 children are reported as injured", None, (12, 12)),
    ],
)
def test_counts_of_killed_and_injured(
    text: str,
    killed: tuple[int | None, int | None] | None,
    injured: tuple[int | None, int | None] | None,
) -> None:
    found = find_casualties(text, 0, len(text))
    assert (found.killed_min, found.killed_max) == (killed or (None, None))
    assert (found.injured_min, found.injured_max) == (injured or (None, None))


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("There were no casualties", 0, 0),
        ("nobody was hurt", None, 0),
        ("No one was killed or injured", 0, 0),
        ("No casualties were reported", None, None),
        ("There was no immediate information on casualties", None, None),
    ],
)
def test_zero_only_where_the_text_says_so(
    text: str, killed: int | None, injured: int | None
) -> None:
    found = find_casualties(text, 0, len(text))
    assert (found.killed_min, found.injured_min) == (killed, injured)


def test_losses_of_troops_are_marked_military() -> None:
    text = "Kyiv said it had killed 1,200 Russian soldiers and wounded 300"
    found = find_casualties(text, 0, len(text))
    assert (found.killed_min, found.injured_min, found.military) == (1200, 300, True)


def test_civilians_are_counted_apart_from_troops() -> None:
    text = "The strike killed two soldiers and injured three civilians"
    found = find_casualties(text, 0, len(text))
    assert (found.killed_min, found.injured_min, found.civilians, found.military) == (
        None,
        3,
        True,
        False,
    )


def test_each_count_can_be_had_alone() -> None:
    text = "Shelling killed a man in Nikopol and injured three people in Marhanets"
    found = find_casualty_counts(text, 0, len(text))
    assert [(text[c.start : c.end], c.outcome, c.min) for c in found] == [
        ("a man", "killed", 1),
        ("three people", "injured", 3),
    ]


# --- weapons ------------------------------------------------------------------------------------


def fates(text: str) -> list[tuple[str, str, int | None]]:
    return [(t.verb_class, t.kind, t.value) for t in tallies(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "launched 62 drones and one missile overnight, adding that 33 of them were intercepted and 25 were jammed",
            [("launched", "drone", 62), ("launched", "missile", 1), ("intercepted", "drone", 33), ("lost", "drone", 25)],
        ),
        (
            "shot down 76 Russian drones in 17 regions, while another 95 were either lost from their radars",
            [("intercepted", "drone", 76), ("lost", "drone", 95)],
        ),
        ("an assault involving more than 300 drones and seven missiles", [("launched", "drone", 300), ("launched", "missile", 7)]),
        ("a swarm of 40 drones, 38 of which were shot down", [("launched", "drone", 40), ("intercepted", "drone", 38)]),
        ("fired 12 rockets, all of which were intercepted", [("launched", "rocket", 12), ("intercepted", "rocket", 12)]),
        ("the interception of 102 Ukrainian drones", [("intercepted", "drone", 102)]),
        ("Of 50 drones, 41 were downed, six were jammed and three hit warehouses", [("launched", "drone", 50), ("intercepted", "drone", 41), ("lost", "drone", 6), ("hits", "drone", 3)]),
        ("attacked with two Kh-59 missiles from Kursk region and 60 drones", [("launched", "missile", 2), ("launched", "drone", 60)]),
        ("destroyed five tanks and two bridges", []),
        ("launched one of the war’s biggest drone attacks", []),
        ("launched one of this year's largest drone raids", []),
        ("troops repelled 14 attacks by drone operators", []),
    ],
)  # fmt: skip
def test_what_became_of_weapons(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert fates(text) == expected


def test_a_number_without_noun_counts_what_the_sentence_before_named() -> None:
    text = "Air defences destroyed two drones over Tver region. They also destroyed one near Istra."
    start = text.index("They")
    found = find_weapon_counts(text, start, len(text))
    assert [(t.verb_class, t.kind, t.value) for t in found] == [("intercepted", "drone", 1)]


def test_a_list_of_places_gives_one_tally_each() -> None:
    text = "shot down 34 drones: 20 over Bryansk region, 12 over Kursk region, and one each over Oryol and Tula"
    found = [(t.value, text[slice(*t.place_span)]) for t in tallies(text) if t.place_span]
    assert found == [(20, "Bryansk region"), (12, "Kursk region"), (1, "Oryol"), (1, "Tula")]


def test_the_places_of_a_total_are_not_added_to_it() -> None:
    text = "shot down 34 drones: 20 over Bryansk region, 12 over Kursk region, and one each over Oryol and Tula"
    numbers = sum_numbers(tallies(text), find_casualties(text, 0, len(text)))
    assert numbers.intercepted == 34


def test_places_without_a_total_are_added() -> None:
    text = "Three drones were destroyed over Belgorod region, two over Voronezh and one over the Black Sea"
    assert sum_numbers(tallies(text), find_casualties("", 0, 0)).intercepted == 6


def test_the_second_number_of_a_share_is_the_launched_ones() -> None:
    text = "intercepted 18 out of 23 drones"
    numbers = sum_numbers(tallies(text), find_casualties(text, 0, len(text)))
    assert (numbers.launched, numbers.intercepted) == (23, 18)


def test_kinds_of_weapons_are_split() -> None:
    text = "Russia fired 30 missiles and 85 drones; 79 drones and 21 missiles were shot down"
    numbers = sum_numbers(tallies(text), find_casualties(text, 0, len(text)))
    assert {w.kind: (w.launched, w.intercepted) for w in numbers.by_weapon} == {
        "missile": (30, 21),
        "drone": (85, 79),
    }


PIECES = [
    "killed", "injured", "were", "at least", "two", "12", "drones", "shot down", "people", "a", "woman", ",", "and", "of",
    "which", "over", "Kursk", "each", "launched", "no", "casualties", "including", "dozens of", "18 out of 23", "more than",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_every_span_lies_inside_and_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
    for count in find_casualty_counts(text, 0, len(text)):
        assert 0 <= count.start < count.end <= len(text)
        assert count.max is None or count.min is None or count.min <= count.max
    for tally in tallies(text):
        assert 0 <= tally.start < tally.end <= len(text)
        if tally.place_span is not None:
            first, last = tally.place_span
            assert 0 <= first < last <= len(text)
            assert last < tally.start or tally.end < first


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_can_be_read(any_text: str) -> None:
    casualties = find_casualties(any_text, 0, len(any_text))
    numbers = sum_numbers(tallies(any_text), casualties)
    assert numbers.killed_min == casualties.killed_min


def test_a_figure_too_long_for_a_number_counts_nothing() -> None:
    assert quantities("9" * 400 + " drones") == ()
