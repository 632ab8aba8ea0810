"""What the README tells a reader to type works as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
COMMANDS = [
    line.removeprefix("geomap ")
    for language, block in BLOCKS
    for line in block.splitlines()
    if language == "sh" and line.startswith("geomap ")
]
SNIPPETS = [block for language, block in BLOCKS if language == "python"]


@pytest.fixture
def _among_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_among_seeds")
@pytest.mark.parametrize("command", COMMANDS)
def test_command_of_the_readme_runs(command: str) -> None:
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code == 0, result.output


@pytest.mark.usefixtures("_among_seeds")
@pytest.mark.parametrize("snippet", SNIPPETS)
def test_snippet_of_the_readme_runs(snippet: str) -> None:
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102 - our own text


def test_pictures_of_the_readme_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


def test_readme_has_commands_to_run() -> None:
    assert len(COMMANDS) >= 2
    assert SNIPPETS
