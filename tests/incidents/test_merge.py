"""Which reports are one event, and which are not."""

import pytest

from geomap.errors import SettingsError
from geomap.incidents import merge_reports
from geomap.records import KEPT_APART, Incident, Report, replace
from tests.samples import (
    BELGOROD,
    KOPANKY,
    KURSK_OBLAST,
    KYIV,
    ODESA,
    PIVDENNE,
    UKRAINE,
    night,
    report,
    span,
)


def joined(*reports: Report) -> list[tuple[str, ...]]:
    return sorted(incident.report_ids for incident in merge_reports(reports))


def only(*reports: Report) -> Incident:
    (incident,) = merge_reports(reports)
    return incident


def test_event_told_twice_in_an_article_is_one_incident_with_both_spans() -> None:
    incident = only(report("r1"), report("r2", "strike.explosion", sentence="Explosions rang out."))
    assert incident.event_type == "strike.drone"
    assert [e.sentence for e in incident.evidence] == ["Drones hit Kyiv.", "Explosions rang out."]
    assert incident.merge_reasons


def test_copies_of_a_report_count_once() -> None:
    assert only(report("r1"), report("r1")).report_ids == ("r1",)


def test_two_nights_are_two_events_although_they_share_a_day() -> None:
    a = report("r1", spec=UKRAINE, time=night("2025-06-09", "2025-06-10"))
    b = report("r2", spec=UKRAINE, time=night("2025-06-08", "2025-06-09"))
    assert joined(a, b) == [("r1",), ("r2",)]


def test_300_drones_and_479_drones_are_two_waves() -> None:
    time = night("2025-06-09", "2025-06-10")
    a = report("r1", spec=UKRAINE, time=time, numbers={"launched": 300, "qualifier": "more than"})
    b = report("r2", spec=UKRAINE, time=time, numbers={"launched": 479})
    assert joined(a, b) == [("r1",), ("r2",)]


def test_more_than_300_and_305_are_one_wave() -> None:
    time = night("2025-06-09", "2025-06-10")
    a = report("r1", spec=UKRAINE, time=time, numbers={"launched": 300, "qualifier": "more than"})
    b = report("r2", spec=UKRAINE, time=time, numbers={"launched": 305}, article="a2")
    assert joined(a, b) == [("r1", "r2")]


def test_vague_report_does_not_tie_contradicting_ones() -> None:
    a = report("r1", numbers={"launched": 300})
    b = report("r2", numbers={"launched": 479})
    vague = report("r3")
    assert sorted(map(len, joined(a, b, vague))) == [1, 2]


def test_night_and_the_day_it_ends_on_are_one_event() -> None:
    a = report("r1", time=night("2024-11-25", "2024-11-26"))
    assert joined(a, report("r2", article="a2")) == [("r1", "r2")]


def test_missile_and_drone_on_one_city_stay_apart() -> None:
    assert len(joined(report("r1"), report("r2", "strike.missile"))) == 2


def test_attack_on_a_country_and_missiles_on_it_stay_apart() -> None:
    a = report("r1", "strike.combined", UKRAINE, numbers={"launched": 62})
    b = report("r2", "strike.other", UKRAINE, numbers={"killed_min": 4})
    assert len(joined(a, b)) == 2


def test_tallies_over_a_country_that_share_no_figure_are_two_events() -> None:
    a = report("r1", spec=UKRAINE, numbers={"launched": 62})
    assert len(joined(a, report("r2", spec=UKRAINE, numbers={"killed_min": 4}))) == 2
    assert len(joined(a, report("r2", spec=UKRAINE))) == 1
    city = [report("r1", numbers={"launched": 62}), report("r2", numbers={"killed_min": 4})]
    assert len(joined(*city)) == 1


def test_interception_is_not_the_strike() -> None:
    assert len(joined(report("r1"), report("r2", "air_defence.intercept"))) == 2


