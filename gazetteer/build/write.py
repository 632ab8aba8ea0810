"""Writes tables and outlines so that a reader never sees half a file."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from geomap.places.tables import NAME_COLUMNS, NAME_TYPES, PLACE_COLUMNS, NameRow, PlaceRow


def write_places(path: Path, places: Iterable[PlaceRow]) -> None:
    """Write ``places.csv``, ordered by id."""
    _write_csv(path, PLACE_COLUMNS, sorted(places, key=lambda place: place.place_id))


def write_names(path: Path, names: Iterable[NameRow]) -> None:
    """Write ``names.csv``, ordered by place, language, type and spelling."""
    order = sorted(names, key=lambda n: (n.place_id, n.lang, NAME_TYPES.index(n.type), n.name))
    _write_csv(path, NAME_COLUMNS, order)


def write_geojson(path: Path, features: Sequence[dict[str, Any]]) -> None:
    """Write a feature collection with one feature a line."""
    lines = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        for feature in features
    ]
    body = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    write_whole(path, body)


def write_whole(path: Path, text: str) -> None:
    """Write a text file through a temporary one that takes its place at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    os.replace(temporary, path)  # noqa: PTH105 - the atomic form, named as such


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[PlaceRow | NameRow]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(getattr(row, column)) for column in header] for row in rows)
    write_whole(path, stream.getvalue())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    return str(value)
