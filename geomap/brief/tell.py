"""The sentences of a brief, in plain text: what the page and the Markdown both say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from geomap.brief.digest import Brief, actor_words
from geomap.vocabulary import vocabulary
from geomap.wording import (
    claim_words,
    day_words,
    number_words,
    precision_words,
    span_words,
    type_label,
)

_QUOTES_SHOWN = 2
COUNTED_ONCE = "Figures are as stated and overlap between reports: do not add them up."


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of a source; `address` is not checked, `source` names publisher and day."""

    words: str
    source: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A notable incident in words; `facts` are empty-free and in reading order."""

    event_type: str
    title: str
    facts: tuple[str, ...]
    quotes: tuple[Quote, ...]


def headline(brief: Brief) -> str:
    """Return the period in words."""
    return span_words(brief.start, brief.end)


def summary(brief: Brief) -> str:
    """Return how many incidents there are, by layer."""
    layers = vocabulary()["layers"]
    counted = ", ".join(f"{layers[name]['label']['en'].lower()} {n}"
                        for name, n in brief.by_layer.items())  # fmt: skip
    total = _plural(len(brief.happened), "incident")
    articles = _plural(sum(n for _, n in brief.sources), "article")
    return f"{total} in {articles}" + (f": {counted}." if counted else ".")


def left_out(brief: Brief) -> list[str]:
    """Return what is in the table of incidents and not told here."""
    words = []
    if brief.unreal:
        labels = vocabulary()["realis"]
        kinds = ", ".join(f"{labels[name]['en']} {n}" for name, n in brief.unreal.most_common())
        words.append(f"Told of, but not as something that happened in the period: {kinds}.")
    if brief.undated:
        words.append(f"Without a date, so in no period: {brief.undated}.")
    country = sum(1 for row in brief.happened if row["geo_precision"] in ("country", None))
    if country:
        words.append(
            f"Counted, but not on the map, as no place finer than a country is said: {country}."
        )
    return words


def describe(row: dict[str, Any]) -> Item:
    """Return a row of the incident table in words."""
    where = row["place"] or row["place_name"] or "place not found"
    within = row["admin1"] if row["admin1"] != where else None
    country = row["country"] if row["country"] not in (None, "UA") else None
    title = f"{type_label(row['event_type'])}: " + ", ".join(filter(None, (where, within, country)))
    facts = (
        span_words(_day(row["date_start"]), _day(row["date_end"])),
        actor_words(row),
        number_words(row) + (" (with other places)" if row["shared_numbers"] else ""),
        claim_words(row),
        f"place: {precision_words(row['geo_precision'], row['radius_km'])}",
        f"confidence {row['confidence']:.0%}",
    )
    quotes = tuple(_quote(evidence) for evidence in _telling(row))
    return Item(row["event_type"], title, tuple(fact for fact in facts if fact.strip()), quotes)


def _telling(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the sentences that tell most: those that name the place, then by length."""
    place = (row["place_name"] or "").casefold()

    def worth(evidence: dict[str, Any]) -> tuple[bool, int]:
        sentence = evidence["sentence"]
        return place not in sentence.casefold(), -len(sentence)

    return sorted(row["evidence"], key=worth)[:_QUOTES_SHOWN]


def _quote(evidence: dict[str, Any]) -> Quote:
    published = _day(evidence["published"])
    parts = (
        evidence["publisher"] or "publisher not named",
        day_words(published) if published else "",
    )
    words = " ".join(evidence["sentence"].split())
    return Quote(words, ", ".join(filter(None, parts)), evidence["url"])


def sources(brief: Brief) -> str:
    """Return the publishers with the number of their articles."""
    return "; ".join(f"{publisher} ({n})" for publisher, n in brief.sources) or "none"


def attribution() -> list[tuple[str, str | None]]:
    """Return whom places and outlines are owed to: name, address."""
    from geomap.webmap.basemap import ATTRIBUTION

    return list(ATTRIBUTION)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
