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
from functools import cache
from itertools import pairwise
from typing import Literal

from geomap.reading.numbers.quantities import WEAPON_KINDS, Qualifier, Quantity, find_quantities
from geomap.reading.numbers.tally_places import span_before, spans_after
from geomap.reading.text.phrases import alternation, any_of, beginnings, load_phrases
from geomap.reading.text.words import matches_at_words
from geomap.records import replace

VerbClass = Literal["launched", "intercepted", "lost", "hits", "unknown"]

_PASSIVE_REACH = 90  # characters between a count and the verb that it is the subject of
_LOOSE_REACH = 60
_LIST = 12  # items of a list that is read to its end
_WAVE_REACH = 120
_NAMED_REACH = 260  # characters back to the weapons that a number without a noun counts


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


@dataclass(slots=True)
class _Cue:
    start: int
    end: int
    verb_class: VerbClass


def find_weapon_counts(text: str, start: int, end: int) -> list[WeaponTally]:
    """Return the weapon counts of ``text[start:end]``, in order."""
    quantities = _find_weapons(text, start, end)
    if not quantities:
        return []
    cues = _find_cues(text, start, end)
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
        tally = WeaponTally(
            quantity.start,
            quantity.end,
            verb_class,
            quantity.kind or "weapon",
            quantity.value,
            quantity.qualifier,
            None if is_whole else quantity.of_total or ordinal,
            subset=quantity.subset,
        )
        if before is not None:
            tallies.append(replace(tally, place_span=before))
        else:
            tallies += _with_places(text, tally, end)
    return tallies


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


_OF_PEOPLE = re.compile(
    r" (?:others? |more |people |were |was |are )*(?:hurt|injured|wounded|dead|killed|died)\b"
)


def _find_weapons(text: str, start: int, end: int) -> list[Quantity]:
    """Return the counts of weapons; a number without a noun takes the kind named before it."""
    found: list[Quantity] = []
    for quantity in find_quantities(text, start, end):
        if quantity.value == 0:
            continue
        if quantity.kind in WEAPON_KINDS:
            found.append(quantity)
        elif _OF_PEOPLE.match(text, quantity.end):
            continue
        elif quantity.kind is None and (quantity.value is not None or quantity.subset):
            kind = _kind_left_out(text, quantity, found)
            if kind:
                found.append(replace(quantity, kind=kind, value=_whole_of(text, quantity, found)))
    return found


def _kind_left_out(text: str, quantity: Quantity, found: list[Quantity]) -> str | None:
    """
    Return the kind that "33 of them" or "another 95" counts.

    That is the nearest count that is large enough to hold it, or the last weapon named within
    the sentence or the one before.
    """
    for earlier in reversed(found):
        if earlier.head and (earlier.value or 0) >= (quantity.value or 0):
            return earlier.kind
    if found:
        return found[0].kind
    named = None
    reach = max(0, quantity.start - _NAMED_REACH)
    for match in matches_at_words(_patterns()["noun"], text, reach, quantity.start, _begin_nouns()):
        named = match.lastgroup
    return named.replace("_", " ") if named else None


def _whole_of(text: str, quantity: Quantity, found: list[Quantity]) -> int | None:
    """Return the value; "all of which" is as many as were counted before it."""
    if quantity.value is None and text[quantity.start :][:3].lower() == "all" and found:
        return found[-1].value
    return quantity.value


