"""The count of a day that a text tells again hour by hour."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought

_NEAR = 2  # sentences between two tellings of one wave
_CLOCK = Sought(r"\b\d{1,2}(?:[:.]?\d\d)? ?(?:[ap]\.?m\b|GMT|UTC|hours\b|Moscow time|local)")


def told_by_hour(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "five over A. … At 0600 GMT three were downed over A": of the five."""
    whole, part = host.numbers.intercepted, draft.numbers.intercepted
    sentence = context.sentences[draft.segment.sentence]
    return (
        host.family == draft.family == "air_defence"
        and whole is not None
        and part is not None
        and part < whole
        and 0 < draft.segment.sentence - host.sentences[0] <= 2 * _NEAR
        and _CLOCK.search(context.text, sentence.start, sentence.end) is not None
    )
