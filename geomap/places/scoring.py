"""
How likely each place of one name is the one meant, given what the text says around it.

A score is a sum of evidence in natural-log units (weights in ``resolution.toml``): size, kind,
country, the side that struck, regions named, other names nearby, a port or airfield where the text
speaks of one, the front of the day. The shares that candidates get from it (softmax) add up to
one, so a share is low both when nothing speaks for a place and when many others are as good.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from operator import itemgetter
from typing import Any

from geomap.places.frontline import REACH_KM, is_fought_over, nearest_front
from geomap.places.geodesy import KM_PER_DEGREE, km_between, km_per_degree_lon
from geomap.places.spelling import fold_key, light_key
from geomap.records import Place, PlaceKind, Side

SETTLEMENTS: frozenset[str] = frozenset({"city", "town", "village"})
DIVISIONS: frozenset[str] = frozenset({"country", "region", "district", "hromada"})


@cache
def weights() -> Mapping[str, Any]:
    """Return ``resolution.toml``."""
    text = files("geomap.places").joinpath("resolution.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(slots=True)
class Anchor:
    """
    Another name of the text, and where it may lie.

    `spots` are (latitude, longitude, share) of its candidates, likeliest first. A place at
    `half_km` gets half of what one at the very spot gets.
    `how` ends the reason that users read: "named in the same sentence".
    """

    name: str
    how: str
    weight: float
    half_km: float
    spots: tuple[tuple[float, float, float], ...]


@dataclass(slots=True)
class Container:
    """
    A region, district, hromada or country that the text names, and how much that says.

    `key` is among the `division_keys` of every place that it holds.
    """

    place: Place
    how: str
    weight: float
    key: object = field(init=False)

    def __post_init__(self) -> None:
        self.key = division_key(self.place)


# A spot of an anchor: latitude, longitude, share, 1 / half_km², number of the anchor.
_Spot = tuple[float, float, float, float, int]


@dataclass(slots=True)
class Context:
    """
    All that a text, or a caller, says about the place that a name means.

    `containers` stand from the strongest to the weakest. `spots` are those of all anchors, from
    south to north: made when the first candidate asks for them.
    """

    name: str = ""  # as written
    kinds: tuple[PlaceKind, ...] = ()
    containers: tuple[Container, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    front_weight: float = 0.0
    day: date | None = None
    size_share: float = 1.0  # how much size counts: little where villages are fought over
    attacker: Side | None = None  # whose strike hit the place
    spots: list[_Spot] | None = None


@dataclass(frozen=True, slots=True)
class ScoredPlace:
    """
    A candidate with its share of the likelihood, in 0..1, and why it has it.

    `reasons` are plain words, strongest first; empty when nothing but the name speaks for it.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]


def prior(place: Place, context: Context) -> float:
    """Return what speaks for a place before the rest of the text is read: kind, size, country."""
    table = weights()["prior"]
    kinds, per_decade = context.kinds, table["population_per_decade"] * context.size_share
    score = float(table["kind"].get(place.kind, 0.0)) + _kind_hint(place, kinds)
    score += _bears(place, context)
    if place.kind in SETTLEMENTS:
        people = place.population or table["population"][place.kind]
        score += per_decade * math.log10(max(people, 10))
        if not place.exact:
            score += table["not_exact"]
    elif not kinds:  # other kinds compete with a middling town
        score += per_decade * 4
    countries = table["country"]
    if place.country is not None:
        score += countries.get(place.country, countries["other"])
    return score + _attacked(place, context.attacker)


def _attacked(place: Place, attacker: Side | None) -> float:
    """Return what the side that struck says: its targets lie where the other side is."""
    table = weights()["attacked"]
    if attacker not in table or place.country is None:
        return 0.0
    targets = table[attacker]
    if place.country != "UA":
        return float(targets["abroad"])
    held = (place.admin1_id or place.place_id).startswith(tuple(table["held"]))
    return float(targets["held" if held else "ukraine"])


def _bears(place: Place, context: Context) -> float:
    """
    Return what it says that a place bears the name as written, and not only as an old or other one.

    Sloviansk is the city of that name, though Nikopol was once called so. Villages of Russia at
    the front are told of by Ukrainian names: Obukhivka is Obukhovka.
    """
    name = context.name
    if not name or (place.kind not in SETTLEMENTS and place.kind != "site"):
        return 0.0
    likeness = _likeness(name, place.name, place.name_uk, place.name_ru)
    if likeness == "other" and place.country == "RU" and name.isascii() and place.kind != "city":
        km, _ = nearest_front(place.lat, place.lon, context.day)
        likeness = "own" if km <= REACH_KM else likeness
    return float(weights()["name"][likeness])


