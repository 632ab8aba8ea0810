"""Segments made into drafts of reports: one for each place at which something happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from geomap.reading.casualties import (
    Casualties,
    CasualtyCount,
    find_casualties,
    find_casualty_counts,
)
from geomap.reading.claims import Claim, find_claim
from geomap.reading.grammar import Text, country_of
from geomap.reading.kinds import Kind, decide_kind, target_class, weapons_in
from geomap.reading.numerals import number_pattern, parse_number
from geomap.reading.parts import Part
from geomap.reading.realis import decide_realis
from geomap.reading.segments import Segment
from geomap.reading.sides import find_actor
from geomap.reading.tallies import WeaponTally, find_weapon_counts, sum_numbers
from geomap.reading.times import TimeExpression, find_times
from geomap.reading.toponym import Toponym
from geomap.records import Numbers, Realis, Side, TimeSpan

_AREAS = frozenset({"region", "district", "area", "axis", "hromada"})
_ANNOUNCED = frozenset({"control.capture", "control.liberation"})
_NEWS_DAYS = 1  # an undated event in the news happened on the day before or on the day itself


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
    origins: tuple[int, ...] = ()
    implied_country: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Return the part of the event type before the dot."""
        return self.event_type.split(".")[0]


class Counts:
    """The numbers and times of each sentence, found once."""

    def __init__(self, context: Text, published: date | None) -> None:
        self._context = context
        self._published = published
        self._tallies: dict[int, list[WeaponTally]] = {}
        self._times: dict[int, list[TimeExpression]] = {}

    @property
    def undated(self) -> bool:
        """Whether the article has no date, so that phrases of time have no days either."""
        return self._published is None

    def tallies(self, sentence: int) -> list[WeaponTally]:
        """Return the weapon counts of a sentence."""
        if sentence not in self._tallies:
            s = self._context.sentences[sentence]
            self._tallies[sentence] = find_weapon_counts(self._context.text, s.start, s.end)
        return self._tallies[sentence]

    def times(self, sentence: int) -> list[TimeExpression]:
        """Return the phrases of time of a sentence."""
        if sentence not in self._times:
            s = self._context.sentences[sentence]
            self._times[sentence] = find_times(
                self._context.text, s.start, s.end, published=self._published
            )
        return self._times[sentence]

    def default_time(self, *, announced: bool) -> TimeSpan:
        """
        Return the span of an event that the text does not date.

        What an army announces (`announced`: a capture) counts from the day of the
        news; what struck may have done so on the day before.
        """
        if self._published is None:
            return TimeSpan(None, None, "unknown", "published", "")
        start = self._published if announced else self._published - timedelta(days=_NEWS_DAYS)
        return TimeSpan(start, self._published, "day", "published", "")


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
    places, place_rule = _places(context, parts, segment, siblings, kind)
    first = context.toponyms[places[0]] if places else None
    time, time_rule = _time_of(segment, siblings, counts, announced=kind.event_type in _ANNOUNCED)
    realis, cue = decide_realis(context, segment, kind, counts.times(segment.sentence))
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
        numbers=Numbers(),
        claim=claim,
        realis=realis,
        rules=rules,
        event_type=kind.event_type,
        target=target_class(context, segment)
        if not kind.event_type.startswith(("control", "ground"))
        else None,
        weapon=weapon,
        sentences=[segment.sentence],
        origins=_origins(context, parts, segment),
    )
    own = _own_tallies(segment, siblings, counts)
    casualties = find_casualties(context.text, segment.start, segment.end)
    base.numbers = sum_numbers(own, casualties)
    if kind.event_type == "air_defence.intercept" and base.numbers.intercepted is None:
        base.numbers = replace(base.numbers, intercepted=_bare_count(context, segment, kind))
    base.actor, actor_rule = find_actor(context, segment, kind, first, parts, claim)
    base.rules.append(actor_rule)
    _correct_control(context, base, claim)
    if not places:
        return [base]
    return _spread(context, parts, base, places, own)


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
    if base.numbers.intercepted is not None and all(_is_included(context, p) for p in places):
        return [base, *(_without_numbers(_at(context, parts, base, p)) for p in places)]
    if len(places) == 1:
        return [_at(context, parts, base, places[0])]
    drafts = []
    by_place = {p: [t for t in own if _names(context, t, p)] for p in places}
    shared_at = _unshare(places, by_place)
    bare = next((p for p in places if not by_place[p] and p not in shared_at), None)
    if any(by_place.values()) and bare is not None:
        by_place[bare] = [t for t in own if t.place_span is None]
    counts = find_casualty_counts(context.text, base.segment.start, base.segment.end)
    hurt = {p: [c for c in counts if _counted_at(context, c, p)] for p in places}
    for position, place in enumerate(places):
        draft = _at(context, parts, base, place)
        if any(by_place.values()):
            draft.numbers = sum_numbers(by_place[place], _casualties(hurt[place]))
            draft.shared = place in shared_at
        elif any(hurt.values()):
            draft.numbers = sum_numbers(own if position == 0 else [], _casualties(hurt[place]))
        else:
            draft.numbers = base.numbers if position == 0 else Numbers()
            draft.shared = base.numbers != Numbers()
        drafts.append(draft)
    return drafts


def _is_included(context: Text, place: int) -> bool:
    """Say whether a place is only an example: "over 12 regions, including Moscow"."""
    toponym = context.toponyms[place]
    head = toponym if toponym.list_head is None else context.toponyms[toponym.list_head]
    return head.governor == "including"


