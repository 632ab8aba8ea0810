"""Whose event a text tells and which: one told twice, one denied, one that was only planned."""

from __future__ import annotations

import pytest

from geomap.records import Reading, Report
from tests.reading.english import only, place_names, read, role_of


def told(reading: Reading) -> dict[str, Report]:
    return {place_names(r, reading): r for r in reading.reports if r.realis == "actual"}


def actual(text: str) -> dict[str, Report]:
    return told(read(text))


# ---------------------------------------------------------------- one event, told twice


def test_a_region_told_first_joins_the_refinery_told_closely() -> None:
    reports = actual(
        "A drone attack set an oil refinery on fire in Russia's Saratov region overnight.\n\n"
        "The refinery in the city of Saratov burned for three hours after the attack, Astra wrote."
    )
    assert list(reports) == ["Saratov"]


def test_the_attack_that_a_governor_speaks_of_is_the_one_told_before() -> None:
    reports = actual(
        "Ukrainian missiles struck a ship in Feodosia on Monday.\n\n"
        "One person was killed, the Russian-installed head of Crimea said of the attack. "
        "Two were injured in the attack, he said."
    )
    assert list(reports) == ["Feodosia"]


def test_a_toll_in_the_headline_is_that_of_the_town_below() -> None:
    reports = actual(
        "Ukraine killed 12 in shelling of market, Russia says\n\n"
        "At least 12 people were killed when shells hit a market in Horlivka on Sunday, "
        "its mayor said."
    )
    assert list(reports) == ["Horlivka"]
    assert reports["Horlivka"].numbers.killed_min == 12


def test_several_attacks_in_a_region_are_not_the_one_in_a_town() -> None:
    reports = actual(
        "Russian attacks across Kharkiv region killed four people on Sunday. "
        "One man died when a bomb hit a farm near Kupiansk."
    )
    assert any("Kharkiv" in name for name in reports)
    assert "Kupiansk" in reports


def test_where_the_power_went_out_is_not_where_the_attack_was() -> None:
    reports = actual(
        "Ukrainian drones hit a substation in the city of Belgorod on Friday. "
        "After the attack, power outages were reported in the Shebekino and Valuyki districts."
    )
    assert list(reports) == ["Belgorod"]


def test_a_harmless_attack_is_not_the_deadly_one_of_the_day_before() -> None:
    reading = read(
        "Drones attacked Bryansk region on Monday, but there were no casualties. "
        "On Sunday shelling killed four people in Bryansk region."
    )
    tolls = sorted(r.numbers.killed_min or 0 for r in reading.reports if r.realis == "actual")
    assert tolls == [0, 4]


def test_the_crash_says_where_the_plane_was_shot_down() -> None:
    reports = actual(
        "Ukrainian forces shot down a Russian bomber on Friday, the air force said. "
        "Footage showed the plane crashing in Russia's Stavropol region."
    )
    assert [r.event_type for r in reports.values()] == ["air_defence.intercept"]


# ---------------------------------------------------------------- did it happen


def test_an_attempt_that_was_prevented_is_no_strike_of_its_own() -> None:
    reports = actual(
        "An attempt by the Kyiv regime to carry out a terrorist attack with drones against targets "
        "in Russia was prevented. Air defences destroyed three drones over the Kursk region."
    )
    assert [r.event_type for r in reports.values()] == ["air_defence.intercept"]


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky refuted reports of Russian troops advancing into Dnipropetrovsk region.",
        "Russian forces are poised to seize Toretsk, analysts said.",
        "The head of the region made it clear that Moscow would respond, and spoke in Kursk.",
        "Firefighters brought the blaze at the Tuapse refinery under control.",
        "Satellites captured a strong source of heat near Toropets on Wednesday.",
        "An ambulance is taking the victim to a hospital in Kherson.",
    ],
)
def test_what_did_not_happen_is_not_told(text: str) -> None:
    assert not actual(text)


def test_a_trend_is_no_attack() -> None:
    assert not actual("Ukraine has stepped up its attacks on Russia as winter nears.")


def test_the_village_that_was_liberated_is_only_which_village() -> None:
    reports = actual(
        "Two bodies with traces of torture were found in a village liberated from the occupiers "
        "in the Kharkiv region."
    )
    assert [r.event_type for r in reports.values()] == ["civilian.violence"]


