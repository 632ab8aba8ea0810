"""Which counts are of weapons, and of which kind where the noun is left out."""

from __future__ import annotations

import re

from geomap.reading.numbers.noun_heads import WEAPON_KINDS, noun_kinds
from geomap.reading.numbers.quantities import find_quantities
from geomap.reading.numbers.quantity import Quantity
from geomap.reading.numbers.tally_words import tally_words
from geomap.records import replace

NAMED_REACH = 260  # characters back to the weapons that a number without a noun counts
_INCLUDED_REACH = 60

_OF_PEOPLE = re.compile(
    r" (?:others? |more |people |were |was |are )*(?:hurt|injured|wounded|dead|killed|died)\b"
)


def find_weapons(text: str, start: int, end: int) -> list[Quantity]:
    """Return the counts of weapons; a number without a noun takes the kind named before it."""
    found: list[Quantity] = []
    for quantity in find_quantities(text, start, end):
        if quantity.value == 0 or (not quantity.head and _ONE_HITS.match(text, quantity.end)):
            continue
        if quantity.kind in WEAPON_KINDS:
            joint = _AND_OTHERS.match(text, quantity.end, end)
            others = joint is not None and noun_kinds().get(joint[1].lower()) != quantity.kind
            of_all = others or _IN_ALL.match(text, quantity.end, end)
            counted = replace(quantity, value=_whole_of(text, quantity, found))
            found.append(replace(counted, kind="weapon") if of_all else counted)
        elif quantity.kind == "other" and _is_of_weapons(text, quantity, end):
            found.append(replace(quantity, kind="weapon"))
        elif _OF_PEOPLE.match(text, quantity.end):
            continue
        elif quantity.kind is None and (
            quantity.value is not None
            or quantity.subset
            or text.startswith(("all were", "All were"), quantity.start)
        ):
            kind = _kind_left_out(text, quantity, found)
            if kind:
                found.append(replace(quantity, kind=kind, value=_whole_of(text, quantity, found)))
    return found


# "619 drones and missiles": of all kinds together
_AND_OTHERS = re.compile(
    r"\s+and\s+(?:(?:cruise|ballistic|attack|decoy|guided|glide)\s)?(missiles|drones|UAVs|rockets|"
    r"bombs)\b(?!\s+(?:attack|strike|assault|raid))"
)
# "452 projectiles in all", after the drones and the missiles
_IN_ALL = re.compile(r"(?<=rojectiles),? (?:in all|in total|altogether)\b")
# "two bombs, one hitting a house": what became of one of the two
_ONE_HITS = re.compile(r" (?:of them )?(?:hitting|striking|landing|falling|exploding|crashing)\b")
_TARGETS = frozenset({"target", "targets", "objects"})
_IN_AIR = re.compile(
    r" in the (?:air|sky|skies)\b|,? (?:in all|in total|altogether)\b"
    r"|(?: (?:were|have been|had been))? (?:shot down|downed|intercepted|brought down)\b"
)
_INCLUDED = re.compile(r"(?:,| -| –)? (?:including|among them|namely)[ :]")


def _is_of_weapons(text: str, quantity: Quantity, end: int) -> bool:
    """Read "17 targets, including four cruise missiles": targets of an air defence."""
    if quantity.head.lower() not in _TARGETS:
        return False
    if _IN_AIR.match(text, quantity.end) or quantity.of_total is not None:
        return True  # "25 targets in the air", "452 targets in all", "37 out of 40 targets"
    if not _INCLUDED.match(text, quantity.end):
        return False
    after = find_quantities(text, quantity.end, min(end, quantity.end + _INCLUDED_REACH))
    return bool(after) and after[0].kind in WEAPON_KINDS


def _kind_left_out(text: str, quantity: Quantity, found: list[Quantity]) -> str | None:
    """
    Return the kind that "33 of them" or "another 95" counts.

    That is the nearest count that is large enough to hold it, or the last weapon named within
    the sentence or the one before.
    """
    for earlier in reversed(found):
        if earlier.head and (earlier.value or 0) >= (quantity.value or 0):
            return earlier.kind
    if found:
        return found[0].kind
    named = None
    reach = max(0, quantity.start - NAMED_REACH)
    for match in tally_words()["noun"].finditer(text, reach, quantity.start):
        named = match.lastgroup
    return named.replace("_", " ") if named else None


def _whole_of(text: str, quantity: Quantity, found: list[Quantity]) -> int | None:
    """Return the value; "all of which" is as many as were counted before it."""
    if quantity.value is not None or text[quantity.start :][:3].lower() != "all":
        return quantity.value
    reach = max(0, quantity.start - NAMED_REACH)
    told = found or [
        q for q in find_quantities(text, reach, quantity.start) if q.kind in WEAPON_KINDS
    ]
    return told[-1].value if told else None
