"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import OutputError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """
    Give a path to write to, and move what was written to `path` at the end.

    The work happens in a folder of its own beside `path`, so that the move is one step on the
    same disk and side files of writers (journals, indexes) go away with the folder.

    Raises
    ------
    OutputError
        If the file cannot be written; what was at `path` before is still there.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".geomap-") as folder:
            part = Path(folder) / path.name
            yield part
            part.replace(path)
    except OutputError:
        raise
    except OSError as error:
        msg = f"{path}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """
    Give a folder to write to, and move what was written into `folder` at the end.

    What stands in `folder` is so from one run, even if another one ends at the same time or the
    disk is full: until the moves, which take no space, nothing in it changes. Files that were not
    written anew stay.

    Raises
    ------
    OutputError
        If a file cannot be written; what was in `folder` before is still there.
    """
    check_folder(folder)
    part = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".geomap-") as name:
            part = Path(name)
            yield part
            for new in sorted(part.iterdir()):
                if new.is_dir():
                    shutil.rmtree(folder / new.name, ignore_errors=True)
                new.replace(folder / new.name)
    except OutputError as error:
        raise OutputError(str(error).replace(str(part), str(folder))) from error
    except OSError as error:
        msg = f"{folder}: cannot be written: {error.strerror or error}"
        raise OutputError(msg) from error


def check_folder(folder: Path) -> None:
    """
    Say before long work whether files can be written to a folder, which need not be there yet.

    Raises
    ------
    OutputError
        If it is a file, or nothing can be written there.
    """
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        msg = f"{folder}: cannot be made: {there} is a file"
        raise OutputError(msg)
    if not os.access(there, os.W_OK | os.X_OK):
        msg = f"{folder}: cannot be written: Permission denied"
        raise OutputError(msg)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with ``\\n`` line ends on every system; see `whole_file`."""  # noqa: D301
    with whole_file(path) as part:
        part.write_bytes(text.encode("utf-8"))
