"""Who says that something happened, and how the text takes it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.reading.events.segments import Segment
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, country_of
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import ClaimStatus, Side


@dataclass(slots=True)
class Claim:
    """Who says so: side, the words, and how the text takes it."""

    side: Side | None
    words: str | None
    status: ClaimStatus


def _speakers(
    context: Text, segment: Segment, parts: list[Part]
) -> list[tuple[int, Side | None, str]]:
    """Return who speaks in a sentence; only those beside a verb of speech, if any are."""
    sentence = context.sentences[segment.sentence]
    found: list[tuple[int, int, Side | None, str]] = []
    for tag in context.tags.within("speaker", sentence.start, sentence.end):
        if tag.start and context.text[tag.start - 1] in "(/":
            continue  # "MOSCOW (Reuters)": the agency whose dateline it is
        side: Side | None = "RU" if tag.key == "RU" else "UA" if tag.key == "UA" else "other"
        found.append((tag.start, tag.end, side, context.text[tag.start : tag.end]))
    for index, toponym in context.names_in(segment.sentence):
        if parts[index].role in ("speaker", "affiliation"):
            found.append((toponym.start, toponym.end, _country_side(toponym), toponym.name))
    beside = [
        f for f in found if context.tags.within("claim", max(sentence.start, f[0] - 16), f[1] + 50)
    ]
    return [
        (start, side, words)
        for start, _, side, words in sorted(beside or found, key=lambda f: f[0])
    ]


_ITS_UNIT = re.compile(r"(?:['’]s)?(?: [\w-]+){1,5}(?:, [^,]{3,80},)? |, [^,]{3,80}, ")


_HEADS = re.compile(rf"(?:The )?{any_of('chiefs')} of (?:the )?(?:\w+ )?")
_HEAD = re.compile(rf"(?: [Gg]roup)?(?: {any_of('chiefs')}\b)")


def _subject(context: Text, start: int, verb: int) -> tuple[Side | None, str | None]:
    """Read "Ukraine's Khortytsia army unit, which is there, said": who speaks, at the start."""
    for tag in context.tags.within("side", start, min(verb, start + 40)):
        led = _HEADS.fullmatch(context.text, start, tag.start) or (
            tag.start <= start + 4 and _HEAD.match(context.text, tag.end)
        )
        if tag.form == "force" and led:  # "the head of the Wagner group claimed"
            return ("RU" if tag.key == "RU" else "UA"), context.text[start:verb].split(",")[0]
    for tag in context.tags.within("side", start, min(verb, start + 12)):
        if tag.form == "state" and _ITS_UNIT.fullmatch(context.text, tag.end, verb):
            side: Side = "RU" if tag.key == "RU" else "UA"
            return side, context.text[tag.start : verb].split(",")[0].strip()
    return None, None


_SAME_SPEAKER = Sought(
    rf"\b(?:it|he|she|they|the (?:\w+ )?{any_of('goes_on_speaking')})\b",
    re.IGNORECASE,
)


_REBUTS = re.compile(r"(?:;|\b(?:but|while|whereas|although|though|however)\b)[^;]*\Z")


def _rebuttal(context: Text, segment: Segment, verbs: list[Tag]) -> int | None:
    """Find where "…, but Kyiv denied it" begins, after what the segment tells."""
    start = context.sentences[segment.sentence].start
    for verb in verbs:
        if verb.key != "denied" or not segment.triggers or verb.start < segment.triggers[0].end:
            continue
        joint = _REBUTS.search(context.text, segment.triggers[0].end, verb.start)
        if joint:
            return max(joint.start(), start)
    return None


def find_claim(
    context: Text, segment: Segment, parts: list[Part], event_type: str, before: Claim | None
) -> Claim:
    """
    Return who says that it happened, from the sentence.

    Of "X claimed that his men took A, but Kyiv denied it" the claimant is X, and the claim is
    disputed.
    """
    sentence = context.sentences[segment.sentence]
    verbs = context.tags.within("claim", sentence.start, sentence.end)
    rebuttal = _rebuttal(context, segment, verbs)
    if rebuttal is not None:
        verbs = [v for v in verbs if v.start < rebuttal]
    side, words = _who(context, segment, parts, verbs, before, rebuttal)
    status = _status(verbs, disputed=rebuttal is not None)
    if (
        status == "stated"
        and side is not None
        and event_type.startswith(("control", "ground", "air_defence"))
    ):
        status = "claimed"
    return Claim(side, words, status)


def _who(
    context: Text,
    segment: Segment,
    parts: list[Part],
    verbs: list[Tag],
    before: Claim | None,
    rebuttal: int | None,
) -> tuple[Side | None, str | None]:
    """Return the side and the words of who speaks; "it" and "the ministry" go on speaking."""
    sentence = context.sentences[segment.sentence]
    if not verbs:
        return None, None
    spoken = [s for s in _speakers(context, segment, parts) if rebuttal is None or s[0] < rebuttal]
    near = [s for s in spoken if segment.start <= s[0] < segment.end] or spoken
    side, words = near[0][1:] if near else (None, None)
    if side is None:
        subject = _subject(context, sentence.start, verbs[0].start)
        side, words = subject if subject[0] is not None else (side, words)
    if side is not None or before is None:
        return side, words
    goes_on = _SAME_SPEAKER.search(context.text, sentence.start, sentence.end)
    return (before.side, before.words) if goes_on else (side, words)


def _status(verbs: list[Tag], *, disputed: bool) -> ClaimStatus:
    keys = {v.key for v in verbs}
    if disputed:
        return "disputed"
    if "denied" in keys:
        return "denied"
    if "claimed" in keys:
        return "claimed"
    return "confirmed" if "confirmed" in keys else "stated"


def _country_side(toponym: Toponym) -> Side | None:
    country = country_of(toponym)
    return "RU" if country == "RU" else "UA" if country == "UA" else "other" if country else None
