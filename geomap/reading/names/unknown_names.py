"""Names that the gazetteer lacks but the words around them show to be places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.reading.times.words import MONTH_INDEX, WEEKDAY_INDEX
from geomap.records import PlaceKind, replace

_CAPITAL = "[A-ZÀ-ÖØ-ÞĆČĐĽŁŃŘŚŠŢŤŹŻŽȘȚ]"
_SMALL = "[a-zß-öø-ÿāăąćčďđēęěğģīķļľłńņňōőřśşšţťūůűźżžșț’']"  # of the languages around Ukraine
_UNKNOWN = Sought(
    r"\b(?:villages?|towns?|settlements?|hamlets?|cit(?:y|ies))(?: of)? "
    rf"((?:{any_of('name_beginnings')} )?{_CAPITAL}{_SMALL}{{3,}}(?:-{_CAPITAL}{_SMALL}+)?)"
)


_UNKNOWN_APPOSED = Sought(
    r"\b(?:in|on|near|of|at|hit|struck|captured|over) "
    rf"({_CAPITAL}{_SMALL}{{4,}}(?:-{_CAPITAL}{_SMALL}+)?), "
    r"an? (?:[\w-]+ ){0,3}"
    r"(?:village|town|city|settlement|hamlet|suburb)\b"
)
_UNKNOWN_DISTRICT = re.compile(
    r"\b(?!Federal\b|Military\b|Urban\b|Municipal\b|Administrative\b)"
    rf"({_CAPITAL}{_SMALL}{{4,}}(?:-{_CAPITAL}{_SMALL}+)?)[- ]"
    r"(?:[Dd]istrict|[Rr]aion|[Mm]unicipality)\b"
)


_DAYS = frozenset({*WEEKDAY_INDEX, *MONTH_INDEX})
_STATES_OF = ("-controlled", "-held", "-occupied", "-annexed", "-installed", "-backed")
_SETTLED_WORDS = Sought(r"\b(?:villages?|towns?|settlements?|hamlets?|cit(?:y|ies)|suburb)\b")
_DISTRICT_WORDS = Sought(r"\b(?:[Dd]istrict|[Rr]aion|[Mm]unicipality)\b")
# Each pattern with words of which it needs one (looking for them first is much cheaper), and the
# kinds of place that it says.
_RULES: tuple[tuple[re.Pattern[str] | Sought, Sought, tuple[PlaceKind, ...]], ...] = (
    (_UNKNOWN, _SETTLED_WORDS, ("village", "town")),
    (_UNKNOWN_APPOSED, _SETTLED_WORDS, ("village", "town")),
    (_UNKNOWN_DISTRICT, _DISTRICT_WORDS, ("district",)),
)


_IN_CITY = re.compile(r"sky[iy]?$|ski[iy]?$|skyy$|[ao]?lny[iy]?$|chny[iy]?$")  # "Korabelnyi"


_ONLY_CITY = 20  # sentences back to the one large city that a text names
_LARGE = 200_000  # inhabitants; smaller cities have no districts of their own


def city_of(text: str, known: Sequence[Toponym], district: Toponym) -> Toponym | None:
    """Return the city of "the Shevchenkivskyi district": the large one named last."""
    if not _IN_CITY.search(district.name) or re.match(r"[- ]\w+ (?:of|in)\b", text[district.end :]):
        return None
    large = {
        t.candidates[0].place_id
        for t in known
        if t.candidates and _has_districts(t) and t.name != "Moscow"  # as a rule its government
    }
    alone = len(large) == 1
    for toponym in reversed(known):
        if toponym.end > district.start or not toponym.candidates:
            continue
        if district.sentence - toponym.sentence > (_ONLY_CITY if alone else 2):
            return None
        if _has_districts(toponym):
            return toponym
    return None


def _has_districts(toponym: Toponym) -> bool:
    """Say whether a name is that of a city with districts of its own: a large one, or a capital."""
    place = toponym.candidates[0]
    return place.kind == "city" and ((place.population or 0) > _LARGE or bool(toponym.oblast))


def unknown(text: str, sentences: Sequence[Sentence], known: Sequence[Toponym]) -> list[Toponym]:
    """Find names after "the village of" that the gazetteer lacks, so that they are not lost."""
    taken = [(t.start, t.end) for t in known]
    found = []
    for pattern, needed, kinds in _RULES:
        for index in dict.fromkeys(number for number, _ in needed.in_sentences(text, sentences)):
            for match in pattern.finditer(text, sentences[index].start, sentences[index].end):
                start, end = match.span(1)
                if match.group(1).endswith(_STATES_OF) or match.group(1).lower() in _DAYS:
                    continue  # "a key eastern city Monday"
                if match.group(1) in _CALENDAR:
                    continue  # "South of the town Russian troops advanced"
                if not any(a < end and start < b for a, b in taken):
                    made = Toponym(start, end, match.group(1), index, (), kinds)
                    city = city_of(text, known, made) if kinds == ("district",) else None
                    if city:
                        hints: tuple[PlaceKind, ...] = ("city", "town")
                        made = replace(made, candidates=city.candidates, hint_kinds=hints)
                    found.append(made)
    return found


_MOST = 0.8  # "Multi-story Building", "Two Killed in Car near Izium" have a small letter
_LETTERS = re.compile(r"\b[A-Za-z]{5,}")


def in_capitals(headline: str) -> bool:
    """Say whether every longer word of a headline begins with a capital: none stands out."""
    words = _LETTERS.findall(headline)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals >= _MOST * len(words)


_LIST = Sought(
    rf"\b{any_of('before_list')} (?:the )?"
    r"((?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:,(?: and| in| near)? ?| and | and near | and in "
    r")){1,30}[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)


_CALENDAR = word_list("never_unknown_places")


# what the last word of a body's name is: "over the Azov Sea, Air Force says"
_BODIES = (
    "Force",
    "Forces",
    "Ministry",
    "Staff",
    "Army",
    "Service",
    "Command",
    "Council",
    "Police",
)


# "in the Shevchenkivskyi district, Klitschko clarified"
_SAYS = late(rf" (?:also |later |has |had )?{any_of('speech')}\b(?! to\b)")
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
    for index, match in _LIST.in_sentences(text, sentences):
        sentence = sentences[index]
        if sentence.headline and in_capitals(text[sentence.start : sentence.end]):
            continue  # "in Russia’s Krasnodar, Regional Authorities Say"
        items = [(m.start(), m.end()) for m in _ITEM.finditer(text, *match.span(1))]
        if len(items) == 2 and " and " not in match.group(1):  # "of A, Zelensky visited"
            continue
        missing = [i for i in items if not any(a < i[1] and i[0] < b for a, b in spans)]
        if len(missing) < len(items):
            found += [
                Toponym(a, b, text[a:b], index, (), ("village", "town"))
                for a, b in missing
                if text[a:b].split(maxsplit=1)[0].removesuffix("s") not in _CALENDAR | given_names
                and not text[a:b].endswith((*_STATES_OF, *_BODIES, "ing"))
                and not _SAYS.match(text, b)
            ]
    return found
