"""What kind of event a segment tells, with which weapon and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.reading.grammar import Text, is_passive
from geomap.reading.lexicon import Lexicon, Tag
from geomap.reading.other_senses import means_otherwise
from geomap.reading.segments import EFFECTS, MAIN, Segment
from geomap.reading.trigger_sense import is_supported
from geomap.reading.weapons import FLYING_KINDS, weapons_in

_GROUND_ATTACK = re.compile(
    r"\b(?:assaults?|offensives?|infantry|ground|storm\w*|positions|mechani[sz]ed|armou?red|"
    r"attempts?|counter-?attacks?|breakthrough|advance)\b",
    re.IGNORECASE,
)
_TYPES = {
    "drone": "strike.drone",
    "missile": "strike.missile",
    "rocket": "strike.missile",
    "air": "strike.air",
    "shelling": "strike.shelling",
    "combined": "strike.combined",
    "explosion": "strike.explosion",
    "sea": "sea.attack",
}
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
    if not supported:
        return _unsupported(context, segment)
    weapons = weapons_in(context, segment) or _of_main_clause(context, segment, supported)
    trigger = min(supported, key=lambda t: (_rank(t), t.start))
    intercept = next((t for t in supported if t.key == "intercept"), None)
    if intercept is not None and trigger.key in _BESIDE_INTERCEPTION:
        waves = (t for t in supported if _is_wave(context, segment, t, intercept))
        trigger = next(waves, intercept)
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


_TRIED = re.compile(r"\battempts? (?:by [\w’' ]{3,40} )?to\b[^,;]{0,120}\Z")


def _is_wave(context: Text, segment: Segment, strike: Tag, intercept: Tag) -> bool:
    """Read "Russia launched 62 drones, 33 of them intercepted" is a strike; the reverse is not."""
    if strike.key not in ("launch", "strike") or strike.start > intercept.start:
        return False
    if _TRIED.search(context.text, segment.start, strike.start):
        return False  # "during an attempt to carry out an attack air defences downed nine drones"
    if strike.form.endswith("noun"):
        return "of" not in context.text[strike.end : intercept.start]
    return not context.text.startswith((" by ", " from "), strike.end) and not is_passive(
        context.text, strike, segment.start
    )


def _kind_of(  # noqa: PLR0911
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str]
) -> Kind | None:
    weapon = weapons[0] if weapons else None
    sure = 0.6 if trigger.form.startswith("weak") else 0.9
    if trigger.key == "intercept":
        return Kind(
            "air_defence.intercept", trigger, "intercept", sure, _first_flying(context, weapons)
        )
    if trigger.key == "debris":
        return _debris_kind(context, segment, trigger, weapons, sure)
    if trigger.key == "sea":
        return Kind("sea.attack", trigger, "attack at sea", sure, weapon)
    if trigger.key == "violence":
        return Kind("civilian.violence", trigger, "violence against civilians", sure)
    if trigger.key in _LAND:
        return _land_kind(context, segment, trigger, weapons, sure)
    if (
        trigger.key == "strike"
        and not weapons
        and _GROUND_ATTACK.search(context.text, segment.start, segment.end)
        and trigger.form.startswith("weak")
    ):
        return Kind("ground.clash", trigger, "attack on the ground", 0.6)
    if not weapons and (
        _is_ground_attack(context, segment, trigger) or _is_force_attacked(context, trigger)
    ):
        return Kind("ground.clash", trigger, "forces attacked near", 0.6)
    if trigger.key == "strike" and _is_crash_of_aircraft(context, segment, trigger):
        return Kind("air_defence.intercept", trigger, CAME_DOWN, 0.5, None, True, True)
    event_type = _strike_type(context.words, weapons)
    effect = trigger.key in EFFECTS
    sentence = context.sentences[segment.sentence]
    if trigger.key == "casualty" and _is_atrocity(context, segment, trigger):
        return Kind("civilian.violence", trigger, "bodies of those who were murdered", 0.7)
    bare = trigger.key == "casualty" and not weapons and len(segment.keys()) == 1
    if bare and not context.tags.within("side", sentence.start, sentence.end):
        return _unsupported(context, segment)
    if trigger.key in ("explosion", "fire") and event_type == "strike.other":
        event_type = "strike.explosion"
    return Kind(
        event_type,
        trigger,
        f"{trigger.key} with {weapon}" if weapon else trigger.key,
        sure if weapon else sure - 0.2,
        weapon,
        effect,
    )


def _debris_kind(
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str], sure: float
) -> Kind:
    """Return debris, or a strike where what fell set something on fire."""
    if "fire" in segment.keys():  # noqa: SIM118 (a method, no dict)
        burnt = _strike_type(context.words, weapons or ["drone"])
        return Kind(burnt, trigger, "fire where debris fell", sure, next(iter(weapons), "drone"))
    return Kind("air_defence.debris", trigger, "debris", sure, _first_flying(context, weapons))


CAME_DOWN = "an aircraft came down"
_AIRCRAFT = re.compile(
    r"\b(?:(?:war)?planes?|aircraft|jets?|helicopters?|bombers?|fighters?|Su-\d\d\w*|MiG-\d\d\w*|"
    r"Mi-\d+\w*|A-50|Il-\d\d)\b(?: [\w-]+){0,3} $"
)


def _is_crash_of_aircraft(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the warplane crashed in the Krasnodar region": the end of what was shot down."""
    if not context.text[trigger.start : trigger.end].lower().startswith("crash"):
        return False
    return bool(
        _AIRCRAFT.search(context.text, max(segment.start, trigger.start - 60), trigger.start)
    )


