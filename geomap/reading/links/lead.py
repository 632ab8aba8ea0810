"""What the first sentence only announces, and the text then tells place by place."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.reading.text.grammar import Text
from geomap.records import NO_NUMBERS


def only_announces(context: Text, host: Draft) -> bool:
    """
    Say whether a draft is no more than its place in a lead: "Drones attacked A, B and C".

    It stands in headlines or in the first sentence below them, with other places, and counts
    nothing.
    """
    return (
        host.family == "strike"
        and host.numbers == NO_NUMBERS
        and sum(context.toponyms[p].kind != "country" for p in host.segment.places) > 1
        and all(_is_first(context, number) for number in host.sentences)
    )


def _is_first(context: Text, number: int) -> bool:
    sentences = context.sentences
    return sentences[number].headline or not any(not s.headline for s in sentences[:number])


def tells_of_announced(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "Drones attacked A and B. … Air defence shot down three over A" as one at A."""
    return (
        only_announces(context, host)
        and draft.event_type == "air_defence.intercept"
        and host.event_type in ("strike.drone", "strike.missile", "strike.combined", "strike.other")
        and "no time" in draft.time_rule
    )
