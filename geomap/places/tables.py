"""
The tables of the gazetteer: what their rows hold, and how they are read.

The build writes these rows (`gazetteer.build`), the compiler reads them; the fields of a row are
the columns of its file, in order. Every value is checked, errors name file and row.
"""

from __future__ import annotations

import csv
import json
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from geomap.errors import GazetteerError
from geomap.records import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

KINDS = frozenset(get_args(PlaceKind))
NAME_TYPES: Final = ("main", "short", "former", "variant", "alias", "adjective", "form")
PHRASE_COLUMNS = ("phrase", "kind", "note")


class Point(NamedTuple):
    """A position in degrees WGS 84."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of ``places.csv``. What is not known is empty; `population` is None then."""

    place_id: str
    kind: str
    name_en: str
    name_uk: str
    name_ru: str
    country: str
    admin1_id: str
    admin2_id: str
    admin3_id: str
    lat: float
    lon: float
    accuracy_km: float
    exact: bool
    population: int | None
    source: str
    site_class: str = ""
    pcode: str = ""

    @property
    def point(self) -> Point:
        """The representative point."""
        return Point(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class NameRow:
    """
    One row of ``names.csv``: a spelling of a place in its base form.

    `type` is one of `NAME_TYPES`. Only rows of type form hold a declined name, one that is an
    everyday word too; the other forms are made when the store is compiled.
    """

    place_id: str
    name: str
    lang: str
    type: str
    weak: bool
    source: str


PLACE_COLUMNS = tuple(field.name for field in fields(PlaceRow))
_NEEDED_COLUMNS = tuple(field.name for field in fields(PlaceRow) if field.default is MISSING)
NAME_COLUMNS = tuple(field.name for field in fields(NameRow))


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """
    Yield each row of a CSV file as (where, values); `where` is for error messages.

    Raises
    ------
    GazetteerError
        If the file is missing or not UTF-8, a column is missing, or a row has too few values.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                msg = f"{path}: no column {', '.join(missing)}"
                raise GazetteerError(msg)
            for row in reader:
                where = f"{path}, row {reader.line_num}"
                if None in row.values() or None in row:
                    msg = f"{where}: expected {len(reader.fieldnames or ())} values"
                    raise GazetteerError(msg)
                yield where, {name: value.strip() for name, value in row.items()}
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})"
        raise GazetteerError(msg) from error
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{path}: not a CSV file in UTF-8 ({error})"
        raise GazetteerError(msg) from error


def read_places(path: Path) -> list[PlaceRow]:
    """Return the rows of ``places.csv``; an id may occur once only."""
    places: dict[str, PlaceRow] = {}
    for where, row in read_rows(path, _NEEDED_COLUMNS):
        place = _place(where, row)
        if place.place_id in places:
            msg = f"{where}: place_id {place.place_id} is there already"
            raise GazetteerError(msg)
        places[place.place_id] = place
    return list(places.values())


def read_names(path: Path) -> list[NameRow]:
    """Return the rows of ``names.csv``."""
    return [
        NameRow(
            place_id=row["place_id"],
            name=required(where, row, "name"),
            lang=row["lang"],
            type=row["type"],
            weak=flag(where, row, "weak"),
            source=row["source"],
        )
        for where, row in read_rows(path, NAME_COLUMNS)
    ]


def read_areas(path: Path) -> dict[str, dict[str, Any]]:
    """Return the GeoJSON geometries of ``areas.geojson`` by place_id."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return {each["properties"]["place_id"]: each["geometry"] for each in features}
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})"
        raise GazetteerError(msg) from error
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path}: not a GeoJSON collection whose features have a place_id ({error!r})"
        raise GazetteerError(msg) from error


def required(where: str, row: dict[str, str], column: str) -> str:
    """Return a value that must not be empty."""
    if not row[column]:
        msg = f"{where}: {column} is empty"
        raise GazetteerError(msg)
    return row[column]


def number(where: str, row: dict[str, str], column: str, low: float, high: float) -> float:
    """Return a number within ``[low, high]``."""
    try:
        value = float(row[column])
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        msg = f"{where}: {column} is {row[column]!r}, expected a number from {low:g} to {high:g}"
        raise GazetteerError(msg)
    return value


def flag(where: str, row: dict[str, str], column: str) -> bool:
    """Return a truth value written as 1, 0, true, false, or nothing."""
    value = row[column].lower()
    if value not in {"1", "0", "true", "false", ""}:
        msg = f"{where}: {column} is {row[column]!r}, expected 0 or 1"
        raise GazetteerError(msg)
    return value in {"1", "true"}


def kind(where: str, row: dict[str, str]) -> PlaceKind:
    """Return the column ``kind``, which must be one of the kinds of places."""
    value = row["kind"]
    if value not in KINDS:
        msg = f"{where}: kind is {value!r}, expected one of {', '.join(sorted(KINDS))}"
        raise GazetteerError(msg)
    return value  # type: ignore[return-value]


def _place(where: str, row: dict[str, str]) -> PlaceRow:
    """Return a row; columns of fields that have a default may be missing."""
    population = row["population"]
    return PlaceRow(
        place_id=required(where, row, "place_id"),
        kind=kind(where, row),
        name_en=required(where, row, "name_en"),
        name_uk=row["name_uk"],
        name_ru=row["name_ru"],
        country=row["country"],
        admin1_id=row["admin1_id"],
        admin2_id=row["admin2_id"],
        admin3_id=row["admin3_id"],
        lat=number(where, row, "lat", -90, 90),
        lon=number(where, row, "lon", -180, 180),
        accuracy_km=number(where, row, "accuracy_km", 0, 20_000) if row["accuracy_km"] else 0.0,
        exact=flag(where, row, "exact"),
        population=int(number(where, row, "population", 0, 1e10)) if population else None,
        source=required(where, row, "source"),
        site_class=row.get("site_class", ""),
        pcode=row.get("pcode", ""),
    )
