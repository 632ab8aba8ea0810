"""
Finds settlements that the sources know by an older name.

The official list has the names of today, the sources often those of before 2016 or 2024. What is
left of both after the matching by name is matched by position: it gives the settlement a point,
and the old name to search by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from .geo import distance_km
from .join import Cluster, cluster, hromada_code
from .rows import Candidate, Point, Unit
from .sources import curated
from .spelling import key, similarity

SAME_SPOT_KM = 1.5
_NEIGHBOUR_KM = 8.0
_MIN_SIMILARITY = 0.4
_VILLAGE_SOURCES = frozenset({"overture", "postal"})  # GeoNames lists quarters of cities too
_CELLS_PER_DEGREE = 10


class Neighbours:
    """Finds the located settlement nearest to a point, by a grid."""

    def __init__(self, found: Mapping[str, Cluster]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Point, str]]] = defaultdict(list)
        for code, choice in sorted(found.items()):
            self._cells[self._cell(choice.point)].append((choice.point, code))

    def nearest(self, point: Point) -> tuple[float, str]:
        """Return the distance in km and the code; infinity and "" if none is near."""
        row, column = self._cell(point)
        around = (
            (distance_km(point, other), code)
            for i in (row - 1, row, row + 1)
            for j in (column - 1, column, column + 1)
            for other, code in self._cells.get((i, j), ())
        )
        return min(around, default=(float("inf"), ""))

    @staticmethod
    def _cell(point: Point) -> tuple[int, int]:
        return round(point.lat * _CELLS_PER_DEGREE), round(point.lon * _CELLS_PER_DEGREE)


def unused(candidates: Iterable[Candidate], found: Mapping[str, Cluster]) -> list[Candidate]:
    """Return the points that no settlement has, nor another name of the same town."""
    members = {member for choice in found.values() for member in choice.members}
    towns = {member.place_id for member in members if member.place_id}
    return [c for c in candidates if c not in members and c.place_id not in towns]


def renamed(
    settlements: Sequence[Unit], candidates: Iterable[Candidate], found: Mapping[str, Cluster]
) -> dict[str, Cluster]:
    """
    Match settlements that have no point to points that no settlement has, hromada by hromada.

    Those belong together whose names are alike or translate each other (Побєда and Перемога), and
    the only one left of each, unless the region has another settlement of that name.
    """
    official = {key(unit.name) for unit in settlements}
    neighbours = Neighbours(found)
    hromada_of = {unit.code: hromada_code(unit) for unit in settlements}
    points: dict[str, list[Cluster]] = defaultdict(list)
    for choice in _clusters(unused(candidates, found)):
        away, code = neighbours.nearest(choice.point)
        if SAME_SPOT_KM < away < _NEIGHBOUR_KM:
            points[hromada_of[code]].append(choice)
    lost: dict[str, list[Unit]] = defaultdict(list)
    for unit in settlements:
        if unit.code not in found:
            lost[hromada_code(unit)].append(unit)
    return {
        unit.code: choice
        for code, choices in sorted(points.items())
        for unit, choice in _pairs(lost.get(code, []), choices, official)
    }


def older_names(
    candidates: Iterable[Candidate], found: Mapping[str, Cluster]
) -> dict[str, list[str]]:
    """Return other names that a source has at the very spot of a settlement, by KATOTTG code."""
    neighbours = Neighbours(found)
    names: dict[str, list[str]] = defaultdict(list)
    for candidate in unused(candidates, found):
        away, code = neighbours.nearest(candidate.point)
        if away <= SAME_SPOT_KM:
            names[code].append(candidate.name)
    return {code: sorted(set(others)) for code, others in names.items()}


def _clusters(candidates: Iterable[Candidate]) -> Iterator[Cluster]:
    named: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.source in _VILLAGE_SOURCES:
            named[(candidate.region, key(candidate.name))].append(candidate)
    for _, members in sorted(named.items()):
        yield from cluster(members)


def _pairs(
    units: Sequence[Unit], choices: Sequence[Cluster], official: Set[str]
) -> Iterator[tuple[Unit, Cluster]]:
    if len(units) == len(choices) == 1 and choices[0].name not in official:
        yield units[0], choices[0]
        return
    ranked = sorted(
        (-_likeness(key(unit.name), choice.name), unit.code, number, unit)
        for unit in units
        for number, choice in enumerate(choices)
    )
    taken: set[object] = set()
    for unlike, code, number, unit in ranked:
        if -unlike >= _MIN_SIMILARITY and code not in taken and number not in taken:
            taken |= {code, number}
            yield unit, choices[number]


def _likeness(new: str, old: str) -> float:
    return max(similarity(new, name) for name in (old, *_translations(old)))


def _translations(name: str) -> Iterator[str]:
    """Yield what a name with a Russian stem became when it was translated."""
    for old, new in _translated_stems():
        if old in name:
            yield name.replace(old, new)


@cache
def _translated_stems() -> tuple[tuple[str, str], ...]:
    return tuple((row["old"], row["new"]) for row in curated("translated_stems.csv"))
