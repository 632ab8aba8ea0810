"""What is known of a report that says how sure it is: of itself, and beside its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geomap.incidents.match import NOT_APART, why_same_event
from geomap.records import Location, Report
from geomap.vocabulary import event_types

ALWAYS = "always"
_QUOTED = re.compile(r"“[^”]*”")
_STEPS = (0.5, 0.8, 0.9)
_WIDE = ("country", "line", "region", "district")
_COUNTS = ("launched", "intercepted", "killed_min", "injured_min")


class Told(NamedTuple):
    """A report of something that took place, as its neighbours see it."""

    report: Report
    family: str
    location: Location


def neighbours(reports: Iterable[Report]) -> tuple[Told, ...]:
    """Return the located reports of one article of what took place, in the order given."""
    return tuple(
        Told(report, _family(report), report.location)
        for report in reports
        if report.location is not None and report.realis == "actual"
    )


def signs(report: Report, told: Sequence[Told] = ()) -> Iterator[str]:
    """
    Yield what the confidence in a located report hangs on, each as ``what: value``.

    `told` are the `neighbours` of its article, with or without itself. The words that a rule
    quotes are left out of its name, so that it stays one sign.
    """
    family = _family(report)
    yield ALWAYS
    yield f"family: {family}"
    yield f"type: {report.event_type}"
    yield f"trigger: {report.trigger.lower()}"
    for rule in report.rules:
        yield f"rule: {_QUOTED.sub('“…”', rule) if '“' in rule else rule}"
    yield f"time: {report.time.precision}"
    yield f"sentences: {min(len(report.evidence), 3)}"
    yield from _numbers(report)
    yield f"type confidence {_step(report.type_confidence)}"
    if report.location is None:
        yield "place: not found"
        return
    place, precision = report.location.place, report.location.geo_precision
    yield f"place: {place.kind}"
    yield f"country: {place.country}"
    yield f"precision: {precision}"
    yield f"precision: {precision}, {family}"
    yield f"place confidence {_step(report.place_confidence or 0.0)}"
    yield from _beside(Told(report, family, report.location), told)


def _numbers(report: Report) -> Iterator[str]:
    counted = [name for name in _COUNTS if getattr(report.numbers, name) is not None]
    for name in counted or ["nothing"]:
        yield f"counted: {name.removesuffix('_min')}"


def _beside(this: Told, told: Sequence[Told]) -> Iterator[str]:
    """Yield what else the article tells: of the place, of places within it, of such events."""
    report, family, here = this
    place_id = here.place.place_id
    others = [o for o in told if o.report.report_id != report.report_id]
    alike = [o for o in others if o.family == family]
    yield f"others of its family: {_some(len({o.location.place.place_id for o in alike}))}"
    for other in others:
        if other.location.place.place_id != place_id:
            continue
        if other.family != family:
            yield f"also told of the place: {other.family}"
        elif why_same_event(report, other.report, NOT_APART) is None:
            before = other.report.trigger_start < report.trigger_start
            yield f"told apart of the place: {'before' if before else 'later'}"
    if here.geo_precision in _WIDE:
        inner = [o.report for o in alike if _holds(here, o.location)]
        if inner:
            yield f"told of a place within: {here.geo_precision}"
        if any(_share_a_sentence(report, other) for other in inner):
            yield "told of a place within: in one sentence"


def _holds(wide: Location, there: Location) -> bool:
    """Say whether a place lies in the wider one, as far as its country and region tell."""
    if wide.geo_precision == "country":
        return there.geo_precision != "country" and there.place.country == wide.place.country
    if there.geo_precision in _WIDE:
        return wide.geo_precision == "region" and there.place.admin1_id == wide.place.place_id
    return wide.place.place_id in (there.place.admin1_id, there.place.admin2_id)


def _share_a_sentence(a: Report, b: Report) -> bool:
    return not {e.start for e in a.evidence}.isdisjoint(e.start for e in b.evidence)


def _family(report: Report) -> str:
    return event_types()[report.event_type].family


def _some(count: int) -> str:
    return str(count) if count < 3 else "3 or 4" if count < 5 else "5 or more"


def _step(share: float) -> str:
    return next((f"below {step}" for step in _STEPS if share < step), f"from {_STEPS[-1]}")
