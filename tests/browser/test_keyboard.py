"""Every feature of the map with nothing but a keyboard; what is used is first reached by Tab."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Locator, Page, expect

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.records import Origin
from geomap.webmap import draw, save_map
from tests.browser.conftest import Open
from tests.samples import KOPANKY, KYIV, ODESA, UKRAINE, report, span

MOST_TABS = 150


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    launched = (Origin("Kursk", "geonames:538560", 51.73, 36.19),)
    table: gpd.GeoDataFrame = to_frame(
        merge_reports(
            [
                report("1", spec=KYIV, origin_places=launched, numbers={"killed_min": 2}),
                report("2", "control.capture", KOPANKY, actor="RU", time=span("2024-11-20")),
                report("3", "strike.missile", UKRAINE),
                report("4", "strike.shelling", ODESA, time=span(None)),
            ]
        )
    )
    return save_map(draw(table, title="By keys"), tmp_path_factory.mktemp("keys") / "map.html")


def reach(page: Page, target: Locator, *, back: bool = False) -> None:
    """Press Tab until the element has the focus; each stop must be seen."""
    for _ in range(MOST_TABS):
        if target.evaluate("(e) => document.activeElement === e"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"{target} cannot be reached by Tab")


def press(page: Page, target: Locator, key: str = "Enter", *, back: bool = False) -> None:
    reach(page, target, back=back)
    page.keyboard.press(key)


def test_filters_and_facets(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    shown = page.locator(".gm-shown")
    rows = page.locator(".gm-row")
    strikes = rows.filter(has=page.get_by_text("Strikes", exact=True))
    press(page, strikes.get_by_role("checkbox"), "Space")
    expect(shown).to_have_text("1 of 4 incidents shown")
    press(page, page.get_by_role("button", name="Only Drone strike"))
    press(page, page.locator(".gm-layers > .gm-allnone"), back=True)
    expect(shown).to_have_text("4 of 4 incidents shown")
    press(page, page.locator("summary").filter(has_text="Actor"))
    press(page, page.get_by_role("button", name="Only Russia"))
    expect(shown).to_have_text("1 of 4 incidents shown")
    press(page, page.get_by_role("button", name="Reset all filters"))
    expect(shown).to_have_text("4 of 4 incidents shown")


def test_time(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    span_words = page.locator(".gm-span")
    press(page, page.get_by_role("slider", name="Last day"), "ArrowLeft")
    expect(span_words).to_have_text("20 Nov 2024 – 25 Nov 2024")
    press(page, page.get_by_role("button", name="All dates"))
    press(page, page.get_by_label("Step", exact=True), "ArrowDown", back=True)  # by week
    press(page, page.get_by_role("button", name="Step forward"), back=True)
    expect(span_words).to_have_text("20 Nov 2024 – 26 Nov 2024")
    press(page, page.get_by_role("button", name="Play"), back=True)
    press(page, page.locator(".gm-play"))
    press(page, page.get_by_label("without a date (1)"), "Space")
    expect(page.locator(".gm-shown")).to_have_text("3 of 4 incidents shown")


def test_search_by_place_and_by_words(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    box = page.get_by_role("combobox", name="Search a place or words in quotes")
    reach(page, box)
    page.keyboard.type("kopa")
    expect(page.get_by_role("option", name="Kopanky")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".gm-card")).to_contain_text("Kopanky")
    page.keyboard.press("Escape")
    expect(page.locator(".gm-card")).to_have_count(0)
    reach(page, box, back=True)
    page.keyboard.press("Control+A")
    page.keyboard.type("no such words")
    page.keyboard.press("Enter")
    expect(page.locator(".gm-shown")).to_have_text("0 of 4 incidents shown")
    press(page, page.get_by_role("button", name="Show all quotes again"))
    expect(page.locator(".gm-shown")).to_have_text("4 of 4 incidents shown")


def test_tabs_list_and_card(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    press(page, page.get_by_role("tab", name="Layers"), "ArrowRight")
    expect(page.get_by_role("tab", name="List")).to_be_focused()
    press(page, page.get_by_role("button", name="Killed"))
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Killed")
    expect(page.locator(".gm-table tbody tr").first).to_contain_text("Kyiv")
    press(page, page.locator(".gm-table").get_by_role("button", name="Kyiv"))
    expect(page.locator(".gm-card h2")).to_be_focused()
    launch = page.get_by_role("button", name="Show launch places")
    press(page, launch)
    expect(launch).to_have_attribute("aria-pressed", "true")
    press(page, page.get_by_role("button", name="Copy citation"))
    expect(page.locator(".gm-shown")).to_have_text("Copied")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tab", name="List")).to_be_focused()


def test_country_level_summary_and_language(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    press(page, page.get_by_role("button", name="1 without a point: listed"))
    press(page, page.locator(".gm-listed").get_by_role("button"))
    expect(page.locator(".gm-card")).to_contain_text("country level")
    page.keyboard.press("Escape")
    press(page, page.get_by_role("tab", name="Layers"), "ArrowRight")
    page.keyboard.press("ArrowRight")
    press(page, page.locator(".gm-summary").get_by_role("button", name="20 Nov 2024"))
    expect(page.locator(".gm-shown")).to_have_text("2 of 4 incidents shown")
    press(page, page.locator("select[aria-label=Language]"), "ArrowDown")
    expect(page.locator("html")).to_have_attribute("lang", "uk")


def test_downloads_and_review(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    press(page, page.get_by_role("tab", name="Layers"), "ArrowLeft")
    expect(page.get_by_role("tab", name="Save")).to_be_focused()
    for name, file in {"GeoJSON": "incidents.geojson", "CSV table": "incidents.csv",
                       "Picture (PNG)": "map.png", "Picture (SVG)": "map.svg"}.items():  # fmt: skip
        with page.expect_download() as event:
            press(page, page.get_by_role("button", name=name))
        assert event.value.suggested_filename == file
        expect(page.get_by_text(f"{file} is saved.")).to_be_visible()
        reach(page, page.get_by_role("tab", name="Save"), back=True)
    press(page, page.get_by_label("Review mode"), "Space")
    press(page, page.get_by_role("tab", name="Save"), "ArrowLeft", back=True)
    page.keyboard.press("ArrowLeft")
    press(page, page.locator(".gm-table").get_by_role("button", name="Kopanky"))
    form = page.locator(".gm-review")
    reach(page, form.get_by_label("Note", exact=True))
    page.keyboard.type("seen")
    press(page, form.get_by_role("button", name="Wrong"))
    expect(form).to_contain_text("Noted. 1 corrections to save.")


def test_the_map_itself(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    ground = page.locator(".leaflet-container")
    reach(page, ground)
    before = page.evaluate("() => map_1.getZoom()")
    page.keyboard.press("+")
    expect(ground).to_be_focused()
    page.wait_for_function("(zoom) => map_1.getZoom() > zoom", arg=before)


def test_every_stop_of_tab_can_be_seen(path: Path, open_map: Open) -> None:
    """A stop without a mark, or one that lies hidden, leaves its reader lost."""
    page = open_map(path, fragment="#panel=open").page
    stops = 0
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const e = document.activeElement; if (e === document.body) return null;
              const box = e.getBoundingClientRect(); const style = getComputedStyle(e);
              return [e.outerHTML.slice(0, 120), box.width, box.height, style.outlineStyle]; }"""
        )
        if found is None:
            break
        stops += 1
        html, width, height, outline = found
        assert width > 1, html
        assert height > 1, html
        assert outline != "none", html
    assert stops > 20