# ---------------------------------------------------------------- whose


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A Russian general was killed by a bomb hidden in a scooter in Moscow on Tuesday.", "UA"),
        ("A Russian tanker was hit by a naval drone in the Black Sea overnight.", "UA"),
        ("The strike on the Russian ship in the port of Novorossiysk killed a sailor.", "UA"),
        ("Explosions were heard in Dzhankoy on Thursday.", "UA"),
        ("A car bomb exploded in Kyiv on Friday, killing an officer.", None),
        ("Ukraine's military said it also targeted the Dyagilevo air base near Ryazan.", "UA"),
        ("The airport was shut when two drones struck a tower in Moscow.", "UA"),
    ],
)
def test_the_actor_is_who_did_it_not_who_suffered_it(text: str, actor: str | None) -> None:
    reports = list(actual(text).values())
    assert [r.actor for r in reports] == [actor]


def test_a_unit_that_speaks_repelled_the_attack_of_the_other_side() -> None:
    reports = actual(
        "The Russian defence ministry said it had taken Hrodivka.\n\n"
        "Ukraine's Khortytsia unit, which is fighting in the area, said that it had repelled "
        "attacks near Chasiv Yar."
    )
    assert reports["Chasiv Yar"].actor == "RU"


def test_an_official_in_exile_is_not_in_his_town() -> None:
    role = role_of(
        "The mayor in exile of Melitopol said a bomb had wounded a policeman.", "Melitopol"
    )
    assert (role.role, role.rule) == ("affiliation", "exile")


# ---------------------------------------------------------------- names that are no place


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("Missiles hit the landing ship Novocherkassk in Feodosia.", "Novocherkassk", "ship"),
        ("The Novocherkassk was struck by missiles in Feodosia.", "Novocherkassk", "ship"),
        ("Warships in the Black Sea have fired missiles at Odesa.", "Black Sea", "fired there"),
        ("Missiles were fired at the bridge linking Crimea to Russia.", "Crimea", "linked"),
        ("Explosions shook a lake about 380 km west of Moscow.", "Moscow", "far from"),
    ],
)
def test_a_name_that_only_tells_which(text: str, name: str, rule: str) -> None:
    assert role_of(text, name).rule == rule


def test_the_sea_only_says_which_port() -> None:
    assert list(actual("A drone hit an oil terminal at Tuapse, a port on the Black Sea.")) == [
        "Tuapse"
    ]


def test_romania_found_the_debris_in_romania() -> None:
    reports = actual("Romania found fragments of a drone after an attack on Izmail.")
    assert reports["Romania"].event_type == "air_defence.debris"


def test_the_scene_is_where_it_happened() -> None:
    reports = actual(
        "A car bomb killed a man in southern Ukraine on Friday. "
        "The scene of the attack was Tokmak, in Ukraine's Zaporizhzhia region."
    )
    assert list(reports) == ["Tokmak"]


# ---------------------------------------------------------------- behind the lines


@pytest.mark.parametrize(
    "text",
    [
        "Partisans set a Russian military base in Melitopol on fire.",
        "Resistance movement members blew up a car in Berdiansk on Friday.",
        "Explosions were heard at the occupiers' base in Chaplynka.",
    ],
)
def test_attacks_behind_the_lines_are_those_of_ukraine(text: str) -> None:
    (report,) = actual(text).values()
    assert report.actor == "UA"


def test_an_attack_that_was_executed_put_nobody_to_death() -> None:
    (report,) = actual("Guerrillas executed an arson attack on a depot in Tokmak.").values()
    assert report.event_type.startswith("strike")


def test_what_would_be_gained_by_a_capture_is_no_capture() -> None:
    assert not actual(
        "Capturing Kupiansk, dubbed “the gateway to Kharkiv”, would be a large gain for Russia."
    )


def test_a_failed_attempt_at_an_assault_was_an_assault() -> None:
    reports = actual(
        "Russian troops attempted to open a new assault sector near Huliaipole but failed."
    )
    assert reports["Huliaipole"].event_type.startswith("ground")
    assert reports["Huliaipole"].actor == "RU"


