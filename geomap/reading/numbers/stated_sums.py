"""A total that the text states beside its parts: "452 targets in all" after drones and missiles."""

from __future__ import annotations

from geomap.records import Numbers, replace

_OF_ALL = "weapon"  # "aerial targets": of whatever kind
_LEAST, _MOST = 0.75, 1.01  # of the total that parts told roughly, or in part, can make up
_SUMMED = ("launched", "intercepted")


def is_sum(total: Numbers, parts: Numbers) -> bool:
    """Tell whether `total` counts together the kinds of weapon that `parts` counts one by one."""
    whole = next((count for count in total.by_weapon if count.kind == _OF_ALL), None)
    if whole is None or any(count.kind == _OF_ALL for count in parts.by_weapon):
        return False
    pairs = [(getattr(whole, fate), _added(parts, fate)) for fate in _SUMMED]
    told = [(n, added) for n, added in pairs if n and added]
    return bool(told) and all(_LEAST * n <= added <= _MOST * n for n, added in told)


def with_sum(parts: Numbers, total: Numbers) -> Numbers:
    """Return the counts by kind of weapon with the totals that stand for all of them."""
    stated = {f: n for f in (*_SUMMED, "lost", "hits") if (n := getattr(total, f)) is not None}
    return replace(parts, **stated)


def _added(numbers: Numbers, fate: str) -> int:
    return sum(getattr(count, fate) or 0 for count in numbers.by_weapon)
