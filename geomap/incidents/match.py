"""
Whether two reports tell of one event.

A wrong join hides an event, a missed one shows it twice; the rules lean towards showing it twice.
Within one article little is needed to be the same event; between articles everything stated must
agree, and two different places need a number in common that is no accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from geomap.places.geodesy import km_between
from geomap.records import KEPT_APART, Location, Numbers, Report, TimeSpan
from geomap.vocabulary import event_types

# Types that leave open what another type of the family says ("an attack", "explosions").
VAGUE_TYPES = frozenset({"strike.other", "strike.explosion", "strike.combined", "ground.clash"})
POINTS = frozenset({"site", "settlement", "near"})
COUNTS = ("launched", "intercepted", "lost", "hits")
TOLLS = ("killed", "injured")
_DAYS = frozenset({"hour", "day", "night"})
# "More than 300" and 305 are one count, "more than 300" and 479 are not.
_OPEN_ENDED_SHARE = 0.1
# Tolls rise as a day goes on; another outlet's figure may be this much higher.
_TOLL_GROWTH, _TOLL_SLACK = 1.5, 2
# A number this large, found twice, is no accident; smaller ones need a second one beside them.
_TELLING_COUNT = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """How far apart in space (great-circle km, inclusive) and time reports may be."""

    merge_km: float
    merge_days: int


NOT_APART = Limits(merge_km=0.0, merge_days=0)


def why_same_event(a: Report, b: Report, limits: Limits) -> str | None:
    """Return in words why two reports tell of one event; None if they do not. Symmetric."""
    if a.location is None or b.location is None or not _nothing_contradicts(a, b):
        return None
    same_article = a.article_id == b.article_id
    if same_article and KEPT_APART in (*a.rules, *b.rules):
        return None
    shared = equal_numbers(a.numbers, b.numbers)
    where = _why_same_place(a.location, b.location, shared, limits)
    when = _why_same_time(a.time, b.time, shared, limits, same_article=same_article)
    if where is None or when is None:
        return None
    if where != "same place" and same_article:  # an article that names two places means two
        return None
    telling = "same article" if same_article else "different articles"
    return f"{telling}, {where}, {when}" + (f", same {shared[0][0]}" if shared else "")


def _nothing_contradicts(a: Report, b: Report) -> bool:
    return (
        a.realis == b.realis
        and _types_agree(a, b)
        and _sides_agree(a, b)
        and numbers_agree(a, b)
        and (_at_points(a, b) or not _counts_apart(a.numbers, b.numbers))
    )


def equal_numbers(a: Numbers, b: Numbers) -> list[tuple[str, int]]:
    """Return the counts that both state and agree on."""
    names = (*COUNTS, *(f"{toll}_min" for toll in TOLLS))
    both = ((name, getattr(a, name), getattr(b, name)) for name in names)
    return [(name, x) for name, x, y in both if x is not None and x == y]


def numbers_agree(a: Report, b: Report) -> bool:
    """Return whether no count of one report contradicts the other."""
    for name in COUNTS:
        x, y = getattr(a.numbers, name), getattr(b.numbers, name)
        if x is not None and y is not None and not _counts_agree(x, y, a.numbers, b.numbers):
            return False
    same_article = a.article_id == b.article_id
    return all(
        _tolls_agree(toll, a.numbers, b.numbers, same_article=same_article) for toll in TOLLS
    )


def _counts_agree(x: int, y: int, a: Numbers, b: Numbers) -> bool:
    if x == y:
        return True
    (low, low_side), (high, _) = sorted([(x, a), (y, b)], key=lambda pair: pair[0])
    open_upwards = low_side.qualifier in ("at least", "more than", "about")
    return open_upwards and high - low <= low * _OPEN_ENDED_SHARE


def _tolls_agree(toll: str, a: Numbers, b: Numbers, *, same_article: bool) -> bool:
    lows = (getattr(a, f"{toll}_min"), getattr(b, f"{toll}_min"))
    highs = (getattr(a, f"{toll}_max"), getattr(b, f"{toll}_max"))
    if None in lows:
        return True
    ends = [low if high is None else high for low, high in zip(lows, highs, strict=True)]
    gap_from, gap_to = min(ends), max(lows)
    if gap_to <= gap_from:  # the ranges overlap
        return True
    return not same_article and gap_to <= gap_from * _TOLL_GROWTH + _TOLL_SLACK


def _types_agree(a: Report, b: Report) -> bool:
    if a.event_type == b.event_type:
        return True
    types = event_types()
    if types[a.event_type].family != types[b.event_type].family:
        return False
    # In a whole region or country "attacks" and "a missile" are as a rule two events.
    return _at_points(a, b) and bool({a.event_type, b.event_type} & VAGUE_TYPES)


def _at_points(a: Report, b: Report) -> bool:
    return all(r.location is not None and r.location.geo_precision in POINTS for r in (a, b))


def _counts_apart(a: Numbers, b: Numbers) -> bool:
    """
    Return whether both count, but nothing in common.

    "62 drones at Ukraine" and "four killed across Ukraine" need not be one attack; in one city
    they are.
    """
    of_a, of_b = ({name for name, _ in equal_numbers(n, n)} for n in (a, b))
    return bool(of_a) and bool(of_b) and not of_a & of_b


def _sides_agree(a: Report, b: Report) -> bool:
    pairs = ((a.actor, b.actor), (a.target_side, b.target_side), (a.side_of_front, b.side_of_front))
    return all(x is None or y is None or x == y for x, y in pairs)


def _why_same_place(
    a: Location, b: Location, shared: list[tuple[str, int]], limits: Limits
) -> str | None:
    distance = km_between(a.lat, a.lon, b.lat, b.lon)
    if a.place.place_id == b.place.place_id:
        same_level = a.geo_precision == b.geo_precision
        points = {a.geo_precision, b.geo_precision} <= POINTS
        offset = distance > limits.merge_km  # "30 km north of X" is not "X"
        return "same place" if same_level or (points and not offset) else None
    if a.geo_precision != b.geo_precision or a.geo_precision not in POINTS:
        return None
    if distance > limits.merge_km or not _is_telling(shared):
        return None
    return f"{distance:.0f} km apart"


def _is_telling(shared: list[tuple[str, int]]) -> bool:
    return len(shared) >= 2 or any(count >= _TELLING_COUNT for _, count in shared)


def _why_same_time(
    a: TimeSpan, b: TimeSpan, shared: list[tuple[str, int]], limits: Limits, *, same_article: bool
) -> str | None:
    if a.start is None or b.start is None:
        return "date not stated twice" if same_article else None
    a_end, b_end = a.end or a.start, b.end or b.start
    if a.precision == b.precision == "night" and a.start != b.start:
        return None  # one night's end is the next one's beginning, but they are two nights
    same_span = (a.start, a_end) == (b.start, b_end)
    if not same_span and not {a.precision, b.precision} <= _DAYS:
        return None  # "last week" may be any of its days
    if a.start <= b_end and b.start <= a_end:
        return "same date"
    gap = max(a.start - b_end, b.start - a_end)
    if gap <= timedelta(days=limits.merge_days) and _is_telling(shared):
        return "adjacent dates"
    return None
