"""The words of harm: killed, injured, a toll, nobody hurt; and what may stand around a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geomap.reading.text.late import late
from geomap.reading.text.phrases import alternation, load_phrases
from geomap.reading.text.sought import Sought

Outcome = Literal["killed", "injured"]


@dataclass(slots=True)
class Harm:
    """A word of harm in a text; `outcome` is None for "killed or injured"."""

    start: int
    end: int
    outcome: Outcome | None
    word: str


@cache
def harm_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of what stands around a count, by name."""
    words = load_phrases("en/numbers")["casualties"]

    def compiled(source: str) -> re.Pattern[str]:
        return late(source, re.IGNORECASE)

    aside = rf"(?:\s+{_any(words['aside'])})*"
    return {
        "direct": compiled(
            rf"(?:,?\s+{alternation(words['along_with'])})?[\s:]*"
            rf"(?:{alternation(words['before_count'])}\s+)*\Z"
        ),
        "between": compiled(rf"[\s,]*(?:{alternation(words['before_verb'])}[\s,]+)*\Z"),
        "aux": compiled(rf"\b{alternation(words['auxiliaries'])}{aside}\s+\Z"),
        "block": compiled(
            rf"[;:!?]|\b(?:{alternation(words['clause_words'])}|that\s+(?:hit|struck))\b|\.\s"
        ),
        "list": compiled(
            r"(?:\s+(?:at|in|of|from|on|aboard|with)\s(?![^,;.:()]*\b(?:was|were|killed|injured|"
            r"wounded|died)\b)[^,;.:()]{1,40}?)?"
            r"\s*(?:,\s*(?:aged\s+)?\d{1,3}\b\s*)?(?:,\s*(?:and\s+)?|(?:and|plus)\s+"
            r"|(?:as well as|along with|together with)\s+)(?:also\s+)?(?:an?\s+)?"
        ),
        "life": compiled(rf"\b{_any(words['life_cues'])}\b"),
        "body": compiled(rf"\b{_any(words['body_cues'])}\b"),
        "toll": compiled(
            rf"\b(?:(?P<killed>{words['toll'][0]})|(?P<injured>{words['toll'][1]}))\b"
        ),
        "toll_verb": compiled(rf"\b{_any(words['toll_verbs'])}\s*\Z"),
        "no_news": compiled(rf"\b{_any(words['no_news'])}\b[^.;]{{0,40}}\Z"),
    }


@cache
def harm_words() -> dict[str, Sought]:
    """Return the patterns that find words of harm, by name; "any" is quick and loose."""
    words = load_phrases("en/numbers")["casualties"]
    killed, injured = _any(words["killed"]), _any(words["injured"])
    hurt = r"(?:killed|injured|hurt|wounded)"
    nouns = r"(?:casualt(?:y|ies)|deaths?|fatalit(?:y|ies)|injur(?:y|ies)|victims)"
    none = r"(?:no|without(?:\s+any)?|zero|avoided|not\s+(?:cause|result\s+in)\s+any)"
    patterns = {
        "cue": (
            rf"\b(?:(?P<either>{_any(words['either'])})|(?P<killed>{killed})|(?P<injured>{injured}))\b"
        ),
        "any": rf"\b{_any(words['hints'])}",
        "nobody": (
            rf"\b{_any(words['none'])}\b(?:\s+[\w’'-]+){{0,4}}?\s+"
            r"(?:were|was|has been|have been|is|had been|died)?\s*"
            r"(?:(?:reportedly|seriously|either)\s+)?"
            rf"(?P<what>(?:{hurt}|harmed|dead|died)(?:\s+(?:or|and|nor)\s+{hurt})?)"
        ),
        "no_harm": (
            rf"\b{none}\s+(?:(?:civilian|human|serious|further)\s+)?(?P<what>{nouns})"
            rf"(?:\s+(?:or|and|nor)\s+(?P<more>{nouns}))?"
            r"(?P<report>(?:\s+\w+){0,2}\s+reported|\s+reported)?"
        ),
    }
    return {name: Sought(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def _any(patterns: list[str]) -> str:
    return "(?:" + "|".join(patterns) + ")"


def find_harm(text: str, start: int, end: int) -> list[Harm]:
    """Return the words of harm in ``text[start:end]``, in order."""
    cues = []
    for match in harm_words()["cue"].finditer(text, start, end):
        kind = match.lastgroup
        outcome: Outcome | None = (
            "killed" if kind == "killed" else "injured" if kind == "injured" else None
        )
        cues.append(Harm(match.start(), match.end(), outcome, match.group().lower()))
    return cues


def find_zeros(text: str, start: int, end: int) -> list[Harm]:
    """Return what the text states not to have been: "no one was killed", "no casualties"."""
    found = []
    for name in ("nobody", "no_harm"):
        for match in harm_words()[name].finditer(text, start, end):
            groups = match.groupdict()
            if groups.get("report") or harm_patterns()["no_news"].search(
                text[start : match.start()]
            ):
                continue
            words = f"{groups['what']} {groups.get('more') or ''}".lower()
            found += [
                Harm(match.start(), match.end(), outcome, words) for outcome in _outcomes(words)
            ]
    return found


def _outcomes(words: str) -> list[Outcome]:
    outcomes: list[Outcome] = []
    if re.search(r"kill|dead|died|death|fatal|casualt|victim|harmed", words):
        outcomes.append("killed")
    if re.search(r"injur|hurt|wound|casualt|victim|harmed", words):
        outcomes.append("injured")
    return outcomes
