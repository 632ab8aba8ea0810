"""When two drafts of one article tell of the same event."""

from __future__ import annotations

import re
from datetime import timedelta

from geomap.reading.drafts import Draft
from geomap.reading.grammar import Text
from geomap.reading.holders import side_of_front
from geomap.reading.toponym import Toponym
from geomap.records import NO_NUMBERS, Numbers, WeaponCount

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
    if right.kind == "site" and left.is_settlement and _is_close(left, right):
        near = b.segment.sentence - max(a.sentences) <= CARRY
        return near and (b.kind.effect or right.name.startswith(left.name))
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


def same_event(  # noqa: PLR0911
    context: Text, host: Draft, draft: Draft
) -> bool:
    """Say whether two drafts of one place can tell of one event."""
    if (
        not (times_agree(host, draft) or _is_aftermath(host, draft))
        or not (
            numbers_agree(host.numbers, draft.numbers)
            or _recounts(context, host, draft)
            or _breaks_down(context, host, draft)
        )
        or not actors_agree(host, draft)
        or _lie_across_the_front(context, host, draft)
    ):
        return False
    if _one_was_harmless(host.numbers, draft.numbers):
        return False
    if host.family == draft.family == "strike" and _another_toll(context, host, draft):
        return False
    if host.family == draft.family:
        if host.family in ("control", "ground"):
            return host.event_type == draft.event_type
        return True
    if {host.family, draft.family} <= AIR:
        together = _told_together(context, host, draft) or _completes(context, host, draft)
        bare = (
            draft.numbers.intercepted is None
            if draft.family == "air_defence"
            else host.numbers.intercepted is None
        )
        explosion = "strike.explosion" in (host.event_type, draft.event_type)
        return together or bare or explosion or _is_of_it(context, host, draft)
    return {host.family, draft.family} == {
        "control",
        "ground",
    } and host.segment.sentence == draft.segment.sentence


_CONTRADICTS = re.compile(r"[“\"]?(?:However|But|Yet|By contrast|In contrast)\b")


