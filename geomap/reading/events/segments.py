"""
Sentences cut into segments: one trigger with the words that belong to it.

A segment ends where a clause ends ("…, while …") and, inside a clause, where a new verb begins
after the place of the one before ("captured A and advanced near B").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geomap.reading.events.asides import attributions_in, dashed_asides, remarks_in
from geomap.reading.events.fronted import fronted, last_group
from geomap.reading.events.parallel import parallel_cuts
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.roles.parts import Part
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.trigger_words import LAND, clean_triggers
from geomap.reading.text.words import word_starts

_AFTER_MARK = (
    r"(?:(?:even|just) (?:as|while)|while|whereas|"
    r"but|although|though|as(?! before| well| usual| many| expected)|after|before|"
    r"amid|adding|and(?! [\d,]+ (?:[\w-]+ ){0,3}(?:missiles?|drones?|decoys|bombs|rockets)[,.])|"
    r"which|where|who|when|because|despite|with|so|then|saying|claiming|adding|stating|noting|according|"
    # no clause: "five people, including a child, were wounded"
    r"including(?![^,;.]{1,60}, (?:were|was|have|has|had|died|received|sustained|suffered)\b)|"
    r"(?:mainly|mostly|primarily|chiefly|largely) (?:target|aim|hitt|strik|direct)\w+|"
    r"citing|following|leaving|leading|prompting|"
    r"kill\w*|injur\w*|wound\w*|damag\w*|destroy\w*|caus\w*|result\w*|ignit\w*|spark\w*|"
    r"sett\w*|hitt\w*|strik\w*|target\w*)\b"
)
# What a clause begins with after a blank.
_AFTER_BLANK = (
    # "a drone that was heading for A" is no clause
    rf"(?:that|which) (?:was|were|had|has|have)\b(?! {any_of('heading')}\b)",
    r"while(?! (?:trying|attempting) to| (?:[\w-]+ ){1,2}others? (?:were|was)\b)\s",
    r"(?<!killed )(?<!died )while (?:[\w-]+ ){1,2}others? (?:were|was)\b",
    r"(?:whereas|but|although|though|because|when|where)\s",
    rf"(?:after|before)(?! (?:\d|{any_of('times_of_day')}\b))\s",  # "shortly after 3 a.m. in A"
    r"as (?:they|it|its|their|troops|forces|casualties|deaths|fighting|explosions) [a-z]+",
    r"since (?:it|they|he|its|their|Russia|Ukraine|Moscow|Kyiv|Russian|Ukrainian) "
    r"[\w ]{0,30}?[a-z]{2,}ed\b",
    r"as (?:the )?(?:Russia|Ukrain|Kyiv|Moscow|enemy|invaders|occupiers|nation|country)\w*\b",
    r"followed (?:an?|the|another) (?:\w+ ){0,3}?(?:attack|strike|raid|barrage|shelling)\b",
    r"with (?:its |their |the )?(?:troops|forces|units) (?:still |also |now )?\w+ing\b",
    r"during (?:an?|the) (?!night|day|week|weekend|morning|evening|past|last|early|course)",
    rf"and {any_of('speaks_on')}\b",
    r"and (?:(?:falling |drone |missile )?(?:debris|fragments|wreckage) (?:from|of|fell|hit)|"
    r"that|another|elsewhere|(?!\w+ing )\w+ (?:others?|people|more)(?! (?:were |was )?\w+ed\b)|"
    r"also|has|have|had|was|were|continue[sd]?|keeps?|kept|"
    r"(?:an?|another) (?:[\w-]+ ){0,3}(?:attack|strike|raid|barrage)|"
    r"the (?:[a-z]+ ){1,3}?(?:said|was|were|would|will|could|might)|"
    r"(?:\d+|[a-z]+)(?: \w+)? (?:were )?(?:injured|wounded|hurt|killed) elsewhere)\b",
)
_CLAUSE = re.compile(
    rf"(?:[,;—–]|\s-)[”\"’']?\s+(?={_AFTER_MARK})|;\s+|:\s+(?=[A-Z“\"])"
    r"|,\s+(?=(?:the )?(?:Russian|Ukrainian|enemy) "
    r"(?:troops|forces|army|military|invaders|occupiers) \w+ed\b)"
    r"|(?:(?<=said)|(?<=wrote)|(?<=added)):\s+"
    # "nine of which were over A" is no clause
    rf"|(?<!\bof)(?<!\bwell)(?<!\bsuch)\s(?={'|'.join(_AFTER_BLANK)})"
)
_CLAUSE_MARK = re.compile(r"[,;:—–]|\s-")
_CLAUSE_WORDS = frozenset(
    word
    for opening in _AFTER_BLANK
    for words in re.findall(r"\A(?:\(\?:)?([a-z|]+)", opening)
    for word in words.split("|")
)
MAIN = (
    "capture",
    "liberation",
    "withdrawal",
    "incursion",
    "advance",
    "repelled",
    "violence",
    "clash",
    "intercept",
    "debris",
    "sea",
    "launch",
    "strike",
    "explosion",
)
EFFECTS = ("fire", "damage", "casualty", "scene")


@dataclass(slots=True)
class Segment:
    """
    A stretch of one sentence that tells one thing.

    `places` are indexes of toponyms that may say where, in order.
    """

    sentence: int
    start: int
    end: int
    triggers: list[Tag]
    places: list[int] = field(default_factory=list)
    goes_on: list[int] = field(default_factory=list)  # sentences that only name more places

    def keys(self) -> set[str]:
        """Return the kinds of the triggers."""
        return {t.key for t in self.triggers}


def find_segments(context: Text, parts: Sequence[Part]) -> list[Segment]:
    """Return the segments of all sentences that hold a trigger, in order."""
    segments: list[Segment] = []
    by_sentence: dict[int, list[int]] = {}
    for index, toponym in enumerate(context.toponyms):
        if parts[index].role in ("where", "affiliation", "reference"):
            by_sentence.setdefault(toponym.sentence, []).append(index)
    for number, sentence in enumerate(context.sentences):
        triggers = clean_triggers(context, number)
        places = by_sentence.get(number, [])
        if triggers:
            segments += _cut(context, parts, number, triggers, places)
        elif (
            segments
            and number - 1 in (segments[-1].sentence, *segments[-1].goes_on)
            and _ENUMERATES.match(context.text, sentence.start, sentence.end)
        ):
            _enumerate_on(parts, segments[-1], number, places)
    return segments


_ENUMERATES = re.compile(
    r"\W*(?:Among|In particular|These|They|Those|Including|Specifically|Namely|The (?:settlements|"
    r"villages|localities|towns|list))\b"
)


def _enumerate_on(
    parts: Sequence[Part], segment: Segment, number: int, places: Sequence[int]
) -> None:
    """Give a segment the places of "Among them are A and B", the sentence after it."""
    named = [p for p in places if parts[p].role == "where" and parts[p].rule == "list"]
    if named:
        segment.places.extend(named)
        segment.goes_on.append(number)


def _clause_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where clauses begin; `_CLAUSE` is tried at marks and before its words only."""
    blanks = [at - 1 for at in word_starts(text, start, end, _CLAUSE_WORDS)]
    marks = [mark.start() for mark in _CLAUSE_MARK.finditer(text, start, end)]
    done = start
    for at in sorted([*blanks, *marks]):
        if at >= done and (clause := _CLAUSE.match(text, at, end)):
            yield clause.end()
            done = clause.end()


