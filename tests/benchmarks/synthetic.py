"""A made-up table of incidents of any size, on real places; the same count gives the same table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

import geopandas as gpd
import numpy as np
import pandas as pd

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.places.gazetteer import Gazetteer
from geomap.records import Incident, Place
from geomap.vocabulary import event_types
from tests.samples import KYIV, report

# Region: how often incidents happen there, and how many of its largest places take part.
REGIONS = {
    "Donetsk Oblast": (30, 300), "Kharkiv Oblast": (14, 300), "Zaporizhzhia Oblast": (12, 200),
    "Kherson Oblast": (10, 200), "Luhansk Oblast": (8, 200), "Sumy Oblast": (6, 150),
    "Belgorod Oblast": (5, 80), "Kursk Oblast": (4, 80), "Dnipropetrovsk Oblast": (4, 100),
    "Bryansk Oblast": (2, 40), "Odesa Oblast": (2, 60), "Kyiv Oblast": (2, 60),
    "Mykolaiv Oblast": (2, 60),
}  # fmt: skip
FIRST_DAY = np.datetime64("2022-02-24")
DAYS = 1460
PUBLISHERS = ("AFP", "Reuters", "Kyiv Independent", "Ukrinform", "Meduza", "BBC News")
WEAPONS = ("Shahed", "KAB", "Iskander-M", None)


def synthetic_frame(count: int) -> gpd.GeoDataFrame:
    """
    Return `count` incidents as `to_frame` would, sentence and id of each its own.

    One in fifty is known by region only, one in two hundred has no date; seven of ten lie exactly
    on a place, the others within some kilometres of one.
    """
    random = np.random.default_rng(1)
    models, weights = _models()
    frame = models.take(random.choice(len(models), count, p=weights)).reset_index(drop=True)
    kinds = list(event_types().values())
    kind = random.integers(0, len(kinds), count)
    for name, values in {
        "event_type": [k.name for k in kinds],
        "family": [k.family for k in kinds],
        "layer": [k.layer for k in kinds],
    }.items():
        frame[name] = pd.array(np.array(values, dtype=object)[kind], dtype="string")
    frame["incident_id"] = pd.array([f"{number:012x}" for number in range(count)], dtype="string")
    _set_dates(frame, random)
    _set_words(frame, random)
    _scatter(frame, random)
    return frame


@cache
def _models() -> tuple[gpd.GeoDataFrame, np.ndarray]:
    """Return one incident at each place, and how often it is drawn."""
    gazetteer = Gazetteer.load()
    (model,) = merge_reports([report("1", spec=KYIV)])
    incidents, weights = [], []
    for name, (weight, size) in REGIONS.items():
        region = next(p for p in gazetteer.lookup(name) if p.kind == "region")
        settled = (p for p in gazetteer.children(region.place_id) if p.population is not None)
        places = list(islice((p for p in settled if p.kind in ("city", "town", "village")), size))
        incidents += [_at(model, place) for place in places]
        weights += [weight * 0.98 / len(places)] * len(places)
        incidents.append(_over(model, region, gazetteer))
        weights.append(weight * 0.02)
    share = np.array(weights) / sum(weights)
    return to_frame(incidents), share


def _at(model: Incident, place: Place) -> Incident:
    assert model.location is not None
    location = replace(model.location, place=place, lat=place.lat, lon=place.lon)
    abroad = place.country != "UA"
    return replace(
        model, place_name=place.name, location=location, in_territory_of=place.country,
        cross_border=abroad,
    )  # fmt: skip


def _over(model: Incident, region: Place, gazetteer: Gazetteer) -> Incident:
    incident = _at(model, region)
    assert incident.location is not None
    outline = gazetteer.area(region.place_id)
    location = replace(incident.location, geometry=outline, geo_precision="region")
    return replace(incident, location=location)


def _set_dates(frame: gpd.GeoDataFrame, random: np.random.Generator) -> None:
    """Give every incident a day; more of them as time goes on."""
    day = (DAYS * np.sqrt(random.random(len(frame)))).astype(int)
    texts = np.datetime_as_string(FIRST_DAY + day).astype(object)
    texts[random.random(len(frame)) < 0.005] = pd.NA
    for name in ("date_start", "date_end"):
        frame[name] = pd.array(texts, dtype="string")


def _set_words(frame: gpd.GeoDataFrame, random: np.random.Generator) -> None:
    count = len(frame)
    actor = random.choice(["RU", "UA"], count, p=[0.75, 0.25])
    frame["actor"] = pd.array(actor, dtype="string")
    frame["weapon"] = pd.array(
        random.choice(np.array(WEAPONS, dtype=object), count), dtype="string"
    )
    frame["killed_min"] = pd.array(random.poisson(0.4, count), dtype="Int64")
    frame["killed_max"] = frame["killed_min"]
    frame["evidence"] = pd.array(list(_evidence(frame, random)), dtype="string")
    frame["report_ids"] = pd.array(['["' + i + '"]' for i in frame["incident_id"]], dtype="string")


def _evidence(frame: gpd.GeoDataFrame, random: np.random.Generator) -> Iterator[str]:
    publishers = random.choice(PUBLISHERS, len(frame))
    hours = random.integers(0, 24, len(frame))
    columns = (frame["incident_id"], frame["place_name"], frame["date_start"].fillna("2024-01-01"))
    for number, (key, place, day, publisher, hour) in enumerate(
        zip(*columns, publishers, hours, strict=True)
    ):
        sentence = (
            f"At about {hour}:{number % 60:02} a drone hit a house in {place}, the regional head "
            f"said on Telegram (message {number}), and two people were taken to a hospital."
        )
        piece = {
            "article_id": key, "publisher": str(publisher), "url": f"https://news.example/{key}",
            "published": day, "lang": "en", "start": 0, "end": len(sentence), "sentence": sentence,
        }  # fmt: skip
        yield json.dumps([piece], ensure_ascii=False)


def _scatter(frame: gpd.GeoDataFrame, random: np.random.Generator) -> None:
    """Move three of ten points off their place."""
    point = (frame["geo_precision"] == "settlement").to_numpy()
    moved = point & (random.random(len(frame)) < 0.3)
    for name in ("lat", "lon"):
        values = frame[name].to_numpy(dtype="f8", na_value=np.nan)
        values[moved] += random.normal(0, 0.05, moved.sum())
        frame[name] = pd.array(values.round(5), dtype="Float64")
    shapes = frame.geometry.to_numpy(copy=True)
    points = gpd.points_from_xy(
        frame["lon"].to_numpy("f8")[point], frame["lat"].to_numpy("f8")[point]
    )
    shapes[point] = points.to_numpy()
    frame["geometry"] = gpd.GeoSeries(shapes, crs=frame.crs)
