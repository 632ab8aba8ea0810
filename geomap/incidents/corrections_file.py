"""``corrections.csv`` -> corrections; a line with a fault is reported and left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from math import isfinite
from pathlib import Path

from geomap.errors import CorrectionError
from geomap.incidents.corrections import Correction
from geomap.vocabulary import event_types

COLUMNS = ("incident_id", "action", "field", "value", "note")
ACTIONS = ("accept", "reject", "set", "join", "split", "note")
FIELDS = ("event_type", "date_start", "lat", "lon")
_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")  # keeps spreadsheets from running a cell


def read_corrections(
    path: Path | str, *, on_error: Callable[[CorrectionError], None]
) -> list[Correction]:
    """
    Read the corrections that the map saved.

    Parameters
    ----------
    path
        UTF-8, comma-separated as the map writes it, or semicolon-separated as some spreadsheets
        save it.
    on_error
        Called with each line that is wrong, which is left out.

    Returns
    -------
    corrections
        In the order of the file.

    Raises
    ------
    CorrectionError
        If the file cannot be read or its columns are others: the message names it.
    """
    path = Path(path)
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path))
    if tuple(name.strip() for name in reader.fieldnames or ()) != COLUMNS:
        msg = f"{path}, line 1: the columns must be {','.join(COLUMNS)}"
        raise CorrectionError(msg)
    corrections: list[Correction] = []
    try:
        for row in reader:
            try:
                corrections.append(_correction(f"{path}, line {reader.line_num}", row))
            except CorrectionError as error:
                on_error(error)
    except csv.Error as error:
        on_error(CorrectionError(f"{path}, line {reader.line_num}: not a CSV table: {error}"))
    return list(_with_both_coordinates(corrections, on_error))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}"
        raise CorrectionError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8"
        raise CorrectionError(msg) from error


def _delimiter(path: Path) -> str:
    head = _text(path).split("\n", 1)[0]
    return ";" if ";" in head and "," not in head else ","


def _correction(where: str, row: dict[str, str]) -> Correction:
    if None in row or None in row.values():  # csv's marks for cells beyond and short of the header
        msg = f"{where}: has not {len(COLUMNS)} cells; quote a cell that holds a comma"
        raise CorrectionError(msg)
    cells = {name: _GUARD.sub("", row[name].strip()).strip() for name in COLUMNS}
    if not cells["incident_id"]:
        msg = f"{where}: incident_id is empty"
        raise CorrectionError(msg)
    if cells["action"] not in ACTIONS:
        msg = f"{where}: action is {cells['action']!r}, not one of {', '.join(ACTIONS)}"
        raise CorrectionError(msg)
    wanted = {"set": FIELDS, "join": ("incident_id",)}.get(cells["action"], ("",))
    if cells["field"] not in wanted:
        expected = ", ".join(wanted) if wanted[0] else "empty"
        msg = f"{where}: field is {cells['field']!r}; for {cells['action']} it must be {expected}"
        raise CorrectionError(msg)
    if (fault := _fault(cells["action"], cells["field"], cells["value"])) is not None:
        msg = f"{where}: value is {cells['value']!r}, {fault}"
        raise CorrectionError(msg)
    return Correction(where=where, **cells)


def _fault(action: str, name: str, value: str) -> str | None:
    """Return what is wrong with a value, None if nothing is."""
    if action == "join":
        return None if value else "not the id of an incident"
    if action != "set":
        return f"but {action} takes none" if value else None
    if name == "event_type":
        return None if value in event_types() else "not an event type"
    if name == "date_start":
        return None if not value or _is_date(value) else "not a date as 2024-11-26"
    return None if _is_degree(value, 90 if name == "lat" else 180) else f"no {name} in degrees"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _is_degree(text: str, limit: float) -> bool:
    try:
        degrees = float(text)
    except ValueError:
        return False
    return isfinite(degrees) and abs(degrees) <= limit


def _with_both_coordinates(
    corrections: list[Correction], on_error: Callable[[CorrectionError], None]
) -> Iterator[Correction]:
    """Leave out a latitude without a longitude, and the other way round."""
    given: dict[str, set[str]] = {}
    for line in corrections:
        given.setdefault(line.incident_id, set()).add(line.field)
    for line in corrections:
        other = {"lat": "lon", "lon": "lat"}.get(line.field)
        if other is None or other in given[line.incident_id]:
            yield line
        else:
            on_error(CorrectionError(f"{line.where}: {line.field} is set without {other}"))