def _cut(
    context: Text, parts: Sequence[Part], number: int, triggers: list[Tag], places: list[int]
) -> list[Segment]:
    sentence = context.sentences[number]
    remarks = remarks_in(context.text, sentence.start, sentence.end)
    if remarks:
        triggers = [t for t in triggers if not any(a <= t.start < b for a, b in remarks)]
        if not triggers:
            return []
    cuts = {sentence.start}
    cuts.update(_clause_starts(context.text, sentence.start, sentence.end))
    cuts.difference_update(_ands_of_lists(context, number))
    cuts.update(_verb_cuts(context, parts, triggers, places))
    cuts.update(parallel_cuts(context, number, triggers))
    triggers = _without_asides(context, sentence.start, triggers, places, parts)
    asides = dashed_asides(context.text, sentence.start, sentence.end, triggers)
    spoken_in = attributions_in(context.text, sentence.start, sentence.end)
    cuts = {c for c in cuts if not any(a < c < b for a, b in [*asides, *spoken_in])}
    spoken = context.toponyms  # of what is said between dashes nothing happened there
    aside = [*asides, *remarks]
    places = [p for p in places if not any(a <= spoken[p].start < b for a, b in aside)]
    edges = [*sorted(cuts), sentence.end]
    segments = []
    for low, high in pairwise(edges):
        inside = [t for t in triggers if low <= t.start < high]
        located = [p for p in places if low <= context.toponyms[p].start < high]
        segments.append(Segment(number, low, high, inside, located))
    return _joined(context, parts, segments)


