"""The rows of Ukraine below the oblast: raions, hromadas and settlements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import katottg
from .join import Centres, Cluster, hromada_code, raion_code
from .romanise import to_russian, ukrainian
from .rows import PlaceRow, Point, Unit
from .sources import curated
from .spelling import is_russian, key, nearest_spelling, shared_letters, similarity

_KIND = {"K": "city", "M": "city", "T": "town", "X": "town", "C": "village"}
HROMADA_ERROR_KM = 8.0  # median distance of a settlement to the median of its hromada
RAION_ERROR_KM = 25.0
_RANK = "KMTXC"  # city with special status, city, town, rural settlement, village
_SEAT_NUMBER = "001"
_MIN_SHARED_LETTERS = 3
_MIN_SIMILARITY = 0.55
# GeoNames lists city districts too: a village of that name does not have their 100,000 people.
_MOST_IN_A_CITY, _MOST_ELSEWHERE = 10_000_000, 50_000


@dataclass(frozen=True)
class Ukraine:
    """The official units, where they are, and the towns that raions and hromadas are named for."""

    units: Mapping[str, Unit]
    found: Mapping[str, Cluster]
    centres: Centres
    seats: Mapping[str, Unit]
    chief: Mapping[str, tuple[str, str]]  # (region, name) of the foremost settlement of that name
    spellings: Mapping[str, tuple[str, ...]]  # as the sources list them
    russian: Mapping[str, str]  # Russian names of settlements that a source knows

    def point(self, unit: Unit) -> tuple[Point, float, bool, str]:
        """Return point, error in kilometres, whether it is exact, and the sources."""
        if unit.code in self.found:
            best = self.found[unit.code]
            return best.point, best.accuracy_km, True, "+".join(best.sources)
        centre = self.centres.hromada.get(hromada_code(unit))
        if centre:
            return centre[0], HROMADA_ERROR_KM, False, "hromada"
        raion = self.centres.raion[raion_code(unit)]
        return raion[0], RAION_ERROR_KM, False, "raion"

    def russian_name(self, unit: Unit) -> str:
        """Return the Russian name: as a source has it, else by rule."""
        return self.russian.get(unit.code) or to_russian(unit.name)


def chief_settlements(
    settlements: Iterable[Unit], regions: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """
    Return (ISO code of the region, name) by code, for one settlement of each name in a region.

    Of homonyms it is the city, then the town, then the first in the list: what curated tables
    mean by a name and a region.
    """
    best: dict[tuple[str, str], Unit] = {}
    for unit in settlements:
        name = (regions[unit.code], unit.name)
        if name not in best or _RANK.index(unit.category) < _RANK.index(best[name].category):
            best[name] = unit
    return {unit.code: name for name, unit in best.items()}


def find_seats(units: Mapping[str, Unit]) -> dict[str, Unit]:
    """
    Return the settlement that each raion and hromada is named after, where there is one.

    In a hromada the official list gives its seat the number 001. The name of a raion is an
    adjective (Куп’янський): its seat is the settlement inside that shares most letters with it,
    cities before towns before villages.
    """
    inside: dict[str, list[Unit]] = defaultdict(list)
    seats: dict[str, Unit] = {}
    for unit in units.values():
        if unit.is_settlement and len(unit.parents) > 2:
            inside[unit.parents[1]].append(unit)
            if unit.code[9:12] == _SEAT_NUMBER:
                seats[unit.parents[2]] = unit
    without = {row["name_uk"] for row in curated("raions_without_seat.csv")}
    for code, members in inside.items():
        if units[code].name not in without:
            seats[code] = _namesake(units[code].name, members)
    return seats


def _namesake(adjective: str, members: Iterable[Unit]) -> Unit:
    """Return the settlement whose name shares most letters with an adjective."""
    listed = list(members)
    cities = [unit for unit in listed if unit.category == "M"]

    def likeness(unit: Unit) -> tuple[int, int]:
        shared = shared_letters(key(adjective), key(unit.name))
        return shared, -_RANK.index(unit.category)

    best = max(cities, key=likeness, default=listed[0])
    return best if likeness(best)[0] >= _MIN_SHARED_LETTERS else max(listed, key=likeness)


def russian_names(
    settlements: Iterable[Unit],
    regions: Mapping[str, str],
    spellings: Mapping[str, Iterable[str]],
) -> dict[str, str]:
    """
    Return the Russian names of settlements that a source has, by KATOTTG code.

    That of ``curated/russian_names.csv`` for a city, else of the spellings that can be Russian
    the one nearest to the rule's guess; none if even that
    shares less than half of its letter pairs (then it is another, older name) or is the
    Ukrainian name itself, which sources list among the variants.
    """
    names = {}
    fixed = {
        (row["region"], row["name_uk"]): row["name_ru"] for row in curated("russian_names.csv")
    }
    for unit in settlements:
        if unit.category in "KMTX" and (regions[unit.code], unit.name) in fixed:
            names[unit.code] = fixed[(regions[unit.code], unit.name)]
            continue
        guess = to_russian(unit.name)
        known = [name for name in spellings.get(unit.code, ()) if is_russian(name)]
        best = nearest_spelling((name for name in known if name != unit.name), guess)
        if guess in known:
            names[unit.code] = guess
        elif best and similarity(key(best), key(guess)) >= _MIN_SIMILARITY:
            names[unit.code] = best
    return names


def ukrainian_places(ukraine: Ukraine) -> Iterator[PlaceRow]:
    """Yield raions, hromadas and settlements of Ukraine."""
    for unit in ukraine.units.values():
        if unit.is_settlement:
            yield _settlement(ukraine, unit)
        elif unit.category in "PH":
            row = _division(ukraine, unit)
            if row:
                yield row


def _settlement(ukraine: Ukraine, unit: Unit) -> PlaceRow:
    point, error, exact, source = ukraine.point(unit)
    members = ukraine.found[unit.code].members if exact else ()
    most = _MOST_IN_A_CITY if unit.category in "KM" else _MOST_ELSEWHERE
    populations = [m.population for m in members if m.population and m.population < most]
    return PlaceRow(
        place_id=unit.code,
        kind=_KIND[unit.category],
        name_en=ukrainian(unit.name),
        name_uk=unit.name,
        name_ru=ukraine.russian_name(unit),
        country="UA",
        admin1_id=unit.parents[0] if unit.parents else unit.code,
        admin2_id=unit.parents[1] if len(unit.parents) > 1 else "",
        admin3_id=unit.parents[2] if len(unit.parents) > 2 else "",
        lat=round(point.lat, 4),
        lon=round(point.lon, 4),
        accuracy_km=error,
        exact=exact,
        population=max(populations, default=None),
        source=source,
        pcode=katottg.pcode(unit.code, unit.category),
    )


def _division(ukraine: Ukraine, unit: Unit) -> PlaceRow | None:
    """Return the row of a raion or hromada; None where nothing inside has a point."""
    is_raion = unit.category == "P"
    known = (ukraine.centres.raion if is_raion else ukraine.centres.hromada).get(unit.code)
    seat = ukraine.seats.get(unit.code)
    if not is_raion and seat and seat.code in ukraine.found:
        known = (ukraine.found[seat.code].point, 1)
    if known is None:
        above = ukraine.centres.raion.get(unit.parents[-1])
        if above is None:
            return None
        known = above
    word_en, word_uk, word_ru = (
        ("Raion", "район", "район") if is_raion else ("hromada", "громада", "громада")
    )
    stem = ukrainian(seat.name if seat else unit.name)
    return PlaceRow(
        place_id=unit.code,
        kind="district" if is_raion else "hromada",
        name_en=f"{stem} {word_en}",
        name_uk=f"{unit.name} {word_uk}",
        name_ru=f"{to_russian(unit.name)} {word_ru}",
        country="UA",
        admin1_id=unit.parents[0],
        admin2_id=unit.code if is_raion else unit.parents[1],
        admin3_id="" if is_raion else unit.code,
        lat=round(known[0].lat, 4),
        lon=round(known[0].lon, 4),
        accuracy_km=RAION_ERROR_KM if is_raion else HROMADA_ERROR_KM,
        exact=True,
        population=None,
        source="katottg",
        pcode=katottg.pcode(unit.code, unit.category),
    )
