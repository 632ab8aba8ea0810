"""Which side did it."""

from __future__ import annotations

import re

from geomap.reading.events.claims import Claim
from geomap.reading.events.doers import (
    BESIDE,
    SUBORDINATE,
    find_doer,
    names_attack,
    nearest_right,
    suffers,
)
from geomap.reading.events.goals import GAINS
from geomap.reading.events.holders import (
    by_place,
    is_in_russia,
    names_russia,
    owner_of_target,
)
from geomap.reading.events.kinds import Kind
from geomap.reading.events.losers import GAINED, LOSS, driven_out, taken_from
from geomap.reading.events.segments import Segment
from geomap.reading.events.stopped import owner_of_intercepted, repelled_side
from geomap.reading.events.subjects import (
    meant_by_they,
    side_of,
    subject_side,
)
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import OTHER_SIDE, Side


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
            return OTHER_SIDE[pushed.key], "the other side was pushed back"
    if kind.event_type in GAINED and LOSS.match(context.text, kind.trigger.start):
        loser = subject_side(context, segment.start, kind.trigger.start)
        if loser and claim.side in OTHER_SIDE and "enemy" in context.text[loser.start : loser.end]:
            return claim.side, "the other side lost it"  # whoever speaks of "the enemy"
        return (OTHER_SIDE[loser.key] if loser else None), "the other side lost it"
    if kind.event_type in GAINED and (loser := taken_from(context, kind.trigger)):
        return OTHER_SIDE[loser.key], "from whom it was taken"
    of_downed = family == "air_defence" or kind.trigger.key == "debris"
    if of_downed or kind.rule == "attack at sea repelled":
        own = _own_side(context, segment, kind, parts, claim)
        return owner_of_intercepted(context, segment, kind, toponym, own, claim)
    if kind.event_type == "ground.repelled":
        own = _own_side(context, segment, kind, parts, claim)
        return repelled_side(context, segment, kind, toponym, own, claim)
    sentence = context.sentences[segment.sentence]
    if claim.side in OTHER_SIDE and _OWNS_UP.search(context.text, sentence.start, sentence.end):
        return claim.side, "who claims responsibility"
    struck = family in ("strike", "sea")
    blamed = struck and _BLAMED.search(context.text, sentence.start, sentence.end)
    if blamed:
        side = nearest_right(context, blamed.end(), blamed.end() + BESIDE)
        if side is not None:
            return side_of(side), "who is blamed"
    found = find_doer(context, segment, kind) or _own_side(context, segment, kind, parts, claim)
    if found:
        return _against_another(context, segment, kind, toponym, found)
    they = meant_by_they(context, segment, kind.trigger)
    found = they or _unnamed(context, segment, kind, toponym)
    return _unless_blamed(toponym, claim, found)


def _unless_blamed(
    toponym: Toponym | None, claim: Claim, found: tuple[Side | None, str]
) -> tuple[Side | None, str]:
    """Leave open who struck a nuclear plant: each side says the other, whoever holds it."""
    plant = toponym is not None and any("nuclear" in c.name.lower() for c in toponym.candidates[:1])
    if not plant or not found[1].startswith("in territory"):
        return found
    if claim.side in OTHER_SIDE:
        return OTHER_SIDE[claim.side], "the other side of who says so"
    return None, "actor not said"


def _against_another(
    context: Text,
    segment: Segment,
    kind: Kind,
    toponym: Toponym | None,
    found: tuple[Side | None, str],
) -> tuple[Side | None, str]:
    """Return the side found, or the other one where that side would act against itself."""
    family = kind.event_type.split(".")[0]
    land = country_of(toponym) if toponym is not None else None
    if kind.event_type == "ground.incursion" and found[0] in OTHER_SIDE and found[0] == land:
        return OTHER_SIDE[found[0]], "nobody invades his own land"
    if found[0] != "RU" or family not in ("strike", "sea"):
        return found
    if is_in_russia(toponym) and not names_russia(context, segment):
        return "UA", "“the enemy” of a place in Russia"
    if family == "strike" and _is_their_enemy(context, segment, toponym):
        return "UA", "“the enemy” of a place held by Russia"
    return found


