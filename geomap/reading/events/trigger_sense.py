"""Whether a trigger word tells of this war here, or means something else."""

from __future__ import annotations

import re

from geomap.reading.events.asides import unattributed
from geomap.reading.events.other_senses import means_otherwise
from geomap.reading.events.segments import Segment
from geomap.reading.events.weapons import FLYING_KINDS
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.trigger_words import SUFFERED

_FLYING = Sought(
    rf"\b{any_of('flying_objects')}\b",
    re.IGNORECASE,
)


_IN_BLAST = re.compile(r" (?:in|by) (?:a|an|the) (?:\w+ )?(?:blast|explosion|fire|detonation)\b")


def is_supported(context: Text, segment: Segment, trigger: Tag) -> bool:  # noqa: PLR0911
    """Return whether a trigger counts, given the words around it in its segment."""
    if trigger.key == "scene" or means_otherwise(context, segment, trigger):
        return False
    if trigger.key == "launch":
        return _launch_has_weapon(context, segment, trigger)
    if trigger.form == "air_verb":
        if _IN_BLAST.match(context.text, trigger.end):
            return False  # "missiles were destroyed in a blast as they were carried by rail"
        return _has_flying_object(context, segment, trigger)
    if trigger.key == "damage":
        return _damage_of_war(context, segment, trigger)
    if not trigger.form.startswith("weak"):
        return True
    sentence = context.sentences[segment.sentence]
    low, high = max(sentence.start, trigger.start - 140), min(sentence.end, trigger.end + 120)
    if trigger.key in ("capture", "advance"):
        return _took_place(context, segment, trigger)
    if trigger.key == "withdrawal":
        return _left_place(context, segment, trigger)
    if context.tags.within("weapon", low, high):
        return True
    sides = context.tags.within("side", low, high)
    if trigger.form == "weak_noun" and trigger.key == "strike":
        return (
            bool(sides)
            or bool(context.tags.within("target", low, high))
            or bool(segment.keys() & {"casualty"})
            or _is_told_of(context, sentence.start, trigger)
            or bool(_TOLD_AT.match(context.text, trigger.end))
            or bool(SUFFERED.search(context.text, sentence.start, trigger.start))
        )
    if trigger.key == "strike" and (
        _underwent(context, segment, trigger) or _by_attack(context, segment, trigger)
    ):
        return True
    objects = context.tags.within("target", trigger.end, min(segment.end, trigger.end + 60))
    sides = sides or _side_taken_up(context, segment, trigger)
    return (
        bool(objects)
        or (bool(sides) and bool(segment.places))
        or (
            _direct_object(context, segment, trigger)
            and bool(sides or segment.keys() & {"casualty"})
        )
    )


# "Strikes were reported in the regions of Poltava and Odesa"
_TOLD_AT = re.compile(
    r" (?:(?:(?:was|were|has been|have been)(?: also)?(?: reported| recorded)?|took place|occurred|"
    r"happened) (?:overnight )?)?(?:on|in|at|near|across|against|killed)\b"
)
_THEY = Sought(r"\b(?:[Tt]hey|It) (?:also |then |again |later )?\Z")


def _side_taken_up(context: Text, segment: Segment, trigger: Tag) -> list[Tag]:
    """Return the forces of the sentence before for "They hit Nikopol, too"."""
    if not segment.sentence or not _THEY.search(
        context.text, max(segment.start, trigger.start - 12), trigger.start
    ):
        return []
    before = context.sentences[segment.sentence - 1]
    return [t for t in context.tags.within("side", before.start, before.end) if t.form == "force"]


# "The strike, which …": the one told of before
_TAKES_UP = re.compile(
    r"[“\"]?The (?:strike|attack|raid)(?=,? (?:which|that|overnight|came|happened|took place|"
    r"on (?:\w+day|\d)))"
)
_SCENE_OF = re.compile(rf"The {any_of('scene')} of (?:the|this|that) (?:[\w-]+ )?")
_AMONG = Sought(r"\bamong (?:the |other )?(?:\w+ )?[a-z]+ (?:also )?\Z")
_THEN = re.compile(r" (?:had |has |have )?(?:also |mainly |mostly |reportedly |again )?")


def _is_told_of(context: Text, start: int, trigger: Tag) -> bool:
    if _SCENE_OF.fullmatch(context.text, start, trigger.start):
        return True
    taken_up = _TAKES_UP.match(context.text, start)
    return taken_up is not None and taken_up.end() == trigger.end


