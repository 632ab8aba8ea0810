"""
How the names of one text lie to each other: lists, "near", "in the region of", same sentence.

`Surroundings` is built once per article. `context_of` turns it, with the current belief about
every other name, into the `Context` that one name is scored by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from geomap.places.scoring import DIVISIONS, SETTLEMENTS, Anchor, Container, Context, weights
from geomap.records import Mention, Place, Reading, Role, Side

# Belief: (place, share) of the candidates that are still likely, best first.
Belief = Sequence[tuple[Place, float]]
Link = Literal["list", "beside", "area", "inside", ""]

PLACE_ROLES: frozenset[Role] = frozenset({"where", "reference", "origin", "other"})
_FIGHTING = frozenset({"ground", "control"})
_STRIKES = frozenset({"strike", "air_defence", "sea"})
_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"[.!?;\n]")
_LIKELY = 0.005  # smaller shares say nothing to the neighbours
_SURE = 0.8
_MOST_SPOTS = 60
_MOST_ARTICLE_ANCHORS = 16
_SEAT = "in the same region as"
_LONGEST_GAP = 80  # letters
_LONGEST_LINK = 6  # words between two names that still belong together
_HOW = {
    "beside": "which it is said to be near",
    "area": "with which it is said to be in one area",
    "list": "named beside it",
    "sentence": "named in the same sentence",
    "adjacent": "named in the next sentence",
    "article": "named in the same article",
}


@cache
def _link_words() -> dict[str, frozenset[str]]:
    words = weights()["words"]
    return {name: frozenset(words[name]) for name in ("list", "beside", "inside")}


def _is_about_front(text: str) -> bool:
    """Whether a text speaks of the front, be no event of it read."""
    return _has_one(text, "front") or _has_one(text, "front_moves")


def _has_one(text: str, phrases: str) -> bool:
    lower = text.lower()
    return any(phrase in lower for phrase in weights()["words"][phrases])


def _moved_at(reading: Reading) -> frozenset[int]:
    """Return the sentences that say that the front moved, of a text whose events are not read."""
    if reading.reports or not _has_one(reading.article.text, "front_moves"):
        return frozenset()
    sentences = [reading.article.text[start:end] for start, end in reading.sentences]
    told = {mention.sentence for mention in reading.mentions}
    return frozenset(number for number in told if _has_one(sentences[number], "front_moves"))


def link_between(gap: str) -> Link:
    """
    Return what the words between two names make of them.

    "list" for "A, B and C"; "beside" for "A, a village north of B"; "inside" for "A in the B
    region"; empty when they have nothing to do with each other.
    """
    if len(gap) > _LONGEST_GAP or _PARTS.search(gap):
        return ""
    words = [word.casefold() for word in _WORD.findall(gap)]
    if len(words) > _LONGEST_LINK + 2:
        return ""
    vocabulary = _link_words()
    if len(words) <= 4 and all(word in vocabulary["inside"] for word in words):
        return "inside"
    if not vocabulary["beside"].isdisjoint(words):
        return "beside"
    if len(words) <= _LONGEST_LINK and all(word in vocabulary["list"] for word in words):
        return "list"
    return ""


_ONE_AREA = re.compile(r"\b(?:area|vicinity) of\W*\Z")


def _link(text: str, first: Mention, second: Mention) -> Link:
    """Return what links two neighbours; those of "the area of A and B" lie in one area."""
    link = link_between(text[first.end : second.start])
    if link == "list" and _ONE_AREA.search(text[max(0, first.start - 24) : first.start]):
        return "area"
    return link


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What does not change while the names of a reading are resolved.

    `order` are mention indexes by position, `rank` the place of each mention in it. `links` are
    the links between neighbours in that order, `lists` the number of the list that a mention is
    part of; `by_sentence` are the mentions of each sentence. `front` is the weight of the front,
    `days` the day, `fighting` whether ground fighting is reported and `attackers` whose strike,
    for each mention. `sites` are those of the kind that stands beside a mention.
    """

    mentions: tuple[Mention, ...]
    order: tuple[int, ...]
    rank: tuple[int, ...]
    links: tuple[Link, ...]
    lists: tuple[int, ...]
    by_sentence: Mapping[int, Sequence[int]]
    front: tuple[float, ...]
    days: tuple[date | None, ...]
    fighting: tuple[bool, ...]
    attackers: tuple[Side | None, ...]
    sites: Mapping[int, tuple[Anchor, ...]] = field(default_factory=dict)