def _is_of_it(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether a strike is the one that an interception was told with."""
    struck = any(rule.startswith(("strike", "launch")) for rule in host.rules)
    if draft.family == "strike" and struck:
        return True
    if host.family == "strike" and context.sentences[host.segment.sentence].headline:
        triggers = context.tags.within("trigger", draft.segment.start, draft.segment.end)
        near = draft.segment.sentence - max(host.sentences) <= 2 * CARRY
        return near and any(t.key == "strike" for t in triggers)
    fired, downed = host.numbers.launched, draft.numbers.intercepted
    return fired is not None and fired == downed and weapons_agree(context, host, draft)


_AFTERMATH_DAYS = 3


def _is_aftermath(host: Draft, draft: Draft) -> bool:
    """Read "On Sunday bodies were pulled from the rubble" as told of the strike of Saturday."""
    numbers = draft.numbers
    uncounted = numbers.killed_min is None and numbers.injured_min is None
    if not draft.kind.effect or not uncounted or host.family != "strike":
        return False
    struck, told = host.time.end, draft.time.start
    if struck is None or told is None:
        return False
    return 0 <= (told - struck).days <= _AFTERMATH_DAYS


def _recounts(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "However, the governor said seven were downed" as another count of the same."""
    start = context.sentences[draft.segment.sentence].start
    return (
        host.family == draft.family == "air_defence"
        and draft.segment.sentence - max(host.sentences) <= CARRY
        and _CONTRADICTS.match(context.text, start) is not None
    )


def _breaks_down(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether a wave on a country is told again by kind of weapon, in parts that it holds."""
    if country_name(context, host) is None or "no time" not in draft.time_rule:
        return False
    if _adds_up(host, draft):
        return True
    if draft.segment.sentence - max(host.sentences) > 2 * CARRY:
        return False
    whole = max(host.numbers.launched or 0, host.numbers.intercepted or 0)
    told = (draft.numbers.launched or 0, draft.numbers.intercepted or 0)
    return (
        max(told) < whole and weapons_agree(context, host, draft) and draft.family == "air_defence"
    )


def _adds_up(host: Draft, draft: Draft) -> bool:
    """Read "298 drones and 69 missiles" as the 367 told of before."""
    parts = [count.launched or 0 for count in draft.numbers.by_weapon]
    return len(parts) > 1 and sum(parts) == host.numbers.launched


def _completes(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether one tells how many were launched at a country, the other how many were downed."""
    launched = host.numbers.launched or draft.numbers.launched
    downed = host.numbers.intercepted or draft.numbers.intercepted
    if country_name(context, host) is None or launched is None or downed is None:
        return False
    if _adds_up(host, draft) or _breaks_down(context, host, draft):
        return True
    return launched >= downed and weapons_agree(context, host, draft)


def weapons_agree(context: Text, a: Draft, b: Draft) -> bool:
    """Say whether two drafts can be about one kind of weapon."""
    mine = {count.kind for count in a.numbers.by_weapon}
    yours = {count.kind for count in b.numbers.by_weapon}
    if mine & yours or "weapon" in mine | yours:
        return True
    table = context.words.data["weapons"]
    if not a.weapon or not b.weapon:
        return True
    return bool(table[a.weapon]["kind"] == table[b.weapon]["kind"])


_ANAPHOR = re.compile(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def _one_was_harmless(a: Numbers, b: Numbers) -> bool:
    """Say whether nobody was killed in the one and somebody in the other."""
    killed = (a.killed_min, b.killed_min)
    return None not in killed and 0 in killed and killed[0] != killed[1]


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
    if NO_NUMBERS in (draft.numbers, host.numbers):
        return distance <= 2 * CARRY  # "attacked Ukraine at four in the morning"
    reach = (
        CARRY
        if paragraph(context, max(host.sentences)) == paragraph(context, draft.segment.sentence)
        else 1
    )
    return distance <= reach


def _lie_across_the_front(context: Text, a: Draft, b: Draft) -> bool:
    """Tell what Ukraine hit in "the Russian-occupied part of the region" from what Russia hit."""
    if a.place is None or b.place is None or None in (a.actor, b.actor) or a.actor == b.actor:
        return False
    sides = {side_of_front(context, context.toponyms[place]) for place in (a.place, b.place)}
    return len(sides) == 2


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
    if a.time.start <= b.time.end and b.time.start <= a.time.end:
        return True
    return _said_after(a, b) or _said_after(b, a)


_SAID_WITHIN = timedelta(days=2)  # of an event, officials speak


def _said_after(said: Draft, happened: Draft) -> bool:
    """Say whether one is dated only by "the governor said on Sunday", soon after the other."""
    if "statement" not in said.time_rule or said.time.start is None or happened.time.end is None:
        return False
    return timedelta(0) <= said.time.start - happened.time.end <= _SAID_WITHIN


_ROUGHLY = 1.15  # "more than 70 missiles" may be 76


def numbers_agree(a: Numbers, b: Numbers) -> bool:
    """Say whether the counts of weapons do not contradict each other, kind by kind."""
    rough = bool({"more than", "at least", "about"} & {a.qualifier, b.qualifier})
    if a.by_weapon and b.by_weapon:
        mine = {count.kind: count for count in a.by_weapon}
        told = [(mine[count.kind], count) for count in b.by_weapon if count.kind in mine]
        if not told:  # missiles here, drones there: shot down together, but launched in two waves
            return a.launched is None or b.launched is None
    else:
        told = [(_headline(a), _headline(b))]
    return all(
        _is_one(x.intercepted, y.intercepted) and _is_one(x.launched, y.launched, rough=rough)
        for x, y in told
    )


def _headline(numbers: Numbers) -> WeaponCount:
    return WeaponCount("", numbers.launched, numbers.intercepted)


def _is_one(a: int | None, b: int | None, *, rough: bool = False) -> bool:
    """Say whether two counts can be of the same weapons."""
    if a is None or b is None or a == b:
        return True
    return rough and max(a, b) <= _ROUGHLY * min(a, b)


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
