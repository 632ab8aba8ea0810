"""Which side did it."""

from __future__ import annotations

import re

from geomap.reading.claims import Claim
from geomap.reading.grammar import Text, country_of, is_passive
from geomap.reading.holders import (
    by_place,
    is_in_russia,
    is_modifier,
    names_russia,
    owner_of_target,
)
from geomap.reading.kinds import Kind
from geomap.reading.lexicon import Tag
from geomap.reading.parts import Part
from geomap.reading.segments import Segment
from geomap.reading.subjects import subject_side
from geomap.reading.toponym import Toponym
from geomap.records import Side

OTHER: dict[str, Side] = {"RU": "UA", "UA": "RU"}


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
        pushed = subject_side(context, segment.start, kind.trigger.start)
        if pushed:
            return OTHER[pushed.key], "the other side was pushed back"
    if kind.event_type == "control.capture" and _LOSS.match(context.text, kind.trigger.start):
        loser = subject_side(context, segment.start, kind.trigger.start)
        return (OTHER[loser.key] if loser else None), "the other side lost it"
    own = _own_side(context, segment, kind, parts, claim)
    if family == "air_defence":
        return _owner_of_intercepted(context, segment, kind, toponym, own, claim)
    if kind.event_type == "ground.repelled":
        return _repelled_side(context, segment, kind, toponym, own)
    sentence = context.sentences[segment.sentence]
    if claim.side in OTHER and _OWNS_UP.search(context.text, sentence.start, sentence.end):
        return claim.side, "who claims responsibility"
    found = _agent(context, segment, kind)
    if not found and own:
        found = own
    at_home = family in ("strike", "sea") and is_in_russia(toponym)
    if found and found[0] == "RU" and at_home and not names_russia(context, segment):
        return "UA", "“the enemy” of a place in Russia"
    return found or _unnamed(context, segment, kind, toponym)


def _unnamed(
    context: Text, segment: Segment, kind: Kind, toponym: Toponym | None
) -> tuple[Side | None, str]:
    """Find the actor whom no word of the clause names, by what was hit, or where."""
    family = kind.event_type.split(".")[0]
    if family in ("strike", "sea"):
        return _by_target(context, segment, kind, toponym)
    if family in ("control", "ground"):
        found = _by_subject(context, segment, kind)
        if found[0] is None and kind.event_type == "ground.incursion":
            return by_place(context, toponym)
        return found
    sentence = context.sentences[segment.sentence]
    under = _UNDER_RUSSIA.search(context.text, sentence.start, sentence.end)
    russian = family == "civilian" and under
    return ("RU", "told of the Russian occupation") if russian else (None, "actor not said")


def _owner_of_intercepted(
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    own: tuple[Side, str] | None,
    claim: Claim,
) -> tuple[Side | None, str]:
    """Find whose weapons were shot down; "enemy drones" of a Russian speaker are Ukraine's."""
    whose = _attacker_of_intercepted(context, segment, kind, toponym, own, claim)
    if whose[0] == "RU" and claim.side == "RU" and not names_russia(context, segment):
        return "UA", "“the enemy” of a Russian speaker"
    return whose


