from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import SettingsError
from geomap.incidents.confidence import part_doubtful, rate_reports, why_doubtful
from geomap.incidents.signs import neighbours, signs
from geomap.pipeline import (
    Findings,
    doubtful_events,
    incidents_of,
    names_left_off,
    read_places,
)
from geomap.places import Gazetteer
from geomap.records import Article, replace
from geomap.settings import Settings
from tests.accuracy.fit_confidence import WEIGHTS, fit, held_out, load_examples, shares
from tests.samples import KYIV, ODESA, report

STRICT = Settings(min_confidence=0.4)
VAGUE = "The governor of the Kursk region said that something had exploded."


SOUTH = ("curated:south", "area", "southern Ukraine", "UA", 47.0, 33.0)


def read(text: str, settings: Settings | None = None) -> Findings:
    article = Article("a1", "a1.txt", None, None, text, date(2024, 5, 5), None, "en")
    return read_places(article, Gazetteer.load(), settings=settings or Settings())


@pytest.fixture(scope="module")
def answers() -> list[tuple[bool, float]]:
    return held_out(load_examples())


def test_the_weights_in_the_package_are_those_of_the_examples() -> None:
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        shipped = {row["sign"]: float(row["weight"]) for row in csv.DictReader(file)}
    assert shipped == pytest.approx(fit(load_examples()), abs=0.002)


def test_on_articles_held_out_it_leaves_off_far_more_wrong_than_right_ones(
    answers: list[tuple[bool, float]],
) -> None:
    before, _ = shares(answers, 0.0)
    after, kept = shares(answers, Settings().min_confidence)
    assert after >= before + 0.05
    assert kept >= 0.98


def test_held_out_confidence_is_about_the_share_of_right_ones(
    answers: list[tuple[bool, float]],
) -> None:
    for low, high in ((0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.0)):
        right = [is_right for is_right, sure in answers if low <= sure < high]
        assert low - 0.1 <= sum(right) / len(right) <= high + 0.1


def test_a_counted_strike_on_a_town_is_surer_than_a_vague_attack() -> None:
    (clear,) = read("Russian drones struck Izium overnight, killing three people.").reports
    (vague,) = read(VAGUE, STRICT).doubtful
    assert clear.event_confidence > 0.8
    assert vague.event_confidence < 0.4


def test_a_doubtful_event_is_left_off_and_its_place_says_why() -> None:
    findings = read(VAGUE, STRICT)
    assert incidents_of(findings) == []
    (left,) = names_left_off(findings)
    assert (left.name, left.role) == ("Kursk region", "reference")
    assert "doubtful" in left.reason


def test_nothing_is_left_off_where_the_user_wants_all() -> None:
    (incident,) = incidents_of(read(VAGUE, Settings(min_confidence=0.0)))
    assert (incident.place_name, incident.confidence_event < 0.4) == ("Kursk region", True)


def test_a_surer_report_of_the_same_event_bears_out_a_doubtful_one() -> None:
    doubtful = report("vague", "ground.clash", event_confidence=0.2)
    surer = report("sure", "ground.clash", event_confidence=0.7)
    assert part_doubtful([doubtful], 0.4) == ((), (doubtful,))
    assert part_doubtful([doubtful, surer], 0.4) == ((doubtful, surer), ())


def test_a_surer_report_of_another_event_at_the_place_does_not() -> None:
    doubtful = report("vague", "strike.drone", numbers={"launched": 3}, event_confidence=0.2)
    surer = report("sure", "strike.drone", numbers={"launched": 60}, event_confidence=0.7)
    assert part_doubtful([doubtful, surer], 0.4) == ((surer,), (doubtful,))


def test_what_is_not_told_as_a_fact_is_never_doubtful() -> None:
    planned = report("r", realis="planned", event_confidence=0.0)
    assert part_doubtful([planned], 1.0) == ((planned,), ())


@pytest.mark.parametrize(
    "place",
    [{"precision": "country"}, {"precision": "line"}, {"spec": SOUTH, "precision": "region"}],
    ids=["in a country", "along a line", "in a part of the country"],
)
def test_half_as_sure_is_enough_where_no_point_can_mislead(place: dict[str, Any]) -> None:
    half = report("half", **place, event_confidence=0.25)
    less = report("less", **place, event_confidence=0.15)
    assert part_doubtful([half], 0.4) == ((half,), ())
    assert part_doubtful([less], 0.4) == ((), (less,))


