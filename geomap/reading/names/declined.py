"""
Names that a machine translation left in a Russian case: "fighting near Staromayorskom".

The gazetteer lacks them, and surnames look the same; so they count only after words that are
said of places, and only where a settlement near the war has the name in the nominative.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import KINDS, SETTLED, NameFinder, Toponym
from geomap.records import Place

_DECLINED = Sought(
    r"\b(?:(?:shelling|bombing|bombardment|storming|outskirts|suburbs|residents|defen[cs]e|capture"
    r"|seizure|liberation|villages?|towns?|city) of|near|towards?|battles? for"
    r"|fighting (?:for|near|in)) "
    r"([A-Z][a-z]{2,}(?:[oe]v|in|sk))(?:oy|ogo|oho|omu|om)(?![\w’'-])"
)
_NOMINATIVES = ("e", "o", "oye", "y", "aya")  # the Ukrainian one, then the Russian ones


def declined(
    text: str, sentences: Sequence[Sentence], names: NameFinder, known: Sequence[Toponym]
) -> Iterator[Toponym]:
    """Yield the settlements whose name stands in a Russian case."""
    taken = {toponym.start for toponym in known}
    for index, match in _DECLINED.in_sentences(text, sentences):
        start, end = match.start(1), match.end()
        if start not in taken and (places := _nominative(match[1], names)):
            yield Toponym(start, end, text[start:end], index, places, KINDS["town"])


def _nominative(stem: str, names: NameFinder) -> tuple[Place, ...]:
    """Return the settlements of the first ending with which there are some, near the war only."""
    for ending in _NOMINATIVES:
        places = tuple(p for p in names.lookup(stem + ending) if _is_near_the_war(p))
        if places:
            return places
    return ()


def _is_near_the_war(place: Place) -> bool:
    """Say whether a place lies in Ukraine, or in Russia where its villages have Ukrainian names."""
    return place.kind in SETTLED and (
        place.country == "UA" or (place.country == "RU" and place.name_uk is not None)
    )
