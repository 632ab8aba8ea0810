"""Whether a told event happened: denied, planned, threatened, imagined, long ago, or summed up."""

from __future__ import annotations

import re

from geomap.reading.events.assessed import doubts_other
from geomap.reading.events.attempts import is_foiled, is_stopped, was_made
from geomap.reading.events.background import is_of_another_clause, looks_back
from geomap.reading.events.counts import is_after_superlative
from geomap.reading.events.goals import is_goal
from geomap.reading.events.kinds import Kind
from geomap.reading.events.segments import Segment
from geomap.reading.events.since import is_record, is_since, is_since_then, is_sum, tells_how_many
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought
from geomap.reading.times.find import TimeExpression
from geomap.records import Realis

_REACH = {
    "denied": 42,
    "planned": 60,
    "threatened": 70,
    "hypothetical": 60,
    "deed": 60,
    "habit": 90,
}
_STATUS_ONLY = re.compile(
    rf"\b{any_of('unconfirmed')}",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r"(?:(?<=[ ]on|[ ]of|[ ]in)(?: [\w’'-]+){1,3})?"
    r"(?: (?:in|on|of|against|near|at|into|toward|towards|by|from|the)(?: [\w’'-]+){1,4})? "
    r"(?:would|could|might|may|can|(?:now )?threatens?)\b"
    r"(?! be (?:\w+ly )?(?:heard|seen|felt)\b)"  # "blasts could be heard in A": they were
)
_WILL = re.compile(r"[^,;.]{1,60}? will\b")
_WILL_THEN = re.compile(r"[^;.]{1,120}? (?:will|would)\b")
_IS_AIM = re.compile(
    r"[^;.]{1,60}? (?:is|was|remains?|remained) (?:[\w’'“\"-]+ ){0,4}?[“\"]?(?:[\w-]+ )?"
    rf"{any_of('aims')}\b"
)
_IF = re.compile(r"[“\"]?(?:Even )?[Ii]f\b")
_RELATIVE = re.compile(r",\s+(?:which|who|whose)\b[^,;]*\Z")  # its own thought and time
_CAME_WHEN = re.compile(r"[^.;]* when [^.;,]*")
_SETTLED = re.compile(r"[;:]|\b(?:after|because|as|since|when|where|while|following|despite)\b")


# "Capturing A, dubbed “the gateway to B”, would be the most important gain"
_WOULD = re.compile(r"[^;.]{1,90}?\b(?:would|could|might)\b")


_Verdict = tuple[Realis, str]
# The cues that govern an event, and what it is then; a "deed" is what somebody did once.
_CUES: tuple[tuple[str, Realis], ...] = (
    ("denied", "denied"),
    ("hypothetical", "hypothetical"),
    ("threatened", "threatened"),
    ("planned", "planned"),
    ("deed", "historical"),
    ("habit", "cumulative"),
)


def decide_realis(
    context: Text, segment: Segment, kind: Kind, times: list[TimeExpression]
) -> tuple[Realis, str]:
    """Return the realis of a segment's event, and the words that decide it."""
    return (
        _by_cue_before(context, segment, kind)
        or _by_attempt_or_goal(context, segment, kind)
        or _by_time(context, segment, kind, times)
        or _by_stop(context, segment, kind)
        or _by_would(context, segment, kind)
        or _by_looking_back(context, segment, kind, times)
        or _by_cue_beside(context, segment, kind, times)
        or ("actual", "")
    )


def _by_cue_before(context: Text, segment: Segment, kind: Kind) -> _Verdict | None:
    """Ask the words that govern the event: "denied", "could", "threatened to", "plans to"."""
    trigger = kind.trigger
    start = context.sentences[segment.sentence].start
    cues = context.tags.within("realis", start, trigger.start)
    for key, verdict in _CUES:
        for cue in cues:
            if (
                cue.key == key
                and not _leaves_it_actual(context, kind, cue)
                and _reaches(context, segment, cue, trigger, key)
            ):
                return verdict, context.text[cue.start : cue.end]
    return None


_AMID = re.compile(r" (?:amid|amidst|because of|due to|in response to) (?!fears|threat|concern)")


