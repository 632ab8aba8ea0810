"""What a trigger word may mean instead of an event of this war: the words around it tell."""

from __future__ import annotations

import re
from collections.abc import Callable

from geomap.reading.events.accidents import is_accident
from geomap.reading.events.downed import hit_on_ground
from geomap.reading.events.goals import is_avenged
from geomap.reading.events.outages import (
    is_outage_after,
    is_outage_of_grid,
    is_reason_of_outage,
)
from geomap.reading.events.segments import Segment
from geomap.reading.events.weapons import FLYING_KINDS, is_set_aside
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_TAKES = re.compile(
    r"(?:tak|took)\w*(?: the| of| by)?|(?:was|were|has|have|had) taken", re.IGNORECASE
)


def _only_takes(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "was taken ill", "taking the victim to hospital": no place is what was taken."""
    if not _TAKES.fullmatch(context.text, trigger.start, trigger.end):
        return False
    if _CONTROL.match(context.text, trigger.end, segment.end):
        return False  # "had taken control of two villages, one in A"
    if _MEASURES.match(context.text, trigger.end):
        return True
    named = context.toponyms
    return not any(
        (trigger.start < named[p].start and named[p].phrase_start - trigger.end <= _TO_OBJECT)
        or (named[p].end <= trigger.start and named[p].governor not in ("in", "at", "near", "from"))
        for p in segment.places
    )


# "are taking the necessary measures to eliminate the enemy"
_MEASURES = re.compile(rf"(?: the| all| any)*(?: [\w-]+)? {any_of('measures')}\b")
_CONTROL = re.compile(r" (?:[\w“”\"-]+ ){0,2}(?:control|possession) (?:of|over)\b")
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


_CAME = Sought(rf"\b{any_of('comes_under')}(?: [“\"]?\w+[”\"]?){{0,2}} \Z")
_RIDES = Sought(
    rf"\b(?:as|while|when) (?:it|he|she|they|the {any_of('on_the_way')}) (?:(?:was|were|had "
    r"been) )?\Z"
)


def _is_ride(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "struck the bus as it was approaching the village": no troops advance."""
    return _RIDES.search(context.text, max(0, trigger.start - 40), trigger.start) is not None


_WHILE_HELD = re.compile(r"(?:when|while|during|as long as) (?:it|the \w+|[A-Z]\w+) (?:was|were)\b")


_CAME_FROM = re.compile(r" (?:from|through) [A-Z][\w-]+(?: [A-Z]\w+)? (?:[a-z]+ly )?[a-z]{3,}ed ")


def _is_way(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "forces advancing from Belarus bombarded the city": whence they came, no advance."""
    participle = context.text[trigger.start : trigger.end].endswith("ing")
    return participle and _CAME_FROM.match(context.text, trigger.end, segment.end) is not None


def _is_held(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the settlements under the control of the army": who holds them, no capture."""
    if context.text[trigger.start : trigger.start + 6].lower() != "under ":
        return False
    came = _CAME.search(context.text, max(0, trigger.start - 32), trigger.start)
    return came is None or _WHILE_HELD.match(context.text, segment.start) is not None


_NO_SUBJECT = re.compile(r"[;:]|\b(?:by|with|while|as|after|forces|troops|soldiers|under)\b")


def _is_flight(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "Drones entered Izmail from the sea", "helicopters crossed the border": no advance."""
    low = max(context.sentences[segment.sentence].start, trigger.start - 60)
    flying = [
        w
        for w in context.tags.within("weapon", low, trigger.start)
        if context.words.data["weapons"][w.key]["kind"] in FLYING_KINDS
    ]
    if not flying or is_passive(context.text, trigger, segment.start):
        return False
    return not _NO_SUBJECT.search(context.text, flying[-1].end, trigger.start)


_COUNTED = Sought(
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


_ATTRIBUTES = frozenset(
    {"damaged", "destroyed", "ruined", "wrecked", "wounded", "injured", "demolished", "collapsed"}
)
_DETERMINED = Sought(
    r"\b(?:an?|the|this|these|those|its|their|his|her|our|my|several|many)\s+(?:\w+ly\s+)?\Z",
    re.IGNORECASE,
)
_THING = re.compile(
    r" (?!(?:is|are|was|were|has|have|had|in|by|and|or|at|on|when|as|after|during|near|from|over|"
    r"with|to|who|while|including|included)\b)(?:Russian |Ukrainian )?[a-z]"
    # "a destroyed Leopard" was lost in battle
)


def _is_attribute(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "inspects a damaged building", "his wounded comrade": a state, and no event."""
    return (
        context.text[trigger.start : trigger.end].lower() in _ATTRIBUTES
        and _THING.match(context.text, trigger.end) is not None
        and _DETERMINED.search(context.text, max(0, trigger.start - 24), trigger.start) is not None
    )


_FALL_OF = re.compile(r"(?:the )?(?:fall|loss)(?: of)?(?: the)?", re.IGNORECASE)


def _falls_no_town(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the fall of Shahed fragments": only of a town is it a capture."""
    if not _FALL_OF.fullmatch(context.text, trigger.start, trigger.end):
        return False
    named = (context.toponyms[p] for p in segment.places)
    after = (t.start - trigger.end for t in named if t.is_settlement or t.kind in _TAKEN_AREAS)
    return not any(0 <= gap < _NAME_NEAR for gap in after)


_TAKEN_AREAS = frozenset({"region", "district", "hromada", "area"})
_FELL_TO = re.compile(r"f(?:a|e)ll(?:s|en|ing)? to", re.IGNORECASE)


def _falls_to_nobody(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "damage fell to the Holosiivskyi district": only to an army does a town fall."""
    if not _FELL_TO.fullmatch(context.text, trigger.start, trigger.end):
        return False
    return not context.tags.within("side", trigger.end, trigger.end + _NAME_NEAR)


_NAME_NEAR = 45  # characters in which the name of the town stands


def _names_enemy_weapon(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "destroyed four enemy Shahed drones": shot down, no troops were fought."""
    return context.text.endswith("enemy", 0, trigger.end) and bool(
        context.tags.within("weapon", trigger.end, trigger.end + 12)
    )


_DOWNED = Sought(r"\b(?:an?|the|of|from)\s+\Z", re.IGNORECASE)


def _is_downed_weapon(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "fragments of a downed enemy drone damaged a roof": told of the fragments."""
    return (
        context.text[trigger.start : trigger.end].lower().startswith(("downed", "intercepted"))
        and any(t.key == "debris" for t in segment.triggers)
        and _DOWNED.search(context.text, max(0, trigger.start - 6), trigger.start) is not None
        and bool(context.tags.within("weapon", trigger.start, trigger.end + 24))
    )


_FOUND = Sought(r"\b(?:ha[sd]|have|having) (?:again )?found", re.IGNORECASE)


def _finds_target(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "the missiles had found their target": nobody found them."""
    return _FOUND.search(context.text, trigger.start, trigger.end) is not None


_PHASE = Sought(rf"\b{any_of('phase_of_fighting')} (?:of|to)(?: the)?(?: [A-Z]\w+)? \Z")
_FLAMES = re.compile(r" (?:the |a )?(?:flames|fires?|blazes?|corruption|for their lives)\b")


def _is_other_fight(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a resumption of hostilities", "died fighting flames", "routes for fighting"."""
    text = context.text
    for_it = text.endswith(" for ", segment.start, trigger.start)
    return (
        (for_it and trigger.form.endswith("noun"))
        or _PHASE.search(text, segment.start, trigger.start) is not None
        or _FLAMES.match(text, trigger.end) is not None
    )


def _comes_from_ships(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "strikes from ships in the Black Sea": the ships fired, nothing befell them."""
    return " from " in context.text[trigger.start : trigger.end]


_PERSON = Sought(rf"\b{any_of('traveller')}\b[^.;]{{0,50}}\Z")


def _is_traveller(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a man who crossed the border": no force did."""
    by_person = _PERSON.search(context.text, segment.start, trigger.start) is not None
    return by_person and trigger.form.endswith("verb")


_DOWNERS = Sought(rf"\b{any_of('who_downs')} \Z")


def _is_adverb(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "played down the push": no verb, unlike in "units down the drones"."""
    if not context.text[trigger.start : trigger.end].lower().startswith("down "):
        return False
    return _DOWNERS.search(context.text, segment.start, trigger.start) is None


# "executed an arson attack", "have executed several raids": the word only says that it was done
_CARRIED_OUT = late(
    rf"(?: [“\"‘']?(?!civilian|prisoner|resident|soldier)[\w-]+){{0,4}}? {any_of('carried_out')}\b"
)


def _is_carried_out(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "partisans executed an attack on a base": nobody was put to death."""
    word = context.text[trigger.start : trigger.end].lower()
    return word.startswith("execute") and bool(_CARRIED_OUT.match(context.text, trigger.end))


_IS_AT = Sought(r"\b(?:is|are|was|were)(?: also| still| now| \w+ly)* \Z")


def _is_aim(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "a town that Russian troops are targeting": what they want to take, no strike."""
    return (
        context.text[trigger.start : trigger.end].lower() == "targeting"
        and _IS_AT.search(context.text, max(segment.start, trigger.start - 30), trigger.start)
        is not None
        and not context.tags.within("weapon", segment.start, segment.end)
    )


_COMES_DOWN = ("fall", "fell", "land", "come down", "comes down", "came down", "coming down")
_TAKEN_UP = Sought(
    r"\b(?:it|they|which|that|one|two|three|four|five|another|others|some|most|several|many|\d+)"
    r"(?: more| others| of (?:them|these|which))?"
    r"(?: (?:also|had|has|have|reportedly|apparently|then|later))* \Z",
    re.IGNORECASE,
)
_SUBJECT_REACH = 110


def _is_no_projectile(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "snow has fallen in many areas", "they landed in Berlin": no weapon came down."""
    if not context.text[trigger.start : trigger.end].lower().startswith(_COMES_DOWN):
        return False
    low = max(context.sentences[segment.sentence].start, trigger.start - _SUBJECT_REACH)
    return not (
        context.tags.within("weapon", low, trigger.start)
        or context.tags.within("target", low, trigger.start)  # a bomber, a helicopter
        or any(t.key != "strike" for t in context.tags.within("trigger", low, trigger.start))
        or _TAKEN_UP.search(context.text, low, trigger.start)
    )


_FIGURATIVE = re.compile(rf" (?:with|by) (?:[\w-]+ ){{0,3}}{any_of('figurative_blows')}\b")
_FIGURATIVE_SUBJECT = Sought(
    rf"\b{any_of('figurative_blows')} (?:(?:also|has|have|had|then|now|already|still) )*\Z"
)


def _is_figurative(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "hammered with sanctions", "flight disruptions hit the airports": no blow of war."""
    if _FIGURATIVE.match(context.text, trigger.end):
        return True
    if not trigger.form.endswith("verb"):
        return False
    return _FIGURATIVE_SUBJECT.search(context.text, segment.start, trigger.start) is not None


_MOURNING = Sought(rf"\b{any_of('mourning')}\b")
_ATTACKS = frozenset({"strike", "launch", "explosion", "debris"})


_A_SHELL = Sought(
    r"\b(?:an?|the|one|each|another|every|single|mortar|artillery|tank|howitzer|cluster|Russian|"
    r"Ukrainian|enemy|unexploded|stray) \Z",
    re.IGNORECASE,
)


def _is_a_shell(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "killed by a mortar shell": the thing, and no verb."""
    return (
        context.text[trigger.start : trigger.end].lower() == "shell"
        and _A_SHELL.search(context.text, max(0, trigger.start - 12), trigger.start) is not None
    )


_WHO_WAS = Sought(r"\bwho (?:(?:was|were|had been|died|has been) )?\Z")


def _is_mourned(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "at the funeral in Lviv of a soldier who was killed": he was not killed there."""
    sentence = context.sentences[segment.sentence]
    if _MOURNING.search(context.text, sentence.start, sentence.end) is None:
        return False
    armed = context.tags.within("weapon", segment.start, segment.end)
    who = _WHO_WAS.search(context.text, sentence.start, trigger.start)
    attacks = (t for t in segment.triggers if t.key in _ATTACKS)
    return (who is not None or not armed) and all(_is_a_shell(context, segment, t) for t in attacks)


_TO_TAKE = Sought(rf"\b{any_of('undertakings')}\b(?: [\w’'-]+){{0,5}} to (?:\w+ly )?\Z")
_GOAL_REACH = 80


def _is_goal(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "its offensive to seize the city": it is attacked, not taken."""
    if not context.text.endswith(" to ", 0, trigger.start):
        return False
    low = max(context.sentences[segment.sentence].start, trigger.start - _GOAL_REACH)
    return _TO_TAKE.search(context.text, low, trigger.start) is not None


_LEFT_SO = re.compile(
    rf"[^.;]{{0,70}}?\b(?:without|in ruins|in darkness|in the dark|{any_of('left_so')})\b"
)


def _is_left_so(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "rockets left the city without water": nobody withdrew from it."""
    left = context.text.startswith(("left", "leav"), trigger.start)
    return left and _LEFT_SO.match(context.text, trigger.end, segment.end) is not None


_PEOPLE_GO = Sought(rf"\b{any_of('people_who_flee')}\b[^.;]{{0,60}}\Z", re.IGNORECASE)


def _is_exodus(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "120,000 people have fled the region": no troops withdrew."""
    start = context.sentences[segment.sentence].start
    force = context.tags.within("side", max(start, trigger.start - 30), trigger.start)
    if any(t.form == "force" for t in force):
        return False
    return (
        _PEOPLE_GO.search(context.text, max(start, trigger.start - 90), trigger.start) is not None
    )


def _is_set_aside(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "in addition to drone attacks, a shell hit A": another event."""
    return is_set_aside(context, trigger, context.sentences[segment.sentence].start)


_HEADS_LIST = re.compile(r"(?:Earlier|Previous|Past|Other|Recent|Further)\b[^.:]*:\s*")


def _heads_list(context: Text, segment: Segment, _: Tag) -> bool:
    """Read "Earlier strikes in the Luhansk Oblast:", over a list of them: no event of its own."""
    sentence = context.sentences[segment.sentence]
    return _HEADS_LIST.fullmatch(context.text, sentence.start, sentence.end) is not None


_RUNS_ON_LAND = re.compile(rf" {any_of('on_land')}\b")


def _runs_on_land(context: Text, _: Segment, trigger: Tag) -> bool:
    """Read "hit a tanker train": no ship."""
    return _RUNS_ON_LAND.match(context.text, trigger.end) is not None


_OF_PLOT = Sought(rf"\b{any_of('plots')}\b")


def _is_plot(context: Text, segment: Segment, _: Tag) -> bool:
    """Read "terrorist acts plotted at A have been thwarted": none was fought off there."""
    return _OF_PLOT.search(context.text, segment.start, segment.end) is not None


_Sense = Callable[[Text, Segment, Tag], bool]
# What a trigger of some kind may mean instead of an event.
_OTHER_SENSES: dict[str, tuple[_Sense, ...]] = {
    "sea": (_only_names_weapon, _comes_from_ships, _runs_on_land),
    "strike": (
        _is_a_shell,
        _is_figurative,
        _is_no_projectile,
        _is_aim,
        is_avenged,
        _is_set_aside,
        _heads_list,
    ),
    "repelled": (_is_plot,),
    "debris": (_finds_target,),
    "incursion": (_is_traveller, _is_flight),
    "withdrawal": (_is_exodus, _is_left_so),
    "casualty": (_is_mourned, _is_attribute),
    "capture": (
        _is_goal,
        _only_takes,
        _is_flight,
        _is_held,
        _is_ride,
        _falls_no_town,
        _falls_to_nobody,
    ),
    "liberation": (_is_goal, _is_held),
    "advance": (_is_flight, _is_held, _is_ride, _is_way),
    "intercept": (_is_attribute_of_weapon, hit_on_ground, _is_downed_weapon, _is_adverb),
    "damage": (is_accident, _is_attribute, is_outage_of_grid, is_outage_after, is_reason_of_outage),
    "violence": (_is_carried_out,),
    "clash": (_names_enemy_weapon, _is_other_fight),
    "explosion": (is_accident,),
    "fire": (is_accident,),
}


def means_otherwise(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Return whether the words around a trigger give it a meaning that is no event."""
    return any(sense(context, segment, trigger) for sense in _OTHER_SENSES.get(trigger.key, ()))