_ASIDE = re.compile(r", (?:which|who|whose|one of|among)\b[^,]*(?:,|$)")


def _without_asides(
    context: Text, start: int, triggers: list[Tag], places: list[int], parts: Sequence[Part]
) -> list[Tag]:
    """Leave out the triggers of ", which was spared the fighting," when it names no place."""
    end = max(t.end for t in triggers)
    asides = [m.span() for m in _ASIDE.finditer(context.text, start, end + 80)]
    if not asides:
        return triggers
    told = [
        (a, b)
        for a, b in asides
        if not any(a <= context.toponyms[p].start < b and parts[p].strength == 3 for p in places)
    ]
    kept = [t for t in triggers if not any(a <= t.start < b for a, b in told)]
    return kept or triggers


_JOINT = re.compile(r",|\band\b|\bthen\b|;|\bbut\b|\bduring\b|\bamid\b")


# "shelled A, and in B a drone was shot down": B is of what comes after it
_TURNS = re.compile(r"(?<=\w), (?:and|while) (?:in|near|over|at) (?:the )?(?=[A-Z])")


def _ands_of_lists(context: Text, number: int) -> set[int]:
    """Return where "and" stands before the last of three names or more: no clause begins there."""
    named = context.names_in(number)
    heads = {index for index, _ in named}
    return {
        name.governor_start
        for (before, _), (_, name) in pairwise(named)
        if name.governor == "and" and name.list_head in heads and name.list_head != before
    }


def _verb_cuts(
    context: Text, parts: Sequence[Part], triggers: list[Tag], places: list[int]
) -> list[int]:
    """Cut before a verb that follows the place of the verb before it."""
    cuts = []
    for before, after in pairwise(triggers):
        if after.key in EFFECTS or (before.key in EFFECTS and after.form != "verb"):
            continue
        between = [
            p
            for p in places
            if before.end <= context.toponyms[p].start < after.start and parts[p].strength == 3
        ]
        if not between:
            continue
        turn = _TURNS.search(context.text, before.end, context.toponyms[between[-1]].start + 1)
        if turn and after.form == "verb":
            cuts.append(turn.start())
            continue
        gap = context.text[context.toponyms[between[-1]].end : after.start]
        joint = _JOINT.search(gap)
        if after.form.endswith("noun") and _WHAT_IT_IS.search(gap):
            continue
        if joint and (
            after.form == "verb"
            or (before.key in LAND and after.key in LAND)
            or joint.group() in ("during", "amid")
        ):
            cuts.append(context.toponyms[between[-1]].end + joint.start())
    return cuts


# "pushed into A, in the most extensive incursion of the war": one event, and what to call it
_WHAT_IT_IS = re.compile(
    r", (?:in )?(?:what [a-z]+|one of|the|an?|its|their)\b(?: [\w’'-]+){1,8} \Z"
)


