"""``geomap picture``: incidents as one picture."""

from __future__ import annotations

from pathlib import Path

import click

from geomap.wording import LANGUAGES


@click.command(epilog="Example: geomap picture output/incidents.geojson -o map.png")
@click.argument("incidents", metavar="INCIDENTS.geojson", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="The picture; its name ends in .png or .svg.",
)  # fmt: skip
@click.option("--title", default=None, help="Heading of the picture.")
@click.option("--lang", default="en", type=click.Choice(LANGUAGES), help="Of legend and names.")
@click.option("--dpi", default=160, type=click.IntRange(50, 600), help="Pixels an inch of a PNG.")
def picture(incidents: Path, path: Path, title: str | None, lang: str, dpi: int) -> None:
    """
    Draw a map to print or to send.

    INCIDENTS.geojson is what geomap build wrote. Points are drawn by type, places known to a
    region only as this region, and incidents known to a country only are counted beside the map.
    Needs matplotlib: pip install "geomap[picture]".
    """
    from geomap.frame_io import read_incidents
    from geomap.picture import write_picture

    write_picture(read_incidents(incidents), path, title=title, dpi=dpi, lang=lang)
    click.echo(path)
