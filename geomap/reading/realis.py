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
    r"(?:would|could|might|may|can|(?:now )?threatens?)\b"
)
_ATTEMPT = re.compile(r"\battempt(?:s|ed)?\b")
_FOILED = re.compile(
    r"\b(?:was|were|been)\s+(?:\w+ly\s+)?(?:thwarted|foiled|prevented|averted|suppressed|stopped|"
    r"disrupted|repelled)\b"
)
_RELATIVE = re.compile(r",\s+(?:which|who|whose)\b[^,;]*\Z")  # its own thought and time
_SETTLED = re.compile(r"[;:]|\b(?:after|because|as|since|when|while|following|despite)\b")


# "Capturing A, dubbed “the gateway to B”, would be the most important gain"
_WOULD = re.compile(r"[^;.]{1,90}?\b(?:would|could|might)\b")


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
                and context.text.startswith(("tr", "aimed at", "headed"), cue.start)
            ):
                continue  # "tried to shoot down": the guns did fire
            if cue.start >= trigger.start:
                continue  # "trying to surround": the cue is the event itself
            if key == "planned" and _is_own_attempt(context, kind, cue):
                continue  # "tried to advance near A": it attacked there
            if cue.key == key and _reaches(context, segment, cue, trigger, key):
                return key, context.text[cue.start : cue.end]
    if _is_foiled(context, segment, kind):
        return "denied", "attempt"
    for time in times:
        if time.scope == "background-year" and _same_clause(context, time.start, trigger):
            return "historical", context.text[time.start : time.end]
        if time.scope == "future" and _is_past_tonight(context, time, trigger):
            continue
        if time.scope == "future" and _same_clause(context, time.start, trigger):
            return "planned", context.text[time.start : time.end]
        if (
            time.scope in ("since", "duration")
            and _is_sum(context, segment, time)
            and not _RELATIVE.search(context.text, trigger.end, max(trigger.end, time.start))
        ):
            return "cumulative", context.text[time.start : time.end]
    stopped = _is_stopped_attempt(context, sentence.start, sentence.end, kind)
    if stopped:
        return "denied", stopped
    gerund = context.text[trigger.start : trigger.end].lower().endswith("ing")
    if (trigger.form.endswith("noun") or gerund) and _MODAL_AFTER.match(context.text, trigger.end):
        return "hypothetical", "would"
    if gerund and trigger.start == sentence.start and _WOULD.match(context.text, trigger.end):
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
        if context.text[cue.start - 1 : cue.start] == "-":
            continue  # "Russian-annexed Crimea"
        if cue.key == "historical" and context.text.startswith(" reported", cue.end):
            continue  # "As previously reported, five people were injured"
        if cue.start == sentence.start and cue.key == "historical":
            continue  # "Previously, three people were reported wounded": a bulletin's word
        if cue.key in ("historical", "cumulative") and _beside(context, cue, trigger):
            return cue.key, context.text[cue.start : cue.end]  # type: ignore[return-value]
    return "actual", ""


_STOPPED = re.compile(
    r"\b(?:attempts?|plots?|bids?)\b[^.;]*?\b(?:was|were|been) "
    r"(?:\w+ly )?(?P<end>prevented|thwarted|foiled|averted|stopped|suppressed|disrupted)\b"
)


def _is_stopped_attempt(context: Text, low: int, high: int, kind: Kind) -> str:
    """Read "an attempt to carry out an attack was prevented": told finer by what was shot down."""
    if kind.event_type.startswith(("air_defence", "ground", "control")):
        return ""
    match = _STOPPED.search(context.text, low, high)
    return match["end"] if match and match.start() <= kind.trigger.start < match.end() else ""


_PAST = re.compile(r"\w+ed\b|shot\b|hit\b|struck\b|fell\b|took\b")
_AHEAD = re.compile(r"\b(?:will|would|could|may|might|can|to be|going to|expected)\b")


def _is_past_tonight(context: Text, time: TimeExpression, trigger: Tag) -> bool:
    """Read "destroyed 11 drones tonight": the night that has just ended."""
    word = context.text[trigger.start : trigger.end].lower()
    ahead = _AHEAD.search(context.text, max(0, trigger.start - 40), trigger.start)
    return time.span.words.lower() == "tonight" and bool(_PAST.match(word)) and not ahead


def _is_foiled(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "An attempt to carry out an attack with drones was thwarted": nothing was struck."""
    if not kind.event_type.startswith("strike"):
        return False
    sentence = context.sentences[segment.sentence]
    attempt = _ATTEMPT.search(context.text, sentence.start, kind.trigger.start)
    return bool(attempt and _FOILED.search(context.text, attempt.end(), sentence.end))


def _is_own_attempt(context: Text, kind: Kind, cue: Tag) -> bool:
    """Say whether an assault is told as an attempt, which it was whatever came of it."""
    failed = kind.event_type.startswith("ground") and _FAILED.match(
        context.text, kind.trigger.start
    )
    if kind.rule != "attempt to gain ground" and not failed:
        return False
    return context.text[cue.start : cue.end].lower().startswith(("tr", "attempt"))


# "attempted to open an assault sector near A but failed": they did attack
_FAILED = re.compile(
    r"[^;.]{0,90}?\b(?:but|and|yet) (?:were |was |have |has )?(?:\w+ )?"
    r"(?:fail\w*|unsuccessful\w*|repelled|pushed back|repulsed|stopped|without success)\b"
)


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
    reach = 500 if context.text.startswith("since the ", cue.start) else 130
    return len(gap) < reach and not re.search(
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
