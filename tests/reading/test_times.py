"""What reporters' phrases of time mean, seen from the day of publication (a Tuesday)."""

# ruff: noqa: E501 - one phrase a line, however long
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.reading.times.find import TimeExpression, find_times

PUBLISHED = date(2024, 11, 26)


def only(phrase: str, published: date | None = PUBLISHED) -> TimeExpression:
    text = f"Troops there moved {phrase}, he was told."
    found = find_times(text, 0, len(text), published=published)
    assert len(found) == 1, found
    return found[0]


def days(phrase: str, published: date | None = PUBLISHED) -> tuple[str, str, str]:
    span = only(phrase, published).span
    return str(span.start), str(span.end), span.precision


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("overnight", "2024-11-25", "2024-11-26", "night"),
        ("overnight into Tuesday", "2024-11-25", "2024-11-26", "night"),
        ("overnight Sunday and into Monday morning", "2024-11-24", "2024-11-25", "night"),
        ("overnight into yesterday morning", "2024-11-24", "2024-11-25", "night"),
        ("last night", "2024-11-25", "2024-11-26", "night"),
        ("on the night of 11–12 November", "2024-11-11", "2024-11-12", "night"),
        ("on the night of November 11 to 12", "2024-11-11", "2024-11-12", "night"),
        ("on the night of 26 November", "2024-11-25", "2024-11-26", "night"),
        ("at night from Saturday to Sunday", "2024-11-23", "2024-11-24", "night"),
        ("in the early hours of Monday", "2024-11-25", "2024-11-25", "night"),
        ("late on Monday night", "2024-11-25", "2024-11-26", "night"),
    ],
)
def test_nights(phrase: str, start: str, end: str, precision: str) -> None:
    assert days(phrase) == (start, end, precision)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("on Tuesday", "2024-11-26"),
        ("on Wednesday", "2024-11-20"),
        ("last Tuesday", "2024-11-19"),
        ("early on Monday", "2024-11-25"),
        ("yesterday", "2024-11-25"),
        ("the day before yesterday", "2024-11-24"),
        ("earlier in the day", "2024-11-26"),
        ("this morning", "2024-11-26"),
        ("two days earlier", "2024-11-24"),
        ("a day after the raid", "2024-11-25"),
        ("on Nov. 20", "2024-11-20"),
        ("on 20 November", "2024-11-20"),
        ("on Wednesday, November 20, 2024", "2024-11-20"),
        ("on 20.11.2024", "2024-11-20"),
        ("on day 241 of the invasion", "2022-10-22"),
    ],
)
def test_single_days(phrase: str, day: str) -> None:
    assert days(phrase)[:2] == (day, day)


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("last week", "2024-11-18", "2024-11-24", "week"),
        ("earlier this week", "2024-11-25", "2024-11-26", "week"),
        ("last month", "2024-10-01", "2024-10-31", "month"),
        ("a month ago", "2024-10-01", "2024-10-31", "month"),
        ("in early November", "2024-11-01", "2024-11-10", "week"),
        ("over the past 24 hours", "2024-11-25", "2024-11-26", "day"),
        ("over the past day", "2024-11-25", "2024-11-26", "day"),
        ("from November 3-5", "2024-11-03", "2024-11-05", "day"),
        ("over the weekend", "2024-11-23", "2024-11-24", "day"),
        ("in the 24 hours to Sunday morning", "2024-11-23", "2024-11-24", "day"),
        ("in recent days", "2024-11-19", "2024-11-26", "week"),
    ],
)
def test_stretches(phrase: str, start: str, end: str, precision: str) -> None:
    assert days(phrase) == (start, end, precision)


@pytest.mark.parametrize(
    ("phrase", "scope", "start"),
    [
        ("since Friday", "since", "2024-11-22"),
        ("since the start of its full-scale invasion", "since", "2022-02-24"),
        ("so far this year", "since", "2024-01-01"),
        ("in 2014", "background-year", "2014-01-01"),
        ("at the start of the war", "background-year", "2022-02-24"),
        ("in March", "background-year", "2024-03-01"),
        ("last year", "background-year", "2023-01-01"),
        ("in recent weeks", "duration", "2024-10-26"),
        ("on December 5", "future", "2024-12-05"),
    ],
)
def test_scope_tells_news_from_background(phrase: str, scope: str, start: str) -> None:
    found = only(phrase)
    assert (found.scope, str(found.span.start)) == (scope, start)


