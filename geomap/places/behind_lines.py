"""
Who struck a place that lies behind one side's lines: the other side.

``behind_lines.csv`` has the regions that one side held whole, and since when, as is known to
everybody; a country without a region stands for all its regions, a row without a side for a time
in which both sides were there. Regions that the front runs through are not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from geomap.places.frontline import read_table
from geomap.records import OTHER_SIDE, Place, Report, Side, replace

BEHIND_LINES = "a strike behind the lines of the side named: the other side's"
# who hits what is its own says so
_OWN = re.compile(
    r"\b(?:accident\w*|mistak\w+|inadvertent\w*|friendly fire|emergency (?:release|drop)\w*|"
    r"(?:its|their|his) own|Wagner|mutin\w+|crash\w+|false[- ]flag|staged|provocation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hold:
    """That one side, or neither of them alone, held a region between two days, both included."""

    country: str
    region: str  # empty for all regions of the country
    side: Side | None
    first: date
    last: date

    def is_of(self, country: str | None, region: str | None, day: date) -> bool:
        """Say whether a region of a country was held so on `day`."""
        within = country == self.country and self.region in ("", region)
        return within and self.first <= day <= self.last


def name_attacker(report: Report, published: date | None) -> Report:
    """
    Correct the attacker of a located strike that would have hit what the attacker itself holds.

    Where the text speaks of an accident or of its own people, it is left as it was read.
    """
    location, day = report.location, report.time.start or published
    if location is None or day is None or not report.event_type.startswith("strike."):
        return report
    holder = holder_of(location.place, day)
    if holder is None or report.actor != holder or _says_so(report):
        return report
    return replace(
        report,
        actor=OTHER_SIDE[holder],
        target_side=holder,
        rules=(*report.rules, BEHIND_LINES),
    )


def holder_of(place: Place, day: date) -> Side | None:
    """Return the side behind whose lines a place surely lay on `day`; None if that is not sure."""
    if place.kind in ("country", "sea", "strait", "coast", "river", "area"):
        return None
    region = place.name if place.kind == "region" else place.admin1
    held = [hold for hold in holds() if hold.is_of(place.country, region, day)]
    return max(held, key=lambda hold: bool(hold.region)).side if held else None


def _says_so(report: Report) -> bool:
    return any(_OWN.search(evidence.sentence) for evidence in report.evidence)


@cache
def holds() -> tuple[Hold, ...]:
    """
    Return the rows of ``behind_lines.csv`` in its order.

    Raises
    ------
    GazetteerError
        If a row cannot be read; the message names the row.
    """
    return tuple(read_table("behind_lines.csv", _hold))


def _hold(row: dict[str, str]) -> Hold:
    side = cast("Side | None", row["held_by"] or None)
    first = date.fromisoformat(row["first"]) if row["first"] else date.min
    last = date.fromisoformat(row["last"]) if row["last"] else date.max
    return Hold(row["country"], row["region"], side, first, last)
