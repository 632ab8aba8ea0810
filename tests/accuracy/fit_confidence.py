"""
Fit the weights of `geomap.incidents.confidence`.

usage: python -m tests.accuracy.fit_confidence

``confidence_examples.json`` has the signs of every report that was read in a set of news pages of
many outlets (2022 to 2026, English; some of them told again in other words), and whether a careful
reader finds the incident there. The answers were written before the reader had seen a page, and
the signs are those of the reader of that day, which was not tuned on it: so the share of right
ones is that of texts to come. Only names of rules, words of triggers and kinds of places are kept,
each of them seen in four articles or more; nothing else of the pages' text is in the file.

The fit is a logistic regression with a ridge penalty, by Newton's method. Prints, by ten-fold
cross-validation over articles, what leaving off the reports below each confidence does to the
share of right ones and to the incidents found.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geomap.incidents.signs import ALWAYS

HERE = Path(__file__).parent
EXAMPLES = HERE / "confidence_examples.json"
WEIGHTS = HERE.parents[1] / "geomap" / "incidents" / "confidence.csv"
_PENALTY = 5.0
_CLOSE = 1e-6  # the last step of the fit
_FOLDS = 10
_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One incident that was read: its article, whether it is right, its reports' signs."""

    article: int
    right: bool
    reports: tuple[frozenset[str], ...]


def load_examples() -> tuple[Example, ...]:
    """Return all examples, in the order of the articles."""
    held = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    names = held["signs"]
    return tuple(
        Example(article, bool(right), tuple(frozenset(names[i] for i in r) for r in reports))
        for article, right, reports in held["incidents"]
    )


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return a weight for each sign; every incident counts the same, however often told."""
    names = _signs(examples)
    column = {name: i for i, name in enumerate(names)}
    rows = [(report, e.right, 1 / len(e.reports)) for e in examples for report in e.reports]
    table = np.zeros((len(rows), len(names)))
    for row, (report, _, _) in enumerate(rows):
        table[row, [column[name] for name in report if name in column]] = 1.0
    right = np.array([float(r) for _, r, _ in rows])
    counts = np.array([share for *_, share in rows])
    penalty = np.array([0.0 if name == ALWAYS else _PENALTY for name in names])
    return dict(zip(names, _newton(table, right, counts, penalty).tolist(), strict=True))


def _signs(examples: Sequence[Example]) -> list[str]:
    """Return all signs of the examples, in alphabetical order."""
    return sorted({name for e in examples for report in e.reports for name in report})


def _newton(table: _Array, right: _Array, counts: _Array, penalty: _Array) -> _Array:
    weights: _Array = np.zeros(table.shape[1])
    while True:
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (right - share)) - penalty * weights
        bend = (table.T * (counts * share * (1 - share))) @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < _CLOSE:
            return weights


def confidence(weights: dict[str, float], example: Example) -> float:
    """Return how sure the surest report of an incident is."""
    odds = (sum(weights.get(name, 0.0) for name in report) for report in example.reports)
    return float(1 / (1 + np.exp(-max(odds))))


def held_out(examples: Sequence[Example]) -> list[tuple[bool, float]]:
    """Return for each example whether it is right, and its confidence fitted on other articles."""
    answers = []
    for fold in range(_FOLDS):
        weights = fit([e for e in examples if e.article % _FOLDS != fold])
        tried = (e for e in examples if e.article % _FOLDS == fold)
        answers += [(example.right, confidence(weights, example)) for example in tried]
    return answers


def shares(answers: Sequence[tuple[bool, float]], least: float) -> tuple[float, float]:
    """Return the share of right ones among those at least so sure, and of all right ones kept."""
    kept = [right for right, sure in answers if sure >= least]
    return sum(kept) / len(kept), sum(kept) / sum(right for right, _ in answers)


def _report(examples: Sequence[Example]) -> Iterator[str]:
    answers = held_out(examples)
    yield f"{len(examples)} incidents in {len({e.article for e in examples})} articles"
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
        right, kept = shares(answers, least)
        yield f"from {least:.1f}: right {right:.3f}, kept {kept:.3f} of the right ones"


def main() -> int:
    """Print the cross-validation and write the weights."""
    examples = load_examples()
    sys.stdout.write("\n".join(_report(examples)) + "\n")
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sign", "weight"))
        writer.writerows((name, f"{weight:.3f}") for name, weight in fit(examples).items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
