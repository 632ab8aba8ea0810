"""The closed vocabularies of the incident table, read from ``vocabulary.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class EventType:
    """One row of the event-type table. `family` is the part of the name before the dot."""

    name: str
    family: str
    layer: str
    means: str
    acled: str
    label_en: str


@cache
def vocabulary() -> dict[str, Any]:
    """Return the whole of ``vocabulary.toml``, labels in three languages included."""
    text = files("geomap").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def event_types() -> dict[str, EventType]:
    """Return the event types by name, in legend order."""
    return {
        name: EventType(
            name=name,
            family=name.split(".")[0],
            layer=row["layer"],
            means=row["means"],
            acled=row["acled"],
            label_en=row["label"]["en"],
        )
        for name, row in vocabulary()["event_types"].items()
    }
