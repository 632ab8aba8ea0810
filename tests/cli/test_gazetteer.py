"""``geomap gazetteer``: looking at a gazetteer, and building one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli import main
from geomap.places import Gazetteer

TABLES = Path(__file__).parents[1] / "places" / "kharkiv_tables"


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "store"
    status, _, errors = run("gazetteer", "build", TABLES, "-o", folder)
    assert (status, errors) == (0, "")
    return folder


def test_built_gazetteer_is_named_with_its_counts(tmp_path: Path) -> None:
    status, said, _ = run("gazetteer", "build", TABLES, "-o", tmp_path / "store")
    assert status == 0
    info = Gazetteer.load(tmp_path / "store").info()
    assert f"{info.places:,} places" in said
    assert info.version in said


def test_info_and_check_take_the_folder_of_another_gazetteer(store: Path) -> None:
    status, said, _ = run("gazetteer", "info", store)
    assert status == 0
    assert f"folder: {store}" in said
    assert run("gazetteer", "check", store)[:2] == (0, "The gazetteer is sound.\n")


def test_every_command_uses_the_gazetteer_that_the_environment_names(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,lat,lon,kind\nCamp Xyzzy,49,37,site\n", encoding="utf-8")
    built = tmp_path / "own-store"
    assert run("gazetteer", "build", TABLES, "-o", built, "--places", own)[0] == 0
    assert run("locate", "Camp Xyzzy")[0] == 1
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(built))
    status, said, _ = run("locate", "Camp Xyzzy", "--json")
    assert status == 0
    assert json.loads(said)["place"]["source"] == "user"
    assert run("locate", "Camp Xyzzy", "--json")[1] == said
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(store))
    assert run("locate", "Camp Xyzzy")[0] == 1


def test_gazetteer_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMAP_GAZETTEER", "/nowhere/at/all")
    status, _, errors = run("locate", "Kharkiv")
    assert status == 1
    assert "/nowhere/at/all" in errors
    assert "geomap gazetteer build" in errors


def test_wrong_row_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    tables = shutil.copytree(TABLES, tmp_path / "tables")
    path = tables / "places.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",city,", ",metropolis,", 1), "utf-8")
    status, _, errors = run("gazetteer", "build", tables, "-o", tmp_path / "store")
    assert status == 1
    assert "places.csv, row" in errors
    assert "metropolis" in errors
    assert not (tmp_path / "store").exists()


def test_tables_without_the_list_of_no_places_are_built_with_a_warning(tmp_path: Path) -> None:
    tables = shutil.copytree(TABLES, tmp_path / "tables")
    (tables / "not_places.csv").unlink()
    status, _, errors = run("gazetteer", "build", tables, "-o", tmp_path / "store")
    assert status == 0
    assert "no list of names that are no places" in errors
    gazetteer = Gazetteer.load(tmp_path / "store")
    assert [match.name for match in gazetteer.find_names("the Kharkiv Times")] == ["Kharkiv"]
