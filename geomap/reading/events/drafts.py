"""Segments made into drafts of reports: one for each place at which something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.reading.events.claims import Claim, find_claim
from geomap.reading.events.counts import NOT_DATED, UNDATED, Counts
from geomap.reading.events.draft import Draft
from geomap.reading.events.event_places import event_places
from geomap.reading.events.finest import names_main_targets
from geomap.reading.events.gained import name_the_gain
from geomap.reading.events.holders import by_place
from geomap.reading.events.kinds import Kind, decide_kind
from geomap.reading.events.realis import decide_realis
from geomap.reading.events.segments import Segment
from geomap.reading.events.sides import find_actor
from geomap.reading.events.spread import spread
from geomap.reading.events.strike_types import target_class
from geomap.reading.events.subjects import side_of
from geomap.reading.events.units import find_unit
from geomap.reading.events.weapons import weapons_in
from geomap.reading.numbers.casualties import NO_CASUALTIES, Casualties, find_casualties
from geomap.reading.numbers.lone_weapon import is_lone_weapon
from geomap.reading.numbers.numerals import number_pattern, parse_number
from geomap.reading.numbers.tallies import WeaponTally
from geomap.reading.numbers.toll_shares import find_among
from geomap.reading.numbers.weapon_sums import count_attacks, sum_numbers
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import NO_NUMBERS, OTHER_SIDE, Numbers, replace

_CAUSE = re.compile(r"(?:when|after|as|in which)\b")
_ANNOUNCED = frozenset({"control.capture", "control.liberation"})


def make_drafts(
    context: Text,
    parts: list[Part],
    segment: Segment,
    siblings: Sequence[Segment],
    counts: Counts,
    before: Claim | None = None,
) -> list[Draft]:
    """Return the drafts of one segment, in the order of their places."""
    kind = decide_kind(context, segment)
    if kind is None:
        return []
    kind = _with_cause(context, kind, segment, siblings)
    places, place_rule = event_places(context, parts, segment, siblings, kind)
    if place_rule not in ("place in the clause", "elsewhere in the region") and (
        _is_before(context, kind, segment, counts)
        or _is_nearby(context, kind, segment)
        or _AFTER_WHAT.search(context.text, segment.start, kind.trigger.start)
    ):
        return []
    claim = find_claim(context, segment, parts, kind.event_type, before)
    base = _begin(context, segment, siblings, counts, kind, claim)
    base.rules.insert(1, place_rule)
    base.origins = _origins(context, parts, segment)
    first = context.toponyms[places[0]] if places else None
    own = _own_tallies(context, segment, siblings, counts)
    _count(context, base, own, first)
    base.actor, actor_rule = find_actor(context, segment, kind, first, parts, claim)
    base.rules.append(actor_rule)
    if place_rule == "place of the sentence" and _lies_at_home(context, base, first):
        places, base.rules[1] = [], "no place named"
    name_the_gain(context, base, claim, first)
    return spread(context, parts, base, places, own) if places else [base]


def _lies_at_home(context: Text, draft: Draft, place: Toponym | None) -> bool:
    """Read "Ukraine attacks Russian depots as deaths rise in Kyiv": the depots lie elsewhere."""
    if draft.actor is None or not draft.event_type.startswith("strike"):
        return False
    hit = context.tags.within("side", draft.kind.trigger.end, draft.segment.end)
    foe = OTHER_SIDE.get(draft.actor)
    return any(side_of(tag) == foe for tag in hit) and by_place(context, place)[0] == foe


def _begin(
    context: Text,
    segment: Segment,
    siblings: Sequence[Segment],
    counts: Counts,
    kind: Kind,
    claim: Claim,
) -> Draft:
    """Return what a segment tells without its places, its numbers and who did it."""
    time, time_rule = counts.time_of(
        segment, siblings, kind.trigger.start, announced=kind.event_type in _ANNOUNCED
    )
    realis, cue = decide_realis(context, segment, kind, counts.times(segment.sentence))
    if realis != "actual" and time_rule == NOT_DATED:
        time, time_rule = UNDATED, "no time stated"
    on_land = kind.event_type.startswith(("control", "ground"))
    return Draft(
        kind=kind,
        segment=segment,
        place=None,
        time=time,
        time_rule=time_rule,
        actor=None,
        numbers=NO_NUMBERS,
        claim=claim,
        realis=realis,
        rules=[kind.rule, time_rule, *([f"realis: “{cue}”"] if cue else [])],
        event_type=kind.event_type,
        target=None if on_land else target_class(context, segment),
        weapon=kind.weapon or next(iter(weapons_in(context, segment)), None),
        sentences=[segment.sentence, *segment.goes_on],
        unit=find_unit(context.text, segment.start, segment.end),
    )


_BEATS_OFF = Sought(rf"\b{any_of('beats_off')}\b", re.IGNORECASE)


def _is_beaten_off(context: Text, draft: Draft) -> bool:
    """Read "repelled an attack by four drones": all of them."""
    trigger, numbers = draft.kind.trigger, draft.numbers
    return (
        draft.event_type == "air_defence.intercept"
        and numbers.intercepted is None
        and numbers.launched is not None
        and _BEATS_OFF.search(context.text, trigger.start, trigger.end) is not None
    )


def _count(context: Text, base: Draft, own: list[WeaponTally], first: Toponym | None) -> None:
    """Put the numbers of the segment into its draft; `first` is the first of its places."""
    segment, kind = base.segment, base.kind
    casualties = find_casualties(context.text, segment.start, segment.end)
    base.outdated = _is_outdated(context, segment, casualties)
    if casualties == NO_CASUALTIES and first is not None and first.kind != "country":
        casualties = find_among(context.text, segment.start, segment.end)
    base.numbers, base.toll = sum_numbers(own, casualties), casualties.toll
    if not context.sentences[segment.sentence].headline:
        base.more, base.tolled = casualties.more, tolled_in(base.numbers, segment.sentence)
    if _is_beaten_off(context, base):
        base.numbers = replace(base.numbers, intercepted=base.numbers.launched)
    if first and base.numbers.launched is None and kind.event_type.startswith("strike"):
        attacks = count_attacks(context.text, segment.start, segment.end)
        if attacks is not None:
            base.numbers = replace(base.numbers, launched=attacks)
    if kind.event_type == "air_defence.intercept" and base.numbers.intercepted is None:
        there = "place in the clause" in base.rules
        lone = there and is_lone_weapon(context.text, kind.trigger, segment.start, segment.end)
        count = 1 if lone else _bare_count(context, segment, kind)
        base.numbers = replace(base.numbers, intercepted=count)


def tolled_in(numbers: Numbers, sentence: int) -> tuple[int | None, int | None]:
    """Return the sentence for each of the killed and the injured that are counted there."""
    killed, injured = numbers.killed_min, numbers.injured_min
    return sentence if killed else None, sentence if injured else None


_HAD_SAID = re.compile(
    r"\b(?:had|has|was|were)? ?(?:previously|earlier|initially|originally)"
    r" (?:been )?(?:reported|said|put|stated|announced|confirmed|believed|thought|counted)\b"
    r"|\bhad (?:said|reported|announced|put|stated|given|confirmed|counted)\b"
    r"|\A(?:Earlier|Previously|Initially|Originally),? |"
    r"\b(?:initially|first) (?:gave|reported|put)\b"
    r"|\b(?:earlier|initial|previous) (?:reports?|"
    r"figures?|tolls?|counts?|estimates?)\b",
    re.IGNORECASE,
)


def _is_outdated(context: Text, segment: Segment, casualties: Casualties) -> bool:
    """Read "He had previously reported two dead" beside a newer toll."""
    if not casualties.spans:
        return False
    start = context.sentences[segment.sentence].start
    return _HAD_SAID.search(context.text[start : casualties.spans[0][0]]) is not None


_NEARBY = Sought(
    r"\b(?:in|across) (?:the )?(?:surrounding|nearby|neighbou?ring|adjacent)"
    rf" {any_of('many_places')}\b|\belsewhere\b"
)


def _is_nearby(context: Text, kind: Kind, segment: Segment) -> bool:
    """Read "while four were killed in surrounding areas": not at the place named before."""
    return (
        kind.trigger.key == "casualty"
        and _NEARBY.search(context.text, segment.start, segment.end) is not None
    )


# "hit Kyiv, after what Moscow called a terrorist attack": elsewhere
_AFTER_WHAT = Sought(
    r"\b(?:after|following|in (?:response|retaliation) (?:to|for)) what [^,;.]{3,60}?"
    r"\b(?:called|described as|said was) (?:[\w-]+ ){0,4}\Z"
)


def _is_before(context: Text, kind: Kind, segment: Segment, counts: Counts) -> bool:
    """Read "a day after a deadly barrage": an earlier attack that only dates what is told."""
    return kind.trigger.form.endswith("noun") and any(
        t.span.words.endswith("after")
        and t.end <= kind.trigger.start
        and not re.search(r"[,.;]", context.text[t.end : kind.trigger.start])
        for t in counts.times(segment.sentence)
    )


def _with_cause(context: Text, kind: Kind, segment: Segment, siblings: Sequence[Segment]) -> Kind:
    """Take the type of the attack that the sentence names: "killed in A when troops shelled B"."""
    if not kind.effect or kind.weapon is not None:
        return kind
    for before, other in pairwise(siblings):
        if before is not segment or not _CAUSE.match(context.text, other.start):
            continue
        cause = decide_kind(context, other)
        if cause and not cause.effect and cause.event_type.startswith("strike") and cause.weapon:
            return replace(kind, event_type=cause.event_type, weapon=cause.weapon)
    return kind


def _bare_count(context: Text, segment: Segment, kind: Kind) -> int | None:
    """Return the number right after "destroyed one over …", whose noun is left out."""
    number = re.compile(
        rf"\s+(?:at least |another |all |about )?({number_pattern()})\b", re.IGNORECASE
    )
    match = number.match(context.text, kind.trigger.end, segment.end)
    return parse_number(match.group(1)) if match else None


def _own_tallies(
    context: Text, segment: Segment, siblings: Sequence[Segment], counts: Counts
) -> list[WeaponTally]:
    """Return the counts of a segment; those behind "mainly targeting A, …" are of the whole."""
    tallies = counts.tallies(segment.sentence)
    if len(siblings) == 1:
        return tallies
    own = [t for t in tallies if segment.start <= t.start < segment.end]
    after = siblings.index(segment) + 1
    if names_main_targets(context, segment):
        return [t for t in own if "," not in context.text[segment.start : t.start]]
    if after < len(siblings) and names_main_targets(context, siblings[after]):
        low, high = siblings[after].start, siblings[after].end
        of_all = (t for t in tallies if low <= t.start < high)
        own += [t for t in of_all if "," in context.text[low : t.start]]
    return own


def _origins(context: Text, parts: list[Part], segment: Segment) -> tuple[int, ...]:
    return tuple(i for i, _ in context.names_in(segment.sentence) if parts[i].role == "origin")
