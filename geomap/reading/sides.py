"""Which side did it."""

from __future__ import annotations

import re

from geomap.reading.claims import Claim
from geomap.reading.grammar import Text, country_of, is_passive
from geomap.reading.kinds import Kind
from geomap.reading.lexicon import Tag
from geomap.reading.parts import Part
from geomap.reading.segments import Segment
from geomap.reading.toponym import Toponym
from geomap.records import Side

OTHER: dict[str, Side] = {"RU": "UA", "UA": "RU"}
_HELD = re.compile(
    r"\b(?:Russian|Moscow|Russia|separatist|rebel)-(?:occupied|held|controlled|annexed|"
    r"installed|backed|appointed)\b|\b(?:temporarily )?occupied\b|\bannexed\b"
)
_LONG_HELD = frozenset(
    [
        "crimea",
        "sevastopol",
        "simferopol",
        "kerch",
        "feodosia",
        "yevpatoria",
        "dzhankoi",
        "saky",
        "yalta",
        "armyansk",
        "horlivka",
        "gorlovka",
        "makiivka",
        "makeyevka",
        "makiyivka",
        "yasynuvata",
        "crimean",
        "donetsk",
        "luhansk",
        "lugansk",
        "dokuchaievsk",
        "debaltseve",
        "alchevsk",
        "stakhanov",
        "perevalsk",
        "starobilsk",
        "melitopol",
        "berdiansk",
        "berdyansk",
        "tokmak",
        "henichesk",
        "mariupol",
        "enerhodar",
    ]
)


def find_actor(  # noqa: PLR0911
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    parts: list[Part],
    claim: Claim,
) -> tuple[Side | None, str]:
    """Return the side that acted, and the rule that says so."""
    family = kind.event_type.split(".")[0]
    if kind.event_type == "control.advance" and is_passive(
        context.text, kind.trigger, segment.start
    ):
        pushed = _subject_side(context, segment.start, kind.trigger.start)
        if pushed:
            return OTHER[pushed.key], "the other side was pushed back"
    own = _own_side(context, segment, kind, parts, claim)
    if family == "air_defence":
        return _attacker_of_intercepted(context, segment, kind, toponym, own, claim)
    if kind.event_type == "ground.repelled":
        return _repelled_side(context, segment, kind, toponym, own)
    found = _agent(context, segment, kind)
    if not found and own:
        found = own
    if found:
        return found
    if family in ("strike", "sea"):
        return _by_target(context, segment, kind, toponym)
    if family in ("control", "ground"):
        return _by_subject(context, segment, kind)
    return None, "actor not said"


_OWN = re.compile(
    r"\b(?:its|their|our|his)(?: own)?(?: \w+)? (?:units|troops|forces|soldiers|army|military|"
    r"fighters|air defen[cs]es?|fighters|paratroopers|marines|servicemen|defenders)\b|\b(?:it|"
    r"they|he) (?:had|has|have)\b",
    re.IGNORECASE,
)


def _own_side(
    context: Text, segment: Segment, kind: Kind, parts: list[Part], claim: Claim
) -> tuple[Side, str] | None:
    """Find a government that acts ("Moscow has …") or "its troops" of a speaker."""
    sentence = context.sentences[segment.sentence]
    if not kind.trigger.form.endswith("verb") or is_passive(
        context.text, kind.trigger, sentence.start
    ):
        return None
    for index, toponym in enumerate(context.toponyms):
        if (
            toponym.sentence == segment.sentence
            and parts[index].role == "actor"
            and toponym.start < kind.trigger.start
        ):
            country = country_of(toponym)
            if country in OTHER:
                return ("RU" if country == "RU" else "UA"), "government that acts"
    if claim.side in OTHER and _OWN.search(context.text, sentence.start, kind.trigger.start):
        return claim.side, "the speaker's own forces"
    return None


