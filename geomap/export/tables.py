"""CSV tables: the incidents, the names that are not on the map, and ACLED's columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.atomic import write_text
from geomap.frame import SCHEMA, to_incident_rows
from geomap.records import NotMapped

if TYPE_CHECKING:
    import geopandas as gpd

# Spreadsheets run a cell that begins like this as a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")
_DECIMALS = 6


def write_csv(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incidents as a table: UTF-8, all columns of the schema, empty where not stated.

    Nested columns are JSON. A text that a spreadsheet would run as a formula gets a ``'`` in
    front.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    names = [column.name for column in SCHEMA]
    columns = (frame[name].to_numpy(dtype=object, na_value=None) for name in names)
    _write_table(Path(path), names, zip(*columns, strict=True))


def write_not_mapped_csv(rows: Iterable[NotMapped], path: Path | str) -> None:
    """
    Write every place name that is not on the map, with its role and the reason.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    names = [field.name for field in fields(NotMapped)]
    _write_table(Path(path), names, map(attrgetter(*names), rows))


# ACLED codebook: the event type that each sub-event type belongs to.
_ACLED_EVENT_TYPES = {
    "Air/drone strike": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Armed clash": "Battles",
    "Government regains territory": "Battles",
    "Non-state actor overtakes territory": "Battles",
    "Attack": "Violence against civilians",
    "Disrupted weapons use": "Strategic developments",
    "Non-violent transfer of territory": "Strategic developments",
}
_ACLED_ACTORS = {"RU": "Military Forces of Russia", "UA": "Military Forces of Ukraine"}
_ACLED_TIME = {"hour": 1, "day": 1, "night": 1, "week": 2, "month": 3, "unknown": 3}


def write_acled_csv(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incidents that happened, at a place finer than a country, in columns as ACLED's.

    For tools made for ACLED's tables; this is not ACLED's data. `fatalities` is the lowest
    figure reported, and empty, not 0, where none is.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    rows = [
        _acled_row(row)
        for row in to_incident_rows(frame)
        if row["realis"] == "actual" and row["lat"] is not None
    ]
    names = list(_acled_row(dict.fromkeys((c.name for c in SCHEMA), None) | {"evidence": []}))
    _write_table(Path(path), names, (row.values() for row in rows))


def _acled_row(row: dict[str, Any]) -> dict[str, Any]:
    event_type = _ACLED_EVENT_TYPES.get(row["acled_sub_event"] or "", "")
    strategic = event_type == "Strategic developments"
    publishers = sorted({e["publisher"] for e in row["evidence"] if e["publisher"]})
    return {
        "event_id_cnty": row["incident_id"],
        "event_date": row["date_start"],
        "year": (row["date_start"] or "")[:4],
        "time_precision": _ACLED_TIME.get(row["time_precision"] or "unknown"),
        "disorder_type": "Strategic developments" if strategic else "Political violence",
        "event_type": event_type,
        "sub_event_type": row["acled_sub_event"],
        "actor1": _ACLED_ACTORS.get(row["actor"] or "", row["actor"]),
        "actor2": _ACLED_ACTORS.get(row["target_side"] or "", row["target_side"]),
        "country": row["country"],
        "admin1": row["admin1"],
        "admin2": row["admin2"],
        "location": row["place"],
        "latitude": row["lat"],
        "longitude": row["lon"],
        "geo_precision": row["acled_geo_precision"],
        "source": "; ".join(publishers),
        "notes": " ".join(e["sentence"] for e in row["evidence"]),
        "fatalities": row["killed_min"],
    }


def _write_table(path: Path, names: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    write_text(path, text.getvalue())


def _cell(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(round(value, _DECIMALS))
    if isinstance(value, date):
        return value.isoformat()
    # One kind of line break: a lone "\r" would end the row for some readers.
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
