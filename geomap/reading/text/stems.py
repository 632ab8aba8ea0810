r"""
The words that a pattern can begin with, read off the pattern as it is written.

``\b(?:kill(?:ed)?|dead) or`` begins with "kill" or "dead". Python's own parser of patterns tells
the same, at five times the cost, and a start of geomap reads two hundred patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

STEM = 4  # letters of a word by which it is looked up
FIGURE = "0"  # what stands for a word that begins with a digit
_LONGEST_CLASS = 12  # letters of "[Tt]": a longer choice stands for any letter

_TOKEN = re.compile(
    r"\\(?:x..|u.{4}|.)"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\((?:\?(?:P<\w+>|[a-zA-Z-]*:|<?[=!]|P?[^P<]))?"
    r"|[*+?][?+]?|\{\d*,?\d*\}[?+]?"
    r"|\w+(?![\w*+?{])|.",
    re.DOTALL,
)
_ITEM = re.compile(r"([^\\])-([^\\])|(\\(?:x..|u.{4}|.)|.)", re.DOTALL)  # of a class
_WORD_LETTER = re.compile(r"\w")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_GROUPS = re.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z-]*:|>))?")
_NO_LETTER = frozenset({""})
_ANY_LETTER = frozenset({"*"})
_KINDS = {r"\s": _NO_LETTER, r"\d": frozenset("0123456789")}


class _Group(NamedTuple):
    opening: str
    branches: list[list[_Node]]


class _Repeat(NamedTuple):
    node: _Node
    needed: bool
    several: bool


_Node = str | _Group | _Repeat


def stems_of(pattern: str) -> frozenset[str]:
    r"""
    Return the first four letters of every word that a pattern can begin with, in lower case.

    A shorter word is whole, or ends in "*" if any letter can follow; "0" stands for any figure.
    "*" alone says that it can begin with any word, or inside one, and "" that it can with no word.
    """
    tokens = iter(_TOKEN.findall(pattern))
    branches = _branches(tokens)
    if next(tokens, None) is not None:  # an unknown kind of group
        return _ANY_LETTER
    return frozenset(stem for branch in branches for stem in _of_start(branch))


def _branches(tokens: Iterator[str]) -> list[list[_Node]]:
    """Return the branches of a group, up to the end of it; of the pattern, outside of all."""
    branch: list[_Node] = []
    branches = [branch]
    for token in tokens:
        sign = token[0]
        if sign == "(":
            branch.append(_Group(token, _branches(tokens)))
        elif sign == ")":
            break
        elif sign == "|":
            branch = []
            branches.append(branch)
        elif sign in "*+?" or (sign == "{" and token[-1] == "}"):
            needed = sign not in "*?" and token[1:2] not in ("0", ",")
            several = sign in "*+" or (sign == "{" and token[:3] not in ("{1}", "{0}"))
            branch[-1] = _Repeat(branch[-1], needed, several)
        else:
            branch.append(token)
    return branches


def _of_start(nodes: Sequence[_Node]) -> Iterator[str]:
    """Yield the stems of a branch; "*" where it does not begin at a word."""
    first = nodes[0] if nodes else ""
    if first == r"\b":
        yield from _stems(nodes[1:], "")
    elif isinstance(first, _Group) and _GROUPS.fullmatch(first.opening):
        for branch in first.branches:
            yield from _of_start([*branch, *nodes[1:]])
    else:
        yield "*"


def _stems(nodes: Sequence[_Node], begun: str) -> Iterator[str]:
    """Yield the stems of what comes after the letters `begun` of a word."""
    if len(begun) == STEM or begun == FIGURE:
        yield begun
        return
    if not nodes:  # the word may go on after the pattern
        yield f"{begun}*"
        return
    first, rest = nodes[0], nodes[1:]
    if isinstance(first, _Repeat):
        if not first.needed:
            yield from _stems(rest, begun)
        yield from _stems([first.node, *([r"\w"] if first.several else rest)], begun)
    elif isinstance(first, str):
        yield from _after(first, rest, begun)
    elif first.opening in _LOOKS:
        yield from _stems(rest, begun)
    elif _GROUPS.fullmatch(first.opening):
        for branch in first.branches:
            yield from _stems([*branch, *rest], begun)
    else:
        yield f"{begun}*"


def _after(written: str, rest: Sequence[_Node], begun: str) -> Iterator[str]:
    """Yield the stems of a token and what comes after it."""
    if written == r"\b":
        yield begun
    elif written in ("^", "$", r"\A", r"\Z", r"\B"):
        yield f"{begun}*"
    else:
        for letters in _letters(written):
            if letters in ("", "*"):
                yield begun + letters
            elif letters[0].isdigit() and not begun:
                yield FIGURE
            else:
                yield from _stems(rest, (begun + letters)[:STEM])


@lru_cache(maxsize=512)
def _letters(written: str) -> frozenset[str]:
    """Return the letters that a token can stand for: "" for what is no letter, "*" for many."""
    if written[0] == "[":
        return _of_class(written[1:-1])
    if written[0] == "\\":
        return _escaped(written)
    return _ANY_LETTER if written == "." else _plain(written)


def _plain(letters: str) -> frozenset[str]:
    return frozenset({letters.lower()}) if _WORD_LETTER.match(letters) else _NO_LETTER


def _escaped(written: str) -> frozenset[str]:
    if len(written) > 2:
        return _plain(chr(int(written[2:], 16)))
    if written in _KINDS:
        return _KINDS[written]
    return _ANY_LETTER if written[1].isalnum() else _NO_LETTER


def _of_class(inner: str) -> frozenset[str]:
    if inner[0] == "^":
        return _ANY_LETTER
    letters: set[str] = set()
    for first, last, item in _ITEM.findall(inner):
        if not first:
            letters |= _escaped(item) if len(item) > 1 else _plain(item)
        elif ord(last) - ord(first) < _LONGEST_CLASS:
            letters.update(*(_plain(chr(code)) for code in range(ord(first), ord(last) + 1)))
        else:
            return _ANY_LETTER
    return frozenset(letters) if len(letters) <= _LONGEST_CLASS else _ANY_LETTER
