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
from itertools import pairwise

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
from geomap.reading.numbers.quantities import Qualifier, Quantity
from geomap.reading.text.late import late
from geomap.reading.text.phrases import load_phrases
from geomap.reading.text.sought import Sought
from geomap.records import replace

_FORWARD_REACH = 110  # characters between a count and the verb that it is the subject of
_TOLL_REACH = 140
_LIST = 12  # items of a list that is read to its end
_ELSEWHERE = late(
    r"\s*(?:[–—-]\s*)?(?:more\s+|others\s+)?\b(?:in|at|near|around|outside|from)\s+(?:the\s+)?"
    r"(?:(?:neighbou?ring|nearby|(?:north|south)?-?(?:east|west|north|south)ern)\s+)?"
    r"(?:(?:city|town|village|region)\s+of\s+)?[A-ZА-ЯІЇЄҐ]"
)
_THEN = re.compile(r"(?:,|\band)\s+\Z")
_ASIDE = re.compile(
    r"(?:,|\s[–—-]{1,2}|—)\s*(?:(?:including|among (?:them|whom)|some of (?:them|whom))\b[^,;–—]*?"
    r"|[^,;–—]{3,60} among them)(?:,|\s[–—-]{1,2}(?=\s)|—)"
    r"|\s(?:\(|[–—-]\s)(?:aged\s)?\d\d?(?:(?:,|,?\sand)\s\d\d?)*(?:\syears\sold)?(?:\)|\s[–—-](?=\s))"
)


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
    cues = [
        cue
        for cue in find_harm(text, start, end)
        if not any(z.start <= cue.start < z.end for z in zeros)  # "all 16 left and no one was hurt"
    ]
    people = without_names(text, find_people(text, start, end))
    previous: tuple[Quantity, Outcome, bool] | None = None
    for index, counted in enumerate(people):
        quantity = _all_of(text, counted)
        of_unhurt = _is_of_staff(quantity) or _is_of_unhurt(text, people[:index], quantity)
        own = _OF_THEIRS.search(text, quantity.start, quantity.end) is not None
        told_of = quantity.subset and not own and (found or not of_unhurt)
        if told_of or quantity.value is None or quantity.value == 0:
            continue
        following = people[index + 1] if index + 1 < len(people) else None
        read = _outcome(text, quantity, following, cues, start)
        if read is None and previous and _goes_on(text, previous[0], quantity, end):
            read = previous[1], False
        elif read is None:
            read = _outcome_of_list(text, people[index : index + _LIST], cues)
        if read and read[0] == "injured" and _is_of_injured(quantity, found, cues):
            continue
        if read:
            read = read[0], read[1] or _is_in_total(text, quantity, start)
            goes_on = quantity.kind is None and previous and previous[0].kind == "troops"
            whole = replace(quantity, kind="troops") if goes_on else quantity
            part = previous is not None and _is_part(text, previous[0], whole, found, end)
            previous = whole, *read  # "killed 30 soldiers and wounded 100"
            found.append(replace(make_count(whole, *read), part=part))
    return _without_sum(text, sorted(found, key=lambda count: count.start))


def _without_sum(text: str, counts: list[CasualtyCount]) -> list[CasualtyCount]:
    """Read "45 people were injured: 10 were killed, 35 were wounded": the 45 are both together."""
    if len(counts) < _PARTS_OF_SUM or ":" not in text[counts[0].end : counts[1].start]:
        return counts
    if any(count.part for count in counts):
        return counts  # told by place
    parts = sum(count.min or 0 for count in counts[1:])
    return counts[1:] if parts == counts[0].min else counts


_PARTS_OF_SUM = 3  # counts: a sum and at least two that it is made of
_WAS_REACH = 12
_WAS = re.compile(r"\b(?:was|is|were|among)\s\Z")
_IN_CARE = ("hospitali", "taken to", "rushed to", "sought medical")


