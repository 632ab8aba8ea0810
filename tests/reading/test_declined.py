from __future__ import annotations

import pytest

from geomap.places import Gazetteer
from geomap.reading.names.declined import declined
from geomap.reading.text.sentences import split_sentences


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def found(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    toponyms = list(declined(text, split_sentences(text), gazetteer, ()))
    assert all(text[each.start : each.end] == each.name for each in toponyms)
    return [(each.name, each.candidates[0].name) for each in toponyms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting near Staromayorskom went on.", [("Staromayorskom", "Staromaiorske")]),
        ("The outskirts of Peskovogo burned.", []),
        ("the shelling of Novoselovskogo", [("Novoselovskogo", "Novoselivske")]),
        ("The liberation of Staromayorskogo and the town.", [("Staromayorskogo", "Staromaiorske")]),
    ],
)
def test_name_left_in_a_russian_case_is_the_settlement(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The wife of Petrovoy was there.",
        "A letter to Staromayorskom came.",
        "The residents of Nowherevoy left.",
        "The storming of Staromayorskoms failed.",
    ],
)
def test_surnames_and_unknown_names_are_no_settlements(gazetteer: Gazetteer, text: str) -> None:
    assert found(text, gazetteer) == []
