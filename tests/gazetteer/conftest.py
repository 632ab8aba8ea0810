"""The committed tables, read once."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

GAZETTEER = Path(__file__).parents[2] / "gazetteer"
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="session")
def place_rows() -> list[Row]:
    return read(GAZETTEER / "tables" / "places.csv")


@pytest.fixture(scope="session")
def places(place_rows: list[Row]) -> dict[str, Row]:
    return {row["place_id"]: row for row in place_rows}


@pytest.fixture(scope="session")
def settlements(places: dict[str, Row]) -> list[Row]:
    kinds = {"city", "town", "village"}
    return [row for row in places.values() if row["country"] == "UA" and row["kind"] in kinds]


@pytest.fixture(scope="session")
def names() -> list[Row]:
    return read(GAZETTEER / "tables" / "names.csv")


@pytest.fixture(scope="session")
def by_name(names: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in names:
        found.setdefault(row["name"], []).append(row)
    return found


@pytest.fixture(scope="session")
def features() -> list[dict[str, Any]]:
    text = (GAZETTEER / "tables" / "areas.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


@pytest.fixture(scope="session")
def outline_ids(features: list[dict[str, Any]]) -> list[str]:
    return [each["properties"]["place_id"] for each in features]


@pytest.fixture(scope="session")
def outlines(features: list[dict[str, Any]]) -> dict[str, BaseGeometry]:
    return {each["properties"]["place_id"]: shape(each["geometry"]) for each in features}


@pytest.fixture(scope="session")
def not_places() -> list[Row]:
    return read(GAZETTEER / "curated" / "not_places.csv")


@pytest.fixture(scope="session")
def sources() -> list[Row]:
    return read(GAZETTEER / "sources.csv")