def surroundings_of(reading: Reading) -> Surroundings:
    """Read links, lists, and the pull of the front off a reading."""
    mentions = reading.mentions
    order = tuple(sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end)))
    rank = [0] * len(mentions)
    for position, index in enumerate(order):
        rank[index] = position
    text = reading.article.text
    links = [_link(text, mentions[a], mentions[b]) for a, b in pairwise(order)]
    lists = [0] * len(mentions)
    number = 0
    for position, index in enumerate(order):
        if position and not (
            links[position - 1] in ("list", "area") or _is_bare(text, mentions, order, position)
        ):
            number += 1
        lists[index] = number
    by_sentence: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        by_sentence.setdefault(mention.sentence, []).append(index)
    return Surroundings(
        mentions,
        order,
        tuple(rank),
        tuple(links),
        tuple(lists),
        by_sentence,
        *_told_by_mention(reading),
    )


def _is_bare(text: str, mentions: Sequence[Mention], order: Sequence[int], position: int) -> bool:
    """Whether only punctuation stands between a name and the one before it."""
    a, b = mentions[order[position - 1]], mentions[order[position]]
    return text[a.end : b.start].strip() in {",", "/", "–", "-", "—"}


def _told_by_mention(
    reading: Reading,
) -> tuple[tuple[float, ...], tuple[date | None, ...], tuple[bool, ...], tuple[Side | None, ...]]:
    """Return weight of the front, day, whether fighting is reported, and whose strike, for each."""
    table = weights()["front"]
    published = reading.article.published
    pointed = {r.mention: r for r in reversed(reading.reports) if r.mention is not None}
    at_front = any(r.event_type.split(".")[0] in _FIGHTING for r in reading.reports)
    at_front = at_front or _is_about_front(reading.article.text)
    moved = _moved_at(reading)
    front, days, fighting, attackers = [], [], [], []
    for index, mention in enumerate(reading.mentions):
        report = pointed.get(index)
        family = report.event_type.split(".")[0] if report else ""
        if mention.sentence in moved:
            family = "control"
        fighting.append(family in _FIGHTING)
        attackers.append(report.actor if report and family in _STRIKES else None)
        days.append((report.time.start if report else None) or published)
        if family in _FIGHTING:
            front.append(table["fighting"])
        elif family:
            front.append(table["strike"])
        else:
            front.append(table["alone"] if at_front else table["other"])
    return tuple(front), tuple(days), tuple(fighting), tuple(attackers)


@dataclass(frozen=True, slots=True)
class Overview:
    """
    What the whole article is about, as believed so far: its sure settlements and divisions.

    `settlements` are (rank, sentence, place id, mention) of every name that is surely one.
    """

    settlements: tuple[tuple[int, int, str, int], ...]
    divisions: tuple[Container, ...]
    # Every name as an anchor, by mention and level: made when one asks for it, for all to use.
    anchors: dict[tuple[int, str], Anchor] = field(default_factory=dict)


def overview_of(around: Surroundings, beliefs: Sequence[Belief]) -> Overview:
    """Return the sure settlements and the divisions named anywhere."""
    settlements: list[tuple[int, int, str, int]] = []
    divisions: dict[str, Container] = {}
    table = weights()["container"]
    for index, belief in enumerate(beliefs):
        if not belief or around.mentions[index].role not in PLACE_ROLES:
            continue
        place, share = belief[0]
        if share >= _SURE and place.kind in SETTLEMENTS:
            sentence = around.mentions[index].sentence
            settlements.append((around.rank[index], sentence, place.place_id, index))
        elif share >= _SURE and place.kind in DIVISIONS and place.place_id not in divisions:
            factor = table["country_factor"] if place.kind == "country" else 1.0
            divisions[place.place_id] = Container(
                place, "named in the article:", table["article"] * factor
            )
    return Overview(tuple(settlements), tuple(divisions.values()))


def context_of(
    index: int, around: Surroundings, beliefs: Sequence[Belief], overview: Overview
) -> Context:
    """Return what the text says about mention `index`, given the beliefs about all mentions."""
    mention = around.mentions[index]
    anchors: list[Anchor] = list(around.sites.get(index, ()))
    containers: list[Container] = list(overview.divisions)
    for other in _neighbours(index, around):
        if not beliefs[other]:
            continue
        level = _level(index, other, around)
        containers.extend(_containers(index, other, beliefs[other], level, around))
        named = around.mentions[other]
        if named.role in PLACE_ROLES and named.name != mention.name:
            anchor = _anchor(other, level, around, beliefs, overview)
            if anchor.spots:
                anchors.append(anchor)
    anchors += [
        _anchor(other, "article", around, beliefs, overview)
        for other in _distant(index, around, overview)
    ]
    context = bare_context(index, around)
    context.containers = _strongest(containers)
    context.anchors = tuple(anchors)
    return context


_weight = attrgetter("weight")


def _strongest(containers: list[Container]) -> tuple[Container, ...]:
    """Return the containers by weight; of several that name one division the strongest."""
    by_place: dict[str, Container] = {}
    for container in containers:
        known = by_place.get(container.place.place_id)
        if known is None or known.weight < container.weight:
            by_place[container.place.place_id] = container
    return tuple(sorted(by_place.values(), key=_weight, reverse=True))


