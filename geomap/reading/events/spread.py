"""One event at several places: a draft for each, with the numbers that are its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.events.examples import (
    ONE_OF_MANY,
    goes_beyond,
    is_included,
    is_one_of_many,
    is_wave_beyond,
    opening_area,
)
from geomap.reading.events.holders import by_place, side_of_front
from geomap.reading.events.sides import find_actor
from geomap.reading.names.capitals import as_oblast, stands_for_oblast
from geomap.reading.numbers.casualties import (
    NO_CASUALTIES,
    Casualties,
    CasualtyCount,
    find_casualty_counts,
)
from geomap.reading.numbers.tallies import WeaponTally
from geomap.reading.numbers.weapon_sums import FATES, sum_numbers, without_weapons
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of
from geomap.records import NO_NUMBERS, replace


def spread(
    context: Text,
    parts: list[Part],
    base: Draft,
    places: list[int],
    own: list[WeaponTally],
) -> list[Draft]:
    """Return one draft for each place, and give each the numbers that are its own."""
    together = _of_more_places(context, parts, base, places, own)
    if together is not None:
        return together
    whole = _whole(own) if all(any(_names(context, t, p) for t in own) for p in places) else None
    by_place = {p: [t for t in own if _names(context, t, p)] for p in places}
    total = None if whole is not None else _total_of(context, own, places, by_place)
    if total is not None:
        fate = [total] if total.verb_class == "intercepted" else own
        in_all = _in_all(base, fate)
        rest = [t for t in own if t is not total]
        named = sum_numbers([t for p in places for t in by_place[p]], NO_CASUALTIES)
        part = replace(base, numbers=named)
        return [in_all, *spread(context, parts, part, places, rest)]
    if len(places) == 1 and whole is None:
        alone = _without_others(base, own, by_place[places[0]])
        return [_at(context, parts, alone, places[0], places)]
    drafts = []
    if whole is not None:
        drafts.append(_in_all(base, [whole]))
        own = [t for t in own if t.place_span is not None]
    by_place = {p: [t for t in own if _names(context, t, p)] for p in places}
    shared_at = _unshare(places, by_place)
    bare = next((p for p in places if not by_place[p] and p not in shared_at), None)
    if any(by_place.values()) and bare is not None:
        by_place[bare] = [t for t in own if t.place_span is None]
    counts = find_casualty_counts(context.text, base.segment.start, base.segment.end)
    hurt = _of_each(context, {p: _hurt_at(context, counts, p) for p in places})
    for position, place in enumerate(places):
        draft = _at(context, parts, base, place, places)
        if any(by_place.values()):
            draft.numbers = sum_numbers(by_place[place], _casualties(hurt[place]))
            draft.shared = place in shared_at
        elif any(hurt.values()):
            draft.numbers = sum_numbers(own if position == 0 else [], _casualties(hurt[place]))
        else:
            draft.numbers = base.numbers if position == 0 else NO_NUMBERS
            draft.shared = base.numbers != NO_NUMBERS
        drafts.append(draft)
    _agree_on_actor(context, drafts)
    return drafts


def _of_more_places(
    context: Text,
    parts: list[Part],
    base: Draft,
    places: list[int],
    own: list[WeaponTally],
) -> list[Draft] | None:
    """Return the drafts where the counts are of more places than those that are named."""
    apart = any(_names(context, t, p) for t in own for p in places)
    counted = base.numbers.intercepted is not None or base.numbers.launched is not None
    harmed = base.numbers.killed_min or base.numbers.injured_min
    if harmed and all(is_one_of_many(context, p) for p in places):
        return _uncounted(context, parts, base, places)
    if apart:
        return None
    if is_wave_beyond(context, base, places):
        whole = replace(base, numbers=sum_numbers(own, NO_CASUALTIES))
        there = replace(base, numbers=without_weapons(base.numbers))
        return [whole, *spread(context, parts, there, places, [])]
    return _of_examples(context, parts, base, places, counted=counted)


def _of_examples(
    context: Text, parts: list[Part], base: Draft, places: list[int], *, counted: bool
) -> list[Draft] | None:
    """Return the drafts of "Kyiv and four other cities", "31 villages, including A"."""
    beyond = any(goes_beyond(context, p) for p in places)
    if not beyond and not all(is_included(context, p) for p in places):
        return None
    if counted:
        whole = [base]
    elif beyond:
        whole = []
    elif (area := opening_area(context, base.segment.sentence, places)) is not None:
        whole = [_at(context, parts, base, area, [area])]
    else:
        return None
    few = _uncounted(context, parts, base, places)
    for draft in few:
        draft.rules.append(ONE_OF_MANY)
    return [*whole, *few]


def _uncounted(context: Text, parts: list[Part], base: Draft, places: Sequence[int]) -> list[Draft]:
    return [_without_numbers(_at(context, parts, base, p, places)) for p in places]


def _of_each(context: Text, hurt: dict[int, list[CasualtyCount]]) -> dict[int, list[CasualtyCount]]:
    """Leave out who was hurt at all places of a list: "killed four in A and B"."""
    told = [place for place, counts in hurt.items() if counts]
    others = [place for place in hurt if place not in told]
    if len(told) == 1 and others and all(context.toponyms[p].list_head == told[0] for p in others):
        return {place: [] for place in hurt}
    return hurt


def _without_others(base: Draft, own: list[WeaponTally], here: list[WeaponTally]) -> Draft:
    """Read "57 drones over A out of 437 downed": the 437 were not over A."""
    counted = {(t.kind, t.verb_class) for t in here}
    kept = [t for t in own if t in here or (t.kind, t.verb_class) not in counted]
    if len(kept) == len(own):
        return base
    told = sum_numbers(kept, NO_CASUALTIES)
    weapons = {name: getattr(told, name) for name in (*FATES, "by_weapon")}
    return replace(base, numbers=replace(base.numbers, **weapons))


TOTAL = "total of the places named"


def _in_all(base: Draft, tallies: list[WeaponTally]) -> Draft:
    """Return the draft of a total that stands before its places: of the whole country."""
    numbers = sum_numbers(tallies, NO_CASUALTIES)
    return replace(base, numbers=numbers, notes=[], rules=[*base.rules, TOTAL])


_LONG_LIST = 3


def _agree_on_actor(context: Text, drafts: list[Draft]) -> None:
    """Give a sea, which is nobody's, the actor of what is listed with it: "Kursk and the sea"."""
    placed = [d for d in drafts if d.place is not None]
    in_russia = [d.actor for d in placed if country_of(context.toponyms[d.place or 0]) == "RU"]
    if in_russia and placed[0].family == "air_defence":
        for draft in placed:  # one air defence shot them all down
            draft.actor = in_russia[0]
    at_sea = [d for d in placed if context.toponyms[d.place or 0].kind in ("sea", "strait")]
    ashore = {d.actor for d in placed if d not in at_sea}
    if len(ashore) == 1:
        for draft in at_sea:
            draft.actor = next(iter(ashore))
    if placed and placed[0].family in ("strike", "sea"):
        for draft in _against_the_held(context, placed):
            draft.actor = "UA"
    told = Counter(d.actor for d in placed if d.actor is not None)
    if told.total() >= _LONG_LIST and len(told) > 1:
        most, count = told.most_common(1)[0]
        for draft in placed:  # one name of a long list may have a namesake across the front
            draft.actor = most if 3 * count >= 2 * told.total() else draft.actor


