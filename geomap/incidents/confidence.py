"""
How sure it is that the event of a report took place as told: how often its like was right.

A logistic regression over the `signs` of a report: the rules that read it, what its place is, how
exact its time is, what else its article tells. The weights are in ``confidence.csv``, one sign a
line, for everybody to look at: a weight above nought speaks for the report, one below against it,
and the sum of those that a report has is the logarithm of the odds that it is right.
`tests.accuracy.fit_confidence` makes them, and says from which texts.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from geomap.incidents.far_off import is_far_off
from geomap.incidents.match import NOT_APART, why_same_event
from geomap.incidents.signs import ALWAYS, Told, neighbours, signs
from geomap.records import Report, replace

_NAMED = 3  # signs named in a reason
# By knowledge, not by fit: of the few such reports in the texts that were marked none was right.
_FAR_OFF = "told of fighting far from the front of that day", -5.0


def rate_reports(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports of one article, each with how sure it is and what speaks against it."""
    reports = tuple(reports)
    told = neighbours(reports)
    return tuple(_rated(report, told) for report in reports)


def _rated(report: Report, told: Sequence[Told]) -> Report:
    weights = _weights()
    known = dict.fromkeys(signs(report, told))  # in order: sums of floats hang on it
    weighed = [(weights[sign], sign) for sign in known if sign in weights]
    odds = sum([weight for weight, _ in weighed])
    worst = sorted([found for found in weighed if found[0] < 0 and found[1] != ALWAYS])
    if is_far_off(report):
        sign, weight = _FAR_OFF
        odds, worst = odds + weight, [(weight, sign), *worst]
    against = tuple(f"{sign} ({weight:+.1f})" for weight, sign in worst[:_NAMED])
    return replace(report, event_confidence=1.0 / (1.0 + math.exp(-odds)), doubts=against)


def why_doubtful(report: Report) -> str:
    """Say how sure a rated report is, and what speaks most against it."""
    against = "; ".join(report.doubts)
    return f"doubtful, sure by {report.event_confidence:.2f} only: {against}"


def part_doubtful(
    reports: Iterable[Report], least: float
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """
    Part the rated reports of one article into those to keep and the doubtful ones.

    A report is doubtful if it tells of something that took place, is less sure than `least`
    (0..1), and no surer report of the article tells of the same event. Half as sure is enough
    for what is known of a country, a front, a coast or a part of the country only: it puts no
    point on the map that could be taken for the place. Both parts keep the given order.
    """
    reports = tuple(reports)
    unsure = [r for r in reports if r.realis == "actual" and r.event_confidence < _bar(r, least)]
    left = {r.report_id for r in unsure}
    surer = [r for r in reports if r.report_id not in left]
    doubtful = tuple(r for r in unsure if not _is_borne_out(r, surer))
    return tuple(r for r in reports if r not in doubtful), doubtful


def _bar(report: Report, least: float) -> float:
    place = report.location
    if place is None:
        return least
    vague = place.geo_precision in ("country", "line") or place.place.kind == "area"
    return least / 2 if vague else least


def _is_borne_out(report: Report, surer: Iterable[Report]) -> bool:
    return any(why_same_event(report, other, NOT_APART) for other in surer)


@cache
def _weights() -> dict[str, float]:
    table = resources.files("geomap.incidents").joinpath("confidence.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["sign"]: float(row["weight"]) for row in rows}
