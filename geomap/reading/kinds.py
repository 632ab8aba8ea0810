"""What kind of event a segment tells, with which weapon and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.reading.grammar import Text, is_passive
from geomap.reading.lexicon import Lexicon, Tag
from geomap.reading.segments import EFFECTS, MAIN, Segment

_AIR = frozenset({"drone", "missile", "rocket", "air", "combined"})
_FLYING = re.compile(
    r"\b(?:targets?|aircraft|aeroplanes?|planes?|helicopters?|objects?|all of them|of them|"
    r"jets?|warplanes?|bombers?|decoys?)\b",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
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
    supported = [t for t in segment.triggers if _is_supported(context, segment, t)]
    if not supported:
        return _unsupported(segment)
    weapons = weapons_in(context, segment)
    trigger = min(supported, key=lambda t: (_rank(t), t.start))
    intercept = next((t for t in supported if t.key == "intercept"), None)
    if intercept is not None and trigger.key in _BESIDE_INTERCEPTION:
        waves = (t for t in supported if _is_wave(context, segment, t, intercept))
        trigger = next(waves, intercept)
    return _kind_of(context, segment, trigger, weapons)


def _unsupported(segment: Segment) -> Kind | None:
    """Damage, fires and power cuts tell of an attack only beside one told before."""
    effects = [t for t in segment.triggers if t.key in (*EFFECTS, "explosion")]
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


def _is_wave(context: Text, segment: Segment, strike: Tag, intercept: Tag) -> bool:
    """Read "Russia launched 62 drones, 33 of them intercepted" is a strike; the reverse is not."""
    if strike.key not in ("launch", "strike") or strike.start > intercept.start:
        return False
    if strike.form.endswith("noun"):
        return "of" not in context.text[strike.end : intercept.start]
    return not context.text.startswith(" by ", strike.end) and not is_passive(
        context.text, strike, segment.start
    )


def _kind_of(context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str]) -> Kind | None:  # noqa: PLR0911
    weapon = weapons[0] if weapons else None
    sure = 0.6 if trigger.form.startswith("weak") else 0.9
    if trigger.key == "intercept":
        return Kind(
            "air_defence.intercept", trigger, "intercept", sure, _first_flying(context, weapons)
        )
    if trigger.key == "debris":
        return Kind("air_defence.debris", trigger, "debris", sure, _first_flying(context, weapons))
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
    event_type = _strike_type(context.words, weapons)
    effect = trigger.key in EFFECTS
    sentence = context.sentences[segment.sentence]
    bare = trigger.key == "casualty" and not weapons and len(segment.keys()) == 1
    if bare and not context.tags.within("side", sentence.start, sentence.end):
        return _unsupported(segment)
    if trigger.key == "explosion" and event_type == "strike.other":
        event_type = "strike.explosion"
    if trigger.key == "fire" and event_type == "strike.other":
        event_type = "strike.explosion"
    return Kind(
        event_type,
        trigger,
        f"{trigger.key} with {weapon}" if weapon else trigger.key,
        sure if weapon else sure - 0.2,
        weapon,
        effect,
    )


def _land_kind(
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str], sure: float
) -> Kind | None:
    kinds = [context.words.data["weapons"][w]["kind"] for w in weapons]
    if (
        trigger.key == "repelled"
        and kinds
        and kinds[0] in _AIR
        and not _GROUND_ATTACK.search(context.text, trigger.start, segment.end)
    ):
        return Kind("air_defence.intercept", trigger, "air attack repelled", sure, weapons[0])
    word = context.text[trigger.start : trigger.end].lower()
    if (
        trigger.key == "clash"
        and re.search(r"assault|attack|offensive", word)
        and not re.search(r"operations|actions|storm|infantry|ground", word)
        and kinds
        and kinds[0] in _AIR
    ):
        return Kind(
            _strike_type(context.words, weapons), trigger, "assault by air", 0.7, weapons[0]
        )
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
        if context.words.data["weapons"][weapon]["kind"] in _AIR:
            return weapon
    return None


def weapons_in(context: Text, segment: Segment, *, whole_sentence: bool = False) -> list[str]:
    """
    Return the weapons of a segment, the more specific name first.

    A named model replaces its kind: "Shahed drones" is Shahed.
    """
    start, end = segment.start, segment.end
    if whole_sentence:
        sentence = context.sentences[segment.sentence]
        start, end = sentence.start, sentence.end
    tags = [t for t in context.tags.within("weapon", start, end) if not _is_other_use(context, t)]
    table = context.words.data["weapons"]
    found: list[str] = []
    for tag in tags:
        if tag.key not in found:
            found.append(tag.key)
    models = {table[k]["kind"] for k in found if k[0].isupper()}
    generic = ("drone", "missile", "air strike", "artillery")
    return [k for k in found if not (k in generic and table[k]["kind"] in models)]


def _is_other_use(context: Text, tag: Tag) -> bool:
    """Read "Drone production", "missile defence", "shells of buildings": no weapon in use."""
    return bool(
        re.match(
            r"[ -](?:production|manufactur\w+|factory|factories|maker|industry|defen[cs]e|"
            r"shield|systems?|alert|parts|components|program\w*|deal|deliver\w+|supplies|"
            r"technology|operators?|units?|warfare|tests?)\b",
            context.text[tag.end : tag.end + 16],
        )
    )


def _is_supported(context: Text, segment: Segment, trigger: Tag) -> bool:  # noqa: PLR0911
    if trigger.key == "launch":
        return _launch_has_weapon(context, segment, trigger)
    if trigger.form == "air_verb":
        return _has_flying_object(context, segment, trigger)
    if trigger.key == "damage":
        return _damage_of_war(context, segment, trigger)
    if not trigger.form.startswith("weak"):
        return True
    sentence = context.sentences[segment.sentence]
    low, high = max(sentence.start, trigger.start - 140), min(sentence.end, trigger.end + 120)
    if trigger.key in ("capture", "advance"):
        return _took_place(context, segment, trigger)
    if context.tags.within("weapon", low, high):
        return True
    sides = context.tags.within("side", low, high)
    if trigger.form == "weak_noun" and trigger.key == "strike":
        return (
            bool(sides)
            or bool(context.tags.within("target", low, high))
            or bool(segment.keys() & {"casualty"})
            or bool(
                re.match(
                    r" (?:on|in|at|near|against|killed)\b",
                    context.text[trigger.end : trigger.end + 9],
                )
            )
        )
    if trigger.key == "strike" and _underwent(context, segment, trigger):
        return True
    objects = context.tags.within("target", trigger.end, min(segment.end, trigger.end + 60))
    return (
        bool(objects)
        or (bool(sides) and bool(segment.places))
        or (
            _direct_object(context, segment, trigger)
            and bool(sides or segment.keys() & {"casualty"})
        )
    )


def _underwent(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Ternopil was also hit"; what hit it is not said to be something else."""
    passive = is_passive(context.text, trigger, segment.start)
    return passive and bool(segment.places) and not context.text.startswith(" by ", trigger.end)