def _against_the_held(context: Text, placed: list[Draft]) -> list[Draft]:
    """Return the drafts to which "hit Kerch and Chornomorsk" gives the attacker of the former."""
    sides = {d.place: by_place(context, context.toponyms[d.place or 0])[0] for d in placed}
    if not any(d.actor == "UA" == sides[d.place] for d in placed):
        return []
    return [d for d in placed if d.actor == "RU" == sides[d.place]]


def _whole(tallies: list[WeaponTally]) -> WeaponTally | None:
    """Return the total of "47 drones, including 17 over Bryansk and 16 over Kursk region"."""
    total = next((t for t in tallies if t.verb_class != "unknown"), None)
    if total is None or total.place_span is not None or total.value is None:
        return None
    alike = [t for t in tallies if (t.kind, t.verb_class) == (total.kind, total.verb_class)]
    parts = [t.value or 0 for t in alike if t.place_span is not None]
    fits = total.verb_class == "intercepted" and 0 < sum(parts) < total.value
    return total if fits and len(parts) == len(alike) - 1 else None


_IN_ALL = ("intercepted", "launched")  # "31 drones, 23 of which were shot down over A"
_SPLITS = re.compile(r":|,? includ(?:ing|ed)\b|,? of which\b|,? among them\b|, with\b")
_OUT_OF = re.compile(r"\b(?:[Oo]ut o|O)f (?:the |these |those |all )?(?:\w+ )?\Z")


def _total_of(
    context: Text,
    own: list[WeaponTally],
    places: list[int],
    by_place: dict[int, list[WeaponTally]],
) -> WeaponTally | None:
    """Find the 54 of "destroyed 54 drones: 22 over Rostov region, 13 over Bryansk region"."""
    placed = [t for tallies in by_place.values() for t in tallies]
    first = own[0] if own else None
    if first is None or first in placed or not placed or first.verb_class not in _IN_ALL:
        return None
    if first.verb_class == "launched" and not all(t.subset for t in placed):
        return None
    gap = context.text[first.end : min(t.start for t in placed)]
    larger = (first.value or 0) > max(t.value or 0 for t in placed)
    nearer = any(first.end < context.toponyms[p].start < placed[0].start for p in places)
    before_place = placed[0].start, (placed[0].place_span or (placed[0].end,))[0]
    splits = _SPLITS.search(gap) or _OF_THEM.search(context.text, *before_place)
    lead = context.text[max(0, first.start - _OUT_OF_REACH) : first.start]
    return first if larger and not nearer and (splits or _OUT_OF.search(lead)) else None


