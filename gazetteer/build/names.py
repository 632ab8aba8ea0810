"""The spellings of places in three languages, in base forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from .romanise import (
    PRESS,
    adaptations,
    press,
    russian,
    to_russian,
    to_ukrainian,
    ukrainian,
    ukrainian_bgn,
)
from .rows import NameRow, PlaceRow
from .sources import curated
from .spelling import is_cyrillic, skeleton
from .weak import WeakNames

_UKRAINIAN = set("іїєґ")
_FOREIGN = set("ђјљњћџѓќѕӣӯқғҳҷәөүһңҡҙҫҥӑӗӳԥӷҟҩҽԝ")

_MANY_BEARERS = 10  # settlements of Ukraine of one name
_LONG = 6  # letters

_RAION_WORDS = ("Raion", "raion", "district", "District")
_HROMADA_WORDS = ("hromada", "community")

Spelling = tuple[str, str, str]  # name, language, kind


def reported_spellings() -> dict[tuple[str, str], list[Spelling]]:
    """
    Return the other names written by hand, by (region, Ukrainian name of today).

    The region is an ISO code, then the foremost settlement of the name is meant, or the KATOTTG
    code of another one. ``curated/renamed.csv`` has what the official list of January 2024 called
    otherwise; ``curated/former_names.csv`` the rest; ``curated/press_spellings.csv`` the slips and
    the spellings of other languages that English pages have of the best known towns;
    ``curated/neighbourhoods.csv`` the quarters that news names without their city.
    """
    found: dict[tuple[str, str], list[Spelling]] = {}
    for row in curated("former_names.csv"):
        spellings = found.setdefault((row["region"], row["name_uk"]), [])
        spellings.append((row["name"], row["lang"], "former"))
    for row in curated("press_spellings.csv"):
        spellings = found.setdefault((row["region"], row["name_uk"]), [])
        spellings.extend((name, "en", "alias") for name in row["names"].split("|"))
    for row in curated("neighbourhoods.csv"):
        spellings = found.setdefault((row["region"], row["name_uk"]), [])
        spellings.extend(spellings_of(row["names"]))
    for row in curated("renamed.csv"):
        spellings = found.setdefault((row["place_id"], row["name_uk"]), [])
        spellings.extend(_former_spellings(row["former_uk"]))
    return found


def _former_spellings(name_uk: str) -> Iterator[Spelling]:
    """Yield a former official name of a settlement in three languages."""
    name_ru = to_russian(name_uk)
    latin = (ukrainian(name_uk), ukrainian_bgn(name_uk))
    yield name_uk, "uk", "former"
    yield name_ru, "ru", "former"
    for name in (*latin, *(name for name, _, _ in _russian_spellings(name_ru))):
        yield name, "en", "former"


def spellings_of(other_names: str) -> tuple[Spelling, ...]:
    """Read "Odessa|ru:Одесса": aliases in English, or in the language before the colon."""
    found: list[Spelling] = []
    for part in filter(None, other_names.split("|")):
        lang, mark, name = part.partition(":")
        found.append((name, lang, "alias") if mark else (part, "en", "alias"))
    return tuple(found)


def country_names(place: PlaceRow) -> Iterator[Spelling]:
    """Yield the names of a country: main ones, and those of ``curated/country_names.csv``."""
    yield place.name_en, "en", "main"
    yield place.name_uk, "uk", "main"
    yield place.name_ru, "ru", "main"
    for row in curated("country_names.csv"):
        if row["iso"] == place.country and row["type"] != "main":
            yield row["name"], row["lang"], "alias"


def settlement_names(place: PlaceRow, alternates: Iterable[str]) -> Iterator[Spelling]:
    """Yield all spellings of a settlement."""
    yield from own_names(place)
    yield from geonames_names(place, alternates)
    if place.kind == "city" and place.country in ("UA", "RU"):
        yield from press_names(place)


def press_names(place: PlaceRow) -> Iterator[Spelling]:
    """Yield a city's long names as the press of other languages spells them; short ones mislead."""
    for lang in PRESS:
        for name, of in ((place.name_uk, "uk"), (place.name_ru, "ru")):
            if of == "ru" or place.country == "UA":
                spelled = press(name, of, lang)
                if len(spelled) >= _LONG:
                    yield spelled, "en", "variant"


