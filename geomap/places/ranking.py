"""Which places a name can mean, ranked by what the asker knows: behind ``geomap locate``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geomap.places.scoring import (
    DIVISIONS,
    SETTLEMENTS,
    Anchor,
    Container,
    Context,
    ScoredPlace,
    rank_places,
    weights,
)
from geomap.records import PlaceKind

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer


def rank_candidates(
    name: str,
    gazetteer: Gazetteer,
    *,
    near: str | None = None,
    region: str | None = None,
    kind: PlaceKind | None = None,
    date: date | None = None,
) -> list[ScoredPlace]:
    """
    Return all places of a name, likeliest first, each with its reasons.

    The same evidence is weighed as in a text; here the caller gives it.

    Parameters
    ----------
    name
        As written; every spelling that the gazetteer knows.
    gazetteer
        Where to look it up.
    near
        Name of a place close by.
    region
        Name of the region, district, hromada or country that holds the place.
    kind
        What the place is.
    date
        A day on which it was fought over: the front of that day counts.

    Returns
    -------
    ranked
        Empty when the gazetteer has no place of this name. Scores add up to one.

    Raises
    ------
    LookupError
        If `near` or `region` is not in the gazetteer.
    """
    context = Context(
        name=name,
        kinds=(kind,) if kind else (),
        containers=_containers(region, gazetteer) if region else (),
        anchors=_anchors(near, gazetteer) if near else (),
        front_weight=weights()["front"]["fighting"] if date else 0.0,
        day=date,
    )
    return rank_places(gazetteer.lookup(name), context)


def _containers(region: str, gazetteer: Gazetteer) -> tuple[Container, ...]:
    found = [place for place in gazetteer.lookup(region) if place.kind in DIVISIONS]
    if not found:
        raise LookupError(f"region {region!r}: no region, district or country of this name")
    weight = weights()["container"]["direct"]
    return tuple(Container(place, "named", weight) for place in found)


def _anchors(near: str, gazetteer: Gazetteer) -> tuple[Anchor, ...]:
    """Return `near` as one anchor that may lie wherever the name can."""
    ranked = rank_places(
        [p for p in gazetteer.lookup(near) if p.kind in SETTLEMENTS], Context(name=near)
    )
    if not ranked:
        raise LookupError(f"near {near!r}: no settlement of this name")
    spots = tuple((r.place.lat, r.place.lon, _evenly(r, ranked)) for r in ranked)
    table = weights()["distance"]
    how = "which it is said to be near"
    return (Anchor(near, how, table["beside"], table["beside_half_km"], spots),)


def _evenly(scored: ScoredPlace, ranked: list[ScoredPlace]) -> float:
    """Return the share of an anchor: all of the clear winner, else what its size gives it."""
    return 1.0 if scored is ranked[0] and scored.score > 0.8 else scored.score
