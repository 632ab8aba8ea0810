"""Online tiles that the reader of a map may switch on."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import xyzservices  # type: ignore[import-untyped]

from geomap.errors import SettingsError
from geomap.webmap.csp import Policy, source_of
from geomap.webmap.figure import PageElement

if TYPE_CHECKING:
    from xyzservices import TileProvider

_PLACEHOLDERS = ("{z}", "{x}", "{y}")
_HOST = re.compile(r"(\{s\}\.)?[A-Za-z0-9.-]+(:\d+)?")


class OnlineTiles(PageElement):
    """
    A switch in the page for a tile service; off when the page opens.

    Parameters
    ----------
    tiles
        A provider of `xyzservices`, its name, or an https URL with ``{z}``, ``{x}``, ``{y}``.
    attribution
        Plain text; needed if `tiles` is a URL.

    Raises
    ------
    SettingsError
        If the provider is unknown, the URL lacks a placeholder or the attribution is missing.
    """

    def __init__(self, tiles: str | TileProvider, *, attribution: str | None = None) -> None:
        super().__init__()
        if isinstance(tiles, str) and "{" not in tiles:
            tiles = _provider(tiles)
        if isinstance(tiles, str):
            self.url, self.max_zoom, self.subdomains = tiles, 19, "abc"
            self.attribution = attribution
        else:
            self.url = _url(tiles)
            self.max_zoom = int(tiles.get("max_zoom", 19))
            self.subdomains = tiles.get("subdomains", "abc")
            self.attribution = attribution or tiles.get("attribution")
        self._check()

    def _check(self) -> None:
        parts = urlsplit(self.url)
        missing = [name for name in _PLACEHOLDERS if name not in self.url]
        if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc) or missing:
            msg = (
                "tiles must be the name of a provider or an https URL with {z}, {x} and {y}, "
                f"but is {self.url!r}"
            )
            raise SettingsError(msg)
        if not self.attribution:
            msg = f"tiles_attribution is needed for {self.url}: say whom the tiles are owed to"
            raise SettingsError(msg)

    def script(self, map_name: str) -> str:
        """Return the switch and its start."""
        program = files("geomap.webmap").joinpath("assets", "tiles.js").read_text(encoding="utf-8")
        options = {
            "url": self.url,
            "attribution": self.attribution,
            "maxZoom": self.max_zoom,
            "subdomains": self.subdomains,
        }
        return f"{program}\ngeomapTiles({map_name}, {json.dumps(options)});"

    def policy(self) -> Policy:
        """Allow pictures of the host of the tiles; the browser asks it only when switched on."""
        return Policy(images=(source_of(self.url),))


def _provider(name: str) -> TileProvider:
    try:
        return xyzservices.providers.query_name(name)
    except ValueError as error:
        msg = f"tiles: no provider is called {name!r}; see xyzservices.providers"
        raise SettingsError(msg) from error


def _url(provider: TileProvider) -> str:
    try:
        return str(provider.build_url(fill_subdomain=False, scale_factor="{r}"))
    except ValueError as error:  # it wants a key
        msg = f"tiles: {provider.name}: {error}"
        raise SettingsError(msg) from error
