"""When two drafts of one article can be of one time."""

from __future__ import annotations

import re
from datetime import timedelta

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought


def times_agree(a: Draft, b: Draft) -> bool:
    """Say whether two drafts can be of the same time."""
    if "no time" in a.time_rule or "no time" in b.time_rule:
        return True
    if a.time.start is None or b.time.start is None or a.time.end is None or b.time.end is None:
        return a.time.words == b.time.words
    if a.time.start <= b.time.end and b.time.start <= a.time.end:
        return True
    return _said_after(a, b) or _said_after(b, a)


_AFTERMATH = Sought(
    rf"\b{any_of('aftermath')}\b",
    re.IGNORECASE,
)


def _is_followed_up(context: Text, host: Draft) -> bool:
    """Read "Rescue work at the site of the strike is over": of a strike some days ago."""
    sentence = context.sentences[host.segment.sentence]
    found = _AFTERMATH.search(context.text, sentence.start, sentence.end)
    return host.family == "strike" and found is not None


def dated_apart(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether "On August 30 drones attacked" is far from the day of what is told undated."""
    trigger = draft.kind.trigger
    known = " the " in context.text[trigger.start : trigger.end]  # "conducted the attack on A"
    told_on = known or (draft.kind.effect and draft.weapon is None) or trigger.form.endswith("noun")
    if draft.time.words.lower().endswith(" after") and "no time" not in draft.time_rule:
        undated = "no time" in host.time_rule or "statement" in host.time_rule
        return undated and host.segment.sentence != draft.segment.sentence  # "a day after"
    taken = {host.event_type, draft.event_type} - {"control.advance"}
    falls_once = draft.family == host.family == "control" and bool(taken)
    if told_on or falls_once:
        return False
    if "no time" not in host.time_rule or draft.time_rule != "time in the clause":
        return False
    if _is_followed_up(context, host) or _heads(context, host, draft):
        return False
    if host.time.start is None or draft.time.end is None:
        return False
    return draft.time.end < host.time.start


def _heads(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether the first sentence below a headline tells on which day it was."""
    below = context.sentences[max(host.sentences) + 1 : draft.segment.sentence]
    headed = all(context.sentences[number].headline for number in host.sentences)
    return headed and all(sentence.headline for sentence in below)


_SAID_WITHIN = timedelta(days=2)  # of an event, officials speak


def _said_after(said: Draft, happened: Draft) -> bool:
    """Say whether one is dated only by "the governor said on Sunday", soon after the other."""
    if "statement" not in said.time_rule or said.time.start is None or happened.time.end is None:
        return False
    return timedelta(0) <= said.time.start - happened.time.end <= _SAID_WITHIN


_SINCE = re.compile(r"[“\"]?(?:Ever )?[Ss]ince\b")


def sums_up(context: Text, number: int) -> bool:
    """Read "Since Russia began its barrage on October 10, 77 have died": no day of the 77."""
    return _SINCE.match(context.text, context.sentences[number].start) is not None
