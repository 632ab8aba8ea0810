"""The payload, read back by the page's own decoder."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Polygon, box

from geomap.frame import to_frame, to_incident_rows
from geomap.incidents import merge_reports
from geomap.records import Report
from geomap.webmap.payload import Payload, encode_payload
from tests.samples import (
    BELGOROD,
    BLACK_SEA,
    KOPANKY,
    KURSK_OBLAST,
    KYIV,
    ODESA,
    UKRAINE,
    night,
    report,
    span,
)

DECODER = Path(__file__).parent / "js" / "decode_payload.js"
HOSTILE = "</script><script>alert(1)</script>{{7*7}}{% raw %}${x}`\\u0000 \u2028 ' \" <!-- -->"


def frame_of(*reports: Report) -> gpd.GeoDataFrame:
    return to_frame(merge_reports(list(reports)))


def blocks_of(payload: Payload) -> list[str]:
    return [*payload.html_chunks(), *payload.card_chunks()]


def decode(payload: Payload, folder: Path) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    page = folder / "blocks.html"
    page.write_text("".join(blocks_of(payload)), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own script
        [node, DECODER, page], capture_output=True, check=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def at(found: dict[str, Any], place: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [r for r in found["rows"] if r["card"].get("place") == place]
    assert len(rows) == 1
    return rows[0]


@pytest.fixture
def mixed() -> gpd.GeoDataFrame:
    return frame_of(
        report("1", spec=KYIV, time=night("2024-11-25", "2024-11-26"), actor="RU"),
        report("2", "control.capture", KOPANKY, claimed_by="RU", claim_status="claimed"),
        report("3", "strike.drone", BELGOROD, time=span("2024-11-20"), numbers={"killed_min": 3}),
        report("4", "strike.drone", UKRAINE, numbers={"launched": 188}),
        report("5", "air_defence.intercept", KURSK_OBLAST, time=span("2024-11-21")),
        report("6", "strike.other", ODESA, time=span(None), sentence=HOSTILE, publisher=HOSTILE),
        report("7", "sea.attack", BLACK_SEA, time=span("2024-12-01")),
        report("8", "strike.drone", None, time=span("2024-12-02")),
    )


def test_every_record_comes_back_whole(mixed: gpd.GeoDataFrame, tmp_path: Path) -> None:
    found = decode(encode_payload(mixed, title=HOSTILE), tmp_path)
    expected = {
        row["incident_id"]: {k: v for k, v in row.items() if v not in (None, [])}
        for row in to_incident_rows(mixed)
    }
    assert {row["card"]["incident_id"]: row["card"] for row in found["rows"]} == expected
    assert found["meta"]["title"] == HOSTILE


def test_columns_agree_with_the_records(mixed: gpd.GeoDataFrame, tmp_path: Path) -> None:
    found = decode(encode_payload(mixed), tmp_path)
    kyiv, belgorod = at(found, "Kyiv"), at(found, "Belgorod")
    assert (kyiv["lat"], kyiv["lon"], kyiv["span"]) == (5045000, 3052000, 1)
    assert (belgorod["cross"], belgorod["killed"], kyiv["cross"]) == (1, 3, 0)
    actor = next(facet for facet in found["meta"]["facets"] if facet["name"] == "actor")
    assert actor["values"][kyiv["facet:actor"]] == "RU"
    types = found["meta"]["types"]
    assert types[at(found, "Kopanky")["type"]] == "control.capture"


def test_rows_are_sorted_by_day_and_undated_ones_come_last(
    mixed: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    found = decode(encode_payload(mixed), tmp_path)
    days = [row["day"] for row in found["rows"]]
    assert days == [0, 1, 5, 6, 6, 11, 12, None]
    assert found["rows"][-1]["card"]["place"] == "Odesa"


def test_a_country_is_listed_and_has_no_coordinates(
    mixed: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    row = at(decode(encode_payload(mixed), tmp_path), "Ukraine")
    assert row["mode"] == 0
    assert row["lat"] == row["lon"] == -(2**31)


def test_an_incident_without_a_place_is_listed(mixed: gpd.GeoDataFrame, tmp_path: Path) -> None:
    found = decode(encode_payload(mixed), tmp_path)
    rows = [row for row in found["rows"] if "place" not in row["card"]]
    assert [row["mode"] for row in rows] == [0]


def test_a_region_is_drawn_as_its_outline(mixed: gpd.GeoDataFrame, tmp_path: Path) -> None:
    found = decode(encode_payload(mixed), tmp_path)
    row = at(found, "Kursk Oblast")
    assert row["mode"] == 2
    area = found["areas"][row["area"] - 1]
    assert area["line"] is False
    assert Polygon(area["parts"][0][0]).equals(box(35.7, 51.2, 36.7, 52.2))


def with_geometry(geometry: Any, precision: str = "region") -> gpd.GeoDataFrame:
    frame = frame_of(report("1", "ground.clash", KURSK_OBLAST))
    frame["geo_precision"] = precision
    frame["geo_precision"] = frame["geo_precision"].astype("string")
    return frame.set_geometry(gpd.GeoSeries([geometry], crs=frame.crs))


def test_lines_and_holes_and_islands_keep_their_shape(tmp_path: Path) -> None:
    ring = Polygon(
        [(30, 50), (31, 50), (31, 51), (30, 51)], [[(30.2, 50.2), (30.4, 50.2), (30.3, 50.4)]]
    )
    island = box(32, 50, 33, 51)
    found = decode(encode_payload(with_geometry(MultiPolygon([ring, island]))), tmp_path)
    parts = found["areas"][0]["parts"]
    assert sum(Polygon(p[0], p[1:]).area for p in parts) == pytest.approx(ring.area + 1, abs=1e-4)
    line = decode(encode_payload(with_geometry(LineString([(30, 50), (31, 51)]), "line")), tmp_path)
    assert line["areas"] == [{"line": True, "parts": [[[[30, 50], [31, 51]]]]}]


def test_one_outline_serves_all_its_incidents() -> None:
    frame = frame_of(
        report("1", "air_defence.intercept", KURSK_OBLAST),
        report("2", "ground.incursion", KURSK_OBLAST, time=span("2025-01-01")),
    )
    areas = gpd.GeoSeries(frame.geometry).drop_duplicates()
    assert len(areas) == 1
    small = encode_payload(frame.iloc[:1])
    assert len(encode_payload(frame).areas) == len(small.areas)


def test_data_blocks_hold_nothing_but_base64(mixed: gpd.GeoDataFrame) -> None:
    pattern = (
        r'<script type="application/octet-stream" id="geomap-[a-z0-9-]+">[A-Za-z0-9+/]+={0,2}'
        r"</script>\n"
    )
    chunks = blocks_of(encode_payload(mixed, title=HOSTILE))
    assert len(chunks) == 4
    assert all(re.fullmatch(pattern, chunk) for chunk in chunks)


def test_the_same_incidents_in_any_order_give_the_same_bytes(mixed: gpd.GeoDataFrame) -> None:
    turned = mixed.iloc[::-1].reset_index(drop=True)
    assert blocks_of(encode_payload(mixed)) == blocks_of(encode_payload(turned))


def test_cards_beside_the_page_are_not_in_it(mixed: gpd.GeoDataFrame) -> None:
    inline = encode_payload(mixed)
    beside = inline.with_text_dir("map_cards")
    assert len(blocks_of(beside)) == 3
    assert list(inline.sidecar_files()) == []
    ((name, text),) = beside.sidecar_files()
    assert name == "0.js"
    call = re.fullmatch(r'geomap\.receive\(0,"([A-Za-z0-9+/=]+)"\)\n', text)
    assert call is not None
    assert base64.b64decode(call[1]) == inline.blocks[0]


def test_an_empty_table_has_a_payload(tmp_path: Path) -> None:
    found = decode(encode_payload(to_frame([])), tmp_path)
    assert found["rows"] == []
    assert found["meta"]["count"] == 0


def test_a_record_in_a_later_block_is_found(tmp_path: Path) -> None:
    frame = to_frame(
        [
            replace(incident, incident_id=f"{number:05}")
            for incident in merge_reports([report("1")])
            for number in range(2100)
        ]
    )
    payload = encode_payload(frame)
    assert len(payload.blocks) == 3
    found = decode(payload, tmp_path)
    assert [row["card"]["incident_id"] for row in found["rows"]] == [f"{n:05}" for n in range(2100)]


def test_incidents_of_one_place_keep_their_own_coordinates(tmp_path: Path) -> None:
    model = to_frame(merge_reports([report("1", spec=KYIV)]))
    frame = model.loc[[0] * 400].reset_index(drop=True)
    frame["incident_id"] = [f"{number:05}" for number in range(400)]
    # Five-digit halves: where rounding in Python and in JavaScript could part.
    frame["lat"] = [50 + (2 * number + 1) / 200_000 for number in range(400)]
    frame["lon"] = [-30 - (2 * number + 1) / 200_000 for number in range(400)]
    frame.loc[7, "geo_precision"] = "country"
    rows = decode(encode_payload(frame), tmp_path)["rows"]
    hidden = rows.pop(7)
    assert hidden["lat"] == hidden["lon"] == -(2**31)
    for row in rows:
        assert row["lat"] == pytest.approx(row["card"]["lat"] * 1e5, abs=0.51)
        assert row["lon"] == pytest.approx(row["card"]["lon"] * 1e5, abs=0.51)


def test_values_of_a_block_are_told_by_one_character_each(tmp_path: Path) -> None:
    model = to_frame(merge_reports([report("1")]))
    frame = model.loc[[0] * 2000].reset_index(drop=True)
    frame["incident_id"] = [f"{number:05}" for number in range(2000)]
    # So many that their characters are beyond ASCII, and signs that JSON has to escape.
    names = [f'"{number // 12}\\ {HOSTILE}' if number % 7 else None for number in range(2000)]
    frame["weapon"] = pd.array(names, dtype="string")
    frame["unit"] = pd.array([f"unit {number % 150}" for number in range(2000)], dtype="string")
    cards = [row["card"] for row in decode(encode_payload(frame), tmp_path)["rows"]]
    assert [card.get("weapon") for card in cards] == names
    assert [card["unit"] for card in cards] == [f"unit {number % 150}" for number in range(2000)]


@given(lat=st.floats(-85, 85), lon=st.floats(-180, 180), killed=st.none() | st.integers(0, 70_000))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_coordinates_come_back_to_a_metre(
    lat: float, lon: float, killed: int | None, tmp_path: Path
) -> None:
    frame = frame_of(report("1", numbers={"killed_min": killed, "killed_max": killed}))
    frame["lat"] = [lat]
    frame["lon"] = [lon]
    row = decode(encode_payload(frame), tmp_path)["rows"][0]
    assert row["lat"] / 1e5 == pytest.approx(lat, abs=1e-5)
    assert row["lon"] / 1e5 == pytest.approx(lon, abs=1e-5)
    assert row["killed"] == (65_535 if killed is None else min(killed, 65_534))
