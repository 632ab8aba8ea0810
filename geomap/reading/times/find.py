"""
When: reporters' phrases of time, read into intervals of days.

The patterns are in `rules`, the words in ``lexicon/en/times.toml``. One pass over the text
finds every phrase; the first rule that fits at a place wins, and rules stand from the longest
phrase to the shortest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from geomap.reading.text.phrases import alternation, load_phrases
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import word_set, word_threes
from geomap.reading.times.rules import (
    hint_pattern,
    hint_words,
    leads_to_month,
    rules_for,
    starting_words,
    vocabulary,
)
from geomap.reading.times.words import MONTHS, Found, Scope
from geomap.records import DateSource, TimeSpan, replace

__all__ = ["Scope", "TimeExpression", "find_times"]

# An event so long before the publication is told as background, not as news.
_BACKGROUND_DAYS = 60
_ADJACENT = 16  # characters between a clock time and the day that it belongs to
_SPEECH_REACH = 32
_LONGEST_LEAD = 80  # characters from the start of a phrase to the word that tells a time
_OPEN = frozenset({"since", "when", "after"})  # "since Moscow's invasion": any name may follow
_ARTICLES = frozenset({"the", "a", "an"})
_YEARS = 1900, 9000  # of a publication


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """
    One phrase of time in a text.

    `scope` says what the phrase does to an event: ``point``, it happened then; ``since``, the
    span runs from there to the publication; ``duration``, events spread over a period ("in
    recent weeks", "this year"); ``background-year``, an old date that only explains ("annexed
    in 2014", "at the start of the war", anything more than 60 days before the publication);
    ``future``, not yet. `reporting` marks a date that stands beside a verb of speech ("said on
    Tuesday"): it dates the statement, and the event only when nothing else does.

    Without a publication date, and for phrases that hang on another date ("later that year"),
    the span has no days and keeps the words.
    """

    start: int
    end: int
    span: TimeSpan
    scope: Scope
    reporting: bool = False


def find_times(text: str, start: int, end: int, *, published: date | None) -> list[TimeExpression]:
    """
    Return the phrases of time in ``text[start:end]``, in order, never overlapping.

    `published` is the day from which "yesterday", "on Tuesday", "in October" are counted.
    Weekdays and months mean the last such; a weekday equal to the publication's means that day.
    """
    if published and not _YEARS[0] <= published.year <= _YEARS[1]:
        published = None  # no newspaper's date, but what a broken page says
    found: list[TimeExpression] = []
    hints = _hints(text, start, end)
    if not hints:
        return found
    has_month = not word_set(text, start, end).isdisjoint(MONTHS)
    for position, word, after, next_but_one in word_threes(text, start, end, starting_words()):
        following = bisect_left(hints, position)
        if following == len(hints) or hints[following] > position + _LONGEST_LEAD:
            continue
        if found and position < found[-1].end:
            continue
        tells_time = hints[following] == position and (word != "0" or _is_year(text, position))
        second = next_but_one if after in _ARTICLES else after
        if not tells_time and second not in vocabulary() and word not in _OPEN:
            continue  # a quick look spares the pattern
        for rule in rules_for(word, month=has_month and leads_to_month(text, position, end)):
            if match := rule.match(text, position, end):
                if result := rule.resolve(match, published):
                    found.append(_expression(text, match, result, published))
                break
    found = [t for t, after in pairwise([*found, None]) if t and not _is_dated(text, t, after)]
    return _join_clock_times(text, found)


def _is_dated(text: str, counted: TimeExpression, day: TimeExpression | None) -> bool:
    """Read "came a month after troops hit A on Jan. 24": the date says when that was."""
    return (
        day is not None
        and day.span.precision == "day"
        and counted.span.words.endswith(" after")
        and _SAME_CLAUSE.fullmatch(text, counted.end, day.start) is not None
    )


_SAME_CLAUSE = re.compile(r"[^.,;]{1,140}")


def _is_year(text: str, position: int) -> bool:
    return text[position : position + 4].isdigit()


def _hints(text: str, start: int, end: int) -> list[int]:
    """
    Return where the figures and the words stand of which every phrase of time has one.

    Empty where there are only figures that tell no time.
    """
    found = list(hint_words().matches(text, start, end))
    if all(hint[0].isdigit() and not _tells_time(text, hint.start(), end) for hint in found):
        return []
    return [hint.start() for hint in found]


def _tells_time(text: str, figure: int, end: int) -> bool:
    """Say whether a figure is the "03" of "03:40", or a year."""
    return hint_pattern().search(text, figure, min(end, figure + 7)) is not None


def _expression(
    text: str, match: re.Match[str], found: Found, published: date | None
) -> TimeExpression:
    first, last = found.days or (None, None)
    source: DateSource = "stated" if found.stated else "relative"
    scope = found.scope
    if scope == "point" and published and last and (published - last).days > _BACKGROUND_DAYS:
        scope = "background-year"
    span = TimeSpan(first, last, found.precision, source, match.group().strip())
    return TimeExpression(
        match.start(), match.end(), span, scope, _is_reporting(text, match.start(), match.end())
    )


@cache
def _speech_patterns() -> tuple[Sought, re.Pattern[str]]:
    verbs = alternation(load_phrases("en/times")["speech"])
    return (
        Sought(rf"\b{verbs}(?:\s+(?:in|on|late|early|earlier))*[\s,]*\Z", re.IGNORECASE),
        re.compile(rf",?\s+{verbs}\b(?!\s+(?:to have been|dead))", re.IGNORECASE),
    )


def _is_reporting(text: str, start: int, end: int) -> bool:
    """Tell whether a verb of speech stands right before or right after the phrase."""
    before, after = _speech_patterns()
    lead = max(0, start - _SPEECH_REACH), start
    return bool(before.search(text, *lead) or after.match(text, end))


def _join_clock_times(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Put "at around 03:40" and the day beside it into one expression, exact to the hour."""
    joined: list[TimeExpression] = []
    for item in found:
        previous = joined[-1] if joined else None
        if previous and _belong_together(text, previous, item):
            day = item if previous.span.precision == "hour" else previous
            words = text[previous.start : item.end]
            span = replace(day.span, precision="hour", words=words)
            joined[-1] = TimeExpression(
                previous.start, item.end, span, day.scope, previous.reporting or item.reporting
            )
        else:
            joined.append(item)
    return joined


def _belong_together(text: str, left: TimeExpression, right: TimeExpression) -> bool:
    gap = text[left.end : right.start]
    precisions = {left.span.precision, right.span.precision}
    return (
        precisions == {"hour", "day"}
        and len(gap) <= _ADJACENT
        and not re.search(r"[.;]|\b(?:and|to|until)\b", gap)
    )
