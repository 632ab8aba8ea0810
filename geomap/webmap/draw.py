"""From a table of incidents to a folium map, and from the map to one HTML file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

import folium
import geopandas as gpd

from geomap.errors import FrameError, MapError, SettingsError
from geomap.frame import SCHEMA
from geomap.webmap.basemap import Basemap
from geomap.webmap.figure import OfflineFigure
from geomap.webmap.layer import IncidentLayer
from geomap.webmap.tiles import OnlineTiles
from geomap.webmap.write import write_page
from geomap.wording import LANGUAGES

if TYPE_CHECKING:
    from xyzservices import TileProvider  # type: ignore[import-untyped]

BasemapName = Literal["auto", "light", "dark", "none"]
MAX_ZOOM = 18  # folium loses max_zoom= when a map has no tiles
_UKRAINE = (22.1, 44.3, 40.3, 52.4)  # west, south, east, north
_LEAFLET = ("leaflet", "leaflet_css")


class OfflineMap(folium.Map):
    """
    A folium map whose page opens without a network.

    Ordinary folium layers can be added. Text that you did not write yourself must not be given
    to them: folium executes it.
    """

    def __init__(self, figure: OfflineFigure, *, online: bool = False) -> None:
        if not online:
            self.default_js = [link for link in folium.Map.default_js if link[0] in _LEAFLET]
            self.default_css = [link for link in folium.Map.default_css if link[0] in _LEAFLET]
        super().__init__(
            location=[48.6, 32.5], zoom_start=6, tiles=None, zoom_control="topleft",
            minZoom=2, maxZoom=MAX_ZOOM, preferCanvas=True,
        )  # fmt: skip
        figure.add_child(self)

    def save(
        self,
        outfile: str | bytes | os.PathLike[str] | BinaryIO,
        close_file: bool = True,
        **kwargs: Any,  # noqa: ANN401 - signature of branca
    ) -> None:
        """Write the page as `save_map` does; an open binary file is written to as it is."""
        if isinstance(outfile, str | bytes | os.PathLike):
            save_map(self, Path(os.fsdecode(outfile)))
        else:
            super().save(outfile, close_file=close_file, **kwargs)


def draw(
    frame: gpd.GeoDataFrame,
    *,
    title: str = "geomap",
    basemap: BasemapName = "auto",
    tiles: str | TileProvider | None = None,
    tiles_attribution: str | None = None,
    lang: str = "en",
    online: bool = False,
) -> folium.Map:
    """
    Draw incidents as one map that opens offline.

    Parameters
    ----------
    frame
        The table of incidents (`geomap.frame.SCHEMA`), EPSG:4326. Not modified. Rows without a
        geometry are listed in the panel, not drawn.
    title
        Heading of the panel and of the browser's tab; any text.
    basemap
        The map inside the file: in the colours of the page, which the reader chooses (``auto``),
        always light, always dark, or none.
    tiles
        Online tiles that the reader of the map can switch on: a provider of `xyzservices`, its
        name, or an https URL with ``{z}``, ``{x}`` and ``{y}``. They are off when the map opens,
        and nothing of them is loaded before they are switched on.
    tiles_attribution
        Whom the tiles are owed to, plain text; needed if `tiles` is a URL.
    lang
        Language that the page opens in: en, uk or ru.
    online
        Allow links of folium layers that the package has no copy of, and tile layers. Such a map
        needs a network when it is opened.

    Returns
    -------
    map
        A folium map: add layers, show it in a notebook, or ``save`` it.

    Raises
    ------
    SettingsError
        If `basemap`, `lang` or `tiles` is not one of the above.
    FrameError
        If columns are missing: all of them at once.
    """
    _check_columns(frame)
    _check_choice("basemap", basemap, get_args(BasemapName))
    _check_choice("lang", lang, LANGUAGES)
    online_tiles = None if tiles is None else OnlineTiles(tiles, attribution=tiles_attribution)
    drawn = OfflineMap(OfflineFigure(title=title, lang=lang, online=online), online=online)
    drawn.add_child(
        Basemap(palette=basemap, bounds=_bounds(frame), lang=lang), name="geomap_basemap"
    )
    if online_tiles is not None:
        drawn.add_child(online_tiles, name="geomap_tiles")
    drawn.add_child(IncidentLayer(frame, title=title, lang=lang), name="geomap_incidents")
    return drawn


def save_map(drawing: folium.Map | gpd.GeoDataFrame, path: Path | str) -> Path:
    """
    Write a map as one HTML file, whole or not at all.

    Parameters
    ----------
    drawing
        A map made by `draw`, or a table of incidents to draw as `draw` does by default.
    path
        The file to write; one that is there is replaced. Its folder must exist. A map of more
        than `payload.INLINE_LIMIT` incidents gets a folder ``<name>_cards`` beside it, with their
        texts; the two belong together.

    Returns
    -------
    path
        The file that was written.

    Raises
    ------
    OutputError
        If the file cannot be written: the message names it.
    MapError
        If a folium layer of the map needs a file that the package has no copy of.
    """
    if isinstance(drawing, gpd.GeoDataFrame):
        drawing = draw(drawing)
    figure = drawing.get_root()
    if not isinstance(figure, OfflineFigure):
        msg = "save_map writes maps made by geomap.draw; this one has a figure of its own"
        raise MapError(msg)
    path = Path(path)
    write_page(figure, path)
    return path


def _check_columns(frame: gpd.GeoDataFrame) -> None:
    missing = [column.name for column in SCHEMA if column.name not in frame]
    if missing:
        msg = f"the table lacks {', '.join(missing)}; make it with geomap.build or to_frame"
        raise FrameError(msg)


def _check_choice(option: str, chosen: str, choices: tuple[str, ...]) -> None:
    if chosen not in choices:
        msg = f"{option} must be one of {', '.join(choices)}, but is {chosen!r}"
        raise SettingsError(msg)


def _bounds(frame: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east, north of what is drawn; Ukraine if nothing is."""
    drawn = frame.geometry[(frame["geo_precision"] != "country").fillna(value=False)]
    west, south, east, north = (float(edge) for edge in drawn.total_bounds)
    return (west, south, east, north) if west <= east else _UKRAINE
