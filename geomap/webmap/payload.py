"""
The incidents of a frame as a compact payload for the page.

    columns   one gzip stream: byte planes of typed columns, sorted by day, so that a span of time
              is a span of indexes; coordinates as the way from those of the place
    areas     every polygon and line once, as delta-coded integers
    cards     the whole record of every incident, by column, as gzip JSON in blocks of `BLOCK`
    meta      what the decoder needs to know, as gzip JSON

All four reach the page as base64 inside ``<script type="application/octet-stream">``: an alphabet
of 65 characters, so no word of an article can be markup, script or template. The decoder is
``assets/geomap/decode.js``. The same frame always gives the same bytes.
"""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from geomap.frame import SCHEMA
from geomap.vocabulary import vocabulary
from geomap.webmap.cards import compress, encode_areas, encode_blocks, gzip_json
from geomap.webmap.facets import closed_codes, encode_facets, narrow
from geomap.wording import area_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

VERSION = 1
BLOCK = 1024  # incidents in one block of cards: a card opens in one small inflate
INLINE_LIMIT = 100_000  # more incidents than this: cards belong into sidecar scripts
DEGREE = 100_000  # coordinates are integers of 1e-5 degree, about a metre
NO_COORDINATE = -(2**31)
NOT_STATED = 0xFFFF
POINT_PRECISIONS = frozenset({"site", "settlement", "near"})
MODES = {"listed": 0, "point": 1, "area": 2}
PLACE_COLUMNS = (
    "place", "place_uk", "place_ru", "place_name", "admin1", "country", "lat", "lon",
)  # fmt: skip
_DIVISIONS = ("admin1", "admin2")
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)
_POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, slots=True)
class Payload:
    """
    What the page needs to know of the incidents. `meta` is plain JSON data; the rest is gzip.

    With `meta["text_dir"]` set the blocks of cards are not part of the page: write
    `sidecar_files` into a folder of this name beside it.
    """

    meta: dict[str, Any]
    core: bytes
    areas: bytes
    blocks: tuple[bytes, ...]

    def with_text_dir(self, text_dir: str | None) -> Payload:
        """Return the same payload with its cards in sidecar scripts in `text_dir`, or inline."""
        return replace(self, meta={**self.meta, "text_dir": text_dir})

    def html_chunks(self) -> Iterator[str]:
        """Yield what the map is drawn from: elements for before the program, one a line."""
        yield data_block("geomap-meta", gzip_json(self.meta))
        yield data_block("geomap-core", self.core)
        yield data_block("geomap-areas", self.areas)

    def card_chunks(self) -> Iterator[str]:
        """Yield the cards as elements, one a line; nothing when they are in sidecar files."""
        if self.meta["text_dir"] is None:
            for number, block in enumerate(self.blocks):
                yield data_block(f"geomap-cards-{number}", block)

    def sidecar_files(self) -> Iterator[tuple[str, str]]:
        """Yield name and text of each sidecar script; nothing when the cards are inline."""
        if self.meta["text_dir"] is not None:
            for number, block in enumerate(self.blocks):
                yield f"{number}.js", f'geomap.receive({number},"{_base64(block)}")\n'


def encode_payload(
    frame: gpd.GeoDataFrame, *, title: str = "Incidents", text_dir: str | None = None
) -> Payload:
    """
    Pack a frame of incidents for the page.

    Parameters
    ----------
    frame
        With the columns of `geomap.frame.SCHEMA`. Not modified; its order does not matter.
    title
        Shown as the heading of the page; any text.
    text_dir
        Name of the folder of sidecar scripts, relative to the page. None keeps the cards inside
        the page, which is right for up to `INLINE_LIMIT` incidents.

    Returns
    -------
    payload
        Incidents by first day, then id; those without a date last.
    """
    order, timeline = _timeline(frame)
    modes = _modes(frame)
    areas, area_codes = _areas(frame, order, modes)
    places, place_codes = _places(frame, order)
    facets, facet_codes = encode_facets(frame)
    unsorted = {**_columns(frame, modes, places=place_codes, areas=area_codes), **facet_codes}
    columns = {name: column[order] for name, column in unsorted.items()}
    for name in ("lat", "lon"):
        columns[name] = _from_place(columns[name], places[name], columns["place"])
    meta = {
        "version": VERSION,
        "title": title,
        "count": len(frame),
        "dated": timeline.dated,
        "epoch": timeline.epoch,
        "days": len(timeline.counts),
        "block": BLOCK,
        "text_dir": text_dir,
        "fields": [column.name for column in SCHEMA],
        "types": list(vocabulary()["event_types"]),
        "facets": facets,
        "places": places,
        "areas": _area_names(frame),
        "columns": [[name, column.dtype.itemsize] for name, column in columns.items()],
    }
    planes = b"".join([*map(_planes, columns.values()), _planes(timeline.counts)])
    with ThreadPoolExecutor(1) as pool:  # zlib lets other threads run
        core = pool.submit(compress, planes, level=6)
        blocks = tuple(encode_blocks(frame, order, BLOCK))
    return Payload(meta, core.result(), gzip_json(areas), blocks)


