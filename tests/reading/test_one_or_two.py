"""Whether what an article tells twice of one place is one event or two."""

from __future__ import annotations

import pytest

from geomap.records import KEPT_APART
from tests.reading.english import place_names, read


def told(text: str) -> list[tuple[str, str]]:
    """Return (event type, place) of each actual report, in order of the text."""
    reading = read(text)
    actual = [r for r in reading.reports if r.realis == "actual"]
    return [(r.event_type, place_names(r, reading)) for r in actual]


OF_OTHER_TIMES = {
    "earlier this month": "Earlier this month the Russians shelled a hospital in Kherson. "
    "On Saturday, they shelled the city again and killed a woman.",
    "last week": "A Russian strike on Kharkiv killed two on Saturday. Last week, a strike on the "
    "city wounded seven.",
    "a day earlier": "Russia attacked Odesa with drones overnight, injuring four. A day earlier, a "
    "missile hit the port of Odesa and killed two.",
    "days earlier": "A missile hit a hotel in Kramatorsk on Sunday, killing two. Just days "
    "earlier, a bomb had killed a couple in the city.",
    "a day before": "Two people were killed in Russian shelling of Kherson on Sunday. A day "
    "before, a drone strike on the city killed a man.",
    "two hours": "Russian troops attacked civilians in Kherson with drones around 7:00, injuring "
    "five. From 8:30 on the invading forces fired artillery at the city, injuring another five.",
    "two parts of a day": "In the morning the Russians attacked Nikopol with an FPV drone. In the "
    "evening they shelled the town with heavy artillery.",
    "a night and a day": "Overnight, Russian drones attacked Sumy, damaging a hospital. During the "
    "day, the Russians hit Sumy with a ballistic missile, killing two.",
    "two weapons, two tolls": "A Russian drone struck a minibus in Kherson, killing two people. "
    "Artillery also shelled the city, killing one.",
}


@pytest.mark.parametrize("text", OF_OTHER_TIMES.values(), ids=OF_OTHER_TIMES)
def test_strikes_on_one_city_at_other_times_are_two(text: str) -> None:
    assert len(told(text)) == 2


TOLD_AGAIN = {
    "the attack, its day": "Drones hit an oil depot in Feodosia earlier this month. The attack on "
    "Feodosia on Sunday set two tanks on fire.",
    "one day of the week": "A missile hit a hotel in Kramatorsk last week, killing two. The strike "
    "on Kramatorsk on Thursday also wounded 14.",
    "an hour of the night": "Russian drones attacked Odesa overnight. At around 03:00 a drone hit "
    "an apartment building in the city, killing one.",
    "the mayor at an hour": "Russia attacked Kharkiv with guided bombs in the evening. At 22:10 "
    "the mayor said that a bomb had hit a residential building in Kharkiv.",
    "a fire in the morning": "Explosions were heard in Kyiv at about 02:00. At 04:30 a fire broke "
    "out in a warehouse in the city, the mayor said.",
    "a toll that rose": "Russian missiles hit Kryvyi Rih, killing two. The strike on the city also "
    "wounded 14, and by the evening the death toll had risen to three.",
}


@pytest.mark.parametrize("text", TOLD_AGAIN.values(), ids=TOLD_AGAIN)
def test_a_strike_told_again_with_its_hour_or_toll_is_one(text: str) -> None:
    assert len(told(text)) == 1


def test_what_was_entered_and_taken_is_a_capture() -> None:
    text = "Russian troops entered Hirnyk and seized the town, a monitoring group reported."
    assert told(text) == [("control.capture", "Hirnyk")]


def test_a_part_of_a_town_taken_leaves_an_advance() -> None:
    text = (
        "Russian soldiers have pushed into the southeastern edge of Novohrodivka, taking the city "
        "council building in the middle of the town, the institute said."
    )
    assert told(text) == [("control.advance", "Novohrodivka")]


def test_ground_freed_near_a_village_is_part_of_the_advance_there() -> None:
    text = (
        "Ukrainian forces go on advancing near Robotyne, where 1.5 square kilometers of territory "
        "have been liberated."
    )
    assert told(text) == [("control.advance", "Robotyne")]


