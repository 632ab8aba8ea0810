"""Arithmetic of days for the phrases of time: which day is meant, seen from the publication."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

Days = tuple[date, date]

# A date without a year is the last such date; if that is nearly a year gone, it is to come.
_PAST_DAYS = 335


def shift(day: date, days: int) -> date:
    """Return the day so many days later; the ends of the calendar are kept."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def latest_weekday(published: date, weekday: int, *, before: bool = False) -> date:
    """
    Return the last such weekday; the publication's own day counts unless `before`.

    `weekday` counts from Monday as 0.
    """
    back = (published.weekday() - weekday) % 7
    return shift(published, -(back or 7) if before else -back)


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_year(published: date, month: int, day: int) -> date | None:
    """Return the date that a day and month without a year mean, seen from the publication."""
    this_year = safe_date(published.year, month, day)
    if this_year is not None and this_year <= published:
        return this_year
    last_year = safe_date(published.year - 1, month, day)
    if last_year is not None and (published - last_year).days <= _PAST_DAYS:
        return last_year
    return this_year or last_year


def year_of_month(published: date, month: int) -> int:
    """Return the year of the last such month; the publication's own month counts."""
    return published.year if month <= published.month else published.year - 1


def month_days(year: int, month: int) -> Days:
    """Return first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def third_of_month(year: int, month: int, part: str) -> Days:
    """Return the days of "early", "mid" or "late" in a month."""
    first, last = month_days(year, month)
    if part == "early":
        return first, date(year, month, 10)
    if part == "mid":
        return date(year, month, 11), date(year, month, 20)
    return date(year, month, 21), last


def month_back(published: date, months: int) -> Days:
    """Return the calendar month so many months before the publication's."""
    index = max(published.year * 12 + published.month - 1 - months, 12)
    return month_days(index // 12, index % 12 + 1)


def week_back(published: date, weeks: int) -> Days:
    """Return Monday to Sunday of the week so many weeks before the publication's."""
    monday = shift(published, -published.weekday() - 7 * weeks)
    return monday, shift(monday, 6)


def season_days(year: int, months: tuple[int, int]) -> Days:
    """Return the days of a season that begins in `year`."""
    first, last = months
    return date(year, first, 1), month_days(year + (last < first), last)[1]


def capped(days: Days, published: date | None) -> Days:
    """Return the days without those after the publication, where any are left."""
    start, end = days
    if published is not None and start <= published < end:
        return start, published
    return days


def one_day(day: date) -> Days:
    """Return the interval of a single day."""
    return day, day