def _is_their_enemy(context: Text, segment: Segment, toponym: Toponym | None) -> bool:
    """Read "In annexed Crimea an enemy drone killed a girl": those who say so hold Crimea."""
    if toponym is None or "enemy" not in context.text[segment.start : segment.end].lower():
        return False
    return bool(toponym.candidates) and all(
        c.admin1 in ("Crimea", "Sevastopol") for c in toponym.candidates[:2]
    )


def _unnamed(
    context: Text, segment: Segment, kind: Kind, toponym: Toponym | None
) -> tuple[Side | None, str]:
    """Find the actor whom no word of the clause names, by what was hit, or where."""
    family = kind.event_type.split(".")[0]
    if family in ("strike", "sea"):
        return _by_target(context, segment, kind, toponym)
    if family in ("control", "ground"):
        found = _by_subject(context, segment, kind)
        if found[0] is None and (loser := driven_out(context, segment, kind.trigger)):
            return OTHER_SIDE[loser.key], "the other side was driven out"
        if found[0] is None and kind.event_type == "ground.incursion":
            return by_place(context, toponym)
        return found
    sentence = context.sentences[segment.sentence]
    under = _UNDER_RUSSIA.search(context.text, sentence.start, sentence.end)
    russian = family == "civilian" and under
    return ("RU", "told of the Russian occupation") if russian else (None, "actor not said")


