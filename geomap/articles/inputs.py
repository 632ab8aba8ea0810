"""Files and folders -> articles, in a fixed order; what cannot be read is set aside by name."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from geomap.articles.decode import decode_text, read_bytes
from geomap.articles.html import read_page
from geomap.articles.listing import LISTING_NAME, read_listing
from geomap.articles.rows import read_rows
from geomap.articles.text import About, make_article
from geomap.errors import ArticleError
from geomap.records import Article

log = logging.getLogger(__name__)

TEXT_SUFFIXES = frozenset({".txt", ".md"})
PAGE_SUFFIXES = frozenset({".html", ".htm"})
ROW_SUFFIXES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = TEXT_SUFFIXES | PAGE_SUFFIXES | ROW_SUFFIXES

OnError = Callable[[ArticleError], None]


Inputs = Path | str | Iterable[Path | str]


def read_articles(inputs: Inputs, *, on_error: OnError | None = None) -> Iterator[Article]:
    """
    Read every article of some files and folders.

    Parameters
    ----------
    inputs
        Texts (.txt, .md), saved pages (.html), JSON lines (.jsonl) and folders of these. The
        ``articles.csv`` beside a file says when it was published, by whom, its title, address
        and language. In a folder, hidden files and files of other kinds are passed over. One
        path may stand alone.
    on_error
        Called with each input that cannot be read; reading goes on. Without it the first such
        error is raised.

    Yields
    ------
    article
        In the order of `inputs`; within a folder by path. A second copy of the same words is
        logged and left out.

    Raises
    ------
    ArticleError
        Without `on_error`: the first input that cannot be read, with file and line.
    """
    report = on_error or _raise
    seen: dict[str, str] = {}
    for source in [inputs] if isinstance(inputs, str | Path) else inputs:
        for article in _read_input(Path(source), report):
            if article.article_id in seen:
                log.warning("%s: same text as %s, left out", article.path, seen[article.article_id])
                continue
            seen[article.article_id] = article.path
            yield article


def _raise(error: ArticleError) -> None:
    raise error


def _read_input(path: Path, on_error: OnError) -> Iterator[Article]:
    if path.is_dir():
        yield from _read_folder(path, on_error)
        return
    # Of a list beside a single file only that file's row matters.
    beside = read_listing(path.parent, _ignore) if path.is_file() else {}
    yield from _read_file(path, beside.get(path, About()), on_error)


def _ignore(error: ArticleError) -> None:
    log.debug("%s", error)


def _read_folder(folder: Path, on_error: OnError) -> Iterator[Article]:
    listed: dict[Path, About] = {}
    passed_over = found = 0
    for path in _walk(folder, on_error):
        if path.name == LISTING_NAME:
            listed |= read_listing(path.parent, on_error)
        elif path.suffix.lower() in SUFFIXES:
            found += 1
            yield from _read_file(path, listed.get(path, About()), on_error)
        else:
            passed_over += 1
    if passed_over:
        log.warning("%s: %d files of other kinds passed over", folder, passed_over)
    if not found:
        on_error(ArticleError(f"{folder}: no articles in this folder ({_kinds()})"))


def _walk(folder: Path, on_error: OnError) -> Iterator[Path]:
    """Yield the files of a folder by path, each folder's list before its files."""
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        on_error(ArticleError(f"{folder}: cannot be read: {error.strerror or error}"))
        return
    for entry in sorted(entries, key=lambda entry: (entry.name != LISTING_NAME, entry.name)):
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            on_error(ArticleError(f"{entry}: cannot be read: {error.strerror or error}"))
            continue
        if is_folder:
            if not folder.resolve().is_relative_to(entry.resolve()):  # a link back up has no end
                yield from _walk(entry, on_error)
        else:
            yield entry


def _read_file(path: Path, about: About, on_error: OnError) -> Iterator[Article]:
    suffix = path.suffix.lower()
    try:
        if suffix in ROW_SUFFIXES:
            yield from _read_row_file(path, on_error)
        elif suffix in PAGE_SUFFIXES:
            text, page = read_page(read_bytes(path), path)
            yield make_article(text, path=str(path), about=about.or_else(page))
        elif suffix in TEXT_SUFFIXES or not path.exists():
            text = decode_text(read_bytes(path), path)
            yield make_article(text, path=str(path), about=about)
        else:
            msg = f"{path}: not a kind of file that holds articles ({_kinds()})"
            raise ArticleError(msg)
    except ArticleError as error:
        on_error(error)


def _read_row_file(path: Path, on_error: OnError) -> Iterator[Article]:
    try:
        with path.open("rb") as lines:
            for _, article in read_rows(lines, str(path), on_error):
                yield article
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}"
        raise ArticleError(msg) from error


def _kinds() -> str:
    return ", ".join(sorted(SUFFIXES))
