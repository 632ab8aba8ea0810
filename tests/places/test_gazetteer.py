from __future__ import annotations

import multiprocessing
import pickle
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import GazetteerError
from geomap.places.gazetteer import Gazetteer
from geomap.places.nearest import distance_km

CAPITALISED = st.sampled_from(
    ["Kharkiv", "Kharkiv region", "KUPIANSK", "Kyiv's", "the", "Kharkiv Times", "Лимані", "-", ". "]
)


def named(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(match.name, match.candidates[0].name) for match in gazetteer.find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Kharkiv", [("Kharkiv", "Kharkiv")]),
        ("the Kharkiv region.", [("Kharkiv region", "Kharkiv Oblast")]),
        ("KHARKIV REGION, KYIV", [("KHARKIV REGION", "Kharkiv Oblast"), ("KYIV", "Kyiv")]),
        ("Kharkiv's mayor", [("Kharkiv", "Kharkiv")]),
        ("Kharkiv’s mayor", [("Kharkiv", "Kharkiv")]),
        ("the village of Kruhlyakivka", [("Kruhlyakivka", "Kruhliakivka")]),
        ("Kursk and the Kursk region", [("Kursk", "Kursk"), ("Kursk region", "Kursk Oblast")]),
        ("Dnipropetrovsk was renamed", [("Dnipropetrovsk", "Dnipro")]),
        ("a Kyiv-based reporter", [("Kyiv", "Kyiv")]),
        ("a Moscow-Kyiv row", [("Moscow", "Moscow"), ("Kyiv", "Kyiv")]),
        ("the Kyiv-Mohyla Academy", []),
        ("A Su-34 and a Su-25 took off.", []),
        ("over the Sea of Azov", [("Sea of Azov", "Sea of Azov")]),
        ("Donetsk\nregion", [("Donetsk\nregion", "Donetsk Oblast")]),
        ("Donetsk\n\nregion", [("Donetsk", "Donetsk")]),
        ("the U.S. said", [("U.S.", "United States of America")]),
        ("let us go", []),
        ("kharkiv", []),
        ("MacKharkiv and @Kharkiv", []),
        ("https://example.org/Kharkiv-news", []),
    ],
)
def test_names_in_english(kharkiv: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert named(kharkiv, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("у Києві", ["Kyiv"]),
        ("біля Часового Яру", ["Chasiv Yar"]),
        ("на Харківщині", ["Kharkiv Oblast"]),
        ("Куп’янського району", ["Kupiansk Raion"]),
        ("у Сумській та Харківській областях", ["Sumy Oblast", "Kharkiv Oblast"]),
        ("Сумська міська рада", []),
        ("в Белгородской области", ["Belgorod Oblast"]),
        ("под Изюмом", ["Izium"]),
        ("над Белгородской и Курской областями", ["Belgorod Oblast", "Kursk Oblast"]),
    ],
)
def test_names_in_their_cases(kharkiv: Gazetteer, text: str, expected: list[str]) -> None:
    found = [match.candidates[0].name for match in kharkiv.find_names(text)]
    assert found == expected


def test_plural_type_word_is_shared_with_the_names_before(kharkiv: Gazetteer) -> None:
    found = named(kharkiv, "drones over the Kaluga, Belgorod and Tver regions; then Kaluga")
    assert [place for _, place in found] == [
        "Kaluga Oblast",
        "Belgorod Oblast",
        "Tver Oblast",
        "Kaluga",
    ]


def test_newspapers_and_clubs_are_no_places(kharkiv: Gazetteer) -> None:
    text = "The Kharkiv Times wrote that Metalist Kharkiv won in Kharkiv."
    scan = kharkiv.scan(text)
    assert [match.name for match in scan.names] == ["Kharkiv"]
    assert [(each.name, each.kind) for each in scan.non_places] == [
        ("Kharkiv Times", "newspaper"),
        ("Metalist Kharkiv", "club"),
    ]


def test_number_makes_the_club_but_the_city_stays(kharkiv: Gazetteer) -> None:
    scan = kharkiv.scan("Dnipro-1 played in Dnipro; Dnipro 2; Dnipro1.")
    assert [each.name for each in scan.non_places] == ["Dnipro-1", "Dnipro1"]
    assert [match.name for match in scan.names] == ["Dnipro", "Dnipro"]


def test_phrase_does_not_hide_a_city_of_its_name(kharkiv: Gazetteer) -> None:
    scan = kharkiv.scan("in Moscow")
    assert [match.name for match in scan.names] == ["Moscow"]


def test_bare_name_is_the_city_and_not_the_oblast(kharkiv: Gazetteer) -> None:
    kinds = {place.kind for place in kharkiv.lookup("Kharkiv")}
    assert "region" not in kinds
    assert kharkiv.lookup("Kharkiv")[0].kind == "city"


def test_a_name_of_an_oblast_alone_stays_with_it(kharkiv: Gazetteer) -> None:
    assert kharkiv.lookup("Crimea")[0].kind == "region"


