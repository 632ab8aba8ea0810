"""Of the places that a clause names, those that are meant: the finest, each of them once."""

from __future__ import annotations

import re

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym, is_same_name

# "15 drones over Russia and two in the Black Sea": no sea lies in a country
_AT_SEA, _ABOVE = frozenset({"sea", "strait"}), frozenset({"over", "above"})
_AREAS = frozenset({"region", "district", "area", "axis", "hromada"})


def finest(context: Text, places: list[int]) -> list[int]:
    """Leave out the country beside a finer place, and the region beside a settlement in it."""
    if len(places) < 2:
        return list(places)
    toponyms = context.toponyms
    finer = [p for p in places if toponyms[p].kind != "country"] or places
    if finer != places:
        at_sea = all(toponyms[p].kind in _AT_SEA for p in finer)
        finer = [
            p
            for p in places
            if p in finer
            or (toponyms[p].governor in _ABOVE and (at_sea or _is_listed(context, p, finer)))
        ]
    settled = [toponyms[p] for p in finer if toponyms[p].is_settlement]
    local = [toponyms[p] for p in finer if toponyms[p].kind in ("district", "hromada")]
    kept = [
        p
        for p in finer
        if not (
            (
                toponyms[p].kind in _AREAS
                and not _is_one_of_several(context, toponyms[p])
                and any(
                    _lies_in(s, toponyms[p])
                    for s in settled
                    if s.list_head != p or _is_fronted(context, toponyms[p])
                )
            )
            or (toponyms[p].kind == "region" and any(_lies_in(s, toponyms[p]) for s in local))
            or (
                toponyms[p].kind == "district"
                and _is_fronted(context, toponyms[p])
                and any(
                    s.candidates and s.kind == "hromada" and s.start > toponyms[p].end
                    for s in local
                )
            )
        )
    ]
    # "close to the Danube, on the island of A"
    kept = [p for p in kept if toponyms[p].kind != "river"] or kept
    unique: list[int] = []
    for place in kept or finer:
        here = toponyms[place]
        again = any(is_same_name(here, toponyms[q]) for q in unique)
        if here.antecedent not in unique and not again:  # "targeting Moscow … in the capital"
            unique.append(place)
    return unique


_AND_ALSO = re.compile(
    r"(?:,|,? and|,? as well as)(?: over| the| occupied| annexed| adjacent| nearby)* "
)


def _is_listed(context: Text, country: int, finer: list[int]) -> bool:
    """Read "over Russia, annexed Crimea and the Black Sea": over Russia, too."""
    after = context.toponyms[country].end
    starts = (context.toponyms[p].start for p in finer)
    return any(_AND_ALSO.fullmatch(context.text, after, s) for s in starts if s > after)


def _is_fronted(context: Text, area: Toponym) -> bool:
    """Read "In the A district, the village of B was hit": where B lies, and no list."""
    start = context.sentences[area.sentence].start
    opens = area.governor == "in" and area.governor_start - start <= _OPENING
    return opens and context.text.startswith(", ", area.end)


_OPENING = 2  # characters before a sentence: a quotation mark, a bullet


def _is_one_of_several(context: Text, area: Toponym) -> bool:
    """Read "the hromadas of A, B and C": none of them lies in another."""
    head = area if area.list_head is None else context.toponyms[area.list_head]
    return _SEVERAL.search(context.text, head.phrase_start, head.start) is not None


_SEVERAL = Sought(r"\b(?:hromadas|communities|districts|regions) of\b", re.IGNORECASE)


_WELL_KNOWN = 200_000  # inhabitants of a city that its bare name means


def _lies_in(settlement: Toponym, area: Toponym) -> bool:
    if area.kind == "region":
        names = {c.name for c in area.candidates if c.kind == "region"}
        meant = settlement.candidates
        if meant and (meant[0].population or 0) > _WELL_KNOWN:
            meant = meant[:1]  # no village of another region that is called as the city is
        if any(c.admin1 in names for c in meant):
            return True
        return not settlement.candidates
    if area.kind == "area":
        return area.end < settlement.start and country_of(settlement) == country_of(area)
    within = area.governor == "in" and area.before not in ("and", "also", ",")
    if area.kind in ("axis", "district", "hromada") and within:
        return True  # "A and B were shelled in the C district"; "in the area of A, in the C axis"
    return area.end < settlement.start and area.kind in ("district", "hromada", "axis")


_SHARE = r"\b(?:mainly|mostly|primarily|chiefly|largely|predominantly|especially)\b"
_MAINLY, _OPENS_MAINLY = Sought(_SHARE), re.compile(_SHARE)


def is_main_target(context: Text, kind: Kind, place: int) -> bool:
    """Read "40 missiles at Ukraine, mainly targeting A": not all of them at A."""
    low, high = kind.trigger.end, context.toponyms[place].start
    return low < high and _MAINLY.search(context.text, low, high) is not None


def names_main_targets(context: Text, segment: Segment) -> bool:
    """Say whether a segment is the "mainly targeting A" of a wider attack."""
    return _OPENS_MAINLY.match(context.text, segment.start) is not None


_ELSEWHERE = Sought(r"\belsewhere\b(?! (?:in|on|at|across|near|around)\b)", re.IGNORECASE)


def region_elsewhere(context: Text, segment: Segment) -> list[int]:
    """Read "In A region one was killed in B, and four were hurt in attacks elsewhere": in A."""
    if not _ELSEWHERE.search(context.text, segment.start, segment.end):
        return []
    before = [(i, t) for i, t in context.names_in(segment.sentence) if t.start < segment.start]
    return [i for i, t in before if t.kind == "region"][-1:]
