"""``geomap build --corrections``: what was corrected on one map is right on the next."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from geomap.cli import main

STORY = (
    "Russian drones hit Odesa on November 25, 2024, killing two people, the governor said.\n\n"
    "Russian forces shelled Kherson on November 24, 2024, injuring one, the governor said.\n"
)


def build(folder: Path, out: str, *options: str | Path) -> Result:
    arguments = ["build", folder / "in", "-o", folder / out, *options]
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def features(folder: Path, out: str) -> dict[str, dict[str, Any]]:
    found = json.loads((folder / out / "incidents.geojson").read_bytes())["features"]
    return {f["properties"]["place"]: f["properties"] for f in found}


def write(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerows([("incident_id", "action", "field", "value", "note"), *rows])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(STORY, encoding="utf-8")
    assert build(tmp_path, "first").exit_code == 0
    return tmp_path


def test_corrections_change_the_next_map(folder: Path) -> None:
    before = features(folder, "first")
    odesa, kherson = before["Odesa"]["incident_id"], before["Kherson"]["incident_id"]
    file = write(
        folder / "c.csv",
        (odesa, "set", "event_type", "strike.missile", "it was an Iskander"),
        (odesa, "set", "lat", "46.97", ""),
        (odesa, "set", "lon", "32.0", ""),
        (kherson, "reject", "", "", "last year's film"),
    )
    result = build(folder, "second", "--corrections", file)
    assert result.exit_code == 0, result.output
    assert "1 corrected, 1 rejected" in result.stderr
    (now,) = features(folder, "second").values()
    assert (now["incident_id"], now["event_type"]) == (odesa, "strike.missile")
    assert (now["place"], now["review"]) == ("Mykolaiv", "corrected")
    assert "review: it was an Iskander" in now["notes"]
    left_off = (folder / "second" / "not_mapped.csv").read_text("utf-8")
    assert "rejected in review; review: last year's film" in left_off


def test_the_same_file_serves_the_build_after(folder: Path) -> None:
    odesa = features(folder, "first")["Odesa"]["incident_id"]
    first = write(folder / "1.csv", (odesa, "set", "date_start", "2024-11-23", ""))
    build(folder, "second", "--corrections", first)
    again = features(folder, "second")["Odesa"]["incident_id"]
    second = write(folder / "2.csv", (again, "accept", "", "", ""))
    result = build(folder, "third", "--corrections", first, "--corrections", second)
    assert result.exit_code == 0, result.output
    assert features(folder, "third")["Odesa"]["date_start"] == "2024-11-23"


def test_lines_that_do_nothing_are_named_and_fail_the_build(folder: Path) -> None:
    odesa = features(folder, "first")["Odesa"]["incident_id"]
    file = write(
        folder / "c.csv",
        ("ffffffffffff", "accept", "", "", ""),
        (odesa, "set", "event_type", "bang", ""),
        (odesa, "accept", "", "", ""),
    )
    result = build(folder, "second", "--corrections", file)
    assert result.exit_code == 1
    assert f"{file}, line 2: there is no incident 'ffffffffffff'" in result.stderr
    assert f"{file}, line 3: value is 'bang', not an event type" in result.stderr
    assert features(folder, "second")["Odesa"]["review"] == "accepted"
    assert "Kherson" in features(folder, "second")


def test_a_file_that_is_no_corrections_stops_before_anything_is_written(folder: Path) -> None:
    file = folder / "c.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["build", str(folder / "in"), "-o", str(folder / "x"), "--corrections", str(file)]
    )
    assert result.exit_code != 0
    assert "the columns must be" in result.stderr
    assert not (folder / "x").exists()
