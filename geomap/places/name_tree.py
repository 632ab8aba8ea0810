"""
Which names begin with a word, and with which words they go on.

The tries of the gazetteer answer for keys; the tree asks them once for every word that it meets,
and remembers the answer in nodes that follow one another as the words of names do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from geomap.places.spelling import (
    HYPHENS,
    WORD,
    fold_key,
    fold_word,
    loose_word,
    phrase_key,
    strip_possessive,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import marisa_trie

_T = TypeVar("_T")
_Root = TypeVar("_Root", bound=dict[str, Any])

# What a value of the trie points at: its lowest two bits.
PLACES: Final = 0
PHRASE: Final = 1
ADJECTIVE: Final = (
    2  # "Сумській", a region only with a plural after it: "… та Харківській областях"
)
KIND_BITS: Final = 2
KIND_MASK: Final = (1 << KIND_BITS) - 1

ACRONYM_PREFIX: Final = "^"  # keys of names written in capitals only: US, ZNPP
LOOSE_PREFIX: Final = "~"  # loose keys, asked for words that are otherwise unknown
SKELETON_PREFIX: Final = "="  # skeletons, asked for names of fighting unknown near the front

_GAPS = f" {HYPHENS}"
_DIGIT = re.compile(r"\d")
_MOST: Final = 200_000
_LONGEST_ACRONYM_ONLY: Final = 3  # letters; "MIN" is no village, "KYIV" is a city


class Node:
    """
    What a run of words spells, as they are written; made once and remembered.

    `values` are the trie's values of the name that these words are, empty when they only begin
    one. `cut` is the length of a final ``'s``.
    `following` holds the nodes one word longer, None for a word with which no name goes on.
    """

    __slots__ = (
        "cut",
        "following",
        "goes_on",
        "is_settled",
        "is_stub",
        "key",
        "opens",
        "plural",
        "values",
    )

    def __init__(self, key: str, values: tuple[int, ...], cut: int) -> None:
        self.key = key
        self.values = values
        self.cut = cut
        self.goes_on = False
        self.opens = False  # begins many names, and means little before another capital
        self.plural = ""  # the last word, when it is a plural type word
        self.is_stub = all(value & KIND_MASK == ADJECTIVE for value in values)
        self.is_settled = not self.is_stub  # the names around it change nothing
        self.following: dict[str, Node | None] = {}


class Names:
    """The tries of the store and of the user's places, asked as one."""

    def __init__(self, tries: Iterable[marisa_trie.RecordTrie]) -> None:
        self._tries = tuple(tries)

    def get(self, key: str) -> tuple[int, ...]:
        """Return the values of a key, those of later tries first; empty when there are none."""
        return tuple(value for trie in reversed(self._tries) for (value,) in trie.get(key, ()))

    def is_longer(self, key: str) -> bool:
        """Return whether a name has more words than `key`."""
        return any(
            longer != key for trie in self._tries for longer in _first_two(trie.iterkeys(key))
        )


def _first_two(keys: Iterable[str]) -> list[str]:
    return [key for key, _ in zip(keys, range(2), strict=False)]


class Memory:
    """
    What was learned of words: at most `most` things, and then all is forgotten at once.

    A stream of articles must not fill the memory.
    """

    def __init__(self, most: int = _MOST) -> None:
        self.most = most
        self.held = 0
        self._roots: list[dict[str, Any]] = []

    def root(self, root: _Root) -> _Root:
        """Return this dictionary, to be emptied when everything is forgotten."""
        self._roots.append(root)
        return root

    def keep(self, known: dict[str, _T], word: str, thing: _T) -> _T:
        """Put one thing into a dictionary that is a root or hangs on one, and return it."""
        if self.held >= self.most:
            for root in self._roots:
                root.clear()
            self.held = 0
        self.held += 1
        known[word] = thing
        return thing


