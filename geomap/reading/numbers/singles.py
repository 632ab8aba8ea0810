"""One person or one weapon that no number counts: "a woman", "the driver", "another"."""

from __future__ import annotations

import re
from functools import cache

from geomap.reading.numbers.noun_heads import WEAPON_KINDS, is_plural, last_words, read_head
from geomap.reading.numbers.quantity import (
    LEAD,
    PERSON_KINDS,
    SUBSET_BEFORE,
    Quantity,
    with_head,
)
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import words_of
from geomap.records import replace

_PHRASE_REACH = 160  # characters of so many words
DEFINITE = frozenset({"the", "its", "their"})
_HARM = Sought(rf"\b(?:{any_of('harms')}|(?:life|lives|death) of)\s\Z", re.IGNORECASE)
_HARMED = re.compile(
    r"(?:\s+(?:of|in|aboard|at|inside)\s[^,.;]{1,30}?)?(?:,?\s+and\s+(?:an?|the|his|her|"
    r"two|three)\s[\w’' -]{2,30}?)?\s+(?:(?:was|were|has been|have been|had been)"
    rf"\s+(?:\w+ly\s+)?{any_of('was_harmed')}|(?:has\s+|had\s+)?died|(?:received|sustained|"
    r"suffered)\s|(?:,[^,.;]{1,30},)?\s+ha[sd]\s(?:an?\s)?(?:\w+\s){0,2}?(?:injur|wound|burn|concuss|"
    r"barotrauma|trauma|fracture))",
    re.IGNORECASE,
)
# What the words of `_HARM` and `_HARMED` begin with.
HARM_WORDS = Sought(
    r"\b(?:died|received|sustained|suffered|life|lives|death|"
    + "|".join(
        w.split()[0].rstrip("*") for w in sorted(word_list("harms") | word_list("was_harmed"))
    )
    + ")",
    re.IGNORECASE,
)
_DIED = re.compile(
    r"\s+(?:(?:was|has been|is)\s+(?:\w+ly\s+)?(?:kill|injur|wound|hurt)|(?:has\s+)?died\b"
    # "one was killed, another injured"
    r"|(?:\w+ly\s+)?(?:killed|injured|wounded|hurt)(?=\s*[.,;]|\s+(?:in|by|when|after|and|on)\b))"
)
# "one of them died, the other is in hospital"
_THE_OTHER = re.compile(
    r"the other(?: one| man| woman| person)?"
    r"(?= (?:is|was|has|had|received|suffered|sustained|got)\b)",
    re.IGNORECASE,
)
_ONE_BEFORE = Sought(r"\bone\b", re.IGNORECASE)
_OTHER_REACH = 90
_AT_PLACE = re.compile(
    r"\s+(?:in|at|over|near|around|outside)\s+(?:the\s+)?(?-i:[A-ZА-ЯІЇЄҐ])", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"an?\s+(?:second|third|fourth|fifth|sixth)"
    r"(?=\s*(?:[.,;]|$|\s(?:person|man|woman|civilian|victim|resident|patient|worker|"
    r"(?:was |is |has been )?(?:injured|wounded|hurt|killed|hospitali[sz]ed|died))\b))",
    re.IGNORECASE,
)


def read_single(
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
    lead = max(0, match.start() - LEAD), match.start()
    ordinal = _ORDINAL.match(text, match.start("article"), end) if word in {"a", "an"} else None
    after = ordinal.end() if ordinal else age.end() if age else match.end()

    def bare() -> Quantity:
        count = 0 if word == "no" else 1
        return Quantity(match.start(), after, count, None, None, "", article=True)

    found = with_head(text, bare(), end)
    if word in DEFINITE and not (_HARM.search(text, *lead) or _HARMED.match(text, found.end, end)):
        return None  # "killing the driver", "the driver died"; not "the driver said"
    if found.kind is None and word == "another" and _DIED.match(text, match.end(), end):
        return replace(bare(), kind="people", head="another")
    if word == "another" and _AT_PLACE.match(text, match.end(), end):
        return bare()  # "one in Lyman and another in Dachne"
    if found.kind is None and (ordinal or age):
        return replace(bare(), kind="people", head=age.group() if age else "")
    return _told_of(text, found, lead, end) if _is_single(word, found) else None


def _told_of(text: str, found: Quantity, lead: tuple[int, int], end: int) -> Quantity:
    """Note whether the words before it, ``text[slice(*lead)]``, say that it is counted already."""
    found.subset = bool(SUBSET_BEFORE.search(text, *lead))
    return _with_second(text, found, end)


def the_other(text: str, position: int, end: int) -> Quantity | None:
    """Read "One died, the other is in hospital"."""
    other = _THE_OTHER.match(text, position, end)
    if other is None or not _ONE_BEFORE.search(text, max(0, position - _OTHER_REACH), position):
        return None
    return Quantity(other.start(), other.end(), 1, None, "people", "other", article=True)


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
    if word not in DEFINITE:
        kinds |= {"life", "body"} | WEAPON_KINDS
    return found.kind in kinds and not is_plural(found.head)
