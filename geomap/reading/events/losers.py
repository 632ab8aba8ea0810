"""Who lost ground: "wrested from the enemy", "drove the occupiers out of A"."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

GAINED = frozenset({"control.capture", "control.advance", "control.liberation"})
CHANGED_HANDS = frozenset({"control.capture", "control.liberation", "control.withdrawal"})
# "lost the town", "were driven out of it"
LOSS = re.compile(
    r"los(?:t|s|ing)\b|\w+n out of\b|(?:knock|push|forc|kick)ed out of\b|"
    r"(?:expell|oust|dislodg|evict)ed from\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:(?<=from)|(?: back| away)? from)(?: the)? ")
_NEAREST = 12  # letters of "the " and of the side's name that a tag can begin in


def taken_from(context: Text, trigger: Tag) -> Tag | None:
    """Return who had held it: "was taken back from the Russians", "wrested from the enemy"."""
    lead = _FROM.match(context.text, trigger.end)
    sides = context.tags.within("side", trigger.end, lead.end() + _NEAREST) if lead else []
    return sides[0] if lead and sides and sides[0].start <= lead.end() else None


_DRIVES = re.compile(
    r"(?:push|driv|drov|knock|forc|thr[eo]w|squeez|dislodg|oust|expel|evict|kick|clear|rid\b)",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"(?: (?:out|back|away|of|the|all|some|last|remaining|any))* ?")
_OBJECT_REACH = 40


def driven_out(context: Text, segment: Segment, trigger: Tag) -> Tag | None:
    """Return the side in "drove the occupiers out", "cleared of Russian soldiers"."""
    if _DRIVES.match(context.text, trigger.start) is None:
        return None
    high = min(segment.end, trigger.end + _OBJECT_REACH)
    sides = context.tags.within("side", trigger.start, high)
    if not sides or (
        sides[0].start >= trigger.end
        and _OBJECT.fullmatch(context.text, trigger.end, sides[0].start) is None
    ):
        return None
    return sides[0]


_OUT = re.compile(r"(?:(?<= out)|(?<= from)|(?<= out of)) ?(?:of |from )?(?=\S)")
_OUSTED_FROM = re.compile(r"(?: [\w’'-]+){1,4}? (?:from|out of) ")
_DRIVEN = re.compile(r"\b(?:out|from)(?: of)?\Z")
_OUSTS = re.compile(r"dislodg|oust|expel|evict", re.IGNORECASE)


def _place_of_leaving(context: Text, trigger: Tag) -> int | None:
    """Return where the name of what troops were made to leave can begin."""
    text = context.text
    if _DRIVES.match(text, trigger.start) is None:
        return None
    if _DRIVEN.search(text[trigger.start : trigger.end]):
        out = _OUT.match(text, trigger.end)
    else:
        out = _OUSTED_FROM.match(text, trigger.end) if _OUSTS.match(text, trigger.start) else None
    return out.end() if out else None


def drives_out(context: Text, segment: Segment, trigger: Tag) -> bool | None:
    """
    Say whether troops were made to leave a town, or only ground near it; None if neither is told.

    "Drove the occupiers out of Rivnopil", "dislodged them from it"; but "out of their positions".
    """
    at = _place_of_leaving(context, trigger)
    if at is None:
        return None
    towns = (context.toponyms[p] for p in segment.places)
    return any(t.is_settlement and t.phrase_start <= at <= t.start for t in towns)


_ATTACK_WAS = Sought(
    rf"\b{any_of('attacks_of_troops')}\b[^,;.]{{0,60}} "
    r"(?:was|were|been) (?:\w+ly |all |also )?\Z"
)
_BACK = re.compile(r"\w+ (?:back|off)\b")


def throws_back_attack(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "an attack near A had been thrown back": unlike troops, who lose ground."""
    return (
        _BACK.fullmatch(context.text, trigger.start, trigger.end) is not None
        and _ATTACK_WAS.search(context.text, segment.start, trigger.start) is not None
    )


_PART_OF = Sought(rf"\b{any_of('parts_taken')} of (?:the )?(?:(?:city|town|village) (?:of )?)?\Z")
_PART_REACH = 60


def takes_part(context: Text, segment: Segment) -> bool:
    """Read "captured most of Toretsk", "60 per cent of it is occupied": the town is not taken."""
    towns = [t for p in segment.places if (t := context.toponyms[p]).is_settlement]
    return bool(towns) and all(
        _PART_OF.search(context.text, max(segment.start, t.start - _PART_REACH), t.start)
        for t in towns
    )
