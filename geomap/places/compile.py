"""
Make the compiled gazetteer from the built tables; see ``geomap gazetteer build``.

The same tables and library versions give the same bytes. Both files are written beside the old
ones and then put in their place, so a build that fails leaves the old store as it was.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import marisa_trie

from geomap.errors import GazetteerError
from geomap.places.counts import SETTLEMENTS, count_places
from geomap.places.name_index import Item, Members, NameIndexBuilder
from geomap.places.own_tables import lay_over
from geomap.places.store import (
    CELLS_PER_ROW,
    DATABASE,
    FORMAT,
    TRIE,
    UNITS_PER_DEGREE,
    VALUE_FORMAT,
    cell_of,
)
from geomap.places.tables import (
    PHRASE_COLUMNS,
    NameRow,
    PlaceRow,
    read_areas,
    read_names,
    read_places,
    read_rows,
    required,
)
from geomap.places.user_places import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# How many people a place without a census counts as, when places of one name are put in order.
_SIZE_BY_KIND: Final = {
    "country": 20_000_000, "sea": 2_000_000, "region": 1_000_000, "strait": 500_000,
    "area": 200_000, "axis": 200_000, "river": 60_000, "reservoir": 20_000, "coast": 20_000,
    "district": 50_000, "city": 20_000, "hromada": 8_000, "site": 4_000, "town": 3_000,
    "village": 300,
}  # fmt: skip
_KIND_RANK: Final = {kind: rank for rank, kind in enumerate(_SIZE_BY_KIND)}
_SCHEMA: Final = """
PRAGMA page_size=4096;
PRAGMA journal_mode=OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE labels (label INTEGER PRIMARY KEY, word TEXT NOT NULL);
CREATE TABLE places (
    n INTEGER PRIMARY KEY, place_id TEXT NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL,
    name_uk TEXT, name_ru TEXT, country INTEGER, admin1_id INTEGER, admin2_id INTEGER,
    admin3_id INTEGER, lat INTEGER NOT NULL, lon INTEGER NOT NULL, accuracy_km REAL NOT NULL,
    exact INTEGER NOT NULL, population INTEGER, source INTEGER NOT NULL, site_class INTEGER
);
CREATE TABLE sets (s INTEGER PRIMARY KEY, weak INTEGER NOT NULL, members BLOB NOT NULL);
CREATE TABLE phrases (p INTEGER PRIMARY KEY, phrase TEXT NOT NULL, kind TEXT, note TEXT);
CREATE TABLE points (
    cell INTEGER, n INTEGER, lat INTEGER NOT NULL, lon INTEGER NOT NULL, PRIMARY KEY (cell, n)
) WITHOUT ROWID;
CREATE TABLE areas (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, west REAL, south REAL, east REAL, north REAL,
    wkb BLOB NOT NULL
);
"""
_INDEXES: Final = """
CREATE UNIQUE INDEX places_id ON places (place_id);
CREATE INDEX places_home ON places (admin1_id, admin2_id);
"""
# Bytes 96-99 of an SQLite file name the version of the library that wrote it last.
_VERSION_BYTES: Final = slice(96, 100)


def compile_store(
    tables: Path, not_places: Path | None, store: Path, *, own: Sequence[Path] = ()
) -> dict[str, str]:
    """
    Compile the tables into the store.

    Parameters
    ----------
    tables
        Folder of ``places.csv``, ``names.csv`` and ``areas.geojson``.
    not_places
        CSV of phrases that look like places and are none; None for no such phrases.
    store
        Folder to write to; made when missing.
    own
        CSVs of the user's own places, laid over the tables: these come before other places of
        their names.

    Returns
    -------
    meta
        Version, checksum and counts, as stored.

    Raises
    ------
    GazetteerError
        If a table is missing, a row of it is wrong, or the store cannot be written; the old store
        stays.
    """
    content = _read_content(tables, not_places, own)
    _check_references(content)
    _check_shapes(tables / "areas.geojson", content.areas)
    builder, items, sets = _index_names(content)
    trie = marisa_trie.RecordTrie(VALUE_FORMAT, items)
    inputs = [tables / name for name in ("places.csv", "names.csv", "areas.geojson")]
    checksum = _checksum([*inputs, *filter(None, [not_places]), *own])
    meta = {
        "format": FORMAT,
        "version": checksum[:12],
        "checksum": checksum,
        "trie_bytes": str(len(trie.tobytes())),
        "lower_words": " ".join(sorted(builder.lower_words)),
        "openers": " ".join(builder.openers()),
        "weak_spellings": " ".join(builder.weak_spellings()),
        "plural_words": " ".join(sorted(builder.plural_words)),
        "counts": json.dumps(_counts(content, len(items)), sort_keys=True),
    }
    _write_store(store, trie, lambda path: _write_database(path, meta, content, sets))
    return meta


@dataclass(frozen=True, slots=True)
class _Content:
    """
    What the tables hold. `places` are the largest first, `numbers` their place in that order.

    `phrases` are (where, row), `areas` the geometries by place id.
    """

    places: list[PlaceRow]
    numbers: Mapping[str, int]
    names: list[NameRow]
    areas: Mapping[str, dict[str, Any]]
    phrases: list[tuple[str, dict[str, str]]]


def _read_content(tables: Path, not_places: Path | None, own: Sequence[Path]) -> _Content:
    places = read_places(tables / "places.csv")
    names = read_names(tables / "names.csv")
    for path in own:
        places, names = lay_over(places, names, path)
    places.sort(key=_order)
    return _Content(
        places=places,
        numbers={place.place_id: n for n, place in enumerate(places)},
        names=names,
        areas=read_areas(tables / "areas.geojson"),
        phrases=[] if not_places is None else list(read_rows(not_places, PHRASE_COLUMNS)),
    )


def _index_names(content: _Content) -> tuple[NameIndexBuilder, list[Item], list[Members]]:
    """Return the builder, which knows more of the words, and what it built."""
    builder = NameIndexBuilder(content.places)
    for name in content.names:
        if name.type == "form":
            builder.add_weak_form(content.numbers[name.place_id], name.name)
    for name in content.names:
        if name.type != "form":
            builder.add_name(content.numbers[name.place_id], name)
    for index, (where, row) in enumerate(content.phrases):
        builder.add_phrase(index, required(where, row, "phrase"))
    return builder, *builder.build()


def _write_store(
    store: Path, trie: marisa_trie.RecordTrie, write_database: Callable[[Path], None]
) -> None:
    """Write both files beside the old ones, then put them in their place."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store) as folder:
            write_database(Path(folder) / DATABASE)
            trie.save(str(Path(folder) / TRIE))
            for file in (TRIE, DATABASE):
                (Path(folder) / file).replace(store / file)
    except OSError as error:
        msg = f"{store}: cannot be written ({error.strerror})"
        raise GazetteerError(msg) from error


