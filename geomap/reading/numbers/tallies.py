"""
Weapons: how many were launched, shot down, lost, and got through.

A count of weapons takes its fate from the words beside it, in this order: a verb right before it
("shot down 76 drones"), a verb of which it is the subject ("33 of them were intercepted"), the
list that it goes on ("and one missile"), a participle after it ("70 downed by air defence"), the
wave that it made up ("an attack with 25 drones"). A number whose noun is left out counts the
weapons named before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from geomap.reading.numbers.noun_heads import weapon_words
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.numbers.quantity import Qualifier, Quantity
from geomap.reading.numbers.sightings import of_sighting
from geomap.reading.numbers.tally_places import span_before, spans_after
from geomap.reading.numbers.tally_words import (
    Cue,
    VerbClass,
    find_cues,
    tally_patterns,
)
from geomap.reading.numbers.weapons_counted import NAMED_REACH, find_weapons
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import words_of
from geomap.records import replace

_PASSIVE_REACH = 140  # characters between a count and the verb that it is the subject of
_LOOSE_REACH = 60
_LIST = 12  # items of a list that is read to its end
_WAVE_REACH = 120


_HAS = re.compile(r"\b(?:has|have|had)\s+\Z", re.IGNORECASE)
_OF = re.compile(
    r"(?:\A|[.;:,“\"]\s)(?:out\s+)?of\s+\Z", re.IGNORECASE
)  # "of 50 drones, 41 were downed"


@dataclass(frozen=True, slots=True)
class WeaponTally:
    """
    One count of weapons with what became of them.

    `of_total` is the second number of "18 out of 23" (the launched ones). `place_span` is the
    stretch right after the number that says where: "the Kaluga and Tver regions" in "two drones
    over the Kaluga and Tver regions", and one tally for each place in "one each over Oryol and
    Tula"; None where no place follows.
    """

    start: int
    end: int
    verb_class: VerbClass
    kind: str
    value: int | None
    qualifier: Qualifier | None
    of_total: int | None = None
    place_span: tuple[int, int] | None = None
    subset: bool = False


def find_weapon_counts(text: str, start: int, end: int) -> list[WeaponTally]:
    """Return the weapon counts of ``text[start:end]``, in order."""
    if weapon_words().isdisjoint(words_of(text, max(0, start - NAMED_REACH), end)):
        return []  # a quick look spares the counts
    quantities = find_weapons(text, start, end)
    if not quantities:
        return []
    cues = find_cues(text, start, end)
    tallies: list[WeaponTally] = []
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1].start if index + 1 < len(quantities) else end
        before = span_before(text, quantity.start, quantity.end)
        if before is not None:
            verb_class = _fate_before(quantity, tallies, cues)
        else:
            verb_class = _classify(text, quantity, tallies, cues, start, following)
        if verb_class == "unknown":
            verb_class = (
                _fate_of_list(text, quantities[index : index + _LIST], cues, end) or verb_class
            )
        if (quantity.article or not quantity.head) and verb_class == "unknown":
            continue
        ordinal = _last_ordinal(text, quantity, end) if quantity.of_total is None else None
        is_whole = quantity.of_total == quantity.value and verb_class == "launched"
        of_total = None if is_whole else quantity.of_total or ordinal
        if verb_class == "intercepted" and _ATTACKED_WITH.search(text, start, quantity.start):
            of_total = of_total or quantity.value  # those that it attacked with
        tally = WeaponTally(
            quantity.start,
            quantity.end,
            verb_class,
            quantity.kind or "weapon",
            quantity.value,
            quantity.qualifier,
            of_total,
            subset=quantity.subset,
        )
        if before is not None:
            tallies.append(replace(tally, place_span=before))
        else:
            after = _end_of_fate(text, quantity, cues, following)
            tallies += _with_places(text, tally, after, end)
    return _with_wholes(tallies)


# "attacked A with two missiles, which were shot down"
_ATTACKED_WITH = Sought(
    r"\b(?:attack|target|strik|struck|hit)\w*\b[^,;.]{0,60} with (?:an?\s+)?(?:[\w-]+\s+){0,2}\Z"
)


def _with_wholes(tallies: list[WeaponTally]) -> list[WeaponTally]:
    """Read "reported 31 drones, 23 of which were shot down": the 31 were launched."""
    return [
        replace(whole, verb_class="launched") if _is_whole(whole, part) else whole
        for whole, part in pairwise(tallies)
    ] + tallies[-1:]


def _is_whole(whole: WeaponTally, part: WeaponTally) -> bool:
    return (
        whole.verb_class == "unknown"
        and part.verb_class in ("intercepted", "lost")
        and part.subset
        and whole.kind == part.kind
        and (whole.value or 0) >= (part.value or 0) > 0
    )


_ORDINALS = {"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINAL = re.compile(
    r"\b(?:the|a) (second|other|third|fourth|fifth)(?: (?:one|drone|missile|boat|uav)"
    rf")?(?= {any_of('of_the_last')})",
    re.IGNORECASE,
)


def _last_ordinal(text: str, quantity: Quantity, end: int) -> int | None:
    """Return the 2 of "one drone was destroyed, the second one exploded": so many there were."""
    if quantity.value != 1 or quantity.article:
        return None
    told = [_ORDINALS[m.group(1).lower()] for m in _ORDINAL.finditer(text, quantity.end, end)]
    return max(told, default=None)


# --- what became of them ----------------------------------------------------------------------


def _classify(  # noqa: PLR0911 (one return a rule)
    text: str,
    quantity: Quantity,
    before: list[WeaponTally],
    cues: list[Cue],
    start: int,
    following: int,
) -> VerbClass:
    """Return what became of the weapons counted, by the first rule that fits."""
    previous = before[-1] if before else None
    left = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    gap_start = _end_of(previous) if previous else start
    of_them = quantity.subset and _OF_THEM.search(text, quantity.start, quantity.end)
    is_object = left and (not quantity.subset or of_them) and left.verb_class != "hits"
    if left and is_object and tally_patterns()["direct"].match(text, left.end, quantity.start):
        return left.verb_class
    if passive := _passive(text, quantity, cues, following) or _relative(text, quantity, cues):
        return passive
    if not quantity.subset and _ATTACKED.match(text, quantity.end):
        return "launched"
    if previous and quantity.subset and _HEADED.match(text, quantity.end):
        return previous.verb_class
    if previous and _goes_on(text, gap_start, quantity.start, cues):
        return previous.verb_class
    if previous and _splits_up(text, previous, quantity, following):
        return previous.verb_class
    if participle := _participle(text, quantity, cues):
        return participle
    lead = text[max(start, gap_start, quantity.start - _WAVE_REACH) : quantity.start]
    if _TARGETS_HIT.search(lead):
        return "hits"
    is_placed = quantity.head == "" and tally_patterns()["place"].match(
        text, quantity.end, following
    )
    if is_placed and (previous or left) and not tally_patterns()["wave"].search(lead):
        return previous.verb_class if previous else left.verb_class if left else "unknown"
    if previous and _goes_on_by_place(text, previous, quantity, following):
        return previous.verb_class
    if _OF.search(lead) or tally_patterns()["wave"].search(lead):
        return "launched"
    loose = _loose(text, quantity, left, gap_start)
    return of_sighting(text, quantity) if loose == "unknown" else loose


# "shot down 24 of them", "16 of the missiles"
_OF_THEM = re.compile(r"\bof (?:them|these|those|the\b)")


# "six Kinzhals fired from aircraft, nine Kalibrs": a list that goes on
_FIRED_FROM = re.compile(
    r"\s+(?:that were |which were )?(?:fired|launched)\s+(?:from|by|at|off)\s[^,;.]{1,50},?\s*"
    r"(?:and\s+)?"
)


# "12 locations were hit by 57 drones": those that got through
_TARGETS_HIT = re.compile(
    r"\b(?:targets?|locations?|sites?|facilities|objects|points)"
    r" (?:was|were|had been|have been|being) (?:hit|struck|damaged) by\s+\Z",
    re.IGNORECASE,
)


def _goes_on(text: str, start: int, end: int, cues: list[Cue]) -> bool:
    """Tell whether a list goes on between two counts: "and", "as well as", no verb."""
    if any(start <= cue.start < end for cue in cues):
        return bool(_FIRED_FROM.fullmatch(text, start, end))
    return bool(tally_patterns()["list"].fullmatch(text, start, end))


def _end_of(tally: WeaponTally) -> int:
    """Return where a count ends, with its place: "8 drones over the Oryol region"."""
    return max(tally.end, tally.place_span[1]) if tally.place_span else tally.end


_NEXT_ITEM = re.compile(r"[^.;:]*(?:,|\band|;)\s+\Z")


def _goes_on_by_place(text: str, before: WeaponTally, quantity: Quantity, following: int) -> bool:
    """Read "Ten UAVs were destroyed over A, four UAVs above B": destroyed as well."""
    return (
        before.verb_class in ("intercepted", "lost")
        and quantity.kind == before.kind
        and not quantity.subset
        and _NEXT_ITEM.match(text, before.end, quantity.start) is not None
        and tally_patterns()["place"].match(text, quantity.end, following) is not None
    )


_COLON = re.compile(r"\s*(?:\([^()]{1,12}\)\s*)?(?::|[–—-]\s)\s*")


_INCLUDING = re.compile(r"[^.;,:]{0,60},?\s+(?:including|among them|of which|of them|with)\s+")


def _splits_up(text: str, total: WeaponTally, quantity: Quantity, following: int) -> bool:
    """Read "destroyed 22 drones: 8 drones over the Oryol region": the total told by place."""
    alike = quantity.kind == total.kind and total.verb_class in ("intercepted", "lost")
    joint = _COLON.fullmatch(text, total.end, quantity.start) or _INCLUDING.fullmatch(
        text, _end_of(total), quantity.start
    )
    return (
        alike
        and joint is not None
        and bool(tally_patterns()["place"].match(text, quantity.end, following))
    )


def _passive(text: str, quantity: Quantity, cues: list[Cue], following: int) -> VerbClass | None:
    """Return the class of "33 of them were intercepted": the verb whose subject the count is."""
    aside = _PARTS_NAMED.match(text, quantity.end)
    low = aside.end() - 1 if aside else quantity.end
    stop = low + _PASSIVE_REACH if aside else min(following, low + _PASSIVE_REACH)
    for cue in cues:
        if not low <= cue.start < stop:
            continue
        gap = text[low : cue.start]
        if cue.verb_class == "intercepted" and _SAID_TO_BE.fullmatch(gap):
            return cue.verb_class
        if tally_patterns()["stop"].search(gap):
            return None
        if tally_patterns()["aux"].fullmatch(gap):
            active = cue.verb_class == "intercepted" and _HAS.search(gap)
            return None if active else cue.verb_class  # "a missile had destroyed a depot"
    return None


# "a missile from over the sea, which the air force said it had destroyed"
_SAID_TO_BE = re.compile(
    r"[^,;:.()]{0,80},? (?:which|that) [^,;()]{0,60}?\b(?:it|they) (?:(?:also|had|have|has) )*"
)


# "A drone destroyed a house": no drone was shot down
_DESTROYS = re.compile(
    r"destroy(?:s|ed)\s+(?:and\s+\w+\s+)?"
    rf"(?:an?|the|its|their|his|her|another|some|parts?|most|{number_pattern()})\b",
    re.IGNORECASE,
)
# "14 drones, including 13 Shaheds and one missile, were destroyed": all of them
_PARTS_NAMED = re.compile(
    r"(?:\s+of\s[\w ]{1,30})?,\s+(?:including|among them|(?:[\w-]+\s){1,3}of (?:them|which))"
    r"\s[^;:.]{1,90}?,\s(?=(?:were|was|have been|had been)\s)"
)
# "55 drones attacked the region"
_ATTACKED = re.compile(
    r"\s+(?:(?:have|had|has|reportedly|also|again|then|simultaneously)\s+)*"
    r"(?:attacked|targeted|swarmed|bombarded|pounded)\b"
)
# "130 drones were downed, 15 of which were headed for Moscow": downed as well
_HEADED = re.compile(
    rf"\s+(?:(?:were|was|had been)\s+)?(?:{any_of('heading')}|en route|approaching|on its way|"
    r"on their way)\s+(?:(?:for|to|towards?|at|in the direction of)\s+)?(?:the\s+)?(?=[A-Z])"
)
_RELATIVE_REACH = 60
_WHICH = re.compile(r"of (?:which|them|these|those)\Z")


def _relative(text: str, quantity: Quantity, cues: list[Cue]) -> VerbClass | None:
    """Return the class of "58 of which it was able to shoot down": the verb ends the clause."""
    if not quantity.subset or not _WHICH.search(text[quantity.start : quantity.end]):
        return None
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or cue.start - quantity.end > _RELATIVE_REACH:
        return None
    if re.search(r"[,.;:]", text[quantity.end : cue.start]):
        return None
    return cue.verb_class if _ENDS_CLAUSE.match(text, cue.end) else None


_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:”\"–—]|\Z|-\s|(?:and|but|while|on|in|over|overnight)\b)")


def _fate_of_list(
    text: str, quantities: list[Quantity], cues: list[Cue], end: int
) -> VerbClass | None:
    """Return the class that stands after a list: "79 drones and 21 missiles were shot down"."""
    for index, (left, right) in enumerate(pairwise(quantities), 2):
        if not right.head or not _goes_on(text, left.end, right.start, cues):
            return None
        following = quantities[index].start if index < len(quantities) else end
        if passive := _passive(text, right, cues, following):
            return passive
        if fate := _participle(text, right, cues):
            shares = any(q.of_total is not None for q in quantities[:index])
            return None if shares and fate == "launched" else fate  # "51 of 70 missiles launched"
    return None


_AND_OTHERS = re.compile(
    r"\s+and\s+(?:\w+\s+)?(?:missiles|drones|UAVs|rockets|bombs|decoys)\b", re.IGNORECASE
)


def _participle(text: str, quantity: Quantity, cues: list[Cue]) -> VerbClass | None:
    """Return the class of "70 downed by air defence"; "16 launched" tells of the total only."""
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or _DESTROYS.match(text, cue.start):
        return None
    joint = _AND_OTHERS.match(text, quantity.end)  # "170 drones and missiles took part"
    end = joint.end() if joint else quantity.end
    if not tally_patterns()["trivial"].fullmatch(text, end, cue.start):
        return None
    if quantity.of_total is not None and cue.verb_class == "launched":
        return None
    return cue.verb_class


def _loose(text: str, quantity: Quantity, left: Cue | None, gap_start: int) -> VerbClass:
    """Return the class of a verb a few words before the count, in the same clause."""
    if tally_patterns()["involving"].search(
        text[max(gap_start, quantity.start - 60) : quantity.start]
    ):
        return "unknown" if quantity.subset else "launched"
    if left is None or left.start < gap_start or left.verb_class in {"hits", "lost"}:
        return "unknown"
    passive = _WAS.search(text, max(0, left.start - _LEAD), left.start)
    if passive and "defen" not in text[max(gap_start, left.start - _LOOSE_REACH) : left.start]:
        return "unknown"  # "17 were intercepted, 10 missiles reached targets"
    gap = text[left.end : quantity.start]
    if len(gap) > _LOOSE_REACH or tally_patterns()["stop"].search(gap) or quantity.subset:
        return "unknown"
    return "unknown" if quantity.kind is None or quantity.head == "" else left.verb_class


_LEAD = 26
_WAS = Sought(r"\b(?:was|were|been|being) (?:\w+ (?:and|or) )?\Z")


# --- places -----------------------------------------------------------------------------------


def _end_of_fate(text: str, quantity: Quantity, cues: list[Cue], following: int) -> int:
    """Return where "nine were shot down" ends, or the count alone: the place may stand there."""
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or cue.end > following or cue.start - quantity.end > _FATE_REACH:
        return quantity.end
    told = _FATE.fullmatch(text, quantity.end, cue.start)
    return cue.end if told else quantity.end


_FATE_REACH = 40
_FATE = re.compile(r"\s+(?:(?:were|was|had been|have been|being) )?(?:\w+ly |also )?")


def _with_places(text: str, tally: WeaponTally, after: int, end: int) -> list[WeaponTally]:
    """Return the tally with its place; one for each place where the text says "each"."""
    headed = _HEADED.match(text, tally.end, end) if tally.subset else None
    preposition = headed or tally_patterns()["place"].match(text, after, end)
    spans = spans_after(text, preposition, end) if preposition else []
    return [replace(tally, place_span=span) for span in spans] or [tally]


def _fate_before(quantity: Quantity, before: list[WeaponTally], cues: list[Cue]) -> VerbClass:
    """Return what became of a count in brackets: as told of the one before, or by the verb."""
    if before and before[-1].place_span is not None:
        return before[-1].verb_class
    left = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    return left.verb_class if left else "unknown"
