"""At which of its names a segment's event happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.bound_for import short_of_goal
from geomap.reading.events.care_places import apart_from_care
from geomap.reading.events.finest import finest, is_main_target, region_elsewhere
from geomap.reading.events.goals import is_avenged
from geomap.reading.events.headings import heading_of
from geomap.reading.events.kinds import Kind
from geomap.reading.events.losers import CHANGED_HANDS
from geomap.reading.events.noticed import is_only_felt, is_only_heard, is_only_warned
from geomap.reading.events.office_places import (
    place_of_official,
    place_within,
    speaks_too,
)
from geomap.reading.events.other_acts import ON_LAND, is_other_act, tells_another
from geomap.reading.events.segments import Segment
from geomap.reading.events.spoken_of import place_spoken_of
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of, is_elsewhere
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought

_OFFICIAL, _COUNTRY = "place of the official who reports", "country in the clause"
_NOWHERE = "no place named"


def event_places(  # noqa: PLR0911 (one return a rule)
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> tuple[list[int], str]:
    """Return the toponyms at which the segment's event happened, and the rule."""
    if _only_led_to(context, segment, kind):
        return [], _NOWHERE
    chosen = _of_clause(context, parts, segment, kind)
    if is_only_felt(context, segment, kind.trigger, _where(parts, segment, strength=3)):
        return [], _NOWHERE
    if known := place_within(context, parts, siblings, chosen):
        return known, _OFFICIAL
    if chosen and (not _only_countries(context, chosen) or _is_wide(context, chosen[0])):
        return chosen, "place in the clause"
    taken_up = _taken_up_by_where(context, parts, segment, siblings)
    if taken_up:
        return taken_up, "place that “where” takes up"
    if chosen and _only_dates(context, segment, siblings):
        return chosen, _COUNTRY
    if _is_side_remark(context, segment, siblings, kind) or tells_another(
        context, segment, siblings
    ):
        return chosen, _COUNTRY if chosen else _NOWHERE
    return _of_others(context, parts, segment, siblings, kind, chosen)


def _of_others(
    context: Text,
    parts: list[Part],
    segment: Segment,
    siblings: Sequence[Segment],
    kind: Kind,
    chosen: list[int],
) -> tuple[list[int], str]:
    """Return a place that other clauses name, or at least the country of this one, and the rule."""
    own_official = place_of_official(context, parts, [segment]) if not chosen else []
    if own_official and _WHILE.match(context.text, segment.start):
        return own_official[:1], _OFFICIAL
    if not chosen and (around := region_elsewhere(context, segment)):
        return around, "elsewhere in the region"
    shared = _place_of_sentence(context, parts, segment, siblings, kind)
    if chosen and shared and is_main_target(context, kind, shared[0]):
        return chosen, _COUNTRY
    if shared and not _only_countries(context, shared) and _shares_place(segment, siblings):
        return shared, "place of the sentence"
    if chosen:
        return chosen, _COUNTRY
    return _place_beside(context, parts, segment, siblings, kind, shared)


# "a man was killed in A, while the mayor of B said that a plant was hit": in B
_WHILE = re.compile(r"(?:while|whereas|and|but) ")


def _place_beside(  # noqa: PLR0911 (one return a rule)
    context: Text,
    parts: list[Part],
    segment: Segment,
    siblings: Sequence[Segment],
    kind: Kind,
    shared: list[int],
) -> tuple[list[int], str]:
    """Return the place that other words than those of the event give it, and the rule."""
    weak = finest(context, _where(parts, segment, strength=1))
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
    told = kind.trigger.end

    def officials(said: Sequence[Segment]) -> list[int]:
        found = place_of_official(context, parts, said)
        return [p for p in found if not speaks_too(context, p, told)]

    own_official = officials([segment])
    official = own_official or officials(siblings)
    another = not own_official and _ANOTHER_SAYS.match(context.text, segment.start, segment.end)
    if official and not shared and not another:
        return official[:1], "place of the official who reports"
    if shared and kind.effect:
        return shared, "place of the sentence"
    spoken_of, rule = place_spoken_of(context, parts, segment, kind)
    if spoken_of:
        return spoken_of, rule
    heading = heading_of(context, segment.sentence, labels=not kind.effect)
    if heading is not None:
        return [heading], "place that heads the section"
    return [], "no place named"