@dataclass(frozen=True, slots=True)
class _Timeline:
    """How many incidents have a date, the first day since 1970-01-01, incidents of each day."""

    dated: int
    epoch: int
    counts: NDArray[np.uint32]


def _timeline(frame: gpd.GeoDataFrame) -> tuple[NDArray[np.int64], _Timeline]:
    """Return the order of rows by first day, then id, undated ones last; and the days they span."""
    days = _days(frame["date_start"])
    order = _order(days, frame["incident_id"])
    dated_days = days[order][: int((days < _UNDATED).sum())]
    dated = len(dated_days)
    epoch = int(dated_days[0]) if dated else 0
    day_count = int(dated_days[-1]) - epoch + 1 if dated else 0
    counts = np.bincount(dated_days - epoch, minlength=day_count).astype("<u4")
    return order, _Timeline(dated, epoch, counts)


def _order(days: NDArray[np.int64], ids: pd.Series[Any]) -> NDArray[np.int64]:
    """Return the order of rows by day, then id; quickly where the ids of each day are in order."""
    order = np.argsort(days, kind="stable")
    sorted_days, sorted_ids = days[order], ids.array.take(order)
    next_day = sorted_days[1:] > sorted_days[:-1]
    if (next_day | np.asarray(sorted_ids[1:] >= sorted_ids[:-1], dtype=bool)).all():
        return order
    return np.lexsort((pd.factorize(ids, sort=True)[0], days))


def _columns(
    frame: gpd.GeoDataFrame,
    modes: NDArray[np.uint8],
    *,
    places: NDArray[Any],
    areas: NDArray[Any],
) -> dict[str, NDArray[Any]]:
    """Return the typed columns of the page but for the facets, in the frame's order of rows."""
    return {
        "lat": _coordinates(frame["lat"], modes),
        "lon": _coordinates(frame["lon"], modes),
        "place": places,
        "type": closed_codes(frame["event_type"], tuple(vocabulary()["event_types"])),
        "cross": frame["cross_border"].fillna(value=False).to_numpy(dtype="u1"),
        "mode": modes,
        "span": _spans(frame),
        "area": areas,
        "radius": _small(frame["radius_km"], scale=10),
        "killed": _small(frame["killed_min"]),
        "injured": _small(frame["injured_min"]),
    }


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def data_block(element_id: str, data: bytes) -> str:
    """Return bytes as an element of the page that is no markup and no script."""
    return f'<script type="application/octet-stream" id="{element_id}">{_base64(data)}</script>\n'


def _planes(column: NDArray[Any]) -> bytes:
    """Return all first bytes, then all second …: gzip packs that a third better."""
    little = np.ascontiguousarray(column, dtype=column.dtype.newbyteorder("<"))
    return little.view("u1").reshape(len(little), column.dtype.itemsize).T.tobytes()


_UNDATED = 2**31 - 1


def _days(dates: pd.Series[Any]) -> NDArray[np.int64]:
    """Return days since 1970-01-01; `_UNDATED`, which sorts last, where there is none."""
    codes, found = pd.factorize(dates)
    days = np.full(len(found) + 1, _UNDATED, dtype="i8")  # the code of null is -1
    days[:-1] = found.to_numpy(dtype=object).astype("datetime64[D]").astype("i8")
    of_rows: NDArray[np.int64] = days[codes]
    return of_rows


def _spans(frame: gpd.GeoDataFrame) -> NDArray[np.uint16]:
    """Return how many days after the first one an incident may still have happened."""
    first, last = _days(frame["date_start"]), _days(frame["date_end"])
    spans = np.where((last == _UNDATED) | (first == _UNDATED), 0, last - first)
    return spans.clip(0, NOT_STATED).astype("<u2")


