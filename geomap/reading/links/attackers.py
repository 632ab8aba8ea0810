"""Whose attack a clash is that names no side, where the text around it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.draft import Draft
from geomap.reading.events.holders import lies_in_ukraine
from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought

_ON_LAND = frozenset({"ground", "control"})
_REACH = 6  # sentences
_COUNTER = re.compile(r"counter", re.IGNORECASE)
# "40 combat clashes": the General Staff counts the assaults that its troops met
_COUNTED = Sought(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:combat |military |armed )?"
    r"(?:clash(?:es)?|engagements?)\b"
)


def tell_attackers(context: Text, told: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """
    Make a clash in Ukraine of nobody Russia's where Russia alone attacks in the text around it.

    Not the other way round: whom Ukrainian troops fight off, and where they hold on, is told of
    attacks by Russia, too.
    """
    for clash in told:
        if clash.event_type != "ground.clash" or clash.actor is not None or clash.place is None:
            continue
        if not lies_in_ukraine(context, context.toponyms[clash.place]):
            continue
        attackers = _attackers(clash, drafts, 0) or _attackers(clash, drafts, _REACH)
        if _is_counted(context, clash) or attackers == {"RU"}:
            trigger = clash.kind.trigger
            if not _COUNTER.search(context.text, trigger.start, trigger.end):
                clash.actor = "RU"
                clash.rules.append("who attacks there")


def _is_counted(context: Text, clash: Draft) -> bool:
    sentence = context.sentences[clash.segment.sentence]
    counted = _COUNTED.search(context.text, sentence.start, sentence.end)
    return clash.claim.side == "UA" and counted is not None


def _attackers(clash: Draft, drafts: Sequence[Draft], reach: int) -> set[str | None]:
    """Return the sides that attack, or gain ground, in the sentences around a clash."""
    around = range(min(clash.sentences) - reach, max(clash.sentences) + reach + 1)
    return {
        d.actor
        for d in drafts
        if d.family in _ON_LAND
        and d.actor is not None
        and d.event_type != "control.withdrawal"
        and d.realis not in ("denied", "hypothetical")
        and any(s in around for s in d.sentences)
    }
