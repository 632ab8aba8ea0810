"""
How many: numbers in words and digits, with what they count.

A number counts what its noun phrase says: from the number the words are read up to the last noun
that the lexicon knows. Names of models ("Challenger 2"), measures, ages, dates and shares are no
counts. "18 out of 23" is one quantity with its total; "33 of them" is one whose noun is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from geomap.reading.numbers.noun_heads import WEAPON_KINDS, WORD, word_sets
from geomap.reading.numbers.numerals import number_pattern, parse_number
from geomap.reading.numbers.quantity import (
    LEAD,
    PERSON_KINDS,
    SUBSET_BEFORE,
    Qualifier,
    Quantity,
    with_head,
)
from geomap.reading.numbers.singles import DEFINITE, HARM_WORDS, read_single, the_other
from geomap.reading.text.phrases import alternation, any_of, first_words, load_phrases
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import word_threes
from geomap.records import replace


@lru_cache(maxsize=64)  # casualties and weapons of a sentence are read from the same counts
def find_quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """
    Return the counted things in ``text[start:end]``, in order, never overlapping.

    "A" and "an" count only persons and weapons; a number without a noun is returned with kind
    None, for its reader to say what is left out.
    """
    found: list[Quantity] = []
    for quantity in _scan(text, start, end):
        follows_subset = bool(
            found
            and found[-1].subset
            and found[-1].end > start
            and _JOINED.fullmatch(text, found[-1].end, quantity.start)
            and SUBSET_BEFORE.search(text, max(start, found[-1].start - LEAD), found[-1].start)
            and not (
                text.startswith(",", found[-1].end) and _OWN_HARM.match(text, quantity.end, end)
            )
        )
        among_them = _AMONG_THEM.match(text, quantity.end, end) is not None
        if among_them and found and _AND.fullmatch(text, found[-1].end, quantity.start):
            found[-1] = replace(found[-1], subset=True)  # "a girl and a boy among them"
        told = follows_subset or among_them
        found.append(replace(quantity, subset=True) if told else quantity)
    return tuple(found)


_JOINED = re.compile(r"\s*(?:,|and|, and|as well as)\s*")
# "Seven died, among them a child, and 24 were injured": others
_OWN_HARM = re.compile(
    r"\s+(?:(?:others?|more|people|were|was|have been)\s+)*"
    r"(?:injured|wounded|hurt|hospitali[sz]ed)\b"
)
_NO = Sought(r"\bno[\s-]\Z", re.IGNORECASE)
_DEFINITE_WORD = re.compile(r"\w+\W*\Z")  # with nothing after it
_FROM = Sought(r"\b(?:from|by)\s\Z", re.IGNORECASE)  # "rose from 9 to 12" is no range
_FAMILY = Sought(r"\b(?:an? |the )?(?:whole |entire )?family of\s\Z", re.IGNORECASE)
_EVERY = re.compile(r"\bevery\s\Z", re.IGNORECASE)  # "every one of the 18 drones"
# "12 others, two children among them": counted already
_AMONG_THEM = re.compile(
    r"(?:,?\s+(?:of|aged)\s+[\w-]+(?:(?:,|\s+and)\s+[\w-]+)*,?)?\s+(?:(?:were|was)\s+)?among\s+"
    r"(?:them|those|the\s)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+(?:an?\s+|his\s+|her\s+)?")
_OF_AGE = Sought(  # "a man of 40"
    rf"\b{any_of('of_age')} (?:and {any_of('of_age')} )?of (?:about )?(?:\d+ and )?\Z",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)[-‑]years?[-‑]olds?", re.IGNORECASE)
_NO_COUNT = re.compile(r"\s*(?:%|per\s?cent\b|°)|[:/]\d|\.\d|[-‑–](?!\d)[A-Za-z]", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w-]+)[.\s]+\Z")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b|[a-z]", re.IGNORECASE)


@cache
def _numbers() -> re.Pattern[str]:
    """Return the pattern of a number with what stands before it."""
    words = load_phrases("en/numbers")
    number = number_pattern()
    filler = alternation(words["fillers"]["phrases"])
    qualifier = alternation(words["qualifiers"])
    whole = (
        r"(?<![\w$€£№#+/-])(?<!\d[.,:])"
        rf"(?:(?P<f1>{filler})\s+)?(?:(?P<q>{qualifier})\s+)?(?:(?P<f2>{filler})\s+)?"
        rf"(?:(?P<but>all\s+but\s+)?(?P<n>{number})(?:(?:\s*[-–]\s*|\s+(?:to|or)\s+|(?<=\w)\s+and\s+)(?P<high>\d[\d,]*(?![\w-])))?"
        rf"|(?P<vague>{alternation(words['vague']['phrases'])})|(?P<all>all)(?=\s+(?:of\s+(?:which|them|whom)|were|(?:of\s+)?(?:the|these|those)\s+"
        r"(?:\w+\s+)?(?:drones|uavs|missiles|rockets|targets)\s+(?:were|have|had))\b)"
        r"|(?P<article>an?|his|her|their|its|(?<!all )the|another|no))(?!\w)"
    )
    return re.compile(whole, re.IGNORECASE)


def _scan(text: str, start: int, end: int) -> Iterator[Quantity]:
    numbers = _numbers()
    done = start
    for position in _number_starts(text, start, end):
        match = numbers.match(text, position, end) if position >= done else None
        quantity = _read(text, match, start, end) if match else None
        if quantity:
            yield quantity
            done = quantity.end
        elif match and match["n"]:
            done = match.end("n")


def _number_starts(text: str, start: int, end: int) -> Iterator[int]:
    """
    Yield where a number can start.

    "the", "its" and "their" start one only before a number ("the 12 drones") or in a sentence
    with a word of harm ("the driver died"): to see that costs a fraction of trying the pattern.
    """
    starts = [(at, word) for at, word, _, _ in word_threes(text, start, end, _first_words())]
    if not starts:
        return
    tells_harm = HARM_WORDS.search(text, max(0, start - LEAD), end) is not None
    for (at, word), (following, _) in pairwise([*starts, (end, "")]):
        if tells_harm or word not in DEFINITE or _DEFINITE_WORD.match(text, at, following):
            yield at


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a number can start with, "0" for a figure."""
    words = load_phrases("en/numbers")
    phrases = [
        *words["words"],
        *words["fixed"],
        *words["qualifiers"],
        "a",
        "an",
        "his",
        "her",
        "no",
    ]
    return first_words(phrases + words["vague"]["phrases"] + words["fillers"]["phrases"]) | {"0"}


