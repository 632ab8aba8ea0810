"""Which side did it."""

from __future__ import annotations

import re

from geomap.reading.events.claims import Claim
from geomap.reading.events.holders import (
    by_place,
    is_in_russia,
    is_modifier,
    names_russia,
    owner_of_target,
)
from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.events.stopped import owner_of_intercepted, repelled_side
from geomap.reading.events.subjects import (
    meant_by_they,
    side_of,
    subject_side,
    weapon_side,
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
    if kind.event_type in _GAINED and _LOSS.match(context.text, kind.trigger.start):
        loser = subject_side(context, segment.start, kind.trigger.start)
        if loser and claim.side in OTHER_SIDE and "enemy" in context.text[loser.start : loser.end]:
            return claim.side, "the other side lost it"  # whoever speaks of "the enemy"
        return (OTHER_SIDE[loser.key] if loser else None), "the other side lost it"
    own = _own_side(context, segment, kind, parts, claim)
    of_downed = family == "air_defence" or kind.trigger.key == "debris"
    if of_downed or kind.rule == "attack at sea repelled":
        return owner_of_intercepted(context, segment, kind, toponym, own, claim)
    if kind.event_type == "ground.repelled":
        return repelled_side(context, segment, kind, toponym, own, claim)
    sentence = context.sentences[segment.sentence]
    if claim.side in OTHER_SIDE and _OWNS_UP.search(context.text, sentence.start, sentence.end):
        return claim.side, "who claims responsibility"
    blamed = _BLAMED.search(context.text, sentence.start, sentence.end)
    if blamed and family in ("strike", "sea"):
        side = _nearest_right(context, blamed.end(), blamed.end() + _BESIDE)
        if side is not None:
            return side_of(side), "who is blamed"
    found = _agent(context, segment, kind) or own
    if found:
        return _against_another(context, segment, kind, toponym, found)
    they = meant_by_they(context, segment, kind.trigger)
    return they or _unnamed(context, segment, kind, toponym)


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
_BESIDE = 12  # letters from "blamed on" to the side
_IT = Sought(r"\b(?:said|says|claim\w*|report\w*|that) (?:it|they)(?: also| again)? \Z")
# "did not comment on the Russian claim on July 14 that it had taken A"
_CLAIM_OF = Sought(
    r"\b(?P<whose>Russia(?:n|['’]s)|Ukrain(?:ian|e['’]s)|Moscow['’]s|Kremlin|Kyiv['’]s) "
    r"(?:claims?|reports?|statements?|assertions?|announcements?)\b[^.;]{0,40}? that "
    r"(?:it|they|its [a-z]+) (?:ha[sd] |have )?\Z"
)
_GAINED = frozenset({"control.capture", "control.advance", "control.liberation"})
# "lost the town", "were driven out of it"
_LOSS = re.compile(
    r"los(?:t|s|ing)\b|\w+n out of\b|(?:knock|push|forc|kick)ed out of\b|"
    r"(?:expell|oust|dislodg|evict)ed from\b",
    re.IGNORECASE,
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
    own_clause = _SUBORDINATE.match(context.text, segment.start)
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


def _agent(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    """Ask the adjective of the event, the by-phrase, the subject, the weapon, in this order."""
    if sender := _sender(context, segment, kind.trigger):
        return side_of(sender), "who launched them"
    noun = kind.trigger.form.endswith("noun")
    passive = is_passive(context.text, kind.trigger, context.sentences[segment.sentence].start)
    found: tuple[Side | None, str] | None = None
    if noun or kind.event_type == "control.withdrawal":
        found = _adjective_of(context, context.sentences[segment.sentence].start, kind.trigger)
    if found is None and (noun or passive):
        found = _by_phrase(context, segment, kind.trigger)
    if found is None and not noun:
        found = _by_within(context, kind.trigger)
    if (
        found is None
        and not noun
        and not passive
        and not _SUFFERS.match(context.text, kind.trigger.start)
    ):
        found = _subject_of(context, segment, kind.trigger)
    if found is None:
        found = weapon_side(context, segment)
    if found is None:
        found = (
            _noun_subject(context, segment, kind.trigger) if noun else _we(context, segment, kind)
        )
    return found


_SUFFERS = re.compile(
    r"d(?:ied|ies|ie)\b|lost (?:his|her|their)|collaps|endur|suffer|undergo|underw", re.IGNORECASE
)
_SENT_BY = Sought(r"\b(?:launched|fired|sent|dropped|released) by (?:the )?")


def _sender(context: Text, segment: Segment, trigger: Tag) -> Tag | None:
    """Read "downed 11 drones launched by Russian troops, targeting Ukraine": they targeted it."""
    if not context.text[trigger.start : trigger.end].lower().endswith("ing"):
        return None
    start = context.sentences[segment.sentence].start
    sent = _SENT_BY.search(context.text, start, trigger.start)
    return _nearest_right(context, sent.end(), sent.end() + 30) if sent else None


def _by_within(context: Text, trigger: Tag) -> tuple[Side | None, str] | None:
    """Read "Ukraine hit by Russian missiles": the verb itself says by whose."""
    inside = context.tags.within("side", trigger.start, trigger.end)
    by = inside and context.text.endswith((" by ", " by the "), trigger.start, inside[0].start)
    return (side_of(inside[0]), "named with “by”") if by else None


def _by_phrase(context: Text, segment: Segment, trigger: Tag) -> tuple[Side | None, str] | None:
    by = next(
        (
            m
            for m in _BY.finditer(context.text, trigger.end, min(segment.end, trigger.end + 120))
            if not _OTHER_DOER.search(context.text, trigger.end, m.start())
            and not _ESTIMATE.match(context.text, m.end())
        ),
        None,
    )
    side = _nearest_right(context, by.end(), min(segment.end, by.end() + 50)) if by else None
    if (
        by
        and side
        and side.start - by.end() < 26
        and is_modifier(context.text[by.end() : side.start])
    ):
        return side_of(side), "named with “by”"
    return None


# a clause with a subject of its own: "was shut when two drones struck"
_FORCES_TELL = Sought(
    r"\b(?P<whose>Russia|Ukrain)\w* (?:forces|troops|army|military|officials|commanders?) "
    rf"{any_of('says')}(?: that)? (?:it|they|their)\b"
)
_SUBORDINATE = re.compile(r"(?:when|while|where|because|as|after|before|since|although|though)\b")
# "partisans set a Russian base in Mariupol on fire": the base is no subject
_SET_ON_FIRE = Sought(r"\bset(?:s|ting)? (?=[^,;.]{1,90}\Z)")
_ALIGHT = re.compile(r"on fire|ablaze|alight|afire")
_WHO = re.compile(r"[^,;.] who\s+(?:(?:had|have|has|also|then|later)\s+)*$")


def _subject_of(context: Text, segment: Segment, verb: Tag) -> tuple[Side | None, str] | None:
    start = context.sentences[segment.sentence].start
    relative = _WHO.search(context.text, start, verb.start)
    if relative:
        before = context.tags.within("side", max(start, relative.start() - 70), relative.start())
        if before and before[-1].form in ("force", "adjective"):
            return side_of(before[-1]), "whom the clause with “who” is about"
    low = segment.start if _SUBORDINATE.match(context.text, segment.start) else start
    setting = _SET_ON_FIRE.search(context.text, low, verb.start)
    alight = _ALIGHT.match(context.text, verb.start)
    subject = subject_side(context, low, setting.start() if setting and alight else verb.start)
    return (side_of(subject), "subject of the verb") if subject else None


def _we(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    start = context.sentences[segment.sentence].start
    if _WE.search(context.text, start, kind.trigger.start):
        return "UA", "“we” in the mouth of a Ukrainian"
    return None


def _noun_subject(context: Text, segment: Segment, noun: Tag) -> tuple[Side | None, str] | None:
    """Find who does what a noun names: "Russia pounds … with its biggest assault"."""
    start = context.sentences[segment.sentence].start
    verbs = [
        t
        for t in segment.triggers
        if t.start < noun.start
        and t.form.endswith("verb")
        and not context.text.startswith(("die", "hurt", "lost"), t.start)  # of those who died
    ]
    if verbs and not is_passive(context.text, verbs[0], start):
        found = _subject_of(context, segment, verbs[0])
        if found:
            return found
    subject = subject_side(context, segment.start, noun.start)
    if subject and _DOING.search(context.text, subject.end, noun.start):
        return side_of(subject), "subject of the sentence"
    return None


_BY = re.compile(r"\bby\b")
# "a refinery owned by …", "confirmed by …": who does something else
_OTHER_DOER = re.compile(
    r"\b(?!(?:launch|fir|unleash|attack|shell|bomb|stag|caus|us|commit|inflict|perpetrat|deploy|"
    r"direct|bombard|releas|pilot|send)\w*ed\b)(?:\w+[^e\W]ed|held|said|run|made|led|known|written|"
    r"built|taken|set up|led) \Z"
)
# "killing at least 21,000 people by Ukrainian estimates"
_ESTIMATE = re.compile(
    r" (?:[\w’'-]+ ){1,3}?(?:estimates?|accounts?|counts?|figures|reckoning|standards)\b"
)
_DOING = Sought(rf"\b(?:{any_of('doing')}|carr\w+ out)\b")


_ON_THE = re.compile(r"\bon (?:the |a )?\Z")


def _adjective_of(context: Text, low: int, trigger: Tag) -> tuple[Side, str] | None:
    inside = context.tags.within("side", trigger.start, trigger.end)
    if inside and _ON_THE.search(context.text[trigger.start : inside[0].start]):
        return OTHER_SIDE[inside[0].key], "what was hit belongs to the other side"
    own = context.tags.within("side", max(low, trigger.start - 60), trigger.start)
    nearest = inside[0] if inside and inside[0].form == "adjective" else None
    if nearest is None and own and is_modifier(context.text[own[-1].end : trigger.start]):
        nearest = own[-1]
    nearest = nearest or (inside[0] if inside else None)
    return (side_of(nearest), "adjective of the event") if nearest else None


_WE = Sought(r"\b(?:we|We)\b(?: are| were| have| had|'re|’re|'ve|’ve)?(?: \w+){0,2} $")


def _nearest_right(context: Text, low: int, high: int) -> Tag | None:
    tags = context.tags.within("side", low, high)
    return tags[0] if tags else None


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
    if kind.weapon == "mine" and found[0] == "RU":
        return None, "actor not said"  # a bomb planted on Ukrainian ground: by whom is open
    return found


def _by_subject(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str]:
    sentence = context.sentences[segment.sentence]
    own = subject_side(context, sentence.start, kind.trigger.start)
    if own:
        return side_of(own), "subject of the sentence"
    speaker = context.tags.within("speaker", sentence.start, sentence.end)
    if (
        speaker
        and speaker[0].key in OTHER_SIDE
        and kind.event_type == "control.capture"
        and speaker[0].key == "RU"
    ):
        return "RU", "the speaker's own side"
    return None, "actor not said"