def own_names(place: PlaceRow) -> Iterator[Spelling]:
    """
    Yield the main names of a place and the romanisations of its Cyrillic names.

    Villages get no second spelling that differs only in how й, я or ё is romanised: the search
    folds these together, and there are many villages.
    """
    seen: set[str] = set()
    for name, lang, kind in _own_names(place):
        folded = f"{lang}:{_folded(name)}"
        if kind == "main" or place.kind != "village" or folded not in seen:
            yield name, lang, kind
        seen.add(folded)


def _own_names(place: PlaceRow) -> Iterator[Spelling]:
    yield place.name_en, "en", "main"
    yield place.name_uk, "uk", "main"
    yield place.name_ru, "ru", "main"
    if "ё" in place.name_ru.lower():
        yield place.name_ru.replace("ё", "е").replace("Ё", "Е"), "ru", "variant"
    if place.country == "UA":
        yield ukrainian_bgn(place.name_uk), "en", "variant"
        if " " in place.name_uk or "-" in place.name_uk:
            # The search takes g for h in long words only; here the other words are support.
            yield ukrainian(_with_hard_g(place.name_uk)), "en", "variant"
    if place.country == "RU" and place.name_uk and place.kind != "city":
        yield from _adapted_spellings(place)
    if place.country in ("UA", "RU", "BY") and place.name_ru:
        yield from _russian_spellings(place.name_ru)
    if place.country == "UA" and place.name_uk.endswith("ове") and place.name_ru.endswith("ово"):
        # The rule cannot tell a possessive (Курахово) from an adjective (Вербовое).
        adjective = f"{place.name_ru[:-1]}ое"
        yield adjective, "ru", "variant"
        yield from _russian_spellings(adjective)


def _with_hard_g(name: str) -> str:
    return name.replace("г", "ґ").replace("Г", "Ґ")


def _adapted_spellings(place: PlaceRow) -> Iterator[Spelling]:
    """Yield Russian names as Ukrainian texts adapt them: Мартыновка, Мартинівка, Martynivka."""
    names = (place.name_uk, *adaptations(place.name_ru), to_ukrainian(place.name_ru))
    for name in dict.fromkeys(names):
        yield name, "uk", "variant"
        yield ukrainian(name), "en", "variant"
        yield ukrainian_bgn(name.replace("ьо", "йо")), "en", "variant"


def _russian_spellings(name: str) -> Iterator[Spelling]:
    """Yield the ways in which English texts write a Russian name."""
    yield russian(name), "en", "variant"
    yield russian(name, plain_e=True), "en", "variant"
    yield russian(name.replace("ё", "е").replace("Ё", "Е"), plain_e=True), "en", "variant"


def _folded(name: str) -> str:
    """Return a spelling without what distinguishes the usual romanisations."""
    text = re.sub("ё", "е", name.lower()).replace("yo", "e").replace("y", "i")
    text = re.sub("i+", "i", text)
    return re.sub("(?<=[aeiou])ie|^ie", "e", text)


_OF_DIVISION = re.compile(r" (?:область|район)$", re.IGNORECASE)


def geonames_names(place: PlaceRow, alternates: Iterable[str]) -> Iterator[Spelling]:
    """
    Yield the spellings that GeoNames knows and that English, Ukrainian or Russian texts use.

    Cyrillic ones count by their letters; a stem unlike the present name is a former name, and is
    romanised too (Артемовск: Artemovsk). Latin ones count if they are one of these romanisations
    or, for towns outside the countries of Cyrillic script, plain letters. Names of the oblast or of
    a district that GeoNames files under the town are none of the town.
    """
    present = {skeleton(place.name_uk), skeleton(place.name_ru)}
    for name in sorted(set(alternates)):
        letters = set(name.lower())
        if not is_cyrillic(name) or letters & _FOREIGN or re.search("[a-z]", name.lower()):
            continue
        if _OF_DIVISION.search(name):
            continue
        lang = "uk" if letters & _UKRAINIAN else "ru"
        former = skeleton(name) not in present
        kind = "former" if former else "variant"
        yield name.replace("'", "’"), lang, kind
        if former and place.country in ("UA", "RU", "BY"):
            latin = ukrainian(name) if lang == "uk" else russian(name, plain_e=True)
            yield latin, "en", "former"


