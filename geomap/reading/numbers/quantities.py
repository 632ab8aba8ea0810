"""
How many: numbers in words and digits, with what they count.

A number counts what its noun phrase says: from the number the words are read up to the last noun
that the lexicon knows. Names of models ("Challenger 2"), measures, ages, dates and shares are no
counts. "18 out of 23" is one quantity with its total; "33 of them" is one whose noun is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from geomap.reading.numbers.noun_heads import (
    WEAPON_KINDS,
    WORD,
    is_plural,
    last_words,
    read_head,
    word_sets,
)
from geomap.reading.numbers.numerals import number_pattern, parse_number
from geomap.reading.text.phrases import alternation, any_of, first_words, load_phrases, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import word_threes, words_of
from geomap.records import replace

Qualifier = Literal["at least", "more than", "about", "up to"]

PERSON_KINDS = frozenset({"people", "life", "body", "troops", "casualty"})
_PHRASE_REACH = 160  # characters of so many words
_LEAD = 24  # characters before a number that can say that it is part of another


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
            and _SUBSET_BEFORE.search(text, max(start, found[-1].start - _LEAD), found[-1].start)
        )
        among_them = _AMONG_THEM.match(text, quantity.end, end) is not None
        if among_them and found and _AND.fullmatch(text, found[-1].end, quantity.start):
            found[-1] = replace(found[-1], subset=True)  # "a girl and a boy among them"
        told = follows_subset or among_them
        found.append(replace(quantity, subset=True) if told else quantity)
    return tuple(found)


_JOINED = re.compile(r"\s*(?:,|and|, and|as well as)\s*")
_SUBSET_BEFORE = Sought(
    r"\b(?:including|among (?:them|whom|those|the \w+)|of (?:whom|them|which)|such as|namely)"
    r"(?:\s+(?:were|was|are|is))?[\s,:]*\Z",
    re.IGNORECASE,
)
_NO = Sought(r"\bno[\s-]\Z", re.IGNORECASE)
_HARM = Sought(rf"\b{any_of('harms')}\s\Z", re.IGNORECASE)
_HARMED = re.compile(
    r"(?:\s+(?:of|in|aboard|at|inside)\s[^,.;]{1,30}?)?(?:,?\s+and\s+(?:an?|the|his|her|"
    r"two|three)\s[\w’' -]{2,30}?)?\s+(?:(?:was|were|has been|have been|had been)"
    rf"\s+(?:\w+ly\s+)?{any_of('was_harmed')}|(?:has\s+|had\s+)?died|(?:received|sustained|"
    r"suffered)\s)",
    re.IGNORECASE,
)
_DEFINITE = frozenset({"the", "its", "their"})
_DEFINITE_WORD = re.compile(r"\w+\W*\Z")  # with nothing after it
# What the words of `_HARM` and `_HARMED` begin with.
_HARM_WORDS = Sought(
    r"\b(?:died|received|sustained|suffered|"
    + "|".join(
        w.split()[0].rstrip("*") for w in sorted(word_list("harms") | word_list("was_harmed"))
    )
    + ")",
    re.IGNORECASE,
)
_FROM = Sought(r"\bfrom\s\Z", re.IGNORECASE)  # "rose from 9 to 12" is no range
_OF_THEM = re.compile(  # "most of" is a number as it stands
    r"(?:\s+of|(?<=\sof))\s+(?:them|these|those|which|whom)\b", re.IGNORECASE
)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|those|these|\w+[’']s)\s+", re.IGNORECASE)
_DIED = re.compile(
    r"\s+(?:(?:was|has been|is)\s+(?:\w+ly\s+)?(?:kill|injur|wound|hurt)|(?:has\s+)?died\b"
    # "one was killed, another injured"
    r"|(?:\w+ly\s+)?(?:killed|injured|wounded|hurt)(?=\s*[.,;]|\s+(?:in|by|when|after|and|on)\b))"
)
_AT_PLACE = re.compile(
    r"\s+(?:in|at|over|near|around|outside)\s+(?:the\s+)?(?-i:[A-ZА-ЯІЇЄҐ])", re.IGNORECASE
)
# "12 others, two children among them": counted already
_AMONG_THEM = re.compile(
    r"(?:\s+(?:of|aged)\s+\d+(?:(?:,|\s+and)\s+\d+)*)?\s+(?:(?:were|was)\s+)?among\s+"
    r"(?:them|those|the\s)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+(?:an?\s+|his\s+|her\s+)?")
_COUPLE = Sought(r"\ba couple\Z", re.IGNORECASE)  # "a couple in a car": two people
_ORDINAL = re.compile(
    r"an?\s+(?:second|third|fourth|fifth|sixth)(?=\s*(?:[.,;]|$|\s(?:person|man|woman|civilian)))",
    re.IGNORECASE,
)
_OF_AGE = Sought(  # "a man of 40"
    rf"\b{any_of('of_age')} (?:and \w+ )?of (?:about )?(?:\d+ and )?\Z",
    re.IGNORECASE,
)
_AGE = re.compile(r"\d{1,3}[-‑]years?[-‑]olds?", re.IGNORECASE)
_NO_COUNT = re.compile(r"\s*(?:%|per\s?cent\b|°)|[:/]\d|\.\d|[-‑–](?!\d)[A-Za-z]", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w-]+)[.\s]+\Z")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b|[a-z]", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a number with what stands before it, and of "out of 23"."""
    words = load_phrases("en/numbers")
    number = number_pattern()
    filler = alternation(words["fillers"]["phrases"])
    qualifier = alternation(words["qualifiers"])
    whole = (
        r"(?<![\w$€£№#+-])(?<!\d[.,])"
        rf"(?:(?P<f1>{filler})\s+)?(?:(?P<q>{qualifier})\s+)?(?:(?P<f2>{filler})\s+)?"
        rf"(?:(?P<but>all\s+but\s+)?(?P<n>{number})(?:(?:\s*[-–]\s*|\s+(?:to|or)\s+|(?<=\w)\s+and\s+)(?P<high>\d[\d,]*(?![\w-])))?"
        rf"|(?P<vague>{alternation(words['vague']['phrases'])})|(?P<all>all)(?=\s+(?:of\s+(?:which|them|whom)|were)\b)"
        r"|(?P<article>an?|his|her|their|its|the|another|no))(?!\w)"
    )
    total = (
        r"\s+(?:out\s+of|of)\s+(?:the\s+|its\s+|\w+[’']s\s+|a\s+total\s+of\s+|some\s+|about\s+)?"
        rf"(?P<t>{number})(?!\w)(?!\s*%)"
    )
    return re.compile(whole, re.IGNORECASE), re.compile(total, re.IGNORECASE)


