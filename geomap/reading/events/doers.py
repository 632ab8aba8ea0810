"""Who did it, as the clause names him: by adjective, by-phrase, subject or weapon."""

from __future__ import annotations

import re

from geomap.reading.events.goals import GAINS
from geomap.reading.events.holders import is_modifier
from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.events.subjects import side_of, subject_side, weapon_side
from geomap.reading.text.grammar import Text, is_passive
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.records import OTHER_SIDE, Side

BESIDE = 12  # letters from "blamed on" to the side, from a side to what it does


def find_doer(context: Text, segment: Segment, kind: Kind) -> tuple[Side | None, str] | None:
    """Ask the adjective of the event, the by-phrase, the subject, the weapon, in this order."""
    if sender := _sender(context, segment, kind.trigger):
        return side_of(sender), "who launched them"
    noun = kind.trigger.form.endswith("noun")
    passive = is_passive(context.text, kind.trigger, context.sentences[segment.sentence].start)
    passive = passive or context.text.endswith(" by", 0, kind.trigger.end)  # "all of A taken by B"
    found: tuple[Side | None, str] | None = None
    if noun or kind.event_type == "control.withdrawal":
        found = _adjective_of(context, context.sentences[segment.sentence].start, kind.trigger)
    by = context.text.startswith(" by ", kind.trigger.end)  # a headline's "Lyman shelled by …"
    if found is None and (noun or passive or by):
        found = _by_phrase(context, segment, kind.trigger)
    if found is None and not noun:
        found = _by_within(context, kind.trigger)
    if found is None and not noun and not passive and not suffers(context, kind.trigger):
        found = _subject_of(context, segment, kind.trigger)
    if found is None:
        found = weapon_side(context, segment)
    if found is None:
        found = (
            _noun_subject(context, segment, kind.trigger) if noun else _we(context, segment, kind)
        )
    return found


_SUFFERS = re.compile(
    r"d(?:ied|ies|ie)\b|lost (?:his|her|their)|collaps|endur|suffer|undergo|underw"
    r"|[^.;]*\b(?:defeated|routed|annihilated|wiped out)\Z"  # "a column was routed"
    r"|caught fire|catch|burst into|burn(?:s|ed|t)?\Z|[^.;]*\bin flames\Z|ablaze",
    re.IGNORECASE,
)


def suffers(context: Text, verb: Tag) -> bool:
    """Return whether the subject of a verb is the one that it went ill with."""
    return _SUFFERS.match(context.text, verb.start, verb.end) is not None


_SENT_BY = Sought(r"\b(?:launched|fired|sent|dropped|released) by (?:the )?")


def _sender(context: Text, segment: Segment, trigger: Tag) -> Tag | None:
    """Read "downed 11 drones launched by Russian troops, targeting Ukraine": they targeted it."""
    if not context.text[trigger.start : trigger.end].lower().endswith("ing"):
        return None
    start = context.sentences[segment.sentence].start
    sent = _SENT_BY.search(context.text, start, trigger.start)
    return nearest_right(context, sent.end(), sent.end() + 30) if sent else None


def _by_within(context: Text, trigger: Tag) -> tuple[Side | None, str] | None:
    """Read "Ukraine hit by Russian missiles": the verb itself says by whose."""
    inside = context.tags.within("side", trigger.start, trigger.end)
    by = inside and context.text.endswith((" by ", " by the "), trigger.start, inside[0].start)
    return (side_of(inside[0]), "named with “by”") if by else None


def _by_phrase(context: Text, segment: Segment, trigger: Tag) -> tuple[Side | None, str] | None:
    low = trigger.end - len("by") if context.text.endswith(" by", 0, trigger.end) else trigger.end
    by = next(
        (
            m
            for m in _BY.finditer(context.text, low, min(segment.end, trigger.end + 120))
            if not _OTHER_DOER.search(context.text, trigger.end, m.start())
            and not _ESTIMATE.match(context.text, m.end())
        ),
        None,
    )
    side = nearest_right(context, by.end(), min(segment.end, by.end() + 50)) if by else None
    if (
        by
        and side
        and side.start - by.end() < 26
        and is_modifier(context.text[by.end() : side.start].removeprefix(" the"))
    ):
        return side_of(side), "named with “by”"
    return None


# a clause with a subject of its own: "was shut when two drones struck"
SUBORDINATE = re.compile(
    r"(?:when|while|where|because|as|after|before|since|although|though"
    r"|and (?:one|two|three|some|several|most|all|another|\d+) of (?:them|these|those))\b"
)
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
    low = segment.start if SUBORDINATE.match(context.text, segment.start) else start
    setting = _SET_ON_FIRE.search(context.text, low, verb.start)
    alight = _ALIGHT.match(context.text, verb.start)
    subject = subject_side(context, low, setting.start() if setting and alight else verb.start)
    if subject is None or (verb.key in GAINS and names_attack(context, subject)):
        return None
    if _CAME_TO_HARM.search(context.text, subject.end, verb.start):
        return None
    return side_of(subject), "subject of the verb"


# "Two Ukrainian soldiers were killed when a missile hit A": the missile did it
_CAME_TO_HARM = Sought(
    r"\b(?:killed|wounded|injured|hurt|died|hospitali[sz]ed|dead)\b[^.;]{0,60}?\b(?:when|as|after)\b"
)


def names_attack(context: Text, side: Tag) -> bool:
    """Read "Russian attacks were met by troops who took back A": no attack takes a town."""
    beside = context.tags.within("trigger", side.start, side.end + BESIDE)
    return side.form == "adjective" and any(
        t.form.endswith("noun") and t.start <= side.end + 1 < t.end for t in beside
    )


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


def nearest_right(context: Text, low: int, high: int) -> Tag | None:
    """Return the first side named in a stretch."""
    tags = context.tags.within("side", low, high)
    return tags[0] if tags else None
