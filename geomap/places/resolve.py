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
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import SettingsError
from geomap.places.frontline import REACH_KM, nearest_front
from geomap.places.geodesy import KM_PER_DEGREE, km_between
from geomap.places.scoring import (
    SETTLEMENTS,
    Anchor,
    Context,
    anchor_evidence,
    container_evidence,
    front_evidence,
    prior,
    reasons,
    shares,
    weights,
)
from geomap.places.site_words import site_anchors
from geomap.places.surroundings import (
    Belief,
    Surroundings,
    bare_context,
    context_of,
    overview_of,
    surroundings_of,
)
from geomap.records import Mention, Place, Reading, Resolution, Side, replace

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer

# What speaks for each candidate of a name alone: its prior, and what the front says for it.
Alone = Sequence[tuple[float, float]]

_SWEEPS = 2
_NEAR_KM = 25.0  # "at the front", for a place that bears a like name only
_TOLD = 1.0  # evidence of the text that outweighs the distance to the front


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveSettings:
    """
    When to abstain.

    Parameters
    ----------
    min_margin
        Lead, in shares of likelihood, that the best place needs over the next other place.
    min_share
        Share of likelihood that the best place needs itself where nothing in the text tells of it:
        of eighty villages of one name the largest leads all others, and is hardly the one meant.
    same_place_km
        Candidates closer together than this are one place for the reader of a map.

    Raises
    ------
    SettingsError
        If `min_margin` or `min_share` is not in 0..1, or `same_place_km` is negative.
    """

    min_margin: float = 0.15
    min_share: float = 0.3
    same_place_km: float = 8.0

    def __post_init__(self) -> None:
        for name in ("min_margin", "min_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise SettingsError(f"{name}: {getattr(self, name)}, expected 0 to 1")
        if self.same_place_km < 0:
            raise SettingsError(f"same_place_km: {self.same_place_km}, expected 0 or more")


DEFAULT = ResolveSettings()


def resolve_mentions(
    reading: Reading, gazetteer: Gazetteer | None = None, *, settings: ResolveSettings = DEFAULT
) -> tuple[Resolution, ...]:
    """
    Choose the place that each mention means, or abstain.

    Parameters
    ----------
    reading
        Its mentions carry their candidates.
    gazetteer
        Asked for places of like names where fighting is told of a name that no place near the
        front bears; without it there are none.
    settings
        When to abstain.

    Returns
    -------
    resolutions
        Aligned with ``reading.mentions``. A mention with an antecedent shares its resolution.
        Where nothing tells the candidates apart the place is None, and the reason says so.
    """
    if not reading.mentions:
        return ()
    around = surroundings_of(reading)
    if gazetteer is not None:
        around = _widened(around, gazetteer)
        around = replace(around, sites=_sites(around, reading.article.text, gazetteer))
    alone = _all_alone(around)
    beliefs = [_first_belief(m, alone.get(i)) for i, m in enumerate(around.mentions)]
    # The one place of a name is asked only whether the fighting told of can be there.
    sure = [i for i, b in enumerate(beliefs) if b and around.fighting[i] and i not in alone]
    contexts: dict[int, Context] = {}
    for sweep in range(_SWEEPS):
        overview = overview_of(around, beliefs)
        asked = [*alone, *sure] if sweep + 1 == _SWEEPS else alone
        contexts = {i: context_of(i, around, beliefs, overview) for i in asked}
        for i, belief in [(i, _belief(i, around, contexts[i], alone[i])) for i in alone]:
            beliefs[i] = belief  # all at once, so that order cannot matter
    resolved = [
        _decide(mention, beliefs[i], contexts.get(i), settings, fighting=around.fighting[i])
        for i, mention in enumerate(around.mentions)
    ]
    for i in _outliers(around, resolved):
        resolved[i] = replace(resolved[i], place=None, reasons=(_FAR_FROM_LIST,))
    return tuple(_follow(i, reading.mentions, resolved) for i in range(len(resolved)))


_LIST_KM = 100.0  # from each other, at most, lie the villages of one list of a front update
_FAR_FROM_LIST = "far from all the other places that it is listed with, so another place is meant"


def _outliers(around: Surroundings, resolved: Sequence[Resolution]) -> list[int]:
    """
    Return the mentions of fighting that lie far from all the others of their sentence.

    The city of Berdychiv, between villages by Avdiivka, is the village of Berdychi.
    """
    by_sentence: dict[int, list[int]] = {}
    for i, mention in enumerate(around.mentions):
        place = resolved[i].place
        if around.fighting[i] and place is not None and place.kind in SETTLEMENTS:
            by_sentence.setdefault(mention.sentence, []).append(i)
    found = []
    for listed in by_sentence.values():
        if len(listed) <= _FEW:
            continue
        lone = [i for i in listed if not _has_neighbour(i, listed, resolved)]
        if len(lone) == 1 and around.mentions[lone[0]].rule == "list":
            found += [i for i in lone if not _is_at_front(resolved[i].place, around.days[i])]
    return found


def _is_at_front(place: Place | None, day: date | None) -> bool:
    """Whether a place lies at the front of the day, which an update goes from end to end."""
    return place is not None and day is not None and _is_near(place, day)


_FEW = 2  # places of a sentence, of which none is the odd one


def _has_neighbour(index: int, listed: Sequence[int], resolved: Sequence[Resolution]) -> bool:
    here = resolved[index].place
    return here is not None and any(
        km_between(here.lat, here.lon, there.lat, there.lon) <= _LIST_KM
        for i in listed
        if i != index and (there := resolved[i].place) is not None
    )


def _widened(around: Surroundings, gazetteer: Gazetteer) -> Surroundings:
    """
    Let a name of fighting that no place near the front bears mean those there of a like name.

    Storozhove is in the Poltava region only; what was fought over is Storozheve.
    """
    mentions = list(around.mentions)
    for index, mention in enumerate(mentions):
        day = around.days[index]
        if _is_on_the_wrong_side(mention, around.attackers[index]):
            alike = [p for p in gazetteer.alike(mention.name) if p not in mention.candidates]
            mentions[index] = replace(mention, candidates=(*mention.candidates, *alike))
            continue
        if not around.fighting[index] or mention.antecedent is not None or day is None:
            continue
        if any(p.kind not in SETTLEMENTS or _is_near(p, day) for p in mention.candidates):
            continue
        # A name that the reading did not take for one of the gazetteer may be one after all.
        known = () if mention.candidates else gazetteer.lookup(mention.name)
        alike = [p for p in known or gazetteer.alike(mention.name) if _is_near(p, day)]
        alike = alike or [p for p in gazetteer.misspelled(mention.name) if _is_near(p, day)]
        more = tuple(p for p in alike if p not in mention.candidates)
        mentions[index] = replace(mention, candidates=(*mention.candidates, *more))
    return replace(around, mentions=tuple(mentions))


def _sites(around: Surroundings, text: str, gazetteer: Gazetteer) -> dict[int, tuple[Anchor, ...]]:
    """Return the ports, airfields, … that the words beside names of several places speak of."""
    found = {}
    for index, mention in enumerate(around.mentions):
        if len(mention.candidates) > 1 and mention.antecedent is None:
            found[index] = site_anchors(text, mention, gazetteer)
    return found


def _is_on_the_wrong_side(mention: Mention, attacker: Side | None) -> bool:
    """Whether Ukraine is told to have struck what lies, as it is spelled, in its own hands."""
    if attacker != "UA" or mention.antecedent is not None or not mention.candidates:
        return False
    held = tuple(weights()["attacked"]["held"])
    return all(
        p.kind in SETTLEMENTS
        and p.country == "UA"
        and not (p.admin1_id or p.place_id).startswith(held)
        for p in mention.candidates
    )


def _is_near(place: Place, day: date) -> bool:
    """Whether a place is a village or town near the front of the day."""
    return place.kind in SETTLEMENTS and nearest_front(place.lat, place.lon, day)[0] <= _NEAR_KM


def _all_alone(around: Surroundings) -> dict[int, Alone]:
    """Return what speaks for each candidate of the names that have several, by mention."""
    found: dict[tuple[object, ...], Alone] = {}  # an article gives a name again and again
    alone = {}
    for index, mention in enumerate(around.mentions):
        if len(mention.candidates) < 2 or mention.antecedent is not None:
            continue
        told = around.front[index], around.days[index], around.fighting[index]
        key = (
            mention.name, mention.hint_kinds, *told, around.attackers[index],
            *map(id, mention.candidates),
        )  # fmt: skip
        if key not in found:
            found[key] = _alone(index, around)
        alone[index] = found[key]
    return alone


def _alone(index: int, around: Surroundings) -> Alone:
    """Return what speaks for each candidate whatever the other names are: prior and front."""
    context = bare_context(index, around)
    candidates = around.mentions[index].candidates
    return [(prior(p, context), front_evidence(p, context)) for p in candidates]


def _first_belief(mention: Mention, alone: Alone | None) -> Belief:
    if alone is not None:
        return _ranked(mention.candidates, [size + front for size, front in alone])
    if mention.antecedent is not None:
        return ()
    return [(place, 1.0) for place in mention.candidates]


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
    guessed = share < settings.min_share and _told(place, context) < _TOLD
    if margin < settings.min_margin or guessed:
        why: tuple[str, ...] = (_undecided(len(belief), context),)
    elif objection := (
        _objection(place, context, fighting=fighting)
        or _set_in_another_division(place, context, share)
    ):
        why = (objection,)
    else:
        why = reasons(place, mention.candidates, context) or ("likeliest of this name",)
        return Resolution(place, round(share, 4), round(margin, 4), why, runners_up)
    return Resolution(None, round(share, 4), round(margin, 4), why, runners_up)


def _objection(place: Place, context: Context, *, fighting: bool) -> str | None:
    """Return why a place cannot be meant, or None."""
    abroad = _set_in_another_country(place, context)
    return abroad or (_off_the_front(place, context) if fighting else None)


def same_place(place: Place, best: Place, same_place_km: float) -> bool:
    """Whether a candidate is the best one again: the spot of a village, or a town's own hromada."""
    if place is best:
        return True
    return (
        (place.kind in SETTLEMENTS) == (best.kind in SETTLEMENTS)
        and abs(place.lat - best.lat) * KM_PER_DEGREE <= same_place_km
        and km_between(place.lat, place.lon, best.lat, best.lon) <= same_place_km
    )


def _undecided(candidates: int, context: Context) -> str:
    told = (
        "the text does not tell"
        if context.containers or context.anchors
        else "nothing in the text tells"
    )
    return f"{candidates} places of this name, {told} which"


def _set_in_another_country(place: Place, context: Context) -> str | None:
    """Return why a village of Ukraine is not "Uspenovka in the Kursk region", or None."""
    table = weights()["container"]
    direct = table["before_factor"] * table["direct"]
    told = next((c for c in context.containers if c.place.kind == "region"), None)
    if told is None or told.weight < direct or place.kind not in SETTLEMENTS:
        return None
    if None in (place.country, told.place.country) or place.country == told.place.country:
        return None
    return _not_there(told.place)


def _not_there(division: Place) -> str:
    return f"the text sets it in {division.name}, where the gazetteer has no place of this name"


_FAR_OFF_KM = {"region": 300.0, "district": 100.0}  # from the middle of the one said to hold it
_DOUBTED = 0.6  # share below which a division of the same sentence is believed more


def _set_in_another_division(place: Place, context: Context, share: float) -> str | None:
    """Return why a village 400 km off is not "Leninsky in the Belgorod region", or None."""
    if place.kind not in SETTLEMENTS or place.kind == "city":
        return None
    factor = "direct" if share >= _DOUBTED else "sentence"
    table = weights()["container"]
    least = table["before_factor"] * table[factor]
    told = [c for c in context.containers if c.place.kind in _FAR_OFF_KM and c.weight >= least]
    off = [
        c.place
        for c in told
        if km_between(place.lat, place.lon, c.place.lat, c.place.lon) > _FAR_OFF_KM[c.place.kind]
    ]
    if not told or len(off) < len(told) or container_evidence(place, context) > least:
        return None
    return _not_there(off[0])


def _told(place: Place, context: Context, *, front: bool = True) -> float:
    """Return what the text around a name says for a place, not counting what the place is."""
    named = container_evidence(place, context) + anchor_evidence(place, context)
    return named + (front_evidence(place, context) if front else 0.0)


def _off_the_front(place: Place, context: Context) -> str | None:
    """Return why ground fighting cannot be meant at this village or town, or None."""
    if place.kind not in SETTLEMENTS:
        return None
    where = f"{place.name} in {place.admin1 or place.country}"
    reach_km = weights()["front"]["fighting_reach_km"]
    if math.isinf(nearest_front(place.lat, place.lon, None, reach_km=reach_km)[0]):
        return f"{where} is far from any front"
    if place.kind == "city":
        return None  # well known, and seldom meant wrongly
    if context.day is None or nearest_front(place.lat, place.lon, context.day)[0] <= REACH_KM:
        return None
    if _told(place, context, front=False) >= _TOLD:
        return None  # the text itself sets it there
    return f"{where} is more than {REACH_KM:.0f} km from the front of that time"


def _follow(index: int, mentions: Sequence[Mention], resolved: Sequence[Resolution]) -> Resolution:
    """Return the resolution of the mention that this one takes up, or its own."""
    seen = set()
    while (earlier := mentions[index].antecedent) is not None and index not in seen:
        seen.add(index)
        index = earlier
    return resolved[index]
