"""Collecting every written form of every name into the keys and sets of the compiled gazetteer."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geomap.places import forms
from geomap.places.name_tree import (
    ACRONYM_PREFIX,
    ADJECTIVE,
    KIND_BITS,
    LOOSE_PREFIX,
    PHRASE,
    PLACES,
    SKELETON_PREFIX,
)
from geomap.places.spelling import WORD, fold_key, fold_word, loose_key, phrase_key, skeleton_key

if TYPE_CHECKING:
    from geomap.places.tables import NameRow, PlaceRow

_SETTLEMENTS: Final = frozenset({"city", "town", "village"})
_MAJOR_KINDS: Final = frozenset({"country", "region", "sea", "strait"})
_MAJOR_POPULATION: Final = 50_000
_LONGEST_ACRONYM: Final = 6
_MANY: Final = 12  # longer names, in all their cases

Item = tuple[str, tuple[int]]
Members = tuple[bool, tuple[int, ...]]


class NameIndexBuilder:
    """
    Gathers forms, then gives the items of the trie and the sets that they point at.

    Parameters
    ----------
    places
        In the order of their numbers, largest first.
    """

    def __init__(self, places: list[PlaceRow]) -> None:
        self._places = places
        self._readings: dict[str, dict[int, bool]] = defaultdict(dict)
        self._bare: list[tuple[str, int]] = []  # names of areas that do not say they are one
        self._owned: dict[str, set[int]] = defaultdict(set)  # by key, places it is no old name of
        self._weak_forms: dict[int, set[str]] = defaultdict(set)
        self._spelled: dict[str, bool] = {}  # by English spelling, whether all are weak
        self._loose: dict[str, set[int]] = defaultdict(set)
        self._skeletons: dict[str, set[int]] = defaultdict(set)
        self._phrases: dict[str, int] = {}
        self._stems: set[str] = set()
        self._second_words: dict[str, set[str]] = defaultdict(set)
        self._capitals: set[int] = set()  # cities that their region is named after: Kyiv, Sumy
        self.lower_words: set[str] = set(forms.type_words())
        self.plural_words: frozenset[str] = forms.plural_words()

    def add_weak_form(self, number: int, form: str) -> None:
        """Note, before the names are added, a form of one of them that is an everyday word too."""
        self._weak_forms[number].add(form)
        if form.isascii():  # no case of the name, but a word with the same key
            self._spelled[form.lower()] = True

    def add_name(self, number: int, row: NameRow) -> None:
        """Add one name of a place with all the forms in which a text may write it."""
        if _is_acronym(row.name):
            letters = row.name.replace(".", "")
            self._readings[f"{ACRONYM_PREFIX}{letters} "][number] = row.weak
            return
        if _has_number(row.name):  # Lutsk-1 is not Lutsk, and has no cases
            key = phrase_key(row.name)
            self._readings[key][number] = row.weak
            self._owned[key].add(number)
            return
        self._note_lower_words(row.name)
        kind = self._places[number].kind
        if self._is_of_interest(number) and row.lang == "en" and not row.weak:
            self._loose[loose_key(row.name)].add(number)
            self._skeletons[skeleton_key(row.name)].add(number)
        if row.lang == "en":
            spelling = row.name.lower()
            self._spelled[spelling] = row.weak and self._spelled.get(spelling, True)
        is_old = row.type == "former" and row.source != "curated"
        for form in _written_forms(row.name, row.lang, kind):
            weak = row.weak or (form in self._weak_forms[number] and not self._is_major(number))
            self._add_form(number, form, weak=weak)
            if not is_old:
                self._owned[fold_key(form)].add(number)
            self._note_opener(form, kind)
        self._stems.update(map(fold_key, forms.shared_stems(row.name, row.lang, kind)))
        if kind in {"region", "district", "hromada"} and not forms.has_type_word(
            row.name, row.lang, kind
        ):
            self._bare.append((fold_key(row.name), number))

    def openers(self) -> list[str]:
        """Return first words of many longer names, as Nova and Velyka are, in the alphabet."""
        return sorted(
            word
            for word, rest in self._second_words.items()
            if len(rest) >= _MANY
            and word.isalpha()
            and not any(map(self._is_major, self._readings.get(f"{word} ", ())))
        )

    def weak_spellings(self) -> list[str]:
        """
        Return the everyday words, in lower case, that share a key with a name that is none.

        "Many" is found by the key of Mani, and "Progress" by that of Prohres.
        """
        return sorted(
            word
            for word, weak in self._spelled.items()
            if weak and self._is_strong(self._readings.get(fold_key(word), {}))
        )

    def add_phrase(self, index: int, phrase: str) -> None:
        """Add a name that is no place; it hides the places named in it."""
        self._note_lower_words(phrase)
        self._phrases[phrase_key(phrase)] = index

    def build(self) -> tuple[list[Item], list[Members]]:
        """Return the items of the trie, sorted, and the sets in the order of their first use."""
        self._drop_bare_areas()
        self._drop_phrases_of_major_places()
        sets: dict[Members, int] = {}
        items: list[Item] = [
            (key, ((index << KIND_BITS) | PHRASE,)) for key, index in self._phrases.items()
        ]
        items += [(key, (ADJECTIVE,)) for key in self._stems - {*self._phrases}]
        for key in sorted({*self._readings} - {*self._phrases}):
            if readings := self._readings[key]:
                members = (self._is_weak(readings), self._in_order(key, readings))
                index = sets.setdefault(members, len(sets))
                items.append((key, ((index << KIND_BITS) | PLACES,)))
        for prefix, by_key in ((LOOSE_PREFIX, self._loose), (SKELETON_PREFIX, self._skeletons)):
            for key, numbers in sorted(by_key.items()):
                if key:
                    index = sets.setdefault((False, tuple(sorted(numbers))), len(sets))
                    items.append((prefix + key, ((index << KIND_BITS) | PLACES,)))
        return sorted(items), list(sets)

    def _add_form(self, number: int, form: str, *, weak: bool) -> None:
        if key := _key(form):
            readings = self._readings[key]
            readings[number] = weak and readings.get(number, True)

    def _in_order(self, key: str, readings: dict[int, bool]) -> tuple[int, ...]:
        """Return the largest first; after them those of which it is an old name, if not major."""
        owned = self._owned[key]
        return tuple(sorted(readings, key=lambda n: (n not in owned and not self._is_major(n), n)))

    def _drop_bare_areas(self) -> None:
        """Let a bare "Kharkiv" mean the city only, where the oblast has a city of that name."""
        for key, number in self._bare:
            readings = self._readings[key]
            namesakes = [other for other in readings if self._lies_in(other, number)]
            if namesakes:
                readings.pop(number, None)
            if self._places[number].kind == "region":
                self._capitals.update(namesakes)

    def _drop_phrases_of_major_places(self) -> None:
        """Let "Moskva" be the city: a ship of that name must not hide it."""
        for key in [*self._phrases]:
            if any(map(self._is_major, self._readings.get(key, ()))):
                del self._phrases[key]

    def _lies_in(self, number: int, area: int) -> bool:
        place, home = self._places[number], self._places[area]
        region = home.place_id if home.kind == "region" else home.admin1_id
        same = place.admin1_id == region
        # A city that is a region of its own (Kyiv, Moscow) gives its name to the oblast around it.
        return place.kind in _SETTLEMENTS and (same or place.kind == "city")

    def _is_weak(self, readings: dict[int, bool]) -> bool:
        if not all(readings.values()):
            return False
        return not any(self._is_major(number) for number in readings)

    def _is_strong(self, readings: dict[int, bool]) -> bool:
        """Whether a name of these places is none of a place that everyone knows, and not weak."""
        return not all(readings.values()) and not any(map(self._is_major, readings))

    def _is_major(self, number: int) -> bool:
        place = self._places[number]
        return (
            place.kind in _MAJOR_KINDS
            or (place.population or 0) >= _MAJOR_POPULATION
            or (place.kind == "city" and number in self._capitals)
        )

    def _is_of_interest(self, number: int) -> bool:
        """Whether it is a settlement of Ukraine or of the regions of Russia beside it."""
        place = self._places[number]
        return place.kind in _SETTLEMENTS and (
            place.country == "UA" or (place.country == "RU" and bool(place.name_uk))
        )

    def _note_lower_words(self, name: str) -> None:
        self.lower_words.update(fold_word(word) for word in WORD.findall(name) if word[0].islower())

    def _note_opener(self, form: str, kind: str) -> None:
        words = form.split()
        if kind in _SETTLEMENTS and len(words) > 1 and words[1][0].isupper():
            self._second_words[fold_word(words[0])].add(words[1])


@lru_cache(maxsize=100_000)
def _key(form: str) -> str:
    return fold_key(form)


@lru_cache(maxsize=100_000)
def _written_forms(name: str, lang: str, kind: str) -> tuple[str, ...]:
    return forms.written_forms(name, lang, kind)


def _has_number(name: str) -> bool:
    return any(letter.isdigit() for letter in name)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= _LONGEST_ACRONYM
