"""``geomap explain``: one article, and why each of its names is on the map or not."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geomap.cli.screen import say
from geomap.errors import ArticleError


@click.command(epilog="Example: geomap explain article.txt --html explained.html")
@click.argument("article", type=click.Path(path_type=Path))
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page instead of printing.",
)  # fmt: skip
@click.option(
    "--places", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV of places of your own.",
)  # fmt: skip
@click.pass_context
def explain(ctx: click.Context, article: Path, page: Path | None, places: Path | None) -> None:
    """
    Show what is read in ARTICLE, and why.

    Prints the article sentence by sentence. Each name comes with the part it plays, the place it
    means, the reasons and the runners-up; each report with its type, time, actors, numbers, claim
    and rules. ARTICLE may also be a .jsonl file or a folder; then all in it are shown.
    """
    from geomap.articles import read_articles
    from geomap.explain import explain_article
    from geomap.pipeline import read_places
    from geomap.places import Gazetteer

    errors: list[ArticleError] = []

    def set_aside(error: ArticleError) -> None:
        errors.append(error)
        say(f"geomap: set aside: {error}")

    gazetteer = Gazetteer.load(user_places=places)
    explained = [
        (found, explain_article(read_places(found, gazetteer), gazetteer))
        for found in read_articles([article], on_error=set_aside)
    ]
    if page is not None and explained:
        from geomap.explain.page import write_explained

        write_explained(explained, page)
        click.echo(page)
    elif page is None:
        from geomap.explain.screen import print_explained

        for found, passages in explained:
            print_explained(found, passages, sys.stdout)
    if errors:
        ctx.exit(1)
