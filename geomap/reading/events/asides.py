"""Stretches of a sentence in which nothing happens: remarks, dashes, and who says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import alternation, any_of, first_words, word_list

_LEAD = ", (?:further |thus |again |once again )?"
_REMARK_WORD = re.compile(rf"{_LEAD}(\w+)")
_REMARK_WORDS = first_words(word_list("remarks"))
_REMARK = late(
    rf"{_LEAD}{alternation(word_list('remarks'))}"
    r"\b(?! (?:that|how)\b)[^;.]*?(?=[;.]|, (?:and|but|while|as|after|with|which|where|when)\b|\Z)"
)


def remarks_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find ", highlighting the need for air defence in A": what the event means, and no event."""
    if "ing " not in text[start:end]:
        return []
    if _REMARK_WORDS.isdisjoint(_REMARK_WORD.findall(text, start, end)):
        return []
    return [m.span() for m in _REMARK.finditer(text, start, end)]


_DASHED = re.compile(
    r" ?[–—] ?[^–—;]{8,160}? ?[–—] (?=had|has|have|was|were|is|are|will|did|[a-z]+ed\b)"
)


def dashed_asides(
    text: str, start: int, end: int, triggers: Sequence[Tag]
) -> list[tuple[int, int]]:
    """Find "A strike on B — days after C signed a deal — had hit a depot": one clause goes on."""
    if "—" not in text[start:end] and "–" not in text[start:end]:
        return []
    spans = [m.span() for m in _DASHED.finditer(text, start, end)]
    return [(a, b) for a, b in spans if not any(a <= t.start < b for t in triggers)]


_SAYS_SO = re.compile(
    r", (?:(?:he|she|it|they|(?:the|its|his|her) [\w’' -]{2,40}?|"
    rf"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) {any_of('says')}(?: (?:on|in|via) [^,;.]{{2,40}})?|"
    r"according to [^,;.]{2,60}), "
    r"(?=(?:were|was|are|is|had|has|have|also|again|hit|struck|fell|[a-z]+ed)\b)"
)


def attributions_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find ", he said," between subject and verb: "Six drones, he said, were shot down"."""
    if text.find(", ", start, end) < 0:
        return []
    return [(m.start(), m.end() + 1) for m in _SAYS_SO.finditer(text, start, end)]


def unattributed(words: str) -> str:
    """Return words without ", he said," between subject and verb."""
    return _SAYS_SO.sub(" ", words) if ", " in words else words
