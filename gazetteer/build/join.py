"""
Gives the settlements of Ukraine their points.

The official list has names without points; the sources have names with points and many homonyms.
A settlement belongs to a hromada, and a hromada is small, so the sure matches place the hromadas
and the hromadas decide the doubtful matches, round after round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .geo import distance_km, middle
from .rows import Candidate, Point, Unit
from .spelling import key, skeleton, within_one_edit

# How far from the median of its hromada (or of its raion, where the hromada has fewer than two
# known points) a settlement of the same name may lie; tighter where the spelling differs.
HROMADA_KM, RAION_KM = 35.0, 70.0
HROMADA_FUZZY_KM, RAION_FUZZY_KM = 25.0, 45.0
SAME_PLACE_KM = 4.0
CURATED_BONUS_KM = 100.0  # a point written by hand is there because the others are wrong
AGREEMENT_BONUS_KM = 3.0  # each further source that has the point counts as so much nearer
_EDIT_COST_KM = 5.0
_MIN_FUZZY_LETTERS = 6
_MAX_ROUNDS = 6
_BY_HAND = {"curated", "unconfirmed"}  # with a page that confirms it, and without
_TRUST = {"curated": 0, "unconfirmed": 0, "geonames": 1, "overture": 2, "postal": 3}
_ACCURACY_KM = {
    "curated": 3.0, "unconfirmed": 6.0, "geonames": 1.0, "overture": 1.5, "postal": 2.0,
}  # fmt: skip
_RUSSIAN_FORMS = frozenset({"UA-43"})  # regions whose sources write Russian forms
_CITIES = "KM"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Points of several sources that are one place; the first is the most trusted."""

    name: str
    region: str
    members: tuple[Candidate, ...]

    @property
    def point(self) -> Point:
        """The point of the most trusted source."""
        return self.members[0].point

    @property
    def sources(self) -> tuple[str, ...]:
        """The distinct sources, sorted."""
        return tuple(sorted({member.source for member in self.members}))

    @property
    def accuracy_km(self) -> float:
        """The 95th percentile of the error of its best source (measured against cities500)."""
        return _ACCURACY_KM[self.members[0].source]


@dataclass(frozen=True, slots=True)
class Centres:
    """Medians of the known points: (point, how many) by hromada and by raion code."""

    hromada: dict[str, tuple[Point, int]]
    raion: dict[str, tuple[Point, int]]

    def of(self, unit: Unit) -> tuple[Point, bool] | None:
        """Return the centre to judge a settlement by and whether it is the hromada's own."""
        found = self.hromada.get(hromada_code(unit))
        if found and found[1] >= 2:
            return found[0], True
        found = self.raion.get(raion_code(unit))
        return (found[0], False) if found else None


def hromada_code(unit: Unit) -> str:
    """Return the hromada above a settlement, or the code of the unit where there is none."""
    return unit.parents[2] if len(unit.parents) > 2 else unit.code


def raion_code(unit: Unit) -> str:
    """Return the raion above a unit, or the top unit where there is none."""
    if len(unit.parents) > 1:
        return unit.parents[1]
    return unit.parents[0] if unit.parents else unit.code


def locate(
    settlements: Sequence[Unit], regions: Mapping[str, str], candidates: Iterable[Candidate]
) -> dict[str, Cluster]:
    """
    Match settlements to points.

    Parameters
    ----------
    settlements
        The official list.
    regions
        ISO 3166-2 code of the region of each settlement, by its KATOTTG code.
    candidates
        Points with names, any order; those outside their region are already gone.

    Returns
    -------
    clusters
        By KATOTTG code, only for settlements that were found. No cluster is used twice.
    """
    clusters = _clusters_by_name(candidates)
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in settlements:
        groups[(regions[unit.code], key(unit.name))].append(unit)
    named = {group: _choices(group, units, clusters) for group, units in groups.items()}
    cities = _cities(groups, named)
    for group, units in groups.items():
        groups[group] = [unit for unit in units if unit.code not in cities]
        named[group] = [c for c in named[group] if c not in cities.values()]
    found = {**_sure_matches(groups, named), **cities}
    for _ in range(_MAX_ROUNDS):
        centres = centres_of(settlements, found)
        before, found = found, dict(cities)
        for group, units in groups.items():
            found.update(_nearest_pairs(units, named[group], centres))
        if found == before:
            break
    found.update(_similar_names(settlements, regions, clusters, found))
    return found


