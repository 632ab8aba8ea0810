from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import SettingsError
from geomap.pipeline import read_places
from geomap.places import Gazetteer, resolve_mentions
from geomap.places.geodesy import km_between
from geomap.places.resolve import ResolveSettings
from geomap.places.surroundings import link_between
from geomap.records import Article, Mention, Place, Reading, Resolution, Side
from tests.places.marked import marked_reading


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def resolved(reading: Reading, gazetteer: Gazetteer) -> dict[str, Resolution]:
    found = resolve_mentions(reading, gazetteer)
    return {m.name: r for m, r in zip(reading.mentions, found, strict=True)}


def place_of(resolution: Resolution) -> Place:
    assert resolution.place is not None, resolution.reasons
    return resolution.place


def read(text: str, gazetteer: Gazetteer) -> Resolution:
    """Return what the first name of a text means, when the whole text is read."""
    day = date(2024, 10, 15)
    article = Article("a1", "a1.txt", None, None, text, day, None, "en")
    return read_places(article, gazetteer).resolutions[0]


def lies_at(resolution: Resolution, lat: float, lon: float, km: float = 8.0) -> bool:
    place = place_of(resolution)
    return km_between(place.lat, place.lon, lat, lon) <= km


def test_kopanky_near_kupiansk(gazetteer: Gazetteer) -> None:
    text = "They took the settlement of [Kopanky], a village near the city of {Kupiansk}."
    found = resolved(marked_reading(text, gazetteer), gazetteer)["Kopanky"]
    assert lies_at(found, 49.371, 37.850)
    assert any("Kupiansk" in reason for reason in found.reasons)


def test_kopanky_without_context_is_left_open(gazetteer: Gazetteer) -> None:
    reading = marked_reading("They took [Kopanky].", gazetteer, event_type="strike.drone")
    found = resolved(reading, gazetteer)["Kopanky"]
    assert found.place is None
    assert "places of this name" in found.reasons[0]


