"""
Which place each name of a reading means, and why.

All names are resolved together. Every name starts from what speaks for its candidates alone
(size, kind, country, the front of the day); then each is scored again by where the others
probably lie, all at once, and that is done a second time (two sweeps of mean-field inference).
So an unambiguous name pulls its neighbours, and a list of nothing but homonyms settles on the
corner of the country where all its names meet. The result depends neither on the order of the
names nor on that of their candidates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.errors import SettingsError
from geomap.places.frontline import REACH_KM, nearest_front
from geomap.places.geodesy import km_between
from geomap.places.scoring import (
    SETTLEMENTS,
    Context,
    anchor_evidence,
    container_evidence,
    front_evidence,
    prior,
    reasons,
    shares,
    weights,
)
from geomap.places.surroundings import (
    Belief,
    Surroundings,
    bare_context,
    context_of,
    overview_of,
    surroundings_of,
)
from geomap.records import Mention, Place, Reading, Resolution

# What speaks for each candidate of a name alone: its prior, and what the front says for it.
Alone = Sequence[tuple[float, float]]

_SWEEPS = 2
_TOLD = 1.0  # evidence of the text that outweighs the distance to the front


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveSettings:
    """
    When to abstain.

    Parameters
    ----------
    min_margin
        Lead, in shares of likelihood, that the best place needs over the next other place.
    same_place_km
        Candidates closer together than this are one place for the reader of a map.

    Raises
    ------
    SettingsError
        If `min_margin` is not in 0..1 or `same_place_km` is negative.
    """

    min_margin: float = 0.2
    same_place_km: float = 8.0

    def __post_init__(self) -> None:
        if not 0 <= self.min_margin <= 1:
            raise SettingsError(f"min_margin: {self.min_margin}, expected 0 to 1")
        if self.same_place_km < 0:
            raise SettingsError(f"same_place_km: {self.same_place_km}, expected 0 or more")


DEFAULT = ResolveSettings()


def resolve_mentions(
    reading: Reading, gazetteer: object = None, *, settings: ResolveSettings = DEFAULT
) -> tuple[Resolution, ...]:
    """
    Choose the place that each mention means, or abstain.

    Parameters
    ----------
    reading
        Its mentions carry their candidates, so the gazetteer itself is not asked.
    gazetteer
        Not used; every stage that follows the reading takes one.
    settings
        When to abstain.

    Returns
    -------
    resolutions
        Aligned with ``reading.mentions``. A mention with an antecedent shares its resolution.
        Where nothing tells the candidates apart the place is None, and the reason says so.
    """
    del gazetteer
    if not reading.mentions:
        return ()
    around = surroundings_of(reading)
    alone = [_alone(i, around) for i in range(len(reading.mentions))]
    beliefs = [_first_belief(m, known) for m, known in zip(reading.mentions, alone, strict=True)]
    open_names = [i for i, belief in enumerate(beliefs) if len(belief) > 1 or around.fighting[i]]
    contexts: dict[int, Context] = {}
    for _ in range(_SWEEPS):
        overview = overview_of(around, beliefs)
        contexts = {i: context_of(i, around, beliefs, overview) for i in open_names}
        for i, belief in [(i, _belief(i, around, contexts[i], alone[i])) for i in open_names]:
            beliefs[i] = belief  # all at once, so that order cannot matter
    resolved = [
        _decide(mention, beliefs[i], contexts.get(i), settings, fighting=around.fighting[i])
        for i, mention in enumerate(reading.mentions)
    ]
    return tuple(_follow(i, reading.mentions, resolved) for i in range(len(resolved)))


def _alone(index: int, around: Surroundings) -> Alone:
    """Return what speaks for each candidate whatever the other names are: prior and front."""
    context = bare_context(index, around)
    candidates = around.mentions[index].candidates
    return [(prior(p, context), front_evidence(p, context)) for p in candidates]


def _first_belief(mention: Mention, alone: Alone) -> Belief:
    if mention.antecedent is not None:
        return ()
    return _ranked(mention.candidates, [size + front for size, front in alone])


def _belief(index: int, around: Surroundings, context: Context, alone: Alone) -> Belief:
    places = around.mentions[index].candidates
    scores = [
        size + (container_evidence(p, context) + anchor_evidence(p, context) + front)
        for p, (size, front) in zip(places, alone, strict=True)
    ]
    return _ranked(places, scores)


def _ranked(places: Sequence[Place], scores: Sequence[float]) -> Belief:
    """Return (place, share), best first; ties by place id, so that order cannot matter."""
    if not places:
        return ()
    ranked = zip(places, shares(scores), strict=True)
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0].place_id))


def _decide(
    mention: Mention,
    belief: Belief,
    context: Context | None,
    settings: ResolveSettings,
    *,
    fighting: bool,
) -> Resolution:
    """Return the best candidate, or the reason why it is not good enough."""
    if not belief:
        return Resolution(None, 0.0, 0.0, ("no place of this name in the gazetteer",))
    if context is None:  # nothing to choose from
        return Resolution(belief[0][0], 1.0, 1.0, ("only place of this name",))
    place, share = belief[0]
    rivals = []
    for other, part in belief[1:]:
        if same_place(other, place, settings.same_place_km):
            share += part
        else:
            rivals.append((other, part))
    share = min(1.0, share)
    margin = share - rivals[0][1] if rivals else 1.0
    runners_up = tuple((p.place_id, round(s, 4)) for p, s in rivals[:3])
    if margin < settings.min_margin:
        why: tuple[str, ...] = (_undecided(len(belief), context),)
    elif fighting and (objection := _off_the_front(place, context)):
        why = (objection,)
    else:
        why = reasons(place, mention.candidates, context) or ("likeliest of this name",)
        return Resolution(place, round(share, 4), round(margin, 4), why, runners_up)
    return Resolution(None, round(share, 4), round(margin, 4), why, runners_up)


def same_place(place: Place, best: Place, same_place_km: float) -> bool:
    """Whether a candidate is the best one again: the spot of a village, or a town's own hromada."""
    if place is best:
        return True
    return (place.kind in SETTLEMENTS) == (best.kind in SETTLEMENTS) and (
        km_between(place.lat, place.lon, best.lat, best.lon) <= same_place_km
    )


def _undecided(candidates: int, context: Context) -> str:
    told = (
        "the text does not tell"
        if context.containers or context.anchors
        else "nothing in the text tells"
    )
    return f"{candidates} places of this name, {told} which"


def _off_the_front(place: Place, context: Context) -> str | None:
    """Return why ground fighting cannot be meant at this village or town, or None."""
    if place.kind not in ("village", "town"):
        return None
    where = f"{place.name} in {place.admin1 or place.country}"
    reach_km = weights()["front"]["fighting_reach_km"]
    if math.isinf(nearest_front(place.lat, place.lon, None, reach_km=reach_km)[0]):
        return f"{where} is far from any front"
    if context.day is None or nearest_front(place.lat, place.lon, context.day)[0] <= REACH_KM:
        return None
    if container_evidence(place, context) + anchor_evidence(place, context) >= _TOLD:
        return None  # the text itself sets it there
    return f"{where} is more than {REACH_KM:.0f} km from the front of that time"


def _follow(index: int, mentions: Sequence[Mention], resolved: Sequence[Resolution]) -> Resolution:
    """Return the resolution of the mention that this one takes up, or its own."""
    seen = set()
    while (earlier := mentions[index].antecedent) is not None and index not in seen:
        seen.add(index)
        index = earlier
    return resolved[index]
