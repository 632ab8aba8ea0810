"""The days that each kind of English phrase of time means, seen from the publication."""

from __future__ import annotations

import re
from datetime import date

from geomap.reading.times import calendar_days as cal
from geomap.reading.times.words import (
    INVASION,
    WORDS,
    Found,
    Scope,
    count_of,
    month_number,
    read_date,
    read_range,
    scope_of,
    weekday_date,
)
from geomap.records import TimePrecision


def _table(name: str) -> dict[str, list[int | str]]:
    table: dict[str, list[int | str]] = WORDS[name]
    return table


# --- nights and ranges ------------------------------------------------------------------------


def night_range(match: re.Match[str], published: date | None) -> Found:
    """Read "on the night of 11–12 March"."""
    return Found(read_range(match, published), "night", stated=True)


def night_weekdays(match: re.Match[str], published: date | None) -> Found:
    """Read "overnight Monday into Tuesday"."""
    if published is None:
        return Found(None, "night")
    last = weekday_date(match["w2"], published)
    return Found((weekday_date(match["w1"], last), last), "night")


def night_weekday(match: re.Match[str], published: date | None) -> Found:
    """Read "overnight into Tuesday", "the night of Monday"."""
    if published is None:
        return Found(None, "night")
    day = weekday_date(match["w"], published)
    if match.group().lower().lstrip().startswith("overnight"):
        return Found((cal.shift(day, -1), day), "night")  # "overnight into Tuesday"
    return Found(cal.capped((day, cal.shift(day, 1)), published), "night")


def night_date(match: re.Match[str], published: date | None) -> Found:
    """Read "on the night of 20 September"."""
    day = read_date(match, "n", published)
    if day is None:
        return Found(None, "night", stated=True)
    # "The night of 20 September", printed on the 20th, can only be the one that ended that day.
    ended = day == published or match.group().lower().lstrip().startswith("overnight")
    days = (cal.shift(day, -1), day) if ended else (day, cal.shift(day, 1))
    return Found(days, "night", stated=True)


def date_range(match: re.Match[str], published: date | None) -> Found:
    """Read "March 3-5"."""
    days = read_range(match, published)
    return Found(days, "day", scope_of(days, published), stated=True)


def weekday_range(match: re.Match[str], published: date | None) -> Found:
    """Read "from Saturday to Sunday", with or without "at night"."""
    found = night_weekdays(match, published)
    night = match["night1"] or match["night2"]
    return Found(found.days, "night" if night else "day")


# --- single days ------------------------------------------------------------------------------


def early_hours(match: re.Match[str], published: date | None) -> Found:
    """Read "in the early hours of Monday"."""
    if match["w"]:
        day = weekday_date(match["w"], published) if published else None
    else:
        day = read_date(match, "e", published)
    return Found(cal.one_day(day) if day else None, "night", stated=not match["w"])


def iso(match: re.Match[str], published: date | None) -> Found | None:
    """Read "2022-02-24"."""
    day = cal.safe_date(int(match["iy"]), int(match["im"]), int(match["id"]))
    return Found(cal.one_day(day), "day", scope_of((day, day), published), True) if day else None


def dotted(match: re.Match[str], published: date | None) -> Found | None:
    """Read "24.02.2022"."""
    year = int(match["iy"])
    day = cal.safe_date(year + 2000 * (year < 100), int(match["im"]), int(match["id"]))
    return Found(cal.one_day(day), "day", scope_of((day, day), published), True) if day else None


def calendar_date(match: re.Match[str], published: date | None) -> Found:
    """Read "on the morning of Feb. 24"."""
    day = read_date(match, "x", published)
    if day is None:
        return Found(None, "day", stated=True)
    if (match["part"] or "").lower() in WORDS["night_parts"]:
        return Found((day, cal.shift(day, 1)), "night", stated=True)
    return Found(cal.one_day(day), "day", scope_of((day, day), published), stated=True)


def single_weekday(match: re.Match[str], published: date | None) -> Found:
    """Read "last Tuesday", "on Monday night"."""
    part, which = (match["part"] or "").lower(), (match["which"] or "").lower()
    precision: TimePrecision = "night" if part in WORDS["night_parts"] else "day"
    if "next" in which or "coming" in which:
        return Found(None, precision, "future")
    if published is None:
        return Found(None, precision)
    day = weekday_date(match["w"], published, before=which in {"last", "previous", "the previous"})
    days = cal.capped((day, cal.shift(day, 1)), published) if precision == "night" else (day, day)
    return Found(days, precision)


