"""Where the events of wires, officials' bulletins and headlines happened, and what they were."""

# ruff: noqa: E501 - one sentence a line, however long
from __future__ import annotations

import pytest

from tests.reading.english import read, role_of

Told = set[tuple[str | None, str]]


def _told(text: str) -> Told:
    """Return the place, as written, and the type of every event that happened."""
    reading = read(text)
    return {
        (reading.mentions[r.mention].name if r.mention is not None else None, r.event_type)
        for r in reading.reports
        if r.realis == "actual"
    }


def _places(text: str) -> list[str]:
    return sorted(place or "" for place, _ in _told(text))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # lists after a dash, a colon and a verb
        ("The enemy struck three regions – Sumy, Poltava and Kirovohrad.", ["Kirovohrad", "Poltava", "Sumy"]),
        ("Two cities were hit, Lutsk and Rivne.", ["Lutsk", "Rivne"]),
        # communities listed with their town
        ("Russian troops fired at Nikopol itself, the Myrove and Marhanets communities.", ["Marhanets communities", "Myrove", "Nikopol"]),
        ("The hromadas of Bilopillia, Krasnopillia and Khotin came under Russian fire.", ["Bilopillia", "Khotin", "Krasnopillia"]),
        # the oblasts between the members of a list
        ("Russian artillery shelled Kyslivka of the Kharkiv region, Stelmakhivka of the Luhansk region and Spirne of the Donetsk region.", ["Kyslivka", "Spirne", "Stelmakhivka"]),
        ("Drones were shot down near Moscow, the southern Rostov region and the southwest Bryansk region.", ["Bryansk region", "Moscow", "Rostov region"]),
        ("Troops shelled the Sumy region, including the town of Shostka.", ["Shostka"]),
        # headlines
        ("Poltava hotel hit in overnight missile attack", ["Poltava"]),
        ("Kharkiv apartment block struck by Russian missile", ["Kharkiv"]),
    ],
)  # fmt: skip
def test_every_member_of_a_list_is_a_place(text: str, places: list[str]) -> None:
    assert _places(text) == places


def test_a_sentence_that_only_names_more_places_goes_on_with_the_event() -> None:
    told = _told(
        "Russian troops shelled ten villages. Among them are Kyslivka, Berestove and Synkivka."
    )
    assert told == {(n, "strike.shelling") for n in ("Kyslivka", "Berestove", "Synkivka")}


def test_a_source_in_the_middle_of_a_clause_does_not_take_its_place_away() -> None:
    assert _places("The blasts, according to the mayor, were heard in Konotop.") == ["Konotop"]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("A shell hit the village of Ocheretyne, Donetsk.", "Donetsk", "reference"),
        ("A shell hit Ocheretyne, nine miles northwest of the recently captured Avdiivka.", "Avdiivka", "reference"),
        ("The two men killed by a shell used to live in Bakhmut.", "Bakhmut", "other"),
        ("Troops captured Pivdenne, known in Russia as Leninskoye.", "Leninskoye", "reference"),
        ("KYIV, Ukraine (AP) — Shelling killed three people in Sumy, Kyiv authorities said Thursday.", "Kyiv", "speaker"),
        ("A missile was shot down as it approached Kyiv, said Serhii Popko.", "Kyiv", "where"),
        ("Attacks on Beryslav from the other side of the Dnipro River went on.", "Dnipro River", "origin"),
        ("The attack delayed trains on the Kharkiv-Lviv line.", "Lviv", "other"),
        ("The attack halted traffic on the Crimean Bridge.", "Crimean Bridge", "other"),
        ("A drone killed a man in a Kherson suburb.", "Kherson", "reference"),
        ("Tactics honed in Syria and Chechnya were used when artillery struck Izium.", "Chechnya", "other"),
        ("It was a breach in the war on Ukraine, said the mayor of Lviv after missiles struck the port.", "Ukraine", "other"),
    ],
)  # fmt: skip
def test_a_name_beside_the_event_stays_off_the_map(text: str, name: str, role: str) -> None:
    assert role_of(text, name).role == role


def test_an_oblast_administration_is_of_the_oblast_not_of_its_city() -> None:
    mention = role_of(
        "The head of the Sumy Regional Military Administration said a drone struck Konotop.", "Sumy"
    )
    assert mention.hint_kinds == ("region",)


def test_local_authorities_who_count_injuries_say_where_they_were_hurt() -> None:
    text = "Russian drones attacked Ukraine overnight. In the capital Kyiv, authorities reported 11 injuries."
    assert "Kyiv" in _places(text)


