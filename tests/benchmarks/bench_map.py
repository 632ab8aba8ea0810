"""
How long the map takes, beside folium's own ways of drawing the same incidents.

    python -m tests.benchmarks.bench_map                    # 5 to 1,000,000 incidents
    python -m tests.benchmarks.bench_map --quick            # 5 and 10,000
    python -m tests.benchmarks.bench_map --sizes 100000     # only so many
    python -m tests.benchmarks.bench_map --sizes 5 --alone  # without folium's own

`build` is the time from the table to the file, `CPU` that of all its threads, `peak` the memory
that it takes beyond the table. The other times are of Chromium without a graphics card, once its
own start is over: `ready` from opening the file to the first picture (median of three), `filter`
the slowest of all filters (median of five), `slider` and `pan` the 95th percentile of the time from
frame to frame. `4x` is `ready` and `filter` again on a processor slowed down four times. `load` is
that of the machine while it was measured: above the number of processors, times are too long.
Ratios are to FastMarkerCluster with the most incidents.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import folium
import geopandas as gpd
from folium.plugins import FastMarkerCluster
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from geomap.webmap import OfflineMap, draw, save_map
from geomap.webmap.figure import OfflineFigure
from tests.benchmarks.synthetic import synthetic_frame

TIMEOUT_MS = 600_000
SIZES = (5, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (5, 10_000)
SETTLE_MS = 2_000  # a browser that has just been started draws pages of its own
VIEW: ViewportSize = {"width": 1280, "height": 800}

HELPERS = """
const frame = () => new Promise(requestAnimationFrame);
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
async function timed(work) {
  const times = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    work(round);
    times.push(performance.now() - start);
    await frame();
  }
  return median(times);
}
async function p95(frames, step) {
  const times = [];
  let last = await frame();
  for (let k = 0; k < frames; k++) {
    step(k);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  return times.sort((a, b) => a - b)[Math.floor(frames * 0.95)];
}
"""
# Every layer, type and value is switched off and on again.
FILTER = """async () => { HELPERS
  const { app } = geomap;
  const show = () => { app.filter.refresh(); app.layer.redraw(); };
  let slowest = 0;
  for (const on of [app.filter.layerOn, app.filter.typeOn, ...app.filter.facets.map((f) => f.on)]) {
    const k = Math.min(1, on.length - 1);
    slowest = Math.max(slowest, await timed(() => { on[k] ^= 1; show(); }));
    on[k] = 1;
  }
  show();
  return slowest; }"""
SLIDER = """async () => { HELPERS
  const { app } = geomap;
  const days = app.data.meta.days;
  const wide = Math.min(180, days);
  const span = await p95(60, (k) => app.timeline.set(k % days, (k % days) + wide, false));
  const all = await p95(60, (k) => app.timeline.set(0, days - (k % days), false));
  app.timeline.set(0, days, false);
  return Math.max(span, all); }"""
# Frames are counted while the map is dragged by the mouse.
WATCH = """() => { globalThis.frames = []; globalThis.watching = true;
  let last = performance.now();
  const note = (now) => { frames.push(now - last); last = now;
    if (watching) requestAnimationFrame(note); };
  requestAnimationFrame(note); }"""
WATCHED = """() => { watching = false;
  return frames.slice(1).sort((a, b) => a - b)[Math.floor((frames.length - 1) * 0.95)]; }"""
READY = """async () => { HELPERS
  await frame(); await frame();
  return performance.now(); }"""
# folium has no filter: half of the markers are taken away and put back.
FOLIUM_FILTER = """async () => { HELPERS
  const all = Object.values(map_1._layers);
  const cluster = all.find((x) => L.MarkerClusterGroup && x instanceof L.MarkerClusterGroup);
  if (cluster) {
    const markers = cluster.getLayers();
    const half = markers.filter((_, k) => k % 2);
    const start = performance.now();
    cluster.clearLayers();
    cluster.addLayers(half);
    return performance.now() - start;
  }
  const half = all.filter((x) => x instanceof L.Marker || x instanceof L.CircleMarker)
    .filter((_, k) => k % 2);
  return timed((k) => half.forEach((x) => (k % 2 ? map_1.addLayer(x) : map_1.removeLayer(x)))); }"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one map; seconds, milliseconds and megabytes, None for no such thing."""

    name: str
    count: int
    megabytes: float
    build_s: float
    build_cpu_s: float
    build_mb: float | None
    ready_s: float
    filter_ms: float
    slider_ms: float | None
    pan_ms: float
    slow_ready_s: float | None
    slow_filter_ms: float | None
    load: float


def draw_markers(frame: gpd.GeoDataFrame) -> folium.Map:
    """Return a folium map with a marker and a popup for each incident."""
    drawn = OfflineMap(OfflineFigure())
    for lat, lon, words in _points(frame):
        folium.Marker([lat, lon], popup=folium.Popup(words, lazy=True)).add_to(drawn)
    return drawn


def draw_geojson(frame: gpd.GeoDataFrame) -> folium.Map:
    """Return a folium map with one GeoJson layer of small circles and popups."""
    drawn = OfflineMap(OfflineFigure())
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"words": words},
        }
        for lat, lon, words in _points(frame)
    ]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4), popup=folium.GeoJsonPopup(["words"]),
    ).add_to(drawn)  # fmt: skip
    return drawn


