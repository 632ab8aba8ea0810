"""Events long past that go on for more than a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from geomap.reading.events.counts import UNDATED
from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

# "The attack, which took place on April 1, …": told of before
_THE_EVENT = re.compile(rf"[“\"]?(?:The|This|That) (?:[\w’'-]+ )?{any_of('the_attack')}\b")
_PAST = "goes on about what is past"


def mark_past(context: Text, drafts: Sequence[Draft]) -> None:
    """
    Date what stands under "Previous attacks", and make historical what goes on about the past.

    "Explosions struck the base on Aug. 9 last year. Munitions stored at the site had blown up",
    and backwards "Helicopters fired on a depot in A. The attack, which occurred last April, …".
    """
    _date_sections(context, drafts)
    if _is_all_past(drafts):
        _make_past(d for d in drafts if _is_undated(d))
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.segment.sentence, []).append(draft)
    for number, told in by_sentence.items():
        before = by_sentence.get(number - 1)
        sentence = context.sentences[number]
        if not before or context.sentences[number - 1].paragraph != sentence.paragraph:
            continue
        if _THE_EVENT.match(context.text, sentence.start) and told[0].realis == "historical":
            _make_past(d for d in before if _is_undated(d))
        elif all(d.realis == "historical" for d in before):
            _make_past(d for d in told if _is_undated(d) and _goes_on(context, d, before))


def _is_all_past(drafts: Sequence[Draft]) -> bool:
    """Say whether a text begins with what is long past and dates nothing else."""
    lead = [d for d in drafts if d.segment.sentence == drafts[0].segment.sentence]
    dated = (d for d in drafts if d.realis == "actual" and "no time" not in d.time_rule)
    return all(_is_of_old_day(d) for d in lead) and next(dated, None) is None


_DATE = re.compile(r"realis: .*(?:\d|\bago\b|\byear\b)")


def _is_of_old_day(draft: Draft) -> bool:
    """Say whether a date makes an event historical, and not what somebody is tried for."""
    return draft.realis == "historical" and any(_DATE.match(rule) for rule in draft.rules)


_EARLIER = Sought(
    r"\b(?:previous|earlier|past|recall|background|reminder|before that)\b", re.IGNORECASE
)


def _date_sections(context: Text, drafts: Sequence[Draft]) -> None:
    """Give the day told last to what is told undated under a heading of earlier events."""
    headings = [n for n, s in enumerate(context.sentences) if s.headline and n]
    earlier, last = False, None
    for draft in drafts:
        above = bisect_right(headings, draft.segment.sentence) - 1
        line = context.sentences[headings[above]] if above >= 0 else None
        earlier = line is not None and bool(_EARLIER.search(context.text, line.start, line.end))
        if not earlier or "no time" not in draft.time_rule:
            last = draft if earlier else None
        elif last is not None and draft.realis == last.realis == "actual":
            draft.time, draft.time_rule = last.time, "time of the event told before"
            draft.rules.append(draft.time_rule)


def _is_undated(draft: Draft) -> bool:
    return draft.realis == "actual" and "no time" in draft.time_rule


def _goes_on(context: Text, draft: Draft, before: Sequence[Draft]) -> bool:
    """Say whether a draft names no place of its own, or takes up that of the event before."""
    if draft.place is None:
        return True
    here = context.toponyms[draft.place]
    return here.antecedent is not None and any(
        d.place is not None and context.toponyms[d.place].candidates[:1] == here.candidates[:1]
        for d in before
    )


def _make_past(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        draft.realis, draft.time, draft.time_rule = "historical", UNDATED, "no time stated"
        draft.rules.append(_PAST)
