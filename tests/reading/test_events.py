"""What happened where, and what did not happen."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest

from tests.reading.english import only, place_names, read, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Russian missile struck an apartment block in Kharkiv.",
            {("strike.missile", "Kharkiv")},
        ),
        ("Russian troops shelled Nikopol with artillery.", {("strike.shelling", "Nikopol")}),
        ("Two guided bombs hit a shop in Kharkiv.", {("strike.air", "Kharkiv")}),
        ("Explosions were heard in Kherson.", {("strike.explosion", "Kherson")}),
        ("Ukrainian naval drones attacked Novorossiysk.", {("sea.attack", "Novorossiysk")}),
        (
            "Ukrainian forces repelled three attacks near Robotyne.",
            {("ground.repelled", "Robotyne")},
        ),
        ("Heavy fighting continues in Bakhmut.", {("ground.clash", "Bakhmut")}),
        ("Ukrainian troops withdrew from Avdiivka.", {("control.withdrawal", "Avdiivka")}),
        (
            "Russian forces occupied Toretsk and advanced near Pokrovsk.",
            {("control.capture", "Toretsk"), ("control.advance", "Pokrovsk")},
        ),
        (
            "The enemy advanced near Toretsk, in Chasiv Yar and near Pokrovsk.",
            {
                ("control.advance", "Toretsk"),
                ("control.advance", "Chasiv Yar"),
                ("control.advance", "Pokrovsk"),
            },
        ),
        ("Drones set fire to an oil depot in Feodosia.", {("strike.drone", "Feodosia")}),
        ("Debris fell on a school in Kyiv.", {("air_defence.debris", "Kyiv")}),
        ("Odesa came under attack by drones.", {("strike.drone", "Odesa")}),
        (
            "Kharkiv was hit with missiles, as was Poltava.",
            {("strike.missile", "Kharkiv"), ("strike.missile", "Poltava")},
        ),
    ],
)
def test_type_and_place(text: str, expected: set[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Moscow denied hitting a shopping centre in Kremenchuk.", "denied"),
        ("Russia could attack Kharkiv with missiles this summer.", "hypothetical"),
        ("Ukraine plans to strike oil depots in Ryazan with drones.", "planned"),
        ("Putin threatened to strike Kyiv with missiles.", "threatened"),
        ("Russian troops captured Mariupol in May 2022.", "historical"),
        ("Russia has launched 4,000 missiles at Ukraine since the start of the war.", "cumulative"),
    ],
)
def test_what_did_not_happen_now_is_not_actual(text: str, realis: str) -> None:
    reading = read(text)
    assert {r.realis for r in reading.reports} <= {realis}
    assert not [m for m in reading.mentions if m.role == "where" and m.start != m.end]


@pytest.mark.parametrize(
    "text",
    [
        "Air raid sirens sounded in Kyiv.",
        "He took part in talks in Kyiv and hit out at critics in Lviv.",
        "The recently liberated city of Kherson celebrated.",
        "The company launched a new website in Kharkiv.",
        "A pensioner died of a heart attack in Odesa.",
    ],
)
def test_trigger_words_with_another_meaning(text: str) -> None:
    assert told(text) == set()


def test_liberated_by_russia_is_a_capture() -> None:
    report, _ = only("Russia's defence ministry said its troops had liberated the town of Toretsk.")
    assert (report.event_type, report.actor, report.claimed_by, report.claim_status) == (
        "control.capture",
        "RU",
        "RU",
        "claimed",
    )


def test_liberated_by_ukraine_is_a_liberation() -> None:
    report, _ = only(
        "Ukraine's General Staff said its troops had liberated the village of Robotyne."
    )
    assert (report.event_type, report.actor, report.claimed_by) == (
        "control.liberation",
        "UA",
        "UA",
    )


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A drone struck a refinery in Ryazan.", "UA"),
        ("A drone struck a refinery in Kremenchuk.", "RU"),
        ("Missiles struck an airfield in Russian-occupied Melitopol.", "UA"),
        ("Russian air defences shot down two drones over Belgorod region.", "UA"),
        ("Ukrainian air defences shot down two drones over Odesa.", "RU"),
        ("Storm Shadow missiles hit Sevastopol.", "UA"),
        ("A house in Kherson was hit by Russian artillery.", "RU"),
    ],
)
def test_actor(text: str, actor: str) -> None:
    report, _ = only(text)
    assert report.actor == actor


def test_casualties_told_later_join_their_strike() -> None:
    report, reading = only(
        "Russian missiles struck a hotel in Kramatorsk on Sunday. Five people were killed, officials said."
    )
    assert place_names(report, reading) == "Kramatorsk"
    assert report.numbers.killed_min == 5
    assert len(report.evidence) == 2


def test_wave_without_a_place_lies_in_the_country_attacked() -> None:
    report, reading = only("Russia launched 62 drones overnight, and 33 of them were shot down.")
    assert place_names(report, reading) == "Ukraine"
    assert (report.numbers.launched, report.numbers.intercepted) == (62, 33)


def test_shared_count_is_told_once() -> None:
    reading = read("Air defences destroyed two drones over the Kaluga and Tver regions.")
    assert [r.numbers.intercepted for r in reading.reports] == [2, None]
    assert all(r.shared_numbers for r in reading.reports)


def test_ellipsis_gives_each_place_its_own_count() -> None:
    reading = read(
        "The ministry said five drones were shot down over Belgorod region, three over Kursk region and one over Bryansk region."
    )
    counts = {place_names(r, reading): r.numbers.intercepted for r in reading.reports}
    assert counts == {"Belgorod region": 5, "Kursk region": 3, "Bryansk region": 1}


def test_official_of_a_region_reports_from_it() -> None:
    report, reading = only(
        "The governor of Belgorod region said a drone attack had wounded two people."
    )
    assert place_names(report, reading) == "Belgorod region"


def test_region_gives_way_to_the_town_in_it() -> None:
    report, reading = only("In the Kharkiv region, Russian artillery shelled Vovchansk.")
    assert place_names(report, reading) == "Vovchansk"


def test_fighting_in_a_whole_country_is_no_report() -> None:
    assert told("Russian troops are fighting in Ukraine.") == set()


def test_undated_article_leaves_weekdays_open() -> None:
    reading = read("Missiles struck Kharkiv on Tuesday.", published=None)
    assert [r.time.start for r in reading.reports] == [None]


def test_article_about_something_else_is_not_read() -> None:
    text = "The council launched an attack on parking fees in the town of Springfield. " * 12
    assert read(text).reports == ()
    assert read(text).mentions == ()


def test_report_names_its_rules_and_words() -> None:
    report, reading = only("A Russian missile struck an apartment block in Kharkiv.")
    assert report.trigger == "struck"
    assert report.rules
    assert report.evidence[0].sentence == reading.article.text
    assert report.target_class == "residential"