def test_what_both_sides_gained_is_two() -> None:
    text = "Russian forces advanced in Vuhledar. Ukrainian troops retook a street in Vuhledar."
    assert told(text) == [("control.advance", "Vuhledar"), ("control.liberation", "Vuhledar")]


def test_attacks_and_that_they_were_repelled_are_one() -> None:
    text = (
        "The enemy attacked 12 times near Toretsk. Ukrainian defenders repelled ten of the attacks "
        "near Toretsk."
    )
    assert told(text) == [("ground.repelled", "Toretsk")]


def test_attacks_of_two_days_are_two() -> None:
    text = (
        "Russian forces attacked near Synkivka on Friday. On Sunday an assault near Synkivka was "
        "repelled."
    )
    assert len(told(text)) == 2


def test_a_capture_is_not_of_the_month_in_which_the_other_side_freed_the_place() -> None:
    reading = read(
        "Ukrainian troops liberated Robotyne in August 2024. Russian troops have captured Robotyne."
    )
    freed, taken = (r.time.start for r in reading.reports)
    assert freed is not None
    assert taken is not None
    assert (freed.month, taken.month) == (8, 10)


def test_a_withdrawal_told_again_without_its_day_is_one() -> None:
    text = (
        "A bombardment of Kherson, the city from which Moscow's troops lately withdrew, killed "
        "fifteen civilians on Friday.\n\nIt came two weeks after Russian troops withdrew from "
        "Kherson."
    )
    assert [kind for kind, _ in told(text)].count("control.withdrawal") == 1


ON_A_DIRECTION = {
    "same sentence": (
        "Russian forces advanced in the Kurakhove direction, where soldiers hoisted a flag in the "
        "settlement of Hostre.",
        {"Hostre"},
    ),
    "next sentence": (
        "In the Toretsk direction the enemy tried 11 times to break into our defenses. Since the "
        "start of the day our defenders have ten times driven off the occupiers in the areas of "
        "the settlements of Toretsk and Leonidivka.",
        {"Toretsk", "Leonidivka"},
    ),
    "headline": (
        "Russian forces gain ground in Chasiv Yar and Pokrovsk sectors of the front\n\nRussian "
        "troops have lately moved forward near Chasiv Yar and to the northwest of Pokrovsk, the "
        "Institute for the Study of War said.",
        {"Chasiv Yar", "Pokrovsk"},
    ),
}


@pytest.mark.parametrize(("text", "villages"), ON_A_DIRECTION.values(), ids=ON_A_DIRECTION)
def test_a_direction_only_frames_the_villages_named_on_it(text: str, villages: set[str]) -> None:
    names = [name for _, name in told(text)]
    assert sorted(names) == sorted(villages)


def test_two_directions_are_two() -> None:
    text = (
        "Eight attacks in the Lyman sector were repelled. Near Vuhledar, troops repelled five "
        "attacks."
    )
    assert {name for _, name in told(text)} == {"Lyman sector", "Vuhledar"}


ONLY_NEAR = {
    "close to the hub": "Russian forces took the village of Zhovte, close to the supply hub of "
    "Pokrovsk, which Kyiv holds.",
    "near": "Russian troops captured Selydove, near Pokrovsk, the ministry said.",
    "not far from": "Russian troops took control of Hirnyk, not far from the city of Kurakhove.",
    "advanced into": "Russian forces have advanced into Toretsk, close to the city of "
    "Kostiantynivka, the army said.",
    "as well": "Ukrainian forces had a success near Klishchiivka as well, about seven kilometers "
    "southwest of Bakhmut.",
}


@pytest.mark.parametrize("text", ONLY_NEAR.values(), ids=ONLY_NEAR)
def test_a_town_that_only_says_where_a_village_lies_is_not_taken(text: str) -> None:
    assert len(told(text)) == 1


def test_a_list_of_places_near_which_was_fought_is_all_of_them() -> None:
    text = "Russian forces attacked near Robotyne, near Verbove and near Novoprokopivka."
    assert {name for _, name in told(text)} == {"Robotyne", "Verbove", "Novoprokopivka"}


def test_the_direction_is_not_where_when_its_village_is_told_beside_it() -> None:
    text = (
        "The Defense Forces beat off an attack of the enemy in the Zaporizhzhia direction, in the "
        "area of Robotyne."
    )
    assert told(text) == [("ground.repelled", "Robotyne")]


