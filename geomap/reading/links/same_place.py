"""When two drafts of one article lie at the same place, as far as their words go."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.toponym import SETTLED, Toponym, is_same_name

CARRY = 2  # sentences over which a place is carried


def same_place(  # noqa: PLR0911 (one return a case)
    context: Text, a: Draft, b: Draft
) -> bool:
    """Say whether two drafts lie at the same place, as far as their words go."""
    if a.implied_country or b.implied_country:
        return country_name(context, a) == country_name(context, b) is not None
    if a.place is None or b.place is None:
        return a.place == b.place
    left, right = context.toponyms[a.place], context.toponyms[b.place]
    if (left.kind == "site" and right.kind in SETTLED) or (
        right.kind == "site" and left.kind in SETTLED
    ):
        return _is_site_of_town(context, a, b)
    if not left.candidates or not right.candidates:
        return left.name == right.name
    if is_same_name(left, right):
        return True
    if left.is_settlement and right.is_settlement:
        return left.name == right.name
    if "region" in (left.kind, right.kind):
        return (
            _is_city_for_region(a, b, left, right)
            or _is_area_of_seat(context, left, right)
            or _is_taken_up(context, b, left, right)
        )
    return _is_its_hromada(left, right)


def _is_site_of_town(context: Text, a: Draft, b: Draft) -> bool:
    """Say whether one is told of a town and the other of a site in it, which was meant."""
    left, right = context.toponyms[a.place or 0], context.toponyms[b.place or 0]
    site, town = (left, right) if left.kind == "site" else (right, left)
    if not _is_close(town, site):
        return False
    if _said_to_lie_in(context, site, town) or _is_named_with_it(context, a, b, site, town):
        return True
    near = b.segment.sentence - max(a.sentences) <= CARRY
    if site is right:
        of_town = site.name.startswith(town.name) or site.antecedent is not None
        if _struck_that_day(context, a, b):
            return True
        return (near and (b.kind.effect or of_town)) or (
            site.antecedent is not None and weapons_agree(context, a, b)
        )
    again = a.target is not None and a.target == b.target
    beside = (t for s in a.sentences for _, t in context.names_in(s))
    told = any(t.candidates == town.candidates for t in beside)
    return site.name.startswith(town.name) and (near or again or told)


# "struck Mariupol, above all the Azovstal steelworks"
_ABOVE_ALL = re.compile(
    r",? (?:above all|especially|in particular|notably|mainly|mostly|including) (?:at |in |on )?"
    r"(?:the )?\Z"
)


def _is_named_with_it(context: Text, a: Draft, b: Draft, site: Toponym, town: Toponym) -> bool:
    """Know a site told right beside its town, or called by it: "the Slavyansk refinery"."""
    first, then = sorted((site, town), key=lambda t: t.start)
    if a.segment is b.segment and _ABOVE_ALL.search(context.text, first.end, then.start):
        return True
    called = town.name.startswith(site.name.split(maxsplit=1)[0])
    alike = a.event_type == b.event_type or "strike.other" in (a.event_type, b.event_type)
    return called and alike and weapons_agree(context, a, b)


def _struck_that_day(context: Text, a: Draft, b: Draft) -> bool:
    """Read "Engels was attacked on January 8. Drones hit the Kristall depot on January 8"."""
    told = {"time in the clause", "time of the sentence"}
    return (
        {a.time_rule, b.time_rule} <= told
        and a.time.start == b.time.start is not None
        and a.event_type == b.event_type
        and a.actor == b.actor
        and weapons_agree(context, a, b)
    )


def _said_to_lie_in(context: Text, site: Toponym, town: Toponym) -> bool:
    """Read "the children's hospital in Kyiv": what hit it, hit Kyiv."""
    return any(
        t.start > site.end
        and t.candidates[:1] == town.candidates[:1]
        and context.text[site.end : t.phrase_start].endswith(" in ")
        for _, t in context.names_in(site.sentence)
    )


_LOCAL = frozenset({"hromada", "city", "town", "village"})


def _is_its_hromada(a: Toponym, b: Toponym) -> bool:
    """Say whether one is a town and the other the hromada that bears its name."""
    return a.name == b.name and {a.kind, b.kind} <= _LOCAL and "hromada" in (a.kind, b.kind)


def _is_city_for_region(a: Draft, b: Draft, left: Toponym, right: Toponym) -> bool:
    """Read "26 drones downed over Rostov" as the 26 over the Rostov region: a headline's short."""
    if not a.event_type == b.event_type == "air_defence.intercept":
        return False
    names = sorted((left.name, right.name), key=len)
    counts = (a.numbers.intercepted, b.numbers.intercepted)
    return (
        {left.kind, right.kind} == {"region", "city"}
        and names[1].startswith(f"{names[0]} ")
        and a.segment.sentence != b.segment.sentence  # "over Bryansk and the Bryansk region"
        and (counts[0] == counts[1] or (None in counts and follows(a, b)))
    )


def _is_area_of_seat(context: Text, left: Toponym, right: Toponym) -> bool:
    """Read "in the Kursk area" as the Kursk region told of beside it."""
    seat, region = (right, left) if left.kind == "region" else (left, right)
    return (
        region.kind == "region"
        and seat.is_settlement
        and region.name.startswith(f"{seat.name} ")
        and context.text.startswith((" area", " direction"), seat.end)
    )


def _is_taken_up(context: Text, draft: Draft, told: Toponym, again: Toponym) -> bool:
    """Read "the regions of A and B were hit. The strike in B": B is what it was before."""
    if (told.kind, again.kind) != ("region", "city"):
        return False
    start = context.sentences[draft.segment.sentence].start
    if told.name == again.name:
        return _THE_STRIKE.match(context.text, start) is not None
    part = told.name == f"{again.name} region"  # "Among the injured in B": of those in the region
    return part and _AMONG_THEM.match(context.text, start) is not None


_THE_STRIKE = re.compile(r"The (?:\w+ )?(?:strike|attack|shelling)s?\b")
_AMONG_THEM = re.compile(r"Among the (?:injured|wounded|dead|killed|victims)\b")


def follows(a: Draft, b: Draft) -> bool:
    """Say whether one draft is told in the sentence right after the other."""
    return 0 <= b.segment.sentence - max(a.sentences) <= 1


def _is_close(settlement: Toponym, site: Toponym) -> bool:
    """Say whether a site may lie in a settlement: a quarter of a degree at most between them."""
    if not settlement.candidates or not site.candidates:
        return False
    a, b = settlement.candidates[0], site.candidates[0]
    return abs(a.lat - b.lat) < 0.25 and abs(a.lon - b.lon) < 0.25


def country_name(context: Text, draft: Draft) -> str | None:
    """Return the country of a draft that is about a whole country."""
    if draft.implied_country:
        return draft.implied_country
    if draft.place is None:
        return None
    toponym = context.toponyms[draft.place]
    whole = toponym.candidates[0] if toponym.candidates else None
    return whole.name if whole is not None and whole.kind == "country" else None


def weapons_agree(context: Text, a: Draft, b: Draft) -> bool:
    """Say whether two drafts can be about one kind of weapon."""
    mine = {count.kind for count in a.numbers.by_weapon}
    yours = {count.kind for count in b.numbers.by_weapon}
    if mine & yours or "weapon" in mine | yours:
        return True
    table = context.words.data["weapons"]
    if not a.weapon or not b.weapon:
        return True
    return bool(table[a.weapon]["kind"] == table[b.weapon]["kind"])