def bare_context(index: int, around: Surroundings) -> Context:
    """Return what is known of mention `index` without the other names: kinds, day, front."""
    fighting = around.fighting[index]
    return Context(
        name=around.mentions[index].name,
        kinds=around.mentions[index].hint_kinds,
        front_weight=around.front[index],
        day=around.days[index],
        size_share=weights()["front"]["size_share"] if fighting else 1.0,
        attacker=around.attackers[index],
    )


def _neighbours(index: int, around: Surroundings) -> list[int]:
    """Return the other mentions of the same sentence and of those beside it."""
    sentence = around.mentions[index].sentence
    return [
        other
        for near in (sentence - 1, sentence, sentence + 1)
        for other in around.by_sentence.get(near, ())
        if other != index
    ]


def _distant(index: int, around: Surroundings, overview: Overview) -> list[int]:
    """Return the nearest mention of each sure settlement that stands further away in the text."""
    here, sentence = around.rank[index], around.mentions[index].sentence
    nearest: dict[str, tuple[int, int]] = {}
    for rank, told_in, place_id, other in overview.settlements:
        if not -1 <= told_in - sentence <= 1:
            away = rank - here if rank > here else here - rank
            if place_id not in nearest or away < nearest[place_id][0]:  # of two the first
                nearest[place_id] = away, other
    return [other for _, other in sorted(nearest.values())[:_MOST_ARTICLE_ANCHORS]]


def _level(index: int, other: int, around: Surroundings) -> str:
    """Return how close two neighbours stand in the text: a key of the weights."""
    here, there = around.rank[index], around.rank[other]
    if abs(here - there) == 1:
        link = around.links[min(here, there)]
        if link in ("beside", "area"):
            return link
    if around.mentions[index].sentence != around.mentions[other].sentence:
        return "adjacent"
    return "list" if around.lists[index] == around.lists[other] else "sentence"


def _anchor(
    index: int, level: str, around: Surroundings, beliefs: Sequence[Belief], overview: Overview
) -> Anchor:
    """Return mention `index` as an anchor for those at this level of it."""
    key = index, level
    if key not in overview.anchors:
        overview.anchors[key] = _new_anchor(around.mentions[index], beliefs[index], level)
    return overview.anchors[key]


def _new_anchor(mention: Mention, belief: Belief, level: str) -> Anchor:
    """Return a name as an anchor; divisions hold places, so they are no anchors."""
    spots = [
        (place.lat, place.lon, share)
        for place, share in belief[:_MOST_SPOTS]
        if share >= _LIKELY and place.kind not in DIVISIONS
    ]
    table = weights()["distance"]
    half_km = table.get(f"{level}_half_km", table["half_km"])
    return Anchor(mention.name, _HOW[level], table[level], half_km, tuple(spots))


_OFFICIALS = frozenset({"title of", "office of"})


def _containers(
    index: int, other: int, belief: Belief, level: str, around: Surroundings
) -> list[Container]:
    """
    Return the division that a neighbour names.

    A city names its region, though less clearly: "X, Kharkiv", "the Kharkiv governor said".
    """
    place, share = belief[0]
    if share < 0.5 or (place.kind not in DIVISIONS and place.kind != "city"):
        return []
    if around.mentions[other].rule == "ship":
        return []  # the landing ship Yamal lies in no Yamal
    table = weights()["container"]
    direct = _is_direct(index, other, around)
    if direct:
        after = around.rank[other] > around.rank[index]
        weight = table["direct"] if after else table["before_factor"] * table["direct"]
    else:
        weight = table["sentence" if level in ("list", "beside", "area") else level]
    if place.kind == "city":
        return (
            [] if level == "article" else [Container(place, _SEAT, weight * table["seat_factor"])]
        )
    if around.mentions[other].role not in PLACE_ROLES and not direct:
        if around.mentions[other].rule not in _OFFICIALS or place.kind != "region":
            return []
        weight *= table["official_factor"]
    if place.kind == "country":
        weight *= table["country_factor"]
    return [Container(place, "named", weight)]


def _is_direct(index: int, other: int, around: Surroundings) -> bool:
    """
    Whether the words set `index` inside `other`: "X in the Y region", "Y region, X".

    What is said of the last name of a list is said of all: "A, B and C in the Y region".
    """
    here, there = around.rank[index], around.rank[other]
    if there > here:
        last = here
        while last + 1 < there and around.lists[around.order[last + 1]] == around.lists[index]:
            last += 1
        owner = around.mentions[around.order[there - 1]].rule == "owner"  # "Ukraine's Y region"
        return last + 1 == there - owner and around.links[last] == "inside"
    return here - there == 1 and around.links[there] == "inside"