def draw_fast_cluster(frame: gpd.GeoDataFrame) -> folium.Map:
    """Return a folium map with a FastMarkerCluster that carries the same words."""
    drawn = OfflineMap(OfflineFigure())
    # The default callback draws icons that come from the network; this one is its other half.
    marker = "(row) => L.marker([row[0], row[1]]).bindPopup(row[2])"
    FastMarkerCluster([list(point) for point in _points(frame)], callback=marker).add_to(drawn)  # type: ignore[no-untyped-call]
    return drawn


def _points(frame: gpd.GeoDataFrame) -> list[tuple[float, float, str]]:
    words = [json.loads(pieces)[0]["sentence"] for pieces in frame["evidence"]]
    return list(zip(frame["lat"].tolist(), frame["lon"].tolist(), words, strict=True))


def measure(
    browser: Browser,
    folder: Path,
    name: str,
    count: int,
    make: Callable[[gpd.GeoDataFrame], folium.Map],
) -> Figures:
    """Write a map of `count` incidents and time it in the browser."""
    path = folder / f"{name}-{count}.html"
    build_s, build_cpu_s, build_mb = _build(make, synthetic_frame(count), path)
    cards = path.with_name(f"{path.stem}_cards")
    size = sum(p.stat().st_size for p in [path, *(cards.iterdir() if cards.exists() else ())])
    own = name == "geomap"
    openings = []
    for left in reversed(range(3 if own else 1)):
        page = browser.new_page(viewport=VIEW)
        openings.append(_open(page, path, own=own))
        if left:
            page.close()
    filtered = _run(page, FILTER if own else FOLIUM_FILTER)
    slider = _run(page, SLIDER) if own else None
    pan = _pan(page)
    page.close()
    slow_ready, slow_filter = _slowed(browser, path) if own else (None, None)
    return Figures(
        name, count, megabytes=size / 1e6,
        build_s=build_s, build_cpu_s=build_cpu_s, build_mb=build_mb,
        ready_s=median(openings) / 1000, filter_ms=filtered, slider_ms=slider, pan_ms=pan,
        slow_ready_s=slow_ready, slow_filter_ms=slow_filter, load=os.getloadavg()[0],
    )  # fmt: skip


def _build(
    make: Callable[[gpd.GeoDataFrame], folium.Map], frame: gpd.GeoDataFrame, path: Path
) -> tuple[float, float, float | None]:
    """Write the map; return seconds, seconds of processor time, and megabytes of memory."""
    before = _memory_mb("VmRSS")
    start, used = time.perf_counter(), time.process_time()
    save_map(make(frame), path)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    peak = _memory_mb("VmHWM")
    return seconds, cpu, None if before is None or peak is None else peak - before