_UNDER_RUSSIA = re.compile(
    r"\b(?:liberated|de-?occupied|occupation|occupiers?|Russian (?:forces|troops|soldiers|"
    r"servicemen|military|army)|russian-occupied)\b",
    re.IGNORECASE,
)
_OWNS_UP = re.compile(
    r"\b(?:claim|t(?:ake|ook|aken|akes|aking)|accept|admit)\w* (?:responsibility|credit)\b"
)
_IT = re.compile(r"\b(?:said|says|claim\w*|report\w*|that) (?:it|they)(?: also| again)? \Z")
_LOSS = re.compile(r"los(?:t|s|ing)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:its|their|our|his)(?: own)?(?: \w+)? (?:units|troops|forces|soldiers|army|military|"
    r"fighters|air defen[cs]es?|fighters|paratroopers|marines|servicemen|defenders)\b|\b(?:it|"
    r"they|he) (?:had|has|have|was|is|were|are|continue[sd]?|kept|keeps)\b",
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
    for index, toponym in context.names_in(segment.sentence):
        if parts[index].role == "actor" and toponym.start < kind.trigger.start:
            country = country_of(toponym)
            if country in OTHER:
                return ("RU" if country == "RU" else "UA"), "government that acts"
    if claim.side in OTHER and (
        _OWN.search(context.text, sentence.start, kind.trigger.start)
        or _IT.search(context.text, sentence.start, kind.trigger.start)
    ):
        return claim.side, "the speaker's own forces"
    return None


def _agent(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    """Ask the adjective of the event, the by-phrase, the subject, the weapon, in this order."""
    if sender := _sender(context, segment, kind.trigger):
        return _side(sender), "who launched them"
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


_SENT_BY = re.compile(r"\b(?:launched|fired|sent|dropped|released) by (?:the )?")


def _sender(context: Text, segment: Segment, trigger: Tag) -> Tag | None:
    """Read "downed 11 drones launched by Russian troops, targeting Ukraine": they targeted it."""
    if not context.text[trigger.start : trigger.end].lower().endswith("ing"):
        return None
    start = context.sentences[segment.sentence].start
    sent = _SENT_BY.search(context.text, start, trigger.start)
    return _nearest_right(context, sent.end(), sent.end() + 30) if sent else None


def _by_phrase(context: Text, segment: Segment, trigger: Tag) -> tuple[Side | None, str] | None:
    by = _BY.search(context.text, trigger.end, min(segment.end, trigger.end + 120))
    side = _nearest_right(context, by.end(), min(segment.end, by.end() + 50)) if by else None
    if (
        by
        and side
        and side.start - by.end() < 26
        and is_modifier(context.text[by.end() : side.start])
    ):
        return _side(side), "named with “by”"
    return None


# a clause with a subject of its own: "was shut when two drones struck"
_SUBORDINATE = re.compile(r"(?:when|while|where|because|as)\b")
# "partisans set a Russian base in Mariupol on fire": the base is no subject
_SET_ON_FIRE = re.compile(r"\bset(?:s|ting)? (?=[^,;.]{1,90}\Z)")
_ALIGHT = re.compile(r"on fire|ablaze|alight|afire")
_WHO = re.compile(r"[^,;.] who\s+(?:(?:had|have|has|also|then|later)\s+)*$")


def _subject_of(context: Text, segment: Segment, verb: Tag) -> tuple[Side | None, str] | None:
    start = context.sentences[segment.sentence].start
    relative = _WHO.search(context.text, start, verb.start)
    if relative:
        before = context.tags.within("side", max(start, relative.start() - 70), relative.start())
        if before and before[-1].form in ("force", "adjective"):
            return _side(before[-1]), "whom the clause with “who” is about"
    low = segment.start if _SUBORDINATE.match(context.text, segment.start) else start
    setting = _SET_ON_FIRE.search(context.text, low, verb.start)
    alight = _ALIGHT.match(context.text, verb.start)
    subject = subject_side(context, low, setting.start() if setting and alight else verb.start)
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
    subject = subject_side(context, segment.start, noun.start)
    if subject and _DOING.search(context.text, subject.end, noun.start):
        return _side(subject), "subject of the sentence"
    return None


_BY = re.compile(
    r"by\b(?<!\wby)(?<!reported by)(?<!confirmed by)(?<!said by)(?<!stated by)(?<!announced by)"
    r"(?<!controlled by)(?<!held by)(?<!occupied by)(?<!annexed by)(?<!captured by)(?<!seized by)"
)
_DOING = re.compile(
    r"\b(?:launch\w*|carr\w+ out|conduct\w*|fire[ds]?|continu\w+|press\w*|made|make\w*|deal\w*|"
    r"inflict\w*|intensif\w+|step\w*|unleash\w*|began|start\w*|won|gain\w*|announc\w+)\b"
)


def _adjective_of(context: Text, low: int, trigger: Tag) -> tuple[Side, str] | None:
    own = context.tags.within("side", max(low, trigger.start - 60), trigger.start)
    if own and is_modifier(context.text[own[-1].end : trigger.start]):
        return _side(own[-1]), "adjective of the event"
    inside = context.tags.within("side", trigger.start, trigger.end)
    if not inside:
        return None
    if re.search(r"\bon (?:the |a )?\Z", context.text[trigger.start : inside[0].start]):
        return OTHER[inside[0].key], "what was hit belongs to the other side"
    return _side(inside[0]), "adjective of the event"


_WE = re.compile(r"\b(?:we|We)\b(?: are| were| have| had|'re|’re|'ve|’ve)?(?: \w+){0,2} $")


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
            and is_modifier(context.text[own[-1].end : tag.start])
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
    if owner := owner_of_target(context, segment, kind.trigger):
        return OTHER[owner.key], "what was hit belongs to the other side"
    found = by_place(context, toponym)
    if kind.weapon == "mine" and found[0] == "RU":
        return None, "actor not said"  # a bomb planted on Ukrainian ground: by whom is open
    return found


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
    if found and found[0] == "RU" and is_in_russia(toponym) and not names_russia(context, segment):
        return "UA", "“the enemy” of a place in Russia"
    if found:
        return found
    sentence = context.sentences[segment.sentence]
    passive = is_passive(context.text, kind.trigger, sentence.start)
    subject = None if passive else subject_side(context, sentence.start, kind.trigger.start)
    launcher = re.search(
        r"\b(?:launched|fired|sent) by (Russia|Ukraine|Kyiv|Moscow)",
        context.text[segment.start : segment.end],
    )
    if launcher:
        return ("RU" if launcher.group(1) in ("Russia", "Moscow") else "UA"), "launched by"
    manned = _MANNED.search(context.text, sentence.start, sentence.end)
    if toponym is not None and toponym.candidates and not manned:
        at_place = by_place(context, toponym)
        if at_place[0] and "held by Ukraine" not in at_place[1]:
            return at_place
    if subject and subject.form == "adjective" and _ATTACK_NEXT.match(context.text, subject.end):
        return _side(subject), "adjective of the attack"
    if subject and _fired(context, segment, subject):
        return _side(subject), "who fired, told in the clause before"
    if own:
        return OTHER[own[0]], "the other side shot it down"
    if not subject and claim.side in OTHER:
        return OTHER[claim.side], "the other side says that it shot it down"
    if subject:
        return OTHER[subject.key], "the other side shot it down"
    return (None, "actor not said") if manned else by_place(context, toponym)


_ATTACK_NEXT = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}?(?:attack|strike|assault|raid|barrage|bombardment|shelling)s?\b"
)