def test_homonyms_come_together_however_they_are_romanised(kharkiv: Gazetteer) -> None:
    lymans = kharkiv.lookup("Lyman")
    assert lymans[0].kind == "city"
    assert len(lymans) > 5
    assert kharkiv.lookup("Liman") == lymans


def test_names_alike_but_for_vowels_are_asked_for_apart() -> None:
    gazetteer = Gazetteer.load()
    assert "Storozheve" not in {place.name for place in gazetteer.lookup("Storozhove")}
    assert "Storozheve" in {place.name for place in gazetteer.alike("Storozhove")}
    assert gazetteer.alike("Lyman") == ()


def test_names_of_the_same_consonants_are_asked_for_apart() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.lookup("Novoyekanomachny") == ()
    assert "Novoekonomichne" in {place.name for place in gazetteer.misspelled("Novoyekanomachny")}
    assert gazetteer.misspelled("Lyman") == ()


def test_sites_by_class() -> None:
    ports = Gazetteer.load().sites("port")
    assert {place.site_class for place in ports} == {"port"}
    assert "Port of Primorsk" in {place.name for place in ports}


@pytest.mark.parametrize(
    ("written", "name", "site_class"),
    [
        ("the Slavyansk refinery", "Slavyansk Oil Refinery", "fuel"),
        ("the Afip refinery", "Afipsky Oil Refinery", "fuel"),
        ("the Novoshakhtinsk plant", "Novoshakhtinsk Oil Refinery", "fuel"),
        ("the Engels airbase", "Engels Air Base", "airfield"),
        ("Saky airfield", "Saky Air Base", "airfield"),
        ("the Taganrog airbase", "Taganrog Tsentralny Air Base", "airfield"),
    ],
)
def test_sites_written_in_short_are_no_towns(written: str, name: str, site_class: str) -> None:
    (match,) = Gazetteer.load().find_names(f"Drones hit {written}.")
    assert (match.candidates[0].name, match.candidates[0].site_class) == (name, site_class)


def test_kopanky_near_kupiansk_is_a_candidate(kharkiv: Gazetteer) -> None:
    near = [
        place
        for place in kharkiv.lookup("Kopanky")
        if distance_km(place.lat, place.lon, 49.371, 37.850) < 3
    ]
    assert [place.admin1 for place in near] == ["Kharkiv Oblast"]


def test_capital_is_not_weak_though_a_village_of_its_name_is(kharkiv: Gazetteer) -> None:
    (match,) = kharkiv.find_names("in Kyiv")
    assert len(match.candidates) > 1
    assert not match.weak


def test_unknown_name_has_no_places(kharkiv: Gazetteer) -> None:
    assert kharkiv.lookup("Nowhereville") == ()
    assert kharkiv.lookup("") == ()


def test_unknown_id_is_a_key_error(kharkiv: Gazetteer) -> None:
    with pytest.raises(KeyError):
        kharkiv.place("UA00")


def test_region_children_and_outline(kharkiv: Gazetteer) -> None:
    (oblast,) = kharkiv.lookup("Kharkiv Oblast")
    districts = kharkiv.children(oblast.place_id, kind="district")
    assert "Kupiansk Raion" in {district.name for district in districts}
    assert all(kharkiv.region_of(district) == oblast for district in districts)
    area = kharkiv.area(oblast.place_id)
    assert area is not None
    assert area.is_valid


def test_hromada_has_its_villages(kharkiv: Gazetteer) -> None:
    village = next(p for p in kharkiv.lookup("Kruhliakivka") if p.admin1 == "Kharkiv Oblast")
    hromada = next(
        place for place in kharkiv.children(village.admin2_id or "") if place.name == village.admin3
    )
    assert village in kharkiv.children(hromada.place_id)


def test_within_says_which_region(kharkiv: Gazetteer) -> None:
    inside = kharkiv.within(49.99, 36.23)
    assert inside is not None
    assert inside.name == "Kharkiv Oblast"
    assert kharkiv.within(43.2, 34.5) is None  # the middle of the Black Sea


def test_crimea_is_ukraine(kharkiv: Gazetteer) -> None:
    region = kharkiv.within(45.0, 34.1)
    assert region is not None
    assert (region.name, region.country) == ("Crimea", "UA")


def test_small_gazetteer_is_sound(kharkiv: Gazetteer) -> None:
    assert kharkiv.check() == []


def test_info_counts_what_is_there(kharkiv: Gazetteer) -> None:
    info = kharkiv.info()
    assert info.places == sum(count for _, count in info.by_kind)
    assert len(info.checksum) == 64
    assert info.size_bytes > 0


@given(lat=st.floats(48, 51), lon=st.floats(34, 39))
def test_nearest_is_the_nearest_of_all(kharkiv: Gazetteer, lat: float, lon: float) -> None:
    _, found_km = kharkiv.nearest(lat, lon)
    points = kharkiv.store.connection.execute("SELECT lat, lon FROM points")
    best_km = min(distance_km(lat, lon, y / 100_000, x / 100_000) for y, x in points)
    assert found_km == pytest.approx(best_km, rel=1e-4, abs=0.001)


