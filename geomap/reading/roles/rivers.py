"""Rivers that are named only to say on which bank, or beside what, something is."""

from __future__ import annotations

import re

from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import word_list
from geomap.reading.text.toponym import Toponym

_ADVANCES = word_list("advances_across")
_IN_NAME = re.compile(r" in (?:the )?[A-Z]")  # "across the Danube in Ukraine"
# "residents in villages on the river's right bank", "infrastructure in the area along the river"
_BESIDE = frozenset(
    {"villages", "settlements", "towns", "communities", "area", "areas", "residents"}
)
_BRIDGES = frozenset({"bridge", "bridges", "crossing", "crossings"})
# "in districts east of the Dnipro": of the city that is told with it
_BANK_OF = re.compile(r"(?:the )?(?:\w+ )?(?:districts?|parts|neighbou?rhoods?|suburbs) \w+ of ")


def only_where_on_it(context: Text, river: Toponym) -> tuple[str, str] | None:
    """Return the rule and the reason by which a river is not where something happened."""
    beyond = river.governor == "across" and river.before not in _ADVANCES
    if beyond and _IN_NAME.match(context.text, river.end):
        return "across", "only says on which bank"
    if river.before in _BRIDGES:
        return "bridge over", "only says what a bridge crosses"
    if river.before in _BESIDE or _BANK_OF.match(context.text, river.phrase_start):
        return "bank of", "only says where the villages or districts beside it lie"
    return None
