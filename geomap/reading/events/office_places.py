"""The place of an official who reports, where no other place is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.segments import Segment
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, is_state_or_capital
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym, may_hold


def place_of_official(context: Text, parts: list[Part], siblings: Sequence[Segment]) -> list[int]:
    """Return the place of the official who reports, not of one who was met: no claim, no report."""
    if not siblings:
        return []
    sentence = context.sentences[siblings[0].sentence]
    said = context.tags.within("claim", sentence.start, sentence.end)
    if not said and not _CREDITED.search(context.text, sentence.start, sentence.end):
        return []
    return [
        p
        for s in siblings
        for p in s.places
        if parts[p].role in ("affiliation", "reference")
        and parts[p].strength == 2
        and context.toponyms[p].governor != "including"  # "several officials, including Odesa's"
        and not _was_met(context, context.toponyms[p])
        and not _is_of_nation(context.toponyms[p])
        and (context.toponyms[p].kind != "country" or _counts(context, sentence))
        and not _CALLS_ON.match(context.text, context.toponyms[p].end)
    ]


def _is_of_nation(office: Toponym) -> bool:
    """Read "officials in Kyiv said": those of the country, who know of more than of the city."""
    return office.kind == "city" and office.governor == "in" and is_state_or_capital(office)


def place_within(
    context: Text, parts: list[Part], siblings: Sequence[Segment], told: Sequence[int]
) -> list[int]:
    """
    Return the official's place where what is told names only a vague area around it.

    "Three killed in shelling in eastern Ukraine, the governor of Donetsk region said": he knows
    of his own region.
    """
    areas = [context.toponyms[p] for p in told]
    if not areas or any(area.kind != "area" for area in areas):
        return []
    return [
        p
        for p in place_of_official(context, parts, siblings)
        for office in context.toponyms[p].candidates[:1]
        if office.kind in ("city", "town", "region") and may_hold(areas[0], context.toponyms[p])
    ][:1]


# "Two wounded in shelling - mayor of A"
_CREDITED = re.compile(r" [-–—] (?:[\w’'-]+ ){0,5}[\w’'-]+[ ;.]*\Z")
_FIGURE = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds)\b")


def _counts(context: Text, sentence: Sentence) -> bool:
    """Say whether a figure is told: "several targets were hit" is of no whole country."""
    return _FIGURE.search(context.text, sentence.start, sentence.end) is not None


# "it brought down 14, as authorities in Odesa said that they had destroyed one": two who tell
_SAYS_TOO = re.compile(
    r"\b(?:after|while|as|but|and|though) [^,;.]{3,70}? (?:said|says|reported) "
    r"(?!(?:on|in|at|to|via|earlier|later|late|early|yesterday|the (?:attack|strike)s?)\b)\w"
)


def speaks_too(context: Text, place: int, told: int) -> bool:
    """Say whether an official named after `told`, an event, tells of what he knows himself."""
    office = context.toponyms[place]
    end = context.sentences[office.sentence].end
    return any(
        clause.start() < office.start < clause.end()
        for clause in _SAYS_TOO.finditer(context.text, told, end)
    )


_CALLS_ON = late(rf" (?:has |have |had |also )?{any_of('calls_on')}\b")
_MET = Sought(rf"\b{any_of('meets')} (?:with )?(?:[\w’'-]+ ){{0,4}}\Z")


def _was_met(context: Text, office: Toponym) -> bool:
    """Read "met with officials in Kyiv": they report nothing."""
    start = context.sentences[office.sentence].start
    return _MET.search(context.text, max(start, office.start - 60), office.start) is not None
