"""
From names to places: the gazetteer, the one place meant, its geometry, a geocoder for geopy.

The names are imported when they are first used, so that looking up a name loads no geometry.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer
    from geomap.places.geocoder import GazetteerGeocoder
    from geomap.places.locate import locate_reports
    from geomap.places.resolve import resolve_mentions

__all__ = ["Gazetteer", "GazetteerGeocoder", "locate_reports", "resolve_mentions"]

_HOMES = {
    "Gazetteer": "gazetteer",
    "GazetteerGeocoder": "geocoder",
    "locate_reports": "locate",
    "resolve_mentions": "resolve",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (PEP 562)
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"geomap.places.{_HOMES[name]}"), name)
