"""The view as PNG, as SVG and on paper: what is seen, and nothing that runs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from geomap.webmap import draw, save_map
from tests.browser.conftest import Open
from tests.browser.test_attacks import PAYLOADS, hostile

SVG = "{http://www.w3.org/2000/svg}"
HERE = "#map=6/49/33&theme=light&tab=save"
PIXEL_OF = (
    "([lat, lon]) => { const p = map_1.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }"
)


@pytest.fixture(scope="module")
def path(frame: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(frame, title="Week 48"), tmp_path_factory.mktemp("pictures") / "map.html")


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as event:
        page.get_by_role("button", name=button).press("Enter")
    return event.value.path().read_bytes()


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def color_at(picture: Image.Image, x: float, y: float) -> Any:
    return picture.convert("RGB").getpixel((round(x), round(y)))


def test_svg_holds_symbols_names_credits_and_what_is_shown(path: Path, open_map: Open) -> None:
    svg = saved(open_map(path, fragment=HERE).page, "Picture (SVG)")
    words = texts(svg)
    assert {"Kyiv", "UKRAINE"} <= set(words)
    assert any("Week 48 · 7 of 7 incidents shown" in text for text in words)
    assert any("OpenStreetMap contributors" in text for text in words)
    fills = {element.get("fill") for element in ET.fromstring(svg).iter(f"{SVG}path")}  # noqa: S314
    assert "#d55e00" in fills  # the drone over Kyiv
    assert b"<image" not in svg, "all of it is lines and letters"


def test_svg_shows_what_the_screen_shows(path: Path, tmp_path: Path, open_map: Open) -> None:
    page = open_map(path, fragment=HERE).page
    spots = [page.evaluate(PIXEL_OF, at) for at in ([50.45, 30.52], [45.3, 34.0], [43.2, 36.0],
                                                    [51.3, 36.2], [48.9, 24.6])]  # fmt: skip
    (tmp_path / "view.svg").write_bytes(saved(page, "Picture (SVG)"))
    screen = Image.open(io.BytesIO(saved(page, "Picture (PNG)")))
    drawn = open_map(tmp_path / "view.svg", wait=False, height=844).page
    paper = Image.open(io.BytesIO(drawn.screenshot()))
    for x, y in spots:
        pairs = zip(color_at(screen, x, y), color_at(paper, x, y), strict=True)
        assert max(abs(a - b) for a, b in pairs) < 12, (x, y)


def test_png_is_the_map_and_its_credits(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment=HERE).page
    x, y = page.evaluate(PIXEL_OF, [50.45, 30.52])
    picture = Image.open(io.BytesIO(saved(page, "Picture (PNG)")))
    assert picture.size == (1280, 844)
    assert color_at(picture, x, y) == (213, 94, 0)
    foot = picture.crop((0, 800, 1280, 844)).convert("L")
    assert min(foot.tobytes()) < 100, "the credits are written"


@pytest.mark.parametrize("name", ["script", "end of script", "end of comment", "javascript"])
def test_hostile_text_is_only_text_in_the_svg(name: str, tmp_path: Path, open_map: Open) -> None:
    payload = PAYLOADS[name] + "\x0b\ud800"
    frame = hostile(PAYLOADS[name])
    page = open_map(save_map(draw(frame, title=payload), tmp_path / "m.html"), fragment=HERE).page
    page.evaluate("() => { geomap.app.data.meta.title += '\\u0001\\ud800'; }")
    svg = saved(page, "Picture (SVG)")
    root = ET.fromstring(svg)  # noqa: S314 - our own; that it parses is the test
    assert any(text.startswith(PAYLOADS[name]) for text in texts(svg))
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "rect", "g", "path", "text")
    }
    assert not [a for element in root.iter() for a in element.attrib if a.startswith("on")]


def test_paper_has_map_legend_and_open_card(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#theme=dark").page
    page.get_by_role("tab", name="List").click()
    page.locator(".gm-table").get_by_role("button", name="Kopanky").click()
    page.locator(".gm-card").wait_for()
    page.emulate_media(media="print")
    paper = page.locator(".gm-paper")
    expect(paper.get_by_role("heading", name="Week 48")).to_be_visible()
    expect(paper.locator("svg[role=img]")).to_be_visible()
    expect(paper.locator(".gm-key")).to_contain_text("Drone strike 2")
    expect(paper.locator(".gm-details")).to_contain_text("Forces entered Kopanky.")
    assert paper.locator("button").count() == 0
    expect(page.locator(".gm-panel")).to_be_hidden()
    expect(page.locator(".gm-time")).to_be_hidden()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    page.emulate_media(media="screen")
    expect(paper).to_have_count(0)
    expect(page.locator(".gm-panel")).to_be_visible()
    assert page.evaluate("() => geomap.dark"), "the theme is back"


def test_paper_lists_all_that_is_shown(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#tab=list&sort=place-up").page
    page.emulate_media(media="print")
    rows = page.locator(".gm-paper tbody tr")
    expect(rows).to_have_count(7)
    places = [row.locator("td").nth(2).inner_text() for row in rows.all()]
    assert places == sorted(places)


def test_printing_makes_pages(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#tab=list").page
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert (
        pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") + pdf.count(b"/Type /Page ") == 2
    )
    expect(page.locator(".gm-paper")).to_have_count(0)
