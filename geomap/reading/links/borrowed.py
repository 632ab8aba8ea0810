"""What a draft takes from the one told just before it: its time, its weapon, its kind."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.events.kinds import BURNT
from geomap.reading.links.join import ADOPTED_KIND, BORROWED_WEAPON
from geomap.reading.links.same_event import AIR, is_one_topic, opens_item
from geomap.reading.links.same_place import CARRY, same_place
from geomap.reading.links.same_time import sums_up
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought


def borrow(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Take the time, and for a bare attack the weapon, of the event told just before."""
    if draft.realis != "actual" or not placed:
        return
    host = placed[-1]
    distance = draft.segment.sentence - max(host.sentences)
    if host.realis != "actual" or not 0 <= distance <= CARRY:
        return
    if not is_one_topic(context, max(host.sentences), draft.segment.sentence):
        return
    families = {host.family, draft.family}
    if (
        "no time" in draft.time_rule
        and "no time" not in host.time_rule
        and "statement" not in host.time_rule
        and (families <= AIR or families <= {"control", "ground"})
        and not _turned_since(host, draft)
        and not sums_up(context, max(host.sentences))
    ):
        draft.time, draft.time_rule = host.time, "time of the event told before"
        draft.rules.append(draft.time_rule)
    word = context.text[draft.kind.trigger.start : draft.kind.trigger.end]
    under_fire = word.endswith("fire")  # guns, whatever was told before
    ablaze = draft.event_type == "strike.explosion" and draft.kind.trigger.key == "fire"
    fallen = draft.kind.rule == BURNT and host.event_type in _FLOWN
    vague = draft.event_type == "strike.other" or ablaze or fallen
    bare = vague and draft.weapon is None and not under_fire
    if (
        bare
        and host.family == "strike"
        and host.weapon
        and draft.actor in (None, host.actor)
        and _of_one_attack(context, draft, host)
    ):
        draft.event_type, draft.weapon = host.event_type, host.weapon
        draft.rules.append(BORROWED_WEAPON)


def _turned_since(host: Draft, draft: Draft) -> bool:
    """Read "Ukraine freed A in August. Russian troops have captured A": not in August, too."""
    other_side = None not in (host.actor, draft.actor) and host.actor != draft.actor
    return other_side and host.time.precision in ("month", "unknown")


_FLOWN = frozenset({"strike.missile", "strike.combined"})
_ALSO = Sought(
    r"\b(?:also|too|as well|another|again|the same|other|more|further|"
    rf"the {any_of('the_attack')})\b",
    re.IGNORECASE,
)


def _of_one_attack(context: Text, draft: Draft, host: Draft) -> bool:
    """
    Say whether a bare attack is part of the one told before and so was made with its weapon.

    It is in the same sentence, at the same place, inside the area attacked, or taken up by a word.
    A wide one ("Nine regions were attacked") after that on a single town is another.
    """
    if draft.segment.sentence in host.sentences or same_place(context, host, draft):
        return True
    sentence = context.sentences[draft.segment.sentence]
    if (
        host.place is None
        or draft.place is None
        or _ALSO.search(context.text, sentence.start, sentence.end)
    ):
        return True
    area, here = context.toponyms[host.place], context.toponyms[draft.place]
    names = {c.name for c in area.candidates}
    inside = area.kind != "region" or any(c.admin1 in names for c in here.candidates)
    return area.kind in _AREAS and inside


_AREAS = frozenset({"country", "region", "area", "district", "hromada", "axis"})


def adopt_kind(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Take the kind of the attack told just before; without one the damage is not of war."""
    hosts = [
        d
        for d in placed
        if d.family in (AIR if draft.kind.trigger.key == "casualty" else ("strike",))
        and d.realis == "actual"
        and 0 <= draft.segment.sentence - max(d.sentences) <= CARRY
        and not opens_item(context, max(d.sentences), draft.segment.sentence)
    ]
    if not hosts or draft.realis != "actual":
        return False
    host = hosts[-1]
    if _of_one_attack(context, draft, host) and (
        host.family != "air_defence" or draft.place is None  # a toll elsewhere is of a strike
    ):
        draft.event_type, draft.weapon = host.event_type, draft.weapon or host.weapon
    draft.actor = host.actor
    if "no time" in draft.time_rule:
        draft.time, draft.time_rule = host.time, host.time_rule
    draft.rules.append(ADOPTED_KIND)
    return True
