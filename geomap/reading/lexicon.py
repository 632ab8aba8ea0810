"""
The words of a language, read once from ``lexicon/<lang>.toml`` and matched in one pass.

An entry of the lexicon is a phrase in a small notation that needs no regular expressions:

==============  ==========================================================
``strike~``     the verb in all its forms (irregular ones are in ``[irregular]``)
``[full]``      may be there or not; ``[the|a]`` one of these or none
``(on|at)``     one of these
``...``         up to four words
Capital         an entry with a capital letter is matched with case, others without
==============  ==========================================================
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\[([^\]]+)\]|\(([^)]+)\)|(\.\.\.)|(\S+)")
_GAP = r"(?:\S+\s+){0,4}?"


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of text that the lexicon knows: `category` and `key` are its headings there."""

    start: int
    end: int
    category: str
    key: str
    form: str  # "verb", "noun", …: the name of the list the entry stands in


@dataclass(frozen=True, slots=True)
class _Entry:
    category: str
    key: str
    form: str
    pattern: str | None  # of the whole phrase; None: the first word is all of it
    cased: str | None  # the spelling that counts, when case does
    needs: frozenset[str]  # words without which the phrase cannot be in a text


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
        if not starts:
            return []
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        return self._by_category[category][low:high]

    def any(self, category: str) -> bool:
        """Say whether the text has a tag of this category."""
        return category in self._by_category


class Lexicon:
    """
    The compiled words of one language.

    Parameters
    ----------
    data
        The parsed TOML file.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._irregular: Mapping[str, list[str]] = data.get("irregular", {})
        self._index: dict[str, list[_Entry]] = {}
        for category, key, form, phrase in _phrases(data):
            self._add(category, key, form, phrase)
        for entries in self._index.values():
            entries.sort(key=lambda e: -len(e.pattern) if e.pattern else 0)
        self._theatre: tuple[str, ...] = tuple(data["theatre"]["words"])

        self._lists = {name: frozenset(words) for name, words in data["lists"].items()}

    def words(self, name: str) -> frozenset[str]:
        """Return one of the plain word lists under ``[lists]``."""
        return self._lists[name]

    def may_report(self, text: str) -> bool:
        """Say cheaply whether the text can tell of an event of this war at all."""
        return len(text) < 600 or any(word in text for word in self._theatre)

    def tag(self, text: str) -> Tags:
        """Find all entries in the text; within one category the longest at a place wins."""
        found: list[Tag] = []
        index = self._index
        lowered = text.lower()
        if len(lowered) != len(text):  # a few capitals change length in lower case (İ)
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        ends: dict[str, int] = {}
        present = frozenset(_WORD.findall(lowered))
        possible = {
            word: [e for e in index[word] if e.needs <= present] for word in present & index.keys()
        }
        for match in _WORD.finditer(lowered):
            entries = possible.get(match.group())
            if not entries:
                continue
            start = match.start()
            here: set[int] = set()  # ends of what begins at this word: equal readings all count
            for entry in entries:
                until = ends.get(entry.category, 0)
                if until > start and until not in here:
                    continue
                end = _match_end(entry, text, lowered, match)
                if end is not None and end >= until:
                    ends[entry.category] = end
                    here.add(end)
                    tag = Tag(start, end, entry.category, entry.key, entry.form)
                    if tag not in found[-4:]:
                        found.append(tag)
        return Tags(found)

    def _add(self, category: str, key: str, form: str, phrase: str) -> None:
        cased = any(c.isupper() for c in phrase)
        pieces = [_piece_options(m, self._irregular) for m in _PIECE.finditer(phrase)]
        firsts = pieces[0]
        needs = frozenset(
            word
            for options in pieces[1:]
            if len(options) == 1
            for word in _WORD.findall(options[0].lower())
        )
        for first in firsts:
            lead = _WORD.search(first)
            if lead is None:
                raise ValueError(f"lexicon entry {phrase!r} does not begin with a word")
            rest = _rest_pattern(first, pieces[1:])
            pattern = rest or None
            entry = _Entry(category, key, form, pattern, first if cased else None, needs)
            self._index.setdefault(lead.group().lower(), []).append(entry)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a phrase when its first word is met: most of the lexicon is not in a given text."""
    return re.compile(pattern)


def _match_end(entry: _Entry, text: str, lowered: str, word: re.Match[str]) -> int | None:
    source = text if entry.cased is not None else lowered
    if entry.pattern is None:
        plain = entry.cased is None or text.startswith(entry.cased, word.start())
        return word.end() if plain else None
    match = _compiled(entry.pattern).match(source, word.start())
    return match.end() if match else None


def _phrases(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (category, key, form, phrase) of every list under ``[tags.<category>.<key>]``."""
    for category, keys in data["tags"].items():
        for key, forms in keys.items():
            for form, phrases in forms.items():
                if isinstance(phrases, list):
                    for phrase in phrases:
                        yield category, key, form, phrase


def _piece_options(match: re.Match[str], irregular: Mapping[str, list[str]]) -> list[str]:
    optional, choice, gap, word = match.groups()
    if gap:
        return ["..."]
    options = (optional or choice or word).split("|")
    forms = [form for option in options for form in _forms(option, irregular)]
    return ["", *forms] if optional else forms


def _forms(word: str, irregular: Mapping[str, list[str]]) -> list[str]:
    """Expand ``strike~`` into its forms by the rules of English spelling."""
    if not word.endswith("~"):
        return [word]
    stem = word[:-1]
    if stem in irregular:
        return [stem, *irregular[stem]]
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", stem):
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    plural = stem + ("es" if re.search(r"(?:s|x|z|ch|sh)$", stem) else "s")
    return [stem, plural, stem + "ed", stem + "ing"]


def _rest_pattern(first: str, pieces: list[list[str]]) -> str:
    """Write the phrase as a regular expression; empty when it is a single plain word."""
    if not pieces and _WORD.fullmatch(first):
        return ""
    parts = [_escape(first)]
    for options in pieces:
        if options == ["..."]:
            parts.append(r"\s+" + _GAP.removesuffix(r"\s+"))
            parts[-1] = r"\s+" + _GAP
            continue
        glue = "" if parts[-1].endswith(_GAP) else r"\s+"
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
    source = files("geomap.reading").joinpath("lexicon", f"{lang}.toml")
    return Lexicon(tomllib.loads(source.read_text(encoding="utf-8")))