def _order(place: PlaceRow) -> tuple[bool, int, int, str]:
    size = place.population if place.population else _SIZE_BY_KIND[place.kind]
    return place.source != SOURCE, -size, _KIND_RANK[place.kind], place.place_id


def _check_references(content: _Content) -> None:
    numbers = content.numbers
    faults = [
        f"places.csv: {place.place_id} names the unknown admin {admin}"
        for place in content.places
        for admin in (place.admin1_id, place.admin2_id, place.admin3_id)
        if admin and admin not in numbers
    ]
    faults += [
        f"names.csv: {name.name} is of the unknown place {name.place_id}"
        for name in content.names
        if name.place_id not in numbers
    ]
    faults += [
        f"areas.geojson: unknown place {each}" for each in content.areas if each not in numbers
    ]
    if faults:
        rest = f"\n… and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise GazetteerError("\n".join(faults[:20]) + rest)


def _check_shapes(path: Path, areas: Mapping[str, dict[str, Any]]) -> None:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    for place_id, geometry in areas.items():
        try:
            empty = shape(geometry).is_empty
        except (ShapelyError, AttributeError, KeyError, TypeError, ValueError) as error:
            msg = f"{path}: the geometry of {place_id} is not GeoJSON ({error})"
            raise GazetteerError(msg) from error
        if empty:
            msg = f"{path}: the geometry of {place_id} is empty"
            raise GazetteerError(msg)


