"""
Finding the names of the gazetteer in a text: capitalised words, longest name first.

A word is looked at once; what it can start is remembered for the life of the process, so most
words of a text cost one look into a dictionary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from geomap.places.spelling import (
    HYPHENS,
    WORD,
    WORD_PATTERN,
    WORD_TAIL_PATTERN,
    fold_word,
    loose_word,
    phrase_key,
    strip_possessive,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import marisa_trie

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

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽΑ-Ω\u0400-\u042fҐ"
# A word that can begin a name, and the plain word after it, if there is one. A branch that begins
# with a plain letter, as the one of U.S., is passed over at once.
_START = re.compile(
    rf"([{_CAPITAL}](?:\.[A-Z](?:\.[A-Z])*\.?|{WORD_TAIL_PATTERN}))(?= ([a-z]+)[ .,]|)"
)
# Within a name words are parted by spaces, one line break, a hyphen; a full stop only after "St".
_NEXT = re.compile(
    rf"(?:[ \t\u00a0]+\n?[ \t]*|[{HYPHENS}]|\n[ \t]*|(?<=\b[SM]t)\. ?)({WORD_PATTERN})"
)
_CAPITAL_NEXT = re.compile(rf" [{_CAPITAL}]{WORD_TAIL_PATTERN}")
_NUMBER = re.compile(rf"[{HYPHENS} ]?(\d{{1,4}})\b")
_JOINED = re.compile(rf"[{HYPHENS}]|.?\d", re.DOTALL)
_DIGIT = re.compile(r"\d")
_AND = re.compile(r"(?:,|,? (?:and|та|і|й|и|а також|as well as)) (?:the |in the |over the )?")
_HYPHENS = frozenset(HYPHENS)
_GLUE = _HYPHENS | frozenset(" \t\n\u00a0.")  # what can stand between two words of a name
_MOST_NODES = 200_000
_LONGEST_ACRONYM_ONLY = 3  # letters; "MIN" is no village, "KYIV" is a city


class Node:
    """
    What a run of words spells, as they are written; made once and remembered.

    `values` are the trie's values of the name that these words are, empty when they only begin
    one. `cut` is the length of a final ``'s``. `following` holds the nodes one word longer.
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


