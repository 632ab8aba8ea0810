from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerError
from geomap.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "name,lat,lon,kind,place_id,region,aliases\n"


def load(store: Path, folder: Path, rows: str, header: str = HEADER) -> Gazetteer:
    path = folder / "mine.csv"
    path.write_text(header + rows, encoding="utf-8")
    return Gazetteer.load(store, user_places=path)


def test_new_place_is_found_by_name_and_alias(kharkiv_store: Path, tmp_path: Path) -> None:
    rows = "Depot Nova Zoria,49.5,37.1,site,,Kharkiv Oblast,Склад Зоря|Zoria depot\n"
    gazetteer = load(kharkiv_store, tmp_path, rows)
    text = "Fire at Depot Nova Zoria, at the Zoria depot; Склад Зоря."
    found = [match.candidates[0] for match in gazetteer.find_names(text)]
    assert [place.name for place in found] == ["Depot Nova Zoria"] * 3
    assert (found[0].admin1, found[0].country) == ("Kharkiv Oblast", "UA")
    assert gazetteer.place(found[0].place_id) == found[0]


def test_new_place_comes_before_others_of_its_name(kharkiv_store: Path, tmp_path: Path) -> None:
    gazetteer = load(kharkiv_store, tmp_path, "Izium,10,20,village,,,\n")
    first, *others = gazetteer.lookup("Izium")
    assert (first.lat, first.lon) == (10, 20)
    assert "city" in {place.kind for place in others}


def test_row_with_a_known_id_moves_that_place(
    kharkiv: Gazetteer, kharkiv_store: Path, tmp_path: Path
) -> None:
    old = kharkiv.lookup("Izium")[0]
    rows = f"Izium,49.25,37.25,city,{old.place_id},,\n"
    gazetteer = load(kharkiv_store, tmp_path, rows)
    moved = gazetteer.lookup("Ізюм")[0]
    assert (moved.place_id, moved.lat, moved.lon) == (old.place_id, 49.25, 37.25)
    assert moved.admin1 == old.admin1
    assert gazetteer.place(old.place_id) == moved


def test_user_place_is_never_weak(kharkiv_store: Path, tmp_path: Path) -> None:
    gazetteer = load(kharkiv_store, tmp_path, "Mine,49.25,37.25,site,,,\n")
    (match,) = gazetteer.find_names("at Mine")
    assert not match.weak


def test_optional_columns_may_be_missing(kharkiv_store: Path, tmp_path: Path) -> None:
    gazetteer = load(kharkiv_store, tmp_path, "Posad,49,37,village\n", "name,lat,lon,kind\n")
    assert gazetteer.lookup("Posad")[0].kind == "village"


def test_user_places_travel_with_the_gazetteer(kharkiv_store: Path, tmp_path: Path) -> None:
    gazetteer = load(kharkiv_store, tmp_path, "Posad,49,37,village,,,\n")
    copy = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301 (our own bytes)
    assert copy.lookup("Posad") == gazetteer.lookup("Posad")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Posad,north,37,village,,,", r"mine\.csv, row 2: lat is 'north'"),
        ("Posad,49,337,village,,,", r"mine\.csv, row 2: lon is '337'"),
        ("Posad,49,37,hamlet,,,", r"mine\.csv, row 2: kind is 'hamlet'"),
        (",49,37,village,,,", r"mine\.csv, row 2: name is empty"),
        ("123,49,37,village,,,", r"mine\.csv, row 2: name is '123'"),
        ("Posad,49,37,village,,Atlantis,", r"mine\.csv, row 2: region is 'Atlantis'"),
        ("Posad,49,37", r"mine\.csv, row 2: expected 7 values"),
        ("Posad,nan,37,village,,,", r"mine\.csv, row 2: lat is 'nan'"),
    ],
)
def test_wrong_row_names_file_and_row(
    kharkiv_store: Path, tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(GazetteerError, match=message):
        load(kharkiv_store, tmp_path, row + "\n")


def test_missing_file_is_named(kharkiv_store: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"nowhere\.csv: cannot be read"):
        Gazetteer.load(kharkiv_store, user_places=tmp_path / "nowhere.csv")
