"""The side that a word names, that is the subject of a verb, or that alone has a weapon."""

from __future__ import annotations

import re

from geomap.reading.events.holders import is_modifier
from geomap.reading.events.segments import Segment
from geomap.reading.events.weapons import is_kept_there
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.records import Side

_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern)? $", re.IGNORECASE)


_OWNED_REGION = re.compile(
    r"['’]s (?:[a-z-]+ ){0,2}[A-Z][\w’'-]+ (?:[Rr]egions?|[Oo]blasts?|provinces?|districts?|krai)\b"
)
_ATTACKED = Sought(rf"\b{any_of('attacked')}\s+$")
_UNITS_OF = re.compile(rf"\b{any_of('units_of')} of (?:the )?$")


_GERUND = re.compile(r" \w+ing\b")  # "reports of Russian forces advancing"
_OF_THE_SIDE = re.compile(rf"\s+{any_of('of_the_side')}")


_NO_SUBJECT = re.compile(
    r"\b(?:against|to|at|on|from|into|across|over|near|in|of|with|for|by|between|the "
    r"war in|about|killed|told|including|targeting)\s+(?:the |a |its |\w+ly )?$"
)


# "to destroy Ukrainian forces near A, troops of the 5th army took B": who took it is named later
_OTHERS_ACT = re.compile(
    rf", (?:the |its |their )?(?:[\w-]+ )?{any_of('units_of')} (?:of|from) (?:the |its )?"
)
_SIDE_SPEAKS = re.compile(rf"[’']?s?,?\s+(?:{any_of('side_speaks')}|report(?:s|ed|ing)?\b)\b")


_DATELINE_ENDS = re.compile(r" ?(?:\([^)]{2,20}\) ?)?(?:—|–|--|-) ")


def subject_side(context: Text, low: int, high: int) -> Tag | None:
    """Return the last side named before a verb that is not inside another phrase."""
    speakers = [
        s
        for s in context.tags.within("speaker", low, high)
        if context.tags.within("claim", s.end, s.end + 40) or context.text[s.end : s.end + 1] == ","
    ]
    for tag in reversed(context.tags.within("side", low, high)):
        if any(s.start <= tag.start < s.end for s in speakers):
            continue
        if _OWNED_REGION.match(context.text, tag.end) or _OWNED_REGION.match(
            context.text, tag.end - 2
        ):
            continue  # "in Russia's Kursk region"
        if tag.form == "state" and _COMPASS.search(
            context.text, max(low, tag.start - 14), tag.start
        ):
            continue  # "western Ukraine" is a place
        if tag.form != "adjective" and _ATTACKED.search(
            context.text, max(low, tag.start - 20), tag.start
        ):
            continue  # "attacked Ukraine" with something
        before = context.text[max(low, tag.start - 24) : tag.start].lower()
        after = context.text[tag.end : min(high, tag.end + 30)].lower()
        gerund = before.endswith("of ") and _GERUND.match(after)
        if _NO_SUBJECT.search(before) and not (gerund or _UNITS_OF.search(before)):
            continue
        if after.startswith(":") or (before.endswith(", ") and _DATELINE_ENDS.match(after)):
            continue  # "Ukraine: a rain of bombs on A", "KHARKIV, Ukraine — A missile struck"
        if _SIDE_SPEAKS.match(after) or _OTHERS_ACT.search(context.text, tag.end, high):
            continue
        if tag.form == "adjective" and _OF_THE_SIDE.match(after):
            continue
        return tag
    return None


def side_of(tag: Tag) -> Side:
    """Return the side that a tag names."""
    return "RU" if tag.key == "RU" else "UA"


