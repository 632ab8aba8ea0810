"""A report in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.reading.events.claims import Claim
from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.records import Numbers, Realis, Side, TimeSpan


@dataclass(slots=True)
class Draft:
    """A report in the making; `place` is the index of a toponym, None while it is not known."""

    kind: Kind
    segment: Segment
    place: int | None
    time: TimeSpan
    time_rule: str
    actor: Side | None
    numbers: Numbers
    claim: Claim
    realis: Realis
    rules: list[str]
    event_type: str
    target: str | None
    weapon: str | None
    sentences: list[int]
    shared: bool = False
    told_alone: int | None = None  # the sentence that tells of its place by itself
    unit: str | None = None
    side_of_front: Side | None = None
    toll: bool = False  # the casualties are a running total: the highest holds
    more: frozenset[str] = frozenset()  # outcomes of which only further people are counted
    tolled: tuple[int | None, int | None] = (None, None)  # sentences of the killed, the injured
    outdated: bool = False  # they were told before what is told now
    origins: tuple[int, ...] = ()
    implied_country: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Return the part of the event type before the dot."""
        return self.event_type.split(".")[0]
