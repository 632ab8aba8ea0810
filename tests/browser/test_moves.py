"""Advances by side: bars and arrows, so that a sequence in time reads as movement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.webmap import draw, save_map
from tests.browser.conftest import Open
from tests.samples import report, span

# Three villages west of each other, each taken some days after the one before.
STEPS = [("a", 48.30, 37.60, "2024-05-01"), ("b", 48.30, 37.45, "2024-05-10"),
         ("c", 48.32, 37.30, "2024-05-25")]  # fmt: skip
CLOSE = "#map=11/48.3/37.45&panel=open&theme=light"
# Pixels of the canvas in a colour of the arrows, in a strip between the first two villages.
INKED = """(color) => {
  const layer = geomap.app.layer;
  const [a, b] = [37.45, 37.6].map((lon) => map_1.latLngToContainerPoint([48.3, lon]));
  const shift = layer._map.latLngToContainerPoint(layer.corner);
  const g = layer.canvas.getContext('2d');
  const data = g.getImageData(a.x - shift.x + 25, a.y - shift.y - 8, b.x - a.x - 50, 16).data;
  let n = 0; for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] > 90 && Math.abs(data[i] - color[0]) + Math.abs(data[i + 1] - color[1])
      + Math.abs(data[i + 2] - color[2]) < 60) n++;
  return n; }"""
RUSSIA, UKRAINE = [143, 29, 29], [10, 77, 153]


def front(tmp_path: Path, side: str) -> Path:
    reports = [
        report(name, "control.capture", (f"id:{name}", "village", name, "UA", lat, lon),
               actor=side, time=span(day), article=name)
        for name, lat, lon, day in STEPS
    ]  # fmt: skip
    return save_map(draw(to_frame(merge_reports(reports))), tmp_path / f"{side}.html")


def toggle(page: Page) -> None:
    page.get_by_label("Arrows in order of time").press("Space")


@pytest.mark.parametrize(("side", "color"), [("RU", RUSSIA), ("UA", UKRAINE)])
def test_arrows_lead_from_step_to_step_in_the_style_of_the_side(
    tmp_path: Path, open_map: Open, side: str, color: list[int]
) -> None:
    page = open_map(front(tmp_path, side), fragment=CLOSE).page
    assert page.evaluate(INKED, color) > 100
    other = UKRAINE if side == "RU" else RUSSIA
    assert page.evaluate(INKED, other) == 0
    toggle(page)
    assert page.evaluate(INKED, color) == 0
    expect(page).to_have_url(re.compile("moves=0"))


def test_the_address_remembers_that_arrows_are_off(tmp_path: Path, open_map: Open) -> None:
    page = open_map(front(tmp_path, "RU"), fragment=CLOSE + "&moves=0").page
    assert page.evaluate(INKED, RUSSIA) == 0
    expect(page.get_by_label("Arrows in order of time")).not_to_be_checked()
    toggle(page)
    assert page.evaluate(INKED, RUSSIA) > 100


def test_arrows_follow_the_time_that_is_shown(tmp_path: Path, open_map: Open) -> None:
    page = open_map(front(tmp_path, "RU"), fragment=CLOSE + "&from=2024-05-05").page
    assert page.evaluate(INKED, RUSSIA) == 0, "the first step is not shown"
    pairs = "() => geomap.findMoves(geomap.app.layer, geomap.app.layer.view.box).length"
    assert page.evaluate(pairs) == 1


def test_the_legend_says_whose_arrow_is_whose(tmp_path: Path, open_map: Open) -> None:
    page = open_map(front(tmp_path, "RU"), fragment=CLOSE).page
    key = page.locator(".gm-moves")
    expect(key).to_contain_text("Russia")
    expect(key).to_contain_text("Ukraine")
    expect(key).to_contain_text("an order, not a route")
    page.locator("select[aria-label=Language]").select_option("uk")
    expect(key).to_contain_text("порядок, а не маршрут")
