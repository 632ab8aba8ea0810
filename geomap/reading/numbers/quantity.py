"""A number and what it counts, with the noun after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geomap.reading.numbers.noun_heads import WEAPON_KINDS, read_head
from geomap.reading.numbers.numerals import number_pattern, parse_number
from geomap.reading.text.sought import Sought

Qualifier = Literal["at least", "more than", "about", "up to"]

PERSON_KINDS = frozenset({"people", "life", "body", "troops", "casualty"})
LEAD = 24  # characters before a number that can say that it is part of another
SUBSET_BEFORE = Sought(
    r"\b(?:including|among (?:them|whom|those|the \w+)|of (?:whom|them|which)|such as|namely)"
    r"(?:\s+(?:were|was|are|is))?[\s,:]*\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Quantity:
    """
    One number and what it counts.

    `kind` is the class of the head noun: a weapon ("drone", "sea drone", "missile", "rocket",
    "bomb", "shell", "aircraft", "weapon" for "aerial targets"), persons ("people", "troops",
    "life", "body", "casualty" for deaths and injuries), "settlement", "region", "assault",
    "clash", "explosion", "other" for any other noun, and None where the noun is left out ("33
    of them", "another 95"). `value` is None for "dozens", "several". `high` is the upper end of
    "20 to 25".
    """

    start: int
    end: int
    value: int | None
    qualifier: Qualifier | None
    kind: str | None
    head: str  # the head noun as written; empty when left out
    of_total: int | None = None  # "18 out of 23" -> 23, "all 10" -> 10
    subset: bool = False  # "including two children", "three of them": counted already
    high: int | None = None
    article: bool = False  # the number is only "a" or "his"


_OF_THEM = re.compile(  # "most of" is a number as it stands
    r"(?:\s+of|(?<=\sof))\s+(?:them|these|those|which|whom)\b", re.IGNORECASE
)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|his|her|those|these|\w+[’']s)\s+", re.IGNORECASE)
_COUPLE = Sought(r"\ba couple\Z", re.IGNORECASE)  # "a couple in a car": two people
_ALL_THE = re.compile(r"all (?:the|these|those) (?=\w)", re.IGNORECASE)


@cache
def _total() -> re.Pattern[str]:
    """Return the pattern of "out of 23"."""
    return re.compile(
        r"\s+(?:out\s+of|of)\s+(?:the\s+|its\s+|\w+[’']s\s+|a\s+total\s+of\s+|some\s+|about\s+)?"
        rf"(?P<t>{number_pattern()})(?!\w)(?!\s*%)",
        re.IGNORECASE,
    )


def with_head(text: str, quantity: Quantity, end: int) -> Quantity:
    """Put the noun, total and end into a quantity that the words after it give."""
    total = _total()
    the = _ALL_THE.match(text, quantity.start, end)  # "all the drones were shot down"
    position = the.end() if the else quantity.end
    if them := _OF_THEM.match(text, position, end):
        quantity.end, quantity.subset = them.end(), True
        return quantity
    if of := total.match(text, position, end):
        quantity.head, quantity.kind, quantity.end = read_head(text, of.end("t"), end)
        quantity.of_total, quantity.subset = parse_number(of["t"]), False
        return quantity
    if the := _OF_THE.match(text, position, end):
        quantity.head, quantity.kind, quantity.end = read_head(text, the.end(), end)
        quantity.subset = True
        return quantity
    head, kind, stop = read_head(text, position, end)
    if not head and _COUPLE.search(text, quantity.start, quantity.end):
        quantity.head, quantity.kind = "couple", "people"
        return quantity
    quantity.head, quantity.kind, quantity.end = head, kind, stop
    if kind in WEAPON_KINDS and (of := total.match(text, stop, end)):
        _, other, of_stop = read_head(text, of.end("t"), end)
        if other in {None, kind}:
            quantity.end, quantity.of_total = of_stop, parse_number(of["t"])
    return quantity
