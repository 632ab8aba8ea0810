"""What there is to say about each sentence: its names, its reports, and why; plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from geomap.incidents import why_doubtful
from geomap.pipeline import Findings, is_drawn, names_left_off
from geomap.vocabulary import vocabulary
from geomap.wording import ENGLISH, SIDES

if TYPE_CHECKING:
    from geomap.places import Gazetteer
    from geomap.records import Mention, Place, Relation, Report, Resolution

_RUNNERS_UP_SHOWN = 3
Fact = tuple[str, str]  # label, words


@dataclass(frozen=True, slots=True)
class Note:
    """
    One name or report, explained.

    `mark` is "1" for the first name of the article and "R1" for its first report. `start` and
    `end` are the place of its words in the article. `style` is the role of a name and the layer
    of a report.
    """

    kind: Literal["mention", "report"]
    mark: str
    start: int
    end: int
    title: str
    style: str
    drawn: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article, from a sentence up to the next one, and the notes on it."""

    start: int
    end: int
    notes: tuple[Note, ...]


def explain_article(findings: Findings, gazetteer: Gazetteer) -> tuple[Passage, ...]:
    """
    Return the article in passages with everything that was read in them.

    Parameters
    ----------
    findings
        Of one article.
    gazetteer
        For the names of the runners-up.

    Returns
    -------
    passages
        In the order of the text; together they are the whole of it. Notes are by position.
    """
    notes = sorted(
        (*_mention_notes(findings, gazetteer), *_report_notes(findings)),
        key=lambda note: (note.start, note.kind, note.end),
    )
    text = findings.reading.article.text
    starts = [0, *(start for start, _ in findings.reading.sentences[1:])]
    ends = [*starts[1:], len(text)]
    by_passage: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        index = max(i for i, start in enumerate(starts) if start <= note.start)
        by_passage[index].append(note)
    return tuple(
        Passage(start, end, tuple(by_passage[i]))
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
        if start < end
    )


def _mention_notes(findings: Findings, gazetteer: Gazetteer) -> Iterator[Note]:
    reading = findings.reading
    left_off = {(left.start, left.end): left.reason for left in names_left_off(findings)}
    for index, (mention, meant) in enumerate(
        zip(reading.mentions, findings.resolutions, strict=True)
    ):
        why_not = left_off.get((mention.start, mention.end))
        facts = [
            ("part", f"{mention.role}: {mention.reason} (rule: {mention.rule})"),
            *_relation_facts(mention.relation, reading.mentions),
            ("words ask for", " or ".join(mention.hint_kinds)),
            ("takes up", _antecedent(mention, reading.mentions)),
            *_resolution_facts(mention, meant, gazetteer),
            ("on the map", _on_the_map(mention, why_not)),
        ]
        yield Note(
            "mention", str(index + 1), mention.start, mention.end, mention.name, mention.role,
            why_not is None, _stated(facts),
        )  # fmt: skip


def _on_the_map(mention: Mention, why_not: str | None) -> str:
    if why_not is None:
        return "yes"
    return "no" if why_not == mention.reason else f"no: {why_not}"  # the reason is said above


def _relation_facts(relation: Relation, mentions: tuple[Mention, ...]) -> Iterator[Fact]:
    if relation.kind == "in" and not relation.words:
        return
    parts: list[str] = [relation.kind]
    if relation.distance_km is not None:
        parts.append(f"{relation.distance_km:g} km")
    if relation.bearing_deg is not None:
        parts.append(f"towards {relation.bearing_deg:g}°")
    if relation.other_mention is not None:
        other = relation.other_mention
        parts.append(f"with [{other + 1}] {mentions[other].name}")
    words = f" “{relation.words}”" if relation.words else ""
    yield "lies", ", ".join(parts) + words


def _antecedent(mention: Mention, mentions: tuple[Mention, ...]) -> str:
    if mention.antecedent is None:
        return ""
    return f"[{mention.antecedent + 1}] {mentions[mention.antecedent].name}"


