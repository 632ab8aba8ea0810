"""``python -m gazetteer.build``: fetch the sources, build the tables, write them."""

from __future__ import annotations

from . import sources
from .assemble import build


def main() -> None:
    """Build all tables and say how many rows each has."""
    sources.fetch_all()
    for name, count in build(sources.TABLES).items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
