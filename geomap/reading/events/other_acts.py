"""Whether another clause of a sentence tells of another act, whose place is not the event's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import CONTRAST, EFFECTS, Segment
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_TELLS_ANOTHER = re.compile(
    r"(?:while|as|and|but) (?:[\w’'-]+ ){1,4}(?:reported|reports|said|says|claimed|claims) "
    r"(?:an?other|a (?:separate|new|fresh)|more|further|other|its own)\b"
)


def tells_another(context: Text, segment: Segment, siblings: Sequence[Segment]) -> bool:
    """Read "drones hit A, officials said, as Ukraine reported another strike": not in A."""
    return segment is not siblings[0] and bool(
        _TELLS_ANOTHER.match(context.text, segment.start, segment.end)
    )


def is_other_act(
    context: Text, parts: list[Part], kind: Kind, segment: Segment, other: Segment
) -> bool:
    """Say whether what another clause tells keeps its place from the event of a segment."""
    return (
        _is_hit_after(context, kind, segment, other)
        or _is_own_count(context, kind, segment, other)
        or _is_of_all_air_force(context, kind, segment, other)
        or _is_another_act(context, parts, kind, segment, other)
    )


_FIGURE = Sought(rf"\b(?:\d|(?:{number_pattern()})\b)", re.IGNORECASE)


def _is_own_count(context: Text, kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "87 were shot down", it said, adding that "70 were downed over Rostov": two counts."""
    return (
        kind.event_type == "air_defence.intercept"
        and other.start > segment.start
        and any(t.key == "intercept" for t in other.triggers)
        and _FIGURE.search(context.text, segment.start, segment.end) is not None
        and _FIGURE.search(context.text, other.start, other.end) is not None
    )


def _is_hit_after(context: Text, kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "211 drones were downed, and the strikes hit Odesa": not shot down over Odesa."""
    return (
        kind.event_type.startswith("air_defence")
        and other.start > segment.start
        and "strike" in other.keys()  # noqa: SIM118 (a method, no dict)
        and not context.text.startswith(("that ", "which "), other.start)  # where those flew
    )


_ALL_FORCES = re.compile(
    r"after [^.;]{0,40}?\b(?:air force|military|army|general staff|"
    r"(?:air )?defen[cs]e(?: ministry)?) (?:had )?(?:said|reported|announced|claimed)\b",
    re.IGNORECASE,
)


def _is_of_all_air_force(context: Text, kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "debris killed a man in A, after the air force said that it downed 20": everywhere."""
    return (
        kind.event_type == "air_defence.intercept"
        and other.start < segment.start
        and is_of_all_forces(context, segment)
    )


def is_of_all_forces(context: Text, segment: Segment) -> bool:
    """Say whether a clause tells what the whole air force says that it shot down."""
    return _ALL_FORCES.match(context.text, segment.start) is not None


_COMES = re.compile(rf"(?: on \w+)? {any_of('comes')}\b")
ON_LAND = frozenset({"repelled", "clash", "advance", "capture"})
_AND_DID = re.compile(r"and (?:also |then )?(?:had |has |have |\w+ed\b)")


def _is_another_act(
    context: Text, parts: list[Part], kind: Kind, segment: Segment, other: Segment
) -> bool:
    """Read "repelled assaults near A and had hit targets": the targets are not said to be there."""
    if other.start > segment.start:
        return _is_act_after(context, kind, other)
    if _FOLLOWING.match(context.text, segment.start) and _is_of_land(other):
        return kind.event_type.startswith("strike")  # "are holding A, following heavy shelling"
    if kind.effect or not _AND_DID.match(context.text, segment.start):
        return False
    of_strike = kind.event_type.startswith("strike") and _is_of_land(other)
    if not (of_strike or kind.event_type.startswith("air_defence")):
        return False
    begins = other.triggers[0].end
    named = (p for p in other.places if parts[p].role == "where" and parts[p].strength == 3)
    return all(begins <= context.toponyms[p].start for p in named)


def _is_act_after(context: Text, kind: Kind, other: Segment) -> bool:
    """Say whether a clause further on tells of something else than this one."""
    if _COMES.match(context.text, kind.trigger.end):
        return True  # "The attack comes a day after missiles hit A"
    if CONTRAST.match(context.text, other.start):  # "shelling killed two, while drones hit A"
        return "strike" in other.keys()  # noqa: SIM118 (a method, no dict)
    if kind.event_type == "control.advance":
        return bool(other.keys() & {"capture", "liberation"})  # "made gains, with the capture of A"
    return kind.event_type.startswith("strike") and _is_of_land(other)


_FOLLOWING = re.compile(r"(?:after|following|amid)\b")


def _is_of_land(segment: Segment) -> bool:
    """Say whether a segment tells of troops only."""
    return bool(segment.keys() & ON_LAND) and not segment.keys() & {"strike", "launch", *EFFECTS}
