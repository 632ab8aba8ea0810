"""
The whole way of the data on one page: read this first.

    articles ──> reading ──> places ──> incidents ──> frame ──> export
     (files)     (text)     (gazetteer)  (merge)     (table) └─> webmap

Each step is a pure function of the one before; the disk is touched at both ends only.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from geomap.articles import Inputs, read_articles
from geomap.errors import ArticleError, CorrectionError
from geomap.incidents import (
    Corrected,
    Correction,
    apply_corrections,
    merge_reports,
    part_doubtful,
    rate_reports,
    why_doubtful,
)
from geomap.places import Gazetteer, locate_reports, resolve_mentions
from geomap.reading import read_article
from geomap.records import (
    Article,
    Incident,
    Location,
    Mention,
    NotMapped,
    Reading,
    Report,
    Resolution,
    replace,
)
from geomap.settings import DEFAULT, Settings

if TYPE_CHECKING:  # a quarter of a second to import; only the last step needs it
    import geopandas as gpd

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Findings:
    """
    What one article says. `resolutions` is aligned with ``reading.mentions``.

    `doubtful` are the reports that are not sure enough to be told; no mention stands for them.
    """

    reading: Reading
    resolutions: tuple[Resolution, ...]
    reports: tuple[Report, ...]
    doubtful: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """
    What a build found.

    `seconds` is the time of each step by name; `errors` are the inputs that were set aside.
    `not_mapped` are the names that are not on the map, and the doubtful events at names that are.
    `eventless` are the articles that gave no report. The place names of an English one are in
    `not_mapped` only where a word of an event made the reader look closer. `rejected` are the
    incidents that a correction struck out, `unapplied` the corrections that fit no incident.
    """

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    not_mapped: tuple[NotMapped, ...]
    eventless: tuple[Article, ...]
    errors: tuple[ArticleError, ...]
    rejected: tuple[Incident, ...] = ()
    unapplied: tuple[CorrectionError, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    inputs: Inputs,
    *,
    settings: Settings = DEFAULT,
    gazetteer: Gazetteer | None = None,
    corrections: Sequence[Correction] = (),
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
    corrections
        What a reader of an earlier map found wrong; see `geomap.incidents.read_corrections`.
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

    result = find_incidents(
        inputs,
        settings=settings,
        gazetteer=gazetteer,
        corrections=corrections,
        on_error=on_error,
    )
    for left in result.unapplied:
        log.warning("not applied: %s", left)
    return to_frame(result.incidents)


def find_incidents(
    inputs: Inputs,
    *,
    settings: Settings = DEFAULT,
    gazetteer: Gazetteer | None = None,
    corrections: Sequence[Correction] = (),
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
            findings.append(read_places(article, gazetteer, settings=settings))
            if on_read is not None:
                on_read(number, len(articles))
    with clock.step("incidents"):
        corrected = _correct(_merge(findings, settings), findings, corrections, gazetteer)
    struck = dict(_struck_out(corrected.rejected))
    not_mapped = tuple(
        left
        for f in findings
        for left in (*names_left_off(f, struck_out=struck), *doubtful_events(f))
    )
    eventless = tuple(f.reading.article for f in findings if not f.reading.reports)
    return Result(
        articles=articles,
        incidents=corrected.incidents,
        not_mapped=not_mapped,
        eventless=eventless,
        errors=tuple(errors),
        rejected=corrected.rejected,
        unapplied=corrected.unapplied,
        seconds=clock.seconds,
    )


def read_places(
    article: Article, gazetteer: Gazetteer, *, settings: Settings = DEFAULT
) -> Findings:
    """Read one article: its mentions, what each of them means, and its located reports."""
    reading = read_article(article, gazetteer)
    resolutions = resolve_mentions(reading, gazetteer)
    located = locate_reports(reading, resolutions, gazetteer)
    reports, doubtful = part_doubtful(rate_reports(located), settings.min_confidence)
    return Findings(_without(reading, doubtful, reports), resolutions, reports, doubtful)


def _without(reading: Reading, doubtful: Iterable[Report], kept: Iterable[Report]) -> Reading:
    """Take the doubtful events off their mentions, which say why."""
    told = {report.mention for report in kept}
    why = {r.mention: why_doubtful(r) for r in doubtful if r.mention not in told}
    if not why:
        return reading
    mentions = (
        replace(m, role="reference", rule="doubtful event", reason=why[index])
        if index in why
        else m
        for index, m in enumerate(reading.mentions)
    )
    return replace(reading, mentions=tuple(mentions))


def incidents_of(findings: Findings, *, settings: Settings = DEFAULT) -> list[Incident]:
    """Join the reports of one article; the incidents stand in the order of its text."""
    position = {report.report_id: number for number, report in enumerate(findings.reports)}
    incidents = _merge([findings], settings)
    return sorted(incidents, key=lambda i: min(position[r] for r in i.report_ids))


def names_left_off(
    findings: Findings, *, struck_out: Mapping[str, str] = MappingProxyType({})
) -> Iterator[NotMapped]:
    """
    Yield every place name of an article that is not on the map, with the reason.

    `struck_out` has the reason for each report, by id, that a correction took off the map.
    """
    drawn = {
        report.mention
        for report in findings.reports
        if is_drawn(report) and report.report_id not in struck_out
    }
    told: dict[int, Report] = {}
    for report in findings.reports:
        if report.mention is not None:
            told.setdefault(report.mention, report)
    for index, mention in enumerate(findings.reading.mentions):
        if index in drawn:
            continue
        teller = told.get(index)
        reason = struck_out.get(teller.report_id) if teller else None
        why = reason or _why_left_off(mention.reason, teller, findings.resolutions[index])
        yield _left_off(findings.reading, mention, why)


def doubtful_events(findings: Findings) -> Iterator[NotMapped]:
    """Yield the doubtful events that were left off at a name that stands for another event."""
    told = {report.mention for report in findings.reports}
    for report in findings.doubtful:
        if report.mention is not None and report.mention in told:
            mention = findings.reading.mentions[report.mention]
            why = f"told of another event; “{report.trigger}” here is {why_doubtful(report)}"
            yield _left_off(findings.reading, mention, why)


def _left_off(reading: Reading, mention: Mention, reason: str) -> NotMapped:
    start, end = reading.sentences[mention.sentence]
    return NotMapped(
        article_id=reading.article.article_id,
        path=reading.article.path,
        start=mention.start,
        end=mention.end,
        name=mention.name,
        role=mention.role,
        reason=reason,
        sentence=reading.article.text[start:end],
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


def _correct(
    incidents: Sequence[Incident],
    findings: Sequence[Findings],
    corrections: Sequence[Correction],
    gazetteer: Gazetteer,
) -> Corrected:
    if not corrections:
        return Corrected(tuple(incidents), (), ())

    def place_at(lat: float, lon: float, was: Location | None) -> Location:
        from geomap.places.at_point import locate_point

        return locate_point(lat, lon, was, gazetteer)

    reports = (report for found in findings for report in found.reports)
    return apply_corrections(incidents, reports, corrections, place_at=place_at)


def _struck_out(rejected: Iterable[Incident]) -> Iterator[tuple[str, str]]:
    """Yield the id of each report of an incident that was rejected, and why it is off the map."""
    for incident in rejected:
        notes = [note for note in incident.notes if note.startswith("review: ")]
        for report_id in incident.report_ids:
            yield report_id, "; ".join(["rejected in review", *notes])


class _Clock:
    """Wall seconds of each step, for ``--verbose``."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
