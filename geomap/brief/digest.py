"""What a brief tells: which incidents fall in a period, how many where, and which stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geomap.frame import to_incident_rows
from geomap.vocabulary import vocabulary
from geomap.wording import ENGLISH, Words

if TYPE_CHECKING:
    import geopandas as gpd

Row = dict[str, Any]
_COLUMNS_SHOWN, _PLACES_SHOWN = 8, 14  # of the table: what a page has room for
_NOTABLE_SHOWN = 6
_CONTROL = ("control.capture", "control.liberation", "control.withdrawal")


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by place and time. `counts` has one row a place, one number a column."""

    columns: tuple[str, ...]
    places: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Notable incidents of one kind, the most notable first; `left_out` more are not listed."""

    title: str
    rows: tuple[Row, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Brief:
    """
    All that a brief tells.

    `words` are those of its language. `start` and `end` are the first and last day (inclusive),
    None where no date is known.
    `frame` holds the incidents of the period, what did not happen included. `undated` incidents
    are left out of a period that was asked for.
    """

    words: Words
    start: date | None
    end: date | None
    frame: gpd.GeoDataFrame
    happened: tuple[Row, ...]
    by_layer: Counter[str]
    table: Table
    sections: tuple[Section, ...]
    sources: tuple[tuple[str, int], ...]  # publisher, articles
    unreal: Counter[str]  # realis of what did not happen
    undated: int


def digest(
    frame: gpd.GeoDataFrame,
    *,
    start: date | None = None,
    end: date | None = None,
    words: Words = ENGLISH,
) -> Brief:
    """
    Choose what a brief tells.

    Parameters
    ----------
    frame
        A table of `geomap.frame.SCHEMA`. Not modified.
    start, end
        First and last day, both inclusive; None is open. An incident belongs to the period if
        any of its days does.
    words
        Of the language that headings and places are in.
    """
    everything = to_incident_rows(frame)
    inside = [_is_inside(row, start, end) for row in everything]
    rows = [row for row, is_inside in zip(everything, inside, strict=True) if is_inside]
    happened = [row for row in rows if row["realis"] == "actual"]
    first, last = _days(happened)
    undated = sum(1 for row in everything if row["date_start"] is None)
    return Brief(
        words=words,
        start=start or first,
        end=end or last,
        frame=frame[inside].reset_index(drop=True),
        happened=tuple(happened),
        by_layer=_count_layers(happened),
        table=_tabulate(happened, words),
        sections=_sections(happened, words),
        sources=_sources(happened, words),
        unreal=Counter(row["realis"] for row in rows if row["realis"] != "actual"),
        undated=undated if start or end else 0,
    )


def _is_inside(row: Row, start: date | None, end: date | None) -> bool:
    if start is None and end is None:
        return True
    first, last = row["date_start"] or row["date_end"], row["date_end"] or row["date_start"]
    if first is None:
        return False
    after = start is None or last >= start.isoformat()
    before = end is None or first <= end.isoformat()
    return bool(after and before)


def _days(rows: Iterable[Row]) -> tuple[date | None, date | None]:
    days = [date.fromisoformat(row[key]) for row in rows for key in ("date_start", "date_end")
            if row[key]]  # fmt: skip
    return min(days, default=None), max(days, default=None)


def _count_layers(rows: Iterable[Row]) -> Counter[str]:
    """Count by layer; cross-border incidents are in the layer of their type and in their own."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["layer"]] += 1
        counts["cross_border"] += bool(row["cross_border"])
    return Counter({layer: counts[layer] for layer in vocabulary()["layers"] if counts[layer]})


