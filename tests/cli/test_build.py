"""``geomap build`` as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geomap.cli import main

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = "Russian drones hit Odesa overnight, killing two people, the governor said."


def geomap(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("built") / "new" / "folder"
    return folder, geomap("build", SEEDS, "-o", folder, "--verbose", "--format", "gpkg")


def test_seeds_give_map_and_tables(built: tuple[Path, Result]) -> None:
    folder, result = built
    assert result.exit_code == 0, result.output
    assert {p.name for p in folder.iterdir()} == {
        "map.html",
        "incidents.geojson",
        "incidents.csv",
        "not_mapped.csv",
        "incidents.gpkg",
    }
    assert result.stdout.strip() == str(folder / "map.html")


def test_summary_names_incidents_and_names_left_off(built: tuple[Path, Result]) -> None:
    told = built[1].stderr
    assert "incidents in 5 articles" in told
    assert "Drone strike" in told
    assert "names not on the map" in told
    assert "speaker" in told


def test_verbose_tells_time_and_memory(built: tuple[Path, Result]) -> None:
    assert "seconds" in built[1].stderr
    assert "peak memory" in built[1].stderr


def test_second_build_gives_the_same_bytes(built: tuple[Path, Result], tmp_path: Path) -> None:
    folder, _ = built
    geomap("build", SEEDS, "-o", tmp_path)
    for name in ("map.html", "incidents.geojson", "incidents.csv", "not_mapped.csv"):
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes()


def test_bad_articles_are_named_and_the_others_mapped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "articles.csv").write_text("file,published\ngood.txt,soon\n", "utf-8")
    result = geomap("build", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if "set aside" in line]
    assert len(errors) == 2
    assert "articles.csv, line 2: 'soon' is not a date" in errors[0]
    assert "empty.txt: the file is empty" in errors[1]
    features = json.loads((tmp_path / "out" / "incidents.geojson").read_bytes())["features"]
    assert [f["properties"]["place"] for f in features] == ["Odesa"]


def test_online_tiles_are_a_switch_and_wrong_ones_stop_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    url = "https://tiles.example.org/{z}/{x}/{y}.png"
    refused = geomap("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--tiles", url)
    assert refused.exit_code != 0
    assert "attribution" in refused.stderr
    assert not (tmp_path / "out").exists()
    done = geomap("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--tiles", url,
                  "--tiles-attribution", "Example", "--basemap", "none")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "tiles.example.org" in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    result = geomap("build", tmp_path / "absent.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "absent.txt" in result.stderr
    assert not (tmp_path / "out").exists()


def test_output_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    result = geomap("build", SEEDS, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"geomap: {tmp_path / 'out'}: cannot be made" in result.stderr


def test_article_cannot_command_the_terminal(tmp_path: Path) -> None:
    name = tmp_path / "bad\x1b]0;owned\x07.txt"
    name.touch()
    assert "\x1b" not in geomap("build", name, "-o", tmp_path / "out").stderr


def test_negative_distance_is_refused(tmp_path: Path) -> None:
    result = geomap("build", SEEDS, "-o", tmp_path, "--merge-km", "-1")
    assert result.exit_code == 1
    assert "merge_km must not be negative" in result.stderr
    result = geomap("build", SEEDS, "-o", tmp_path, "--merge-km", "nan")
    assert result.exit_code == 1
    assert "merge_km must be a number" in result.stderr


@pytest.mark.parametrize("command", ["", "build", "extract", "locate", "gazetteer"])
def test_help_is_everywhere_with_an_example(command: str) -> None:
    result = geomap(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Example: geomap" in result.output


def test_version() -> None:
    assert geomap("--version").output == "geomap, version 0.1.0\n"


def test_python_m_geomap_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geomap", "--version"], capture_output=True, text=True, check=True
    )
    assert "version" in done.stdout


def test_article_without_an_event_is_named(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "recipe.txt").write_text("Boil the beetroot for an hour.", encoding="utf-8")
    result = geomap("build", tmp_path, "-o", tmp_path / "out")
    assert "1 of 2 articles tell of no event (recipe.txt)" in result.stderr


def test_article_in_ukrainian_is_named_as_not_read(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "novyny.txt").write_text("Вночі дрони атакували Одесу, є поранені.", "utf-8")
    result = geomap("build", tmp_path, "-o", tmp_path / "out")
    assert "1 of 2 articles are not in English" in result.stderr
    left_off = (tmp_path / "out" / "not_mapped.csv").read_text(encoding="utf-8")
    assert "what happened is not read in Ukrainian yet" in left_off
