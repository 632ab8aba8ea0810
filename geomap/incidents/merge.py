"""Group the reports of one event; each report ends in exactly one group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from geomap.errors import SettingsError
from geomap.incidents.match import Limits, equal_numbers, why_same_event
from geomap.incidents.union import join_reports, name_incidents, rank
from geomap.records import Incident, Report, TimeSpan
from geomap.vocabulary import event_types

Key = tuple[object, ...]
# A longer span ("since the start of the war") meets only its like.
_LONGEST_SPAN_DAYS = 31


@dataclass(slots=True)
class _Group:
    """Reports of one event so far, the first of them the best told, and why each other joined."""

    order: int
    members: list[Report]
    reasons: list[str] = field(default_factory=list)

    @property
    def article_ids(self) -> set[str]:
        return {member.article_id for member in self.members}


def merge_reports(
    reports: Iterable[Report], *, merge_km: float = 15.0, merge_days: int = 1
) -> list[Incident]:
    """
    Join reports of one event into one incident.

    A report joins a group only if it fits every report in it, so that a vague report cannot tie
    together two that contradict each other. The best told reports are grouped first.

    Parameters
    ----------
    reports
        In any order; not modified. A report that comes twice counts once.
    merge_km
        Great-circle kilometres, inclusive, not negative. Beyond the same place, reports of
        different articles join over this distance when their numbers say that they must.
    merge_days
        Days between such reports, not negative.

    Returns
    -------
    incidents
        By date (undated last), then id. Every report is in exactly one of them; the place is one
        report's place, never an average, and numbers are never added up.

    Raises
    ------
    SettingsError
        If a limit is negative.
    """
    if merge_km < 0 or merge_days < 0:
        msg = f"merge_km and merge_days must not be negative, but are {merge_km} and {merge_days}"
        raise SettingsError(msg)
    limits = Limits(merge_km, merge_days)
    groups: list[_Group] = []
    index: dict[Key, list[_Group]] = {}
    for report in _ranked(reports):
        keys = list(_block_keys(report, merge_days))
        group = _best_group(report, _candidates(keys, index), limits)
        if group is None:
            group = _Group(len(groups), [])
            groups.append(group)
        group.members.append(report)
        for key in keys:
            index.setdefault(key, []).append(group)
    joined = [join_reports(group.members, group.reasons) for group in groups]
    return sorted(name_incidents(joined), key=by_date)


def by_date(incident: Incident) -> tuple[bool, str, str]:
    """Return the sort key of lists of incidents: by date, undated last, then id."""
    return incident.date_start is None, str(incident.date_start), incident.incident_id


def _ranked(reports: Iterable[Report]) -> list[Report]:
    """Return each report once, the best told first."""
    unique: dict[str, Report] = {}
    for report in sorted(reports, key=rank):
        unique.setdefault(report.report_id, report)
    return list(unique.values())


def _block_keys(report: Report, merge_days: int) -> Iterator[Key]:
    """Yield what two reports of one event share: place or count, and a day, span or article."""
    if report.location is None:
        return
    kind = (event_types()[report.event_type].family, report.realis)
    shared: list[Key] = [(report.location.place.place_id,)]
    shared += equal_numbers(report.numbers, report.numbers)
    for what in shared:
        yield *kind, *what, report.article_id
        for day in _days(report.time, merge_days):
            yield *kind, *what, day


def _days(time: TimeSpan, merge_days: int) -> Iterator[object]:
    """Yield each day on which a report may meet another, or the whole span where it is long."""
    if time.start is None:
        return
    end = time.end or time.start
    yield time.start, end
    if (end - time.start).days <= _LONGEST_SPAN_DAYS:
        for n in range((end - time.start).days + merge_days + 1):
            yield time.start + timedelta(days=n)


def _candidates(keys: list[Key], index: dict[Key, list[_Group]]) -> list[_Group]:
    found = {group.order: group for key in keys for group in index.get(key, ())}
    return [found[order] for order in sorted(found)]


def _best_group(report: Report, groups: list[_Group], limits: Limits) -> _Group | None:
    """Find the group that a report fits, one of its own article first, and note why it fits."""
    own_first = sorted(groups, key=lambda g: report.article_id not in g.article_ids)
    for group in own_first:
        reasons = [why_same_event(member, report, limits) for member in group.members]
        if all(reasons):
            group.reasons.append(f"{report.report_id}: {reasons[0]}")
            return group
    return None
