"""Sentences that say where an event happened that was told before them."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.links.join import merge, vague
from geomap.reading.links.same_event import AIR, opens_item
from geomap.reading.links.same_place import CARRY, same_place
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.toponym import Toponym
from geomap.records import NO_NUMBERS, replace

# "The attack took place in", "The location of the strike was", "It happened near"
_HAPPENED = re.compile(
    rf"[“\"]?(?:The|This|That) (?:[\w’'-]+ )?{any_of('the_attack')}(?: itself)? "
    rf"{any_of('happened')}\b|The {any_of('scene')} of the (?:[\w-]+ )?{any_of('the_attack')} "
    r"(?:was|is|were)\b"
)
_AT_ONCE = 24  # characters from "took place" to "in the village of A"
_NO_PLACE = "no place named"
_BY_PLACE = frozenset({"in territory held by Ukraine", "in territory held by Russia", "in Russia"})


def says_where(context: Text, draft: Draft) -> bool:
    """Say whether a sentence tells nothing but where the event before it happened."""
    if draft.kind.trigger.key == "scene":
        return True
    start = context.sentences[draft.segment.sentence].start
    opens = draft.segment.start == start  # "The strikes came a day after blasts at A" is of two
    said = _HAPPENED.match(context.text, start) if opens and draft.family == "strike" else None
    if said is None or draft.place is None:
        return False
    return context.toponyms[draft.place].governor_start - said.end() <= _AT_ONCE


def _tells_closer(context: Text, draft: Draft) -> bool:
    """Read "happened in the Izium district, where a drone hit a car in the village of A": at A."""
    end = draft.segment.end
    named = [t for _, t in context.names_in(draft.segment.sentence) if t.start > end]
    return context.text.startswith("where ", end) and any(t.candidates for t in named)


def tell_scene(context: Text, draft: Draft, placed: list[Draft], waiting: list[Draft]) -> bool:
    """
    Give the event told before the place of "The incident occurred in the village of A".

    Returns whether the draft has nothing more to tell.
    """
    if not says_where(context, draft):
        return False
    only = draft.kind.trigger.key == "scene"
    if only and _tells_closer(context, draft):
        return True
    if draft.place is None or draft.realis != "actual":
        return only
    host = _told_before(context, draft, placed, waiting)
    if host is None:
        return False
    if _BY_PLACE.intersection(draft.rules):
        planted = host.weapon == "mine" and draft.actor == "RU"  # by whom is open
        draft.actor = host.actor or (None if planted else draft.actor)
    if host in waiting:
        waiting.remove(host)
        _place(host, draft)
        placed.append(host)
    elif host.place is None or _is_finer(context, host.place, draft.place):
        _place(host, draft)
    elif draft.segment.sentence in host.sentences and draft.segment is not host.segment:
        placed.append(_copy(host, draft))
    elif same_place(context, host, draft):
        merge(host, draft, carried=True)
    else:
        return False
    return True


def _told_before(
    context: Text, draft: Draft, placed: list[Draft], waiting: list[Draft]
) -> Draft | None:
    """Return the attack told last, with a place or without."""
    told = [d for d in (*placed[-1:], *waiting[-1:]) if d.family in AIR and d.realis == "actual"]
    near = [
        d
        for d in told
        if 0 <= draft.segment.sentence - max(d.sentences) <= CARRY
        and not opens_item(context, max(d.sentences), draft.segment.sentence)
        and not (d.implied_country and (d.numbers.intercepted or 0) > 1)
    ]
    return max(near, key=lambda d: max(d.sentences)) if near else None


def _place(host: Draft, draft: Draft) -> None:
    host.place, host.implied_country = draft.place, None
    host.actor = host.actor or draft.actor
    if draft.weapon is not None and draft.family == "strike" and vague(host):
        host.event_type, host.kind, host.weapon = draft.event_type, draft.kind, draft.weapon
    if "no time" in host.time_rule and "no time" not in draft.time_rule:
        host.time, host.time_rule = draft.time, draft.time_rule
    host.sentences.extend(s for s in draft.sentences if s not in host.sentences)
    told = [r for r in draft.rules if r.startswith("place")]
    host.rules = [r for r in host.rules if r != _NO_PLACE] + [*told, "place told later"]


def _copy(host: Draft, draft: Draft) -> Draft:
    """Return the event once more for the second place of "in the towns of A and B"."""
    return replace(
        host,
        segment=draft.segment,
        place=draft.place,
        numbers=NO_NUMBERS,
        rules=[*host.rules],
        sentences=[*host.sentences],
        notes=[],
    )


def _is_finer(context: Text, told: int, now: int) -> bool:
    """Say whether the place told now lies in the wide one told before."""
    wide, here = context.toponyms[told], context.toponyms[now]
    if wide.kind in ("area", "country"):
        return here.kind not in ("area", "country")
    return here.kind != wide.kind and _lies_in(here, wide)


def _lies_in(here: Toponym, wide: Toponym) -> bool:
    names = {c.name for c in wide.candidates if c.kind in ("region", "district")}
    return any(not names.isdisjoint((c.admin1, c.admin2)) for c in here.candidates)
