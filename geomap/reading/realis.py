"""Whether a told event happened: denied, planned, threatened, imagined, long ago, or summed up."""

from __future__ import annotations

import re

from geomap.reading.counts import is_after_superlative
from geomap.reading.grammar import Text
from geomap.reading.kinds import Kind
from geomap.reading.lexicon import Tag
from geomap.reading.segments import Segment
from geomap.reading.times import TimeExpression
from geomap.records import Realis

_REACH = {"denied": 42, "planned": 60, "threatened": 70, "hypothetical": 60}
_STATUS_ONLY = re.compile(
    r"\b(?:confirm|verif|comment|specify|elaborat|known|clear|immediately|independently|"
    r"casualties|injur|hurt|victims|respon)",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"(?:(?<=[ ]on|[ ]of|[ ]in)(?: [\w’'-]+){1,3})?"
    r"(?: (?:in|on|of|against|near|at|into|toward|towards|by|from|the)(?: [\w’'-]+){1,4})? "
    r"(?:would|could|might|may|can)\b"
)
_SETTLED = re.compile(r"[;:]|\b(?:after|because|as|since|when|while|following|despite)\b")


def decide_realis(  # noqa: C901, PLR0911, PLR0912 (one return a kind of cue)
    context: Text, segment: Segment, kind: Kind, times: list[TimeExpression]
) -> tuple[Realis, str]:
    """Return the realis of a segment's event, and the words that decide it."""
    sentence = context.sentences[segment.sentence]
    trigger = kind.trigger
    for key in ("denied", "hypothetical", "threatened", "planned"):
        for cue in context.tags.within("realis", sentence.start, trigger.start + 1):
            if (
                key == "planned"
                and kind.event_type == "air_defence.intercept"
                and "tr" in context.text[cue.start : cue.start + 2]
            ):
                continue  # "tried to shoot down": the guns did fire
            if key == "planned" and _is_own_attempt(context, kind, cue):
                continue  # "tried to advance near A": it attacked there
            if cue.key == key and _reaches(context, segment, cue, trigger, key):
                return key, context.text[cue.start : cue.end]
    for time in times:
        if time.scope == "background-year" and _same_clause(context, time.start, trigger):
            return "historical", context.text[time.start : time.end]
        if time.scope == "future" and _same_clause(context, time.start, trigger):
            return "planned", context.text[time.start : time.end]
        if time.scope in ("since", "duration") and _is_sum(context, segment, time):
            return "cumulative", context.text[time.start : time.end]
    gerund = context.text[trigger.start : trigger.end].lower().endswith("ing")
    if (trigger.form.endswith("noun") or gerund) and _MODAL_AFTER.match(context.text, trigger.end):
        return "hypothetical", "would"
    for cue in context.tags.within("realis", segment.start, segment.end):
        if (
            cue.key == "cumulative"
            and kind.event_type.startswith("ground")
            and "since" not in context.text[cue.start : cue.end].lower()
        ):
            continue
        if cue.key == "cumulative" and is_after_superlative(context.text, cue.start):
            continue  # "the biggest attack since the start of the war"
        if cue.key == "cumulative" and _is_record(context, segment, cue.start):
            continue
        if cue.key == "exercise" and _beside(context, cue, trigger):
            return "hypothetical", context.text[cue.start : cue.end]
        if cue.key in ("historical", "cumulative") and _beside(context, cue, trigger):
            return cue.key, context.text[cue.start : cue.end]  # type: ignore[return-value]
    return "actual", ""


def _is_own_attempt(context: Text, kind: Kind, cue: Tag) -> bool:
    """Say whether an assault is told as an attempt, which it was whatever came of it."""
    if kind.rule != "attempt to gain ground":
        return False
    return context.text[cue.start : cue.end].lower().startswith(("tr", "attempt"))


def _reaches(context: Text, segment: Segment, cue: Tag, trigger: Tag, key: str) -> bool:
    """Say whether a cue governs the trigger: near before it, with no new clause between."""
    gap = context.text[cue.end : trigger.start]
    word = context.text[cue.start : cue.end].lower()
    if (cue.start < segment.start and trigger.start - cue.end > 25) or len(gap) > _REACH[key]:
        return False
    if re.search(r"[;:.]", gap) or _SETTLED.search(gap):
        return False
    if key == "denied":
        return _negates(word, gap)
    if word in ("will", "may", "can", "could", "might", "would", "should", "must") and re.search(
        r",", gap
    ):
        return False
    return not re.search(r"\b(?:said|says|that had|which|who)\b", gap) or key == "threatened"


def _beside(context: Text, cue: Tag, trigger: Tag) -> bool:
    """Say whether a phrase of the past stands in the clause of the trigger."""
    low, high = min(cue.end, trigger.end), max(cue.start, trigger.start)
    gap = context.text[low:high]
    return len(gap) < 130 and not re.search(
        r"[;:]|\b(?:that|which|who|where|but|while|whereas|as)\b", gap
    )


def _negates(word: str, gap: str) -> bool:
    if word == "no":
        return bool(re.fullmatch(r"\s(?:\w+\s){0,2}", gap))
    if _STATUS_ONLY.search(gap):
        return False
    return "," not in gap and len(gap.split()) <= 5


def _same_clause(context: Text, at: int, trigger: Tag) -> bool:
    low, high = sorted((at, trigger.start))
    return high - low < 110 and not re.search(
        r"[;:]|\b(?:but|while|whereas|which|who|when)\b", context.text[low:high]
    )


_RECORD = re.compile(
    r"\b(?:largest|biggest|deadliest|heaviest|worst|first|longest|fiercest|most|deepest|record|"
    r"second|third|latest)\b"
)


def _is_record(context: Text, segment: Segment, at: int) -> bool:
    """Read "its largest attack since the war began": one attack, held against the others."""
    return bool(_RECORD.search(context.text, segment.start, max(segment.start, at)))


def _is_sum(context: Text, segment: Segment, time: TimeExpression) -> bool:
    """Read "Since the start of the war" sums up; "over the past day" does not."""
    if _is_record(context, segment, time.start):
        return False
    if not segment.start <= time.start < segment.end:
        return False
    if time.span.start and time.span.end:
        return (time.span.end - time.span.start).days > 31
    return time.scope == "since"
