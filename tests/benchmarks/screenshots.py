"""
The pictures of the README: the map of the seeds, and of 10,000 and 1,000,000 made-up incidents.

    python -m tests.benchmarks.screenshots output/map.html output

The pictures are looked at, not compared: fonts differ from machine to machine.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from geomap.webmap import draw, save_map
from tests.benchmarks.synthetic import synthetic_frame

DESKTOP, PHONE = (1280, 800), (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of which map, how large, and the part of the address after ``#``."""

    name: str
    incidents: int | None  # None for the map given on the command line
    size: tuple[int, int] = DESKTOP
    fragment: str = "theme=light"
    panel: bool = False  # on a phone: opened


SHOTS = (
    Shot("map", None),
    Shot("map-dark", None, fragment="theme=dark"),
    Shot("map-phone", None, PHONE),
    Shot("map-phone-panel", None, PHONE, "theme=dark", panel=True),
    Shot("map-10k", 10_000),
    Shot("map-10k-phone", 10_000, PHONE),
    Shot("map-1m", 1_000_000, fragment="theme=dark"),
)


def main() -> None:
    """Write the pictures of the map and into the folder named on the command line."""
    map_path, folder = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        pages: dict[int | None, Path] = {None: map_path.resolve()}
        for count in {shot.incidents for shot in SHOTS} - {None}:
            title = f"{count:,} made-up incidents"
            drawing = draw(synthetic_frame(count or 0), title=title)
            pages[count] = save_map(drawing, Path(made) / f"{count}.html")
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for shot in SHOTS:
            take(browser, shot, pages[shot.incidents], folder / f"{shot.name}.png")
        browser.close()


def take(browser: Browser, shot: Shot, page_path: Path, picture: Path) -> None:
    """Open the page as `shot` says and save what is seen."""
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{page_path.as_uri()}#{shot.fragment}", timeout=120_000)
    page.wait_for_selector("html[data-geomap=ready]", state="attached", timeout=120_000)
    if shot.panel:
        page.get_by_role("button", name="Open the panel").click()
    page.wait_for_timeout(1000)  # counts follow the first picture
    # A palette makes a third of the file; chosen so that rare colours stay what they are.
    shot_image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shot_image.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=3).save(picture, optimize=True)
    page.close()


if __name__ == "__main__":
    main()
