"""The people whom a text counts: not their ages, and not again by their names."""

from __future__ import annotations

import re

from geomap.reading.numbers.noun_heads import is_plural, noun_kinds
from geomap.reading.numbers.quantities import find_quantities
from geomap.reading.numbers.quantity import PERSON_KINDS, Quantity
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought

_LIST = 12  # items of a list that is read to its end
_AGE_GAP = re.compile(r"\s*(?:,|\(|[–—-])\s*(?:aged\s+)?")
_NEXT_AGE = re.compile(r"\s*(?:,|,?\s*and)\s*")
_AGED = Sought(r"\b(?:aged|ages)\s+(?:[\w-]{1,12}(?:\s*,\s*|\s+and\s+|,\s+and\s+))*\Z")
_AGE_END = re.compile(r"\s*(?:[,.;)]|$|and\b)")
_SPEAKS = re.compile(
    rf"(?: (?:in|from|for|with) [\w ]{{2,30}}?)? {any_of('says')}\b(?! to (?:be|have))"
)
_NAMES = re.compile(r"\A[^.;]{0,60}[,:(–—-]\s*\Z")
_NEXT_NAME = re.compile(
    r"(?:,?\s*(?:\(?(?:aged\s+)?\d{1,3}\)?\s*,?|aged\s+\w+))?\s*(?:,|\band\b)+\s*"
)


def find_people(text: str, start: int, end: int) -> list[Quantity]:
    """Return the quantities that can count people; the ages in "a man, 45, and a woman" do not."""
    people: list[Quantity] = []
    aged = -1  # where the last age ends
    for quantity in find_quantities(text, start, end):
        if quantity.kind is not None and quantity.kind not in PERSON_KINDS:
            continue
        first_age = bool(people) and _AGE_GAP.fullmatch(text, people[-1].end, quantity.start)
        after_age = aged > 0 and _NEXT_AGE.fullmatch(text, aged, quantity.start)
        is_age = (first_age or after_age) and _AGE_END.match(text, quantity.end, end)
        if quantity.kind is None and is_age:
            aged = quantity.end
            continue
        if quantity.kind is None and _AGED.search(
            text, max(start, quantity.start - 50), quantity.start
        ):
            continue
        if quantity.article and _SPEAKS.match(text, quantity.end, end + 1):
            continue  # "killing two people, an official said"
        people.append(quantity)
    people += _told_by_age(text, start, end)
    bare = [
        b
        for b in _told_bare(text, start, end)
        if not any(p.start < b.end and b.start < p.end for p in people)
    ]
    return sorted([*people, *bare], key=lambda q: q.start)


_BY_AGE = late(
    r"(?:(?<=[.:;,(“\"] )|(?<=^)|(?<=[\n“\"])|(?<=and )|(?<=[Tt]he )|(?<=[Tt]heir ))"
    r"(?P<who>[Mm]en|[Ww]omen|[Bb]oys|[Gg]irls|[Cc]hildren|[Rr]esidents|[Dd]rivers|[Ss]pouses|"
    r"[Pp]ensioners|[Ww]orkers|[Vv]illagers|[Cc]ivilians),? (?:aged|of) "
    r"(?P<ages>\d{1,3}(?:(?:, \d{1,3})+(?:,? and \d{1,3})?|,? and \d{1,3}))\b"
)


def _told_by_age(text: str, start: int, end: int) -> list[Quantity]:
    """Read "Women aged 71 and 53 were injured": as many as there are ages."""
    return [
        Quantity(m.start(), m.end(), len(re.findall(r"\d+", m["ages"])), None, "people", m["who"])
        for m in _BY_AGE.finditer(text, start, end)
    ]


_HARMED = Sought(
    r"\b(?:killed|injured|wounded|dies|dead|hurt|hospitali[sz]ed|shot dead)\b", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:\A|\n|[.;:,–—] |\band )(?P<lead>(?:[A-Za-z-]+ ){0,2}?)(?P<who>[A-Za-z-]{3,})"
    r"(?:, \d\d,)? (?:is |was )?\Z",
    re.IGNORECASE,
)
_BARE_REACH = 60  # characters of "US journalist, 35, "


def _told_bare(text: str, start: int, end: int) -> list[Quantity]:
    """Read "Man killed in Kherson", "Driver killed and passenger injured" of headlines as one."""
    found = []
    for harmed in _HARMED.finditer(text, start, end):
        low = max(start, harmed.start() - _BARE_REACH)
        match = _BARE.search(text[low : harmed.start()])
        if match is None:
            continue
        kind = noun_kinds().get(match["who"].lower())
        single = kind in ("people", "troops") and not is_plural(match["who"])
        if single and word_list("determiners").isdisjoint(match["lead"].lower().split()):
            a, b = (low + at for at in match.span("who"))
            found.append(Quantity(a, b, 1, None, kind, match["who"], article=True))
    return found


def without_names(text: str, people: list[Quantity]) -> list[Quantity]:
    """Leave out who the people counted are: "two people died, a man, 67, and his wife"."""
    kept: list[Quantity] = []
    position = 0
    while position < len(people):
        head = people[position]
        kept.append(head)
        position += 1
        told = _length_of_names(text, head, people[position : position + _LIST])
        position += told
    return kept


# "two men, a woman and a boy": four
_NOT_AMONG = {
    "men": {"woman", "girl", "boy", "child"},
    "women": {"man", "girl", "boy", "child"},
    "boys": {"man", "woman", "girl"},
    "girls": {"man", "woman", "boy"},
    "children": {"man", "woman"},
}


# "four civilians, three women and one man"
_SEXES = frozenset({"man", "men", "woman", "women", "boy", "girl", "child", "children"})


def _tells_sex(person: Quantity) -> bool:
    head = person.head.lower()
    return head in _SEXES or (head.endswith("s") and head[:-1] in _SEXES)


def _length_of_names(text: str, head: Quantity, following: list[Quantity]) -> int:
    """Return how many of the quantities after a count name the people that it counts."""
    if not head.value or head.value < 2 or not following:
        return 0
    by_sex = _tells_sex(following[0]) and not _tells_sex(head)
    named = _NAMES.search(text[head.end : following[0].start])
    if not named or not (following[0].article or by_sex):
        return 0
    left = head.value
    for number, person in enumerate(following, 1):
        other = person.head.lower() in _NOT_AMONG.get(head.head.lower(), ())
        counts = not person.article and not (by_sex and _tells_sex(person))
        if other or person.kind != "people" or (number > 1 and counts):
            return 0
        if number > 1 and not _NEXT_NAME.fullmatch(text, following[number - 2].end, person.start):
            return 0
        left -= person.value or 0
        if left == 0:
            return number
    return 0
