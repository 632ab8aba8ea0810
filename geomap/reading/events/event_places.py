"""At which of its names a segment's event happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.goals import is_avenged
from geomap.reading.events.headings import heading_of
from geomap.reading.events.kinds import Kind
from geomap.reading.events.other_acts import ON_LAND, is_other_act
from geomap.reading.events.segments import Segment
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.toponym import Toponym

_AREAS = frozenset({"region", "district", "area", "axis", "hromada"})


def event_places(  # noqa: PLR0911
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> tuple[list[int], str]:
    """Return the toponyms at which the segment's event happened, and the rule."""
    if _only_led_to(context, segment, kind):
        return [], "no place named"
    chosen = _of_clause(context, parts, segment, kind)
    if _only_felt(context, segment, kind.trigger, _where(parts, segment, strength=3)):
        return [], "no place named"
    if chosen and (not _only_countries(context, chosen) or _is_wide(context, chosen[0])):
        return chosen, "place in the clause"
    taken_up = _taken_up_by_where(context, parts, segment, siblings)
    if taken_up:
        return taken_up, "place that “where” takes up"
    country_rule = "country in the clause"
    if chosen and _only_dates(context, segment, siblings):
        return chosen, country_rule
    if _is_side_remark(context, segment, siblings, kind):
        return chosen, country_rule if chosen else "no place named"
    shared = _place_of_sentence(context, parts, segment, siblings, kind)
    if shared and not _only_countries(context, shared) and _shares_place(segment, siblings):
        return shared, "place of the sentence"
    if chosen:
        return chosen, country_rule
    return _place_beside(context, parts, segment, siblings, kind, shared)


def _place_beside(
    context: Text,
    parts: list[Part],
    segment: Segment,
    siblings: Sequence[Segment],
    kind: Kind,
    shared: list[int],
) -> tuple[list[int], str]:
    """Return the place that other words than those of the event give it, and the rule."""
    weak = _finest(context, _where(parts, segment, strength=1))
    at_sea = kind.event_type == "sea.attack"
    if weak and not (at_sea and _only_countries(context, weak)):  # "sank Russia's flagship"
        return weak[:1], "place in a phrase of the clause"
    at_home = [
        p
        for p in segment.places
        if parts[p].rule == "people of"
        or context.text.startswith((" resident", " civilian", " local"), context.toponyms[p].end)
    ]
    if at_home and not shared and "casualty" in segment.keys():  # noqa: SIM118 (a method)
        return at_home[:1], "where the people hurt live"
    own_official = _place_of_official(context, parts, [segment])
    official = own_official or _place_of_official(context, parts, siblings)
    another = not own_official and _ANOTHER_SAYS.match(context.text, segment.start, segment.end)
    if official and not shared and not another:
        return official[:1], "place of the official who reports"
    if shared and kind.effect:
        return shared, "place of the sentence"
    heading = heading_of(context, segment.sentence, labels=not kind.effect)
    if heading is not None:
        return [heading], "place that heads the section"
    return [], "no place named"


