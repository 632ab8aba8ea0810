"""What joined reports say together."""

import pytest

from geomap.incidents import merge_reports
from geomap.records import Incident, Report
from tests.samples import BELGOROD, BLACK_SEA, CRIMEA, KYIV, ROMANIA, Spec, night, report, span


def only(*reports: Report) -> Incident:
    (incident,) = merge_reports(reports)
    return incident


def test_what_one_report_leaves_open_another_fills() -> None:
    a = report("r1", actor="RU", numbers={"injured_min": 9})
    b = report(
        "r2", weapon="Shahed", target_class="residential", time=night("2024-11-25", "2024-11-26")
    )
    incident = only(a, b)
    assert (incident.actor, incident.weapon, incident.target_class) == (
        "RU",
        "Shahed",
        "residential",
    )
    assert incident.numbers.injured_min == 9
    assert (str(incident.date_start), incident.date_words) == ("2024-11-25", "overnight")


def test_numbers_are_not_added_up() -> None:
    incident = only(report("r1", numbers={"launched": 23}), report("r2", numbers={"launched": 23}))
    assert incident.numbers.launched == 23


def test_rising_toll_gives_the_range() -> None:
    a = report("r1", numbers={"killed_min": 2})
    b = report("r2", numbers={"killed_min": 3}, article="a2")
    incident = only(a, b)
    assert (incident.numbers.killed_min, incident.numbers.killed_max) == (2, 3)
    assert incident.notes == ("reports differ in killed: 2, 3",)


def test_not_stated_stays_null() -> None:
    numbers = only(report("r1")).numbers
    assert (numbers.killed_min, numbers.launched, numbers.civilians) == (None, None, None)


def test_sides_that_differ_dispute() -> None:
    a = report("r1", claimed_by="RU", claim_status="claimed", numbers={"killed_min": 2})
    b = report(
        "r2", claimed_by="UA", claim_status="claimed", numbers={"killed_min": 4}, article="a2"
    )
    assert only(a, b).claim_status == "disputed"


def test_denial_disputes_a_claim() -> None:
    a = report("r1", claimed_by="UA", claim_status="claimed")
    assert only(a, report("r2", claim_status="denied")).claim_status == "disputed"


def test_both_sides_saying_it_confirms() -> None:
    a = report("r1", claimed_by="RU", claim_status="claimed")
    b = report("r2", claimed_by="UA", claim_status="claimed", article="a2")
    assert only(a, b).claim_status == "confirmed"


def test_claim_names_who_claims() -> None:
    a = report("r1", numbers={"launched": 3})
    b = report(
        "r2", claimed_by="RU", claimant="the Russian defense ministry", claim_status="claimed"
    )
    incident = only(a, b)
    assert (incident.claimed_by, incident.claim_status) == ("RU", "claimed")
    assert incident.claimant == "the Russian defense ministry"


@pytest.mark.parametrize(
    ("spec", "country", "crosses"),
    [
        (KYIV, "UA", False),
        (CRIMEA, "UA", False),
        (BELGOROD, "RU", True),
        (ROMANIA, "RO", True),
        (BLACK_SEA, None, False),
    ],
)
def test_border_is_the_recognised_one(spec: Spec, country: str | None, *, crosses: bool) -> None:
    incident = only(report("r1", spec=spec))
    assert (incident.in_territory_of, incident.cross_border) == (country, crosses)


def test_confidence_is_the_lowest_of_its_parts() -> None:
    incident = only(
        report("r1", place_confidence=0.8, type_confidence=0.7, time=span("2024-11-26"))
    )
    assert (incident.confidence_place, incident.confidence_type) == (0.8, 0.7)
    assert incident.confidence == min(incident.confidence_event, 0.7, incident.confidence_time)


def test_no_place_means_no_confidence_in_it() -> None:
    incident = only(report("r1", spec=None))
    assert (incident.place_name, incident.confidence) == (None, 0.0)


def test_incidents_alike_have_ids_of_their_own() -> None:
    a, b = report("r1", actor="RU"), report("r2", actor="UA")
    ids = {i.incident_id for i in merge_reports([a, b])}
    assert len(ids) == 2


def test_id_outlives_further_evidence() -> None:
    first = only(report("r1"))
    assert only(report("r1"), report("r2", article="a2")).incident_id == first.incident_id
