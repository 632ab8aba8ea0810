"""
Compare with a second build: ``python -m gazetteer.build.compare FOLDER``.

Tables and maps must be equal byte by byte. The bytes of the compiled store depend on the versions
of SQLite and of the trie library, so its rows and keys are compared.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from geomap.places.store import Store

from .sources import ROOT

CHECKOUT = ROOT.parent
FILES = (
    "gazetteer/tables/places.csv",
    "gazetteer/tables/names.csv",
    "gazetteer/tables/areas.geojson",
    "geomap/area_names.csv",
    "geomap/webmap/assets/basemap.json.gz",
)
STORE = Path("gazetteer/store")
_TABLES = ("labels", "places", "sets", "phrases", "points", "areas")


def differences(one: Path, other: Path) -> list[str]:
    """Return what differs between the gazetteers of two checkouts, by file."""
    files = [name for name in FILES if (one / name).read_bytes() != (other / name).read_bytes()]
    if content_checksum(one / STORE) != content_checksum(other / STORE):
        files.append(str(STORE))
    return files


def content_checksum(folder: Path) -> str:
    """Return the SHA-256 of the rows and keys of a compiled store, whatever wrote its files."""
    store = Store(folder)
    digest = hashlib.sha256()
    for table in _TABLES:
        for row in store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608
            digest.update(repr(row).encode())
    for item in sorted(store.trie.iteritems()):
        digest.update(repr(item).encode())
    return digest.hexdigest()


def main() -> None:
    """Compare this checkout with the one in the folder that is named."""
    found = differences(CHECKOUT, Path(sys.argv[1]))
    for name in found:
        print(f"{name}: a second build gives something else", file=sys.stderr)
    if found:
        raise SystemExit(1)
    print("The gazetteer is what its sources give.")


if __name__ == "__main__":
    main()
