"""Segments made into drafts of reports: one for each place at which something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geomap.reading.casualties import (
    Casualties,
    CasualtyCount,
    find_among,
    find_casualties,
    find_casualty_counts,
)
from geomap.reading.claims import Claim, find_claim
from geomap.reading.counts import NOT_DATED, UNDATED, Counts
from geomap.reading.event_places import event_places
from geomap.reading.grammar import Text
from geomap.reading.holders import side_of_front
from geomap.reading.kinds import Kind, decide_kind, target_class
from geomap.reading.numerals import number_pattern, parse_number
from geomap.reading.parts import Part
from geomap.reading.realis import decide_realis
from geomap.reading.segments import Segment
from geomap.reading.sides import find_actor
from geomap.reading.tallies import WeaponTally
from geomap.reading.units import find_unit
from geomap.reading.weapon_sums import count_attacks, sum_numbers
from geomap.reading.weapons import weapons_in
from geomap.records import NO_NUMBERS, Numbers, Realis, Side, TimeSpan, replace

_CAUSE = re.compile(r"(?:when|after|as|in which)\b")
_ANNOUNCED = frozenset({"control.capture", "control.liberation"})


@dataclass(slots=True)
class Draft:
    """A report in the making; `place` is the index of a toponym, None while it is not known."""

    kind: Kind
    segment: Segment
    place: int | None
    time: TimeSpan
    time_rule: str
    actor: Side | None
    numbers: Numbers
    claim: Claim
    realis: Realis
    rules: list[str]
    event_type: str
    target: str | None
    weapon: str | None
    sentences: list[int]
    shared: bool = False
    unit: str | None = None
    side_of_front: Side | None = None
    toll: bool = False  # the casualties are a running total: the highest holds
    origins: tuple[int, ...] = ()
    implied_country: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Return the part of the event type before the dot."""
        return self.event_type.split(".")[0]


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
    if place_rule != "place in the clause" and (
        _is_before(context, kind, segment, counts) or _is_nearby(context, kind, segment)
    ):
        return []
    first = context.toponyms[places[0]] if places else None
    time, time_rule = counts.time_of(
        segment, siblings, kind.trigger.start, announced=kind.event_type in _ANNOUNCED
    )
    realis, cue = decide_realis(context, segment, kind, counts.times(segment.sentence))
    if realis != "actual" and time_rule == NOT_DATED:
        time, time_rule = UNDATED, "no time stated"
    rules = [kind.rule, place_rule, time_rule]
    if cue:
        rules.append(f"realis: “{cue}”")
    claim = find_claim(context, segment, parts, kind.event_type, before)
    weapon = kind.weapon or next(iter(weapons_in(context, segment)), None)
    base = Draft(
        kind=kind,
        segment=segment,
        place=None,
        time=time,
        time_rule=time_rule,
        actor=None,
        numbers=NO_NUMBERS,
        claim=claim,
        realis=realis,
        rules=rules,
        event_type=kind.event_type,
        target=target_class(context, segment)
        if not kind.event_type.startswith(("control", "ground"))
        else None,
        weapon=weapon,
        sentences=[segment.sentence, *segment.goes_on],
        origins=_origins(context, parts, segment),
        unit=find_unit(context.text, segment.start, segment.end),
    )
    own = _own_tallies(segment, siblings, counts)
    casualties = find_casualties(context.text, segment.start, segment.end)
    if casualties == Casualties() and first is not None and first.kind != "country":
        casualties = find_among(context.text, segment.start, segment.end)
    base.numbers, base.toll = sum_numbers(own, casualties), casualties.toll
    if places and base.numbers.launched is None and kind.event_type.startswith("strike"):
        attacks = count_attacks(context.text, segment.start, segment.end)
        base.numbers = replace(base.numbers, launched=attacks)
    if kind.event_type == "air_defence.intercept" and base.numbers.intercepted is None:
        base.numbers = replace(base.numbers, intercepted=_bare_count(context, segment, kind))
    base.actor, actor_rule = find_actor(context, segment, kind, first, parts, claim)
    base.rules.append(actor_rule)
    _correct_control(context, base, claim)
    if not places:
        return [base]
    return _spread(context, parts, base, places, own)


_NEARBY = re.compile(
    r"\b(?:in|across) (?:the )?(?:surrounding|nearby|neighbou?ring|adjacent) (?:areas?|regions?|"
    r"districts?|towns?|villages?|communities|settlements)\b|\belsewhere\b"
)


def _is_nearby(context: Text, kind: Kind, segment: Segment) -> bool:
    """Read "while four were killed in surrounding areas": not at the place named before."""
    near = _NEARBY.search(context.text, segment.start, segment.end)
    return kind.trigger.key == "casualty" and near is not None


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


