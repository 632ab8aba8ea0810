"""The sentences of a brief, in plain text: what the page and the Markdown both say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from geomap.brief.digest import Brief, actor_words
from geomap.wording import Words

_QUOTES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """
    One sentence of a source, in its own language.

    `address` is not checked, `source` names publisher and day.
    """

    words: str
    source: str
    address: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Item:
    """A notable incident in words; `facts` are empty-free and in reading order."""

    event_type: str
    title: str
    facts: tuple[str, ...]
    quotes: tuple[Quote, ...]


def headline(brief: Brief) -> str:
    """Return the period in words."""
    return brief.words.span(brief.start, brief.end)


def summary(brief: Brief) -> str:
    """Return how many incidents there are, by layer."""
    words = brief.words
    layers = ((words.text(f"layers.{name}"), n) for name, n in brief.by_layer.items())
    counted = ", ".join(f"{_lowered(label)} {n}" for label, n in layers)
    total = words.text(
        "brief.total",
        incidents=words.count("brief.incidents", len(brief.happened)),
        articles=words.count("brief.articles", sum(n for _, n in brief.sources)),
    )
    return total + (f": {counted}." if counted else ".")


def _lowered(label: str) -> str:
    """Return a label as it stands inside a sentence; an abbreviation stays as it is."""
    return label if label.isupper() else label[0].lower() + label[1:]


def left_out(brief: Brief) -> list[str]:
    """Return what is in the table of incidents and not told here."""
    words, lines = brief.words, []
    if brief.unreal:
        kinds = ", ".join(
            f"{words.text(f'realis.{name}')} {n}" for name, n in brief.unreal.most_common()
        )
        lines.append(words.text("brief.not_happened", list=kinds))
    if brief.undated:
        lines.append(words.text("brief.undated", n=brief.undated))
    country = sum(1 for row in brief.happened if row["geo_precision"] in ("country", None))
    if country:
        lines.append(words.text("brief.country_level", n=country))
    return lines


def describe(row: dict[str, Any], words: Words) -> Item:
    """Return a row of the incident table in words."""
    where = words.place(row) or words.text("brief.no_place")
    within = words.area(row["admin1"]) if row["admin1"] else None
    country = words.area(row["country"]) if row["country"] not in (None, "UA") else None
    places = dict.fromkeys(name for name in (where, within, country) if name)
    title = f"{words.event_type(row['event_type'])}: " + ", ".join(places)
    numbers = words.numbers(row)
    if numbers and row["shared_numbers"]:
        numbers = words.text("brief.shared", words=numbers)
    exact = words.precision(row["geo_precision"], row["radius_km"])
    facts = (
        words.span(_day(row["date_start"]), _day(row["date_end"])),
        actor_words(row, words),
        numbers,
        words.claim(row),
        words.text("brief.place", words=exact),
        words.text("brief.confidence", share=f"{row['confidence']:.0%}"),
    )
    quotes = tuple(_quote(evidence, words) for evidence in _telling(row))
    return Item(row["event_type"], title, tuple(fact for fact in facts if fact.strip()), quotes)


def _telling(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the sentences that tell most: those that name the place, then by length."""
    place = (row["place_name"] or "").casefold()

    def worth(evidence: dict[str, Any]) -> tuple[bool, int]:
        sentence = evidence["sentence"]
        return place not in sentence.casefold(), -len(sentence)

    return sorted(row["evidence"], key=worth)[:_QUOTES_SHOWN]


def _quote(evidence: dict[str, Any], words: Words) -> Quote:
    published = _day(evidence["published"])
    parts = (
        evidence["publisher"] or words.text("brief.no_publisher"),
        words.day(published) if published else "",
    )
    said = " ".join(evidence["sentence"].split())
    return Quote(said, ", ".join(filter(None, parts)), evidence["url"], evidence["lang"])


def sources(brief: Brief) -> str:
    """Return the publishers with the number of their articles."""
    listed = "; ".join(f"{publisher} ({n})" for publisher, n in brief.sources)
    return brief.words.text("brief.sources", list=listed or brief.words.text("brief.none"))


def attribution() -> list[tuple[str, str | None]]:
    """Return whom places and outlines are owed to: name, address."""
    from geomap.webmap.basemap import ATTRIBUTION

    return list(ATTRIBUTION)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