def _two_ways(context: Text, first: Segment, second: Segment) -> bool:
    """Read "Artillery killed five in the east and a drone claimed two lives near A": two events."""
    a, b = ({w.key for w in context.tags.within("weapon", s.start, s.end)} for s in (first, second))
    tolls = all(any(t.key == "casualty" for t in s.triggers) for s in (first, second))
    return tolls and bool(a) and bool(b) and a.isdisjoint(b)


def _joined(context: Text, parts: Sequence[Part], segments: list[Segment]) -> list[Segment]:
    """Put stretches that tell nothing of their own to the one that they belong to."""
    result: list[Segment] = []
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        previous = result[-1] if result else None
        has_place = any(parts[p].role == "where" and parts[p].strength == 3 for p in segment.places)
        alone = not segment.triggers or (
            segment.keys() <= set(EFFECTS)
            and not (has_place or _has_own_official(context, parts, segment))
        )
        if previous is None:
            result.append(segment)
        elif not segment.places and _DURING.match(context.text, segment.start):
            previous.end = segment.end  # "launched 16 drones during the attack"
        elif not previous.triggers:
            if context.text.startswith(("where", "which"), segment.start) and _is_taken_up(
                context, parts, previous, segment
            ):
                previous.places = last_group(context, previous.places)
            else:
                span = (previous.start, segment.start)
                previous.places = fronted(context, parts, span, previous.places)
            _absorb(previous, segment)
        elif (
            (
                _only_effects(previous, parts)
                and has_place
                and not _two_ways(context, previous, segment)
            )
            or _is_toll_of(context, previous, segment)
            or _breaks_down(context, parts, previous, segment)
        ) and segment.triggers:
            _absorb(previous, segment)
        elif alone and not (
            segment.triggers and following and _takes_over(context, parts, following)
        ):
            _keep_continued(context, parts, segment)
            if not _is_contrast(context, segment):
                _absorb(previous, segment)
        else:
            result.append(segment)
    return [s for s in result if s.triggers]


_DURING = re.compile(
    r"during (?:the|an? (?:earlier|previous|separate|recent|overnight|massive|large|night)) "
)
CONTRAST = re.compile(r"(?:while|whereas|but)\b")


def _has_own_official(context: Text, parts: Sequence[Part], segment: Segment) -> bool:
    """Read "…, and the governor of A said two had died there": told of his own region."""
    offices = [p for p in segment.places if parts[p].rule == "title of" and parts[p].strength == 2]
    return bool(
        offices
        and context.text.startswith(("and ", "while ", "but "), segment.start)
        and context.tags.within("claim", context.toponyms[offices[0]].end, segment.end)
    )


def _is_contrast(context: Text, segment: Segment) -> bool:
    """Read "…, while Kyiv's drones set a depot ablaze": another event, with no place of its own."""
    return bool(
        segment.triggers
        and not segment.keys() & {"casualty"}
        and CONTRAST.match(context.text, segment.start)
        and context.tags.within("weapon", segment.start, segment.end)
    )


_OF_THE_WHOLE = ("with ", "including ", "of which ", "among them ")


def _is_taken_up(context: Text, parts: Sequence[Part], before: Segment, segment: Segment) -> bool:
    """Read "A, which troops have besieged": "which" takes up what is done to, "where" any place."""
    if context.text.startswith("where", segment.start) or not before.places:
        return True
    last = before.places[-1]
    return parts[last].rule == "object" and segment.start - context.toponyms[last].end <= _NEXT


_NEXT = 2  # characters of the comma before "which"


def _breaks_down(context: Text, parts: Sequence[Part], whole: Segment, segment: Segment) -> bool:
    """Read "37 drones were downed, with nine shot down over A": of the 37."""
    return (
        "intercept" in whole.keys() & segment.keys()
        and context.text.startswith(_OF_THE_WHOLE, segment.start)
        and not any(parts[p].role == "where" for p in whole.places)
    )


