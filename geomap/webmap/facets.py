"""What incidents can be narrowed down by: the values of each facet, and the code of each row's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geomap.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

FACETS = (
    "actor", "claimed_by", "claim_status", "geo_precision", "target_class", "weapon",
    "region", "publisher", "realis",
)  # fmt: skip
SIDES = ("RU", "UA", "other")
_PART = 2**14  # rows
# The key and its value as JSON writes them; inside a string the quotes would have backslashes.
_PUBLISHER = re.compile(r'"publisher":\s*("[^"\\]*(?:\\.[^"\\]*)*"|null)')


def encode_facets(frame: gpd.GeoDataFrame) -> tuple[list[dict[str, Any]], dict[str, NDArray[Any]]]:
    """Return the facets with their values, and the column of codes of each."""
    words = vocabulary()
    known: dict[str, Iterable[str]] = {
        "actor": SIDES,
        "claimed_by": SIDES,
        **{name: words[name] for name in ("claim_status", "geo_precision", "target_class")},
        "realis": words["realis"],
    }
    facets, codes = [], {}
    for name in FACETS:
        if name == "publisher":
            facet, column = _publisher_facet(frame["evidence"])
        else:
            values = _regions(frame) if name == "region" else frame[name]
            facet, column = _facet(name, values, known.get(name))
        facets.append(facet)
        codes[f"facet:{name}"] = column
    return facets, codes


def _facet(
    name: str, values: pd.Series[Any], known: Iterable[str] | None
) -> tuple[dict[str, Any], NDArray[Any]]:
    """Return a facet whose first value is null, *not stated*; the rest by vocabulary or size."""
    codes, found = pd.factorize(values)
    counts = dict(zip(found, np.bincount(codes[codes >= 0], minlength=len(found)), strict=True))
    if known is None:
        keys = sorted(counts, key=lambda key: (-counts[key], key))
    else:
        keys = [key for key in known if key in counts]
        keys += sorted(counts.keys() - set(keys))
    position = {key: number for number, key in enumerate(keys, start=1)}
    table = np.array([*map(position.__getitem__, found), 0], dtype="i4")  # the code of null is -1
    return {"name": name, "values": [None, *keys]}, narrow(table[codes])


def _regions(frame: gpd.GeoDataFrame) -> pd.Series[Any]:
    """Return the first-level region, or the country's code where no region is known."""
    return frame["admin1"].where(frame["admin1"].notna(), frame["country"])


def _publisher_facet(evidence: pd.Series[Any]) -> tuple[dict[str, Any], NDArray[Any]]:
    """
    Return the facet of sources. An incident may have several, so its code names a set of them.

    ``sets[code]`` lists indexes into ``values``.
    """
    written: dict[tuple[str, ...], int] = {}
    codes = np.fromiter(
        (written.setdefault(names, len(written)) for names in _written_publishers(evidence)),
        dtype="i4", count=len(evidence),
    )  # fmt: skip
    sets = [tuple(sorted({json.loads(name) or "" for name in names})) or ("",) for names in written]
    names = sorted({name for group in sets for name in group} - {""})
    index = {"": 0, **{name: number for number, name in enumerate(names, start=1)}}
    distinct = sorted(set(sets))
    position = {group: number for number, group in enumerate(distinct)}
    facet = {
        "name": "publisher",
        "values": [None, *names],
        "sets": [[index[name] for name in group] for group in distinct],
    }
    return facet, narrow(np.array([position[group] for group in sets], dtype="i4")[codes])


def _written_publishers(evidence: pd.Series[Any]) -> Iterator[tuple[str, ...]]:
    """Yield the publishers of each row as JSON; a part of the rows is text at any one time."""
    for start in range(0, len(evidence), _PART):
        part = evidence.array[start : start + _PART].to_numpy(dtype=object, na_value="[]")
        yield from map(tuple, map(_PUBLISHER.findall, part))


def narrow(codes: NDArray[Any]) -> NDArray[Any]:
    """Return the codes in the narrowest of 1, 2 and 4 bytes."""
    top = int(codes.max(initial=0))
    return codes.astype("u1" if top < 2**8 else "<u2" if top < 2**16 else "<u4")


def closed_codes(values: pd.Series[Any], known: Sequence[str]) -> NDArray[Any]:
    """Return the position of each value in `known`, which holds them all."""
    codes, found = pd.factorize(values)
    position = {key: number for number, key in enumerate(known)}
    return narrow(np.array([*map(position.get, found), -1], dtype="i4")[codes])
