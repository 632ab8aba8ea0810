"""The building blocks of English phrases of time: patterns of days, months, parts of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geomap.reading.text.phrases import alternation, load_phrases
from geomap.reading.times import calendar_days as cal
from geomap.records import TimePrecision

Scope = Literal["point", "since", "duration", "background-year", "future"]


@dataclass(slots=True)
class Found:
    """What a rule makes of a phrase; `stated` tells a calendar date from a relative one."""

    days: cal.Days | None
    precision: TimePrecision
    scope: Scope = "point"
    stated: bool = False


WORDS = load_phrases("en/times")
BEFORE, AFTER = r"(?<![\w$])(?<![€£])(?<!\d[.,/-])", r"(?![\w])"
INVASION: date = WORDS["invasion"]
WEEKDAY_INDEX = {name: i for i, names in enumerate(WORDS["weekdays"]) for name in names}
MONTH_INDEX = {name: i for i, names in enumerate(WORDS["months"], 1) for name in names}
MONTHS = frozenset(MONTH_INDEX)
NUMBERS: dict[str, int] = WORDS["numbers"]

_CAPITAL = r"(?-i:(?=[A-Z]))"  # "may" and "march" are words, "May" and "MARCH" months
WD = _CAPITAL + "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# "January", "Jan", "Sept.": the short form with the rest as an option compiles ten times as fast.
MON = (
    _CAPITAL
    + "(?:"
    + "|".join(
        "|".join(
            short + (f"(?:{names[0][len(short) :]})?" if short != names[0] else "")
            for short in names[-1:]
        )
        for names in WORDS["months"]
    )
    + r"|sept)\b\.?"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d|[.,]\d)"
YEAR = r"(?:19[4-9]\d|20[0-4]\d)(?![\d-]\d|[.,]\d|\d)"
TO = r"\s*(?:[-–—/]|\bto\b|\band\b|\binto\b|\buntil\b|\bthrough\b|\btill\b)\s*(?:the\s+)?"
PART = r"(?:early|mid|late|middle|end|beginning|start)"
NUMBER = r"(?:\d{1,3}|" + alternation(NUMBERS) + ")"
DAYPART = alternation([*WORDS["night_parts"], *WORDS["day_parts"]])
EARLY = alternation(WORDS["early_parts"])
WAR = alternation(WORDS["war_names"])
WHOSE = alternation(WORDS["whose"])
NIGHT = (
    r"(?:(?:on|during|in|over)\s+)?(?:the\s+)?"
    r"(?:night\s+(?:of|from|between|on|to|into)|overnight(?:\s+(?:on|into|from|between|to|of))?)\s+"
)
SEASON = alternation(WORDS["seasons"])


def date_pattern(key: str) -> str:
    """Return a pattern for "24 February 2022" and "February 24, 2022" with keyed group names."""
    return (
        rf"(?:(?P<da{key}>{DAY})\s+(?:of\s+)?(?P<ma{key}>{MON})|(?P<mb{key}>{MON})\s+(?P<db{key}>{DAY}))"
        rf"(?:,?\s+(?P<y{key}>{YEAR}))?"
    )


RANGE = (
    rf"(?:(?P<r1>{DAY}){TO}(?P<r2>{DAY})\s+(?:of\s+)?(?P<rm>{MON})(?:,?\s+(?P<ry>{YEAR}))?"
    rf"|(?P<sm>{MON})\s+(?P<s1>{DAY}){TO}(?P<s2>{DAY})(?!\s+{MON})(?:,?\s+(?P<sy>{YEAR}))?"
    rf"|{date_pattern('p')}{TO}{date_pattern('q')})"
)


def month_number(name: str) -> int:
    """Return 1 to 12 for the name of a month, short or long."""
    return MONTH_INDEX[name.lower().rstrip(".")]


def count_of(word: str | None, default: int) -> int:
    """Return the value of a small number in figures or words."""
    if not word:
        return default
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def leading_figure(word: str) -> int:
    """Return the figure that a word such as "11th" starts with."""
    return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]


def make_date(published: date | None, day: str, month: str, year: str | None) -> date | None:
    """Return the day, in the year meant where none is said; None if that cannot be known."""
    if year:
        return cal.safe_date(int(year), month_number(month), leading_figure(day))
    if published is None:
        return None
    return cal.without_year(published, month_number(month), leading_figure(day))


def read_date(match: re.Match[str], key: str, published: date | None) -> date | None:
    """Return the day that `date_pattern(key)` matched."""
    day = match[f"da{key}"] or match[f"db{key}"]
    month = match[f"ma{key}"] or match[f"mb{key}"]
    return make_date(published, day, month, match[f"y{key}"])


def read_range(match: re.Match[str], published: date | None) -> cal.Days | None:
    """Return the days that `RANGE` matched, in order; None if they are none."""
    if match["r1"] or match["s1"]:
        month, year = match["rm"] or match["sm"], match["ry"] or match["sy"]
        first = make_date(published, match["r1"] or match["s1"], month, year)
        last = make_date(published, match["r2"] or match["s2"], month, year)
    else:
        last = read_date(match, "q", published)
        first = read_date(match, "p", last or published)
    if first and last and first > last:
        first = cal.safe_date(first.year - 1, first.month, first.day)
    return (first, last) if first and last and first <= last else None


def weekday_date(name: str, published: date, *, before: bool = False) -> date:
    """Return the last such weekday; see `calendar_days.latest_weekday`."""
    return cal.latest_weekday(published, WEEKDAY_INDEX[name.lower()], before=before)


def scope_of(days: cal.Days | None, published: date | None) -> Scope:
    """Return whether days lie before or after the publication."""
    return "future" if days and published and days[0] > published else "point"
