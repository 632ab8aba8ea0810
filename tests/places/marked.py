"""Readings from marked text: ``[Kopanky] near {Kupiansk}, <Moscow> said``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from geomap.places import Gazetteer
from geomap.records import (
    Article,
    Evidence,
    Mention,
    Numbers,
    PlaceKind,
    Reading,
    Relation,
    Report,
    Role,
    TimeSpan,
)

_MARKED = re.compile(r"\[(?P<where>[^\]]+)\]|\{(?P<reference>[^}]+)\}|<(?P<speaker>[^>]+)>")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def marked_reading(
    marked: str,
    gazetteer: Gazetteer,
    *,
    published: date | None = None,
    event_type: str = "control.capture",
    hints: Mapping[str, tuple[PlaceKind, ...]] | None = None,
    relations: Mapping[str, Relation] | None = None,
) -> Reading:
    """
    Return what a reader finds in a text where the names are marked.

    ``[X]`` is where a report of `event_type` happened, ``{X}`` a reference, ``<X>`` a speaker.
    `hints` and `relations` belong to names.
    """
    text, spans = _without_marks(marked)
    article = Article("a", "a.txt", None, None, text, published, None, "en")
    sentences = _sentences(text)
    mentions = tuple(
        Mention(
            start=start,
            end=end,
            name=text[start:end],
            sentence=next(i for i, (_, last) in enumerate(sentences) if start < last),
            candidates=gazetteer.lookup(text[start:end]),
            role=role,
            rule="marked",
            reason="marked",
            relation=(relations or {}).get(text[start:end], Relation()),
            hint_kinds=(hints or {}).get(text[start:end], ()),
        )
        for start, end, role in spans
    )
    reports = tuple(
        marked_report(i, event_type, published) for i, m in enumerate(mentions) if m.role == "where"
    )
    return Reading(article, sentences, mentions, reports)


def marked_report(mention: int | None, event_type: str, day: date | None) -> Report:
    evidence = Evidence("a", None, None, day, "en", 0, 1, "")
    return Report(
        report_id=f"r{mention}", article_id="a", event_type=event_type,
        time=TimeSpan(day, day, "day", "published", ""), mention=mention, origins=(), actor=None,
        target_side=None, unit=None, target_class=None, weapon=None, numbers=Numbers(),
        claimed_by=None, claimant=None, claim_status="stated", realis="actual", trigger="took",
        trigger_start=mention or 0, rules=("marked",), evidence=(evidence,),
    )  # fmt: skip


def with_origin(reading: Reading, origin: int) -> Reading:
    """Return the reading with a launch place on its first report."""
    first, *rest = reading.reports
    return replace(reading, reports=(replace(first, origins=(origin,)), *rest))


def _without_marks(marked: str) -> tuple[str, list[tuple[int, int, Role]]]:
    text, spans, last = "", [], 0
    roles: tuple[Role, ...] = ("where", "reference", "speaker")
    for match in _MARKED.finditer(marked):
        role = next(role for role in roles if match[role])
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[role]), role))
        text += match[role]
        last = match.end()
    return text + marked[last:], spans


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return tuple(pairwise(ends))
