"""What kind of event a segment tells, with which weapon and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geomap.reading.grammar import Text, is_passive
from geomap.reading.lexicon import Lexicon, Tag
from geomap.reading.segments import EFFECTS, MAIN, Segment
from geomap.reading.trigger_sense import FLYING_KINDS, is_supported

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
    supported = [t for t in segment.triggers if is_supported(context, segment, t)]
    if not supported:
        return _unsupported(segment)
    weapons = weapons_in(context, segment) or _of_main_clause(context, segment, supported)
    trigger = min(supported, key=lambda t: (_rank(t), t.start))
    intercept = next((t for t in supported if t.key == "intercept"), None)
    if intercept is not None and trigger.key in _BESIDE_INTERCEPTION:
        waves = (t for t in supported if _is_wave(context, segment, t, intercept))
        trigger = next(waves, intercept)
    return _kind_of(context, segment, trigger, weapons)


def _of_main_clause(context: Text, segment: Segment, triggers: Sequence[Tag]) -> list[str]:
    """Take the weapon of "launched drones at airfields, hitting Engels" for the hit."""
    first = triggers[0]
    if context.text[segment.start : first.end].split(" ")[0].endswith("ing"):
        return weapons_in(context, segment, whole_sentence=True)
    return []


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
    if not weapons and _is_ground_attack(context, segment, trigger):
        return Kind("ground.clash", trigger, "forces attacked near", 0.6)
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


_NEAR = re.compile(
    r"(?: \w+ times?| again| also)? (?:near|north|south|east|west|toward|in the (?:direction|area|"
    r"vicinity|\w+ (?:direction|sector))|along|around|positions|"
    r"on (?:\w+ ){1,2}(?:flanks?|sides|fronts|axes)|\d+ times)"
)
_ATTEMPT = re.compile(
    r"\b(?:tried|(?<!\bis )(?<!\bare )(?<!been )trying|attempt(?:s|ed|ing)?|unsuccessfully) to "
    r"(?:\w+ )?$"
)


def _is_ground_attack(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Russian forces attacked near Vovchansk": troops, as nothing says with what."""
    if not context.text.startswith("attack", trigger.start) or trigger.form != "weak_verb":
        return False
    if segment.keys() & {"casualty", "damage", "fire", "explosion"}:
        return False
    forces = context.tags.within("side", max(segment.start, trigger.start - 60), trigger.start)
    return any(t.form == "force" for t in forces) and bool(_NEAR.match(context.text, trigger.end))


def is_attempt(context: Text, trigger: Tag) -> bool:
    """Read "The enemy tried to advance near A": it attacked, whatever came of it."""
    return bool(_ATTEMPT.search(context.text, max(0, trigger.start - 40), trigger.start))


def _land_kind(
    context: Text, segment: Segment, trigger: Tag, weapons: Sequence[str], sure: float
) -> Kind | None:
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
    if len(found) > 1 and _only_says_fired(context, tags):
        found.remove("artillery")
    models = {table[k]["kind"] for k in found if k[0].isupper()}
    if "mine" in found and len(found) > 1:  # an explosive that something else carried
        found = [k for k in found if k != "mine"]
    generic = ("drone", "missile", "air strike", "artillery")
    return [k for k in found if not (k in generic and table[k]["kind"] in models)]


_WITH = re.compile(r"\b(?:with|using)\s+(?:\w+\s+){0,3}\Z")


def _only_says_fired(context: Text, tags: Sequence[Tag]) -> bool:
    """Read "Shelled the town with rockets": the verb does not name the weapon, "with" does."""
    words = {context.text[t.start : t.end].lower() for t in tags if t.key == "artillery"}
    others = [t for t in tags if t.key != "artillery"]
    return (
        bool(words)
        and words <= {"shelled", "shelling"}
        and any(_WITH.search(context.text, max(0, t.start - 30), t.start) for t in others)
    )


def _is_other_use(context: Text, tag: Tag) -> bool:
    """Read "Drone production", "missile defence", "shells of buildings": no weapon in use."""
    return bool(
        re.match(
            r"[ -](?:production|manufactur\w+|factory|factories|maker|industry|defen[cs]e|"
            r"shield|systems?|alert|parts|components|program\w*|deal|deliver\w+|supplies|"
            r"technology|operators?|units?|warfare|tests?|launchers?|installations?|crews?|pilots?)\b",
            context.text[tag.end : tag.end + 16],
        )
    )


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
