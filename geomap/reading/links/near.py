"""A place that the lead only locates, "a town near A", and the text then names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.links.same_event import actors_agree, numbers_agree
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text
from geomap.reading.text.toponym import Toponym
from geomap.records import replace

_ON = 6  # sentences from the lead to the name
_LEAD = 2  # sentences below the headlines that only locate what they tell
_NEAR = (0.5, 0.75)  # degrees of latitude and longitude: some fifty kilometres
_LARGEST = 3  # places of a name of which one may be meant
_GROWN = 0.75  # of the toll of the lead may be told below it: an earlier count
_ALIKE = frozenset({"strike.other", "strike.explosion", "strike.combined"})


def named_later(context: Text, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the strike on the town that "a town near A" of the lead turns out to be."""
    if not _only_locates(context, draft):
        return None
    here = context.toponyms[draft.place or 0]
    named = [
        d
        for d in drafts
        if d is not draft
        and d.family == "strike"
        and d.realis == "actual"
        and d.place is not None
        and 0 < d.sentences[0] - draft.sentences[0] <= _ON
        and _is_close(here, context.toponyms[d.place])
        and _are_alike(d, draft)
    ]
    places = {context.toponyms[d.place or 0].name for d in named}
    if len(places) != 1:
        return None
    draft.toll = True  # the lead has the last count
    return named[0]


def _only_locates(context: Text, draft: Draft) -> bool:
    if draft.family != "strike" or draft.place is None or draft.realis != "actual":
        return False
    first = draft.sentences[0]
    if "place: relation: near" not in draft.rules:
        return False
    told = sum(not s.headline for s in context.sentences[:first])
    return told < _LEAD and context.toponyms[draft.place].is_settlement


def _is_close(a: Toponym, b: Toponym) -> bool:
    if not b.is_settlement or not a.candidates or a.name == b.name:
        return False
    here, (lat, lon) = a.candidates[0], _NEAR
    return any(
        abs(c.lat - here.lat) < lat and abs(c.lon - here.lon) < lon for c in b.candidates[:_LARGEST]
    )


def _are_alike(a: Draft, b: Draft) -> bool:
    kinds = {a.event_type, b.event_type}
    hurt = (a.numbers.killed_min, b.numbers.killed_min)
    return (
        (len(kinds) == 1 or bool(kinds & _ALIKE))
        and (None in hurt or min(h or 0 for h in hurt) >= _GROWN * max(h or 0 for h in hurt))
        and actors_agree(a, b)
        and times_agree(a, b)
        and numbers_agree(a.numbers, b.numbers)
    )


# "The fatalities occurred in A": those of the sentence before
_THE_DEAD = re.compile(
    r"[“\"]?(?:All (?:of )?|Both )?(?:[Tt]he|[Tt]hese|[Tt]hose) (?:\w+ )?"
    r"(?:fatalities|deaths|casualties|victims|dead|killings) (?:all )?"
    r"(?:occurred|happened|were(?: all)?(?: reported| recorded)?|came|was) in "
)


def tell_where_died(context: Text, draft: Draft, told: Sequence[Draft]) -> None:
    """Give "The fatalities occurred in A" the dead of the sentence before it."""
    start = context.sentences[draft.segment.sentence].start
    if draft.numbers.killed_min is not None or draft.place is None:
        return
    if _THE_DEAD.match(context.text, start) is None:
        return
    if any(context.toponyms[p].list_head is not None for p in draft.segment.places):
        return  # "The deaths were in A, B and C": of all together
    for early in reversed(told):
        gap = draft.segment.sentence - max(early.sentences)
        if early.numbers.killed_min and 0 < gap <= _LEAD:
            numbers = early.numbers
            draft.numbers = replace(
                draft.numbers, killed_min=numbers.killed_min, killed_max=numbers.killed_max
            )
            draft.rules.append("the dead told before")
            return
