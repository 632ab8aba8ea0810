"""At which of its names a segment's event happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.grammar import Text, country_of
from geomap.reading.kinds import Kind
from geomap.reading.parts import Part
from geomap.reading.segments import Segment
from geomap.reading.toponym import Toponym

_AREAS = frozenset({"region", "district", "area", "axis", "hromada"})


def event_places(  # noqa: PLR0911
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> tuple[list[int], str]:
    """Return the toponyms at which the segment's event happened, and the rule."""
    strong = [p for p in segment.places if parts[p].role == "where" and parts[p].strength == 3]
    chosen = _finest(context, strong)
    if chosen and (
        not all(context.toponyms[p].kind == "country" for p in chosen)
        or _is_wide(context, chosen[0])
    ):
        return chosen, "place in the clause"
    if context.text.startswith("where", segment.start):
        before = [
            p
            for s in siblings
            for p in s.places
            if context.toponyms[p].start < segment.start
            and parts[p].role == "where"
            and parts[p].strength == 3
        ]
        if before:
            group = [p for p in before if _listed_together(context, p, before[-1])]
            return group, "place that “where” takes up"
    if (
        kind.event_type.startswith(("control", "ground"))
        and segment is not siblings[0]
        and re.match(r"(?:while|as|with)\b", context.text[segment.start : segment.start + 6])
    ):
        return chosen, "country in the clause" if chosen else "no place named"
    elsewhere = [
        p
        for s in siblings
        for p in s.places
        if s is not segment
        and parts[p].role == "where"
        and parts[p].strength == 3
        and not _is_hit_after(kind, segment, s)
        and (s.start < segment.start or ";" not in context.text[segment.start : s.start])
    ]
    fronted = [p for p in elsewhere if context.toponyms[p].start < segment.start]
    if fronted:  # of "In A a man was hurt; in B … after a strike" the clause right before
        nearest = max((s for s in siblings if set(s.places) & set(fronted)), key=lambda s: s.start)
        fronted = [p for p in fronted if p in nearest.places]
    best = _finest(context, fronted or elsewhere)
    if (
        best
        and not all(context.toponyms[p].kind == "country" for p in best)
        and _shares_place(segment, siblings)
    ):
        return best, "place of the sentence"
    if chosen:
        return chosen, "country in the clause"
    weak = [p for p in segment.places if parts[p].role == "where" and parts[p].strength == 1]
    weak = _finest(context, weak)
    if weak:
        return weak[:1], "place in a phrase of the clause"
    official = [
        p
        for s in siblings
        for p in s.places
        if parts[p].role in ("affiliation", "reference") and parts[p].strength == 2
    ]
    if official and not best:
        return official[:1], "place of the official who reports"
    if best and kind.effect:
        return best, "place of the sentence"
    return [], "no place named"


def _listed_together(context: Text, place: int, last: int) -> bool:
    head = context.toponyms[last].list_head
    if place == last:
        return True
    return head is not None and head in (place, context.toponyms[place].list_head)


def _is_hit_after(kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "211 drones were downed, and the strikes hit Odesa": not shot down over Odesa."""
    return (
        kind.event_type.startswith("air_defence")
        and other.start > segment.start
        and "strike" in other.keys()  # noqa: SIM118 (a method, no dict)
    )


def _is_wide(context: Text, place: int) -> bool:
    """Read "Across Ukraine" is meant as the whole country; so is a third country that was hit."""
    if country_of(context.toponyms[place]) not in ("UA", "RU", None):
        return True
    return context.toponyms[place].governor in ("across", "throughout", "over")


def _shares_place(segment: Segment, siblings: Sequence[Segment]) -> bool:
    """Say whether a segment without a place takes that of its sentence."""
    return "launch" not in segment.keys() or len(siblings) == 1  # noqa: SIM118 (a method, no dict)


def _finest(context: Text, places: list[int]) -> list[int]:
    """Leave out the country beside a finer place, and the region beside a settlement in it."""
    toponyms = context.toponyms
    finer = [p for p in places if toponyms[p].kind != "country"] or places
    settled = [toponyms[p] for p in finer if toponyms[p].is_settlement]
    local = [toponyms[p] for p in finer if toponyms[p].kind in ("district", "hromada")]
    kept = [
        p
        for p in finer
        if not (
            (toponyms[p].kind in _AREAS and any(_lies_in(s, toponyms[p]) for s in settled))
            or (toponyms[p].kind == "region" and any(_lies_in(s, toponyms[p]) for s in local))
        )
    ]
    unique: list[int] = []
    for place in kept or finer:
        if not any(_same(toponyms[place], toponyms[q]) for q in unique):
            unique.append(place)
    return unique


def _lies_in(settlement: Toponym, area: Toponym) -> bool:
    if area.kind == "region":
        names = {c.name for c in area.candidates if c.kind == "region"}
        if any(c.admin1 in names for c in settlement.candidates):
            return True
        return not settlement.candidates
    if area.kind == "area":
        return area.end < settlement.start and country_of(settlement) == country_of(area)
    return area.end < settlement.start and area.kind in ("district", "hromada", "axis")


def _same(a: Toponym, b: Toponym) -> bool:
    return bool(
        a.candidates
        and b.candidates
        and a.candidates[0].place_id == b.candidates[0].place_id
        and a.kind == b.kind
    )
