"""
Sentences cut into segments: one trigger with the words that belong to it.

A segment ends where a clause ends ("…, while …") and, inside a clause, where a new verb begins
after the place of the one before ("captured A and advanced near B").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from geomap.reading.grammar import Text
from geomap.reading.lexicon import Tag
from geomap.reading.parts import Part

_CLAUSE = re.compile(
    r"(?:[,;—–]|\s-)[”\"’']?\s+(?=(?:while|whereas|but|although|though|as(?! before| well| "
    r"usual| many| expected)|after|before|amid|adding|and|which|"
    r"where|who|when|because|despite|with|so|then|including|saying|according|citing|following|"
    r"leaving|leading|prompting|"
    r"kill\w*|injur\w*|wound\w*|damag\w*|destroy\w*|caus\w*|result\w*|ignit\w*|spark\w*|"
    r"sett\w*|hitt\w*|strik\w*|target\w*)\b)"
    r"|;\s+|\s(?=(?:that|which) (?:was|were|had|has|have)\b)|\s(?=(?:while|whereas|but|"
    r"although|after|before|because|when|where)\s)"
    r"|\s(?=as (?:the )?(?:Russia|Ukrain|Kyiv|Moscow|enemy|invaders|occupiers)\w*\b)"
    r"|\s(?=during (?:an?|the) (?!night|day|week|weekend|morning|evening|past|last|early|"
    r"course))|:\s+(?=[A-Z“\"])|,?\s(?=and (?:that|another|\w+ (?:others?|people|more)|also|"
    r"has|have|had|was|were|the [a-z]+ (?:said|was|were))\b)",
)
MAIN = (
    "capture",
    "liberation",
    "withdrawal",
    "incursion",
    "advance",
    "repelled",
    "clash",
    "intercept",
    "debris",
    "sea",
    "launch",
    "strike",
    "explosion",
    "violence",
)
EFFECTS = ("fire", "damage", "casualty")
_LAND = frozenset(
    {"capture", "liberation", "withdrawal", "advance", "repelled", "incursion", "clash"}
)


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
        triggers = _clean_triggers(context, sentence.start, sentence.end)
        if triggers:
            places = by_sentence.get(number, [])
            segments += _cut(context, parts, number, triggers, places)
    return segments


def _clean_triggers(context: Text, start: int, end: int) -> list[Tag]:
    """Leave out triggers inside idioms, inside names and inside compounds."""
    noise = context.tags.within("noise", start, end)
    weapons = context.tags.within("weapon", start, end)
    text = context.text
    names = [(t.start, t.end) for t in context.toponyms if start <= t.start < end]
    kept = []
    for tag in context.tags.within("trigger", start, end):
        if any(
            (n.start <= tag.start < n.end and not (n.start == tag.start and n.end < tag.end))
            or tag.start <= n.start < tag.end < n.end
            for n in noise
        ):
            continue
        if text[tag.start - 1 : tag.start] in ("-", "‑") or text[tag.end : tag.end + 1] in (
            "-",
            "‑",
        ):
            continue
        if any(w.start < tag.start and w.end >= tag.end for w in weapons):
            continue  # "guided bombs" are no bombing
        if any(a <= tag.start < b for a, b in names) or _is_adjective(context, tag):
            continue
        if tag.form.endswith("noun") and _ONE_OF.search(
            text, max(start, tag.start - 70), tag.start
        ):
            continue  # "in one of the deadliest attacks this year" is no attack of its own
        if text.endswith("without ", start, tag.start):
            continue  # "continued assaults without advancing"
        kept.append(tag)
    return _one_reading(context, kept)


_ONE_OF = re.compile(
    r"\bone of (?:the|its|their|\w+['’]s) (?:\w+ )?(?:deadliest|biggest|largest|worst|heaviest|"
    r"bloodiest|fiercest|most \w+)(?: [\w-]+){0,3} $"
)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|of|after|during|under|by|from|with|this|that|its|their|another|more|heavy|"
    r"intense|fierce|russian|ukrainian|enemy|massive|overnight|"
    r"daily|night|new|fresh|constant|drone|missile|rocket|air|artillery|mortar|aerial|ground|"
    r"deadly|latest|recent|major|large|large-scale|several|\w+['’]s) $",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(
    r" (?:of|on|in|at|near|against|killed|injured|wounded|damaged|destroyed|continued|"
    r"continues|by|took|was|were|has|have|had|that|which)\b"
)


def _one_reading(context: Text, tags: list[Tag]) -> list[Tag]:
    """Decide whether "shelling" or "assault" is a noun or a verb here."""
    kept: list[Tag] = []
    for tag in tags:
        twin = next(
            (
                t
                for t in tags
                if t is not tag
                and (t.start, t.end) == (tag.start, tag.end)
                and t.form.endswith("noun") != tag.form.endswith("noun")
            ),
            None,
        )
        if twin is not None:
            text = context.text
            past = text[tag.start : tag.end].lower().endswith("ed")
            noun = not past and bool(
                _BEFORE_NOUN.search(text, max(0, tag.start - 24), tag.start)
                or (
                    _AFTER_NOUN.match(text, tag.end)
                    and not re.search(
                        r"\b(?:is|are|was|were|been|be|to|forces|troops|russia|ukraine|they|it) $",
                        text[max(0, tag.start - 10) : tag.start],
                        re.IGNORECASE,
                    )
                )
            )
            if tag.form.endswith("noun") != noun:
                continue
        kept.append(tag)
    return kept


_ATTRIBUTE = re.compile(
    r"\b(?:the|a|an|in|of|from|near|recently|newly|temporarily|illegally|still|partially|now|"
    r"previously|russian|currently|at|to|into|across|on|for|its|formerly|long) $",
    re.IGNORECASE,
)


_VERBAL = re.compile(
    r"[,.;]| (?:the|a|an|in|near|on|to|toward|towards|along|through|into|by|from|after|during|"
    r"south|north|east|west|several|positions|another|up|further|within|around|at|over|closer|"
    r"and)\b"
)


def _is_adjective(context: Text, tag: Tag) -> bool:
    """Read "The recently liberated city", "in occupied Melitopol": a state, no event."""
    word = context.text[tag.start : tag.end].lower()
    if tag.key not in ("capture", "liberation", "advance") or not re.fullmatch(
        r"(?:captured|occupied|liberated|annexed|seized|recaptured|retaken|reclaimed|regained|"
        r"advanced|advancing)",
        word,
    ):
        return False
    if _VERBAL.match(context.text, tag.end):
        return False
    if word == "occupied" and context.text.endswith(", ", 0, tag.start):
        return True  # "near Henichesk, occupied Kherson region"
    return bool(_ATTRIBUTE.search(context.text, max(0, tag.start - 14), tag.start))


def _cut(
    context: Text, parts: Sequence[Part], number: int, triggers: list[Tag], places: list[int]
) -> list[Segment]:
    sentence = context.sentences[number]
    cuts = {sentence.start}
    cuts.update(m.end() for m in _CLAUSE.finditer(context.text, sentence.start, sentence.end))
    cuts.update(_verb_cuts(context, parts, triggers, places))
    triggers = _without_asides(context, sentence.start, triggers, places, parts)
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
    told = [
        (a, b)
        for a, b in asides
        if not any(a <= context.toponyms[p].start < b and parts[p].strength == 3 for p in places)
    ]
    kept = [t for t in triggers if not any(a <= t.start < b for a, b in told)]
    return kept or triggers


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
        gap = context.text[context.toponyms[between[-1]].end : after.start]
        joint = re.search(r",|\band\b|\bthen\b|;|\bbut\b|\bduring\b|\bamid\b", gap)
        if joint and (
            after.form == "verb"
            or (before.key in _LAND and after.key in _LAND)
            or joint.group() in ("during", "amid")
        ):
            cuts.append(context.toponyms[between[-1]].end + joint.start())
    return cuts


def _joined(context: Text, parts: Sequence[Part], segments: list[Segment]) -> list[Segment]:
    """Put stretches that tell nothing of their own to the one that they belong to."""
    result: list[Segment] = []
    for segment, following in zip(segments, [*segments[1:], None], strict=True):
        previous = result[-1] if result else None
        has_place = any(parts[p].role == "where" and parts[p].strength == 3 for p in segment.places)
        alone = not segment.triggers or (segment.keys() <= set(EFFECTS) and not has_place)
        if previous is None:
            result.append(segment)
        elif not previous.triggers:
            if context.text.startswith("where", segment.start):
                previous.places = _last_group(context, previous.places)
            else:
                _keep_fronted(context, previous)
            _absorb(previous, segment)
        elif (
            (_only_effects(previous, parts) and has_place)
            or _is_toll_of(context, previous, segment)
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


_CONTRAST = re.compile(r"(?:while|whereas|but)\b")


def _is_contrast(context: Text, segment: Segment) -> bool:
    """Read "…, while Kyiv's drones set a depot ablaze": another event, with no place of its own."""
    return bool(
        segment.triggers
        and not segment.keys() & {"casualty"}
        and _CONTRAST.match(context.text, segment.start)
        and context.tags.within("weapon", segment.start, segment.end)
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
    r"(?:as (?:was|were|did)|including|and|as well as|with|among|along|where)\b"
)


def _last_group(context: Text, places: list[int]) -> list[int]:
    """Read "Troops are in the Kursk region, where …": the place that "where" takes up."""
    if not places:
        return []
    head = context.toponyms[places[-1]].list_head
    return [
        p
        for p in places
        if p == places[-1]
        or (head is not None and (p == head or context.toponyms[p].list_head == head))
    ]


def _keep_fronted(context: Text, segment: Segment) -> None:
    """Of a clause without an event only "In Kharkiv region, …" says where the next one happened."""
    start = context.sentences[segment.sentence].start
    toponyms = context.toponyms
    heads = {
        p
        for p in segment.places
        if toponyms[p].governor_start - start <= 14 or toponyms[p].phrase_start - start <= 2
    }
    segment.places = [p for p in segment.places if p in heads or toponyms[p].list_head in heads]


def _keep_continued(context: Text, parts: Sequence[Part], segment: Segment) -> None:
    colon = ":" in context.text[segment.start - 2 : segment.start]
    if segment.triggers or colon or _CONTINUES.match(context.text, segment.start):
        return
    kept = [p for p in segment.places if parts[p].role != "where" or parts[p].rule == "label"]
    segment.places = kept


def _absorb(into: Segment, segment: Segment) -> None:
    into.end = segment.end
    into.triggers.extend(segment.triggers)
    into.places.extend(segment.places)
