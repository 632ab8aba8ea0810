"""Whose attack it was that was shot down or beaten off."""

from __future__ import annotations

import re

from geomap.reading.events.claims import Claim
from geomap.reading.events.holders import by_place, is_in_russia, names_russia
from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.events.subjects import side_of, subject_side, weapon_side
from geomap.reading.text.grammar import Text, country_of, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import OTHER_SIDE, Side


def owner_of_intercepted(
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
    claim: Claim,
) -> tuple[Side | None, str]:
    """Find whose weapons were shot down; "enemy drones" of a Russian speaker are Ukraine's."""
    whose = _attacker_of_intercepted(context, segment, kind, toponym, own, claim)
    if (
        whose[0] == "RU"
        and claim.side == "RU"
        and whose[1] != _SHOT_BY_OTHER  # "Ukrainian forces shot down 56 targets, it said"
        and not names_russia(context, segment)
    ):
        return "UA", "“the enemy” of a Russian speaker"
    return whose


_SHOT_BY_OTHER = "the other side shot it down"
_FIRED_BY = Sought(rf"\b{any_of('sent_weapons')} (?:at night |overnight )?by (?:the )?\Z")
_THAT = Sought(r"\b(?:that|which) (?:the )?\Z")
_FIRED = re.compile(rf"[\w-]+(?: [\w-]+){{0,3}}? {any_of('sent_weapons')}\b")
_NEXT_TO = 30  # characters


def _attacker_of_intercepted(  # noqa: PLR0911
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
    claim: Claim,
) -> tuple[Side | None, str]:
    """Find whose weapons were shot down: the actor of an interception."""
    found = weapon_side(context, segment)
    shooter = own[0] if own else _air_defence_of(context, segment, kind.trigger)
    if found and found[1].endswith("by one side") and shooter == found[0]:
        found = None  # no side shoots down its own: Ukraine's "guided bombs" of a Russian speaker
    if found and found[0] == "RU" and is_in_russia(toponym) and not names_russia(context, segment):
        return "UA", "“the enemy” of a place in Russia"
    if found:
        return found
    sentence = context.sentences[segment.sentence]
    passive = is_passive(context.text, kind.trigger, sentence.start)
    subject = None if passive else subject_side(context, sentence.start, kind.trigger.start)
    launcher = _launcher_of(context, sentence.start, kind.trigger.start)
    if launcher:
        return launcher, "launched by"
    manned = _MANNED.search(context.text, sentence.start, sentence.end)
    if toponym is not None and toponym.candidates and not manned:
        at_place = by_place(context, toponym)
        if at_place[0] and "held by Ukraine" not in at_place[1]:
            return at_place
    if subject and subject.form == "adjective" and _ATTACK_NEXT.match(context.text, subject.end):
        return side_of(subject), "adjective of the attack"
    if subject and _fired(context, segment, subject):
        return side_of(subject), "who fired, told in the clause before"
    if shooter:
        return OTHER_SIDE[shooter], _SHOT_BY_OTHER
    if not subject and claim.side in OTHER_SIDE:
        return OTHER_SIDE[claim.side], "the other side says that it shot it down"
    if subject:
        return OTHER_SIDE[subject.key], _SHOT_BY_OTHER
    return (None, "actor not said") if manned else by_place(context, toponym)


def _launcher_of(context: Text, start: int, end: int) -> Side | None:
    """Read "Of the drones launched by Russia, …", "drones that the Russians had sent"."""
    for tag in context.tags.within("side", start, end):
        low = max(start, tag.start - _NEXT_TO)
        named_after = _FIRED_BY.search(context.text, low, tag.start)
        if named_after or (
            _THAT.search(context.text, low, tag.start)
            and _FIRED.match(context.text, tag.start, end)
        ):
            return side_of(tag)
    return None


_AIR_DEFENCE = re.compile(r"\s+(?:\w+ )?(?:air[ -]defen[cs]e|anti-aircraft|air force)")


def _air_defence_of(context: Text, segment: Segment, trigger: Tag) -> Side | None:
    """Read "Russian air defence systems shot down": whose they are."""
    tags = context.tags.within("side", segment.start, trigger.start)
    return next((side_of(t) for t in tags if _AIR_DEFENCE.match(context.text, t.end)), None)


_ATTACK_NEXT = re.compile(rf"\s+(?:[\w-]+\s+){{0,4}}?{any_of('adjective_of_attack')}s?\b")


def _fired(context: Text, segment: Segment, subject: Tag) -> bool:
    """Read "Russia launched 31 drones, with air defences destroying 28": Russia's drones."""
    done = context.tags.within("trigger", subject.start, segment.start)
    if subject.end > segment.start or not done:
        return False
    return done[0].key in ("launch", "strike") and done[0].form.endswith("verb")


# aircraft with a crew fly over their own side, too; drones and missiles do not
_MANNED = Sought(rf"\b{any_of('crewed_aircraft')}\b")

_FAILED = Sought(r"\b(?:fail|unsuccess|without success|no success)", re.IGNORECASE)

_ATTACKS = re.compile(r"\s+(?:\w+\s+){0,2}?(?:attack|assault|attempt|offensive|push)(?:s|es)?\b")

_ITS_ATTACK = re.compile(r"[\w\s-]*\b(?:attack|assault|offensive|advance|attempt)")


def repelled_side(  # noqa: PLR0911 (one return a way of telling)
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
    claim: Claim,
) -> tuple[Side | None, str]:
    """Find who attacked: the actor of an attack that was repelled."""
    sentence = context.sentences[segment.sentence]
    after = context.tags.within("side", kind.trigger.start, min(segment.end, kind.trigger.end + 50))
    if after and _ITS_ATTACK.match(
        context.text[after[0].start : min(segment.end, after[0].end + 30)]
    ):
        return side_of(after[0]), "whose attack it was"
    for tag in reversed(context.tags.within("side", sentence.start, kind.trigger.start)):
        if _ATTACKS.match(context.text, tag.end, kind.trigger.start):
            return side_of(tag), "whose attack it was"
    subject = subject_side(context, sentence.start, kind.trigger.start)
    failed = _FAILED.search(context.text, kind.trigger.start, kind.trigger.end)
    if failed and subject is None and claim.side in OTHER_SIDE:
        return OTHER_SIDE[claim.side], "the other side says that it failed"
    if failed or kind.rule == "attempt that failed":
        found = own or ((side_of(subject), "") if subject else None)
        if found:
            return found[0], "whose attempt failed"
    passive = is_passive(context.text, kind.trigger, sentence.start)
    if own or (subject and not passive):
        return OTHER_SIDE[own[0] if own else subject.key], "the other side repelled it"  # type: ignore[union-attr]
    if subject:
        return side_of(subject), "who was repelled"
    land = country_of(toponym) if toponym is not None else None
    return OTHER_SIDE.get(land or ""), "attacker not said"
