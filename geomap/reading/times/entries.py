"""
The dated entries of a timeline, a chronology or a live blog: which day heads each sentence.

"March 1: A tower in Kyiv is hit" is an event of March 1, whatever day the article is from, and so
is what the sentences after it tell, until the next such label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from geomap.reading.text.sentences import Sentence
from geomap.reading.times import calendar_days as cal
from geomap.reading.times.words import (
    INVASION,
    MON,
    PART,
    RANGE,
    WD,
    YEAR,
    date_pattern,
    month_number,
    read_date,
    read_range,
)
from geomap.records import TimePrecision, TimeSpan

# One date is that of the page; a chronology has more.
_FEWEST = 2
_CLOCK = r"(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?)"
_YEAR_TOLD = re.compile(YEAR)
# A figure, a month or a weekday.
_COULD_HEAD = re.compile(rf"[\d(•*]|(?=[JFMASONDTWEL][a-z])(?i:{WD}|{MON}|{PART}\b)")


@cache
def _label() -> re.Pattern[str]:
    month = rf"(?:(?P<part>{PART})[\s-]+)?(?P<m>{MON})(?:,?\s+(?P<my>{YEAR}))?"
    day = rf"(?:{WD},?\s+)?(?:{RANGE}|{date_pattern('x')})"
    return re.compile(
        rf"[(•*]?\s*(?:{_CLOCK},?\s+(?:on\s+)?)?(?P<day>{day}|{month})(?:,?\s+(?:at\s+)?{_CLOCK})?\)?"
        r"(?P<end>\s*:\s*|\s+[–—-]+\s+|\s*(?:\.\.+|…)\s*|\s*\n|\s*\Z)",
        re.IGNORECASE,
    )


def find_entries(
    text: str, sentences: Sequence[Sentence], published: date | None
) -> dict[int, TimeSpan]:
    """
    Return the span that heads each sentence of a dated entry, by the sentence's number.

    Empty for an article with fewer than two different labels. The last entry is as long as the
    longest before it: what comes after a list is not of its last day. Labels from before the
    invasion head nothing, as they only tell how it came to the war.
    """
    if published is None:
        return {}
    labels = [
        (number, match)
        for number, sentence in enumerate(sentences)
        if _COULD_HEAD.match(text, sentence.start)
        and (match := _label().match(text, sentence.start))
    ]
    if len({match["day"] for _, match in labels}) < _FEWEST:
        return {}
    spans = [_span(match, published) for _, match in labels]
    if not _runs_back(spans):
        spans = _in_order([match for _, match in labels], spans)
    heads = [(number, s) for (number, _), s in zip(labels, spans, strict=True) if s is not None]
    return _spread(sentences, heads) if len({s.start for _, s in heads}) >= _FEWEST else {}


def _runs_back(spans: Sequence[TimeSpan | None]) -> bool:
    """Say whether the latest entry comes first, as in a live blog."""
    starts = [s.start for s in spans if s is not None and s.start is not None]
    return sum(a > b for a, b in pairwise(starts)) > len(starts) / 2


def _in_order(
    matches: Sequence[re.Match[str]], spans: Sequence[TimeSpan | None]
) -> list[TimeSpan | None]:
    """Give a label without a year the last such day that is no later than that of the next."""
    result: list[TimeSpan | None] = []
    limit: date | None = None
    for match, told in zip(reversed(matches), reversed(spans), strict=True):
        span = told
        if (
            limit
            and span
            and span.start
            and span.start > limit
            and not _YEAR_TOLD.search(match["day"])
        ):
            span = _span(match, limit)
        if span is not None:
            limit = span.start
        result.append(span)
    return result[::-1]


def _spread(
    sentences: Sequence[Sentence], heads: list[tuple[int, TimeSpan]]
) -> dict[int, TimeSpan]:
    """Give every sentence the span of the label before it."""
    lengths = [
        sentences[b - 1].paragraph - sentences[a].paragraph for (a, _), (b, _) in pairwise(heads)
    ]
    last = sentences[heads[-1][0]].paragraph + max(lengths)
    bounds = [*(number for number, _ in heads[1:]), len(sentences)]
    return {
        number: span
        for (first, span), end in zip(heads, bounds, strict=True)
        for number in range(first, end)
        if (span.start or INVASION) >= INVASION and sentences[number].paragraph <= last
    }


def _span(match: re.Match[str], published: date) -> TimeSpan | None:
    """Return the days of a label; None for a day to come, and for a word such as "May"."""
    precision: TimePrecision = "day"
    if match["r1"] or match["s1"] or match["dap"] or match["dbp"]:
        days = read_range(match, published)
    elif match["dax"] or match["dbx"]:
        day = read_date(match, "x", published)
        if day and day > published and not match["yx"]:
            day = cal.safe_date(day.year - 1, day.month, day.day)  # an entry lies in the past
        days = (day, day) if day else None
    else:
        days, precision = _month(match, published), "month"
    if days is None or days[0] > published:
        return None
    start, end = cal.capped(days, published)
    return TimeSpan(start, end, precision, "stated", match["day"].strip())


def _month(match: re.Match[str], published: date) -> cal.Days:
    month = month_number(match["m"])
    year = int(match["my"]) if match["my"] else cal.year_of_month(published, month)
    part = (match["part"] or "").lower()
    if not part:
        return cal.month_days(year, month)
    third = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
    return cal.third_of_month(year, month, third.get(part, part))
