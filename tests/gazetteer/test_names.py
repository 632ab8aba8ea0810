"""The spellings that reporters use lead to the right place."""

from __future__ import annotations

import pytest

Places = dict[str, dict[str, str]]
Rows = list[dict[str, str]]
ByName = dict[str, list[dict[str, str]]]


def bearers(by_name: ByName, places: Places, name: str) -> set[tuple[str, str]]:
    """Return (kind, English name) of the places that bear a name."""
    rows = [places[row["place_id"]] for row in by_name.get(name, [])]
    return {(row["kind"], row["name_en"]) for row in rows}


@pytest.mark.parametrize(
    ("name", "kind", "name_en"),
    [
        ("Kharkov", "city", "Kharkiv"),
        ("Odessa", "city", "Odesa"),
        ("Kiev", "city", "Kyiv"),
        ("Lvov", "city", "Lviv"),
        ("Nikolaev", "city", "Mykolaiv"),
        ("Zaporozhye", "city", "Zaporizhzhia"),
        ("Chernigov", "city", "Chernihiv"),
        ("Artyomovsk", "city", "Bakhmut"),
        ("Dzerzhynsk", "city", "Toretsk"),
        ("Krasnoarmiisk", "city", "Pokrovsk"),
        ("Kirovohrad", "city", "Kropyvnytskyi"),
        ("Novomoskovsk", "city", "Samar"),
        ("Pervomaiskyi", "city", "Zlatopil"),
        ("Chervonohrad", "city", "Sheptytskyi"),
        ("Krasnohrad", "city", "Berestyn"),
        ("Severodonetsk", "city", "Siverskodonetsk"),
        ("Rabotino", "village", "Robotyne"),
        ("Tchernihiv", "city", "Chernihiv"),
        ("Tschernihiw", "city", "Chernihiv"),
        ("Awdijiwka", "city", "Avdiivka"),
        ("Koupiansk", "city", "Kupiansk"),
        ("Zaporijjia", "city", "Zaporizhzhia"),
        ("Lyssytchansk", "city", "Lysychansk"),
        ("Lisiçansk", "city", "Lysychansk"),
        ("Krywyj Rih", "city", "Kryvyi Rih"),
        ("Noworossijsk", "city", "Novorossiysk"),
        ("Mykolajiw", "city", "Mykolaiv"),
        ("Bakhmout", "city", "Bakhmut"),
        ("Karkhiv", "city", "Kharkiv"),
        ("Харьков", "city", "Kharkiv"),
        ("New York", "town", "Niu-York"),
        ("Novhorodske", "town", "Niu-York"),
        ("Krasna Gora", "town", "Krasna Hora"),
        ("Мартинівка", "village", "Martynovka"),
        ("Martynivka", "village", "Martynovka"),
        ("Pokrovskyi direction", "axis", "Pokrovsk axis"),
        ("Krasnolymansk direction", "axis", "Lyman axis"),
        ("Slobozhansky direction", "axis", "Slobozhansky axis"),
        ("Kharkiv region", "region", "Kharkiv Oblast"),
        ("Kharkivska oblast", "region", "Kharkiv Oblast"),
        ("Kharkiv province", "region", "Kharkiv Oblast"),
        ("Kharkiv", "region", "Kharkiv Oblast"),
        ("Харківщина", "region", "Kharkiv Oblast"),
        ("Харківська область", "region", "Kharkiv Oblast"),
        ("Воронежская область", "region", "Voronezh Oblast"),
        ("Харьковщина", "region", "Kharkiv Oblast"),
        ("DPR", "region", "Donetsk Oblast"),
        ("ДНР", "region", "Donetsk Oblast"),
        ("Moscow region", "region", "Moscow Oblast"),
        ("Istra district", "district", "Istra Urban District"),
        ("Sudzhansky district", "district", "Sudzhansky District"),
        ("Ramensky district", "district", "Ramensky District"),
        ("Shebekino district", "district", "Shebekinsky District"),
        ("Kupiansk district", "district", "Kupiansk Raion"),
        ("Pokrovsk direction", "axis", "Pokrovsk axis"),
        ("Покровський напрямок", "axis", "Pokrovsk axis"),
        ("US", "country", "United States"),
        ("Britain", "country", "United Kingdom"),
        ("Russian Federation", "country", "Russia"),
        ("Türkiye", "country", "Turkey"),
        ("Brussels", "city", "Brussels"),
        ("Donbass", "area", "Donbas"),
        ("Sea of Azov", "sea", "Sea of Azov"),
        ("Saki airfield", "site", "Saky Air Base"),
        ("Kerch Bridge", "site", "Crimean Bridge"),
        ("ZNPP", "site", "Zaporizhzhia Nuclear Power Plant"),
    ],
)
def test_spelling(by_name: ByName, places: Places, name: str, kind: str, name_en: str) -> None:
    assert (kind, name_en) in bearers(by_name, places, name)


