"""Small facts about the words of a sentence that several steps ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.reading.lexicon import Lexicon, Tag, Tags
from geomap.reading.sentences import Sentence
from geomap.reading.toponym import Toponym

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
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|gets?|got|getting)(?: [a-z]+ly| also| again| "
    r"reportedly| not| then| repeatedly| all| both| either)*\s*$"
)


@dataclass(frozen=True, slots=True)
class Text:
    """An article with everything that was found in it, for the rules to look at."""

    text: str
    sentences: list[Sentence]
    tags: Tags
    toponyms: list[Toponym]
    words: Lexicon


def is_passive(text: str, trigger: Tag, low: int) -> bool:
    """Say whether a participle stands behind a form of "to be"."""
    words = text[trigger.start : trigger.end].lower()
    if words.startswith(("under ", "came under", "come under", "comes under", "coming under")):
        return True
    word = words.split()[0]
    return not word.endswith("ing") and bool(
        _PASSIVE.search(text, max(low, trigger.start - 40), trigger.start)
    )


def is_state_or_capital(toponym: Toponym) -> bool:
    """Say whether the name is that of a country or of a capital that stands for its government."""
    return toponym.kind == "country" or toponym.name.lower() in CAPITALS


def country_of(toponym: Toponym) -> str | None:
    """Return the country code that most of a name's candidates share; the largest decides."""
    return toponym.candidates[0].country if toponym.candidates else None
