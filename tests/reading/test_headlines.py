"""Headlines: whose attack it is, and places that only the source or a question names."""

from __future__ import annotations

import pytest

from tests.reading.english import only, place_names, read, role_of, told


@pytest.mark.parametrize(
    ("text", "capital", "places"),
    [
        ("Child dies in Moscow missile strike on Odesa", "Moscow", {"Odesa"}),
        ("Man injured in Kyiv drone attack on Bryansk", "Kyiv", {"Bryansk"}),
        ("Market burns after Kyiv shelling in Makiivka", "Kyiv", {"Makiivka"}),
        ("Kyiv drone strikes in Moscow region wound three", "Kyiv", {"Moscow region"}),
    ],
)
def test_an_attack_of_a_government_is_not_in_its_capital(
    text: str, capital: str, places: set[str]
) -> None:
    assert role_of(text, capital).role == "actor"
    assert {place for _, place in told(text)} == places


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kyiv attack: three killed in missile strike", ("strike.missile", "Kyiv")),
        ("Moscow drone attack: flights suspended at three airports", ("strike.drone", "Moscow")),
        ("Two killed in Kyiv drone attack", ("strike.drone", "Kyiv")),
    ],
)
def test_an_attack_on_a_capital_bears_its_name_too(text: str, event: tuple[str, str]) -> None:
    assert told(text) == {event}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shelling wounds two in east Ukraine - mayor of Horlivka", "Horlivka"),
        (
            "Russian shelling killed three people in eastern Ukraine, the governor of "
            "Donetsk region said on Monday.",
            "Donetsk region",
        ),
        ("A missile hit a farm in southern Ukraine, Odesa regional governor said.", "Odesa"),
        # of what lies elsewhere an official only speaks
        ("Drones were shot down over eastern Ukraine, Kyiv's mayor said.", "eastern Ukraine"),
        ("Missiles hit eastern Ukraine, President Zelensky said in Kyiv.", "eastern Ukraine"),
    ],
)
def test_an_official_within_a_vague_area_tells_of_his_own_place(text: str, place: str) -> None:
    report, reading = only(text)
    assert place_names(report, reading) == place


@pytest.mark.parametrize("side", ["east", "west", "south", "north"])
def test_a_side_of_a_country_needs_no_ending(side: str) -> None:
    report, reading = only(f"Two people were killed in shelling in {side} Ukraine.")
    assert place_names(report, reading) == f"{side} Ukraine"
    assert report.mention is not None
    assert reading.mentions[report.mention].candidates[0].kind == "area"


def test_what_is_asked_about_is_where_the_answer_tells_of() -> None:
    assert told("What happened at Kakhovka? An explosion destroyed the dam.") == {
        ("strike.explosion", "Kakhovka")
    }
    assert not told("What happened in Kyiv? A battle of words in parliament.")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian marines suffered grave losses near Kreminna on Sunday.", None),
        ("A Russian battalion was routed near Bilohorivka.", None),
        ("Convoy of Russian tanks annihilated near Hlyboke", None),
        ("Our soldiers destroy the enemy near Toretsk", "UA"),
        ("A Ukrainian soldier was killed by a sniper near Pisky.", None),
    ],
)
def test_losses_in_the_field_tell_of_fighting(text: str, actor: str | None) -> None:
    report, _ = only(text)
    assert report.event_type == "ground.clash"
    assert report.actor == actor


@pytest.mark.parametrize(
    "text",
    [
        "The company suffered heavy losses in Odesa after the port closed.",
        "The group was defeated in Kyiv by Dynamo.",
        "Heavy losses in the energy sector were reported in Odesa.",
    ],
)
def test_losses_in_trade_and_sport_do_not(text: str) -> None:
    assert not read(text).reports


def test_a_sniper_who_shot_a_civilian_is_no_fighting() -> None:
    report, _ = only("A civilian was shot dead by a sniper in Marinka.")
    assert report.event_type == "civilian.violence"


def test_a_town_and_its_region_do_not_vanish_into_each_other() -> None:
    text = "Residents of Kharkiv were killed by shelling. Russian forces shelled Kharkiv region."
    assert {event_type for event_type, _ in told(text)} == {"strike.shelling"}
    assert {event_type for event_type, _ in told(text.rstrip("."))} == {"strike.shelling"}
