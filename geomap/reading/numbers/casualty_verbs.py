"""The verbs that say whether counted people were killed or injured."""

from __future__ import annotations

import re

from geomap.reading.numbers.casualty_words import Harm, Outcome, harm_patterns
from geomap.reading.numbers.quantity import Quantity
from geomap.reading.text.phrases import load_phrases
from geomap.reading.text.sought import Sought

_FORWARD_REACH = 110  # characters between a count and the verb that it is the subject of
_ASIDE = re.compile(
    r"(?:,|\s[–—-]{1,2}|—)\s*(?:(?:including|among (?:them|whom)|some of (?:them|whom))\b[^,;–—]*?"
    r"|[^,;–—]{3,60} among them)(?:,|\s[–—-]{1,2}(?=\s)|—)"
    r"|\s(?:\(|[–—-]\s)(?:aged\s)?\d\d?(?:(?:,|,?\sand)\s\d\d?)*(?:\syears\sold)?(?:\)|\s[–—-](?=\s))"
    r"|\s\((?:b\.|born(?:\sin)?)\s\d{4}\)"
)
_OWN_VERB = re.compile(
    r"\s+(?:others?\s+|people\s+)?(?:were|was|have|had|dead|killed|died|injured|wounded|hurt)\b"
)


def verb_before(text: str, quantity: Quantity, cues: list[Harm]) -> Outcome | None:
    """Return the outcome of a verb whose object the count is: "killing at least four"."""
    cue = next((cue for cue in reversed(cues) if cue.end <= quantity.start), None)
    subject_only = load_phrases("en/numbers")["casualties"]["subject_only"]
    if cue is None or cue.outcome is None:
        return None
    if _LABEL.fullmatch(text, cue.end, quantity.start) and _OPENS.search(
        text[max(0, cue.start - _OPENS_REACH) : cue.start]
    ):
        return cue.outcome
    if cue.word in subject_only:
        return None
    if ":" in text[cue.end : quantity.start] and (
        quantity.article or _OWN_VERB.match(text, quantity.end)
    ):
        return None  # "two people were wounded: a woman and her son"; "48 hurt: 16 were killed"
    gap = text[cue.end : quantity.start]
    vague = _DASH.fullmatch(gap) and _UNCOUNTED.search(text, max(0, cue.start - 40), cue.start)
    direct = vague or harm_patterns()["direct"].match(text, cue.end, quantity.start)
    return cue.outcome if direct else None


# "Killed – 2, wounded – 7", "Dead: 3"
_LABEL = re.compile(r"\s?(?:[:–—]|--?)\s*")
_OPENS = re.compile(r"(?:\A|[.;,:(\n•*]\s*|\band )\Z")
_OPENS_REACH = 5
_DASH = re.compile(r"\s(?:[–—]|--?)\s")
# "Unfortunately, people were injured - four civilians"
_UNCOUNTED = re.compile(
    r"(?:[.,;:“\"]|\A|\b(?:that|and|also))\s*(?:people|civilians|residents|locals|there)"
    r"\s(?:were|are|have been)\s(?:\w+ )?\Z",
    re.IGNORECASE,
)


def verb_after(  # noqa: PLR0911 (one return a rule)
    text: str, quantity: Quantity, following: Quantity | None, cues: list[Harm]
) -> Outcome | None:
    """Return the outcome of a verb whose subject the count is: "one woman was killed"."""
    patterns = harm_patterns()
    cue = next((cue for cue in cues if cue.start >= quantity.end), None)
    if cue is None or cue.start - quantity.end > _FORWARD_REACH or cue.outcome is None:
        return None
    if following and following.start < cue.start:
        told = _TOLD.search(text, quantity.end, following.start)
        if told or not following.subset:
            return None  # "Three were saved, one of them with injuries"
    gap = _ASIDE.sub(" ", text[quantity.end : cue.start])
    takes_object = (
        following is not None
        and not text.startswith(":", cue.end)  # "Four turned to doctors: two women and two men"
        and patterns["direct"].match(text, cue.end, following.start)
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


_TOLD = Sought(r"\b(?:was|were|are|is|has|have|had)\b")
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
