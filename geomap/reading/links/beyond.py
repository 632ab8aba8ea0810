"""Counts that go beyond the one place told of before: of a whole wave, of many places."""

from __future__ import annotations

from geomap.reading.events.draft import Draft
from geomap.reading.events.examples import MOST_AT_ONE_TOWN, ONE_OF_MANY
from geomap.reading.text.grammar import Text


def counts_beyond(context: Text, host: Draft, draft: Draft) -> bool:
    """Read "Moscow fired 470 drones" after "A strike hit Ternopil": not all of them there."""
    if host.place is None or draft.place is not None:
        return False
    if not context.toponyms[host.place].is_settlement:
        return False
    hurt = draft.numbers.killed_min or draft.numbers.injured_min
    return (draft.numbers.launched or 0) > MOST_AT_ONE_TOWN or bool(
        hurt and ONE_OF_MANY in host.rules
    )
