"""When words of time, or of weapons, set two strikes on one place apart."""

from __future__ import annotations

import re
from datetime import timedelta

from geomap.reading.events.draft import Draft
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of, load_phrases, one_of
from geomap.reading.text.sought import Sought
from geomap.records import Numbers

_STATED = frozenset({"time in the clause", "time of the sentence"})
_DATED = _STATED | {"time of the event told before"}
_NEWS = timedelta(days=3)  # what is of these days was not "last week", nor "earlier this month"


def told_apart(context: Text, host: Draft, draft: Draft) -> bool:
    """Say whether two strikes on one place are said to be of different days, hours or weapons."""
    if not host.family == draft.family == "strike" or (
        draft.kind.effect and draft.kind.weapon is None
    ):
        return False
    return (
        _on_another_day(context, host, draft)
        or _is_before_the_told(context, host, draft)
        or _is_before_the_news(context, host, draft)
        or _is_before_the_news(context, draft, host)
        or _is_at_another_hour(context, host, draft)
    )


def _on_another_day(context: Text, host: Draft, draft: Draft) -> bool:
    """
    Read "Rockets hit A on Monday. On Sunday a drone wounded a man" as two, be A not named.

    And so "an attack" of days before the news, where the first is of no stated day.
    """
    start = max(draft.segment.start, draft.kind.trigger.start - 40)
    new = _NEW.search(context.text, start, draft.kind.trigger.start) is not None
    anew = new or draft.kind.weapon is not None or _says(_AGAIN, context, draft)
    if draft.time_rule not in _STATED or not anew:
        return False
    if host.time_rule in _DATED:
        return not times_agree(host, draft) and not _takes_up(context, draft)
    first, end = host.time.start, draft.time.end
    if first is None or end is None:
        return False
    return new and "no time" in host.time_rule and end < first


_NEW = Sought(r"\ban? (?:[\w-]+ ){0,3}\Z")
_AGAIN = Sought(r"\b(?:again|once more|another|anew|(?:second|third) time)\b", re.IGNORECASE)


_DAY_BEFORE = Sought(
    rf"\b{any_of('before_the_told')}\b(?! (?:the|an?|his|its|their)\b)", re.IGNORECASE
)
_LONG_BEFORE = Sought(rf"\b{any_of('before_the_news')}\b", re.IGNORECASE)


def looks_back(context: Text, draft: Draft) -> bool:
    """Say whether a draft tells undated of an attack before the news: "some days before that"."""
    undated = "no time" in draft.time_rule
    return undated and (_says(_DAY_BEFORE, context, draft) or _says(_LONG_BEFORE, context, draft))


def _is_before_the_told(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "On Monday drones hit A. A day earlier, a missile hit A" as two."""
    return (
        host.time_rule in _STATED
        and 0 < draft.segment.sentence - max(host.sentences) <= 1
        and _says(_DAY_BEFORE, context, draft)
    )


def _is_before_the_news(context: Text, late: Draft, early: Draft) -> bool:
    """Read "Earlier this month they shelled A. On Monday they shelled A" as two."""
    day, published = late.time.start, context.published
    return (
        late.time_rule in _STATED
        and day is not None
        and published is not None
        and day >= published - _NEWS
        and _says(_LONG_BEFORE, context, early)
        and not _says(_LONG_BEFORE, context, late)
        and not _takes_up(context, max(late, early, key=_place_in_text))
    )


def _says(words: Sought, context: Text, draft: Draft) -> bool:
    return words.search(context.text, draft.segment.start, draft.segment.end) is not None


def _place_in_text(draft: Draft) -> int:
    return draft.kind.trigger.start


_KNOWN = Sought(
    r"\b(?:the|this(?!\s+(?:week|month|year|weekend|summer|autumn|winter|spring|morning)\b)"
    r"|that|these|those|its)\s+(?:[\w-]+\s+){0,3}\Z",
    re.IGNORECASE,
)


def _takes_up(context: Text, draft: Draft) -> bool:
    """Say whether a draft speaks of "the attack" that was told before."""
    trigger = draft.kind.trigger
    named = trigger.form.endswith("noun")
    before = max(draft.segment.start, trigger.start - 40), trigger.start
    return named and _KNOWN.search(context.text, *before) is not None


def _is_at_another_hour(context: Text, host: Draft, draft: Draft) -> bool:
    """
    Read "At 7:00 a drone hit a bus in A. In the afternoon artillery shelled A" as two.

    And so "A drone killed two in A. Artillery also shelled A, killing one", and "Another man was
    wounded when a drone hit his car".
    """
    if draft.segment.sentence in host.sentences or _takes_up(context, draft):
        return False
    first, then = _hours(context, host), _hours(context, draft)
    two_weapons = _are_of_two_weapons(host, draft)
    if first is None or then is None or not draft.weapon:
        start = context.sentences[draft.segment.sentence].start
        more = _ONE_MORE.match(context.text, start) is not None
        return two_weapons and (more or _hurt_fewer(host.numbers, draft.numbers))
    return _lie_hours_apart(first, then) or (two_weapons and not first & then)


_ONE_MORE = re.compile(r"[“\"]?(?:Another|A second|(?:One|Two|Three) more)\b")
_DAY = frozenset(range(8, 20))  # at night one wave goes on for hours
_ONE_ATTACK = 2  # hours


def _lie_hours_apart(first: frozenset[int], then: frozenset[int]) -> bool:
    """Read "At 10:00 a drone hit a bus. At 14:30 they attacked a car with a drone" as two."""
    gap = min((a - b) % 24 if (a - b) % 24 < 12 else (b - a) % 24 for a in first for b in then)
    return gap > _ONE_ATTACK and (first <= _DAY or then <= _DAY)


def _hurt_fewer(told: Numbers, again: Numbers) -> bool:
    """Say whether the second toll is lower than the first: no count that has grown since."""
    pairs = ((told.killed_min, again.killed_min), (told.injured_min, again.injured_min))
    return any(x is not None and y is not None and 0 < y < x for x, y in pairs)


_ARMED = frozenset({"strike.drone", "strike.missile", "strike.air", "strike.shelling"})


def _are_of_two_weapons(host: Draft, draft: Draft) -> bool:
    types = {host.event_type, draft.event_type}
    return len(types) == 2 and types <= _ARMED


_PARTS = load_phrases("en/times")["hours"]
_TIME_OF_DAY = Sought(
    rf"\b(?:(?P<part>{one_of(_PARTS)})\b|(?:at|around|about|from|after|before)\s+"
    r"(?P<hour>[01]?\d|2[0-4])(?:[:.][0-5]\d(?!\d)(?:\s*(?P<half>[ap])\.?m\b)?|\s*(?P<noon>[ap])\.?m\b))",
    re.IGNORECASE,
)


_SAID = Sought(rf"\b{any_of('says')}\b")


def _hours(context: Text, draft: Draft) -> frozenset[int] | None:
    """Return the hours of the day that a draft is told of; None where it states no time of day."""
    told = _TIME_OF_DAY.search(context.text, draft.segment.start, draft.segment.end)
    if told is None or _SAID.search(context.text, told.end(), draft.kind.trigger.start):
        return None  # "At 22:10 the mayor said that a bomb had hit a house"
    if told["part"]:
        first, end = _PARTS[" ".join(told["part"].lower().split())]
        return frozenset(hour % 24 for hour in range(first, end))
    hour, half = int(told["hour"]), (told["half"] or told["noon"] or "").lower()
    return frozenset({hour % 12 + 12 if half == "p" else hour % 12 if half else hour % 24})
