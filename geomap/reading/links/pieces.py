"""Drafts that only add to another: a crash, an outage, an assault, a denial, a fate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.links.retold import FELT
from geomap.reading.links.same_event import actors_agree
from geomap.reading.links.same_place import CARRY, country_name, same_place
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.records import replace


def tell_crash(context: Text, crash: Draft, placed: list[Draft]) -> None:
    """Place the aircraft shot down, told just before without a place, where it came down."""
    if crash.place is None or crash.realis != "actual":
        return
    for shot in reversed(placed):
        if crash.segment.sentence - max(shot.sentences) > CARRY + 1:
            return
        unplaced = shot.place is None or context.toponyms[shot.place].kind == "country"
        if shot.family == "air_defence" and unplaced:
            shot.place, shot.implied_country = crash.place, None
            shot.sentences.append(crash.segment.sentence)
            shot.rules.append("place of the crash")
            return


_AFTER_THAT = Sought(
    r"\b(?:after|following|as a result of|because of|due to) (?:the|this|these) (?:\w+ "
    rf")?{any_of('after_attack')}\b",
    re.IGNORECASE,
)


def is_felt_of_told(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Read "After the attack the power went out in A, B": the reach of an attack told before."""
    trigger = draft.kind.trigger
    if (
        trigger.key != "damage"
        or draft.kind.weapon
        or not FELT.search(context.text, trigger.start, trigger.end)
    ):
        return False
    sentence = context.sentences[draft.segment.sentence]
    if not _AFTER_THAT.search(context.text, sentence.start, sentence.end):
        return False
    return any(
        d.family == "strike"
        and d.realis == "actual"
        and 0 <= draft.segment.sentence - max(d.sentences) <= CARRY
        for d in placed
    )


_FRONT = frozenset({"ground", "control"})


def is_of_the_front(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "52 attacks there in the last 24 hours", told of a battle: assaults on the ground."""
    trigger = draft.kind.trigger
    return (
        draft.event_type == "strike.other"
        and host.family in _FRONT
        and context.text[trigger.start : trigger.end].lower().endswith(("attacks", "attack"))
        and draft.target is None
        and draft.numbers.killed_min is None
        and draft.numbers.injured_min is None
        and draft.segment.sentence - max(host.sentences) <= CARRY
        and same_place(context, host, draft)
    )


_THE_ASSAULT = Sought(
    r"\b(?:the|this|that|its|their|overnight|latest|massive|combined) (?:\w+ )?assault\b",
    re.IGNORECASE,
)
_WORDS_BACK = 24  # characters


def is_of_the_air(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "The assault targeted four regions" after drones were told of: no infantry."""
    trigger = draft.kind.trigger
    low = max(0, trigger.start - _WORDS_BACK)
    return (
        draft.event_type == "ground.clash"
        and host.family in ("strike", "air_defence")
        and host.weapon is not None
        and host.realis == draft.realis == "actual"
        and draft.segment.sentence - max(host.sentences) <= CARRY
        and _THE_ASSAULT.search(context.text, low, trigger.end) is not None
    )


_ATTACKS = Sought(r"\b[Aa]ttacks?\b")


def is_repelled_there(context: Text, draft: Draft, placed: Sequence[Draft]) -> Draft | None:
    """Find the drones of "Drones attacked A and B. All attacks in A were repelled"."""
    start = context.sentences[draft.segment.sentence].start
    if draft.event_type != "ground.repelled" or draft.realis != "actual" or draft.place is None:
        return None
    if _ATTACKS.search(context.text, start, draft.kind.trigger.end + 60) is None:
        return None
    return next(
        (
            d
            for d in reversed(placed)
            if d.family in ("strike", "air_defence")
            and d.weapon is not None
            and d.realis == "actual"
            and draft.segment.sentence - max(d.sentences) <= CARRY
            and same_place(context, d, draft)
        ),
        None,
    )


def take_up_air(draft: Draft, host: Draft) -> None:
    """Make an "assault" the attack with drones or missiles that it takes up."""
    of_host = host.family == "strike"
    draft.event_type = host.event_type if of_host else "strike.other"
    draft.weapon, draft.actor = host.weapon, host.actor
    draft.rules.append("assault told of an attack by air")


def tell_fate(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Give a wave on the country what became of it: "shot down 74 of them over A, B and C"."""
    count = draft.numbers.intercepted
    if count is None or draft.place is None or not draft.shared or draft.realis != "actual":
        return
    for wave in reversed(placed):
        distance = draft.segment.sentence - max(wave.sentences)
        if distance > CARRY:
            return
        launched = wave.numbers.launched
        if (
            launched is not None
            and launched >= count
            and wave.numbers.intercepted is None
            and country_name(context, wave) is not None
            and actors_agree(wave, draft)
            and times_agree(wave, draft)
        ):
            wave.numbers = replace(wave.numbers, intercepted=count, lost=draft.numbers.lost)
            wave.sentences.extend(s for s in draft.sentences if s not in wave.sentences)
            wave.rules.append("fate of the wave told by region")
            return


_DENIES = re.compile(
    r"\s+(?:(?:that|the|this|these|those|any|all|russia's|moscow's|kyiv's|ukraine's) "
    rf")?{any_of('what_is_denied')}\b",
    re.IGNORECASE,
)


def mark_denials(context: Text, placed: list[Draft]) -> None:
    """Mark what the next sentence denies ("Romania denied its territory had been hit")."""
    for draft in placed:
        if draft.place is None or draft.realis != "actual":
            continue
        here = context.toponyms[draft.place]
        for number in range(
            max(draft.sentences) + 1, min(max(draft.sentences) + 3, len(context.sentences))
        ):
            sentence = context.sentences[number]
            denials = [
                t
                for t in context.tags.within("claim", sentence.start, sentence.end)
                if t.key == "denied"
            ]
            if not denials:
                continue
            same = any(
                t.candidates
                and here.candidates
                and t.candidates[0].place_id == here.candidates[0].place_id
                for _, t in context.names_in(number)
            )
            right_after = number == max(draft.sentences) + 1
            if right_after and _DENIES.match(context.text, denials[0].end):
                draft.claim = replace(draft.claim, status="denied")
            if same and context.tags.within("trigger", denials[0].end, sentence.end):
                draft.claim = replace(draft.claim, status="denied")


_THEM = Sought(rf"\b(?:them|these|those|there|the {any_of('places_taken_up')})\b")


def tell_weapon(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Read "A, B and C came under fire. The enemy used drones against them": with what."""
    if draft.place is not None or draft.family != "strike" or draft.weapon is None:
        return False
    sentence = context.sentences[draft.segment.sentence]
    told = [
        d
        for d in placed
        if d.event_type == "strike.other"
        and d.realis == draft.realis == "actual"
        and draft.segment.sentence - max(d.sentences) == 1
        and actors_agree(d, draft)
    ]
    if len(told) < 2 or not _THEM.search(context.text, sentence.start, sentence.end):
        return False
    for host in told:
        host.event_type, host.weapon = draft.event_type, draft.weapon
        host.sentences.append(draft.segment.sentence)
        host.rules.append("weapon told in the next sentence")
    return True


def tell_capture(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Read "The liberation of A opens the way" after Russia took A: the same, in its words."""
    if draft.event_type != "control.liberation" or "actor not said" not in draft.rules:
        return
    for host in reversed(placed):
        if host.event_type == "control.capture" and same_place(context, host, draft):
            draft.event_type, draft.actor = host.event_type, host.actor
            draft.rules.append("the capture told before")
            return
