"""What became of the weapons of a wave: told of the attack that was told before."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.links.country_level import WIDE
from geomap.reading.links.same_event import actors_agree, is_one_topic
from geomap.reading.links.same_place import country_name, weapons_agree
from geomap.reading.links.same_time import times_agree
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.text.grammar import Text

_SAME_SUBJECT = re.compile(rf"(?:It|They|He|She)\b|All (?:of )?(?:the )?{number_pattern()}\b")
_MANY = 40  # the same, told by one who goes on about that place
_FEW = 8  # weapons that one place can be attacked with and shoot down


def is_of_that_attack(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "Five missiles were shot down", right after a strike on a city, as told of that city."""
    numbers = draft.numbers
    at_town = host.place is not None and context.toponyms[host.place].is_settlement
    if _is_part_of_wave(context, draft, host) or (at_town and _is_that_wave(draft, host)):
        return True
    if _are_those_launched(context, draft, host):
        return True
    start = context.sentences[draft.segment.sentence].start
    most = _MANY if _SAME_SUBJECT.match(context.text, start) else _FEW
    if max(numbers.launched or 0, numbers.intercepted or 0) > most or host.place is None:
        return False
    table = context.words.data["weapons"]
    kinds = {table[w]["kind"] for w in (draft.weapon, host.weapon) if w}
    unsaid = host.weapon is None and host.event_type in ("strike.explosion", "strike.other")
    if draft.weapon and not unsaid and (not host.weapon or len(kinds - {"sea"}) > 1):
        return False
    sentence = context.sentences[draft.segment.sentence]
    quoted = context.text[sentence.start] in '“"«'  # what was said goes on in its own paragraph
    return (
        host.family in ("strike", "air_defence")
        and context.toponyms[host.place].is_settlement
        and "no time" in draft.time_rule
        and draft.segment.sentence - max(host.sentences) == 1
        and (quoted or is_one_topic(context, max(host.sentences), draft.segment.sentence))
        and host.numbers.intercepted is None
        and actors_agree(draft, host)
        and not WIDE.search(context.text, sentence.start, sentence.end)
    )


def _is_that_wave(draft: Draft, host: Draft) -> bool:
    """Read "seven of 10 missiles were shot down" after "an attack with 10 missiles on A"."""
    told = draft.numbers.launched
    return (
        told is not None
        and told == host.numbers.launched
        and draft.numbers.intercepted is not None
        and host.numbers.intercepted in (None, draft.numbers.intercepted)
        and actors_agree(draft, host)
        and times_agree(draft, host)
    )


def _are_those_launched(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "shot down 11 missiles and 17 drones" after "fired 12 missiles and 19 drones at A"."""
    return (
        host.place is not None
        and draft.segment.sentence - max(host.sentences) == 1
        and is_one_topic(context, max(host.sentences), draft.segment.sentence)
        and may_be_of(draft, host)
    )


def may_be_of(draft: Draft, host: Draft) -> bool:
    """Say whether what was shot down can be, kind by kind, of what `host` says was launched."""
    launched = {count.kind: count.launched or 0 for count in host.numbers.by_weapon}
    downed = [c for c in draft.numbers.by_weapon if c.intercepted is not None]
    return (
        bool(downed)
        and host.numbers.intercepted is None
        and all(max(c.intercepted or 0, c.launched or 0) <= launched.get(c.kind, 0) for c in downed)
        and actors_agree(draft, host)
        and times_agree(draft, host)
    )


_WAVE_BACK = 10  # sentences back to the wave of which so many were shot down


def wave_of(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    """Return the wave on a whole country for "shot down 16 of the missiles", told well before."""
    return next(
        (
            d
            for d in reversed(placed)
            if draft.segment.sentence - max(d.sentences) <= _WAVE_BACK
            and country_name(context, d) is not None
            and weapons_agree(context, d, draft)
            and _is_part_of_wave(context, draft, d)
        ),
        None,
    )


def _is_part_of_wave(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "shot down 22 of the drones" after "an attack by 25 drones": what became of these."""
    count, launched = draft.numbers.intercepted, host.numbers.launched
    trigger = draft.kind.trigger
    return (
        count is not None
        and draft.numbers.launched is None
        and host.family == "strike"
        and host.numbers.intercepted is None
        and (_is_at_town(context, host) if launched is None else count <= launched)
        and actors_agree(draft, host)
        and times_agree(draft, host)
        and re.search(
            rf"\b(?:{count}|\w+) of (?:the|them|these|those)\b"
            r"|\b[Aa]ll (?:of )?(?:the|them|these|those)\b",
            context.text[max(draft.segment.start, trigger.start - 30) : trigger.end + 30],
        )
        is not None
    )


def _is_at_town(context: Text, host: Draft) -> bool:
    return host.place is not None and context.toponyms[host.place].is_settlement


def is_one_of_many(host: Draft, hosts: list[Draft]) -> bool:
    """Say whether a toll is of several places attacked together, not of the last one."""
    last = max(host.sentences)  # a headline can name two cities, and the text then one of them
    return any(
        h is not host and h.segment is host.segment and max(h.sentences) == last for h in hosts
    )
