"""The table that comes back from a file is the table that went in."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings

from geomap.errors import FrameError
from geomap.export import write_geojson
from geomap.frame import SCHEMA, to_frame
from geomap.frame_io import read_incidents
from geomap.incidents import merge_reports
from geomap.records import Report
from tests.samples import KURSK_OBLAST, KYIV, ROMANIA, report
from tests.strategies import report_lists


def table(*reports: Report) -> gpd.GeoDataFrame:
    return to_frame(merge_reports(reports))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(told=report_lists())
def test_any_table_comes_back_as_it_was(told: list[Report], tmp_path: Path) -> None:
    frame = table(*told)
    write_geojson(frame, tmp_path / "i.geojson")
    assert_geodataframe_equal(read_incidents(tmp_path / "i.geojson"), frame)


def test_counts_stay_whole_numbers_and_absent_stays_absent(tmp_path: Path) -> None:
    write_geojson(
        table(report("r1", spec=KYIV, numbers={"killed_min": 2}), report("r2", spec=ROMANIA)),
        tmp_path / "i.geojson",
    )
    frame = read_incidents(tmp_path / "i.geojson").set_index("place")
    assert str(frame["killed_min"].dtype) == "Int64"
    assert frame.loc["Kyiv", "killed_min"] == 2
    assert frame["unit"].isna().all()
    assert frame.geometry["Romania"] is None


def broken(tmp_path: Path, change: dict[str, Any]) -> Path:
    path = tmp_path / "i.geojson"
    write_geojson(table(report("r1", spec=KURSK_OBLAST)), path)
    content = json.loads(path.read_bytes())
    feature = content["features"][0]
    for key, value in change.items():
        (feature if key in feature else feature["properties"])[key] = value
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"properties": None}, "feature 1 has no properties"),
        ({"geometry": {"type": "Point"}}, "feature 1 has a geometry that cannot be read"),
        ({"geometry": {"type": "Blob", "coordinates": []}}, "feature 1 has a geometry"),
        ({"geometry": None}, "geometry is missing"),
        ({"killed_min": "many"}, "killed_min does not hold Int64 only"),
        ({"event_type": "strike.laser"}, "event_type is 'strike.laser'"),
        ({"evidence": None}, "evidence is not a JSON list"),
    ],
)
def test_a_fault_is_named_with_the_file(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = broken(tmp_path, change)
    with pytest.raises(FrameError, match=said) as caught:
        read_incidents(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[]", "is not a GeoJSON FeatureCollection"),
        (b'{"type":"Topology"}', "is not a GeoJSON FeatureCollection"),
    ],
)
def test_what_is_no_geojson_is_named(content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FrameError, match=said):
        read_incidents(path)


def test_an_empty_collection_is_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "i.geojson").write_text('{"type":"FeatureCollection","features":[]}', "utf-8")
    frame = read_incidents(tmp_path / "i.geojson")
    assert len(frame) == 0
    assert list(frame.columns) == [*(column.name for column in SCHEMA), "geometry"]
