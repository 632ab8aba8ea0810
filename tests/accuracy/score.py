"""
Hold what geomap reads in the marked texts against what is marked.

Incidents are matched one to one by family of type and place; what is left over on either side is
a miss or a false alarm. A marked incident that is not `sure` is neither.

usage: python -m tests.accuracy.score [sentences|articles]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from geomap.articles import read_rows
from geomap.errors import ArticleError
from geomap.frame import to_incident_row
from geomap.pipeline import incidents_of, read_places
from geomap.places import Gazetteer
from geomap.places.geodesy import km_between
from tests.accuracy.texts import Marked, Spot, Text, load_texts

Row = dict[str, Any]
# Fighting and gaining ground are told in the same words: one family.
_FAMILIES = {"ground": "land", "control": "land"}
# How far a named area's point may lie from the one marked, beside the tolerance.
_SLACK_KM = {"region": 40.0, "line": 60.0, "sea": 250.0, "district": 15.0}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was read in one text: rows that happened, and the names read as a place of one."""

    incidents: tuple[Row, ...]
    shown: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tally:
    """Right and wrong answers, and a line for each wrong one."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    left_off: int = 0
    tempting: int = 0
    fields: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return shares in 0..1 by name, rounded to three digits."""
        pairs = {
            "precision": (self.right, self.right + self.wrong),
            "recall": (self.right, self.right + self.missed),
            "f1": (2 * self.right, 2 * self.right + self.wrong + self.missed),
            "never": (self.left_off, self.tempting),
            **{name: (right, total) for name, (right, total) in self.fields.items()},
        }
        return {name: round(right / total, 3) for name, (right, total) in pairs.items() if total}


def predict(text: Text, gazetteer: Gazetteer) -> Prediction:
    """Read one text the whole way to incidents."""
    row = {
        "id": text.text_id,
        "text": text.text,
        "published": text.published.isoformat(),
        "lang": "en",
    }
    lines = iter([json.dumps(row, ensure_ascii=False).encode()])
    [(_, article)] = read_rows(lines, text.text_id, _fail)
    findings = read_places(article, gazetteer)
    rows = (to_incident_row(incident) for incident in incidents_of(findings))
    shown = (m for m in findings.reading.mentions if m.role == "where" and m.end > m.start)
    return Prediction(
        incidents=tuple(row for row in rows if row["realis"] == "actual"),
        shown=tuple((mention.start, mention.end) for mention in shown),
    )


def _fail(error: ArticleError) -> None:
    raise error


def score(texts: Iterable[Text], gazetteer: Gazetteer) -> Tally:
    """Read every text and count what was right."""
    tally = Tally()
    for text in texts:
        _score_text(text, predict(text, gazetteer), tally)
    return tally


def _score_text(text: Text, found: Prediction, tally: Tally) -> None:
    free = list(found.incidents)
    for marked in sorted(text.incidents, key=lambda m: not m.sure):
        row = _best(free, marked)
        if row is None:
            if marked.sure:
                tally.missed += 1
                tally.misses.append(
                    _line(text, "missed", f"{marked.types[0]} at {marked.spot.name}")
                )
            continue
        free.remove(row)
        if marked.sure:
            tally.right += 1
            _score_fields(text, marked, _with_counts(row, found.incidents, marked), tally)
    for row in free:
        if not any(same_place(row, _area(name)) for name in text.background):
            tally.wrong += 1
            tally.misses.append(_line(text, "false", f"{row['event_type']} at {row['place_name']}"))
    for start, end in text.never:
        tally.tempting += 1
        drawn = any(a < end and start < b for a, b in found.shown)
        tally.left_off += not drawn
        if drawn:
            tally.misses.append(_line(text, "never", text.text[start:end]))


def _with_counts(row: Row, rows: Iterable[Row], marked: Marked) -> Row:
    """
    Return the row with the weapon counts of another row at the same place where it has none.

    A wave and its interception may be told as one incident or as two.
    """
    whole = dict(row)
    for other in rows:
        if same_place(other, marked.spot):
            for name in ("launched", "intercepted"):
                whole[name] = whole[name] if whole[name] is not None else other[name]
    return whole


def _line(text: Text, kind: str, words: str) -> str:
    return f"{text.text_id:24} {kind:12} {words}"


def _area(name: str) -> Spot:
    return Spot(name, None, None, "country", 10.0)


def _best(rows: list[Row], marked: Marked) -> Row | None:
    families = {_family(name) for name in marked.types}
    fitting = [
        row
        for row in rows
        if _family(row["event_type"]) in families and same_place(row, marked.spot)
    ]
    return max(fitting, key=lambda row: _overlap(row, marked), default=None)


def _overlap(row: Row, marked: Marked) -> int:
    return sum(e["start"] < marked.end and marked.start < e["end"] for e in row["evidence"])


def _family(event_type: str) -> str:
    head = event_type.split(".", maxsplit=1)[0]
    return _FAMILIES.get(head, head)


def same_place(row: Row, spot: Spot) -> bool:
    """Return whether a row lies where a marked incident does: by distance, areas also by name."""
    names = " ".join(
        str(row.get(key) or "") for key in ("place_name", "place", "admin1", "country")
    )
    key = spot.name.lower().removesuffix(" oblast")
    at_country = row["geo_precision"] == "country"
    if spot.level == "country" or at_country:
        return spot.level == "country" and at_country and key in names.lower()
    if spot.lat is None or spot.lon is None:
        return key in names.lower()
    if row["lat"] is None:
        return False
    allowed = max(spot.tolerance_km, 10.0) + _SLACK_KM.get(spot.level, 0.0)
    near = km_between(row["lat"], row["lon"], spot.lat, spot.lon) <= allowed
    return near or (spot.level == "sea" and key in names.lower())


def _score_fields(text: Text, marked: Marked, row: Row, tally: Tally) -> None:
    for name, want, got, right in _checks(marked, row):
        counts = tally.fields.setdefault(name, [0, 0])
        counts[0] += right
        counts[1] += 1
        if not right:
            words = f"{marked.spot.name}: wanted {want}, got {got}"
            tally.misses.append(_line(text, name, words))


def _checks(marked: Marked, row: Row) -> Iterator[tuple[str, object, object, bool]]:
    yield "type", marked.types, row["event_type"], row["event_type"] in marked.types
    if marked.actor:
        yield "actor", marked.actor, row["actor"], row["actor"] == marked.actor
    if marked.cross_border is not None:
        got = bool(row["cross_border"])
        yield "cross_border", marked.cross_border, got, got == marked.cross_border
    if marked.days:
        first, last = str(row["date_start"])[:10], str(row["date_end"] or row["date_start"])[:10]
        meets = first <= str(marked.days[1]) and last >= str(marked.days[0])
        yield "date", [str(day) for day in marked.days], (first, last), meets
    for name, value in marked.numbers.items():
        column = f"{name}_min" if name in {"killed", "injured"} else name
        yield name, value, row[column], row[column] == value


def main(arguments: list[str]) -> int:
    """Print the figures and every miss of the sets named."""
    gazetteer = Gazetteer.load()
    for name in arguments or ["sentences", "articles"]:
        tally = score(load_texts(name), gazetteer)
        report = [*tally.misses, json.dumps({name: tally.figures()}, indent=1)]
        sys.stdout.write("\n".join(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
