"""What axe-core, the checker of WCAG rules, finds in the page in all its states."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from playwright.sync_api import Page

from geomap.webmap import draw, save_map
from tests.browser.conftest import Open

VENDOR = Path(__file__).parent / "vendor"
AXE = VENDOR / "axe-core" / "axe.min.js"
# WCAG 2.2 AA, and what axe's authors count as good practice.
RUN = """async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
  'wcag22aa', 'best-practice'], resultTypes: ['violations']})).violations"""


@pytest.fixture(scope="module")
def path(frame: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(frame, title="Week 48"), tmp_path_factory.mktemp("axe") / "map.html")


def open_card(page: Page) -> None:
    page.get_by_role("tab", name="List").click()
    page.locator(".gm-table").get_by_role("button", name="Kopanky").click()
    page.locator(".gm-card").wait_for()


def review_card(page: Page) -> None:
    page.get_by_role("tab", name="Save").click()
    page.get_by_label("Review mode").check()
    open_card(page)
    page.locator(".gm-review").wait_for()


def open_panel(page: Page) -> None:
    page.get_by_role("button", name="Open the panel").click()


def search(page: Page) -> None:
    page.get_by_role("combobox", name="Search a place or words in quotes").fill("k")
    page.get_by_role("option").first.wait_for()


WIDE, PHONE = (1280, 800), (390, 844)
STATES: dict[str, tuple[str, tuple[int, int], Callable[[Page], None] | None]] = {
    "light": ("#theme=light", WIDE, None),
    "dark": ("#theme=dark", WIDE, None),
    "phone": ("", PHONE, None),
    "phone, panel open": ("", PHONE, open_panel),
    "card": ("#theme=light", WIDE, open_card),
    "card, dark": ("#theme=dark", WIDE, open_card),
    "list": ("#tab=list", WIDE, None),
    "list, dark": ("#tab=list&theme=dark", WIDE, None),
    "summary": ("#tab=summary", WIDE, None),
    "save": ("#tab=save", WIDE, None),
    "review": ("#theme=light", WIDE, review_card),
    "review, dark": ("#theme=dark", WIDE, review_card),
    "search": ("", WIDE, search),
    "Ukrainian": ("#lang=uk", WIDE, None),
}


def violations(page: Page) -> list[dict[str, Any]]:
    page.add_script_tag(path=AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("name", STATES)
def test_no_serious_violation(path: Path, open_map: Open, name: str) -> None:
    fragment, (width, height), act = STATES[name]
    opened = open_map(path, fragment=fragment, width=width, height=height, bypass_csp=True)
    if act is not None:
        act(opened.page)
    grave = [
        f"{v['impact']} {v['id']}: {node['html'][:160]} {node['failureSummary']}"
        for v in violations(opened.page)
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]
    assert grave == []


def test_the_checker_finds_what_is_wrong(path: Path, open_map: Open) -> None:
    page = open_map(path, bypass_csp=True).page
    page.evaluate("() => document.querySelector('.gm-fold').removeAttribute('aria-label')")
    assert "button-name" in {v["id"] for v in violations(page)}


def test_the_vendored_checker_is_the_published_one() -> None:
    assert sha256(AXE.read_bytes()).hexdigest() in (VENDOR / "README.md").read_text("utf-8")
    assert (AXE.parent / "LICENSE").read_text("utf-8").startswith("Mozilla Public License")
