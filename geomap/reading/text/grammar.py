"""Small facts about the words of a sentence that several steps ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geomap.reading.text.lexicon import Lexicon, Tag, Tags
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym

CAPITALS = frozenset(
    {
        "kyiv",
        "kiev",
        "moscow",
        "washington",
        "london",
        "minsk",
        "warsaw",
        "beijing",
        "brussels",
        "paris",
        "berlin",
        "tehran",
        "ankara",
    }
)
_PASSIVE = Sought(
    r"\b(?:was|were|been|being|be|is|are|gets?|got|getting)(?: [“\"]?[a-z]+ly[”\"]?| also| again"
    r"| not| then| all| both| either| indeed| worst| hardest| once| now| later| already| still"
    r"| twice| first| often| further)*\s*[“\"‘]?$"
)


_PASSIVE_INSIDE = re.compile(r"\b(?:was|were|been|being) [a-z]+\Z|\A(?:was|were|been) [a-z]+ed\b")


@dataclass(frozen=True, slots=True)
class Text:
    """An article with everything that was found in it, for the rules to look at."""

    text: str
    sentences: list[Sentence]
    tags: Tags
    toponyms: list[Toponym]
    words: Lexicon
    named: dict[int, list[int]]  # indexes of the toponyms of each sentence that has any
    published: date | None = None

    def names_in(self, sentence: int) -> list[tuple[int, Toponym]]:
        """Return the toponyms of a sentence, each with its index."""
        if sentence not in self.named:
            return []
        return [(index, self.toponyms[index]) for index in self.named[sentence]]


def events_within(context: Text, start: int, end: int) -> list[Tag]:
    """Return the triggers of a stretch that stand in no idiom ("the surrounding villages")."""
    noise = context.tags.within("noise", start, end)
    return [
        t
        for t in context.tags.within("trigger", start, end)
        if not any(n.start <= t.start < n.end for n in noise)
    ]


def is_passive(text: str, trigger: Tag, low: int) -> bool:
    """Say whether a participle stands behind a form of "to be"."""
    return _is_passive(text, trigger.start, trigger.end, max(low, trigger.start - 40))


@lru_cache(maxsize=64)  # several rules ask of the same word
def _is_passive(text: str, start: int, end: int, low: int) -> bool:
    words = text[start:end].lower()
    if words.startswith(("under ", "came under", "come under", "comes under", "coming under")):
        return True
    if _PASSIVE_INSIDE.search(words):
        return True  # "ship was struck" is one trigger
    word = words.split()[0]
    return not word.endswith("ing") and bool(_PASSIVE.search(text, low, start))


def is_state_or_capital(toponym: Toponym) -> bool:
    """Say whether the name is that of a country or of a capital that stands for its government."""
    return toponym.kind == "country" or toponym.name.lower() in CAPITALS


def country_of(toponym: Toponym) -> str | None:
    """Return the country code of a name: that of the region beside it, else of the largest."""
    if toponym.country is not None:
        return toponym.country
    return toponym.candidates[0].country if toponym.candidates else None


_ELSEWHERE = Sought(r"\belsewhere (?:in|across|around) (?:the )?\Z", re.IGNORECASE)


def is_elsewhere(text: str, toponym: Toponym) -> bool:
    """Read "elsewhere in the region": not at the places of it that are told of."""
    start = toponym.start
    return _ELSEWHERE.search(text, max(0, start - 24), start) is not None