def test_signs_beside_the_report_are_those_of_its_neighbours() -> None:
    told = [
        report("city", "strike.drone", KYIV, trigger_start=50),
        report("shot down", "air_defence.intercept", KYIV, trigger_start=90),
        report("later", "strike.missile", KYIV, trigger_start=200),
        report("elsewhere", "strike.drone", ODESA, trigger_start=300),
    ]
    beside = set(signs(told[2], neighbours(told))) - set(signs(told[2]))
    assert beside == {
        "others of its family: 2",
        "also told of the place: air_defence",
        "told apart of the place: before",
    }


def test_a_region_whose_town_is_told_of_has_the_sign_of_it() -> None:
    findings = read(
        "Ukrainian forces shelled the Kursk region on Monday. On Thursday drones hit Rylsk.",
        Settings(min_confidence=0.0),
    )
    (wide,) = (r for r in findings.reports if r.place_name == "Kursk region")
    assert "told of a place within: region" in set(signs(wide, neighbours(findings.reports)))


@given(
    st.lists(st.tuples(st.sampled_from(["strike.drone", "control.capture"]), st.booleans())),
    st.floats(0, 1),
)
def test_each_report_is_in_one_part_in_the_order_given(
    kinds: list[tuple[str, bool]], least: float
) -> None:
    made = [report(f"r{n}", kind, KYIV if at else None) for n, (kind, at) in enumerate(kinds)]
    told = list(rate_reports(made))
    kept, doubtful = part_doubtful(told, least)
    order = {r.report_id: n for n, r in enumerate(told)}
    assert sorted((*kept, *doubtful), key=lambda r: order[r.report_id]) == told
    for part in (kept, doubtful):
        assert list(part) == sorted(part, key=lambda r: order[r.report_id])


def test_the_reason_names_what_speaks_most_against_it() -> None:
    (vague,) = read(VAGUE, STRICT).doubtful
    reason = why_doubtful(vague)
    assert f"{vague.event_confidence:.2f}" in reason
    assert "type: strike.explosion (-" in reason
    assert "always" not in reason


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_confidence_that_cannot_be_is_refused(share: float) -> None:
    with pytest.raises(SettingsError, match="min_confidence"):
        Settings(min_confidence=share)


def test_a_doubtful_event_at_a_name_that_tells_another_is_named_too() -> None:
    text = "Troops captured Kreminna after shelling killed four people in Kreminna."
    findings = read(text, Settings(min_confidence=0.0))
    captured, shelled = findings.reports
    same_name = replace(captured, mention=shelled.mention)
    (left,) = doubtful_events(replace(findings, reports=(shelled,), doubtful=(same_name,)))
    assert left.name == "Kreminna"
    assert left.reason.startswith("told of another event; “captured” here is doubtful")
    alone = replace(findings, reports=(), doubtful=findings.reports)
    assert list(doubtful_events(alone)) == []  # its name says it itself


@pytest.mark.parametrize(
    ("text", "day", "left_off"),
    [
        ("Russian forces captured Melitopol.", "2023-11-12", True),
        ("Heavy fighting went on in Kyiv.", "2023-07-21", True),
        ("Heavy fighting went on in Robotyne.", "2023-11-12", False),
        ("Heavy fighting went on in Kyiv.", "2022-02-25", False),  # it was fought for then
        ("Russian missiles hit Lviv.", "2023-07-21", False),  # strikes reach everywhere
        ("Ukrainian troops crossed the border and entered Sudzha.", "2024-08-07", False),
    ],
)
def test_fighting_far_from_that_days_front_is_doubtful(
    text: str, day: str, *, left_off: bool
) -> None:
    article = Article("a1", "a1.txt", None, None, text, date.fromisoformat(day), None, "en")
    findings = read_places(article, Gazetteer.load())
    assert bool(findings.doubtful) == left_off
    assert bool(findings.reports) != left_off
    assert all("far from the front" in why_doubtful(report) for report in findings.doubtful)
