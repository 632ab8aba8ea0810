"""What is written is read back by other people's readers, whole and the same each time."""

import csv
import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap import export
from geomap.errors import OutputError
from geomap.export.atomic import check_folder, whole_folder
from geomap.frame import SCHEMA, to_frame, to_incident_rows, validate
from geomap.incidents import merge_reports
from geomap.records import NotMapped, Report
from tests.samples import BELGOROD, KOPANKY, KURSK_OBLAST, KYIV, ROMANIA, report
from tests.strategies import report_lists

HOSTILE = '=HYPERLINK("http://x","y") <script>alert(1)</script> {{7*7}} ${x} ]]> \u0001 "quoted"'


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    told = [
        report("r1", spec=KYIV, numbers={"launched": 23, "killed_min": 1}, actor="RU"),
        report("r2", "control.advance", KURSK_OBLAST, actor="UA"),
        report("r3", spec=ROMANIA, sentence=HOSTILE, claimant=HOSTILE, weapon="=1+1"),
        report("r4", "control.capture", KOPANKY, realis="threatened"),
        report("r5", "strike.other", BELGOROD),
    ]
    return to_frame(merge_reports(told))


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_geojson_follows_rfc_7946(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write_geojson(frame, tmp_path / "i.geojson")
    written = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))
    assert "crs" not in written
    assert written["bbox"] == [30.52, 49.371, 37.85, 52.2]
    assert [f["id"] for f in written["features"]] == list(frame["incident_id"])
    by_place = {f["properties"]["place"]: f for f in written["features"]}
    assert by_place["Romania"]["geometry"] is None
    assert by_place["Kyiv"]["geometry"] == {"type": "Point", "coordinates": [30.52, 50.45]}
    (ring,) = by_place["Kursk Oblast"]["geometry"]["coordinates"]
    doubled_area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert doubled_area > 0  # counter-clockwise


def test_geojson_has_at_most_six_decimals(tmp_path: Path) -> None:
    spec = ("x", "village", "X", "UA", 49.123456789, 37.987654321)
    export.write_geojson(to_frame(merge_reports([report("r1", spec=spec)])), tmp_path / "i.geojson")
    (feature,) = json.loads((tmp_path / "i.geojson").read_bytes())["features"]
    assert feature["geometry"]["coordinates"] == [37.987654, 49.123457]
    assert feature["properties"]["lat"] == 49.123457