def locate_by_former_name(
    settlements: Iterable[Unit],
    regions: Mapping[str, str],
    unused: Iterable[Candidate],
    found: Mapping[str, Cluster],
    former: Mapping[str, str],
) -> dict[str, Cluster]:
    """
    Match settlements that have no point to the unused points that bear their former name.

    Parameters
    ----------
    settlements
        The official list.
    regions
        As for `locate`.
    unused
        Points that no settlement has.
    found
        What `locate` found: it places the hromadas.
    former
        Former official names by KATOTTG code.
    """
    settlements = list(settlements)
    clusters = _clusters_by_name(unused)
    centres = centres_of(settlements, found)
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in settlements:
        if unit.code in former and unit.code not in found:
            groups[(regions[unit.code], key(former[unit.code]))].append(unit)
    more: dict[str, Cluster] = {}
    for group, units in groups.items():
        more.update(_nearest_pairs(units, clusters.get(group, []), centres))
    return more


def centres_of(settlements: Iterable[Unit], found: Mapping[str, Cluster]) -> Centres:
    """Return the median points of hromadas and raions."""
    hromadas: dict[str, list[Point]] = defaultdict(list)
    raions: dict[str, list[Point]] = defaultdict(list)
    for unit in settlements:
        if unit.code in found:
            hromadas[hromada_code(unit)].append(found[unit.code].point)
            raions[raion_code(unit)].append(found[unit.code].point)
    return Centres(
        {code: (middle(points), len(points)) for code, points in hromadas.items()},
        {code: (middle(points), len(points)) for code, points in raions.items()},
    )


def _clusters_by_name(candidates: Iterable[Candidate]) -> dict[tuple[str, str], list[Cluster]]:
    """Group candidates by region and name; Crimean ones also by their skeleton (in angle marks)."""
    named: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        named[(candidate.region, key(candidate.name))].append(candidate)
        if candidate.region in _RUSSIAN_FORMS:
            named[(candidate.region, f"<{skeleton(candidate.name)}>")].append(candidate)
    return {group: cluster(members) for group, members in named.items()}


def cluster(candidates: Sequence[Candidate]) -> list[Cluster]:
    """Join points of one name that lie within 4 km of the most trusted point of the cluster."""
    joined: list[list[Candidate]] = []
    for candidate in sorted(candidates, key=lambda c: (_TRUST[c.source], c.point, c.place_id)):
        for members in joined:
            if distance_km(members[0].point, candidate.point) < SAME_PLACE_KM:
                members.append(candidate)
                break
        else:
            joined.append([candidate])
    return [Cluster(key(m[0].name), m[0].region, tuple(m)) for m in joined]


def _choices(
    group: tuple[str, str],
    units: Sequence[Unit],
    clusters: Mapping[tuple[str, str], list[Cluster]],
) -> list[Cluster]:
    """Return the clusters that bear the name of a group of homonyms."""
    region, _ = group
    if region not in _RUSSIAN_FORMS:
        return clusters.get(group, [])
    rough = clusters.get((region, f"<{skeleton(units[0].name)}>"), [])
    exact = clusters.get(group, [])
    return cluster([member for found in (*exact, *rough) for member in found.members])


