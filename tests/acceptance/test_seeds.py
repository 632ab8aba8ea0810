"""The five articles of the client, held against what a careful reader finds in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geomap.articles import read_articles
from geomap.pipeline import Findings, Result, find_incidents, is_drawn, read_places
from geomap.places import Gazetteer
from geomap.records import Incident

from .matching import MAY_BE_ONE, faults, phrases, same_place, straight

ROOT = Path(__file__).parents[2]
ANSWERS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("seeds.json").read_text(encoding="utf-8")
)["articles"]
BY_FILE = {answer["file"]: answer for answer in ANSWERS}


@pytest.fixture(scope="module")
def result() -> Result:
    return find_incidents([ROOT / "seeds"])


@pytest.fixture(scope="module")
def findings() -> dict[str, Findings]:
    gazetteer = Gazetteer.load()
    return {
        Path(article.path).name: read_places(article, gazetteer)
        for article in read_articles([ROOT / "seeds"])
    }


def test_every_required_incident_is_found_with_its_fields(
    result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    missed = [
        (wanted["id"], wanted["quote"][:60], fault)
        for answer in ANSWERS
        for wanted, fault in _missed(answer, _incidents_of(result, answer["file"]))
    ]
    with capsys.disabled():
        for wanted_id, quote, fault in missed:
            print(f"\n{wanted_id:5} {quote}\n      {fault}", end="")  # noqa: T201 - the table
    assert not missed


def test_no_incident_serves_two_required_ones(result: Result) -> None:
    for answer in ANSWERS:
        incidents = _incidents_of(result, answer["file"])
        served = {
            wanted["id"]: incident.incident_id
            for wanted in answer["required"]
            if wanted["id"] not in MAY_BE_ONE
            for incident in incidents
            if same_place(incident, wanted) and not faults(incident, wanted)
        }
        assert len(set(served.values())) == len(served), served


@pytest.mark.parametrize("file", BY_FILE)
def test_what_must_never_be_a_point_is_none(file: str, findings: dict[str, Findings]) -> None:
    found = findings[file]
    text = straight(found.reading.article.text)
    drawn = [
        (found.reading.mentions[report.mention], report.location.place.name)
        for report in found.reports
        if is_drawn(report) and report.mention is not None and report.location is not None
    ]
    for entry in BY_FILE[file]["never"]:
        name, quoted = phrases(entry)
        for phrase in quoted:
            at = text.index(phrase)
            assert not [m.name for m, _ in drawn if at <= m.start < at + len(phrase)], phrase
        if "(the dateline)" in entry:
            assert not [m.name for m, _ in drawn if m.role == "dateline"]
        elif "Kupiansk as" in entry or not quoted:
            assert name not in {place for _, place in drawn}
            assert name not in {m.name for m, _ in drawn}


@pytest.mark.parametrize("file", BY_FILE)
def test_background_is_not_drawn_as_actual(file: str, findings: dict[str, Findings]) -> None:
    found = findings[file]
    text = straight(found.reading.article.text)
    for entry in BY_FILE[file]["background"]:
        start = text.find(straight(entry["quote"]))
        if start < 0:  # a paraphrase
            continue
        inside = range(start, start + len(entry["quote"]))
        assert not [
            report.trigger
            for report in found.reports
            if is_drawn(report) and report.trigger_start in inside
        ], entry["quote"]


def _incidents_of(result: Result, file: str) -> list[Incident]:
    ids = {article.article_id for article in result.articles if Path(article.path).name == file}
    assert ids
    return [
        incident
        for incident in result.incidents
        if incident.realis == "actual" and ids & {e.article_id for e in incident.evidence}
    ]


def _missed(answer: dict[str, Any], incidents: list[Incident]) -> list[tuple[dict[str, Any], str]]:
    required = {wanted["id"]: wanted for wanted in answer["required"]}
    missed = []
    for wanted in answer["required"]:
        accepted = wanted
        if partner := MAY_BE_ONE.get(wanted["id"]):
            types = [wanted["type"], required[partner]["type"]]
            flat = [t for some in types for t in ([some] if isinstance(some, str) else some)]
            accepted = wanted | {"type": flat}
        at_place = [incident for incident in incidents if same_place(incident, accepted)]
        if not at_place:
            missed.append((wanted, f"nothing at {wanted['place']}"))
            continue
        best = min((faults(incident, accepted) for incident in at_place), key=len)
        if best:
            missed.append((wanted, "; ".join(best)))
    return missed
