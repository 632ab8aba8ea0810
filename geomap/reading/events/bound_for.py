"""Where downed drones were bound for, and did not get to."""

from __future__ import annotations

from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import word_list
from geomap.reading.text.sought import Sought

_HEADING = word_list("heading")
_TARGETS_IN = Sought(
    r"\b(?:for|at|to|towards?) (?:[a-z]+ )?(?:targets|objects|facilities) in (?:the )?\Z"
)
# "a drone that tried to carry out an attack on A was shot down over B"
_TRIED = Sought(
    r"\b(?:try|tries|tried|trying|attempt(?:s|ed|ing)?) to (?:attack|strike|hit|reach|(?:carry out|"
    r"launch|make) (?:an? |the )?(?:[a-z]+ )?(?:attack|strike|raid)s? (?:on|against)) (?:the )?\Z"
)


def short_of_goal(context: Text, places: list[int]) -> list[int]:
    """Read "drones aimed at Moscow were downed near Podolsk": they did not get to Moscow."""
    names = context.toponyms
    reached = [p for p in places if not {names[p].governor, names[p].before} & _HEADING]
    return [
        p
        for p in reached
        if not _TARGETS_IN.search(context.text, max(0, names[p].phrase_start - 40), names[p].start)
        and not _TRIED.search(context.text, max(0, names[p].phrase_start - 60), names[p].start)
    ]
