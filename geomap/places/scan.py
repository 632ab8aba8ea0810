"""
Finding the names of the gazetteer in a text: capitalised words, longest name first.

A text is cut into runs of capitalised words. Which names a run holds is found word by word once
and then remembered, so that most runs of a text cost one look into a dictionary. A run is walked
through again where a word after it may belong to its last name, or something unusual touches it.
"""

from __future__ import annotations

import re

from geomap.places.name_tree import Memory, NameTree, Node
from geomap.places.spelling import APOSTROPHES, HYPHENS, LETTERS, WORD_PATTERN, WORD_TAIL_PATTERN

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽΑ-Ω\u0400-\u042fҐ"
# A word that can begin a name, U.S. too.
_START = re.compile(rf"[{_CAPITAL}](?:\.[A-Z](?:\.[A-Z])*\.?|{WORD_TAIL_PATTERN})")
# A run of such words, with the plain word or the marks after it, if there are any. Looser, to be
# quick: what it takes too much is sorted out when the run is learned.
_WORD = rf"[{_CAPITAL}][{LETTERS}{APOSTROPHES}]*+"
_RUN = re.compile(
    rf"({_WORD}(?:[ .{HYPHENS}]{_WORD})*+(?:(?<=\.[A-Z])\.)?+"
    r"(?: [a-zа-яєіїґ]++(?=[ .,])|(?<![SM]t)[,.:;)”\"]++(?=[ \n])|))"
)
# Within a name words are parted by spaces, one line break, a hyphen; a full stop only after "St".
_NEXT = re.compile(
    rf"(?:[ \t\u00a0]+\n?[ \t]*|[{HYPHENS}]|\n[ \t]*|(?<=\b[SM]t)\. ?)({WORD_PATTERN})"
)
_CAPITAL_NEXT = re.compile(rf" [{_CAPITAL}]{WORD_TAIL_PATTERN}")
_NUMBER = re.compile(rf"[{HYPHENS} ]?(\d{{1,4}})\b")
_JOINED = re.compile(rf"[{HYPHENS}]|.?\d", re.DOTALL)
_AND = re.compile(
    r"(?:,|,? (?:and|та|і|й|и|а також|as well as)) (?:the |in the |over the )?"
    r"(?:(?:(?:north|south)-?)?(?:east|west|north|south)ern |central )?"
)
_HYPHENS = frozenset(HYPHENS)
_BEFORE = frozenset(' \n"“«(')  # what most names stand after
_LONGEST_RUN = 60  # characters; longer ones, as headlines in capitals are, do not come again

Hit = tuple[int, int, Node]  # start and end in the text; a plain tuple, for speed


class Scanner:
    """
    Finds names in texts.

    Parameters
    ----------
    tree
        The words that names begin with and go on with.
    memory
        What remembers the runs, as it does the words of the tree.
    """

    def __init__(self, tree: NameTree, memory: Memory) -> None:
        self._tree = tree
        self._memory = memory
        self._runs: dict[str, tuple[Hit, ...] | None] = memory.root()

    def scan(self, text: str) -> list[Hit]:
        """Return the names in `text` in order, none inside another."""
        walk = _Walk(text, self._tree)
        hits, runs = walk.hits, self._runs
        stop = 0
        pieces = iter(_RUN.split(text))
        for before, run in zip(pieces, pieces, strict=False):
            start = stop + len(before)
            stop = start + len(run)
            try:
                inside = runs[run]
            except KeyError:
                inside = self._learn(run)
            if inside is None:
                continue
            if inside and (not before or before[-1] in _BEFORE) and start >= walk.done:
                for first, last, node in inside:
                    hits.append((start + first, start + last, node))
            else:
                walk.through(start, stop)
        return walk.settled()

    def _learn(self, run: str) -> tuple[Hit, ...] | None:
        """
        Return the names in a run, by their places in it, and remember them; None for nothing.

        They are none, ``()``, where what is around the run decides.
        """
        walk = _Walk(f"{run} ", self._tree)
        walk.through(0, len(run))
        known: tuple[Hit, ...] | None = None
        if walk.hits or walk.is_open:
            depends = walk.is_open or walk.joined or not walk.is_settled or walk.done >= len(run)
            known = () if depends else tuple(walk.hits)
        return known if len(run) > _LONGEST_RUN else self._memory.keep(self._runs, run, known)


class _Walk:
    """A text gone through word by word, and what was found in it so far."""

    __slots__ = ("done", "hits", "is_open", "is_settled", "joined", "text", "tree")

    def __init__(self, text: str, tree: NameTree) -> None:
        self.text = text
        self.tree = tree
        self.hits: list[Hit] = []
        self.joined: set[int] = set()  # starts of those that a hyphen or a number touches
        self.is_settled = True
        self.done = 0  # where the last name ends
        self.is_open = False  # a name may go on after the end of the text

    def through(self, start: int, stop: int) -> None:
        """Find the names that begin in a stretch of the text; the last may end after it."""
        for match in _START.finditer(self.text, start, stop):
            start, end = match.span()
            if start >= self.done and (node := self.tree.first(match[0])) is not None:
                self._take(start, *self._longest(end, node))

    def settled(self) -> list[Hit]:
        """Settle what depends on the names around: shared plurals, adjectives, hyphens."""
        text, hits = self.text, self.hits
        if not self.is_settled:
            for index in range(len(hits) - 1, 0, -1):
                if plural := hits[index][2].plural:
                    start, end, node = hits[index - 1]
                    if _AND.fullmatch(text[end : hits[index][0]]):
                        hits[index - 1] = start, end, self.tree.with_plural(node, plural)
            hits = [hit for hit in hits if not hit[2].is_stub]
        if not self.joined:
            return hits
        hits = [self._with_number(*hit) if hit[0] in self.joined else hit for hit in hits]
        halves = _halves(text, [hit for hit in hits if hit[0] in self.joined])
        return [hit for hit in hits if hit[0] not in halves]

    def _take(self, start: int, end: int, node: Node) -> None:
        """Note a name, unless it is a part of something else."""
        text = self.text
        if not node.values and node.goes_on:  # Depot 14, where Depot is no name
            _, end, node = self._with_number(start, end, node)
        if not node.values:
            return
        if node.opens and (rest := _CAPITAL_NEXT.match(text, end)):
            self.done = rest.end()  # the other half of a name that the gazetteer lacks
            return
        if not _stands_free(text, start):
            return
        self.hits.append((start, end, node))
        self.done = end
        self.is_settled = self.is_settled and node.is_settled
        if (start and text[start - 1] in _HYPHENS) or _JOINED.match(text, end):
            self.joined.add(start)

    def _longest(self, end: int, node: Node) -> tuple[int, Node]:
        """Return the end of the longest name that begins with `node`, which ends at `end`."""
        best, best_end = node, end - node.cut
        while node.goes_on:
            match = _NEXT.match(self.text, end)
            if match is None:
                self.is_open = self.is_open or self.text[end:].isspace()
                break
            end = match.end()
            longer = self.tree.longer(node, match[1])
            if longer is None:
                break
            if longer.values or not best.values:
                best, best_end = longer, end - longer.cut
            node = longer
        return best_end, best

    def _with_number(self, start: int, end: int, node: Node) -> Hit:
        """Return "Voronezh-45" whole where the gazetteer has it."""
        number = _NUMBER.match(self.text, end)
        if number is None:
            return start, end, node
        whole = self.tree.with_number(node, number[1], hyphen=self.text[end] in _HYPHENS)
        return (start, end, node) if whole is None else (start, number.end(), whole)


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
