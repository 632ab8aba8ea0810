"""The day of a bulletin: "As of 22:00 on December 20 there were 191 clashes", and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.times.words import WD, date_pattern, read_date
from geomap.records import TimeSpan

_LEAD = 6  # sentences in which a bulletin says of which day it is
_OLD = timedelta(days=1)  # a younger one is of the day of the news anyway
_LONG_AGO = timedelta(days=31)
_OPENS = Sought(
    r"\b(?:as (?:of|at)|(?:from|since) the (?:start|beginning) of|over|during|in the course of)\b",
    re.IGNORECASE,
)


@cache
def _of_day() -> re.Pattern[str]:
    day = r"(?:the (?:past |last )?day(?: of| on|,)?|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: on|,)?)"
    return re.compile(rf"[^.;:]{{2,25}}? {day} (?:{WD}, )?{date_pattern('b')}", re.IGNORECASE)


def find_bulletin(
    text: str, sentences: Sequence[Sentence], published: date | None
) -> dict[int, TimeSpan]:
    """
    Return the day of a bulletin for each of its sentences, by the sentence's number.

    Empty where the text is of the day of its publication or of the day before, as most are.
    """
    if published is None:
        return {}
    for number, sentence in enumerate(sentences[:_LEAD]):
        opens = _OPENS.search(text, sentence.start, sentence.end)
        told = _of_day().match(text, opens.start(), sentence.end) if opens else None
        day = read_date(told, "b", published) if told else None
        if told and day and _OLD < published - day <= _LONG_AGO:
            span = TimeSpan(day, day, "day", "stated", told.group())
            return dict.fromkeys(range(number, len(sentences)), span)
    return {}
