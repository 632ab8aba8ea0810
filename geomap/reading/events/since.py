"""Since when: events that a phrase such as "since the war began" sums up or only dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.times.find import TimeExpression

_MANY = 5  # attacks that nobody makes at once without saying when
_SINCE_THEN = Sought(r"\b(?:has|have) since\b")


def is_since_then(context: Text, segment: Segment, time: TimeExpression) -> bool:
    """Read "took it in February 2022, but troops have since pushed back": as long ago."""
    return time.end <= segment.start and bool(
        _SINCE_THEN.search(context.text, segment.start, segment.end)
    )


RECORD = Sought(rf"\b{any_of('record')}\b")


_THAN_THEY = re.compile(r" than (?:[A-Z]\w+|it|they) (?:has|have|had|did)\b")


def is_record(context: Text, segment: Segment, at: int) -> bool:
    """Read "its largest attack since the war began", "more than it has taken over a year"."""
    high = max(segment.start, at)
    return bool(
        RECORD.search(context.text, segment.start, high)
        or _THAN_THEY.search(context.text, segment.start, high)
    )


def is_since(context: Text, segment: Segment, time: TimeExpression, trigger: Tag) -> bool:
    """Read "its largest barrage since it sent its troops in February 2022": the day of another."""
    between = context.text[trigger.end : max(trigger.end, time.start)]
    return " since " in between and is_record(context, segment, time.start)


_SURVEY = Sought(rf"\b{any_of('surveys')}\b", re.IGNORECASE)
_HAS_MADE = late(
    rf"[^.;]*?\b{any_of('surveys')}\b[^.;]*? (?:has|have) [^.;]*?"
    r"\b(?P<n>\d+|dozens|scores|hundreds) (?:of )?(?:[\w-]+ ){0,3}?(?:attacks|strikes|raids)\b",
    re.IGNORECASE,
)


def tells_how_many(context: Text, segment: Segment, times: Sequence[TimeExpression]) -> str:
    """Read "Research suggests it has carried out 11 attacks, hitting A": a sum with no day."""
    sentence = context.sentences[segment.sentence]
    if not _SURVEY.search(context.text, sentence.start, segment.end):
        return ""  # a quick look spares the pattern
    if any(sentence.start <= t.start < sentence.end for t in times):
        return ""
    match = _HAS_MADE.match(context.text, sentence.start, segment.end)
    many = match is not None and (not match["n"].isdigit() or int(match["n"]) >= _MANY)
    return match["n"] if match and many else ""


def is_sum(context: Text, segment: Segment, time: TimeExpression) -> bool:
    """Read "Since the start of the war" sums up; "over the past day" does not."""
    if is_record(context, segment, time.start):
        return False
    if not segment.start <= time.start < segment.end:
        return False
    if time.span.start and time.span.end:
        return (time.span.end - time.span.start).days > 31
    return time.scope == "since"