def test_villages_fronted_behind_their_direction_are_the_places() -> None:
    text = (
        "On the Kupiansk axis, in the areas of Synkivka and Petropavlivka, Russian troops attacked "
        "without success."
    )
    assert {name for _, name in told(text)} == {"Synkivka", "Petropavlivka"}


def test_a_bearing_that_opens_a_sentence_is_no_second_place() -> None:
    text = (
        "Russian troops attacked near Toretsk. South of the town Russian forces advanced in "
        "Niu-York."
    )
    assert {name for _, name in told(text)} == {"Toretsk", "Niu-York"}
    assert len(told("South of Bakhmut, Russian troops have entered Klishchiivka.")) == 1


def test_what_is_told_of_a_bearing_alone_is_there() -> None:
    text = "South of Bakhmut, in Donetsk Oblast, the Ukrainians repelled some 10 attacks."
    assert told(text) == [("ground.repelled", "Bakhmut")]


def test_both_names_behind_directions_of_are_directions() -> None:
    reading = read("In the sectors of Melitopol and Berdyansk our defenders continue to advance.")
    kinds = {m.name: m.candidates[0].kind for m in reading.mentions}
    assert kinds == {"Melitopol": "axis", "Berdyansk": "axis"}


SITES = {
    "at its town": "Loud blasts were heard close to the Saky airfield at Novofedorivka, Crimea.",
    "above all": "Russian planes struck Mariupol, above all the Azovstal steelworks.",
    "far below": "Drones attacked Ryazan overnight, the governor said.\n\nTwo people were hurt in "
    "the city.\n\nResidents filmed a big fire.\n\nThe Ryazan oil refinery was attacked with "
    "drones, Ukraine's general staff said.",
}


@pytest.mark.parametrize("text", SITES.values(), ids=SITES)
def test_a_site_and_its_town_are_one_event(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "plant"),
    [
        ("Drones attacked the nuclear power plant in Zaporizhzhia.", "Zaporizhzhia"),
        ("Shells fell on Europe's largest nuclear plant, in Zaporizhzhia.", "Zaporizhzhia"),
        ("A Russian drone hit the nuclear power plant at Chernobyl.", "Chornobyl"),
    ],
)
def test_the_nuclear_plant_in_a_city_is_the_plant_and_not_the_city(text: str, plant: str) -> None:
    (mention,) = (m for m in read(text).mentions if m.role == "where")
    assert {p.name for p in mention.candidates} == {f"{plant} Nuclear Power Plant"}


def test_the_city_is_no_village_that_was_named_since() -> None:
    reading = read(
        "Drones attacked Kharkiv overnight. A bomb hit the village of Prudianka. In the city, two "
        "drones struck an apartment block."
    )
    (city,) = (m for m in reading.mentions if m.name == "the city")
    assert city.antecedent is not None
    assert reading.mentions[city.antecedent].name == "Kharkiv"


def test_the_village_is_no_city() -> None:
    reading = read("Drones flew past Kharkiv. They hit a farm in Prudianka. The village burns.")
    assert all(
        reading.mentions[m.antecedent].name == "Prudianka"
        for m in reading.mentions
        if m.antecedent is not None
    )


def test_the_same_region_is_not_the_one_fired_from() -> None:
    reading = read(
        "Three missiles slammed into Chernihiv. They were fired from Russia's Bryansk region. A "
        "drone hit a truck in Semenivka, a border town in the same region."
    )
    (same,) = (m for m in reading.mentions if m.name == "the same region")
    assert {p.name for p in same.candidates} == {"Chernihiv Oblast"}


def test_an_attack_on_the_town_that_a_sentence_is_about_is_there() -> None:
    text = "Kharkiv was still reeling from Thursday, when an attack left 18 people wounded."
    assert told(text) == [("strike.other", "Kharkiv")]


def test_a_weapon_of_another_day_is_not_of_the_attack_before() -> None:
    (report,) = read("Rockets hit Kharkiv on Sunday. A drone wounded a man on Friday.").reports
    assert report.numbers.injured_min is None


