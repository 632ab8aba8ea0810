"""
Names of countries, regions and Ukraine's districts in three languages, for maps and briefs.

    python -m gazetteer.build.area_names      writes geomap/area_names.csv
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "tables" / "places.csv"
NAMES = Path(__file__).parents[2] / "geomap" / "area_names.csv"


def area_names() -> str:
    """Return the table; `key` is a country's ISO code, else the name of ``admin1``, ``admin2``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("key", "en", "uk", "ru"))
    writer.writerows(sorted(set(_rows())))
    return out.getvalue()


def _rows() -> Iterator[tuple[str, ...]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        places = list(csv.DictReader(stream))
    regions = {place["admin1_id"] for place in places} - {""}  # cities of a region's rank too
    for place in places:
        names = (place["name_en"], place["name_uk"], place["name_ru"])
        if place["kind"] == "country":
            yield place["country"], *names
        elif (
            place["kind"] == "region"
            or place["place_id"] in regions
            or (place["kind"] == "district" and place["country"] == "UA")
        ):
            yield place["name_en"], *names


if __name__ == "__main__":
    NAMES.write_text(area_names(), encoding="utf-8", newline="\n")
