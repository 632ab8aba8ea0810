"""Incidents that have no point, and lines to the target from where weapons were launched."""

from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import expect

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.records import Origin
from geomap.webmap import draw, save_map
from tests.browser.conftest import Open
from tests.samples import BELGOROD, KYIV, ROMANIA, UKRAINE, report

INK = """() => { const g = document.querySelector('.gm-canvas').getContext('2d');
  const {width, height} = g.canvas; const data = g.getImageData(0, 0, width, height).data;
  let inked = 0; for (let i = 3; i < data.length; i += 4) inked += data[i] > 0; return inked; }"""


@pytest.fixture(scope="module")
def table() -> gpd.GeoDataFrame:
    launched = (Origin("Kursk", "geonames:538560", 51.73, 36.19), Origin("Russia"))
    return to_frame(
        merge_reports(
            [
                report("1", "strike.drone", KYIV, origin_places=launched),
                report("2", "strike.drone", ROMANIA),
                report("3", "strike.missile", UKRAINE),
                report("4", "strike.drone", BELGOROD, origin_places=(Origin("Ukraine"),)),
            ]
        )
    )


@pytest.fixture(scope="module")
def path(table: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(table), tmp_path_factory.mktemp("places") / "map.html")


@pytest.mark.parametrize("width", [1280, 390])
def test_country_level_is_one_step_away(path: Path, open_map: Open, width: int) -> None:
    page = open_map(path, width=width, fragment="#panel=open").page
    page.get_by_role("button", name="2 without a point: listed").press("Enter")
    listed = page.locator(".gm-listed")
    expect(listed.get_by_text("Romania")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".gm-tags")).to_contain_text("country level")


def test_a_neighbouring_country_counts_as_cross_border(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    row = page.locator(".gm-row").filter(has=page.get_by_text("Cross-border", exact=True))
    expect(row.locator(".gm-count")).to_have_text("2")
    page.get_by_role("button", name="Only Cross-border").click()
    expect(page.locator(".gm-shown")).to_have_text("2 of 4 incidents shown")
    page.get_by_role("button", name="1 without a point: listed").click()
    expect(page.locator(".gm-listed")).to_contain_text("Romania")


def test_lines_from_launch_places_are_drawn_on_demand(
    table: gpd.GeoDataFrame, path: Path, open_map: Open
) -> None:
    kyiv = table.loc[table["place"] == "Kyiv", "incident_id"].iloc[0]
    page = open_map(path, fragment=f"#map=6/51/33&incident={kyiv}").page
    button = page.get_by_role("button", name="Show launch places")
    button.wait_for()
    expect(page.locator(".gm-card")).to_contain_text("Kursk, Russia")
    before = page.evaluate(INK)
    button.press("Enter")
    assert page.evaluate(INK) > before + 100
    page.get_by_role("button", name="Back", exact=True).click()
    assert page.evaluate(INK) < before + 100


def test_a_launch_place_without_a_point_is_named_only(
    table: gpd.GeoDataFrame, path: Path, open_map: Open
) -> None:
    belgorod = table.loc[table["place"] == "Belgorod", "incident_id"].iloc[0]
    page = open_map(path, fragment=f"#incident={belgorod}").page
    card = page.locator(".gm-card")
    expect(card).to_contain_text("Ukraine")
    expect(page.get_by_role("button", name="Show launch places")).to_have_count(0)
