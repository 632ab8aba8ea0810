"""
The words of a language, read once from ``lexicon/<lang>/`` and matched in one pass.

An entry of the lexicon is a phrase in the notation of `geomap.reading.text.notation`. One with a
capital letter is matched with case, the others without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress, pairwise
from typing import Any

from geomap.reading.text.notation import GAP, Irregular, opening_of, pieces_of
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


class _Rest:
    """
    What follows the first piece of an entry: the same for all forms of a verb.

    Worked out when an entry is met that the text can hold, which few of all are.
    """

    def __init__(self, written: str, irregular: Irregular) -> None:
        self._written = written
        self._irregular = irregular

    @cached_property
    def pieces(self) -> list[list[str]]:
        return pieces_of(self._written, self._irregular)

    @cached_property
    def next_words(self) -> frozenset[str] | None:
        return _next_words(self.pieces)

    @cached_property
    def needs(self) -> frozenset[str]:
        single = (options[0] for options in self.pieces if len(options) == 1)
        return frozenset(word for option in single for word in _words_in(option))

    @cached_property
    def choices(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(word for option in options for word in _joined(_words_in(option)))
            for options in self.pieces
            if len(options) > 1 and all(map(_words_in, options))
        )

    @cached_property
    def plain(self) -> tuple[frozenset[str], ...]:
        """The words that can stand at each place, where only single words can, and one must."""
        if all(option.isalpha() for options in self.pieces for option in options):
            return tuple(map(frozenset, self.pieces))
        return ()

    @cached_property
    def pattern(self) -> str:
        return _pattern(self.pieces)


@dataclass(slots=True)
class _Phrase:
    """An entry as it is written, with one form of its first piece."""

    category: str
    key: str
    form: str
    first: str
    rest: _Rest
    cased: bool

    @property
    def next_words(self) -> frozenset[str] | None:
        """The words that can stand second; None when any can, or none need to."""
        _, *more = _words_in(self.first)
        return frozenset(_joined(more)) if more else self.rest.next_words


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
    plain: tuple[frozenset[str], ...]  # the words of `rest`, if they are as plain as that

    pattern: re.Pattern[str] | None = None  # `rest` compiled, once it is needed

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
            until = _end_of_words(source, end, self.plain)
            if until is not None:
                return until or None
            self.pattern = _compiled(self.rest)
        match = self.pattern.match(source, start if self.hyphened else end)
        return match.end() if match else None


class _Lead:
    """All entries that begin with one word, longest pattern first."""

    __slots__ = ("_by_next", "_phrases", "_trigger_next", "at_any", "next_words")

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self._phrases = [(phrase, phrase.next_words) for phrase in phrases]
        self.at_any = _entries(phrase for phrase, words in self._phrases if words is None)
        self.next_words = frozenset(w for _, words in self._phrases for w in words or ())
        self._by_next: dict[str, list[_Entry]] = {}
        triggers = [words for phrase, words in self._phrases if phrase.category == "trigger"]
        # None: a trigger can begin here whatever the next word is
        self._trigger_next = (
            None if None in triggers else frozenset(w for words in triggers for w in words or ())
        )

    def may_begin_trigger(self, word: str) -> bool:
        """Return whether a trigger can be meant where `word` comes second."""
        return self._trigger_next is None or word in self._trigger_next

    def entries_before(self, word: str) -> list[_Entry]:
        """Return the entries that can be meant where `word` comes second."""
        if word not in self.next_words:
            return self.at_any
        if word not in self._by_next:
            self._by_next[word] = _entries(
                phrase for phrase, words in self._phrases if words is None or word in words
            )
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
        if starts is None or starts[-1] < start:
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
            start, word, after = starts[at], words[at], following[at]
            lead = leads[word]
            entries = lead.entries_before(after) if after in lead.next_words else lead.at_any
            if not entries:  # half of all words that can begin an entry
                continue
            here: list[tuple[int, str, str, str]] = []  # what begins at this word
            for entry in entries:
                until = ends.get(entry.category, 0)
                if until > start and all(until != tag[0] for tag in here):
                    continue  # equal readings all count
                if entry.rest is not None and not entry.may_be_among(present):
                    continue
                end = entry.end_in(text, lowered, start, start + len(word))
                if end is not None and end >= until:
                    ends[entry.category] = end
                    here.append((end, entry.category, entry.key, entry.form))
            for what in dict.fromkeys(here):
                found.append(Tag(start, *what))  # noqa: PERF401 (mostly one)
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
        forms, written = opening_of(phrase, self._irregular)
        rest = _Rest(written, self._irregular)
        for first in forms:
            lead = first if first.isalpha() else _lead_word(first, phrase)
            entry = _Phrase(category, key, form, first, rest, cased)
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


def _entries(phrases: Iterable[_Phrase]) -> list[_Entry]:
    """Return the entries of phrases, longest pattern first."""
    return sorted(map(_entry, phrases), key=lambda entry: -entry.length)


def _entry(phrase: _Phrase) -> _Entry:
    hyphened = not _WORD.fullmatch(phrase.first)
    rest = (_escape(phrase.first) if hyphened else "") + phrase.rest.pattern
    alone = not phrase.rest.pieces and not hyphened
    return _Entry(
        phrase.category,
        phrase.key,
        phrase.form,
        None if alone else rest,
        hyphened,
        0 if alone else len(rest) + (0 if hyphened else len(phrase.first)),
        phrase.first if phrase.cased else None,
        phrase.rest.needs,
        phrase.rest.choices,
        () if hyphened else phrase.rest.plain,
    )


def _end_of_words(text: str, end: int, places: Sequence[frozenset[str]]) -> int | None:
    """
    Return where words end of which one of each place follows; 0 if other words follow.

    None where only the pattern can tell, as with a quotation mark. It is compiled for those few.
    """
    for words in places:
        word = _WORD.match(text, end + 1) if text.startswith(" ", end) else None
        if word is None:
            return None
        if word.group() not in words:
            return 0
        end = word.end()
    return end if places else None


def _next_words(pieces: Sequence[list[str]]) -> frozenset[str] | None:
    """Return the words that such pieces can begin with; None when any can, or none need to."""
    found: set[str] = set()
    for options in pieces:
        for option in options:
            words = _words_in(option)
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
def _words_in(option: str) -> list[str]:
    return _WORD.findall(option.lower())


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


def _pattern(pieces: list[list[str]]) -> str:
    """Write what follows the first piece of a phrase as a regular expression."""
    parts = [""]
    for options in pieces:
        if options == [GAP]:
            parts.append(r"\s+" + _GAP)
            continue
        glue = _OPENS if parts[-1].endswith(_GAP) else _BLANK
        choice = "|".join(_escape(o) for o in sorted(options, key=len, reverse=True) if o)
        parts.append(f"(?:{glue}(?:{choice}))?" if "" in options else f"{glue}(?:{choice})")
    return "".join(parts) + r"(?!\w)"


@cache
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