_UNDER_RUSSIA = Sought(
    r"\b(?:liberated|de-?occupied|occupation|occupiers?|"
    rf"Russian {any_of('occupying_forces')}|russian-occupied)\b",
    re.IGNORECASE,
)
_OWNS_UP = Sought(
    r"\b(?:claim|t(?:ake|ook|aken|akes|aking)|accept|admit)\w* (?:responsibility|credit)\b"
)
_BLAMED = Sought(r"\bblam(?:ed?|es|ing) (?:(?:it|them|this|which|the \w+) )?on (?:the )?")
_IT = Sought(r"\b(?:said|says|claim\w*|report\w*|that) (?:it|they)(?: also| again)? \Z")
# "did not comment on the Russian claim on July 14 that it had taken A"
_CLAIM_OF = Sought(
    r"\b(?P<whose>Russia(?:n|['’]s)|Ukrain(?:ian|e['’]s)|Moscow['’]s|Kremlin|Kyiv['’]s) "
    r"(?:claims?|reports?|statements?|assertions?|announcements?)\b[^.;]{0,40}? that "
    r"(?:it|they|its [a-z]+) (?:ha[sd] |have )?\Z"
)
_OWN = Sought(
    rf"\b(?:its|their|our|his)(?: own)?(?: \w+)? {any_of('own_forces_of_speaker')}\b|\b(?:it|"
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
    own_clause = SUBORDINATE.match(context.text, segment.start)
    low = segment.start if own_clause else sentence.start
    for index, toponym in context.names_in(segment.sentence):
        if parts[index].role == "actor" and low <= toponym.start < kind.trigger.start:
            country = country_of(toponym)
            if (
                country in OTHER_SIDE
                and not _has_new_subject(context, toponym.end, kind.trigger)
                and not _ONLY_TELLS.match(context.text, toponym.end, kind.trigger.start)
            ):
                return ("RU" if country == "RU" else "UA"), "government that acts"
    claimed = _CLAIM_OF.search(context.text, sentence.start, kind.trigger.start)
    if claimed:
        russian = claimed["whose"].startswith(("Russia", "Moscow", "Kremlin"))
        return ("RU" if russian else "UA"), "whose claim it is"
    told = own_clause and _FORCES_TELL.search(context.text, segment.start, kind.trigger.start)
    if told:  # "after Russian forces announced they were pulling back"
        return ("RU" if told["whose"].startswith("R") else "UA"), "the forces that tell of it"
    if claim.side in OTHER_SIDE and (
        _OWN.search(context.text, sentence.start, kind.trigger.start)
        or _IT.search(context.text, sentence.start, kind.trigger.start)
    ):
        return claim.side, "the speaker's own forces"
    return None


_FORCES_TELL = Sought(
    r"\b(?P<whose>Russia|Ukrain)\w* (?:forces|troops|army|military|officials|commanders?) "
    rf"{any_of('says')}(?: that)? (?:it|they|their)\b"
)
# "Ukraine's emergency service reported that a body was found in a house hit by a drone"
_ONLY_TELLS = re.compile(
    rf"['’]s? (?:[\w-]+ ){{1,5}}{any_of('says')}(?: (?:that|how))? "
    r"(?!(?:it|they|he|its|their|his|to|having)\b)"
)
_THEN = re.compile(r"\b(?:and|but|that|while|whereas|as|so)(?: that)? (?:the |its )?\Z|[,;:] \Z")


def _has_new_subject(context: Text, low: int, trigger: Tag) -> bool:
    """Read "Russia fired 69 missiles and that Ukrainian forces shot down 54": another acts."""
    subject = subject_side(context, low, trigger.start)
    if subject is None or subject.form == "adjective":
        return False
    return _THEN.search(context.text, low, subject.start) is not None


# "in the Ukrainian city of A": where the officers were, not whose they were
_NAMES_PLACE = re.compile(rf"{any_of('ground_of')}\Z")


def _by_target(
    context: Text, segment: Segment, kind: Kind, toponym: Toponym | None
) -> tuple[Side | None, str]:
    owned = [
        tag
        for tag in context.tags.within("owned", segment.start, segment.end)
        if not context.text.endswith(("partially ", "partly "), 0, tag.start)
    ]
    after = [t for t in owned if t.start > kind.trigger.start] or owned
    after.sort(key=lambda t: _NAMES_PLACE.search(context.text, t.start, t.end) is not None)
    if after:
        return OTHER_SIDE[after[0].key], "what was hit belongs to the other side"
    if owner := owner_of_target(context, segment, kind.trigger):
        return OTHER_SIDE[owner.key], "what was hit belongs to the other side"
    found = by_place(context, toponym)
    mine = kind.weapon == "mine" or _MINE.match(context.text, kind.trigger.start)
    if mine and found[0] == "RU":
        return None, "actor not said"  # a bomb planted on Ukrainian ground: by whom is open
    return found


_THEIRS = re.compile(r" (?:their|its) (?:\w+ )?control\b")


_MINE = re.compile(r"(?:land)?mines?\b", re.IGNORECASE)


def _by_subject(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str]:
    sentence = context.sentences[segment.sentence]
    if _THEIRS.search(context.text, kind.trigger.start, kind.trigger.end):
        forces = context.tags.within("side", sentence.start, kind.trigger.start)
        if forces and forces[0].form == "force":
            return side_of(forces[0]), "under whose control it came"
    own = subject_side(context, sentence.start, kind.trigger.start)
    killed = any(  # "a soldier was killed by a sniper"
        t.form.endswith("verb") and is_passive(context.text, t, sentence.start)
        for t in segment.triggers
        if own and own.end <= t.start < kind.trigger.start
    )
    gains = kind.trigger.key in GAINS
    if own and (
        ";" in context.text[own.end : kind.trigger.start] or (gains and names_attack(context, own))
    ):
        own = None  # "The Ukrainians hold the road; fighting goes on in A"
    if own and not killed and not suffers(context, kind.trigger):
        return side_of(own), "subject of the sentence"
    if kind.event_type == "control.advance" and kind.trigger.form.endswith("noun"):
        forces = context.tags.within("side", sentence.start, kind.trigger.start)
        named = {side_of(t) for t in forces if t.form == "force"}
        if len(named) == 1:  # "Operations by the enemy go on, with advances near A"
            return named.pop(), "the only forces named"
    speaker = context.tags.within("speaker", sentence.start, sentence.end)
    if (
        speaker
        and speaker[0].key in OTHER_SIDE
        and kind.event_type == "control.capture"
        and speaker[0].key == "RU"
    ):
        return "RU", "the speaker's own side"
    return None, "actor not said"
