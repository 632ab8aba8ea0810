"""
Cells of the incident table in words, for the outputs that people read, in three languages.

The words are those of the map's interface, ``webmap/assets/geomap/<lang>.json``, and of
``vocabulary.toml``; names of areas are in ``area_names.csv``. All texts are plain.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from geomap.errors import SettingsError
from geomap.vocabulary import vocabulary

LANGUAGES = ("en", "uk", "ru")
SIDES = {"RU": "Russia", "UA": "Ukraine", "other": "another side"}
_COUNTED = ("launched", "intercepted", "lost", "hits")
_LABELLED = ("layers", "event_types", "geo_precision")
_NAMED = ("realis", "claim_status", "target_class")


@cache
def labels(lang: str) -> dict[str, str]:
    """Return every text of one language by its key; ``{name}`` in a text is to be filled."""
    # By path, not as part of geomap.webmap: that would import folium.
    asset = files("geomap").joinpath("webmap", "assets", "geomap", f"{lang}.json")
    words = vocabulary()
    texts: dict[str, str] = json.loads(asset.read_text(encoding="utf-8"))
    for group in _LABELLED:
        texts |= {f"{group}.{name}": row["label"][lang] for name, row in words[group].items()}
    for group in _NAMED:
        texts |= {f"{group}.{name}": row[lang] for name, row in words[group].items()}
    return texts


@cache
def area_names() -> dict[str, dict[str, str]]:
    """Return the names of countries, by ISO code, and of regions and districts, by English name."""
    text = files("geomap").joinpath("area_names.csv").read_text(encoding="utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language: en, uk or ru."""

    lang: str = "en"

    def text(self, key: str, **values: object) -> str:
        """Return a text with its ``{name}`` filled; values are not looked into."""
        return labels(self.lang)[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """Return the text of `key` in the plural form that goes with a number."""
        texts = labels(self.lang)
        form = f"{key}.{plural_form(self.lang, number)}"
        return texts[form if form in texts else f"{key}.other"].format(n=number)

    def day(self, day: date) -> str:
        """Return "5 Jun 2025", whatever the locale of the machine is."""
        return f"{day.day} {self.month(day)}"

    def month(self, day: date) -> str:
        """Return "Jun 2025"."""
        return f"{self._months()[day.month - 1]} {day.year}"

    def span(self, start: date | None, end: date | None) -> str:
        """Return the inclusive days as "5–6 Jun 2025"; "date not known" where there is none."""
        if start is None or end is None:
            known = start or end
            return self.day(known) if known else self.text("brief.no_days")
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        if start.year == end.year:
            return f"{start.day} {self._months()[start.month - 1]} – {self.day(end)}"
        return f"{self.day(start)} – {self.day(end)}"

    def _months(self) -> list[str]:
        return self.text("months").split()

    def event_type(self, name: str) -> str:
        """Return the label of an event type."""
        return self.text(f"event_types.{name}")

    def side(self, side: str | None) -> str | None:
        """Return the name of a side; None where it is not said."""
        return self.text(f"side.{side}") if side in SIDES else None

    def area(self, key: str) -> str:
        """Return the name of a country, region or district; one that is not known as it is."""
        return area_names().get(key, {}).get(self.lang, key)

    def place(self, row: Mapping[str, Any]) -> str | None:
        """Return the name of an incident's place, or as the article wrote it; None without one."""
        own = None if self.lang == "en" else row.get(f"place_{self.lang}")
        name: str | None = own or row["place"] or row["place_name"]
        return name

    def numbers(self, row: Mapping[str, Any]) -> str:
        """
        Return what a row counts, as "more than 2–3 killed, 1 injured"; empty where nothing is.

        `row` has the names of `geomap.records.Numbers`; names that it lacks count as not stated.
        """
        counted = {name: row.get(name) for name in _COUNTED}
        for toll in ("killed", "injured"):
            counted[toll] = _range(row.get(f"{toll}_min"), row.get(f"{toll}_max"))
        stated = (
            self.text(f"brief.count.{name}", n=n) for name, n in counted.items() if n is not None
        )
        listed = ", ".join(stated)
        if not listed or not row.get("qualifier"):
            return listed
        qualifier = self.text(f"qualifier.{row['qualifier']}")
        return self.text("brief.qualified", qualifier=qualifier, list=listed)

    def claim(self, row: Mapping[str, Any]) -> str:
        """Return who says so and how sure it is: "claimed by the ministry (Russia)"."""
        status = self.text(f"claim_status.{row['claim_status']}")
        side, claimant = self.side(row["claimed_by"]), row["claimant"]
        if claimant in (None, "", side, SIDES.get(row["claimed_by"] or "")):
            who = side
        else:
            who = claimant + (f" ({side})" if side else "")
        return self.text("brief.claim", status=status, who=who) if who else status

    def precision(self, geo_precision: str | None, radius_km: float | None) -> str:
        """Return how exact a place is: "the region only, within 170 km"."""
        if geo_precision is None:
            return self.text("brief.precision.none")
        words = self.text(f"brief.precision.{geo_precision}")
        if radius_km is None or geo_precision == "country":
            return words
        km = f"{radius_km:.0f}" if radius_km >= 10 else f"{radius_km:g}"
        return self.text("brief.within", words=words, km=km)


ENGLISH = Words()


def in_language(lang: str) -> Words:
    """
    Return the words of a language.

    Raises
    ------
    SettingsError
        If there are none.
    """
    if lang not in LANGUAGES:
        msg = f"lang must be one of {', '.join(LANGUAGES)}, but is {lang!r}"
        raise SettingsError(msg)
    return Words(lang)


def plural_form(lang: str, number: int) -> str:
    """Return the plural category of a whole number: CLDR 44, cardinals of en, uk and ru."""
    if lang == "en":
        return "one" if number == 1 else "other"
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


def _range(low: int | None, high: int | None) -> str | None:
    if low is None or high is None or low == high:
        known = low if low is not None else high
        return None if known is None else str(known)
    return f"{low}–{high}"
