"""``articles.csv``: what a folder says of its files (file, published, source, title, url, lang)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from geomap.articles.decode import read_text
from geomap.articles.text import About, parse_date, parse_lang
from geomap.errors import ArticleError

LISTING_NAME = "articles.csv"
_COLUMNS = ("file", "published", "source", "title", "url", "lang")


def read_listing(folder: Path, on_error: Callable[[ArticleError], None]) -> dict[Path, About]:
    """
    Read the ``articles.csv`` of a folder.

    Returns
    -------
    about
        By file; empty where the folder has no list. A row with a fault is reported with its line
        and says nothing of its file, which is read all the same.
    """
    path = folder / LISTING_NAME
    if not path.is_file():
        return {}
    try:
        reader = csv.DictReader(io.StringIO(read_text(path)), strict=True)
        if reader.fieldnames is None or "file" not in reader.fieldnames:
            msg = f"{path}, line 1: the columns must be {','.join(_COLUMNS)}"
            raise ArticleError(msg)
        return _read_rows(reader, folder, on_error)
    except ArticleError as error:
        on_error(error)
    except csv.Error as error:
        on_error(ArticleError(f"{path}: not a CSV table: {error}"))
    return {}


def _read_rows(
    reader: csv.DictReader[str], folder: Path, on_error: Callable[[ArticleError], None]
) -> dict[Path, About]:
    listed: dict[Path, About] = {}
    for row in reader:
        where = f"{folder / LISTING_NAME}, line {reader.line_num}"
        try:
            file = _file_of(row, folder, where)
            if file in listed:
                msg = f"{where}: {row['file']} is listed twice"
                raise ArticleError(msg)
            listed[file] = _about(row, where)
        except ArticleError as error:
            on_error(error)
    return listed


def _file_of(row: dict[str, str], folder: Path, where: str) -> Path:
    name = (row["file"] or "").strip()
    file = folder / name
    # A list speaks of files in its own folder; "../x" or an absolute path is a slip or worse.
    inside = bool(name) and file.resolve().is_relative_to(folder.resolve())
    if not inside or not file.is_file():
        msg = f"{where}: there is no file {name!r} in {folder}"
        raise ArticleError(msg)
    return file


def _about(row: dict[str, str], where: str) -> About:
    if None in row:  # csv's key for cells beyond the header
        msg = f"{where}: more cells than columns; quote a cell that holds a comma"
        raise ArticleError(msg)
    cells = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    return About(
        published=parse_date(cells["published"], where=where),
        publisher=cells["source"] or None,
        title=cells["title"] or None,
        url=cells["url"] or None,
        lang=parse_lang(cells["lang"], where=where),
    )
