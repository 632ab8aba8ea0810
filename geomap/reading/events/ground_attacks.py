"""When "attack", "assault" and "tried to" are of troops on the ground, and when of the air."""

from __future__ import annotations

import re

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of

GROUND_ATTACK = re.compile(
    rf"\b{any_of('ground_attack')}\b",
    re.IGNORECASE,
)


_NEAR = re.compile(
    r"(?: \w+ times?| again| also)? (?:near|north|south|east|west|toward|in the (?:direction|area|"
    r"vicinity|\w+ (?:direction|sector))|along|around|positions|"
    r"on (?:\w+ ){1,2}(?:flanks?|sides|fronts|axes)|on an? (?:broad|wide) front|\d+ times|"
    r"the (?:entire |whole |full )?(?:length|front|line))"
)
_ATTEMPT = re.compile(
    r"\b(?:tr(?:ied|y|ies)|(?<!\bis )(?<!\bare )(?<!been )trying|attempt(?:s|ed|ing)?|"
    rf"unsuccessfully) to (?:\w+ |{any_of('tries_to')}(?: \w+){{0,2}} )?$|\battempts? (?:by|of) "
    r"[\w ’'-]{3,40} to (?:\w+ )?$",
    re.IGNORECASE,
)


_THEY = re.compile(r"\bThey (?:also |then |again )?\Z")


def why_on_ground(context: Text, segment: Segment, trigger: Tag) -> str:
    """Return the rule by which an attack without a weapon is one of troops; empty if it is not."""
    if (
        (trigger.key, trigger.form[:4]) == ("strike", "weak")
        and "casualty" not in segment.keys()  # noqa: SIM118 (a method, no dict)
        and GROUND_ATTACK.search(context.text, segment.start, segment.end)
    ):
        return "attack on the ground"
    near = (
        _is_ground_attack(context, segment, trigger)
        or _is_force_attacked(context, trigger)
        or _is_along_front(context, segment, trigger)
    )
    return "forces attacked near" if near else ""


def _is_ground_attack(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Russian forces attacked near Vovchansk": troops, as nothing says with what."""
    if not context.text.startswith("attack", trigger.start) or trigger.form != "weak_verb":
        return False
    if segment.keys() & {"casualty", "damage", "fire", "explosion"}:
        return False
    forces = context.tags.within("side", max(segment.start, trigger.start - 60), trigger.start)
    they = _THEY.search(context.text, max(segment.start, trigger.start - 12), trigger.start)
    troops = they or any(t.form == "force" for t in forces)
    return bool(troops and _NEAR.match(context.text, trigger.end))


def _is_along_front(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "23 attacks on the Mariinka axis": assaults of troops, as nothing says with what."""
    word = context.text[trigger.start : trigger.end].lower()
    return (
        "attack" in word.split()[-1]
        and not segment.keys() & {"casualty", "damage", "fire", "explosion"}
        and any(context.toponyms[p].kind == "axis" for p in segment.places)
    )


_FORCE = re.compile(rf"\b{any_of('forces_attacked')}(?: \w+)? $")


def _is_force_attacked(context: Text, trigger: Tag) -> bool:
    """Read "its forces came under repeated attacks near A": on the ground."""
    word = context.text[trigger.start : trigger.end].lower()
    return (
        word.startswith(("came under", "come under", "coming under", "comes under"))
        and word.endswith(("attack", "attacks"))
        and _FORCE.search(context.text, max(0, trigger.start - 30), trigger.start) is not None
    )


_BY_AIR = re.compile(rf"\b{any_of('air_assault')} \Z")


def is_air_assault(context: Text, trigger: Tag) -> bool:
    """Read "a larger overnight assault that targeted Poltava": drones and missiles, no troops."""
    word = context.text[trigger.start : trigger.end].lower()
    low = max(0, trigger.start - 24)
    return word.startswith("assault") and bool(_BY_AIR.search(context.text, low, trigger.start))


def is_attempt(context: Text, trigger: Tag) -> bool:
    """Read "The enemy tried to advance near A": it attacked, whatever came of it."""
    return bool(_ATTEMPT.search(context.text, max(0, trigger.start - 40), trigger.start))


_IN_VAIN = re.compile(
    r"[^.;]*?(?:,? but|, and|, though|, which) (?:\w+ ){0,2}?"
    r"(?:(?:had|ha[sd] had|achieved|without) (?:no |any )?success\b"
    r"|(?:was|were) (?:not successful|unsuccessful)\b|failed\b(?! to stop))"
)


def failed_in_the_end(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "advanced in the direction of A, but had no success": the attack was beaten off."""
    return bool(_IN_VAIN.match(context.text, trigger.end, segment.end))