def weapon_side(context: Text, segment: Segment) -> tuple[Side, str] | None:
    """Return whose weapon it is, by its adjective or its make, and the rule that says so."""
    table = context.words.data["weapons"]
    for tag in context.tags.within("weapon", segment.start, segment.end):
        if is_kept_there(context, tag, segment.start):
            continue  # "a plant that makes Shahed drones was hit"
        own = context.tags.within("side", max(segment.start, tag.start - 40), tag.start)
        if (
            own
            and is_modifier(context.text[own[-1].end : tag.start])
            and not context.tags.within("trigger", own[-1].end, tag.start)
        ):
            return side_of(own[-1]), "adjective of the weapon"
        if owner := _owner(context, tag):
            return side_of(owner), "whose weapons they are"
        side = table[tag.key].get("side")
        if side:
            return side, f"{tag.key} is used by one side"
        if told := _side_told_before(context, tag):
            return told, "whose weapon was told before"
    return None


_OF = re.compile(r" of (?:the )?(?=[A-Z])")
_WEAPONS = word_list("weapons_of")


def _owner(context: Text, weapon: Tag) -> Tag | None:
    """Read "drones of Ukraine", "a drone of the Ukrainian army", but no "shelling of Ukraine"."""
    of = _OF.match(context.text, weapon.end)
    if of is None or context.text[weapon.start : weapon.end].split()[-1] not in _WEAPONS:
        return None
    return next(iter(context.tags.within("side", of.end(), of.end() + 1)), None)


_THE = Sought(r"\b[Tt]he \Z")
_WEAPON_REACH = 500  # characters back to "a Russian drone" from "the drone"


def _side_told_before(context: Text, tag: Tag) -> Side | None:
    """Return the side of "the drone" where the text told just before whose drone it was."""
    if _THE.search(context.text, max(0, tag.start - 5), tag.start) is None:
        return None
    kind = context.words.data["weapons"][tag.key]["kind"]
    for earlier in reversed(
        context.tags.within("weapon", max(0, tag.start - _WEAPON_REACH), tag.start)
    ):
        if context.words.data["weapons"][earlier.key]["kind"] != kind:
            continue
        own = context.tags.within("side", max(0, earlier.start - 30), earlier.start)
        if own and is_modifier(context.text[own[-1].end : earlier.start]):
            return side_of(own[-1])
    return None


_THEY = Sought(
    r"\b(?:[Tt]hey|(?:[Ii]ts|[Tt]heir) (?:\w+ )?"
    rf"{any_of('own_forces_of_speaker')})\b"
)
_SUFFERED = re.compile(r" (?:were|was|are|had been|have been|has been) (?!\w+ing\b)")
_FORCES_FIRST = re.compile(
    r"(?:The )?(?P<whose>Russian|Ukrainian)(?:s|(?: [\w-]+){0,2}? "
    rf"{any_of('own_forces_of_speaker')})\b(?! (?:and|with|were|was|are)\b)"
)
_MOVES = frozenset({"advance", "capture", "clash", "strike", "launch", "liberation"})


def meant_by_they(context: Text, segment: Segment, trigger: Tag) -> tuple[Side, str] | None:
    """Read "Russian troops captured A. On Friday they advanced near B": whose troops did."""
    start = context.sentences[segment.sentence].start
    they = _THEY.search(context.text, start, trigger.start)
    if they is None or not trigger.form.endswith("verb") or trigger.key not in _MOVES:
        return None
    if is_passive(context.text, trigger, start) or _SUFFERED.match(context.text, they.end()):
        return None
    if context.tags.within("side", start, they.start()):
        return None
    side = _told_before(context, segment.sentence)
    return (side, "whose forces “they” are") if side else None


_BACK = 3  # sentences to the one that names the forces


def _told_before(context: Text, sentence: int) -> Side | None:
    """Return the side whose forces open the last sentence that names one, or the only one in it."""
    for number in range(sentence - 1, max(-1, sentence - 1 - _BACK), -1):
        before = context.sentences[number]
        if before.paragraph != context.sentences[sentence].paragraph:
            return None
        forces = _FORCES_FIRST.match(context.text, before.start, before.end)
        if forces is not None:
            return "RU" if forces["whose"] == "Russian" else "UA"
        sides = {side_of(t) for t in context.tags.within("side", before.start, before.end)}
        if sides:
            return sides.pop() if len(sides) == 1 else None
    return None
