"""Tolls: counts of all that an attack has killed or injured so far."""

from __future__ import annotations

import re

from geomap.reading.numbers.casualty_words import Outcome, find_harm, harm_patterns
from geomap.reading.numbers.quantity import Quantity
from geomap.reading.text.phrases import any_of, load_phrases
from geomap.reading.text.sought import Sought

_TOLL_REACH = 140
_VICTIMS_REACH = 200
_VICTIMS = re.compile(r"\bvictims\b", re.IGNORECASE)


def toll_of(text: str, quantity: Quantity, start: int) -> Outcome | None:
    """Return what a running total counts: "the death toll rose to 12"."""
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
    if match.lastgroup == "injured" or cared_for:
        return "injured"
    return _outcome_of_victims(text, quantity.start) if _VICTIMS.search(match.group()) else "killed"


def _outcome_of_victims(text: str, position: int) -> Outcome | None:
    """
    Read "13 were hurt. The number of victims rose to 21": hurt, if no dead were told of.

    Of victims alone nothing says which they were: to translators they are those who suffered.
    """
    told = {cue.outcome for cue in find_harm(text, max(0, position - _VICTIMS_REACH), position)}
    return "killed" if "killed" in told else "injured" if "injured" in told else None


_CARED_FOR = re.compile(
    r",?\s+(?:who\s+|have\s+|had\s+|were\s+|all\s+)*(?:sought|injured|wounded|hurt|hospitali|needed)"
)


_IN_TOTAL = Sought(r"\b(?:in total|altogether|in all|overall),?\s*\Z", re.IGNORECASE)


# "three people had been injured in the city in total"
_TOTAL_AFTER = re.compile(r"[^.;:,\d]{0,70}?\b(?:in total|altogether|all told)(?=[.,;]|\s*\Z)")


def is_in_total(text: str, quantity: Quantity, start: int) -> bool:
    """Read "In total, nine people were hurt": the counts told before are part of it."""
    before = _IN_TOTAL.search(text, max(start, quantity.start - 16), quantity.start)
    return bool(before or _TOTAL_AFTER.match(text, quantity.end))


_NTH_DEATH = Sought(
    rf"\b(?:an?|the) (?P<nth>{any_of('ordinals')}) (?:\w+ ){{0,2}}?"
    r"(?:(?:has|had|later|also|since) )*(?:(?:died|succumbed|passed away)(?: later| since)? "
    r"(?:\w+ ){0,2}?(?:in|of|from|on|to)\b"
    r"|body (?:was|has been) (?:found|recovered|pulled|retrieved|discovered))",
    re.IGNORECASE,
)


def nth_death(text: str, quantity: Quantity) -> int | None:
    """Return the 3 of "a third person died in hospital": so many have died by now."""
    told = _NTH_DEATH.search(text, quantity.start, min(len(text), quantity.end + _TOLL_REACH))
    if told is None or told.start() != quantity.start:
        return None
    ordinals: list[str] = load_phrases("en/times")["lists"]["ordinals"]
    return ordinals.index(told["nth"].lower()) + 2
