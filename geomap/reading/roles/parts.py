"""The part that a name plays in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import word_list
from geomap.reading.text.toponym import Toponym
from geomap.records import RIGHT_THERE, Relation, Role


@dataclass(slots=True)
class Part:
    """
    The role of a toponym, with the rule and its reason.

    `strength` says how sure a `where` is: 3 governed by a preposition or by the event itself, 2
    the place of an official who reports, 1 a place inside another phrase. Only strength 3 makes
    an incident on its own; the others are used when the clause names no better place.
    """

    role: Role
    rule: str
    reason: str
    strength: int = 0
    relation: Relation = RIGHT_THERE


Rule = Callable[[Text, Toponym, int], Part | None]


PART_NOUNS = word_list("parts_of_place")


def is_object(context: Text, toponym: Toponym) -> bool:
    """Say whether the governor of a name is the verb or noun of an event."""
    end = toponym.governor_start + len(toponym.governor)
    return toponym.governor != "by" and any(  # "was struck by Kyiv": it struck
        t.start <= toponym.governor_start and t.end >= end
        for t in context.tags.within("trigger", max(0, toponym.governor_start - 60), end)
    )
