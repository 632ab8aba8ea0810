"""What is told beside an event without being a part of it."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import any_of


def is_beside_hit(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "a depot in A region burns. He confirmed it, saying four were downed over there"."""
    here = context.toponyms[draft.place] if draft.place is not None else None
    return (
        here is not None
        and here.kind == "region"
        and host.kind.effect
        and min(host.sentences) < draft.segment.sentence
        and draft.numbers.intercepted is not None
    )


_BY_HAND = re.compile(any_of("by_hand"), re.IGNORECASE)


def was_set_by_hand(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "Partisans set fire to a relay. Missiles then hit the trains": two events."""
    first, then = host.kind, draft.kind
    return (
        draft.segment.sentence not in host.sentences
        and bool(_BY_HAND.match(context.text, first.trigger.start, first.trigger.end))
        and first.weapon in (None, "mine")
        and then.weapon not in (None, "", "mine")
    )


def is_other_headline(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "Depot in A on fire; 25 killed in missile strikes": two headlines in one line."""
    number = draft.segment.sentence
    between = context.text[host.kind.trigger.end : draft.segment.start]
    one_line = context.sentences[number].headline and number == host.segment.sentence
    return one_line and ";" in between
