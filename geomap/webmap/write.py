"""Writes a page, and the folder beside it that a very large one needs: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geomap.errors import OutputError
from geomap.webmap.figure import OfflineFigure
from geomap.webmap.layer import IncidentLayer
from geomap.webmap.payload import INLINE_LIMIT


def write_page(figure: OfflineFigure, path: Path) -> None:
    """
    Write the page of `figure` to `path`.

    Raises
    ------
    OutputError
        If a file cannot be written: the message names it. What was there before is still there.
    MapError
        If a folium layer of the map needs a file that the package has no copy of.
    """
    layer = next((e for e in figure.page_elements() if isinstance(e, IncidentLayer)), None)
    if layer is None or layer.payload.meta["count"] <= INLINE_LIMIT:
        _write_file(path, figure.chunks())
        return
    inline = layer.payload
    layer.payload = inline.with_text_dir(f"{path.stem}_cards")
    try:
        with _new_folder(path.with_name(f"{path.stem}_cards")) as folder:
            for name, text in layer.payload.sidecar_files():
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
            _write_file(path, figure.chunks())
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        layer.payload = inline


def _write_file(path: Path, chunks: Iterable[str]) -> None:
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.",
            suffix=".part", delete=False,
        ) as stream:  # fmt: skip
            part = Path(stream.name)
            stream.writelines(chunks)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


@contextmanager
def _new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `path` once all is well."""
    part = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        with suppress(FileNotFoundError):
            shutil.rmtree(path)
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _unwritten(path: Path, error: OSError) -> OutputError:
    if isinstance(error, OutputError):
        return error
    return OutputError(f"cannot write {path}: {error.strerror or error}")


def _umask() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
