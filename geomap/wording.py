"""Cells of the incident table in words, for the outputs that people read: English, plain text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geomap.vocabulary import event_types, vocabulary

SIDES = {"RU": "Russia", "UA": "Ukraine", "other": "another side"}
_PRECISION = {
    "site": "the site itself",
    "settlement": "the settlement",
    "near": "near, not at, the point",
    "district": "the district only",
    "region": "the region only",
    "line": "a stretch only",
    "country": "the country only",
}
_COUNTED = ("launched", "intercepted", "lost", "hits")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_words(day: date) -> str:
    """Return "5 Jun 2025", whatever the locale of the machine is."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(start: date | None, end: date | None) -> str:
    """Return the inclusive days as "5–6 Jun 2025"; "date not known" where there is none."""
    if start is None or end is None:
        known = start or end
        return day_words(known) if known else "date not known"
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def type_label(event_type: str) -> str:
    """Return the English label of an event type."""
    return event_types()[event_type].label_en


def number_words(row: Mapping[str, Any]) -> str:
    """
    Return what a row counts, as in "more than 2–3 killed, 1 injured"; empty where nothing is.

    `row` has the names of `geomap.records.Numbers`; names that it lacks count as not stated.
    """
    parts = [f"{row[name]} {name}" for name in _COUNTED if row.get(name) is not None]
    for kind in ("killed", "injured"):
        counted = _range(row.get(f"{kind}_min"), row.get(f"{kind}_max"))
        parts += [f"{counted} {kind}"] if counted else []
    if not parts:
        return ""
    words = ", ".join(parts)
    return f"{row['qualifier']} {words}" if row.get("qualifier") else words


def _range(low: int | None, high: int | None) -> str:
    if low is None or high is None or low == high:
        known = low if low is not None else high
        return "" if known is None else str(known)
    return f"{low}–{high}"


def claim_words(row: Mapping[str, Any]) -> str:
    """Return who says so and how sure it is: "claimed by Russian defence ministry (Russia)"."""
    status = vocabulary()["claim_status"][row["claim_status"]]["en"]
    side = SIDES.get(row["claimed_by"] or "")
    if row["claimant"] and row["claimant"] != side:
        return f"{status} by {row['claimant']}" + (f" ({side})" if side else "")
    return f"{status} by {side}" if side else str(status)


def precision_words(geo_precision: str | None, radius_km: float | None) -> str:
    """Return how exact a place is: "the region only, within 170 km"."""
    if geo_precision is None:
        return "no place found"
    words = _PRECISION[geo_precision]
    if radius_km is None or geo_precision == "country":
        return words
    shown = f"{radius_km:.0f}" if radius_km >= 10 else f"{radius_km:g}"
    return f"{words}, within {shown} km"
