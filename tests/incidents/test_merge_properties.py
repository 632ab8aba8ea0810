"""What holds of merging whatever the reports are."""

import random

from hypothesis import given
from hypothesis import strategies as st

from geomap.incidents import merge_reports
from geomap.records import Report
from tests.strategies import report_lists


@given(report_lists())
def test_each_report_is_in_exactly_one_incident(reports: list[Report]) -> None:
    told = [i for incident in merge_reports(reports, merge_km=40) for i in incident.report_ids]
    assert sorted(told) == sorted(r.report_id for r in reports)


@given(report_lists(), st.randoms(use_true_random=False))
def test_order_does_not_matter(reports: list[Report], rng: random.Random) -> None:
    shuffled = reports.copy()
    rng.shuffle(shuffled)
    assert merge_reports(shuffled, merge_km=40) == merge_reports(reports, merge_km=40)


@given(report_lists())
def test_merging_twice_changes_nothing(reports: list[Report]) -> None:
    assert merge_reports([*reports, *reports]) == merge_reports(reports)


@given(report_lists())
def test_place_is_the_place_of_a_report(reports: list[Report]) -> None:
    places = {r.report_id: r.location for r in reports}
    for incident in merge_reports(reports, merge_km=40):
        assert incident.location in [places[i] for i in incident.report_ids]


@given(report_lists())
def test_ids_differ(reports: list[Report]) -> None:
    ids = [incident.incident_id for incident in merge_reports(reports)]
    assert len(set(ids)) == len(ids)
