"""The body of a brief as HTML; every text is escaped."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.brief import tell
from geomap.brief.digest import Brief, Section, Table
from geomap.page import html, joined, link
from geomap.wording import Words

if TYPE_CHECKING:
    from markupsafe import Markup


def render_body(brief: Brief, title: str, picture: str | None) -> Markup:
    """Return the body; `picture` is a ``data:`` address of the map, or None."""
    words = brief.words
    image = html('<img src="{}" alt="{}">', picture, words.text("brief.map")) if picture else ""
    return html(
        '<main>\n<header><h1>{}</h1><p>{}</p></header>\n<p class="lead">{}</p>\n{}\n{}\n{}\n{}'
        "</main>",
        title,
        tell.headline(brief),
        tell.summary(brief),
        html('<div class="map">{}</div>', image) if image else "",
        _table(brief.table, words) if brief.happened else "",
        joined(_section(section, words) for section in brief.sections),
        _foot(brief),
    )


def _table(table: Table, words: Words) -> Markup:
    head = joined(html('<th scope="col">{}</th>', column) for column in table.columns)
    rows = joined(
        html(
            '<tr><th scope="row">{}</th>{}<td class="sum">{}</td></tr>\n',
            place,
            joined(html("<td>{}</td>", count or "") for count in counts),
            sum(counts),
        )
        for place, counts in zip(table.places, table.counts, strict=True)
    )
    return html(
        '<h2>{}</h2>\n<div class="wide"><table><thead><tr><th></th>{}'
        '<th scope="col">{}</th></tr></thead>\n<tbody>{}</tbody></table></div>\n'
        '<p class="small">{}</p>\n',
        words.text("brief.when_where"),
        head,
        words.text("brief.all"),
        rows,
        words.text("brief.table_note"),
    )


def _section(section: Section, words: Words) -> Markup:
    more = words.text("brief.more", n=section.left_out) if section.left_out else ""
    return html(
        "<h2>{}</h2>\n{}{}\n",
        section.title,
        joined(_item(tell.describe(row, words)) for row in section.rows),
        html('<p class="small">{}</p>', more) if more else "",
    )


def _item(item: tell.Item) -> Markup:
    quotes = joined(
        html(
            '<figure><blockquote lang="{}">{}</blockquote><figcaption>{}</figcaption></figure>',
            quote.lang,
            quote.words,
            link(quote.address, quote.source),
        )
        for quote in item.quotes
    )
    return html(
        '<section class="item">{}<div><h3>{}</h3><p class="facts">{}</p>{}</div></section>\n',
        _symbol(item.event_type),
        item.title,
        " · ".join(item.facts),
        quotes,
    )


def _symbol(event_type: str) -> Markup:
    color, shape = _symbols()["types"][event_type]
    drawn = _symbols()["shapes"][shape]
    style = ("none", color) if drawn.get("hollow") else (color, "none")
    return html(
        '<svg viewBox="-9 -9 18 18" width="22" height="22" aria-hidden="true">'
        '<path d="{}" fill="{}" stroke="{}" stroke-width="2.2"/></svg>',
        drawn["path"],
        *style,
    )


@cache
def _symbols() -> dict[str, Any]:
    asset = files("geomap").joinpath("webmap", "assets", "geomap", "symbols.json")
    table: dict[str, Any] = json.loads(asset.read_text(encoding="utf-8"))
    return table


def _foot(brief: Brief) -> Markup:
    notes = joined(html("<p>{}</p>", words) for words in tell.left_out(brief))
    owed = joined((link(address, name) for name, address in tell.attribution()), " · ")
    return html(
        "<footer><h2>{}</h2>\n{}<p>{}</p>\n<p>{}</p>\n<p>{}</p></footer>\n",
        brief.words.text("brief.about"),
        notes,
        brief.words.text("brief.once"),
        tell.sources(brief),
        owed,
    )
