"""Events told without a place: at the town, or in the region, that the text speaks of there."""

from __future__ import annotations

import re

from geomap.reading.events.counts import NTH_ATTACK
from geomap.reading.events.draft import Draft
from geomap.reading.events.holders import by_place
from geomap.reading.events.spread import TOTAL
from geomap.reading.links.country_level import LOCAL
from geomap.reading.links.same_event import actors_agree
from geomap.reading.text.grammar import Text, country_of, is_state_or_capital
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_LOCAL_REACH = 8  # sentences back to the town of "the districts of the city"
_ITS_PART = Sought(r"\b(?:[Ii]n|[Oo]n|[Aa]t|of|from|into) the (?:city|town|village)[’']s \w+")

# "artillery pounded the outskirts", "fragments fell on three streets": of the town spoken of
_PART_OF_TOWN = Sought(
    rf"\b(?:the|{any_of('counts_of_parts')}) (?:city[’']s |town[’']s )?{any_of('parts_of_town')}\b",
    re.IGNORECASE,
)


def _carry_named(context: Text, draft: Draft) -> bool:
    """Put it at the only town that its sentence, or the one before, names in whatever role."""
    now = draft.segment.sentence
    sentence = context.sentences[now]
    if not _PART_OF_TOWN.search(context.text, draft.segment.start, draft.segment.end):
        return False
    here = context.names_in(now)
    if not here and now and context.sentences[now - 1].paragraph == sentence.paragraph:
        here = context.names_in(now - 1)
    towns = [(i, t) for i, t in here if t.is_settlement and t.start < draft.kind.trigger.start]
    if len(towns) != 1 or any(
        t.kind not in ("country", "city", "town", "village") for _, t in here
    ):
        return False
    index, town = towns[0]
    if country_of(town) in (None, draft.actor) or town.governor in _OFFICES:
        return False
    draft.place, draft.actor = index, draft.actor or by_place(context, town)[0]
    draft.rules.append("the only town named there")
    return True


_WHEN = Sought(r"\bwhen\b")
_AT_ONCE = 4  # characters from the start of a sentence to the town that it is about


def _carry_subject(context: Text, draft: Draft) -> bool:
    """Read "The city was reeling from Thursday, when an attack left 18 wounded": of that city."""
    sentence, told = context.sentences[draft.segment.sentence], draft.kind.trigger.start
    named = [
        (i, t)
        for i, t in context.names_in(draft.segment.sentence)
        if t.start < told and t.kind != "area"  # "the city in the northeast"
    ]
    if len(named) != 1 or _WHEN.search(context.text, named[0][1].end, told) is None:
        return False
    index, town = named[0]
    opens = town.phrase_start - sentence.start <= _AT_ONCE
    if not opens or not town.is_settlement or is_state_or_capital(town):
        return False
    draft.place, draft.actor = index, draft.actor or by_place(context, town)[0]
    draft.rules.append("the town that the sentence is about")
    return True


_OFFICES = frozenset({"mayor", "head", "governor", "council", "office", "to", "toward", "towards"})


_TOWNS_OF_LIST = 3  # towns struck together; of more no one is "the town"


# "It was the fourth attack on the city in a week."
_COUNTED = Sought(rf"\b{NTH_ATTACK}\b")


def _is_one_of_count(context: Text, draft: Draft) -> bool:
    """Read "… the fourth attack on A in a week. On Saturday, two bombs fell on a park": in A."""
    number = draft.segment.sentence
    if not number or draft.weapon is None or "time in the clause" not in draft.time_rule:
        return False
    before, now = context.sentences[number - 1], context.sentences[number]
    return before.paragraph == now.paragraph and bool(
        _COUNTED.search(context.text, before.start, before.end)
    )


def _carry_town(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Put "four bombs hit two districts of the city" at the town struck before."""
    sentence = context.sentences[draft.segment.sentence]
    if draft.family in ("strike", "air_defence") and (
        _carry_named(context, draft) or _carry_subject(context, draft)
    ):
        return True
    if draft.family not in ("strike", "air_defence"):
        if not _ITS_PART.search(context.text, sentence.start, sentence.end):
            return False
    elif not LOCAL.search(context.text, sentence.start, sentence.end) and not _is_one_of_count(
        context, draft
    ):
        return False
    for host in reversed(placed):
        if host.place is None or draft.segment.sentence - max(host.sentences) > _LOCAL_REACH:
            continue
        on_land = draft.family in ("ground", "control")  # both sides act in one town
        if sum(h.segment is host.segment for h in placed) > _TOWNS_OF_LIST:
            return False  # of all of the list, not of the last
        if context.toponyms[host.place].is_settlement and (on_land or actors_agree(host, draft)):
            draft.place = host.place
            draft.rules.append("the town struck before")
            return True
    return False


_FEW = 8  # weapons that are shot down over one region, told without naming it again
_AREAS = frozenset({"region", "district", "hromada"})


def carry_place(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Put "Air defence shot down one drone" into the region of the sentence right before it."""
    if TOTAL in draft.rules:
        return False
    if _carry_town(context, draft, placed) or _carry_crime(context, draft, placed):
        return True
    count = draft.numbers.intercepted
    if draft.family != "air_defence" or count is None or not 0 < count <= _FEW:
        return False
    for host in reversed(placed):
        if host.place is None or draft.segment.sentence - max(host.sentences) not in (0, 1):
            continue
        last, now = max(host.sentences), draft.segment.sentence
        together = context.sentences[last].paragraph == context.sentences[now].paragraph
        if context.toponyms[host.place].kind in _AREAS and together and actors_agree(host, draft):
            draft.place = host.place
            draft.rules.append("place of the sentence before")
            return True
    return _carry_region(context, draft)


def _carry_region(context: Text, draft: Draft) -> bool:
    """Put "Air defence shot down two missiles" after "Sirens sounded in A region" into A region."""
    now = draft.segment.sentence
    before = context.names_in(now - 1) if now and not context.names_in(now) else []
    if len(before) != 1 or draft.actor is None:
        return False
    index, area = before[0]
    together = context.sentences[now - 1].paragraph == context.sentences[now].paragraph
    if (
        not together
        or area.kind != "region"
        or area.governor not in _WITHIN
        or country_of(area) == draft.actor
    ):
        return False
    draft.place = index
    draft.rules.append("place of the sentence before")
    return True


_WITHIN = frozenset({"in", "over", "across", "throughout"})


def _carry_crime(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Put "Four civilians were shot dead as they fled" at the town of the sentence before."""
    host = placed[-1] if placed else None
    if draft.family != "civilian" or host is None or host.place is None:
        return False
    named = context.names_in(draft.segment.sentence)
    last, now = max(host.sentences), draft.segment.sentence
    here = context.toponyms[host.place]
    if (
        named
        or now - last != 1
        or not here.is_settlement
        or draft.numbers.killed_min is None
        or context.sentences[last].paragraph != context.sentences[now].paragraph
    ):
        return False
    draft.place = host.place
    draft.rules.append("place of the sentence before")
    if draft.actor is None and host.event_type == "control.capture":
        draft.actor = host.actor
        draft.rules.append("whose forces had taken the town")
    return True
