from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerError
from geomap.places.compile import compile_store
from geomap.places.gazetteer import Gazetteer
from geomap.places.store import DATABASE, TRIE
from tests.places.conftest import TABLES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return shutil.copytree(TABLES, tmp_path / "tables")


def compiled(tables: Path, store: Path) -> dict[str, str]:
    return compile_store(tables, tables / "not_places.csv", store)


def test_same_tables_give_the_same_bytes(kharkiv_store: Path, tmp_path: Path) -> None:
    compiled(TABLES, tmp_path)
    for name in (DATABASE, TRIE):
        assert (tmp_path / name).read_bytes() == (kharkiv_store / name).read_bytes()


def test_only_the_two_files_are_left(kharkiv_store: Path) -> None:
    assert sorted(path.name for path in kharkiv_store.iterdir()) == sorted([DATABASE, TRIE])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",city,", ",metropolis,", r"places\.csv, row \d+: kind is 'metropolis'"),
        ("49.98", "149.98", r"places\.csv, row \d+: lat is '149"),
        ("UA63000000000041885,,,", "UA99,,,", r"unknown admin UA99"),
    ],
)
def test_wrong_value_names_file_and_row(tables: Path, old: str, new: str, message: str) -> None:
    path = tables / "places.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        compiled(tables, tables.parent / "store")


def test_same_id_twice_is_an_error(tables: Path) -> None:
    path = tables / "places.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    with pytest.raises(GazetteerError, match="is there already"):
        compiled(tables, tables.parent / "store")


def test_missing_column_is_named(tables: Path) -> None:
    path = tables / "names.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("weak", "feeble", 1), "utf-8")
    with pytest.raises(GazetteerError, match="no column weak"):
        compiled(tables, tables.parent / "store")


