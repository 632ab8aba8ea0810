"""``geomap extract``, ``locate`` and ``gazetteer`` as programs and people meet them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geomap.cli import main

STORY = "In Moscow, officials spoke. Russian drones hit Odesa on Tuesday, killing two people."


def geomap(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        main, [str(a) for a in arguments], input=stdin, catch_exceptions=False
    )


def test_extract_answers_every_good_line_and_names_the_bad_ones() -> None:
    row = json.dumps({"id": "x1", "text": STORY, "published": "2024-11-26"})
    result = geomap("extract", "-", stdin=f"{row}\nnot json\n{row.replace('x1', 'x2')}\n")
    assert result.exit_code == 1
    assert "line 2: not JSON" in result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["x1", "x2"]  # copies are answered too


def test_extract_gives_incidents_and_mentions_with_offsets(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"text": STORY, "published": "2024-11-26"}), encoding="utf-8")
    result = geomap("extract", source)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    (incident,) = found["incidents"]
    assert incident["event_type"] == "strike.drone"
    assert (incident["country"], incident["cross_border"]) == ("UA", False)
    assert (incident["lat"], incident["lon"]) == pytest.approx((46.48, 30.73), abs=0.05)
    assert (incident["date_start"], incident["killed_min"]) == ("2024-11-26", 2)
    (evidence,) = incident["evidence"]
    assert "Odesa" in STORY[evidence["start"] : evidence["end"]]
    names = {m["name"]: m for m in found["mentions"]}
    assert STORY[names["Odesa"]["start"] : names["Odesa"]["end"]] == "Odesa"
    assert names["Odesa"]["role"] == "where"
    assert names["Moscow"]["role"] != "where"
    assert names["Moscow"]["reason"]


def test_extract_with_several_processes_answers_the_same_in_order(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    rows = [{"id": n, "text": f"{STORY} Report {n}.", "published": "2024-11-26"} for n in range(20)]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert geomap("extract", source, "--jobs", "2").stdout == geomap("extract", source).stdout


def test_extract_without_file_is_a_usage_error(tmp_path: Path) -> None:
    result = geomap("extract", tmp_path / "absent.jsonl")
    assert result.exit_code == 2
    assert "absent.jsonl" in result.stderr


def test_locate_kopanky_near_kupiansk() -> None:
    result = geomap("locate", "Kopanky", "--near", "Kupiansk", "--json")
    ranked = [json.loads(line) for line in result.stdout.splitlines()]
    best = ranked[0]["place"]
    assert (best["lat"], best["lon"]) == pytest.approx((49.371, 37.850), abs=0.05)
    assert len(ranked) > 1
    assert any("Kupiansk" in reason for reason in ranked[0]["reasons"])


def test_locate_prints_a_table() -> None:
    result = geomap("locate", "Kopanky", "--region", "Kharkiv Oblast")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split()[:3] == ["score", "name", "kind"]


def test_locate_says_what_it_does_not_know() -> None:
    for arguments in (["Xyzzyville"], ["Kopanky", "--near", "Xyzzyville"]):
        result = geomap("locate", *arguments)
        assert result.exit_code == 1
        assert "Xyzzyville" in result.stderr
        assert result.stdout == ""


def test_gazetteer_tells_what_it_holds() -> None:
    result = geomap("gazetteer", "info")
    assert result.exit_code == 0
    assert "version: " in result.stdout
    assert "village" in result.stdout


def test_gazetteer_is_sound() -> None:
    result = geomap("gazetteer", "check")
    assert (result.exit_code, result.stderr) == (0, "")
