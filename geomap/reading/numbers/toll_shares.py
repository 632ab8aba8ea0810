"""Shares of a toll: "Among the dead were three siblings in A", "Four of the deaths were in A"."""

from __future__ import annotations

import re

from geomap.reading.numbers.casualties import NO_CASUALTIES, Casualties, make_count, sum_casualties
from geomap.reading.numbers.casualty_words import Outcome
from geomap.reading.numbers.people_counted import find_people
from geomap.reading.numbers.quantities import find_quantities
from geomap.reading.text.sought import Sought
from geomap.records import replace

_AMONG = Sought(
    r"\bamong (?:the|those) (?:(?P<killed>dead|killed|fatalities|victims|deceased)"
    r"|(?P<injured>injured|wounded|hospitali[sz]ed))\b(?: in [\w’'-]+(?: region)?(?= w))?"
    r"(?: (?:was|were|is|are))?\s*",
    re.IGNORECASE,
)
# "Four of the fatalities occurred in A"
_OF_TOLL = Sought(
    r"\bof (?:the|those|these) (?:\w+ )?(?:(?P<killed>fatalities|deaths|dead|killed|victims)"
    r"|(?P<injured>injured|wounded|injuries|casualties))\b",
    re.IGNORECASE,
)


def find_among(text: str, start: int, end: int) -> Casualties:
    """Read "Among the dead were three siblings in A": part of a toll, but all that A has."""
    among = _AMONG.search(text, start, end)
    if among is None:
        return _share_of_toll(text, start, end)
    outcome: Outcome = "killed" if among["killed"] else "injured"
    people = find_people(text, among.end(), end)
    if not people or people[0].value is None or people[0].start > among.end():
        return NO_CASUALTIES
    return sum_casualties([make_count(people[0], outcome, total=False)])


def _share_of_toll(text: str, start: int, end: int) -> Casualties:
    """Read "Four of the fatalities occurred in A"."""
    share = _OF_TOLL.search(text, start, end)
    people = find_quantities(text, start, share.end()) if share else ()
    if share is None or not people or people[-1].value is None:
        return NO_CASUALTIES
    outcome: Outcome = "killed" if share["killed"] else "injured"
    near = people[-1].start <= share.start() <= people[-1].end + 1
    counted = replace(people[-1], kind="people")
    return sum_casualties([make_count(counted, outcome, total=False)] if near else [])
