"""
Who was hurt: killed and injured, as a text counts them.

A count of people takes its outcome from the words beside it, in this order: a noun that is the
outcome ("two deaths"), a toll ("the toll rose to 12"), a verb right before it ("killing at least
four"), a verb after it ("one woman was killed", "four others injured"), and a list that goes on
("a man and two women"). People told as part of a count already given are not added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.reading.numbers.casualty_lists import goes_on, is_part, outcome_of_list
from geomap.reading.numbers.casualty_tolls import is_in_total, nth_death, toll_of
from geomap.reading.numbers.casualty_verbs import verb_after, verb_before
from geomap.reading.numbers.casualty_words import (
    Harm,
    Outcome,
    find_harm,
    find_zeros,
    harm_patterns,
    harm_words,
)
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.numbers.people_counted import find_people, without_names
from geomap.reading.numbers.quantity import Qualifier, Quantity
from geomap.reading.text.late import late
from geomap.reading.text.phrases import load_phrases
from geomap.reading.text.sought import Sought
from geomap.records import replace

_LIST = 12  # items of a list that is read to its end


@dataclass(slots=True)
class CasualtyCount:
    """
    One count of killed or injured people.

    `min` and `max` follow the qualifier: exact and "about" give both, "at least" and "more than"
    leave `max` open, "up to" leaves `min` open. `total` marks a running toll ("rose to 12").
    """

    start: int
    end: int
    outcome: Outcome
    min: int | None
    max: int | None
    qualifier: Qualifier | None
    military: bool = False
    civilians: bool | None = None
    total: bool = False
    part: bool = False  # "killed seven: four in Bakhmut": told again by place
    more: bool = False  # "another two", "three more"


@dataclass(frozen=True, slots=True)
class Casualties:
    """
    All counts of a stretch of text taken together; None means not stated.

    Zero stands only where the text says so ("no one was killed", "no casualties"), never where
    nothing was reported. With `military` the people counted are soldiers; where a text counts
    both, the soldiers are left out. `toll` marks a running total.
    """

    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    civilians: bool | None = None
    qualifier: Qualifier | None = None
    military: bool = False
    toll: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    more: frozenset[Outcome] = frozenset()  # counts only people beside those told of before


NO_CASUALTIES = Casualties()


def find_casualties(text: str, start: int, end: int) -> Casualties:
    """
    Return the counts of ``text[start:end]`` taken together.

    Counts of one outcome are added up, unless one of them is a toll: then the highest toll holds.
    """
    return sum_casualties(find_casualty_counts(text, start, end))


def sum_casualties(counts: list[CasualtyCount]) -> Casualties:
    """Return counts taken together as `find_casualties` does."""
    if not counts:
        return NO_CASUALTIES
    military = bool(counts) and all(count.military for count in counts)
    kept = [count for count in counts if (military or not count.military) and not count.part]
    killed = _sum([count for count in kept if count.outcome == "killed"])
    injured = _sum([count for count in kept if count.outcome == "injured"])
    return Casualties(
        killed_min=killed[0],
        killed_max=killed[1],
        injured_min=injured[0],
        injured_max=injured[1],
        civilians=True if any(count.civilians for count in kept) else None,
        qualifier=next((count.qualifier for count in kept if count.qualifier), None),
        military=military,
        toll=any(count.total for count in kept),
        spans=tuple((count.start, count.end) for count in kept),
        more=frozenset(count.outcome for count in kept)
        - {count.outcome for count in kept if not count.more or count.total},
    )


def _sum(counts: list[CasualtyCount]) -> tuple[int | None, int | None]:
    tolls = [count for count in counts if count.total]
    if tolls:
        counts = [max(tolls, key=lambda count: count.min or count.max or 0)]
    lows = [count.min for count in counts if count.min is not None]
    highs = [count.max for count in counts]
    closed = [high for high in highs if high is not None]
    return (sum(lows) if lows else None), (sum(closed) if highs and closed == highs else None)


def find_casualty_counts(text: str, start: int, end: int) -> list[CasualtyCount]:
    """Return each count of killed or injured people in ``text[start:end]``, in order."""
    if harm_words()["any"].search(text, start, end) is None:
        return []  # a quick look spares the rest
    zeros = find_zeros(text, start, end)
    found = [CasualtyCount(z.start, z.end, z.outcome, 0, 0, None) for z in zeros if z.outcome]
    people = without_names(text, find_people(text, start, end))
    if not people:
        return _in_order(text, found)
    cues = [
        cue
        for cue in find_harm(text, start, end)
        if not any(z.start <= cue.start < z.end for z in zeros)  # "all 16 left and no one was hurt"
    ]
    previous: tuple[Quantity, Outcome, bool] | None = None
    for index, counted in enumerate(people):
        quantity = _with_named(text, _all_of(text, counted), people[:index], cues)
        of_unhurt = _is_of_staff(quantity) or _is_of_unhurt(text, people[:index], quantity)
        own = _OF_THEIRS.search(text, quantity.start, quantity.end) is not None
        is_split = not found and _OF_OUTCOME.match(text, quantity.end, end)
        told_of = quantity.subset and not own and not is_split and (found or not of_unhurt)
        if told_of or quantity.value is None or quantity.value == 0:
            continue
        following = people[index + 1] if index + 1 < len(people) else None
        read = _outcome(text, quantity, following, cues, start)
        if read is None and previous and goes_on(text, previous[0], quantity, end):
            read = previous[1], False
        elif read is None:
            read = outcome_of_list(text, people[index : index + _LIST], cues)
        if read and read[0] == "injured" and _is_of_injured(quantity, found, cues):
            continue
        if read:
            if read[0] == "killed" and (dead := nth_death(text, quantity)) is not None:
                quantity, read = replace(quantity, value=dead), (read[0], True)
            read = read[0], read[1] or is_in_total(text, quantity, start)
            more_troops = quantity.kind is None and previous and previous[0].kind == "troops"
            whole = replace(quantity, kind="troops") if more_troops else quantity
            after_part = bool(found) and found[-1].part
            part = previous is not None and is_part(text, previous[0], whole, after_part, end)
            previous = whole, *read  # "killed 30 soldiers and wounded 100"
            more = _MORE.search(text, quantity.start, quantity.end) is not None
            found.append(replace(make_count(whole, *read), part=part, more=more))
    return _in_order(text, found)


def _in_order(text: str, found: list[CasualtyCount]) -> list[CasualtyCount]:
    return _without_sum(text, sorted(found, key=lambda count: count.start))


def _without_sum(text: str, counts: list[CasualtyCount]) -> list[CasualtyCount]:
    """Read "45 people were injured: 10 were killed, 35 were wounded": the 45 are both together."""
    if not counts[1:] or ":" not in text[counts[0].end : counts[1].start]:
        return counts
    if any(count.part for count in counts):
        return counts  # told by place
    whole, parts = counts[0], counts[1:]
    told = sum(count.min or 0 for count in parts)
    if all(count.outcome == whole.outcome for count in parts):
        return [whole] if told <= (whole.min or 0) else counts
    return parts if parts[1:] and told == whole.min else counts


_MORE = Sought(r"\b(?:another|more|further|additional)\b(?! than)", re.IGNORECASE)
_WAS_REACH = 12
_WAS = re.compile(r"\b(?:was|is|were|among)\s\Z")
_IN_CARE = (
    *("hospitali", "taken to", "rushed to", "sought medical", "in "),
    *("is in", "are in", "was in", "were in", "remain"),
)


# "two of the three injured were children": three
_SHARE = late(
    rf"\s*(?P<n>{number_pattern()})?\s*(?:reported\s+|people\s+)?(?:killed|dead|injured|wounded|hurt|"
    r"victims)(?:\s(?:in|by|during)\s[^,.;]{1,60}?)?\s+(?:were|are|was|being)\s+(?:an?\s+)?"
    r"(?:member|employee|foreign|local|worker|from\s|child|minor|wom[ae]n|m[ae]n|boy|girl|teen|civilian|polic|rescue|firef|medic)"
)
_SHARE_OF = re.compile(r"of\s+(?:the|those|these)\s+", re.IGNORECASE)


def _all_of(text: str, quantity: Quantity) -> Quantity:
    """Read "Her sister was one of three people killed" as three."""
    of = _SHARE_OF.search(text, quantity.start, quantity.end + 9)
    if of and quantity.of_total and _SHARE.match(text, of.end()):
        return replace(quantity, value=quantity.of_total, subset=False, kind="people")
    if (
        quantity.value == 1
        and quantity.of_total
        and _WAS.search(text[max(0, quantity.start - _WAS_REACH) : quantity.start])
    ):
        return replace(quantity, value=quantity.of_total)
    return quantity


# "killed the poet Olena Bondar and 12 others": 13
_NAMED_AND = re.compile(
    r"(?:\A|(?P<before>[^\s]+)\s)(?P<name>(?:[A-ZА-ЯІЇЄҐ][\w’'-]+,?\s){2,4})"
    r"(?:\([^()]{1,12}\)\s|\d\d,?\s)?and\s(?:at least\s)?\Z"
)
_NAMED_REACH = 70
_OTHERS = re.compile(r"\bothers?\b")


def _with_named(
    text: str, quantity: Quantity, before: list[Quantity], cues: list[Harm]
) -> Quantity:
    """Count the one who is named before "and two others", if nothing has counted him."""
    if not quantity.value or not _OTHERS.search(text, quantity.start, quantity.end):
        return quantity
    lead = max(0, quantity.start - _NAMED_REACH)
    named = _NAMED_AND.search(text[lead : quantity.start])
    if named is None or (named["before"] or "a").lower() in _AT:
        return quantity
    start = lead + named.start("name")
    if told := [q for q in before if q.end > start - 2]:
        joint = told[-1].article  # "killed the journalist Olena Bondar and 12 others"
        return replace(quantity, start=told[-1].start) if joint else quantity
    cue = next((cue for cue in reversed(cues) if cue.end <= start), None)
    titled = cue is not None and _TITLE.fullmatch(text, cue.end, start) is not None
    begin = cue.end + 1 if cue is not None and titled else start
    return replace(quantity, start=begin, value=quantity.value + 1)


_TITLE = re.compile(r"\s(?:(?!(?:in|at|near|of|from|to|on|by)\s)[\w’'-]+,?\s){0,4}")
_AT = frozenset({"in", "at", "near", "of", "from", "to", "on", "over", "around", "outside"})


def _is_of_injured(quantity: Quantity, found: list[CasualtyCount], cues: list[Harm]) -> bool:
    """Read "12 people were injured: five were hospitalised": five of the twelve."""
    told = [count.min or 0 for count in found if count.outcome == "injured"]
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    return bool(
        told and (quantity.value or 0) < max(told) and cue and cue.word.startswith(_IN_CARE)
    )


_COUNTED_BEFORE = frozenset({"victim", "victims", "others", "survivors", "people", "persons"})


def _is_of_staff(quantity: Quantity) -> bool:
    """Read "one of the company's employees was wounded": of those who were not counted before."""
    return quantity.kind == "people" and quantity.head.lower() not in _COUNTED_BEFORE


# "12 casualties, including two killed and ten injured"
_OF_OUTCOME = re.compile(
    r"\s+(?:people\s+)?(?:killed|dead|injured|wounded)\b|\s+(?:(?:has|have|had|later|also)\s+)*died\b"
)
# "killed a mother and injured five of her neighbours": others
_OF_THEIRS = re.compile(r"\bof (?:his|her|their) ")


def _is_of_unhurt(text: str, before: list[Quantity], quantity: Quantity) -> bool:
    """Read "led nine people out; six of them were injured": the nine were not all hurt."""
    whole = (before[-1].value or 0) if before else 0
    return (
        whole >= (quantity.value or 0) > 0
        and _THEM.search(text, quantity.start, quantity.end) is not None
    )


_THEM = Sought(r"\bof (?:them|whom)\Z")


def make_count(quantity: Quantity, outcome: Outcome, total: bool) -> CasualtyCount:
    """Return what a quantity of people counts, as its qualifier bounds it."""
    value, qualifier = quantity.value, quantity.qualifier
    civilians = load_phrases("en/numbers")["casualties"]["civilian_nouns"]
    return CasualtyCount(
        quantity.start,
        quantity.end,
        outcome,
        None if qualifier == "up to" else value,
        None if qualifier in {"at least", "more than"} else quantity.high or value,
        qualifier,
        military=quantity.kind == "troops",
        civilians=True if quantity.head.lower() in civilians else None,
        total=total,
    )


# --- which outcome ----------------------------------------------------------------------------


def _outcome(
    text: str, quantity: Quantity, following: Quantity | None, cues: list[Harm], start: int
) -> tuple[Outcome, bool] | None:
    """Return the outcome of a count and whether it is a toll."""
    if toll := toll_of(text, quantity, start):
        return toll, True
    outcome = _outcome_of_noun(text, quantity, start)
    if outcome is None and quantity.kind != "casualty":
        # "killed one and injured two": the verb before "two" wins over any that comes later.
        outcome = verb_before(text, quantity, cues) or verb_after(text, quantity, following, cues)
    return (outcome, False) if outcome else None


def _outcome_of_noun(text: str, quantity: Quantity, start: int) -> Outcome | None:
    """Return the outcome that lies in the noun: "two deaths", "the loss of three lives"."""
    nouns = load_phrases("en/numbers")["casualties"]
    if quantity.head.lower() in nouns["killed_nouns"]:
        return "killed"
    if quantity.head.lower() in nouns["injured_nouns"]:
        return "injured"
    around = text[max(start, quantity.start - 40) : quantity.end + 40]
    if quantity.kind in {"life", "body"} and harm_patterns()[quantity.kind].search(around):
        return "killed"
    return None