def _direct_object(context: Text, segment: Segment, trigger: Tag) -> bool:
    return any(
        context.toponyms[p].phrase_start - trigger.end <= 2
        and context.toponyms[p].start > trigger.start
        for p in segment.places
    )


_FORCES = re.compile(r"\b(?:forces|troops|army|soldiers|fighters|units|tanks)\b")


def _took_place(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "took Vuhledar": the settlement is the object of a verb with many meanings."""
    if not _direct_object(context, segment, trigger):
        return False
    sentence = context.sentences[segment.sentence]
    sides = context.tags.within("side", sentence.start, sentence.end)
    return bool(sides) or bool(_FORCES.search(context.text, sentence.start, sentence.end))


def _launch_has_weapon(context: Text, segment: Segment, trigger: Tag) -> bool:
    sentence = context.sentences[segment.sentence]
    after = [
        t
        for t in context.tags.within("weapon", trigger.end, min(sentence.end, trigger.end + 70))
        if t.key != "mine"
    ]
    word = context.text[trigger.start : trigger.end].lower()
    if word.startswith(("use", "deploy", "send", "sent", "direct", "carr", "conduct", "release")):
        return bool(
            after
            and re.search(
                r"\b(?:against|on|at|over|towards?)\b|\bto (?:attack|strike|hit|target)",
                context.text[trigger.end : min(sentence.end, trigger.end + 120)],
            )
        ) and not re.match(r" (?:to|for) ", context.text[after[0].end : after[0].end + 5])
    if after:
        return True
    before = context.tags.within("weapon", max(sentence.start, trigger.start - 70), trigger.start)
    return bool(before) and (
        is_passive(context.text, trigger, sentence.start)
        or context.text[trigger.start : trigger.end].lower() in ("launched", "fired")
    )


def _has_flying_object(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Destroyed two drones" and "29 missiles were destroyed" as interceptions."""
    end = min(segment.end, trigger.end + 70)
    if _passive_flying(context, segment, trigger):
        return True
    after = [
        w
        for w in context.tags.within("weapon", trigger.end, end)
        if context.words.data["weapons"][w.key]["kind"] in _AIR
    ]
    words = context.text[trigger.end : after[0].start] if after else context.text[trigger.end : end]
    if after and not re.search(
        r"\b(?:by|with|in|using|after|when|from|during|on|near|at)\b|,", words
    ):
        return True
    flying = _FLYING.search(context.text, trigger.end, end)
    if flying and not re.search(
        r"\b(?:by|with|in|using|on|at)\b", context.text[trigger.end : flying.start()]
    ):
        return flying.group().lower() not in ("targets", "target", "objects") or bool(
            re.search(r"\b(?:air|aerial|\d+)\b", context.text[trigger.end : flying.start()])
        )
    return bool(
        re.match(
            r" (?:\d+|one|two|three|four|five|six|seven|all|another|several)\b[^.;]{0,45}\bover ",
            context.text[trigger.end : end],
        )
    )


def _passive_flying(context: Text, segment: Segment, trigger: Tag) -> bool:
    if not is_passive(context.text, trigger, segment.start) and not context.text[
        trigger.start : trigger.end
    ].endswith("ed"):
        return False
    low = max(segment.start, trigger.start - 60)
    before = [
        w
        for w in context.tags.within("weapon", low, trigger.start)
        if context.words.data["weapons"][w.key]["kind"] in _AIR
    ]
    if not before or context.text[trigger.start : trigger.end].lower().startswith(("hit", "stop")):
        return False
    between = context.text[before[-1].end : trigger.start]
    return bool(
        re.fullmatch(
            r"(?: [\w’'-]+){0,2}?,? (?:was|were|been|being|had been|have been|has been|are|"
            r"is)(?: \w+ly| also| either| all)? ",
            between,
        )
        or (
            re.fullmatch(r" ", between)
            and bool(
                re.match(r"\s*(?:over|by|,|\.|$)", context.text[trigger.end : trigger.end + 6])
            )
        )
    )


def _damage_of_war(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Damage counts beside a weapon, a force or an attack, or where a building was hit."""
    sentence = context.sentences[segment.sentence]
    if context.tags.within("weapon", sentence.start, sentence.end):
        return True
    strikes = {t.key for t in segment.triggers} & {
        "strike",
        "explosion",
        "debris",
        "fire",
        "casualty",
    }
    if strikes:
        return True
    targets = context.tags.within(
        "target", max(sentence.start, trigger.start - 80), min(sentence.end, trigger.end + 60)
    )
    sides = context.tags.within("side", sentence.start, trigger.start)
    return bool(targets) and (bool(sides) or bool(segment.places)) and trigger.form == "verb"


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