@lru_cache(maxsize=65_536)  # the same names come up again and again
def _likeness(name: str, *own_names: str | None) -> str:
    """Return whether a name is one of a place's own, one of them in other letters, or another."""
    names = [own for own in own_names if own]
    if name in names or light_key(name) in map(light_key, names):
        return "own"
    return "folded" if fold_key(name) in map(fold_key, names) else "other"


def _kind_hint(place: Place, kinds: tuple[PlaceKind, ...]) -> float:
    if not kinds:
        return 0.0
    table = weights()["kind_hint"]
    if place.kind in kinds:
        return float(table["same"] - weights()["prior"]["kind"].get(place.kind, 0.0))
    if place.kind in SETTLEMENTS and not SETTLEMENTS.isdisjoint(kinds):
        return float(table["settlement"])
    return float(table["other"])


def holds(container: Place, place: Place) -> bool:
    """Whether `place` belongs to the division `container`, by the gazetteer's own hierarchy."""
    return division_key(container) in division_keys(place)


def division_key(container: Place) -> object:
    """
    Return what stands for a division among the `division_keys` of the places in it.

    A city stands for the region that it is in.
    """
    if container.kind == "country":
        return container.country
    if container.kind in SETTLEMENTS:
        return container.admin1_id or _NO_KEY
    if container.kind == "hromada":
        return container.admin2_id, container.admin3 or container.name
    return container.place_id if container.kind in DIVISIONS else _NO_KEY


_NO_KEY = object()
_DISTRICT_KM = 45.0  # how far from its seat a district of Russia reaches


def division_keys(place: Place) -> tuple[object, ...]:
    """Return the keys of the divisions that a place belongs to."""
    hromada = place.admin2_id, place.admin3
    return place.country, place.admin1_id, place.admin2_id, place.place_id, hromada


def closeness(km: float, *, half_km: float, reach_km: float) -> float:
    """Return 1 at the same spot, 0.5 at `half_km`, 0 from `reach_km` on."""
    if km >= reach_km:
        return 0.0
    return 1.0 / (1.0 + (km / half_km) ** 2)


def front_evidence(place: Place, context: Context) -> float:
    """Return what the nearness of the front says for a place."""
    table = weights()["front"]
    if not context.front_weight or place.kind not in table["kinds"]["settlements"]:
        return 0.0
    km, weight = nearest_front(place.lat, place.lon, context.day)
    near: float = weight * closeness(km, half_km=table["half_km"], reach_km=REACH_KM)
    if is_fought_over(place.lat, place.lon, context.day):
        near += table["fought_over"]
    return context.front_weight * near


def container_evidence(place: Place, context: Context) -> float:
    """Return what the divisions named say for a place: the strongest that holds it."""
    holder = _holder(place, context)
    if holder is None:
        return 0.0
    of_region = place.kind in ("district", "hromada") and holder.place.kind == "region"
    return holder.weight * (weights()["container"]["district_factor"] if of_region else 1.0)


def _holder(place: Place, context: Context) -> Container | None:
    """Return the strongest of the divisions named that holds a place."""
    if not context.containers:
        return None
    keys = division_keys(place)
    for container in context.containers:  # the strongest come first
        if container.key in keys or (
            container.place.kind == "district" and _may_hold(container.place, place)
        ):
            return container
    return None


def _may_hold(district: Place, place: Place) -> bool:
    """Say whether a village whose district is not known lies near the seat of this one."""
    return (
        place.admin2_id is None
        and place.admin1_id is not None
        and place.admin1_id == district.admin1_id
        and km_between(place.lat, place.lon, district.lat, district.lon) <= _DISTRICT_KM
    )


def anchor_evidence(place: Place, context: Context) -> float:
    """
    Return what the distances to other names say for a place.

    The nearest name counts in full, the next ones less and less: a village lies by one or two of
    the names around it, not by all.
    """
    if not context.anchors:
        return 0.0
    if context.spots is None:
        context.spots = _spots(context.anchors)
    reach_km, next_share = _reach()
    lat, lon, reach_deg = place.lat, place.lon, reach_km / KM_PER_DEGREE
    low = bisect_left(context.spots, lat - reach_deg, key=_latitude)
    high = bisect_left(context.spots, lat + reach_deg, low, key=_latitude)
    if low == high:
        return 0.0
    scale = km_per_degree_lon(lat)
    west, east = lon - reach_km / scale, lon + reach_km / scale
    near: dict[int, float] = {}
    for spot_lat, spot_lon, share, inverse, anchor in context.spots[low:high]:
        if west < spot_lon < east:
            x, y = (spot_lon - lon) * scale, (spot_lat - lat) * KM_PER_DEGREE
            squared = x * x + y * y
            if squared < reach_km * reach_km:
                near[anchor] = near.get(anchor, 0.0) + share / (1.0 + squared * inverse)
    total, factor = 0.0, 1.0
    gains = [context.anchors[number].weight * part for number, part in near.items()]
    for gain in sorted(gains, reverse=True):
        total += factor * gain
        factor *= next_share
        if factor < 0.05:
            break
    return total


