"""Places where an event was only felt, heard or warned of, and did not happen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_WARNED = Sought(rf"\b{any_of('air_raid_alerts')}\b")


# "an alert was issued in A following the attack"
_AFTER_THAT = re.compile(
    r" (?:following|after|amid|because of|due to) (?:the|that|this) (?:\w+ )?\Z"
)


def is_only_warned(context: Text, kind: Kind, place: int) -> bool:
    """Read "blasts were heard in A and air raid alerts sounded in B and C": in A only."""
    here = context.toponyms[place].start
    start = context.sentences[context.toponyms[place].sentence].start
    if here < kind.trigger.start and _AFTER_THAT.search(context.text, here, kind.trigger.start):
        return bool(_WARNED.search(context.text, start, here))
    return kind.trigger.end < here and bool(_WARNED.search(context.text, kind.trigger.end, here))


_HEARD = re.compile(
    r"The (?:sounds? of the )?(?:blasts?|explosions?) (?:was|were|could be) (?:\w+ )?"
    r"(?:audible|heard|felt)\b"
)


def is_only_heard(context: Text, parts: list[Part], segment: Segment) -> bool:
    """Read "Explosions rocked A. The blasts were audible in B": in A only."""
    if segment.sentence == 0 or not _HEARD.match(context.text, segment.start):
        return False
    before = context.sentences[segment.sentence - 1]
    blasts = (t.key for t in context.tags.within("trigger", before.start, before.end))
    return "explosion" in blasts and any(
        parts[i].role == "where" for i, _ in context.names_in(segment.sentence - 1)
    )


_FELT_FOR = Sought(
    r"\b(?:electricity|power|heating|water|gas)(?: supply| supplies)?\b[^.;]{0,160}"
    r"\b(?:due to|because of|as a result of) (?:the |an? )?(?:[\w’'-]+ ){0,3}\Z",
    re.IGNORECASE,
)


def is_only_felt(context: Text, segment: Segment, trigger: Tag, places: Sequence[int]) -> bool:
    """Read "Water was cut off in A, B and C due to shelling of a main": where it is felt."""
    felt = [p for p in places if context.toponyms[p].end <= trigger.start]
    return (
        len(felt) == len(places) > 1
        and trigger.form.endswith("noun")
        and _FELT_FOR.search(context.text, segment.start, trigger.start) is not None
    )
