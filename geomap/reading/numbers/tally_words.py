"""The words of what became of weapons: launched, shot down, lost, got through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geomap.reading.numbers.noun_heads import WEAPON_KINDS
from geomap.reading.text.phrases import alternation, load_phrases
from geomap.reading.text.sought import Sought

VerbClass = Literal["launched", "intercepted", "lost", "hits", "unknown"]


@dataclass(slots=True)
class Cue:
    """A word of fate in a text."""

    start: int
    end: int
    verb_class: VerbClass


@cache
def tally_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of what stands around a count, by name."""
    words = load_phrases("en/numbers")
    around: dict[str, list[str]] = words["weapon_phrases"]

    def compiled(*sources: str) -> re.Pattern[str]:
        return re.compile("".join(sources), re.IGNORECASE)

    joint, group = alternation(around["and"]), alternation(around["groups"])
    group_of = rf"an?\s+(?:\w+\s+){{0,2}}{group}s?\s+(?:of|with|involving|using)"
    return {
        "direct": compiled(
            rf"[\s:“\"]*(?:(?:{alternation(around['before_count'])}|{group_of})\s+)*[“\"]?\Z"
        ),
        "aux": compiled(
            r"(?:,?\s*(?:all|both|most|each)\s+of\s+(?:which|them))?,?\s*",
            r"(?:\(?[^,;()]{0,60}?\)?\s*,?\s*|(?:that|which)\s[^,;()]{0,110}?)?",
            rf"\b{alternation(around['auxiliaries'])}(?:\s+{alternation(around['aside'])})*",
            rf"(?:\s+{alternation(around['noticed'])}(?:,|,?\s+and))*\s+\Z",
        ),
        "trivial": compiled(rf"\)?(?:\s+{alternation(around['before_participle'])})*\s*\Z"),
        "list": compiled(
            rf"\s*(?:,\s*(?:{joint}\s+)?|(?:[\w’'-]+\s+){{0,6}}?,?\s*{joint}\s+)",
            r"(?:an?\s+|another\s+)?",
        ),
        "stop": compiled(rf"[;:]|\b{alternation(around['clause_words'])}\b|\.\s"),
        "wave": compiled(
            rf"\b{alternation(words['waves']['words'])}\b[^.;]{{0,90}}?",
            rf"\b{alternation(around['made_of'])}\s+\Z",
        ),
        "involving": compiled(
            rf"\b{alternation(around['involving'])}\s+"
            r"(?:(?:[\w-]+\s+){0,2}(?:missiles|drones|rockets|bombs)\s+and\s+)?\Z"
        ),
        "place": compiled(
            r"\)?(?:\s*[–—-](?=\s))?(?:\s+each)?(?:\s+(?:early\s+|late\s+)?on\s+\w+day\b)?"
            r"(?:\s+[\w-]+){0,2}?"
            rf"\s+{alternation(around['at_place'])}\s+",
            r"(?:each\s+of\s+)?(?=the\s|(?:north|south|east|west|central|border|neighbo)|(?-i:[A-ZА-ЯІЇЄҐ]))",
        ),
    }


@cache
def tally_words() -> dict[str, Sought]:
    """Return the patterns that find words of fate, and names of weapons, in groups by class."""
    words = load_phrases("en/numbers")
    nouns = {k.replace(" ", "_"): ns for k, ns in words["heads"].items() if k in WEAPON_KINDS}
    kinds = "|".join(f"(?P<{kind}>{alternation(ns)})" for kind, ns in nouns.items())
    # "lost" comes before "intercepted": "downed by electronic jamming" is not "downed".
    fates = "|".join(
        f"(?P<{fate}>{'|'.join(words['verbs'][fate])})"
        for fate in ("lost", "intercepted", "launched", "hits")
    )
    beside = r"\s+(?:(?:attack|strike)s?\b|operator|factor|produc|defen)"
    return {
        "cue": Sought(rf"\b(?:{fates})\b(?!-)", re.IGNORECASE),
        "noun": Sought(rf"\b(?:{kinds})s?\b(?!{beside})", re.IGNORECASE),
    }


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """Return the words of fate in ``text[start:end]``, in order."""
    names: dict[str, VerbClass] = {
        "lost": "lost",
        "intercepted": "intercepted",
        "launched": "launched",
        "hits": "hits",
    }
    cues: list[Cue] = []
    for match in tally_words()["cue"].finditer(text, start, end):
        fate = names[match.lastgroup or ""]
        before = cues[-1] if cues else None
        if (
            before is not None
            and before.verb_class == "intercepted"
            and fate in ("lost", "intercepted")
            and _EITHER_WAY.fullmatch(text, before.end, match.start())
        ):
            before.end = match.end()  # "shot down or jammed 88 drones"
        else:
            cues.append(Cue(match.start(), match.end(), fate))
    return cues


_EITHER_WAY = re.compile(
    r",?(?:(?: (?:and|or|and/or|as well as))? |/ ?)(?:otherwise |electronically )?"
)
