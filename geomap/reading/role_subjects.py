"""Names that undergo an event, head a line, or stand beside the word for a place."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text, is_passive, is_state_or_capital
from geomap.reading.lexicon import Tag
from geomap.reading.parts import Part
from geomap.reading.toponym import Toponym

_HEADLINE_END = re.compile(
    r"(?: again| overnight| at night)?"
    r"(?:[;:,.]|\s*$| (?:by|after|with|for|amid|during|overnight|as|"
    r"in (?:a |an |the )?\w+ (?:attack|strike|shelling|raid))\b)"
)


def _list_end(context: Text, toponym: Toponym, index: int, high: int) -> int:
    """Return the end of the list of names that this one begins: "A and B shelled"."""
    head = index if toponym.list_head is None else toponym.list_head
    end = toponym.end
    for following in context.toponyms[index + 1 : index + 9]:
        if following.list_head == head and following.end <= high:
            end = following.end
    return end


def _is_headline_passive(context: Text, toponym: Toponym, trigger: Tag, between: str) -> bool:
    """Read "Shebekino shelled again; two dead": a headline leaves out "was"."""
    word = context.text[trigger.start : trigger.end].lower()
    return (
        trigger.form.endswith("verb")
        and toponym.kind != "country"
        and word.endswith(("ed", "struck", "hit", "up", "retaken", "taken"))
        and re.fullmatch(r" (?:again |\w+ly )?", between) is not None
        and _HEADLINE_END.match(context.text, trigger.end) is not None
    )


# What may stand before the subject of a clause; with any other word it belongs to that word.
_BEFORE_SUBJECT = frozenset({
    "", "and", ",", "that", "as", "while", "when", "where", "but", "which", "after", "before", ":",
    "said", "(", "“", "”", '"', "–", "—", "-", "said,", "also", "because", "since", "with", "so",
    "says", "if", "until", "meanwhile", "whether", "not", ";",
})  # fmt: skip
_NEW_STATEMENT = re.compile(r"[;.:]|\b(?:said|says|told)\b")
_MODIFIER = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}")
_AMONG = re.compile(r"(?: in [\w’'-]+ \w+)? (?:was|were|is|are) (?:also )?among (?:the )?\w+")
_SUFFERED = re.compile(
    r"\b(?:saw|seen|suffered|endured|faced|under|witnessed|reported|experienced|"
    r"enduring|rocked by|shaken by|hit by|amid|heard)\b"
)


def subject(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Read "Odesa came under attack", "Dnipro was also targeted", "Kherson saw heavy shelling"."""
    trigger = _event_after(context, toponym, index)
    if trigger is None or toponym.governor not in _BEFORE_SUBJECT:
        return None
    between = context.text[_list_end(context, toponym, index, trigger.start) : trigger.start]
    if _NEW_STATEMENT.search(between):
        return None
    is_noun = trigger.form.endswith("noun")
    if is_noun and _MODIFIER.fullmatch(between):
        return _names_event(context, toponym, trigger, between)
    if _AMONG.match(between):
        return Part("where", "among", "one of the places of the event", 3)
    underwent = (
        _SUFFERED.search(between) is not None
        if is_noun
        else _is_undergone(context, toponym, trigger, between)
    )
    return Part("where", "subject", "it underwent the event", 3) if underwent else None


def _event_after(context: Text, toponym: Toponym, index: int) -> Tag | None:
    """Return the first event soon after the name, or after the list it begins."""
    end = context.sentences[toponym.sentence].end
    last = _list_end(context, toponym, index, end)
    triggers = context.tags.within("trigger", toponym.end, min(end, last + 70))
    return triggers[0] if triggers else None


def _names_event(context: Text, toponym: Toponym, trigger: Tag, between: str) -> Part | None:
    """Read "the Kherson shelling"; but of "Russia's missile strike" Russia is the doer."""
    if is_state_or_capital(toponym) and between != " ":
        return None
    event = context.text[toponym.start : trigger.end]
    return Part("where", "event of", f"names the event: “{event}”", 3)


def _is_undergone(context: Text, toponym: Toponym, trigger: Tag, between: str) -> bool:
    """Say whether the verb tells what happened to its subject, not what the subject did."""
    words = context.text[trigger.start : trigger.end].lower()
    came_under = ("under", "came under", "come under", "comes under", "coming under")
    return (
        is_passive(context.text, trigger, toponym.end)
        or _is_headline_passive(context, toponym, trigger, between)
        or (trigger.key in ("damage", "strike") and words.startswith(came_under))
        or words.startswith(("fell", "fallen"))
    )


def label(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the place that heads a line: "Kherson region: two killed"."""
    sentence = context.sentences[toponym.sentence]
    if toponym.start - sentence.start <= 4 and context.text[toponym.end : toponym.end + 1] == ":":
        return Part("where", "label", "heads the line", 3)
    low, high = max(0, toponym.start - 3), toponym.end + 3
    before = context.text[low : toponym.start].rstrip(" ")
    after = context.text[toponym.end : high].lstrip(" ")
    alone = (before.endswith(";") and (not after or after[0] in ";\n")) or (
        low == 0 and after.startswith(";")
    )
    return Part("where", "label", "stands alone beside the headline", 3) if alone else None


_COUNTED_PLACES = re.compile(
    r"\b(?:settlements?|villages?|towns?|cities|communities|districts|areas|localities|regions|"
    r"hamlets)\b"
)


def _is_enumerated(context: Text, toponym: Toponym) -> bool:
    """Read "recaptured five settlements in the south, the office said: A, B and C"."""
    start = context.sentences[toponym.sentence].start
    before = context.tags.within("trigger", start, toponym.governor_start)
    return bool(before) and bool(
        _COUNTED_PLACES.search(context.text, before[0].start, toponym.governor_start)
    )


def comma(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know an apposition: "the capital, Kyiv", "the port city of X, Y"."""
    if toponym.governor not in (",", "and", "-", "–", "(", "or", "—", ":"):
        return None
    if toponym.governor == ":" and _is_enumerated(context, toponym):
        return Part("where", "list after colon", "one of the places counted before the colon", 3)
    window = context.text[
        max(context.sentences[toponym.sentence].start, toponym.start - 45) : toponym.start
    ]
    if re.search(
        r"\b(?:capital|city|cities|town|towns|village|villages|settlements?|regions?|areas|"
        r"districts|directions?|communities)(?: of \w+)?[,:(–—-] ?(?:the )?$",
        window,
    ):
        return Part("where", "comma", "names the place spoken of just before", 3)
    return None
