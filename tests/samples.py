"""Small real records for the tests of merging, tables, outputs and the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from geomap.records import (
    Evidence,
    GeoPrecision,
    Location,
    Numbers,
    Place,
    Relation,
    Report,
    TimePrecision,
    TimeSpan,
)

KYIV = ("UA80000000000093317", "city", "Kyiv", "UA", 50.45, 30.52)
ODESA = ("UA51100270010076757", "city", "Odesa", "UA", 46.48, 30.73)
KOPANKY = ("UA63040010010033330", "village", "Kopanky", "UA", 49.371, 37.850)
PIVDENNE = ("UA51100310010018742", "town", "Pivdenne", "UA", 46.62, 31.10)
BELGOROD = ("geonames:578072", "city", "Belgorod", "RU", 50.60, 36.59)
KURSK_OBLAST = ("geonames:538555", "region", "Kursk Oblast", "RU", 51.7, 36.2)
CRIMEA = ("UA01000000000013043", "region", "Autonomous Republic of Crimea", "UA", 45.3, 34.4)
UKRAINE = ("geonames:690791", "country", "Ukraine", "UA", 49.0, 32.0)
ROMANIA = ("geonames:798549", "country", "Romania", "RO", 46.0, 25.0)
BLACK_SEA = ("curated:black_sea", "sea", "Black Sea", None, 43.5, 34.0)

Spec = tuple[str, str, str, str | None, float, float]


def place(spec: Spec) -> Place:
    place_id, kind, name, country, lat, lon = spec
    return Place(
        place_id=place_id, kind=kind, name=name, name_uk=None, name_ru=None,  # type: ignore[arg-type]
        country=country, admin1=None, admin2=None, admin3=None, admin1_id=None, admin2_id=None,
        lat=lat, lon=lon, accuracy_km=1.0, exact=True, population=None,
        has_area=kind in ("region", "country", "sea"), source="test",
    )  # fmt: skip


def location(spec: Spec, precision: GeoPrecision | None = None) -> Location:
    """Return a point for settlements and a square for areas; none for countries."""
    found = place(spec)
    levels: dict[str, GeoPrecision] = {"country": "country", "region": "region", "sea": "line"}
    level = precision or levels.get(found.kind, "settlement")
    lat, lon = found.lat, found.lon
    geometry: BaseGeometry | None = (
        Point(lon, lat) if level in ("site", "settlement", "near") else None
    )
    if level in ("region", "district", "line"):
        geometry = box(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5)
    return Location(
        place=found, lat=lat, lon=lon, geometry=geometry, geo_precision=level, radius_km=1.0,
        relation=Relation(),
    )  # fmt: skip


def span(
    start: str | None, end: str | None = None, precision: TimePrecision = "day", words: str = ""
) -> TimeSpan:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    return TimeSpan(first, last, precision, "stated" if words else "published", words)


def night(start: str, end: str) -> TimeSpan:
    return span(start, end, "night", "overnight")


def report(
    report_id: str,
    event_type: str = "strike.drone",
    spec: Spec | None = KYIV,
    *,
    article: str = "a1",
    time: TimeSpan | None = None,
    precision: GeoPrecision | None = None,
    publisher: str | None = "AFP",
    sentence: str = "Drones hit Kyiv.",
    numbers: dict[str, Any] | None = None,
    **fields: Any,
) -> Report:
    offset = sum(map(ord, report_id))
    evidence = Evidence(
        article_id=article, publisher=publisher, url=None, published=date(2024, 11, 26), lang="en",
        start=offset, end=offset + len(sentence), sentence=sentence,
    )  # fmt: skip
    defaults: dict[str, Any] = {
        "mention": None, "origins": (), "actor": None, "target_side": None, "unit": None,
        "target_class": None, "weapon": None, "claimed_by": None, "claimant": None,
        "claim_status": "stated", "realis": "actual", "trigger": "hit", "trigger_start": offset,
        "rules": ("rule",), "place_confidence": 0.9,
    }  # fmt: skip
    return Report(
        report_id=report_id,
        article_id=article,
        event_type=event_type,
        time=time or span("2024-11-26"),
        numbers=Numbers(**(numbers or {})),
        evidence=(evidence,),
        location=location(spec, precision) if spec else None,
        **(defaults | fields),
    )
