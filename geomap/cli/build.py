"""``geomap build``: articles in, a folder with map and tables out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.screen import print_table, progress, say
from geomap.errors import ArticleError, CorrectionError
from geomap.settings import DEFAULT, Settings
from geomap.vocabulary import event_types

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.pipeline import Result
    from geomap.webmap.draw import BasemapName

_EXTRA_FORMATS = {
    "gpkg": "incidents.gpkg",
    "parquet": "incidents.parquet",
    "kml": "incidents.kml",
    "georss": "incidents.georss",
    "acled": "incidents.acled.csv",
}
_PLACES_SHOWN = 5
_EXAMPLES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Look:
    """How the map is drawn; see `geomap.webmap.draw`."""

    title: str
    basemap: BasemapName
    lang: str
    tiles: str | None
    tiles_attribution: str | None

    def check(self) -> None:
        """Raise SettingsError for tiles that cannot be, before anything is read or written."""
        if self.tiles is not None:
            from geomap.webmap.tiles import OnlineTiles

            OnlineTiles(self.tiles, attribution=self.tiles_attribution)


@click.command(epilog="Example: geomap build seeds/ -o output --format gpkg")
@click.argument("articles", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", default=Path("output"), type=click.Path(path_type=Path),
    help="Folder for the results; made if it is not there.",
)  # fmt: skip
@click.option(
    "-f", "--format", "formats", multiple=True, type=click.Choice(list(_EXTRA_FORMATS)),
    help="Write the incidents in this format too; may be given several times.",
)  # fmt: skip
@click.option(
    "--merge-km", default=DEFAULT.merge_km, help="Reports of one event may be so far apart (km)."
)
@click.option("--merge-days", default=DEFAULT.merge_days, help="… and so many days.")
@click.option(
    "--min-confidence", default=DEFAULT.min_confidence,
    help="Leave off events less sure than this (0..1); not_mapped.csv names them.",
)  # fmt: skip
@click.option(
    "--places", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of places of your own: name,lat,lon,kind[,place_id,region,aliases].",
)  # fmt: skip
@click.option(
    "--corrections", "corrected", multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="corrections.csv that the map saved in review; may be given several times.",
)  # fmt: skip
@click.option("--title", default="geomap", help="Heading of the map.")
@click.option(
    "--tiles", help="Online tiles that the reader can switch on: a name of xyzservices, or a URL."
)
@click.option("--tiles-attribution", help="Whom the tiles are owed to; needed with a URL.")
@click.option("--basemap", default="auto", type=click.Choice(["auto", "light", "dark", "none"]))
@click.option("--lang", default="en", type=click.Choice(["en", "uk", "ru"]), help="Of the map.")
@click.option("-v", "--verbose", is_flag=True, help="Print the time of each step and the memory.")
@click.pass_context
def build(  # noqa: PLR0913 - one argument an option
    ctx: click.Context,
    articles: tuple[Path, ...],
    *,
    folder: Path,
    formats: tuple[str, ...],
    merge_km: float,
    merge_days: int,
    min_confidence: float,
    places: Path | None,
    corrected: tuple[Path, ...],
    title: str,
    tiles: str | None,
    tiles_attribution: str | None,
    basemap: BasemapName,
    lang: str,
    verbose: bool,
) -> None:
    """
    Map the incidents that ARTICLES tell of.

    ARTICLES are files (.txt, .md, .html, .jsonl) and folders of them; an articles.csv in a folder
    (file,published,source,title,url,lang) says when each was published. Writes map.html,
    incidents.geojson, incidents.csv and not_mapped.csv, the names left off the map with the
    reason. The exit status is 1 if an article had to be set aside or a correction could not be
    applied.
    """
    look = Look(title, basemap, lang, tiles, tiles_attribution)
    look.check()
    _check_output(folder, formats)
    settings = Settings(merge_km=merge_km, merge_days=merge_days, min_confidence=min_confidence)
    result, bad_lines = _find(articles, settings, places, corrected)
    if not result.articles:
        say("geomap: no article could be read; nothing was written")
        ctx.exit(1)
    seconds = result.seconds | _write_all(result, folder, formats, look)
    _show_incidents(result)
    _show_left_off(result)
    _show_eventless(result)
    _show_corrected(result, bad_lines)
    if verbose:
        _show_cost(seconds)
    click.echo(folder / "map.html")
    if result.errors or bad_lines or result.unapplied:
        ctx.exit(1)


def _find(
    articles: tuple[Path, ...],
    settings: Settings,
    places: Path | None,
    corrected: tuple[Path, ...],
) -> tuple[Result, list[CorrectionError]]:
    """Return what the articles tell, and the lines of the corrections that cannot be read."""
    from geomap.incidents import read_corrections
    from geomap.pipeline import find_incidents
    from geomap.places import Gazetteer

    bad_lines: list[CorrectionError] = []
    corrections = [
        line for path in corrected for line in read_corrections(path, on_error=bad_lines.append)
    ]
    started = time.perf_counter()
    gazetteer = Gazetteer.load(user_places=places)
    loaded = time.perf_counter()
    with progress("reading") as on_read:
        result = find_incidents(
            articles,
            settings=settings,
            gazetteer=gazetteer,
            corrections=corrections,
            on_error=_say_set_aside,
            on_read=on_read,
        )
    return replace(result, seconds=result.seconds | {"gazetteer": loaded - started}), bad_lines


def _check_output(folder: Path, formats: tuple[str, ...]) -> None:
    """Say what could not be written before anything is read."""
    from geomap.export.atomic import check_folder
    from geomap.export.geodata import check_geoparquet

    check_folder(folder)
    if "parquet" in formats:
        check_geoparquet()


def _say_set_aside(error: ArticleError) -> None:
    say(f"geomap: set aside: {error}")


def _write_all(
    result: Result,
    folder: Path,
    formats: tuple[str, ...],
    look: Look,
) -> dict[str, float]:
    """Write the outputs; return the seconds that each step took."""
    started = time.perf_counter()
    from geomap import export, webmap
    from geomap.export.atomic import whole_folder
    from geomap.frame import to_frame, validate

    loaded = time.perf_counter()
    frame: gpd.GeoDataFrame = to_frame(result.incidents)
    validate(frame)
    tabled = time.perf_counter()
    with whole_folder(folder) as part:
        for name in ("incidents.geojson", "incidents.csv", *(_EXTRA_FORMATS[f] for f in formats)):
            export.write(frame, part / name)
        export.write_not_mapped_csv(result.not_mapped, part / "not_mapped.csv")
        written = time.perf_counter()
        drawn = webmap.draw(
            frame, title=look.title, basemap=look.basemap, lang=look.lang,
            tiles=look.tiles, tiles_attribution=look.tiles_attribution,
        )  # fmt: skip
        webmap.save_map(drawn, part / "map.html")
    return {
        "loading geopandas and folium": loaded - started,
        "table": tabled - loaded,
        "tables written": written - tabled,
        "map": time.perf_counter() - written,
    }


def _show_incidents(result: Result) -> None:
    types = event_types()
    happened = [i for i in result.incidents if i.realis == "actual"]
    counts = Counter(incident.event_type for incident in happened)
    rows = []
    for name in (name for name in types if counts[name]):
        places = Counter(
            i.location.place.name if i.location else i.place_name or "no place"
            for i in happened
            if i.event_type == name
        )
        shown = [f"{p} ×{n}" if n > 1 else p for p, n in places.most_common(_PLACES_SHOWN)]
        more = len(places) - len(shown)
        rows.append(
            (types[name].label_en, counts[name], ", ".join(shown) + (f" +{more}" if more else ""))
        )
    n_read, n_other = len(result.articles), len(result.incidents) - len(happened)
    title = f"{len(happened)} incidents in {n_read} articles"
    print_table(("incident", "number", "places"), rows, title=title)
    if n_other:
        say(f"{n_other} more are denied, planned, past or the like: in the tables, not on the map")


def _show_left_off(result: Result) -> None:
    """Print why names are not on the map: the commonest reasons, with examples."""
    by_role = Counter(left.role for left in result.not_mapped)
    rows = []
    for role, count in by_role.most_common():
        examples = dict.fromkeys(
            f"{left.name} ({left.reason})" for left in result.not_mapped if left.role == role
        )
        rows.append((role, count, "; ".join(list(examples)[:_EXAMPLES_SHOWN])))
    if rows:
        title = f"{len(result.not_mapped)} names not on the map"
        print_table(("part played", "number", "for example"), rows, title=title)


def _show_eventless(result: Result) -> None:
    """Name the articles that gave nothing, and why: no loss is silent."""
    for what, articles in (
        ("tell of no event", [a for a in result.eventless if a.lang == "en"]),
        (
            "are not in English: their place names are listed, their events not read",
            [a for a in result.eventless if a.lang != "en"],
        ),
    ):
        if articles:
            names = ", ".join(Path(article.path).name for article in articles[:_EXAMPLES_SHOWN])
            more = len(articles) - _EXAMPLES_SHOWN
            say(
                f"{len(articles)} of {len(result.articles)} articles {what} ({names}"
                + (f" and {more} more)" if more > 0 else ")")
            )


def _show_corrected(result: Result, bad_lines: list[CorrectionError]) -> None:
    """Say what the corrections did, and name every line that did nothing."""
    reviews = Counter(incident.review for incident in result.incidents)
    done = [
        *(f"{reviews[name]} {name}" for name in ("corrected", "accepted") if reviews[name]),
        *([f"{len(result.rejected)} rejected"] if result.rejected else []),
    ]
    if done:
        say(f"reviewed incidents: {', '.join(done)}")
    for error in (*bad_lines, *result.unapplied):
        say(f"geomap: not applied: {error}")


def _show_cost(seconds: dict[str, float]) -> None:
    print_table(("step", "seconds"), seconds.items(), title="Cost")
    peak = _peak_memory_mb()
    if peak is not None:
        say(f"peak memory: {peak:.0f} MB")


def _peak_memory_mb() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