def test_kyiv_region_is_not_the_city(by_name: ByName, places: Places) -> None:
    assert bearers(by_name, places, "Kyiv region") == {("region", "Kyiv Oblast")}


@pytest.mark.parametrize(
    "name", ["Kyiv", "Kharkiv", "Moscow", "Ukraine", "Crimea", "Odesa", "Sumy"]
)
def test_names_of_large_places_are_strong(by_name: ByName, name: str) -> None:
    assert {row["weak"] for row in by_name[name] if row["lang"] == "en"} == {"0"}


@pytest.mark.parametrize("name", ["Bar", "Progress", "Volodymyr"])
def test_everyday_words_and_given_names_are_weak(by_name: ByName, name: str) -> None:
    assert {row["weak"] for row in by_name[name] if row["lang"] == "en"} == {"1"}


@pytest.mark.parametrize(
    ("form", "lang", "name_uk"),
    [("Мені", "uk", "Мена"), ("Буде", "ru", "Буда"), ("Садового", "uk", "Садове"),
     ("Петрова", "ru", "Петрове")],
)  # fmt: skip
def test_case_forms_that_are_everyday_words_are_weak(
    by_name: ByName, places: Places, form: str, lang: str, name_uk: str
) -> None:
    rows = [row for row in by_name[form] if row["lang"] == lang and row["type"] == "form"]
    assert name_uk in {places[row["place_id"]]["name_uk"] for row in rows}
    assert {row["weak"] for row in rows} == {"1"}


@pytest.mark.parametrize("form", ["Києві", "Львова", "Одесі", "Херсоном", "Москве", "Донбасі"])
def test_case_forms_of_large_places_are_strong(by_name: ByName, form: str) -> None:
    assert "form" not in {row["type"] for row in by_name.get(form, [])}


def test_every_place_has_an_english_main_name(names: Rows, places: Places) -> None:
    named = {row["place_id"] for row in names if row["lang"] == "en" and row["type"] == "main"}
    cities_by_settlement = {p for p, row in places.items() if row["kind"] != "region"}
    assert cities_by_settlement <= named


def test_languages_and_types_are_closed(names: Rows) -> None:
    assert {row["lang"] for row in names} == {"en", "uk", "ru"}
    types = {"main", "short", "former", "variant", "alias", "adjective", "form"}
    assert {row["type"] for row in names} <= types


def test_phrases_that_are_no_places(not_places: Rows) -> None:
    kinds = {row["phrase"]: row["kind"] for row in not_places}
    assert kinds["Moscow Times"] == "newspaper"
    assert kinds["Dynamo Kyiv"] == "club"
    assert kinds["Azov Brigade"] == "unit"
    assert len(kinds) == len(not_places)


def test_no_place_name_is_hidden_by_a_phrase(
    not_places: Rows, by_name: ByName, places: Places
) -> None:
    large = {"region", "country", "district"}
    hidden = {
        row["phrase"]
        for row in not_places
        for name in by_name.get(row["phrase"], [])
        if places[name["place_id"]]["kind"] in large and name["type"] == "main"
    }
    assert not hidden


@pytest.mark.parametrize(
    ("former", "name_en"),
    [
        ("Pobeda", "Peremoha"),
        ("Побєда", "Peremoha"),
        ("Krasnohorivka", "Yasnohorivka"),
        ("Zhelanne", "Blahodatne"),
        ("Lastochkyne", "Krynychne"),
        ("Krasnohrad Raion", "Berestyn Raion"),
    ],
)
def test_names_until_the_renamings_of_2024_are_known(
    places: Places, by_name: ByName, former: str, name_en: str
) -> None:
    assert name_en in {name for _, name in bearers(by_name, places, former)}


@pytest.mark.parametrize(
    ("name", "name_en"),
    [
        ("Pohrebky", "Pogrebki"),
        ("Погребки", "Pogrebki"),
        ("Cherkaske Porichne", "Cherkasskoye Porechnoye"),
        ("Novoivanivka", "Novoivanovka"),
    ],
)
def test_border_villages_are_found_as_ukrainian_newspapers_write_them(
    places: Places, by_name: ByName, name: str, name_en: str
) -> None:
    assert name_en in {found for _, found in bearers(by_name, places, name)}


@pytest.mark.parametrize("word", ["Many", "Baby", "Level", "Solar"])
def test_everyday_words_that_the_search_takes_for_a_place_are_weak(
    by_name: ByName, word: str
) -> None:
    assert {(row["type"], row["weak"]) for row in by_name[word]} == {("form", "1")}


@pytest.mark.parametrize("name", ["Kirillov", "Polyakov", "Titov"])
def test_surnames_of_the_news_are_weak(by_name: ByName, name: str) -> None:
    assert {row["weak"] for row in by_name[name] if row["lang"] == "en"} == {"1"}


def test_no_short_word_of_another_language_is_a_city(by_name: ByName) -> None:
    for word in ("Luck", "luck", "Sumi", "Rowno"):
        assert not [row for row in by_name.get(word, []) if row["type"] == "variant"]
