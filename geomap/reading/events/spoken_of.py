"""The place that a sentence speaks of, where the clause of the event itself names none."""

from __future__ import annotations

import re
from collections.abc import Callable

from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of, is_state_or_capital
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_LOCAL = frozenset({"city", "town", "village", "district", "hromada", "region"})


_FELT = Sought(rf"\b{any_of('feels')}\b")


def _felt_by_people(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "Residents of Mykolaiv were woken by blasts": it was there."""
    return [
        p
        for p in segment.places
        if parts[p].rule == "people of"
        and context.toponyms[p].end < kind.trigger.start
        and _FELT.search(context.text, context.toponyms[p].end, kind.trigger.end)
    ][:1]


def _land_entered(context: Text, _: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "sent troops to Kursk region, saying fighters had stormed across the border"."""
    if kind.event_type != "ground.incursion":
        return []
    named = [
        (i, t)
        for i, t in context.names_in(segment.sentence)
        if t.kind in ("region", "district") and country_of(t) == "RU"
    ]
    return [named[0][0]] if len(named) == 1 else []


def _there(context: Text, _: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "bombed a bridge to cut off the troops there": where those were told of."""
    if kind.needs_host:
        return []
    named = context.names_in(segment.sentence)
    return [i for i, t in named if _is_there(t) and t.start > segment.start][-1:]


_GOING = Sought(
    r"\b(?:(?:as|while|when) (?:they|he|she|it|the \w+) (?:was|were) (?:[a-z]+ing|on (?:its|their|"
    r"his|her) way)|(?:as|while|when) [a-z]+ing|(?:driving|fleeing|escaping|evacuating))\b"
    r"[^,;.]{0,60} (?:to|from) (?:the )?\Z"
)


def _on_the_way(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "killed two workers as they were transporting medicines to Polohy": near there."""
    if not kind.event_type.startswith("strike"):
        return []
    start = context.sentences[segment.sentence].start
    return [
        i
        for i, t in context.names_in(segment.sentence)
        if parts[i].rule in ("to", "from")
        and t.is_settlement
        and _GOING.search(context.text, start, t.phrase_start)
    ][:1]


_VICTIM = re.compile(r" (?:an?|the|another) [^,;.]{3,70}? (?:in|of|from) (?:the )?\Z")


def _office_of_victim(context: Text, parts: list[Part], segment: Segment, _: Kind) -> list[int]:
    """Read "A car bomb killed an official in Berdiansk": he was hurt there, and reports nothing."""
    sentence = context.sentences[segment.sentence]
    hurt = [t for t in segment.triggers if t.key in ("casualty", "violence")]
    if not hurt or context.tags.within("claim", hurt[0].end, sentence.end):
        return []
    return [
        p
        for p in segment.places
        if parts[p].rule == "title of"
        and _VICTIM.fullmatch(context.text, hurt[0].end, context.toponyms[p].start)
    ][:1]


_STATE = late(rf"(?:,[^,;.]{{3,80}},)? {any_of('is_in_a_state')}\b")
_BROUGHT_BY = Sought(
    r"\b(?:amid|amidst|after|following|because of|due to|under|despite|since|by)"
    r"(?: [\w’'-]+){0,6} \Z"
)
_LEAD = 2  # characters before the phrase that a sentence begins with
_CAUSE_REACH = 80


def _topic(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "Mariupol, a southern port, has no water amid constant shelling": shelling of it."""
    trigger, start = kind.trigger, context.sentences[segment.sentence].start
    names = context.names_in(segment.sentence)
    if not names or not kind.event_type.startswith("strike") or not trigger.form.endswith("noun"):
        return []
    index, topic = names[0]
    low = max(topic.end, trigger.start - _CAUSE_REACH)
    if (
        topic.kind not in _LOCAL
        or topic.phrase_start - start > _LEAD
        or any(_may_be_it(t) and parts[i].role == "where" for i, t in names[1:])
        or trigger.start < topic.end
        or not _BROUGHT_BY.search(context.text, low, trigger.start)
    ):
        return []
    return [index] if _STATE.match(context.text, topic.end) else []


def _is_there(toponym: Toponym) -> bool:
    """Know the word that takes up a place told before."""
    return toponym.name.lower() == "there" and toponym.kind in _LOCAL


def _may_be_it(toponym: Toponym) -> bool:
    return toponym.kind in _LOCAL and not is_state_or_capital(toponym)


def _port_told_of(context: Text, parts: list[Part], segment: Segment, _: Kind) -> list[int]:
    """Read "Mariupol is besieged … a noose around the Black Sea port": Mariupol is that port."""
    named = context.names_in(segment.sentence)
    port = next((i for i, _ in named if parts[i].rule == "seaside"), None)
    if port is None or parts[port].strength:
        return []
    low = max(0, port - _NAMES_BACK)
    near = [i for i in range(low, port) if context.toponyms[i].is_settlement]
    near = [i for i in near if segment.sentence - context.toponyms[i].sentence <= _PORT_REACH]
    return near[-1:]


_NAMES_BACK, _PORT_REACH = 6, 2  # names and sentences back to the port


def _topic_before(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "Kyiv is under curfew, the mayor said. It comes after attacks hit a shop": in Kyiv."""
    now = context.sentences[segment.sentence]
    before = context.sentences[segment.sentence - 1] if segment.sentence else None
    if (
        before is None
        or before.paragraph != now.paragraph
        or not _is_bare_hit(context, segment, kind)
    ):
        return []
    names = [(i, t) for i, t in context.names_in(segment.sentence - 1) if t.kind in _LOCAL]
    if len(names) != 1:
        return []
    index, topic = names[0]
    opens = topic.phrase_start - before.start <= _LEAD and parts[index].rule == "no rule"
    local = not is_state_or_capital(topic) or _MAYOR.search(context.text, topic.end, before.end)
    return [index] if opens and local else []


_ASKED = Sought(
    r"\bwhat(?: really| exactly)? (?:happened|happens|is happening) (?:in|at|near) \Z",
    re.IGNORECASE,
)


def _asked_about(context: Text, _: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Read "What happened at Kakhovka? An explosion tore the dam open": it was there."""
    if not segment.sentence or context.names_in(segment.sentence) or kind.needs_host:
        return []
    asked = context.sentences[segment.sentence - 1]
    if not context.text.endswith("?", asked.start, asked.end):
        return []
    return [
        i
        for i, t in context.names_in(segment.sentence - 1)
        if t.kind in _LOCAL and _ASKED.search(context.text, asked.start, t.phrase_start)
    ][:1]


_MAYOR = Sought(r"\b(?:[Mm]ayor|city (?:council|administration|officials))\b")
_COMES_AFTER = re.compile(
    r"(?:The|This|It|That) (?:[\w’'-]+ ){0,3}?(?:comes?|came|follows?|followed)\b"
)


def _is_bare_hit(context: Text, segment: Segment, kind: Kind) -> bool:
    """Say whether a sentence that names no place tells of a building that was hit."""
    now = context.sentences[segment.sentence]
    return (
        kind.event_type.startswith("strike")
        and not context.names_in(segment.sentence)
        and _COMES_AFTER.match(context.text, now.start) is not None
        and bool(context.tags.within("target", kind.trigger.start, now.end))
    )


_Rule = Callable[[Text, list[Part], Segment, Kind], list[int]]
_RULES: tuple[tuple[_Rule, str], ...] = (
    (_felt_by_people, "where those live who felt it"),
    (_land_entered, "land whose border was crossed"),
    (_there, "place that “there” takes up"),
    (_on_the_way, "where those hit were going"),
    (_office_of_victim, "where the one hit held office"),
    (_topic, "place that the sentence is about"),
    (_port_told_of, "port told of before"),
    (_topic_before, "place that the sentence before is about"),
    (_asked_about, "place that the sentence before is about"),
)


def place_spoken_of(
    context: Text, parts: list[Part], segment: Segment, kind: Kind
) -> tuple[list[int], str]:
    """Return the place that the sentence is about, and the rule; none if it names others."""
    for rule, name in _RULES:
        found = rule(context, parts, segment, kind)
        if found:
            return found, name
    return [], ""
