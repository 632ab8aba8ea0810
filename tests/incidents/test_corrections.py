"""What a reader of the map corrects: applied as it was meant, and no line lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import CorrectionError
from geomap.incidents import (
    Corrected,
    Correction,
    apply_corrections,
    merge_reports,
    read_corrections,
)
from geomap.incidents.corrections_file import COLUMNS
from geomap.records import Incident, Location, Report
from tests.samples import BELGOROD, KOPANKY, KYIV, ODESA, location, report

HEAD = ",".join(COLUMNS) + "\r\n"


def at_belgorod(_lat: float, _lon: float, _was: Location | None) -> Location:
    return location(BELGOROD)


def line(incident: str, action: str, field: str = "", value: str = "", note: str = "",
         where: str = "c.csv, line 2") -> Correction:  # fmt: skip
    return Correction(where, incident, action, field, value, note)


def corrected(reports: list[Report], *lines: Correction) -> Corrected:
    numbered = [Correction(f"c.csv, line {n}", c.incident_id, c.action, c.field, c.value, c.note)
                for n, c in enumerate(lines, 2)]  # fmt: skip
    return apply_corrections(merge_reports(reports), reports, numbered, place_at=at_belgorod)


@pytest.fixture
def two() -> list[Report]:
    """Two reports that are one incident in Kyiv, and one incident in Kopanky."""
    return [report("r1"), report("r2", numbers={"killed_min": 2}), report("r3", spec=KOPANKY)]


def named(reports: list[Report], place: str) -> Incident:
    found = merge_reports(reports)
    return next(i for i in found if i.location and i.location.place.name == place)


def test_accepted_says_so_and_changes_nothing_else(two: list[Report]) -> None:
    kyiv = named(two, "Kyiv")
    done = corrected(two, line(kyiv.incident_id, "accept", note="called the mayor"))
    now = next(i for i in done.incidents if i.incident_id == kyiv.incident_id)
    assert now.review == "accepted"
    assert now.notes == (*kyiv.notes, "review: called the mayor")
    assert now.evidence == kyiv.evidence


def test_rejected_is_taken_out_and_kept_aside(two: list[Report]) -> None:
    kyiv = named(two, "Kyiv")
    done = corrected(two, line(kyiv.incident_id, "reject", note="old film"))
    assert [i.location.place.name for i in done.incidents if i.location] == ["Kopanky"]
    assert [i.incident_id for i in done.rejected] == [kyiv.incident_id]
    assert "review: old film" in done.rejected[0].notes


def test_of_two_verdicts_the_last_holds(two: list[Report]) -> None:
    name = named(two, "Kyiv").incident_id
    done = corrected(two, line(name, "reject"), line(name, "accept"))
    assert done.rejected == ()
    assert len(done.incidents) == 2


def test_a_new_type_brings_its_layer_and_keeps_the_id(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "set", "event_type", "control.capture"))
    (now,) = (i for i in done.incidents if i.incident_id == name)
    assert (now.event_type, now.family, now.layer) == ("control.capture", "control", "advances")
    assert now.review == "corrected"
    assert now.notes == ("review: type was strike.drone",)


def test_a_new_date_is_a_day_and_the_old_one_is_noted(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "set", "date_start", "2024-12-01"))
    now = next(i for i in done.incidents if i.incident_id == name)
    assert (str(now.date_start), str(now.date_end)) == ("2024-12-01", "2024-12-01")
    assert now.notes == ("review: date was 2024-11-26",)


def test_an_empty_date_is_not_known(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "set", "date_start", ""))
    now = done.incidents[-1]
    assert now.incident_id == name
    assert (now.date_start, now.date_end, now.time_precision) == (None, None, "unknown")


def test_a_later_value_takes_the_place_of_an_earlier_one(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "set", "event_type", "control.capture"),
                     line(name, "set", "event_type", "control.advance"))  # fmt: skip
    assert {i.event_type for i in done.incidents} == {"strike.drone", "control.advance"}


def test_a_move_over_the_border_is_cross_border(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "set", "lat", "50.6"), line(name, "set", "lon", "36.6"))
    now = next(i for i in done.incidents if i.incident_id == name)
    assert now.location == location(BELGOROD)
    assert (now.in_territory_of, now.cross_border) == ("RU", True)
    assert "Kopanky, 49.371, 37.850" in now.notes[-1]


def test_joined_reports_are_one_incident_under_the_other_id(two: list[Report]) -> None:
    kyiv, kopanky = named(two, "Kyiv"), named(two, "Kopanky")
    done = corrected(two, line(kopanky.incident_id, "join", "incident_id", kyiv.incident_id))
    (now,) = done.incidents
    assert now.incident_id == kyiv.incident_id
    assert now.report_ids == ("r1", "r2", "r3")
    assert set(now.merge_reasons) == {*kyiv.merge_reasons, "joined in review"}
    assert now.review == "corrected"


def test_lines_about_a_joined_incident_follow_it(two: list[Report]) -> None:
    kyiv, kopanky = named(two, "Kyiv"), named(two, "Kopanky")
    done = corrected(
        two,
        line(kopanky.incident_id, "join", "incident_id", kyiv.incident_id),
        line(kopanky.incident_id, "set", "event_type", "strike.air"),
    )
    assert [i.event_type for i in done.incidents] == ["strike.air"]
    assert done.unapplied == ()


def test_split_gives_each_report_its_own_incident(two: list[Report]) -> None:
    kyiv = named(two, "Kyiv")
    done = corrected(two, line(kyiv.incident_id, "split", note="two nights"))
    parts = [i for i in done.incidents if i.location and i.location.place.name == "Kyiv"]
    assert sorted(i.report_ids for i in parts) == [("r1",), ("r2",)]
    assert all("review: two nights" in i.notes for i in parts)
    again = corrected(two, line(kyiv.incident_id, "split"))
    assert [i.incident_id for i in again.incidents] == [i.incident_id for i in done.incidents]


def test_other_lines_about_a_split_incident_go_to_the_part_that_tells_most(
    two: list[Report],
) -> None:
    name = named(two, "Kyiv").incident_id
    done = corrected(
        two, line(name, "split"), line(name, "set", "event_type", "strike.missile")
    )  # fmt: skip
    (missile,) = (i for i in done.incidents if i.event_type == "strike.missile")
    assert missile.report_ids == ("r2",)  # it has the number


def test_one_report_cannot_be_split_and_the_note_stays(two: list[Report]) -> None:
    name = named(two, "Kopanky").incident_id
    done = corrected(two, line(name, "split", note="two villages"))
    assert "line 2: cannot be split" in str(done.unapplied[0])
    now = next(i for i in done.incidents if i.incident_id == name)
    assert (now.review, now.notes) == ("none", ("review: two villages",))


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [("reject", "", ""), ("join", "incident_id", "nobody"), ("set", "event_type", "strike.air")],
)
def test_a_line_about_an_unknown_incident_is_named(
    two: list[Report], action: str, field: str, value: str
) -> None:
    done = corrected(two, line("0123456789ab", action, field, value))
    assert [str(e) for e in done.unapplied] == [
        "c.csv, line 2: there is no incident '0123456789ab' in this build"
    ]
    assert done.incidents == tuple(merge_reports(two))


def test_joining_to_an_unknown_incident_or_itself_is_named(two: list[Report]) -> None:
    name = named(two, "Kyiv").incident_id
    done = corrected(
        two, line(name, "join", "incident_id", "nobody"), line(name, "join", "incident_id", name)
    )
    assert ["no incident 'nobody'" in str(e) for e in done.unapplied] == [True, False]
    assert len(done.incidents) == 2


REPORTS = [report(f"r{n}", spec=spec, article=f"a{n}")
           for n, spec in enumerate([KYIV, KYIV, KOPANKY, ODESA, BELGOROD])]  # fmt: skip
IDS = [i.incident_id for i in merge_reports(REPORTS)]
LINES = st.builds(
    line,
    st.sampled_from([*IDS, "unknown"]),
    st.sampled_from(["accept", "reject", "join", "split", "note"]),
    value=st.sampled_from(IDS),
    note=st.text(max_size=3),
)


@given(st.lists(LINES, max_size=8))
def test_no_report_is_lost_or_told_twice(lines: list[Correction]) -> None:
    done = corrected(REPORTS, *lines)
    told = [name for i in (*done.incidents, *done.rejected) for name in i.report_ids]
    assert sorted(told) == sorted(r.report_id for r in REPORTS)
    ids = [i.incident_id for i in (*done.incidents, *done.rejected)]
    assert len(ids) == len(set(ids))


def read(path: Path, text: str) -> tuple[list[Correction], list[str]]:
    path.write_text(text, encoding="utf-8", newline="")
    errors: list[CorrectionError] = []
    return read_corrections(path, on_error=errors.append), [str(e) for e in errors]


def test_the_file_is_read_with_its_guards_off(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    rows = '\ufeffincident_id,action,field,value,note\r\nab,note,,,"\'=1, ""x""\nsecond"\r\n'
    (found,), errors = read(path, rows)
    assert errors == []
    assert (found.note, found.where) == ('=1, "x"\nsecond', f"{path}, line 3")


def test_a_spreadsheet_may_save_it_with_semicolons(tmp_path: Path) -> None:
    text = "incident_id;action;field;value;note\nab;set;date_start;2024-11-26;a, b\n"
    (found,), errors = read(tmp_path / "c.csv", text)
    assert errors == []
    assert (found.value, found.note) == ("2024-11-26", "a, b")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("ab,delete,,,", "action is 'delete'"),
        ("ab,set,weapon,x,", "field is 'weapon'"),
        ("ab,accept,lat,,", "field is 'lat'; for accept it must be empty"),
        ("ab,reject,,x,", "but reject takes none"),
        ("ab,set,event_type,strike,", "not an event type"),
        ("ab,set,date_start,26.11.2024,", "not a date as 2024-11-26"),
        ("ab,set,date_start,20241126,", "not a date as 2024-11-26"),
        ("ab,set,lat,91,", "no lat in degrees"),
        ("ab,set,lon,nan,", "no lon in degrees"),
        ("ab,set,lat,49.4,", "lat is set without lon"),
        ("ab,join,incident_id,,", "not the id of an incident"),
        (",accept,,,", "incident_id is empty"),
        ("ab,accept,,", "has not 5 cells"),
        ("ab,accept,,,a,b", "has not 5 cells"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_are_read(tmp_path: Path, row: str, why: str) -> None:
    found, errors = read(tmp_path / "c.csv", f"{HEAD}{row}\r\ncd,accept,,,\r\n")
    assert [c.incident_id for c in found] == ["cd"]
    assert len(errors) == 1
    assert f"{tmp_path / 'c.csv'}, line 2: " in errors[0]
    assert why in errors[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"id,action\n", "line 1: the columns must be"), (b"", "line 1: the columns must be"),
     (b"incident_id\xff", "is not UTF-8")],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionError, match=why):
        read_corrections(path, on_error=lambda error: pytest.fail(str(error)))
