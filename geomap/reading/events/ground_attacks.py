"""When "attack", "assault" and "tried to" are of troops on the ground, and when of the air."""

from __future__ import annotations

import re

from geomap.reading.events.goals import is_goal
from geomap.reading.events.segments import Segment
from geomap.reading.events.weapons import FLYING_KINDS
from geomap.reading.text.grammar import Text
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought

GROUND_ATTACK = Sought(
    rf"\b{any_of('ground_attack')}\b",
    re.IGNORECASE,
)


_NEAR = late(
    r"(?: \w+ times?| again| also)? (?:near|north|south|east|west|toward|in the (?:direction|area|"
    r"vicinity|\w+ (?:direction|sector))|along|around|positions|"
    r"on (?:\w+ ){1,2}(?:flanks?|sides|fronts|axes)|on an? (?:broad|wide) front|\d+ times|"
    r"the (?:entire |whole |full )?(?:length|front|line))"
)
_ATTEMPT = Sought(
    r"\b(?:tr(?:ied|y|ies)|(?<!\bis )(?<!\bare )(?<!been )trying|attempt(?:s|ed|ing)?|"
    r"unsuccessfully)(?: (?:[\w-]+ ){1,2}times)? to "
    rf"(?:\w+ |{any_of('tries_to')}(?: \w+){{0,2}} )?$|\battempts? (?:by|of) "
    r"[\w ’'-]{3,40} to (?:\w+ )?$|\battempts? (?:was|were|has been|have been) made to (?:\w+ )?$",
    re.IGNORECASE,
)
_TRYING = Sought(r"\b(?:is|are|was|were|still|been) (?:\w+ )?trying to (?:\w+ )?$", re.IGNORECASE)


_THEY = Sought(r"\b(?:[Tt]hey|who) (?:also |then |again |have |had )?\Z")


def why_on_ground(context: Text, segment: Segment, trigger: Tag) -> str:
    """Return the rule by which an attack without a weapon is one of troops; empty if it is not."""
    if (
        (trigger.key, trigger.form[:4]) == ("strike", "weak")
        and "casualty" not in segment.keys()  # noqa: SIM118 (a method, no dict)
        and GROUND_ATTACK.search(context.text, segment.start, segment.end)
    ):
        return "attack on the ground"
    if trigger.key == "strike" and any(
        is_goal(context, t) for t in segment.triggers if t.start > trigger.start
    ):
        return "attack on the ground"  # "launched an attack … to encircle the troops in A"
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


_FORCE = Sought(rf"\b{any_of('forces_attacked')}(?: \w+)? $")


def _is_force_attacked(context: Text, trigger: Tag) -> bool:
    """Read "its forces came under repeated attacks near A": on the ground."""
    word = context.text[trigger.start : trigger.end].lower()
    return (
        word.startswith(("came under", "come under", "coming under", "comes under"))
        and word.endswith(("attack", "attacks"))
        and _FORCE.search(context.text, max(0, trigger.start - 30), trigger.start) is not None
    )


_BY_AIR = Sought(rf"\b{any_of('air_assault')} \Z")


def is_air_assault(context: Text, trigger: Tag) -> bool:
    """Read "a larger overnight assault that targeted Poltava": drones and missiles, no troops."""
    word = context.text[trigger.start : trigger.end].lower()
    low = max(0, trigger.start - 24)
    return word.startswith("assault") and bool(_BY_AIR.search(context.text, low, trigger.start))


# "continued its assault on Ukrainian cities", "a renewed assault on the energy grid"
_ON_CITIES = re.compile(
    r" (?:the |its |Ukrainian |Russian |Ukraine’s |Ukraine's |several |many |other )*"
    r"(?:cities|(?:energy|power|civilian|critical|port) \w+)\b(?! (?:of|near))"
)


def falls_on_cities(context: Text, trigger: Tag) -> bool:
    """Read "Russia continued its assault on Ukrainian cities": bombs or missiles, no storm."""
    assault = context.text.startswith("assault", trigger.start)
    return assault and _ON_CITIES.match(context.text, trigger.end) is not None


_PEOPLE = Sought(
    r"\b(?:people|persons?|individuals|residents?|civilians?|children|wom[ae]n|m[ae]n|lives)\b"
)


