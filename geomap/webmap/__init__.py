"""
GeoDataFrame -> folium.Map: the map that opens offline.

`draw` makes the map, `save_map` writes it. `figure` says how a page is put together and why no
text of an article ever passes through folium.
"""

from geomap.webmap.draw import OfflineMap, draw, save_map
from geomap.webmap.figure import OfflineFigure
from geomap.webmap.layer import IncidentLayer

__all__ = ["IncidentLayer", "OfflineFigure", "OfflineMap", "draw", "save_map"]