_OF_THEM = re.compile(r" of (?:them|these|those|which)\b")  # "37 drones, 19 of them over A"
_OUT_OF_REACH = 16  # "Of the 37 drones destroyed, nine were downed over A"


def _without_numbers(draft: Draft) -> Draft:
    draft.numbers, draft.shared = NO_NUMBERS, True
    return draft


def _unshare(places: list[int], by_place: dict[int, list[WeaponTally]]) -> set[int]:
    """Leave a count of several places together at the first of them; return these places."""
    shared: set[int] = set()
    first: dict[WeaponTally, int] = {}
    for place in places:
        for tally in list(by_place[place]):
            if tally in first:
                by_place[place].remove(tally)
                shared |= {place, first[tally]}
            else:
                first[tally] = place
    return shared


def _at(context: Text, parts: list[Part], base: Draft, place: int, places: Sequence[int]) -> Draft:
    """Return the draft of one of the places; who acted is known of the first."""
    draft = replace(
        base,
        place=place,
        rules=[*base.rules, f"place: {parts[place].rule}"],
        sentences=list(base.sentences),
        notes=[],
    )
    toponym = context.toponyms[place]
    draft.side_of_front = side_of_front(context, toponym)
    if place != places[0] and draft.kind.event_type.startswith(("strike", "sea", "air_defence")):
        draft.actor, _ = find_actor(context, base.segment, base.kind, toponym, parts, base.claim)
    others = base.segment.places
    if stands_for_oblast(context, toponym, draft.event_type, draft.actor, others):
        context.toponyms[place] = as_oblast(toponym)
        draft.rules.append("capital that stands for its oblast")
    return draft


def _names(context: Text, tally: WeaponTally, place: int) -> bool:
    if tally.place_span is None:
        return False
    start, end = tally.place_span
    return start <= context.toponyms[place].start < end


def _hurt_at(context: Text, counts: list[CasualtyCount], place: int) -> list[CasualtyCount]:
    """Return the counts right before a place: of "two in Lyman and one in Dachne" the one."""
    told = [c for c in counts if _counted_at(context, c, place)]
    told = [c for c in counts if c in told or any(_counted_with(context, c, t) for t in told)]
    nearest = {c.outcome: c.start for c in told}  # in order, so the last of each outcome
    return [c for c in told if nearest[c.outcome] == c.start]


_WITH = re.compile(r"[^,;:.]{0,40}?,? (?:and|while|also) (?:also )?(?:\w+ing |\w+ed )?")


def _counted_with(context: Text, count: CasualtyCount, other: CasualtyCount) -> bool:
    """Read "killing eight and injuring 70 in Kyiv": the eight were killed there, too."""
    return (
        count.outcome != other.outcome
        and count.end < other.start
        and _WITH.fullmatch(context.text, count.end, other.start) is not None
        and not any(count.end <= t.start < other.start for t in context.toponyms)
    )


def _counted_at(context: Text, count: CasualtyCount, place: int) -> bool:
    """Read "Killed two people in Kherson": the place right behind the count, or "Kherson - 2"."""
    toponym = context.toponyms[place]
    if toponym.list_head is not None and context.text.startswith(" each ", count.end):
        toponym = context.toponyms[toponym.list_head]  # "one each in Lyman and Siversk"
    if count.part and _DASH.fullmatch(context.text, toponym.end, count.start):
        return True
    gap = context.text[count.end : toponym.phrase_start]
    if context.text.startswith("of ", toponym.phrase_start):
        gap += "of "  # "killed in shelling of the Donetsk region"
    return toponym.start > count.end and len(gap) < _NEAR and _AT.fullmatch(gap) is not None


_DASH = re.compile(r"(?: (?:district|community|hromada))?\s*(?:[–—-]|\()\s*")
_NEAR = 40  # characters between a count and its place
_AT = re.compile(r"[^,;.]*\b(?:in|at|near|on|around|outside|over|of)\s*(?:the\s*)?")


def _casualties(counts: list[CasualtyCount]) -> Casualties:
    killed = [c for c in counts if c.outcome == "killed"]
    injured = [c for c in counts if c.outcome == "injured"]
    return Casualties(
        killed_min=_sum([c.min for c in killed]),
        killed_max=_sum([c.min if c.max is None else c.max for c in killed]),
        injured_min=_sum([c.min for c in injured]),
        injured_max=_sum([c.min if c.max is None else c.max for c in injured]),
    )


def _sum(values: list[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None
