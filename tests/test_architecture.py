"""The layout is the way of the data: imports point one way, heavy ones wait until used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "geomap"
FILES = sorted(PACKAGE.rglob("*.py"))
# Upstream to downstream; a room may import those before it. The last line may import all.
ROOMS = [
    "errors", "records", "settings", "vocabulary",
    "articles", "reading", "places", "incidents", "frame", "frame_io", "wording",
    "export", "webmap", "page", "picture", "brief", "pipeline", "explain", "cli",
]  # fmt: skip
# The rooms of reading; `article` and `names_only` may import all of them.
READING = ["text", "numbers", "times", "names", "roles", "events", "links"]
# reading asks its caller for a name finder, so that recognising and resolving stay apart
FORBIDDEN = {("places", "articles"), ("webmap", "export")}


def _name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def _imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geomap."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("geomap."))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_imports_point_downstream(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    for imported in _imports(path):
        assert imported == room or ROOMS.index(imported) < ROOMS.index(room), imported
        assert (room, imported) not in FORBIDDEN


def test_within_reading_imports_point_downstream() -> None:
    folder = PACKAGE / "reading"
    assert {path.name for path in folder.iterdir() if (path / "__init__.py").exists()} == {*READING}
    for path in folder.glob("*/*.py"):
        room = READING.index(path.parent.name)
        for imported in re.findall(r"from geomap\.reading\.(\w+)", path.read_text("utf-8")):
            assert READING.index(imported) <= room, f"{path}: {imported}"


def test_import_geomap_is_light() -> None:
    heavy = ("geopandas", "pandas", "folium", "shapely", "numpy", "rich", "pyproj")
    code = f"import sys, geomap, geomap.pipeline;print(*[m for m in {heavy!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert out.stdout.split() == []


def test_files_stay_readable_in_one_go() -> None:
    lines = {_name(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    long = {name: count for name, count in lines.items() if count > 450}
    assert not long


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_pattern_repeats_a_group_possessively(path: Path) -> None:
    """Python before 3.11.5 never comes back from ``(...)*+``; of a single letter it is right."""
    assert not re.search(r"\)[*+?]\+", path.read_text(encoding="utf-8"))
