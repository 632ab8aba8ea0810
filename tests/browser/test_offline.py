"""A map asks nobody for anything, and a policy holds it to that."""

from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import expect

from geomap.webmap import draw, save_map, write
from tests.browser.conftest import Listener, Open, wait_until

TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


@pytest.fixture(scope="module")
def path(frame: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(frame, tmp_path_factory.mktemp("map") / "map.html")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_opens_from_disk_without_request_or_complaint(
    path: Path, open_map: Open, width: int, height: int
) -> None:
    opened = open_map(path, width=width, height=height)
    for view in ("setView([49, 37], 9, {animate: false})", "setZoom(4, {animate: false})"):
        opened.map_call(view)
    opened.page.wait_for_timeout(200)
    assert opened.network() == []
    assert opened.requests == [path.as_uri()]
    assert opened.complaints == []


INJECTIONS = {
    "script element": "const s = document.createElement('script'); s.textContent = 'pwned = 1';"
    " document.body.append(s);",
    "event handler": "document.body.insertAdjacentHTML('beforeend',"
    " '<p id=x onclick=\"pwned = 1\">x</p>'); document.getElementById('x').click();",
    "image error": "document.body.insertAdjacentHTML('beforeend',"
    ' \'<img src="data:x" onerror="pwned = 1">\');',
    "javascript link": "const a = document.createElement('a'); a.href = 'javascript:pwned = 1';"
    " document.body.append(a); a.click();",
    "timer with text": "setTimeout('pwned = 1', 0);",
}


@pytest.mark.parametrize("name", INJECTIONS)
def test_an_injected_script_does_not_run(path: Path, open_map: Open, name: str) -> None:
    # addInitScript runs in the page before the policy is there; its listener runs after.
    inject = f"addEventListener('load', () => {{ try {{ {INJECTIONS[name]} }} catch (e) {{}} }});"
    opened = open_map(path, before=inject)
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("() => globalThis.pwned") is None
    assert any("Content Security Policy" in said for said in opened.complaints)


def test_eval_is_refused(path: Path, open_map: Open) -> None:
    attempt = """addEventListener('load', () => {
      try { globalThis.result = new Function('return 1')(); } catch (e) { result = e.name; } });
      globalThis.result = 'none';"""
    opened = open_map(path, before=attempt)
    assert opened.page.evaluate("() => result") == "EvalError"


WAYS_OUT = {
    "fetch": "fetch('URL/fetch')",
    "image": "new Image().src = 'URL/image'",
    "beacon": "navigator.sendBeacon('URL/beacon', 'x')",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'),"
    " {src: 'URL/frame'}))",
    "style": "document.body.append(Object.assign(document.createElement('link'),"
    " {rel: 'stylesheet', href: 'URL/style'}))",
    "form": "document.body.appendChild(Object.assign(document.createElement('form'),"
    " {action: 'URL/form'})).submit()",
}


@pytest.mark.parametrize("way", WAYS_OUT)
def test_data_cannot_be_sent_out(
    path: Path, tmp_path: Path, open_map: Open, listener: Listener, way: str
) -> None:
    attempt = WAYS_OUT[way].replace("URL", listener.url)
    script = f"addEventListener('load', async () => {{ try {{ await ({attempt}); }} catch {{}} }});"
    opened = open_map(path, before=script, route=False, wait=way != "form")
    opened.page.wait_for_timeout(300)
    assert listener.asked == []
    # The same on a page without a policy does get out, so the test can fail.
    bare = tmp_path / "bare.html"
    bare.write_text("<!DOCTYPE html><p>no policy")
    opened = open_map(bare, before=script, route=False, wait=False)
    wait_until(lambda: bool(listener.asked), opened.page)
    assert listener.asked[0].startswith(f"/{way}")


def test_tiles_are_asked_for_only_when_switched_on(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    drawn = draw(frame, tiles=TILES, tiles_attribution="<b>Tiles & co</b>")
    opened = open_map(save_map(drawn, tmp_path / "tiles.html"))
    opened.map_call("setView([49, 32], 7, {animate: false})")
    opened.page.wait_for_timeout(200)
    assert opened.network() == []
    opened.page.get_by_label("Online map").check()
    wait_until(lambda: bool(opened.network()), opened.page)
    hosts = {url.split("/")[2] for url in opened.network()}
    assert hosts
    assert hosts <= {f"{s}.tiles.example.org" for s in "abc"}
    owed_to = opened.page.locator(".leaflet-control-attribution")
    expect(owed_to).to_contain_text("<b>Tiles & co</b>")
    names = opened.page.locator(".leaflet-gm-labels-pane canvas")
    expect(names).to_be_hidden()  # the tiles have their own
    opened.page.get_by_label("Online map").uncheck()
    expect(names).to_be_visible()
    expect(owed_to).not_to_contain_text("Tiles")


def test_the_switch_speaks_the_language_of_the_page(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open
) -> None:
    drawn = draw(frame, tiles=TILES, tiles_attribution="x", lang="uk")
    opened = open_map(save_map(drawn, tmp_path / "tiles.html"))
    expect(opened.page.get_by_label("Онлайн-карта")).to_have_count(1)


def test_there_is_no_switch_without_tiles(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    assert opened.page.get_by_label("Online map").count() == 0


def test_cards_beside_a_large_map_are_read_from_disk(
    frame: gpd.GeoDataFrame, tmp_path: Path, open_map: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "INLINE_LIMIT", 2)
    path = save_map(frame, tmp_path / "large map.html")
    first = frame["incident_id"].iloc[0]
    opened = open_map(path, fragment=f"#incident={first}")
    opened.page.locator(f"[data-incident='{first}'] blockquote").wait_for()
    assert opened.complaints == []
    assert opened.network() == []