class _Words(dict[str, "Node | None"]):
    """Nodes by word; a word that is not there is asked for once."""

    def __init__(self, ask: Callable[[str], Node | None]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> Node | None:
        node = self[word] = self._ask(word)
        return node


Hit = tuple[int, int, Node]  # start and end in the text; a plain tuple, for speed


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


class Scanner:
    """
    Finds names in texts.

    It keeps what it learns of each word in at most `most_nodes` nodes, and then begins anew.

    Parameters
    ----------
    names
        Where keys are looked up.
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
        lower_words: frozenset[str],
        plural_words: frozenset[str],
        openers: frozenset[str],
    ) -> None:
        self._openers = openers
        self._names = names
        self._lower_words = lower_words
        self._plural_words = plural_words
        self._first_words = _Words(self._first)
        self.nodes = 0
        self.most_nodes = _MOST_NODES

    def scan(self, text: str) -> list[Hit]:
        """Return the names in `text` in order, none inside another."""
        hits: list[Hit] = []
        joined: set[int] = set()  # starts of those that a hyphen or a number touches
        first_words = self._first_words
        done = 0
        settled = True
        for match in _START.finditer(text):
            word, after = match.groups("")
            node = first_words[word]
            if node is None:
                continue
            start, end = match.span()
            if start < done:
                continue
            best, best_end = node, end - node.cut
            # Most often what follows is known to be no part of a name.
            if node.goes_on and node.following.get(after, node) and text[end : end + 1] in _GLUE:
                best, best_end = self._longest(text, end, node)
            if not best.values and not after and best.goes_on:  # Depot 14, where Depot is no name
                _, best_end, best = self._with_number(text, (start, best_end, best))
            if not best.values:
                continue
            if best.opens and (rest := _CAPITAL_NEXT.match(text, best_end)):
                done = rest.end()  # the other half of a name that the gazetteer lacks
                continue
            before = text[start - 1]
            if before != " " and not _stands_free(text, start):
                continue
            hits.append((start, best_end, best))
            done = best_end
            settled = settled and best.is_settled
            is_apart = after and best_end == end  # as most names: a plain word follows
            if before in _HYPHENS or (not is_apart and _JOINED.match(text, best_end)):
                joined.add(start)
        return hits if settled and not joined else self._settle(text, hits, joined)

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

    def _longest(self, text: str, end: int, node: Node) -> tuple[Node, int]:
        """Return the longest name that begins with `node`, which ends at `end`, and its end."""
        best, best_end = node, end - node.cut
        while match := _NEXT.match(text, end):
            word, end = match[1], match.end()
            try:
                longer = node.following[word]
            except KeyError:
                longer = self._remember(node.following, word, self._longer(node, word))
            if longer is None:
                break
            if longer.values or not best.values:
                best, best_end = longer, end - longer.cut
            if not longer.goes_on:
                break
            node = longer
        return best, best_end

    def _remember(self, nodes: dict[str, Node | None], word: str, node: Node | None) -> Node | None:
        if self.nodes >= self.most_nodes:  # a stream of articles must not fill the memory
            self._first_words.clear()
            self.nodes = 0
        self.nodes += 1
        nodes[word] = node
        return node

    def _first(self, word: str) -> Node | None:
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

    def _longer(self, node: Node, word: str) -> Node | None:
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

    def _settle(self, text: str, hits: list[Hit], joined: set[int]) -> list[Hit]:
        """Settle what depends on the names around: shared plurals, adjectives, hyphens."""
        for index in range(len(hits) - 1, 0, -1):
            if plural := hits[index][2].plural:
                start, end, node = hits[index - 1]
                if _AND.fullmatch(text[end : hits[index][0]]):
                    hits[index - 1] = start, end, self._with_plural(node, plural)
        names = [hit for hit in hits if not hit[2].is_stub]
        if not joined:
            return names
        names = [self._with_number(text, hit) if hit[0] in joined else hit for hit in names]
        halves = _halves(text, [hit for hit in names if hit[0] in joined])
        return [hit for hit in names if hit[0] not in halves]

    def _with_number(self, text: str, hit: Hit) -> Hit:
        """
        Return "Voronezh-45" whole where the gazetteer has it.

        After a name of its own a number counts with a hyphen only ("over Voronezh 45 drones"),
        unless the whole is in the list of names that are no places ("Minsk 2").
        """
        start, end, node = hit
        number = _NUMBER.match(text, end)
        if number is None:
            return hit
        key = f"{node.key}{number[1]} "
        values = self._names.get(key)
        if node.values and text[end] not in _HYPHENS:
            values = tuple(value for value in values if value & KIND_MASK == PHRASE)
        return (start, number.end(), Node(key, values, 0)) if values else hit

    def _with_plural(self, node: Node, plural: str) -> Node:
        """In "the Kaluga and Tver regions" let Kaluga be a region too."""
        key = f"{node.key}{plural} "
        values = self._names.get(key)
        if not values:
            return node
        shared = Node(key, values, 0)
        shared.plural = plural
        return shared


def _stands_free(text: str, start: int) -> bool:
    """Return False for a capital inside a word, a handle or an address on the web."""
    before = text[start - 1] if start else " "
    if before in " \n":
        return True
    if before.isalnum() or before in "@_":
        return False
    if before not in "/.=-":
        return True
    chunk = text[:start].rsplit(maxsplit=1)[-1]
    return "://" not in chunk and "www." not in chunk


def _halves(text: str, hits: list[Hit]) -> set[int]:
    """
    Return the starts of those that are half of a hyphenated name whose other half is unknown.

    Kyiv in Kyiv-Mohyla; also what a number makes a model or a unit: Su in Su-34, Lutsk in Lutsk-1.
    """
    starts = {start for start, _, _ in hits}
    ends = {end for _, end, _ in hits}
    halves = set()
    for start, end, _ in hits:
        other = text[end + 1 : end + 2]
        is_first = other.isupper() or other.isdigit()
        if (is_first and text[end] in _HYPHENS and end + 1 not in starts) or (
            start
            and text[start - 1] in _HYPHENS
            and start - 1 not in ends
            and _capital_half(text, start - 1)
        ):
            halves.add(start)
    return halves


def _capital_half(text: str, hyphen: int) -> bool:
    first = hyphen
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first].isupper()