@pytest.mark.parametrize("name", ["Ivanivka", "Mykolaivka", "Andriivka", "Novooleksandrivka"])
def test_common_names_alone_are_left_open(gazetteer: Gazetteer, name: str) -> None:
    found = resolved(marked_reading(f"It hit [{name}].", gazetteer), gazetteer)[name]
    assert found.place is None
    assert found.runners_up


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("[Ivanivka] near {Kupiansk}", "Ivanivka", 49.67, 37.79),
        ("[Andriivka], south of {Bakhmut}", "Andriivka", 48.50, 37.97),
        ("[Robotyne] on the {Zaporizhzhia} front line", "Robotyne", 47.445, 35.837),
        ("[Klishchiivka] and [Andriivka]", "Andriivka", 48.50, 37.97),
        ("[Makiivka] in the {Luhansk region}", "Makiivka", 49.22, 38.02),
        ("[Verbove], near {Robotyne}", "Verbove", 47.44, 35.98),
        ("[Urozhaine] and [Staromaiorske]", "Urozhaine", 47.75, 36.81),
        ("[Synkivka] north of {Kupiansk}", "Synkivka", 49.78, 37.69),
        ("[Krynky] near {Kherson}", "Krynky", 46.74, 33.10),
        ("[Zelene Pole] near {Velyka Novosilka}", "Zelene Pole", 47.82, 36.62),
        ("[Pokrovsk], {Donetsk region}", "Pokrovsk", 48.28, 37.18),
        ("[Kamianske] in the {Zaporizhzhia region}", "Kamianske", 47.53, 35.36),
    ],
)  # fmt: skip
def test_context_tells_homonyms_apart(
    gazetteer: Gazetteer, text: str, name: str, lat: float, lon: float
) -> None:
    assert lies_at(resolved(marked_reading(text, gazetteer), gazetteer)[name], lat, lon)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Kyiv", 50.45, 30.52),
        ("Odesa", 46.48, 30.73),
        ("Dnipro", 48.46, 35.05),
        ("Zaporizhzhia", 47.84, 35.14),
        ("Bakhmut", 48.595, 38.00),
        ("Avdiivka", 48.14, 37.75),
        ("Kropyvnytskyi", 48.51, 32.26),
        ("Chasiv Yar", 48.59, 37.83),
        ("Brussels", 50.85, 4.35),
        ("Washington", 38.90, -77.04),
    ],
)
def test_known_towns_need_no_context(
    gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    text = f"It was said in [{name}]."
    found = resolved(marked_reading(text, gazetteer, event_type="strike.drone"), gazetteer)[name]
    assert lies_at(found, lat, lon, 20)


@pytest.mark.parametrize("name", ["Sevastopol", "Simferopol", "Saky", "Kerch", "Dzhankoi"])
def test_crimea_is_ukraine(gazetteer: Gazetteer, name: str) -> None:
    found = resolved(
        marked_reading(f"It hit [{name}].", gazetteer, event_type="strike.drone"), gazetteer
    )
    assert place_of(found[name]).country == "UA"


def test_former_name_of_a_larger_city_does_not_win(gazetteer: Gazetteer) -> None:
    # Nikopol was once called Sloviansk, and has more people.
    text = "Drones attacked [Sloviansk] overnight."
    found = resolved(marked_reading(text, gazetteer, event_type="strike.drone"), gazetteer)
    assert place_of(found["Sloviansk"]).admin1 == "Donetsk Oblast"


@pytest.mark.parametrize("name", ["Kostiantynivka", "Lozova", "Engels"])
def test_city_outweighs_the_villages_of_its_name(gazetteer: Gazetteer, name: str) -> None:
    text = f"Shells hit [{name}] on Sunday."
    found = resolved(marked_reading(text, gazetteer, event_type="strike.shelling"), gazetteer)
    assert place_of(found[name]).kind == "city"


def test_named_region_is_given_as_reason(gazetteer: Gazetteer) -> None:
    reading = marked_reading("[Makiivka] in the {Luhansk region}", gazetteer)
    found = resolve_mentions(reading, gazetteer)[0]
    assert place_of(found).admin1 == "Luhansk Oblast"
    assert "named region Luhansk Oblast" in found.reasons


def test_region_after_a_list_counts_for_all_its_names(gazetteer: Gazetteer) -> None:
    text = "[Ivanivka], [Mykolaivka] and [Andriivka] in the {Chernihiv region}"
    found = resolved(marked_reading(text, gazetteer, event_type="strike.drone"), gazetteer)
    region = place_of(found["Chernihiv region"])
    for name in ("Ivanivka", "Mykolaivka", "Andriivka"):
        place = found[name].place
        assert place is None or place.admin1_id == region.place_id


def test_front_of_the_day_decides_between_two_andriivkas(gazetteer: Gazetteer) -> None:
    text = "The enemy was pushed out of [Andriivka] and from [{0}]."
    autumn_2023 = marked_reading(
        text.format("Klishchiivka"), gazetteer, published=date(2023, 9, 16)
    )
    winter_2025 = marked_reading(text.format("Ulakly"), gazetteer, published=date(2025, 2, 18))
    assert lies_at(resolved(autumn_2023, gazetteer)["Andriivka"], 48.50, 37.97)
    assert lies_at(resolved(winter_2025, gazetteer)["Andriivka"], 48.02, 37.10)


def test_region_hint_means_the_region(gazetteer: Gazetteer) -> None:
    reading = marked_reading("drones over the [Kursk region]", gazetteer, event_type="strike.drone")
    assert place_of(resolve_mentions(reading, gazetteer)[0]).kind == "region"


def test_mention_with_antecedent_shares_its_place(gazetteer: Gazetteer) -> None:
    reading = marked_reading("[Bakhmut] fell. Fighting goes on {there}.", gazetteer)
    mentions = (reading.mentions[0], replace(reading.mentions[1], antecedent=0))
    first, second = resolve_mentions(replace(reading, mentions=mentions), gazetteer)
    assert first == second
    assert first.place is not None


def test_unknown_name_says_so(gazetteer: Gazetteer) -> None:
    found = resolve_mentions(marked_reading("[Xqzwv]", gazetteer), gazetteer)[0]
    assert found.place is None
    assert found.reasons == ("no place of this name in the gazetteer",)


def test_no_mentions_no_resolutions(gazetteer: Gazetteer) -> None:
    assert resolve_mentions(marked_reading("Nothing.", gazetteer), gazetteer) == ()


def test_only_place_of_a_name_says_so(gazetteer: Gazetteer) -> None:
    found = resolve_mentions(marked_reading("[Kruhliakivka] {Kharkiv}", gazetteer), gazetteer)[0]
    assert lies_at(found, 49.52, 37.71, 12)


def test_village_far_from_any_front_is_not_captured(gazetteer: Gazetteer) -> None:
    reading = marked_reading("They took [Verkhovyna].", gazetteer)
    found = resolve_mentions(reading, gazetteer)[0]
    assert found.place is None


@given(st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_order_of_candidates_does_not_matter(random: object) -> None:
    gazetteer = Gazetteer.load()
    text = "[Ivanivka], [Andriivka] and [Mykolaivka] near {Kupiansk} in the {Kharkiv region}."
    reading = marked_reading(text, gazetteer)
    shuffled = replace(reading, mentions=tuple(_shuffled(m, random) for m in reading.mentions))
    assert resolve_mentions(shuffled, gazetteer) == resolve_mentions(reading, gazetteer)


def _shuffled(mention: Mention, random: object) -> Mention:
    candidates = list(mention.candidates)
    random.shuffle(candidates)  # type: ignore[attr-defined]
    return replace(mention, candidates=tuple(candidates))


@pytest.mark.parametrize(
    ("gap", "link"),
    [
        (", a village near ", "beside"),
        (", ", "inside"),
        (" and ", "list"),
        (" in the ", "inside"),
        (" was hit. Later ", ""),
        (" said that its troops had taken three villages in ", ""),
    ],
)
def test_words_between_names(gap: str, link: str) -> None:
    assert link_between(gap) == link


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(SettingsError, match="min_margin"):
        ResolveSettings(min_margin=2)
    with pytest.raises(SettingsError, match="min_share"):
        ResolveSettings(min_share=-0.1)


def test_the_largest_of_many_namesakes_is_not_taken_for_its_size_alone(
    gazetteer: Gazetteer,
) -> None:
    found = read("A Ukrainian drone attacked a car in the village of Berezovka.", gazetteer)
    assert found.place is None
    assert found.margin > ResolveSettings().min_margin


def test_the_region_of_the_governor_who_reports_decides_between_namesakes(
    gazetteer: Gazetteer,
) -> None:
    text = "A drone hit a car in Semenivka, {}governor Viacheslav Chaus said."
    told = {region: read(text.format(region), gazetteer) for region in ("", "Chernihiv Oblast ")}
    assert told[""].place is None
    assert place_of(told["Chernihiv Oblast "]).admin1 == "Chernihiv Oblast"


@pytest.mark.parametrize(
    ("day", "lat"),
    [(date(2023, 10, 20), 48.21), (date(2024, 5, 20), 48.00)],
)
def test_of_two_villages_at_the_front_the_one_fought_over_that_day(
    gazetteer: Gazetteer, day: date, lat: float
) -> None:
    reading = marked_reading("They pushed forward at [Krasnohorivka].", gazetteer, published=day)
    found = resolved(reading, gazetteer)["Krasnohorivka"]
    assert lies_at(found, lat, place_of(found).lon)
    assert any("fought over" in reason for reason in found.reasons)


def test_name_that_no_place_at_the_front_bears_means_one_of_a_like_name(
    gazetteer: Gazetteer,
) -> None:
    day = date(2024, 12, 23)
    reading = marked_reading("They entered [Storozhove].", gazetteer, published=day)
    found = place_of(resolved(reading, gazetteer)["Storozhove"])
    assert found.name == "Storozheve"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Novoyekanomichne", "Novoekonomichne"), ("Novoyekanomachny", "Novoekonomichne")],
)
def test_name_written_by_ear_means_the_place_at_the_front_of_the_same_consonants(
    gazetteer: Gazetteer, written: str, name: str
) -> None:
    day = date(2025, 8, 1)
    reading = marked_reading(f"They entered [{written}].", gazetteer, published=day)
    assert place_of(resolved(reading, gazetteer)[written]).name == name
    quiet = marked_reading(
        f"They entered [{written}].", gazetteer, published=day, event_type="strike.drone"
    )
    assert resolved(quiet, gazetteer)[written].place is None


def test_village_of_russia_at_the_front_is_told_of_by_its_ukrainian_name(
    gazetteer: Gazetteer,
) -> None:
    text = "They took [Makhnivka] and [Malaya Loknya]."
    reading = marked_reading(text, gazetteer, published=date(2024, 9, 30))
    found = resolved(reading, gazetteer)["Makhnivka"]
    assert place_of(found).admin1 == "Kursk Oblast"
    assert found.score > 0.9


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Ворог просунувся біля {Макіївки}.", "Luhansk Oblast"),
        ("Обстріляно {Макіївку}.", "Donetsk Oblast"),
    ],
)
def test_where_the_front_moved_the_village_is_meant_and_not_the_city(
    gazetteer: Gazetteer, text: str, region: str
) -> None:
    reading = marked_reading(text, gazetteer, published=date(2024, 7, 5))
    [found] = resolved(reading, gazetteer).values()
    assert place_of(found).admin1 == region