_BODIES = re.compile(r"\b(?:body|bodies|corpses?|remains)\b", re.IGNORECASE)
_MURDERED = re.compile(
    r"\b(?:liberated|de-?occupied|occupation|tortur\w+|execut\w+|gunshot|graves?|burials?|buried|"
    r"shot(?! down)|hands (?:were )?(?:tied|bound)|exhum\w+|violent death)\b",
    re.IGNORECASE,
)


def _is_atrocity(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "The bodies of three civilians were found in the liberated village; all were shot"."""
    if not _BODIES.search(context.text, trigger.start, trigger.end):
        return False
    sentence = context.sentences[segment.sentence]
    following = context.sentences[segment.sentence : segment.sentence + 2][-1]
    end = following.end if following.paragraph == sentence.paragraph else sentence.end
    return bool(_MURDERED.search(context.text, sentence.start, end))


_NEAR = re.compile(
    r"(?: \w+ times?| again| also)? (?:near|north|south|east|west|toward|in the (?:direction|area|"
    r"vicinity|\w+ (?:direction|sector))|along|around|positions|"
    r"on (?:\w+ ){1,2}(?:flanks?|sides|fronts|axes)|\d+ times)"
)
_ATTEMPT = re.compile(
    r"\b(?:tried|(?<!\bis )(?<!\bare )(?<!been )trying|attempt(?:s|ed|ing)?|unsuccessfully) to "
    r"(?:\w+ |(?:open|launch|mount|conduct|carry out|resume|make)(?: \w+){0,2} )?$"
    r"|\battempts? (?:by|of) [\w ’'-]{3,40} to (?:\w+ )?$",
    re.IGNORECASE,
)


def _is_ground_attack(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Russian forces attacked near Vovchansk": troops, as nothing says with what."""
    if not context.text.startswith("attack", trigger.start) or trigger.form != "weak_verb":
        return False
    if segment.keys() & {"casualty", "damage", "fire", "explosion"}:
        return False
    forces = context.tags.within("side", max(segment.start, trigger.start - 60), trigger.start)
    return any(t.form == "force" for t in forces) and bool(_NEAR.match(context.text, trigger.end))


_FORCE = re.compile(
    r"\b(?:forces|troops|soldiers|units|army|defenders|positions|brigades?)(?: \w+)? $"
)


def _is_force_attacked(context: Text, trigger: Tag) -> bool:
    """Read "its forces came under repeated attacks near A": on the ground."""
    word = context.text[trigger.start : trigger.end].lower()
    return (
        word.startswith(("came under", "come under", "coming under", "comes under"))
        and word.endswith(("attack", "attacks"))
        and _FORCE.search(context.text, max(0, trigger.start - 30), trigger.start) is not None
    )


_BY_AIR = re.compile(
    r"\b(?:overnight|night-?time|nightly|aerial|combined|massive|large-scale|drone|missile|"
    r"pre-?dawn) \Z"
)


def _is_air_assault(context: Text, trigger: Tag) -> bool:
    """Read "a larger overnight assault that targeted Poltava": drones and missiles, no troops."""
    word = context.text[trigger.start : trigger.end].lower()
    low = max(0, trigger.start - 24)
    return word.startswith("assault") and bool(_BY_AIR.search(context.text, low, trigger.start))


def is_attempt(context: Text, trigger: Tag) -> bool:
    """Read "The enemy tried to advance near A": it attacked, whatever came of it."""
    return bool(_ATTEMPT.search(context.text, max(0, trigger.start - 40), trigger.start))


_CAPTIVES = re.compile(r"\b(?:captured|unarmed|surrender\w*|prisoners?|POWs?|captives?)\b")


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
        and not _GROUND_ATTACK.search(context.text, trigger.start, segment.end)
    ):
        return Kind("air_defence.intercept", trigger, "air attack repelled", sure, weapons[0])
    if (
        trigger.key in ("advance", "capture", "liberation")
        and is_attempt(context, trigger)
        and any(context.toponyms[p].is_settlement for p in segment.places)
    ):
        return Kind("ground.clash", trigger, "attempt to gain ground", 0.7)
    if trigger.key == "clash" and _CAPTIVES.search(context.text, trigger.start, trigger.end):
        return Kind("civilian.violence", trigger, "captives killed", sure)
    if trigger.key == "repelled" and kinds and kinds[0] == "sea":
        return Kind("sea.attack", trigger, "attack at sea repelled", sure, weapons[0])
    word = context.text[trigger.start : trigger.end].lower()
    if (
        trigger.key == "clash"
        and re.search(r"assault|attack|offensive", word)
        and not re.search(r"operations|actions|storm|infantry|ground", word)
        and kinds
        and kinds[0] in FLYING_KINDS
    ):
        return Kind(
            _strike_type(context.words, weapons), trigger, "assault by air", 0.7, weapons[0]
        )
    if trigger.key == "clash" and trigger.form == "weak_noun" and _is_air_assault(context, trigger):
        return Kind(_strike_type(context.words, weapons), trigger, "assault by air", 0.6)
    return Kind(_LAND[trigger.key], trigger, trigger.key, sure)