# "two of the three injured were children": three
_SHARE = late(
    rf"\s*(?P<n>{number_pattern()})?\s*(?:reported\s+|people\s+)?(?:killed|dead|injured|wounded|hurt|"
    r"victims)\s+(?:were|are|was|being)\s+(?:an?\s+)?"
    r"(?:child|minor|wom[ae]n|m[ae]n|boy|girl|teen|civilian|polic|rescue|firef|medic)"
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
_IN_TOTAL = Sought(r"\b(?:in total|altogether|in all|overall),?\s*\Z", re.IGNORECASE)


def _is_in_total(text: str, quantity: Quantity, start: int) -> bool:
    """Read "In total, nine people were hurt": the counts told before are part of it."""
    return bool(_IN_TOTAL.search(text, max(start, quantity.start - 16), quantity.start))


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
    if toll := _toll(text, quantity, start):
        return toll, True
    outcome = _outcome_of_noun(text, quantity, start)
    if outcome is None and quantity.kind != "casualty":
        # "killed one and injured two": the verb before "two" wins over any that comes later.
        outcome = _verb_before(text, quantity, cues) or _verb_after(text, quantity, following, cues)
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


def _toll(text: str, quantity: Quantity, start: int) -> Outcome | None:
    lead_start = max(start, quantity.start - _TOLL_REACH)
    lead = text[lead_start : quantity.start]
    match = None
    for found in harm_patterns()["toll"].finditer(lead):
        match = found
    if match is None or ";" in lead[match.end() :]:
        return None
    if not harm_patterns()["toll_verb"].search(lead) and lead[match.end() :].strip(" :"):
        return None
    cared_for = _CARED_FOR.match(text, quantity.end)  # "the number of victims rose to 12 hurt"
    return "killed" if match.lastgroup == "killed" and not cared_for else "injured"


_OWN_VERB = re.compile(
    r"\s+(?:others?\s+|people\s+)?(?:were|was|have|had|dead|killed|died|injured|wounded|hurt)\b"
)
_CARED_FOR = re.compile(
    r",?\s+(?:who\s+|have\s+|had\s+|were\s+|all\s+)*(?:sought|injured|wounded|hurt|hospitali|needed)"
)


def _verb_before(text: str, quantity: Quantity, cues: list[Harm]) -> Outcome | None:
    """Return the outcome of a verb whose object the count is: "killing at least four"."""
    cue = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    subject_only = load_phrases("en/numbers")["casualties"]["subject_only"]
    if cue is None or cue.outcome is None or cue.word in subject_only:
        return None
    if ":" in text[cue.end : quantity.start] and (
        quantity.article or _OWN_VERB.match(text, quantity.end)
    ):
        return None  # "two people were wounded: a woman and her son"; "48 hurt: 16 were killed"
    gap = text[cue.end : quantity.start]
    vague = _DASH.fullmatch(gap) and _UNCOUNTED.search(text, max(0, cue.start - 40), cue.start)
    direct = vague or harm_patterns()["direct"].match(text, cue.end, quantity.start)
    return cue.outcome if direct else None


_DASH = re.compile(r"\s(?:[–—]|--?)\s")
# "Unfortunately, people were injured - four civilians"
_UNCOUNTED = re.compile(
    r"(?:[.,;:“\"]|\A|\b(?:that|and|also))\s*(?:people|civilians|residents|locals|there)"
    r"\s(?:were|are|have been)\s(?:\w+ )?\Z",
    re.IGNORECASE,
)


def _verb_after(  # noqa: PLR0911 (one return a rule)
    text: str, quantity: Quantity, following: Quantity | None, cues: list[Harm]
) -> Outcome | None:
    """Return the outcome of a verb whose subject the count is: "one woman was killed"."""
    patterns = harm_patterns()
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or cue.start - quantity.end > _FORWARD_REACH or cue.outcome is None:
        return None
    if following and not following.subset and following.start < cue.start:
        return None
    gap = _ASIDE.sub(" ", text[quantity.end : cue.start])
    takes_object = following is not None and patterns["direct"].match(
        text, cue.end, following.start
    )
    has_aux = bool(patterns["aux"].search(gap))
    if not has_aux and _died_later(text, cue, following, cues):
        return "killed"
    if takes_object and not has_aux and following is not None and following.start >= cue.end:
        return None
    if patterns["between"].match(gap):
        return cue.outcome
    subject_only = load_phrases("en/numbers")["casualties"]["subject_only"]
    is_verb_of_subject = has_aux or cue.word in subject_only or " " in cue.word
    if is_verb_of_subject and quantity.kind is not None and not patterns["block"].search(gap):
        return cue.outcome
    return None


_DIED = frozenset({"died", "dies", "die", "succumbed", "passed away"})


def _died_later(text: str, cue: Harm, following: Quantity | None, cues: list[Harm]) -> bool:
    """Read "An engineer wounded in a strike died in hospital": one died."""
    later = next((c for c in cues if c.start >= cue.end), None)
    return (
        cue.outcome == "injured"
        and later is not None
        and later.word in _DIED
        and later.start - cue.end < _FORWARD_REACH
        and not (following and following.start < later.start)
        and re.search(r"[;:.]|\b(?:and|but)\b", text[cue.end : later.start]) is None
    )


def _is_list(text: str, left: Quantity, right: Quantity) -> bool:
    aged = _AGED.match(text, left.end)  # "two women, 61 and 68, and a man"
    start = aged.end() if aged else left.end
    return right.kind is not None and bool(
        harm_patterns()["list"].fullmatch(text, start, right.start)
    )


_AGED = re.compile(r",? (?:aged )?\d\d?(?:(?:,| and) \d\d?)*(?=,| and (?:an?|the|two|three)\b)")


def _goes_on(text: str, left: Quantity, right: Quantity, end: int) -> bool:
    """Tell whether a count goes on from another: "and a woman", "and two in Zaporizhzhia"."""
    if _is_list(text, left, right):
        return True
    gap = text[left.end : right.start]
    is_placed = right.kind is None and _ELSEWHERE.match(text, right.end, end)
    if right.kind is None and _NAMED_BEFORE.fullmatch(gap):
        return True
    opens_parts = _PARTS.fullmatch(gap) is not None
    return bool(is_placed and (opens_parts or (_THEN.search(gap) and ":" not in gap)))


# "were injured in Donetsk region: in Kramatorsk - 2, in Lyman - 3"
_NAMED_BEFORE = late(
    r"(?:[^,;.:]{0,90}:|,|,? and)\s+(?:in |near )?(?:the )?[A-ZА-ЯІЇЄҐ][\w’'-]+"
    r"(?: [\w’'-]+)?\s*(?:[–—-]|\()\s*"
)
_PARTS = re.compile(r"[^,;.:]{0,90}:\s*|[^,;.:]{0,60}?\s(?:[–—]|--?)\s(?:including\s)?")


def _is_part(
    text: str, left: Quantity, right: Quantity, found: list[CasualtyCount], end: int
) -> bool:
    """Read "killed five in Donetsk region: two in Lyman, one in Dachne": parts of the five."""
    gap = text[left.end : right.start]
    if right.kind is None and _NAMED_BEFORE.fullmatch(gap):
        return ":" in gap or bool(found and found[-1].part)
    if right.kind is not None or not _ELSEWHERE.match(text, right.end, end):
        return False
    return _PARTS.fullmatch(gap) is not None or bool(found and found[-1].part)


def _outcome_of_list(
    text: str, people: list[Quantity], cues: list[Harm]
) -> tuple[Outcome, bool] | None:
    """Return the outcome that stands after a list: "two men and a woman were killed"."""
    for index, (left, right) in enumerate(pairwise(people), 2):
        if left.kind is None or not _is_list(text, left, right):
            return None
        following = people[index] if index < len(people) else None
        outcome = _verb_after(text, right, following, cues)
        if outcome and _LAST_OF_LIST.search(text, left.end, right.start):
            return outcome, False
    return None


# not "rescuers saved 14 people, one person died"
_LAST_OF_LIST = re.compile(r"\b(?:and|plus|as well as|along with|together with)\b")
