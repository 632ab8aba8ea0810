"""With what a bare "strike" was made, where what is told of that side just before says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.events.strike_types import strike_type
from geomap.reading.links.join import BORROWED_WEAPON
from geomap.reading.links.same_event import AIR, opens_item
from geomap.reading.links.same_time import times_agree
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought

# guns, where no other weapon is named
_GUNS = re.compile(
    r"fir(?:e|es|ed|ing) (?:at|on|upon)\b|open\w* (?:fire|up on)\b|(?:\w+ )?under (?:\w+ )*fire\b",
    re.IGNORECASE,
)
_REACH = 4  # sentences back to the attacks whose weapon is taken
_IN_WAVES = {"drone": "strike.drone", "combined": "strike.combined"}


def tell_arms(context: Text, told: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """
    Give each bare strike of `told` the type of what the text tells of that side just before.

    `drafts` are all that the text tells, also without a place. Only what comes in waves is taken:
    of missiles or bombs told nearby, one strike is not like another.
    """
    for strike in told:
        trigger = strike.kind.trigger
        burnt = strike.event_type == "strike.explosion" and trigger.key == "fire"
        if not (burnt or strike.event_type == "strike.other"):
            continue
        if strike.realis != "actual" or strike.weapon:
            continue
        if (used := _used_after(context, strike)) is not None:
            strike.event_type, strike.weapon = strike_type(context.words, [used]), used
            strike.rules.append(TOLD_AFTER)
            continue
        if trigger.key == "strike" and _GUNS.match(context.text, trigger.start, trigger.end):
            strike.event_type = "strike.shelling"
            strike.rules.append("fire of guns")
            continue
        if _is_of_any_kind(context, strike):
            continue
        before = [d for d in drafts if _is_before(context, d, strike)]
        kinds = {context.words.data["weapons"][d.weapon or ""]["kind"] for d in before}
        if len(kinds) == 1 and (event_type := _IN_WAVES.get(kinds.pop())):
            strike.event_type, strike.weapon = event_type, before[-1].weapon
            strike.rules.append(BORROWED_WEAPON)


TOLD_AFTER = "weapon told in the next sentence"
_AFTER = 2  # sentences after a strike that may tell with what it was
_USED = Sought(
    r"\b(?:(?:used|using|employed|(?:carried out|made|delivered) (?:with|by)|type of weapon)"
    r"(?: [\w’'-]+){0,5}?|(?:[Ii]t|[Tt]his) (?:was|were)(?: \w+ly| most likely)?) "
    r"(?:(?:an?|the) )?\Z"
)
_WAS_USED = re.compile(r" (?:was|were|had been) (?:\w+ly )?(?:used|employed)\b")
_OPEN = Sought(r"\b(?:whether|not (?:been )?(?:known|established|clear)|or)\b")


def _used_after(context: Text, strike: Draft) -> str | None:
    """Read "The enemy struck Kryvyi Rih. It was a ballistic missile": with what it was struck."""
    last = max(strike.sentences)
    for number in range(last + 1, min(last + 1 + _AFTER, len(context.sentences))):
        sentence = context.sentences[number]
        names = [t for _, t in context.names_in(number) if t.kind != "country"]
        if names or opens_item(context, last, number):
            return None
        for tag in context.tags.within("weapon", sentence.start, sentence.end):
            used = _USED.search(context.text, sentence.start, tag.start) or _WAS_USED.match(
                context.text, tag.end
            )
            if used and not _OPEN.search(context.text, sentence.start, sentence.end):
                return tag.key
    return None


_ATTACKS = re.compile(r"(?:\w+ )*(?:attacks|strikes|raids)\b", re.IGNORECASE)
_THE = Sought(r"\b[Tt]h(?:e|ese|ose) (?:[\w-]+ )?\Z")


def _is_of_any_kind(context: Text, strike: Draft) -> bool:
    """Read "Russian attacks also killed two elsewhere": many attacks, made with all there is."""
    trigger = strike.kind.trigger
    return (
        trigger.form.endswith("noun")
        and _ATTACKS.fullmatch(context.text, trigger.start, trigger.end) is not None
        and _THE.search(context.text, max(0, trigger.start - 24), trigger.start) is None
    )


def _is_before(context: Text, draft: Draft, strike: Draft) -> bool:
    """Say whether a draft tells, just before a strike, with what its side attacked that day."""
    number = draft.segment.sentence
    gap = strike.segment.sentence - number
    return (
        0 <= gap <= _REACH
        and draft.family in AIR
        and draft.weapon is not None
        and draft.realis == "actual"
        and draft.actor == strike.actor
        and times_agree(draft, strike)
        and not opens_item(context, number, strike.segment.sentence)
        and not (
            strike.kind.trigger.key == "casualty" and _is_of_another_region(context, draft, strike)
        )
    )


def _is_of_another_region(context: Text, told: Draft, strike: Draft) -> bool:
    """Say whether the victims of one region are told of after the drones of another."""
    regions = [
        place.admin1 or place.name
        for d in (told, strike)
        if d.place is not None
        for place in context.toponyms[d.place].candidates[:1]
        if place.kind != "country"
    ]
    return len(regions) > 1 and regions[0] != regions[1]
