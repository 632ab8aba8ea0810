"""Which of the names of a sentence is the place of its event."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest

from tests.reading.english import read, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Russian forces conducted ground attacks north of Kupiansk near Synkivka.",
            {("ground.clash", "Synkivka")},
            id="a bearing only says on which side",
        ),
        pytest.param(
            "Russian forces attacked near Vovchansk and in the direction of Lyptsi.",
            {("ground.clash", "Vovchansk"), ("ground.clash", "Lyptsi")},
            id="forces that attack near a place attack on the ground",
        ),
        pytest.param(
            "In the Lyman direction, the enemy attacked 19 times, trying to break into our defence near Torske.",
            {("ground.clash", "Torske")},
            id="an attempt to gain ground is an attack",
        ),
        pytest.param(
            "Ukrainian forces recaptured three settlements in the Kherson region, the office said: Davydiv Brid, Velyka Oleksandrivka and Arkhanhelske.",
            {
                ("control.liberation", "Davydiv Brid"),
                ("control.liberation", "Velyka Oleksandrivka"),
                ("control.liberation", "Arkhanhelske"),
            },
            id="a list after a colon is what was counted before it",
        ),
        pytest.param(
            "Ukraine launched 40 drones at Russian airfields, hitting Engels and Ryazan.",
            {
                ("strike.drone", "Russia"),
                ("strike.drone", "Engels"),
                ("strike.drone", "Ryazan"),
            },
            id="a participle takes the weapon of the main clause",
        ),
        pytest.param(
            "Explosions knocked out power in Belgorod.",
            {("strike.explosion", "Belgorod")},
            id="power is knocked out by a strike",
        ),
        pytest.param(
            "Missiles approached Kyiv from the south.", set(), id="a flight is no advance"
        ),
        pytest.param(
            "Nikopol and Marhanets shelled: one killed",
            {("strike.shelling", "Nikopol"), ("strike.shelling", "Marhanets")},
            id="a headline leaves out the auxiliary",
        ),
        pytest.param(
            "Two guided bombs landed in the Kharkiv suburb of Derhachi.",
            {("strike.air", "Derhachi")},
            id="a suburb lies at its city, not in it",
        ),
        pytest.param(
            "Rescuers published photos from Kherson, where a shell hit a shop.",
            {("strike.shelling", "Kherson")},
            id="where takes up the name before it",
        ),
        pytest.param(
            "The units of the Vostok Group of Forces liberated Urozhaine.",
            {("control.capture", "Urozhaine")},
            id="a Russian group of forces captures",
        ),
        pytest.param(
            "Russian forces continued assaults near Robotyne without advancing.",
            {("ground.clash", "Robotyne")},
            id="without advancing there is no advance",
        ),
    ],
)
def test_the_place_of_the_event(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Drones hit a depot in Toropets, the air force in Kyiv said.", "Kyiv"),
        ("A brigade operating in Sumy reported that shells hit Vovchansk.", "Sumy"),
        (
            "Fedorov, who is exiled in Zaporizhzhia, said explosions shook Melitopol.",
            "Zaporizhzhia",
        ),
        ("Drones launched from Taganrog in Rostov region hit Kharkiv.", "Rostov region"),
        ("An assault on Zaporizhzhia could follow in the summer.", "Zaporizhzhia"),
    ],
)
def test_a_name_that_is_not_the_place(text: str, name: str) -> None:
    assert name not in {place for _, place in told(text)}


def test_a_total_and_its_parts_are_told_apart() -> None:
    reading = read(
        "Air defences destroyed 54 Ukrainian drones: 22 over Rostov region, 13 over Bryansk region."
    )
    counts = {
        reading.mentions[r.mention].name: r.numbers.intercepted
        for r in reading.reports
        if r.mention is not None
    }
    assert counts == {"Russia": 54, "Rostov region": 22, "Bryansk region": 13}


def test_between_two_towns_is_one_place() -> None:
    reading = read("Fighting went on between Siversk and Bilohorivka.")
    [report] = reading.reports
    assert report.mention is not None
    relation = reading.mentions[report.mention].relation
    assert relation.other_mention is not None
    assert reading.mentions[relation.other_mention].name == "Bilohorivka"