def falls_on_people(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Nine people lost their lives in an assault on the city": bombs or missiles."""
    word = context.text[trigger.start : trigger.end]
    goes_on = word.startswith("contin") and word.endswith("attack")
    return (
        (goes_on or word.startswith("assault"))
        and "casualty" in segment.keys()  # noqa: SIM118 (a method, no dict)
        and _PEOPLE.search(context.text, segment.start, segment.end) is not None
    )


_BEATEN_OFF = re.compile(rf"[^.;]{{0,80}}?,? (?:but|and) [“\"]?(?:\w+ )?{any_of('beaten_back')}\b")


# "Attacks on A, in B region, were repelled"
_WERE_BEATEN = re.compile(
    r"(?:(?!\b(?:but|where|which|when|while|after|as|that|who)\b)[^.;:]){1,110}? (?:was|were) "
    rf"(?:\w+ly |all |also )*{any_of('thrown_back')}\b"
)


def is_beaten_off(context: Text, trigger: Tag) -> bool:
    """Read "attacked the town of A but suffered losses and withdrew": troops, and in vain."""
    attacked = context.text.startswith("attack", trigger.start) and trigger.form == "weak_verb"
    if attacked and _TO_NO_AVAIL.match(context.text, trigger.end):
        return True
    if (
        trigger.form == "weak_noun"
        and "attack" in context.text[trigger.start : trigger.end].lower()
    ):
        return _WERE_BEATEN.match(context.text, trigger.end) is not None
    return attacked and _BEATEN_OFF.match(context.text, trigger.end) is not None


def is_attempt(context: Text, trigger: Tag) -> bool:
    """
    Read "The enemy tried to advance near A": it attacked, whatever came of it.

    Who "is trying to take A" may only want it; who "is trying to advance" there attacks, but not
    who "is trying to improve his positions".
    """
    low, text = max(0, trigger.start - 40), context.text
    if _ATTEMPT.search(text, low, trigger.start):
        return True
    moves = trigger.key == "advance" and not text.startswith("improv", trigger.start)
    return moves and _TRYING.search(text, low, trigger.start) is not None


_IN_VAIN = re.compile(
    r"[^.;]*?(?:,? but|, and|, though|, which) (?:\w+ ){0,2}?"
    r"(?:(?:had|ha[sd] had|achieved|without) (?:no |any )?success\b"
    r"|(?:was|were) (?:not successful|unsuccessful)\b|failed\b(?! to stop)"
    r"|unsuccessfully\b|in vain\b|to no avail\b)"
)


_TO_NO_AVAIL = re.compile(
    r"(?:(?!\b(?:but|while|which|that|who|not)\b)[^.;:]){0,80}?"
    r"(?:\b(?:without|with no)(?: any| much)? (?:success|result)|\bin vain|\bto no avail)\b"
)


# "attempted to retake A in August but were pushed back"
_THROWN_BACK = re.compile(
    rf"[^.;]*?,? (?:but|and) (?:\w+ ){{0,2}}?(?:was|were) (?:\w+ly )?{any_of('thrown_back')}\b"
    r"(?! (?:from|out))"
)
_BUT_WERE = Sought(r"\bbut (?:was|were) (?:\w+ly )?\Z")


_ATTACKS = word_list("attacks_on_land")


def failed_in_the_end(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "advanced in the direction of A, but had no success": the attack was beaten off."""
    named = context.text[trigger.start : trigger.end].lower()  # "conducted unsuccessful assaults"
    if "unsuccessful" in named or _IN_VAIN.match(context.text, trigger.end, segment.end):
        return True
    if trigger.key == "clash" and _TO_NO_AVAIL.match(context.text, trigger.end):
        return True
    if trigger.form.endswith("noun") and named.split()[0] in _ATTACKS:
        return _WERE_BEATEN.match(context.text, trigger.end) is not None
    thrown_back = _THROWN_BACK.match(
        context.text, trigger.end, context.sentences[segment.sentence].end
    )
    if thrown_back is not None:
        return trigger.key == "clash" or is_attempt(context, trigger)
    return _BUT_WERE.search(context.text, max(0, trigger.start - 20), trigger.start) is not None


def is_in_the_sky(context: Text, segment: Segment) -> bool:
    """Read "attacks were thwarted over the Kursk and Oryol regions": over them, by air defence."""
    named = [context.toponyms[p] for p in segment.places]
    return any(t.governor in ("over", "above") for t in named) and not any(
        t.key in ("clash", "advance", "capture") for t in segment.triggers
    )


_OF_THEM = re.compile(r" (?:all|most|\d+|\w+)?(?: \d+| \w+)? ?(?:of )?(?:them|these|those)\b")


def is_of_those_flying(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "drones hit A, despite its success in thwarting all 13 of them": the drones."""
    start = context.sentences[segment.sentence].start
    table = context.words.data["weapons"]
    flying = context.tags.within("weapon", start, trigger.start)
    return bool(_OF_THEM.match(context.text, trigger.end)) and any(
        table[w.key]["kind"] in FLYING_KINDS for w in flying
    )