def _spread(
    context: Text,
    parts: list[Part],
    base: Draft,
    places: list[int],
    own: list[WeaponTally],
) -> list[Draft]:
    """Make one draft for each place and give each the numbers that are its own."""
    included = all(_is_included(context, p) for p in places)
    apart = any(_names(context, t, p) for t in own for p in places)
    if base.numbers.intercepted is not None and included and not apart:
        return [base, *(_without_numbers(_at(context, parts, base, p)) for p in places)]
    whole = _whole(own) if all(any(_names(context, t, p) for t in own) for p in places) else None
    by_place = {p: [t for t in own if _names(context, t, p)] for p in places}
    total = None if whole is not None else _total_of(context, own, places, by_place)
    if total is not None:
        in_all = replace(base, numbers=sum_numbers([total], Casualties()), notes=[])
        rest = [t for t in own if t is not total]
        named = sum_numbers([t for p in places for t in by_place[p]], Casualties())
        part = replace(base, numbers=named)
        return [in_all, *_spread(context, parts, part, places, rest)]
    if len(places) == 1 and whole is None:
        return [_at(context, parts, base, places[0])]
    drafts = []
    if whole is not None:
        drafts.append(replace(base, numbers=sum_numbers([whole], Casualties()), notes=[]))
        own = [t for t in own if t.place_span is not None]
    by_place = {p: [t for t in own if _names(context, t, p)] for p in places}
    shared_at = _unshare(places, by_place)
    bare = next((p for p in places if not by_place[p] and p not in shared_at), None)
    if any(by_place.values()) and bare is not None:
        by_place[bare] = [t for t in own if t.place_span is None]
    counts = find_casualty_counts(context.text, base.segment.start, base.segment.end)
    hurt = {p: _hurt_at(context, counts, p) for p in places}
    for position, place in enumerate(places):
        draft = _at(context, parts, base, place)
        if any(by_place.values()):
            draft.numbers = sum_numbers(by_place[place], _casualties(hurt[place]))
            draft.shared = place in shared_at
        elif any(hurt.values()):
            draft.numbers = sum_numbers(own if position == 0 else [], _casualties(hurt[place]))
        else:
            draft.numbers = base.numbers if position == 0 else NO_NUMBERS
            draft.shared = base.numbers != NO_NUMBERS
        drafts.append(draft)
    _agree_at_sea(context, drafts)
    return drafts


def _agree_at_sea(context: Text, drafts: list[Draft]) -> None:
    """Give a sea, which is nobody's, the actor of what is listed with it: "Kursk and the sea"."""
    placed = [d for d in drafts if d.place is not None]
    at_sea = [d for d in placed if context.toponyms[d.place or 0].kind in ("sea", "strait")]
    ashore = {d.actor for d in placed if d not in at_sea}
    if len(ashore) == 1:
        for draft in at_sea:
            draft.actor = next(iter(ashore))


def _whole(tallies: list[WeaponTally]) -> WeaponTally | None:
    """Return the total of "47 drones, including 17 over Bryansk and 16 over Kursk region"."""
    total = next((t for t in tallies if t.verb_class != "unknown"), None)
    if total is None or total.place_span is not None or total.value is None:
        return None
    alike = [t for t in tallies if (t.kind, t.verb_class) == (total.kind, total.verb_class)]
    parts = [t.value or 0 for t in alike if t.place_span is not None]
    fits = total.verb_class == "intercepted" and 0 < sum(parts) < total.value
    return total if fits and len(parts) == len(alike) - 1 else None


_SPLITS = re.compile(r":|,? includ(?:ing|ed)\b|,? of which\b|,? among them\b")


def _total_of(
    context: Text,
    own: list[WeaponTally],
    places: list[int],
    by_place: dict[int, list[WeaponTally]],
) -> WeaponTally | None:
    """Find the 54 of "destroyed 54 drones: 22 over Rostov region, 13 over Bryansk region"."""
    placed = [t for tallies in by_place.values() for t in tallies]
    first = own[0] if own else None
    if first is None or first in placed or not placed or first.verb_class != "intercepted":
        return None
    gap = context.text[first.end : min(t.start for t in placed)]
    larger = (first.value or 0) > max(t.value or 0 for t in placed)
    nearer = any(first.end < context.toponyms[p].start < placed[0].start for p in places)
    return first if larger and not nearer and _SPLITS.search(gap) else None