def test_name_that_a_place_at_the_front_bears_is_not_widened(gazetteer: Gazetteer) -> None:
    reading = marked_reading("They entered [Robotyne].", gazetteer, published=date(2023, 8, 25))
    assert place_of(resolved(reading, gazetteer)["Robotyne"]).name == "Robotyne"


@pytest.mark.parametrize(("actor", "country"), [("UA", "RU"), ("RU", "UA")])
def test_targets_lie_where_the_other_side_is(
    gazetteer: Gazetteer, actor: Side, country: str
) -> None:
    reading = marked_reading("Drones hit [Progress].", gazetteer, event_type="strike.drone")
    reports = tuple(replace(report, actor=actor) for report in reading.reports)
    found = resolve_mentions(replace(reading, reports=reports), gazetteer)[0]
    best = found.place.place_id if found.place else found.runners_up[0][0]
    assert gazetteer.place(best).country == country


@pytest.mark.parametrize(
    ("text", "day", "name", "lat", "lon"),
    [
        ("[Mykolaivka] and [Zhuravka]", date(2024, 8, 18), "Mykolaivka", 48.25, 37.33),
        ("[Yahidne] and [Berkhivka]", date(2023, 2, 25), "Yahidne", 48.63, 37.99),
        ("[Yahidne] and [Kyslivka]", date(2024, 2, 25), "Yahidne", 49.66, 37.92),
        ("[Oleksiivka] in the {Sumy region}", date(2025, 6, 10), "Oleksiivka", 51.14, 34.87),
        ("[Bohdanivka] and [Troitske]", date(2025, 5, 25), "Bohdanivka", 48.09, 36.96),
        ("[Bohdanivka] and [Khromove]", date(2023, 12, 10), "Bohdanivka", 48.615, 37.90),
        ("[Shevchenko], [Pishchane]", date(2024, 12, 20), "Shevchenko", 48.22, 37.14),
        ("[Vodiane]", date(2024, 9, 5), "Vodiane", 47.83, 37.31),
        ("[Pobeda] and [Heorhiivka]", date(2024, 2, 15), "Pobeda", 47.916, 37.464),
        ("[Pervomaiske] and [Nevelske]", date(2024, 3, 10), "Pervomaiske", 48.10, 37.595),
        ("[Zhelanne] in the {Donetsk region}", date(2024, 8, 15), "Zhelanne", 48.19, 37.44),
        ("[Pohrebky] in the {Kursk region}", date(2024, 12, 1), "Pohrebky", 51.38, 35.23),
        ("[Progress] and [Vovche]", date(2024, 7, 20), "Progress", 48.244, 37.493),
    ],
)  # fmt: skip
def test_the_day_and_the_names_of_that_time_tell_homonyms_apart(
    gazetteer: Gazetteer, text: str, day: date, name: str, lat: float, lon: float
) -> None:
    reading = marked_reading(text, gazetteer, published=day)
    assert lies_at(resolved(reading, gazetteer)[name], lat, lon)


