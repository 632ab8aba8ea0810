"""The panel in a real browser: legend, filters, time, list, card, permalink, downloads, review."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect

from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.records import OtherPlace
from geomap.webmap import draw, save_map
from tests.browser.conftest import Open
from tests.samples import (
    BELGOROD,
    KOPANKY,
    KURSK_OBLAST,
    KYIV,
    ODESA,
    UKRAINE,
    night,
    report,
    span,
)

KOPANKY_FAR = OtherPlace("Kopanky", "village", "UA26060170070037344", "Kalush Raion",
                         "Ivano-Frankivsk Oblast", "UA", 49.0801, 24.3894, 0.04)  # fmt: skip
QUOTE = "Its units “liberated” the village of Kopanky, the ministry said."


@pytest.fixture(scope="module")
def table() -> gpd.GeoDataFrame:
    return to_frame(
        merge_reports(
            [
                report("1", spec=KYIV, time=night("2024-11-25", "2024-11-26"), actor="RU",
                       numbers={"killed_min": 4, "killed_max": 6, "qualifier": "at least"}),
                report("2", "control.capture", KOPANKY, actor="RU", claimed_by="RU",
                       claimant="Russian Defence Ministry", claim_status="claimed",
                       sentence=QUOTE, place_reasons=("named region Kharkiv",),
                       other_places=(KOPANKY_FAR,)),
                report("3", "strike.drone", BELGOROD, time=span("2024-11-20"), actor="UA",
                       weapon="=cmd|x"),
                report("4", "strike.missile", UKRAINE, actor="RU", weapon="Iskander-M"),
                report("5", "air_defence.intercept", KURSK_OBLAST, time=span("2024-11-21")),
                report("6", "strike.shelling", ODESA, time=span(None)),
                report("7", "strike.air", ODESA, time=span("2025-02-01"), realis="threatened"),
            ]
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def path(table: gpd.GeoDataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_map(draw(table, title="Week 48"), tmp_path_factory.mktemp("panel") / "map.html")


def expect_shown(page: Page, words: str) -> None:
    expect(page.locator(".gm-shown")).to_have_text(words)


def row(page: Page, name: str) -> Any:
    return page.locator(".gm-row").filter(has=page.get_by_text(name, exact=True))


def open_card(page: Page, place: str) -> Any:
    page.get_by_role("tab", name="List").click()
    page.locator(".gm-table").get_by_role("button", name=place, exact=True).first.click()
    card = page.locator(".gm-card")
    card.wait_for()
    return card


def saved(page: Page, button: str) -> str:
    with page.expect_download() as event:
        page.get_by_role("button", name=button).click()
    return event.value.path().read_bytes().decode("utf-8")


def test_legend_counts_what_is_shown(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    expect_shown(page, "6 of 7 incidents shown")  # a threat did not happen
    counts = {"Strikes": "4", "Advances": "1", "Air defence": "1", "Cross-border": "2",
              "Drone strike": "2"}  # fmt: skip
    for name, count in counts.items():
        expect(row(page, name).locator(".gm-count")).to_have_text(count)


def test_layers_combine(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    row(page, "Strikes").get_by_role("checkbox").uncheck()
    expect_shown(page, "3 of 7 incidents shown")  # the strike on Belgorod is cross-border too
    row(page, "Cross-border").get_by_role("checkbox").uncheck()
    expect_shown(page, "2 of 7 incidents shown")


def test_focus_stays_on_what_was_changed(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    box = row(page, "Strikes").get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    expect_shown(page, "3 of 7 incidents shown")
    page.keyboard.press("Space")
    expect_shown(page, "6 of 7 incidents shown")


def test_only_and_all_none(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    page.get_by_role("button", name="Only Advances").focus()
    page.keyboard.press("Enter")
    expect_shown(page, "1 of 7 incidents shown")
    everything = page.locator(".gm-layers > .gm-allnone")
    everything.click()
    expect_shown(page, "6 of 7 incidents shown")
    everything.click()
    expect_shown(page, "0 of 7 incidents shown")


def test_what_did_not_happen_can_be_shown(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    offer = page.get_by_role("button", name="Also show 1 that are no current")
    offer.click()
    expect_shown(page, "7 of 7 incidents shown")
    assert offer.is_hidden()
    page.get_by_text("What happened, and what did not").click()
    row(page, "threatened").get_by_role("checkbox").uncheck()
    expect_shown(page, "6 of 7 incidents shown")


def test_time_moves_by_keyboard(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    first = page.get_by_role("slider", name="First day")
    first.focus()
    page.keyboard.press("ArrowRight")
    assert first.get_attribute("aria-valuetext") == "21 Nov 2024"
    expect_shown(page, "5 of 7 incidents shown")
    page.keyboard.press("PageUp")
    expect_shown(page, "1 of 7 incidents shown")  # the one without a date stays
    page.get_by_label("without a date (1)").uncheck()
    expect_shown(page, "0 of 7 incidents shown")
    page.get_by_role("button", name="All dates").click()
    expect_shown(page, "5 of 7 incidents shown")


def test_step_and_play(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    page.get_by_role("button", name="Step forward").click()
    expect(page.locator(".gm-span")).to_have_text("20 Nov 2024")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".gm-span")).not_to_have_text("20 Nov 2024")
    page.get_by_role("button", name="Pause").click()


def test_dragging_over_the_bars_selects_days(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    box = page.locator(".gm-chart").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 20, steps=4)
    page.mouse.up()
    assert page.evaluate("() => [geomap.state.from, geomap.state.to]") == [37, 60]
    expect_shown(page, "1 of 7 incidents shown")


def test_a_card_says_who_claims_what_and_why_there(path: Path, open_map: Open) -> None:
    card = open_card(open_map(path).page, "Kopanky")
    text = card.inner_text()
    for words in ("Capture", "26 Nov 2024", "claimed · Russia: Russian Defence Ministry", QUOTE,
                  "AFP, 26 Nov 2024", "settlement"):  # fmt: skip
        assert words in text
    assert card.get_by_text("named region Kharkiv").is_visible()
    assert card.locator("blockquote").get_attribute("lang") == "en"


def test_a_card_names_the_places_that_were_not_chosen(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    card = open_card(opened.page, "Kopanky")
    card.get_by_text("Could also be").click()
    far = "Kopanky, Kalush Raion, Ivano-Frankivsk Oblast, Ukraine (4 %)"
    assert card.get_by_text(far).is_visible()
    language = opened.page.locator("select[aria-label=Language]")
    language.select_option("uk")
    expect(card).to_contain_text("Калуський район, Івано-Франківська область, Україна (4 %)")
    assert "Could also be" not in open_card(open_map(path).page, "Kyiv").inner_text()


def test_an_open_card_follows_the_language(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    card = open_card(page, "Kopanky")
    page.locator("select[aria-label=Language]").select_option("uk")
    expect(card.get_by_role("heading", level=2)).to_have_text("Захоплення")
    assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
    page.get_by_role("button", name="Назад", exact=True).click()
    expect(page.locator(".gm-table")).to_be_visible()


def test_numbers_keep_their_qualifier(path: Path, open_map: Open) -> None:
    assert "at least 4–6" in open_card(open_map(path).page, "Kyiv").inner_text()


def test_a_click_on_the_map_opens_the_card(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    opened.map_call("setView([50.6, 36.59], 9, {animate: false})")
    opened.page.mouse.click(640, 400)
    opened.page.locator(".gm-card").get_by_text("Belgorod").wait_for()


def test_a_region_is_an_outline_that_opens_its_incidents(path: Path, open_map: Open) -> None:
    opened = open_map(path)
    opened.map_call("setView([51.9, 36.4], 9, {animate: false})")
    opened.page.mouse.click(640, 400)
    opened.page.locator(".gm-card").get_by_text("Kursk Oblast").wait_for()


def test_a_country_is_listed_not_pinned(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    listed = page.locator(".gm-listed")
    expect(listed).to_contain_text("Listed only, not on the map")
    listed.locator("summary").click()
    listed.get_by_text("Ukraine").click()
    expect(page.locator(".gm-tags")).to_contain_text("country level")
    points = "() => geomap.app.layer.gathered.rows.length"
    page.evaluate("() => { geomap.map.setView([49, 32], 5, {animate: false}); }")
    page.wait_for_function(f"() => ({points})() === 4")


def test_incidents_of_one_place_open_as_a_list(path: Path, open_map: Open) -> None:
    opened = open_map(path, fragment="#realis=not:")
    expect_shown(opened.page, "7 of 7 incidents shown")
    opened.map_call("setView([46.48, 30.73], 9, {animate: false})")
    opened.page.mouse.click(640, 400)
    expect(opened.page.locator(".gm-rows li")).to_have_count(2)
    opened.page.locator(".gm-rows button").first.click()
    opened.page.get_by_role("button", name="Back to the 2 here").click()
    expect(opened.page.locator(".gm-rows li")).to_have_count(2)


def test_the_address_keeps_the_list_of_a_place_and_the_ways_of_looking(
    path: Path, open_map: Open
) -> None:
    page = open_map(path, fragment="#realis=not:&map=9/46.48/30.73").page
    page.mouse.click(640, 400)
    expect(page.locator(".gm-rows li")).to_have_count(2)
    page.get_by_label("Step", exact=True).select_option("7")
    page.evaluate("() => { geomap.app.write(); }")
    again = open_map(path, fragment=page.evaluate("() => location.hash")).page
    expect(again.locator(".gm-rows li")).to_have_count(2)
    expect(again.get_by_label("Step", exact=True)).to_have_value("7")
    again.get_by_role("button", name="Back", exact=True).click()
    again.get_by_role("tab", name="List").click()
    again.get_by_label("Only what the map shows now").check()
    again.evaluate("() => { geomap.app.write(); }")
    third = open_map(path, fragment=again.evaluate("() => location.hash")).page
    expect(third.get_by_label("Only what the map shows now")).to_be_checked()
    expect(third.locator(".gm-table tbody tr")).to_have_count(2)


def test_the_list_sorts_and_says_so(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    page.get_by_role("tab", name="List").click()
    page.get_by_role("button", name="Killed").click()
    head = page.locator("th[aria-sort=descending]")
    expect(head).to_contain_text("Killed")
    expect(page.locator(".gm-table tbody tr").first).to_contain_text("Kyiv")


def test_search_finds_places_and_quoted_words(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    box = page.get_by_role("combobox", name="Search a place or words in quotes")
    box.fill("belgo")
    page.get_by_role("option", name="Belgorod").click()
    page.locator(".gm-card").get_by_text("Belgorod").wait_for()
    page.get_by_role("button", name="Back", exact=True).click()
    box.fill("liberated village")
    box.press("Enter")
    expect(page.locator(".gm-shown")).to_have_text("1 of 7 incidents shown")
    page.get_by_role("button", name="Show all quotes again").click()
    expect(page.locator(".gm-shown")).to_have_text("6 of 7 incidents shown")


def test_the_address_restores_everything(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    row(page, "Strikes").get_by_role("checkbox").uncheck()
    page.get_by_role("slider", name="First day").focus()
    page.keyboard.press("ArrowRight")
    page.locator("select[aria-label=Language]").select_option("uk")
    page.evaluate("() => { geomap.map.setView([49.25, 36.5], 8, {animate: false}); }")
    open_id = page.evaluate("async () => (await geomap.app.data.cards.get(2)).incident_id")
    page.evaluate("id => geomap.open(id)", open_id)
    page.wait_for_function("() => location.hash.includes('incident=')")
    page.evaluate("() => { geomap.app.write(); }")
    address = page.evaluate("() => location.hash")
    again = open_map(path, fragment=address).page
    again.locator(".gm-card").wait_for()
    state = """() => JSON.stringify([...['layerOn', 'typeOn', 'from', 'to', 'undated']
      .map((name) => [...[geomap.state[name]].flat()].map(String)), geomap.map.getZoom(),
      geomap.map.getCenter().lat.toFixed(4), document.documentElement.lang,
      document.querySelector('.gm-card').dataset.incident, geomap.shown()])"""
    assert again.evaluate(state) == page.evaluate(state)


def test_saved_files_hold_what_is_shown(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#layers=only:cross_border&tab=save").page
    features = json.loads(saved(page, "GeoJSON"))["features"]
    kinds = {f["properties"]["place"]: f["geometry"]["type"] for f in features}
    assert kinds == {"Belgorod": "Point", "Kursk Oblast": "Polygon"}
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").removeprefix("\ufeff"))))
    assert {r["place"] for r in rows} == {"Belgorod", "Kursk Oblast"}
    assert {r["weapon"] for r in rows} == {"", "'=cmd|x"}  # a spreadsheet must not run it


def test_the_view_is_saved_as_a_picture(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#tab=save").page
    with page.expect_download() as event:
        page.get_by_role("button", name="Picture (PNG)").click()
    assert event.value.path().read_bytes().startswith(b"\x89PNG")


def test_corrections_are_saved_as_a_table(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#tab=save").page
    page.get_by_label("Review mode").check()
    card = open_card(page, "Kopanky")
    incident = card.get_attribute("data-incident")
    card.get_by_label("Note", exact=True).fill("read again, =1+1")
    card.get_by_role("combobox", name="Type").select_option("control.advance")
    card.get_by_role("button", name="Apply: Type").click()
    card.get_by_label("Place (lat, lon)", exact=True).fill("49.4, 37.9")
    card.get_by_role("button", name="Apply: Place").click()
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("tab", name="Save").click()
    rows = list(csv.reader(io.StringIO(saved(page, "Save corrections.csv (3)"))))
    assert rows == [
        ["incident_id", "action", "field", "value", "note"],
        [incident, "set", "event_type", "control.advance", "read again, =1+1"],
        [incident, "set", "lat", "49.4", ""],
        [incident, "set", "lon", "37.9", ""],
    ]


def test_corrections_are_documented(path: Path, open_map: Open) -> None:
    """Each button of the form writes an action that CORRECTIONS.md explains."""
    page = open_map(path, fragment="#tab=save").page
    page.get_by_label("Review mode").check()
    card = open_card(page, "Kopanky")
    for button in ("Right", "Wrong", "Split"):
        card.locator(".gm-review").get_by_role("button", name=button).first.click()
    written = page.evaluate("() => geomap.app.review.csv()")
    text = (files("geomap.webmap") / "assets" / "CORRECTIONS.md").read_text("utf-8")
    columns, actions = (
        [line.split("`")[1] for line in table.splitlines() if line.startswith("| `")]
        for table in text.split("| action |")
    )
    assert written[0] == ",".join(columns) + "\r\n"
    assert len(written) == 4
    assert {line.split(",")[1] for line in written[1:]} <= set(actions)


def test_summary_adds_up_and_narrows(path: Path, open_map: Open) -> None:
    page = open_map(path, fragment="#tab=summary").page
    page.get_by_role("button", name="20 Nov 2024").click()
    expect(page.locator(".gm-span")).to_have_text("20 Nov 2024")


def test_three_languages(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    for code, words in {"uk": "Показано 6 із 7 подій", "ru": "Показано 6 из 7 событий"}.items():
        page.locator(".gm-tools select").select_option(code)
        expect_shown(page, words)
        assert page.locator("html").get_attribute("lang") == code


def test_a_phone_keeps_most_of_the_map(path: Path, open_map: Open) -> None:
    page = open_map(path, width=360, height=740).page
    panel = page.locator(".gm-panel").bounding_box()
    assert panel is not None
    assert panel["height"] < 110
    page.get_by_role("button", name="Open the panel").click()
    opened = page.locator(".gm-panel").bounding_box()
    assert opened is not None
    assert opened["height"] < 740 * 0.6
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_a_map_without_incidents_opens(tmp_path: Path, open_map: Open) -> None:
    opened = open_map(save_map(draw(to_frame([])), tmp_path / "empty.html"))
    expect_shown(opened.page, "0 of 0 incidents shown")
    expect(opened.page.locator(".gm-time")).to_contain_text("No incident has a date")
    assert opened.complaints == []


def test_texts_that_are_missing_are_said_to_be(path: Path, open_map: Open) -> None:
    page = open_map(path).page
    page.evaluate(
        "() => document.querySelectorAll('[id^=geomap-cards]').forEach((e) => e.remove())"
    )
    page.evaluate("() => { geomap.app.data.meta.text_dir = 'map_cards'; }")
    page.get_by_role("tab", name="List").click()
    page.locator(".gm-table").get_by_role("button", name="Kyiv").click()
    expect(page.get_by_role("alert")).to_contain_text("map_cards")


def test_data_that_cannot_be_read_is_said_to_be(path: Path, open_map: Open) -> None:
    opened = open_map(path, before="delete globalThis.DecompressionStream", wait=False)
    expect(opened.page.get_by_role("alert")).to_contain_text("cannot be read")
