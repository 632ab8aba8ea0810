"""``geomap extract``: JSON lines in, JSON lines out, for programs."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from geomap.cli.screen import say
from geomap.errors import ArticleError
from geomap.records import Article

if TYPE_CHECKING:
    from concurrent.futures import Future

    from geomap.pipeline import Findings
    from geomap.places import Gazetteer

_Task = tuple[str, Article, Path | None]  # id of the row, article, user's places
_AHEAD = 4


@click.command(epilog="Example: geomap extract articles.jsonl > incidents.jsonl")
@click.argument("source", metavar="IN.jsonl", type=click.File("rb"))
@click.option(
    "--places", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of places of your own.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", default=1, type=click.IntRange(1),
    help="Processes that read at the same time; answers keep the order of the lines.",
)  # fmt: skip
@click.pass_context
def extract(ctx: click.Context, source: BinaryIO, places: Path | None, jobs: int) -> None:
    """
    Read articles line by line and print what each of them tells.

    IN.jsonl holds one article a line: {"id", "text", "published", "source", "title", "url",
    "lang"}, of which only text is needed; - is stdin. Prints {"id", "incidents", "mentions"} for
    each, as soon as it is read. Offsets count characters of the text. A line that cannot be read
    is named on stderr, and the exit status is 1.
    """
    from geomap.articles import read_rows

    _gazetteer(places)  # what is wrong with it should be said before the first line is read
    errors: list[ArticleError] = []

    def set_aside(error: ArticleError) -> None:
        errors.append(error)
        say(f"geomap: set aside: {error}")

    name = getattr(source, "name", "<stdin>")  # a stdin of bytes alone has none
    tasks = ((row_id, article, places) for row_id, article in read_rows(source, name, set_aside))
    for answer in map(_answer, tasks) if jobs == 1 else _answer_apart(tasks, jobs):
        click.echo(answer)
    if errors:
        ctx.exit(1)


@cache
def _gazetteer(places: Path | None) -> Gazetteer:
    from geomap.places import Gazetteer

    return Gazetteer.load(user_places=places)


def _answer_apart(tasks: Iterable[_Task], jobs: int) -> Iterator[str]:
    """Answer in other processes, in order, never more than a few tasks ahead of the answers."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as processes:
        pending: deque[Future[str]] = deque()
        for task in tasks:
            pending.append(processes.submit(_answer, task))
            if len(pending) >= _AHEAD * jobs:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _answer(task: _Task) -> str:
    """Read one article; return its row as JSON."""
    from geomap.frame import to_incident_row
    from geomap.pipeline import incidents_of, read_places

    row_id, article, places = task
    findings = read_places(article, _gazetteer(places))
    row = {
        "id": row_id,
        "incidents": [to_incident_row(incident) for incident in incidents_of(findings)],
        "mentions": _mention_rows(findings),
    }
    return json.dumps(row, ensure_ascii=False)


def _mention_rows(findings: Findings) -> list[dict[str, Any]]:
    rows = []
    for mention, meant in zip(findings.reading.mentions, findings.resolutions, strict=True):
        place = meant.place
        rows.append(
            {
                "start": mention.start,
                "end": mention.end,
                "name": mention.name,
                "role": mention.role,
                "place_id": place.place_id if place else None,
                "place": place.name if place else None,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "reason": "; ".join((mention.reason, *meant.reasons)),
            }
        )
    return rows
