"""The pure functions of the build."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

h3 = pytest.importorskip("h3", reason="the build has requirements of its own")
pytest.importorskip("msgpack")
pytest.importorskip("openpyxl")

from gazetteer.build import romanise  # noqa: E402
from gazetteer.build.areas import raion_outlines  # noqa: E402
from gazetteer.build.geo import distance_km  # noqa: E402
from gazetteer.build.join import cluster, locate  # noqa: E402
from gazetteer.build.katottg import pcode  # noqa: E402
from gazetteer.build.overture import Bounds, decode_id  # noqa: E402
from gazetteer.build.rows import Candidate, Point, Unit  # noqa: E402
from gazetteer.build.sites import parse_position  # noqa: E402
from gazetteer.build.sources import sources  # noqa: E402
from gazetteer.build.spelling import key, skeleton, within_one_edit  # noqa: E402

UKRAINE = Bounds(44.0, 22.0, 52.5, 40.5)


@given(st.floats(44.5, 52.0), st.floats(22.5, 40.0))
def test_ids_of_degrees_taken_as_radians_are_inverted(lat: float, lon: float) -> None:
    # What the makers of the ids did: degrees handed to a function that takes radians.
    cell = h3.latlng_to_cell(math.degrees(lat), math.degrees(lon), 5)
    found = decode_id(f"0{cell}01ffffffffffffff", UKRAINE)
    # One cell is 0.0014 "degrees" wide; in longitude that widens where cos(lat as radians) is 0.
    blur = 0.004 / max(abs(math.cos(lat)), 0.004)
    assert any(abs(p.lat - lat) < 0.004 and abs(p.lon - lon) < blur for p in found)


def test_ids_with_an_ordinary_cell_are_read_as_they_are() -> None:
    cell = h3.latlng_to_cell(49.5, 37.7, 15)
    (point,) = decode_id(f"0{cell}013766383434", UKRAINE)
    assert distance_km(point, Point(49.5, 37.7)) < 0.01


def test_an_id_without_a_cell_has_no_position() -> None:
    assert decode_id("not an id at all, no", UKRAINE) == []


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Кругляківка", "Kruhliakivka"),
        ("Згурівка", "Zghurivka"),
        ("Куп’янськ", "Kupiansk"),
        ("Їжаківка", "Yizhakivka"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Новгород-Сіверський", "Novhorod-Siverskyi"),
    ],
)
def test_official_romanisation(name: str, latin: str) -> None:
    assert romanise.ukrainian(name) == latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [("Суджа", "Sudzha"), ("Орёл", "Oryol"), ("Ельня", "Yelnya"), ("Новый Оскол", "Novy Oskol")],
)
def test_russian_romanisation(name: str, latin: str) -> None:
    assert romanise.russian(name) == latin


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Роботине", "Работино"),
        ("Андріївка", "Андреевка"),
        ("Кліщіївка", "Клещеевка"),
        ("Торецьк", "Торецк"),
        ("Михайлівське", "Михайловское"),
        ("Миропілля", "Мирополье"),
        ("Луцьк", "Луцк"),
    ],
)
def test_russian_forms_of_ukrainian_names(ukrainian: str, russian: str) -> None:
    assert romanise.to_russian(ukrainian) == russian


@pytest.mark.parametrize(
    ("russian", "ukrainian"),
    [("Глушково", "Глушкове"), ("Суджанский", "Суджанський"), ("Энгельс", "Енгельс")],
)
def test_ukrainian_forms_of_russian_names(russian: str, ukrainian: str) -> None:
    assert romanise.to_ukrainian(russian) == ukrainian


def test_spellings_of_one_name_share_a_key() -> None:
    assert key("Куп'янськ") == key("Куп’янськ (місто)")
    assert skeleton("Роздольне") == skeleton("Раздольное")


@given(st.text("абв", min_size=1, max_size=6), st.text("абв", min_size=1, max_size=6))
def test_one_edit_is_symmetric(a: str, b: str) -> None:
    assert within_one_edit(a, b) == within_one_edit(b, a)


@given(st.text("абвг", min_size=1, max_size=8), st.integers(0, 7))
def test_a_dropped_letter_is_one_edit(word: str, at: int) -> None:
    assert within_one_edit(word, word[: at % len(word)] + word[at % len(word) + 1 :])


def test_two_letters_off_is_more_than_one_edit() -> None:
    assert not within_one_edit("ивановка", "иванивкы")


def village(code: str, name: str, hromada: str) -> Unit:
    return Unit(code, "C", name, ("O", "P", hromada))


def candidate(name: str, lat: float, lon: float, source: str = "overture") -> Candidate:
    return Candidate(name, "UA-63", Point(lat, lon), source, f"{name}{lat}")


def test_namesakes_go_to_the_hromada_they_lie_in() -> None:
    settlements = [
        village("1", "Копанки", "north"),
        village("2", "Перше", "north"),
        village("3", "Друге", "north"),
        village("4", "Копанки", "south"),
        village("5", "Третє", "south"),
        village("6", "Четверте", "south"),
    ]
    points = [
        candidate("Копанки", 48.51, 36.01),
        candidate("Копанки", 50.01, 37.01),
        candidate("Перше", 50.0, 37.0),
        candidate("Друге", 50.05, 37.0),
        candidate("Третє", 48.5, 36.0),
        candidate("Четверте", 48.55, 36.0),
    ]
    found = locate(settlements, dict.fromkeys("123456", "UA-63"), points)
    assert found["1"].point == Point(50.01, 37.01)
    assert found["4"].point == Point(48.51, 36.01)


def test_a_namesake_far_away_is_not_taken() -> None:
    settlements = [
        village("1", "Копанки", "north"),
        village("2", "Перше", "north"),
        village("3", "Друге", "north"),
    ]
    points = [
        candidate("Копанки", 47.0, 35.0),
        candidate("Перше", 50.0, 37.0),
        candidate("Друге", 50.05, 37.0),
    ]
    assert "1" not in locate(settlements, dict.fromkeys("123", "UA-63"), points)


def test_the_most_trusted_source_gives_the_point_of_a_cluster() -> None:
    (joined,) = cluster(
        [candidate("А", 50.0, 37.0, "postal"), candidate("А", 50.01, 37.0, "geonames")]
    )
    assert joined.point == Point(50.01, 37.0)
    assert joined.sources == ("geonames", "postal")


def test_pcode_lengths() -> None:
    code = "UA63040030100012345"
    assert pcode(code, "O") == "UA63"
    assert pcode(code, "P") == "UA6304"
    assert pcode(code, "H") == "UA6304003"


def test_positions_of_the_port_list() -> None:
    assert parse_position("4630N 03045E") == Point(46.5, 30.75)
    assert parse_position("1215S 07700W") == Point(-12.25, -77.0)
    assert parse_position("") is None


def test_raions_are_cut_at_the_oblast() -> None:
    from gazetteer.build.rows import PlaceRow

    def place(code: str, raion: str, lat: float, lon: float) -> PlaceRow:
        return PlaceRow(
            code, "village", "", "", "", "UA", "O", raion, "", lat, lon, 1.0, True, None, ""
        )

    import shapely

    oblast = shapely.box(30, 50, 32, 51)
    found = raion_outlines(
        [
            place("1", "west", 50.5, 30.5),
            place("2", "east", 50.5, 31.5),
            place("3", "east", 50.6, 31.4),
        ],
        {"O": oblast},
    )
    assert found["west"].union(found["east"]).symmetric_difference(oblast).area < 0.01
    assert found["west"].contains(shapely.Point(30.2, 50.5))


def test_every_source_is_pinned_and_credited() -> None:
    for row in sources().values():
        assert row["version"] in row["file"]
        assert len(row["sha256"]) == 64
        assert row["licence"]
        assert row["attribution"]


def test_case_forms_that_are_everyday_words_are_weak() -> None:
    from gazetteer.build.rows import NameRow, PlaceRow
    from gazetteer.build.weak import WeakNames

    def place(code: str, kind: str, name: str, people: int | None) -> PlaceRow:
        return PlaceRow(
            code, kind, "", name, "", "UA", "O", "", "", 50.0, 30.0, 1.0, True, people, ""
        )

    def name(code: str, spelling: str) -> NameRow:
        return NameRow(code, spelling, "uk", "main", weak=False, source="")

    words = {"мені": 6.3, "садового": 3.4, "дніпра": 4.6}
    weak = WeakNames({"uk": words, "ru": {}}, frozenset())
    places = [
        place("1", "village", "Мена", None),
        place("2", "village", "Садове", None),
        place("3", "city", "Дніпро", 980_000),
        place("4", "village", "Дніпро", None),
    ]
    names = [name(each.place_id, each.name_uk) for each in places]
    assert [(row.place_id, row.name, row.type) for row in weak.form_rows(names, places)] == [
        ("1", "Мені", "form"),
        ("2", "Садового", "form"),
    ]


def test_everyday_words_that_share_the_key_of_a_name_are_weak() -> None:
    from gazetteer.build.rows import NameRow, PlaceRow
    from gazetteer.build.weak import WeakNames

    def place(code: str, kind: str, name: str, people: int | None) -> PlaceRow:
        return PlaceRow(
            code, kind, name, "", "", "UA", "O", "", "", 50.0, 30.0, 1.0, True, people, ""
        )

    places = [
        place("1", "village", "Mani", None),
        place("2", "village", "Rozy", None),
        place("3", "city", "Sydney", 5_000_000),
        place("4", "village", "Mariia", None),
    ]
    names = [NameRow(p.place_id, p.name_en, "en", "main", weak=False, source="") for p in places]
    words = {"many": 5.9, "rozy": 3.2, "sidney": 3.7, "level": 5.4}
    weak = WeakNames({"en": words, "uk": {}, "ru": {}}, frozenset({"maria"}))
    assert [
        (row.place_id, row.name, row.type, row.weak) for row in weak.alike_rows(names, places)
    ] == [
        ("1", "Many", "form", True),
        ("4", "Maria", "form", True),
    ]
