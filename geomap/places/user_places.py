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
from typing import TYPE_CHECKING, Any, Final, Protocol

import marisa_trie

from geomap.errors import GazetteerError
from geomap.places.scan import KIND_BITS, PLACES
from geomap.places.spelling import WORD, fold_key, fold_word, phrase_key
from geomap.places.store import VALUE_FORMAT
from geomap.places.tables import kind, number, read_rows, required
from geomap.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.places.store import Store

_COLUMNS: Final = ["name", "lat", "lon", "kind"]
_OPTIONAL: Final = {"place_id": "", "region": "", "aliases": ""}
_FIRST_NUMBER: Final = 1 << 24  # above every number and every set of a compiled gazetteer
_ACCURACY_KM: Final = 0.1


@dataclass(frozen=True, slots=True)
class UserLayer:
    """User places by number and by id, and the index of their names."""

    by_number: dict[int, Place] = field(default_factory=dict)
    by_id: dict[str, Place] = field(default_factory=dict)
    sets: tuple[tuple[int, ...], ...] = ()
    tries: tuple[marisa_trie.RecordTrie, ...] = ()
    lower_words: frozenset[str] = frozenset()

    def members(self, index: int) -> tuple[int, ...] | None:
        """Return the place numbers of one of the user's sets; None for a set of the store."""
        return self.sets[index - _FIRST_NUMBER] if index >= _FIRST_NUMBER else None


def no_user_places() -> UserLayer:
    """Return an empty layer."""
    return UserLayer()


class KnownPlaces(Protocol):
    """What a user's row may refer to: places by id, and the regions."""

    def number(self, place_id: str) -> int | None:
        """Return the number of a place, or None when the id is unknown."""

    def place(self, number: int) -> Place:
        """Return the place of a number."""

    def of_kind(self, kind: str) -> list[int]:
        """Return the numbers of all places of one kind."""


@dataclass(frozen=True, slots=True)
class UserPlace:
    """One row: the place, the number of the one that it replaces, and its spellings."""

    place: Place
    replaces: int | None
    names: tuple[str, ...]


def read_user_rows(path: Path, known: KnownPlaces) -> list[UserPlace]:
    """
    Read a CSV of places; nothing is indexed yet.

    Raises
    ------
    GazetteerError
        If the file cannot be read, a value is wrong, or a region is unknown; the message names
        file and row.
    """
    rows: dict[str, UserPlace] = {}
    for where, row in read_rows(path, _COLUMNS):
        values = _OPTIONAL | row
        place = _place(where, values, known)
        if place.place_id in rows:
            msg = f"{where}: place_id {place.place_id} is there already"
            raise GazetteerError(msg)
        rows[place.place_id] = UserPlace(place, known.number(place.place_id), _names(values))
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
    for row in read_user_rows(path, store):
        index = _FIRST_NUMBER + len(by_number) if row.replaces is None else row.replaces
        by_number[index] = row.place
        for name in row.names:
            names.setdefault(phrase_key(name), []).append(index)
            lower_words.update(fold_word(word) for word in WORD.findall(name) if word[0].islower())
    return UserLayer(
        by_number=by_number,
        by_id={place.place_id: place for place in by_number.values()},
        sets=tuple(tuple(numbers) for numbers in names.values()),
        tries=(_trie(names),) if names else (),
        lower_words=frozenset(lower_words),
    )


def _trie(keys: Iterable[str]) -> marisa_trie.RecordTrie:
    values = (((_FIRST_NUMBER + each) << KIND_BITS) | PLACES for each in range(1 << 24))
    return marisa_trie.RecordTrie(VALUE_FORMAT, zip(keys, ((v,) for v in values), strict=False))


def _names(row: dict[str, str]) -> tuple[str, ...]:
    names = [row["name"], *row["aliases"].split("|")]
    return tuple(dict.fromkeys(name.strip() for name in names if fold_key(name)))


def _place(where: str, row: dict[str, str], known: KnownPlaces) -> Place:
    name = required(where, row, "name")
    lat = number(where, row, "lat", -90, 90)
    lon = number(where, row, "lon", -180, 180)
    chosen: dict[str, Any] = {"name": name, "lat": lat, "lon": lon, "kind": kind(where, row)}
    if not fold_key(name):
        msg = f"{where}: name is {name!r}, expected letters"
        raise GazetteerError(msg)
    chosen |= {"accuracy_km": _ACCURACY_KM, "exact": True, "source": "user"}
    number_of_known = known.number(row["place_id"])
    if number_of_known is not None:
        return replace(known.place(number_of_known), **chosen)
    region = _region(where, row["region"], known)
    return Place(
        place_id=row["place_id"] or _new_id(name, lat, lon),
        name_uk=None,
        name_ru=None,
        country=None if region is None else region.country,
        admin1=None if region is None else region.name,
        admin2=None,
        admin3=None,
        admin1_id=None if region is None else region.place_id,
        admin2_id=None,
        population=None,
        has_area=False,
        **chosen,
    )


def _region(where: str, name: str, known: KnownPlaces) -> Place | None:
    if not name:
        return None
    key = fold_key(name)
    regions = (known.place(each) for each in known.of_kind("region"))
    for region in regions:
        if key in {fold_key(region.name), fold_key(region.name_uk or ""), f"{region.place_id} "}:
            return region
    msg = f"{where}: region is {name!r}, which is no region of the gazetteer"
    raise GazetteerError(msg)


def _new_id(name: str, lat: float, lon: float) -> str:
    digest = hashlib.sha256(f"{fold_key(name)}{lat:.5f},{lon:.5f}".encode()).hexdigest()
    return f"user:{digest[:10]}"