@given(
    lat=st.floats(-90, 90), lon=st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0]))
)
@settings(max_examples=40)
def test_nearest_is_right_at_the_poles_and_across_the_date_line(
    kharkiv: Gazetteer, lat: float, lon: float
) -> None:
    _, found_km = kharkiv.nearest(lat, lon)
    points = kharkiv.store.connection.execute("SELECT lat, lon FROM points")
    best_km = min(distance_km(lat, lon, y / 100_000, x / 100_000) for y, x in points)
    assert found_km == pytest.approx(best_km, rel=1e-6, abs=0.001)


def test_nearest_works_far_from_everything(kharkiv: Gazetteer) -> None:
    place, far_km = kharkiv.nearest(-45.0, -120.0)
    assert place.kind in {"city", "town", "village"}
    assert far_km > 5_000


def test_no_point_out_of_range(kharkiv: Gazetteer) -> None:
    with pytest.raises(GazetteerError, match="lat 91"):
        kharkiv.nearest(91, 0)


@given(st.lists(CAPITALISED).map(" ".join))
def test_matches_slice_back_to_their_words_and_never_overlap(kharkiv: Gazetteer, text: str) -> None:
    scan = kharkiv.scan(text)
    spans = [(each.start, each.end, each.name) for each in scan.names]
    spans += [(each.start, each.end, each.name) for each in scan.non_places]
    spans.sort()
    assert all(text[start:end] == name for start, end, name in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(match.candidates for match in scan.names)
    assert kharkiv.find_names(text) == list(scan.names)


@given(st.text())
def test_any_text_can_be_scanned(kharkiv: Gazetteer, text: str) -> None:
    assert all(text[match.start : match.end] == match.name for match in kharkiv.find_names(text))


def test_pickled_gazetteer_finds_the_same(kharkiv: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(kharkiv))  # noqa: S301 (our own bytes)
    assert copy.lookup("Izium") == kharkiv.lookup("Izium")


def _izium(gazetteer: Gazetteer) -> str:
    return gazetteer.lookup("Izium")[0].place_id


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_gazetteer_travels_to_another_process(kharkiv: Gazetteer, method: str) -> None:
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(_izium, (kharkiv,)) == _izium(kharkiv)


def test_lookup_loads_no_geometry(kharkiv_store: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from geomap.places import Gazetteer;"
        "g = Gazetteer.load(Path(sys.argv[1])); g.find_names('Kharkiv'); g.nearest(50, 36);"
        "print([m for m in ('shapely', 'numpy', 'geopandas') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(kharkiv_store)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert answer.stdout.strip() == "[]"


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="geomap gazetteer build"):
        Gazetteer.load(tmp_path)


def test_unknown_spelling_finds_the_village_by_its_loose_key() -> None:
    gazetteer = Gazetteer.load()
    text = "Shelling was reported in Dementievka, Zirkuni and Velyka Kamyshuvakha."
    found = {m.name: {each.name for each in m.candidates} for m in gazetteer.find_names(text)}
    assert [*found] == ["Dementievka", "Zirkuni", "Velyka Kamyshuvakha"]
    assert "Dementiivka" in found["Dementievka"]
    assert "Tsyrkuny" in found["Zirkuni"]
    assert "Velyka Komyshuvakha" in found["Velyka Kamyshuvakha"]


def test_english_words_and_surnames_have_no_loose_key() -> None:
    text = "Industry, Biology, Pyramid, Marshal, Alexandra, Skripal, Popovich, Malinowski, Varnish"
    assert Gazetteer.load().find_names(text) == []


def test_known_name_is_never_read_loosely() -> None:
    places = Gazetteer.load().lookup("Komyshuvakha")
    assert places
    assert all("Komyshu" in place.name for place in places)


@pytest.mark.parametrize("name", ["Holosiivskyi district", "Голосіївський район"])
def test_a_district_of_a_city_stands_for_the_city(name: str) -> None:
    assert [place.name for place in Gazetteer.load().lookup(name)] == ["Kyiv"]


def test_cities_that_share_the_name_of_a_district_come_together() -> None:
    cities = {place.name for place in Gazetteer.load().lookup("Shevchenkivskyi district")}
    assert cities >= {"Kyiv", "Kharkiv", "Lviv", "Zaporizhzhia"}


def test_a_clipped_adjective_is_every_hromada_of_it() -> None:
    regions = [str(place.admin1) for place in Gazetteer.load().lookup("Pokrovsk community")]
    assert sorted(regions) == ["Dnipropetrovsk Oblast"] * 3 + ["Donetsk Oblast"]


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Saltivka", "Kharkiv"),
        ("Northern Saltivka", "Kharkiv"),
        ("Салтовка", "Kharkiv"),
        ("Obolon", "Kyiv"),
        ("Троєщина", "Kyiv"),
        ("Peresyp", "Odesa"),
        ("Lgov", "Lgov"),
        ("Zmiyovka", "Zmiyovka"),
    ],
)
def test_quarters_are_names_of_their_city_and_towns_have_the_names_of_the_press(
    name: str, city: str
) -> None:
    assert city in {place.name for place in Gazetteer.load().lookup(name)}