def test_the_capital_beside_moscow_is_moscow() -> None:
    reading = read("Drones targeting Moscow and Crimea damaged two towers in the capital.")
    capital = next(m for m in reading.mentions if m.name == "the capital")
    assert capital.candidates[0].name == "Moscow"


def test_the_capital_of_a_russian_ministry_is_moscow() -> None:
    reading = read(
        "Kyiv was bombed. Russia's defence ministry said it downed drones over six regions including the capital."
    )
    capital = next(m for m in reading.mentions if m.name == "the capital")
    assert capital.candidates[0].name == "Moscow"


def test_it_takes_up_the_site_named_last() -> None:
    told = _told(
        "Another crossing is the dam at the Kakhovka hydroelectric power plant. It was also hit by a shell."
    )
    assert [place for place, _ in told] == ["It"]


def test_a_plant_is_found_however_its_town_is_spelled() -> None:
    mention = role_of(
        "A shell landed near the Zaporozhye nuclear power plant.", "Zaporozhye nuclear power plant"
    )
    assert mention.candidates[0].kind == "site"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Russian forces fired missiles at Kramatorsk in an air strike.", "strike.missile"),
        ("Ukrainian planes struck Russian positions near Robotyne.", "strike.air"),
        ("Drones destroyed two bombers at the Saky airfield.", "strike.drone"),
        ("A drone hit a plant in Yelabuga that makes parts for missiles.", "strike.drone"),
        ("Drones hit a depot in Toropets storing Iskander missiles, bombs and artillery shells.", "strike.drone"),
        ("In Kozinka two private houses were damaged as a result of shelling.", "strike.shelling"),
        ("The Russian army used rocket and tube artillery against Kupiansk.", "strike.shelling"),
        ("Russian missiles struck the workshop of an aviation plant in Kropyvnytskyi.", "strike.missile"),
        ("Air defence destroyed 4 enemy Shahed drones over Sumy.", "air_defence.intercept"),
        ("In Cherkasy, fragments of a downed enemy drone damaged several houses.", "air_defence.debris"),
        ("The army countered 20 Russian assaults near Avdiivka.", "ground.repelled"),
        ("The soldiers hoisted the Ukrainian flag in Storozheve.", "control.liberation"),
    ],
)  # fmt: skip
def test_type(text: str, event_type: str) -> None:
    assert {t for _, t in _told(text)} == {event_type}


@pytest.mark.parametrize(
    "text",
    [
        "The reason for the strikes on Kyiv soon became clear to the mayor of Lviv.",
        "It is impossible to determine the number of casualties in Mariupol.",
        "The village lies in settlements under the control of Ukrainian troops near Lyman.",
        "Units prepared their assault on Kyiv.",
        "The mayor of Sumy played down the drones near Konotop.",
        "Two firefighters died fighting flames at a depot in Engels on Wednesday.",
        "Diplomats in Odesa feared a resumption of hostilities in the region.",
        "The operator Ukrenergo reported emergency power outages in the Poltava and Sumy regions.",
        "A man who crossed the border from Lithuania was detained in Pskov.",
        "Russian troops focus on preventing the advance of Ukrainian forces in the Kherson direction.",
    ],
)
def test_no_event_is_told(text: str) -> None:
    assert not {t for _, t in _told(text)} - {"strike.other"}


def test_a_weapon_told_next_is_that_of_every_place() -> None:
    told = _told(
        "Shostka, Konotop and Hlukhiv came under fire. The enemy attacked them with drones."
    )
    assert told == {(n, "strike.drone") for n in ("Shostka", "Konotop", "Hlukhiv")}


def test_a_list_of_regions_does_not_borrow_the_weapon_of_one_town() -> None:
    told = _told(
        "A Russian missile hit Selydove. Russia struck four regions – Sumy, Kharkiv, Mykolaiv and Kherson."
    )
    assert ("Sumy", "strike.other") in told


def test_a_share_of_the_wave_is_no_interception_of_its_own() -> None:
    told = _told(
        "An attack by 25 drones damaged a port in the Odesa region. Air defence shot down 22 of the drones."
    )
    assert told == {("Odesa region", "strike.drone")}


def test_a_strike_does_not_take_the_place_of_an_assault_told_before() -> None:
    told = _told(
        "The ministry said Russian troops repelled assaults in the Donetsk region and had hit targets with missiles."
    )
    assert told == {("Donetsk region", "ground.repelled")}


