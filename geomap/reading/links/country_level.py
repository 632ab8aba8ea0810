"""
Attacks of which the text names no place but a whole country, and tellings too wide to be shown.

Country-level events are kept and counted, never pinned.
"""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.events.spread import TOTAL
from geomap.reading.links.same_event import AIR
from geomap.reading.links.same_place import country_name
from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.records import NO_NUMBERS, OTHER_SIDE, Side

WIDE = Sought(
    r"\b(?:across|throughout|over) (?:the country|ukraine|several regions|much of)|"
    r"\b(?:targets|cities|regions) across\b|\bthe country\b|\bcountrywide\b|\bnationwide\b|"
    r"\b(?:Ukrainian|Russian|Ukraine['’]s|Russia['’]s) (?:power|energy|electricity) (?:\w+ "
    rf")?{any_of('wide_targets')}\b|\bother regions\b|\b(?:against|at|on) (?:Ukrainian|"
    r"Russian) (?:military |energy |civilian )?(?:targets|cities|infrastructure)\b",
    re.IGNORECASE,
)


LOCAL = Sought(
    r"\b(?:districts? of the city|the city[’']s|"
    rf"(?:in|on|of|over|across|at|near) (?:the|our|his|her) {any_of('one_place')})\b"
    r"|\b(?:ruins|rubble|wreckage) of (?:the|an?) "
    rf"|\b(?:at|on|over) (?:the|an?) (?:[\w.’'-]+ ){{0,5}}{any_of('one_spot')}\b"
    r"|\b[Tt]he (?:(?:[\w’'-]+ ){0,2}(?:port|station|airport|plant|house|building|hospital|school|"
    r"market|shop|hotel|depot|warehouse)) (?:was|were) (?:also )?(?:hit|struck|damaged|attacked)\b"
)
# "hit an apartment building and two campsites": at one place that is not named
_ONE_TARGET = re.compile(
    r"\b(?:hit|hitting|struck|striking) (?:the|an?) (?:[\w.’'-]+ ){0,4}"
    rf"(?:house|home|shop|school|store|mall|market|{any_of('one_spot')})\b"
)


_THERE = Sought(r"\bin the (?:same|said) (?:area|district|region)\b", re.IGNORECASE)


_THE_ATTACK = re.compile(r" (?:the|this|that) (?:attack|raid|strike|assault)\b")
_WAVE = 40  # more drones than are sent at one town
_USED_IN_THE = re.compile(
    r"\b(?:used|involved|deployed|employed) (?:in|during|for) (?:the|this|that) \Z"
)


# "Poland said it had shot down four", "19 drones violated Romanian airspace": not over Ukraine
_OF_NEIGHBOUR = Sought(
    r"\b(?:Poland|Romania|Moldova|Lithuania|Latvia|Estonia|Belarus|NATO)\b[^.;]{0,90}?\b(?:its"
    r" (?:own )?(?:airspace|territory|soil)|it (?:had |has )?(?:also )?(?:shot|downed|intercepted|"
    r"destroyed))\b|\b(?:Polish|Romanian|Moldovan|Lithuanian|Latvian|Estonian|Belarusian|NATO"
    r"(?:['’]s)?) (?:airspace|territory|soil)\b"
)


