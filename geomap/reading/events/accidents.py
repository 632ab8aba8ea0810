"""Fires and explosions that nobody caused in war: a gas leak, a short circuit."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_CAUSE = Sought(rf"\b{any_of('causes_of_accidents')}\b", re.IGNORECASE)


def is_accident(context: Text, segment: Segment, _: Tag) -> bool:
    """Read "A gas explosion damaged a house", "The fire was caused by a short circuit"."""
    sentence = context.sentences[segment.sentence]
    return (
        not context.tags.within("weapon", sentence.start, sentence.end)
        and _CAUSE.search(context.text, sentence.start, sentence.end) is not None
    )