def _read(text: str, match: re.Match[str], start: int, end: int) -> Quantity | None:
    age = _AGE.match(text, match.start("n"), end) if match["n"] else None
    if match["article"] or age:
        return the_other(text, match.start(), end) or read_single(text, match, age, end)
    if match["n"] and not _is_count(text, match, start, end):
        return None
    if match["n"] and _OF_AGE.search(text, max(start, match.start() - LEAD), match.start()):
        return None
    value = parse_number(match["n"]) if match["n"] else None
    if match["n"] and value is None:
        return None
    lead = max(start, match.start() - LEAD), match.start()
    is_range = match["high"] and not _FROM.search(text, *lead)
    after = match.end() if is_range or not match["n"] else match.end("n")
    quantity = Quantity(
        match.start("q") if match["q"] and not match["f1"] else match.start(),
        after,
        value,
        _qualifier(text, match, after, end) or ("about" if is_range else None),
        None,
        "",
        subset=bool(SUBSET_BEFORE.search(text, *lead)),
        high=parse_number(match["high"]) if is_range else None,
    )
    quantity = with_head(text, quantity, end)
    if _is_year(match["n"], quantity):
        return None
    fillers = f"{match['f1']} {match['f2']}".lower() if match["f1"] or match["f2"] else ""
    if "all" in fillers.split() and quantity.of_total is None:
        quantity = replace(quantity, of_total=value)
    if family := _FAMILY.search(text, max(start, match.start() - LEAD), match.start()):
        quantity = replace(quantity, start=family.start(), kind="people", head="family")
    if value == 1 and quantity.of_total and _EVERY.search(text[max(start, lead[1] - 6) : lead[1]]):
        quantity = replace(quantity, value=quantity.of_total)
    if match["but"] and quantity.of_total and value is not None:
        quantity = replace(quantity, value=quantity.of_total - value)
    elif match["but"]:
        quantity = replace(quantity, value=None)
    return quantity


def _is_count(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell a count from a model name, a measure, a share, a time or an ordinal."""
    stop = match.end()
    is_figure = match["n"][0].isdigit()
    if _NO.search(text, max(0, match.start() - LEAD), match.start()):
        return False  # "no one"
    if _NO_COUNT.match(text, stop, end) or (is_figure and _ORDINAL_END.match(text, stop, end)):
        return False
    at = match.start("n")
    is_hour = _OF_DAY.match(text, stop, end) and _CLOCK.search(text, max(start, at - LEAD), at)
    if is_hour or _is_unit_next(text, stop, end):
        return False
    if not is_figure:
        return True
    before = _WORD_BEFORE.search(text[max(start, at - LEAD) : at])
    return not (before and before[1].lower() in word_sets()["names"])


def _is_unit_next(text: str, position: int, end: int) -> bool:
    following = WORD.match(text, position, end)
    if following is None or text[following.end() :][:5].lower() == " down":
        return False  # "16 shot down"
    return following[1].lower().rstrip(".,") in word_sets()["units"]


# "by nine in the morning"
_OF_DAY = re.compile(r"\s+(?:in the (?:morning|afternoon|evening)|at night)\b")
_CLOCK = Sought(r"\b(?:by|at|around|about|before|after|until|till|past)\s\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_year(number: str | None, quantity: Quantity) -> bool:
    is_like = number is not None and _YEAR.fullmatch(number)
    return bool(is_like and (quantity.kind or "other") not in WEAPON_KINDS | PERSON_KINDS)


_OR_MORE = re.compile(r"\s+or\s+more\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def _qualifier(text: str, match: re.Match[str], after: int, end: int) -> Qualifier | None:
    words = load_phrases("en/numbers")["qualifiers"]
    if match["q"]:
        qualifier: Qualifier = words[_BLANKS.sub(" ", match["q"].lower())]
        return qualifier
    if _OR_MORE.match(text, after, end):
        return "at least"
    return None
