"""When two drafts of one article tell of the same event."""

from __future__ import annotations

import re

from geomap.reading.drafts import Draft
from geomap.reading.grammar import Text
from geomap.reading.toponym import Toponym
from geomap.records import Numbers

CARRY = 2  # sentences over which a place is carried
AIR = frozenset({"strike", "air_defence", "sea"})


def same_place(context: Text, a: Draft, b: Draft) -> bool:
    """Say whether two drafts lie at the same place, as far as their words go."""
    if a.implied_country or b.implied_country:
        return country_name(context, a) == country_name(context, b) is not None
    if a.place == b.place:
        return True
    if a.place is None or b.place is None:
        return False
    left, right = context.toponyms[a.place], context.toponyms[b.place]
    if right.kind == "site" and left.is_settlement and b.kind.effect and _is_close(left, right):
        return b.segment.sentence - max(a.sentences) <= CARRY
    if not left.candidates or not right.candidates:
        return left.name == right.name
    return left.candidates[0].place_id == right.candidates[0].place_id and left.kind == right.kind


def _is_close(settlement: Toponym, site: Toponym) -> bool:
    """Say whether a site may lie in a settlement: a quarter of a degree at most between them."""
    if not settlement.candidates or not site.candidates:
        return False
    a, b = settlement.candidates[0], site.candidates[0]
    return abs(a.lat - b.lat) < 0.25 and abs(a.lon - b.lon) < 0.25


def country_name(context: Text, draft: Draft) -> str | None:
    """Return the country of a draft that is about a whole country."""
    if draft.implied_country:
        return draft.implied_country
    if draft.place is None:
        return None
    toponym = context.toponyms[draft.place]
    return toponym.candidates[0].name if toponym.kind == "country" and toponym.candidates else None


def same_event(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether two drafts of one place can tell of one event."""
    if (
        not times_agree(host, draft)
        or not numbers_agree(host.numbers, draft.numbers)
        or not actors_agree(host, draft)
    ):
        return False
    if host.family == draft.family == "strike" and _another_toll(context, host, draft):
        return False
    if host.family == draft.family:
        if host.family in ("control", "ground"):
            return host.event_type == draft.event_type
        return True
    if {host.family, draft.family} <= AIR:
        together = _told_together(context, host, draft)
        bare = (
            draft.numbers.intercepted is None
            if draft.family == "air_defence"
            else host.numbers.intercepted is None
        )
        explosion = "strike.explosion" in (host.event_type, draft.event_type)
        return together or bare or explosion
    return {host.family, draft.family} == {
        "control",
        "ground",
    } and host.segment.sentence == draft.segment.sentence


_ANAPHOR = re.compile(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def _another_toll(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether a toll of "other regions" is not that of the wave on the country told before."""
    trigger = draft.kind.trigger
    taken_up = _ANAPHOR.search(context.text, max(0, trigger.start - 40), trigger.start)
    return (
        country_name(context, draft) is not None
        and host.numbers.launched is not None
        and draft.numbers.killed_min is not None
        and not draft.kind.effect
        and taken_up is None
    )


def _told_together(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether a wave on a country and how much of it was shot down are told in a row."""
    distance = draft.segment.sentence - max(host.sentences)
    if distance <= 0:
        return True
    if country_name(context, draft) is None:
        return False
    reach = (
        CARRY
        if paragraph(context, max(host.sentences)) == paragraph(context, draft.segment.sentence)
        else 1
    )
    return distance <= reach


def actors_agree(a: Draft, b: Draft) -> bool:
    """Say whether two drafts can have the same actor."""
    return (
        a.actor is None or b.actor is None or a.actor == b.actor or a.kind.effect or b.kind.effect
    )


def times_agree(a: Draft, b: Draft) -> bool:
    """Say whether two drafts can be of the same time."""
    if "no time" in a.time_rule or "no time" in b.time_rule:
        return True
    if a.time.start is None or b.time.start is None or a.time.end is None or b.time.end is None:
        return a.time.words == b.time.words
    return a.time.start <= b.time.end and b.time.start <= a.time.end


def numbers_agree(a: Numbers, b: Numbers) -> bool:
    """Say whether the counts of weapons do not contradict each other."""
    pairs = ((a.launched, b.launched), (a.intercepted, b.intercepted))
    return all(x is None or y is None or x == y for x, y in pairs)


def paragraph(context: Text, sentence: int) -> int:
    """Return the number of the paragraph of a sentence."""
    return context.sentences[sentence].paragraph


_ITEM = re.compile(r"\s*(?:[*•▪●■◾►–—-]|\d{1,2}[/).]|\[)\s*(?=\S)")


def opens_item(context: Text, before: int, sentence: int) -> bool:
    """Say whether an item of a list begins between two sentences: another topic."""
    last = paragraph(context, before)
    for number in range(before + 1, sentence + 1):
        now = paragraph(context, number)
        if now != last:
            end_before = context.sentences[number - 1].end
            if _ITEM.match(context.text, end_before):
                return True
            last = now
    return False


def is_one_topic(context: Text, before: int, sentence: int) -> bool:
    """
    Say whether a sentence may take what one before it said of time and weapon.

    In one paragraph it may. Across paragraphs it may after a single sentence, as wires write.
    """
    host, now = paragraph(context, before), paragraph(context, sentence)
    if host == now:
        return True
    if sentence - before != 1 or opens_item(context, before, sentence):
        return False
    return before == 0 or paragraph(context, before - 1) != host
