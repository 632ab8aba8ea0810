"""Names that undergo an event, head a line, or stand beside the word for a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import (
    Text,
    country_of,
    events_within,
    is_passive,
    is_state_or_capital,
)
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.reading.text.trigger_words import is_noun_here

_HEADLINE_END = re.compile(
    r"(?: again| overnight| at night)?"
    r"(?:[;:,.]|\s*$| (?:by|after|with|for|amid|during|overnight|as|"
    r"in (?:a |an |the )?(?:\w+ ){1,3}(?:attack|strike|shelling|raid))\b)"
)


def _list_end(context: Text, toponym: Toponym, index: int, high: int) -> int:
    """Return the end of the list of names that this one begins: "A and B shelled"."""
    head = index if toponym.list_head is None else toponym.list_head
    end = toponym.end
    for number, following in context.names_in(toponym.sentence):
        if number > index and following.list_head == head and following.end <= high:
            end = following.end
    return end


_AGAIN = re.compile(r" (?:again |\w+ly )?")


def _is_headline_passive(context: Text, toponym: Toponym, trigger: Tag, between: str) -> bool:
    """Read "Shebekino shelled again; two dead": a headline leaves out "was"."""
    word, by, _ = f"{context.text[trigger.start : trigger.end].lower()} ".partition(" by ")
    return (
        trigger.form.endswith("verb")
        and toponym.kind != "country"
        and word.rstrip().endswith(("ed", "struck", "hit", "up", "retaken", "taken"))
        and (
            _AGAIN.fullmatch(between) is not None
            or _is_headline_target(context, toponym, trigger, between)
        )
        and (bool(by) or _HEADLINE_END.match(context.text, trigger.end) is not None)
    )


_OF_PLACE = re.compile(r"(?:['’]s)? (?:[a-z-]+ ){1,3}")


def _is_headline_target(context: Text, toponym: Toponym, trigger: Tag, between: str) -> bool:
    """Read "Cherkasy hotel hit in missile attack": what was hit stands behind its town."""
    return (
        toponym.start - context.sentences[toponym.sentence].start <= _LINE_START
        and _OF_PLACE.fullmatch(between) is not None
        and bool(context.tags.within("target", toponym.end, trigger.start))
    )


_LINE_START = 3  # characters before the name that heads a line
# What may stand before the subject of a clause; with any other word it belongs to that word.
_MARKS_BEFORE = frozenset({"", ",", ":", ";", "(", "“", "”", '"', "–", "—", "-", "said,"})
_BEFORE_SUBJECT = _MARKS_BEFORE | word_list("before_subject")
_ADVERB_QUOTED = re.compile(r"[“\"](\w+ly)[”\"]")  # "is “largely” under their control"
_NEW_STATEMENT = re.compile(r"[;.:]|\b(?:said|says|told)\b")
_MODIFIER = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}")
_TARGETS_OF = re.compile(r"\b(?:was|were|is|are|became) (?:[\w-]+ ){0,3}?targets? of\b")
_AMONG = re.compile(
    r"(?: in [\w’'-]+ \w+)?(?:, [^,;.]{3,80},)? (?:was|were|is|are) (?:also )?among (?:the )?\w+"
)
_SUFFERED = re.compile(rf"\b{any_of('underwent')}\b")


def _says(context: Text) -> frozenset[str]:
    """Return the words after which a clause of its own begins: "evidence indicates A fell"."""
    return context.words.words("speech") | _SHOWS


_SHOWS = frozenset({"indicates", "indicate", "shows", "show", "proves", "prove", "means"})


_AS_WAS = re.compile(r"\b(?:as|so) (?:was|were|did|has|had) $")


def as_was(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Dnipro was targeted, as was Kyiv"."""
    left = context.text[
        max(
            context.sentences[toponym.sentence].start, toponym.phrase_start - 12
        ) : toponym.phrase_start
    ]
    if _AS_WAS.search(left):
        return Part("where", "as was", "underwent the same event", 3)
    return None