@pytest.mark.parametrize("phrase", ["next week", "tomorrow", "in the coming days", "next Monday"])
def test_what_is_to_come_is_future(phrase: str) -> None:
    assert only(phrase).scope == "future"


def test_a_clock_time_and_its_day_are_one_expression() -> None:
    found = only("at around 03:40 on Monday")
    assert (str(found.span.start), found.span.precision) == ("2024-11-25", "hour")


@pytest.mark.parametrize(
    ("text", "reporting"),
    [
        ("The ministry said Tuesday its troops took the village", True),
        ("Moscow on Tuesday confirmed the attack", True),
        ("A shell hit the market on Tuesday near noon", False),
    ],
)
def test_a_date_beside_a_verb_of_speech_dates_the_statement(text: str, reporting: bool) -> None:
    assert find_times(text, 0, len(text), published=PUBLISHED)[0].reporting is reporting


@pytest.mark.parametrize(
    "phrase", ["on Tuesday", "overnight", "yesterday", "last week", "in early October"]
)
def test_without_a_publication_date_the_words_are_kept(phrase: str) -> None:
    span = only(phrase, None).span
    assert (span.start, span.end) == (None, None)
    assert span.words == phrase


def test_a_full_date_needs_no_publication_date() -> None:
    assert days("on 24 February 2022", None) == ("2022-02-24", "2022-02-24", "day")


@pytest.mark.parametrize(
    "text",
    ["It may march on", "a Challenger 2 tank", "2000 drones were built", "155 mm shells", "a 30-day truce",
     "talks of 10 nations", "the sun and the wed pair", "4.5 km away", "a three-year war"],
)  # fmt: skip
def test_no_time_is_read_where_there_is_none(text: str) -> None:
    assert find_times(text, 0, len(text), published=PUBLISHED) == []


@given(st.dates(date(2022, 3, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_within_the_last_seven_days(published: date, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(days=weekday)).strftime("%A")
    span = only(f"on {name}", published).span
    assert span.start is not None
    assert span.start.weekday() == weekday
    assert timedelta(0) <= published - span.start < timedelta(days=7)


@given(st.dates(date(2022, 3, 1), date(2030, 12, 31)), st.integers(0, 330))
def test_a_date_without_year_is_the_last_such(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    assert days(f"on {day.strftime('%B')} {day.day}", published)[0] == str(day)


@given(
    st.lists(
        st.sampled_from(
            [
                "overnight",
                "on Tuesday",
                "in 2014",
                "hit",
                "since",
                "May",
                "12",
                "-",
                "the night of",
                "to",
                "past day",
                "early",
                "March",
                "at",
                "5",
                "a.m.",
                ".",
            ]
        ),
        max_size=14,
    )
)
def test_expressions_are_in_order_and_slice_back(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for found in find_times(text, 0, len(text), published=PUBLISHED):
        assert end <= found.start < found.end <= len(text)
        assert found.span.words == text[found.start : found.end].strip()
        if found.span.start and found.span.end:
            assert found.span.start <= found.span.end
        end = found.end


@given(st.text(max_size=80), st.one_of(st.none(), st.dates()))
def test_any_text_can_be_read(any_text: str, published: date | None) -> None:
    for found in find_times(any_text, 0, len(any_text), published=published):
        assert any_text[found.start : found.end].strip() == found.span.words


def test_an_hour_until_which_was_counted_dates_nothing() -> None:
    text = "By 8:30 a.m. 74 drones had been shot down. At 9:15 a.m. the alert ended."
    found = find_times(text, 0, len(text), published=date(2025, 8, 27))
    assert [text[item.start : item.end].strip() for item in found] == ["At 9:15 a.m."]
