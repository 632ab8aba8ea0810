"""Names of which a sentence says that they are what was hit: "Those shelled were A and B"."""

from __future__ import annotations

import re

from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

COPULAS = frozenset({"were", "are", "was", "include", "included", "includes"})
_IS = Sought(
    r"\b(?:were|are|was|includ(?:e|es|ed))(?: also| again)? "
    rf"(?:the )?(?:[a-z-]+ )?(?:{any_of('many_places')} (?:of )?)?(?:the )?\Z"
)
_PLACES = Sought(rf"\b(?:those|{any_of('many_places')})\b(?! who\b)", re.IGNORECASE)
_DONE = re.compile(r"(?:[\w-]+ )?(?:\w+ed|hit|struck)\b", re.IGNORECASE)
_ENDS = re.compile(r"[,.;:)]|\s*\Z| (?:and|in|of|district|raion|region|community|hromada)\b")
_OPENING = 2  # characters before a sentence: a quotation mark, a bullet
_REACH = 50  # characters from "were" to the name


def told_of(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Those that came under fire were A and B", "Hit by artillery were the villages of A"."""
    start = context.sentences[toponym.sentence].start
    is_ = _IS.search(context.text, max(start, toponym.start - _REACH), toponym.start)
    if is_ is None or not _ENDS.match(context.text, toponym.end):
        return None
    triggers = context.tags.within("trigger", start, is_.start())
    if not triggers:
        return None
    first = triggers[0]
    opens = first.start - start <= _OPENING and _DONE.match(context.text, first.start)
    if not opens and not _PLACES.search(context.text, start, is_.start()):
        return None
    return Part("where", "told of", "one of those of which the sentence tells", 3)
