"""At which of its names a segment's event happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.grammar import Text, country_of
from geomap.reading.kinds import Kind
from geomap.reading.parts import Part
from geomap.reading.segments import EFFECTS, Segment
from geomap.reading.toponym import Toponym

_AREAS = frozenset({"region", "district", "area", "axis", "hromada"})


def event_places(  # noqa: PLR0911
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> tuple[list[int], str]:
    """Return the toponyms at which the segment's event happened, and the rule."""
    if _only_led_to(context, segment, kind):
        return [], "no place named"
    chosen = _of_clause(context, parts, segment, kind)
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
    weak = _finest(context, _where(parts, segment, strength=1))
    if weak:
        return weak[:1], "place in a phrase of the clause"
    official = _place_of_official(context, parts, siblings)
    if official and not shared:
        return official[:1], "place of the official who reports"
    if shared and kind.effect:
        return shared, "place of the sentence"
    return [], "no place named"


def _of_clause(context: Text, parts: list[Part], segment: Segment, kind: Kind) -> list[int]:
    """Return the places that the clause itself names for its event."""
    chosen = _finest(context, _where(parts, segment, strength=3))
    if kind.event_type == "air_defence.intercept":
        chosen = _short_of_goal(context, chosen)
    between = all(context.toponyms[p].governor == "between" for p in chosen)
    if between and _only_countries(context, chosen):
        return []  # "talks between Russia and Ukraine"
    return chosen


_HEADING = frozenset({"aimed", "heading", "headed", "bound", "flying", "flew", "targeting", "sent"})


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


def _only_countries(context: Text, places: list[int]) -> bool:
    return all(context.toponyms[p].kind == "country" for p in places)


_LED_TO = re.compile(
    r" (?:has |have |had |also )*(?:prompted|forced|led to|caused|triggered|resulted in|"
    r"disrupted)\b"
    r"[^.;]*?\b(?:closures?|suspension|evacuations?|outages?|disruptions?|delays?|alerts?|traffic|"
    r"flights?|blackouts?)\b"
)


def _only_led_to(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "The attack prompted closures of airports in A": what followed, and where."""
    trigger = kind.trigger
    return (
        trigger.form.endswith("noun")
        and context.text.startswith(("the ", "The "), max(0, trigger.start - 4))
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


_EXPLAINS = re.compile(r"(?:because|since|as if|so that)\b")


def _place_of_sentence(
    context: Text, parts: list[Part], segment: Segment, siblings: Sequence[Segment], kind: Kind
) -> list[int]:
    """Return the finest places of the sentence's other segments, those before this one first."""
    elsewhere = [
        p
        for s in siblings
        if s is not segment
        and not _is_hit_after(context, kind, segment, s)
        and not _is_own_count(context, kind, segment, s)
        and (s.start < segment.start or ";" not in context.text[segment.start : s.start])
        and not (s.start > segment.start and _EXPLAINS.match(context.text, s.start))
        and not _is_another_act(context, parts, kind, segment, s)
        for p in _where(parts, s, strength=3)
        if not _NEGATED.search(context.text, s.start, context.toponyms[p].start)
    ]
    fronted = [p for p in elsewhere if context.toponyms[p].start < segment.start]
    if fronted:  # of "In A a man was hurt; in B … after a strike" the clause right before
        nearest = max((s for s in siblings if set(s.places) & set(fronted)), key=lambda s: s.start)
        fronted = [p for p in fronted if p in nearest.places]
    return _finest(context, fronted or elsewhere)


def _place_of_official(context: Text, parts: list[Part], siblings: Sequence[Segment]) -> list[int]:
    return [
        p
        for s in siblings
        for p in s.places
        if parts[p].role in ("affiliation", "reference")
        and parts[p].strength == 2
        and context.toponyms[p].governor != "including"  # "several officials, including Odesa's"
    ]


def _listed_together(context: Text, place: int, last: int) -> bool:
    head = context.toponyms[last].list_head
    if place == last:
        return True
    return head is not None and head in (place, context.toponyms[place].list_head)


_FIGURE = re.compile(r"\d")


def _is_own_count(context: Text, kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "87 were shot down", it said, adding that "70 were downed over Rostov": two counts."""
    return (
        kind.event_type == "air_defence.intercept"
        and other.start > segment.start
        and any(t.key == "intercept" for t in other.triggers)
        and _FIGURE.search(context.text, segment.start, segment.end) is not None
        and _FIGURE.search(context.text, other.start, other.end) is not None
    )


def _is_hit_after(context: Text, kind: Kind, segment: Segment, other: Segment) -> bool:
    """Read "211 drones were downed, and the strikes hit Odesa": not shot down over Odesa."""
    return (
        kind.event_type.startswith("air_defence")
        and other.start > segment.start
        and "strike" in other.keys()  # noqa: SIM118 (a method, no dict)
        and not context.text.startswith(("that ", "which "), other.start)  # where those flew
    )


_COMES = re.compile(r"(?: on \w+)? (?:come|came|comes|coming|follow|follows|followed|took place)\b")
_NEGATED = re.compile(r"\b(?:not|never|without|no (?:drones?|missiles?|hits?|strikes?))\b")
_ON_LAND = frozenset({"repelled", "clash", "advance", "capture"})
_AND_DID = re.compile(r"and (?:also |then )?(?:had |has |have |\w+ed\b)")


def _is_another_act(
    context: Text, parts: list[Part], kind: Kind, segment: Segment, other: Segment
) -> bool:
    """Read "repelled assaults near A and had hit targets": the targets are not said to be there."""
    if other.start > segment.start and _COMES.match(context.text, kind.trigger.end):
        return True  # "The attack comes a day after missiles hit A"
    if other.start > segment.start:  # "Shelling grew as troops fanned out to assault Kyiv"
        return (
            kind.event_type.startswith("strike")
            and bool(other.keys() & _ON_LAND)
            and not other.keys() & {"strike", "launch", *EFFECTS}
        )
    if kind.effect or not _AND_DID.match(context.text, segment.start):
        return False
    on_land = other.keys() & _ON_LAND and not other.keys() & {"strike", "launch"}
    of_strike = kind.event_type.startswith("strike") and on_land
    if not (of_strike or kind.event_type.startswith("air_defence")):
        return False
    begins = other.triggers[0].end
    return all(begins <= context.toponyms[p].start for p in _where(parts, other, strength=3))


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
                and any(_lies_in(s, toponyms[p]) for s in settled)
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
    return _SEVERAL.search(context.text, area.phrase_start, area.start) is not None


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
