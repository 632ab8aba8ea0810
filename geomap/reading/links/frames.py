"""Regions and directions of the front that only frame the villages where something happened."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.reading.links.on_land import are_alike
from geomap.reading.links.same_event import actors_agree, opens_item, paragraph
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_WHOLE = Sought(r"\b(?:wider|whole|entire|rest of)\b")


def is_frame_of(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether a region only frames villages: "an offensive in X, seizing A and B"."""
    if draft.place is None or draft.family not in ("control", "ground"):
        return False
    area = context.toponyms[draft.place]
    if _WHOLE.search(context.text, max(0, area.phrase_start - 12), area.start):
        return False  # "captured A, and claimed control of the wider B region"
    unnamed = draft.event_type == "control.capture" and _UNNAMED.search(
        context.text, draft.kind.trigger.end, area.start
    )
    if not unnamed and area.kind not in ("axis", "region"):
        return False
    names = {c.name for c in area.candidates}
    others = [
        d
        for d in placed
        if d is not draft
        and d.place is not None
        and context.toponyms[d.place].is_settlement
        and actors_agree(d, draft)
    ]
    if unnamed:
        inside = [d for d in others if d.event_type == draft.event_type]
        if any(_may_lie_in(context.toponyms[d.place or 0], area) for d in inside):
            return True  # "captured another village in the Donetsk region", named elsewhere
    if area.kind == "axis":
        return any(_is_on_axis(context, draft, area, d) for d in others)
    return area.kind == "region" and any(
        d.family in ("control", "ground")
        and set(d.sentences) & set(draft.sentences)
        and any(c.admin1 in names for c in context.toponyms[d.place or 0].candidates)
        for d in others
    )


_NEAR_AXIS = (0.4, 0.6)  # degrees of latitude and longitude: some 45 kilometres
_LARGEST = 3  # places of a name of which one may be meant
_ON, _BELOW = 1, 3  # sentences after a direction, or after its headline, that name its villages


def _is_on_axis(context: Text, draft: Draft, axis: Toponym, near: Draft) -> bool:
    """Read "attacked 11 times in the A direction. Ten were beaten off near B": near B."""
    here = context.toponyms[near.place or 0]
    lat, lon = _NEAR_AXIS
    lies_there = any(
        abs(c.lat - at.lat) < lat and abs(c.lon - at.lon) < lon
        for at in axis.candidates
        if at.kind == "axis"
        for c in here.candidates[:_LARGEST]
    )
    if not lies_there or near.realis != draft.realis or not times_agree(draft, near):
        return False
    if near.segment.sentence in draft.sentences:
        return near.family in ("control", "ground")
    last = max(draft.sentences)
    heads = context.sentences[last].headline
    gap = near.segment.sentence - last
    return (
        are_alike(draft, near)
        and 0 < gap <= (_BELOW if heads else _ON)
        and (
            heads or context.sentences[last].paragraph == paragraph(context, near.segment.sentence)
        )
        and not opens_item(context, last, near.segment.sentence)
    )


_UNNAMED = Sought(rf"\b{any_of('unnamed_settlement')}\b[^,;.]{{0,40}}$")


def _may_lie_in(here: Toponym, area: Toponym) -> bool:
    """Say whether a settlement may lie in a region, or in a vague area such as the east."""
    names = {c.name for c in area.candidates}
    if area.kind == "area":
        return not here.candidates or country_of(here) == country_of(area)
    return any(c.admin1 in names for c in here.candidates)
