"""The marked texts: what was written for this gate, and what a careful reader finds in it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_NUMBERS = ("launched", "intercepted", "killed", "injured")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a marked incident lies; `lat` and `lon` are None for areas, which go by name."""

    name: str
    lat: float | None
    lon: float | None
    level: str
    tolerance_km: float


@dataclass(frozen=True, slots=True)
class Marked:
    """One incident of a text. `days` and `numbers` hold only what the text states."""

    start: int
    end: int
    types: tuple[str, ...]
    spot: Spot
    actor: str | None
    days: tuple[date, date] | None
    numbers: dict[str, int]
    cross_border: bool | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its incidents, and the names (with context) that must stay off the map."""

    text_id: str
    style: str
    published: date
    text: str
    incidents: tuple[Marked, ...]
    never: tuple[tuple[int, int], ...]
    background: tuple[str, ...]


def load_texts(name: str) -> tuple[Text, ...]:
    """Return the texts of ``sentences`` or ``articles``; quotes become offsets."""
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_text(json.loads(line)) for line in lines)


@cache
def _spots() -> dict[str, dict[str, str]]:
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def _text(row: dict[str, Any]) -> Text:
    text = row["text"]
    return Text(
        text_id=row["id"],
        style=row["style"],
        published=date.fromisoformat(row["published"]),
        text=text,
        incidents=tuple(_marked(incident, text) for incident in row["incidents"]),
        never=tuple(_span(text, phrase) for phrase in row["never"]),
        background=tuple(row.get("background", ())),
    )


def _marked(row: dict[str, Any], text: str) -> Marked:
    start, end = _span(text, row["quote"])
    types = row["type"]
    return Marked(
        start=start,
        end=end,
        types=tuple([types] if isinstance(types, str) else types),
        spot=_spot(row["place"], row.get("tolerance_km", 10.0)),
        actor=row.get("actor"),
        days=_days(row),
        numbers={name: row[name] for name in _NUMBERS if name in row},
        cross_border=row.get("cross_border"),
        sure=row.get("sure", True),
    )


def _spot(name: str, tolerance_km: float) -> Spot:
    row = _spots()[name]
    lat, lon = (float(row[axis]) if row[axis] else None for axis in ("lat", "lon"))
    return Spot(name, lat, lon, row["level"], tolerance_km)


def _days(row: dict[str, Any]) -> tuple[date, date] | None:
    if "date" not in row:
        return None
    first, last = (date.fromisoformat(day) for day in row["date"])
    return first, last


def _span(text: str, phrase: str) -> tuple[int, int]:
    start = text.index(phrase)
    return start, start + len(phrase)
