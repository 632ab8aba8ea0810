"""What befell weapons in flight: "drones targeting the capital were shot down"."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_FROM_DOWNED = re.compile(r" (?:from|of) [^,;.]{0,60}")
_DEBRIS_REACH = 50  # characters from "debris from" to "shot down"


def is_debris_of(context: Text, debris: Tag, intercept: Tag) -> bool:
    """Read "debris from two drones shot down over the city caused a fire": what fell."""
    return debris.key == "debris" and (
        _FROM_DOWNED.fullmatch(context.text, debris.end, intercept.start) is not None
        or (
            context.text[debris.start : debris.end].endswith((" from", " of"))
            and intercept.start - debris.end < _DEBRIS_REACH
        )
    )


_DOWNED = re.compile(r"(?:downed|shot-down|intercepted|destroyed)\b")


def fell_when_downed(context: Text, strike: Tag, intercept: Tag) -> bool:
    """Read "a downed Russian missile fell on a house": what was left of it did."""
    return (
        strike.key == "strike"
        and " fell" in context.text[strike.start : strike.end]
        and _DOWNED.match(context.text, intercept.start) is not None
        and 0 <= strike.start - intercept.end < 20
        and context.text[intercept.end : strike.start].replace("-", "").replace(" ", "a").isalpha()
    )


def flew_towards(context: Text, segment: Segment, strike: Tag, intercept: Tag) -> bool:
    """Read "drones targeting the capital were shot down": they were, and did not hit it."""
    flown = context.tags.within("weapon", max(segment.start, strike.start - 40), strike.start)
    return (
        context.text[strike.start : strike.end].endswith("ing")
        and any(w.end == strike.start - 1 for w in flown)
        and is_passive(context.text, intercept, segment.start)
        and not re.search(r"[,;:]", context.text[strike.end : intercept.start])
    )


_ON_AIRFIELD = late(
    r"[^.;]{0,60}?\b(?:at|on|in) (?:the |an? |its |their )?(?:[\w’'-]+ "
    rf"){{0,3}}?{any_of('on_the_ground')}\b"
)
_AIRBASE = Sought(r"\b(?:air ?bases?|air ?fields?|airports?)\b", re.IGNORECASE)
_AIRCRAFT = re.compile(rf"(?: [\w-]+){{0,6}}? (?:{any_of('crewed_aircraft')}|aircraft|fighters?)\b")


_PASSIVE_REACH = 60
_AIRCRAFT_WERE = Sought(
    rf"\b(?:{any_of('crewed_aircraft')}|aircraft|fighters?)\b(?: [\w’'-]+){{0,4}}? "
    r"(?:was|were|been|being) (?:\w+ly |also )?\Z"
)


def hit_on_ground(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "drones destroyed two bombers at the airfield": a strike, nothing was shot down."""
    if is_passive(context.text, trigger, segment.start):
        low = max(segment.start, trigger.start - _PASSIVE_REACH)
        were = _AIRCRAFT_WERE.search(context.text, low, trigger.start)
        destroyed = not context.text.startswith(("shot", "down"), trigger.start)
        on_field = _ON_AIRFIELD.match(context.text, trigger.end, segment.end)
        return destroyed and were is not None and on_field is not None
    plane = _AIRCRAFT.match(context.text, trigger.end, segment.end)
    if plane is None:
        return False
    sentence = context.sentences[segment.sentence]
    if _AIRBASE.search(context.text, sentence.start, trigger.start):
        return True  # "targeted several airbases, destroying 40 aircraft"
    return _ON_AIRFIELD.match(context.text, plane.end(), segment.end) is not None