class NameTree:
    """
    The nodes of the words met so far.

    Parameters
    ----------
    names
        Where keys are looked up.
    memory
        What remembers the nodes.
    lower_words
        Folded words that a name may spell in lower case after its first word.
    plural_words
        Folded words that share themselves with the names before: "Kaluga and Tver regions".
    openers
        Folded words that begin so many names that, before another capital, they are half of one
        that the gazetteer lacks: "Nova" in "Nova Something" is not the village Nova.
    """

    def __init__(
        self,
        names: Names,
        memory: Memory,
        lower_words: frozenset[str],
        plural_words: frozenset[str],
        openers: frozenset[str],
    ) -> None:
        self._names = names
        self._memory = memory
        self._lower_words = lower_words
        self._plural_words = plural_words
        self._openers = openers
        self._first_words: dict[str, Node | None] = memory.root({})
        self.with_plural = lru_cache(maxsize=4_096)(self._with_plural)

    def first(self, word: str) -> Node | None:
        """Return the node of a word at the beginning of a name; None when none begins so."""
        try:
            return self._first_words[word]
        except KeyError:
            return self._memory.keep(self._first_words, word, self._new_first(word))

    def longer(self, node: Node, word: str) -> Node | None:
        """Return the node of the words of `node` and one more; None when no name has them."""
        try:
            return node.following[word]
        except KeyError:
            return self._memory.keep(node.following, word, self._new_longer(node, word))

    def with_number(self, node: Node, number: str, *, hyphen: bool) -> Node | None:
        """
        Return the node of "Voronezh-45" where the gazetteer has it.

        After a name of its own a number counts with a hyphen only ("over Voronezh 45 drones"),
        unless the whole is in the list of names that are no places ("Minsk 2").
        """
        key = f"{node.key}{number} "
        values = self._names.get(key)
        if node.values and not hyphen:
            values = tuple(value for value in values if value & KIND_MASK == PHRASE)
        return Node(key, values, 0) if values else None

    def _with_plural(self, name: str, plural: str) -> Node | None:
        """In "the Kaluga and Tver regions" return the node of the region Kaluga."""
        key = f"{fold_key(name)}{plural} "
        values = self._names.get(key)
        if not values:
            return None
        shared = Node(key, values, 0)
        shared.plural = plural
        return shared

    def key_values(self, name: str) -> tuple[int, ...]:
        """Return the values for a whole name, however it is capitalised; empty when unknown."""
        if _DIGIT.search(name):
            return self._names.get(phrase_key(name))
        words = [strip_possessive(word) for word in WORD.findall(name)]
        key = "".join(f"{fold_word(word)} " for word in words)
        acronym = self._names.get(f"{ACRONYM_PREFIX}{name.replace('.', '').strip()} ")
        values = acronym or self._names.get(key)
        if values or not words:
            return values
        before = "".join(f"{fold_word(word)} " for word in words[:-1])
        return self._loose_values(before, words[-1])

    def may_go_on(self, word: str) -> bool:
        """Return whether a name may spell a word in lower case; it may have a space before it."""
        return fold_word(word.lstrip(_GAPS)) in self._lower_words

    def _new_first(self, word: str) -> Node | None:
        bare = strip_possessive(word)
        letters = bare.replace(".", "")
        values: tuple[int, ...] = ()
        if letters.isupper():
            values = self._names.get(f"{ACRONYM_PREFIX}{letters} ")
        key = f"{fold_word(letters)} "
        acronym_only = letters.isupper() and len(letters) <= _LONGEST_ACRONYM_ONLY
        if not values and not acronym_only:
            values = self._names.get(key)
        node = self._node(key, values, len(word) - len(bare))
        if node is None:
            return self._loose_node("", bare, key, len(word) - len(bare))
        if not letters.isupper():
            node.opens = key[:-1] in self._openers
        return node

    def _new_longer(self, node: Node, word: str) -> Node | None:
        bare = strip_possessive(word)
        folded = fold_word(bare)
        if not word[0].isupper() and folded not in self._lower_words:
            return None
        key = f"{node.key}{folded} "
        longer = self._node(key, self._names.get(key), len(word) - len(bare))
        if longer is None and word[0].isupper():
            return self._loose_node(node.key, bare, key, len(word) - len(bare))
        if longer is not None and folded in self._plural_words:
            longer.plural = folded
            longer.is_settled = False
        return longer

    def _node(self, key: str, values: tuple[int, ...], cut: int) -> Node | None:
        node = Node(key, values, cut)
        node.goes_on = not cut and self._names.is_longer(key)
        return node if values or node.goes_on else None

    def _loose_node(self, before: str, word: str, key: str, cut: int) -> Node | None:
        """Return the node of a name that is known by its loose key only."""
        values = self._loose_values(before, word)
        return Node(key, values, cut) if values else None

    def _loose_values(self, before: str, word: str) -> tuple[int, ...]:
        loose = loose_word(word)
        return self._names.get(f"{LOOSE_PREFIX}{before}{loose} ") if loose else ()
