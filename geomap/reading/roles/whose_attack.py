"""Attacks that bear a capital's name: by its government, or on the city."""

from __future__ import annotations

import re

from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text, is_state_or_capital
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.toponym import Toponym

ATTACKS = word_list("attacks_of_a_capital")
_ATTACK = re.compile(
    rf"(?: {any_of('attacked_with')}){{0,2}} ({any_of('attacks_of_a_capital')})\b", re.IGNORECASE
)
_UPON = re.compile(r" (?:up)?on\b| against\b")
_AT = re.compile(r" (?:in|at|near|of|outside|across|over)\b")


def whose_attack(context: Text, toponym: Toponym, index: int) -> Part | None:
    """
    Read "Kyiv drone attack on Bryansk", "Moscow shelling in Kherson": the government's attack.

    "Kyiv attack: three killed" is one on the city.
    """
    if toponym.kind == "country" or not is_state_or_capital(toponym):
        return None
    attack = _ATTACK.match(context.text, toponym.end)
    if attack is None:
        return None
    if context.text.startswith(":", attack.end()):
        event = context.text[toponym.start : attack.end()]
        return Part("where", "event of", f"names the event: “{event}”", 3)
    outside = _AT.match(context.text, attack.end()) and _lies_outside(context, toponym, index)
    if outside or _UPON.match(context.text, attack.end()):
        return Part("actor", "forces of", f"whose {attack[1]} it is")
    return None


def _lies_outside(context: Text, capital: Toponym, index: int) -> bool:
    """Return whether the next name of the sentence lies outside the capital and its region."""
    following = [t for i, t in context.names_in(capital.sentence) if i > index][:1]
    here = capital.candidates[0].name if capital.candidates else capital.name
    return any(
        t.kind != "country" and t.candidates and here not in (t.candidates[0].admin1 or here)
        for t in following
    )