def _leaves_it_actual(context: Text, kind: Kind, cue: Tag) -> bool:
    """Say whether a cue tells of an attempt that was made, or of what is taken to be so."""
    if cue.key == "hypothetical":  # "have likely advanced"
        return doubts_other(context, cue, kind.trigger)
    if cue.key != "planned":
        return False
    if _AMID.search(context.text, cue.end, kind.trigger.start):
        return kind.trigger.form.endswith("noun")  # "ordered to leave amid an attack on A"
    if kind.event_type == "air_defence.intercept":  # "tried to shoot down": the guns did fire
        return context.text.startswith(("tr", "attempt", "aimed at", "headed"), cue.start)
    return was_made(context, kind, cue)


def _by_attempt_or_goal(context: Text, segment: Segment, kind: Kind) -> _Verdict | None:
    if is_foiled(context, segment, kind):
        return "denied", "attempt"
    if kind.event_type.startswith("control") and is_goal(context, kind.trigger):
        return "planned", "to"
    return None


def _by_time(
    context: Text, segment: Segment, kind: Kind, times: list[TimeExpression]
) -> _Verdict | None:
    """Ask the phrases of time: years ago, not yet, ever since."""
    trigger = kind.trigger
    for time in times:
        if is_of_another_clause(context, segment, time, trigger):
            continue
        words = context.text[time.start : time.end]
        if context.text.endswith("born ", 0, time.start):
            continue  # "a man born in 1985 was injured"
        if time.scope == "background-year" and is_since(context, segment, time, trigger):
            continue
        if time.scope == "background-year" and is_since_then(context, segment, time):
            return "historical", words
        if time.scope == "background-year" and (
            _same_clause(context, time.start, trigger)
            or _introduces(context, segment, time, trigger)
        ):
            return "historical", words
        if time.scope == "future" and (
            _is_past_tonight(context, time, trigger) or _has_happened(time, times, trigger)
        ):
            continue
        if time.scope == "future" and _same_clause(context, time.start, trigger):
            return "planned", words
        if (
            time.scope in ("since", "duration")
            and is_sum(context, segment, time)
            and not _takes_towns(context, segment, kind)
            and not _RELATIVE.search(context.text, trigger.end, max(trigger.end, time.start))
        ):
            return "cumulative", words
    return None


def _by_looking_back(
    context: Text, segment: Segment, kind: Kind, times: list[TimeExpression]
) -> _Verdict | None:
    words = looks_back(context, segment, kind, times)
    if not words and (many := tells_how_many(context, segment, times)):
        return "cumulative", many
    return ("historical", words) if words else None


def _takes_towns(context: Text, segment: Segment, kind: Kind) -> bool:
    """Read "Since August troops have recaptured A and B": each was taken once."""
    towns = (context.toponyms[p].is_settlement for p in segment.places)
    return kind.event_type in ("control.capture", "control.liberation") and any(towns)


def _by_stop(context: Text, segment: Segment, kind: Kind) -> _Verdict | None:
    sentence = context.sentences[segment.sentence]
    stopped = is_stopped(context, sentence.start, sentence.end, kind)
    return ("denied", stopped) if stopped else None


def _by_would(  # noqa: PLR0911 (one return a phrase)
    context: Text, segment: Segment, kind: Kind
) -> _Verdict | None:
    """Read "Capturing A would be a gain", "an attack on A could follow", "… was denied"."""
    text, trigger = context.text, kind.trigger
    gerund = text[trigger.start : trigger.end].lower().endswith("ing")
    if trigger.form.endswith("noun") and (denied := _DENIED_AFTER.match(text, trigger.end)):
        return "denied", denied["word"]
    if (trigger.form.endswith("noun") or gerund) and _MODAL_AFTER.match(text, trigger.end):
        return "hypothetical", "would"
    start = context.sentences[segment.sentence].start
    if trigger.form.endswith("noun") and _IF.match(text, start):
        will = _WILL_THEN.match(text, trigger.end, context.sentences[segment.sentence].end)
        if will:  # "Even if A falls, the battle for B will go on"
            return "hypothetical", "if"
    if kind.event_type.startswith("control") and trigger.form.endswith("noun"):
        if _IS_AIM.match(text, trigger.end, context.sentences[segment.sentence].end):
            return "planned", "is an aim"  # "The liberation of A is a priority"
        # "The loss of A will hinder Russia", "The capture of A would give Russia the whole region"
        span = trigger.end, context.sentences[segment.sentence].end
        if _WILL.match(text, *span) or _WOULD_GIVE.match(text, *span):
            return "hypothetical", "will"
    opens = trigger.start == context.sentences[segment.sentence].start
    if gerund and opens and _WOULD.match(text, trigger.end):
        return "hypothetical", "would"
    return None


