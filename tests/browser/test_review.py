"""From a correction on one map to the next map: what was corrected is right there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from geomap.cli import main
from tests.browser.conftest import Open

STORY = (
    "Russian drones hit Odesa on November 25, 2024, killing two people, the governor said.\n\n"
    "Russian forces shelled Kherson on November 24, 2024, injuring one, the governor said.\n\n"
    "A missile struck Poltava on November 23, 2024, injuring three, the mayor said.\n"
)


def build(folder: Path, out: str, *options: str) -> None:
    arguments = ["build", str(folder / "in"), "-o", str(folder / out), *options]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output


def incidents(folder: Path, out: str) -> dict[str, dict[str, Any]]:
    found = json.loads((folder / out / "incidents.geojson").read_bytes())["features"]
    return {f["properties"]["place"]: f["properties"] for f in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(STORY, encoding="utf-8")
    build(tmp_path, "first")
    return tmp_path


def open_form(page: Page, place: str) -> Locator:
    page.get_by_role("tab", name="List").click()
    page.locator(".gm-table").get_by_role("button", name=place, exact=True).click()
    form = page.locator(".gm-review")
    form.wait_for()
    return form


def back(page: Page) -> None:
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.locator(".gm-card")).to_have_count(0)


def test_corrections_travel_from_one_map_to_the_next(folder: Path, open_map: Open) -> None:
    page = open_map(folder / "first" / "map.html", fragment="#tab=save").page
    page.get_by_label("Review mode").check()
    form = open_form(page, "Odesa")
    form.get_by_label("Note", exact=True).fill('=1+1, "quoted"')
    form.get_by_role("combobox", name="Type").select_option("strike.missile")
    form.get_by_role("button", name="Apply: Type").click()
    form.get_by_label("Date", exact=True).fill("2024-11-26")
    form.get_by_role("button", name="Apply: Date").click()
    form.get_by_label("Place (lat, lon)", exact=True).fill("46.97, 32.0")
    form.get_by_role("button", name="Apply: Place").click()
    back(page)
    open_form(page, "Kherson").get_by_role("button", name="Wrong").click()
    back(page)
    open_form(page, "Poltava").get_by_role("button", name="Right", exact=True).click()
    back(page)
    page.get_by_role("tab", name="Save").click()
    with page.expect_download() as event:
        page.get_by_role("button", name="Save corrections.csv (6)").click()
    event.value.save_as(folder / "corrections.csv")
    before = incidents(folder, "first")

    build(folder, "second", "--corrections", str(folder / "corrections.csv"))
    after = incidents(folder, "second")
    assert set(after) == {"Mykolaiv", "Poltava"}
    assert after["Mykolaiv"]["incident_id"] == before["Odesa"]["incident_id"]
    assert after["Poltava"]["review"] == "accepted"
    page = open_map(
        folder / "second" / "map.html", fragment=f"#incident={before['Odesa']['incident_id']}"
    ).page
    card = page.locator(".gm-card")
    expect(card).to_contain_text("Missile strike")
    expect(card).to_contain_text("26 Nov 2024")
    expect(card.locator(".gm-tags")).to_contain_text("corrected")
    assert 'review: =1+1, "quoted"' in (card.text_content() or "")


def test_two_incidents_are_joined(folder: Path, open_map: Open) -> None:
    found = incidents(folder, "first")
    page = open_map(folder / "first" / "map.html", fragment="#tab=save").page
    page.get_by_label("Review mode").check()
    form = open_form(page, "Kherson")
    form.get_by_label("Same as", exact=True).fill(found["Odesa"]["incident_id"])
    form.get_by_role("button", name="Apply: Same as").click()
    back(page)
    page.get_by_role("tab", name="Save").click()
    with page.expect_download() as event:
        page.get_by_role("button", name="Save corrections.csv (1)").click()
    event.value.save_as(folder / "corrections.csv")
    build(folder, "second", "--corrections", str(folder / "corrections.csv"))
    joined = [i for i in incidents(folder, "second").values() if i["n_reports"] == 2]
    assert [i["incident_id"] for i in joined] == [found["Odesa"]["incident_id"]]