def test_denied_event_is_not_the_one_that_happened() -> None:
    assert len(joined(report("r1"), report("r2", realis="denied"))) == 2


def test_opposite_actors_are_two_events() -> None:
    a = report("r1", "control.advance", KURSK_OBLAST, actor="UA")
    b = report("r2", "control.advance", KURSK_OBLAST, actor="RU")
    assert len(joined(a, b)) == 2


def test_city_and_its_region_stay_apart() -> None:
    assert len(joined(report("r1", spec=BELGOROD), report("r2", spec=KURSK_OBLAST))) == 2


def test_near_a_place_and_at_it_are_one_event_in_an_article() -> None:
    a, b = report("r1", spec=KOPANKY), report("r2", spec=KOPANKY, precision="near")
    incident = only(a, b)
    assert incident.location is not None
    assert incident.location.geo_precision == "settlement"


def test_next_days_attack_on_the_same_place_is_another_one() -> None:
    a = report("r1", "ground.repelled", KOPANKY, time=span("2024-11-26", words="on Tuesday"))
    b = report(
        "r2",
        "ground.repelled",
        KOPANKY,
        time=span("2024-11-27", words="on Wednesday"),
        article="a2",
    )
    assert len(joined(a, b)) == 2


def test_neighbouring_places_join_only_on_a_telling_number() -> None:
    def pair(killed: int) -> list[tuple[str, ...]]:
        numbers = {"killed_min": killed}
        a = report("r1", spec=ODESA, numbers=numbers, precision="near")
        b = report("r2", spec=PIVDENNE, numbers=numbers, precision="near", article="a2")
        return [incident.report_ids for incident in merge_reports([a, b], merge_km=50)]

    assert pair(9) == [("r1", "r2")]
    assert len(pair(1)) == 2


def test_two_places_of_one_article_never_join() -> None:
    numbers = {"killed_min": 9}
    a, b = report("r1", spec=ODESA, numbers=numbers), report("r2", spec=PIVDENNE, numbers=numbers)
    assert len(merge_reports([a, b], merge_km=100)) == 2


def test_last_week_in_two_articles_is_not_known_to_be_one_event() -> None:
    a = report("r1", time=span("2024-11-18", "2024-11-24", "week", "last week"))
    b = report("r2", time=span("2024-11-21", words="on Thursday"), article="a2")
    assert len(joined(a, b)) == 2


def test_a_day_and_last_week_in_one_article_are_two_events() -> None:
    week = span("2025-06-02", "2025-06-08", "week")
    a, b = report("r1", time=week), report("r2", time=span("2025-06-07", "2025-06-07", "day"))
    assert joined(a, b) == [("r1",), ("r2",)]


def test_what_the_reading_keeps_apart_stays_apart_in_its_article_only() -> None:
    kept = replace(report("r2"), rules=(KEPT_APART,))
    assert joined(report("r1"), kept) == [("r1",), ("r2",)]
    assert joined(report("r1", article="a2"), kept) == [("r1", "r2")]


def test_reports_without_place_stay_apart() -> None:
    assert len(joined(report("r1", spec=None), report("r2", spec=None))) == 2


def test_incidents_come_by_date_undated_last() -> None:
    days = [None, "2024-11-27", "2024-11-25"]
    found = merge_reports(
        [report(f"r{n}", time=span(day), article=f"a{n}") for n, day in enumerate(days)]
    )
    assert [str(i.date_start) for i in found] == ["2024-11-25", "2024-11-27", "None"]


@pytest.mark.parametrize("limits", [{"merge_km": -1.0}, {"merge_days": -1}])
def test_negative_limits_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(SettingsError, match="must not be negative"):
        merge_reports([], **limits)


def test_same_city_in_two_articles_of_one_day_is_one_incident() -> None:
    incident = only(report("r1", spec=KYIV), report("r2", article="a2", publisher="Reuters"))
    assert incident.n_publishers == 2