def _of_clause(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Return the places that the clause itself names for its event."""
    named = _where(parts, segment, strength=3)
    if _is_only_heard(context, parts, segment):
        return []
    if kind.trigger.form.endswith("noun"):
        named = _of_named_event(context, segment, kind, named)
    named = [p for p in named if not _is_only_warned(context, kind, p)]
    chosen = _finest(context, _without_compared(context, named))
    if kind.event_type == "air_defence.intercept":
        chosen = _short_of_goal(context, chosen)
    told = [p for p in chosen if not _is_aimed_at(context, segment, kind, p)]
    if told or kind.event_type != "ground.clash":  # an "offensive to seize A" is fought near A
        chosen = told
    chosen = _without_frame(context, parts, kind, chosen)
    if kind.event_type in _TAKEN:
        chosen = [p for p in chosen if context.toponyms[p].governor not in _ON_THE_WAY_TO]
    between = all(context.toponyms[p].governor == "between" for p in chosen)
    if between and _only_countries(context, chosen):
        return []  # "talks between Russia and Ukraine"
    return chosen


_WARNED = re.compile(rf"\b{any_of('air_raid_alerts')}\b")


def _is_only_warned(context: Text, kind: Kind, place: int) -> bool:
    """Read "blasts were heard in A and air raid alerts sounded in B and C": in A only."""
    here = context.toponyms[place].start
    return kind.trigger.end < here and bool(_WARNED.search(context.text, kind.trigger.end, here))


_HEARD = re.compile(
    r"The (?:sounds? of the )?(?:blasts?|explosions?) (?:was|were|could be) (?:\w+ )?"
    r"(?:audible|heard|felt)\b"
)


def _is_only_heard(context: Text, parts: list[Part], segment: Segment) -> bool:
    """Read "Explosions rocked A. The blasts were audible in B": in A only."""
    if segment.sentence == 0 or not _HEARD.match(context.text, segment.start):
        return False
    before = context.sentences[segment.sentence - 1]
    blasts = (t.key for t in context.tags.within("trigger", before.start, before.end))
    return "explosion" in blasts and any(
        parts[i].role == "where" for i, _ in context.names_in(segment.sentence - 1)
    )


_TAKEN = frozenset({"control.capture", "control.liberation", "control.withdrawal"})
_ON_THE_WAY_TO = frozenset({"toward", "towards"})  # "seized A and marched towards B"
_ONLY_AFTER = re.compile(
    r"\b(?:after|following|amid|amidst|because of|due to|in response to|in the wake of) "
    r"(?:[\w-]+ ){0,4}\Z"
)


def _of_named_event(context: Text, segment: Segment, kind: Kind, places: list[int]) -> list[int]:
    """Read "sent alerts to residents in A following attacks on B": A was not attacked."""
    trigger = kind.trigger
    behind = [p for p in places if context.toponyms[p].governor_start >= trigger.end - 4]
    earlier = (t for t in segment.triggers if t.start < trigger.start)
    told = any(not t.form.startswith("weak") for t in earlier)
    if not behind or told or len(behind) == len(places):
        return places
    low = max(segment.start, trigger.start - 60)
    return behind if _ONLY_AFTER.search(context.text, low, trigger.start) else places


def _without_frame(context: Text, parts: list[Part], kind: Kind, chosen: list[int]) -> list[int]:
    """Read "In Kherson, missiles hit the villages of A and B": of the villages, not the city."""
    named = context.toponyms
    objects = [
        p
        for p in chosen
        if named[p].start > kind.trigger.end
        and parts[named[p].list_head or p].rule == "object"
        and _VILLAGES.search(context.text, named[p].phrase_start, named[p].start)
    ]
    if not objects:
        return chosen
    return [p for p in chosen if named[p].end > kind.trigger.start or named[p].governor != "in"]


_VILLAGES = re.compile(r"\b(?:villages?|settlements?|towns?|hamlets?|communit(?:y|ies))\b")
_TO_DO = re.compile(
    r"\b(?:to (?:\w+ly |then |also |further )?"
    r"|for (?:an? |the |its |their )?(?:(?:further|new|future|another|next) )?)\Z"
)


def _is_aimed_at(context: Text, segment: Segment, kind: Kind, place: int) -> bool:
    """Read "moved forward near A, aiming to encircle B": at B nothing has happened yet."""
    if kind.event_type == "ground.repelled":
        return False  # "thwarted an attempt to take A": it was made there
    toponym = context.toponyms[place]
    between = context.tags.within("trigger", kind.trigger.end, toponym.start)
    if between and is_avenged(context, segment, between[-1]):
        return True
    later = [t for t in between if t.key in ON_LAND]
    return bool(later) and bool(
        _TO_DO.search(context.text, max(kind.trigger.end, later[-1].start - 24), later[-1].start)
    )


_HEADING = word_list("heading")


def _short_of_goal(context: Text, places: list[int]) -> list[int]:
    """Read "drones aimed at Moscow were downed near Podolsk": they did not get to Moscow."""
    reached = [
        p
        for p in places
        if not {context.toponyms[p].governor, context.toponyms[p].before} & _HEADING
    ]
    return reached or places


def _where(parts: list[Part], segment: Segment, *, strength: int) -> list[int]:
    """Return the segment's toponyms that say, with this strength, where something happened."""
    return [p for p in segment.places if parts[p].role == "where" and parts[p].strength == strength]


_ONE_OF = re.compile(r"\bone of (?:the|its|their|\w+['’]s) [^,;.]{0,70}\Z")


def _without_compared(context: Text, places: list[int]) -> list[int]:
    """Leave out the area of "in one of the deadliest strikes on western Ukraine"."""
    return [
        p
        for p in places
        if context.toponyms[p].kind not in ("area", "country")
        or not _ONE_OF.search(
            context.text,
            max(0, context.toponyms[p].phrase_start - 90),
            context.toponyms[p].phrase_start,
        )
    ]


def _only_countries(context: Text, places: list[int]) -> bool:
    return all(context.toponyms[p].kind == "country" for p in places)


_LED_TO = re.compile(
    r"(?: of [\w’' -]{1,30}?)? (?:has |have |had |also )*"
    rf"{any_of('led_to')}\b[^,.;]{{0,80}}?\b{any_of('what_followed')}\b"
)


def _only_led_to(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "The attack prompted closures of airports in A": what followed, and where."""
    trigger = kind.trigger
    return (
        trigger.form.endswith("noun")
        and context.text.startswith(("the ", "The "), max(0, trigger.start - 4))
        and _LED_TO.match(context.text, trigger.end, segment.end) is not None
    )


_FELT_FOR = re.compile(
    r"\b(?:electricity|power|heating|water|gas)(?: supply| supplies)?\b[^.;]{0,160}"
    r"\b(?:due to|because of|as a result of) (?:the |an? )?(?:[\w’'-]+ ){0,3}\Z",
    re.IGNORECASE,
)


def _only_felt(context: Text, segment: Segment, trigger: Tag, places: Sequence[int]) -> bool:
    """Read "Water was cut off in A, B and C due to shelling of a main": where it is felt."""
    felt = [p for p in places if context.toponyms[p].end <= trigger.start]
    return (
        len(felt) == len(places) > 1
        and trigger.form.endswith("noun")
        and _FELT_FOR.search(context.text, segment.start, trigger.start) is not None
    )


def _only_dates(context: Text, segment: Segment, siblings: Sequence[Segment]) -> bool:
    """Read "…, which comes after Russia attacked Ukraine": another event, before it."""
    return segment is not siblings[0] and context.text.startswith(
        ("after ", "following ", "amid "), segment.start
    )


def _taken_up_by_where(
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment]
) -> list[int]:
    """Return the place or list of places before a clause that begins with "where"."""
    if not context.text.startswith("where", segment.start):
        return []
    before = [
        p
        for s in siblings
        for p in _where(parts, s, strength=3)
        if context.toponyms[p].start < segment.start
    ]
    return [p for p in before if _listed_together(context, p, before[-1])]


def _is_side_remark(
    context: Text, segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> bool:
    """Read "struck Kyiv, while its army advances": the army does not advance in Kyiv."""
    return (
        kind.event_type.startswith(("control", "ground"))
        and segment is not siblings[0]
        and re.match(r"(?:while|as|with)\b", context.text[segment.start : segment.start + 6])
        is not None
    )


_NEGATED = re.compile(r"\b(?:not|never|without|no (?:drones?|missiles?|hits?|strikes?))\b")
_EXPLAINS = re.compile(r"(?:because|since|as if|so that)\b")


def _place_of_sentence(
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> list[int]:
    """Return the finest places of the sentence's other segments, those before this one first."""
    elsewhere = [
        p
        for s in siblings
        if s is not segment
        and (s.start < segment.start or ";" not in context.text[segment.start : s.start])
        and not (s.start > segment.start and _EXPLAINS.match(context.text, s.start))
        and not is_other_act(context, parts, kind, segment, s)
        for p in _where(parts, s, strength=3)
        if not _NEGATED.search(context.text, s.start, context.toponyms[p].start)
    ]
    fronted = [p for p in elsewhere if context.toponyms[p].start < segment.start]
    if fronted:  # of "In A a man was hurt; in B … after a strike" the clause right before
        nearest = max((s for s in siblings if set(s.places) & set(fronted)), key=lambda s: s.start)
        fronted = [p for p in fronted if p in nearest.places]
    next_one = next((s for s in siblings if s.start >= segment.end), None)
    if next_one is not None and _WHEN.match(context.text, next_one.start):
        when = [p for p in elsewhere if p in next_one.places]
        fronted = when or fronted  # "followed an attack when A hit B"
    later = next(
        (s for s in siblings if s.start > segment.start and set(s.places) & set(elsewhere)), None
    )
    after = [p for p in elsewhere if later is not None and p in later.places]
    return _finest(context, fronted or after or elsewhere)


_WHEN = re.compile(r"when\b|in which\b")


def _place_of_official(context: Text, parts: list[Part], siblings: Sequence[Segment]) -> list[int]:
    """Return the place of the official who reports, not of one who was met: no claim, no report."""
    sentence = context.sentences[siblings[0].sentence]
    if not context.tags.within("claim", sentence.start, sentence.end):
        return []
    return [
        p
        for s in siblings
        for p in s.places
        if parts[p].role in ("affiliation", "reference")
        and parts[p].strength == 2
        and context.toponyms[p].governor != "including"  # "several officials, including Odesa's"
        and not _was_met(context, context.toponyms[p])
        and not _CALLS_ON.match(context.text, context.toponyms[p].end)
    ]


# "the governor said, after the air force said that it downed 20"
_ANOTHER_SAYS = re.compile(
    r"(?:after|while|as|but|and|though) (?:[\w’'-]+ ){1,4}(?:said|says|had said|reported)\b"
)
_CALLS_ON = re.compile(rf" (?:has |have |had |also )?{any_of('calls_on')}\b")
_MET = re.compile(rf"\b{any_of('meets')} (?:with )?(?:[\w’'-]+ ){{0,4}}\Z")


def _was_met(context: Text, office: Toponym) -> bool:
    """Read "met with officials in Kyiv": they report nothing."""
    start = context.sentences[office.sentence].start
    return _MET.search(context.text, max(start, office.start - 60), office.start) is not None


def _listed_together(context: Text, place: int, last: int) -> bool:
    head = context.toponyms[last].list_head
    if place == last:
        return True
    return head is not None and head in (place, context.toponyms[place].list_head)


def _is_wide(context: Text, place: int) -> bool:
    """Read "Across Ukraine" is meant as the whole country; so is a third country that was hit."""
    if country_of(context.toponyms[place]) not in ("UA", "RU", None):
        return True
    return context.toponyms[place].governor in ("across", "throughout", "over")


def _shares_place(segment: Segment, siblings: Sequence[Segment]) -> bool:
    """Say whether a segment without a place takes that of its sentence."""
    return "launch" not in segment.keys() or len(siblings) == 1  # noqa: SIM118 (a method, no dict)


def _finest(context: Text, places: list[int]) -> list[int]:
    """Leave out the country beside a finer place, and the region beside a settlement in it."""
    toponyms = context.toponyms
    finer = [p for p in places if toponyms[p].kind != "country"] or places
    settled = [toponyms[p] for p in finer if toponyms[p].is_settlement]
    local = [toponyms[p] for p in finer if toponyms[p].kind in ("district", "hromada")]
    kept = [
        p
        for p in finer
        if not (
            (
                toponyms[p].kind in _AREAS
                and not _is_one_of_several(context, toponyms[p])
                and any(_lies_in(s, toponyms[p]) for s in settled if s.list_head != p)
            )
            or (toponyms[p].kind == "region" and any(_lies_in(s, toponyms[p]) for s in local))
        )
    ]
    if settled:  # "close to the Danube, on the island of A"
        kept = [p for p in kept if toponyms[p].kind != "river"] or kept
    unique: list[int] = []
    for place in kept or finer:
        taken_up = toponyms[place].antecedent  # "targeting Moscow … in the capital"
        if taken_up not in unique and not any(_same(toponyms[place], toponyms[q]) for q in unique):
            unique.append(place)
    return unique


def _is_one_of_several(context: Text, area: Toponym) -> bool:
    """Read "the hromadas of A, B and C": none of them lies in another."""
    head = area if area.list_head is None else context.toponyms[area.list_head]
    return _SEVERAL.search(context.text, head.phrase_start, head.start) is not None


_SEVERAL = re.compile(r"\b(?:hromadas|communities|districts|regions) of\b", re.IGNORECASE)


def _lies_in(settlement: Toponym, area: Toponym) -> bool:
    if area.kind == "region":
        names = {c.name for c in area.candidates if c.kind == "region"}
        if any(c.admin1 in names for c in settlement.candidates):
            return True
        return not settlement.candidates
    if area.kind == "area":
        return area.end < settlement.start and country_of(settlement) == country_of(area)
    if area.kind == "axis" and area.governor == "in" and area.before not in ("and", "also"):
        return True  # "in the area of A, in the Shakhtarsk direction"
    return area.end < settlement.start and area.kind in ("district", "hromada", "axis")


def _same(a: Toponym, b: Toponym) -> bool:
    return bool(
        a.candidates
        and b.candidates
        and a.candidates[0].place_id == b.candidates[0].place_id
        and a.kind == b.kind
    )
