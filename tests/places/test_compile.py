from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerError
from geomap.places.compile import compile_store, main
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


def test_command_reports_failure_by_its_status(tmp_path: Path) -> None:
    assert main(["--tables", str(tmp_path), "--store", str(tmp_path / "store")]) == 1


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
