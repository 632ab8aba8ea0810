"""
What a reader of the map found wrong, applied to the incidents of a build.

``webmap/assets/CORRECTIONS.md`` says what each line of the file means. The lines are taken as a
whole: splits and joins first, in their order, then verdicts, new values and notes. Ids stay what
they were, so that the same file can be given to every later build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from geomap.errors import CorrectionError
from geomap.incidents.merge import by_date
from geomap.incidents.union import CONFIDENCE_PARTS, join_reports, name_parts, rank
from geomap.records import Incident, Location, Report
from geomap.vocabulary import event_types

# From a point and where the incident was before, to where it is.
PlaceAt = Callable[[float, float, Location | None], Location]
_KEPT, _REJECTED = "accept", "reject"


@dataclass(frozen=True, slots=True)
class Correction:
    """
    One line of corrections.csv, its cells checked.

    `where` names file and line. `value` is a type, an ISO date or nothing, a number, or the id
    of another incident, as `action` and `field` want it.
    """

    where: str
    incident_id: str
    action: str
    field: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """
    Incidents after the corrections.

    `incidents` are by date, then id; `rejected` those that the reader struck out, with the
    reader's notes; `unapplied` one error a line that could not be followed.
    """

    incidents: tuple[Incident, ...]
    rejected: tuple[Incident, ...]
    unapplied: tuple[CorrectionError, ...]


def apply_corrections(
    incidents: Iterable[Incident],
    reports: Iterable[Report],
    corrections: Sequence[Correction],
    *,
    place_at: PlaceAt,
) -> Corrected:
    """
    Apply the corrections of a reader.

    Parameters
    ----------
    incidents
        Of `merge_reports`.
    reports
        All that they were made of; joining and splitting start from these again.
    corrections
        In the order in which they were made: of two about one thing the later one holds.
    place_at
        Finds what lies at a point that an incident is moved to.
    """
    desk = _Desk({i.incident_id: i for i in incidents}, {r.report_id: r for r in reports})
    for line in corrections:
        if line.action in _REGROUP:
            _REGROUP[line.action](desk, line)
    for line in corrections:
        desk.take(line)
    for incident_id, lines in desk.lines.items():
        desk.known[incident_id] = _rewrite(desk.known[incident_id], lines, place_at)
    kept = [i for name, i in desk.known.items() if desk.verdict(name) != _REJECTED]
    struck = [i for name, i in desk.known.items() if desk.verdict(name) == _REJECTED]
    return Corrected(
        tuple(sorted(kept, key=by_date)), tuple(sorted(struck, key=by_date)), tuple(desk.unapplied)
    )


@dataclass(slots=True)
class _Desk:
    """The incidents while they are worked on, and the lines about each."""

    known: dict[str, Incident]
    reports: Mapping[str, Report]
    moved: dict[str, str] = field(default_factory=dict)  # id -> id that it was joined into
    lines: dict[str, list[Correction]] = field(default_factory=dict)
    unapplied: list[CorrectionError] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)

    def current(self, incident_id: str) -> str | None:
        """Return the id under which an incident is known now; None for one that is not there."""
        while incident_id not in self.known and incident_id in self.moved:
            incident_id = self.moved[incident_id]
        return incident_id if incident_id in self.known else None

    def take(self, line: Correction) -> None:
        """Keep a line for its incident, or say that there is none."""
        incident_id = self.current(line.incident_id)
        if incident_id is None:
            self.fail(line, f"there is no incident {line.incident_id!r} in this build")
        else:  # of a line that could not be followed the note is kept
            kept = line if line.where not in self.failed else replace(line, action="note")
            self.lines.setdefault(incident_id, []).append(kept)

    def fail(self, line: Correction, why: str) -> None:
        if line.where not in self.failed:
            self.failed.add(line.where)
            self.unapplied.append(CorrectionError(f"{line.where}: {why}"))

    def verdict(self, incident_id: str) -> str | None:
        verdicts = [line.action for line in self.lines.get(incident_id, ())
                    if line.action in (_KEPT, _REJECTED)]  # fmt: skip
        return verdicts[-1] if verdicts else None


def _split(desk: _Desk, line: Correction) -> None:
    """Make an incident of each report; the ids of the parts are those of their reports."""
    name = desk.current(line.incident_id)
    if name is None:
        return  # said when the lines are taken
    whole = desk.known[name]
    if len(whole.report_ids) < 2:
        desk.fail(line, "cannot be split: it rests on one report; correct or reject it instead")
        return
    del desk.known[whole.incident_id]
    parts = name_parts(join_reports([desk.reports[r]], ()) for r in whole.report_ids)
    said = desk.lines.pop(whole.incident_id, [])
    for part in parts:
        desk.known[part.incident_id] = part
        desk.lines[part.incident_id] = [*said, line]
    # Other lines about the whole go to the part that tells most; each part has an id of its own.
    first = min(parts, key=lambda part: rank(desk.reports[part.report_ids[0]]))
    desk.moved[whole.incident_id] = first.incident_id


def _join(desk: _Desk, line: Correction) -> None:
    """Put the reports of an incident to those of another, whose id stays."""
    joined, into = desk.current(line.incident_id), desk.current(line.value)
    if joined is None:
        return  # said when the lines are taken
    if into is None or joined == into:
        why = (
            "it is this incident" if into else f"there is no incident {line.value!r} in this build"
        )
        desk.fail(line, f"cannot be joined: {why}")
        return
    pair = (desk.known[into], desk.known.pop(joined))
    told = sorted((desk.reports[name] for one in pair for name in one.report_ids), key=rank)
    reasons = {"joined in review", *(reason for one in pair for reason in one.merge_reasons)}
    together = join_reports(told, reasons)
    desk.known[into] = replace(together, incident_id=into)
    desk.moved[joined] = into
    desk.lines.setdefault(into, []).extend(desk.lines.pop(joined, []))


_REGROUP: dict[str, Callable[[_Desk, Correction], None]] = {"split": _split, "join": _join}


def _rewrite(incident: Incident, lines: Sequence[Correction], place_at: PlaceAt) -> Incident:
    """Return the incident with the new values and the notes of its lines."""
    values = {line.field: line.value for line in lines if line.action == "set"}
    changed = any(line.action in ("set", "join", "split") for line in lines)
    accepted = any(line.action == _KEPT for line in lines)
    if "event_type" in values:
        incident = _retype(incident, values["event_type"])
    if "date_start" in values:
        incident = _redate(incident, values["date_start"])
    if "lat" in values and "lon" in values:
        incident = _move(incident, place_at(
            float(values["lat"]), float(values["lon"]), incident.location))  # fmt: skip
    notes = dict.fromkeys(f"review: {line.note}" for line in lines if line.note)
    return replace(
        incident,
        review="corrected" if changed else "accepted" if accepted else incident.review,
        confidence=min(getattr(incident, part) for part in CONFIDENCE_PARTS),
        notes=(*incident.notes, *notes),
    )


def _noted(incident: Incident, words: str) -> tuple[str, ...]:
    return (*incident.notes, f"review: {words}")


def _retype(incident: Incident, name: str) -> Incident:
    kind = event_types()[name]
    return replace(
        incident,
        event_type=kind.name,
        family=kind.family,
        layer=kind.layer,
        confidence_type=1.0,
        notes=_noted(incident, f"type was {incident.event_type}"),
    )


def _redate(incident: Incident, iso: str) -> Incident:
    day = date.fromisoformat(iso) if iso else None
    was = f"{incident.date_start or 'not known'}"
    if incident.date_end != incident.date_start:
        was += f" to {incident.date_end}"
    return replace(
        incident,
        date_start=day,
        date_end=day,
        time_precision="day" if day else "unknown",
        date_source="stated" if day else None,
        date_words=None,
        confidence_time=1.0 if day else 0.0,
        notes=_noted(incident, f"date was {was}"),
    )


def _move(incident: Incident, location: Location) -> Incident:
    was = incident.location
    country = location.place.country
    before = f"{was.place.name}, {was.lat:.3f}, {was.lon:.3f}" if was else "not known"
    return replace(
        incident,
        location=location,
        in_territory_of=country,
        cross_border=country not in (None, "UA"),
        confidence_place=1.0,
        place_reasons=("placed by hand in review",),
        other_places=(),
        notes=_noted(incident, f"place was {before}"),
    )
