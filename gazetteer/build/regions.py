"""The first-level units: oblasts of Ukraine, subjects of Russia, regions of Belarus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .names import spellings_of
from .outlines import Region, read_regions
from .romanise import russian, ukrainian
from .rows import NameRow, PlaceRow, Point, Unit
from .sources import curated

# Cities that are a first-level unit of their own, by the id of their row among the settlements.
_CITY_IDS = {
    "RU-MOW": "geonames:524901",
    "RU-SPE": "geonames:498817",
    "BY-HM": "geonames:625144",
}
_TYPE_WORDS = {
    "Oblast": ("Oblast", "oblast", "region", "Region", "province", "Province"),
    "Region": ("Region", "region", "Oblast", "oblast", "Voblast"),
    "Krai": ("Krai", "krai", "region", "Region", "territory", "Territory"),
    "Republic": ("region", "republic", "Republic"),
    "Autonomous Okrug": ("Autonomous Okrug", "region"),
    "Autonomous Oblast": ("Autonomous Oblast", "Autonomous Region"),
    "Autonomous Republic": ("peninsula", "Peninsula"),
}
_NAMED_BY_STEM = ("Republic", "Autonomous Republic", "City")


@dataclass(frozen=True)
class FirstLevel:
    """One row of ``curated/regions.csv`` with its id and outline."""

    iso: str
    place_id: str
    stem: str
    type: str
    name_uk: str
    name_ru: str
    other_names: tuple[str, ...]
    region: Region

    @property
    def is_city(self) -> bool:
        """Whether it is a city: then its row stands among the settlements."""
        return self.type == "City"

    @property
    def name_en(self) -> str:
        """The English name: "Kharkiv Oblast", "Tatarstan"."""
        return self.stem if self.type in _NAMED_BY_STEM else f"{self.stem} {self.type}"

    @cached_property
    def point(self) -> Point:
        """A point well inside the outline."""
        inside = self.region.outline.representative_point()
        return Point(inside.y, inside.x)


def first_level(units: Mapping[str, Unit]) -> dict[str, FirstLevel]:
    """Return the first-level units by ISO 3166-2 code."""
    regions = read_regions()
    iso_by_name = {row["katottg_name"]: row["iso"] for row in curated("oblasts.csv")}
    codes = {iso_by_name[u.name]: u.code for u in units.values() if u.category in "OK"}
    found = {}
    for row in curated("regions.csv"):
        iso = row["iso"]
        place_id = codes.get(iso) or _CITY_IDS.get(iso) or f"geonames:{regions[iso].geoname_id}"
        others = tuple(name for name in row["other_names"].split("|") if name)
        found[iso] = FirstLevel(
            iso, place_id, row["stem"], row["type"], row["name_uk"], row["name_ru"], others,
            regions[iso],
        )  # fmt: skip
    return found


def region_places(levels: Iterable[FirstLevel]) -> Iterator[PlaceRow]:
    """Yield the rows of the regions that are not cities."""
    for level in levels:
        if level.is_city:
            continue
        yield PlaceRow(
            place_id=level.place_id,
            kind="region",
            name_en=level.name_en,
            name_uk=level.name_uk,
            name_ru=level.name_ru,
            country=level.iso[:2],
            admin1_id=level.place_id,
            admin2_id="",
            admin3_id="",
            lat=level.point.lat,
            lon=level.point.lon,
            accuracy_km=100.0,
            exact=True,
            population=None,
            source="curated",
            pcode=level.place_id[:4] if level.iso.startswith("UA") else "",
        )


def region_names(levels: Iterable[FirstLevel]) -> Iterator[NameRow]:
    """Yield every form that reporters use for a region."""
    for level in levels:
        for name, lang, kind in _forms(level):
            yield NameRow(level.place_id, name, lang, kind, weak=False, source="curated")


def _forms(level: FirstLevel) -> Iterator[tuple[str, str, str]]:
    if not level.is_city:
        yield level.name_en, "en", "main"
        yield level.name_uk, "uk", "main"
        yield level.name_ru, "ru", "main"
        yield level.stem, "en", "short"
        for word in _TYPE_WORDS[level.type]:
            yield f"{level.stem} {word}", "en", "variant"
        yield ukrainian(level.name_uk), "en", "variant"
        yield russian(level.name_ru), "en", "variant"
        for name, lang in ((level.name_uk, "uk"), (level.name_ru, "ru")):
            if name.endswith(" область"):
                yield name.replace(" область", " обл."), lang, "variant"
    yield from spellings_of("|".join(level.other_names))
