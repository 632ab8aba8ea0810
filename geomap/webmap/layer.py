"""The layer of incidents: its script and styles, trusted, and the payload, which is data only."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geomap.vocabulary import vocabulary
from geomap.webmap.cards import gzip_json
from geomap.webmap.csp import Policy
from geomap.webmap.figure import PageElement, without_comments
from geomap.webmap.payload import Payload, data_block, encode_payload
from geomap.wording import LANGUAGES, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

SCRIPTS = (
    "decode.js", "filter.js", "permalink.js", "dom.js", "pen.js", "grid.js", "cluster.js",
    "areas.js", "moves.js", "draw.js", "picture.js",
    "timeline.js", "legend.js", "search.js", "card.js", "table.js", "summary.js", "export.js",
    "paper.js", "review.js", "views.js", "app.js",
)  # fmt: skip
STYLES = ("panel.css", "card.css", "print.css")
_FAR_OUT = 0.01  # share of the incidents that may lie beyond each edge of the first view
_FAILURE = "error.page"  # must be said also where nothing can be unpacked
_NOT_IN_PAGES = ("brief.", "picture.", "months")  # what only briefs and pictures say


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
        program = "\n".join(without_comments(_asset(name)) for name in SCRIPTS)
        config = json.dumps(_config(), ensure_ascii=False, separators=(",", ":"))
        options = json.dumps({"lang": self.lang, "bounds": self.bounds})
        start = f"geomap.start({map_name}, {options});"
        return f"{program}\ngeomap.config = {config};\n{start}\n"

    def html_chunks(self) -> Iterator[str]:
        """Yield the data blocks that the map is drawn from."""
        yield data_block("geomap-labels", _packed_labels())
        yield from self.payload.html_chunks()

    def late_chunks(self) -> Iterator[str]:
        """Yield the cards: the map is there before the last of them is read."""
        return self.payload.card_chunks()

    def policy(self) -> Policy:
        """Allow the sidecar scripts of a large map; an inline one needs nothing."""
        beside = self.payload.meta["text_dir"] is not None
        # "'self'" covers a web server; a page opened from disk has no origin, only the scheme.
        return Policy(scripts=("'self'", "file:") if beside else ())


def _bounds(frame: gpd.GeoDataFrame) -> list[list[float]] | None:
    """
    Return [[south, west], [north, east]] of what happened and is drawn; None for nothing.

    Of more than a hundred incidents the outermost hundredth at each edge is left outside: one
    explosion in Siberia would make the front of thousands a dot.
    """
    is_drawn = (frame["geo_precision"] != "country") & (frame["realis"] == "actual")
    boxes = frame.geometry[is_drawn.fillna(value=False)].bounds.dropna()
    if boxes.empty:
        return None
    south, west = (float(boxes[edge].quantile(_FAR_OUT, "lower")) for edge in ("miny", "minx"))
    north, east = (float(boxes[edge].quantile(1 - _FAR_OUT, "higher")) for edge in ("maxy", "maxx"))
    return [[south, west], [north, east]]


@cache
def _asset(name: str) -> str:
    return files("geomap.webmap").joinpath("assets", "geomap", name).read_text(encoding="utf-8")


@cache
def _packed_labels() -> bytes:
    texts = {lang: labels(lang).items() for lang in LANGUAGES}
    return gzip_json(
        {
            lang: {key: text for key, text in pairs if not key.startswith(_NOT_IN_PAGES)}
            for lang, pairs in texts.items()
        }
    )


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
        "labels": {lang: {_FAILURE: labels(lang)[_FAILURE]} for lang in LANGUAGES},
        "layers": list(vocabulary()["layers"]),
        "layerColors": symbols["layers"],
        "types": types,
        "shapes": symbols["shapes"],
    }
