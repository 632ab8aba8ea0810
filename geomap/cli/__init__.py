"""The command ``geomap``: one file for each group of its sub-commands."""

from __future__ import annotations

import atexit
import gc
import logging
import sys
from typing import Any

import click

from geomap import __version__
from geomap.cli.brief import brief
from geomap.cli.build import build
from geomap.cli.explain import explain
from geomap.cli.extract import extract
from geomap.cli.lookup import gazetteer, locate
from geomap.cli.picture import picture
from geomap.cli.screen import say
from geomap.errors import GeomapError

__all__ = ["main"]

# Importing geopandas and folium makes a million objects and no garbage; looking for it as often
# as Python does by default is a tenth of a cold build, and looking once more at the end another.
_GC_ALLOCATIONS = 200_000


class _Group(click.Group):
    """Errors that geomap raises on purpose become one line on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        try:
            return super().invoke(ctx)
        except GeomapError as error:
            say(f"geomap: {error}")
            ctx.exit(1)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
    epilog="Example: geomap build articles/ -o map",
)
@click.version_option(__version__, prog_name="geomap")
def main() -> None:
    """Map what news articles tell about the war in Ukraine, offline."""
    gc.set_threshold(_GC_ALLOCATIONS)
    atexit.register(gc.freeze)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="geomap: %(message)s", force=True
    )


for command in (build, explain, picture, brief, extract, locate, gazetteer):
    main.add_command(command)