def stands_for_country(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether a draft without a place tells of the whole country, and make it so."""
    if draft.realis != "actual" or (draft.kind.effect and draft.numbers == NO_NUMBERS):
        return False
    foiled = draft.kind.rule == "air attack repelled" and draft.numbers.intercepted is None
    if foiled and _THE_ATTACK.match(context.text, draft.kind.trigger.end):
        return False  # "it had thwarted the attack, which featured 15 drones": one told of before
    sentence = context.sentences[draft.segment.sentence]
    if _OF_NEIGHBOUR.search(context.text, sentence.start, sentence.end):
        return False
    start = draft.kind.trigger.start
    if (draft.numbers.launched or 0) < _WAVE and _USED_IN_THE.search(
        context.text[max(draft.segment.start, start - 24) : start]
    ):
        return False  # "Fifteen drones were used in the attack"
    if draft.numbers == NO_NUMBERS and _is_general(context, draft):
        return False
    return _imply_country(context, draft, placed)


def _imply_country(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Place an attack of which only the numbers are told in the country attacked."""
    numbers = draft.numbers
    sentence = context.sentences[draft.segment.sentence]
    wide = WIDE.search(context.text, sentence.start, sentence.end) is not None
    one = numbers.intercepted == 1 and (
        draft.kind.trigger.form.endswith("noun") or _tells_of_town(context, placed)
    )
    counted = (numbers.launched or 0) > 1 or (numbers.intercepted is not None and not one)
    clause = draft.segment.start, draft.segment.end
    local = TOTAL not in draft.rules and any(
        where.search(context.text, *clause) for where in (LOCAL, _THERE, _ONE_TARGET)
    )
    counted = (
        counted and not local and draft.event_type != "strike.shelling"
    )  # rounds fired all along a front
    headline = (
        sentence.headline
        # "19 people were killed": nothing says by whom
        and (draft.kind.trigger.key != "casualty" or draft.weapon is not None)
        and draft.event_type.startswith("strike")
        and numbers.killed_min is not None
    )
    assaults = draft.event_type == "ground.repelled" and re.search(
        r"\d", context.text[draft.kind.trigger.end : draft.kind.trigger.end + 30]
    )
    told = numbers.launched is not None or numbers.intercepted is not None
    if draft.actor is None and (headline or told):
        sides = {t.key for t in context.tags.within("side", sentence.start, sentence.end)}
        named = sides.pop() if headline and len(sides) == 1 else None
        if named is None:
            draft.actor = _foe_of_land(context, draft) or _likely_attacker(placed)
        else:
            draft.actor = "UA" if named == "UA" else "RU"
    if (
        not (counted or wide or headline or assaults)
        or draft.actor is None
        or draft.family == "sea"
    ):
        return False
    if draft.family not in AIR and not assaults:
        return False
    draft.implied_country = "Ukraine" if draft.actor == "RU" else "Russia"
    draft.rules.append("no place named: the country attacked")
    return True


def _tells_of_town(context: Text, placed: list[Draft]) -> bool:
    """Say whether a town was attacked: a single drone shot down is hardly one of elsewhere."""
    return any(
        d.family == "strike" and d.place is not None and context.toponyms[d.place].is_settlement
        for d in placed[-1:]
    )


def _foe_of_land(context: Text, draft: Draft) -> Side | None:
    """Read "50 drones were downed on their way to the Leningrad region": drones of Ukraine."""
    lands = {country_of(t) for _, t in context.names_in(draft.segment.sentence)}
    return OTHER_SIDE.get(lands.pop() or "") if len(lands) == 1 else None


def _likely_attacker(placed: list[Draft]) -> Side:
    """Return whose attacks the article told of last; waves of unsaid origin were Russia's."""
    return next((d.actor for d in reversed(placed) if d.family == "strike" and d.actor), "RU")


_FLOWN = frozenset({"strike", "air_defence"})


# "in the north, south and east of the country", "47 in the south and 11 in the centre"
_EVERY_PART = re.compile(
    r"(?:the )?(?:north|south|east|west|cent(?:re|er))"
    r"(?:(?:,|,? and| as well as) (?:[\w-]+ )?(?:in )?(?:the )?"
    r"(?:north|south|east|west|cent(?:re|er)|far)\b)+"
)


def turn_country(context: Text, draft: Draft) -> None:
    """Read "Russia fired drones into every part of the country": the country attacked is meant."""
    if draft.place is None or draft.family not in _FLOWN or draft.actor is None:
        return
    toponym = context.toponyms[draft.place]
    if (
        toponym.antecedent is not None
        and toponym.kind == "country"
        and country_of(toponym) == draft.actor
    ) or _EVERY_PART.match(context.text, toponym.start):
        draft.place, draft.implied_country = None, "Ukraine" if draft.actor == "RU" else "Russia"


def tell_only_downed(context: Text, draft: Draft) -> None:
    """Read "Drones hit a plant in Russia. … It downed 70 overnight" as 70 downed over Russia."""
    numbers = draft.numbers
    uncounted = (numbers.launched, numbers.killed_min, numbers.injured_min) == (None, None, None)
    if (
        draft.family == "strike"
        and numbers.intercepted is not None
        and uncounted
        and country_name(context, draft) is not None
    ):
        draft.event_type = "air_defence.intercept"
        draft.rules.append("only those shot down are counted")


_GENERAL = Sought(
    rf"\b{any_of('escalates')}(?: up)? (?:its|their|his|the)? ?(?:[\w-]+ ){{0,3}}(?:attacks|"
    r"strikes|raids|campaign)\b|\b(?:[Aa]ttacks|[Ss]trikes|[Rr]aids)\b[^,;.]{0,80}? (?:has|have|"
    rf"had) (?:\w+ly )?{any_of('has_grown')}\b"
)


def _is_general(context: Text, draft: Draft) -> bool:
    """Read "Ukraine has stepped up its attacks on Russia": a trend, no attack."""
    sentence = context.sentences[draft.segment.sentence]
    return draft.numbers == NO_NUMBERS and bool(
        _GENERAL.search(context.text, sentence.start, sentence.end)
    )


def _is_habit(draft: Draft) -> bool:
    """Read "works on, delivering strikes against Russia's infrastructure": no attack of its own."""
    weak = any(rule.startswith("place in a phrase") for rule in draft.rules)
    return (
        weak and draft.numbers == NO_NUMBERS and not draft.weapon and "no time" in draft.time_rule
    )


# "eastern Ukraine", "the south": half a country; the Donbas or Slobozhanshchyna are areas to show
_COMPASS_PART = re.compile(
    r"(?:north|south|east|west)[\w-]* ?Ukraine|the (?:north|south|east|west)[\w-]*\Z", re.IGNORECASE
)


_MOST_AT_ONCE = 300  # dead of one day in a whole country; more are those of months


def too_wide(context: Text, draft: Draft) -> bool:
    """Fighting, advances and captures "in Ukraine" name no place that could be shown."""
    if draft.place is None or draft.event_type in ("ground.repelled", "ground.incursion"):
        return False
    foiled = draft.kind.rule == "air attack repelled" and draft.numbers.intercepted is None
    summed = (draft.numbers.killed_min or 0) > _MOST_AT_ONCE  # "1,081 civilian deaths in Ukraine"
    if (draft.kind.effect and (draft.numbers == NO_NUMBERS or summed)) or foiled:
        return context.toponyms[draft.place].kind == "country"
    toponym = context.toponyms[draft.place]
    if draft.family == "strike" and toponym.kind in ("country", "area"):
        return _is_general(context, draft) or _is_habit(draft)
    wide = toponym.kind in ("country", "sea", "strait") or (
        toponym.kind == "area" and _COMPASS_PART.search(toponym.name) is not None
    )
    return wide and draft.family in ("control", "ground", "civilian")
