"""
Finding the names of the gazetteer in a text: capitalised words, longest name first.

A text is cut into runs of capitalised words. Which names a run holds is found word by word once
and then remembered, so that most runs of a text cost one look into a dictionary. A run is walked
through again where a word after it may belong to its last name, or something unusual touches it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.places.name_tree import Memory, NameTree, Node
from geomap.places.spelling import APOSTROPHES, HYPHENS, LETTERS, WORD_PATTERN, WORD_TAIL_PATTERN
from geomap.places.store import Phrase
from geomap.records import NameMatch, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽΑ-Ω\u0400-\u042fҐ"
# A word that can begin a name, U.S. too.
_START = re.compile(rf"[{_CAPITAL}](?:\.[A-Z](?:\.[A-Z])*\.?|{WORD_TAIL_PATTERN})")
# A run of such words, with what after it tells where its last name ends: a plain word or marks.
# Looser, to be quick: what it takes too much is sorted out when the run is learned.
# Only letters are repeated possessively: with groups Python before 3.11.5 does not come to an end.
_WORD = rf"[{_CAPITAL}][{LETTERS}{APOSTROPHES}]*+"
_CAPITALS = rf"{_WORD}(?:[{HYPHENS} .]{_WORD})*(?:(?<=\.[A-Z])\.)?"
_PLAIN = rf"[{HYPHENS} ][a-zа-яєіїґ]++"
_MARKS = r"[,.:;)”\"]++(?=[ \n])"
_RUN = re.compile(
    rf"({_CAPITALS}(?:{_PLAIN}(?:(?= [^\d])|{_MARKS}|(?=\n))|(?<![SM]t){_MARKS}| [“(\"–—]|))"
)
_PARTS = re.compile(rf"\A({_CAPITALS})({_PLAIN})?")
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
# A preposition that lost its space: "to the west ofKlishchiivka".
_GLUED = re.compile(r"(?<!\S)(?:[Oo]f|[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Нн]а|[Бб]іля|[Пп]ід)\Z")
_HYPHENS = frozenset(HYPHENS)
_BEFORE = frozenset(["", *' \n"“«('])  # what most names stand after
_LONGEST_RUN = 60  # characters; longer ones, as headlines in capitals are, do not come again

_new = tuple.__new__  # a NamedTuple's own takes twice as long

# The places of a name, whether it is weak, and the phrase that it is instead of a place.
Meaning = tuple[tuple[Place, ...], bool, Phrase | None]
_Start = tuple[int, int, Node]  # of a word that names begin with: start, end and node


class _Run(NamedTuple):
    """
    What a run of capitalised words says wherever it stands: its names by their places in it.

    `names` is None where what is around the run decides.
    """

    starts: tuple[_Start, ...]
    names: tuple[tuple[int, int, str, Meaning], ...] | None


class Hit(NamedTuple):
    """A name that was walked to, whose meaning the names and marks around it may still change."""

    start: int
    end: int
    name: str
    node: Node


class PhraseMatch(NamedTuple):
    """A stretch of text that spells a name of something else than a place."""

    start: int
    end: int
    name: str
    phrase: Phrase


class _Runs(dict[str, "_Run | None"]):
    """The runs met so far, None for those without a name; a new one is learned when asked for."""

    def __init__(self, learn: Callable[[str], _Run | None]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, run: str) -> _Run | None:
        return self._learn(run)


class Scanner:
    """
    Finds names in texts.

    Parameters
    ----------
    tree
        The words that names begin with and go on with.
    memory
        What remembers the runs, as it does the words of the tree.
    read
        Gives the meaning of the values of a node.
    weak_spellings
        Everyday words, in lower case, that are weak though a name of their key is not.
    """

    def __init__(
        self,
        tree: NameTree,
        memory: Memory,
        read: Callable[[tuple[int, ...]], Meaning],
        weak_spellings: frozenset[str] = frozenset(),
    ) -> None:
        self._tree = tree
        self._memory = memory
        self._read = read
        self._weak_spellings = weak_spellings
        self._runs = memory.root(_Runs(self._learn))

    def scan(self, text: str) -> tuple[list[NameMatch], list[PhraseMatch]]:
        """Return the names in `text`, of places and of others, in order, none inside another."""
        walk = Walk(text, self._tree)
        found, phrases = walk.found, walk.phrases
        pieces = _RUN.split(text)  # before, run, before, run, …, before
        lengths = map(len, pieces)
        known = map(self._runs.__getitem__, pieces[1::2])
        stop = done = 0
        for before, length, run in zip(lengths, lengths, known, strict=False):
            start = stop + before
            stop = start + length
            if run is None:
                continue
            starts, names = run
            if names is None or text[start - 1 : start] not in _BEFORE or start < done:
                walk.through(start, starts)
                done = walk.done
                continue
            for first, last, name, (places, weak, phrase) in names:
                if phrase is None:
                    match = (start + first, start + last, name, places, weak)
                    found.append(_new(NameMatch, match))
                else:
                    other = (start + first, start + last, name, phrase)
                    phrases.append(_new(PhraseMatch, other))
        return walk.settled(self._read, self._weak_spellings)

    def _learn(self, run: str) -> _Run | None:
        """Return what a run says, and remember it."""
        [(capitals, plain)] = _PARTS.findall(run)
        closed = f"{capitals},"
        if run in (capitals, closed) or (plain and self._tree.may_go_on(plain)):
            known = self._walked(run, is_free=run != capitals and run == capitals + plain)
        else:
            known = self._runs[closed]  # what stands after it is no part of a name
        return known if len(run) > _LONGEST_RUN else self._memory.keep(self._runs, run, known)

    def _walked(self, run: str, *, is_free: bool) -> _Run | None:
        """Walk through a run alone; `is_free` is one that nothing can touch at its end."""
        starts = starts_in(run, self._tree)
        if not starts:
            return None
        walk = Walk(f"{run} ", self._tree)
        walk.through(0, starts)
        is_touched = walk.done >= len(run) and not is_free
        if walk.is_open or is_touched or walk.unsettled:
            return _Run(starts, None)
        names, phrases = walk.settled(self._read, self._weak_spellings)
        read = [
            *((n.start, n.end, n.name, (n.candidates, n.weak, None)) for n in names),
            *((p.start, p.end, p.name, ((), False, p.phrase)) for p in phrases),
        ]
        return _Run(starts, tuple(read)) if read else None


def starts_in(run: str, tree: NameTree) -> tuple[_Start, ...]:
    """Return the words of a run that names begin with."""
    words = ((*match.span(), tree.first(match[0])) for match in _START.finditer(run))
    return tuple((start, end, node) for start, end, node in words if node is not None)


class Walk:
    """A text gone through word by word, and what was found in it so far."""

    __slots__ = (
        "done", "found", "is_open", "joined", "phrases", "text", "tree", "unsettled", "walked"
    )  # fmt: skip

    def __init__(self, text: str, tree: NameTree) -> None:
        self.text = text
        self.tree = tree
        self.found: list[NameMatch | Hit] = []
        self.phrases: list[PhraseMatch] = []
        # Indexes of hits: all of them, those that depend on the names around, and those that a
        # hyphen or a number touches.
        self.walked: list[int] = []
        self.unsettled: list[int] = []
        self.joined: list[int] = []
        self.done = 0  # where the last name ends
        self.is_open = False  # a name may go on after the end of the text

    def through(self, start: int, words: Iterable[_Start]) -> None:
        """Find the names that begin in a run of the text; the last may end after it."""
        for first, last, node in words:
            if start + first >= self.done:
                self._take(start + first, *self._longest(start + last, node))

    def settled(
        self,
        read: Callable[[tuple[int, ...]], Meaning],
        weak_spellings: frozenset[str] = frozenset(),
    ) -> tuple[list[NameMatch], list[PhraseMatch]]:
        """Settle what depends on the names around, shared plurals and hyphens; read the hits."""
        found: list[Any] = self.found
        left_out = self._settle(found) if self.unsettled or self.joined else set()
        told = len(self.phrases)
        for index in self.walked:
            if index in left_out:
                continue
            start, end, name, node = found[index]
            places, weak, phrase = read(node.values)
            if phrase is None and places:
                weak = weak or name.lower() in weak_spellings
                found[index] = _new(NameMatch, (start, end, name, places, weak))
                continue
            left_out.add(index)
            if phrase is not None:
                self.phrases.append(PhraseMatch(start, end, name, phrase))
        if left_out:
            found = [match for index, match in enumerate(found) if index not in left_out]
        return found, sorted(self.phrases) if told < len(self.phrases) else self.phrases

    def _settle(self, found: list[Any]) -> set[int]:
        """Settle shared plurals and hyphens; return the indexes of hits that are no names."""
        for index in reversed(self.unsettled):
            self._share_plural(index)
        left_out = {index for index in self.unsettled if found[index].node.is_stub}
        joined = [index for index in self.joined if index not in left_out]
        for index in joined:
            found[index] = self._with_its_number(found[index])
        return left_out | _halves(self.text, found, joined)

    def _share_plural(self, index: int) -> None:
        """Let the names that stand before a plural type word be of its type too."""
        found = self.found
        hit = found[index]
        while index and isinstance(hit, Hit) and hit.node.plural:
            before = found[index - 1]
            if not _AND.fullmatch(self.text, before.end, hit.start):
                return
            index -= 1
            node = self.tree.with_plural(before.name, hit.node.plural)
            if node is None:
                return
            hit = found[index] = Hit(before.start, before.end, before.name, node)
            if not isinstance(before, Hit):
                self.walked.append(index)

    def _take(self, start: int, end: int, node: Node) -> None:
        """Note a name, unless it is a part of something else."""
        text = self.text
        if not node.values and node.goes_on:  # Depot 14, where Depot is no name
            end, node = self._with_number(end, node)
        if not node.values:
            return
        if node.opens and (rest := _CAPITAL_NEXT.match(text, end)):
            self.done = rest.end()  # the other half of a name that the gazetteer lacks
            return
        if not _stands_free(text, start):
            return
        index = len(self.found)
        self.walked.append(index)
        if not node.is_settled:
            self.unsettled.append(index)
        if (start and text[start - 1] in _HYPHENS) or _JOINED.match(text, end):
            self.joined.append(index)
        self.found.append(_new(Hit, (start, end, text[start:end], node)))
        self.done = end

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

    def _with_its_number(self, hit: Hit) -> Hit:
        end, node = self._with_number(hit.end, hit.node)
        return Hit(hit.start, end, self.text[hit.start : end], node)

    def _with_number(self, end: int, node: Node) -> tuple[int, Node]:
        """Return "Voronezh-45" whole, and its end, where the gazetteer has it."""
        number = _NUMBER.match(self.text, end)
        if number is None:
            return end, node
        whole = self.tree.with_number(node, number[1], hyphen=self.text[end] in _HYPHENS)
        return (end, node) if whole is None else (number.end(), whole)


def _stands_free(text: str, start: int) -> bool:
    """Return False for a capital inside a word, a handle or an address on the web."""
    before = text[start - 1] if start else " "
    if before in " \n":
        return True
    if before.isalnum() or before in "@_":
        return before.islower() and bool(_GLUED.search(text, max(0, start - 6), start))
    if before not in "/.=-":
        return True
    chunk = text[:start].rsplit(maxsplit=1)[-1]
    return "://" not in chunk and "www." not in chunk


def _halves(text: str, found: Sequence[Hit], joined: Sequence[int]) -> set[int]:
    """
    Return which hits are half of a hyphenated name whose other half is unknown.

    Kyiv in Kyiv-Mohyla; also what a number makes a model or a unit: Su in Su-34, Lutsk in Lutsk-1.
    """
    starts = {found[index].start for index in joined}
    ends = {found[index].end for index in joined}
    halves = set()
    for index in joined:
        start, end = found[index][:2]
        other = text[end + 1 : end + 2]
        is_first = other.isupper() or other.isdigit()
        if (is_first and text[end] in _HYPHENS and end + 1 not in starts) or (
            start
            and text[start - 1] in _HYPHENS
            and start - 1 not in ends
            and _capital_half(text, start - 1)
        ):
            halves.add(index)
    return halves


def _capital_half(text: str, hyphen: int) -> bool:
    first = hyphen
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first].isupper()
