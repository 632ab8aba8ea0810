"""What a report says of its event: days, numbers, side, unit, told in several places of a text."""

from __future__ import annotations

from datetime import date

from geomap.records import Reading, Report
from tests.reading.english import place_names, read

PUBLISHED = date(2024, 9, 5)  # a Thursday


def told(reading: Reading) -> list[Report]:
    return [r for r in reading.reports if r.realis == "actual"]


def only(reading: Reading) -> Report:
    assert len(reading.reports) == 1, [(r.event_type, r.trigger) for r in reading.reports]
    return reading.reports[0]


def test_a_dateline_dates_no_event() -> None:
    report = only(
        read(
            "CHERNIHIV, Ukraine, Sept 5 (Agency) - Russian missiles hit Chernihiv on Wednesday.",
            PUBLISHED,
        )
    )
    assert (report.time.start, report.time.end) == (date(2024, 9, 4), date(2024, 9, 4))


def test_a_superlative_spans_no_event() -> None:
    report = only(
        read(
            "Russian missiles hit Poltava on Tuesday in one of the deadliest attacks this year.",
            PUBLISHED,
        )
    )
    assert report.realis == "actual"
    assert report.time.start == date(2024, 9, 3)


def test_the_biggest_attack_since_the_start_of_the_war_is_no_sum() -> None:
    report = only(
        read("Russia launched its biggest drone attack on Kyiv since the start of the war.")
    )
    assert report.realis == "actual"


def test_days_count_from_the_day_told_before() -> None:
    reading = read(
        "Russian drones hit Sumy on Tuesday. Two days earlier a missile struck Romny.", PUBLISHED
    )
    days = {place_names(r, reading): r.time.start for r in told(reading)}
    assert days == {"Sumy": date(2024, 9, 3), "Romny": date(2024, 9, 1)}


def test_a_total_with_some_of_its_parts_stands_for_the_country() -> None:
    reading = read(
        "Russia's defence ministry said 47 Ukrainian drones were destroyed overnight, including "
        "17 over the Bryansk region and 16 over the Kursk region."
    )
    counts = {place_names(r, reading): r.numbers.intercepted for r in told(reading)}
    assert counts == {"Russia": 47, "Bryansk region": 17, "Kursk region": 16}


def test_a_part_is_not_added_to_its_whole() -> None:
    reading = read(
        "Ukraine's air defence neutralised 478 aerial targets over Ukraine, of which 270 were shot "
        "down by fire."
    )
    assert told(reading)[0].numbers.intercepted == 478


def test_the_fate_of_a_wave_is_told_by_region() -> None:
    reading = read(
        "Russia sent 106 drones against Ukraine overnight. Air defence shot down 74 of them over "
        "Kyiv, Poltava and Odesa regions."
    )
    wave = next(r for r in told(reading) if r.numbers.launched == 106)
    assert wave.numbers.intercepted == 74


def test_a_toll_that_rises_replaces_the_one_told_first() -> None:
    report = only(
        read(
            "A Russian missile hit Kramatorsk on Tuesday, killing three people. The death toll "
            "later rose to five."
        )
    )
    assert report.numbers.killed_min == 5


def test_the_people_counted_are_not_counted_again() -> None:
    report = only(
        read(
            "Russian shelling of Nikopol killed two people, a man and his wife, and five others "
            "were injured."
        )
    )
    assert (report.numbers.killed_min, report.numbers.injured_min) == (2, 5)


def test_the_enemy_of_a_russian_town_is_ukraine() -> None:
    assert only(read("An enemy drone attacked an ambulance in Rylsk.")).actor == "UA"


def test_who_owns_what_was_hit_tells_who_hit_it() -> None:
    assert only(read("A Russian T-72 was hit by an FPV near Robotyne.")).actor == "UA"


def test_a_lost_village_was_taken_by_the_other_side() -> None:
    report = only(read("Ukraine lost the village of Ivanivske."))
    assert (report.event_type, report.actor) == ("control.capture", "RU")


def test_a_unit_is_kept_as_written() -> None:
    report = only(read("The 47th Mechanized Brigade repelled an assault near Robotyne."))
    assert report.unit == "47th Mechanized Brigade"


def test_words_before_a_place_tell_who_holds_it() -> None:
    report = only(read("Ukrainian missiles hit a depot in Russian-occupied Melitopol."))
    assert report.side_of_front == "RU"


def test_an_exercise_is_no_event() -> None:
    reading = read("Ukrainian troops trained to repel an assault near Odesa during exercises.")
    assert {r.realis for r in reading.reports} <= {"hypothetical", "planned"}


def test_an_official_who_tells_of_his_own_town_gives_no_place_to_the_count_of_all() -> None:
    reading = read(
        "Russia's defence ministry said it had intercepted 64 drones overnight, and the mayor of "
        "Voronezh said that nine had been shot down near the airport."
    )
    counts = {r.numbers.intercepted: place_names(r, reading) for r in told(reading)}
    assert counts[64] == "Russia"


def test_an_official_who_tells_of_the_count_gives_it_his_place() -> None:
    reading = read(
        "Ten drones were shot down overnight, as the governor of Tula region said on TV."
    )
    assert [place_names(r, reading) for r in told(reading)] == ["Tula region"]


def test_those_downed_over_a_country_are_no_strike_that_a_lead_tells_of() -> None:
    reading = read(
        "A Ukrainian drone attack set fire to a chemical plant in Russia overnight.\n\n"
        "The plant lies near Tula, where two people were hurt. Russia's defence ministry said its "
        "air defences destroyed 58 drones over the country."
    )
    of_russia = [r for r in told(reading) if place_names(r, reading) == "Russia"]
    assert [(r.event_type, r.numbers.intercepted) for r in of_russia] == [
        ("air_defence.intercept", 58)
    ]


def test_a_country_that_heads_a_list_is_one_of_its_places() -> None:
    reading = read(
        "The ministry said 62 drones were shot down over Russia, annexed Crimea and the Black Sea."
    )
    counts = {place_names(r, reading): r.numbers.intercepted for r in told(reading)}
    assert counts == {"Russia": 62, "Crimea": None, "Black Sea": None}


def test_the_peninsula_is_crimea_though_nothing_before_it_says_so() -> None:
    reading = read("Air defence shot down nine drones over the north of the occupied peninsula.")
    (report,) = told(reading)
    assert report.mention is not None
    assert reading.mentions[report.mention].candidates[0].name == "Crimea"
