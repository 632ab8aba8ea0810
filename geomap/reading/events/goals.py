"""Gains of ground that are only wanted: "a plan to seize Kyiv", "in order to capture A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.segments import EFFECTS, Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.trigger_words import LAND

GAINS = frozenset({"capture", "liberation", "advance"})
_TO = Sought(r"\b[Tt]o (?:\w+ly |then |also |further )?\Z")
# "has been working to complete the takeover of A"
_TO_COMPLETE = Sought(r"\bto (?:complete|finish|finalise|finalize|hasten) (?:the|its|their) \Z")
_AND_TO = Sought(r"\bto \w+[^.;:]{0,60}(?:,|\band|\bor) (?:\w+ly )?\Z")
_BASE = re.compile(r"(?!\w+(?:ed|ing|s)\b)(?!took|broke|drove|won|lost|fell|retook|overran)\w+")
_REACH = 40  # characters before the verb in which "managed to" stands
# "managed to take A", "continues to advance": it does
_DOES = Sought(rf"\b{any_of('does_so')}(?: \w+ly)? to (?:\w+ly |then |also |further )?\Z")


def is_goal(context: Text, trigger: Tag) -> bool:
    """Say whether a gain of ground stands in the infinitive of a plan, not of what was done."""
    if trigger.key not in GAINS:
        return False
    infinitive = context.text.endswith(" to ", 0, trigger.start)  # "for troops to advance on A"
    low = max(0, trigger.start - _REACH)
    if not (infinitive or trigger.form.endswith("verb")):
        return _TO_COMPLETE.search(context.text, low, trigger.start) is not None
    if _BASE.match(context.text, trigger.start) and _AND_TO.search(
        context.text, max(0, trigger.start - 2 * _REACH), trigger.start
    ):
        return True  # "wants to break through A, close the ring, and encircle B"
    return (
        _TO.search(context.text, low, trigger.start) is not None
        and _DOES.search(context.text, low, trigger.start) is None
    )


def done_of(context: Text, triggers: Sequence[Tag]) -> list[Tag]:
    """Return the triggers that tell what was done, without goals and without halves of others."""
    done = [t for t in triggers if not is_goal(context, t)]
    kept = done if any(t.key not in EFFECTS for t in done) else list(triggers)
    return [t for t in kept if not _is_half(t, kept)]


def _is_half(tag: Tag, others: Sequence[Tag]) -> bool:
    """Say whether "pushed back" only begins "pushed back an attempt", "had taken" "taken back"."""
    return tag.key in LAND and any(
        t.key in LAND and tag.start <= t.start < tag.end < t.end for t in others
    )


_JOINT = re.compile(r"[,;]|\b(?:and|but|as|while|after|before)\b")


def stops(context: Text, tag: Tag, trigger: Tag) -> bool:
    """Say whether a trigger is the object of what stopped it: "beat off a push towards A"."""
    return (
        trigger.key == "advance"
        and tag.key == "repelled"
        and tag.form.endswith("verb")
        and tag.start < trigger.start
        and (
            trigger.form.endswith("noun")
            or not _JOINT.search(context.text, tag.end, max(tag.end, trigger.start))
        )
    )


_IN_RETURN = Sought(
    rf"\b{any_of('in_return')} (?:for|to|against) (?:an? |the |recent |earlier )*\Z"
)


def is_avenged(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "as revenge for Ukrainian attacks on A": those were before."""
    return _IN_RETURN.search(context.text, segment.start, trigger.start) is not None