def _scan(text: str, start: int, end: int) -> Iterator[Quantity]:
    numbers, _ = _patterns()
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
    tells_harm = _HARM_WORDS.search(text, max(0, start - _LEAD), end) is not None
    for (at, word), (following, _) in pairwise([*starts, (end, "")]):
        if tells_harm or word not in _DEFINITE or _DEFINITE_WORD.match(text, at, following):
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
        return _read_single(text, match, age, end)
    if match["n"] and not _is_count(text, match, start, end):
        return None
    if match["n"] and _OF_AGE.search(text, max(start, match.start() - _LEAD), match.start()):
        return None
    value = parse_number(match["n"]) if match["n"] else None
    if match["n"] and value is None:
        return None
    lead = max(start, match.start() - _LEAD), match.start()
    is_range = match["high"] and not _FROM.search(text, *lead)
    after = match.end() if is_range or not match["n"] else match.end("n")
    quantity = Quantity(
        match.start("q") if match["q"] and not match["f1"] else match.start(),
        after,
        value,
        _qualifier(text, match, after, end) or ("about" if is_range else None),
        None,
        "",
        subset=bool(_SUBSET_BEFORE.search(text, *lead)),
        high=parse_number(match["high"]) if is_range else None,
    )
    quantity = _with_head(text, quantity, end)
    if _is_year(match["n"], quantity):
        return None
    fillers = f"{match['f1'] or ''} {match['f2'] or ''}".lower().split()
    if "all" in fillers and quantity.of_total is None:
        quantity = replace(quantity, of_total=value)
    if match["but"] and quantity.of_total and value is not None:
        quantity = replace(quantity, value=quantity.of_total - value)
    elif match["but"]:
        quantity = replace(quantity, value=None)
    return quantity


