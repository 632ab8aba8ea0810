"""``geomap locate`` and ``geomap gazetteer``: ask the gazetteer, or build one."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from geomap.cli.screen import print_table, say
from geomap.records import PlaceKind

if TYPE_CHECKING:
    from geomap.places.scoring import ScoredPlace

_COUNTS_SHOWN = 12
_PLACES = click.option(
    "--places", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of places of your own.",
)  # fmt: skip


@click.command(epilog="Example: geomap locate Kopanky --near Kupiansk")
@click.argument("name")
@click.option("--near", help="A place close by.")
@click.option("--region", help="The region, district or country that holds it.")
@click.option("--kind", type=click.Choice(get_args(PlaceKind)), help="What it is.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="A day of fighting there.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@_PLACES
@click.pass_context
def locate(
    ctx: click.Context,
    name: str,
    near: str | None,
    region: str | None,
    kind: PlaceKind | None,
    day: datetime.datetime | None,
    places: Path | None,
    *,
    as_json: bool,
) -> None:
    """List the places that NAME can mean, likeliest first, and why."""
    from geomap.places import Gazetteer
    from geomap.places.ranking import rank_candidates

    try:
        ranked = rank_candidates(
            name,
            Gazetteer.load(user_places=places),
            near=near,
            region=region,
            kind=kind,
            date=day.date() if day else None,
        )
    except LookupError as error:
        say(f"geomap: {error.args[0] if error.args else error}")
        ctx.exit(1)
    if not ranked:
        say(f"geomap: the gazetteer has no place called {name!r}")
        ctx.exit(1)
    if as_json:
        for scored in ranked:
            click.echo(json.dumps(asdict(scored), ensure_ascii=False))
    else:
        _show_candidates(ranked)


def _show_candidates(ranked: list[ScoredPlace]) -> None:
    rows = [
        (
            scored.score,
            scored.place.name,
            scored.place.kind,
            ", ".join(
                filter(None, (scored.place.admin2, scored.place.admin1, scored.place.country))
            ),
            scored.place.lat,
            scored.place.lon,
            scored.place.place_id,
            "; ".join(scored.reasons),
        )
        for scored in ranked
    ]
    print_table(("score", "name", "kind", "in", "lat", "lon", "id", "why"), rows, to_stdout=True)


_STORE = click.argument("store", required=False, type=click.Path(path_type=Path, file_okay=False))


@click.group(epilog="Example: geomap gazetteer info")
def gazetteer() -> None:
    """
    Look at the gazetteer itself, or build one.

    Every command of geomap uses the one in the package, or the one in the folder that the
    environment variable GEOMAP_GAZETTEER names.
    """


@gazetteer.command(epilog="Example: geomap gazetteer info")
@_STORE
def info(store: Path | None) -> None:
    """Print version, size and counts of the gazetteer, or of the one in the folder STORE."""
    from geomap.places import Gazetteer

    for name, value in asdict(Gazetteer.load(store).info()).items():
        if isinstance(value, tuple):
            click.echo()
            print_table((name, "places"), _largest(value), to_stdout=True)
        else:
            click.echo(f"{name}: {value}")


def _largest(counts: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """Return the largest counts, and the rest as one."""
    rest = sum(count for _, count in counts[_COUNTS_SHOWN:])
    return [*counts[:_COUNTS_SHOWN], *([("others", rest)] if rest else [])]


@gazetteer.command(epilog="Example: geomap gazetteer check")
@_STORE
@click.pass_context
def check(ctx: click.Context, store: Path | None) -> None:
    """
    Check the gazetteer, or the one in the folder STORE.

    Every fault is printed and makes the exit status 1.
    """
    from geomap.places import Gazetteer

    faults = Gazetteer.load(store).check()
    for fault in faults:
        say(f"geomap: {fault}")
    if faults:
        ctx.exit(1)
    click.echo("The gazetteer is sound.")


@gazetteer.command(epilog="Example: geomap gazetteer build gazetteer/tables -o my-gazetteer")
@click.argument("tables", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "-o", "--output", "store", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the compiled gazetteer; made if it is not there.",
)  # fmt: skip
@click.option(
    "--places", "own", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of places of your own to compile in: name,lat,lon,kind[,place_id,region,aliases].",
)  # fmt: skip
@click.option(
    "--not-places", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of names that look like places and are none: phrase,kind,note. By default the "
    "not_places.csv in TABLES, or in the folder curated beside it.",
)  # fmt: skip
def build(tables: Path, store: Path, own: tuple[Path, ...], not_places: Path | None) -> None:
    """
    Compile the tables in the folder TABLES into a gazetteer that geomap can open.

    TABLES holds places.csv, names.csv and areas.geojson; gazetteer/SOURCES.md in the repository
    says what is in them. With GEOMAP_GAZETTEER=my-gazetteer in the environment every command
    then uses it, and in Python Gazetteer.load("my-gazetteer") opens it. The same tables give the
    same bytes; if a row is wrong, nothing is written.
    """
    from geomap.places import Gazetteer
    from geomap.places.compile import compile_store

    beside = (tables / "not_places.csv", tables.parent / "curated" / "not_places.csv")
    if not_places is None:
        not_places = next((path for path in beside if path.is_file()), None)
    if not_places is None:
        say("geomap: no list of names that are no places; newspapers and clubs will be found")
    compile_store(tables, not_places, store, own=own)
    built = Gazetteer.load(store).info()
    click.echo(f"{store}: {built.places:,} places, {built.names:,} names, version {built.version}")
