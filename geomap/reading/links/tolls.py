"""
Numbers of one event that a text tells in two places.

The toll of the only attack that hurt anyone may stand many paragraphs after it; a number that
several regions share may be split up between them later.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.links.beside import is_other_headline
from geomap.reading.links.beyond import counts_beyond
from geomap.reading.links.join import may_have_grown, merge, merge_numbers
from geomap.reading.links.of_period import tolls_a_period
from geomap.reading.links.same_event import AIR, actors_agree, opens_item
from geomap.reading.links.same_place import CARRY, country_name, same_place, weapons_agree
from geomap.reading.links.same_time import sums_up, times_agree
from geomap.reading.text.grammar import Text
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.records import KEPT_APART, NO_NUMBERS

_TOLL_CARRY = 12  # sentences over which the casualties of the only attack with any are told
_TELLING_TOLL = 3  # as many dead in two attacks of one article are hardly chance
ELSEWHERE = Sought(
    rf"\b{any_of('elsewhere')}\b",
    re.IGNORECASE,
)


def told_far_back(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    """Find the attack of a toll that is told some paragraphs later, if only one had casualties."""
    hosts = _hurting(context, draft, placed)
    near = [d for d in hosts if not _is_of_country(context, d)]
    hosts = near or hosts or _only_attack(context, draft, placed)
    if len(hosts) != 1 or is_other_headline(context, hosts[0], draft):
        return None
    if _is_of_earlier_day(hosts[0], draft):
        return None
    told, numbers = hosts[0].numbers, draft.numbers
    pairs = ((told.killed_min, numbers.killed_min), (told.injured_min, numbers.injured_min))
    return hosts[0] if all(may_have_grown(early, late) for early, late in pairs) else None


def _is_of_earlier_day(host: Draft, draft: Draft) -> bool:
    """Read "On Thursday an attack left 18 wounded" as not of the attack of Saturday."""
    struck, told = host.time.start, draft.time.end
    dated = "no time" not in host.time_rule and "no time" not in draft.time_rule
    return dated and struck is not None and told is not None and told < struck


def same_toll(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    """Find the attack that killed as many: "29 people had been killed", told again."""
    killed = draft.numbers.killed_min
    if killed is None or killed < _TELLING_TOLL:
        return None
    same = [d for d in _hurting(context, draft, placed) if d.numbers.killed_min == killed]
    near = [d for d in same if not _is_of_country(context, d)] or same
    return near[0] if len(near) == 1 else None


def _hurting(context: Text, draft: Draft, placed: list[Draft]) -> list[Draft]:
    """Return the attacks with casualties of which a toll without a place can be told."""
    if not _hurts(context, draft):
        return []
    return [
        d
        for d in placed
        if d.family == "strike"
        and d.realis == "actual"
        and (d.numbers.killed_min or d.numbers.injured_min)
        and actors_agree(d, draft)
        and (draft.weapon is None or weapons_agree(context, d, draft))
        and 0 <= draft.segment.sentence - max(d.sentences) <= _TOLL_CARRY
        and not opens_item(context, max(d.sentences), draft.segment.sentence)
        and not tolls_a_period(context, d, draft)
        and not counts_beyond(context, d, draft)
    ]


_FIRST_HEADINGS = 300  # characters at the start of a text: its own headline and what is under it


def _hurts(context: Text, draft: Draft) -> bool:
    """Say whether a draft counts casualties and nothing more: no place, no other attack."""
    numbers, sentence = draft.numbers, context.sentences[draft.segment.sentence]
    counted = numbers.killed_min or numbers.injured_min
    trigger = draft.kind.trigger
    only = trigger.key == "casualty" or (draft.family == "strike" and trigger.form.endswith("noun"))
    if not only or draft.place is not None or not counted:
        return False
    if sentence.headline and sentence.start > _FIRST_HEADINGS:
        return False  # it heads what comes after it
    elsewhere = ELSEWHERE.search(context.text, sentence.start, sentence.end)
    return draft.realis == "actual" and elsewhere is None


def _only_attack(context: Text, draft: Draft, placed: list[Draft]) -> list[Draft]:
    """Return the one attack of the text so far, if it told of no other."""
    if not _hurts(context, draft):
        return []
    attacks = [d for d in placed if d.family == "strike" and d.realis == "actual"]
    if attacks and not actors_agree(attacks[0], draft):
        return []
    near = draft.segment.sentence - max(attacks[0].sentences) if attacks else 0
    if len(attacks) != 1 or near > _TOLL_CARRY:
        return []
    host = attacks[0]
    beyond = tolls_a_period(context, host, draft) or counts_beyond(context, host, draft)
    return [] if beyond else attacks


def _is_of_country(context: Text, draft: Draft) -> bool:
    return draft.place is None or context.toponyms[draft.place].kind == "country"


def raise_toll(host: Draft, draft: Draft) -> None:
    """Put a toll told later into its attack; it takes no time or place from there."""
    draft.toll, draft.time, draft.time_rule = True, host.time, host.time_rule
    merge(host, draft, carried=True)
    host.rules.append("toll told later")


def tell_unharmed(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Give the attack told right before the nought of "No one was injured"."""
    numbers = draft.numbers
    told = (numbers.killed_min, numbers.injured_min)
    if draft.kind.trigger.key != "casualty" or not set(told) <= {0, None} or told == (None, None):
        return False
    host = max(reversed(placed), key=lambda d: max(d.sentences), default=None)
    if (
        host is None
        or host.family not in ("strike", "air_defence")
        or host.realis != "actual"
        or host.shared
        or draft.segment.sentence - max(host.sentences) > CARRY
        or opens_item(context, max(host.sentences), draft.segment.sentence)
        or not (draft.place is None or same_place(context, host, draft))
    ):
        return False
    host.numbers = merge_numbers(host.numbers, numbers)
    host.rules.append("nobody hurt, told later")
    return True


