"""
The whole way of the data on one page: read this first.

    articles ──> reading ──> places ──> incidents ──> frame ──> export
     (files)     (text)     (gazetteer)  (merge)     (table) └─> webmap

Each step is a pure function of the one before; the disk is touched at both ends only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.articles import Inputs, read_articles
from geomap.errors import ArticleError
from geomap.incidents import merge_reports
from geomap.places import Gazetteer, locate_reports, resolve_mentions
from geomap.reading import read_article
from geomap.records import Article, Incident, NotMapped, Reading, Report, Resolution
from geomap.settings import DEFAULT, Settings

if TYPE_CHECKING:  # a quarter of a second to import; only the last step needs it
    import geopandas as gpd


@dataclass(frozen=True, slots=True)
class Findings:
    """What one article says. `resolutions` is aligned with ``reading.mentions``."""

    reading: Reading
    resolutions: tuple[Resolution, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """
    What a build found.

    `seconds` is the time of each step by name; `errors` are the inputs that were set aside.
    `eventless` are the articles that gave no report. The place names of an English one are in
    `not_mapped` only where a word of an event made the reader look closer.
    """

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    not_mapped: tuple[NotMapped, ...]
    eventless: tuple[Article, ...]
    errors: tuple[ArticleError, ...]
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    inputs: Inputs,
    *,
    settings: Settings = DEFAULT,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
) -> gpd.GeoDataFrame:
    """
    Read articles and return the incidents that they tell, one row each.

    Parameters
    ----------
    inputs
        Files and folders; see `geomap.articles.read_articles`.
    settings
        Options of the build.
    gazetteer
        The one to resolve names with; the one in the package by default.
    on_error
        Called with each input that cannot be read; the others are still mapped. By default
        such an error is logged.

    Returns
    -------
    incidents
        The table of `geomap.frame.SCHEMA` in EPSG:4326, by date, then id. Country-level rows
        have no geometry.
    """
    from geomap.frame import to_frame

    result = find_incidents(inputs, settings=settings, gazetteer=gazetteer, on_error=on_error)
    return to_frame(result.incidents)


def find_incidents(
    inputs: Inputs,
    *,
    settings: Settings = DEFAULT,
    gazetteer: Gazetteer | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
    on_read: Callable[[int, int], None] | None = None,
) -> Result:
    """
    Take `inputs` all the way to incidents, and say what was left off the map; see `build`.

    `on_read` is called with the number of articles read so far and their total, to show progress.
    """
    errors: list[ArticleError] = []

    def set_aside(error: ArticleError) -> None:
        errors.append(error)
        if on_error is not None:
            on_error(error)

    clock = _Clock()
    with clock.step("gazetteer"):
        gazetteer = gazetteer or Gazetteer.load()
    with clock.step("articles"):
        articles = tuple(read_articles(inputs, on_error=set_aside))
    with clock.step("reading and places"):
        findings = []
        for number, article in enumerate(articles, start=1):
            findings.append(read_places(article, gazetteer))
            if on_read is not None:
                on_read(number, len(articles))
    with clock.step("incidents"):
        incidents = _merge(findings, settings)
    not_mapped = tuple(left for found in findings for left in names_left_off(found))
    eventless = tuple(f.reading.article for f in findings if not f.reading.reports)
    return Result(
        articles=articles,
        incidents=tuple(incidents),
        not_mapped=not_mapped,
        eventless=eventless,
        errors=tuple(errors),
        seconds=clock.seconds,
    )


def read_places(article: Article, gazetteer: Gazetteer) -> Findings:
    """Read one article: its mentions, what each of them means, and its located reports."""
    reading = read_article(article, gazetteer)
    resolutions = resolve_mentions(reading, gazetteer)
    reports = locate_reports(reading, resolutions, gazetteer)
    return Findings(reading, resolutions, reports)


def incidents_of(findings: Findings, *, settings: Settings = DEFAULT) -> list[Incident]:
    """Join the reports of one article."""
    return _merge([findings], settings)


def names_left_off(findings: Findings) -> Iterator[NotMapped]:
    """Yield every place name of an article that is not on the map, with the reason."""
    article = findings.reading.article
    drawn = {report.mention for report in findings.reports if is_drawn(report)}
    told: dict[int, Report] = {}
    for report in findings.reports:
        if report.mention is not None:
            told.setdefault(report.mention, report)
    for index, mention in enumerate(findings.reading.mentions):
        if index in drawn:
            continue
        start, end = findings.reading.sentences[mention.sentence]
        yield NotMapped(
            article_id=article.article_id,
            path=article.path,
            start=mention.start,
            end=mention.end,
            name=mention.name,
            role=mention.role,
            reason=_why_left_off(mention.reason, told.get(index), findings.resolutions[index]),
            sentence=article.text[start:end],
        )


def is_drawn(report: Report) -> bool:
    """Return whether the report is drawn: it happened, at a place finer than a country."""
    location = report.location
    return report.realis == "actual" and location is not None and location.geometry is not None


def _why_left_off(role_reason: str, report: Report | None, resolution: Resolution) -> str:
    if report is None:
        return role_reason
    if report.location is None:
        return "; ".join(report.place_reasons or resolution.reasons)
    if report.realis != "actual":
        return f"the event is {report.realis}: in the table, not on the map"
    return "country level: listed and counted, not pinned"


def _merge(findings: Iterable[Findings], settings: Settings) -> list[Incident]:
    reports = (report for found in findings for report in found.reports)
    return merge_reports(reports, merge_km=settings.merge_km, merge_days=settings.merge_days)


class _Clock:
    """Wall seconds of each step, for ``--verbose``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
