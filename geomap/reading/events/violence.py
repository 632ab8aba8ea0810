"""Violence against civilians: killed under occupation, found murdered, or found in ruins."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

# "civilians were killed when the town was under Russian control"
_UNDER_OCCUPATION = re.compile(
    r" (?:when|while|during)\b[^,;.]{0,40}?\b(?:under (?:Russian|enemy) (?:control|occupation|rule)"
    r"|(?:was|were) occupied|(?:Russian|the) occupation)\b"
)
_BODIES = Sought(r"\b(?:body|bodies|corpses?|remains)\b", re.IGNORECASE)
_MURDERED = Sought(
    rf"\b(?:{any_of('murdered')}|shot(?! down))\b",
    re.IGNORECASE,
)


def is_victim_found(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Another victim was found dead at the site of the collapse": of the strike told of."""
    sentence = context.sentences[segment.sentence]
    return (
        context.text.startswith("found dead", trigger.start)
        and _MURDERED.search(context.text, sentence.start, sentence.end) is None
        and (
            _RUINS.search(context.text, sentence.start, sentence.end) is not None
            or _IN_FLATS.match(context.text, trigger.end) is not None
            or context.tags.within("weapon", sentence.start, trigger.start) != []
        )
    )


def is_sniper_at_war(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a soldier was killed by a sniper near A": fighting, and no civilian was hurt."""
    sentence = context.sentences[segment.sentence]
    return context.text.startswith(("sniper", "Sniper"), trigger.start) and bool(
        _FIGHTERS.search(context.text, sentence.start, sentence.end)
    )


_FIGHTERS = Sought(rf"\b{any_of('shot_at_by_snipers')}\b", re.IGNORECASE)
_IN_FLATS = re.compile(r" (?:in|at|on) (?:an?|the) (?:[\w-]+ ){0,2}(?:apartment|residential) \w")
_RUINS = Sought(rf"\b{any_of('under_rubble')}\b")


def is_atrocity(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "The bodies of three civilians were found in the liberated village; all were shot"."""
    sentence = context.sentences[segment.sentence]
    if _UNDER_OCCUPATION.search(context.text, trigger.end, sentence.end):
        return True
    if not _BODIES.search(context.text, trigger.start, trigger.end):
        return False
    following = context.sentences[segment.sentence : segment.sentence + 2][-1]
    end = following.end if following.paragraph == sentence.paragraph else sentence.end
    return bool(_MURDERED.search(context.text, sentence.start, end))
