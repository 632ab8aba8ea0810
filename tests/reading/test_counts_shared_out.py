"""Which place of a text has which of its counts: told later, of a period, of a wave, of a list."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.pipeline import incidents_of, read_places
from geomap.records import Article, Incident
from tests.reading.english import gazetteer

Pair = tuple[int | None, int | None]


def incidents(text: str) -> dict[str, Incident]:
    """Return what happened by the name of its place; the first one told of each."""
    article = Article("a", "a.txt", None, None, text, date(2025, 3, 15), None, "en")
    found = incidents_of(read_places(article, gazetteer()))
    told = [i for i in reversed(found) if i.realis == "actual"]
    return {i.location.place.name: i for i in told if i.location}


def tolls(text: str) -> dict[str, Pair]:
    """Return killed and injured by place, where either is told."""
    told = {n: (i.numbers.killed_min, i.numbers.injured_min) for n, i in incidents(text).items()}
    return {name: pair for name, pair in told.items() if pair != (None, None)}


def waves(text: str) -> dict[str, Pair]:
    """Return launched and intercepted by place, where either is told."""
    told = {n: (i.numbers.launched, i.numbers.intercepted) for n, i in incidents(text).items()}
    return {name: pair for name, pair in told.items() if pair != (None, None)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ukrainian forces shelled Donetsk and Horlivka. In Donetsk two civilians were killed, "
            "in Horlivka one civilian was killed and three were wounded.",
            {"Donetsk": (2, None), "Horlivka": (1, 3)},
        ),
        (
            "Russian strikes hit several cities. In Kramatorsk one person was killed and in "
            "Sloviansk three were hurt.",
            {"Kramatorsk": (1, None), "Sloviansk": (None, 3)},
        ),
        (
            "Russia killed two residents of Donetsk Oblast over the past day: one each in Lyman "
            "and Siversk.",
            {"Lyman": (1, None), "Siversk": (1, None)},
        ),
        (
            "In Kherson Oblast, shelling killed one person. In Kharkiv Oblast, two women were "
            "killed and 11 people injured when a guided bomb struck Kupiansk.",
            {"Kherson Oblast": (1, None), "Kupiansk": (2, 11)},
        ),
    ],
)
def test_each_place_of_a_list_has_its_own(text: str, told: dict[str, Pair]) -> None:
    assert tolls(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Russia struck Kyiv and four other cities on Monday, killing at least 44 people.",
        "Russia attacked Kharkiv, Dnipro and other cities overnight, killing seven people.",
        "Russian missiles hit Kyiv and several other regions, killing ten people.",
        "Over the past day Kharkiv and eight settlements were shelled. Two people were killed.",
    ],
)
def test_a_toll_of_more_places_than_are_named_is_given_to_none(text: str) -> None:
    assert tolls(text) == {}


def test_a_toll_is_of_the_region_whose_towns_are_only_examples() -> None:
    text = (
        "In Kherson Oblast, Russia targeted 31 settlements, including the regional capital of "
        "Kherson. Two people were killed and eight were injured, the governor said."
    )
    assert tolls(text) == {"Kherson Oblast": (2, 8)}


def test_a_toll_of_residents_of_the_region_is_of_the_town_struck() -> None:
    text = (
        "A drone of the Russian military struck a bus in Kherson; two people were killed. At "
        "present six people are known to be injured. The governor specified later that ten "
        "residents of the region are wounded."
    )
    assert tolls(text) == {"Kherson": (2, 10)}


_STRUCK = "A house in Kramatorsk was hit by a Russian missile on Tuesday. One person was killed "


@pytest.mark.parametrize(
    "later",
    [
        "Across the region, 12 people were wounded over the past day, the governor said.",
        "Over the past 24 hours, at least 14 civilians were killed and 42 wounded.",
        "No fewer than six civilians died within 24 hours and 30 were wounded.",
        "Since the start of the invasion 90 people have been killed and 300 wounded.",
    ],
)
def test_the_toll_of_a_period_is_not_of_the_attack_before(later: str) -> None:
    assert tolls(f"{_STRUCK}and three were wounded.\n\n{later}") == {"Kramatorsk": (1, 3)}


def test_a_day_of_shelling_has_the_toll_of_the_day() -> None:
    text = (
        "Russian forces shelled Kherson region 60 times over the past day. Two people were "
        "killed and nine injured over the past day, the governor said."
    )
    assert tolls(text) == {"Kherson Oblast": (2, 9)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Drones hit Chernihiv, killing one. Another man died in hospital.", (2, None)),
        (
            "A Russian bomb hit Chernihiv, injuring three. Two more were hurt, it emerged.",
            (None, 5),
        ),
        (
            "Four people hurt in Chernihiv\n\nRussian drones attacked Chernihiv. A woman was "
            "injured. Another three people were treated at home.",
            (None, 4),
        ),
        (
            "Russian drones attacked Chernihiv, injuring four people. A man and a woman are in "
            "hospital. Two more people were treated at home.",
            (None, 4),
        ),
        ("Russian shelling of Chernihiv killed three people. Another 12 were wounded.", (3, 12)),
        (
            "A strike on Chernihiv killed three people. Two more died, bringing the death toll "
            "to five.",
            (5, None),
        ),
    ],
)
def test_further_victims_add_to_those_of_the_sentence_before(text: str, told: Pair) -> None:
    assert tolls(text) == {"Chernihiv": told}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Russia sent more than 400 drones and 40 missiles at Ukraine overnight. The air force "
            "counted 452 targets in all, of which 406 were intercepted.",
            (452, 406),
        ),
        (
            "Russia fired 728 drones and 13 missiles at Ukraine overnight. In all, 741 air targets "
            "were launched, of which 718 were neutralised.",
            (741, 718),
        ),
        (
            "Russia attacked Ukraine with 74 drones. In total, 58 targets were downed: 47 in the "
            "south and 11 in the centre of the country.",
            (74, 58),
        ),
        (
            "Russian troops launched 105 drones at Ukraine. Some 96 drones were downed in the "
            "north, south and east of the country.",
            (105, 96),
        ),
        (
            "Russia attacked Ukraine with 3,200 shells. It also used 2,460 drones against Ukraine.",
            (3200, None),
        ),
    ],
)
def test_a_total_that_is_stated_stands_for_the_wave(text: str, told: Pair) -> None:
    assert waves(text) == {"Ukraine": told}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Russia struck Odesa region with 12 Kalibr missiles and 19 Shahed drones. Air defence "
            "shot down 11 Kalibr missiles and all 19 Shaheds.",
            {"Odesa Oblast": (12, 11)},
        ),
        (
            "The Bryansk Region came under attack by 18 Ukrainian drones. All the drones were "
            "destroyed.",
            {"Bryansk Oblast": (18, 18)},
        ),
        (
            "Russia launched 70 missiles and 145 drones at Ukraine overnight, mainly targeting "
            "Kyiv, the air force said, adding that it shot down 48 missiles and 64 drones.",
            {"Ukraine": (70, 48)},
        ),
        (
            "Russia launched its largest attack in weeks with 476 drones, hitting Ternopil.",
            {"Ukraine": (476, None)},
        ),
        (
            "A Russian strike hit a house in Ternopil, killing nine people, as Moscow fired 470 "
            "drones at the country overnight.",
            {"Ukraine": (470, None)},
        ),
        (
            "More than 50 drones were shot down on their way to the Leningrad Region, its governor "
            "said.",
            {"Russia": (None, 50)},
        ),
        (
            "The ministry said it downed 20 drones over the Oryol region, eight each in the skies "
            "over the Rostov and Bryansk regions, six were destroyed over the Kursk region and one "
            "was hit over the Belgorod region.",
            {
                "Oryol Oblast": (None, 20),
                "Rostov Oblast": (None, 8),
                "Bryansk Oblast": (None, 8),
                "Kursk Oblast": (None, 6),
                "Belgorod Oblast": (None, 1),
            },
        ),
    ],
)
def test_what_was_shot_down_goes_with_what_was_launched(text: str, told: dict[str, Pair]) -> None:
    assert waves(text) == told


def test_incidents_of_one_article_stand_in_the_order_of_its_text() -> None:
    text = (
        "Air defence downed three drones over Tula region, two over Oryol region, five over "
        "Kursk region and one over Bryansk region."
    )
    article = Article("a", "a.txt", None, None, text, date(2025, 3, 15), None, "en")
    found = incidents_of(read_places(article, gazetteer()))
    names = [i.location.place.name for i in found if i.location]
    assert names == ["Tula Oblast", "Oryol Oblast", "Kursk Oblast", "Bryansk Oblast"]
