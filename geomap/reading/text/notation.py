"""
The notation in which the lexicon writes phrases, so that no one needs regular expressions.

==============  ==========================================================
``strike~``     the verb in all its forms (irregular ones are in ``[irregular]``)
``ship(s)``     with or without the ending
``injur*``      any word that begins so
``[full]``      may be there or not; ``[the|a]`` one of these or none
``(on|at)``     one of these
``...``         up to four words (only in ``[tags]``)
==============  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

PIECE = re.compile(r"\[([^\]]+)\]|\(([^)]+)\)|(\.\.\.)|(\S+)")
GAP = "..."
_ENDING = re.compile(r"(\S*[^\W_])\((\w+)\)")

Irregular = Mapping[str, list[str]]


def pieces_of(phrase: str, irregular: Irregular) -> list[list[str]]:
    """Return the words that can stand at each place of a phrase; "" where none needs to."""
    return [_options(match, irregular) for match in PIECE.finditer(phrase)]


def opening_of(phrase: str, irregular: Irregular) -> tuple[list[str], str]:
    """Return the words that a phrase can begin with, and as it is written what follows them."""
    match = next(PIECE.finditer(phrase))
    return _options(match, irregular), phrase[match.end() :]


def spellings_of(phrase: str, irregular: Irregular) -> Iterator[str]:
    """Yield every wording of a phrase without a gap; "*" still stands for any ending."""
    for words in product(*pieces_of(phrase, irregular)):
        yield " ".join(filter(None, words))


def _options(match: re.Match[str], irregular: Irregular) -> list[str]:
    optional, choice, gap, word = match.groups()
    if gap:
        return [GAP]
    options = (optional or choice or word).split("|")
    forms = [
        form
        for option in options
        for form in ((option,) if option.isalpha() else _forms(option, irregular))
    ]
    return ["", *forms] if optional else forms


def _forms(word: str, irregular: Irregular) -> list[str]:
    """Expand ``strike~`` into its forms by the rules of English spelling, and ``ship(s)``."""
    if ending := _ENDING.fullmatch(word):
        return [ending[1], ending[1] + ending[2]]
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