def war_day(match: re.Match[str], _: date | None) -> Found:
    """Read "day 241 of the invasion"."""
    day = cal.shift(INVASION, int((match["n1"] or match["n2"]).replace(",", "")) - 1)
    return Found(cal.one_day(day), "day", stated=True)


def fixed_day(match: re.Match[str], published: date | None) -> Found:
    """Read a day that has a name: "New Year's Eve"."""
    name = re.sub(r"\s+", " ", match["name"].lower())
    month, day = WORDS["fixed_days"][name]
    year = int(match["y"]) if match["y"] else None
    found = cal.safe_date(year, month, day) if year else None
    if found is None and published:
        found = cal.without_year(published, month, day)
    return Found(cal.one_day(found) if found else None, "day", stated=True)


def clock(_: re.Match[str], published: date | None) -> Found:
    """Read "at around 03:40"."""
    return Found(cal.one_day(published) if published else None, "hour")


# --- tables -----------------------------------------------------------------------------------


def offset(match: re.Match[str], published: date | None) -> Found:
    """Read a phrase with a fixed distance from the publication."""
    return _from_table("offsets", "point", match, published)


def stretch(match: re.Match[str], published: date | None) -> Found:
    """Read a phrase that reaches back from the publication."""
    return _from_table("stretches", "duration", match, published)


def _from_table(name: str, scope: Scope, match: re.Match[str], published: date | None) -> Found:
    first, last, precision = _table(name)[re.sub(r"\s+", " ", match.group().lower())]
    days = None
    if published:
        days = cal.shift(published, int(first)), cal.shift(published, int(last))
    return Found(days, precision, scope)  # type: ignore[arg-type]


def future(_: re.Match[str], __: date | None) -> Found:
    """Read what has not happened yet."""
    return Found(None, "unknown", "future")


def hanging(_: re.Match[str], __: date | None) -> Found:
    """Read a phrase that hangs on another date of the text."""
    return Found(None, "unknown")


# --- stretches --------------------------------------------------------------------------------

_UNIT_DAYS = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "month": 30.5, "year": 365.25}


def _precision(days: float) -> TimePrecision:
    if days <= 3:
        return "day"
    return "week" if days <= 16 else "month" if days <= 62 else "unknown"


def past(match: re.Match[str], published: date | None) -> Found:
    """Read "over the past 24 hours"."""
    default = 4 if match["unit"].lower().endswith("s") else 1  # "in the previous days"
    length = count_of(match["n"], default) * _UNIT_DAYS[match["unit"].lower().rstrip("s")]
    scope: Scope = "point" if length <= 3 else "duration"
    if published is None:
        return Found(None, _precision(length), scope)
    last = weekday_date(match["w"], published) if match["w"] else published
    return Found((cal.shift(last, -max(round(length), 1)), last), _precision(length), scope)


def ago(match: re.Match[str], published: date | None) -> Found:
    """Read "two days earlier", "a month ago", and "a day after", which dates what follows it."""
    unit = match["unit"].lower().rstrip("s")
    count = count_of(match["n"], 3)
    scope: Scope = "background-year" if unit == "year" else "point"
    if published is None:
        return Found(None, "day" if unit in {"day", "hour"} else "unknown", scope)
    if unit == "month":
        return Found(cal.month_back(published, count), "month", scope)
    if unit == "year":
        year = max(published.year - count, 1)
        return Found((date(year, 1, 1), date(year, 12, 31)), "unknown", scope)
    day = cal.shift(published, -round(count * _UNIT_DAYS[unit]))
    if unit == "week":
        return Found((cal.shift(day, -3), cal.shift(day, 3)), "week", scope)
    vague = match["n"] is None or match["n"].lower() in {"several", "few", "couple"}
    vague = vague and unit != "hour"
    return Found((cal.shift(day, -2), cal.shift(day, 1)) if vague else (day, day), "day", scope)


def period(match: re.Match[str], published: date | None) -> Found:
    """Read "last week", "earlier this month", "last year", "over the weekend"."""
    back = 0 if (match["which"] or "this").lower().startswith("this") else 1
    unit = match["unit"].lower()
    if unit == "year":
        scope: Scope = "background-year" if back else "duration"
        year = (published.year - back) if published else 0
        days = (date(year, 1, 1), date(year, 12, 31)) if published and year else None
        return Found(cal.capped(days, published) if days else None, "unknown", scope)
    if published is None:
        return Found(None, "week" if unit.startswith("week") else "month")
    if unit == "month":
        month, year = (
            cal.month_back(published, back)[0].month,
            cal.month_back(published, back)[0].year,
        )
        return Found(cal.capped(_part_of_month(year, month, match["part"]), published), "month")
    if unit == "weekend":
        return Found(_weekend(published, match["which"]), "day")
    return Found(cal.capped(cal.week_back(published, back), published), "week")


