"""
Names of capitals that stand for their oblasts.

News writes "gains in Donetsk", "Russian shelling killed two in Luhansk" and "three drones over
Kursk" of the oblasts: the cities of these names saw no such event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.toponym import NameFinder, Toponym
from geomap.records import Place, Side, replace

_WITHIN = frozenset({"in", "across", "throughout", "inside", "over", "and", ",", "within"})
_OBLAST = re.compile(r"(\S+) (?:Oblast|Krai)")


def oblast_of(name: str, candidates: Sequence[Place], names: NameFinder) -> tuple[Place, ...]:
    """Return the oblast that is called as its capital, empty for any other name."""
    capital = candidates[0] if candidates else None
    if capital is None or capital.kind != "city" or capital.admin1 is None:
        return ()
    region = _OBLAST.fullmatch(capital.admin1)
    if region is None or not (capital.name.startswith(region[1]) or name == region[1]):
        return ()
    return tuple(p for p in names.lookup(f"{name} region") if p.kind == "region")


def stands_for_oblast(
    context: Text, toponym: Toponym, event_type: str, actor: Side | None, others: Sequence[int]
) -> bool:
    """
    Say whether an event told of a capital can only have been in its oblast.

    Parameters
    ----------
    toponym
        The name; `oblast` is not empty where it is that of a capital.
    context
        Its article.
    event_type, actor
        Of the event told there.
    others
        Indexes of the other places of the same event.
    """
    if not toponym.oblast or toponym.hint_kinds or toponym.governor not in _WITHIN:
        return False
    if any(context.toponyms[p].candidates[:1] == toponym.oblast[:1] for p in others):
        return False  # "over Bryansk and Bryansk region"
    capital = toponym.candidates[0].name.lower()
    family = event_type.partition(".")[0]
    if family in ("control", "ground"):
        listed = _listed(context, toponym).intersection(others)
        names = {capital, *(context.toponyms[p].name.lower() for p in listed)}
        return not names.isdisjoint(context.words.words("never_fought_in"))
    if family == "air_defence":
        return country_of(toponym) == "RU" and any(
            context.toponyms[p].kind == "region" and country_of(context.toponyms[p]) == "RU"
            for p in others
        )
    lost = context.words.words("held_since_2014")
    return family == "strike" and actor == "RU" and capital in lost


def _listed(context: Text, toponym: Toponym) -> set[int]:
    """Return the indexes of the names that stand in one list with a toponym."""
    here = next(i for i, t in context.names_in(toponym.sentence) if t.start == toponym.start)
    head = here if toponym.list_head is None else toponym.list_head
    named = context.names_in(toponym.sentence)
    return {i for i, t in named if head in (i, t.list_head)}


def as_oblast(toponym: Toponym) -> Toponym:
    """Return the toponym with the oblast in place of its capital."""
    return replace(toponym, candidates=toponym.oblast, hint_kinds=("region",))
