"""
From the place that a report names to where it happened.

The geometry follows the words (`relations`); this module joins it to the reports, with the reasons
for the place and a confidence. Nothing is made up where a place is unknown: the report then has
no location and says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.places.behind_lines import name_attacker
from geomap.places.relations import Anchors, locate
from geomap.places.scoring import SETTLEMENTS, holds, weights
from geomap.records import (
    NO_NUMBERS,
    Location,
    Mention,
    Origin,
    OtherPlace,
    Reading,
    Report,
    Resolution,
    replace,
)

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

_AND = re.compile(r"\b(?:and|as well as|та|і|й|и|а также|а також)\b", re.IGNORECASE)


def locate_reports(
    reading: Reading, resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> tuple[Report, ...]:
    """
    Give every report of a reading its location, with the reasons for the place.

    Parameters
    ----------
    reading
        Its reports point at mentions.
    resolutions
        Aligned with ``reading.mentions``.
    gazetteer
        Gives the areas.

    Returns
    -------
    reports
        In the order of ``reading.reports``. `location` stays None, and `place_reasons` says why,
        when the place was not resolved. A report that repeats another for the region around its
        place ("in the Kharkiv region, … hit Izium") is left out; the other one notes it.
    """
    located = [_locate(report, reading, resolutions, gazetteer) for report in reading.reports]
    return _without_frames(located, reading)


def _locate(
    report: Report, reading: Reading, resolutions: Sequence[Resolution], gazetteer: Gazetteer
) -> Report:
    origins = tuple(_origin(reading.mentions[i], resolutions[i]) for i in report.origins)
    if report.mention is None:
        why = ("the text names no place for it",)
        return replace(report, origin_places=origins, place_reasons=why)
    mention, resolution = reading.mentions[report.mention], resolutions[report.mention]
    around = _district_around(report.mention, reading, resolutions)
    if resolution.place is None and around is not None:
        report = replace(report, notes=(*report.notes, f"{mention.name}: {_NOT_KNOWN}"))
        mention, resolution = reading.mentions[around], resolutions[around]
    if resolution.place is None:
        return replace(
            report,
            origin_places=origins,
            place_name=mention.name,
            place_reasons=resolution.reasons,
            other_places=_others(mention, resolution),
            place_confidence=0.0,
        )
    other = mention.relation.other_mention
    anchors = Anchors(
        place=resolution.place,
        relation=mention.relation,
        second=None if other is None else resolutions[other].place,
        hint_kinds=mention.hint_kinds,
        day=report.time.start or reading.article.published,
    )
    location, notes = locate(anchors, gazetteer)
    if mention.relation.other_mention is not None and anchors.second is None:
        notes = (*notes, f"the other end, {reading.mentions[other or 0].name}, was not resolved")
    placed = replace(
        report,
        origin_places=origins,
        place_name=mention.name,
        location=location,
        place_reasons=resolution.reasons,
        other_places=_others(mention, resolution),
        place_confidence=_confidence(report, resolution, location),
        notes=(*report.notes, *notes),
    )
    return name_attacker(placed, reading.article.published)


def _others(mention: Mention, resolution: Resolution) -> tuple[OtherPlace, ...]:
    """Return the places of this name that were not chosen, likeliest first."""
    if not resolution.runners_up:
        return ()  # most names: nothing to look up among all that bear it
    known = {place.place_id: place for place in mention.candidates}
    return tuple(
        OtherPlace(p.name, p.kind, p.place_id, p.admin2, p.admin1, p.country, p.lat, p.lon, score)
        for place_id, score in resolution.runners_up
        if (p := known.get(place_id)) is not None
    )


_NOT_KNOWN = "not known, so shown at the district that it is said to lie in"
_DIVISIONS = ("district", "hromada")
_BESIDE = 40  # characters between a village and the district named beside it


def _district_around(index: int, reading: Reading, resolutions: Sequence[Resolution]) -> int | None:
    """Return the mention of the district in "the village of A in the B district", or None."""
    here = reading.mentions[index]
    for i in (index + 1, index - 1):
        if not 0 <= i < len(reading.mentions):
            continue
        other, place = reading.mentions[i], resolutions[i].place
        gap = max(other.start - here.end, here.start - other.end)
        if (
            place is not None
            and place.kind in _DIVISIONS
            and other.sentence == here.sentence
            and gap <= _BESIDE
            and (other.rule == "lies in" if i > index else other.role == "where")
        ):
            return i
    return None


def _origin(mention: Mention, resolution: Resolution) -> Origin:
    place = resolution.place
    if place is None:
        return Origin(mention.name)
    if place.kind == "country":
        return Origin(place.name, place.place_id)
    return Origin(place.name, place.place_id, place.lat, place.lon)


def _confidence(report: Report, resolution: Resolution, location: Location) -> float:
    """
    Return how often such a place is right: .95 means 95 times in 100.

    The share of the resolution among the places of the name, times how often the rule by which the
    reading took that name for the place is right. Both were measured on texts with known answers:
    the first on 1,360 names of daily front updates and headlines (right within 25 km: 98 % of
    those with a share above .999, about as many as the share says below that), the second on 740
    incidents in 194 news articles that the reader had not been tuned on (94 % of the places named
    in the clause, 91 % of those named elsewhere in the sentence, 86 % of those that only an
    official or a longer phrase names), raised by half of what tuning on the same articles gained.
    """
    table = weights()["confidence"]
    share = min(resolution.score, table["most"])
    rules = table["rule"]
    share *= next((rules[rule] for rule in rules if rule in report.rules), table["other"])
    share *= table["relation"].get(location.relation.kind, 1.0)
    share *= table["precision"].get(location.geo_precision, 1.0)
    if not location.place.exact:
        share *= table["not_exact"]
    return round(float(share), 3)


_FRAMING = ("region", "district", "country")


def _without_frames(reports: Sequence[Report], reading: Reading) -> tuple[Report, ...]:
    """
    Leave out reports whose place only frames that of another.

    "In the Kharkiv region, drones hit Izium" is one event at Izium: same trigger, same type, the
    region holds the town, and the two names are not joined by "and".
    """
    kept = list(reports)
    for frame in reports:
        if frame.location is None or frame.location.geo_precision not in _FRAMING:
            continue
        inner = next((r for r in kept if r is not frame and _frames(frame, r, reading)), None)
        if inner is not None:
            note = f"{frame.location.place.name} only says where {_name(inner)} lies"
            kept = [
                replace(r, notes=(*r.notes, note)) if r is inner else r
                for r in kept
                if r is not frame
            ]
    return tuple(kept)


def _name(report: Report) -> str:
    return report.location.place.name if report.location else ""


def _frames(frame: Report, inner: Report, reading: Reading) -> bool:
    outer, point = frame.location, inner.location
    if outer is None or point is None or frame.mention is None or inner.mention is None:
        return False
    if frame.trigger_start != inner.trigger_start or frame.event_type != inner.event_type:
        return False
    if outer.place == point.place or outer.place.kind in SETTLEMENTS:
        return False  # "the communities of A, B and C": each stands for its own
    if outer.relation.kind != "in" or not holds(outer.place, point.place):
        return False
    if frame.numbers not in (NO_NUMBERS, inner.numbers):
        return False
    first, second = sorted(
        (reading.mentions[frame.mention], reading.mentions[inner.mention]), key=lambda m: m.start
    )
    return _AND.search(reading.article.text[first.end : second.start]) is None
