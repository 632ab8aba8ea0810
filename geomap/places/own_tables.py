"""Places of the user's own, laid over the tables before they are compiled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.places.tables import NameRow, PlaceRow
from geomap.places.user_places import read_user_rows
from geomap.records import Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SOURCE = "user"
_RUSSIAN_ONLY = frozenset("ыэъё")


def lay_over(
    places: Sequence[PlaceRow], names: Sequence[NameRow], path: Path
) -> tuple[list[PlaceRow], list[NameRow]]:
    """
    Return the rows of the tables with those of a user's CSV, which come last.

    Parameters
    ----------
    places, names
        Rows of ``places.csv`` and ``names.csv``.
    path
        A CSV as ``geomap build --places`` takes it: a row with the place_id of the tables
        replaces that place and keeps its other names, any other adds one.

    Raises
    ------
    GazetteerError
        If a row of the CSV is wrong; the message names file and row.
    """
    known = _Listed({place.place_id: number for number, place in enumerate(places)}, places)
    rows = {place.place_id: place for place in places}
    spellings = list(names)
    for own in read_user_rows(path, known):
        place = own.place
        old = rows.get(place.place_id)
        rows[place.place_id] = _row(place) if old is None else _moved(old, place)
        spellings += (
            NameRow(place.place_id, name, _language(name), "main", weak=False, source=SOURCE)
            for name in own.names
        )
    return list(rows.values()), spellings


@dataclass(frozen=True, slots=True)
class _Listed:
    """The rows of the tables as a user's rows refer to them."""

    numbers: dict[str, int]
    places: Sequence[PlaceRow]

    def number(self, place_id: str) -> int | None:
        return self.numbers.get(place_id)

    def place(self, number: int) -> Place:
        row = self.places[number]
        return Place(
            place_id=row.place_id,
            kind=row.kind,  # type: ignore[arg-type]  # checked when it was read
            name=row.name_en,
            name_uk=row.name_uk or None,
            name_ru=row.name_ru or None,
            country=row.country or None,
            admin1=None,
            admin2=None,
            admin3=None,
            admin1_id=row.admin1_id or None,
            admin2_id=row.admin2_id or None,
            lat=row.lat,
            lon=row.lon,
            accuracy_km=row.accuracy_km,
            exact=row.exact,
            population=row.population,
            has_area=False,
            source=row.source,
        )

    def of_kind(self, kind: str) -> list[int]:
        return [number for number, place in enumerate(self.places) if place.kind == kind]


def _moved(old: PlaceRow, place: Place) -> PlaceRow:
    return replace(
        old,
        kind=place.kind,
        name_en=place.name,
        lat=place.lat,
        lon=place.lon,
        accuracy_km=place.accuracy_km,
        exact=True,
        source=SOURCE,
    )


def _row(place: Place) -> PlaceRow:
    return PlaceRow(
        place_id=place.place_id,
        kind=place.kind,
        name_en=place.name,
        name_uk="",
        name_ru="",
        country=place.country or "",
        admin1_id=place.admin1_id or "",
        admin2_id="",
        admin3_id="",
        lat=place.lat,
        lon=place.lon,
        accuracy_km=place.accuracy_km,
        exact=True,
        population=None,
        source=SOURCE,
    )


def _language(name: str) -> str:
    """Return the language whose cases a name has; none for Latin letters."""
    letters = set(name.lower())
    if not any("\u0400" <= letter <= "\u04ff" for letter in letters):
        return "en"
    return "ru" if letters & _RUSSIAN_ONLY else "uk"