def division_names(place: PlaceRow, adjective: str) -> Iterator[Spelling]:
    """Yield the names of a raion or hromada, from its seat and from its adjective."""
    stem = place.name_en.rsplit(" ", 1)[0]
    latin = ukrainian(adjective)
    yield place.name_en, "en", "main"
    yield place.name_uk, "uk", "main"
    yield place.name_ru, "ru", "main"
    is_raion = place.kind == "district"
    for word in _RAION_WORDS if is_raion else _HROMADA_WORDS:
        yield f"{stem} {word}", "en", "variant"
        yield f"{latin} {word}", "en", "adjective"
        if not is_raion and latin.endswith("ka"):  # "the Pokrovsk community": of Pokrovske, too
            yield f"{latin[:-1]} {word}", "en", "adjective"
    if not is_raion:
        yield f"{adjective} територіальна громада", "uk", "variant"


def city_district_names(adjectives: Iterable[str]) -> Iterator[Spelling]:
    """Yield the names of a city's districts: they stand for the city, as no source places them."""
    for adjective in adjectives:
        for word in _RAION_WORDS:
            yield f"{ukrainian(adjective)} {word}", "en", "alias"
        yield f"{adjective} район", "uk", "alias"
        yield f"{to_russian(adjective)} район", "ru", "alias"


def district_names(place: PlaceRow, seat: str) -> Iterator[Spelling]:
    """
    Yield the names of a Russian municipal district.

    "Суджанский район" and "городской округ Истра" both give the forms with "district" that
    English and Russian reports use, from the adjective and from the town, `seat` ("" if unknown).
    """
    yield place.name_en, "en", "main"
    yield place.name_uk, "uk", "main"
    yield place.name_ru, "ru", "main"
    stem = re.sub(r" (Urban )?District$", "", place.name_en)
    for name in dict.fromkeys((stem, seat)):
        if name:
            for word in ("District", "district", "raion", "municipal district", "urban district"):
                yield f"{name} {word}", "en", "variant"
    bare = re.sub(
        r"муниципальный |городской |\bокруг |\s*(район|округ)$", "", place.name_ru
    ).strip()
    if bare.endswith(("ий", "ый", "ой")):
        for word in ("район", "округ", "муниципальный округ", "городской округ"):
            yield f"{bare} {word}", "ru", "variant"


def without_borrowed(names: Iterable[NameRow], places: Iterable[PlaceRow]) -> list[NameRow]:
    """
    Return the names without the old ones that many other settlements bear today.

    GeoNames has "Водяне" for Zymna Voda; with thirty villages of that name it would mislead.
    Names written by hand stay.
    """
    settled = {place.place_id for place in places if place.kind in ("city", "town", "village")}
    listed = list(names)
    bearers = Counter(
        (name.lang, name.name)
        for name in listed
        if name.type == "main" and name.place_id in settled and name.place_id.startswith("UA")
    )
    return [
        name
        for name in listed
        if name.type != "former"
        or name.source == "curated"
        or bearers[(name.lang, name.name)] < _MANY_BEARERS
    ]


def rows(
    place: PlaceRow,
    spellings: Iterable[Spelling],
    weak: WeakNames,
    reported: Iterable[Spelling] = (),
) -> list[NameRow]:
    """
    Return the rows of one place, each spelling once per language, the first kind wins.

    `reported` are the spellings written by hand.
    """
    by_hand = {(name, lang) for name, lang, _ in reported}
    found: dict[tuple[str, str], NameRow] = {}
    for name, lang, kind in (*spellings, *reported):
        clean = unicodedata.normalize("NFC", re.sub(r"\s+", " ", name)).strip()
        if len(clean) > 1 and (clean, lang) not in found:
            is_weak = weak.is_weak(clean, lang, place)
            source = "" if kind == "main" else place.source.partition("+")[0]
            if (clean, lang) in by_hand:
                source = "curated"
            found[(clean, lang)] = NameRow(place.place_id, clean, lang, kind, is_weak, source)
    return list(found.values())