def test_the_city_is_neither_the_loyalty_nor_the_name_of_who_speaks() -> None:
    reports = actual(
        "Resistance fighters burned a barracks in Mariupol on Sunday, said Petro Andryushchenko, "
        "an adviser loyal to Kyiv.\n\n"
        "According to Andryushchenko, explosions thundered in the city."
    )
    assert list(reports) == ["Mariupol"]


def test_necessary_measures_are_taken_and_no_place() -> None:
    assert not actual("Police are taking the necessary measures in Belgorod region.")


def test_a_capture_does_not_take_the_date_of_one_told_in_a_relative_clause() -> None:
    reports = actual(
        "On Sunday the army captured the village of Yantarne, southwest of Kurakhove, a hub that "
        "Moscow claimed to have seized last week."
    )
    assert "last week" not in reports["Yantarne"].time.words


def test_the_two_sides_of_one_region_were_struck_by_two_sides() -> None:
    reports = read(
        "In the Kherson region, three people were injured by drones on Sunday, the governor said. "
        "In the Russian-occupied part of the Kherson region, a Ukrainian drone struck a car on "
        "Sunday, killing a woman."
    ).reports
    assert sorted((r.actor or "", r.numbers.killed_min) for r in reports) == [
        ("RU", None),
        ("UA", 1),
    ]


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        (
            "Russia's defence ministry said it had downed 37 drones of Ukraine overnight.",
            "Russia",
            "UA",
        ),
        (
            "Air defence shot down 44 drones of Russia overnight, the Ukrainian air force said.",
            "Ukraine",
            "RU",
        ),
    ],
)
def test_weapons_of_a_country_are_flown_by_it(text: str, country: str, actor: str) -> None:
    report, reading = only(text)
    assert (place_names(report, reading), report.actor) == (country, actor)
    owner = next(m for m in reading.mentions if m.role == "actor")
    assert owner.name == {"UA": "Ukraine", "RU": "Russia"}[actor]


def test_shelling_of_a_country_is_done_to_it() -> None:
    assert {r.actor for r in read("The shelling of Ukraine's port of Izmail went on.").reports} == {
        "RU"
    }


# ---------------------------------------------------------------- who did it, who lost it


def test_the_capital_that_struck_is_no_place_that_was_struck() -> None:
    reports = actual("An oil depot in Russia's Tambov region was struck by Kyiv, officials said.")
    assert {name: r.actor for name, r in reports.items()} == {"Tambov region": "UA"}


@pytest.mark.parametrize(
    ("text", "event_type", "actor"),
    [
        ("Russian troops were driven out of Robotyne.", "control.liberation", "UA"),
        ("Russian troops were expelled from Robotyne.", "control.liberation", "UA"),
        ("Ukrainian forces were forced out of Robotyne.", "control.capture", "RU"),
        (
            "The enemy has been pushed out of Robotyne, Ukraine's General Staff said.",
            "control.liberation",
            "UA",
        ),
    ],
)
def test_who_was_driven_out_lost_the_place(text: str, event_type: str, actor: str) -> None:
    report, _ = only(text)
    assert (report.event_type, report.actor) == (event_type, actor)


def test_people_forced_out_of_their_homes_lost_no_ground() -> None:
    assert actual("Families were forced out of their homes in Robotyne.") == {}


def test_a_town_falls_once_whenever_it_is_said_to_have_fallen() -> None:
    reports = read(
        "Russia's defence ministry says its forces have taken full control of Bakhmut.\n\n"
        "The mercenaries of Wagner captured Bakhmut on Saturday, their leader wrote."
    ).reports
    assert [r.event_type for r in reports] == ["control.capture"]


def test_the_army_behind_by_the_is_the_attacker() -> None:
    for attacker, side in (("Russian", "RU"), ("Ukrainian", "UA")):
        text = f"A market in Kherson came under a drone attack by the {attacker} army."
        (report,) = read(text).reports
        assert report.actor == side


def test_taken_by_is_by_whom_it_was_taken() -> None:
    (report,) = read("Kupiansk has been taken by Ukrainian troops.").reports
    assert (report.event_type, report.actor) == ("control.liberation", "UA")
