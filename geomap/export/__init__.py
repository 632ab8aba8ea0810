"""
The incident table -> files that other tools read.

Every file appears whole or not at all, and the same table gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.export.feeds import write_georss, write_kml
from geomap.export.geodata import write_geopackage, write_geoparquet
from geomap.export.geojson import write_geojson
from geomap.export.tables import write_acled_csv, write_csv, write_not_mapped_csv

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = [
    "FORMATS",
    "write",
    "write_acled_csv",
    "write_csv",
    "write_geojson",
    "write_geopackage",
    "write_geoparquet",
    "write_georss",
    "write_kml",
    "write_not_mapped_csv",
]

# By the end of the file name; the longest that fits counts.
FORMATS: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".csv": write_csv,
    ".acled.csv": write_acled_csv,
    ".gpkg": write_geopackage,
    ".parquet": write_geoparquet,
    ".kml": write_kml,
    ".georss": write_georss,
    ".atom": write_georss,
}


def write(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incident table in the format that the end of the file name says.

    Parameters
    ----------
    frame
        A table of `geomap.frame.SCHEMA`.
    path
        Ends in one of `FORMATS`; an existing file is replaced.

    Raises
    ------
    OutputError
        If the ending is unknown or the file cannot be written.
    """
    path = Path(path)
    fitting = [ending for ending in FORMATS if path.name.lower().endswith(ending)]
    if not fitting:
        msg = f"{path}: unknown kind of file; the name must end in {', '.join(FORMATS)}"
        raise OutputError(msg)
    FORMATS[max(fitting, key=len)](frame, path)