def _strike_type(words: Lexicon, weapons: Sequence[str]) -> str:
    kinds = []
    for weapon in weapons:
        kind = words.data["weapons"][weapon]["kind"]
        kind = "missile" if kind == "rocket" else kind
        if kind not in kinds:
            kinds.append(kind)
    if not kinds:
        return "strike.other"
    if "combined" in kinds or {"drone", "missile"} <= set(kinds):
        return "strike.combined"
    if "air" in kinds and "missile" in kinds:
        return "strike.combined"
    return _TYPES[kinds[0]]


def _first_flying(context: Text, weapons: Sequence[str]) -> str | None:
    for weapon in weapons:
        if context.words.data["weapons"][weapon]["kind"] in FLYING_KINDS:
            return weapon
    return None


_PREFERRED = (
    "medical",
    "education",
    "religious",
    "energy",
    "fuel",
    "ammunition",
    "airfield",
    "port",
    "rail",
    "residential",
    "government",
    "industrial",
    "infrastructure",
    "vehicle",
    "military",
    "other",
)


def target_class(context: Text, segment: Segment) -> str | None:
    """Return the class of what was hit; the more telling one when several are named."""
    keys = {t.key for t in context.tags.within("target", segment.start, segment.end)}
    return next((k for k in _PREFERRED if k in keys), None)
