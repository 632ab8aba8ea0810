"""The names on the basemap: which settlements are named, from which zoom, and in which words."""

from __future__ import annotations

import csv
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gazetteer.build.sources import curated

BOX = (14.0, 38.0, 72.0, 70.0)  # west, south, east, north: where the map is detailed
GRID = 1000  # coordinates are integers of 1/1000 degree, about 70-110 m
LABELS = 2700
SUBURB_DEGREES = 0.16  # some 18 km
UNSOUND = re.compile("[’'](?![єїюяЄЇЮЯ])|ъ(?![еёюя])")
TYPICAL_POPULATION = {"city": 15_000, "town": 3_000, "village": 300}  # where none is known
# How much a settlement counts for the reader of this map, beside its size.
NEARNESS = {"UA": 3.0, "RU": 1.0, "BY": 1.0, "MD": 1.0, "PL": 0.5, "RO": 0.5}


def area_labels() -> list[list[Any]]:
    """Return the hand-placed names of countries and seas."""
    return [
        [
            row["kind"], row["name"], row["name_uk"], row["name_ru"],
            round(float(row["lon"]) * GRID), round(float(row["lat"]) * GRID),
            int(row["min_zoom"]), int(row["max_zoom"]),
        ]
        for row in curated("basemap_labels.csv")
    ]  # fmt: skip


def place_labels(path: Path) -> list[list[Any]]:
    """
    Return the names of the settlements that matter most, most important first.

    Ukrainian ones count for more: the map is read there, down to the raion centres.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["kind"] in TYPICAL_POPULATION]
    names = {(row["country"], row["name_en"]): row for row in curated("basemap_names.csv")}
    labels = []
    for row in _thinned(sorted(rows, key=lambda row: (-_weight(row), row["place_id"]))):
        labels.append(
            [
                "place",
                *_shown(row, names.get((row["country"], row["name_en"]))),
                round(float(row["lon"]) * GRID),
                round(float(row["lat"]) * GRID),
                _min_zoom(_weight(row)),
                19,
            ]
        )
        if len(labels) == LABELS:
            break
    return labels


def _thinned(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Yield what lies in the box, abroad without the suburbs of what was yielded before."""
    west, south, east, north = BOX
    taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        lon, lat = float(row["lon"]), float(row["lat"])
        if not (west <= lon <= east and south <= lat <= north):
            continue
        x, y = lon * math.cos(math.radians(lat)), lat
        cells = [(int(x) + dx, int(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        near = (math.hypot(x - a, y - b) for cell in cells for a, b in taken[cell])
        if row["country"] != "UA" and min(near, default=9.0) < SUBURB_DEGREES:
            continue
        taken[int(x), int(y)].append((x, y))
        yield row


def _shown(row: dict[str, str], corrected: dict[str, str] | None) -> tuple[str, str, str]:
    """Return the names in English, Ukrainian and Russian; the last empty if like the second."""
    if corrected is not None:
        names = corrected["shown_en"], corrected["shown_uk"], corrected["shown_ru"]
    else:
        names = row["name_en"], _sound(row["name_uk"]), _sound(row["name_ru"])
    return names[0], names[1], "" if names[2] == names[1] else names[2]


def _sound(name: str) -> str:
    """Return a name, or nothing if it is a transliteration that no one would write."""
    return "" if UNSOUND.search(name) else name


def _weight(row: dict[str, str]) -> float:
    population = float(row["population"] or TYPICAL_POPULATION[row["kind"]])
    return population * NEARNESS.get(row["country"], 0.3)


def _min_zoom(weight: float) -> int:
    """Return the zoom from which a settlement is named if there is room."""
    steps = ((2_000_000, 4), (700_000, 5), (250_000, 6), (90_000, 7), (35_000, 8), (14_000, 9))
    return next((zoom for floor, zoom in steps if weight >= floor), 10)