def _of_clause(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Return the places that the clause itself names for its event."""
    named = _where(parts, segment, strength=3)
    if not named or is_only_heard(context, parts, segment):
        return []
    if kind.trigger.form.endswith("noun") or kind.event_type == "air_defence.debris":
        named = _of_named_event(context, segment, kind, named)
    named = [p for p in named if not is_only_warned(context, kind, p)]
    if context.text.startswith("where ", segment.end):  # "fled from A, where …": of what follows
        named = [p for p in named if parts[p].rule != "taken up"]
    told = _without_compared(context, apart_from_care(context, named))
    chosen = finest(context, told)
    if kind.event_type == "air_defence.intercept":
        reached = finest(context, short_of_goal(context, told))
        offices = any(parts[p].rule == "title of" for p in segment.places)
        chosen = reached if reached or offices else chosen  # he tells of his own region
    told = [p for p in chosen if not _is_aimed_at(context, segment, kind, p)]
    if told or kind.event_type != "ground.clash":  # an "offensive to seize A" is fought near A
        chosen = told
    chosen = _without_frame(context, parts, kind, chosen)
    if kind.event_type in CHANGED_HANDS:
        chosen = [p for p in chosen if context.toponyms[p].governor not in _ON_THE_WAY_TO]
        chosen = [p for p in chosen if context.toponyms[p].before not in _STILL_THERE] or chosen
    between = all(context.toponyms[p].governor == "between" for p in chosen)
    if between and _only_countries(context, chosen):
        return []  # "talks between Russia and Ukraine"
    return chosen


_ON_THE_WAY_TO = frozenset({"toward", "towards"})  # "seized A and marched towards B"
# "cleared most of the city with only a small group left in the steelworks"
_STILL_THERE = word_list("still_there")
_ONLY_AFTER = Sought(
    r"\b(?:after|following|amid|amidst|because of|due to|in response to|in the wake of) "
    r"(?:[\w-]+ ){0,4}\Z"
)


# "drones were found in A following a Russian attack on B"
_AFTER_ATTACK = Sought(
    r"\b(?:after|following|during|amid) (?:[\w’'-]+ ){1,5}?(?:attacks?|strikes?|assaults?|barrages?"
    r"|raids?) (?:on|against)\b"
)


def _of_named_event(context: Text, segment: Segment, kind: Kind, places: list[int]) -> list[int]:
    """Read "sent alerts to residents in A following attacks on B": A was not attacked."""
    trigger = kind.trigger
    attack = _AFTER_ATTACK.search(context.text, trigger.end, segment.end)
    if attack is not None and kind.event_type == "air_defence.debris":
        return [p for p in places if context.toponyms[p].start < attack.end()] or places
    behind = [p for p in places if context.toponyms[p].governor_start >= trigger.end - 4]
    earlier = (t for t in segment.triggers if t.start < trigger.start)
    told = any(not t.form.startswith("weak") for t in earlier)
    if not behind or told or len(behind) == len(places):
        return places
    low = max(segment.start, trigger.start - 60)
    if _only_countries(context, places) and context.text.endswith(" during ", low, trigger.start):
        return behind  # "drones fly into A during attacks on B"
    return behind if _ONLY_AFTER.search(context.text, low, trigger.start) else places


def _without_frame(context: Text, parts: list[Part], kind: Kind, chosen: list[int]) -> list[int]:
    """Read "In Kherson, missiles hit the villages of A and B": of the villages, not the city."""
    named = context.toponyms
    objects = [
        p
        for p in chosen
        if named[p].start > kind.trigger.end
        and (
            parts[named[p].list_head or p].rule == "object"
            or named[p].governor == named[chosen[0]].governor != "in"
        )
        and _VILLAGES.search(context.text, named[p].phrase_start, named[p].start)
        and named[p].candidates
    ]
    if not objects:
        return _without_seat(context, kind, chosen)
    governors = {"in", named[objects[0]].governor}  # "Near A, it fell near the town of B"
    return [
        p for p in chosen if named[p].end > kind.trigger.start or named[p].governor not in governors
    ]


def _without_seat(context: Text, kind: Kind, chosen: list[int]) -> list[int]:
    """Read "In Dnipropetrovsk, Russians attacked the Nikopol district": its oblast, not it."""
    seat = context.toponyms[chosen[0]] if len(chosen) > 1 else None
    start = context.sentences[seat.sentence].start if seat else 0
    if seat is None or not seat.oblast or not seat.candidates or seat.governor != "in":
        return chosen
    if seat.end > kind.trigger.start or seat.governor_start - start > _OPENING:
        return chosen
    others = [context.toponyms[p] for p in chosen[1:]]
    region = seat.candidates[0].admin1
    in_oblast = (t.candidates and t.candidates[0].admin1 == region for t in others)
    return chosen[1:] if all(in_oblast) else chosen


_OPENING = 3  # characters before a sentence: a quotation mark, a bullet


_VILLAGES = Sought(r"\b(?:villages?|settlements?|towns?|hamlets?|communit(?:y|ies))\b")
_TO_DO = Sought(
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


def _where(parts: list[Part], segment: Segment, *, strength: int) -> list[int]:
    """Return the segment's toponyms that say, with this strength, where something happened."""
    return [p for p in segment.places if parts[p].role == "where" and parts[p].strength == strength]


_ONE_OF = Sought(  # but "launched one of the largest attacks on Ukraine" was on Ukraine
    r"\bone(?<!ed one)(?<!out one)(?<!sent one) of (?:the|its|their|\w+['’]s) [^,;.]{0,70}\Z"
)


# "the deadliest attack since a September 30 strike in A"
_SINCE_THAT = Sought(
    r"\b(?:deadliest|worst|largest|biggest|heaviest|bloodiest)\b[^.;:]*\bsince "
    r"(?:[\w’'.,-]+ ){0,7}\Z"
)


def _without_compared(context: Text, places: list[int]) -> list[int]:
    """Leave out the area of "in one of the deadliest strikes on western Ukraine"."""
    return [
        p
        for p in places
        if not (_ONE_OF if context.toponyms[p].kind in ("area", "country") else _SINCE_THAT).search(
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


_TOLD_OF = re.compile(r"(?:\b[Tt]he|\b[Ii]ts|\b[Tt]heir|['’]s) \Z")


def _only_led_to(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "The attack prompted closures of airports in A": what followed, and where."""
    trigger = kind.trigger
    return (
        trigger.form.endswith("noun")
        and _TOLD_OF.search(context.text, max(0, trigger.start - 6), trigger.start) is not None
        and _LED_TO.match(context.text, trigger.end, segment.end) is not None
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


_NEGATED = Sought(r"\b(?:not|never|without|no (?:drones?|missiles?|hits?|strikes?))\b")
# "downed 75 drones, with regional officials reporting that debris set fire to a depot in A"
_ANOTHER_TELLS = re.compile(
    r"(?:with|while|as|and|but) (?:[\w’'-]+ ){1,6}(?:reporting|saying|claiming|said|says|reported|"
    r"claimed) "
)
_EXPLAINS = re.compile(r"(?:because|since|as if|so that)\b")


def _is_other_headline(context: Text, place: int, segment: Segment) -> bool:
    """Read "Depot in A on fire; 25 killed in missile strikes": two headlines in one line."""
    between = context.text[context.toponyms[place].end : segment.start]
    return context.sentences[segment.sentence].headline and ";" in between


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
        and not (
            kind.event_type == "air_defence.intercept"
            and s.start > segment.start
            and "intercept" not in s.keys()  # noqa: SIM118 (a method)
            and _ANOTHER_TELLS.match(context.text, s.start)
        )
        and not is_other_act(context, parts, kind, segment, s)
        for p in _where(parts, s, strength=3)
        if not _NEGATED.search(context.text, s.start, context.toponyms[p].start)
        and not _is_other_headline(context, p, segment)
        and not is_elsewhere(context.text, context.toponyms[p])
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
    return finest(context, fronted or after or elsewhere)


_WHEN = re.compile(r"when\b|in which\b")


# "the governor said, after the air force said that it downed 20"
_ANOTHER_SAYS = re.compile(
    r"(?:after|while|as|but|and|though) (?:[\w’'-]+ ){1,4}(?:said|says|had said|reported)\b"
)


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