def _without_numbers(draft: Draft) -> Draft:
    draft.numbers, draft.shared = Numbers(), True
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
    if draft.kind.event_type.startswith(("strike", "sea", "air_defence")):
        draft.actor, _ = find_actor(context, base.segment, base.kind, toponym, parts, base.claim)
    return draft


def _names(context: Text, tally: WeaponTally, place: int) -> bool:
    if tally.place_span is None:
        return False
    start, end = tally.place_span
    return start <= context.toponyms[place].start < end


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
    return tuple(
        i
        for i, t in enumerate(context.toponyms)
        if t.sentence == segment.sentence and parts[i].role == "origin"
    )


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


# ------------------------------------------------------------------ places


def _places(  # noqa: PLR0911
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> tuple[list[int], str]:
    """Return the toponyms at which the segment's event happened, and the rule."""
    strong = [p for p in segment.places if parts[p].role == "where" and parts[p].strength == 3]
    chosen = _finest(context, strong)
    if chosen and (
        not all(context.toponyms[p].kind == "country" for p in chosen)
        or _is_wide(context, chosen[0])
    ):
        return chosen, "place in the clause"
    if context.text.startswith("where", segment.start):
        before = [
            p
            for s in siblings
            for p in s.places
            if context.toponyms[p].start < segment.start
            and parts[p].role == "where"
            and parts[p].strength == 3
        ]
        if before:
            return [before[-1]], "place that “where” takes up"
    if (
        kind.event_type.startswith(("control", "ground"))
        and segment is not siblings[0]
        and re.match(r"(?:while|as|with)\b", context.text[segment.start : segment.start + 6])
    ):
        return chosen, "country in the clause" if chosen else "no place named"
    elsewhere = [
        p
        for s in siblings
        for p in s.places
        if s is not segment and parts[p].role == "where" and parts[p].strength == 3
    ]
    fronted = [p for p in elsewhere if context.toponyms[p].start < segment.start]
    best = _finest(context, fronted or elsewhere)
    if (
        best
        and not all(context.toponyms[p].kind == "country" for p in best)
        and _shares_place(segment, siblings)
    ):
        return best, "place of the sentence"
    if chosen:
        return chosen, "country in the clause"
    weak = [p for p in segment.places if parts[p].role == "where" and parts[p].strength == 1]
    weak = _finest(context, weak)
    if weak:
        return weak[:1], "place in a phrase of the clause"
    official = [
        p
        for s in siblings
        for p in s.places
        if parts[p].role in ("affiliation", "reference") and parts[p].strength == 2
    ]
    if official and not best:
        return official[:1], "place of the official who reports"
    if best and kind.effect:
        return best, "place of the sentence"
    return [], "no place named"


def _is_wide(context: Text, place: int) -> bool:
    """Read "Across Ukraine" is meant as the whole country; so is a third country that was hit."""
    if country_of(context.toponyms[place]) not in ("UA", "RU", None):
        return True
    return context.toponyms[place].governor in ("across", "throughout", "over")


def _shares_place(segment: Segment, siblings: Sequence[Segment]) -> bool:
    """Say whether a segment without a place takes that of its sentence."""
    return "launch" not in segment.keys() or len(siblings) == 1  # noqa: SIM118 (a method, no dict)


def _finest(context: Text, places: list[int]) -> list[int]:
    """Leave out the country beside a finer place, and the region beside a settlement in it."""
    toponyms = context.toponyms
    finer = [p for p in places if toponyms[p].kind != "country"] or places
    settled = [toponyms[p] for p in finer if toponyms[p].is_settlement]
    kept = [
        p
        for p in finer
        if not (toponyms[p].kind in _AREAS and any(_lies_in(s, toponyms[p]) for s in settled))
    ]
    unique: list[int] = []
    for place in kept or finer:
        if not any(_same(toponyms[place], toponyms[q]) for q in unique):
            unique.append(place)
    return unique


def _lies_in(settlement: Toponym, area: Toponym) -> bool:
    if area.kind == "region":
        names = {c.name for c in area.candidates if c.kind == "region"}
        if any(c.admin1 in names for c in settlement.candidates):
            return True
        return not settlement.candidates
    if area.kind == "area":
        return area.end < settlement.start and country_of(settlement) == country_of(area)
    return area.end < settlement.start and area.kind in ("district", "hromada", "axis")


def _same(a: Toponym, b: Toponym) -> bool:
    return bool(
        a.candidates
        and b.candidates
        and a.candidates[0].place_id == b.candidates[0].place_id
        and a.kind == b.kind
    )


# ------------------------------------------------------------------ times


def _time_of(
    segment: Segment, siblings: Sequence[Segment], counts: Counts, *, announced: bool
) -> tuple[TimeSpan, str]:
    """Return when: the phrase in the clause, else one of the sentence, else a date of speech."""
    times = [t for t in counts.times(segment.sentence) if t.scope in ("point", "duration", "since")]
    own = [t for t in times if segment.start <= t.start < segment.end and not t.reporting]
    rest = [t for t in times if not t.reporting]
    said = [t for t in times if t.reporting]
    for found, rule in (
        (own, "time in the clause"),
        (rest if len(siblings) < 3 else [], "time of the sentence"),
        (said, "date of the statement"),
    ):
        dated = [t for t in found if t.span.start is not None or counts.undated]
        if dated:
            return dated[0].span, rule
    return counts.default_time(announced=announced), "no time stated: date of publication"
