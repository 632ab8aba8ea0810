"""When two drafts of one article tell of the same event."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.events.holders import side_of_front
from geomap.reading.links.apart import looks_back, told_apart
from geomap.reading.links.beside import is_beside_hit, was_set_by_hand
from geomap.reading.links.lead import tells_of_announced
from geomap.reading.links.on_land import falls_once, is_one_on_land
from geomap.reading.links.recount import told_by_hour
from geomap.reading.links.same_place import CARRY, country_name, weapons_agree
from geomap.reading.links.same_time import dated_apart, times_agree
from geomap.reading.numbers.stated_sums import is_sum
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought
from geomap.records import NO_NUMBERS, Numbers, WeaponCount

AIR = frozenset({"strike", "air_defence", "sea"})


def same_event(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether two drafts of one place can tell of one event."""
    if (
        not (times_agree(host, draft) or _is_aftermath(host, draft) or falls_once(host, draft))
        or not (
            numbers_agree(host.numbers, draft.numbers)
            or _recounts(context, host, draft)
            or _breaks_down(context, host, draft)
            or told_by_hour(context, host, draft)
        )
        or not actors_agree(host, draft)
        or _lie_across_the_front(context, host, draft)
    ):
        return False
    if (
        (dated_apart(context, host, draft) and not looks_back(context, host))
        or _one_was_harmless(host.numbers, draft.numbers)
        or is_separate(context, host, draft)
        or was_set_by_hand(context, host, draft)
        or told_apart(context, host, draft)
    ):
        return False
    if host.family == draft.family == "strike" and _another_toll(context, host, draft):
        return False
    if host.family == draft.family:
        return host.family not in ("control", "ground") or is_one_on_land(context, host, draft)
    if {host.family, draft.family} <= AIR:
        together = _told_together(context, host, draft) or _completes(context, host, draft)
        bare = (
            draft.numbers.intercepted is None
            if draft.family == "air_defence"
            else host.numbers.intercepted is None and not host.shared
        )
        explosion = "strike.explosion" in (host.event_type, draft.event_type)
        announced = tells_of_announced(context, host, draft)
        return together or bare or explosion or announced or _is_of_it(context, host, draft)
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
    if draft.family == "strike":  # "All 13 drones were downed. … 13 drones attacked A"
        fired, downed = draft.numbers.launched, host.numbers.intercepted
    if is_sum(host.numbers, draft.numbers) or is_sum(draft.numbers, host.numbers):
        return True  # "400 drones and 40 missiles. … 452 targets in all, 406 of them downed"
    of_one_wave = fired is not None and host.numbers.launched == draft.numbers.launched
    return of_one_wave or (
        fired is not None and fired == downed and weapons_agree(context, host, draft)
    )


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
    """Read "298 drones and 69 missiles" as the 367 told of before, or of after."""
    for whole, told in ((host, draft), (draft, host)):
        parts = [count.launched or 0 for count in told.numbers.by_weapon]
        if len(parts) > 1 and sum(parts) == whole.numbers.launched:
            return True
    return False


def _completes(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether one tells how many were launched at a country, the other how many were downed."""
    launched = host.numbers.launched or draft.numbers.launched
    downed = host.numbers.intercepted or draft.numbers.intercepted
    if country_name(context, host) is None or launched is None or downed is None:
        return False
    if _adds_up(host, draft) or _breaks_down(context, host, draft):
        return True
    return (launched >= downed and weapons_agree(context, host, draft)) or _is_share(host, draft)


def _is_share(host: Draft, draft: Draft) -> bool:
    """Read "29 drones were downed", then "3 missiles and 29 drones were fired": kind by kind."""
    fired = {c.kind: c.launched or 0 for d in (host, draft) for c in d.numbers.by_weapon}
    downed = [c for d in (host, draft) for c in d.numbers.by_weapon if c.intercepted]
    return bool(downed) and all(fired.get(c.kind, 0) >= (c.intercepted or 0) for c in downed)


_ANAPHOR = Sought(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


_APART = re.compile(r"\W*(?:Separately|Elsewhere|In (?:a )?separate)\b")
_SEPARATE = Sought(r"\b(?:separate|[Aa]nother|different|unrelated) (?:[\w-]+ ){0,2}\Z")


_SECOND = re.compile(
    r"(?:\b(?:separate|[Aa]nother|different|unrelated)|\b[Aa] (?:second|third|subsequent|further|"
    r"later)) (?:[\w-]+ ){0,2}\Z"
)


def is_separate(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "killed in a separate shelling attack": not the attack told before."""
    if _APART.match(context.text, context.sentences[draft.segment.sentence].start):
        return draft.family == "air_defence"  # "Separately, it said that drones were downed there"
    trigger = draft.kind.trigger
    attacks = [t for t in draft.segment.triggers if t.form.endswith("noun")] or [trigger]
    hurt = draft.numbers.killed_min or draft.numbers.injured_min
    if host.kind.effect and not hurt and host.sentences == draft.sentences:
        return False  # "In A a boy was killed after a separate missile attack": by that one
    apart = _SECOND if hurt else _SEPARATE  # "A second strike on the city injured eight"
    return any(
        t.key in ("strike", "explosion")
        and apart.search(context.text, max(draft.segment.start, t.start - 30), t.start)
        for t in attacks
    )


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
        return not is_beside_hit(context, host, draft)
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


_ROCKETS = {"rocket": "missile"}  # one teller's rocket is another's missile
_ROUGHLY = 1.15  # "more than 70 missiles" may be 76


def numbers_agree(a: Numbers, b: Numbers) -> bool:
    """Say whether the counts of weapons do not contradict each other, kind by kind."""
    rough = bool({"more than", "at least", "about"} & {a.qualifier, b.qualifier})
    if a.by_weapon and b.by_weapon:
        mine = {_ROCKETS.get(count.kind, count.kind): count for count in a.by_weapon}
        kinds = [(_ROCKETS.get(count.kind, count.kind), count) for count in b.by_weapon]
        told = [(mine[kind], count) for kind, count in kinds if kind in mine]
        if not told and (is_sum(a, b) or is_sum(b, a)):
            return True
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