def _by_attack(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "The assault also targeted the region of Sumy": its subject is an attack."""
    before = context.tags.within("trigger", segment.start, trigger.start)
    attack = before[-1] if before else None
    return (
        attack is not None
        and attack.key in ("strike", "clash")
        and attack.form.endswith("noun")
        and bool(segment.places)
        and _THEN.fullmatch(context.text, attack.end, trigger.start) is not None
    )


def _underwent(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Ternopil was also hit"; what hit it is not said to be something else."""
    passive = is_passive(context.text, trigger, segment.start) or _AMONG.search(
        context.text, segment.start, trigger.start
    )
    if not passive or context.text.startswith(" by ", trigger.end):
        return False
    return bool(segment.places) or _goes_on_about_attack(context, segment)


def _goes_on_about_attack(context: Text, segment: Segment) -> bool:
    """Read "The Orinda was hit while unloading at Izmail", right after a strike on a ship."""
    first = max(0, segment.sentence - 1)
    low, high = context.sentences[first].start, context.sentences[segment.sentence].start
    return any(
        t.key in ("strike", "sea") and not t.form.startswith("weak")
        for t in context.tags.within("trigger", low, high)
    )


def _direct_object(context: Text, segment: Segment, trigger: Tag) -> bool:
    return any(
        context.toponyms[p].phrase_start - trigger.end <= 2
        and context.toponyms[p].start > trigger.start
        for p in segment.places
    )


_FORCES = Sought(rf"\b{any_of('takers')}\b")
_BY_FORCES = re.compile(
    r"[”\"’']? by (?:the )?(?:Russia\w*|Ukrain\w*|enemy|Moscow|Kyiv|pro-\w+|inva\w+|separatists?)\b"
)


def _took_place(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "took Vuhledar": the settlement is the object of a verb with many meanings."""
    if context.text.startswith(("fell", "fall"), trigger.start):
        return _town_fell(context, segment, trigger)
    if _BY_FORCES.match(context.text, trigger.end):
        return True  # "Kherson is “surrounded” by Russian soldiers"
    if not _direct_object(context, segment, trigger):
        return False
    sentence = context.sentences[segment.sentence]
    sides = context.tags.within("side", sentence.start, sentence.end)
    return bool(sides) or bool(_FORCES.search(context.text, sentence.start, sentence.end))


_FELL_OTHERWISE = re.compile(r" (?:silent|quiet|dark|short|victim|ill|behind|asleep|apart|out)\b")


_HAS = re.compile(r" (?:(?:has|had|have) )?(?:\w+ly |now )?")


def _town_fell(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Vuhledar fell on Tuesday", "Mariupol has fallen": the town is the subject."""
    named = (context.toponyms[p] for p in segment.places)
    subject = any(
        t.is_settlement and _HAS.fullmatch(context.text, t.end, trigger.start) for t in named
    )
    return subject and _FELL_OTHERWISE.match(context.text, trigger.end) is None


_LEAVES = Sought(rf"\b{any_of('who_leaves')}(?: (?:have|has|had|also|then|finally|already))* \Z")


def _left_place(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the Ukrainian military left Avdiivka": troops are the subject, a town the object."""
    return (
        _direct_object(context, segment, trigger)
        and _LEAVES.search(context.text, segment.start, trigger.start) is not None
    )


_SENT_AT = re.compile(r" (?:toward|towards|at|against|to|over|into)\b")


def _is_reduced(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the missiles used against A", "drones deployed against B": they were fired there."""
    low = max(segment.start, trigger.start - 20)
    return any(
        w.end == trigger.start - 1 for w in context.tags.within("weapon", low, trigger.start)
    )


# "deployed 450 attack drones": a wave
_COUNTED = re.compile(
    r" (?:(?:about|almost|nearly|some|around|over|up to|more than|at least) )?[\d,]+ "
)


_DEPLOYED_BY = re.compile(r" (?:by (?:Russia\w*|Ukrain\w*|Moscow|Kyiv|the enemy)|overnight)\b")
_NUMBER = Sought(r"\b\d[\d,]* (?:[\w-]+ ){0,3}\Z")


def _counted_before(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Say whether the subject of a verb are so and so many weapons that fly."""
    text = context.text
    return any(
        context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
        and _NUMBER.search(text, max(segment.start, w.start - 40), w.start) is not None
        for w in context.tags.within("weapon", segment.start, trigger.start)
    )


def _launch_has_weapon(  # noqa: PLR0911 (one return a verb)
    context: Text, segment: Segment, trigger: Tag
) -> bool:
    sentence = context.sentences[segment.sentence]
    after = [
        t
        for t in context.tags.within("weapon", trigger.end, min(sentence.end, trigger.end + 70))
        if t.key != "mine"
    ]
    word = context.text[trigger.start : trigger.end].lower()
    if word in ("fire", "fires", "firing") and _ITS_GUN.match(context.text, trigger.end):
        return False
    if after and word == "released" and _COUNTED.match(context.text, trigger.end):
        return True
    if word in ("sent", "directed", "released") and _SENT_AT.match(context.text, trigger.end):
        flying = context.tags.within(
            "weapon", max(segment.start, trigger.start - 40), trigger.start
        )
        return bool(flying) and is_passive(context.text, trigger, segment.start)
    if word in ("used", "deployed") and _SENT_AT.match(context.text, trigger.end):
        return _is_reduced(context, segment, trigger)
    sent = _DEPLOYED_BY.match(context.text, trigger.end)  # "40 drones were deployed by Moscow"
    if word in ("used", "deployed") and sent and is_passive(context.text, trigger, segment.start):
        return _counted_before(context, segment, trigger)
    if word.startswith(("use", "deploy")) and after and _COUNTED.match(context.text, trigger.end):
        return context.words.data["weapons"][after[0].key]["kind"] in FLYING_KINDS
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


# "Soldiers fire a howitzer towards A": what a picture shows
_ITS_GUN = re.compile(
    r" (?:an?|the|their|its|from)(?: [\w-]+){0,3}? (?:howitzer|mortar|gun|cannon|tank)s?\b"
)
_BLAST = Sought(rf"\b{any_of('blast')}(?: \w+){{0,2}} $")
_ON_GROUND = re.compile(rf"[ -]{any_of('kept_weapon')}\b")


_AIR_DEFENCE = Sought(
    r"\b[Aa]ir(?: and missile)?[- ]defen[cs]es?(?: (?:forces|systems?|units?|troops|crews))?"
    r"(?: on duty)?(?: has| have| had)?(?: \w+ly| also)? \Z"
)


def _has_flying_object(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Destroyed two drones" and "29 missiles were destroyed" as interceptions."""
    end = min(segment.end, trigger.end + 70)
    if _passive_flying(context, segment, trigger):
        return True
    if _BLAST.search(context.text, max(segment.start, trigger.start - 40), trigger.start):
        return False  # "the blast destroyed missiles that were on a train"
    if _AIR_DEFENCE.search(context.text, max(segment.start, trigger.start - 50), trigger.start):
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


# between "drones" and "shot down"
_WERE = late(
    rf"[)”\"’]?(?: {any_of('on_its_way')} [^,.;]{{2,60}}?)?"
    r"(?: [\w’'()-]+){0,2}?,? (?:was|were|been|being|had been|have been|"
    r"has been|are|is)(?: \w+ly| also| either| all)?"
    r"(?: (?:detected|spotted|tracked)(?:,| and))? "
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
    if not before:
        return _counts_flying(context, segment, trigger)
    if context.text[trigger.start : trigger.end].lower().startswith(("hit", "stop")):
        return False
    between = unattributed(context.text[before[-1].end : trigger.start])
    return bool(
        _WERE.fullmatch(between)
        or (
            re.fullmatch(r"[”\"’]? ", between)
            and bool(
                re.match(r"\s*(?:over|by|in|,|\.|$)", context.text[trigger.end : trigger.end + 6])
            )
        )
    )


_ONLY_COUNT = late(
    r"(?:^|[.,;:“\"]\s*|\band )(?:the )?(?:another |other |at least )?(?:\d+|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|rest|others)"
    r"(?: more| others| of (?:them|these|which))? (?:was|were) $",
    re.IGNORECASE,
)
_OBJECTS = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|all|several) "
    r"(?:of (?:the|these|those) )?[“\"‘']?(?:air |aerial |unidentified )?"
    r"(?:objects|targets|devices)[”\"’']? "
    r"(?:was|were|has been|have been|had been) $",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof (?:them|these|those|which), \S+ (?:was|were) $", re.IGNORECASE)


def _counts_flying(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Three were destroyed over the Voronezh region" after a sentence that names drones."""
    low = max(segment.start, trigger.start - 40)
    lead = unattributed(context.text[low : trigger.start])
    over = context.text.startswith((" over ", " above "), trigger.end) and _ONLY_COUNT.search(lead)
    near = context.tags.within("weapon", max(0, segment.start - 300), segment.start)
    flying = [t for t in near if context.words.data["weapons"][t.key]["kind"] in FLYING_KINDS]
    objects = bool(flying) and _OBJECTS.search(lead)
    return bool(near) and bool(over or objects or _OF_THEM.search(lead))


_ARMY = re.compile(
    r" (?:(?:about|over|up to|more than|at least|another|several|dozens of) )?(?:\d+|two|"
    r"three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|several|dozens)? ?(?:of "
    r")?(?:the )?(?:enemy(?:['’]s)? |russian |ukrainian |combat |armou?red |artillery |"
    rf"infantry |military |(?-i:[A-Z])[\w-]+ (?:\d+ )?)*{any_of('losses_of_army')}\b",
    re.IGNORECASE,
)


def _is_army_loss(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "repelled nine attacks, destroying 19 tanks": losses of troops in battle, no strike."""
    sentence = context.sentences[segment.sentence]
    return (
        trigger.form == "verb"
        and _ARMY.match(context.text, trigger.end) is not None
        and any(
            t.key in ("repelled", "clash", "advance")
            for t in context.tags.within("trigger", sentence.start, trigger.start)
        )
    )


def _damage_of_war(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Damage counts beside a weapon, a force or an attack, or where a building was hit."""
    sentence = context.sentences[segment.sentence]
    if _is_army_loss(context, segment, trigger):
        return False
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