def _memory_mb(field: str) -> float | None:
    """Return a line of Linux's memory statistics; asking for the present resets the peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    if field == "VmRSS":
        Path("/proc/self/clear_refs").write_text("5")
    found = next(line for line in status.read_text().splitlines() if line.startswith(field))
    return int(found.split()[1]) / 1024


def _slowed(browser: Browser, path: Path) -> tuple[float, float]:
    """Return `ready` in seconds and `filter` in milliseconds on a quarter of the processor."""
    page = browser.new_page(viewport=VIEW)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    ready = _open(page, path, own=True)
    filtered = _run(page, FILTER)
    page.close()
    return ready / 1000, filtered


def _open(page: Page, path: Path, *, own: bool) -> float:
    page.goto(path.as_uri(), timeout=TIMEOUT_MS)
    if not own:
        return _run(page, READY)
    page.wait_for_selector("html[data-geomap=ready]", state="attached", timeout=TIMEOUT_MS)
    return float(page.evaluate("() => geomap.ready"))


def _pan(page: Page) -> float:
    """Drag the map to and fro; return the 95th percentile of the time between frames."""
    page.mouse.move(500, 300)
    page.mouse.down()
    page.evaluate(WATCH)
    for step in range(60):
        page.mouse.move(500 + 6 * (step if step < 30 else 60 - step), 300 + step)
    figure = float(page.evaluate(WATCHED))
    page.mouse.up()
    return figure


def _run(page: Page, script: str) -> float:
    return float(page.evaluate(script.replace("HELPERS", HELPERS)))


HEAD = (
    "                      incidents       MB  build s  CPU s  peak MB  ready s  filter ms"
    "  slider p95  pan p95  4x ready s  4x filter ms  load"
)


def line(figures: Figures) -> str:
    """Return the figures as one line below `HEAD`."""
    f = figures
    cells: list[tuple[Any, str]] = [
        (f.megabytes, "9.1f"), (f.build_s, "9.1f"), (f.build_cpu_s, "7.1f"), (f.build_mb, "9.0f"),
        (f.ready_s, "9.2f"), (f.filter_ms, "11.0f"), (f.slider_ms, "12.0f"), (f.pan_ms, "9.0f"),
        (f.slow_ready_s, "12.2f"), (f.slow_filter_ms, "14.0f"), (f.load, "6.1f"),
    ]  # fmt: skip
    texts = (
        format(v, width) if v is not None else "-".rjust(int(width.split(".")[0]))
        for v, width in cells
    )
    return f"{f.name:<20}{f.count:>11,}" + "".join(texts)


def ratios(own: Figures, other: Figures) -> str:
    """Return how many times less than `other` the map takes."""
    pairs = {
        "file": (other.megabytes, own.megabytes), "build": (other.build_s, own.build_s),
        "ready": (other.ready_s, own.ready_s), "filter": (other.filter_ms, own.filter_ms),
        "pan": (other.pan_ms, own.pan_ms),
    }  # fmt: skip
    return "  ".join(f"{name} {theirs / ours:.1f}x" for name, (theirs, ours) in pairs.items())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_map")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of incidents")
    parser.add_argument("--quick", dest="sizes", action="store_const", const=QUICK_SIZES)
    parser.add_argument("--alone", action="store_true", help="leave out folium's own maps")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    options = _arguments()
    sizes, most = options.sizes, max(options.sizes)
    others: list[tuple[str, int, Callable[[gpd.GeoDataFrame], folium.Map]]] = [
        ("Marker", min(most, 10_000), draw_markers),
        ("GeoJson", min(most, 100_000), draw_geojson),
        ("FastMarkerCluster", most, draw_fast_cluster),
    ]
    runs = [("geomap", size, draw) for size in sizes] + ([] if options.alone else others)
    found = []
    sys.stdout.write(f"{os.cpu_count()} processors\n{HEAD}\n")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = Path("/usr/bin/chromium")
        for run in runs:
            browser = playwright.chromium.launch(
                executable_path=chromium if chromium.exists() else None,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            browser.new_page().wait_for_timeout(SETTLE_MS)
            found.append(measure(browser, Path(folder), *run))
            browser.close()
            sys.stdout.write(line(found[-1]) + "\n")
            sys.stdout.flush()
    if not options.alone:
        own = next(f for f in found if f.count == most)
        sys.stdout.write(f"FastMarkerCluster to geomap: {ratios(own, found[-1])}\n")


if __name__ == "__main__":
    main()
