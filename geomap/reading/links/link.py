"""
Drafts of one article put together: what is told in pieces becomes one report.

Casualties and damage told later join their strike; a place is carried over from the sentence
before; an interception without numbers of its own is part of the strike it belongs to.
"""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.events.finest import names_main_targets
from geomap.reading.events.holders import by_place
from geomap.reading.events.kinds import CAME_DOWN
from geomap.reading.events.other_acts import is_of_all_forces
from geomap.reading.links.apart import looks_back, told_apart
from geomap.reading.links.armed import tell_arms
from geomap.reading.links.attackers import tell_attackers
from geomap.reading.links.beside import is_other_headline, was_set_by_hand
from geomap.reading.links.beyond import counts_beyond
from geomap.reading.links.borrowed import adopt_kind, borrow
from geomap.reading.links.carried import carry_place
from geomap.reading.links.country_level import (
    stands_for_country,
    tell_only_downed,
    too_wide,
    turn_country,
)
from geomap.reading.links.join import merge
from geomap.reading.links.near import tell_where_died
from geomap.reading.links.of_period import tolls_a_period
from geomap.reading.links.past import mark_past
from geomap.reading.links.pieces import (
    is_felt_of_told,
    is_of_the_air,
    is_of_the_front,
    is_repelled_there,
    mark_denials,
    take_up_air,
    tell_capture,
    tell_crash,
    tell_fate,
    tell_weapon,
)
from geomap.reading.links.retold import without_retold
from geomap.reading.links.same_event import (
    AIR,
    is_separate,
    numbers_agree,
    opens_item,
    paragraph,
    same_event,
)
from geomap.reading.links.same_place import CARRY, same_place
from geomap.reading.links.same_time import dated_apart, times_agree
from geomap.reading.links.scene import tell_scene
from geomap.reading.links.tolls import (
    ANOTHER,
    ELSEWHERE,
    borrow_day,
    is_one_more,
    opens_with_another,
    raise_toll,
    same_count,
    same_toll,
    split_shared,
    take_waiting,
    tell_another,
    tell_unharmed,
    told_far_back,
)
from geomap.reading.links.waves import is_of_that_attack, is_one_of_many, may_be_of, wave_of
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_ANAPHOR = Sought(
    r"\b(?:the|this|(?<!and )(?<!said )that|these|those|its|another|such"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day[’']s|yesterday[’']s)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def link_drafts(context: Text, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that stand on their own, each with the pieces that belong to it."""
    placed: list[Draft] = []
    waiting: list[Draft] = []  # told without a place
    mark_past(context, drafts)
    of_war = any(d.family == "strike" and not d.kind.needs_host for d in drafts)
    for draft in drafts:
        if (
            tell_unharmed(context, draft, placed)
            or tell_scene(context, draft, placed, waiting)
            or _is_only_effect(context, draft, placed, waiting, of_war=of_war)
            or _goes_on_about_told(context, draft, placed)
            or tell_weapon(context, draft, placed)
            or _has_no_place(context, draft, placed, waiting)
            or is_felt_of_told(context, draft, placed)
        ):
            continue
        told = (placed or waiting)[-1:]
        if told and is_of_the_air(context, draft, told[0]):
            take_up_air(draft, told[0])
        if (flown := is_repelled_there(context, draft, placed)) is not None:
            take_up_air(draft, flown)
        if placed and is_of_the_front(context, draft, placed[-1]):
            draft.event_type = "ground.clash"
            draft.rules.append("attacks told of a battle")
        borrow_day(context, draft, waiting)
        borrow(context, draft, placed)
        tell_fate(context, draft, placed)
        _refine(context, draft, placed)
        tell_capture(context, draft, placed)
        split_shared(context, draft, placed)
        tell_where_died(context, draft, [*waiting, *placed])
        if is_one_more(context, draft, placed[-1:]):
            draft.rules.append(ANOTHER)
        host = None if ANOTHER in draft.rules else _host(context, draft, placed)
        if host is None:
            take_waiting(context, draft, waiting, placed)
            placed.append(draft)
        else:
            merge(host, draft)
    mark_denials(context, placed)
    for draft in placed:
        tell_only_downed(context, draft)
    kept = without_retold(context, placed)
    tell_arms(context, kept, drafts)
    tell_attackers(context, kept, drafts)
    return kept


def _is_only_effect(
    context: Text, draft: Draft, placed: list[Draft], waiting: list[Draft], *, of_war: bool
) -> bool:
    """Say whether only damage, a toll or a crash is told, with no attack that it is of."""
    if draft.kind.rule == CAME_DOWN:
        tell_crash(context, draft, placed)
        return True
    if not draft.kind.needs_host or adopt_kind(context, draft, placed):
        return False
    if (told := told_far_back(context, draft, placed)) is not None:
        raise_toll(told, draft)
        return True
    counted = draft.numbers.killed_min or draft.numbers.injured_min
    if counted and of_war and draft.place is not None and draft.realis == "actual":
        return False
    waiting.append(draft)
    return True


def _goes_on_about_told(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Join a draft without a place of its own to the event told before that it is about."""
    if draft.place is not None and not _only_official(draft):
        return False
    if draft.place is None and tell_another(context, draft, placed):
        return False
    for told in (same_toll(context, draft, placed), _told_of(context, draft, placed)):
        if told is not None and (draft.place is None or _governs(context, draft, told)):
            merge(told, draft, carried=True)
            return True
    told = told_far_back(context, draft, placed)
    if told is not None and not told_apart(context, told, draft):
        raise_toll(told, draft)
        return True
    return False


def _has_no_place(context: Text, draft: Draft, placed: list[Draft], waiting: list[Draft]) -> bool:
    """Say whether neither the text nor what was told before gives a draft a place to show."""
    if draft.place is None:
        if not carry_place(context, draft, placed) and not stands_for_country(
            context, draft, placed
        ):
            waiting.append(draft)
            return True
        if draft.actor is None and draft.family == "strike" and draft.place is not None:
            draft.actor = by_place(context, context.toponyms[draft.place])[0]
    turn_country(context, draft)
    return too_wide(context, draft)


def _only_official(draft: Draft) -> bool:
    """Say whether the only place is that of the official who reports, or of those hurt."""
    of_people = draft.kind.trigger.key == "casualty" and "place: people of" in draft.rules
    return of_people or any(rule.startswith("place of the official") for rule in draft.rules)


def _governs(context: Text, draft: Draft, told: Draft) -> bool:
    """Say whether the official's region holds the settlement told of before."""
    if draft.place is None or told.place is None:
        return False
    office = context.toponyms[draft.place]
    area = {c.name for c in office.candidates if c.kind == "region"}
    stem = office.name.split()[0]  # "Dnipropetrovsk governor" is the name of a town, too
    here = context.toponyms[told.place]
    return here.is_settlement and any(
        c.admin1 in area or (c.admin1 or "").startswith(stem) for c in here.candidates[:2]
    )


def _told_of(  # noqa: PLR0911 (one return a case)
    context: Text, draft: Draft, placed: list[Draft]
) -> Draft | None:
    """Return the event that a draft without a place goes on about."""
    recent = [
        d
        for d in placed
        if draft.segment.sentence - d.sentences[-1] <= CARRY
        and d.realis == draft.realis
        and not opens_item(context, d.sentences[-1], draft.segment.sentence)
        and not dated_apart(context, d, draft)
        and not told_apart(context, d, draft)
        and not tolls_a_period(context, d, draft)
        and not counts_beyond(context, d, draft)
        and not (draft.family == "air_defence" and names_main_targets(context, d.segment))
        and not is_other_headline(context, d, draft)
        and not was_set_by_hand(context, d, draft)
    ]
    same_paragraph = [
        d
        for d in recent
        if paragraph(context, d.sentences[-1]) == paragraph(context, draft.segment.sentence)
    ] or recent
    if draft.family == "air_defence" and (wave := wave_of(context, draft, placed)) is not None:
        return wave
    if draft.family == "air_defence" and is_of_all_forces(context, draft.segment):
        return None
    if draft.family in AIR or draft.kind.effect:
        hosts = [
            d
            for d in same_paragraph
            if d.family in AIR
            and (
                draft.actor in (None, d.actor)
                or d.actor is None
                or draft.kind.effect
                or draft.event_type == "air_defence.debris"  # whoever shot it down
            )
        ]
        hosts.sort(key=lambda d: max(d.sentences))
        own_sentence = [d for d in hosts if d.sentences[-1] == draft.segment.sentence]
        counted = draft.numbers.launched is not None or draft.numbers.intercepted is not None
        if hosts and not own_sentence and is_one_of_many(hosts[-1], hosts):
            return None
        if draft.family == "air_defence" and (same := same_count(draft, hosts)) is not None:
            return same
        if launched := [d for d in own_sentence if may_be_of(draft, d)]:
            return launched[0]
        if hosts and not own_sentence and counted and is_of_that_attack(context, draft, hosts[-1]):
            return hosts[-1]
        goes_on = _goes_on(context, draft) or (hosts and _tolls_next(context, draft, hosts[-1]))
        if hosts and (own_sentence or (not counted and goes_on)):
            told = (own_sentence or hosts)[-1]
            return None if opens_with_another(context, draft, told) else told
    if draft.family == "civilian":
        return next((d for d in reversed(same_paragraph) if d.family == "civilian"), None)
    return None


def _tolls_next(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "Seven people were killed in an attack" of the town of the sentence before."""
    sentence = context.sentences[draft.segment.sentence]
    numbers, told = draft.numbers, host.numbers
    return (
        bool(numbers.killed_min or numbers.injured_min)
        and not (told.killed_min or told.injured_min)
        and host.family == "strike"
        and host.place is not None
        and context.toponyms[host.place].is_settlement
        and draft.segment.sentence - max(host.sentences) == 1
        and paragraph(context, max(host.sentences)) == sentence.paragraph
        and not ELSEWHERE.search(context.text, sentence.start, sentence.end)
    )


_ALSO = Sought(r"\b(?:was|were|has been|have been|had been) (?:also|among)\b|\bas well\b")


def _refine(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Read "The shelling near Kupiansk" says where the attack of the sentence before was."""
    if not draft.kind.trigger.form.endswith("noun") or draft.kind.effect:
        return
    if (
        draft.place is None
        or draft.family not in AIR
        or not _ANAPHOR.search(
            context.text, max(0, draft.kind.trigger.start - 30), draft.kind.trigger.start
        )
    ):
        return
    toponym = context.toponyms[draft.place]
    if _ALSO.search(context.text, toponym.end, draft.kind.trigger.start):
        return  # "a plant in A was also damaged in the attack": one of several places
    for host in reversed(placed):
        if (
            not 0 < draft.segment.sentence - max(host.sentences) <= _reach_of(host)
            or host.family not in AIR
            or host.place is None
        ):
            continue
        wide = context.toponyms[host.place]
        if (
            (wide.kind in ("area", "country") or _is_within(toponym, wide))
            and toponym.is_settlement
            and times_agree(host, draft)
            and numbers_agree(host.numbers, draft.numbers)
            and not (wide.kind == "country" and _is_counted(host))
            and draft.actor in (None, host.actor)
        ):
            host.place, host.implied_country = draft.place, None
            host.rules.append("place told later")
        return


_LEAD_REACH = 5  # sentences after a lead in which the place of its attack is told


def _reach_of(host: Draft) -> int:
    """Return how many sentences later the place of a wide event may be told."""
    return _LEAD_REACH if host.segment.sentence == 0 else CARRY


def _is_counted(draft: Draft) -> bool:
    """Say whether the weapons or the dead of a whole country are counted: more than one place."""
    numbers = draft.numbers
    return (numbers.launched or 0) > 1 or bool(numbers.intercepted or numbers.killed_min)


def _is_within(settlement: Toponym, area: Toponym) -> bool:
    """Say whether a settlement lies in a district, as far as its candidates tell."""
    names = {c.name for c in area.candidates if c.kind == "district"}
    return any(c.admin2 in names for c in settlement.candidates)


# "The attack on Monday was part of a wider barrage": the one told of
_THE_ATTACK = re.compile(
    r"[“\"]?(?:The|This|That) (?:\w+ )?(?:attack|strike|assault|shelling|raid|bombardment) "
    r"(?!on |against )"
)
_THE_WEAPONS = re.compile(r" (?:all )?(?:of )?(?:the|these|those|them)\b")  # told of before


def _goes_on(context: Text, draft: Draft) -> bool:
    """Say whether a sentence speaks on of the event before: "the attack", casualties, damage."""
    if draft.kind.effect or (draft.kind.weapon and draft.family == "strike"):
        return True
    if draft.event_type == "air_defence.debris":  # what fell, fell where the attack was
        return True
    trigger = draft.kind.trigger
    if draft.family == "air_defence" and _THE_WEAPONS.match(context.text, trigger.end):
        return True
    if _THE_ATTACK.match(context.text, context.sentences[draft.segment.sentence].start):
        return True
    return bool(_ANAPHOR.search(context.text, max(0, trigger.start - 30), trigger.start))


def _host(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    """Return the last event told that a draft can be of; one before the news only if no other."""
    past: Draft | None = None
    for host in reversed(placed):
        if host.realis != draft.realis or not same_place(context, host, draft):
            continue
        if not same_event(context, host, draft):
            if ANOTHER not in draft.rules and (
                told_apart(context, host, draft) or is_separate(context, host, draft)
            ):
                draft.rules.append(ANOTHER)
        elif not looks_back(context, host):
            return host
        else:
            past = past or host
    return past
