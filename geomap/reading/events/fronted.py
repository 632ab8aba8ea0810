"""Which places of a clause without an event the next clause tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of


def last_group(context: Text, places: list[int]) -> list[int]:
    """Read "Troops are in the Kursk region, where …": the place that "where" takes up."""
    if not places:
        return []
    head = context.toponyms[places[-1]].list_head
    return [
        p
        for p in places
        if p == places[-1]
        or (head is not None and (p == head or context.toponyms[p].list_head == head))
    ]


_OPENING = 14  # characters from the start of a sentence to the word that governs its first place
_AFTER_JOINT = 8  # "while in Kherson region, five people were wounded"


def fronted(
    context: Text, parts: Sequence[Part], clause: tuple[int, int], places: list[int]
) -> list[int]:
    """
    Return the places of a clause without an event of which the next one can tell.

    These are "In Kharkiv region, …"; what undergoes the event: "Cities, including A and B, which
    are far from the front, were hit"; and what shares its verb: "Houses in A, and a farm in B were
    damaged".
    """
    if not places:
        return []
    toponyms = context.toponyms
    start = context.sentences[toponyms[places[0]].sentence].start
    heads = {
        p
        for p in places
        if toponyms[p].governor_start - start <= _OPENING
        or toponyms[p].phrase_start - start <= 2
        or 0 <= toponyms[p].governor_start - clause[0] <= _AFTER_JOINT
        or parts[p].rule == "subject"
        or _shares_verb(context, clause, p)
        or _follows_dateline(context, start, toponyms[p].governor_start)
    }
    heads |= {head for p in heads if (head := toponyms[p].list_head) is not None}
    if opening := _FRONTED.match(context.text, start, clause[1]):
        heads |= {p for p in places if toponyms[p].start < opening.end()}
    wide = [toponyms[p].end for p in heads if toponyms[p].kind in ("region", "district")]
    heads |= {  # "In the Rostov region, a plant in Azov stopped work after drones fell on it"
        p
        for p in places
        if any(_THING_THERE.fullmatch(context.text, end, toponyms[p].start) for end in wide)
    }
    heads |= {  # "On the Lyman axis, near Terny, …", "North of A and near B, …"
        p
        for h in list(heads)
        for p in places
        if _NEAR_THERE.fullmatch(context.text, toponyms[h].end, toponyms[p].start)
    }
    return [p for p in places if p in heads or toponyms[p].list_head in heads]


# "On the territory of three communities in A district, …"
_FRONTED = re.compile(r"(?:On|Across|Throughout|Over|In) the (?!night\b)[a-z]+ of [^,;.]{1,60}?,")
_THING_THERE = re.compile(
    rf", (?:an?|the|one|another) (?:[\w-]+ ){{0,2}}{any_of('one_spot')} (?:in|near) "
    r"(?:the (?:town|city|village) of )?"
)
_NEAR_THERE = re.compile(
    r"(?:,|,? and) (?:near|around|close to|in the (?:areas?|vicinity) of) (?:the )?"
    r"(?:(?:villages?|towns?|settlements?) of )?"
)
_DATELINE_END = (")", "–", "—", "-", ":")
_DATELINE = 60  # characters of "(MENAFN- UkrinForm) " before "In Sumy region, …"


def _follows_dateline(context: Text, start: int, at: int) -> bool:
    before = context.text[start:at].rstrip()
    return at - start <= _DATELINE and before.endswith(_DATELINE_END)


_AND_WAS = re.compile(
    r"and (?!(?:the )?[A-Z])(?:[\w’'-]+ ){1,6}?(?:in|at|near) "
    r"[^;.]{2,60}? (?:was|were|has been|have been) "
)
_BESIDE = 24  # characters from the start of a thing to the "in" of its place


def _shares_verb(context: Text, clause: tuple[int, int], place: int) -> bool:
    """Read "private houses in A, and shops in B were damaged" of A as well."""
    if not _AND_WAS.match(context.text, clause[1]):
        return False
    at = context.toponyms[place].governor_start
    ends_clause = clause[1] - context.toponyms[place].end <= 2
    return ends_clause and bool(context.tags.within("target", max(clause[0], at - _BESIDE), at))
