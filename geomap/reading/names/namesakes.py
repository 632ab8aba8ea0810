"""What the names beside a name tell of it: New York beside Toretsk, "Donetsk Horlivka"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geomap.reading.text.toponym import Toponym
from geomap.records import Place, replace

_TOWNS = frozenset({"city", "town"})
_KNOWN = 500_000  # inhabitants of a city that a town of its name must be told from


def at_home(toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Take "New York" for the town in Donetsk region where a place of that region stands beside."""
    return [
        replace(toponym, candidates=home)
        if toponym.candidates
        and _is_known_everywhere(toponym.candidates[0])
        and (home := _home(toponym))
        and _is_beside(toponyms[max(0, index - 1) : index + 2], toponym, home)
        else toponym
        for index, toponym in enumerate(toponyms)
    ]


def _is_known_everywhere(place: Place) -> bool:
    return place.country != "UA" and (place.population or 0) >= _KNOWN


def _home(toponym: Toponym) -> tuple[Place, ...]:
    return tuple(c for c in toponym.candidates if c.country == "UA" and c.kind in _TOWNS)


def _is_beside(near: Sequence[Toponym], toponym: Toponym, home: Sequence[Place]) -> bool:
    regions = {place.admin1 for place in home}
    return any(
        other is not toponym
        and abs(other.sentence - toponym.sentence) <= 1
        and bool(other.candidates)
        and other.candidates[0].admin1 in regions
        for other in near
    )


def after_adjectives(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Let "the shelling of Donetsk Horlivka" be of Horlivka: the first names the oblast."""
    result = list(toponyms[:1])
    for before, toponym in pairwise(toponyms):
        region = before.candidates[0].admin1 if before.candidates else None
        if (
            toponym.start == before.end + 1
            and text[before.end] == " "
            and region is not None
            and before.is_settlement
            and toponym.is_settlement
            and any(c.admin1 == region for c in toponym.candidates)
        ):
            toponym = replace(  # noqa: PLW2901 (the same name, governed otherwise)
                toponym,
                phrase_start=before.phrase_start,
                governor=before.governor,
                governor_start=before.governor_start,
                before=before.before,
            )
        result.append(toponym)
    return result
