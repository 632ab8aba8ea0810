"""What a compiled gazetteer holds, for `geomap gazetteer info` and for the header of outputs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from geomap.places.store import DATABASE, TRIE

if TYPE_CHECKING:
    from geomap.places.store import Store


_COUNTS: Final = (
    "places", "exact", "ukrainian_settlements", "ukrainian_settlements_exact",
    "ukrainian_settlements_exact_in_their_region", "sites_with_region", "sites_in_their_region",
    "names", "keys", "areas", "phrases",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """
    Version, size and counts.

    `version` is the beginning of `checksum`, the SHA-256 of the tables it was compiled from.
    `exact` counts the places with a position of their own, not their hromada's. Counts "in their
    region" are of points in its outline or within 4 km of it.
    """

    version: str
    checksum: str
    folder: str
    size_bytes: int
    places: int
    exact: int
    ukrainian_settlements: int
    ukrainian_settlements_exact: int
    ukrainian_settlements_exact_in_their_region: int
    sites_with_region: int
    sites_in_their_region: int
    names: int
    keys: int
    areas: int
    phrases: int
    by_kind: tuple[tuple[str, int], ...]
    by_country: tuple[tuple[str, int], ...]
    by_source: tuple[tuple[str, int], ...]


def read_info(store: Store) -> GazetteerInfo:
    """Return what `store` holds; counts by kind, country and source are largest first."""
    counts = json.loads(store.meta["counts"])
    groups = {
        name: tuple(sorted(counts[name].items(), key=lambda item: (-item[1], item[0])))
        for name in ("by_kind", "by_country", "by_source")
    }
    return GazetteerInfo(
        version=store.meta["version"],
        checksum=store.meta["checksum"],
        folder=str(store.folder),
        size_bytes=sum((store.folder / name).stat().st_size for name in (DATABASE, TRIE)),
        **{name: counts[name] for name in _COUNTS},
        by_kind=groups["by_kind"],
        by_country=groups["by_country"],
        by_source=groups["by_source"],
    )
