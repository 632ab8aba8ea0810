"""
What a cold ``geomap build seeds`` costs beside importing geopandas and folium alone.

    python -m tests.benchmarks.bench_start

The build should take at most twice as long. Processor time of whole processes, the median of
several; the rounds take turns, so that other work on the machine falls on all of them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 5


def seconds(*arguments: str) -> float:
    """Return the processor time of one run of the interpreter (Unix only)."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def main() -> None:
    """Print the times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "import geopandas, folium": ("-c", "import geopandas, folium"),
            "geomap --version": ("-m", "geomap", "--version"),
            "geomap build seeds": ("-m", "geomap", "build", "seeds", "-o", folder),
        }
        rounds = [{name: seconds(*c) for name, c in commands.items()} for _ in range(ROUNDS)]
    taken = {name: statistics.median(each[name] for each in rounds) for name in commands}
    libraries = taken["import geopandas, folium"]
    for name, median in taken.items():
        print(f"{name:<26}{median:6.2f} s, {median / libraries:.2f} times")  # noqa: T201


if __name__ == "__main__":
    main()