def _agent(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    """Ask the adjective of the event, the by-phrase, the subject, the weapon, in this order."""
    noun = kind.trigger.form.endswith("noun")
    passive = is_passive(context.text, kind.trigger, context.sentences[segment.sentence].start)
    found: tuple[Side | None, str] | None = None
    if noun:
        found = _adjective_of(context, context.sentences[segment.sentence].start, kind.trigger)
    if found is None and (noun or passive):
        found = _by_phrase(context, segment, kind.trigger)
    if found is None and not noun and not passive:
        found = _subject_of(context, segment, kind.trigger)
    if found is None:
        found = _weapon_side(context, segment)
    if found is None:
        found = (
            _noun_subject(context, segment, kind.trigger) if noun else _we(context, segment, kind)
        )
    return found


def _by_phrase(context: Text, segment: Segment, trigger: Tag) -> tuple[Side | None, str] | None:
    by = _BY.search(context.text, trigger.end, min(segment.end, trigger.end + 120))
    side = _nearest_right(context, by.end(), min(segment.end, by.end() + 50)) if by else None
    if by and side and side.start - by.end() < 26:
        return _side(side), "named with “by”"
    return None


def _subject_of(context: Text, segment: Segment, verb: Tag) -> tuple[Side | None, str] | None:
    subject = _subject_side(context, context.sentences[segment.sentence].start, verb.start)
    return (_side(subject), "subject of the verb") if subject else None


def _we(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    start = context.sentences[segment.sentence].start
    if _WE.search(context.text, start, kind.trigger.start):
        return "UA", "“we” in the mouth of a Ukrainian"
    return None


def _noun_subject(context: Text, segment: Segment, noun: Tag) -> tuple[Side | None, str] | None:
    """Find who does what a noun names: "Russia pounds … with its biggest assault"."""
    start = context.sentences[segment.sentence].start
    verbs = [t for t in segment.triggers if t.start < noun.start and t.form.endswith("verb")]
    if verbs and not is_passive(context.text, verbs[0], start):
        found = _subject_of(context, segment, verbs[0])
        if found:
            return found
    subject = _subject_side(context, segment.start, noun.start)
    if subject and _DOING.search(context.text, subject.end, noun.start):
        return _side(subject), "subject of the sentence"
    return None


_BY = re.compile(r"(?<!reported )(?<!confirmed )(?<!said )(?<!stated )(?<!announced )\bby\b")
_DOING = re.compile(
    r"\b(?:launch\w*|carr\w+ out|conduct\w*|fire[ds]?|continu\w+|press\w*|made|make\w*|deal\w*|"
    r"inflict\w*|intensif\w+|step\w*|unleash\w*|began|start\w*|won|gain\w*|announc\w+)\b"
)


def _adjective_of(context: Text, low: int, trigger: Tag) -> tuple[Side, str] | None:
    own = context.tags.within("side", max(low, trigger.start - 60), trigger.start)
    if own and _is_modifier(context.text[own[-1].end : trigger.start]):
        return _side(own[-1]), "adjective of the event"
    inside = context.tags.within("side", trigger.start, trigger.end)
    return (_side(inside[0]), "adjective of the event") if inside else None


_WE = re.compile(r"\b(?:we|We)\b(?: are| were| have| had|'re|’re|'ve|’ve)?(?: \w+){0,2} $")


def _is_modifier(gap: str) -> bool:
    return not re.search(
        r"[,;.:]|\b(?:report\w*|claim\w*|confirm\w*|announc\w*|warn\w*|deni\w*|with|against|for|to|at|said|says|and|"
        r"in|on|of|the|that|was|were|had|has|by|after|from)\b",
        gap,
    )


_COMPASS = re.compile(r"(?:north|south|east|west|central)(?:ern)? $", re.IGNORECASE)


def _subject_side(context: Text, low: int, high: int) -> Tag | None:
    """Return the last side named before a verb that is not inside another phrase."""
    speakers = [
        s
        for s in context.tags.within("speaker", low, high)
        if context.tags.within("claim", s.end, s.end + 40) or context.text[s.end : s.end + 1] == ","
    ]
    for tag in reversed(context.tags.within("side", low, high)):
        if any(s.start <= tag.start < s.end for s in speakers):
            continue
        if tag.form == "state" and _COMPASS.search(
            context.text, max(low, tag.start - 14), tag.start
        ):
            continue  # "western Ukraine" is a place
        before = context.text[max(low, tag.start - 24) : tag.start].lower()
        after = context.text[tag.end : min(high, tag.end + 30)].lower()
        if re.search(
            r"\b(?:against|to|at|on|from|into|across|over|near|in|of|with|for|by|between|the "
            r"war in|about|killed|told|including|targeting)\s+(?:the |a |its |\w+ly )?$",
            before,
        ):
            continue
        if re.match(
            r"[’']?s?,?\s+(?:said|says|claim\w*|report\w*|announc\w+|confirm\w*|official\w*|"
            r"authorit\w*|defen[cs]e ministry|governor|mayor|president)\b",
            after,
        ):
            continue
        if tag.form == "adjective" and re.match(
            r"\s+(?:official|authorit|president|governor|media|defen|air def|city|village|town|"
            r"positions?|region|territor|port|oil|refiner|ammun)",
            after,
        ):
            continue
        return tag
    return None


def _nearest_right(context: Text, low: int, high: int) -> Tag | None:
    tags = context.tags.within("side", low, high)
    return tags[0] if tags else None


def _side(tag: Tag) -> Side:
    return "RU" if tag.key == "RU" else "UA"


def _weapon_side(context: Text, segment: Segment) -> tuple[Side, str] | None:
    table = context.words.data["weapons"]
    for tag in context.tags.within("weapon", segment.start, segment.end):
        own = context.tags.within("side", max(segment.start, tag.start - 40), tag.start)
        if (
            own
            and _is_modifier(context.text[own[-1].end : tag.start])
            and not context.tags.within("trigger", own[-1].end, tag.start)
        ):
            return _side(own[-1]), "adjective of the weapon"
        side = table[tag.key].get("side")
        if side:
            return side, f"{tag.key} is used by one side"
    return None


def _by_target(
    context: Text, segment: Segment, kind: Kind, toponym: Toponym | None
) -> tuple[Side | None, str]:
    owned = context.tags.within("owned", segment.start, segment.end)
    after = [t for t in owned if t.start > kind.trigger.start] or owned
    if after:
        return OTHER[after[0].key], "what was hit belongs to the other side"
    return _by_place(context, toponym)


def _by_place(context: Text, toponym: Toponym | None) -> tuple[Side | None, str]:
    """Take the side opposite: a place behind one front line is struck by the other side."""
    if toponym is None:
        return None, "actor not said"
    country = country_of(toponym)
    if country == "RU":
        return "UA", "in Russia"
    if country == "UA" or country is None:
        sentence = context.sentences[toponym.sentence]
        held = _HELD.search(context.text, max(sentence.start, toponym.start - 70), toponym.start)
        if (
            held
            or (toponym.name.lower().split()[0] in _LONG_HELD and toponym.kind != "region")
            or "crimea" in toponym.name.lower()
        ):
            return "UA", "in territory held by Russia"
        return "RU", "in territory held by Ukraine"
    return None, "actor not said"


def _attacker_of_intercepted(  # noqa: PLR0911
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
    claim: Claim,
) -> tuple[Side | None, str]:
    """Find whose weapons were shot down: the actor of an interception."""
    found = _weapon_side(context, segment)
    if found:
        return found
    sentence = context.sentences[segment.sentence]
    passive = is_passive(context.text, kind.trigger, sentence.start)
    subject = None if passive else _subject_side(context, sentence.start, kind.trigger.start)
    launcher = re.search(
        r"\b(?:launched|fired|sent) by (Russia|Ukraine|Kyiv|Moscow)",
        context.text[segment.start : segment.end],
    )
    if launcher:
        return ("RU" if launcher.group(1) in ("Russia", "Moscow") else "UA"), "launched by"
    if toponym is not None and toponym.candidates:
        by_place = _by_place(context, toponym)
        if by_place[0] and "held by Ukraine" not in by_place[1]:
            return by_place
    if own:
        return OTHER[own[0]], "the other side shot it down"
    if not subject and claim.side in OTHER:
        return OTHER[claim.side], "the other side says that it shot it down"
    if subject:
        return OTHER[subject.key], "the other side shot it down"
    return _by_place(context, toponym)


def _repelled_side(
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
) -> tuple[Side | None, str]:
    """Find who attacked: the actor of an attack that was repelled."""
    sentence = context.sentences[segment.sentence]
    after = context.tags.within("side", kind.trigger.end, min(segment.end, kind.trigger.end + 50))
    if after and re.match(
        r"[\w\s-]*\b(?:attack|assault|offensive|advance|attempt)",
        context.text[after[0].start : min(segment.end, after[0].end + 30)],
    ):
        return _side(after[0]), "whose attack it was"
    subject = _subject_side(context, sentence.start, kind.trigger.start)
    if own:
        return OTHER[own[0]], "the other side repelled it"
    if subject:
        return OTHER[subject.key], "the other side repelled it"
    return (
        "RU" if toponym is not None and country_of(toponym) == "UA" else None
    ), "attacker not said"


def _by_subject(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str]:
    sentence = context.sentences[segment.sentence]
    own = _subject_side(context, sentence.start, kind.trigger.start)
    if own:
        return _side(own), "subject of the sentence"
    speaker = context.tags.within("speaker", sentence.start, sentence.end)
    if (
        speaker
        and speaker[0].key in OTHER
        and kind.event_type == "control.capture"
        and speaker[0].key == "RU"
    ):
        return "RU", "the speaker's own side"
    return None, "actor not said"
