"""
Drafts that tell of a wide area what another draft tells at a place inside it.

News tells an event first at large ("a fire at a refinery in the Volgograd region") and then
closely ("the refinery south of Volgograd"), and takes it up again at large ("in the attack, the
governor of Crimea said"). The wide telling joins the close one.
"""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.links.frames import is_frame_of
from geomap.reading.links.join import merge
from geomap.reading.links.near import named_later
from geomap.reading.links.same_event import AIR, actors_agree, numbers_agree, opens_item
from geomap.reading.links.same_place import country_name
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text, country_of, is_elsewhere
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym, may_hold
from geomap.records import NO_NUMBERS

_WIDE = frozenset({"region", "district", "area", "coast", "sea", "strait"})
_ATTACKS = frozenset({"strike", "sea"})
_BACK, _ON = 6, 8  # sentences over which an event is taken up again, and told more closely
_LARGEST = 2  # places of a name, of which one may be meant; districts are all alike
_NEAR_SEA = (5.0, 8.0)  # degrees of latitude and longitude from the middle of a sea to its ports


def without_retold(context: Text, drafts: list[Draft]) -> list[Draft]:
    """
    Return the drafts without the wide ones that others tell again, finer.

    Each is compared with those that are still there, so that two do not vanish into each other.
    """
    kept = list(drafts)
    for draft in drafts:
        if (
            _is_headline_wave(context, draft, kept)
            or _is_headline_of(context, draft, kept)
            or is_frame_of(context, draft, kept)
            or _is_summary_of(context, draft, kept)
        ):
            kept = _without(kept, draft)
    for draft in list(kept):
        closer = _told_closer(context, draft, kept) or named_later(context, draft, kept)
        if closer is not None:
            merge(closer, draft)
            closer.rules.append("told at large, too")
            kept = _without(kept, draft)
    return kept


