"""
What a cold ``geomap build seeds`` costs beside importing geopandas and folium alone.

    python -m tests.benchmarks.bench_start

The build should take at most twice as long. Wall time of whole processes, the best of several.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 5


def best_seconds(*arguments: str) -> float:
    """Return the wall time of the fastest of several runs of the interpreter."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(  # noqa: S603
            [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True
        )
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Print the times and their ratio."""
    libraries = best_seconds("-c", "import geopandas, folium")
    with tempfile.TemporaryDirectory() as folder:
        build = best_seconds("-m", "geomap", "build", "seeds", "-o", folder)
    start = best_seconds("-m", "geomap", "--version")
    print(f"import geopandas, folium  {libraries:6.2f} s")  # noqa: T201
    print(f"geomap --version          {start:6.2f} s")  # noqa: T201
    print(f"geomap build seeds        {build:6.2f} s, {build / libraries:.2f} times")  # noqa: T201


if __name__ == "__main__":
    main()
