"""
How fast reports are merged, laid out as a table, checked and written.

    python -m tests.benchmarks.bench_incidents [number of reports]

Made-up reports over 2,000 villages and one city over 1,200 days, 30 % with a toll. Processor
time of one run.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from geomap import export
from geomap.frame import to_frame, validate
from geomap.incidents import merge_reports
from geomap.records import Report
from tests.samples import KYIV, Spec, report, span

T = TypeVar("T")
TYPES = ("strike.drone", "strike.missile", "strike.shelling", "ground.clash")


def make_reports(number: int) -> list[Report]:
    """Return the same reports each time."""
    rng = random.Random(1)  # noqa: S311
    villages: list[Spec] = [
        (f"UA{n}", "village", f"V{n}", "UA", 46 + rng.random() * 6, 30 + rng.random() * 9)
        for n in range(2000)
    ]
    return [
        report(
            f"r{n}",
            rng.choice(TYPES),
            KYIV if rng.random() < 0.1 else rng.choice(villages),
            article=f"a{n // 5}",
            time=span((date(2022, 3, 1) + timedelta(days=rng.randrange(1200))).isoformat()),
            numbers={"killed_min": rng.randrange(1, 6)} if rng.random() < 0.3 else None,
        )
        for n in range(number)
    ]


def timed(name: str, work: Callable[[], T]) -> T:
    """Run `work` and print what it took."""
    start = time.process_time()
    result = work()
    print(f"{name:10} {time.process_time() - start:7.2f} s")  # noqa: T201
    return result


def main() -> None:
    """Print the time of each step."""
    reports = make_reports(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    incidents = timed("merge", lambda: merge_reports(reports))
    frame = timed("table", lambda: to_frame(incidents))
    timed("validate", lambda: validate(frame))
    with tempfile.TemporaryDirectory() as folder:
        for ending in export.FORMATS:
            path = Path(folder) / f"incidents{ending}"
            timed(ending, lambda path=path: export.write(frame, path))  # type: ignore[misc]


if __name__ == "__main__":
    main()
