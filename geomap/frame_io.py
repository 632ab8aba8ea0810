"""A file of incidents -> the incident table, as it was before it was written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import FrameError
from geomap.frame import CRS, SCHEMA, validate

if TYPE_CHECKING:
    import geopandas as gpd


def read_incidents(path: Path | str) -> gpd.GeoDataFrame:
    """
    Read the GeoJSON that ``geomap build`` wrote.

    Columns get the dtypes of `SCHEMA` whatever their content: GDAL would make text of an empty
    column and fractions of counts. Properties that are not of the schema are left out.

    Returns
    -------
    frame
        One row a feature, in the order of the file, valid by `geomap.frame.validate`.

    Raises
    ------
    FrameError
        If the file cannot be read, is no GeoJSON, or does not fit the schema: every fault.
    """
    import geopandas as gpd
    import pandas as pd

    features = _features(Path(path))
    columns = {}
    for column in SCHEMA:
        cells = [
            _cell(feature, column.name, is_json=column.dtype == "json") for feature in features
        ]
        dtype = "string" if column.dtype == "json" else column.dtype
        try:
            columns[column.name] = pd.array(cells, dtype=dtype)
        except (TypeError, ValueError) as error:
            msg = f"{path}: {column.name} does not hold {dtype} only: {error}"
            raise FrameError(msg) from error
    frame = gpd.GeoDataFrame(columns, geometry=_geometries(Path(path), features), crs=CRS)
    try:
        validate(frame)
    except FrameError as error:
        msg = f"{path}: {error}"
        raise FrameError(msg) from error
    return frame


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        msg = f"{path}: cannot be read: {error.strerror or error}"
        raise FrameError(msg) from error
    except ValueError as error:
        msg = f"{path}: is not JSON: {error}"
        raise FrameError(msg) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        msg = f"{path}: is not a GeoJSON FeatureCollection; give the incidents.geojson of a build"
        raise FrameError(msg)
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            msg = f"{path}: feature {number} has no properties"
            raise FrameError(msg)
    return features


def _cell(feature: dict[str, Any], name: str, *, is_json: bool) -> object:
    value = feature["properties"].get(name)
    return json.dumps(value, ensure_ascii=False) if is_json and value is not None else value


def _geometries(path: Path, features: list[dict[str, Any]]) -> gpd.GeoSeries:
    import geopandas as gpd
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    shapes = []
    for number, feature in enumerate(features, 1):
        geometry = feature.get("geometry")
        try:
            shapes.append(shape(geometry) if geometry is not None else None)
        except (AttributeError, KeyError, TypeError, ValueError, ShapelyError) as error:
            msg = f"{path}: feature {number} has a geometry that cannot be read: {error!r}"
            raise FrameError(msg) from error
    return gpd.GeoSeries(shapes, crs=CRS)