def test_what_is_told_after_an_earlier_attack_is_of_the_news_again() -> None:
    reading = read(
        "On October 13 the Russian military opened fire at Nikopol. Two women were injured.\n\n"
        "It is not the only such case: some days before that, in another attack of the Russian "
        "military on Nikopol, five persons were injured and one died.\n\n"
        "The enemy artillery injured two women in Nikopol.\n\n"
        "The Russian military struck Nikopol on October 8. One person was killed, another five "
        "got injuries."
    )
    tolls = [(r.numbers.killed_min, r.numbers.injured_min) for r in reading.reports]
    assert tolls == [(None, 2), (1, 5)]
    assert [r.time.start.day for r in reading.reports if r.time.start] == [13, 8]


def test_this_month_does_not_take_up_an_attack() -> None:
    text = (
        "A missile struck Kyiv on Sunday. Earlier this month air strikes, one of them by an "
        "Iskander missile, hit government buildings in Kyiv."
    )
    assert len(told(text)) == 2


def test_the_toll_of_an_attack_of_days_ago_is_not_of_the_news() -> None:
    reading = read(
        "Three people were killed in Kharkiv and 17 hurt, according to the mayor.\n\nThe city had "
        "not yet got over Thursday, when an attack left 18 people wounded."
    )
    assert [r.numbers.injured_min for r in reading.reports] == [17, 18]


def test_drones_hours_apart_on_one_day_are_two_attacks() -> None:
    reading = read(
        "A Russian drone attacked a minibus in Beryslav in the morning, killing two. At about "
        "16:00, a drone dropped explosives on a cyclist in Beryslav."
    )
    assert len(reading.reports) == 2
    assert KEPT_APART in reading.reports[1].rules


def test_drones_hours_apart_at_night_are_one_wave() -> None:
    text = (
        "Russian drones attacked Odesa at 23:00. At 04:10 another wave of drones hit a warehouse "
        "in the city."
    )
    assert len(told(text.replace("another wave of drones", "a drone"))) == 1


def test_the_day_below_a_headline_is_that_of_the_headline() -> None:
    reading = read(
        "Russia hits Kramatorsk hotel\n\nA Russian missile struck a hotel in Kramatorsk late on "
        "Thursday, officials said."
    )
    (report,) = reading.reports
    assert report.time.start is not None
    assert report.time.start.day == 10


def test_another_victim_of_another_weapon_is_of_another_attack() -> None:
    text = (
        "A drone hit a car in Beryslav, injuring a woman of 50. Another woman was wounded in "
        "Beryslav by artillery fire."
    )
    assert len(told(text)) == 2
    text = (
        "A missile hit a house in Dnipro, killing a man. Another man was wounded in the missile "
        "attack on Dnipro."
    )
    assert len(told(text)) == 1


def test_a_region_is_told_closer_at_a_village_said_to_lie_there() -> None:
    text = (
        "Drone attack on Belgorod region kills two\n\nTwo people were killed when a drone struck a "
        "minibus near the village of Berezovka in Belgorod region on Sunday, the governor said."
    )
    assert told(text) == [("strike.drone", "Berezovka")]


def test_the_hour_of_a_statement_is_not_that_of_an_attack() -> None:
    text = (
        "A drone hit a house in Kherson at 10:00, killing a man. At 15:00 the governor said a "
        "drone had hit the house in Kherson."
    )
    assert len(told(text)) == 1


ANOTHER = {
    "another strike": "A strike on Nikopol killed two people on Sunday. Another strike on the town "
    "wounded five.",
    "a second one": "A missile hit a hotel in Kramatorsk on Sunday, killing two. A second missile "
    "strike on the city wounded five people.",
    "a separate one": "Drones attacked Nikopol on Sunday, damaging a school. A separate drone "
    "attack on Nikopol killed a man.",
}


@pytest.mark.parametrize("text", ANOTHER.values(), ids=ANOTHER)
def test_another_attack_on_a_town_stays_apart_in_the_incidents_too(text: str) -> None:
    reports = read(text).reports
    assert len(reports) == 2
    assert any(KEPT_APART in r.rules for r in reports)


def test_another_victim_is_of_the_attack_told_before() -> None:
    text = (
        "Drones attacked Odesa overnight, killing a man. Another woman was wounded in the attack "
        "on Odesa."
    )
    assert len(told(text)) == 1
