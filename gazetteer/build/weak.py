"""Marks the names that are also everyday words or given names."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import msgpack

from geomap.places.cases import inflected
from geomap.places.spelling import fold_word

from .rows import NameRow, PlaceRow
from .sources import curated, member

COMMON_ZIPF = 3.0  # once in a million words
CITY_ZIPF = 3.7  # for the cities of Ukraine, whose own fame counts in these figures
_EVERYDAY_ZIPF = 5.2  # so common that even a large city of that name needs support
_BIG_AT_HOME, _BIG_ABROAD = 100_000, 1_000_000
_DECLINED = ("uk", "ru")
_AT_HOME = frozenset({"UA", "RU", "BY", "MD"})
_LARGE_KINDS = frozenset(
    {"region", "country", "sea", "strait", "area", "axis", "reservoir", "coast"}
)


@dataclass(frozen=True)
class WeakNames:
    """Word frequencies by language and given names, in lower case."""

    zipf: dict[str, dict[str, float]]
    given: frozenset[str]

    def is_weak(self, name: str, lang: str, place: PlaceRow) -> bool:
        """Whether the name counts as a toponym only with support from the words around it."""
        word = name.lower()
        if not word.isalpha():
            return False  # several words, or a hyphen: no everyday word
        frequency = self.zipf[lang].get(word, 0.0)
        is_everyday = frequency >= _EVERYDAY_ZIPF and place.kind not in _LARGE_KINDS
        if is_everyday and (place.population or 0) < _BIG_ABROAD:
            return True
        if is_large(place):
            return False
        least = CITY_ZIPF if place.kind == "city" and place.country == "UA" else COMMON_ZIPF
        return frequency >= least or word in self.given

    def form_rows(self, names: Iterable[NameRow], places: Iterable[PlaceRow]) -> Iterator[NameRow]:
        """
        Yield the case forms of Ukrainian and Russian names that are everyday words too.

        Рівне is in the genitive Рівного, "of the even". The form of a name that is weak itself
        is weak anyway; of a name that a large place bears, no form is.
        """
        by_id = {place.place_id: place for place in places}
        single = [name for name in names if name.lang in _DECLINED and name.name.isalpha()]
        strong = {
            (n.lang, form)
            for n in single
            if is_large(by_id[n.place_id])
            for form in (n.name, *inflected(n.name, n.lang))
        }
        for name in single:
            if name.weak:
                continue
            place = by_id[name.place_id]
            for form in inflected(name.name, name.lang):
                if (name.lang, form) not in strong and self.is_weak(form, name.lang, place):
                    yield replace(name, name=form, type="form", weak=True, source="wordfreq")

    def alike_rows(self, names: Iterable[NameRow], places: Iterable[PlaceRow]) -> Iterator[NameRow]:
        """
        Yield the everyday English words and given names that the search takes for a place.

        They share the key of a name, as "Many" does with Mani and "Maria" with Mariia, and are
        no name themselves. Where a large place has that key, none is.
        """
        by_id = {place.place_id: place for place in places}
        single = [name for name in names if name.lang == "en" and name.name.isalpha()]
        known = {fold_word(name.name) for name in single if is_large(by_id[name.place_id])}
        spelled = {name.name.lower() for name in single}
        words: dict[str, list[str]] = {}
        for word in sorted({*self.zipf["en"], *self.given}):
            if word.isascii() and word not in spelled and fold_word(word) not in known:
                words.setdefault(fold_word(word), []).append(word)
        for name in single:
            place = by_id[name.place_id]
            for word in () if name.weak else words.get(fold_word(name.name), ()):
                if self.is_weak(word, "en", place):
                    yield replace(
                        name, name=word.capitalize(), type="form", weak=True, source="wordfreq"
                    )

    def settle(self, names: Iterable[NameRow], places: Iterable[PlaceRow]) -> list[NameRow]:
        """
        Return the names with one mark for each spelling that a large place bears too.

        "Kyiv" is frequent because of the city: the village of that name is no weaker for it. The
        context decides between the two afterwards.
        """
        large = {place.place_id for place in places if is_large(place)}
        listed = list(names)
        strong = {(n.lang, n.name) for n in listed if n.place_id in large and not n.weak}
        return [
            replace(name, weak=False) if name.weak and (name.lang, name.name) in strong else name
            for name in listed
        ]


def is_large(place: PlaceRow) -> bool:
    """Whether everyone knows the place by its bare name."""
    if place.kind in _LARGE_KINDS or place.kind == "river" or place.place_id in _capitals():
        return True
    least = _BIG_AT_HOME if place.country in _AT_HOME else _BIG_ABROAD
    return (place.population or 0) > least


@cache
def _capitals() -> frozenset[str]:
    """Return the ids of the capitals and great cities that have a row of their own."""
    return frozenset(f"geonames:{row['geoname_id']}" for row in curated("world_names.csv"))


@cache
def read_weak_names() -> WeakNames:
    """Return the frequencies of wordfreq and the given names of ``curated/given_names.csv``."""
    given = frozenset(row["name"].lower() for row in curated("given_names.csv"))
    return WeakNames({lang: _frequencies(lang) for lang in ("en", "uk", "ru")}, given)


def _frequencies(lang: str) -> dict[str, float]:
    """
    Return the Zipf frequency of the common words of a language.

    The file is a header and then lists of words; the words of list i have a frequency of
    -i centibels, and Zipf is the logarithm of uses in a billion words.
    """
    packed = gzip.decompress(member("words", f"wordfreq/data/large_{lang}.msgpack.gz"))
    lists = msgpack.unpackb(packed, raw=False)[1:]
    return {
        word: 9 - index / 100
        for index, words in enumerate(lists)
        for word in words
        if 9 - index / 100 >= COMMON_ZIPF
    }
