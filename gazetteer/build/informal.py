"""Seas, rivers, informal areas and front axes, each drawn by the rule in its curated row."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from .names import Spelling, spellings_of
from .outlines import read_countries
from .romanise import russian, ukrainian
from .rows import PlaceRow, Point
from .sources import SourceError, curated

KM_PER_DEG = 111.2
_AXIS_WORDS = ("axis", "direction", "sector", "front", "frontline", "front line")
_AXIS_WORDS_UK = ("напрямок", "фронт")
_AXIS_WORDS_RU = ("направление",)
_SIMPLIFY_DEG = 0.01


@dataclass(frozen=True)
class Informal:
    """A place of curated/areas.csv or curated/axes.csv, with its outline and spellings."""

    row: PlaceRow
    outline: BaseGeometry
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True)
class Ground:
    """What the rules refer to: outlines of regions by ISO code, towns by (Ukrainian name, ISO)."""

    regions: Mapping[str, BaseGeometry]
    towns: Mapping[tuple[str, str], Point]

    def town(self, name: str, iso: str, where: str) -> shapely.Point:
        """Return the point of a town, or raise SourceError naming the curated row."""
        try:
            point = self.towns[(name, iso)]
        except KeyError as error:
            message = f"curated row {where}: no settlement {name} in {iso}"
            raise SourceError(message) from error
        return shapely.Point(point.lon, point.lat)


def read_informal(ground: Ground) -> Iterator[Informal]:
    """Yield the areas and axes of the curated tables."""
    for row in curated("areas.csv"):
        outline = draw(row, ground)
        names = (
            (row["name_en"], "en", "main"),
            (row["name_uk"], "uk", "main"),
            (row["name_ru"], "ru", "main"),
            *spellings_of(row["other_names"]),
        )
        members = {part[:2] for part in row["members"].split("|") if row["rule"] == "union"}
        country = members.pop() if len(members) == 1 else ""
        if row["rule"] in ("clip", "front", "coast"):
            country = "UA"
        yield Informal(_place(row, row["kind"], country, outline), outline, names)
    for row in curated("axes.csv"):
        outline = buffer_km(
            ground.town(row["centre"], row["region"], row["slug"]), float(row["km"])
        )
        place = _place(_axis_names(row), "axis", row["region"][:2], outline)
        yield Informal(place, outline, tuple(_axis_spellings(row)))


def draw(row: Mapping[str, str], ground: Ground) -> BaseGeometry:
    """
    Return the outline that a rule of ``curated/areas.csv`` describes.

    union: regions; water: a polygon without the land in it; clip: the part of a region inside a
    polygon; coast: the strip of the regions along the water of the Black Sea; front: `km` around
    the line through towns; line and point: `km` around the geometry.
    """
    rule, members = row["rule"], row["members"]
    if rule == "union":
        return shapely.union_all([ground.regions[iso] for iso in members.split("|")])
    if rule == "water":
        return shapely.from_wkt(members).difference(_land())
    if rule == "clip":
        iso, _, wkt = members.partition("@")
        return ground.regions[iso].intersection(shapely.from_wkt(wkt))
    if rule == "coast":
        return _coast([ground.regions[iso] for iso in members.split("|")], float(row["km"]))
    if rule == "front":
        pairs = [member.split("@") for member in members.split("|")]
        line = shapely.LineString([ground.town(name, iso, row["slug"]) for name, iso in pairs])
        return buffer_km(line, float(row["km"]))
    if rule in ("line", "point"):
        return buffer_km(shapely.from_wkt(members), float(row["km"] or 1))
    message = f"curated/areas.csv, {row['slug']}: unknown rule {rule!r}"
    raise SourceError(message)


def buffer_km(geometry: BaseGeometry, radius_km: float) -> BaseGeometry:
    """Return the zone of `radius_km` around a geometry, longitudes shrunk as at its latitude."""
    shrink = math.cos(math.radians(geometry.centroid.y))
    flat = affinity.scale(geometry, xfact=shrink, yfact=1.0, origin=(0, 0))
    zone = flat.buffer(radius_km / KM_PER_DEG, quad_segs=6)
    return affinity.scale(zone, xfact=1 / shrink, yfact=1.0, origin=(0, 0))


@cache
def _land() -> BaseGeometry:
    near = shapely.box(5, 34, 60, 68)
    outlines = [country.outline for country in read_countries().values()]
    return shapely.union_all([o.intersection(near) for o in outlines if o.intersects(near)])


@cache
def water() -> BaseGeometry:
    """Return the seas of Europe and western Asia, the Caspian among them."""
    return shapely.box(5, 34, 60, 68).difference(_land()).simplify(_SIMPLIFY_DEG)


def _coast(regions: list[BaseGeometry], width_km: float) -> BaseGeometry:
    sea = next(row for row in curated("areas.csv") if row["slug"] == "black-sea")
    water = shapely.from_wkt(sea["members"]).difference(_land()).simplify(_SIMPLIFY_DEG)
    return shapely.union_all(regions).intersection(buffer_km(water, width_km))


def _place(row: Mapping[str, str], kind: str, country: str, outline: BaseGeometry) -> PlaceRow:
    inside = outline.representative_point()
    shrink = math.cos(math.radians(inside.y))
    radius_km = math.sqrt(outline.area * shrink / math.pi) * KM_PER_DEG
    return PlaceRow(
        place_id=f"curated:{row['slug']}",
        kind=kind,
        name_en=row["name_en"],
        name_uk=row["name_uk"],
        name_ru=row["name_ru"],
        country=country,
        admin1_id="",
        admin2_id="",
        admin3_id="",
        lat=round(inside.y, 4),
        lon=round(inside.x, 4),
        accuracy_km=float(max(1, round(radius_km))),
        exact=True,
        population=None,
        source="curated",
    )


def _axis_names(row: Mapping[str, str]) -> dict[str, str]:
    return {
        "slug": row["slug"],
        "name_en": f"{row['en']} axis",
        "name_uk": f"{row['uk']} напрямок",
        "name_ru": f"{row['ru']} направление",
    }


def _axis_spellings(row: Mapping[str, str]) -> Iterator[Spelling]:
    names = _axis_names(row)
    yield names["name_en"], "en", "main"
    yield names["name_uk"], "uk", "main"
    yield names["name_ru"], "ru", "main"
    own = ((row["en"], "en", ""), (row["uk"], "uk", ""), (row["ru"], "ru", ""))
    for name, lang, _ in (*own, *spellings_of(row["other_names"])):
        words = {"en": _AXIS_WORDS, "uk": _AXIS_WORDS_UK, "ru": _AXIS_WORDS_RU}[lang]
        for word in words:
            yield f"{name} {word}", lang, "variant"
            if lang == "en":
                yield f"{name} {word.capitalize()}", lang, "variant"
        for stem in _english_adjectives(name, lang):
            for word in _AXIS_WORDS:
                yield f"{stem} {word}", "en", "variant"
    yield f"{row['uk']} фронт", "uk", "variant"


def _english_adjectives(name: str, lang: str) -> Iterator[str]:
    """Yield a Ukrainian or Russian adjective as English texts have it: Pokrovskyi, Pokrovsk."""
    if lang == "en":
        return
    masculine = re.sub("([кц])(?:ое|ий)$", r"\1ий", name)
    ukrainised = masculine.replace("ский", "ський").replace("цкий", "цький")
    latin = {ukrainian(ukrainised)}
    if lang == "ru":
        latin.add(f"{russian(masculine)}")
    for adjective in sorted(latin):
        yield adjective
        stem = re.sub("(?:yi|y)$", "", adjective)
        if stem.endswith(("sk", "tsk")):
            yield stem
