"""What is there while a page is still on its way, and what is drawn anew when time moves."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import geopandas as gpd
import pytest
from playwright.sync_api import Browser

from geomap.webmap import OfflineFigure, OfflineMap, draw, save_map
from geomap.webmap.basemap import Basemap
from tests.browser.conftest import Open

CARDS = b'<script type="application/octet-stream" id="geomap-cards-0">'
PICTURE = """(canvas) => { const { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum = (sum * 31 + data[i]) >>> 0;
  return sum; }"""
OUTLINES = "() => geomap.app.layer.areaHits.length"


class SlowServer(ThreadingHTTPServer):
    """Sends a page, but nothing from its cards on before `rest` is set."""

    def __init__(self, page: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _InParts)
        self.page = page
        self.rest = Event()


class _InParts(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, SlowServer)
        first, _, last = server.page.partition(CARDS)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(first + CARDS + last[:100])
        self.wfile.flush()
        server.rest.wait(30)
        self.wfile.write(last[100:])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def slow_server(frame: gpd.GeoDataFrame, tmp_path: Path) -> Iterator[SlowServer]:
    page = save_map(frame, tmp_path / "map.html").read_bytes()
    with SlowServer(page) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.rest.set()
        server.shutdown()
        thread.join()


def test_the_map_is_there_before_its_cards_and_a_card_when_it_has_come(
    slow_server: SlowServer, browser: Browser, frame: gpd.GeoDataFrame
) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{slow_server.server_address[1]}/", wait_until="commit")
    page.wait_for_selector("html[data-geomap=ready]", state="attached")
    assert page.evaluate("() => document.readyState") == "loading"
    assert page.evaluate("() => geomap.app.layer.hits.length") > 3
    key = frame["incident_id"][0]
    page.evaluate("(key) => { geomap.open(key); }", key)
    page.wait_for_timeout(100)
    assert page.locator("article.gm-card").count() == 0
    slow_server.rest.set()
    page.locator(f"article[data-incident='{key}']").wait_for()
    page.close()


def test_outlines_follow_the_time(frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open) -> None:
    frame = frame.copy()
    is_region = frame["geo_precision"] == "region"
    frame.loc[is_region, ["date_start", "date_end"]] = "2024-12-24"
    page = open_map(save_map(frame, tmp_path / "map.html")).page
    canvas = page.locator("canvas.gm-canvas")
    days = page.evaluate("() => geomap.app.data.meta.days")
    move = "([from, to]) => geomap.app.timeline.set(from, to, true)"
    before, outlines = canvas.evaluate(PICTURE), page.evaluate(OUTLINES)
    page.evaluate(move, [0, days - 1])
    assert page.evaluate(OUTLINES) < outlines
    assert canvas.evaluate(PICTURE) != before
    page.evaluate(move, [0, days])
    assert page.evaluate(OUTLINES) == outlines
    assert canvas.evaluate(PICTURE) == before


def test_incidents_and_base_map_fly_together(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    opened = open_map(save_map(frame, tmp_path / "map.html"))
    opened.map_call("flyTo([49, 36], map_1.getZoom() + 4, {duration: 20})")
    opened.page.wait_for_function("() => map_1.getZoom() % 1 > 0")
    scales = opened.page.evaluate(
        """() => ['canvas.gm-canvas', '.leaflet-gm-basemap-pane canvas'].map((name) =>
             Number(/scale\\(([^)]+)\\)/.exec(document.querySelector(name).style.transform)[1]))"""
    )
    assert scales[0] == scales[1] != 1


def test_a_base_map_alone_has_names(tmp_path: Path, open_map: Open) -> None:
    drawn = OfflineMap(OfflineFigure())
    drawn.add_child(Basemap(palette="light", bounds=(30, 46, 38, 51)))
    opened = open_map(save_map(drawn, tmp_path / "base.html"), wait=False)
    names = opened.page.locator(".leaflet-gm-labels-pane canvas[width]")
    names.wait_for()
    empty = "(canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
    assert names.evaluate(f"(canvas) => ({empty})(canvas).data.some((value) => value > 0)")
    assert opened.complaints == []


def test_the_first_picture_has_the_base_map_its_names_and_the_incidents(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    page = open_map(save_map(draw(frame), tmp_path / "map.html")).page
    for pane in ("gm-basemap", "gm-labels", "overlay"):
        canvas = page.locator(f".leaflet-{pane}-pane canvas")
        assert canvas.evaluate(
            "(canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
            ".data.some((value) => value > 0)"
        ), pane
