"""
Make the compiled gazetteer from the built tables: ``python -m geomap.places.compile``.

The same tables and library versions give the same bytes. Both files are written beside the old
ones and then put in their place, so a build that fails leaves the old store as it was.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sqlite3
import struct
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import marisa_trie

from geomap.errors import GazetteerError
from geomap.places.counts import SETTLEMENTS, count_places
from geomap.places.name_index import NameIndexBuilder
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

log = logging.getLogger(__name__)

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
_SUMMARY: Final = ("places", "exact", "names", "keys", "areas", "phrases")
# Bytes 96-99 of an SQLite file name the version of the library that wrote it last.
_VERSION_BYTES: Final = slice(96, 100)


def compile_store(tables: Path, not_places: Path, store: Path) -> dict[str, str]:
    """
    Compile the tables into the store.

    Parameters
    ----------
    tables
        Folder of ``places.csv``, ``names.csv`` and ``areas.geojson``.
    not_places
        CSV of phrases that look like places and are none.
    store
        Folder to write to; made when missing.

    Returns
    -------
    meta
        Version, checksum and counts, as stored.

    Raises
    ------
    GazetteerError
        If a table is missing or a row of it is wrong; the old store stays.
    """
    places = sorted(read_places(tables / "places.csv"), key=_order)
    names = read_names(tables / "names.csv")
    areas = read_areas(tables / "areas.geojson")
    phrases = list(read_rows(not_places, PHRASE_COLUMNS))
    numbers = {place.place_id: n for n, place in enumerate(places)}
    _check_references(places, names, areas, numbers)

    builder = NameIndexBuilder(places)
    for name in names:
        builder.add_name(numbers[name.place_id], name)
    for index, (where, row) in enumerate(phrases):
        builder.add_phrase(index, required(where, row, "phrase"))
    items, sets = builder.build()
    trie = marisa_trie.RecordTrie(VALUE_FORMAT, items)

    inputs = [*(tables / f for f in ("places.csv", "names.csv", "areas.geojson")), not_places]
    checksum = _checksum(inputs)
    meta = {
        "format": FORMAT,
        "version": checksum[:12],
        "checksum": checksum,
        "trie_bytes": str(len(trie.tobytes())),
        "lower_words": " ".join(sorted(builder.lower_words)),
        "openers": " ".join(builder.openers()),
        "plural_words": " ".join(sorted(builder.plural_words)),
        "counts": json.dumps(_counts(places, names, areas, phrases, len(items)), sort_keys=True),
    }
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store) as folder:
        _write_database(Path(folder) / DATABASE, meta, places, numbers, sets, areas, phrases)
        trie.save(str(Path(folder) / TRIE))
        for file in (TRIE, DATABASE):
            (Path(folder) / file).replace(store / file)
    return meta


def _order(place: PlaceRow) -> tuple[int, int, str]:
    size = place.population if place.population else _SIZE_BY_KIND[place.kind]
    return -size, _KIND_RANK[place.kind], place.place_id


def _check_references(
    places: Iterable[PlaceRow],
    names: Iterable[NameRow],
    areas: Iterable[str],
    numbers: Mapping[str, int],
) -> None:
    faults = [
        f"places.csv: {place.place_id} names the unknown admin {admin}"
        for place in places
        for admin in (place.admin1_id, place.admin2_id, place.admin3_id)
        if admin is not None and admin not in numbers
    ]
    faults += [
        f"names.csv: {name.name} is of the unknown place {name.place_id}"
        for name in names
        if name.place_id not in numbers
    ]
    faults += [f"areas.geojson: unknown place {each}" for each in areas if each not in numbers]
    if faults:
        rest = f"\n… and {len(faults) - 20} more" if len(faults) > 20 else ""
        raise GazetteerError("\n".join(faults[:20]) + rest)


def _checksum(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _counts(
    places: list[PlaceRow],
    names: list[NameRow],
    areas: Mapping[str, dict[str, Any]],
    phrases: list[tuple[str, dict[str, str]]],
    keys: int,
) -> dict[str, object]:
    return {
        **count_places(places, areas),
        "names": len(names),
        "keys": keys,
        "areas": len(areas),
        "phrases": len(phrases),
    }


def _write_database(
    path: Path,
    meta: Mapping[str, str],
    places: list[PlaceRow],
    numbers: Mapping[str, int],
    sets: list[tuple[bool, tuple[int, ...]]],
    areas: Mapping[str, dict[str, Any]],
    phrases: list[tuple[str, dict[str, str]]],
) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.executescript(_SCHEMA)
        _insert(connection, "meta", sorted(meta.items()))
        labels = _labels(places)
        _insert(connection, "labels", ((label, word) for word, label in labels.items()))
        rows = (_place_row(n, place, numbers, labels) for n, place in enumerate(places))
        _insert(connection, "places", rows)
        packed = ((weak, struct.pack(f"<{len(ns)}I", *ns)) for weak, ns in sets)
        _insert(connection, "sets", ((s, *row) for s, row in enumerate(packed)))
        texts = ((row["phrase"], row["kind"], row["note"]) for _, row in phrases)
        _insert(connection, "phrases", ((p, *text) for p, text in enumerate(texts)))
        _insert(connection, "points", sorted(_point_rows(places)))
        _insert(connection, "areas", _area_rows(places, areas))
        connection.executescript(_INDEXES)
    connection.execute("VACUUM")
    connection.close()
    content = bytearray(path.read_bytes())
    content[_VERSION_BYTES] = bytes(4)
    path.write_bytes(content)


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
        place.name_uk,
        place.name_ru,
        labels.get(place.country),
        *(None if admin is None else numbers[admin] for admin in admins),
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


def main(arguments: list[str] | None = None) -> int:
    """Compile the gazetteer of the checkout; print what is in it."""
    root = Path(__file__).parents[2] / "gazetteer"
    parser = argparse.ArgumentParser(prog="python -m geomap.places.compile", description=__doc__)
    parser.add_argument("--tables", type=Path, default=root / "tables")
    parser.add_argument("--not-places", type=Path, default=root / "curated" / "not_places.csv")
    parser.add_argument("--store", type=Path, default=root / "store")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        meta = compile_store(chosen.tables, chosen.not_places, chosen.store)
    except GazetteerError as error:
        log.error("%s", error)
        return 1
    sizes = {name: (chosen.store / name).stat().st_size for name in (DATABASE, TRIE)}
    log.info("version %s", meta["version"])
    counts = json.loads(meta["counts"])
    log.info("%s", ", ".join(f"{counts[key]:,} {key}" for key in _SUMMARY))
    log.info("%s", ", ".join(f"{count:,} {kind}" for kind, count in counts["by_kind"].items()))
    log.info("%s", ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in sizes.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
