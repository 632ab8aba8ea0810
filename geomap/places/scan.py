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
    light_word,
    loose_word,
    strip_possessive,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

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
EXACT_PREFIX: Final = "="  # light keys that a folded key confuses with another name
LOOSE_PREFIX: Final = "~"  # loose keys, asked for words that are otherwise unknown

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽΑ-Ω\u0400-\u042fҐ"
_START = re.compile(rf"[{_CAPITAL}](?:(?:\.[A-Z])+\.?|{WORD_TAIL_PATTERN})")
# Within a name words are parted by spaces, one line break, a hyphen; a full stop only after "St".
_NEXT = re.compile(
    rf"(?:[ \t\u00a0]+\n?[ \t]*|[{HYPHENS}]|\n[ \t]*|(?<=\b[SM]t)\. ?)({WORD_PATTERN})"
)
_CAPITAL_NEXT = re.compile(rf" [{_CAPITAL}]")
_NUMBER = re.compile(rf"[{HYPHENS} ]?(\d{{1,4}})\b")
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
        "is_plain",
        "is_stub",
        "key",
        "light",
        "opens",
        "plural",
        "values",
    )

    def __init__(self, key: str, light: str, values: tuple[int, ...], cut: int) -> None:
        self.key = key
        self.light = light
        self.values = values
        self.cut = cut
        self.goes_on = False
        self.opens = False  # begins many names, and means little before another capital
        self.plural = ""  # the last word, when it is a plural type word
        self.is_stub = all(value & KIND_MASK == ADJECTIVE for value in values)
        self.is_plain = not self.is_stub  # nothing to settle with the names around it
        self.following: dict[str, Node | None] = {}


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
        self._first_words: dict[str, Node | None] = {}
        self.nodes = 0
        self.most_nodes = _MOST_NODES

    def scan(self, text: str) -> list[Hit]:
        """Return the names in `text` in order, none inside another."""
        hits: list[Hit] = []
        first_words = self._first_words
        longest = self._longest
        done = 0
        second_look = False
        for match in _START.finditer(text):
            word = match.group()
            try:
                node = first_words[word]
            except KeyError:
                node = self._remember(first_words, word, self._first(word))
            if node is None:
                continue
            start, end = match.span()
            if start < done:
                continue
            hit = longest(text, start, end, node)
            if hit is None:
                if node.values and (rest := _NEXT.match(text, end)):
                    done = rest.end()  # the other half of a name that the gazetteer lacks
            elif text[start - 1] == " " or _stands_free(text, start):
                hits.append(hit)
                done = hit[1]
                second_look = second_look or not hit[2].is_plain or _is_joined(text, hit)
        return self._look_again(text, hits) if second_look else hits

    def key_values(self, name: str) -> tuple[int, ...]:
        """Return the values for a whole name, however it is capitalised; empty when unknown."""
        words = [strip_possessive(word) for word in WORD.findall(name)]
        key = "".join(f"{fold_word(word)} " for word in words)
        light = "".join(f"{light_word(word)} " for word in words)
        acronym = self._names.get(f"{ACRONYM_PREFIX}{name.replace('.', '').strip()} ")
        values = acronym or self._values(key, light)
        if values or not words:
            return values
        before = "".join(f"{fold_word(word)} " for word in words[:-1])
        return self._loose_values(before, words[-1])

    def _longest(self, text: str, start: int, end: int, node: Node) -> Hit | None:
        best: Node | None = node if node.values else None
        best_end = end - node.cut
        while node.goes_on:
            if text[end : end + 1] not in _GLUE:  # a quick look spares the pattern
                break
            match = _NEXT.match(text, end)
            if match is None:
                break
            word, end = match[1], match.end()
            try:
                longer = node.following[word]
            except KeyError:
                longer = self._remember(node.following, word, self._longer(node, word))
            if longer is None:
                break
            node = longer
            if node.values:
                best, best_end = node, end - node.cut
        if best is None or (best.opens and _CAPITAL_NEXT.match(text, best_end)):
            return None
        return start, best_end, best

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
        key, light = f"{fold_word(letters)} ", f"{light_word(letters)} "
        acronym_only = letters.isupper() and len(letters) <= _LONGEST_ACRONYM_ONLY
        if not values and not acronym_only:
            values = self._values(key, light)
        node = self._node(key, light, values, len(word) - len(bare))
        if node is None:
            return self._loose_node("", bare, key, light, len(word) - len(bare))
        if not letters.isupper():
            node.opens = key[:-1] in self._openers
        return node

    def _longer(self, node: Node, word: str) -> Node | None:
        bare = strip_possessive(word)
        folded = fold_word(bare)
        if not word[0].isupper() and folded not in self._lower_words:
            return None
        key, light = f"{node.key}{folded} ", f"{node.light}{light_word(bare)} "
        longer = self._node(key, light, self._values(key, light), len(word) - len(bare))
        if longer is None and word[0].isupper():
            return self._loose_node(node.key, bare, key, light, len(word) - len(bare))
        if longer is not None and folded in self._plural_words:
            longer.plural = folded
            longer.is_plain = False
        return longer

    def _node(self, key: str, light: str, values: tuple[int, ...], cut: int) -> Node | None:
        node = Node(key, light, values, cut)
        node.goes_on = not cut and self._names.is_longer(key)
        return node if values or node.goes_on else None

    def _loose_node(self, before: str, word: str, key: str, light: str, cut: int) -> Node | None:
        """Return the node of a name that is known by its loose key only."""
        values = self._loose_values(before, word)
        return Node(key, light, values, cut) if values else None

    def _loose_values(self, before: str, word: str) -> tuple[int, ...]:
        loose = loose_word(word)
        return self._names.get(f"{LOOSE_PREFIX}{before}{loose} ") if loose else ()

    def _values(self, key: str, light: str) -> tuple[int, ...]:
        return self._names.get(EXACT_PREFIX + light) or self._names.get(key)

    def _look_again(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Settle what depends on the names around: shared plurals, adjectives, hyphens."""
        for index in range(len(hits) - 1, 0, -1):
            if plural := hits[index][2].plural:
                start, end, node = hits[index - 1]
                if _AND.fullmatch(text[end : hits[index][0]]):
                    hits[index - 1] = start, end, self._with_plural(node, plural)
        numbered = [
            self._with_number(text, hit) if _has_digit(text[hit[1] : hit[1] + 2]) else hit
            for hit in hits
            if not hit[2].is_stub
        ]
        return _without_halves(text, numbered)

    def _with_number(self, text: str, hit: Hit) -> Hit:
        """Return "Minsk-2" whole where the list of names that are no places has it."""
        start, end, node = hit
        number = _NUMBER.match(text, end)
        if number is None:
            return hit
        key = f"{node.key}{number[1]} "
        values = self._names.get(key)
        return (start, number.end(), Node(key, key, values, 0)) if values else hit

    def _with_plural(self, node: Node, plural: str) -> Node:
        """In "the Kaluga and Tver regions" let Kaluga be a region too."""
        key, light = f"{node.key}{plural} ", f"{node.light}{plural} "
        values = self._values(key, light)
        if not values:
            return node
        shared = Node(key, light, values, 0)
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


def _has_digit(chars: str) -> bool:
    return chars[-1:].isdigit() or chars[:1].isdigit()


def _is_joined(text: str, hit: Hit) -> bool:
    start, end, _ = hit
    after = text[end : end + 2]
    return after[:1] in _HYPHENS or after[-1:].isdigit() or text[start - 1] in _HYPHENS


def _without_halves(text: str, hits: list[Hit]) -> list[Hit]:
    """
    Drop the half of a hyphenated name whose other half is unknown.

    Kyiv in Kyiv-Mohyla; also what a number makes a model or a unit: Su in Su-34, Lutsk in Lutsk-1.
    """
    if not any(
        text[start - 1] in _HYPHENS or text[end : end + 1] in _HYPHENS for start, end, _ in hits
    ):
        return hits
    starts = {start for start, _, _ in hits}
    ends = {end for _, end, _ in hits}
    whole = []
    for hit in hits:
        start, end, _ = hit
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        other = text[end + 1 : end + 2]
        half_after = (
            after in _HYPHENS and end + 1 not in starts and (other.isupper() or other.isdigit())
        )
        half_before = (
            before in _HYPHENS and start - 1 not in ends and _capital_half(text, start - 1)
        )
        if not half_after and not half_before:
            whole.append(hit)
    return whole


def _capital_half(text: str, hyphen: int) -> bool:
    first = hyphen
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first].isupper()
