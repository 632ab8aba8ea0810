"""
geomap: from news about the war in Ukraine to a map of incidents, offline.

    >>> import geomap
    >>> incidents = geomap.build(["seeds"])      # a GeoDataFrame, one row per incident
    >>> geomap.draw(incidents).save("map.html")  # a folium.Map that opens without a network

The names below are imported when first used, so that ``import geomap`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.pipeline import build
    from geomap.places import Gazetteer
    from geomap.settings import Settings
    from geomap.webmap.draw import draw as draw

__version__ = "0.1.0"
__all__ = ["Gazetteer", "Settings", "__version__", "build", "draw"]

_HOMES = {
    "build": "geomap.pipeline",
    "draw": "geomap.webmap",
    "Gazetteer": "geomap.places",
    "Settings": "geomap.settings",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - each name has its own type, see TYPE_CHECKING
    if name not in _HOMES:
        msg = f"module 'geomap' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES[name]), name)
