"""Which words tell an event that took place, and which only seem to. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.reading.english import told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Attempts to storm Vuhledar were made during the day.", "Vuhledar"),
        ("Russian forces continue to try to break through near Robotyne.", "Robotyne"),
        ("Russian forces are trying to expand their bridgehead near Dvorichna.", "Dvorichna"),
        ("Attempts were made to advance near Robotyne.", "Robotyne"),
        ("The enemy focused its efforts on the Bakhmut axis, where it made 12 attacks.", "Bakhmut"),
    ],
)
def test_an_assault_that_was_tried_took_place(text: str, place: str) -> None:
    assert {(kind, name.split(" axis")[0]) for kind, name in told(text)} == {
        ("ground.clash", place)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Russia sent more troops to try to storm Vuhledar.",
        "Russian forces are trying to improve their positions near Vuhledar.",
        "To capture Vuhledar, Russia sent thousands of prisoners to the front.",
        "Its troops are working to complete the takeover of Vuhledar.",
        "Russia needs Vuhledar as a springboard for an assault on Kurakhove.",
        "The agent was getting ready an attack on a recruitment office in Vuhledar.",
        "In the Donetsk region the escalation of hostilities has added to the needs of people.",
    ],
)
def test_what_is_only_wanted_did_not_take_place(text: str) -> None:
    assert told(text) == set()


def test_saboteurs_who_tried_to_cross_a_border_were_there() -> None:
    text = "Saboteurs tried to cross the border in Bryansk region on Monday, the governor said."
    assert told(text) == {("ground.incursion", "Bryansk region")}


def test_missiles_that_were_to_hit_a_town_flew_there() -> None:
    assert ("strike.missile", "Odesa") in told("Russia tried to hit Odesa with missiles on Sunday.")


@pytest.mark.parametrize(
    "text",
    [
        "A court in Kyiv sentenced a soldier to life in prison for the killing of a civilian.",
        "A court in Moscow jailed two men for 14 years for blowing up a railway line.",
        "A man was detained in Moscow over the explosion that killed an officer.",
        "A trial opened in Rostov-on-Don over the bombing of a bridge.",
    ],
)
def test_where_a_court_sits_nothing_was_struck(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A Ukrainian serviceman inspects a damaged building in the village of Orikhiv.",
        "A Ukrainian medic treats a wounded soldier near Avdiivka.",
        "A destroyed Russian tank is seen near Robotyne.",
        "Ukrainian soldiers fire a mortar towards Russian positions near Bakhmut.",
    ],
)
def test_the_caption_of_a_picture_tells_no_event(text: str) -> None:
    assert told(text) == set()


def test_a_drone_that_damaged_a_house_did_so() -> None:
    text = "A drone that damaged residential buildings in Orikhiv was Russian, police said."
    assert told(text) == {("strike.drone", "Orikhiv")}


@pytest.mark.parametrize(
    "text",
    [
        "Drivers were caught in a traffic jam near Melitopol.",
        "Ukraine reported a clash of believers at a cathedral in Chernihiv.",
        "Ukraine has diminished Russia's assault potential in Donetsk region.",
        "Ukraine said it was impossible to establish the exact number of victims in Mariupol.",
    ],
)
def test_words_in_another_sense_tell_no_event(text: str) -> None:
    assert told(text) == set()


def test_drones_downed_before_they_reached_a_town_took_no_ground() -> None:
    text = "Ten Ukrainian drones were destroyed before they reached Moscow, the mayor said."
    assert not any(kind.startswith("control") for kind, _ in told(text))


def test_airports_that_closed_are_not_where_the_drone_was_shot_down() -> None:
    text = (
        "Russian air defences shot down a drone over Tula, prompting temporary closures at "
        "airports, including Izhevsk and Samara."
    )
    assert told(text) == {("air_defence.intercept", "Tula")}


@pytest.mark.parametrize(
    "text",
    ["Odesa was the main target of the attack.", "Odesa bore the brunt of the attack."],
)
def test_the_town_that_a_wave_was_aimed_at_was_hit(text: str) -> None:
    wave = "Russia launched 60 drones at Ukraine overnight."
    assert "Odesa" in {place for _, place in told(f"{wave} {text}")}


def test_what_is_usual_is_no_event_of_a_day() -> None:
    text = "Russian forces usually shell Nikopol from the other bank."
    assert told(text) == set()
    assert told(text, "cumulative") == {("strike.shelling", "Nikopol")}


def test_the_wounded_were_not_hit_where_they_are_treated() -> None:
    text = "Two people were hurt by a drone in Graivoron and taken to hospital in Belgorod."
    assert told(text) == {("strike.drone", "Graivoron")}
    assert ("strike.missile", "Kyiv") in told("A missile hit a hospital in Kyiv on Monday.")


@pytest.mark.parametrize(
    "text",
    [
        "Attacks on Robotyne, in Zaporizhzhia Oblast, were beaten back by Ukrainian forces.",
        "Ukraine said it had beaten off a Russian push toward Robotyne.",
        "Russian troops threw back Ukrainian attacks near Robotyne.",
    ],
)
def test_an_attack_that_was_beaten_off_is_told_once(text: str) -> None:
    assert told(text) == {("ground.repelled", "Robotyne")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Robotyne passed into the hands of Russian forces on Monday.", "control.capture"),
        ("Vuhledar fell on Tuesday after a long siege.", "control.capture"),
        ("Vuhledar has fallen, Ukrainian officials said.", "control.capture"),
        ("Russian forces secured Vuhledar on Friday.", "control.capture"),
        ("Moscow declared control over Vuhledar on Sunday.", "control.capture"),
        ("Ukrainian forces clawed back Robotyne on Sunday.", "control.liberation"),
        ("Ukrainian forces expelled Russian soldiers from Robotyne.", "control.liberation"),
        ("Ukrainian forces gave up Avdiivka on Saturday.", "control.withdrawal"),
        ("Russian units marched into Vuhledar on Friday.", "control.advance"),
        ("Russian forces came within 5 km of Kurakhove.", "control.advance"),
        ("Russian troops breached Ukrainian defences near Ocheretyne.", "control.advance"),
        ("Russian forces took two districts on the outskirts of Kurakhove.", "control.advance"),
        ("Ukrainian troops turned back an assault near Robotyne.", "ground.repelled"),
        ("The enemy had no success near Bohdanivka.", "ground.repelled"),
        ("Ukraine's army said it resisted 65 attacks near Robotyne.", "ground.repelled"),
        ("Ukrainian forces continue to resist in Siverskodonetsk.", "ground.clash"),
        ("Hostomel airport has been the scene of bitter fighting.", "ground.clash"),
        ("A drone flew into a high-rise in Kazan.", "strike.drone"),
        ("A drone ploughed into an apartment block in Odesa.", "strike.drone"),
        ("Explosive devices were dropped by a drone on cars in Tyotkino.", "strike.drone"),
        ("The Rostov region was “subjected to a massive attack by the enemy”.", "strike.other"),
        ("The Saky air base was further shelled by Ukrainian forces.", "strike.shelling"),
        ("Ukraine's air defence systems were active over Odesa.", "air_defence.intercept"),
    ],
)
def test_a_way_of_telling_what_befell_a_place(text: str, kind: str) -> None:
    assert kind in {told_kind for told_kind, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Snow fell in Kyiv on Monday, the Ukrainian weather service said.",
        "Kyiv fell silent after the sirens.",
        "Temperatures came down in Moscow on Monday.",
        "Ukraine secured loans in Brussels.",
    ],
)
def test_the_same_words_of_other_things_tell_no_event(text: str) -> None:
    assert told(text) == set()