# "an explosion at the plant was denied by the city's head"
_DENIED_AFTER = re.compile(
    r"(?: (?:at|in|on|near|of) [^,.;]{1,60}?)? (?:was|were|has been|have been) "
    r"(?P<word>denied|refuted|dismissed|ruled out)\b"
)
_WOULD_GIVE = re.compile(
    r"[^,.;]{3,80}? (?:would|could|might) (?:\w+ )?(?:give|allow|let|open|mean|enable|help|bring|"
    r"make|be|provide|hand|put|threaten|cut|leave|mark)\b"
)
_BEFORE_NOW = frozenset({"previously", "earlier", "formerly"})
_DAY_OF_YEAR = re.compile(r"(?!.*\b(?:19|20)\d\d\b).*\d")


def _is_dated(segment: Segment, times: list[TimeExpression], words: str) -> bool:
    """Read "was previously hit on Dec. 5": an event of that day, told of once more."""
    return words.lower() in _BEFORE_NOW and any(
        segment.start <= t.start < segment.end
        and t.span.precision in ("day", "night")
        and _DAY_OF_YEAR.match(t.span.words) is not None
        for t in times
    )


def _by_cue_beside(
    context: Text, segment: Segment, kind: Kind, times: list[TimeExpression]
) -> _Verdict | None:
    """Ask for words of the past, of sums and of exercises in the same clause."""
    for cue in context.tags.within("realis", segment.start, segment.end):
        if cue.key == "cumulative" and (
            _is_of_one_event(context, segment, kind, cue) or _OF_TODAY.match(context.text, cue.end)
        ):
            continue
        words = context.text[cue.start : cue.end]
        if words.lower() == "anniversary" and kind.trigger.end < cue.start:
            continue  # "20 drones were downed on the eve of the anniversary"
        if cue.key == "exercise" and _beside(context, cue, kind.trigger):
            return "hypothetical", words
        if _is_of_another_thing(context, segment, kind, cue):
            continue
        if cue.key == "historical" and _is_dated(segment, times, words):
            continue
        if cue.key == "historical" and _beside(context, cue, kind.trigger):
            return "historical", words
        if cue.key == "cumulative" and _beside(context, cue, kind.trigger):
            return "cumulative", words
    return None


# "since the beginning of the day": no sum of the war
_OF_TODAY = re.compile(r" of (?:the|this|that|to|yester)(?:['’]s)? ?(?:day|night|morning|week)\b")


# "Avdiivka fell after months of fighting": once
_AFTER_ALL = Sought(r"\b(?:after|following|despite)(?: [\w-]+){0,2} \Z")


def _is_of_one_event(context: Text, segment: Segment, kind: Kind, cue: Tag) -> bool:
    """Say whether "since the war began" and its like sum up nothing here."""
    if _AFTER_ALL.search(context.text, max(segment.start, cue.start - 30), cue.start):
        return True
    on_ground = kind.event_type.startswith("ground")
    if on_ground and "since" not in context.text[cue.start : cue.end].lower():
        return True
    words = context.text[cue.start : cue.end]
    if words.endswith("ly") and " " not in words:
        return False  # "attacks Kharkiv, the second-largest city, regularly"
    # "the biggest attack since the start of the war"
    return is_after_superlative(context.text, cue.start) or is_record(context, segment, cue.start)


def _is_of_another_thing(context: Text, segment: Segment, kind: Kind, cue: Tag) -> bool:
    """Say whether a word of the past stands for something else than the time of this event."""
    text = context.text
    if text[cue.start - 1 : cue.start] == "-":
        return True  # "Russian-annexed Crimea"
    if text.endswith(" after", 0, cue.end) and cue.start > kind.trigger.start:
        return True  # dates what went before, from this event
    # "As previously reported, five people were injured"; "Previously, three were wounded"
    opens = cue.start == context.sentences[segment.sentence].start
    return cue.key == "historical" and (opens or text.startswith(" reported", cue.end))


def _has_happened(future: TimeExpression, times: list[TimeExpression], trigger: Tag) -> bool:
    """Read "Saturday is a day of mourning for the victims of the strike on Friday"."""

    def away(time: TimeExpression) -> int:
        return time.start - trigger.end if time.start > trigger.start else trigger.start - time.end

    return any(t.scope == "point" and away(t) < away(future) for t in times)


