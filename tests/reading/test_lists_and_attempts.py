"""Lists are read to their end, and what befell a place is read in the words that news has for it."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest

from tests.reading.english import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russian artillery shelled Bilopillia of the Sumy region; Vovchansk, Lyptsi of the Kharkiv region; Robotyne of the Zaporizhzhia region.",
            {"Bilopillia", "Vovchansk", "Lyptsi", "Robotyne"},
            id="a list goes on behind semicolons",
        ),
        pytest.param(
            "Russian artillery shelled Bilopillia of the Sumy region; Abrakadabrivka of the Kharkiv region; Robotyne of the Zaporizhzhia region.",
            {"Bilopillia", "Robotyne"},
            id="a list goes on behind a name that nobody knows",
        ),
        pytest.param(
            "Russian artillery shelled nine settlements, among them Vovchansk and Lyptsi.",
            {"Vovchansk", "Lyptsi"},
            id="among them is as good as including",
        ),
        pytest.param(
            "Overnight three power plants were under fire: Burshtyn, Ladyzhyn and Trypillia.",
            {"Burshtyn", "Ladyzhyn", "Trypillia"},
            id="sites that were counted are told behind the colon",
        ),
        pytest.param(
            "The night brought drone strikes on three airfields: Engels, Saky and Millerovo.",
            {"Engels", "Saky", "Millerovo"},
            id="sites are told behind the colon without a verb",
        ),
        pytest.param(
            "The governors of the Tula and Kaluga regions reported drone attacks.",
            {"Tula", "Kaluga regions"},
            id="every governor speaks of his own region",
        ),
        pytest.param(
            "“Nine drones were shot down over [the] Tula region,” he said.",
            {"Tula region"},
            id="what an editor put in brackets belongs to the phrase",
        ),
        pytest.param(
            "Russian forces attacked south of Kupiansk close to Kruhliakivka.",
            {"Kruhliakivka"},
            id="a bearing only says on which side of the town the village is",
        ),
    ],
)
def test_places_listed(text: str, expected: set[str]) -> None:
    assert {place for _, place in told(text)} == expected


def test_another_sentence_behind_a_semicolon_is_no_list() -> None:
    text = "A drone hit a school in Sumy; Poltava sent two fire engines."
    assert {place for _, place in told(text)} == {"Sumy"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The sprawling Tuapse refinery caught fire.", ("strike.explosion", "Tuapse refinery")),
        (
            "The Tuapse refinery stopped production when it was struck by drones.",
            ("strike.drone", "Tuapse refinery"),
        ),
        (
            "The hamlet of Torske is now fully controlled by the Russian army.",
            ("control.capture", "Torske"),
        ),
        ("In Nikopol, an ambulance was the target of a drone.", ("strike.drone", "Nikopol")),
        ("Workshops in Taganrog were among the drone targets.", ("strike.drone", "Taganrog")),
        (
            "Drones came again; Sumy, a city of 250,000, was among the main targets.",
            ("strike.drone", "Sumy"),
        ),
        ("Russia continues to attack Odesa region.", ("strike.other", "Odesa region")),
        (
            "A house in Odesa was hit by drone fragments.",
            ("air_defence.debris", "Odesa"),
        ),
        (
            "The enemy tried nine times to break through near Torske.",
            ("ground.clash", "Torske"),
        ),
        (
            "The enemy tried to push our troops out of positions near Torske.",
            ("ground.clash", "Torske"),
        ),
        (
            "Russian troops dislodged our units from positions near Torske.",
            ("control.advance", "Torske"),
        ),
    ],
)
def test_words_that_tell_an_event(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == {expected}


def test_who_wants_to_advance_did_not_attack() -> None:
    assert told("The enemy wants to break through near Torske.") == set()


def test_who_attacks_is_not_where_the_attacks_were() -> None:
    text = "The strikes of Russia grew heavier. Shells hit Nikopol."
    assert {place for _, place in told(text)} == {"Nikopol"}