def _checksum(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _counts(content: _Content, keys: int) -> dict[str, object]:
    return {
        **count_places(content.places, content.areas),
        "names": len(content.names),
        "keys": keys,
        "areas": len(content.areas),
        "phrases": len(content.phrases),
    }


def _write_database(
    path: Path, meta: Mapping[str, str], content: _Content, sets: list[Members]
) -> None:
    places = content.places
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        _insert(connection, "meta", sorted(meta.items()))
        labels = _labels(places)
        _insert(connection, "labels", ((label, word) for word, label in labels.items()))
        rows = (_place_row(n, row, content.numbers, labels) for n, row in enumerate(places))
        _insert(connection, "places", rows)
        packed = ((weak, struct.pack(f"<{len(ns)}I", *ns)) for weak, ns in sets)
        _insert(connection, "sets", ((s, *row) for s, row in enumerate(packed)))
        texts = ((row["phrase"], row["kind"], row["note"]) for _, row in content.phrases)
        _insert(connection, "phrases", ((p, *text) for p, text in enumerate(texts)))
        _insert(connection, "points", sorted(_point_rows(places)))
        _insert(connection, "areas", _area_rows(places, content.areas))
        connection.executescript(_INDEXES)
    connection.execute("VACUUM")
    connection.close()
    written = bytearray(path.read_bytes())
    written[_VERSION_BYTES] = bytes(4)
    path.write_bytes(written)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    width = len(connection.execute(f"SELECT * FROM {table}").description)  # noqa: S608
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _labels(places: list[PlaceRow]) -> dict[str | None, int]:
    """Give a number to each word that many places share: kinds, countries, sources."""
    words = {word for p in places for word in (p.kind, p.country, p.source, p.site_class) if word}
    return {word: label for label, word in enumerate(sorted(words))}


def _place_row(
    n: int, place: PlaceRow, numbers: Mapping[str, int], labels: Mapping[str | None, int]
) -> tuple[object, ...]:
    admins = (place.admin1_id, place.admin2_id, place.admin3_id)
    return (
        n,
        place.place_id,
        labels[place.kind],
        place.name_en,
        place.name_uk or None,
        place.name_ru or None,
        labels.get(place.country),
        *(numbers[admin] if admin else None for admin in admins),
        round(place.lat * UNITS_PER_DEGREE),
        round(place.lon * UNITS_PER_DEGREE),
        place.accuracy_km,
        int(place.exact),
        place.population,
        labels[place.source],
        labels.get(place.site_class),
    )


def _point_rows(places: list[PlaceRow]) -> Iterable[tuple[int, int, int, int]]:
    for n, place in enumerate(places):
        if place.kind in SETTLEMENTS and place.exact:
            row, column = cell_of(place.lat, place.lon)
            lat, lon = round(place.lat * UNITS_PER_DEGREE), round(place.lon * UNITS_PER_DEGREE)
            yield row * CELLS_PER_ROW + column, n, lat, lon


def _area_rows(
    places: list[PlaceRow], areas: Mapping[str, dict[str, Any]]
) -> Iterable[tuple[object, ...]]:
    import shapely
    from shapely.geometry import shape

    for n, place in enumerate(places):
        if place.place_id in areas:
            geometry = shapely.normalize(shape(areas[place.place_id]))
            # Kyiv, Moscow, …: cities that are regions of their own.
            kind = "region" if place.admin1_id == place.place_id else place.kind
            yield n, kind, *geometry.bounds, shapely.to_wkb(geometry)


if __name__ == "__main__":
    raise SystemExit("run `geomap gazetteer build gazetteer/tables -o gazetteer/store`")
