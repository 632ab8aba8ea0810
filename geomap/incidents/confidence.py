"""
How sure it is that the event of a report took place as told: how often its like was right.

A logistic regression over what is known of a report: the rules that read it, what its place is,
how exact its time is. The weights are in ``confidence.csv``, one feature a line, for everybody to
look at: a weight above nought speaks for the report, one below against it, and the sum of those
that a report has is the logarithm of the odds that it is right. `tests.accuracy.fit_confidence`
makes them, and says from which texts.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from geomap.records import NO_NUMBERS, Location, Report
from geomap.vocabulary import event_types

ALWAYS = "always"
_QUOTED = re.compile(r"“[^”]*”")
_STEPS = (0.5, 0.8, 0.9)
_NAMED = 3  # features named in a reason


def features(report: Report) -> Iterator[str]:
    """
    Yield what the confidence in a located report hangs on, each as ``what: value``.

    The words that a rule quotes are left out of its name, so that it stays one feature.
    """
    yield ALWAYS
    yield f"family: {event_types()[report.event_type].family}"
    yield f"type: {report.event_type}"
    for rule in report.rules:
        yield f"rule: {_QUOTED.sub('“…”', rule) if '“' in rule else rule}"
    yield f"time: {report.time.precision}"
    if report.numbers != NO_NUMBERS:
        yield "has numbers"
    yield f"type confidence {_step(report.type_confidence)}"
    if report.location is None:
        yield "place: not found"
        return
    place = report.location.place
    yield f"place: {place.kind}"
    yield f"country: {place.country}"
    yield f"precision: {report.location.geo_precision}"
    yield f"place confidence {_step(report.place_confidence or 0.0)}"


def event_confidence(report: Report) -> float:
    """Return how often a report like this one is right, in 0..1."""
    once = dict.fromkeys(features(report))  # in order: sums of floats hang on it
    odds = sum(_weights().get(feature, 0.0) for feature in once)
    return 1.0 / (1.0 + math.exp(-odds))


def why_doubtful(report: Report) -> str:
    """Say how sure the report is, and what speaks most against it."""
    known = set(features(report)) - {ALWAYS}
    found = sorted((_weights().get(feature, 0.0), feature) for feature in known)
    against = "; ".join(f"{name} ({weight:+.1f})" for weight, name in found[:_NAMED] if weight < 0)
    return f"doubtful, sure by {event_confidence(report):.2f} only: {against}"


def part_doubtful(
    reports: Iterable[Report], least: float
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """
    Part the reports of one article into those to keep and the doubtful ones.

    A report is doubtful if it tells of something that took place, is less sure than `least`
    (0..1), and no surer report of the article tells of the same family of events at its place.
    What is known of a country, a sea, a front or a part of the country only is kept: it puts no
    point on the map that could be taken for the place. Both parts keep the given order.
    """
    reports = tuple(reports)
    unsure = frozenset(r.report_id for r in reports if _is_unsure(r, least))
    borne_out = {_event(r) for r in reports if r.report_id not in unsure}
    doubtful = tuple(r for r in reports if r.report_id in unsure and _event(r) not in borne_out)
    return tuple(r for r in reports if r not in doubtful), doubtful


def _is_unsure(report: Report, least: float) -> bool:
    if report.realis != "actual" or (report.location is not None and _is_vague(report.location)):
        return False
    return event_confidence(report) < least


def _is_vague(location: Location) -> bool:
    return location.geo_precision in ("country", "line") or location.place.kind == "area"


def _event(report: Report) -> tuple[str, str | None]:
    place_id = report.location.place.place_id if report.location else None
    return event_types()[report.event_type].family, place_id


def _step(share: float) -> str:
    return next((f"below {step}" for step in _STEPS if share < step), f"from {_STEPS[-1]}")


@cache
def _weights() -> dict[str, float]:
    table = resources.files("geomap.incidents").joinpath("confidence.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["feature"]: float(row["weight"]) for row in rows}
