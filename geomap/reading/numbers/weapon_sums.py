"""The numbers of one report: its weapon counts and casualties taken together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geomap.reading.numbers.casualties import NO_CASUALTIES, Casualties
from geomap.reading.numbers.quantities import find_quantities
from geomap.reading.numbers.stated_sums import is_sum
from geomap.reading.numbers.tallies import WeaponTally
from geomap.reading.numbers.tally_words import VerbClass
from geomap.reading.text.phrases import any_of
from geomap.records import NO_NUMBERS, Numbers, WeaponCount, replace

_LEAD = 60  # characters from the verb to the number of attacks that it leads
_SERIES = 10  # attacks that are counted as such, not told one by one
_CARRIED_OUT = re.compile(
    rf"\b{any_of('carries_out')}(?: out)?\s+(?:\w+\s+){{0,2}}?\Z",
    re.IGNORECASE,
)


def count_attacks(text: str, start: int, end: int) -> int | None:
    """Return the 400 of "launched almost 400 strikes": attacks where no weapons are counted."""
    for quantity in find_quantities(text, start, end):
        if quantity.kind == "assault" and (quantity.value or 0) >= _SERIES:
            lead = text[max(start, quantity.start - _LEAD) : quantity.start]
            return quantity.value if _CARRIED_OUT.search(lead) else None
    return None


def sum_numbers(tallies: list[WeaponTally], casualties: Casualties) -> Numbers:
    """
    Return the `Numbers` of one report: headline counts, casualties, and the split by weapon.

    `by_weapon` has every kind; counts of one kind and fate at several places are added.
    """
    if not tallies and casualties == NO_CASUALTIES:
        return NO_NUMBERS
    split: dict[str, WeaponCount] = {}
    for tally in _without_breakdowns(tallies):
        split[tally.kind] = _add(split.get(tally.kind, WeaponCount(tally.kind)), tally)
    qualifier = next((tally.qualifier for tally in tallies if tally.qualifier), None)
    return Numbers(
        **headline(split.values()),
        killed_min=casualties.killed_min,
        killed_max=casualties.killed_max,
        injured_min=casualties.injured_min,
        injured_max=casualties.injured_max,
        civilians=casualties.civilians,
        qualifier=casualties.qualifier or qualifier,
        by_weapon=tuple(split.values()),
    )


FATES = ("launched", "intercepted", "lost", "hits")


def without_weapons(numbers: Numbers) -> Numbers:
    """Return `numbers` without what is counted of weapons: the casualties."""
    return replace(numbers, launched=None, intercepted=None, lost=None, hits=None, by_weapon=())


def headline(split: Iterable[WeaponCount]) -> dict[str, int | None]:
    """
    Return the counts that stand for all: of each fate that of the weapon named first with it.

    Drones and missiles do not add up: of "launched two missiles and 183 drones, of which 156
    drones were downed" these are 2 and 156. A single weapon does not stand for a wave: of
    "launched a missile and 105 drones" it is 105.
    """
    counts = tuple(split)
    if not counts:
        return dict.fromkeys(FATES)
    told = {fate: [getattr(count, fate) for count in counts] for fate in FATES}
    heads = {fate: next((n for n in ns if n is not None), None) for fate, ns in told.items()}
    if heads["launched"] == 1:
        heads["launched"] = next((n for n in told["launched"] if n is not None and n > 1), 1)
    return heads | _in_all(counts)


def _in_all(counts: Sequence[WeaponCount]) -> dict[str, int | None]:
    """Return the counts of "407 drones and 45 missiles, 452 targets in all" that are of all."""
    total = next((count for count in counts if count.kind == "weapon"), None)
    if total is None:
        return {}
    parts = replace(NO_NUMBERS, by_weapon=tuple(c for c in counts if c is not total))
    whole = Numbers(total.launched, total.intercepted, by_weapon=(total,))
    if not is_sum(whole, parts):
        return {}
    return {f: getattr(total, f) for f in FATES if getattr(total, f) is not None}


def _without_parts(tallies: list[WeaponTally]) -> list[WeaponTally]:
    """Read "58 were downed: 47 in the south and 11 in the centre": 58 in all."""
    whole = tallies[0] if tallies else None
    if whole is None or whole.place_span is not None:
        return tallies
    parts = [t for t in tallies[1:] if (t.kind, t.verb_class) == (whole.kind, whole.verb_class)]
    summed = len(parts) > 1 and sum(t.value or 0 for t in parts) == whole.value
    return [t for t in tallies if t not in parts] if summed else tallies


def _without_breakdowns(tallies: list[WeaponTally]) -> list[WeaponTally]:
    """Return the tallies that add up: not the places of a total given before them."""
    tallies = _without_parts(tallies)
    kept: list[WeaponTally] = []
    totals: dict[tuple[str, VerbClass], int] = {}
    for tally in tallies:
        if tally.verb_class == "unknown" or tally.value is None:
            continue
        if tally.kind == "aircraft" and tally.verb_class == "launched":
            continue  # "five bombers launched 20 missiles": the bombers fired
        key = tally.kind, tally.verb_class
        if tally.subset and totals.get(key, 0) >= tally.value:
            continue  # "478 targets, of which 270 were shot down by fire"
        left = totals.get(key, 0) - tally.value
        if tally.place_span and left >= 0:
            totals[key] = left
            continue
        if tally.place_span is None:
            totals[key] = tally.value
        kept.append(tally)
    return kept


def _add(count: WeaponCount, tally: WeaponTally) -> WeaponCount:
    value = tally.value or 0
    fate = tally.verb_class
    total = max(tally.of_total or 0, count.launched or 0)
    launched = count.launched if tally.of_total is None else total
    if fate == "launched":
        return replace(count, launched=(launched or 0) + value)
    if fate == "intercepted":
        return replace(count, launched=launched, intercepted=(count.intercepted or 0) + value)
    if fate == "lost":
        return replace(count, launched=launched, lost=(count.lost or 0) + value)
    return replace(count, hits=(count.hits or 0) + value)  # "one of the four that got through"
