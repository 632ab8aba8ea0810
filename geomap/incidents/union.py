"""What the reports of one event tell together: best-filled fields, no averages, no sums."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import NamedTuple, TypeVar

from geomap.incidents.match import COUNTS, TOLLS
from geomap.records import ClaimStatus, Incident, Numbers, Report, TimeSpan
from geomap.vocabulary import event_types, vocabulary

T = TypeVar("T")
_NUMBERS = tuple(field.name for field in fields(Numbers))
_PRECISIONS = {name: n for n, name in enumerate(vocabulary()["geo_precision"])}  # finest first
Rank = tuple[bool | int | float | str, ...]

# What a joined incident is called: a wave of several weapons before one of them, that before
# words that leave the weapon open.
_TYPE_ORDER = {"strike.combined": 0, "ground.clash": 2, "strike.explosion": 3, "strike.other": 4}
_TIME_PRECISIONS = ("hour", "night", "day", "week", "month", "unknown")  # finest first
_DATE_SOURCES = ("stated", "relative", "published")  # surest first
# How sure a date is: by what it hangs on, less where only a span of days is known.
_SOURCE_CONFIDENCE = {"stated": 1.0, "relative": 0.9, "published": 0.6}
_SPAN_FACTOR = {"week": 0.8, "month": 0.7, "unknown": 0.7}


def rank(report: Report) -> Rank:
    """Return a sort key, best told first; total and free of the order in which reports come."""
    n_numbers = sum(getattr(report.numbers, name) not in (None, ()) for name in _NUMBERS)
    return (
        report.location is None,
        _TYPE_ORDER.get(report.event_type, 1),
        -n_numbers,
        *_place_rank(report),
        *_time_rank(report.time),
        report.actor is None,
        report.article_id,
        report.trigger_start,
        report.report_id,
    )


def join_reports(reports: Sequence[Report], merge_reasons: Iterable[str]) -> Incident:
    """
    Make one incident of the reports of one event, without an id as yet.

    Parameters
    ----------
    reports
        At least one, ordered by `rank`: the best told speaks first, the others fill what it
        leaves open.
    merge_reasons
        Why they are one event.
    """
    kind = event_types()[reports[0].event_type]
    where = min(reports, key=_place_rank)
    when = min((r.time for r in reports), key=_time_rank)
    saying = next((r for r in reports if r.claimed_by), reports[0])
    country = where.location.place.country if where.location else None
    sure = _how_sure(reports, where, when)
    return Incident(
        incident_id="",
        event_type=kind.name,
        family=kind.family,
        layer=kind.layer,
        date_start=when.start,
        date_end=when.end or when.start,
        time_precision=when.precision,
        date_source=when.source if when.start else None,
        date_words=when.words or None,
        place_name=where.place_name,
        location=where.location,
        in_territory_of=country,
        cross_border=country not in (None, "UA"),
        side_of_front=_first(r.side_of_front for r in reports),
        actor=_first(r.actor for r in reports),
        target_side=_first(r.target_side for r in reports),
        unit=_first(r.unit for r in reports),
        target_class=_first(r.target_class for r in reports),
        weapon=_first(r.weapon for r in reports),
        origins=_union(r.origin_places for r in reports),
        numbers=_join_numbers([r.numbers for r in reports]),
        shared_numbers=any(r.shared_numbers for r in reports),
        claimed_by=saying.claimed_by,
        claimant=saying.claimant,
        claim_status=_claim_status(reports, saying),
        realis=reports[0].realis,
        evidence=_union(r.evidence for r in sorted(reports, key=_in_text)),
        report_ids=tuple(sorted(r.report_id for r in reports)),
        n_publishers=len({e.publisher for r in reports for e in r.evidence}),
        trigger=reports[0].trigger,
        rules=_union(r.rules for r in reports),
        place_reasons=where.place_reasons,
        other_places=where.other_places,
        merge_reasons=tuple(sorted(merge_reasons)),
        confidence=min(sure),
        confidence_event=sure.event,
        confidence_place=sure.place,
        confidence_type=sure.type,
        confidence_time=sure.time,
        notes=_union((*(r.notes for r in reports), _disagreements(reports))),
    )


class _Sure(NamedTuple):
    event: float
    place: float
    type: float
    time: float


CONFIDENCE_PARTS = tuple(f"confidence_{part}" for part in _Sure._fields)


def _how_sure(reports: Sequence[Report], where: Report, when: TimeSpan) -> _Sure:
    return _Sure(
        event=round(max(r.event_confidence for r in reports), 2),
        place=round(_place_confidence(where), 2),
        type=round(max(r.type_confidence for r in reports), 2),
        time=_time_confidence(when),
    )


def name_incidents(incidents: Sequence[Incident]) -> list[Incident]:
    """
    Give each incident an id that is the same in every run.

    The id hashes realis, type, place and first day. Where several incidents agree in these, or
    none has a place, the ids of their reports tell them apart.
    """
    shared = Counter(_what(incident) for incident in incidents)
    return [
        replace(incident, incident_id=_hash(_what_alone(incident, shared)))
        for incident in incidents
    ]


def name_parts(incidents: Iterable[Incident]) -> list[Incident]:
    """Give each incident that was split off the id of its reports, the same in every run."""
    return [
        replace(incident, incident_id=_hash((*_what(incident), *incident.report_ids)))
        for incident in incidents
    ]


def _what(incident: Incident) -> tuple[str, ...]:
    place = incident.location.place.place_id if incident.location else ""
    return incident.realis, incident.event_type, place, str(incident.date_start or "")


def _what_alone(incident: Incident, shared: Counter[tuple[str, ...]]) -> tuple[str, ...]:
    what = _what(incident)
    is_alone = shared[what] == 1 and incident.location is not None
    return what if is_alone else (*what, *incident.report_ids)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _place_rank(report: Report) -> Rank:
    """Finest precision first, then the surest place."""
    if report.location is None:
        return (len(_PRECISIONS), 0.0)
    return _PRECISIONS[report.location.geo_precision], -(report.place_confidence or 0.0)


def _time_rank(time: TimeSpan) -> Rank:
    """Dated first, then by what the date hangs on, then the finest; the words break ties."""
    return (
        time.start is None,
        _DATE_SOURCES.index(time.source),
        _TIME_PRECISIONS.index(time.precision),
        str(time.start),
        str(time.end),
        time.words,
    )


def _in_text(report: Report) -> tuple[str, int, str]:
    return report.article_id, report.trigger_start, report.report_id


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


def _union(groups: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Return all values once, in the order in which they first come."""
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _place_confidence(report: Report) -> float:
    if report.location is None:
        return 0.0
    return 1.0 if report.place_confidence is None else report.place_confidence


