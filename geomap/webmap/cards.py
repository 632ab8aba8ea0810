"""The two parts of the payload that are JSON: the record of every incident, and the areas."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.frame import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SIMPLIFY_DEGREES = 0.002  # about 200 m: less than a pixel up to zoom 9
AREA_DEGREE = 10_000  # area coordinates are integers of 1e-4 degree, about 10 m


def gzip_json(data: object) -> bytes:
    """
    Return `data` as gzip-compressed JSON; the same data gives the same bytes.

    What UTF-8 cannot hold, half a surrogate pair, becomes a question mark.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "replace"), compresslevel=6, mtime=0)


def encode_blocks(frame: gpd.GeoDataFrame, size: int) -> Iterator[bytes]:
    """Yield the records of `frame`, `size` rows a block, without the fields that are null."""
    for start in range(0, len(frame), size):
        yield gzip_json(_cards(frame.iloc[start : start + size]))


def _cards(block: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return what `to_incident_rows` does, without nulls; a million rows are taken by column."""
    cards: list[dict[str, Any]] = [{} for _ in range(len(block))]
    for column in SCHEMA:
        name, nested = column.name, column.dtype == "json"
        cells = block[name].to_numpy(dtype=object, na_value=None).tolist()
        if cells.count(None) == len(cells):
            continue
        for card, cell in zip(cards, cells, strict=True):
            if cell is not None and cell != "[]":
                card[name] = json.loads(cell) if nested else cell
    return cards


def encode_areas(
    geometries: Sequence[Any], drawn: NDArray[np.bool_]
) -> tuple[list[dict[str, Any]], NDArray[np.int64]]:
    """
    Return every distinct area once, and for each row the number of its area.

    Parameters
    ----------
    geometries
        One a row; only those where `drawn` is true are looked at.
    drawn
        Which rows are drawn as an area.

    Returns
    -------
    areas
        Of each: ``line`` (true for lines) and ``parts``; a part is a list of rings, a ring the
        flat list of lon, lat in steps from the point before, in 1e-4 degree.
    codes
        1 + index of the row's area, 0 for none.
    """
    areas: list[dict[str, Any]] = []
    known: dict[bytes, int] = {}
    codes = np.zeros(len(drawn), dtype="i8")
    for row in np.flatnonzero(drawn).tolist():
        geometry = geometries[row]
        key = geometry.wkb
        if key not in known:
            areas.append(_area(geometry))
            known[key] = len(areas)
        codes[row] = known[key]
    return areas, codes


def _area(geometry: BaseGeometry) -> dict[str, Any]:
    simple: Any = geometry.simplify(SIMPLIFY_DEGREES)
    shapes = list(getattr(simple, "geoms", [simple]))
    line = shapes[0].geom_type == "LineString"
    rings = [
        [shape.coords] if line else [shape.exterior.coords, *(r.coords for r in shape.interiors)]
        for shape in shapes
    ]
    return {"line": line, "parts": [[_steps(np.asarray(r)) for r in part] for part in rings]}


def _steps(coordinates: NDArray[np.float64]) -> list[int]:
    whole = np.round(coordinates[:, :2] * AREA_DEGREE).astype("i8")
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype="i8"))
    keep = np.any(steps != 0, axis=1)
    return [int(step) for step in steps[keep].ravel()]
