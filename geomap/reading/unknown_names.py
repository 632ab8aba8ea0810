"""Names that the gazetteer lacks but the words around them show to be places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.phrases import beginnings
from geomap.reading.sentences import Sentence
from geomap.reading.toponym import Toponym
from geomap.reading.words import matches_at_words
from geomap.records import PlaceKind, replace

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
    r"\b([A-Z][a-z’']{4,}(?:-[A-Z][a-z]+)?)[- ](?:[Dd]istrict|[Rr]aion|[Mm]unicipality)\b"
)


_STATES_OF = ("-controlled", "-held", "-occupied", "-annexed", "-installed", "-backed")
_SETTLED_WORDS = ("village", "town", "settlement", "hamlet", "city", "cities", "suburb")
# Each pattern with words of which it needs one (looking for them first is much cheaper), and the
# kinds of place that it says.
_RULES: tuple[tuple[re.Pattern[str], tuple[str, ...], tuple[PlaceKind, ...]], ...] = (
    (_UNKNOWN, _SETTLED_WORDS, ("village", "town")),
    (_UNKNOWN_APPOSED, _SETTLED_WORDS, ("village", "town")),
    (_UNKNOWN_DISTRICT, ("istrict", "aion", "unicipality"), ("district",)),
)


_IN_CITY = re.compile(r"sky[iy]?$|ski[iy]?$|skyy$")


_LARGE = 200_000  # inhabitants; smaller cities have no districts of their own


def _city_of(text: str, known: Sequence[Toponym], district: Toponym) -> Toponym | None:
    """Return the city of "the Shevchenkivskyi district": the large one named last."""
    if not _IN_CITY.search(district.name) or re.match(r"[- ]\w+ (?:of|in)\b", text[district.end :]):
        return None
    for toponym in reversed(known):
        if toponym.end > district.start or not toponym.candidates:
            continue
        if district.sentence - toponym.sentence > 2:
            return None
        place = toponym.candidates[0]
        if place.kind == "city" and (place.population or 0) > _LARGE:
            return toponym
    return None


def unknown(text: str, sentences: Sequence[Sentence], known: Sequence[Toponym]) -> list[Toponym]:
    """Find names after "the village of" that the gazetteer lacks, so that they are not lost."""
    taken = [(t.start, t.end) for t in known]
    found = []
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        for pattern, needed, kinds in _RULES:
            if not any(word in words for word in needed):
                continue
            for match in pattern.finditer(text, sentence.start, sentence.end):
                start, end = match.span(1)
                if match.group(1).endswith(_STATES_OF):
                    continue
                if not any(a < end and start < b for a, b in taken):
                    made = Toponym(start, end, match.group(1), index, (), kinds)
                    city = _city_of(text, known, made) if kinds == ("district",) else None
                    if city:
                        hints: tuple[PlaceKind, ...] = ("city", "town")
                        made = replace(made, candidates=city.candidates, hint_kinds=hints)
                    found.append(made)
    return found


_BEFORE_LIST = (
    *("near", "in", "of", "at", "around", "captured", "occupied", "liberated", "seized", "retook"),
    *("towards?", "into", "on", "over", "hit", "hitting", "struck", "striking", "targeted"),
    *("targeting", "attacked"),
)
_BEGIN = beginnings(_BEFORE_LIST)
_LIST = re.compile(
    rf"\b(?:{'|'.join(_BEFORE_LIST)}) (?:the )?"
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
        "Governor",
        "Mayor",
        "Minister",
        "Defence",
        "Defense",
        "Prime",
        "Deputy",
        "General",
        "Nato",
        "NATO",
        "EU",
    ]
)


_ITEM = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?")


def unknown_in_lists(
    text: str,
    sentences: Sequence[Sentence],
    known: Sequence[Toponym],
    given_names: frozenset[str],
) -> list[Toponym]:
    """Find the unknown members of a list of places, so that the list holds together."""
    spans = [(t.start, t.end) for t in known]
    found = []
    for index, sentence in enumerate(sentences):
        for match in matches_at_words(_LIST, text, sentence.start, sentence.end, _BEGIN):
            items = [(m.start(), m.end()) for m in _ITEM.finditer(text, *match.span(1))]
            missing = [i for i in items if not any(a < i[1] and i[0] < b for a, b in spans)]
            if len(missing) < len(items):
                found += [
                    Toponym(a, b, text[a:b], index, (), ("village", "town"))
                    for a, b in missing
                    if text[a:b].split(maxsplit=1)[0] not in _CALENDAR | given_names
                    and not text[a:b].endswith(_STATES_OF)
                ]
    return found
