"""The explained article for a terminal, in colour there and plain in a file or pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from geomap.explain.notes import Note, Passage
    from geomap.records import Article

_STYLES = {
    "where": "bold black on bright_green",
    "reference": "bold cyan",
    "origin": "bold magenta",
    "speaker": "yellow",
    "dateline": "yellow",
    "actor": "yellow",
    "affiliation": "yellow",
    "other": "bright_black",
}
_TRIGGER = "bold red underline"
_PLAIN_WIDTH = 120


def print_explained(article: Article, passages: Sequence[Passage], stream: TextIO) -> None:
    """Print the article sentence by sentence, each followed by what was read in it."""
    from rich.console import Console

    terminal = stream.isatty()
    console = Console(file=stream, width=None if terminal else _PLAIN_WIDTH, highlight=False,
                      emoji=False, markup=False, no_color=None if terminal else True)  # fmt: skip
    for shown in _shown(article, passages):
        with console.capture() as capture:
            console.print(shown)
        lines = capture.get().splitlines()
        # Tables are padded to the full width, which only a terminal has use for.
        stream.write("\n".join(lines if terminal else map(str.rstrip, lines)) + "\n")


def _shown(article: Article, passages: Sequence[Passage]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield Text(_clean(article.title or article.path), style="bold")
    yield Text(_about(article), style="dim")
    yield ""
    for passage in passages:
        yield _marked(article.text, passage)
        for note in passage.notes:
            yield Padding(_note(note), (0, 0, 0, 4))
        if passage.notes:
            yield ""


def _about(article: Article) -> str:
    published = f"published {article.published}" if article.published else "no date of publication"
    return _clean(" · ".join(filter(None, (article.publisher, published, article.path))))


def _marked(text: str, passage: Passage) -> Text:
    """Return the words with a number behind each name and trigger."""
    from rich.text import Text

    shown = Text()
    ends = _by_end(passage.notes)
    edges = sorted({passage.start, passage.end, *(n.start for n in passage.notes), *ends})
    for start, end in pairwise(edges):
        piece = Text(_clean(text[start:end]))
        for note in (n for n in passage.notes if n.start <= start and end <= n.end):
            piece.stylize(_TRIGGER if note.kind == "report" else _STYLES[note.style])
        shown.append_text(piece)
        for note in ends.get(end, ()):
            shown.append(f"[{note.mark}]", style="dim")
    shown.rstrip()
    return shown


def _by_end(notes: Iterable[Note]) -> dict[int, list[Note]]:
    ends: dict[int, list[Note]] = {}
    for note in notes:
        ends.setdefault(note.end, []).append(note)
    return ends


def _note(note: Note) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    style = "bold red" if note.kind == "report" else _STYLES[note.style]
    title = Text.assemble((f"[{note.mark}] ", "dim"), (_clean(note.title), style))
    facts = Table.grid(padding=(0, 2, 0, 4))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    for label, words in note.facts:
        facts.add_row(
            Text(_clean(label)),
            Text(_clean(words), style="green" if (label, words) == ("on the map", "yes") else ""),
        )
    return Group(title, facts)


def _clean(text: str) -> str:
    """Replace what does not print, so that no article can move the cursor; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)
