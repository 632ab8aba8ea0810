"""
Places of the user's own, from a CSV, laid over the gazetteer.

    name,lat,lon,kind,place_id,region,aliases
    Depot 14,48.61,38.02,site,,Donetsk Oblast,Склад 14|14th depot

A row with the place_id of the gazetteer replaces that place; any other row adds one. A user's
place is never weak, and comes before other places of its name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import marisa_trie

from geomap.errors import GazetteerError
from geomap.places.name_tree import KIND_BITS, PLACES
from geomap.places.spelling import WORD, fold_key, fold_word, phrase_key
from geomap.places.store import VALUE_FORMAT
from geomap.places.tables import kind, number, read_rows, required
from geomap.records import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geomap.places.store import Store

_COLUMNS: Final = ["name", "lat", "lon", "kind"]
_OPTIONAL: Final = {"place_id": "", "region": "", "aliases": ""}
_FIRST_NUMBER: Final = 1 << 24  # above every number and every set of a compiled gazetteer
ACCURACY_KM: Final = 0.1
SOURCE: Final = "user"


@dataclass(frozen=True, slots=True)
class UserLayer:
    """User places by number and by id, and the index of their names."""

    by_number: dict[int, Place] = field(default_factory=dict)
    by_id: dict[str, Place] = field(default_factory=dict)
    sets: tuple[tuple[int, ...], ...] = ()
    tries: tuple[marisa_trie.RecordTrie, ...] = ()
    lower_words: frozenset[str] = frozenset()
    spellings: frozenset[str] = frozenset()  # of the names, in lower case

    def members(self, index: int) -> tuple[int, ...] | None:
        """Return the place numbers of one of the user's sets; None for a set of the store."""
        return self.sets[index - _FIRST_NUMBER] if index >= _FIRST_NUMBER else None


def no_user_places() -> UserLayer:
    """Return an empty layer."""
    return UserLayer()


class Region(NamedTuple):
    """A region that a user's row may name."""

    place_id: str
    name: str
    name_uk: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class UserRow:
    """One row, checked: its `place_id` is of the place to replace, or a new one."""

    place_id: str
    kind: PlaceKind
    name: str
    lat: float
    lon: float
    region: Region | None
    names: tuple[str, ...]  # all its spellings


def read_user_rows(path: Path, regions: Callable[[], Iterable[Region]]) -> list[UserRow]:
    """
    Read a CSV of places; nothing is indexed yet.

    Parameters
    ----------
    path
        The CSV.
    regions
        Gives the regions that a row may name; asked only where one does.

    Raises
    ------
    GazetteerError
        If the file cannot be read, a value is wrong, or a region is unknown; the message names
        file and row.
    """
    rows: dict[str, UserRow] = {}
    for where, values in read_rows(path, _COLUMNS):
        row = _read_row(where, _OPTIONAL | values, regions)
        if row.place_id in rows:
            msg = f"{where}: place_id {row.place_id} is there already"
            raise GazetteerError(msg)
        rows[row.place_id] = row
    return list(rows.values())


def read_user_places(path: Path, store: Store) -> UserLayer:
    """
    Read a CSV of places and index their names; see `read_user_rows`.

    Raises
    ------
    GazetteerError
        If a row is wrong.
    """
    by_number: dict[int, Place] = {}
    names: dict[str, list[int]] = {}
    lower_words: set[str] = set()
    spellings: set[str] = set()
    for row in read_user_rows(path, lambda: _regions_of(store)):
        known = store.number(row.place_id)
        index = _FIRST_NUMBER + len(by_number) if known is None else known
        by_number[index] = _new_place(row) if known is None else _moved(store.place(known), row)
        for name in row.names:
            names.setdefault(phrase_key(name), []).append(index)
            spellings.add(name.lower())
            lower_words.update(fold_word(word) for word in WORD.findall(name) if word[0].islower())
    return UserLayer(
        by_number=by_number,
        by_id={place.place_id: place for place in by_number.values()},
        sets=tuple(tuple(numbers) for numbers in names.values()),
        tries=(_trie(names),) if names else (),
        lower_words=frozenset(lower_words),
        spellings=frozenset(spellings),
    )


def _trie(keys: Iterable[str]) -> marisa_trie.RecordTrie:
    values = (((_FIRST_NUMBER + each) << KIND_BITS) | PLACES for each in range(1 << 24))
    return marisa_trie.RecordTrie(VALUE_FORMAT, zip(keys, ((v,) for v in values), strict=False))


def _read_row(where: str, row: dict[str, str], regions: Callable[[], Iterable[Region]]) -> UserRow:
    name = required(where, row, "name")
    lat = number(where, row, "lat", -90, 90)
    lon = number(where, row, "lon", -180, 180)
    if not fold_key(name):
        msg = f"{where}: name is {name!r}, expected letters"
        raise GazetteerError(msg)
    spellings = [name, *row["aliases"].split("|")]
    return UserRow(
        place_id=row["place_id"] or _new_id(name, lat, lon),
        kind=kind(where, row),
        name=name,
        lat=lat,
        lon=lon,
        region=_region(where, row["region"], regions) if row["region"] else None,
        names=tuple(dict.fromkeys(each.strip() for each in spellings if fold_key(each))),
    )


def _region(where: str, name: str, regions: Callable[[], Iterable[Region]]) -> Region:
    key = fold_key(name)
    for region in regions():
        if key in {fold_key(region.name), fold_key(region.name_uk or ""), f"{region.place_id} "}:
            return region
    msg = f"{where}: region is {name!r}, which is no region of the gazetteer"
    raise GazetteerError(msg)


def _regions_of(store: Store) -> Iterable[Region]:
    for place in map(store.place, store.of_kind("region")):
        yield Region(place.place_id, place.name, place.name_uk, place.country)


def _moved(old: Place, row: UserRow) -> Place:
    return replace(
        old,
        kind=row.kind,
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        accuracy_km=ACCURACY_KM,
        exact=True,
        source=SOURCE,
    )


def _new_place(row: UserRow) -> Place:
    region = row.region
    return Place(
        place_id=row.place_id,
        kind=row.kind,
        name=row.name,
        name_uk=None,
        name_ru=None,
        country=region and region.country,
        admin1=region and region.name,
        admin2=None,
        admin3=None,
        admin1_id=region and region.place_id,
        admin2_id=None,
        lat=row.lat,
        lon=row.lon,
        accuracy_km=ACCURACY_KM,
        exact=True,
        population=None,
        has_area=False,
        source=SOURCE,
    )


def _new_id(name: str, lat: float, lon: float) -> str:
    digest = hashlib.sha256(f"{fold_key(name)}{lat:.5f},{lon:.5f}".encode()).hexdigest()
    return f"user:{digest[:10]}"
