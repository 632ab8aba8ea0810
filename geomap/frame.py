"""
Incidents as one table: the schema that every output and the map follow.

The table is a GeoDataFrame in EPSG:4326 with all columns of ``schema.csv``, in its order, then
``geometry``. Cells are chosen so that each format gives back what was written: dates are ISO
strings, counts nullable integers, and nested values (dtype ``json``) are JSON text, which
`to_incident_rows` unpacks. Null means *not stated*.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from geomap import records
from geomap.errors import FrameError
from geomap.records import Incident, Location, Numbers
from geomap.vocabulary import event_types, vocabulary

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

CRS = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the incident table. `dtype` is a pandas dtype, or ``json`` for JSON text."""

    name: str
    dtype: str
    unit: str
    meaning: str


def _read_schema() -> tuple[Column, ...]:
    text = files("geomap").joinpath("schema.csv").read_text(encoding="utf-8")
    return tuple(Column(**row) for row in csv.DictReader(text.splitlines()))


SCHEMA: tuple[Column, ...] = _read_schema()
JSON_COLUMNS = frozenset(column.name for column in SCHEMA if column.dtype == "json")
# Columns that are fields of a record, under the same name.
_OF_INCIDENT = tuple(f.name for f in fields(Incident) if f.name in {c.name for c in SCHEMA})
_OF_NUMBERS = tuple(f.name for f in fields(Numbers))


def to_frame(incidents: Iterable[Incident]) -> gpd.GeoDataFrame:
    """
    Lay incidents out as one table.

    Parameters
    ----------
    incidents
        In any order.

    Returns
    -------
    frame
        One row an incident, in the given order, with a plain index; all columns of `SCHEMA` also
        when there is no row. `geometry` is None for country level and where no place was found.
    """
    import geopandas as gpd
    import pandas as pd

    incidents = list(incidents)
    rows = [to_incident_row(incident) for incident in incidents]
    columns = {
        column.name: pd.array(
            [_to_cell(row[column.name], column) for row in rows], dtype=_pandas_dtype(column)
        )
        for column in SCHEMA
    }
    geometry = gpd.GeoSeries([_geometry(incident.location) for incident in incidents], crs=CRS)
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=CRS)


def to_incident_row(incident: Incident) -> dict[str, Any]:
    """
    Return one incident as a plain dict, ready for ``json.dumps``; geometry is left out.

    Keys are those of `SCHEMA` in its order; null is None and dates are ISO strings.
    """
    row: dict[str, Any] = dict.fromkeys(column.name for column in SCHEMA)
    row |= {name: _plain(getattr(incident, name)) for name in _OF_INCIDENT}
    row |= {name: _plain(getattr(incident.numbers, name)) for name in _OF_NUMBERS}
    row |= _place_cells(incident.location)
    row["n_reports"] = len(incident.report_ids)
    row["acled_sub_event"] = event_types()[incident.event_type].acled
    return row


