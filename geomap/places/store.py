"""
The compiled gazetteer as files: one SQLite database and one trie, both mapped into memory.

    places  every place, numbered so that a larger one has the smaller number
    sets    the places that share a spelling; what the trie's values point at
    phrases names that look like places and are none ("Moscow Times")
    labels  words that many places share, by number: kinds, countries, sources
    points  settlements by grid cell, for "what is nearest"
    areas   outlines as WKB, with their bounding boxes
    meta    version, checksum and counts of the build

The operating system shares the mapped pages between processes. A `Store` may be pickled and
survives a fork: it notes the process that opened its files and opens them anew in another.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from math import cos, floor, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import marisa_trie

from geomap.errors import GazetteerError
from geomap.records import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

DATABASE: Final = "gazetteer.sqlite"
TRIE: Final = "names.marisa"
ENVIRONMENT: Final = "GEOMAP_GAZETTEER"
FORMAT: Final = "1"  # raised whenever an older store can no longer be read
CELLS_PER_DEGREE: Final = 10
CELLS_PER_ROW: Final = 360 * CELLS_PER_DEGREE
UNITS_PER_DEGREE: Final = 100_000  # positions are stored as whole numbers, to about a metre
VALUE_FORMAT: Final = "<I"  # of the trie: an index shifted by two bits, and what it points at

Point = tuple[int, int, int]  # number of a settlement, its latitude and longitude in units

_MAP_BYTES = 1 << 28
_PLACE_COLUMNS = (
    "place_id, kind, name, name_uk, name_ru, country, admin1_id, admin2_id, admin3_id,"
    " lat, lon, accuracy_km, exact, population, source, site_class,"
    " EXISTS (SELECT 1 FROM areas WHERE areas.n = places.n)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of the list of names that are no places, with its kind ("newspaper", "club", …)."""

    phrase: str
    kind: str
    note: str


def default_folder() -> Path:
    """
    Return the folder of the compiled gazetteer: inside the package, or in the checkout.

    The environment variable GEOMAP_GAZETTEER names another.

    Raises
    ------
    GazetteerError
        If none is there; the message says how to make it.
    """
    if chosen := os.environ.get(ENVIRONMENT):
        return Path(chosen)
    package = Path(__file__).parent
    for folder in (package / "store_data", package.parents[1] / "gazetteer" / "store"):
        if (folder / DATABASE).is_file():
            return folder
    msg = (
        f"no compiled gazetteer in {package / 'store_data'} or "
        f"{package.parents[1] / 'gazetteer' / 'store'}; install geomap from a wheel, "
        "or run `make gazetteer` in the checkout"
    )
    raise GazetteerError(msg)


def cell_of(lat: float, lon: float) -> tuple[int, int]:
    """Return row and column of the grid cell of a point; rows count from the south pole."""
    row = floor((lat + 90.0) * CELLS_PER_DEGREE)
    column = floor((lon + 180.0) * CELLS_PER_DEGREE)
    return row, column


def _runs_of_cells(lat: float, lon: float, rings: int) -> list[tuple[int, int]]:
    """Return the first and last cells of the rows of the square around a point."""
    row, column = cell_of(lat, lon)
    first, last = column - rings, column + rings
    runs = [(first, last)]
    if rings >= CELLS_PER_ROW // 2:
        runs = [(0, CELLS_PER_ROW - 1)]
    elif first < 0 or last >= CELLS_PER_ROW:  # across 180° east
        runs = [(first % CELLS_PER_ROW, CELLS_PER_ROW - 1), (0, last % CELLS_PER_ROW)]
    bases = [each * CELLS_PER_ROW for each in range(max(0, row - rings), row + rings + 1)]
    return [(base + west, base + east) for base in bases for west, east in runs]


@lru_cache
def _nearby_query(runs: int) -> str:
    """Return the query for the point nearest to a position in each of some runs of cells."""
    # The haversine formula for small angles, with the cosine of the other latitude as a tangent.
    square = "(lat - ?1) * (lat - ?1) + (lon - ?2) * (lon - ?2) * (?3 - ?4 * (lat - ?1))"
    return " UNION ALL ".join(
        f"SELECT n, lat, lon, min({square}) FROM points WHERE cell BETWEEN ?{low} AND ?{low + 1}"  # noqa: S608 (numbers of our own)
        for low in range(5, 5 + 2 * runs, 2)
    )