_PAST = re.compile(r"\w+ed\b|shot\b|hit\b|struck\b|fell\b|took\b")
_AHEAD = Sought(r"\b(?:will|would|could|may|might|can|to be|going to|expected)\b")


def _is_past_tonight(context: Text, time: TimeExpression, trigger: Tag) -> bool:
    """Read "destroyed 11 drones tonight": the night that has just ended."""
    word = context.text[trigger.start : trigger.end].lower()
    ahead = _AHEAD.search(context.text, max(0, trigger.start - 40), trigger.start)
    return time.span.words.lower() == "tonight" and bool(_PAST.match(word)) and not ahead


_TOLD = re.compile(
    r"\b(?:said|says|that had|which|who|(?:claim|say|add|stat|report|not|announc)ing that)\b"
)


_COMMA = re.compile(r",")


_NEW_CLAUSE = re.compile(r"[;:.]")


def _reaches(context: Text, segment: Segment, cue: Tag, trigger: Tag, key: str) -> bool:
    """Say whether a cue governs the trigger: near before it, with no new clause between."""
    gap = context.text[cue.end : trigger.start]
    word = context.text[cue.start : cue.end].lower()
    if (cue.start < segment.start and trigger.start - cue.end > 25) or len(gap) > _REACH[key]:
        return False
    if _NEW_CLAUSE.search(gap) or _SETTLED.search(gap):
        return False
    if key == "denied":
        return _negates(word, gap)
    if word in (
        "will",
        "may",
        "can",
        "could",
        "might",
        "would",
        "should",
        "must",
    ) and _COMMA.search(gap):
        return False
    return not _TOLD.search(gap) or key == "threatened"


_APART = re.compile(r"[;:]|\b(?:that|which|who|where|but|while|whereas|as)\b")


def _beside(context: Text, cue: Tag, trigger: Tag) -> bool:
    """Say whether a phrase of the past stands in the clause of the trigger."""
    low, high = min(cue.end, trigger.end), max(cue.start, trigger.start)
    gap = context.text[low:high]
    reach = 500 if context.text.startswith("since the ", cue.start) else 130
    fronted = _FRONTED.search(context.text, max(0, cue.start - 14), cue.start)
    if cue.key == "cumulative" and fronted:  # "In the reporting period, it said that 91 died"
        return len(gap) < reach
    return len(gap) < reach and not _APART.search(gap)


_FRONTED = Sought(r"\b(?:In|Over|During|Throughout|Across) (?:the |this )?\Z")
_NEXT_TO = re.compile(r"\s(?:\w+\s){0,2}")


def _negates(word: str, gap: str) -> bool:
    if word.startswith("den") and re.search(r"responsibility|involvement", gap):
        return True  # whatever it was, nobody here says that it was of this war
    if word == "never" and "responsibility" in gap:  # "never claims responsibility for attacks"
        return True
    if word == "no":
        return bool(_NEXT_TO.fullmatch(gap))
    if _STATUS_ONLY.search(gap):
        return False
    return "," not in gap and len(gap.split()) <= 5


_TURN = re.compile(r"[;:]|\b(?:but|while|whereas|which|who|when)\b")


# "The attack, which took place on April 1": the day of the attack itself
_WHICH_WAS = re.compile(rf",? (?:which|that) (?:had |has )?{any_of('happened')} (?:[\w-]+ ){{0,3}}")


def _same_clause(context: Text, at: int, trigger: Tag) -> bool:
    low, high = sorted((at, trigger.start))
    if _WHICH_WAS.fullmatch(context.text, trigger.end, max(at, trigger.end)):
        return True
    return high - low < 110 and not _TURN.search(context.text[low:high])


_HEAD = 3  # characters from the start of a sentence to the day that heads it: "March 9: …"
_THAT_DAY = re.compile(r",? (?:when|as|in which|during which|on which)\b")


def _introduces(context: Text, segment: Segment, time: TimeExpression, trigger: Tag) -> bool:
    """Read "it was on April 8, 2022, when a missile hit the station": the day first."""
    if time.end > trigger.start or ";" in context.text[time.end : trigger.start]:
        return False
    heads = time.start - context.sentences[segment.sentence].start <= _HEAD
    return bool(
        _THAT_DAY.match(context.text, time.end)
        or (heads and context.text[time.end : time.end + 2].strip() == ":")
        or (heads and _CAME_WHEN.fullmatch(context.text, time.end, trigger.start))
    )
