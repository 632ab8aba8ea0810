"""Attempts: those that were made, whatever came of them, and those that came to nothing."""

from __future__ import annotations

import re

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import word_set


def was_made(context: Text, kind: Kind, cue: Tag) -> bool:
    """Say whether the attempt that `cue` names was made: "tried to storm A", "to hit A"."""
    return _is_own_attempt(context, kind, cue) or _flew_there(context, kind, cue)


_ATTEMPT = Sought(r"\battempt(?:s|ed)?\b")
_FOILED = Sought(rf"\b(?:was|were|been)\s+(?:\w+ly\s+)?{any_of('foiled')}\b")


def is_foiled(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "An attempt to carry out an attack with drones was thwarted": nothing was struck."""
    if not kind.event_type.startswith("strike"):
        return False
    sentence = context.sentences[segment.sentence]
    attempt = _ATTEMPT.search(context.text, sentence.start, kind.trigger.start)
    return bool(attempt and _FOILED.search(context.text, attempt.end(), sentence.end))


_ATTEMPTS = frozenset({"attempt", "attempts", "plot", "plots", "bid", "bids"})
_STOPPED = Sought(
    r"\b(?:attempts?|plots?|bids?)\b[^.;]*?\b(?:was|were|been) (?:\w+ly "
    rf")?(?P<end>{any_of('prevented')})\b"
)


def is_stopped(context: Text, low: int, high: int, kind: Kind) -> str:
    """Read "an attempt to carry out an attack was prevented": told finer by what was shot down."""
    if kind.event_type.startswith(("air_defence", "ground", "control")):
        return ""
    if _ATTEMPTS.isdisjoint(word_set(context.text, low, high)):
        return ""  # a quick look spares the pattern
    match = _STOPPED.search(context.text, low, high)
    return match["end"] if match and match.start() <= kind.trigger.start < match.end() else ""


_TRIED = re.compile(r"(?:tried|attempted)\b", re.IGNORECASE)


_ON_THE_GROUND = ("ground.clash", "ground.incursion")


def _flew_there(context: Text, kind: Kind, cue: Tag) -> bool:
    """Read "Two drones tried to hit a depot in A": they were there, whatever they hit."""
    flown = context.tags.within("weapon", max(0, cue.start - _SUBJECT), cue.start)
    return (
        kind.event_type.startswith("strike")
        and _TRIED.match(context.text, cue.start) is not None
        # "They tried to carry out attacks with drones over A"
        and (any(w.end == cue.start - 1 for w in flown) or kind.weapon is not None)
    )


_SUBJECT = 40  # characters back to the weapon that is the subject


_MADE = re.compile(r"tr(?:y|ied|ies|ying)\b|attempt|to try|efforts on", re.IGNORECASE)
_GOES_ON = ("continue ", "continues ", "continued ", "continuing ")


def _is_own_attempt(context: Text, kind: Kind, cue: Tag) -> bool:
    """Read "attempts to storm A were made": an assault, whatever came of it."""
    text = context.text
    purpose = text.startswith("to ", cue.start)  # "sent troops to try to storm A"
    if not _MADE.match(text, cue.start) or (purpose and not text.endswith(_GOES_ON, 0, cue.start)):
        return False
    if kind.rule in ("attempt to gain ground", "attempt that failed"):
        return True
    if kind.event_type in _ON_THE_GROUND and kind.trigger.form.endswith("verb"):
        return True
    failed = _FAILED.match(text, kind.trigger.start)
    return kind.event_type.startswith("ground") and failed is not None


# "attempted to open an assault sector near A but failed": they did attack
_FAILED = re.compile(
    r"[^;.]{0,90}?\b(?:but|and|yet) (?:were |was |have |has )?(?:\w+ "
    rf")?{any_of('failed_attack')}\b"
)
