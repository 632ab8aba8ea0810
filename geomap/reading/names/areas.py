"""Areas that have no name of their own: "in the south", "the eastern front", two seas in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import NameFinder, Toponym
from geomap.records import PlaceKind

_SIDE = r"(?:north-?east|north-?west|south-?east|south-?west|north|south|east|west)"
_VAGUE = Sought(
    r"\b(?P<front>(?:north|south|east|west)-?(?:east|west)?ern front)(?: ?lines?)?\b"
    rf"|\b(?:in|across|throughout|on) (?P<part>the (?P<side>{_SIDE})"
    r"(?: of (?:the country|Ukraine))?)"
    r"(?! and (?:the )?(?:north|south|east|west))"
    r"(?=[.,;]|$| (?:and|on|over|after|during)\b)"
    rf"|\b(?:Ukraine|country|nation)['’]s {_SIDE} and (?:the )?(?P<second>{_SIDE})\b"
)
_SEA = r"(?:Black|Azov|Caspian|Baltic|Barents|White)"
_SEAS = Sought(rf"\b(?P<first>{_SEA}) (?:and|or) (?:the )?(?P<last>{_SEA}) [Ss]eas\b")


def vague_areas(
    text: str, sentences: Sequence[Sentence], names: NameFinder, known: Sequence[Toponym]
) -> list[Toponym]:
    """Find "the eastern front", "in the south" and the second of "Ukraine's south and east"."""
    taken = [(t.start, t.end) for t in known]
    found = []
    for index, match in _VAGUE.in_sentences(text, sentences):
        start, end = match.span("second" if match["second"] else _whole(match))
        side = (match["side"] or match["second"] or "").replace("-", "")
        candidates = names.lookup(match["front"] or f"{side}ern Ukraine")
        if candidates and not any(a < end and start < b for a, b in taken):
            found.append(Toponym(start, end, text[start:end], index, tuple(candidates), ("area",)))
    return found


def _whole(match: re.Match[str]) -> str:
    return "front" if match["front"] else "part"


_PART = rf"(?:{_SIDE}ern|central)"
_PARTS = Sought(
    rf"\b(?P<first>{_PART})(?: Ukraine)? (?:and|or) (?:in )?(?P<last>{_PART}) Ukraine\b",
    re.IGNORECASE,
)


def areas_together(
    text: str, sentences: Sequence[Sentence], names: NameFinder
) -> Iterator[Toponym]:
    """
    Yield both of two areas of which the first lacks the word that it shares with the other.

    "over the Black and Azov seas", "in southern and eastern Ukraine".
    """
    for match in _SEAS.finditer(text, 0, len(text)):
        yield from _both(match, sentences, names, "{} Sea", ("sea",))
    for match in _PARTS.finditer(text, 0, len(text)):
        yield from _both(match, sentences, names, "{} Ukraine", ("area",))


def _both(
    match: re.Match[str],
    sentences: Sequence[Sentence],
    names: NameFinder,
    whole: str,
    kinds: tuple[PlaceKind, ...],
) -> Iterator[Toponym]:
    index = next((i for i, s in enumerate(sentences) if match.start() < s.end), None)
    if index is None or match.start() < sentences[index].start:
        return
    for group, end in (("first", match.end("first")), ("last", match.end())):
        name = whole.format(match[group].replace("-", ""))
        places = tuple(p for p in names.lookup(name) if p.kind in kinds)
        start = match.start(group)
        if places:
            yield Toponym(start, end, match.string[start:end], index, places, kinds)
