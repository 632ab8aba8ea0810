"""
The words of a language, read once from ``lexicon/<lang>/`` and matched in one pass.

An entry of the lexicon is a phrase in the notation of `geomap.reading.text.notation`. One with a
capital letter is matched with case, the others without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, pairwise
from typing import Any

from geomap.reading.text.notation import GAP, Irregular, pieces_of
from geomap.reading.text.phrases import load_language
from geomap.reading.text.words import part

_WORD = re.compile(r"\w+")
_GAP = r"(?!by\s)(?:\S*[^\s;:!?.]\s+){0,4}?"  # words of one clause: an object, no doer
_OPENS = '[“"]?'
_BLANK = rf"[”\"]?\s+{_OPENS}"  # "claimed “full control” over A"
_SHORT_TEXT = 600  # characters; a shorter text is always read
_OPENING = 1_000
# Makes a blank of every byte of UTF-8 that is no letter, digit or "_" of ASCII.
_BLANKS = bytes(c if c < 128 and (chr(c).isalnum() or c == 95) else 32 for c in range(256))


@dataclass(slots=True)
class Tag:
    """A stretch of text that the lexicon knows: `category` and `key` are its headings there."""

    start: int
    end: int
    category: str
    key: str
    form: str  # "verb", "noun", …: the name of the list the entry stands in


@dataclass(slots=True)
class _Phrase:
    """An entry as it is written; `first` is one form of its first piece, `pieces` the others."""

    category: str
    key: str
    form: str
    first: str
    pieces: list[list[str]]
    cased: bool


@dataclass(slots=True)
class _Entry:
    """
    An entry with one form of its first piece.

    `rest` is the pattern of what follows the first word, the same for all forms of a verb, so
    that it is compiled once; None where nothing follows. With `hyphened`, the first piece is more
    than a word, and the pattern is of all.
    """

    category: str
    key: str
    form: str
    rest: str | None
    hyphened: bool
    length: int  # of the whole pattern
    cased: str | None  # the spelling that counts, when case does
    needs: frozenset[str]  # words without which the phrase cannot be in a text
    choices: tuple[frozenset[str], ...]  # of each of these one word must be there
    next_words: frozenset[str] | None  # one of these stands second; None: any word, or none

    pattern: re.Pattern[str] | None = None  # `rest` compiled, once its first word was met

    def may_be_among(self, words: frozenset[str]) -> bool:
        """Return whether a text of these words can hold the phrase."""
        return self.needs <= words and not (
            self.choices and any(map(words.isdisjoint, self.choices))
        )

    def end_in(self, text: str, lowered: str, start: int, end: int) -> int | None:
        """Return where the phrase ends that begins with the word at ``[start, end)``, or None."""
        if self.cased is None:
            source = lowered
        elif self.hyphened or text.startswith(self.cased, start):
            source = text
        else:
            return None
        if self.rest is None:
            return end
        if self.pattern is None:
            self.pattern = _compiled(self.rest)
        match = self.pattern.match(source, start if self.hyphened else end)
        return match.end() if match else None


class _Lead:
    """All entries that begin with one word, longest pattern first."""

    __slots__ = ("_at_any", "_by_next", "_entries", "_next_words", "_trigger_next")

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self._entries = sorted(map(_entry, phrases), key=lambda e: -e.length)
        self._at_any = [e for e in self._entries if e.next_words is None]
        self._next_words = frozenset(w for e in self._entries for w in e.next_words or ())
        self._by_next: dict[str, list[_Entry]] = {}
        triggers = [e.next_words for e in self._entries if e.category == "trigger"]
        # None: a trigger can begin here whatever the next word is
        self._trigger_next = (
            None if None in triggers else frozenset(w for words in triggers for w in words or ())
        )

    def may_begin_trigger(self, word: str) -> bool:
        """Return whether a trigger can be meant where `word` comes second."""
        return self._trigger_next is None or word in self._trigger_next

    def entries_before(self, word: str) -> list[_Entry]:
        """Return the entries that can be meant where `word` comes second."""
        if word not in self._next_words:
            return self._at_any
        if word not in self._by_next:
            self._by_next[word] = [
                e for e in self._entries if e.next_words is None or word in e.next_words
            ]
        return self._by_next[word]


class _Leads(dict[str, _Lead]):
    """The leads by their word, each made when the word is met: few of all are in a text."""

    def __init__(self, phrases: Mapping[str, Sequence[_Phrase]]) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, word: str) -> _Lead:
        lead = self[word] = _Lead(self._phrases[word])
        return lead


class Tags:
    """The tags of one text in order of start, with quick access to a stretch of it."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._by_category: dict[str, list[Tag]] = {}
        for tag in tags:
            self._by_category.setdefault(tag.category, []).append(tag)
        self._starts = {c: [t.start for t in ts] for c, ts in self._by_category.items()}

    def within(self, category: str, start: int, end: int) -> list[Tag]:
        """Return the tags of a category that begin in ``[start, end)``."""
        starts = self._starts.get(category)
        if not starts or starts[-1] < start:
            return []
        low = bisect_left(starts, start)
        if starts[low] >= end:
            return []
        return self._by_category[category][low : bisect_left(starts, end, low)]

    def any(self, category: str) -> bool:
        """Say whether the text has a tag of this category."""
        return category in self._by_category