def _is_toll_of(context: Text, toll: Segment, segment: Segment) -> bool:
    """Read "Three were killed in Kherson region when a bomb hit a farm in A": one event."""
    return (
        toll.keys() <= {"casualty"}
        and context.text.startswith(("when ", "after ", "as "), segment.start)
        and all(context.toponyms[p].kind in ("region", "district", "area") for p in toll.places)
    )


def _takes_over(context: Text, parts: Sequence[Part], following: Segment) -> bool:
    """Say whether "… killed" goes with the clause after it: "when rockets fell in Vinnytsia"."""
    located = any(parts[p].role == "where" and parts[p].strength == 3 for p in following.places)
    word = context.text[following.start : following.start + 6].split(" ")[0]
    return located and bool(following.triggers) and word in ("when", "after", "as", "in")


def _only_effects(segment: Segment, parts: Sequence[Part]) -> bool:
    """Say whether only casualties are told, without a place of their own."""
    return segment.keys() <= {"casualty"} and not any(
        parts[p].role == "where" and parts[p].strength == 3 for p in segment.places
    )


_CONTINUES = re.compile(
    # "three over the Kursk region; two – above the territory of the Belgorod region"
    rf"(?:and )?(?:{number_pattern()}|another) (?:[\w-]+ ){{0,2}}?(?:[–—-] )?"
    r"(?:over|above|in|near) |(?:as (?:was|were|did)|including|and|as well as|with|among|along|"
    r"where|during|(?:while|when) \w+ing)\b|(?:as|while|"
    rf"when) (?:it|he|she|they|the \w+) (?:was|were) {any_of('under_way')}\b"
)


# "The blasts, according to the mayor, were heard in Kupiansk": the clause goes on after it
_ASIDE_OF_SOURCE = re.compile(
    r"(?:according to|citing|say|said) [^,;:]+,(?= (?:was|were|has|had|have|\w+ed)\b)"
)


_SPEAKS_ON = re.compile(
    rf"and (?:{any_of('speaks_on')}|the (?:[a-z]+ ){{1,3}}?(?:would|will|could|might))\b"
)


def _keep_continued(context: Text, parts: Sequence[Part], segment: Segment) -> None:
    if not segment.triggers and _SPEAKS_ON.match(context.text, segment.start):
        segment.places = [p for p in segment.places if parts[p].role != "where"]
        return  # "and warned Romania not to help", "and the two would open the way to A"
    colon = ":" in context.text[segment.start - 2 : segment.start]
    if segment.triggers or colon or _CONTINUES.match(context.text, segment.start):
        return
    if _lists_on(context, segment):
        return
    aside = _ASIDE_OF_SOURCE.match(context.text, segment.start, segment.end)
    resumed = aside.end() if aside else segment.end
    segment.places = [
        p
        for p in segment.places
        if parts[p].role != "where"
        or parts[p].rule == "label"
        or context.toponyms[p].start >= resumed
    ]


_ONLY_NAMES = re.compile(r"(?:[^\w]|\b(?:and|of|in|the|as|well|[A-Z][\w’'-]+)\b)*")


def _lists_on(context: Text, segment: Segment) -> bool:
    """Read "; C and D of the B region" after "A of the B region": nothing but more names."""
    named = [t for _, t in context.names_in(segment.sentence) if t.start >= segment.start]
    named = [t for t in named if t.end <= segment.end]
    if not named or ";" not in context.text[segment.start - 2 : segment.start]:
        return False
    edges = [segment.start, *(edge for t in named for edge in (t.start, t.end)), segment.end]
    between = zip(edges[::2], edges[1::2], strict=True)
    return all(_ONLY_NAMES.fullmatch(context.text, low, high) for low, high in between)


def _absorb(into: Segment, segment: Segment) -> None:
    into.end = segment.end
    into.triggers.extend(segment.triggers)
    into.places.extend(segment.places)