# --- words of fate ----------------------------------------------------------------------------


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load_phrases("en/numbers")
    around: dict[str, list[str]] = words["weapon_phrases"]
    nouns = {k.replace(" ", "_"): ns for k, ns in words["heads"].items() if k in WEAPON_KINDS}

    def compiled(*sources: str) -> re.Pattern[str]:
        return re.compile("".join(sources), re.IGNORECASE)

    # "lost" comes before "intercepted": "downed by electronic jamming" is not "downed".
    fates = "|".join(
        f"(?P<{fate}>{'|'.join(words['verbs'][fate])})"
        for fate in ("lost", "intercepted", "launched", "hits")
    )
    kinds = "|".join(f"(?P<{kind}>{alternation(ns)})" for kind, ns in nouns.items())
    joint, group = alternation(around["and"]), alternation(around["groups"])
    group_of = rf"an?\s+(?:\w+\s+){{0,2}}{group}s?\s+(?:of|with|involving|using)"
    return {
        "cue": compiled(rf"\b(?:{fates})\b(?!-)"),
        "noun": compiled(
            rf"\b(?:{kinds})s?\b(?!\s+(?:(?:attack|strike)s?\b|operator|factor|produc|defen))"
        ),
        "direct": compiled(
            rf"[\s:“\"]*(?:(?:{alternation(around['before_count'])}|{group_of})\s+)*[“\"]?\Z"
        ),
        "aux": compiled(
            r"(?:,?\s*(?:all|both|most|each)\s+of\s+(?:which|them))?,?\s*",
            r"(?:\(?[^,;()]{0,60}?\)?\s*,?\s*)?",
            rf"\b{alternation(around['auxiliaries'])}(?:\s+{alternation(around['aside'])})*\s+\Z",
        ),
        "trivial": compiled(rf"\)?(?:\s++{alternation(around['before_participle'])})*+\s*+\Z"),
        "list": compiled(
            rf"\s*(?:,\s*(?:{joint}\s+)?|(?:[\w’'-]+\s+){{0,6}}?,?\s*{joint}\s+)",
            r"(?:an?\s+|another\s+)?",
        ),
        "stop": compiled(rf"[;:]|\b{alternation(around['clause_words'])}\b|\.\s"),
        "wave": compiled(
            rf"\b{alternation(words['waves']['words'])}\b[^.;]{{0,90}}?",
            rf"\b{alternation(around['made_of'])}\s+\Z",
        ),
        "involving": compiled(rf"\b{alternation(around['involving'])}\s+\Z"),
        "place": compiled(
            rf"\)?(?:\s*[–—-](?=\s))?(?:\s+each)?(?:\s+[\w-]+){{0,2}}?"
            rf"\s+{alternation(around['at_place'])}\s+",
            r"(?:each\s+of\s+)?(?=the\s|(?:north|south|east|west|central|border|neighbo)|(?-i:[A-ZА-ЯІЇЄҐ]))",
        ),
    }


@cache
def _begin_nouns() -> frozenset[str]:
    """Return the beginnings of the names of weapons."""
    heads = load_phrases("en/numbers")["heads"]
    return frozenset(noun[:2].lower() for kind in WEAPON_KINDS for noun in heads.get(kind, ()))


@cache
def _begin_fates() -> frozenset[str]:
    """Return the beginnings of the words of fate."""
    return beginnings(v for verbs in load_phrases("en/numbers")["verbs"].values() for v in verbs)


def _find_cues(text: str, start: int, end: int) -> list[_Cue]:
    names: dict[str, VerbClass] = {
        "lost": "lost",
        "intercepted": "intercepted",
        "launched": "launched",
        "hits": "hits",
    }
    cues: list[_Cue] = []
    for match in matches_at_words(_patterns()["cue"], text, start, end, _begin_fates()):
        fate = names[match.lastgroup or ""]
        before = cues[-1] if cues else None
        if (
            before is not None
            and before.verb_class == "intercepted"
            and fate in ("lost", "intercepted")
            and _EITHER_WAY.fullmatch(text, before.end, match.start())
        ):
            before.end = match.end()  # "shot down or jammed 88 drones"
        else:
            cues.append(_Cue(match.start(), match.end(), fate))
    return cues


_EITHER_WAY = re.compile(r",?(?: (?:and|or|and/or|as well as)|/)? (?:otherwise |electronically )?")


