"""Whether a trigger word tells of this war here, or means something else."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text, is_passive
from geomap.reading.lexicon import Tag
from geomap.reading.segments import Segment

FLYING_KINDS = frozenset({"drone", "missile", "rocket", "air", "combined"})
_FLYING = re.compile(
    r"\b(?:targets?|aircraft|aeroplanes?|planes?|helicopters?|objects?|all of them|of them|"
    r"jets?|warplanes?|bombers?|decoys?)\b",
    re.IGNORECASE,
)


def is_supported(context: Text, segment: Segment, trigger: Tag) -> bool:  # noqa: PLR0911
    """Return whether a trigger counts, given the words around it in its segment."""
    if trigger.key == "launch":
        return _launch_has_weapon(context, segment, trigger)
    if trigger.form == "air_verb":
        return _has_flying_object(context, segment, trigger)
    if trigger.key in ("advance", "capture") and _is_flight(context, segment, trigger):
        return False
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


_NO_SUBJECT = re.compile(r"[;:]|\b(?:by|with|while|as|after|forces|troops|soldiers|under)\b")


def _is_flight(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Drones entered Izmail from the sea", "missiles approached": a flight, no advance."""
    low = max(segment.start, trigger.start - 60)
    flying = [
        w
        for w in context.tags.within("weapon", low, trigger.start)
        if context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
    ]
    if not flying or is_passive(context.text, trigger, segment.start):
        return False
    return not _NO_SUBJECT.search(context.text, flying[-1].end, trigger.start)


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


_ON_GROUND = re.compile(
    r"[ -](?:launchers?|systems?|installations?|crews?|operators?|pilots?|depots?|batter(?:y|ies)|"
    r"workshops?|factor(?:y|ies)|warehouses?|control)\b"
)


def _has_flying_object(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Destroyed two drones" and "29 missiles were destroyed" as interceptions."""
    end = min(segment.end, trigger.end + 70)
    if _passive_flying(context, segment, trigger):
        return True
    after = [
        w
        for w in context.tags.within("weapon", trigger.end, end)
        if context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
        and not _ON_GROUND.match(context.text, w.end)
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
        if context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
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
