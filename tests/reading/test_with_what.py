"""With what a strike was made, where its own clause does not name the weapon."""

from __future__ import annotations

import pytest

from tests.reading.english import only, place_names, read


def kinds(text: str) -> dict[str, str]:
    reading = read(text)
    reports = (r for r in reading.reports if r.realis == "actual")
    return {place_names(r, reading): r.event_type for r in reports}


def test_a_headline_tells_with_what_a_refinery_was_struck() -> None:
    told = kinds(
        "Ukraine hit a refinery in a large drone attack, its general staff said on Friday.\n\n"
        "Hours earlier Moscow had said it beat off drones overnight. Sources told Reuters that a "
        "refinery in Ryazan had been struck during the night."
    )
    assert told["Ryazan"] == "strike.drone"


def test_drones_shot_down_tell_with_what_a_building_beside_them_was_damaged() -> None:
    told = kinds(
        "Air defence was repelling a drone attack on Kyiv region. A warehouse in Bucha district "
        "was damaged in the attack, the governor said."
    )
    assert told["Bucha district"] == "strike.drone"


def test_many_attacks_elsewhere_are_of_any_kind() -> None:
    told = kinds(
        "A Russian drone killed a woman in Sumy on Monday. Russian attacks on Kherson injured "
        "three."
    )
    assert told == {"Sumy": "strike.drone", "Kherson": "strike.other"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops opened fire on a bus in Beryslav.",
        "Russian forces fired on Beryslav three times overnight.",
        "Border villages near Beryslav came under fire on Sunday.",
    ],
)
def test_fire_is_of_guns_where_nothing_else_is_named(text: str) -> None:
    assert only(text)[0].event_type == "strike.shelling"


def test_under_fire_from_drones_and_missiles_is_of_both() -> None:
    report, _ = only("Kharkiv came under fire from Russian drones and missiles.")
    assert report.event_type == "strike.combined"


@pytest.mark.parametrize(
    "text",
    [
        "Engels air base, home of Tupolev bombers, was attacked overnight.",
        "The Russian base at Engels was hit; several Su-30 fighter jets burned out.",
        "Engels airfield, where Tu-95 bombers are based, was attacked on Monday.",
    ],
)
def test_aircraft_that_stand_on_the_airfield_did_not_strike_it(text: str) -> None:
    assert only(text)[0].event_type == "strike.other"


def test_jets_lost_in_a_blast_did_not_cause_it() -> None:
    told = kinds(
        "Explosions were heard at Saky airfield in Crimea. Eight warplanes were lost in the blasts."
    )
    assert told == {"Saky airfield": "strike.explosion"}


@pytest.mark.parametrize(
    "text",
    [
        "Russian warplanes struck Mariupol overnight.",
        "Mariupol was still being struck by Russian planes.",
    ],
)
def test_aircraft_that_strike_are_the_weapon(text: str) -> None:
    assert only(text)[0].event_type == "strike.air"


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian partisans destroyed a section of railway in Melitopol.",
        "Guerrillas derailed an armoured train near Melitopol.",
        "Blast damages railway bridge in Melitopol",
        "A truck bomb exploded in Melitopol on Monday, killing a policeman.",
    ],
)
def test_what_is_done_by_hand_behind_the_lines_is_an_explosion(text: str) -> None:
    assert only(text)[0].event_type == "strike.explosion"


def test_bombs_and_drones_together_are_two_weapons_but_bombed_with_drones_is_one() -> None:
    both, _ = only("Russia attacked Kharkiv with guided bombs and drones on Monday.")
    one, _ = only("Ukrainian drones bombed the port of Taganrog.")
    assert (both.event_type, one.event_type) == ("strike.combined", "strike.drone")


def test_a_wave_counted_below_makes_the_missile_of_the_lead_a_part_of_it() -> None:
    told = kinds(
        "A massive Russian attack on Ukraine killed three people overnight. One missile hit a "
        "house. The air force said Russia fired 619 drones and missiles at Ukraine."
    )
    assert told == {"Ukraine": "strike.combined"}


def test_where_an_incident_took_place_is_told_closer_in_the_same_sentence() -> None:
    told = kinds(
        "The first incident happened in the Graivoron district, where a drone hit a car in the "
        "village of Kozinka."
    )
    assert told == {"Kozinka": "strike.drone"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The enemy struck Sumy. It was a ballistic missile, the mayor said.", "strike.missile"),
        ("Russia attacked Sumy. Preliminarily, three guided bombs were used.", "strike.air"),
        ("The occupiers hit Sumy. The enemy used a Molniya UAV, prosecutors said.", "strike.drone"),
        ("A strike on Sumy killed two. Whether a drone was used is not known.", "strike.other"),
        ("Russia attacked Sumy. Ukraine has received missiles from Germany.", "strike.other"),
    ],
)
def test_the_next_sentence_tells_the_weapon(text: str, kind: str) -> None:
    assert kinds(text) == {"Sumy": kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russian bombers fired cruise missiles at Odesa.", "strike.missile"),
        ("Russian helicopters fired unguided rockets at Vovchansk.", "strike.air"),
    ],
)
def test_what_carries_the_weapon_is_not_a_second_one(text: str, kind: str) -> None:
    assert only(text)[0].event_type == kind


def test_the_headquarters_of_a_fleet_stand_on_land() -> None:
    report, _ = only(
        "A missile strike on the Black Sea Fleet’s headquarters in Sevastopol killed 9."
    )
    assert report.event_type == "strike.missile"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Enemy aircraft struck the area of Orikhiv.", "strike.air"),
        ("Two Russian aircraft were shot down near Orikhiv.", "air_defence.intercept"),
    ],
)
def test_aircraft_strike_or_are_shot_down(text: str, kind: str) -> None:
    assert only(text)[0].event_type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kharkiv hit by Russian glide bombs, 20 wounded", "strike.air"),
        ("Belgorod hit by Ukrainian missile strike", "strike.missile"),
        ("Izmail port struck by drones", "strike.drone"),
    ],
)
def test_a_headline_leaves_out_was(text: str, kind: str) -> None:
    assert only(text)[0].event_type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two bombers were destroyed at Engels airfield.", "strike.other"),
        ("Ukraine destroyed two Russian aircraft at Engels airfield with drones.", "strike.drone"),
    ],
)
def test_aircraft_destroyed_on_the_airfield_were_not_shot_down(text: str, kind: str) -> None:
    assert only(text)[0].event_type == kind


def test_airstrikes_counted_beside_missile_strikes_are_a_second_weapon() -> None:
    both, _ = only("The Russian army launched 15 missile strikes and 60 airstrikes on Kharkiv.")
    one, _ = only("Russian forces carried out 60 airstrikes on Kharkiv with missiles.")
    assert (both.event_type, one.event_type) == ("strike.combined", "strike.missile")