def subject(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Read "Odesa came under attack", "Dnipro was also targeted", "Kherson saw heavy shelling"."""
    trigger = _event_after(context, toponym, index)
    before = toponym.governor
    if trigger is None or not (before in _BEFORE_SUBJECT or before in _says(context)):
        return None
    between = context.text[_list_end(context, toponym, index, trigger.start) : trigger.start]
    between = _ADVERB_QUOTED.sub(r"\1", between)
    if _NEW_STATEMENT.search(between):
        return None
    is_noun = trigger.form.endswith("noun") or _is_bare_noun(context, trigger, between)
    if is_noun and _MODIFIER.fullmatch(between) and not _SUFFERED.search(between):
        return _names_event(context, toponym, trigger, between)
    if _TARGETS_OF.search(between):
        return Part("where", "subject", "it underwent the event", 3)
    if _AMONG.match(between):
        return Part("where", "among", "one of the places of the event", 3)
    underwent = (
        _SUFFERED.search(between) is not None
        if is_noun or trigger.key == "casualty"
        else _is_undergone(context, toponym, trigger, between)
    )
    return Part("where", "subject", "it underwent the event", 3) if underwent else None


def _is_bare_noun(context: Text, trigger: Tag, between: str) -> bool:
    """Read "the Dnipro attack killed 30": a noun, though the word alone may be a verb."""
    return (
        between == " "
        and trigger.key == "strike"
        and not context.text.endswith("s", trigger.start, trigger.end)
        and is_noun_here(context.text, trigger)
    )


def _event_after(context: Text, toponym: Toponym, index: int) -> Tag | None:
    """Return the first event soon after the name, or after the list it begins."""
    end = context.sentences[toponym.sentence].end
    last = _list_end(context, toponym, index, end)
    reach = 110 if context.text.startswith(",", last) else 70  # over an apposition
    triggers = events_within(context, toponym.end, min(end, last + reach))
    return _as_read(context, triggers, toponym.end) if triggers else None


def _as_read(context: Text, triggers: Sequence[Tag], start: int) -> Tag:
    """Return the first event; of "A suffered a heavy attack" the noun, not the verb like it."""
    first = triggers[0]
    also = [t for t in triggers[1:] if t.start == first.start and t.end == first.end]
    nouns = [t for t in (first, *also) if t.form.endswith("noun")]
    suffered = _SUFFERED.search(context.text, start, first.start)
    return nouns[0] if nouns and also and suffered else first


def _names_event(context: Text, toponym: Toponym, trigger: Tag, between: str) -> Part | None:
    """Read "the Kherson shelling"; but of "Russia's missile strike" Russia is the doer."""
    struck = any(t.start == trigger.end + 1 for t in context.toponyms)
    if is_state_or_capital(toponym) and (between != " " or struck):
        return None  # "Russia airstrikes Ukraine"
    event = context.text[toponym.start : trigger.end]
    return Part("where", "event of", f"names the event: “{event}”", 3)


def _is_undergone(context: Text, toponym: Toponym, trigger: Tag, between: str) -> bool:
    """Say whether the verb tells what happened to its subject, not what the subject did."""
    words = context.text[trigger.start : trigger.end].lower()
    came_under = ("under", "came under", "come under", "comes under", "coming under")
    return (
        is_passive(context.text, trigger, toponym.end)
        or _is_headline_passive(context, toponym, trigger, between)
        or (trigger.key in ("damage", "strike", "capture") and words.startswith(came_under))
        or words.startswith(_BEFALLS)
        or (trigger.key == "fire" and words.startswith(_BURNS))
    )


_BEFALLS = (
    *("fell", "fall", "passed", "suffer", "withst", "endur"),
    *("took the brunt", "bore the brunt", "woke", "wakes", "awoke", "took a direct", "took direct"),
    *("was the", "were the", "was a target", "was among", "were among"),  # "were the main targets"
)
_BURNS = ("caught", "catch", "burst", "on fire", "was on fire", "in flames", "went up", "burn")


_SCENE = Sought(
    rf"\b{any_of('scene')} of (?:the|this|that) (?:[\w-]+ ){{1,3}}(?:was|is|were) (?:in "
    r")?(?:the (?:city|town|village|settlement|port) of )?$",
    re.IGNORECASE,
)


def scene(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "The location of the attack was Mykhailivka"."""
    if toponym.governor not in ("was", "is", "were", "in"):
        return None
    low = context.sentences[toponym.sentence].start
    if _SCENE.search(context.text, max(low, toponym.start - 90), toponym.start):
        return Part("where", "scene", "said to be where it happened", 3)
    return None


_GOES_ON = re.compile(
    r"[\W\d]{0,4}(?:(?:Among (?:them|these)|These|They|Those)(?: (?:are|were|include|included))?"
    r"(?: the)?|Including|Namely|In particular|Specifically|Affected(?: were)?)[,:]?"
    r"(?: (?:in|the|settlements?|villages?|towns?|cities|regions?|of)){0,4} $"
)
_GOES_ON_REACH = 60  # characters from the start of the sentence to the first name


# "Eleven settlements were under fire: the towns of A and B": the names told behind the colon
_NAMED_BEHIND = Sought(
    rf"\b{any_of('counted_victims')}\b[^.;:]{{0,70}}:"
    rf"(?: (?:in|the|namely|{any_of('listed_kinds')}|of)){{0,4}} \Z"
)


def enumerated_on(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Among them are A and B" after a sentence that told what befell several places."""
    start = context.sentences[toponym.sentence].start
    low = max(start, toponym.start - 140)
    behind = toponym.list_head is None and _NAMED_BEHIND.search(context.text, low, toponym.start)
    if behind and context.tags.within("trigger", behind.start(), toponym.start):
        return Part("where", "list", "one of the places told of before the colon", 3)
    if toponym.start - start > _GOES_ON_REACH or toponym.list_head is not None:
        return None
    if _GOES_ON.match(context.text[start : toponym.start]):
        return Part("where", "list", "one of the places told of in the sentence before", 3)
    return None


_FINDS = re.compile(
    rf" (?:has |have |had |also |later |earlier )*{any_of('finds')} (?:[\w-]+ "
    rf"){{0,4}}{any_of('fragments')}\b"
)


# "Poland shot down three drones in its airspace"
_AT_HOME = re.compile(
    r"(?:, [^,]{3,40},)? (?:has |have |had |also |later |earlier )*"
    rf"{any_of('sees_in_its_sky')} [^.;]{{0,70}}?\b(?:in|into|over|inside|entering|entered|"
    r"violating|violated|breaching|breached|crossing) (?:its|their)(?: own)? "
    r"(?:airspace|territory|skies|soil|waters)\b"
)


def finder(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Romania found fragments of a drone": on its own ground."""
    if toponym.kind != "country" or country_of(toponym) in ("UA", "RU"):
        return None
    told = _FINDS.match(context.text, toponym.end) or _AT_HOME.match(context.text, toponym.end)
    if toponym.governor in _BEFORE_SUBJECT and told:
        return Part("where", "finder", "found it on its own territory", 3)
    return None


_HEADLINE = 110  # characters; what is longer is the first sentence of a report


_LABEL_AT = 6  # characters of a bullet, or of a quotation mark and "The", before "A hromada:"


def label(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the place that heads a line: "Kherson region: two killed"."""
    sentence = context.sentences[toponym.sentence]
    heads = toponym.start - sentence.start <= _LABEL_AT
    if heads and context.text[toponym.end : toponym.end + 1] == ":":
        if (
            toponym.start <= 4
            and sentence.end - sentence.start > _HEADLINE
            and is_state_or_capital(toponym)
        ):
            return Part("dateline", "dateline", "where the report was written")
        return Part("where", "label", "heads the line", 3)
    low, high = max(0, toponym.start - 3), toponym.end + 3
    if ";" not in context.text[low:high]:
        return None
    before = context.text[low : toponym.start].rstrip(" ")
    after = context.text[toponym.end : high].lstrip(" ")
    alone = (before.endswith(";") and (not after or after[0] in ";\n")) or (
        low == 0 and after.startswith(";")
    )
    return Part("where", "label", "stands alone beside the headline", 3) if alone else None


_COUNTED_PLACES = Sought(rf"\b{any_of('counted_places')}\b")


def _is_enumerated(context: Text, toponym: Toponym) -> bool:
    """Read "recaptured five settlements in the south, the office said: A, B and C"."""
    start = context.sentences[toponym.sentence].start
    before = context.tags.within("trigger", start, toponym.governor_start)
    return bool(before) and bool(
        _COUNTED_PLACES.search(context.text, before[0].start, toponym.governor_start)
    )


_COUNTED_VICTIMS = re.compile(
    rf"\b{any_of('counted_victims')} (?:were|have been|came under)(?: [\w-]+){{1,4}}(?:,|:| "
    r"[–—-]) ?(?:the )?$"
)


_APPOSED = re.compile(
    rf"\b(?:{any_of('apposed')}(?: of \w+)?[,:(–—-]|{any_of('counted_victims')}:) ?(?:the )?$"
)


# "hit the district centre as well as the A and B communities"
_BESIDE_SEAT = re.compile(
    r"\b(?:district|regional|administrative) cent(?:er|re)s?,? (?:and|as well as|along with|"
    r"together with) (?:the )?(?:territory of (?:the )?)?$"
)


def comma(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know an apposition: "the capital, Kyiv", "the port city of X, Y"."""
    if toponym.governor not in (",", "and", "-", "–", "(", "or", "—", ":", "as", "with"):
        return None
    if toponym.governor in (":", "–", "—", "-", "(") and _is_enumerated(context, toponym):
        return Part("where", "list after colon", "one of the places counted just before", 3)
    window = context.text[
        max(context.sentences[toponym.sentence].start, toponym.start - 70) : toponym.start
    ]
    if _COUNTED_VICTIMS.search(window):  # "Two regions were hit, Lviv and Volyn"
        return Part("where", "list after colon", "one of the places counted just before", 3)
    if _APPOSED.search(window) or _BESIDE_SEAT.search(window):
        return Part("where", "comma", "names the place spoken of just before", 3)
    return None


_WHICH_THEY = re.compile(
    r",? which (?:the )?(?:Russia\w*|Ukrain\w*|Moscow|Kyiv|enemy|invad\w+|occup\w+)(?:['’]s)?"
    r"(?: (?:forces|troops|army|military|soldiers|fighters))? (?:(?:have|has|had|now|also) )*"
)


def relative_object(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "the city of A, which Russian forces have besieged": done to it."""
    which = _WHICH_THEY.match(context.text, toponym.end)
    if which is None:
        return None
    done = context.tags.within("trigger", toponym.end, which.end() + 25)
    if any(t.start <= which.end() <= t.end and not t.form.endswith("noun") for t in done):
        return Part("where", "object", "“which” makes it the object of the event", 3)
    return None