def test_text_about_the_front_without_an_event_means_places_at_the_front(
    gazetteer: Gazetteer,
) -> None:
    day = date(2023, 9, 5)
    told = marked_reading("The front line near {Vodiane} was updated.", gazetteer, published=day)
    place = place_of(resolved(told, gazetteer)["Vodiane"])
    assert place.admin1 == "Donetsk Oblast"
    assert (
        resolved(
            marked_reading("A fair was held near {Vodiane}.", gazetteer, published=day), gazetteer
        )["Vodiane"].place
        is None
    )


def test_village_at_the_front_far_from_its_list_is_kept(gazetteer: Gazetteer) -> None:
    text = "They took [Toretsk], [Chasiv Yar], [Ocheretyne] and [Kyslivka]."
    reading = marked_reading(text, gazetteer, published=date(2024, 4, 29))
    last = replace(reading.mentions[-1], rule="list")
    reading = replace(reading, mentions=(*reading.mentions[:-1], last))
    assert lies_at(resolved(reading, gazetteer)["Kyslivka"], 49.64, 37.91)


def test_city_far_behind_the_front_is_not_meant_in_a_list_of_its_villages(
    gazetteer: Gazetteer,
) -> None:
    text = "They took [Toretsk], [Chasiv Yar], [Ocheretyne] and [Berdychiv]."
    reading = marked_reading(text, gazetteer, published=date(2024, 4, 29))
    last = replace(reading.mentions[-1], rule="list")
    reading = replace(reading, mentions=(*reading.mentions[:-1], last))
    found = resolved(reading, gazetteer)["Berdychiv"]
    assert found.place is None


