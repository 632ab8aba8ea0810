"""
How fast the gazetteer opens, looks up, reverses and scans, and what a second process costs.

    python -m tests.benchmarks.bench_gazetteer

Scans the five articles of ``seeds/``, dense war news of 4,100 characters with 50 names in the mean,
and made-up news of that size without a war. Every figure is the median processor time of several
rounds, so other work on the machine disturbs it little.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.places.gazetteer import Gazetteer
from tests.benchmarks.bench_reading import EVERYDAY, made_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEEDS = Path(__file__).parents[2] / "seeds"
ROUNDS = 7
NAMES = ("Kharkiv", "Kharkiv region", "Kruhlyakivka", "Ivanivka", "Часового Яру", "Nowhereville")
MEMORY_PROBE = """
import sys
from pathlib import Path
def private_kb():
    text = Path("/proc/self/smaps_rollup").read_text()
    rows = (line.split() for line in text.splitlines() if line.startswith("Private"))
    return sum(int(row[1]) for row in rows)
from geomap.places.gazetteer import Gazetteer
before = private_kb()
gazetteer = Gazetteer.load()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    gazetteer.find_names(path.read_text(encoding="utf-8"))
print(private_kb() - before)
"""


def median_seconds(task: Callable[[], object], repeats: int = 1) -> float:
    """Return the processor seconds of one run of `task`: the median round of `repeats` runs."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(repeats):
            task()
        rounds.append((time.process_time() - start) / repeats)
    return statistics.median(rounds)


def opening() -> float:
    """Return milliseconds to open the gazetteer, imports not counted."""
    return median_seconds(Gazetteer.load) * 1e3


def lookup(gazetteer: Gazetteer) -> float:
    """Return microseconds to look up one name."""
    return (
        median_seconds(lambda: [gazetteer.lookup(name) for name in NAMES], 200) * 1e6 / len(NAMES)
    )


def reverse(gazetteer: Gazetteer) -> float:
    """Return microseconds to find the settlement nearest to a point in Ukraine."""
    chance = random.Random(7)  # noqa: S311 (no secret)
    points = [(chance.uniform(46.5, 51.5), chance.uniform(24, 38)) for _ in range(1_000)]
    return (
        median_seconds(lambda: [gazetteer.nearest(*point) for point in points]) * 1e6 / len(points)
    )


def scanning(gazetteer: Gazetteer, texts: Sequence[str]) -> tuple[float, float]:
    """Return articles and megabytes of text a second."""
    seconds = median_seconds(lambda: [gazetteer.find_names(text) for text in texts], 40)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    return len(texts) / seconds, megabytes / seconds


def second_process() -> float | None:
    """Return the megabytes that a second process has to itself; None where Linux is not there."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    command = [sys.executable, "-c", MEMORY_PROBE, str(SEEDS)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return int(answer.stdout) / 1e3


def main() -> None:
    """Print the table of figures beside what is asked."""
    gazetteer = Gazetteer.load()
    dense = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    articles, megabytes = scanning(gazetteer, dense)
    everyday, _ = scanning(gazetteer, [each.text for each in made_up(EVERYDAY, 5)])
    memory = second_process()
    rows = [
        ("opening", f"{opening():.1f} ms", "<= 50 ms"),
        ("lookup", f"{lookup(gazetteer):.1f} µs", "<= 20 µs"),
        ("nearest", f"{reverse(gazetteer):.0f} µs", "<= 50 µs"),
        ("scan", f"{articles:,.0f} articles/s, {megabytes:.1f} MB/s", ">= 10,000 articles/s"),
        ("scan, no war", f"{everyday:,.0f} articles/s", ""),
        ("second process", "-" if memory is None else f"{memory:.1f} MB", "<= 20 MB"),
        ("size on disk", f"{gazetteer.info().size_bytes / 1e6:.1f} MB", "<= 30 MB"),
    ]
    for name, figure, asked in rows:
        print(f"{name:<16}{figure:<36}{asked}")  # noqa: T201


if __name__ == "__main__":
    main()
