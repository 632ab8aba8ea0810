"""
Drafts of one article put together: what is told in pieces becomes one report.

Casualties and damage told later join their strike; a place is carried over from the sentence
before; an interception without numbers of its own is part of the strike it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import replace

from geomap.reading.drafts import Draft
from geomap.reading.grammar import Text, country_of
from geomap.reading.join import merge
from geomap.reading.same_event import (
    AIR,
    CARRY,
    actors_agree,
    country_name,
    is_one_topic,
    numbers_agree,
    opens_item,
    paragraph,
    same_event,
    same_place,
    times_agree,
)
from geomap.records import Numbers, Side

_ANAPHOR = re.compile(
    r"\b(?:the|this|that|these|those|its|another|such)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_WIDE = re.compile(
    r"\b(?:across|throughout|over) (?:the country|ukraine|several regions|much of)|"
    r"\b(?:targets|cities|regions) across\b|\bthe country\b|\bcountrywide\b|\bnationwide\b|"
    r"\bother regions\b",
    re.IGNORECASE,
)


def link_drafts(context: Text, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that stand on their own, each with the pieces that belong to it."""
    placed: list[Draft] = []
    of_war = any(d.family == "strike" and not d.kind.needs_host for d in drafts)
    for draft in drafts:
        if draft.kind.needs_host and not _adopt_kind(context, draft, placed):
            counted = draft.numbers.killed_min or draft.numbers.injured_min
            if not (counted and of_war and draft.place is not None and draft.realis == "actual"):
                continue
        if draft.place is None or _only_official(draft):
            told = _told_of(context, draft, placed)
            if told is not None and (draft.place is None or _governs(context, draft, told)):
                merge(told, draft, carried=True)
                continue
        if draft.place is None and not _stands_for_country(context, draft, placed):
            continue
        _turn_country(context, draft)
        if _too_wide(context, draft):
            continue
        _borrow(context, draft, placed)
        _tell_fate(context, draft, placed)
        _refine(context, draft, placed)
        host = _host(context, draft, placed)
        if host is None:
            placed.append(draft)
        else:
            merge(host, draft)
    _mark_denials(context, placed)
    return [
        d
        for d in placed
        if not _is_headline_of(context, d, placed) and not _is_frame_of(context, d, placed)
    ]


def _only_official(draft: Draft) -> bool:
    """Say whether the only place is that of the official who reports."""
    return any(rule.startswith("place of the official") for rule in draft.rules)


def _governs(context: Text, draft: Draft, told: Draft) -> bool:
    """Say whether the official's region holds the settlement told of before."""
    if draft.place is None or told.place is None:
        return False
    office = context.toponyms[draft.place]
    area = {c.name for c in office.candidates if c.kind == "region"}
    stem = office.name.split()[0]  # "Dnipropetrovsk governor" is the name of a town, too
    here = context.toponyms[told.place]
    return here.is_settlement and any(
        c.admin1 in area or (c.admin1 or "").startswith(stem) for c in here.candidates[:2]
    )


_DENIES = re.compile(
    r"\s+(?:(?:that|the|this|these|those|any|all|russia's|moscow's|kyiv's|ukraine's) )?"
    r"(?:claims?|accusations?|reports?|allegations?|involvement|responsibility|it|this)\b",
    re.IGNORECASE,
)


def _mark_denials(context: Text, placed: list[Draft]) -> None:
    """Mark what the next sentence denies ("Romania denied its territory had been hit")."""
    for draft in placed:
        if draft.place is None or draft.realis != "actual":
            continue
        here = context.toponyms[draft.place]
        for number in range(
            max(draft.sentences) + 1, min(max(draft.sentences) + 3, len(context.sentences))
        ):
            sentence = context.sentences[number]
            denials = [
                t
                for t in context.tags.within("claim", sentence.start, sentence.end)
                if t.key == "denied"
            ]
            same = any(
                t.sentence == number
                and t.candidates
                and here.candidates
                and t.candidates[0].place_id == here.candidates[0].place_id
                for t in context.toponyms
            )
            if (
                denials
                and number == max(draft.sentences) + 1
                and _DENIES.match(context.text, denials[0].end)
            ):
                draft.claim = replace(draft.claim, status="denied")
            if denials and same and context.tags.within("trigger", denials[0].end, sentence.end):
                draft.claim = replace(draft.claim, status="denied")


