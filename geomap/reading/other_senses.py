"""What a trigger word may mean instead of an event of this war: the words around it tell."""

from __future__ import annotations

import re
from collections.abc import Callable

from geomap.reading.grammar import Text, is_passive
from geomap.reading.lexicon import Tag
from geomap.reading.segments import Segment
from geomap.reading.weapons import FLYING_KINDS

_TAKES = re.compile(
    r"(?:tak|took)\w*(?: the| of| by)?|(?:was|were|has|have|had) taken", re.IGNORECASE
)


def _only_takes(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "was taken ill", "taking the victim to hospital": no place is what was taken."""
    if not _TAKES.fullmatch(context.text, trigger.start, trigger.end):
        return False
    if _MEASURES.match(context.text, trigger.end):
        return True
    named = context.toponyms
    return not any(
        (trigger.start < named[p].start and named[p].phrase_start - trigger.end <= _TO_OBJECT)
        or (named[p].end <= trigger.start and named[p].governor not in ("in", "at", "near", "from"))
        for p in segment.places
    )


# "are taking the necessary measures to eliminate the enemy"
_MEASURES = re.compile(
    r"(?: the| all| any)*(?: [\w-]+)? (?:measures|steps|actions?|decisions?|precautions|revenge)\b"
)
_TO_OBJECT = 30  # letters from a verb to its object: "took the strategically important A"


def _only_names_weapon(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the ability of its sea drones to pierce targets": no attack without a verb or place."""
    word = context.text[trigger.start : trigger.end].lower()
    weapon = word.endswith(("drone", "drones", "boat", "boats", "vessels"))
    if trigger.form != "noun" or not weapon:
        return False
    others = (t for t in segment.triggers if t is not trigger)
    return not segment.places and all(
        context.text[t.start : t.end].lower() in ("targets", "attacks", "strikes") for t in others
    )


_CAME = re.compile(
    r"\b(?:is|are|was|were|been|now|c[ao]mes?|coming|falls?|fell|fallen|pass\w*|brought|taken|took|"
    r"plac\w+|put|bring\w*|go|went)(?: \w+){0,2} \Z"
)
_RIDES = re.compile(
    r"\b(?:as|while|when) (?:it|he|she|they|the (?:vehicle|car|bus|minibus|train|ambulance|truck)) "
    r"(?:(?:was|were|had been) )?\Z"
)


def _is_ride(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "struck the bus as it was approaching the village": no troops advance."""
    return _RIDES.search(context.text, max(0, trigger.start - 40), trigger.start) is not None


def _is_held(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "the settlements under the control of the army": who holds them, no capture."""
    return context.text[trigger.start : trigger.start + 6].lower() == "under " and not _CAME.search(
        context.text, max(0, trigger.start - 32), trigger.start
    )


_NO_SUBJECT = re.compile(r"[;:]|\b(?:by|with|while|as|after|forces|troops|soldiers|under)\b")


def _is_flight(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Drones entered Izmail from the sea", "missiles approached": a flight, no advance."""
    low = max(context.sentences[segment.sentence].start, trigger.start - 60)
    flying = [
        w
        for w in context.tags.within("weapon", low, trigger.start)
        if context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
    ]
    if not flying or is_passive(context.text, trigger, segment.start):
        return False
    return not _NO_SUBJECT.search(context.text, flying[-1].end, trigger.start)


_ON_AIRFIELD = re.compile(
    r"[^.;]{0,60}?\b(?:at|on|in) (?:the |an? |its |their )?(?:[\w’'-]+ ){0,3}?"
    r"(?:air ?fields?|air ?bases?|airports?|ground|base|parking|apron|hangars?)\b"
)
_AIRCRAFT = re.compile(
    r"(?: [\w-]+){0,4}? (?:(?:war)?planes?|aircraft|jets?|bombers?|helicopters?|Su-\d\d\w*|"
    r"MiG-\d\d\w*|Tu-\d+\w*|A-50s?)\b"
)


def _hit_on_ground(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "drones destroyed two bombers at the airfield": a strike, nothing was shot down."""
    plane = _AIRCRAFT.match(context.text, trigger.end, segment.end)
    if plane is None or is_passive(context.text, trigger, segment.start):
        return False
    return _ON_AIRFIELD.match(context.text, plane.end(), segment.end) is not None


_COUNTED = re.compile(
    r"\b(?:the|an?|of|from|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+\Z",
    re.IGNORECASE,
)


def _is_attribute_of_weapon(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "debris from one of two destroyed drones": how the drones were, told of the debris."""
    return (
        context.text[trigger.start : trigger.end].lower()
        in ("destroyed", "eliminated", "suppressed")
        and bool(context.tags.within("weapon", trigger.end, trigger.end + 2))
        and _COUNTED.search(context.text, max(0, trigger.start - 10), trigger.start) is not None
    )


_FALL_OF = re.compile(r"(?:the )?(?:fall|loss)(?: of)?(?: the)?", re.IGNORECASE)


def _falls_no_town(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the fall of Shahed fragments": only of a town is it a capture."""
    if not _FALL_OF.fullmatch(context.text, trigger.start, trigger.end):
        return False
    after = (context.toponyms[p].start - trigger.end for p in segment.places)
    return not any(0 <= gap < _NAME_NEAR for gap in after)


_NAME_NEAR = 45  # characters in which the name of the town stands


def _names_enemy_weapon(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "destroyed four enemy Shahed drones": shot down, no troops were fought."""
    return context.text.endswith("enemy", 0, trigger.end) and bool(
        context.tags.within("weapon", trigger.end, trigger.end + 12)
    )


_DOWNED = re.compile(r"\b(?:an?|the|of|from)\s+\Z", re.IGNORECASE)


def _is_downed_weapon(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "fragments of a downed enemy drone damaged a roof": told of the fragments."""
    return (
        context.text[trigger.start : trigger.end].lower().startswith(("downed", "intercepted"))
        and any(t.key == "debris" for t in segment.triggers)
        and _DOWNED.search(context.text, max(0, trigger.start - 6), trigger.start) is not None
        and bool(context.tags.within("weapon", trigger.end, trigger.end + 24))
    )


_FOUND = re.compile(r"\b(?:ha[sd]|have|having) (?:again )?found", re.IGNORECASE)


def _finds_target(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "the missiles had found their target": nobody found them."""
    return _FOUND.search(context.text, trigger.start, trigger.end) is not None


def _is_purpose(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "supply routes for fighting in the south": what they are for."""
    return trigger.form.endswith("noun") and context.text.endswith(
        " for ", segment.start, trigger.start
    )


_PHASE = re.compile(
    r"\b(?:resumption|cessation|end|halt|suspension|start|outbreak|course) (?:of|to)(?: the)? \Z"
)
_FLAMES = re.compile(r" (?:the |a )?(?:flames|fires?|blazes?|corruption|for their lives)\b")


def _is_other_fight(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a resumption of hostilities", "firefighters died fighting flames": no clash."""
    text = context.text
    return (
        _PHASE.search(text, segment.start, trigger.start) is not None
        or _FLAMES.match(text, trigger.end) is not None
    )


def _comes_from_ships(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "strikes from ships in the Black Sea": the ships fired, nothing befell them."""
    return " from " in context.text[trigger.start : trigger.end]


_PERSON = re.compile(
    r"\b(?:person|man|woman|citizen|agent|suspect|he|she|tourist|driver)\b[^.;]{0,50}\Z"
)


def _is_traveller(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a man who crossed the border": no force did."""
    by_person = _PERSON.search(context.text, segment.start, trigger.start) is not None
    return by_person and trigger.form.endswith("verb")


_DOWNERS = re.compile(
    r"\b(?:to|can|could|will|would|may|might|must|should|forces|troops|units|crews|systems|gunners|"
    r"defen[cs]es|they|we|pilots|jets) \Z"
)


def _is_adverb(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "played down the push": no verb, unlike in "units down the drones"."""
    if not context.text[trigger.start : trigger.end].lower().startswith("down "):
        return False
    return _DOWNERS.search(context.text, segment.start, trigger.start) is None


# "executed an arson attack", "have executed several raids": the word only says that it was done
_CARRIED_OUT = re.compile(
    r"(?: (?!civilian|prisoner|resident|soldier)[\w-]+){0,4}? "
    r"(?:attacks?|strikes?|raids?|operations?|missions?|plans?|orders?|tasks?|ambush\w*|assaults?|"
    r"manoeuvres?|maneuvers?|sabotage|landings?|sort(?:ie|ies))\b"
)


def _is_carried_out(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "partisans executed an attack on a base": nobody was put to death."""
    word = context.text[trigger.start : trigger.end].lower()
    return word.startswith("execute") and bool(_CARRIED_OUT.match(context.text, trigger.end))


_GRID = re.compile(
    r"\b(?:emergency|scheduled|planned|rolling|hourly|preventive|preventative|Ukrenergo|DTEK|"
    r"grid operator|energy (?:company|ministry)|power company|utility)\b"
)
_OUTAGE = re.compile(r"(?:power|electricity|blackouts?)(?: outages?| cuts?)?", re.IGNORECASE)


def _is_outage_of_grid(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the operator reported emergency power outages in A, B and C": reach, no strikes."""
    sentence = context.sentences[segment.sentence]
    outage = _OUTAGE.match(context.text, trigger.start, trigger.end)
    return (
        outage is not None
        and not segment.keys() & {"strike", "explosion", "debris", "launch"}
        and _GRID.search(context.text, sentence.start, trigger.end) is not None
    )


_Sense = Callable[[Text, Segment, Tag], bool]
# What a trigger of some kind may mean instead of an event.
_OTHER_SENSES: dict[str, tuple[_Sense, ...]] = {
    "sea": (_only_names_weapon, _comes_from_ships),
    "debris": (_finds_target,),
    "incursion": (_is_traveller,),
    "capture": (_only_takes, _is_flight, _is_held, _is_ride, _falls_no_town),
    "liberation": (_is_held,),
    "advance": (_is_flight, _is_held, _is_ride),
    "intercept": (_is_attribute_of_weapon, _hit_on_ground, _is_downed_weapon, _is_adverb),
    "damage": (_is_outage_of_grid,),
    "violence": (_is_carried_out,),
    "clash": (_names_enemy_weapon, _is_purpose, _is_other_fight),
}


def means_otherwise(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Return whether the words around a trigger give it a meaning that is no event."""
    return any(sense(context, segment, trigger) for sense in _OTHER_SENSES.get(trigger.key, ()))
