"""Word lists of the lexicon, and the patterns that are made from them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from geomap.reading.text.notation import spellings_of


@cache
def load_phrases(name: str) -> dict[str, Any]:
    """Return the lexicon file ``lexicon/<name>.toml``, such as "en/numbers"."""
    source = files("geomap.reading").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


# The tables that every file of a language may have a part of; the others belong to its file.
_SHARED = ("theatre", "irregular", "tags", "weapons", "lists")


@cache
def load_language(lang: str) -> dict[str, Any]:
    """
    Return the tables that the files in ``lexicon/<lang>/`` share, put together.

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    """
    folder = files("geomap.reading").joinpath("lexicon", lang)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    merged: dict[str, Any] = {}
    for name in names:
        tables = load_phrases(f"{lang}/{name.removesuffix('.toml')}")
        _merge(merged, {key: tables[key] for key in _SHARED if key in tables})
    return merged


def _merge(into: dict[str, Any], tables: Mapping[str, Any]) -> None:
    for key, value in tables.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, {}), value)
        elif key in into:
            raise ValueError(f"the lexicon has the list {key!r} twice")
        else:
            into[key] = value


def alternation(words: Iterable[str]) -> str:
    """
    Return a pattern for any of the words, the longest that fits; a blank matches any white space.

    Words that begin alike share their beginning in the pattern, so that it fails at the first
    letter that none of them has, and does not try each.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_pattern_of(tree)})"


@cache
def word_list(name: str) -> frozenset[str]:
    """Return every wording that the list `name` under ``[lists]`` of the English lexicon has."""
    words = load_language("en")
    irregular = words["irregular"]
    return frozenset(w for entry in words["lists"][name] for w in spellings_of(entry, irregular))


@cache
def any_of(*names: str) -> str:
    """Return a pattern for any phrase of these lists of the lexicon; see `one_of`."""
    return one_of(word for name in names for word in word_list(name))


def one_of(phrases: Iterable[str]) -> str:
    """
    Return a pattern for any of some phrases, the longest that fits.

    A blank matches any white space, and a "*" at the end of a word any letters that go on with
    it. For the short lists of the rules this is compiled sooner than an `alternation`.
    """
    longest_first = sorted(sorted(set(phrases)), key=len, reverse=True)
    written = re.escape("\n".join(longest_first)).replace("\\\n", "|")
    any_of_them = written.replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    return f"(?:{any_of_them})"


_Tree = dict[str, "_Tree"]  # by the next letter
_END = ""  # a word may end here


def _pattern_of(tree: _Tree) -> str:
    branches = [
        (letter if letter.isalpha() else _written(letter)) + _pattern_of(longer)
        for letter, longer in sorted(tree.items())
        if letter != _END
    ]
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    pattern = f"(?:{'|'.join(branches)})" if branches else ""
    return f"{pattern}?" if branches and _END in tree else pattern


def _written(sign: str) -> str:
    return r"\s+" if sign == " " else re.escape(sign)


_WORD = re.compile(r"\w+")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first words of phrases, in lower case."""
    found = (_WORD.search(phrase) for phrase in phrases)
    return frozenset(match.group().lower() for match in found if match)
