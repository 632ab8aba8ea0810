"""Explained articles as one HTML page: the words on the left, what was read in them beside."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.export.atomic import write_text
from geomap.page import html, joined, link, render_page

if TYPE_CHECKING:
    from markupsafe import Markup

    from geomap.explain.notes import Note, Passage
    from geomap.records import Article

_KEY = (
    '<p class="key"><mark class="where">where something happened</mark>'
    '<mark class="reference">another place it is told by</mark>'
    "<mark>name with another part</mark><u>words that tell an event</u></p>"
)


def write_explained(
    explained: Sequence[tuple[Article, Sequence[Passage]]], path: Path | str
) -> None:
    """
    Write articles with what was read in them as one page that runs nothing.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    css = files("geomap.explain").joinpath("explain.css").read_text(encoding="utf-8")
    titles = [article.title or article.path for article, _ in explained]
    articles = joined(
        _article(article, passages, number)
        for number, (article, passages) in enumerate(explained, 1)
    )
    body = html("<main>{}{}</main>", html(_KEY), articles)
    title = titles[0] if len(titles) == 1 else f"{len(titles)} articles explained"
    write_text(Path(path), render_page(title, css=css, body=body))


def _article(article: Article, passages: Sequence[Passage], number: int) -> Markup:
    published = f"published {article.published}" if article.published else "no date of publication"
    about = filter(None, (article.publisher, published, article.path))
    return html(
        '<article>\n<h1>{}</h1>\n<p class="about">{}</p>\n{}\n</article>\n',
        link(article.url, article.title or article.path),
        " · ".join(about),
        joined(_passage(article.text, passage, f"a{number}") for passage in passages),
    )


def _passage(text: str, passage: Passage, prefix: str) -> Markup:
    return html(
        '<section class="passage{}">\n<p class="words">{}</p>\n{}</section>\n',
        "" if passage.notes else " quiet",
        _words(text, passage, prefix),
        html("<div>{}</div>\n", joined(_note(note, prefix) for note in passage.notes))
        if passage.notes
        else "",
    )


def _words(text: str, passage: Passage, prefix: str) -> Markup:
    """Return the words; each name and trigger is marked and has a link to its note."""
    notes = passage.notes
    bounds = (edge for note in notes for edge in (note.start, note.end))
    edges = sorted({passage.start, passage.end, *bounds})
    pieces = []
    for start, end in pairwise(edges):
        piece = html("{}", text[start:end].strip("\n") if end == passage.end else text[start:end])
        for note in notes:
            if note.start <= start and end <= note.end:
                is_name = note.kind == "mention"
                piece = (
                    html('<mark class="{}">{}</mark>', note.style, piece)
                    if is_name
                    else html("<u>{}</u>", piece)
                )
        pieces.append(piece)
        pieces += [
            html('<sup><a href="#{}-{}">{}</a></sup>', prefix, note.mark, note.mark)
            for note in notes
            if note.end == end
        ]
    return joined(pieces)


def _note(note: Note, prefix: str) -> Markup:
    return html(
        '<div class="note {} {}" id="{}-{}">\n<h2>{} {}<small class="{}">{}</small></h2>\n'
        "<dl>{}</dl>\n</div>\n",
        note.kind,
        note.style,
        prefix,
        note.mark,
        note.mark,
        note.title,
        "yes" if note.drawn else "no",
        f"{note.style}, on the map" if note.drawn else note.style,
        joined(html("<dt>{}</dt><dd>{}</dd>", label, words) for label, words in note.facts),
    )
