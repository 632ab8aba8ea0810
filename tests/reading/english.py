"""Reading one English text for the tests, with the gazetteer of the package."""

from __future__ import annotations

from datetime import date
from functools import cache

from geomap.places import Gazetteer
from geomap.reading import read_article
from geomap.records import Article, Mention, Reading, Report

PUBLISHED = date(2024, 10, 14)  # a Monday


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def read(text: str, published: date | None = PUBLISHED) -> Reading:
    article = Article("a1", "a.txt", None, None, text, published, "Example", "en")
    return read_article(article, gazetteer())


def place_names(report: Report, reading: Reading) -> str:
    """Return the name that says where, as written; for "the capital" the one it takes up."""
    assert report.mention is not None
    mention = reading.mentions[report.mention]
    if mention.antecedent is not None:
        mention = reading.mentions[mention.antecedent]
    return mention.name


def told(text: str, realis: str = "actual") -> set[tuple[str, str]]:
    """Return (event type, place as written) of the reports of this realis."""
    reading = read(text)
    return {(r.event_type, place_names(r, reading)) for r in reading.reports if r.realis == realis}


def only(text: str) -> tuple[Report, Reading]:
    reading = read(text)
    assert len(reading.reports) == 1, [(r.event_type, r.trigger) for r in reading.reports]
    return reading.reports[0], reading


def role_of(text: str, name: str) -> Mention:
    return next(m for m in read(text).mentions if m.name == name)
