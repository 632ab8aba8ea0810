"""What was gained, and by whom: "taken back from the Russians", "drove the enemy out of A"."""

from __future__ import annotations

from geomap.reading.events.claims import Claim
from geomap.reading.events.draft import Draft
from geomap.reading.events.holders import is_in_russia, lies_in_ukraine
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

_QUOTES = ("“", '"', "‘")  # “liberated”: no word of the writer's own


# "Ukraine announces capture of A": its own
_UKRAINE_HAILS = Sought(
    r"\b(?:Ukraine|Kyiv) (?:has )?(?:announces?|announced|hails?|hailed|celebrates?) (?:the )?\Z"
)


def name_the_gain(context: Text, draft: Draft, claim: Claim, place: Toponym | None) -> None:
    """
    Name what was gained by who gained it and where.

    Who speaks decides words: a Russian ministry's "liberated" is a capture by Russia. What Ukraine
    takes of its own land it takes back, whatever the verb: "captured Robotyne" is a liberation.
    """
    if draft.event_type == "control.liberation":
        told_by_russia = draft.actor is None and _is_told_by_russia(context, draft, claim)
        if draft.actor == "RU" or told_by_russia:
            draft.event_type, draft.actor = "control.capture", "RU"
            draft.rules.append("“liberated” by Russia is a capture")
        else:
            draft.actor = draft.actor or "UA"
    elif draft.actor is None and (
        draft.event_type == "control.capture"
        or (draft.event_type, draft.kind.trigger.key) == ("control.advance", "capture")
    ):
        start = draft.kind.trigger.start
        hailed = _UKRAINE_HAILS.search(context.text, max(0, start - 40), start)
        invaded = is_in_russia(place) and claim.side != "RU"
        draft.actor = "UA" if hailed or invaded else "RU"
    if (draft.event_type, draft.actor) == ("control.capture", "UA") and (
        place is not None and lies_in_ukraine(context, place)
    ):
        draft.event_type = "control.liberation"
        draft.rules.append("taken back by Ukraine")


def _is_told_by_russia(context: Text, draft: Draft, claim: Claim) -> bool:
    sentence = context.sentences[draft.segment.sentence]
    voices = {t.key for t in context.tags.within("voice", sentence.start, sentence.end)}
    opens = context.text[max(0, draft.kind.trigger.start - 1) : draft.kind.trigger.start]
    return claim.side == "RU" or voices == {"RU"} or opens in _QUOTES
