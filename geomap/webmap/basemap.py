"""The map under the incidents: outlines, regions, water and names, all inside the page."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from geomap.webmap.figure import PageElement, without_comments

# The gazetteer's sources must be named wherever its places are shown; see gazetteer/SOURCES.md.
ATTRIBUTION = (
    ("© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright"),
    ("Overture Maps (ODbL)", "https://docs.overturemaps.org/attribution/"),
    ("GeoNames (CC BY 4.0)", "https://www.geonames.org/"),
    ("Natural Earth", "https://www.naturalearthdata.com/"),
    ("geomap", None),
)


class Basemap(PageElement):
    """
    Outlines and names in the page, the view that it opens with, and whom the data is owed to.

    Parameters
    ----------
    palette
        ``auto``, ``light``, ``dark`` or ``none``; view and attribution are there without a basemap
        too.
    bounds
        West, south, east, north in degrees: what the page shows when it opens.
    lang
        Language of the names: en, uk or ru. The page changes it when the reader does.
    """

    def __init__(
        self, *, palette: str, bounds: tuple[float, float, float, float], lang: str = "en"
    ) -> None:
        super().__init__()
        self.palette = palette
        self.bounds = bounds
        self.lang = lang

    def css(self) -> str:
        """Return the styles of the basemap and the attribution."""
        return _asset("basemap.css").decode("utf-8")

    def script(self, map_name: str) -> str:
        """Return the program and its start."""
        west, south, east, north = self.bounds
        options = {
            "palette": self.palette,
            "bounds": [[south, west], [north, east]],
            "lang": self.lang,
            "attribution": ATTRIBUTION,
        }
        start = f"geomapBasemap({map_name}, {json.dumps(options)});"
        return f"{without_comments(_asset('basemap.js').decode('utf-8'))}\n{start}"

    def html_chunks(self) -> Iterator[str]:
        """Yield the outlines and names, as gazetteer/build/basemap.py wrote them."""
        if self.palette != "none":
            data = b64encode(_asset("basemap.json.gz")).decode("ascii")
            yield f'<script type="application/octet-stream" id="geomap-basemap">{data}</script>\n'


@cache
def _asset(name: str) -> bytes:
    return files("geomap.webmap").joinpath("assets", name).read_bytes()
