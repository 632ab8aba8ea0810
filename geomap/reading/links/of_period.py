"""Tolls of a day or a week, which are not of the one attack that was told before them."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_PERIOD = Sought(rf"\b{any_of('toll_periods')}\b", re.IGNORECASE)


def tolls_a_period(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "Over the past day 14 were killed" after "A missile killed one in A": not there."""
    counted = draft.numbers.killed_min or draft.numbers.injured_min
    if not counted or draft.segment.sentence in host.sentences:
        return False
    told, now = host.segment.sentence, draft.segment.sentence
    return _names_period(context, now) and not _names_period(context, told)


def _names_period(context: Text, number: int) -> bool:
    sentence = context.sentences[number]
    return _PERIOD.search(context.text, sentence.start, sentence.end) is not None