def test_geojson_opens_in_gdal(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write(frame, tmp_path / "i.geojson")
    read = gpd.read_file(tmp_path / "i.geojson")
    assert list(read["incident_id"]) == list(frame["incident_id"])
    assert read.geometry.isna().tolist() == frame.geometry.isna().tolist()
    assert read.crs.to_epsg() == 4326


def test_empty_table_is_a_valid_geojson(tmp_path: Path) -> None:
    export.write_geojson(to_frame([]), tmp_path / "i.geojson")
    assert json.loads((tmp_path / "i.geojson").read_bytes()) == {
        "type": "FeatureCollection",
        "features": [],
    }


def test_csv_gives_back_the_table(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write_csv(frame, tmp_path / "i.csv")
    dtypes = {c.name: "string" if c.dtype == "json" else c.dtype for c in SCHEMA}
    read = pd.read_csv(tmp_path / "i.csv", dtype=dtypes, true_values=["true"])
    safe = frame.drop(columns="geometry").replace({HOSTILE: "'" + HOSTILE, "=1+1": "'=1+1"})
    pd.testing.assert_frame_equal(read, pd.DataFrame(safe), check_dtype=False)


def test_csv_runs_no_formula(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write_csv(frame, tmp_path / "i.csv")
    texts = [cell for row in cells(tmp_path / "i.csv") for cell in row.values()]
    assert "'=1+1" in texts
    assert not [t for t in texts if t[:1] in tuple("=+-@\t\r")]


@given(st.text(st.characters(codec="utf-8"), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_not_mapped_gives_back_any_name(tmp_path: Path, name: str) -> None:
    row = NotMapped("a", "p", 3, 9, name, "speaker", "Kyiv speaks", "Kyiv said")
    export.write_not_mapped_csv([row], tmp_path / "n.csv")
    (read,) = cells(tmp_path / "n.csv")
    assert read["name"].removeprefix("'").splitlines() == name.removeprefix("'").splitlines()
    assert not read["name"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert (read["start"], read["role"], read["reason"]) == ("3", "speaker", "Kyiv speaks")


@pytest.mark.parametrize("name", ["i.gpkg", "i.parquet"])
def test_geodata_gives_back_the_table(frame: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    export.write(frame, tmp_path / name)
    parquet = name.endswith("parquet")
    read = gpd.read_parquet(tmp_path / name) if parquet else gpd.read_file(tmp_path / name)
    assert list(read.columns) == list(frame.columns)
    assert read.crs.to_epsg() == 4326
    for column in SCHEMA:
        assert read[column.name].isna().tolist() == frame[column.name].isna().tolist()
    filled = frame["launched"].notna()
    assert list(read["launched"][filled]) == [23]
    assert read.geometry[frame.geometry.notna()].geom_equals(frame.geometry.dropna()).all()
    assert to_incident_rows(frame)[0]["evidence"] == json.loads(read["evidence"][0])


def test_geopackage_has_one_layer(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write_geopackage(frame, tmp_path / "i.gpkg")
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "i.gpkg")] == ["incidents"]


def test_kml_opens_in_gdal(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write(frame, tmp_path / "i.kml")
    layers = [name for name, _ in pyogrio.list_layers(tmp_path / "i.kml")]
    assert layers == ["Strikes", "Advances"]
    strikes = gpd.read_file(tmp_path / "i.kml", layer="Strikes")
    kyiv = strikes[strikes["Name"] == "Drone strike: Kyiv"].geometry.iloc[0]
    assert (kyiv.x, kyiv.y) == (30.52, 50.45)


def test_kml_shows_markup_of_an_article_as_words(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    export.write_kml(frame, tmp_path / "i.kml")
    root = ET.fromstring((tmp_path / "i.kml").read_text(encoding="utf-8"))  # noqa: S314
    told = [e.text or "" for e in root.iter("{http://www.opengis.net/kml/2.2}description")]
    assert any("&lt;script&gt;" in text for text in told)
    assert not any("<" in text for text in told)


def test_georss_has_points_by_latitude_then_longitude_for_gdal_too(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    export.write(frame, tmp_path / "i.georss")
    root = ET.fromstring((tmp_path / "i.georss").read_text(encoding="utf-8"))  # noqa: S314
    points = [e.text for e in root.iter("{http://www.georss.org/georss}point")]
    assert len(points) == frame["lat"].notna().sum()
    assert "50.450000 30.520000" in points
    read = gpd.read_file(tmp_path / "i.georss")
    kyiv = read[read["title"] == "Drone strike: Kyiv"].geometry.iloc[0]
    assert (kyiv.x, kyiv.y) == (30.52, 50.45)


def test_acled_table_has_only_pinned_events_that_happened(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    export.write(frame, tmp_path / "i.acled.csv")
    rows = cells(tmp_path / "i.acled.csv")
    assert {row["location"] for row in rows} == {"Kyiv", "Kursk Oblast", "Belgorod"}
    kyiv = next(row for row in rows if row["location"] == "Kyiv")
    assert kyiv["event_type"] == "Explosions/Remote violence"
    assert kyiv["sub_event_type"] == "Air/drone strike"
    assert (kyiv["actor1"], kyiv["fatalities"], kyiv["source"]) == (
        "Military Forces of Russia",
        "1",
        "AFP",
    )


@given(report_lists())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_any_table_comes_back_as_it_was(tmp_path: Path, reports: list[Report]) -> None:
    frame = to_frame(merge_reports(reports))
    validate(frame)
    export.write(frame, tmp_path / "i.parquet")
    assert_geodataframe_equal(gpd.read_parquet(tmp_path / "i.parquet"), frame)
    export.write(frame, tmp_path / "i.geojson")
    features = json.loads((tmp_path / "i.geojson").read_bytes())["features"]
    assert [f["properties"] for f in features] == to_incident_rows(frame)


@pytest.mark.parametrize("ending", export.FORMATS)
def test_same_table_gives_same_bytes(frame: gpd.GeoDataFrame, tmp_path: Path, ending: str) -> None:
    paths = [tmp_path / f"{n}{ending}" for n in "ab"]
    for path in paths:
        (tmp_path / "x").mkdir(exist_ok=True)
        export.write(frame, tmp_path / "x" / f"i{ending}")
        (tmp_path / "x" / f"i{ending}").rename(path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("ending", export.FORMATS)
def test_every_format_takes_an_empty_table(tmp_path: Path, ending: str) -> None:
    export.write(to_frame([]), tmp_path / f"i{ending}")
    assert (tmp_path / f"i{ending}").stat().st_size > 0


@pytest.mark.parametrize("ending", export.FORMATS)
def test_folder_that_is_not_there_is_an_output_error(
    frame: gpd.GeoDataFrame, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        export.write(frame, tmp_path / "absent" / f"i{ending}")


def test_unknown_ending_names_the_known_ones(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"i\.docx.*\.geojson"):
        export.write(frame, tmp_path / "i.docx")


def test_failed_write_leaves_the_old_file_and_nothing_else(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    (tmp_path / "i.geojson").mkdir()  # a folder is in the way
    (tmp_path / "i.geojson" / "kept").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        export.write_geojson(frame, tmp_path / "i.geojson")
    assert [p.name for p in tmp_path.iterdir()] == ["i.geojson"]
    assert (tmp_path / "i.geojson" / "kept").exists()


@pytest.mark.parametrize("write", [export.write_csv, export.write_geopackage])
def test_outputs_are_readable_as_other_files_are(
    frame: gpd.GeoDataFrame, tmp_path: Path, write: Callable[[Any, Path], None]
) -> None:
    write(frame, tmp_path / "out.gpkg")
    (tmp_path / "plain").touch()
    assert os.stat(tmp_path / "out.gpkg").st_mode == os.stat(tmp_path / "plain").st_mode  # noqa: PTH116


def test_outputs_of_one_run_replace_the_old_ones_together(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    for run in ("first", "second"):
        with whole_folder(folder) as part:
            (part / "a.txt").write_text(run, encoding="utf-8")
            (part / "cards").mkdir()
            (part / "cards" / f"{run}.js").touch()
    assert (folder / "a.txt").read_text(encoding="utf-8") == "second"
    assert sorted(path.name for path in folder.rglob("*")) == ["a.txt", "cards", "second.js"]


def test_a_run_that_fails_changes_nothing_and_names_the_folder_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")

    def run() -> None:
        with whole_folder(tmp_path) as part:
            (part / "a.txt").write_text("new", encoding="utf-8")
            export.write(to_frame([]), part / "no" / "b.csv")

    with pytest.raises(OutputError) as raised:
        run()
    assert str(raised.value).startswith(f"{tmp_path / 'no' / 'b.csv'}: cannot be written")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"


def test_a_file_in_the_way_is_found_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_folder(tmp_path / "new" / "deeper")
    for folder in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(OutputError, match="file is a file"):
            check_folder(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