_latitude = itemgetter(0)


@cache
def _reach() -> tuple[float, float]:
    """Return how far a name reaches in km, and what the next one counts of the one before."""
    table = weights()["distance"]
    return table["reach_km"], table["next_share"]


def _spots(anchors: Sequence[Anchor]) -> list[_Spot]:
    """Return the spots of all anchors from south to north: most lie too far to be looked at."""
    spots = [
        (lat, lon, share, 1.0 / anchor.half_km**2, number)
        for number, anchor in enumerate(anchors)
        for lat, lon, share in anchor.spots
    ]
    spots.sort()
    return spots


def evidence(place: Place, context: Context) -> float:
    """Return all evidence of the context for a place, without its prior."""
    return (
        container_evidence(place, context)
        + anchor_evidence(place, context)
        + front_evidence(place, context)
    )


def shares(scores: Sequence[float]) -> list[float]:
    """Return the softmax of scores, in their order."""
    top = max(scores)
    likelihoods = [math.exp(score - top) for score in scores]
    total = math.fsum(likelihoods)  # exact, so that the order of candidates cannot matter
    return [likelihood / total for likelihood in likelihoods]


def rank_places(candidates: Sequence[Place], context: Context) -> list[ScoredPlace]:
    """
    Return the candidates with their shares and reasons, likeliest first.

    Ties go by place id, so the order of `candidates` does not matter.
    """
    if not candidates:
        return []
    scores = [prior(place, context) + evidence(place, context) for place in candidates]
    ranked = sorted(
        zip(shares(scores), candidates, strict=True), key=lambda r: (-r[0], r[1].place_id)
    )
    return [
        ScoredPlace(place, share, reasons(place, candidates, context)) for share, place in ranked
    ]


def reasons(place: Place, candidates: Sequence[Place], context: Context) -> tuple[str, ...]:
    """Return in words what speaks for a place, strongest first."""
    found: list[tuple[float, str]] = []
    named = _holder(place, context)
    gain = named.weight if named else 0.0
    if named and any(container_evidence(other, context) < gain for other in candidates):
        what = named.place.kind if named.place.kind in DIVISIONS else ""
        found.append((gain, " ".join(filter(None, (named.how, what, named.place.name)))))
    found.extend(_anchor_reasons(place, context))
    gain = front_evidence(place, context)
    if gain > 0.3 * context.front_weight:
        km, _ = nearest_front(place.lat, place.lon, context.day)
        fought = is_fought_over(place.lat, place.lon, context.day)
        here = "fought over at that time" if fought else f"{km:.0f} km from the front of that time"
        found.append((gain, here))
    found.sort(key=lambda reason: (-reason[0], reason[1]))
    return (*(words for _, words in found), *_name_reasons(place, candidates, context))


def _anchor_reasons(place: Place, context: Context) -> list[tuple[float, str]]:
    """Return the two nearest names as reasons."""
    found = []
    table = weights()["distance"]
    for anchor in context.anchors:
        lat, lon, share = anchor.spots[0]
        far = abs(lat - place.lat) * KM_PER_DEGREE >= table["reach_km"]
        if far or share <= 0.5 or anchor.weight * share <= 0.2:
            continue
        km = km_between(place.lat, place.lon, lat, lon)
        gain = (
            anchor.weight
            * share
            * closeness(km, half_km=table["half_km"], reach_km=table["reach_km"])
        )
        if gain > 0.2 and (km > 0.5 or anchor.name != place.name):
            found.append((gain, f"{km:.0f} km from {anchor.name}, {anchor.how}"))
    return sorted(found, key=lambda reason: (-reason[0], reason[1]))[:2]


def _name_reasons(place: Place, candidates: Sequence[Place], context: Context) -> list[str]:
    """Return what the name by itself says: only one, the largest, of the kind that was said."""
    if len(candidates) == 1:
        return ["only place of this name"]
    words = []
    if place.kind in context.kinds and any(other.kind != place.kind for other in candidates):
        words.append(f"said to be a {place.kind}")
    people = place.population or 0
    if people and all((other.population or 0) < people or other == place for other in candidates):
        words.append("largest of this name")
    return words