def _modes(frame: gpd.GeoDataFrame) -> NDArray[np.uint8]:
    """
    Return how each incident is drawn: as a point, as an area, or in the list only.

    A point needs words that mean a point. A district whose outline is unknown keeps its mode
    "point" but is drawn as its circle of doubt, never as a pin.
    """
    kinds = shapely.get_type_id(frame.geometry.to_numpy())
    country = (frame["geo_precision"] == "country").fillna(value=False).to_numpy(dtype=bool)
    has_point = frame["lat"].notna().to_numpy() & frame["lon"].notna().to_numpy()
    drawn = has_point & ~country
    is_line = np.isin(kinds, _LINES)
    is_shape = is_line | np.isin(kinds, _POLYGONS)
    coarse = ~frame["geo_precision"].isin(POINT_PRECISIONS).to_numpy()
    area = is_shape & (coarse | is_line) & ~country
    modes = np.where(area, MODES["area"], np.where(drawn, MODES["point"], MODES["listed"]))
    return modes.astype("u1")


def _coordinates(degrees: pd.Series[Any], modes: NDArray[np.uint8]) -> NDArray[np.int32]:
    values = pd.to_numeric(degrees).to_numpy(dtype="f8", na_value=np.nan)
    hidden = np.isnan(values) | (modes == MODES["listed"])
    return np.where(hidden, NO_COORDINATE, np.round(np.nan_to_num(values) * DEGREE)).astype("<i4")


def _from_place(
    column: NDArray[np.int32], of_places: Sequence[float | None], codes: NDArray[Any]
) -> NDArray[np.int32]:
    """Return coordinates as the way from the place's own: 0 for most, which packs to nothing."""
    degrees = np.array([value or 0.0 for value in of_places])
    origin = np.floor(degrees * DEGREE + 0.5).astype("<i4")  # as Math.round does
    return np.where(column == NO_COORDINATE, NO_COORDINATE, column - origin[codes]).astype("<i4")


def _small(numbers: pd.Series[Any], *, scale: int = 1) -> NDArray[np.uint16]:
    """Return numbers as 16 bits, the largest value meaning *not stated*."""
    values = pd.to_numeric(numbers).to_numpy(dtype="f8", na_value=np.nan) * scale
    return np.where(np.isnan(values), NOT_STATED, values.round().clip(0, NOT_STATED - 1)).astype(
        "<u2"
    )


def _areas(
    frame: gpd.GeoDataFrame, order: NDArray[np.int64], modes: NDArray[np.uint8]
) -> tuple[list[dict[str, Any]], NDArray[Any]]:
    """Return the distinct areas in the given order, and 1 + the index of each row's, 0 for none."""
    rows = order[modes[order] == MODES["area"]]
    areas, found = encode_areas(frame.geometry.array, rows)
    codes = np.zeros(len(frame), dtype="i8")
    codes[rows] = found
    return areas, narrow(codes)


def _area_names(frame: gpd.GeoDataFrame) -> dict[str, dict[str, str]]:
    """Return the Ukrainian and Russian names of all regions and districts that a card can name."""
    known = area_names()
    found = {name for column in _DIVISIONS for name in frame[column].dropna().unique()}
    for cell in frame["other_places"].dropna().unique():
        found |= {place[column] for place in json.loads(cell) for column in _DIVISIONS}
    named = sorted(found & known.keys())
    return {lang: {name: known[name][lang] for name in named} for lang in ("uk", "ru")}


def _places(
    frame: gpd.GeoDataFrame, order: NDArray[np.int64]
) -> tuple[dict[str, list[Any]], NDArray[Any]]:
    """
    Return every place once, with the names it can be searched by, and the code of each row's.

    Places are numbered as they first occur in the given order of rows.
    """
    keys = frame["place_id"].fillna(frame["place_name"])
    numbers, _ = pd.factorize(keys, use_na_sentinel=False)
    in_order, _ = pd.factorize(numbers[order])
    _, first = np.unique(in_order, return_index=True)
    rows = frame[[name for name in PLACE_COLUMNS if name in frame]].iloc[order[first]]
    places = {name: rows[name].to_numpy(dtype=object, na_value=None).tolist() for name in rows}
    codes = np.empty(len(frame), dtype="i8")
    codes[order] = in_order
    return places, narrow(codes)
