"""``geomap brief``: a period on one page."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from geomap.cli.screen import say
from geomap.wording import LANGUAGES

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog="Example: geomap brief output/incidents.geojson --from 2024-11-25 --to 2024-11-26 "
    "-o brief.html"
)
@click.argument("incidents", metavar="INCIDENTS.geojson", type=click.Path(path_type=Path))
@click.option("--from", "start", type=_DAY, help="First day; the first one there is by default.")
@click.option("--to", "end", type=_DAY, help="Last day, inclusive.")
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="The brief; its name ends in .html or .md.",
)  # fmt: skip
@click.option("--title", default=None, help="Heading of the brief.")
@click.option("--lang", default="en", type=click.Choice(LANGUAGES), help="Of the brief.")
def brief(
    incidents: Path,
    start: datetime.datetime | None,
    end: datetime.datetime | None,
    path: Path,
    title: str | None,
    lang: str,
) -> None:
    """
    Tell a period on one page.

    INCIDENTS.geojson is what geomap build wrote. The brief has a small map, a table by day and
    region, and what stands out: most killed and injured, places taken, incidents in Russia and
    third countries, each with quotes, sources, who claims it and how exact the place is. The map
    needs matplotlib: pip install "geomap[picture]".
    """
    from geomap.brief import write_brief
    from geomap.frame_io import read_incidents
    from geomap.picture import has_matplotlib

    if not has_matplotlib():
        say('geomap: the brief gets no map; for one, pip install "geomap[picture]"')
    written = write_brief(
        read_incidents(incidents),
        path,
        start=start.date() if start else None,
        end=end.date() if end else None,
        title=title,
        lang=lang,
    )
    for file in written:
        click.echo(file)