_MOSTLY_REACH = 90
# "over the country overnight, mostly in Odesa"
_MOSTLY = re.compile(
    r"\b(?:country|nation|regions|(?:over|across|at|in) (?:Ukraine|Russia))\b[^.;’']{0,60}"
    r"\b(?:mostly|mainly|primarily|chiefly|largely|particularly|especially) \Z"
)


def _is_included(context: Text, place: int) -> bool:
    """Say whether a place is only an example: "over 12 regions, including Moscow"."""
    toponym = context.toponyms[place]
    head = toponym if toponym.list_head is None else context.toponyms[toponym.list_head]
    lead = context.text[max(0, head.governor_start - _MOSTLY_REACH) : head.governor_start]
    return head.governor == "including" or _MOSTLY.search(lead) is not None


def _without_numbers(draft: Draft) -> Draft:
    draft.numbers, draft.shared = NO_NUMBERS, True
    return draft


def _unshare(places: list[int], by_place: dict[int, list[WeaponTally]]) -> set[int]:
    """Leave a count of several places together at the first of them; return these places."""
    shared: set[int] = set()
    first: dict[WeaponTally, int] = {}
    for place in places:
        for tally in list(by_place[place]):
            if tally in first:
                by_place[place].remove(tally)
                shared |= {place, first[tally]}
            else:
                first[tally] = place
    return shared


def _at(context: Text, parts: list[Part], base: Draft, place: int) -> Draft:
    draft = replace(
        base,
        place=place,
        rules=[*base.rules, f"place: {parts[place].rule}"],
        sentences=list(base.sentences),
        notes=[],
    )
    toponym = context.toponyms[place]
    draft.side_of_front = side_of_front(context, toponym)
    if draft.kind.event_type.startswith(("strike", "sea", "air_defence")):
        draft.actor, _ = find_actor(context, base.segment, base.kind, toponym, parts, base.claim)
    return draft


def _names(context: Text, tally: WeaponTally, place: int) -> bool:
    if tally.place_span is None:
        return False
    start, end = tally.place_span
    return start <= context.toponyms[place].start < end


def _hurt_at(context: Text, counts: list[CasualtyCount], place: int) -> list[CasualtyCount]:
    """Return the counts right before a place: of "two in Lyman and one in Dachne" the one."""
    told = [c for c in counts if _counted_at(context, c, place)]
    nearest = {c.outcome: c.start for c in told}  # in order, so the last of each outcome
    return [c for c in told if nearest[c.outcome] == c.start]


def _counted_at(context: Text, count: CasualtyCount, place: int) -> bool:
    """Read "Killed two people in Kherson": the place right behind the count."""
    gap = context.text[count.end : context.toponyms[place].phrase_start]
    return (
        context.toponyms[place].start > count.end
        and len(gap) < 40
        and bool(re.fullmatch(r"[^,;.]*\b(?:in|at|near)\s*(?:the\s*)?", gap))
    )


def _casualties(counts: list[CasualtyCount]) -> Casualties:
    killed = [c for c in counts if c.outcome == "killed"]
    injured = [c for c in counts if c.outcome == "injured"]
    return Casualties(
        killed_min=_sum([c.min for c in killed]),
        killed_max=_sum([c.min if c.max is None else c.max for c in killed]),
        injured_min=_sum([c.min for c in injured]),
        injured_max=_sum([c.min if c.max is None else c.max for c in injured]),
    )


def _sum(values: list[int | None]) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _own_tallies(
    segment: Segment, siblings: Sequence[Segment], counts: Counts
) -> list[WeaponTally]:
    tallies = counts.tallies(segment.sentence)
    if len(siblings) == 1:
        return tallies
    return [t for t in tallies if segment.start <= t.start < segment.end]


def _origins(context: Text, parts: list[Part], segment: Segment) -> tuple[int, ...]:
    return tuple(i for i, _ in context.names_in(segment.sentence) if parts[i].role == "origin")


def _correct_control(context: Text, draft: Draft, claim: Claim) -> None:
    """Who speaks decides words: a Russian ministry's "liberated" is a capture by Russia."""
    kind = draft.event_type
    if kind == "control.liberation":
        russian = draft.actor == "RU" or (draft.actor is None and claim.side == "RU")
        if russian:
            draft.event_type, draft.actor = "control.capture", "RU"
            draft.rules.append("“liberated” by Russia is a capture")
        else:
            draft.actor = draft.actor or "UA"
    elif kind == "control.capture" and draft.actor is None:
        draft.actor = "RU"
    elif kind == "control.capture" and draft.actor == "UA" and claim.side != "RU":
        word = context.text[draft.kind.trigger.start : draft.kind.trigger.end].lower()
        if word.startswith(("captur", "seiz", "took", "take", "under")) and draft.place is not None:
            draft.notes.append("taken by Ukraine")
