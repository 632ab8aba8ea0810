"""Words of doubt that leave an event as it is: they doubt its toll or its rank."""

from __future__ import annotations

import re

from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought


def doubts_other(context: Text, cue: Tag, trigger: Tag) -> bool:
    """Say whether a "may", "could" or "likely" before an event leaves it told as a fact."""
    return (
        _is_assessed(context, cue, trigger)
        or _is_ranked(context, cue)
        or _is_of_toll(context, cue, trigger)
    )


_RANKED = re.compile(
    r" (?:well )?(?:be|have been) (?:one of )?(?:the|its|their|\w+['’]s) (?:\w+ )?"
    rf"{any_of('superlatives')}\b"
)


def _is_ranked(context: Text, cue: Tag) -> bool:
    """Read "in what could be one of the most far-reaching strikes": it was, whatever its rank."""
    return _RANKED.match(context.text, cue.end) is not None


_MAY_HAVE_DIED = re.compile(
    r" have (?:been )?(?:killed|injured|wounded|hurt|trapped|buried|died|perished)\b"
    r"[^,;.]{0,30}? (?:in|by|after|during|from) "
)


def _is_of_toll(context: Text, cue: Tag, trigger: Tag) -> bool:
    """Read "300 may have been killed in the bombing of A": it was bombed, whatever the toll."""
    toll = _MAY_HAVE_DIED.match(context.text, cue.end)
    return toll is not None and toll.end() <= trigger.start


_ASSESSED = frozenset({"likely", "probably", "possibly", "perhaps"})
_PERFECT = Sought(r"\b(?:ha[sd]|have|was|were)(?: also| now| very| most| highly)? \Z")
_DID = re.compile(
    r"(?:\w+ed|made|took|retook|fell|hit|struck|shot|left|drove|broke|withdrew|fled|lost|won|sank)\b",
    re.IGNORECASE,
)


def _is_assessed(context: Text, cue: Tag, trigger: Tag) -> bool:
    """Read "have likely made advances", "probably captured": an assessment of what happened."""
    text = context.text
    if text[cue.start : cue.end].lower() not in _ASSESSED:
        return False
    perfect = _PERFECT.search(text, max(0, cue.start - 24), cue.start) is not None
    return (perfect or cue.end + 1 == trigger.start) and _DID.match(text, trigger.start) is not None
