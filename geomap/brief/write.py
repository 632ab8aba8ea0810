"""A brief as a file: HTML with its picture inside, or Markdown with the picture beside it."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.brief.digest import Brief, digest
from geomap.brief.markdown import render_markdown
from geomap.brief.page import render_body
from geomap.errors import OutputError, SettingsError
from geomap.export.atomic import whole_file, write_text
from geomap.page import render_page
from geomap.picture import has_matplotlib, write_picture
from geomap.wording import in_language

if TYPE_CHECKING:
    import geopandas as gpd

_PAGE, _MARKDOWN = (".html", ".htm"), (".md", ".markdown")
_DPI = 120


def write_brief(
    frame: gpd.GeoDataFrame,
    path: Path | str,
    *,
    start: date | None = None,
    end: date | None = None,
    title: str | None = None,
    lang: str = "en",
) -> list[Path]:
    """
    Write a brief of a period.

    Parameters
    ----------
    frame
        A table of `geomap.frame.SCHEMA`. Not modified.
    path
        Ends in .html or .md; an existing file is replaced. Beside ``name.md`` comes the picture
        ``name.png``; a page holds it.
    start, end
        First and last day, both inclusive; None is open.
    title
        Heading; any text. By default "Brief" in the language.
    lang
        Language of headings, figures and places: en, uk or ru. Quotes stay as they are.

    Returns
    -------
    paths
        The files written. Without matplotlib there is no picture.

    Raises
    ------
    SettingsError
        If `start` is after `end`, or `lang` is another language.
    OutputError
        If the ending is another, or a file cannot be written.
    """
    path = Path(path)
    write = _writer(path)
    if start and end and start > end:
        msg = f"the period begins on {start}, after its end on {end}"
        raise SettingsError(msg)
    words = in_language(lang)
    brief = digest(frame, start=start, end=end, words=words)
    picture = _picture(brief) if has_matplotlib() else None
    return write(brief, path, words.text("brief.title") if title is None else title, picture)


def _writer(path: Path) -> Callable[[Brief, Path, str, bytes | None], list[Path]]:
    kind = path.suffix.lower()
    if kind in _PAGE:
        return _write_page
    if kind in _MARKDOWN:
        return _write_markdown
    msg = f"{path}: a brief is .html or .md"
    raise OutputError(msg)


def _write_page(brief: Brief, path: Path, title: str, picture: bytes | None) -> list[Path]:
    css = files("geomap.brief").joinpath("brief.css").read_text(encoding="utf-8")
    source = f"data:image/png;base64,{b64encode(picture).decode()}" if picture else None
    body = render_body(brief, title, source)
    write_text(path, render_page(title, css=css, body=body, lang=brief.words.lang))
    return [path]


def _write_markdown(brief: Brief, path: Path, title: str, picture: bytes | None) -> list[Path]:
    beside = path.with_suffix(".png")
    if picture:
        with whole_file(beside) as part:
            part.write_bytes(picture)
    write_text(path, render_markdown(brief, title, beside.name if picture else None))
    return [path, beside] if picture else [path]


def _picture(brief: Brief) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "map.png"
        write_picture(brief.frame, drawn, title=brief.words.text("brief.map"), dpi=_DPI,
                      lang=brief.words.lang)  # fmt: skip
        return drawn.read_bytes()