def split_shared(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Read "36 drones in A, B and C … 18 in A, nine in B": what A has of its own replaces all."""
    own = draft.numbers.intercepted
    if own is None or draft.shared or draft.family != "air_defence":
        return
    for host in placed:
        total = host.numbers.intercepted
        if (
            host.shared
            and host.family == "air_defence"
            and total is not None
            and total > own
            and 0 < draft.segment.sentence - max(host.sentences) <= 2 * CARRY
            and same_place(context, host, draft)
            and times_agree(host, draft)
            and actors_agree(host, draft)
        ):
            host.notes.append(f"{total} at several places together")
            host.numbers, host.shared = NO_NUMBERS, False


_WAIT = 5  # sentences that the place of an attack may stand after its toll
_OPEN_TYPES = frozenset({"strike.other", "strike.explosion"})


def borrow_day(context: Text, draft: Draft, waiting: list[Draft]) -> None:
    """Take the day of an attack told just before without a place: "On 22 March the largest …"."""
    early = waiting[-1] if waiting else None
    if early is None or "no time" not in draft.time_rule or "no time" in early.time_rule:
        return
    gap = draft.segment.sentence - early.segment.sentence
    together = (
        context.sentences[early.segment.sentence].paragraph
        == context.sentences[draft.segment.sentence].paragraph
    )
    told = early.realis == draft.realis == "actual" and "statement" not in early.time_rule
    told = told and not sums_up(context, early.segment.sentence)
    if told and together and 0 < gap <= CARRY and {early.family, draft.family} <= AIR:
        draft.time, draft.time_rule = early.time, "time of the event told before"
        draft.rules.append(draft.time_rule)


_MANY = Sought(
    rf"\b{any_of('toll_of_many')}\b",
    re.IGNORECASE,
)


def _is_of_many(context: Text, draft: Draft) -> bool:
    """Say whether a toll is of several attacks: "8 killed in Russian attacks over past day"."""
    return bool(_MANY.search(context.text, draft.segment.start, draft.segment.end))


def take_waiting(
    context: Text, draft: Draft, waiting: list[Draft], placed: Sequence[Draft]
) -> None:
    """Give a strike on a town the toll that the lead told without its name."""
    if draft.family != "strike" or draft.realis != "actual":
        return
    if draft.place is not None and context.toponyms[draft.place].is_settlement:
        wait = _WAIT
    elif draft.numbers.launched is not None and country_name(context, draft) is not None:
        wait = CARRY
    else:
        return
    for early in waiting:
        counted = early.numbers.killed_min or early.numbers.injured_min
        told = draft.numbers.killed_min or draft.numbers.injured_min
        gap = draft.segment.sentence - early.segment.sentence
        if (
            counted
            and not told
            and not _is_of_many(context, early)
            and 0 <= gap <= wait
            and early.family == "strike"
            and early.realis == "actual"
            and (
                early.event_type == draft.event_type
                or _OPEN_TYPES & {early.event_type, draft.event_type}
            )
            and actors_agree(draft, early)
            and times_agree(draft, early)
            and not opens_item(context, early.segment.sentence, draft.segment.sentence)
            and not _is_of_other_section(context, early, draft)
            and (gap <= _BESIDE or not _is_of_earlier(context, early, placed))
        ):
            merge(draft, early, carried=True)
            draft.rules.append("toll told before the place")
            waiting.remove(early)
            return


def _is_of_other_section(context: Text, early: Draft, draft: Draft) -> bool:
    """Say whether a heading deep in the text stands between a toll and a town."""
    between = context.sentences[early.segment.sentence + 1 : draft.segment.sentence + 1]
    return any(s.headline and s.start > _FIRST_HEADINGS for s in between)


_BESIDE = 2  # sentences within which a toll is of the town named next, whatever was told before


def _is_of_earlier(context: Text, early: Draft, placed: Sequence[Draft]) -> bool:
    """Say whether a town struck was named before the toll: it is of no town named after it."""
    return any(
        d.family == "strike"
        and d.place is not None
        and context.toponyms[d.place].is_settlement
        and d.sentences[0] < early.segment.sentence
        for d in placed
    )


_ANOTHER = re.compile(
    r"[“\"]?(?:At the same time,? |Meanwhile,? |In )?(?:[Aa]nother|[Aa] (?:second|third|separate)|"
    r"[Oo]ne more) (?:[\w-]+ ){0,3}$"
)
ANOTHER = KEPT_APART
_ONE_MORE = Sought(
    r"\b(?:in|by|from|after|when) (?:an?|the|another) (?:second|third|separate|subsequent|further|"
    r"later|new|different|other)? ?(?:[\w-]+ ){0,2}$"
)
_SECOND = re.compile(r"\b(?:another|second|third|separate|subsequent|further|later|different) ")


_FRESH = Sought(r"\b(?:fresh|renewed)\b|\bunder new attacks?\b")


def _is_fresh(context: Text, draft: Draft) -> bool:
    """Read "Mariupol comes under fresh attack": not the one told of some sentences before."""
    trigger = draft.kind.trigger
    return _FRESH.search(context.text, max(0, trigger.start - 10), trigger.end) is not None


def is_one_more(context: Text, draft: Draft, placed: Sequence[Draft]) -> bool:
    """Read "Eight more die in a subsequent air strike": not the attack told of before there."""
    sentence, trigger = context.sentences[draft.segment.sentence], draft.kind.trigger
    host = placed[-1] if placed else None
    if host is None or draft.kind.effect or not draft.family == host.family == "strike":
        return False
    if draft.place is not None and not same_place(context, host, draft):
        return False
    if _is_fresh(context, draft) and draft.segment.sentence - max(host.sentences) > 1:
        return ANOTHER not in host.rules and not _is_fresh(context, host)
    words = _ONE_MORE.search(context.text, sentence.start, trigger.start)
    hurt = host.numbers.killed_min or host.numbers.injured_min
    told = any(t.key == "casualty" for t in draft.segment.triggers)
    return bool(words and _SECOND.search(words.group()) and hurt and told)


def tell_another(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Put "Another strike on Friday killed seven" at the town struck in the sentence before."""
    if draft.family != "strike" or draft.realis != "actual" or not placed:
        return False
    host, trigger = placed[-1], draft.kind.trigger
    sentence = context.sentences[draft.segment.sentence]
    if (
        draft.kind.effect  # "Another 34 were hurt": by the strike told before
        or host.place is None
        or host.family != "strike"
        or not context.toponyms[host.place].is_settlement
        or draft.segment.sentence - max(host.sentences) != 1
        or context.sentences[max(host.sentences)].paragraph != sentence.paragraph
        or not (
            _ANOTHER.match(context.text[sentence.start : trigger.start])
            or is_one_more(context, draft, placed)
        )
        or context.names_in(draft.segment.sentence)
        or ELSEWHERE.search(context.text, trigger.end, sentence.end)
    ):
        return False
    draft.place = host.place
    draft.rules.append(ANOTHER)
    return True


_AT_ONCE = 4  # characters from the start of a sentence to the name that it is about
_OFFICE = late(
    rf"(?:['’]s)?,?\s+(?:[a-z-]+\s+){{0,2}}{any_of('office_after_name')}",
    re.IGNORECASE,
)


def opens_with_another(context: Text, draft: Draft, host: Draft) -> bool:
    """Say whether the sentence of a toll begins with another town: "Kyiv recorded 11 injuries"."""
    if _has_other_weapon(context, draft, host):
        return True
    if draft.kind.trigger.key != "casualty" or draft.place is not None:
        return False
    start = context.sentences[draft.segment.sentence].start
    index = bisect_left(context.toponyms, start, key=lambda t: t.start)
    first = context.toponyms[index] if index < len(context.toponyms) else None
    if first is None or first.start - start > _AT_ONCE or first.kind == "country":
        return False
    if _OFFICE.match(context.text, first.end) or not first.candidates:
        return False
    here = context.toponyms[host.place].candidates if host.place is not None else ()
    return first.candidates[0] not in here


def _has_other_weapon(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "drones killed 67 people" after "shelling killed nine in A": another toll, of others."""
    killed = (draft.numbers.killed_min, host.numbers.killed_min)
    return None not in killed and killed[0] != killed[1] and not weapons_agree(context, host, draft)


def same_count(draft: Draft, hosts: list[Draft]) -> Draft | None:
    """Read "destroyed eight missiles" as told of the city over which eight were shot down."""
    count = draft.numbers.intercepted
    if count is None or count < 2:
        return None
    return next((h for h in hosts if h.numbers.intercepted == count), None)
