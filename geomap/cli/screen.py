"""
What is said on the screen: lines and tables.

Words of articles and names of files reach a terminal without their control characters, so that
none of them can move its cursor or change its title.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import click


def printable(text: str) -> str:
    """Replace everything that does not print by a replacement sign; line breaks stay."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def say(text: str) -> None:
    """Print to stderr: stdout is for data."""
    click.echo(printable(text), err=True)


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    to_stdout: bool = False,
) -> None:
    """Print a table; numbers are set to the right. To stderr unless it is the data asked for."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = [list(row) for row in rows]
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for position, name in enumerate(columns):
        is_number = bool(rows) and all(isinstance(row[position], int | float) for row in rows)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        # Text, not str: rich would read "[red]" in an article as markup.
        table.add_row(*(Text(printable(_cell(value))) for value in row))
    stream = sys.stdout if to_stdout else sys.stderr
    width = None if stream.isatty() else 160  # a pipe has no width of its own
    Console(file=stream, width=width, highlight=False, soft_wrap=not stream.isatty()).print(table)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """
    Show how far long work is, on a terminal only and only when it takes more than a second.

    Yields a function to be called with the number done and the total.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=None)
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if not bar.live.is_started and time.monotonic() - started > 1:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
