"""The layer of incidents: its script and styles, trusted, and the payload, which is data only."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.vocabulary import vocabulary
from geomap.webmap.csp import Policy
from geomap.webmap.figure import PageElement
from geomap.webmap.payload import Payload, encode_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

LANGUAGES = ("en", "uk", "ru")
SCRIPTS = (
    "decode.js", "filter.js", "permalink.js", "dom.js", "cluster.js", "areas.js", "draw.js",
    "timeline.js", "legend.js", "search.js", "card.js", "table.js", "summary.js", "export.js",
    "review.js", "views.js", "app.js",
)  # fmt: skip
STYLES = ("panel.css", "card.css", "print.css")
_LABELLED = ("layers", "event_types", "geo_precision")
_WORDS = ("realis", "claim_status", "target_class")


class IncidentLayer(PageElement):
    """
    All incidents of a frame on a map, with the panel, the timeline and the cards.

    Parameters
    ----------
    frame
        With the columns of `geomap.frame.SCHEMA`. Read once, here.
    title
        Heading of the panel; any text.
    lang
        Language that the page opens in: en, uk or ru. The reader can change it.

    Examples
    --------
    `geomap.draw` adds one to the map that it makes. To put a table on a map of one's own, with
    ordinary folium layers beside it:

    >>> import folium
    >>> from geomap.frame import to_frame
    >>> from geomap.webmap import IncidentLayer, OfflineFigure, OfflineMap
    >>> drawn = OfflineMap(OfflineFigure(title="Week 48"))
    >>> layer = IncidentLayer(to_frame([]), title="Week 48").add_to(drawn)
    >>> marker = folium.CircleMarker([50.45, 30.52], radius=6).add_to(drawn)
    >>> "geomap.start(map_1," in drawn.get_root().render()
    True

    Notes
    -----
    `payload` is what the page writer streams. No text of the frame is in `script` or `css`.
    """

    def __init__(
        self, frame: gpd.GeoDataFrame, *, title: str = "Incidents", lang: str = "en"
    ) -> None:
        super().__init__()
        self.lang = lang
        self.payload: Payload = encode_payload(frame, title=title)
        self.bounds = _bounds(frame)

    def css(self) -> str:
        """Return the styles of panel, cards and print."""
        return "\n".join(_asset(name) for name in STYLES)

    def script(self, map_name: str) -> str:
        """Return the program and its start on the Leaflet map `map_name`."""
        program = "\n".join(_without_comments(_asset(name)) for name in SCRIPTS)
        config = json.dumps(_config(), ensure_ascii=False, separators=(",", ":"))
        options = json.dumps({"lang": self.lang, "bounds": self.bounds})
        start = f"geomap.start({map_name}, {options});"
        return f"{program}\ngeomap.config = {config};\n{start}\n"

    def html_chunks(self) -> Iterator[str]:
        """Yield the data blocks of the payload."""
        return self.payload.html_chunks()

    def policy(self) -> Policy:
        """Allow the sidecar scripts of a large map; an inline one needs nothing."""
        beside = self.payload.meta["text_dir"] is not None
        # "'self'" covers a web server; a page opened from disk has no origin, only the scheme.
        return Policy(scripts=("'self'", "file:") if beside else ())


def _bounds(frame: gpd.GeoDataFrame) -> list[list[float]] | None:
    """Return [[south, west], [north, east]] of what happened and is drawn; None for nothing."""
    drawn = frame[(frame["geo_precision"] != "country") & (frame["realis"] == "actual")]
    west, south, east, north = (float(edge) for edge in drawn.total_bounds)
    return [[south, west], [north, east]] if west <= east else None


@cache
def _asset(name: str) -> str:
    return files("geomap.webmap").joinpath("assets", "geomap", name).read_text(encoding="utf-8")


def _without_comments(script: str) -> str:
    """Return a script without indents and lines of comment, 20 kB of every page."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def _config() -> dict[str, Any]:
    """Return what the program knows besides the data: labels, symbols, the order of the legend."""
    symbols = json.loads(_asset("symbols.json"))
    types = {
        name: {"layer": row["layer"], "color": color, "shape": shape, "means": row["means"]}
        for name, row in vocabulary()["event_types"].items()
        for color, shape in [symbols["types"][name]]
    }
    return {
        "languages": LANGUAGES,
        "labels": {lang: labels(lang) for lang in LANGUAGES},
        "layers": list(vocabulary()["layers"]),
        "layerColors": symbols["layers"],
        "types": types,
        "shapes": symbols["shapes"],
    }


def labels(lang: str) -> dict[str, str]:
    """Return every label of the interface in one language: its own, and the vocabularies'."""
    words = vocabulary()
    terms = {
        f"{group}.{name}": row["label"][lang]
        for group in _LABELLED
        for name, row in words[group].items()
    }
    terms |= {
        f"{group}.{name}": row[lang] for group in _WORDS for name, row in words[group].items()
    }
    return {**json.loads(_asset(f"{lang}.json")), **terms}
