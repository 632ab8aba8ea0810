"""Files that appear whole or not at all."""

from __future__ import annotations

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


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with ``\\n`` line ends on every system; see `whole_file`."""  # noqa: D301
    with whole_file(path) as part:
        part.write_bytes(text.encode("utf-8"))
