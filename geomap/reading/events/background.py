"""Events that a sentence only looks back on: what had happened, and what something came after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.times.find import TimeExpression

_LEAD = 3  # sentences in which also what had happened is the news
_HAD = Sought(r"\b(?:had|having)(?: already| long| once| also| all)?(?: been)?(?: \w+ly)? \Z")
_NEXT_TO = 30  # characters
_SINCE_THEN = Sought(
    r"\b(?:after|since|following|before|until|despite) (?:the|its|their|his|her) (?:[\w-]+ )?\Z",
    re.IGNORECASE,
)
# "attacks on officials who helped it once the region was occupied"
_ONCE = Sought(r"\b(?P<word>once) (?:the|it|they|its|their)\b[^.;,]{0,40}\Z")
# "Defeated in A, pushed back from B, it has sent its troops to the east"
_FRONTED = re.compile(
    rf"[“\"]?{any_of('fronted_past')} (?:in|at|near|from|out of|by|outside) [^.;]{{0,90}}"
)


# "west to A, site of a bloody attack on people who waited for a train"
_SITE_OF = Sought(r"\b(?:site|scene|location) of (?:an?|the|some|several) (?:[\w-]+ ){0,4}\Z")


def looks_back(context: Text, segment: Segment, kind: Kind, times: Sequence[TimeExpression]) -> str:
    """
    Return the words by which an event is only looked back on; empty where it is news.

    "Since the liberation of A they have been back at work", "Hundreds of houses had been destroyed
    by fighting in A". What somebody reports, and what is dated, is told for itself.
    """
    number, first = segment.sentence, kind.trigger
    past = _told_as_past(context, segment, kind)
    dated = any(segment.start <= t.start < segment.end for t in times)
    start = context.sentences[number].start
    if past or dated:
        return past
    if _opens_with_past(context, segment, kind):
        return context.text[first.start : first.end]
    if number < _LEAD or context.tags.within("claim", start, context.sentences[number].end):
        return ""
    if first.form.endswith("noun") and kind.event_type.startswith("control"):
        since = _SINCE_THEN.search(context.text, max(start, first.start - _NEXT_TO), first.start)
        return since.group().strip() if since else ""
    verbs = [t for t in segment.triggers if t.form.endswith("verb") and t.start <= first.start]
    first = verbs[0] if verbs else first
    had = _HAD.search(context.text, max(segment.start, first.start - _NEXT_TO), first.start)
    return "had" if had else ""


def _told_as_past(context: Text, segment: Segment, kind: Kind) -> str:
    if _since_then(context, segment, kind):
        return "since"
    if not kind.event_type.startswith("control"):
        return ""
    once = _ONCE.search(context.text, segment.start, kind.trigger.start)
    return once["word"] if once is not None else ""


def _opens_with_past(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "Pushed back from A, it has turned east" and "A, site of a bloody attack"."""
    trigger, start = kind.trigger, context.sentences[segment.sentence].start
    if _FRONTED.match(context.text, start, trigger.end):
        return "," in context.text[trigger.end : segment.end]
    site = _SITE_OF.search(context.text, segment.start, trigger.start)
    return site is not None and context.text.endswith((", ", ", the "), segment.start, site.start())


def _since_then(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read the end of "… has been shelling A since it pulled back from B": a withdrawal past."""
    return (
        kind.event_type.startswith(("control", "ground"))
        and segment.start > context.sentences[segment.sentence].start
        and context.text.startswith("since ", segment.start)
    )


_WHO_DID = Sought(r"\b(?:which|who|whose)\b[^,;]*\Z")


def is_of_another_clause(
    context: Text, segment: Segment, time: TimeExpression, trigger: Tag
) -> bool:
    """Know the time of "troops, who invaded on February 24, gained ground" as the invasion's."""
    if time.start > trigger.start:  # "fighting grips A, nine months after troops entered it"
        return time.span.words.endswith("after")
    start = context.sentences[segment.sentence].start
    who = _WHO_DID.search(context.text, start, time.start)
    closed = context.text.find(",", time.end, trigger.start) >= 0
    return closed and who is not None and context.text.endswith(", ", start, who.start())
