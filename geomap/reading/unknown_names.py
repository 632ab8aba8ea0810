"""Names that the gazetteer lacks but the words around them show to be places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.sentences import Sentence
from geomap.reading.toponym import Toponym

_UNKNOWN = re.compile(
    r"\b(?:villages?|towns?|settlements?|hamlets?|cit(?:y|ies))(?: of)? "
    r"((?:(?:Velyka|Velykyi|Nova|Novyi|Novi|Stara|Staryi|Mala|Malyi|Verkhnia|Nyzhnia|Chervona|"
    r"Bila|Bilyi|Krasnyi|Krasna) )?[A-Z][a-z’']{3,}(?:-[A-Z][a-z]+)?)"
)


_UNKNOWN_APPOSED = re.compile(
    r"\b(?:in|on|near|of|at|hit|struck|captured|over) ([A-Z][a-z’']{4,}(?:-[A-Z][a-z]+)?), "
    r"an? (?:[\w-]+ ){0,3}"
    r"(?:village|town|city|settlement|hamlet|suburb)\b"
)
_UNKNOWN_DISTRICT = re.compile(
    r"\b([A-Z][a-z’']{4,}(?:-[A-Z][a-z]+)?)[- ](?:district|raion|municipality)\b"
)


def unknown(text: str, sentences: Sequence[Sentence], known: Sequence[Toponym]) -> list[Toponym]:
    """Find names after "the village of" that the gazetteer lacks, so that they are not lost."""
    taken = [(t.start, t.end) for t in known]
    found = []
    for index, sentence in enumerate(sentences):
        for match in _UNKNOWN.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if not any(a < end and start < b for a, b in taken):
                found.append(Toponym(start, end, match.group(1), index, (), ("village", "town")))
        for match in _UNKNOWN_APPOSED.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if not any(a < end and start < b for a, b in taken):
                found.append(Toponym(start, end, match.group(1), index, (), ("village", "town")))
        for match in _UNKNOWN_DISTRICT.finditer(text, sentence.start, sentence.end):
            start, end = match.span(1)
            if not any(a < end and start < b for a, b in taken):
                found.append(Toponym(start, end, match.group(1), index, (), ("district",)))
    return found


_LIST = re.compile(
    r"\b(?:near|in|of|at|around|captured|occupied|liberated|seized|retook|towards?|into|on) "
    r"((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:,(?: and| in| near)? ?| and | and near | and in "
    r")){1,30}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)


_CALENDAR = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Ukrainian",
        "Russian",
        "The",
        "This",
        "That",
        "President",
        "Nato",
        "NATO",
        "EU",
    ]
)


_ITEM = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")


def unknown_in_lists(
    text: str, sentences: Sequence[Sentence], known: Sequence[Toponym]
) -> list[Toponym]:
    """Find the unknown members of a list of places, so that the list holds together."""
    spans = [(t.start, t.end) for t in known]
    found = []
    for index, sentence in enumerate(sentences):
        for match in _LIST.finditer(text, sentence.start, sentence.end):
            items = [(m.start(), m.end()) for m in _ITEM.finditer(text, *match.span(1))]
            missing = [i for i in items if not any(a < i[1] and i[0] < b for a, b in spans)]
            if len(missing) < len(items):
                found += [
                    Toponym(a, b, text[a:b], index, (), ("village", "town"))
                    for a, b in missing
                    if text[a:b].split(maxsplit=1)[0] not in _CALENDAR
                ]
    return found
