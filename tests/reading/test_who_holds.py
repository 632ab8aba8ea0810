"""Into whose hands a place came, in the many words that news has for it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.english import place_names, read

IN_SUMY_REGION = date(2025, 6, 12)  # when these villages were fought over


def told(text: str) -> set[tuple[str, str, str | None]]:
    reading = read(text, IN_SUMY_REGION)
    return {(r.event_type, place_names(r, reading), r.actor) for r in reading.reports}


@pytest.mark.parametrize(
    "text",
    [
        "Andriivka is in the hands of Russian forces, DeepState reports.",
        "Andriivka has slipped under the control of the enemy, DeepState said.",
        "Andriivka is no longer in Ukrainian hands, the ministry said.",
        "Russian troops got control of Andriivka, the ministry said.",
        "Russian forces are in full possession of Andriivka.",
        "Andriivka is listed as fully under Russian control.",
        "DeepState marked Andriivka as captured.",
        "The settlements taken by Russian troops include Andriivka.",
    ],
)
def test_a_place_came_into_russian_hands(text: str) -> None:
    assert ("control.capture", "Andriivka", "RU") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine's flag was raised over Andriivka on Thursday.",
        "Ukrainian soldiers raised the Ukrainian flag in Andriivka.",
        "Soldiers say that Ukraine's colours are flying in Andriivka once more.",
        "Andriivka is back in our hands, President Zelensky said.",
        "Andriivka is once more in our possession, a Ukrainian brigade's commander said.",
        "Andriivka is free of Russian troops, General Syrskyi said.",
    ],
)
def test_a_place_came_back_into_ukrainian_hands(text: str) -> None:
    assert {(event, place) for event, place, _ in told(text)} == {
        ("control.liberation", "Andriivka")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kharkiv is in the hands of good people, the mayor said.",
        "The fate of Kherson is in the hands of voters.",
        "Money changed hands in Kyiv, prosecutors said.",
        "The forests under the control of the army near Sumy are mined.",
    ],
)
def test_hands_and_control_of_another_kind(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "event", "place"),
    [
        ("Yunakivka withstood another Russian assault.", "ground.repelled", "Yunakivka"),
        ("Russian infantry has appeared in Yunakivka.", "control.advance", "Yunakivka"),
        (
            "A Ukrainian unit marched over the border into Kursk Oblast.",
            "ground.incursion",
            "Kursk Oblast",
        ),
        ("Ukrainian forces crossed into Belgorod region.", "ground.incursion", "Belgorod region"),
        ("Russian gunners directed fire at trenches near Khotin.", "strike.other", "Khotin"),
    ],
)
def test_moves_and_fire_on_the_ground(text: str, event: str, place: str) -> None:
    assert [(e, p) for e, p, _ in told(text)] == [(event, place)]