class Lexicon:
    """
    The compiled words of one language.

    Parameters
    ----------
    data
        The parsed files; see `load_language`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._irregular: Irregular = data.get("irregular", {})
        self._index: dict[str, list[_Phrase]] = {}
        self._leads = _Leads(self._index)
        for category, key, form, phrase in _phrases(data):
            self._add(category, key, form, phrase)
        self._theatre = re.compile("|".join(map(re.escape, data["theatre"]["words"])))
        self._trigger_leads = frozenset(
            word
            for word, phrases in self._index.items()
            if any(phrase.category == "trigger" for phrase in phrases)
        )
        self._lists = {name: frozenset(words) for name, words in data["lists"].items()}

    def words(self, name: str) -> frozenset[str]:
        """Return one of the plain word lists under ``[lists]``."""
        return self._lists[name]

    def may_report(self, text: str) -> bool:
        """
        Say cheaply whether the text can tell of an event of this war at all.

        False for a longer text that names nothing of the theatre of war, or has no words with
        which the lexicon tells of an event. Most of the world's news ends here.
        """
        if len(text) < _SHORT_TEXT:
            return True
        if self._theatre.search(text) is None:
            return False
        opening = text[:_OPENING].rpartition(" ")[0]  # most news of a war tells of it at once
        return self._has_trigger_words(opening) or self._has_trigger_words(text)

    def tag(self, text: str) -> Tags:
        """Find all entries in the text; within one category the longest at a place wins."""
        found: list[Tag] = []
        lowered = text.lower()
        if len(lowered) != len(text):  # a few capitals change length in lower case (İ)
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        ends: dict[str, int] = {}
        starts, words = part(text)
        present = frozenset(words)
        leads = self._leads
        known = map(self._index.__contains__, words)
        following = [*words[1:], ""]
        for at in compress(range(len(words)), known):
            start, word = starts[at], words[at]
            here: list[tuple[int, str, str, str]] = []  # what begins at this word
            for entry in leads[word].entries_before(following[at]):
                until = ends.get(entry.category, 0)
                if until > start and all(until != tag[0] for tag in here):
                    continue  # equal readings all count
                if entry.rest is not None and not entry.may_be_among(present):
                    continue
                end = entry.end_in(text, lowered, start, start + len(word))
                if end is not None and end >= until:
                    ends[entry.category] = end
                    here.append((end, entry.category, entry.key, entry.form))
            if here:
                found += [Tag(start, *what) for what in dict.fromkeys(here)]
        return Tags(found)

    def _has_trigger_words(self, text: str) -> bool:
        """Look for the first two words of a trigger; never False where `tag` finds one."""
        words = [*_plain_words(text), ""]
        known = map(self._trigger_leads.__contains__, words)
        pairs = set(compress(pairwise(words), known))
        likely = [pair for pair in pairs if self._leads[pair[0]].may_begin_trigger(pair[1])]
        if not likely:
            return False
        present = frozenset(words)
        return any(
            entry.category == "trigger" and entry.may_be_among(present)
            for word, following in likely
            for entry in self._leads[word].entries_before(following)
        )

    def _add(self, category: str, key: str, form: str, phrase: str) -> None:
        cased = phrase != phrase.lower()
        pieces = pieces_of(phrase, self._irregular)
        for first in pieces[0]:
            lead = first if first.isalpha() else _lead_word(first, phrase)
            entry = _Phrase(category, key, form, first, pieces[1:], cased)
            self._index.setdefault(lead.lower(), []).append(entry)


def _lead_word(first: str, phrase: str) -> str:
    """Return the word that a piece such as "carpet-bomb" begins with."""
    lead = _WORD.search(first)
    if lead is None:
        raise ValueError(f"lexicon entry {phrase!r} does not begin with a word")
    return lead.group()


def _plain_words(text: str) -> list[str]:
    """Return the words in lower case; what is not ASCII parts words: no trigger has such words."""
    return text.lower().encode(errors="replace").translate(_BLANKS).decode("ascii").split()


def _entry(phrase: _Phrase) -> _Entry:
    needs = frozenset(
        word
        for options in phrase.pieces
        if len(options) == 1
        for word in _WORD.findall(options[0].lower())
    )
    choices = (
        frozenset(word for o in options for word in _joined(_WORD.findall(o.lower())))
        for options in phrase.pieces
        if len(options) > 1 and all(map(_WORD.search, options))
    )
    hyphened = not _WORD.fullmatch(phrase.first)
    rest = _pattern(phrase.first if hyphened else "", phrase.pieces)
    alone = not phrase.pieces and not hyphened
    return _Entry(
        phrase.category,
        phrase.key,
        phrase.form,
        None if alone else rest,
        hyphened,
        0 if alone else len(rest) + (0 if hyphened else len(phrase.first)),
        phrase.first if phrase.cased else None,
        needs,
        tuple(choices),
        _next_words(phrase.first, phrase.pieces),
    )


def _next_words(first: str, pieces: Sequence[list[str]]) -> frozenset[str] | None:
    """Return the words that can stand second in a phrase; None when any can, or none need to."""
    _, *rest = _WORD.findall(first.lower())
    if rest:
        return frozenset(_joined(rest))
    found: set[str] = set()
    for options in pieces:
        for option in options:
            words = _WORD.findall(option.lower())
            if option and not words:  # a gap
                return None
            found.update(_joined(words))
        if "" not in options:
            return frozenset(found)
    return None


def _joined(words: Sequence[str]) -> list[str]:
    """Return what a hyphenated word can begin with: "re-take" is also written "retake"."""
    return ["".join(words[:size]) for size in range(1, len(words) + 1)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a phrase when its first word is met: most of the lexicon is not in a given text."""
    return re.compile(pattern)


