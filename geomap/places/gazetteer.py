"""
The gazetteer as the rest of geomap sees it: names in a text, places of a name, what lies where.

    gazetteer = Gazetteer.load()
    gazetteer.find_names("Drones hit Kharkiv region overnight")   # names, with all they can mean
    gazetteer.lookup("Ivanivka")                                  # the same for one name
    gazetteer.nearest(49.37, 37.85)                               # (Place, km)

Nothing is read before it is asked for, and geometry is imported only by `area` and `within`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.places.name_tree import (
    KIND_BITS,
    KIND_MASK,
    LOOSE_PREFIX,
    PHRASE,
    PLACES,
    SKELETON_PREFIX,
    Memory,
    Names,
    NameTree,
)
from geomap.places.nearest import nearest_settlement
from geomap.places.scan import Meaning, Scanner
from geomap.places.spelling import loose_key, skeleton_key
from geomap.places.store import Store, default_folder
from geomap.places.user_places import UserLayer, no_user_places, read_user_places
from geomap.records import NameMatch, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.info import GazetteerInfo


@dataclass(frozen=True, slots=True)
class NonPlace:
    """A stretch of text that contains the name of a place but means something else."""

    start: int
    end: int
    name: str  # as written
    kind: str  # "newspaper", "club", "agreement", …
    note: str


@dataclass(frozen=True, slots=True)
class Scan:
    """All names of a text: of places, and of what only looks like one. They never overlap."""

    names: tuple[NameMatch, ...]
    non_places: tuple[NonPlace, ...]


class Gazetteer:
    """
    Places and their names. Make one with `Gazetteer.load`; it may be pickled and forked.

    Parameters
    ----------
    store
        The compiled gazetteer.
    user_places
        Places of the user's own, laid over it.
    """

    def __init__(self, store: Store, user_places: UserLayer) -> None:
        self.store = store
        self.user_places = user_places
        self._reading = lru_cache(maxsize=16_384)(self._read_values)
        self._looked_up = lru_cache(maxsize=16_384)(self._look_up)
        self._areas = lru_cache(maxsize=256)(self._read_area)
        self._outline = lru_cache(maxsize=256)(self._prepared_area)
        self._names = Names([store.trie, *user_places.tries])
        memory = Memory()
        lower_words = store.lower_words | user_places.lower_words
        self._tree = NameTree(self._names, memory, lower_words, store.plural_words, store.openers)
        weak_spellings = store.weak_spellings - user_places.spellings
        self._scanner = Scanner(self._tree, memory, self._reading, weak_spellings)

    @classmethod
    def load(cls, path: Path | str | None = None, *, user_places: Path | None = None) -> Gazetteer:
        """
        Open the compiled gazetteer.

        Parameters
        ----------
        path
            Its folder, made by ``geomap gazetteer build``. By default the one that the environment
            variable GEOMAP_GAZETTEER names, or the one that came with geomap.
        user_places
            A CSV of places to add or to put right: name, lat, lon, kind and, when wanted,
            place_id (of the place to replace), region, aliases (separated by ``|``).

        Raises
        ------
        GazetteerError
            If the gazetteer is missing or damaged, or a row of `user_places` is wrong.
        """
        store = Store(Path(path) if path else default_folder())
        layer = no_user_places() if user_places is None else read_user_places(user_places, store)
        return cls(store, layer)

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (self.store, self.user_places)

    # Names

    def scan(self, text: str) -> Scan:
        """Return names of places and names that only look like places, found in one pass."""
        names, phrases = self._scanner.scan(text)
        non_places = (
            NonPlace(start, end, name, phrase.kind, phrase.note)
            for start, end, name, phrase in phrases
        )
        return Scan(tuple(names), tuple(non_places))

    def find_names(self, text: str) -> list[NameMatch]:
        """
        Return the names of places in `text`: in order, not overlapping, the longest of two.

        A name begins with a capital, may go on with lower-case type words ("Kharkiv region"), and
        ends before ``'s``. In "the Kaluga and Tver regions" both names mean the regions. Names
        inside the name of something else ("The Moscow Times") are left out; `scan` returns these.
        """
        return self._scanner.scan(text)[0]

    def lookup(self, name: str) -> tuple[Place, ...]:
        """
        Return all places of this name, the user's own first, then the largest; () when unknown.

        Capitals do not matter, nor does the romanisation. A bare "Kharkiv" is the city, "Kharkiv
        region" and "Kharkiv Oblast" the region.
        """
        places: tuple[Place, ...] = self._looked_up(name)
        return places

    def _look_up(self, name: str) -> tuple[Place, ...]:
        places: tuple[Place, ...] = self._reading(self._tree.key_values(name))[0]
        return places

    def alike(self, name: str) -> tuple[Place, ...]:
        """
        Return the places whose name is the same but for vowels and endings; () for short names.

        Reporters write Storozhove for Storozheve, a village of another name than the Storozhove
        that `lookup` finds.
        """
        return self._of_key(LOOSE_PREFIX + loose_key(name))

    def misspelled(self, name: str) -> tuple[Place, ...]:
        """Return the places whose name has the same consonants; () for short names."""
        return self._of_key(SKELETON_PREFIX + skeleton_key(name))

    def _of_key(self, key: str) -> tuple[Place, ...]:
        places: tuple[Place, ...] = self._reading(self._names.get(key))[0]
        return places

    def _read_values(self, values: tuple[int, ...]) -> Meaning:
        phrase = None
        numbers: dict[int, None] = {}
        weak = True
        for value in values:
            index = value >> KIND_BITS
            if value & KIND_MASK == PHRASE:
                phrase = self.store.phrase(index)
            elif value & KIND_MASK == PLACES:
                members, set_is_weak = self._members(index)
                numbers.update(dict.fromkeys(members))
                weak = weak and set_is_weak
        return tuple(self._place(number) for number in numbers), weak, phrase

    def _members(self, index: int) -> tuple[tuple[int, ...], bool]:
        own = self.user_places.members(index)
        return (own, False) if own else self.store.place_set(index)

    def _place(self, number: int) -> Place:
        return self.user_places.by_number.get(number) or self.store.place(number)

    # Places

    def place(self, place_id: str) -> Place:
        """
        Return the place of this id.

        Raises
        ------
        KeyError
            If there is none.
        """
        if own := self.user_places.by_id.get(place_id):
            return own
        number = self.store.number(place_id)
        if number is None:
            raise KeyError(place_id)
        return self.store.place(number)

    def region_of(self, place: Place) -> Place | None:
        """Return the region of `place`; a region is its own; None for countries and seas."""
        if place.kind == "region":
            return place
        return None if place.admin1_id is None else self.place(place.admin1_id)

    def children(self, place_id: str, *, kind: str | None = None) -> tuple[Place, ...]:
        """
        Return the places inside a region, district or hromada, at any depth, largest first.

        Parameters
        ----------
        place_id
            Of the area.
        kind
            Only places of this kind, when given.
        """
        number = self.store.number(place_id)
        if number is None:
            return ()
        inside = (self._place(each) for each in self.store.inside(number))
        return tuple(place for place in inside if kind is None or place.kind == kind)

    def sites(self, site_class: str) -> tuple[Place, ...]:
        """Return the sites of one class ("port", "airfield", …), in the order of the store."""
        return tuple(place for place in self._sites if place.site_class == site_class)

    @cached_property
    def _sites(self) -> tuple[Place, ...]:
        return tuple(map(self.store.place, self.store.of_kind("site")))

    # Geometry

    def area(self, place_id: str) -> BaseGeometry | None:
        """Return the outline of a place in degrees (x is longitude), or None when it has none."""
        return self._areas(place_id)

    def _read_area(self, place_id: str) -> BaseGeometry | None:
        number = self.store.number(place_id)
        return None if number is None else self.store.area(number)

    def within(self, lat: float, lon: float) -> Place | None:
        """Return the region that contains a point, or None at sea and far abroad."""
        import shapely

        for number in self.store.areas_around(lat, lon, "region"):
            if shapely.intersects_xy(self._outline(number), lon, lat):
                return self._place(number)
        return None

    def nearest(self, lat: float, lon: float) -> tuple[Place, float]:
        """Return the nearest city, town or village of known position, and its distance in km."""
        number, distance_km = nearest_settlement(self.store, lat, lon)
        return self._place(number), distance_km

    def _prepared_area(self, number: int) -> BaseGeometry | None:
        import shapely

        area = self.store.area(number)
        shapely.prepare(area)
        return area

    # The gazetteer itself

    def info(self) -> GazetteerInfo:
        """Return version, checksum, size and counts by kind, country and source."""
        from geomap.places.info import read_info

        return read_info(self.store)

    def check(self) -> list[str]:
        """Return what is wrong with the data, one sentence a fault; empty when it is sound."""
        from geomap.places.check import find_faults

        return find_faults(self.store)
