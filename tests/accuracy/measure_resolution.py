"""
Measure the resolver alone: names are given, the places are to be found.

usage: python -m tests.accuracy.measure_resolution TEXTS.jsonl [--misses N]

A row is ``{"id", "lang", "published", "text", "mentions"}``, a mention ``{"start", "end", "lat",
"lon"}``. Every marked name is taken as the place of a ground report of that day, and every other
name of the gazetteer in the text as a reference. Prints recall within 10 and 25 km by cause of the
miss.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from geomap.places import Gazetteer, resolve_mentions
from geomap.places.geodesy import km_between
from geomap.records import (
    Article,
    Mention,
    Numbers,
    Place,
    Reading,
    Report,
    Resolution,
    Role,
    TimeSpan,
)

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One marked name: its distance to what was chosen, and why it went wrong if it did."""

    row: str
    name: str
    km: float | None
    cause: str
    resolution: Resolution


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1] if __doc__ else "")
    parser.add_argument("texts", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show so many misses")
    options = parser.parse_args(arguments)
    gazetteer = Gazetteer.load()
    outcomes: list[Outcome] = []
    spent = 0.0
    for row in _rows(options.texts):
        reading, gold = _reading(row, gazetteer)
        start = time.perf_counter()
        resolutions = resolve_mentions(reading, gazetteer)
        spent += time.perf_counter() - start
        outcomes.extend(_outcome(row, m, resolutions[i], reading) for i, m in enumerate(gold))
    _print(outcomes, spent, options.misses)
    return 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("mentions"):
                yield row


def _reading(row: dict[str, Any], gazetteer: Gazetteer) -> tuple[Reading, list[dict[str, Any]]]:
    text, gold = row["text"], [m for m in row["mentions"] if m["lat"] is not None]
    day = date.fromisoformat(row["published"])
    article = Article(row["id"], row["id"], None, None, text, day, None, row["lang"])
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentences = tuple(pairwise(ends))
    found = {m.start: m for m in gazetteer.find_names(text)}
    mentions = []
    for mark in gold:
        name = text[mark["start"] : mark["end"]]
        match = found.get(mark["start"])
        candidates = match.candidates if match else gazetteer.lookup(name)
        mentions.append(_mention(mark["start"], mark["end"], name, sentences, candidates, "where"))
    marked = [(mark["start"], mark["end"]) for mark in gold]
    mentions.extend(
        _mention(m.start, m.end, m.name, sentences, m.candidates, "reference")
        for m in found.values()
        if not any(m.start < end and start < m.end for start, end in marked)
    )
    reports = tuple(_report(i, article, day) for i in range(len(gold)))
    return Reading(article, sentences, tuple(mentions), reports), gold


def _mention(
    start: int,
    end: int,
    name: str,
    sentences: tuple[tuple[int, int], ...],
    candidates: tuple[Place, ...],
    role: Role,
) -> Mention:
    sentence = next((i for i, (a, b) in enumerate(sentences) if a <= start < b), 0)
    return Mention(start, end, name, sentence, candidates, role, "given", "given")


def _report(index: int, article: Article, day: date) -> Report:
    return Report(
        report_id=f"{article.article_id}-{index}", article_id=article.article_id,
        event_type="control.advance", time=TimeSpan(day, day, "day", "published", ""),
        mention=index, origins=(), actor=None, target_side=None, unit=None, target_class=None,
        weapon=None, numbers=Numbers(), claimed_by=None, claimant=None, claim_status="stated",
        realis="actual", trigger="", trigger_start=0, rules=(), evidence=(),
    )  # fmt: skip


def _outcome(
    row: dict[str, Any], mark: dict[str, Any], resolution: Resolution, reading: Reading
) -> Outcome:
    mention = next(m for m in reading.mentions if m.start == mark["start"])
    distances = [km_between(p.lat, p.lon, mark["lat"], mark["lon"]) for p in mention.candidates]
    place = resolution.place
    km = None if place is None else km_between(place.lat, place.lon, mark["lat"], mark["lon"])
    if km is not None and km <= 25:
        cause = "right"
    elif not distances:
        cause = "name not in the gazetteer"
    elif min(distances) > 25:
        cause = "no candidate within 25 km"
    else:
        cause = "abstained" if place is None else "wrong candidate"
    return Outcome(row["id"], mention.name, km, cause, resolution)


def _print(outcomes: list[Outcome], spent: float, misses: int) -> None:
    total = len(outcomes)
    within = {
        limit: sum(o.km is not None and o.km <= limit for o in outcomes) for limit in (10, 25)
    }
    placed = sum(o.km is not None for o in outcomes)
    out = sys.stdout.write
    out(f"names {total}  placed {placed}  ms a name {1000 * spent / max(total, 1):.2f}\n")
    out(f"recall@10 {within[10] / total:.3f}  recall@25 {within[25] / total:.3f}")
    out(f"  precision@25 {within[25] / max(placed, 1):.3f}\n")
    for cause, count in Counter(o.cause for o in outcomes).most_common():
        out(f"  {count:5d}  {cause}\n")
    for outcome in [o for o in outcomes if o.cause != "right"][:misses]:
        km = "-" if outcome.km is None else f"{outcome.km:.0f} km"
        out(f"{outcome.row}  {outcome.name}  {outcome.cause}  {km}  {outcome.resolution.reasons}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