def test_failed_build_leaves_the_old_store(tables: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    version = compiled(tables, store)["version"]
    (tables / "areas.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"areas\.geojson"):
        compiled(tables, store)
    assert Gazetteer.load(store).info().version == version


@pytest.mark.parametrize(
    "geometry",
    ['{"type":"Polygon","coordinates":[[1,2]]}', '{"type":"Polygon","coordinates":[]}', "null"],
)
def test_outline_that_is_none_is_named(tables: Path, geometry: str) -> None:
    feature = f'{{"properties":{{"place_id":"UA63000000000041885"}},"geometry":{geometry}}}'
    (tables / "areas.geojson").write_text(f'{{"features":[{feature}]}}', encoding="utf-8")
    with pytest.raises(
        GazetteerError, match=r"areas\.geojson: the geometry of UA63000000000041885"
    ):
        compiled(tables, tables.parent / "store")
    assert not (tables.parent / "store").exists()


def test_folder_that_cannot_be_made_is_named(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"file.store: cannot be written"):
        compiled(tables, tmp_path / "file" / "store")


def test_half_exchanged_store_is_refused(kharkiv_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(kharkiv_store, tmp_path / "store")
    with (store / TRIE).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(GazetteerError, match="compile again"):
        Gazetteer.load(store)


def test_damaged_database_is_refused(kharkiv_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(kharkiv_store, tmp_path / "store")
    (store / DATABASE).write_bytes(b"not a database" * 100)
    with pytest.raises(GazetteerError, match="not a compiled gazetteer"):
        Gazetteer.load(store)


def test_an_old_name_stands_behind_the_places_that_bear_it_now(
    tables: Path, tmp_path: Path
) -> None:
    names = (tables / "names.csv").read_text(encoding="utf-8")
    largest = Gazetteer.load(_store(tables, tmp_path / "one")).lookup("Vovchansk")[0]
    row = f"{largest.place_id},Kopanky,en,former,0,geonames\n"
    (tables / "names.csv").write_text(names + row, encoding="utf-8")
    found = Gazetteer.load(_store(tables, tmp_path / "two")).lookup("Kopanky")
    assert found[0].name == "Kopanky"
    assert largest.place_id in {place.place_id for place in found[1:]}


def _store(tables: Path, folder: Path) -> Path:
    compiled(tables, folder)
    return folder


def _with_name(tables: Path, row: str) -> None:
    path = tables / "names.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}{row}\n", encoding="utf-8")


def test_name_with_a_number_is_not_the_name_without_it(tables: Path, tmp_path: Path) -> None:
    village = Gazetteer.load(_store(tables, tmp_path / "one")).lookup("Kruhliakivka")[0]
    _with_name(tables, f"{village.place_id},Izium-9,en,alias,0,curated")
    gazetteer = Gazetteer.load(_store(tables, tmp_path / "two"))
    assert [place.name for place in gazetteer.lookup("Izium-9")] == ["Kruhliakivka"]
    assert village not in gazetteer.lookup("Izium")
    found = gazetteer.find_names("From Izium-9 over Izium 9 drones flew; nothing at Izium-8.")
    assert [(match.name, match.candidates[0].name) for match in found] == [
        ("Izium-9", "Kruhliakivka"),
        ("Izium", "Izium"),
    ]


def test_form_that_is_an_everyday_word_is_weak_and_the_name_is_not(
    tables: Path, tmp_path: Path
) -> None:
    village = Gazetteer.load(_store(tables, tmp_path / "one")).lookup("Кругляківка")[0]
    _with_name(tables, f"{village.place_id},Кругляківки,uk,form,1,wordfreq")
    _with_name(tables, "UA63120270010096107,Харковом,uk,form,1,wordfreq")
    gazetteer = Gazetteer.load(_store(tables, tmp_path / "two"))
    text = "Кругляківки немає. Кругляківка, біля Кругляківці, під Харковом"
    weak = {match.name: match.weak for match in gazetteer.find_names(text)}
    assert weak == {
        "Кругляківки": True, "Кругляківка": False, "Кругляківці": False,
        "Харковом": False,  # everyone knows the city
    }  # fmt: skip


OWN = """name,lat,lon,kind,place_id,region,aliases
Depot 14,48.61,38.02,site,,Donetsk Oblast,Склад 14
Izium,49.9,36.9,site,,Kharkiv Oblast,Camp Izium
Kruhlyakivka Moved,49.5,37.6,village,{village},,
"""


def test_own_places_compiled_in_are_those_laid_over(tables: Path, tmp_path: Path) -> None:
    plain = _store(tables, tmp_path / "plain")
    village = Gazetteer.load(plain).lookup("Kruhliakivka")[0]
    own = tmp_path / "own.csv"
    own.write_text(OWN.format(village=village.place_id), encoding="utf-8")
    compile_store(tables, tables / "not_places.csv", tmp_path / "with", own=[own])
    compiled_in = Gazetteer.load(tmp_path / "with")
    laid_over = Gazetteer.load(plain, user_places=own)
    for name in ("Depot 14", "Склад 14", "Depot 15", "Izium", "Camp Izium", "Kruhliakivka",
                 "Kruhlyakivka Moved", "Kharkiv"):  # fmt: skip
        assert compiled_in.lookup(name) == laid_over.lookup(name), name
    text = "Depot 14 and Depot 15, Camp Izium near Izium."
    assert compiled_in.find_names(text) == laid_over.find_names(text)
    assert compiled_in.info().version != laid_over.info().version


def test_own_place_of_an_unknown_region_stops_the_build(tables: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,kind,region\nDepot,48,38,site,Atlantis\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"own\.csv, row 2: region is 'Atlantis'"):
        compile_store(tables, None, tmp_path / "store", own=[own])
    assert not (tmp_path / "store").exists()


def test_everyday_word_that_shares_the_key_of_a_name_is_weak(tables: Path, tmp_path: Path) -> None:
    village = Gazetteer.load(_store(tables, tmp_path / "one")).lookup("Kruhliakivka")[0]
    _with_name(tables, f"{village.place_id},Mani,en,variant,0,test")
    _with_name(tables, f"{village.place_id},Many,en,form,1,wordfreq")
    gazetteer = Gazetteer.load(_store(tables, tmp_path / "two"))
    weak = {match.name: match.weak for match in gazetteer.find_names("Many fled. To Mani, Many?")}
    assert weak == {"Many": True, "Mani": False}


def test_everyday_word_that_a_user_calls_a_place_is_not_weak(tables: Path, tmp_path: Path) -> None:
    village = Gazetteer.load(_store(tables, tmp_path / "one")).lookup("Kruhliakivka")[0]
    _with_name(tables, f"{village.place_id},Mani,en,variant,0,test")
    _with_name(tables, f"{village.place_id},Many,en,form,1,wordfreq")
    mine = tmp_path / "mine.csv"
    mine.write_text("name,lat,lon,kind\nMany,49.5,37.1,village\n", encoding="utf-8")
    gazetteer = Gazetteer.load(_store(tables, tmp_path / "two"), user_places=mine)
    (match,) = gazetteer.find_names("Many fled.")
    assert not match.weak