def _fired(context: Text, segment: Segment, subject: Tag) -> bool:
    """Read "Russia launched 31 drones, with air defences destroying 28": Russia's drones."""
    done = context.tags.within("trigger", subject.start, segment.start)
    if subject.end > segment.start or not done:
        return False
    return done[0].key in ("launch", "strike") and done[0].form.endswith("verb")


# aircraft with a crew fly over their own side, too; drones and missiles do not
_MANNED = re.compile(
    r"\b(?:jets?|warplanes?|planes?|helicopters?|bombers?|fighter-bombers?|Su-\d\d\w*|MiG-\d\d\w*|"
    r"Mi-\d+\w*|Ka-52|A-50|Il-\d\d)\b"
)
_FAILED = re.compile(r"\b(?:fail|unsuccess|without success|no success)", re.IGNORECASE)


_ATTACKS = re.compile(r"\s+(?:\w+\s+){0,2}?(?:attack|assault|attempt|offensive|push)(?:s|es)?\b")


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
    for tag in reversed(context.tags.within("side", sentence.start, kind.trigger.start)):
        if _ATTACKS.match(context.text, tag.end, kind.trigger.start):
            return _side(tag), "whose attack it was"
    subject = subject_side(context, sentence.start, kind.trigger.start)
    if _FAILED.search(context.text, kind.trigger.start, kind.trigger.end):
        found = own or ((_side(subject), "") if subject else None)
        if found:
            return found[0], "whose attempt failed"
    if own:
        return OTHER[own[0]], "the other side repelled it"
    if subject:
        return OTHER[subject.key], "the other side repelled it"
    return (
        "RU" if toponym is not None and country_of(toponym) == "UA" else None
    ), "attacker not said"


def _by_subject(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str]:
    sentence = context.sentences[segment.sentence]
    own = subject_side(context, sentence.start, kind.trigger.start)
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