def test_a_village_of_russia_lies_in_the_district_beside_it(gazetteer: Gazetteer) -> None:
    text = "A woman from the village of [Lokot], {Rylsky district}, was hurt by shelling."
    found = resolved(marked_reading(text, gazetteer), gazetteer)["Lokot"]
    assert lies_at(found, 51.671, 34.219)


def test_a_place_set_in_another_country_is_left_off(gazetteer: Gazetteer) -> None:
    text = "They took the village of [Tsukuryne] in {Kursk region}."
    found = resolved(marked_reading(text, gazetteer), gazetteer)["Tsukuryne"]
    assert found.place is None
    assert "Kursk" in found.reasons[0]


def test_village_between_two_towns_lies_by_them(gazetteer: Gazetteer) -> None:
    text = "They took [Petropavlivka], a village between the towns of {Pokrovsk} and {Kurakhove}."
    reading = marked_reading(text, gazetteer, published=date(2025, 1, 18))
    assert lies_at(resolved(reading, gazetteer)["Petropavlivka"], 48.044, 37.142)


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the village of [Leninsky] in the {Belgorod region}.",
        "In the {Shebekinsky district}, shells hit the village of [Leninsky].",
    ],
)
def test_namesake_far_from_the_division_that_the_text_names_is_not_meant(
    gazetteer: Gazetteer, text: str
) -> None:
    reading = marked_reading(text, gazetteer, event_type="strike.shelling")
    assert resolved(reading, gazetteer)["Leninsky"].place is None
