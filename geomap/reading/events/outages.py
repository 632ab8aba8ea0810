"""Power cuts and the damage told with them: where they were felt, not what was struck."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_GRID = Sought(rf"\b{any_of('outage_of_grid')}\b")
_OUTAGE = re.compile(r"(?:power|electricity|blackouts?)(?: outages?| cuts?)?", re.IGNORECASE)


def is_outage_of_grid(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the operator reported emergency power outages in A, B and C": reach, no strikes."""
    sentence = context.sentences[segment.sentence]
    outage = _OUTAGE.match(context.text, trigger.start, trigger.end)
    return (
        outage is not None
        and not segment.keys() & {"strike", "explosion", "debris", "launch"}
        and _GRID.search(context.text, sentence.start, trigger.end) is not None
    )


_BROUGHT = Sought(rf"\b{any_of('brought_about')} (?:[\w-]+ ){{0,3}}\Z")


def is_outage_after(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "struck a line in A, causing a blackout in B": B is where it was felt."""
    if _OUTAGE.match(context.text, trigger.start, trigger.end) is None:
        return False
    start = context.sentences[segment.sentence].start
    struck = [t for t in context.tags.within("trigger", start, trigger.start) if t.key == "strike"]
    return (
        bool(struck)
        and _BROUGHT.search(context.text, struck[0].end, trigger.start) is not None
        and any(struck[0].start < t.start < trigger.start for t in context.toponyms)
    )


_WHY_OUT = re.compile(
    r"(?:Due to|Because of|Owing to) [^.;]{0,160}\b(?:outages?|blackouts?|power cuts?)\b"
)


def is_reason_of_outage(context: Text, segment: Segment, _: Tag) -> bool:
    """Read "Due to damage to the network, outages were introduced in A and B": nothing hit A."""
    return _WHY_OUT.match(context.text, context.sentences[segment.sentence].start) is not None