class Store:
    """
    Read-only access to the files of one compiled gazetteer.

    Parameters
    ----------
    folder
        Holds ``gazetteer.sqlite`` and ``names.marisa``.

    Raises
    ------
    GazetteerError
        If a file is missing, damaged, or of another format.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pid = -1
        self._reopen()
        self.place: Callable[[int], Place] = lru_cache(maxsize=16_384)(self._place)
        self._id_and_name = lru_cache(maxsize=4_096)(self._read_id_and_name)

    def __getstate__(self) -> dict[str, Any]:
        return {"folder": self.folder}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["folder"])  # type: ignore[misc]

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this process."""
        if self._pid != os.getpid():
            self._reopen()  # SQLite connections must not cross a fork
        return self._connection

    def _reopen(self) -> None:
        for name in (DATABASE, TRIE):
            if not (self.folder / name).is_file():
                msg = f"{self.folder / name}: missing; make it with `geomap gazetteer build`"
                raise GazetteerError(msg)
        uri = f"{(self.folder / DATABASE).resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection.execute(f"PRAGMA mmap_size={_MAP_BYTES}")
            self.meta: dict[str, str] = dict(self._connection.execute("SELECT * FROM meta"))
            self.trie = marisa_trie.RecordTrie(VALUE_FORMAT).mmap(str(self.folder / TRIE))
        except (sqlite3.Error, RuntimeError, OSError) as error:
            msg = f"{self.folder}: not a compiled gazetteer ({error})"
            raise GazetteerError(msg) from error
        self._check_format()
        self._pid = os.getpid()

    def _check_format(self) -> None:
        found = self.meta.get("format")
        if found != FORMAT:
            msg = f"{self.folder / DATABASE}: format {found}, expected {FORMAT}; compile it again"
            raise GazetteerError(msg)
        size = (self.folder / TRIE).stat().st_size
        if int(self.meta["trie_bytes"]) != size:
            expected = self.meta["trie_bytes"]
            msg = f"{self.folder / TRIE}: {size} bytes, expected {expected}; compile again"
            raise GazetteerError(msg)

    @cached_property
    def _labels(self) -> dict[int | None, str]:
        return dict(self.connection.execute("SELECT label, word FROM labels"))

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Folded words that names may spell in lower case: region, oblast, of, on."""
        return frozenset(self.meta["lower_words"].split())

    @cached_property
    def plural_words(self) -> frozenset[str]:
        """Folded plural type words: regions, oblasts."""
        return frozenset(self.meta["plural_words"].split())

    @cached_property
    def openers(self) -> frozenset[str]:
        """Folded words that begin many names: "Nova" before a capital is half of one."""
        return frozenset(self.meta["openers"].split())

    @cached_property
    def weak_spellings(self) -> frozenset[str]:
        """Everyday words, in lower case, that share the key of a name that is none: many, Mani."""
        return frozenset(self.meta.get("weak_spellings", "").split())

    def number(self, place_id: str) -> int | None:
        """Return the number of a place, or None when the id is unknown."""
        row = self.connection.execute("SELECT n FROM places WHERE place_id = ?", (place_id,))
        found = row.fetchone()
        return None if found is None else int(found[0])

    def _place(self, number: int) -> Place:
        row = self.connection.execute(
            f"SELECT {_PLACE_COLUMNS} FROM places WHERE n = ?",  # noqa: S608 (constant columns)
            (number,),
        ).fetchone()
        place_id, kind, name, name_uk, name_ru, country, *admin_numbers = row[:9]
        admins = [self._id_and_name(admin) for admin in admin_numbers]
        lat, lon, accuracy_km, exact, population, source, site_class, has_area = row[9:]
        label = self._labels.get
        return Place(
            place_id=place_id,
            kind=self._labels[kind],  # type: ignore[arg-type]
            name=name,
            name_uk=name_uk,
            name_ru=name_ru,
            country=label(country),
            admin1=admins[0][1],
            admin2=admins[1][1],
            admin3=admins[2][1],
            admin1_id=admins[0][0],
            admin2_id=admins[1][0],
            lat=lat / UNITS_PER_DEGREE,
            lon=lon / UNITS_PER_DEGREE,
            accuracy_km=accuracy_km,
            exact=bool(exact),
            population=population,
            has_area=bool(has_area),
            source=self._labels[source],
            site_class=label(site_class),
        )

    def _read_id_and_name(self, number: int | None) -> tuple[str | None, str | None]:
        if number is None:
            return None, None
        query = "SELECT place_id, name FROM places WHERE n = ?"
        found: tuple[str, str] = self.connection.execute(query, (number,)).fetchone()
        return found

    def place_set(self, index: int) -> tuple[tuple[int, ...], bool]:
        """Return the place numbers of one set, largest first, and whether all are weak."""
        query = "SELECT weak, members FROM sets WHERE s = ?"
        weak, members = self.connection.execute(query, (index,)).fetchone()
        return struct.unpack(f"<{len(members) // 4}I", members), bool(weak)

    def phrase(self, index: int) -> Phrase:
        """Return one name that is no place."""
        query = "SELECT phrase, kind, note FROM phrases WHERE p = ?"
        return Phrase(*self.connection.execute(query, (index,)).fetchone())

    def points_around(self, lat: float, lon: float, rings: int) -> list[Point]:
        """Return the settlements in the square of cells that is `rings` cells wide on each side."""
        query = "SELECT n, lat, lon FROM points WHERE cell BETWEEN ? AND ?"
        execute = self.connection.execute
        return [point for run in _runs_of_cells(lat, lon, rings) for point in execute(query, run)]

    def points_nearby(self, lat: float, lon: float, rings: int) -> list[Point]:
        """
        Return the few of `points_around` that can be the nearest.

        They are compared on a plane, which holds for some tens of km away from poles and 180° east.
        """
        runs = _runs_of_cells(lat, lon, rings)
        phi = radians(lat)
        narrowing = cos(phi) ** 2, cos(phi) * sin(phi) * radians(1 / UNITS_PER_DEGREE)
        here = lat * UNITS_PER_DEGREE, lon * UNITS_PER_DEGREE, *narrowing
        rows = self.connection.execute(
            _nearby_query(len(runs)), (*here, *chain.from_iterable(runs))
        )
        return [(n, north, east) for n, north, east, _ in rows if n is not None]

    def area(self, number: int) -> BaseGeometry | None:
        """Return the outline of a place, or None."""
        import shapely

        query = "SELECT wkb FROM areas WHERE n = ?"
        found = self.connection.execute(query, (number,)).fetchone()
        return None if found is None else shapely.from_wkb(found[0])

    def areas_around(self, lat: float, lon: float, kind: str) -> list[int]:
        """Return the numbers of areas of one kind whose bounding box holds the point."""
        query = (
            "SELECT n FROM areas WHERE kind = ? AND ? BETWEEN south AND north"
            " AND ? BETWEEN west AND east ORDER BY n"
        )
        return [n for (n,) in self.connection.execute(query, (kind, lat, lon))]

    def inside(self, number: int) -> list[int]:
        """Return the numbers of all places whose region, district or hromada is this one."""
        query = "SELECT kind, admin1_id, admin2_id FROM places WHERE n = ?"
        kind, region, district = self.connection.execute(query, (number,)).fetchone()
        conditions = {"region": (number, None), "district": (region, number)}
        home = conditions.get(self._labels[kind], (region, district))
        query = (
            "SELECT n, admin3_id FROM places WHERE admin1_id IS ? AND ifnull(admin2_id = ?, 1)"
            " ORDER BY n"
        )
        rows = self.connection.execute(query, home).fetchall()
        whole = self._labels[kind] in conditions
        return [n for n, hromada in rows if n != number and (whole or hromada == number)]

    def of_kind(self, kind: str) -> list[int]:
        """Return the numbers of all places of one kind."""
        query = (
            "SELECT n FROM places WHERE kind = (SELECT label FROM labels WHERE word = ?) ORDER BY n"
        )
        return [n for (n,) in self.connection.execute(query, (kind,))]