def _is_summary_of(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Read "attacks on eastern Ukraine killed two", told place by place further down."""
    area = context.toponyms[draft.place] if draft.place is not None else None
    if area is None or area.kind != "area" or draft.family != "strike" or draft.realis != "actual":
        return False
    if draft.numbers.launched is not None or draft.numbers.intercepted is not None:
        return False
    alike = {"strike", "ground"} if draft.kind.trigger.key == "casualty" else {"strike"}
    return any(
        d is not draft
        and d.family in alike
        and d.realis == "actual"
        and d.place is not None
        and d.segment.sentence > min(draft.sentences)
        and (context.toponyms[d.place].is_settlement or context.toponyms[d.place].kind == "region")
        and may_hold(area, context.toponyms[d.place])
        and actors_agree(d, draft)
        and times_agree(d, draft)
        for d in placed
    )


def _without(drafts: list[Draft], gone: Draft) -> list[Draft]:
    return [draft for draft in drafts if draft is not gone]


def _is_elsewhere(context: Text, draft: Draft) -> bool:
    """Say whether a region is told of without the places of it that are named."""
    area = context.toponyms[draft.place or 0]
    return "elsewhere in the region" in draft.rules or is_elsewhere(context.text, area)


def _told_closer(context: Text, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Return the one draft that tells the same attack at a settlement or site in the area."""
    if draft.implied_country is not None:
        return _toll_told_closer(context, draft, drafts)
    if draft.place is None or draft.family not in _ATTACKS or draft.realis != "actual":
        return None
    area = context.toponyms[draft.place]
    if area.kind == "country":
        return _toll_told_closer(context, draft, drafts)
    if area.kind not in _WIDE or _has_several(context, draft) or _is_elsewhere(context, draft):
        return None
    inside = [
        d
        for d in drafts
        if d is not draft
        and d.place is not None
        and d.family in _ATTACKS
        and d.realis == "actual"
        and (
            _is_within(context.toponyms[d.place], area)
            or _is_said_to_lie_in(context, d.place, area)
        )
        and _may_be_one(d, draft)
    ]
    same = [d for d in inside if _is_same_matter(context, draft, d, inside)]
    places = {context.toponyms[d.place].candidates[:1] for d in same if d.place is not None}
    return same[0] if len(places) == 1 else None


_WAVE = Sought(r"\b(?:hundreds|dozens|scores|waves?|barrages?|swarms?) of\b")


def _is_wave(context: Text, draft: Draft) -> bool:
    """Say whether a whole country was attacked: "with hundreds of drones and missiles"."""
    return _WAVE.search(context.text, draft.segment.start, draft.segment.end) is not None


def _toll_told_closer(context: Text, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Read the headline "28 killed in shelling of bakery", told with its place below."""
    if draft.numbers.launched is not None or _is_wave(context, draft):
        return None
    if not _hurt(draft):
        return _only_attack(context, draft, drafts)
    same = [
        d
        for d in drafts
        if d is not draft
        and d.place is not None
        and d.family in _ATTACKS
        and _hurt(d) == _hurt(draft)
        and actors_agree(d, draft)
        and times_agree(d, draft)
    ]
    return same[0] if len(same) == 1 else _only_attack(context, draft, drafts)


def _only_attack(context: Text, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """Read "Five hurt in a missile attack" over a text with one attack, and no toll of its own."""
    placed = [d for d in drafts if d is not draft and d.place is not None]
    others = [d for d in placed if d.family in _ATTACKS]
    many = context.text.endswith("s", 0, draft.kind.trigger.end)
    alone = (
        len(others) == 1
        and draft.family == "strike"
        and not many
        and context.sentences[draft.segment.sentence].headline
    )
    if not alone or _hurt(others[0]) or context.toponyms[others[0].place or 0].kind == "country":
        return None
    return others[0] if _may_be_one(others[0], draft) else None


def _hurt(draft: Draft) -> tuple[str, int] | None:
    """Return how many were killed, or injured where nobody is said to be killed."""
    for outcome in ("killed_min", "injured_min"):
        if count := getattr(draft.numbers, outcome):
            return outcome, count
    return None


def _may_be_one(a: Draft, b: Draft) -> bool:
    return (
        actors_agree(a, b)
        and times_agree(a, b)
        and numbers_agree(a.numbers, b.numbers)
        and _tolls_agree(a, b)
        and _weapons_agree(a, b)
    )


def _tolls_agree(a: Draft, b: Draft) -> bool:
    pairs = (
        (a.numbers.killed_min, b.numbers.killed_min),
        (a.numbers.injured_min, b.numbers.injured_min),
    )
    return all(x is None or y is None or x == y for x, y in pairs)


def _weapons_agree(a: Draft, b: Draft) -> bool:
    open_ended = {"strike.other", "strike.explosion", "strike.combined", "sea.attack"}
    return a.event_type == b.event_type or bool({a.event_type, b.event_type} & open_ended)


_PLURAL = Sought(
    rf"\b{any_of('more_than_one')}\b",
    re.IGNORECASE,
)


def _has_several(context: Text, draft: Draft) -> bool:
    """Say whether the wide telling is of more than one attack, so that no one place is meant."""
    return (
        (draft.numbers.launched or 0) > 1
        or draft.numbers.intercepted is not None
        or bool(_PLURAL.search(context.text, draft.segment.start, draft.segment.end))
    )


# what is felt at one place when another is hit
FELT = Sought(rf"\b{any_of('felt_far')}\b")
_TAKES_UP = Sought(r"\b(?:the|this|that)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _is_same_matter(context: Text, wide: Draft, close: Draft, inside: list[Draft]) -> bool:
    """Ask for a sign that both are one event: the target, the toll, "the attack", the lead."""
    at = wide.segment.sentence
    nearest = min(close.sentences, key=lambda s: abs(s - at))
    gap = nearest - at
    apart = not -_BACK <= gap <= _ON or opens_item(context, min(nearest, at), max(nearest, at))
    if apart or FELT.search(context.text, close.segment.start, close.segment.end):
        return False
    if wide.target is not None and wide.target == close.target and wide.target != "other":
        return True
    if close.kind.effect:  # damage alone may be far from what was hit
        return False
    toll = wide.numbers.killed_min or wide.numbers.injured_min
    start = (wide if gap < 0 else close).kind.trigger.start
    places = {context.toponyms[d.place].candidates[:1] for d in inside if d.place is not None}
    in_district = context.toponyms[close.place or 0].kind in _PARTS_OF_REGION
    return (
        (toll is not None and toll in (close.numbers.killed_min, close.numbers.injured_min))
        or _TAKES_UP.search(context.text, max(0, start - 40), start) is not None
        or (_is_lead(context, at) and len(places) == 1 and gap >= 0 and not in_district)
    )


def _is_lead(context: Text, sentence: int) -> bool:
    """Say whether a sentence is one of the first two of the text below the headlines."""
    return sum(not s.headline for s in context.sentences[:sentence]) <= 1


_PARTS_OF_REGION = frozenset({"district", "hromada"})


def _is_within(place: Toponym, area: Toponym) -> bool:
    """Say whether a settlement, or a district of a region, lies in an area."""
    is_finer = place.is_settlement or (
        place.kind in _PARTS_OF_REGION and area.kind not in _PARTS_OF_REGION
    )
    return is_finer and lies_in(place, area)


def _is_said_to_lie_in(context: Text, place: int, area: Toponym) -> bool:
    """Read "near the village of A in B region", of whatever A."""
    here, after = context.toponyms[place], context.toponyms[place + 1 : place + 2]
    return (
        here.is_settlement
        and bool(after and area.candidates)
        and after[0].sentence == here.sentence
        and after[0].candidates[:1] == area.candidates[:1]
        and after[0].governor in ("in", "of", ",")
    )


def lies_in(place: Toponym, area: Toponym) -> bool:
    """Say whether a settlement lies in a region, in a part of a country, or by a sea."""
    if not place.candidates or not area.candidates:
        return False
    around = area.candidates[0]
    if area.kind == "region" or (area.kind == "coast" and "Crimea" in area.name):
        names = {c.name for c in area.candidates}
        return any(
            c.admin1 in names
            or c.name in names
            or ("Crimea" in area.name and c.admin1 in ("Crimea", "Sevastopol"))
            for c in place.candidates[: _LARGEST if place.is_settlement else None]
        )
    if area.kind == "district":
        return any(c.admin2 == around.name for c in place.candidates)
    if area.kind in ("sea", "strait", "coast"):
        here, (lat, lon) = place.candidates[0], _NEAR_SEA
        return abs(here.lat - around.lat) < lat and abs(here.lon - around.lon) < lon
    return country_of(place) == around.country


_LEAD = 8  # sentences after a headline in which its wave is told


def _is_headline_wave(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether the numbers of the headline, of a whole country, are told again by kind."""
    here = draft.segment.sentence
    if not context.sentences[here].headline or draft.family not in AIR:
        return False
    country = country_name(context, draft)
    count = draft.numbers.intercepted
    if not all(context.sentences[s].headline for s in draft.sentences):
        return False  # told in the text as well
    if country and count:
        again = (d for d in placed if d is not draft and d.place is not None and not d.shared)
        if any(d.numbers.intercepted == count for d in again):
            return True  # "downed four drones headed for Moscow", told there with that number
    return country is not None and any(
        d.family in AIR
        and d.realis == draft.realis == "actual"
        and 0 < d.segment.sentence - here <= _LEAD
        and country_name(context, d) == country
        and (d.numbers.launched or d.numbers.intercepted) is not None
        and max(d.sentences) > max(draft.sentences)
        and actors_agree(d, draft)
        and times_agree(d, draft)
        for d in placed
    )


def _is_told_finer(context: Text, draft: Draft, area: Toponym, placed: list[Draft]) -> bool:
    """Say whether a strike "in Ukraine" of the headline is one at a place told in the text."""
    numbers = draft.numbers
    if draft.family != "strike" or numbers.launched is not None or numbers.intercepted is not None:
        return False
    return any(
        d.family == "strike"
        and d.realis == draft.realis
        and d.place is not None
        and context.toponyms[d.place].kind != "country"
        and country_of(context.toponyms[d.place]) == country_of(area)
        and (numbers.killed_min or d.numbers.killed_min) == d.numbers.killed_min
        and (numbers.injured_min or d.numbers.injured_min) == d.numbers.injured_min
        and actors_agree(d, draft)
        and times_agree(d, draft)
        for d in placed
    )


_IN_NAME = re.compile(r" [A-Z]")  # "the Kursk Regional Hospital"


def _is_told_of(capital: Toponym, draft: Draft, placed: list[Draft], context: Text) -> bool:
    """Say whether the text tells of the oblast what the headline tells of its capital's name."""
    oblast, city = capital.oblast[0], capital.candidates[:1]
    named = (t for t in context.toponyms if not context.sentences[t.sentence].headline)
    if any(t.candidates[:1] == city and not _IN_NAME.match(context.text, t.end) for t in named):
        return False  # the text names the city, too
    same = {d.place for d in placed if d is not draft and d.place is not None and _agree(d, draft)}
    return any(context.toponyms[p].candidates[:1] == (oblast,) for p in same)


def _is_short_for_district(seat: Toponym, draft: Draft, placed: list[Draft], context: Text) -> bool:
    """Read the headline "attacked Nikopol", in the text "the Nikopol district": the district."""
    told = [
        (d, context.toponyms[d.place])
        for d in placed
        if d is not draft and d.place is not None and _agree(d, draft)
    ]
    if any(t.candidates[:1] == seat.candidates[:1] for _, t in told):
        return False  # the text tells of the town, too
    return any(
        t.kind in _PARTS_OF_REGION and t.name.split()[0] == seat.name
        for d, t in told
        if d.sentences != draft.sentences
    )


def _agree(a: Draft, b: Draft) -> bool:
    alike = {a.family, b.family} <= AIR or a.event_type == b.event_type
    return alike and a.realis == b.realis and actors_agree(a, b) and times_agree(a, b)


def _is_vague_lead(context: Text, draft: Draft, area: Toponym) -> bool:
    """Say whether a lead only says in which part of the country the text will name places."""
    return (
        area.kind == "area"
        and draft.family == "strike"
        and draft.numbers == NO_NUMBERS
        and all(_is_lead(context, s) for s in draft.sentences)
    )


def _is_headline_of(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether a region told only in headlines is told again, finer, in the text."""
    if draft.place is None:
        return False
    area = context.toponyms[draft.place]
    if not all(context.sentences[s].headline for s in draft.sentences) and not (
        _is_vague_lead(context, draft, area)
    ):
        return False
    there = (d for d in placed if d.place is not None and d is not draft)
    oblast = (d for d in there if context.toponyms[d.place or 0].candidates[:1] == area.oblast[:1])
    tolls = {d.numbers.killed_min for d in oblast}
    if area.oblast and draft.numbers.killed_min and tolls <= {None}:
        return False  # "Strike on Odesa kills one", in the text only drones over the Odesa region
    short = area.is_settlement and _is_short_for_district(area, draft, placed, context)
    if short or (area.oblast and _is_told_of(area, draft, placed, context)):
        return True  # "in Russia's Krasnodar", in the text "in Krasnodar region"
    if area.kind not in ("region", "area"):
        return area.kind == "country" and _is_told_finer(context, draft, area, placed)
    return any(
        d is not draft
        and d.place is not None
        and d.realis == draft.realis
        and draft.numbers.intercepted in (None, d.numbers.intercepted)
        and (draft.numbers.killed_min is None or d.numbers.killed_min is not None)
        and ({d.family, draft.family} <= AIR or d.event_type == draft.event_type)
        and _is_within(context.toponyms[d.place], area)
        and actors_agree(d, draft)
        and times_agree(d, draft)
        for d in placed
    )
