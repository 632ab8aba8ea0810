"""The two parts of the payload that are JSON: the record of every incident, and the areas."""

from __future__ import annotations

import gzip
import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geomap.frame import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

SIMPLIFY_DEGREES = 0.002  # about 200 m: less than a pixel up to zoom 9
AREA_DEGREE = 10_000  # area coordinates are integers of 1e-4 degree, about 10 m
FEW = 0.1  # share of a table's rows: so many distinct values of a column are written as codes
ALWAYS_FEW = 64  # and so many always
SAMPLE = 4096  # rows that show whether the values of a column repeat
# zlib at 3 takes a third of the time of 6 and gives blocks a twelfth larger; measured on a million.
BLOCK_LEVEL = 3
AHEAD = 8  # blocks that wait for the compressor
FIRST_CODE = ord("]")  # from here on JSON writes every character as it is


def gzip_json(data: object) -> bytes:
    """Return `data` as gzip-compressed JSON; the same data gives the same bytes."""
    return _gzip(to_json(data), level=6)


def to_json(data: object) -> str:
    """Return `data` as JSON text without blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def compress(data: bytes, *, level: int) -> bytes:
    """Return a gzip stream; the same data gives the same bytes under every Python."""
    stream = gzip.compress(data, compresslevel=level, mtime=0)
    return stream[:9] + b"\xff" + stream[10:]  # the system: Python 3.13 names another than 3.11


def _gzip(text: str, *, level: int) -> bytes:
    # What UTF-8 cannot hold, half a surrogate pair, becomes a question mark.
    return compress(text.encode("utf-8", "replace"), level=level)


def encode_blocks(frame: gpd.GeoDataFrame, order: NDArray[np.int64], size: int) -> list[bytes]:
    """
    Return the records of `frame` in blocks of gzip JSON, column by column.

    Parameters
    ----------
    frame
        With the columns of `geomap.frame.SCHEMA`.
    order
        Positions of the rows, in the order of the blocks.
    size
        Rows in a block.

    Returns
    -------
    blocks
        Of each ``{"rows": count, "columns": {column: cells}}``, without columns that say
        nothing. `cells` is a list of one value a row; where values repeat,
        ``{"values": […], "codes": text}`` with one character a row, `FIRST_CODE` being index 0;
        where one fills the block, ``{"every": value}``. Null and the empty list are null.
    """
    columns = {
        c.name: column
        for c in SCHEMA
        if (column := _column(frame[c.name], order, nested=c.dtype == "json")) is not None
    }
    spans = (slice(start, start + size) for start in range(0, len(order), size))
    return list(_compressed(_block_text(columns, order[rows], rows) for rows in spans))


def _compressed(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield each text as gzip, in order; only a few texts wait at any one time."""
    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(2) as pool:  # zlib lets other threads run
        for text in texts:
            waiting.append(pool.submit(_gzip, text, level=BLOCK_LEVEL))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        yield from (block.result() for block in waiting)


@dataclass(frozen=True, slots=True)
class _Coded:
    """A column of few values: each as JSON text, and the code of each row's, in the given order."""

    values: NDArray[np.object_]
    codes: NDArray[np.unsignedinteger[Any]]

    def cells(self, _: NDArray[np.int64], span: slice) -> str | None:
        codes = self.codes[span]
        if (codes == codes[0]).all():
            value = self.values[codes[0]]
            return None if value == "null" else f'{{"every":{value}}}'
        is_used = np.bincount(codes) > 0
        own = (np.cumsum(is_used) - 1)[codes]
        listed = (own + FIRST_CODE).astype("<u2").tobytes().decode("utf-16-le")
        values = ",".join(self.values[np.flatnonzero(is_used)])
        return f'{{"values":[{values}],"codes":"{listed}"}}'


@dataclass(frozen=True, slots=True)
class _Listed:
    """A column of many values; `nested` cells are JSON text already."""

    values: pd.api.extensions.ExtensionArray
    nested: bool

    def cells(self, rows: NDArray[np.int64], _: slice) -> str | None:
        cells = self.values.take(rows).to_numpy(dtype=object, na_value=None).tolist()
        return f"[{','.join(_nested(cells))}]" if self.nested else to_json(cells)


def _column(
    column: pd.Series[Any], order: NDArray[np.int64], *, nested: bool
) -> _Coded | _Listed | None:
    if len(order) > ALWAYS_FEW:
        sample = column.array.take(order[:SAMPLE])
        if len(sample.unique()) > max(ALWAYS_FEW, len(sample) // 2):
            return _Listed(column.array, nested)
    codes, values = pd.factorize(column, sort=True)
    if not len(values):
        return None
    if len(values) > max(ALWAYS_FEW, FEW * len(column)):
        return _Listed(column.array, nested)
    cells = values.to_numpy(dtype=object).tolist()
    texts = [*(_nested(cells) if nested else map(to_json, cells)), "null"]  # null has code -1
    narrow = np.min_scalar_type(len(values))
    return _Coded(np.array(texts, dtype=object), (codes % len(texts)).astype(narrow)[order])


def _nested(cells: Iterable[str | None]) -> Iterator[str]:
    return ("null" if cell is None or cell == "[]" else cell for cell in cells)


def _block_text(columns: dict[str, _Coded | _Listed], rows: NDArray[np.int64], span: slice) -> str:
    written = ((name, column.cells(rows, span)) for name, column in columns.items())
    cells = ",".join(f'"{name}":{cells}' for name, cells in written if cells)
    return f'{{"rows":{len(rows)},"columns":{{{cells}}}}}'


def encode_areas(
    geometries: Sequence[Any], rows: NDArray[np.int64]
) -> tuple[list[dict[str, Any]], NDArray[np.int64]]:
    """
    Return every distinct area once, and the number of each row's area.

    Parameters
    ----------
    geometries
        Of the table.
    rows
        Positions of those that are drawn as an area.

    Returns
    -------
    areas
        In order of `rows`. Of each: ``line`` (true for lines) and ``parts``; a part is a list of
        rings, a ring the flat list of lon, lat in steps from the point before, in 1e-4 degree.
    codes
        Aligned with `rows`: 1 + index of the area.
    """
    areas: list[dict[str, Any]] = []
    by_shape: dict[bytes, int] = {}
    by_object: dict[int, int] = {}  # most rows share the outline of a place
    codes = np.zeros(len(rows), dtype="i8")
    for position, row in enumerate(rows.tolist()):
        geometry = geometries[row]
        if id(geometry) not in by_object:
            key = geometry.wkb
            if key not in by_shape:
                areas.append(_area(geometry))
                by_shape[key] = len(areas)
            by_object[id(geometry)] = by_shape[key]
        codes[position] = by_object[id(geometry)]
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
