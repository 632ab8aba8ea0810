"""What kind of event a segment tells, with which weapon and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.reading.events.downed import fell_when_downed, flew_towards, is_debris_of
from geomap.reading.events.goals import done_of, stops
from geomap.reading.events.ground_attacks import (
    GROUND_ATTACK,
    failed_in_the_end,
    falls_on_cities,
    falls_on_people,
    is_air_assault,
    is_attempt,
    is_beaten_off,
    is_in_the_sky,
    is_of_those_flying,
    why_on_ground,
)
from geomap.reading.events.losers import drives_out, takes_part, throws_back_attack
from geomap.reading.events.other_senses import means_otherwise
from geomap.reading.events.segments import EFFECTS, MAIN, Segment
from geomap.reading.events.strike_types import (
    befalls_ships,
    first_flying,
    is_crash_of_aircraft,
    strike_type,
    type_of_word,
)
from geomap.reading.events.trigger_sense import is_supported
from geomap.reading.events.violence import is_atrocity, is_sniper_at_war, is_victim_found
from geomap.reading.events.weapons import FLYING_KINDS, weapons_in
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_LAND = {
    "capture": "control.capture",
    "liberation": "control.liberation",
    "withdrawal": "control.withdrawal",
    "advance": "control.advance",
    "repelled": "ground.repelled",
    "incursion": "ground.incursion",
    "clash": "ground.clash",
}


@dataclass(slots=True)
class Kind:
    """The event type of a segment, the trigger that decided it, and how sure the type is."""

    event_type: str
    trigger: Tag
    rule: str
    confidence: float
    weapon: str | None = None
    effect: bool = False  # only a consequence is told (damage, casualties, fire)
    needs_host: bool = False  # and nothing says that it is one of war


def decide_kind(context: Text, segment: Segment) -> Kind | None:
    """Return the kind of event, or None when the trigger words do not tell of one."""
    supported = [t for t in segment.triggers if is_supported(context, segment, t)]
    supported = done_of(context, supported)
    if not supported:
        return _unsupported(context, segment)
    weapons = weapons_in(context, segment) or _of_main_clause(context, segment, supported)
    trigger = min(supported, key=lambda t: (_rank(t), t.start))
    trigger = next((t for t in supported if stops(context, t, trigger)), trigger)
    intercept = next((t for t in supported if t.key == "intercept"), None)
    if intercept is not None and trigger.key in _BESIDE_INTERCEPTION:
        first = [t for t in supported if _is_wave(context, segment, t, intercept)]
        first += [t for t in supported if is_debris_of(context, t, intercept)]
        fell = next((t for t in supported if fell_when_downed(context, t, intercept)), None)
        if fell is not None:
            return _debris_kind(context, segment, fell, weapons, 0.9)
        trigger = next(iter(first), intercept)
    if trigger.key == "clash" and _is_of_flying(context, trigger):
        return Kind(
            "air_defence.intercept", trigger, "intercept", 0.6, weapons[0] if weapons else None
        )
    return _kind_of(context, segment, trigger, weapons)


def _is_of_flying(context: Text, trigger: Tag) -> bool:
    """Read "destroyed all the drones the enemy tried to use": drones, not troops."""
    return context.text.startswith("destroy", trigger.start) and any(
        context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
        for w in context.tags.within("weapon", trigger.start, trigger.end)
    )


def _of_main_clause(context: Text, segment: Segment, triggers: Sequence[Tag]) -> list[str]:
    """Take the weapon of "launched drones at airfields, hitting Engels" for the hit."""
    first = triggers[0]
    if context.text[segment.start : first.end].split(" ")[0].endswith("ing"):
        return weapons_in(context, segment, whole_sentence=True)
    return []


def _unsupported(context: Text, segment: Segment) -> Kind | None:
    """Damage, fires and power cuts tell of an attack only beside one told before."""
    effects = [
        t
        for t in segment.triggers
        if t.key in (*EFFECTS, "explosion") and not means_otherwise(context, segment, t)
    ]
    if not effects:
        return None
    return Kind(
        "strike.other",
        effects[0],
        f"{effects[0].key} after an attack",
        0.5,
        None,
        effect=True,
        needs_host=True,
    )


def _rank(trigger: Tag) -> int:
    if trigger.key in EFFECTS:
        return 40 + EFFECTS.index(trigger.key)
    return MAIN.index(trigger.key) + (20 if trigger.form.startswith("weak") else 0)


_BESIDE_INTERCEPTION = ("intercept", "strike", "launch", "clash", "debris", "explosion")


_DURING = Sought(r"\b(?:during|in|from|of) (?:the|this|that|these) (?:[\w-]+ ){0,2}\Z")
_TRIED = Sought(r"\b(?:attempt\w*|tr(?:y|ied|ying)) (?:by [\w’' ]{3,40} )?to\b[^,;]{0,120}\Z")


# "villages were attacked with 13 drones, six of which were shot down"
_OF_WHICH = re.compile(r", (?:at least )?\w+ of (?:which|them|these) (?:was|were|had been) \Z")


def _is_wave(  # noqa: PLR0911 (one return a rule)
    context: Text, segment: Segment, strike: Tag, intercept: Tag
) -> bool:
    """Read "Russia launched 62 drones, 33 of them intercepted" is a strike; the reverse is not."""
    if strike.key not in ("launch", "strike") or strike.start > intercept.start:
        return False
    if flew_towards(context, segment, strike, intercept):
        return False
    if strike.form.endswith("noun") and _DURING.search(context.text, segment.start, strike.start):
        return False  # "14 drones used during the attacks were shot down over A"
    if _TRIED.search(context.text, segment.start, strike.start):
        return False  # "during an attempt to carry out an attack air defences downed nine drones"
    if _OF_WHICH.search(context.text, strike.end, intercept.start):
        return True
    if strike.form.endswith("noun"):
        return "of" not in context.text[strike.end : intercept.start]
    return not context.text.startswith((" by ", " from "), strike.end) and not is_passive(
        context.text, strike, segment.start
    )


_OFFICE = re.compile(r"(?:['’]s)? (?:headquarters|HQ|command)\b")  # of a fleet: on land


def _kind_of(  # noqa: PLR0911
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str]
) -> Kind | None:
    weapon = weapons[0] if weapons else None
    sure = 0.6 if trigger.form.startswith("weak") else 0.9
    if trigger.key == "intercept":
        return _intercept_kind(context, trigger, weapons, sure)
    if trigger.key == "debris":
        return _debris_kind(context, segment, trigger, weapons, sure)
    if trigger.key == "sea" and not _OFFICE.match(context.text, trigger.end):
        return Kind("sea.attack", trigger, "attack at sea", sure, weapon)
    if trigger.key == "violence":
        return _violence_kind(context, segment, trigger, sure)
    if trigger.key in _LAND:
        return _land_kind(context, segment, trigger, weapons, sure)
    if not weapons and is_beaten_off(context, trigger):
        return Kind("ground.repelled", trigger, "attempt that failed", 0.7)
    if not weapons and (rule := why_on_ground(context, segment, trigger)):
        return Kind("ground.clash", trigger, rule, 0.6)
    if trigger.key == "strike" and is_crash_of_aircraft(context, segment, trigger):
        return Kind("air_defence.intercept", trigger, CAME_DOWN, 0.5, None, True, True)
    if trigger.key == "strike" and not weapons and befalls_ships(context, segment):
        return Kind("sea.attack", trigger, "attack on ships at sea", sure - 0.2)
    event_type = strike_type(context.words, weapons)
    effect = trigger.key in EFFECTS
    sentence = context.sentences[segment.sentence]
    if trigger.key == "casualty" and is_atrocity(context, segment, trigger):
        return Kind("civilian.violence", trigger, "bodies of those who were murdered", 0.7)
    bare = trigger.key == "casualty" and not weapons and len(segment.keys()) == 1
    if bare and not context.tags.within("side", sentence.start, sentence.end):
        return _unsupported(context, segment)
    return Kind(
        type_of_word(context, segment, trigger) if event_type == "strike.other" else event_type,
        trigger,
        f"{trigger.key} with {weapon}" if weapon else trigger.key,
        sure if weapon else sure - 0.2,
        weapon,
        effect,
    )


def _intercept_kind(context: Text, trigger: Tag, weapons: Sequence[str], sure: float) -> Kind:
    """Return an interception, or an attack at sea that failed: "destroyed two unmanned boats"."""
    kinds = {context.words.data["weapons"][w]["kind"] for w in weapons}
    if kinds == {"sea"}:
        return Kind("sea.attack", trigger, "attack at sea repelled", sure, weapons[0])
    return Kind("air_defence.intercept", trigger, "intercept", sure, first_flying(context, weapons))


BURNT = "fire where debris fell"


def _debris_kind(
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str], sure: float
) -> Kind:
    """Return debris, or a strike where what fell set something on fire."""
    if "fire" in segment.keys():  # noqa: SIM118 (a method, no dict)
        burnt = strike_type(context.words, weapons or ["drone"])
        return Kind(burnt, trigger, BURNT, sure, next(iter(weapons), None))
    return Kind("air_defence.debris", trigger, "debris", sure, first_flying(context, weapons))


CAME_DOWN = "an aircraft came down"


def _violence_kind(context: Text, segment: Segment, trigger: Tag, sure: float) -> Kind:
    """Return violence against civilians, or a casualty where a body was found in ruins."""
    if is_victim_found(context, segment, trigger):
        return Kind("strike.other", trigger, "casualty", 0.5, None, effect=True, needs_host=True)
    if is_sniper_at_war(context, segment, trigger):
        return Kind(_LAND["clash"], trigger, "clash", sure)
    return Kind("civilian.violence", trigger, "violence against civilians", sure)


_BY_AIR_DEFENCE = Sought(
    r"\b(?:air|anti-aircraft|anti-drone|anti-missile)[ -]?defen[cs]es?\b|\belectronic warfare\b",
    re.IGNORECASE,
)
_CAPTIVES = Sought(rf"\b{any_of('captives')}\b")


_ON_LAND = re.compile(r"operations|actions|storm|infantry|ground")


def _is_of_weapon(context: Text, trigger: Tag) -> bool:
    """Read "its missile offensive": unlike "an offensive", told beside deliveries of missiles."""
    before = context.tags.within("weapon", max(0, trigger.start - 20), trigger.start)
    return any(trigger.start - w.end <= 1 for w in before)


_ASSAULT = re.compile(r"(?!.*counter).*(?:assault|attack|offensive)")


_ATTEMPT_TO = re.compile(r"[^,;.]{0,40}?\battempt(?:s|ed)? (?:to|at|by) ")


def _behind_attempt(text: str, trigger: Tag) -> int:
    """Return where to look for troops in "thwarted an attempt to attack A with a drone"."""
    attempt = _ATTEMPT_TO.match(text, trigger.start)
    return attempt.end() if attempt else trigger.start


_UNDERTAKEN = ("advance", "capture", "clash", "liberation", "incursion")


def _land_kind(  # noqa: PLR0911 (one return a kind)
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str], sure: float
) -> Kind | None:
    if trigger.key == "clash" and not weapons and not segment.places:
        weapons = weapons_in(context, segment, whole_sentence=True)  # "In a separate assault, …"
    kinds = [context.words.data["weapons"][w]["kind"] for w in weapons]
    if (
        trigger.key == "repelled"
        and kinds
        and kinds[0] in FLYING_KINDS
        and not GROUND_ATTACK.search(
            context.text, _behind_attempt(context.text, trigger), segment.end
        )
    ):
        return Kind("air_defence.intercept", trigger, "air attack repelled", sure, weapons[0])
    if trigger.key in _UNDERTAKEN and failed_in_the_end(context, segment, trigger):
        return Kind("ground.repelled", trigger, "attempt that failed", 0.7)
    if (
        trigger.key in ("advance", "capture", "liberation")
        and is_attempt(context, trigger)
        and any(
            context.toponyms[p].is_settlement or context.toponyms[p].kind == "axis"
            for p in segment.places
        )
    ):
        return Kind("ground.clash", trigger, "attempt to gain ground", 0.7)
    if trigger.key == "clash" and _CAPTIVES.search(context.text, trigger.start, trigger.end):
        return Kind("civilian.violence", trigger, "captives killed", sure)
    if trigger.key == "repelled" and _BY_AIR_DEFENCE.search(
        context.text, segment.start, segment.end
    ):
        return Kind("air_defence.intercept", trigger, "air attack repelled", sure)
    if (
        trigger.key == "repelled"
        and not kinds
        and (is_in_the_sky(context, segment) or is_of_those_flying(context, segment, trigger))
    ):
        return Kind("air_defence.intercept", trigger, "air attack repelled", 0.6)
    if trigger.key == "repelled" and kinds and kinds[0] == "sea":
        return Kind("sea.attack", trigger, "attack at sea repelled", sure, weapons[0])
    word = context.text[trigger.start : trigger.end].lower()
    if (
        trigger.key == "clash"
        and _ASSAULT.match(word)
        and not _ON_LAND.search(word)
        and not ("offensive" in word and not _is_of_weapon(context, trigger))
        and kinds
        and kinds[0] in FLYING_KINDS
    ):
        return Kind(strike_type(context.words, weapons), trigger, "assault by air", 0.7, weapons[0])
    by_air = trigger.form == "weak_noun" and is_air_assault(context, trigger)
    by_air = by_air or falls_on_cities(context, trigger)
    if trigger.key == "clash" and (by_air or falls_on_people(context, segment, trigger)):
        return Kind(strike_type(context.words, weapons), trigger, "assault by air", 0.6)
    key = _gain_of(context, segment, trigger)
    return Kind(_LAND[key], trigger, key, sure)


def _gain_of(context: Text, segment: Segment, trigger: Tag) -> str:
    """Return the key of a trigger, and for "drove them out" whether it was out of a town."""
    if trigger.key in ("capture", "liberation") and takes_part(context, segment):
        return "advance"
    if trigger.key not in ("advance", "liberation"):
        return trigger.key
    if trigger.key == "advance" and throws_back_attack(context, segment, trigger):
        return "repelled"
    whole_town = drives_out(context, segment, trigger)
    return {True: "liberation", False: "advance", None: trigger.key}[whole_town]
