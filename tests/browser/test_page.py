"""The page in a real browser: the map under the incidents, its names, owed_to and colours."""

from pathlib import Path

import folium
import geopandas as gpd
import pytest
from folium.plugins import MarkerCluster

from geomap.webmap import draw, save_map
from tests.browser.conftest import Open

CANVAS_SUM = """(pane) => {
  const canvas = document.querySelector(`.leaflet-gm-${pane}-pane canvas`);
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum * 31 + data[i] + data[i + 3]) >>> 0;
  return sum; }"""
NOTE_NAMES = """const drawn = []; const old = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        if (this.canvas.closest?.('.leaflet-gm-labels-pane')) {
          drawn.push([text, x, y, this.measureText(text).width]);
        }
        return old.apply(this, arguments); };
      Object.assign(globalThis, { drawnNames: drawn });"""
# Draws the names once more, so that what was noted is of one drawing.
DRAW_NAMES = """() => { drawnNames.length = 0;
  map_1.eachLayer((layer) => { if (layer.level === 'gm-labels') layer.draw(); });
  return [...drawnNames]; }"""
IS_CREDIT = """([x, y]) =>
  !!document.elementFromPoint(x, y).closest('.leaflet-control-attribution')"""
COLOR_AT = """([lat, lon]) => {
  const canvas = document.querySelector('.leaflet-gm-basemap-pane canvas');
  const at = map_1.latLngToContainerPoint([lat, lon]);
  const box = canvas.getBoundingClientRect();
  const scale = canvas.width / box.width;
  const g = canvas.getContext('2d');
  return [...g.getImageData((at.x - box.left) * scale, (at.y - box.top) * scale, 1, 1).data]; }"""


@pytest.fixture(scope="module")
def path(frame: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(frame, title="Week 48"), tmp_path_factory.mktemp("map") / "map.html")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_credits_are_read_by_everyone(path: Path, open_map: Open, width: int, height: int) -> None:
    page = open_map(path, width=width, height=height).page
    owed_to = page.locator(".leaflet-control-attribution")
    assert owed_to.is_visible()
    for owed in ("OpenStreetMap contributors", "ODbL", "GeoNames (CC BY 4.0)", "Natural Earth"):
        assert owed in owed_to.inner_text()
    box = owed_to.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for y in (box["y"] + 2, box["y"] + box["height"] - 2):
        hit = (
            "([x, y]) => !!document.elementFromPoint(x, y).closest('.leaflet-control-attribution')"
        )
        assert page.evaluate(hit, [box["x"] + box["width"] / 2, y]), "something lies over it"


def test_no_flag_is_shown(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    assert page.locator(".leaflet-control-attribution svg").count() == 0


def test_crimea_has_the_colour_of_ukraine(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    opened.map_call("setView([47.5, 35.5], 6, {animate: false})")
    kyiv, crimea, sevastopol, krasnodar, sea = (
        opened.page.evaluate(COLOR_AT, at)
        for at in ([50.2, 31.2], [45.35, 33.9], [44.58, 33.62], [45.3, 39.6], [43.9, 35.5])
    )
    assert kyiv == crimea == sevastopol
    assert kyiv != krasnodar
    assert krasnodar != sea


def test_dark_page_has_a_dark_map(path: Path, open_map: Open) -> None:
    light = open_map(path, fragment="#theme=light")
    dark = open_map(path, fragment="#theme=dark")
    for opened in (light, dark):
        opened.map_call("setView([49, 32], 6, {animate: false})")
    bright, dim = (sum(o.page.evaluate(COLOR_AT, [49.3, 33])[:3]) for o in (light, dark))
    assert bright > 600
    assert dim < 250


def test_names_follow_the_language(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    before = [opened.page.evaluate(CANVAS_SUM, pane) for pane in ("basemap", "labels")]
    opened.page.locator("select[aria-label=Language]").select_option("uk")
    opened.page.wait_for_function("() => document.documentElement.lang === 'uk'")
    after = [opened.page.evaluate(CANVAS_SUM, pane) for pane in ("basemap", "labels")]
    assert before[0] == after[0], "outlines do not change"
    assert before[1] != after[1], "names do"


def test_names_keep_apart(path: Path, open_map: Open) -> None:
    opened = open_map(path, before=NOTE_NAMES)
    opened.map_call("setView([48.6, 37.8], 7, {animate: false})")
    names = opened.page.evaluate(DRAW_NAMES)
    assert len(names) > 20
    assert {"Donetsk", "Kharkiv"} <= {name[0] for name in names}
    for i, (_, x, y, width) in enumerate(names):
        for _, other_x, other_y, other_width in names[i + 1 :]:
            apart = x + width <= other_x or other_x + other_width <= x or abs(y - other_y) >= 11
            assert apart


def test_names_keep_clear_of_symbols_and_counts(path: Path, open_map: Open) -> None:
    opened = open_map(path, before=NOTE_NAMES)
    opened.map_call("setView([48.6, 33], 6, {animate: false})")
    names = opened.page.evaluate(DRAW_NAMES)
    hits = opened.page.evaluate(
        "() => geomap.app.layer.hits.map(({x, y, radius}) => [x, y, radius])"
    )
    assert {"Kyiv", "Odesa"} <= {name[0] for name in names}, "they stand beside the symbols"
    for name, left, middle, width in names:
        for x, y, radius in hits:
            across = max(left - x, 0, x - left - width)
            assert (across**2 + (middle - y) ** 2) ** 0.5 >= radius - 1, name


def test_map_zooms_in_to_streets(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    assert opened.page.evaluate("() => map_1.getMaxZoom()") == 18


def test_folium_layers_live_beside_the_incidents(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    drawn = draw(frame)
    folium.Marker([50, 32], popup="<b style='color:#f00'>note</b>", alt="noted").add_to(drawn)
    cluster = MarkerCluster().add_to(drawn)  # type: ignore[no-untyped-call]
    for step in range(3):
        folium.Marker([47, 33 + step / 1000]).add_to(cluster)
    opened = open_map(save_map(drawn, tmp_path / "layers.html"))
    opened.map_call("setView([48.5, 32.5], 7, {animate: false})")
    opened.page.locator(".marker-cluster").first.wait_for()  # two while it is animated
    opened.page.locator("img[alt=noted]").press("Enter")  # the cluster's own icons come and go
    note = opened.page.locator(".leaflet-popup-content b")
    note.wait_for()
    assert note.evaluate("(b) => getComputedStyle(b).color") == "rgb(255, 0, 0)"
    assert opened.complaints == []
    assert opened.network() == []


def test_an_empty_map_opens(frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open) -> None:
    opened = open_map(save_map(frame.iloc[:0], tmp_path / "empty.html"))
    assert opened.complaints == []
    center = opened.page.evaluate("() => [map_1.getCenter().lat, map_1.getCenter().lng]")
    assert center == pytest.approx([48.6, 31.2], abs=2.5)


def test_a_map_without_basemap_opens(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    opened = open_map(save_map(draw(frame, basemap="none"), tmp_path / "plain.html"))
    assert opened.complaints == []
    assert opened.page.locator(".leaflet-gm-basemap-pane").count() == 0
    assert opened.page.locator(".leaflet-control-attribution").is_visible()


def test_a_notebook_iframe_shows_the_map(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html>{draw(frame)._repr_html_()}", encoding="utf-8")
    opened = open_map(path, wait=False)
    inner = opened.page.frame_locator("iframe")
    inner.locator("html[data-geomap=ready]").wait_for(state="attached")
    assert inner.locator(".leaflet-gm-labels-pane canvas").count() == 1
    assert opened.complaints == []