def to_incident_rows(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """
    Return the table as plain dicts, ready for ``json.dumps``; geometry is left out.

    Keys are those of `SCHEMA` in its order; null is None; nested columns are unpacked.
    """
    names = [column.name for column in SCHEMA]
    columns = [_plain_cells(frame[name], is_json=name in JSON_COLUMNS) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def validate(frame: gpd.GeoDataFrame) -> None:
    """
    Check that a table follows the schema.

    Raises
    ------
    FrameError
        With every fault on a line of its own: columns, dtypes, reference system, values outside
        the vocabularies, dates and coordinates that cannot be, pins where none may be.
    """
    faults = list(_column_faults(frame))
    if not faults:
        for row, geometry in zip(to_incident_rows(frame), frame.geometry, strict=True):
            faults += [f"{row['incident_id']}: {fault}" for fault in _row_faults(row, geometry)]
        ids = frame["incident_id"]
        faults += [f"incident_id {i} occurs twice" for i in sorted(set(ids[ids.duplicated()]))]
    if faults:
        msg = "the table does not fit the incident schema:\n  " + "\n  ".join(faults)
        raise FrameError(msg)


def _place_cells(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {}
    place, relation = location.place, location.relation
    pinned = location.geo_precision != "country"
    codes = vocabulary()["geo_precision"][location.geo_precision]
    return {
        "place": place.name,
        "place_uk": place.name_uk,
        "place_ru": place.name_ru,
        "place_id": place.place_id,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "lat": location.lat if pinned else None,
        "lon": location.lon if pinned else None,
        "geo_precision": location.geo_precision,
        "radius_km": location.radius_km if pinned else None,
        "relation_kind": relation.kind,
        "relation_distance_km": relation.distance_km,
        "relation_bearing_deg": relation.bearing_deg,
        "relation_anchor": location.anchor,
        "relation_words": relation.words or None,
        "acled_geo_precision": codes["acled"],
        "ucdp_where_prec": codes["ucdp"],
    }


def _geometry(location: Location | None) -> BaseGeometry | None:
    if location is None or location.geo_precision == "country":
        return None
    return location.geometry


def _pandas_dtype(column: Column) -> str:
    return "string" if column.dtype == "json" else column.dtype


def _to_cell(value: object, column: Column) -> object:
    return json.dumps(value, ensure_ascii=False) if column.dtype == "json" else value


def _plain(value: Any) -> object:  # noqa: ANN401 - the value of any field of a record
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _plain_cells(column: pd.Series, *, is_json: bool) -> list[Any]:
    cells: list[Any] = column.to_numpy(dtype=object, na_value=None).tolist()
    return [None if cell is None else json.loads(cell) for cell in cells] if is_json else cells


def _column_faults(frame: gpd.GeoDataFrame) -> Iterator[str]:
    expected = [column.name for column in SCHEMA]
    yield from (f"column {name} is missing" for name in expected if name not in frame.columns)
    unknown = [name for name in frame.columns if name not in {*expected, "geometry"}]
    yield from (f"column {name} is not in the schema" for name in unknown)
    for column in SCHEMA:
        if column.name in frame.columns and str(frame[column.name].dtype) != _pandas_dtype(column):
            found = frame[column.name].dtype
            yield f"column {column.name} is {found}, not {_pandas_dtype(column)}"
    if "geometry" not in frame.columns:
        yield "column geometry is missing"
    elif frame.crs is None or frame.crs.to_epsg() != 4326:
        yield f"the reference system is {frame.crs}, not {CRS}"
    for name in JSON_COLUMNS & set(frame.columns):
        for position, cell in enumerate(frame[name].array):
            if not _is_json_list(cell):
                yield f"row {position}: {name} is not a JSON list"


def _is_json_list(cell: Any) -> bool:  # noqa: ANN401
    try:
        return isinstance(json.loads(cell), list)
    except (TypeError, ValueError):
        return False


_CHOICES: dict[str, Sequence[str]] = {
    "event_type": tuple(event_types()),
    "layer": tuple(vocabulary()["layers"]),
    "time_precision": get_args(records.TimePrecision),
    "date_source": get_args(records.DateSource),
    "geo_precision": get_args(records.GeoPrecision),
    "relation_kind": get_args(records.RelationKind),
    "actor": get_args(records.Side),
    "target_side": get_args(records.Side),
    "claimed_by": get_args(records.Side),
    "target_class": tuple(vocabulary()["target_class"]),
    "claim_status": get_args(records.ClaimStatus),
    "realis": get_args(records.Realis),
    "review": ("none", "accepted", "corrected"),
}
_REQUIRED = (
    "incident_id", "event_type", "family", "layer", "time_precision", "cross_border",
    "claim_status", "realis", "n_reports", "n_publishers", "confidence", "review",
)  # fmt: skip


def _row_faults(row: dict[str, Any], geometry: BaseGeometry | None) -> Iterator[str]:
    yield from (f"{name} is null" for name in _REQUIRED if row[name] is None)
    for name, choices in _CHOICES.items():
        if row[name] is not None and row[name] not in choices:
            yield f"{name} is {row[name]!r}, not one of {', '.join(choices)}"
    yield from _date_faults(row)
    yield from _number_faults(row)
    yield from _place_faults(row, geometry)


def _date_faults(row: dict[str, Any]) -> Iterator[str]:
    days = []
    for name in ("date_start", "date_end"):
        try:
            days.append(date.fromisoformat(row[name]) if row[name] is not None else None)
        except ValueError:
            yield f"{name} is {row[name]!r}, not an ISO date"
            return
    start, end = days
    if start and end and start > end:
        yield f"date_start {start} is after date_end {end}"


def _number_faults(row: dict[str, Any]) -> Iterator[str]:
    for column in SCHEMA:
        value = row[column.name]
        if value is None:
            continue
        if column.unit in ("count", "persons", "km") and value < 0:
            yield f"{column.name} is {value}, below 0"
        if column.unit == "0..1" and not 0 <= value <= 1:
            yield f"{column.name} is {value}, outside 0..1"
    for kind in ("killed", "injured"):
        low, high = row[f"{kind}_min"], row[f"{kind}_max"]
        if low is not None and high is not None and low > high:
            yield f"{kind}_min {low} is above {kind}_max {high}"


def _place_faults(row: dict[str, Any], geometry: BaseGeometry | None) -> Iterator[str]:
    lat, lon, precision = row["lat"], row["lon"], row["geo_precision"]
    located = precision not in (None, "country")
    if (lat is None) != (lon is None) or (lat is not None) != located:
        yield f"lat {lat} and lon {lon} do not go with geo_precision {precision}"
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        yield f"lat {lat}, lon {lon} is not on Earth"
    has_geometry = geometry is not None and not geometry.is_empty
    if has_geometry and not located:
        yield f"geometry is set although geo_precision is {precision}"
    if located and not has_geometry:
        yield f"geometry is missing although geo_precision is {precision}"
    if row["cross_border"] and row["country"] in (None, "UA"):
        yield f"cross_border is true in {row['country'] or 'no country'}"