def test_the_agency_of_a_dateline_does_not_hide_who_speaks() -> None:
    text = "MOSCOW (Reuters) - Russia said on Saturday that its forces advanced near Pokrovsk."
    assert [r.actor for r in read(text).reports] == ["RU"]


def test_an_attack_that_comes_after_another_does_not_take_its_place() -> None:
    told = _told("The attack comes a day after missiles hit a plant in the Bryansk region.")
    assert told == {("Bryansk region", "strike.missile")}


def test_drones_aimed_at_a_city_were_downed_where_they_fell_short_of_it() -> None:
    told = _told("Drones aimed at Moscow were shot down near Podolsk.")
    assert told == {("Podolsk", "air_defence.intercept")}


def test_half_a_country_is_too_wide_for_an_advance() -> None:
    assert not _told("Russian forces advanced in eastern Ukraine.")


def test_the_sources_on_a_peninsula_are_not_where_the_attack_was() -> None:
    told = _told(
        "Russian sources on the annexed Crimean peninsula reported Ukrainian attacks near the city of Kerch."
    )
    assert told == {("Kerch", "strike.other")}


def test_villages_counted_from_a_town_are_the_places_and_the_town_is_not() -> None:
    reading = read(
        "The army had taken three villages north of Kupiansk, Petropavlivka, Synkivka and Kucherivka."
    )
    placed = {
        reading.mentions[r.mention].name: reading.mentions[r.mention].relation.kind
        for r in reading.reports
        if r.mention is not None
    }
    assert placed == {"Petropavlivka": "in", "Synkivka": "in", "Kucherivka": "in"}


def test_a_nearby_town_is_the_place_itself() -> None:
    reading = read("Drones hit a depot in nearby Kupiansk.")
    assert [m.relation.kind for m in reading.mentions] == ["in"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Russian artillery shelled the town of Derhachi in the Kharkiv region, northwest of Kharkiv.", ["Derhachi"]),
        ("Russian-installed authorities in the city of Horlivka also said on Saturday that two people had been wounded by shelling.", ["Horlivka"]),
        ("Pokrovsk, a hub for the army, is threatened by the advance of Russian troops.", []),
    ],
)  # fmt: skip
def test_where_the_event_was_is_neither_its_bearing_nor_what_is_threatened(
    text: str, places: list[str]
) -> None:
    assert _places(text) == places


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Russian forces made gains in Donetsk and Kharkiv on Monday.", {"Donetsk": "region", "Kharkiv": "region"}),
        ("Russian shelling hit houses in Luhansk.", {"Luhansk": "region"}),
        ("Ukrainian drones hit a depot in Donetsk.", {"Donetsk": "city"}),
        ("Russian drones hit a shop in Sumy.", {"Sumy": "city"}),
        ("Drones were shot down over the Black and Azov Seas.", {"Black": "sea", "Azov Seas": "sea"}),
        ("Missiles hit towns in southern and eastern Ukraine.", {"southern": "area", "eastern Ukraine": "area"}),
        ("Missiles hit towns in Ukraine's south and east.", {"Ukraine's south": "area", "east": "area"}),
    ],
)  # fmt: skip
def test_a_name_stands_for_the_wide_place_that_the_event_fits(
    text: str, kinds: dict[str, str]
) -> None:
    reading = read(text)
    where = {reading.mentions[r.mention] for r in reading.reports if r.mention is not None}
    assert {m.name: m.candidates[0].kind for m in where} == kinds


def test_a_name_alone_on_a_line_heads_what_is_told_under_it() -> None:
    text = "The army fired on two towns.\n\nAntonivka\n\nA drone wounded a woman.\n\nBilozerka\n\nArtillery fire damaged a school."
    assert _told(text) == {("Antonivka", "strike.drone"), ("Bilozerka", "strike.shelling")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two drones attacked Grayvoron, and in the Kursk region, a drone was shot down.", {("Grayvoron", "strike.drone"), ("Kursk region", "air_defence.intercept")}),
        ("In addition to drone attacks, artillery shells hit a house in Bilopillia.", {("Bilopillia", "strike.shelling")}),
        ("An explosion hit a tanker train near Bryansk.", {("Bryansk", "strike.explosion")}),
        ("Russian troops attacked on a broad front northwest of Avdiivka.", {("Avdiivka", "ground.clash")}),
        ("Three drones of the “Shahed” type were destroyed over Odesa.", {("Odesa", "air_defence.intercept")}),
    ],
)  # fmt: skip
def test_each_clause_has_its_own_deed(text: str, told: Told) -> None:
    assert _told(text) == told