def _weekend(published: date, which: str | None) -> cal.Days:
    sunday = cal.latest_weekday(published, 6)
    saturday = cal.shift(sunday, -1)
    if published.weekday() == 5 and (which or "").lower() != "last":
        return published, published
    return saturday, sunday


def _part_of_month(year: int, month: int, part: str | None) -> cal.Days:
    part = (part or "").lower()
    if part in {"early", "beginning", "start"}:
        return cal.third_of_month(year, month, "early")
    if part in {"mid", "middle"}:
        return cal.third_of_month(year, month, "mid")
    if part in {"late", "end"}:
        return cal.third_of_month(year, month, "late")
    return cal.month_days(year, month)


def named_month(match: re.Match[str], published: date | None) -> Found | None:
    """Read "in early October", "February 2022"."""
    if not (match["prep"] or match["part"] or match["y"] or match["rel"]):
        return None
    month = month_number(match["m"])
    if match["y"]:
        year = int(match["y"])
    elif published is None:
        return Found(None, "month", stated=True)
    elif match["rel"]:
        year = published.year - match["rel"].lower().startswith("last")
    else:
        year = cal.year_of_month(published, month)
    days = _part_of_month(year, month, match["part"])
    precision: TimePrecision = "week" if match["part"] else "month"
    return Found(cal.capped(days, published), precision, scope_of(days, published), stated=True)


def season(match: re.Match[str], published: date | None) -> Found:
    """Read "in the summer of 2022"."""
    first, last = WORDS["seasons"][match["s"].lower()]
    if match["y"]:
        return Found(cal.season_days(int(match["y"]), (first, last)), "unknown", stated=True)
    if published is None:
        return Found(None, "unknown")
    year = cal.year_of_month(published, first)
    days = cal.season_days(year, (first, last))
    if (match["which"] or "").lower() == "last" and days[1] >= published:
        days = cal.season_days(year - 1, (first, last))
    return Found(cal.capped(days, published), "unknown", "duration")


def year(match: re.Match[str], published: date | None) -> Found:
    """Read a year: background unless it is the publication's."""
    year = int(match["y"])
    days = date(year, 1, 1), date(year, 12, 31)
    current = published is not None and year == published.year
    later = published is not None and year > published.year
    scope: Scope = "duration" if current else "future" if later else "background-year"
    return Found(cal.capped(days, published), "unknown", scope, stated=True)


def war_start(match: re.Match[str], published: date | None) -> Found:
    """Read "at the start of the war", "since the invasion"."""
    if match["since"]:
        days = (INVASION, published) if published else None
        return Found(days, "unknown", "since", stated=True)
    days = (INVASION, cal.shift(INVASION, 35))
    return Found(days, "unknown", "background-year", stated=True)


def since(match: re.Match[str], published: date | None) -> Found | None:
    """Read "since Friday", "so far this year"."""
    first = _since_day(match, published)
    if first is None or published is None or first > published:
        return Found(None, "unknown", "since", stated=False)
    stated = not (match["w"] or match["rel"])
    return Found((first, published), _precision((published - first).days), "since", stated)


def _since_day(match: re.Match[str], published: date | None) -> date | None:
    if match["year"]:
        return date(int(match["year"]), 1, 1)
    if match["das"] or match["dbs"]:
        return read_date(match, "s", published)
    if match["m"] and (match["my"] or published):
        month = month_number(match["m"])
        year = int(match["my"]) if match["my"] else cal.year_of_month(published or INVASION, month)
        return _part_of_month(year, month, match["part"])[0]
    if published is None:
        return None
    return (
        weekday_date(match["w"], published) if match["w"] else _since_word(match["rel"], published)
    )


def _since_word(words: str, published: date) -> date:
    """Return the first day of "yesterday", "last week", "the start of the year"."""
    words = re.sub(r"\s+", " ", words.lower())
    starts = {
        "yesterday": cal.shift(published, -1),
        "last week": cal.week_back(published, 1)[0],
        "last month": cal.month_back(published, 1)[0],
        "last year": date(published.year - 1, 1, 1),
        "week": cal.week_back(published, 0)[0],
        "month": published.replace(day=1),
        "year": date(published.year, 1, 1),
        "day": published,
    }
    return starts.get(words) or starts[words.split()[-1]]
