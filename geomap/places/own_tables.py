"""Places of the user's own, laid over the tables before they are compiled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.places.tables import NameRow, PlaceRow
from geomap.places.user_places import ACCURACY_KM, SOURCE, Region, UserRow, read_user_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

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
    rows = {place.place_id: place for place in places}
    spellings = list(names)
    for own in read_user_rows(path, lambda: _regions_of(places)):
        rows[own.place_id] = _laid_over(rows.get(own.place_id), own)
        spellings += (
            NameRow(own.place_id, name, _language(name), "main", weak=False, source=SOURCE)
            for name in own.names
        )
    return list(rows.values()), spellings


def _regions_of(places: Iterable[PlaceRow]) -> Iterable[Region]:
    for row in places:
        if row.kind == "region":
            yield Region(row.place_id, row.name_en, row.name_uk or None, row.country or None)


def _laid_over(old: PlaceRow | None, own: UserRow) -> PlaceRow:
    """Return the row of a user's place: that of the one it replaces, or a new one."""
    region = own.region
    row = old or PlaceRow(
        place_id=own.place_id,
        kind=own.kind,
        name_en=own.name,
        name_uk="",
        name_ru="",
        country=(region and region.country) or "",
        admin1_id=region.place_id if region else "",
        admin2_id="",
        admin3_id="",
        lat=own.lat,
        lon=own.lon,
        accuracy_km=ACCURACY_KM,
        exact=True,
        population=None,
        source=SOURCE,
    )
    return replace(
        row,
        kind=own.kind,
        name_en=own.name,
        lat=own.lat,
        lon=own.lon,
        accuracy_km=ACCURACY_KM,
        exact=True,
        source=SOURCE,
    )


def _language(name: str) -> str:
    """Return the language whose cases a name has; none for Latin letters."""
    letters = set(name.lower())
    if not any("\u0400" <= letter <= "\u04ff" for letter in letters):
        return "en"
    return "ru" if letters & _RUSSIAN_ONLY else "uk"