def _cities(
    groups: Mapping[tuple[str, str], list[Unit]], named: Mapping[tuple[str, str], list[Cluster]]
) -> dict[str, Cluster]:
    """
    Match each city with the largest town of its name in the region.

    Villages around a large city may lie so far from it that another point of its name is nearer
    to them than the city's own.
    """
    found: dict[str, Cluster] = {}
    for group, units in groups.items():
        cities = [unit for unit in units if unit.category in _CITIES]
        best = max(named[group], key=_population, default=None)
        if len(cities) == 1 and best and _population(best):
            found[cities[0].code] = best
    return found


def _population(choice: Cluster) -> int:
    return max(member.population or 0 for member in choice.members)


def _sure_matches(
    groups: Mapping[tuple[str, str], list[Unit]], named: Mapping[tuple[str, str], list[Cluster]]
) -> dict[str, Cluster]:
    """Match names that one settlement of the region bears and one cluster, or one agreed one."""
    sure: dict[str, Cluster] = {}
    for group, units in groups.items():
        choices = named[group]
        if len(units) != 1 or not choices:
            continue
        agreed = [choice for choice in choices if len(choice.sources) > 1]
        if len(choices) == 1:
            sure[units[0].code] = choices[0]
        elif len(agreed) == 1:
            sure[units[0].code] = agreed[0]
    return sure


def _nearest_pairs(
    units: Sequence[Unit], choices: Sequence[Cluster], centres: Centres
) -> dict[str, Cluster]:
    """Pair homonyms with clusters, the nearest to its hromada first."""
    pairs: list[tuple[float, str, int]] = []
    for unit in units:
        centre = centres.of(unit)
        if centre is None:
            continue
        limit = HROMADA_KM if centre[1] else RAION_KM
        for index, choice in enumerate(choices):
            away = distance_km(centre[0], choice.point)
            if away <= limit:
                bonus = AGREEMENT_BONUS_KM * (len(choice.sources) - 1)
                if not _BY_HAND.isdisjoint(choice.sources):
                    bonus += CURATED_BONUS_KM
                pairs.append((away - bonus, unit.code, index))
    taken: set[int] = set()
    found: dict[str, Cluster] = {}
    for _, code, index in sorted(pairs):
        if code not in found and index not in taken:
            found[code] = choices[index]
            taken.add(index)
    return found


def _similar_names(
    settlements: Iterable[Unit],
    regions: Mapping[str, str],
    clusters: Mapping[tuple[str, str], list[Cluster]],
    found: Mapping[str, Cluster],
) -> dict[str, Cluster]:
    """Match what is left to unused clusters whose name is one letter off and which lie near."""
    used = {member for choice in found.values() for member in choice.members}
    pool: dict[str, list[Cluster]] = defaultdict(list)
    for choices in clusters.values():
        for choice in choices:
            if used.isdisjoint(choice.members) and choice not in pool[choice.region]:
                pool[choice.region].append(choice)
    centres = centres_of(settlements, found)
    more: dict[str, Cluster] = {}
    for unit in settlements:
        centre = centres.of(unit)
        if unit.code in found or centre is None:
            continue
        limit = HROMADA_FUZZY_KM if centre[1] else RAION_FUZZY_KM
        best = _most_similar(unit, centre[0], limit, pool[regions[unit.code]])
        if best:
            more[unit.code] = best
            pool[best.region].remove(best)
    return more


def _most_similar(
    unit: Unit, centre: Point, limit: float, pool: Sequence[Cluster]
) -> Cluster | None:
    name, bones = key(unit.name), skeleton(unit.name)
    scored: list[tuple[float, Point, Cluster]] = []
    for choice in pool:
        if choice.name == name:
            cost = 0.0
        elif skeleton(choice.name) == bones:
            cost = _EDIT_COST_KM / 2
        elif len(name) >= _MIN_FUZZY_LETTERS and within_one_edit(choice.name, name):
            cost = _EDIT_COST_KM
        else:
            continue
        away = distance_km(centre, choice.point)
        if away <= limit:
            scored.append((cost + away, choice.point, choice))
    return min(scored, key=lambda item: item[:2])[2] if scored else None
