"""The table: always whole, null where nothing is stated, faults named all at once."""

import json

import pandas as pd
import pytest

from geomap.errors import FrameError
from geomap.frame import SCHEMA, to_frame, to_incident_rows, validate
from geomap.incidents import merge_reports
from geomap.records import Origin, WeaponCount
from tests.samples import BELGOROD, KURSK_OBLAST, KYIV, ROMANIA, report


def test_empty_table_has_all_columns() -> None:
    frame = to_frame([])
    assert list(frame.columns) == [*(column.name for column in SCHEMA), "geometry"]
    assert frame.crs.to_epsg() == 4326
    validate(frame)


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for column in SCHEMA)
    assert len({column.name for column in SCHEMA}) == len(SCHEMA)


def test_not_stated_is_null() -> None:
    (row,) = to_incident_rows(to_frame(merge_reports([report("r1", spec=None)])))
    for name in ("lat", "country", "killed_min", "actor", "geo_precision", "civilians", "weapon"):
        assert row[name] is None


def test_rows_are_plain_json() -> None:
    numbers = {"launched": 63, "by_weapon": (WeaponCount("drone", 62), WeaponCount("missile", 1))}
    told = report(
        "r1",
        spec=KYIV,
        numbers=numbers,
        origin_places=(Origin("Kursk", "geonames:538560", 51.7, 36.2),),
    )
    (row,) = to_incident_rows(to_frame(merge_reports([told])))
    assert json.loads(json.dumps(row)) == row
    assert (row["launched"], row["lat"], row["date_start"]) == (63, 50.45, "2024-11-26")
    assert row["cross_border"] is False
    assert row["origins"] == [
        {"name": "Kursk", "place_id": "geonames:538560", "lat": 51.7, "lon": 36.2}
    ]
    assert [split["launched"] for split in row["by_weapon"]] == [62, 1]
    assert row["evidence"][0]["sentence"] == "Drones hit Kyiv."
    assert row["evidence"][0]["published"] == "2024-11-26"


def test_country_level_is_listed_without_a_pin() -> None:
    frame = to_frame(merge_reports([report("r1", spec=ROMANIA)]))
    validate(frame)
    assert frame.geometry.isna().tolist() == [True]
    (row,) = to_incident_rows(frame)
    assert (row["lat"], row["lon"], row["geo_precision"], row["place"]) == (
        None,
        None,
        "country",
        "Romania",
    )
    assert row["cross_border"] is True


def test_region_has_its_outline_and_codes_of_other_tables() -> None:
    frame = to_frame(merge_reports([report("r1", "control.advance", KURSK_OBLAST)]))
    validate(frame)
    assert frame.geometry.iloc[0].geom_type == "Polygon"
    (row,) = to_incident_rows(frame)
    assert (row["acled_sub_event"], row["acled_geo_precision"], row["ucdp_where_prec"]) == (
        "Armed clash",
        3,
        4,
    )


def test_counts_stay_whole_numbers_beside_nulls() -> None:
    told = [report("r1", numbers={"launched": 3}), report("r2", spec=BELGOROD)]
    frame = to_frame(merge_reports(told))
    assert str(frame["launched"].dtype) == "Int64"
    assert frame["launched"].sum() == 3


def test_all_faults_are_named_at_once() -> None:
    frame = to_frame(merge_reports([report("r1"), report("r2", spec=BELGOROD)]))
    frame["event_type"] = pd.array(["strike.laser", "strike.drone"], dtype="string")
    frame["date_end"] = pd.array(["1999-01-01", "soon"], dtype="string")
    frame["killed_min"] = pd.array([-1, 5], dtype="Int64")
    frame["killed_max"] = pd.array([4, 4], dtype="Int64")
    frame["confidence"] = pd.array([1.5, 0.5], dtype="Float64")
    frame["incident_id"] = pd.array(["same", "same"], dtype="string")
    with pytest.raises(FrameError) as caught:
        validate(frame)
    message = str(caught.value)
    for fault in (
        "'strike.laser'",
        "is after date_end",
        "'soon', not an ISO date",
        "killed_min is -1, below 0",
        "killed_min 5 is above killed_max 4",
        "confidence is 1.5",
        "same occurs twice",
    ):
        assert fault in message


def test_columns_that_are_missing_or_strange_are_named() -> None:
    frame = to_frame([]).drop(columns=["actor"]).assign(lat="x", mood="good")
    with pytest.raises(FrameError) as caught:
        validate(frame)
    message = str(caught.value)
    assert "actor is missing" in message
    assert "mood is not in the schema" in message
    assert "column lat is" in message


def test_pin_for_a_country_is_a_fault() -> None:
    frame = to_frame(merge_reports([report("r1"), report("r2", spec=ROMANIA)]))
    frame["geo_precision"] = pd.array(["country", "settlement"], dtype="string")
    with pytest.raises(FrameError, match="geometry is set although") as caught:
        validate(frame)
    assert "geometry is missing although" in str(caught.value)


def test_other_reference_system_is_a_fault() -> None:
    frame = to_frame(merge_reports([report("r1")])).to_crs(3857)
    with pytest.raises(FrameError, match="EPSG:4326"):
        validate(frame)