def _classify(  # noqa: PLR0911 (one return a rule)
    text: str,
    quantity: Quantity,
    before: list[WeaponTally],
    cues: list[_Cue],
    start: int,
    following: int,
) -> VerbClass:
    """Return what became of the weapons counted, by the first rule that fits."""
    previous = before[-1] if before else None
    left = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    gap_start = _end_of(previous) if previous else start
    is_object = left and not quantity.subset and left.verb_class != "hits"
    if left and is_object and _patterns()["direct"].match(text, left.end, quantity.start):
        return left.verb_class
    if passive := _passive(text, quantity, cues, following):
        return passive
    if previous and _goes_on(text, gap_start, quantity.start, cues):
        return previous.verb_class
    if previous and _splits_up(text, previous, quantity, following):
        return previous.verb_class
    if participle := _participle(text, quantity, cues):
        return participle
    lead = text[max(start, gap_start, quantity.start - _WAVE_REACH) : quantity.start]
    if _TARGETS_HIT.search(lead):
        return "hits"
    is_placed = quantity.head == "" and _patterns()["place"].match(text, quantity.end, following)
    if is_placed and (previous or left) and not _patterns()["wave"].search(lead):
        return previous.verb_class if previous else left.verb_class if left else "unknown"
    if previous and _goes_on_by_place(text, previous, quantity, following):
        return previous.verb_class
    return (
        "launched"
        if _OF.search(lead) or _patterns()["wave"].search(lead)
        else _loose(text, quantity, left, gap_start)
    )


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


def _goes_on(text: str, start: int, end: int, cues: list[_Cue]) -> bool:
    """Tell whether a list goes on between two counts: "and", "as well as", no verb."""
    if any(start <= cue.start < end for cue in cues):
        return bool(_FIRED_FROM.fullmatch(text, start, end))
    return bool(_patterns()["list"].fullmatch(text, start, end))


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
        and _patterns()["place"].match(text, quantity.end, following) is not None
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
        and bool(_patterns()["place"].match(text, quantity.end, following))
    )


def _passive(text: str, quantity: Quantity, cues: list[_Cue], following: int) -> VerbClass | None:
    """Return the class of "33 of them were intercepted": the verb whose subject the count is."""
    stop = min(following, quantity.end + _PASSIVE_REACH)
    for cue in cues:
        if not quantity.end <= cue.start < stop:
            continue
        gap = text[quantity.end : cue.start]
        if _patterns()["stop"].search(gap):
            return None
        if _patterns()["aux"].fullmatch(gap):
            active = cue.verb_class == "intercepted" and _HAS.search(gap)
            return None if active else cue.verb_class  # "a missile had destroyed a depot"
    return None


def _fate_of_list(
    text: str, quantities: list[Quantity], cues: list[_Cue], end: int
) -> VerbClass | None:
    """Return the class that stands after a list: "79 drones and 21 missiles were shot down"."""
    for index, (left, right) in enumerate(pairwise(quantities), 2):
        if not right.head or not _goes_on(text, left.end, right.start, cues):
            return None
        following = quantities[index].start if index < len(quantities) else end
        if passive := _passive(text, right, cues, following):
            return passive
    return None


def _participle(text: str, quantity: Quantity, cues: list[_Cue]) -> VerbClass | None:
    """Return the class of "70 downed by air defence"; "16 launched" tells of the total only."""
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or not _patterns()["trivial"].fullmatch(text, quantity.end, cue.start):
        return None
    if quantity.of_total is not None and cue.verb_class == "launched":
        return None
    return cue.verb_class


def _loose(text: str, quantity: Quantity, left: _Cue | None, gap_start: int) -> VerbClass:
    """Return the class of a verb a few words before the count, in the same clause."""
    if _patterns()["involving"].search(text[max(0, quantity.start - 24) : quantity.start]):
        return "unknown" if quantity.subset else "launched"
    if left is None or left.start < gap_start or left.verb_class in {"hits", "lost"}:
        return "unknown"
    gap = text[left.end : quantity.start]
    if len(gap) > _LOOSE_REACH or _patterns()["stop"].search(gap) or quantity.subset:
        return "unknown"
    return "unknown" if quantity.kind is None or quantity.head == "" else left.verb_class


# --- places -----------------------------------------------------------------------------------


def _with_places(text: str, tally: WeaponTally, end: int) -> list[WeaponTally]:
    """Return the tally with its place; one for each place where the text says "each"."""
    preposition = _patterns()["place"].match(text, tally.end, end)
    spans = spans_after(text, preposition, end) if preposition else []
    return [replace(tally, place_span=span) for span in spans] or [tally]


def _fate_before(quantity: Quantity, before: list[WeaponTally], cues: list[_Cue]) -> VerbClass:
    """Return what became of a count in brackets: as told of the one before, or by the verb."""
    if before and before[-1].place_span is not None:
        return before[-1].verb_class
    left = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    return left.verb_class if left else "unknown"
