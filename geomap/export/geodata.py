"""GeoPackage and GeoParquet, through GDAL and Arrow."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.export.atomic import whole_file

if TYPE_CHECKING:
    import geopandas as gpd

LAYER = "incidents"
# GeoPackage stores when it was last changed; a fixed day keeps the same table the same bytes.
_FIXED_DATE = "2022-02-24T00:00:00.000Z"


def write_geopackage(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the table as layer ``incidents`` of a GeoPackage; nested columns are JSON text.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    import pyogrio
    from pyogrio.errors import DataSourceError

    with whole_file(Path(path)) as part:
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
        try:
            pyogrio.write_dataframe(
                frame, part, layer=LAYER, driver="GPKG", geometry_type="Unknown"
            )
        except DataSourceError as error:
            msg = f"{path}: cannot be written: {error}"
            raise OutputError(msg) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def write_geoparquet(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the table as GeoParquet; nested columns are JSON text.

    Raises
    ------
    OutputError
        If the file cannot be written, or pyarrow is not installed.
    """
    check_geoparquet()
    with whole_file(Path(path)) as part:
        frame.to_parquet(part, index=False)


def check_geoparquet() -> None:
    """
    Say before long work whether GeoParquet can be written.

    Raises
    ------
    OutputError
        If pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        msg = 'GeoParquet needs pyarrow: pip install "geomap[parquet]"'
        raise OutputError(msg)
