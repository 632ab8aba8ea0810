"""
How long the map takes: to write, to open, to filter, to move through time.

    python -m tests.benchmarks.bench_map 5 100000 1000000

Prints one line for each number of incidents. Times of the page are the best of twelve, taken
inside Chromium without a graphics card; `ready` is the time from opening the file until the first
picture.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from playwright.sync_api import sync_playwright

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.records import Incident, Location
from geomap.vocabulary import event_types
from geomap.webmap import draw, save_map
from tests.samples import KYIV, report

MEASURE = """async () => {
  const app = geomap.app;
  const best = async (work) => {
    let least = Infinity;
    for (let round = 0; round < 12; round++) {
      const start = performance.now();
      work(round);
      least = Math.min(least, performance.now() - start);
      await new Promise(requestAnimationFrame);
    }
    return Math.round(least);
  };
  const days = app.data.meta.days;
  return {
    filter: await best(() => { app.filter.refresh(); app.layer.redraw(); }),
    counts: await best(() => app.legend.refresh(app.filter.counts())),
    slide: await best((round) => app.timeline.set(round, Math.min(round + 180, days), false)),
    slide_all: await best((round) => app.timeline.set(0, days - round, false)),
  };
}"""


def incidents(count: int) -> Iterator[Incident]:
    """Yield `count` incidents spread over eastern Ukraine and four years; always the same."""
    (model,) = merge_reports([report("1", spec=KYIV)])
    assert isinstance(model.location, Location)
    random = Random(1)  # noqa: S311 - a fixed sequence
    types = list(event_types().values())
    for number in range(count):
        kind = random.choice(types)
        day = date(2022, 2, 24) + timedelta(days=random.randrange(1460))
        location = replace(
            model.location,
            lat=round(random.uniform(46, 51), 3 if number % 3 else 1),
            lon=round(random.uniform(32, 39), 3 if number % 3 else 1),
        )
        yield replace(
            model, incident_id=f"{number:012x}", event_type=kind.name, family=kind.family,
            layer=kind.layer, date_start=day, date_end=day, location=location,
            actor=random.choice(["RU", "UA", None]), weapon=random.choice(["Shahed", "KAB", None]),
        )  # fmt: skip


def measure(count: int, folder: Path) -> str:
    """Return the line of figures for a map of `count` incidents."""
    frame = to_frame(incidents(count))
    start = time.perf_counter()
    path = save_map(draw(frame), folder / f"{count}.html")
    seconds = time.perf_counter() - start
    with sync_playwright() as playwright:
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(path.as_uri(), timeout=300_000, wait_until="commit")
        page.wait_for_selector("html[data-geomap=ready]", state="attached", timeout=300_000)
        ready = page.evaluate("() => Math.round(geomap.ready)")
        figures = page.evaluate(MEASURE)
        browser.close()
    kilobytes = path.stat().st_size // 1000
    times = "  ".join(f"{name} {value} ms" for name, value in figures.items())
    return f"{count:>9,}  {kilobytes:>7,} kB  written {seconds:.1f} s  ready {ready} ms  {times}"


def main() -> None:
    """Measure each number of incidents named on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, sys.argv[1:]):
            sys.stdout.write(measure(count, Path(folder)) + "\n")


if __name__ == "__main__":
    main()
