"""Places that are only some of those that a count is of: examples, and one of many."""

from __future__ import annotations

import re

from geomap.reading.events.draft import Draft
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.text.grammar import Text
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought

_MOSTLY_REACH = 90
# "over the country overnight, mostly in Odesa"
_MOSTLY = Sought(
    r"\b(?:country|nation|regions|(?:over|across|at|in) (?:Ukraine|Russia))"
    rf"\b[^.;’']{{0,60}}\b(?:{any_of('mostly')}|most of (?:them|which)(?: over| in)?) \Z"
)


# "19 drones in four Russian regions and over the Black Sea"
_AND_OVER = Sought(
    rf"\b(?:in|over|across) (?:{number_pattern()}|several|many|other|various) (?:[A-Za-z]+ )?"
    r"(?:regions|oblasts|areas|districts|provinces|subjects)[^.;]{0,30}? and (?:also )?\Z"
)
_MOST_OF_THEM = Sought(r"\b(?:most|many|some|half) of (?:them|which)(?: were)? \Z")
_IN_PARTICULAR = re.compile(
    r" (?:region |oblast )?(?:in particular|for (?:example|instance)|among (?:others|them))\b"
)
_EXAMPLES = word_list("mostly")  # "launched 400 drones, primarily targeting A and B"


# "targeted southern cities, including the port of A, and wounded 21 people"
_MANY_INCLUDING = re.compile(
    r"\b(?:cities|towns|regions|oblasts|villages|settlements|provinces|places|areas)"
    r"[^.;,]{0,30},? (?:including|among them) (?:in |on |near )?(?:the )?\Z"
)


def is_one_of_many(context: Text, place: int) -> bool:
    """Say whether a place is an example of those where people were hurt, told before the toll."""
    toponym = context.toponyms[place]
    head = toponym if toponym.list_head is None else context.toponyms[toponym.list_head]
    lead = context.text[max(0, head.phrase_start - _MOSTLY_REACH) : head.phrase_start]
    return (
        _MANY_INCLUDING.search(lead) is not None
        and re.match(r",? and ", context.text[toponym.end :][:6]) is not None
    )


# "struck Kyiv and four other cities, killing 44 people": not all of them in Kyiv
_AND_MORE = late(
    rf"(?: (?:region|oblast|district))?,? (?:and|as well as|along with) (?:{number_pattern()} |"
    r"several |many |some |various |numerous |other |at least \w+ )(?:\w+ ){0,3}?"
    r"(?:cities|towns|regions|oblasts|villages|settlements|provinces|places|"
    r"areas|districts|locations|communities|targets|parts)\b",
    re.IGNORECASE,
)


ONE_OF_MANY = "one of many places"  # the rule, as users read it
MOST_AT_ONE_TOWN = 150  # weapons that are launched at a single town
_MOST_AT_A_FEW = 40  # of more than so many not all have hit the places that are named
_AT_IT = frozenset({"at", "on", "against", "toward", "towards", "targeting", "attacked", "over"})


def is_wave_beyond(context: Text, base: Draft, places: list[int]) -> bool:
    """
    Read "an attack with 476 drones, hitting Ternopil hardest": not all of them there.

    And so "a barrage of 90 drones damaged power plants in Lviv, Rivne and Volyn regions".
    """
    first, launched = context.toponyms[places[0]], base.numbers.launched or 0
    if len(places) > 1:
        return launched > _MOST_AT_A_FEW and first.governor == "in"
    return launched > MOST_AT_ONE_TOWN and first.is_settlement and first.governor not in _AT_IT


def goes_beyond(context: Text, place: int) -> bool:
    """Say whether more places than those named follow a place: "Kyiv and four other cities"."""
    return _AND_MORE.match(context.text, context.toponyms[place].end) is not None


def opening_area(context: Text, sentence: int, places: list[int]) -> int | None:
    """Return the region of "In Kherson Oblast, they hit 31 villages, including the city of A"."""
    start = context.sentences[sentence].start
    areas = [
        index
        for index, toponym in context.names_in(sentence)
        if index < places[0]
        and (
            toponym.kind in ("district", "hromada")
            or (
                toponym.kind == "region"
                and toponym.governor in ("in", "across")
                and toponym.governor_start - start <= _AT_ONCE
            )
        )
    ]
    return areas[-1] if areas else None


_AT_ONCE = 2  # characters from the start of a sentence to the word before its first name


def is_included(context: Text, place: int) -> bool:
    """Say whether a place is only an example: "over 12 regions, including Moscow"."""
    toponym = context.toponyms[place]
    head = toponym if toponym.list_head is None else context.toponyms[toponym.list_head]
    lead = max(0, head.governor_start - _MOSTLY_REACH), head.governor_start
    return (
        "including" in (head.governor, head.before)
        or _AND_OVER.search(context.text, *lead) is not None
        or (head.before in _EXAMPLES and head.governor in ("targeting", "hitting", "against", "at"))
        or _MOSTLY.search(context.text, *lead) is not None
        or _MOST_OF_THEM.search(context.text, *lead) is not None
        or _IN_PARTICULAR.match(context.text, toponym.end) is not None
    )
