"""The kind of place that a list of names shares: "the Pokrovska and Marhanetska communities"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geomap.reading.names.unknown_names import city_of
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import KINDS, NameFinder, Toponym
from geomap.records import Place, PlaceKind, replace

# The plural that ends the list, and the word by which the gazetteer knows one of them.
_PLURALS = {
    "communities": "hromada",
    "hromadas": "hromada",
    "districts": "district",
    "district": "district",
    "raions": "district",
    "regions": "region",
    "oblasts": "region",
    "provinces": "region",
    "airfields": "airfield",
    "airbases": "airbase",
    "refineries": "refinery",
    "directions": "direction",
    "sectors": "direction",
    "axes": "direction",
}
_PLURAL = Sought(rf"\b(?:{'|'.join(_PLURALS)})\b", re.IGNORECASE)
_NAME = r"[A-Z][\w’'-]+(?<!['’]s)(?: [A-Z][\w’'-]+)?"  # "Kyiv's Desnianskyi": two of them
_LIST = re.compile(
    rf"(?:{_NAME}(?:, (?:and |or |as well as )?| (?:and|or|as well as|&) )(?:the )?"
    r"(?:[a-z-]+ern )?)+"
    rf"{_NAME}(?: {any_of('kinds_of_hromada')})* \Z"
)
_ITEM = re.compile(_NAME)
_NAMES = rf"{_NAME}(?:, (?:and )?{_NAME}| (?:and|or|as well as) {_NAME})*"
_LIST_AFTER = {  # "the communities of A and B"; "several districts, including A and B"
    "hromada": late(rf"(?: of (?:the )?|,? including |, namely |: ){_NAMES}"),
    "direction": late(rf" of (?:the )?{_NAMES}"),
    "district": re.compile(rf"(?:,? including |, namely |: ){_NAMES}"),
    "region": re.compile(
        r"(?:(?: [–—-] |: | \(|, namely |,? including )(?:the )?"
        rf"|, (?={_NAME}(?:, {_NAME})*,? and {_NAME},)){_NAMES}"
    ),
}
_OfKind = tuple[int, str, tuple[Place, ...]]  # the sentence, the kind, the places of it
_THEIR_OWN = ("Kyiv", "Kiev", "Moscow", "Sevastopol")  # cities that are no part of a region
_REACH = 240  # characters from the first name of a list to the plural


def with_shared_kinds(
    text: str, sentences: Sequence[Sentence], found: list[Toponym], names: NameFinder
) -> list[Toponym]:
    """
    Give the names of a list the kind that its last word tells of all of them.

    The gazetteer shares the plural with the names of one spelling only; here it is asked for each
    name with the kind, so that adjectives ("Pokrovska") are known as well. What it does not know
    as a place of that kind stays as it was.
    """
    listed = dict(_listed(text, sentences, names))
    if not listed:
        return found
    shared = [_shared(text, found, span, told) for span, told in listed.items()]
    made = [toponym for toponym in shared if toponym is not None]
    kept = [t for t in found if not any(t.start < m.end and m.start < t.end for m in made)]
    return sorted([*kept, *made], key=lambda t: t.start)


def _shared(
    text: str, found: list[Toponym], span: tuple[int, int], told: _OfKind
) -> Toponym | None:
    """Return a name of the list as a place of its kind; None where it stays as it was found."""
    number, kind, places = told
    before = next((t for t in found if t.start == span[0]), None)
    known = ("axis",) if kind == "direction" else KINDS[kind]
    if before is not None and before.kind in known and before.candidates:
        return None
    toponym = Toponym(*span, text[slice(*span)], number, places, KINDS[kind])
    if places:
        return toponym
    city = city_of(text, found, toponym)
    if city is None:
        return None
    return replace(toponym, candidates=city.candidates, hint_kinds=KINDS["city"])


def _listed(
    text: str, sentences: Sequence[Sentence], names: NameFinder
) -> Iterator[tuple[tuple[int, int], _OfKind]]:
    """Yield the spans of such names, each with its sentence, kind and places."""
    for number, plural in _PLURAL.in_sentences(text, sentences):
        sentence = sentences[number]
        at, word = plural.start(), plural[0].lower()
        listed = _LIST.search(text, max(sentence.start, at - _REACH), at)
        kind = _PLURALS[word]
        if listed is None and kind in _LIST_AFTER and word != "district":
            listed = _LIST_AFTER[kind].match(text, at + len(word), sentence.end)
        if listed is None:
            continue
        for item in _ITEM.finditer(text, *listed.span()):
            places = names.lookup(f"{item[0]} {kind}")
            of_kind = tuple(p for p in places if p.kind in KINDS[kind])
            if kind == "region" and item[0] in _THEIR_OWN:
                continue
            if kind == "district" and not of_kind:  # perhaps one of a city's
                yield item.span(), (number, kind, ())
            elif of_kind and word != "district":  # "in A and B district": A may be a town
                yield item.span(), (number, kind, of_kind)


_DISTRICT = re.compile(r" (?:district|raion)\Z", re.IGNORECASE)


def or_hromada(toponym: Toponym, names: NameFinder) -> Toponym:
    """Take "the Sloviansk district", of which there is none in Ukraine, for the hromada too."""
    if toponym.kind != "district" or not _DISTRICT.search(toponym.name):
        return toponym
    if any(c.kind == "district" and c.country == "UA" for c in toponym.candidates):
        return toponym
    stem = _DISTRICT.sub("", toponym.name)
    hromadas = tuple(p for p in names.lookup(f"{stem} hromada") if p.kind == "hromada")
    if not hromadas:
        return toponym
    districts = tuple(c for c in toponym.candidates if c.kind == "district")
    kinds: tuple[PlaceKind, ...] = ("district", "hromada")
    return replace(toponym, candidates=(*hromadas, *districts), hint_kinds=kinds)


_BEFORE = re.compile(r"[a-z,] ([A-Z][\w’'-]{3,}), \Z")
_AFTER = re.compile(r"(?:,| and|, and) ([A-Z][\w’'-]{3,})(?=,| and|[.;])")


def stands_among_names(text: str, start: int, end: int, given: frozenset[str]) -> bool:
    """Read "Beryslav, Stanislav, Bilozerka" as three places: no list of people's first names."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    after = _AFTER.match(text, end)
    return bool(before and after and not {before[1], after[1]} & given)