def _resolution_facts(mention: Mention, meant: Resolution, gazetteer: Gazetteer) -> Iterator[Fact]:
    if meant.place is None:
        yield "means", "not resolved: " + "; ".join(meant.reasons)
        return
    yield "means", _place_words(meant.place)
    lead = f"score {meant.score:.2f}, {meant.margin:.2f} ahead of the next"
    yield "because", "; ".join(meant.reasons) + (f" ({lead})" if meant.runners_up else "")
    known = {place.place_id: place for place in mention.candidates}
    others = []
    for place_id, score in meant.runners_up[:_RUNNERS_UP_SHOWN]:
        place = known.get(place_id) or gazetteer.place(place_id)
        others.append(f"{_place_words(place)} {score:.2f}")
    more = len(meant.runners_up) - len(others)
    yield "rather than", "; ".join(others) + (f"; and {more} more" if more else "")


def _place_words(place: Place) -> str:
    """Return "Kopanky, village in Izium Raion, Kharkiv Oblast, UA (49.371, 37.850)"."""
    within = [name for name in (place.admin2, place.admin1, place.country) if name]
    inside = ", ".join(name for name in within if name != place.name)
    words = f"{place.name}, {place.kind}" + (f" in {inside}" if inside else "")
    return f"{words} ({place.lat:.3f}, {place.lon:.3f}; {place.place_id})"


def _report_notes(findings: Findings) -> Iterator[Note]:
    for number, report in enumerate((*findings.reports, *findings.doubtful), 1):
        drawn = is_drawn(report) and report not in findings.doubtful
        layer = vocabulary()["event_types"][report.event_type]["layer"]
        end = report.trigger_start + len(report.trigger)
        facts = (
            *_event_facts(report, findings),
            *_place_facts(report, findings),
            ("on the map", "yes" if drawn else f"no: {_why_not_drawn(report, findings)}"),
            ("sure", f"{report.event_confidence:.2f}"),
            ("rules", "; ".join(report.rules)),
            ("notes", "; ".join(report.notes)),
        )
        yield Note(
            "report", f"R{number}", report.trigger_start, end,
            ENGLISH.event_type(report.event_type), layer, drawn, _stated(facts),
        )  # fmt: skip


def _event_facts(report: Report, findings: Findings) -> Iterator[Fact]:
    yield "type", f"{report.event_type}, told by “{report.trigger}”"
    time = report.time
    words = f" “{time.words}”" if time.words else ""
    yield "when", f"{ENGLISH.span(time.start, time.end)} ({time.precision}, {time.source}){words}"
    acts = [SIDES.get(side or "", "") for side in (report.actor, report.target_side)]
    yield "who", " against ".join(side or "not said" for side in acts) if any(acts) else ""
    yield "unit", report.unit or ""
    target = vocabulary()["target_class"].get(report.target_class, {})
    yield "target", target.get("en", "")
    yield "weapon", report.weapon or ""
    placed = [origin.name for origin in report.origin_places]
    yield "launched from", ", ".join(placed or _names(report.origins, findings))
    shared = " (of several places together)" if report.shared_numbers else ""
    numbers = ENGLISH.numbers(asdict(report.numbers))
    yield "numbers", numbers + shared if numbers else ""
    for split in report.numbers.by_weapon:
        counts = {key: value for key, value in asdict(split).items() if key != "kind"}
        yield split.kind, ENGLISH.numbers(counts)
    yield "said", ENGLISH.claim(_claim(report))
    yield "reality", str(vocabulary()["realis"][report.realis]["en"])


def _claim(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("claim_status", "claimed_by", "claimant")}


def _place_facts(report: Report, findings: Findings) -> Iterator[Fact]:
    if report.mention is not None:
        yield "told of", f"[{report.mention + 1}] {findings.reading.mentions[report.mention].name}"
    location = report.location
    if location is not None:
        exact = ENGLISH.precision(location.geo_precision, location.radius_km)
        yield "where", f"{_place_words(location.place)}: {exact}"
    sure = f" ({report.place_confidence:.2f})" if report.place_confidence is not None else ""
    yield "because", "; ".join(report.place_reasons) + (sure if report.place_reasons else "")
    yield "side of the front", report.side_of_front or ""


def _why_not_drawn(report: Report, findings: Findings) -> str:
    if report in findings.doubtful:
        return why_doubtful(report)
    if report.location is None:
        return "; ".join(report.place_reasons) or "no place was found"
    if report.realis != "actual":
        return f"the event is {report.realis}"
    return "known to the country only"


def _names(indexes: Iterable[int], findings: Findings) -> Iterator[str]:
    return (findings.reading.mentions[index].name for index in indexes)


def _stated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple((label, words) for label, words in facts if words)
