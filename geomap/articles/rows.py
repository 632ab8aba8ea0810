"""JSON lines: one article a line, {"id", "text", "published", "source", "title", "url", "lang"}."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from geomap.articles.text import About, make_article, parse_date, parse_lang
from geomap.errors import ArticleError
from geomap.records import Article


def read_rows(
    lines: Iterable[str | bytes],
    name: str,
    on_error: Callable[[ArticleError], None],
) -> Iterator[tuple[str, Article]]:
    """
    Read articles one line at a time, so that a stream of any length fits in memory.

    Parameters
    ----------
    lines
        JSON objects; blank lines are skipped.
    name
        What to call the input in messages.
    on_error
        Called with each line that cannot be read, its number in the message.

    Yields
    ------
    row_id, article
        The id is the row's own, or the article's where the row has none. The text is the row's,
        unchanged, so that offsets fit the caller's copy of it.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            yield article_from_row(_parse_row(line, where), where=where)
        except ArticleError as error:
            on_error(error)


def article_from_row(row: dict[str, Any], *, where: str) -> tuple[str, Article]:
    """
    Return the id and the article of one row.

    Raises
    ------
    ArticleError
        If the text is missing or empty, or date or language are wrong; `where` opens the message.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        msg = f"{where}: 'text' is missing or empty"
        raise ArticleError(msg)
    about = About(
        published=parse_date(row.get("published"), where=where),
        publisher=_string(row, "source", where) or _string(row, "publisher", where),
        title=_string(row, "title", where),
        url=_string(row, "url", where),
        lang=parse_lang(row.get("lang"), where=where),
    )
    article = make_article(text, path=where, about=about)
    row_id = row.get("id")
    return (article.article_id if row_id is None else str(row_id)), article


def _parse_row(line: str | bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # half a surrogate pair fits in no output
    except json.JSONDecodeError as error:
        msg = f"{where}: not JSON: {error.msg} at character {error.pos + 1}"
        raise ArticleError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{where}: not JSON: {error}"
        raise ArticleError(msg) from error
    if not isinstance(row, dict):
        msg = f'{where}: not a JSON object such as {{"id": "1", "text": "…"}}'
        raise ArticleError(msg)
    return row


def _string(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        msg = f"{where}: {key!r} is {value!r}, not a string"
        raise ArticleError(msg)
    return value or None
