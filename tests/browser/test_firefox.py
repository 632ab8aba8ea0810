"""The map in Firefox, where it is installed: it opens, filters, opens cards and saves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from geomap.webmap import draw, save_map
from tests.browser.test_attacks import PAYLOADS, hostile

if TYPE_CHECKING:
    from tests.browser.firefox import Firefox

SHOWN = "document.querySelector('.gm-shown').textContent"
CARD = "document.querySelector('.gm-card')?.textContent ?? ''"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    pytest.importorskip("websockets", reason="websockets is not installed")
    from tests.browser.firefox import firefox_path, running_firefox

    path = firefox_path()
    if path is None:
        pytest.skip("Firefox is not installed")
    with running_firefox(path, tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def path(frame: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(frame, title="Week 48"), tmp_path_factory.mktemp("firefox") / "map.html")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 740)])
def test_opens_without_complaint(firefox: Firefox, path: Path, width: int, height: int) -> None:
    firefox.complaints.clear()
    firefox.open(path.as_uri(), width=width, height=height)
    assert firefox.evaluate(SHOWN) == "7 of 7 incidents shown"
    inked = """(() => { const c = document.querySelector('.gm-canvas');
      const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      return d.some((value) => value > 0); })()"""
    assert firefox.evaluate(inked)
    assert firefox.evaluate("document.documentElement.scrollWidth") <= width
    assert firefox.complaints == []


def test_clicks_filter_and_open_the_list(firefox: Firefox, path: Path) -> None:
    firefox.open(path.as_uri())
    firefox.click_on(".gm-layer input")
    firefox.wait_for(f"{SHOWN} !== '7 of 7 incidents shown'")
    firefox.click_on(".gm-layer input")
    firefox.wait_for(f"{SHOWN} === '7 of 7 incidents shown'")
    firefox.click_on("[role=tab]:nth-child(2)")
    firefox.wait_for("document.querySelectorAll('.gm-table tbody tr').length === 7")


def test_a_click_opens_the_card(firefox: Firefox, path: Path) -> None:
    firefox.open(path.as_uri() + "#map=9/50.6/36.59")
    firefox.click(640, 400)
    firefox.wait_for(f"{CARD}.includes('Belgorod')")
    firefox.click_on(".gm-cardbar button")
    firefox.wait_for(f"{CARD} === ''")


def test_downloads_and_pictures_are_made(firefox: Firefox, path: Path) -> None:
    firefox.open(path.as_uri())
    png = "geomap.pngOf(geomap.map, 'x').then((blob) => [blob.type, blob.size])"
    kind, size = firefox.evaluate(png)
    assert (kind, size > 20_000) == ("image/png", True)
    svg = firefox.evaluate("geomap.svgOf(geomap.map, 'a <caption>')")
    assert "a &lt;caption&gt;" in svg
    parts = "geomap.geojsonParts(geomap.app.data, geomap.app.shownRows()).then((p) => p.join(''))"
    assert len(firefox.evaluate(f"{parts}.then((t) => JSON.parse(t).features)")) == 7


@pytest.mark.parametrize("name", ["script", "image", "end of script", "javascript"])
def test_hostile_text_is_only_text(firefox: Firefox, tmp_path: Path, name: str) -> None:
    frame = hostile(PAYLOADS[name])
    saved = save_map(draw(frame, title=PAYLOADS[name]), tmp_path / "map.html")
    firefox.complaints.clear()
    firefox.open(saved.as_uri() + f"#incident={frame['incident_id'].iloc[0]}")
    firefox.wait_for(f"{CARD}.includes('sentence:')")
    assert PAYLOADS[name] in firefox.evaluate(CARD)
    assert firefox.evaluate("typeof globalThis.pwned") == "undefined"
    assert firefox.complaints == []