def _is_frame_of(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether a region only frames villages: "an offensive in X, seizing A and B"."""
    if draft.place is None or draft.family not in ("control", "ground"):
        return False
    area = context.toponyms[draft.place]
    names = {c.name for c in area.candidates}
    return area.kind == "region" and any(
        d.place is not None
        and d.family in ("control", "ground")
        and set(d.sentences) & set(draft.sentences)
        and context.toponyms[d.place].is_settlement
        and any(c.admin1 in names for c in context.toponyms[d.place].candidates)
        and actors_agree(d, draft)
        for d in placed
        if d is not draft
    )


def _is_headline_of(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Say whether a region in the headline is told again, finer, in the text."""
    if draft.place is None or not context.sentences[draft.segment.sentence].headline:
        return False
    area = context.toponyms[draft.place]
    if area.kind not in ("region", "area"):
        return False
    names = {c.name for c in area.candidates}
    return any(
        d is not draft
        and d.place is not None
        and d.realis == draft.realis
        and ({d.family, draft.family} <= AIR or d.event_type == draft.event_type)
        and context.toponyms[d.place].is_settlement
        and any(
            c.admin1 in names or (c.name == "Sevastopol" and "Crimea" in area.name)
            for c in context.toponyms[d.place].candidates
        )
        and actors_agree(d, draft)
        and times_agree(d, draft)
        for d in placed
    )


def _told_of(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    """Return the event that a draft without a place goes on about."""
    recent = [
        d
        for d in placed
        if draft.segment.sentence - d.sentences[-1] <= CARRY
        and d.realis == draft.realis
        and not opens_item(context, d.sentences[-1], draft.segment.sentence)
    ]
    same_paragraph = [
        d
        for d in recent
        if paragraph(context, d.sentences[-1]) == paragraph(context, draft.segment.sentence)
    ] or recent
    if draft.family in AIR or draft.kind.effect:
        hosts = [
            d
            for d in same_paragraph
            if d.family in AIR
            and (draft.actor in (None, d.actor) or d.actor is None or draft.kind.effect)
        ]
        own_sentence = [d for d in hosts if d.sentences[-1] == draft.segment.sentence]
        counted = draft.numbers.launched is not None or draft.numbers.intercepted is not None
        if hosts and not own_sentence and _one_of_many(hosts[-1], hosts):
            return None
        if hosts and not own_sentence and counted and _of_that_attack(context, draft, hosts[-1]):
            return hosts[-1]
        if hosts and (own_sentence or (not counted and _goes_on(context, draft))):
            return (own_sentence or hosts)[-1]
    return None


_FEW = 8  # weapons that one place can be attacked with and shoot down


def _of_that_attack(context: Text, draft: Draft, host: Draft) -> bool:
    """Read "Five missiles were shot down", right after a strike on a city, as told of that city."""
    numbers = draft.numbers
    if max(numbers.launched or 0, numbers.intercepted or 0) > _FEW or host.place is None:
        return False
    table = context.words.data["weapons"]
    if draft.weapon and (
        not host.weapon or table[draft.weapon]["kind"] != table[host.weapon]["kind"]
    ):
        return False
    sentence = context.sentences[draft.segment.sentence]
    return (
        host.family == "strike"
        and context.toponyms[host.place].is_settlement
        and "no time" in draft.time_rule
        and draft.segment.sentence - max(host.sentences) == 1
        and paragraph(context, max(host.sentences)) == sentence.paragraph
        and host.numbers.intercepted is None
        and actors_agree(draft, host)
        and not _WIDE.search(context.text, sentence.start, sentence.end)
    )


def _one_of_many(host: Draft, hosts: list[Draft]) -> bool:
    """Say whether a toll is of several places attacked together, not of the last one."""
    return any(h is not host and h.segment is host.segment for h in hosts)


def _stands_for_country(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    if draft.realis != "actual" or (draft.kind.effect and draft.numbers == Numbers()):
        return False
    return _imply_country(context, draft, placed)


def _borrow(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Take the time, and for a bare attack the weapon, of the event told just before."""
    if draft.realis != "actual" or not placed:
        return
    host = placed[-1]
    distance = draft.segment.sentence - max(host.sentences)
    together = is_one_topic(context, max(host.sentences), draft.segment.sentence)
    if host.realis != "actual" or not together or not 0 <= distance <= CARRY:
        return
    alike = {host.family, draft.family} <= AIR or {host.family, draft.family} <= {
        "control",
        "ground",
    }
    if (
        alike
        and "no time" in draft.time_rule
        and "no time" not in host.time_rule
        and "statement" not in host.time_rule
    ):
        draft.time, draft.time_rule = host.time, "time of the event told before"
        draft.rules.append(draft.time_rule)
    bare = draft.event_type == "strike.other" and draft.weapon is None
    if bare and host.family == "strike" and host.weapon and draft.actor in (None, host.actor):
        draft.event_type, draft.weapon = host.event_type, host.weapon
        draft.rules.append("weapon of the attack told before")


def _adopt_kind(context: Text, draft: Draft, placed: list[Draft]) -> bool:
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
    if host.family != "air_defence" or draft.place is None:  # a toll elsewhere is of a strike
        draft.event_type, draft.weapon = host.event_type, draft.weapon or host.weapon
    draft.actor = host.actor
    if "no time" in draft.time_rule:
        draft.time, draft.time_rule = host.time, host.time_rule
    draft.rules.append("kind of the attack told before")
    return True


def _turn_country(context: Text, draft: Draft) -> None:
    """Read "Russia fired drones into every part of the country": the country attacked is meant."""
    if draft.place is None or draft.family != "strike" or draft.actor is None:
        return
    toponym = context.toponyms[draft.place]
    if (
        toponym.antecedent is not None
        and toponym.kind == "country"
        and country_of(toponym) == draft.actor
    ):
        draft.place, draft.implied_country = None, "Ukraine" if draft.actor == "RU" else "Russia"


def _too_wide(context: Text, draft: Draft) -> bool:
    """Fighting, advances and captures "in Ukraine" name no place that could be shown."""
    if draft.place is None or draft.event_type in ("ground.repelled", "ground.incursion"):
        return False
    toponym = context.toponyms[draft.place]
    wide = toponym.kind in ("country", "sea", "strait")
    return wide and draft.family in ("control", "ground", "civilian")


def _refine(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Read "The shelling near Kupiansk" says where the attack of the sentence before was."""
    if not draft.kind.trigger.form.endswith("noun") or draft.kind.effect:
        return
    if (
        draft.place is None
        or draft.family not in AIR
        or not _ANAPHOR.search(
            context.text, max(0, draft.kind.trigger.start - 30), draft.kind.trigger.start
        )
    ):
        return
    toponym = context.toponyms[draft.place]
    for host in reversed(placed):
        if (
            draft.segment.sentence - max(host.sentences) not in (1, 2)
            or host.family not in AIR
            or host.place is None
        ):
            continue
        wide = context.toponyms[host.place]
        if (
            wide.kind in ("area", "country")
            and toponym.is_settlement
            and times_agree(host, draft)
            and numbers_agree(host.numbers, draft.numbers)
            and draft.actor in (None, host.actor)
        ):
            host.place, host.implied_country = draft.place, None
            host.rules.append("place told later")
        return


def _tell_fate(context: Text, draft: Draft, placed: list[Draft]) -> None:
    """Give a wave on the country what became of it: "shot down 74 of them over A, B and C"."""
    count = draft.numbers.intercepted
    if count is None or draft.place is None or not draft.shared or draft.realis != "actual":
        return
    for wave in reversed(placed):
        distance = draft.segment.sentence - max(wave.sentences)
        if distance > CARRY:
            return
        launched = wave.numbers.launched
        if (
            launched is not None
            and launched >= count
            and wave.numbers.intercepted is None
            and country_name(context, wave) is not None
            and actors_agree(wave, draft)
            and times_agree(wave, draft)
        ):
            wave.numbers = replace(wave.numbers, intercepted=count, lost=draft.numbers.lost)
            wave.sentences.extend(s for s in draft.sentences if s not in wave.sentences)
            wave.rules.append("fate of the wave told by region")
            return


def _goes_on(context: Text, draft: Draft) -> bool:
    """Say whether a sentence speaks on of the event before: "the attack", casualties, damage."""
    if draft.kind.effect or (draft.kind.weapon and draft.family == "strike"):
        return True
    return bool(
        _ANAPHOR.search(
            context.text, max(0, draft.kind.trigger.start - 30), draft.kind.trigger.start
        )
    )


def _likely_attacker(placed: list[Draft]) -> Side:
    """Return whose attacks the article told of last; waves of unsaid origin were Russia's."""
    return next((d.actor for d in reversed(placed) if d.family == "strike" and d.actor), "RU")


def _imply_country(context: Text, draft: Draft, placed: list[Draft]) -> bool:
    """Place an attack of which only the numbers are told in the country attacked."""
    numbers = draft.numbers
    sentence = context.sentences[draft.segment.sentence]
    wide = _WIDE.search(context.text, sentence.start, sentence.end) is not None
    counted = (numbers.launched or 0) > 1 or numbers.intercepted is not None
    counted = counted and draft.event_type != "strike.shelling"  # rounds fired all along a front
    headline = (
        sentence.headline
        and draft.event_type.startswith("strike")
        and numbers.killed_min is not None
    )
    assaults = draft.event_type == "ground.repelled" and re.search(
        r"\d", context.text[draft.kind.trigger.end : draft.kind.trigger.end + 30]
    )
    if draft.actor is None and (headline or numbers.launched is not None):
        sides = {t.key for t in context.tags.within("side", sentence.start, sentence.end)}
        named = sides.pop() if headline and len(sides) == 1 else None
        draft.actor = "UA" if named == "UA" else "RU" if named else _likely_attacker(placed)
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


def _host(context: Text, draft: Draft, placed: list[Draft]) -> Draft | None:
    for host in reversed(placed):
        if (
            host.realis == draft.realis
            and same_place(context, host, draft)
            and same_event(context, host, draft)
        ):
            return host
    return None