def _phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (category, key, form, phrase) of every list under ``[tags.<category>.<key>]``."""
    for category, keys in data["tags"].items():
        for key, forms in keys.items():
            for form, phrases in forms.items():
                if isinstance(phrases, list):
                    for phrase in phrases:
                        yield category, key, form, phrase


def _pattern(first: str, pieces: list[list[str]]) -> str:
    """Write the phrase as a regular expression, which begins with `first` as it is spelled."""
    parts = [_escape(first)]
    for options in pieces:
        if options == [GAP]:
            parts.append(r"\s+" + _GAP)
            continue
        glue = _OPENS if parts[-1].endswith(_GAP) else _BLANK
        choice = "|".join(_escape(o) for o in sorted(options, key=len, reverse=True) if o)
        parts.append(f"(?:{glue}(?:{choice}))?" if "" in options else f"{glue}(?:{choice})")
    return "".join(parts) + r"(?!\w)"


def _escape(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\ ", r"\s+").replace(r"\-", "[-‑– ]?")
    return escaped.replace("'", "['’]")


@cache
def lexicon(lang: str) -> Lexicon:
    """
    Return the compiled lexicon of a language.

    Raises
    ------
    FileNotFoundError
        If there is none for `lang`.
    """
    return Lexicon(load_language(lang))