def _time_confidence(time: TimeSpan) -> float:
    if time.start is None:
        return 0.0
    return round(_SOURCE_CONFIDENCE[time.source] * _SPAN_FACTOR.get(time.precision, 1.0), 2)


def _join_numbers(told: Sequence[Numbers]) -> Numbers:
    counts = {name: _first(getattr(n, name) for n in told) for name in COUNTS}
    tolls: dict[str, int | None] = {}
    for toll in TOLLS:
        tolls[f"{toll}_min"], tolls[f"{toll}_max"] = _toll_range(told, toll)
    return Numbers(
        **counts,
        **tolls,
        civilians=_first(n.civilians for n in told),
        qualifier=_first(n.qualifier for n in told),
        by_weapon=next((n.by_weapon for n in told if n.by_weapon), ()),
    )


def _toll_range(told: Sequence[Numbers], toll: str) -> tuple[int | None, int | None]:
    """Return the lowest and the highest figure of any report, each null where none states one."""
    lows = [low for n in told if (low := getattr(n, f"{toll}_min")) is not None]
    highs = [high for n in told if (high := getattr(n, f"{toll}_max")) is not None]
    if not highs and len(set(lows)) > 1:
        highs = lows
    return min(lows, default=None), max([*highs, *lows]) if highs else None


def _claim_status(reports: Sequence[Report], saying: Report) -> ClaimStatus:
    """
    Weigh what is said against what: contradiction disputes, the other side's word confirms.

    Otherwise the status of the report that speaks for the claim.
    """
    statuses = {r.claim_status for r in reports}
    sides = {r.claimed_by for r in reports} & {"RU", "UA"}
    if "denied" in statuses and len(statuses) > 1:
        return "disputed"
    if len(sides) == 2:
        return "disputed" if any(_disagreements(reports)) else "confirmed"
    return "confirmed" if "confirmed" in statuses else saying.claim_status


def _disagreements(reports: Sequence[Report]) -> Iterator[str]:
    """Yield in words each figure on which the reports differ."""
    for name in (*COUNTS, *(f"{toll}_min" for toll in TOLLS)):
        values = {v for r in reports if (v := getattr(r.numbers, name)) is not None}
        if len(values) > 1:
            told = ", ".join(str(v) for v in sorted(values))
            yield f"reports differ in {name.removesuffix('_min')}: {told}"