def _tabulate(rows: Sequence[Row], words: Words) -> Table:
    """
    Count by region and time.

    Time is by day where this gives few columns, else by week, month or year; an incident is
    counted at its first day. Days without incidents have no column.
    """
    days = [date.fromisoformat(row["date_start"]) if row["date_start"] else None for row in rows]
    label: Callable[[date, Words], tuple[date, str]] = _UNITS[-1]
    for label in _UNITS:
        if len({label(day, words) for day in days if day}) <= _COLUMNS_SHOWN:
            break
    names = dict(sorted({label(day, words) for day in days if day})).values()
    no_date, no_region = words.text("brief.no_date"), words.text("brief.no_region")
    columns = [*names, *([no_date] if None in days else [])]
    counts = Counter(
        (region_name(row, words), label(day, words)[1] if day else no_date)
        for row, day in zip(rows, days, strict=True)
    )
    totals: Counter[str] = Counter(region_name(row, words) for row in rows)
    places = sorted(totals, key=lambda place: (place == no_region, -totals[place], place))
    grid = [tuple(counts[place, column] for column in columns) for place in places]
    if len(places) > _PLACES_SHOWN:
        rest = grid[_PLACES_SHOWN - 1 :]
        places[_PLACES_SHOWN - 1 :] = [words.text("brief.others", n=len(rest))]
        grid[_PLACES_SHOWN - 1 :] = [tuple(map(sum, zip(*rest, strict=True)))]
    return Table(tuple(columns), tuple(places), tuple(grid))


def _by_day(day: date, words: Words) -> tuple[date, str]:
    return day, words.day(day)


def _by_week(day: date, words: Words) -> tuple[date, str]:
    monday = day - timedelta(days=day.weekday())
    return monday, words.text("brief.week_of", day=words.day(monday))


def _by_month(day: date, words: Words) -> tuple[date, str]:
    return day.replace(day=1), words.month(day)


def _by_year(day: date, _words: Words) -> tuple[date, str]:
    return day.replace(month=1, day=1), str(day.year)


_UNITS = (_by_day, _by_week, _by_month, _by_year)


def region_name(row: Row, words: Words) -> str:
    """Return the oblast of an incident; the sea or country where it is known to that only."""
    if row["admin1"]:
        return words.area(row["admin1"])
    if row["geo_precision"] in ("country", "region", "line"):
        place = words.place(row) or ""
        if row["geo_precision"] == "country":
            return words.text("brief.place_not_said", place=place)
        return place
    return words.text("brief.no_region")


def _sections(rows: Sequence[Row], words: Words) -> tuple[Section, ...]:
    """Return what stands out; an incident is in one section only."""
    told: set[str] = set()

    def section(key: str, chosen: Iterable[Row]) -> Section:
        new = [row for row in chosen if row["incident_id"] not in told]
        told.update(row["incident_id"] for row in new)
        return Section(
            words.text(key), tuple(new[:_NOTABLE_SHOWN]), max(0, len(new) - _NOTABLE_SHOWN)
        )

    harmed = sorted((row for row in rows if _harm(row) > (0, 0)), key=_harm, reverse=True)
    taken = sorted((r for r in rows if r["event_type"] in _CONTROL), key=_latest, reverse=True)
    abroad = sorted((row for row in rows if row["cross_border"]), key=_latest, reverse=True)
    sections = (
        section("brief.harmed", harmed),
        section("brief.taken", taken),
        section("brief.abroad", abroad),
    )
    return tuple(section for section in sections if section.rows)


def _harm(row: Row) -> tuple[int, int]:
    killed = row["killed_max"] if row["killed_max"] is not None else row["killed_min"]
    injured = row["injured_max"] if row["injured_max"] is not None else row["injured_min"]
    return killed or 0, injured or 0


def _latest(row: Row) -> tuple[str, float, str]:
    return row["date_end"] or "", row["confidence"], row["incident_id"]


def _sources(rows: Iterable[Row], words: Words) -> tuple[tuple[str, int], ...]:
    """Return publishers with the number of their articles, the most frequent first."""
    articles = {
        (e["publisher"] or words.text("brief.no_publisher"), e["article_id"])
        for row in rows
        for e in row["evidence"]
    }
    counts = Counter(publisher for publisher, _ in articles)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def actor_words(row: Row, words: Words) -> str:
    """Return who acted against whom: "Russia against Ukraine"; empty where it is not said."""
    actor, target = words.side(row["actor"]), words.side(row["target_side"])
    if actor and target and actor != target:
        return words.text("brief.against", actor=actor, target=target)
    return words.text("brief.by", actor=actor) if actor else ""
