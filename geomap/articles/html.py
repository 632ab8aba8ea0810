"""A saved web page -> its article: main text, date, title, address, publisher."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.articles.decode import decode_text
from geomap.articles.text import About, parse_date
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from datetime import date

    from resiliparse.parse.html import HTMLTree

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]+)""", re.IGNORECASE)

_STORY_PARTS = ("article", "main", "header")


def read_page(content: bytes, path: Path) -> tuple[str, About]:
    """
    Return the main text of a page and what the page says of itself.

    The date is read from JSON-LD, then meta tags, then a ``<time>`` of the story; dates elsewhere
    in the page belong to other things (footers, related stories).

    Raises
    ------
    ArticleError
        If the page cannot be decoded, or no article text is found in it.
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(_decode_page(content, path))
    text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False).strip()
    if not text:
        msg = f"{path}: no article text was found in the page"
        raise ArticleError(msg)
    return text, _about_page(tree)


def _decode_page(content: bytes, path: Path) -> str:
    declared = _CHARSET.search(content[:4096])
    charset = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if charset in ("utf-8", "utf8"):
        return decode_text(content, path)
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError) as error:
        msg = f"{path}: the page says it is {charset}, but cannot be read so: {error}"
        raise ArticleError(msg) from error


def _about_page(tree: HTMLTree) -> About:
    linked = list(_linked_data(tree))
    stated_dates = (
        *(item.get("datePublished") for item in linked),
        _attribute(tree, 'meta[property="article:published_time"]', "content"),
        _attribute(tree, 'meta[itemprop="datePublished"]', "content"),
        _attribute(tree, 'meta[name="date"]', "content"),
        *(_attribute(tree, f"{part} time[datetime]", "datetime") for part in _STORY_PARTS),
    )
    dates = (_date_or_none(value) for value in stated_dates)
    return About(
        published=next((day for day in dates if day), None),
        publisher=_attribute(tree, 'meta[property="og:site_name"]', "content"),
        title=_attribute(tree, 'meta[property="og:title"]', "content") or tree.title or None,
        url=_attribute(tree, 'link[rel="canonical"]', "href")
        or _attribute(tree, 'meta[property="og:url"]', "content"),
    )


def _attribute(tree: HTMLTree, selector: str, name: str) -> str | None:
    element = tree.document.query_selector(selector) if tree.document else None
    return (element.getattr(name) or "").strip() or None if element else None


def _linked_data(tree: HTMLTree) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD, those inside ``@graph`` and lists included."""
    if tree.document is None:
        return
    for script in tree.document.query_selector_all('script[type="application/ld+json"]'):
        try:
            pending = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):  # broken markup of the page: the tags below may do
            continue
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending += item
            elif isinstance(item, dict):
                yield item
                pending.append(item.get("@graph"))


def _date_or_none(value: object) -> date | None:
    try:
        return parse_date(value, where="page")
    except ArticleError:
        return None
