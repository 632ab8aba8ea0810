"""GeoJSON as RFC 7946 wants it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.atomic import write_text
from geomap.frame import to_incident_rows

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

_DECIMALS = 6  # 0.1 m: as much as RFC 7946, section 11.2, finds useful


def write_geojson(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incidents as a FeatureCollection, one feature a line.

    RFC 7946: longitude before latitude, WGS 84 without a ``crs`` member, rings by the right-hand
    rule, six decimals, ``bbox``, the incident id as feature ``id``, and a null geometry for
    country level. Nested columns become arrays.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    head: dict[str, Any] = {"type": "FeatureCollection"}
    if frame.geometry.notna().any():
        head["bbox"] = [round(float(bound), _DECIMALS) for bound in frame.total_bounds]
    features = [
        _dump(_feature(row, geometry))
        for row, geometry in zip(to_incident_rows(frame), frame.geometry, strict=True)
    ]
    body = ",\n".join(features)
    write_text(Path(path), f'{_dump(head)[:-1]},"features":[\n{body}\n]}}\n')


def _feature(row: dict[str, Any], geometry: BaseGeometry | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["incident_id"],
        "geometry": _geometry(geometry),
        "properties": {name: _rounded(value) for name, value in row.items()},
    }


def _geometry(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None or geometry.is_empty:
        return None
    mapping: dict[str, Any] = _right_handed(geometry).__geo_interface__
    return {"type": mapping["type"], "coordinates": _rounded_deep(mapping["coordinates"])}


def _right_handed(geometry: BaseGeometry) -> BaseGeometry:
    """Turn exterior rings counter-clockwise and holes clockwise (RFC 7946, section 3.1.6)."""
    from shapely import MultiPolygon, Polygon
    from shapely.geometry.polygon import orient

    if isinstance(geometry, Polygon):
        return orient(geometry)
    if isinstance(geometry, MultiPolygon):
        return MultiPolygon([orient(part) for part in geometry.geoms])
    return geometry


def _rounded(value: object) -> object:
    return round(value, _DECIMALS) if isinstance(value, float) else value


def _rounded_deep(coordinates: Sequence[Any]) -> list[Any]:
    return [
        _rounded(part) if isinstance(part, float) else _rounded_deep(part) for part in coordinates
    ]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