def _read_single(
    text: str, match: re.Match[str], age: re.Match[str] | None, end: int
) -> Quantity | None:
    """Read "a woman", "his wife", "another drone", "no casualties" or a bare "54-year-old man"."""
    word = (match["article"] or "").lower()
    reach = min(end, match.end() + _PHRASE_REACH)
    if (
        not age
        and word != "another"
        and _single_nouns().isdisjoint(words_of(text, match.end(), reach))
    ):
        return None  # no person and no weapon near: a quick look spares the rest
    lead = max(0, match.start() - _LEAD), match.start()
    definite = word in _DEFINITE
    harmed = bool(_HARM.search(text, *lead))
    ordinal = _ORDINAL.match(text, match.start("article"), end) if word in {"a", "an"} else None
    after = ordinal.end() if ordinal else age.end() if age else match.end()
    bare = Quantity(match.start(), after, 0 if word == "no" else 1, None, None, "", article=True)
    found = _with_head(text, replace(bare), end)
    if definite and not harmed and not _HARMED.match(text, found.end, end):
        return None  # "killing the driver", "the driver died"; not "the driver said"
    if found.kind is None and word == "another" and _DIED.match(text, match.end(), end):
        return replace(bare, kind="people", head="another")
    if word == "another" and _AT_PLACE.match(text, match.end(), end):
        return bare  # "one in Lyman and another in Dachne"
    if found.kind is None and (ordinal or age):
        return replace(bare, kind="people", head=age.group() if age else "")
    found.subset = bool(_SUBSET_BEFORE.search(text, *lead))
    return _with_second(text, found, end) if _is_single(word, found) else None


_OF_TWO = re.compile(r"(?:,[^,;.]{1,60},)?\s+(?:(?:\w+ly|both|also)\s+)?(?:were|have|are)\b")


def _with_second(text: str, first: Quantity, end: int) -> Quantity:
    """Read "a couple" and "a driver and paramedic were killed" as two."""
    if first.value != 1 or first.kind not in _ALIVE:
        return first
    if first.head.lower() == "couple":
        return replace(first, value=2)
    joint = _BARE_AND.match(text, first.end, end)
    if joint is None:
        return first
    head, kind, stop = read_head(text, joint.end(), end)
    second = replace(first, head=head, kind=kind, end=stop, value=2)
    kin = word_list("kin")
    akin = first.head.lower() in kin and head.lower() in kin
    is_pair = kind in _ALIVE and not is_plural(head)
    return second if is_pair and (akin or _OF_TWO.match(text, stop, end)) else first


_ALIVE = frozenset({"people", "troops"})
_BARE_AND = re.compile(r"\s+and\s+(?=[a-z])")


@cache
def _single_nouns() -> frozenset[str]:
    """Return the last words of what "a" and "his" count, and what stands for a noun."""
    ordinals = ("second", "third", "fourth", "fifth", "sixth")
    return last_words(PERSON_KINDS | WEAPON_KINDS).union(ordinals)


def _is_single(word: str, found: Quantity) -> bool:
    """Tell whether "a", "his", "no" with this noun counts something."""
    if word == "no":
        return found.kind == "casualty"
    kinds = _ALIVE  # "killing the driver"
    if word not in _DEFINITE:
        kinds |= {"life", "body"} | WEAPON_KINDS
    return found.kind in kinds and not is_plural(found.head)


def _is_count(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell a count from a model name, a measure, a share, a time or an ordinal."""
    stop = match.end()
    is_figure = match["n"][0].isdigit()
    if _NO.search(text, max(0, match.start() - _LEAD), match.start()):
        return False  # "no one"
    if _NO_COUNT.match(text, stop, end) or (is_figure and _ORDINAL_END.match(text, stop, end)):
        return False
    at = match.start("n")
    is_hour = _OF_DAY.match(text, stop, end) and _CLOCK.search(text, max(start, at - _LEAD), at)
    if is_hour or _is_unit_next(text, stop, end):
        return False
    if not is_figure:
        return True
    before = _WORD_BEFORE.search(text[max(start, at - _LEAD) : at])
    return not (before and before[1].lower() in word_sets()["names"])


def _is_unit_next(text: str, position: int, end: int) -> bool:
    following = WORD.match(text, position, end)
    return bool(following and following[1].lower().rstrip(".,") in word_sets()["units"])


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


def _with_head(text: str, quantity: Quantity, end: int) -> Quantity:
    """Put the noun, total and end into a quantity that the words after it give."""
    _, total = _patterns()
    position = quantity.end
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
