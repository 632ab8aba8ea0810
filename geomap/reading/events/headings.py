"""Names that stand alone on a line, over the sentences that tell what happened there."""

from __future__ import annotations

import re

from geomap.reading.text.grammar import CAPITALS, Text
from geomap.reading.text.late import late

_SECTION = 8  # sentences that a heading stands over, at most
_MARKS = " :.–—-"
_ENTRY = 90  # characters of "05:13, Kupiansk district, Novoosynove village."
_OF_ENTRIES = (
    *("at", "around", "about", "the", "in", "on", "of", "region", "oblast", "district", "raion"),
    *("village", "town", "city", "settlement", "community", "hromada", "TG", "TH", "urban"),
    *("outside", "outskirts", "m", "night", "morning", "evening", "afternoon", "noon"),
)
_NOT_NAMES = late(
    rf"\d{{1,2}}[:.]\d\d|\b(?:{'|'.join(_OF_ENTRIES)}|a\.?m|p\.?m)\b|\d|[^\w\s]", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = frozenset(word.lower() for word in (*_OF_ENTRIES, "a", "p", "am", "pm"))


def _entry_place(context: Text, number: int) -> int | None:
    """Return the place of an entry that says only when and where, or None."""
    line = context.sentences[number]
    named = context.names_in(number)
    if not named or line.end - line.start > _ENTRY:
        return None
    rest, at = "", line.start
    for _, name in named:
        rest, at = rest + context.text[at : name.start], name.end
    rest += context.text[at : line.end]
    if not _WORDS.issuperset(_LETTERS.findall(rest.lower())):
        return None  # a quick look spares the pattern
    if _NOT_NAMES.sub("", rest).strip():
        return None
    settled = [index for index, name in named if name.is_settlement]
    return settled[-1] if settled else None


def _label(context: Text, number: int) -> int | None:
    """Return the region of "Kherson region: Russian troops made 114 attacks", or None."""
    line = context.sentences[number]
    for index, name in context.names_in(number)[:1]:
        heads = name.start - line.start <= _LABEL_AT and context.text.startswith(":", name.end)
        return index if heads and name.kind == "region" else None
    return None


_LABEL_AT = 4  # characters of a bullet or a flag before "Kherson region:"


def heading_of(context: Text, sentence: int, *, labels: bool = False) -> int | None:
    """
    Return the toponym that heads the section in which a sentence stands, or None.

    "Antonivka" on a line of its own, and below it "An 82-year-old woman was wounded by a drone". A
    line in capitals and a bare "Kyiv" or "Moscow" are datelines. With `labels` also the region of
    "Kherson region: troops made 114 attacks. They dropped 36 bombs".
    """
    for number in range(sentence - 1, max(-1, sentence - _SECTION - 1), -1):
        line = context.sentences[number]
        if line.paragraph == context.sentences[sentence].paragraph:
            entry = _entry_place(context, number)
            if entry is None and labels:
                entry = _label(context, number)
            if entry is not None:
                return entry
        if not line.headline or not number:
            continue
        named = context.names_in(number)
        if len(named) != 1:
            return None
        index, name = named[0]
        rest = context.text[line.start : name.start] + context.text[name.end : line.end]
        bare = name.name.lower() in CAPITALS or name.name.isupper() or name.kind == "country"
        return None if bare or rest.strip(_MARKS) else index
    return None
