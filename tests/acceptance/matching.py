"""Hold what was found in an article against what a careful reader finds in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from geomap.records import Incident

Wanted = dict[str, Any]

# Pairs that the answer file allows to be one incident: the second may be told by the first.
MAY_BE_ONE = {"0-b": "0-a", "0-e": "0-d"}
AREAS = {"region": {"region", "line", "district"}, "district": {"district", "settlement", "region"}}
SETTLEMENT = {"settlement", "site", "near", "district"}


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance by the haversine formula on a sphere of 6,371 km."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = (
        math.sin((phi_b - phi_a) / 2) ** 2
        + math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    )
    return 12742 * math.asin(math.sqrt(half))


def same_place(incident: Incident, wanted: Wanted) -> bool:
    """Return whether the incident lies where the wanted one does, at an honest precision."""
    location = incident.location
    if location is None:
        return False
    level = wanted["level"]
    names = f"{incident.place_name} {location.place.name} {location.place.admin1}".lower()
    name = wanted["place"].lower().replace(" oblast", "")
    if level == "country":
        return location.geo_precision == "country" and name in names
    if "lat" in wanted:
        near = distance_km(location.lat, location.lon, wanted["lat"], wanted["lon"])
        allowed = AREAS["district"] if level == "district" else SETTLEMENT
        return near <= wanted["tolerance_km"] and location.geo_precision in allowed
    if "danube" in name:  # the port is not named: a low-precision place on the river will do
        return location.geo_precision in AREAS["region"] and ("danube" in names or "odesa" in names)
    return location.geo_precision in AREAS["region"] and name in names


def faults(incident: Incident, wanted: Wanted) -> list[str]:
    """Return the fields of the wanted incident that the found one does not have."""
    return [
        f"{name}: wanted {want!r}, got {got!r}"
        for name, want, got, right in _checks(incident, wanted)
        if not right
    ]


def _checks(incident: Incident, wanted: Wanted) -> Iterator[tuple[str, object, object, bool]]:
    types = _as_set(wanted["type"])
    yield "type", wanted["type"], incident.event_type, incident.event_type in types
    for name, got in (
        ("actor", incident.actor),
        ("target", incident.target_side),
        ("claimed_by", incident.claimed_by),
        ("claim_status", incident.claim_status),
        ("cross_border", incident.cross_border),
        ("time_precision", incident.time_precision),
        ("weapon", incident.weapon),
    ):
        if name in wanted:
            yield name, wanted[name], got, got == wanted[name]
    if "target_class" in wanted:
        accepted = _as_set(wanted["target_class"])
        yield "target_class", accepted, incident.target_class, incident.target_class in accepted
    yield from _number_checks(incident, wanted)
    yield from _place_checks(incident, wanted)
    if "date" in wanted:
        start, end = incident.date_start, incident.date_end
        right = bool(start and end) and (
            str(start) >= wanted["date"][0] and str(end) <= wanted["date"][1]
        )
        yield "date", wanted["date"], (str(start), str(end)), right


def _number_checks(
    incident: Incident, wanted: Wanted
) -> Iterator[tuple[str, object, object, bool]]:
    numbers = incident.numbers
    split = {count.kind: count.launched for count in numbers.by_weapon}
    for name, got in (
        ("launched", numbers.launched),
        ("intercepted", numbers.intercepted),
        ("lost", numbers.lost),
        ("killed", numbers.killed_min),
        ("injured", numbers.injured_min),
        ("qualifier", numbers.qualifier),
    ):
        want = wanted.get(name)
        if isinstance(want, dict):
            yield name, want, split, split == want and got == next(iter(want.values()))
        elif want is not None:
            yield name, want, got, got == want


def _place_checks(incident: Incident, wanted: Wanted) -> Iterator[tuple[str, object, object, bool]]:
    location = incident.location
    if location is None:
        return
    if "admin1" in wanted:
        got = location.place.admin1
        yield "admin1", wanted["admin1"], got, got == wanted["admin1"]
    if "relation" in wanted:
        kind = location.relation.kind
        yield "relation", wanted["relation"], kind, kind == wanted["relation"]


def _as_set(value: str | list[str]) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def phrases(never: str) -> tuple[str, list[str]]:
    """
    Split an entry of the ``never`` list into the name and the phrases that it is forbidden in.

    Examples
    --------
    >>> phrases("Kyiv from 'Kyiv said', 'Kyiv's defense ministry'")
    ('Kyiv', ['Kyiv said', "Kyiv's defense ministry"])
    >>> phrases("Brussels")
    ('Brussels', [])
    """
    name = re.split(r" from '| as | \(", never)[0]
    quoted = never.partition(" from '")[2].removesuffix("'")
    return name, quoted.split("', '") if quoted else []


def straight(text: str) -> str:
    """Replace curly quotes by straight ones, keeping every offset."""
    return text.translate(str.maketrans("’‘“”", "''\"\""))
