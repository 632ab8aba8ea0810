"""The weapon counts and the phrases of time of each sentence, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from geomap.reading.events.segments import Segment
from geomap.reading.numbers.numerals import number_pattern, parse_number
from geomap.reading.numbers.tallies import WeaponTally, find_weapon_counts
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import alternation, any_of, load_phrases, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.times.bulletins import find_bulletin
from geomap.reading.times.entries import find_entries
from geomap.reading.times.find import TimeExpression, find_times
from geomap.records import TimeSpan, replace

NOT_DATED = "no time stated: date of publication"
UNDATED = TimeSpan(None, None, "unknown", "published", "")

_NEWS_DAYS = 1  # an undated event in the news happened on the day before or on the day itself
_ANCHOR_REACH = 3  # sentences back to the day that "two days earlier" counts from
_DATELINE = re.compile(r"\s*(?:\([^()]{2,40}\)\s*)?[-–—]")
_DATELINE_REACH = 60  # characters from the start of a paragraph
_COMPARISON_REACH = 90
_RELATIVE = re.compile(
    r"(?:,\s+(?:which|who|whose|where)\b"
    # "a hub that Moscow claimed to have seized last week", but not "the ministry said that it hit"
    r"|\b(?:an?|the|one|another) (?:[\w-]+ ){1,4}"
    rf"(?<!so ){''.join(f'(?<!{said} )' for said in sorted(word_list('says')))}"
    r"(?:that|which) (?:[A-Z][\w’'-]+|it|they|the [\w-]+|its [\w-]+)\b)[^,;]*\Z"
)
# "airstrikes hit Kyiv, after what it called an attempt on his life on Wednesday"
_AFTER_ANOTHER = re.compile(
    rf",\s+(?:\w+ )?(?:after|following)\b(?! (?:\d|{any_of('times_of_day')}\b))"
)
# "the toll rose to 11 on Saturday": when it was counted, not when they were killed
_TOLL_ROSE = Sought(
    rf"\b{any_of('toll_rises')}(?: to)? (?:at least )?(?:\d[\d,]*|[a-z-]{{3,14}})(?: "
    r"[a-z]+)? \Z"
)
# "The strike, which hit a house earlier this week, …"
_OWN_RELATIVE = re.compile(
    rf"{any_of('dated_attacks')}, (?:which|that) (?!(?:come|came|follow)\w*\b)(?:\w+ )"
)
_OF_ATTACK = re.compile(rf"['’]s\b| (?:[\w-]+ )?{any_of('dated_attacks')}\b")
_RESCUE = Sought(
    rf"\b{any_of('recovers')}\b[^.;]{{0,60}}\b(?:bod(?:y|ies)|remains|survivors?|dead|"
    r"victims?)\b|\b(?:bod(?:y|ies)|remains)\b[^.;]{0,60}\b(?:pulled|recovered|retrieved|"
    r"found|discovered)\b|\b(?:toll|number of (?:dead|deaths|victims|injured|wounded))"
    rf"\b[^.;]{{0,80}}\b{any_of('tolls_grow')}\b|\b(?:raising|bringing|pushing|taking) the "
    r"(?:\w+ ){0,2}(?:toll|number)\b|\bdied in (?:an? |the )?(?:\w+ )?hospital\b|"
    r"\b(?:rescue|search)(?: and (?:rescue|search|recovery))? (?:operation|work|crew|team|"
    r"effort)"
)
_STRUCK = re.compile(
    r"\b(?:strikes?|struck|hit|attack(?:ed|s)?|shelling|shelled|raid|blast|explosion|bomb\w*|"
    r"launched|fired|missiles?|drones?)\b[^.;]{0,30}\Z"
)
# "at about 3.15am": of the day told before
_CLOCK = re.compile(
    r"(?:(?:at|around|about|approximately|roughly|by|shortly|just|before|after)\s+)*\d{1,2}(?:[.:]\d\d)?"
    r"\s*(?:am|pm|a\.m\.?|p\.m\.?)?(?:\s+(?:local|Moscow|Kyiv|Kiev) time)?",
    re.IGNORECASE,
)
_CLOCK_REACH = 3  # sentences back to the day of "at 3.15am"
_NEWS_WEEK = 7
_LONG_AGO = timedelta(days=31)  # before the news, a day dates what it stands with, and no more
_OWN_CLAUSE = 40  # characters from a verb to a phrase of time, beyond which another may have it
_VERB_REACH = 24
_VERB = re.compile(r"\b(?:\w{3,}ed|took|began|fell|seized|struck|hit)(?: back)? \Z")


class Counts:
    """The numbers and times of each sentence, and the last day told."""

    def __init__(self, context: Text, published: date | None) -> None:
        self._context = context
        self._published = published
        self._tallies: dict[int, list[WeaponTally]] = {}
        self._times: dict[int, list[TimeExpression]] = {}
        self._rescues: dict[int, bool] = {}
        self._default: dict[bool, TimeSpan] = {}
        self._told: tuple[int, TimeSpan] | None = None
        self._entries = find_entries(context.text, context.sentences, published) or find_bulletin(
            context.text, context.sentences, published
        )

    @property
    def undated(self) -> bool:
        """Whether the article has no date, so that phrases of time have no days either."""
        return self._published is None

    def tallies(self, sentence: int) -> list[WeaponTally]:
        """Return the weapon counts of a sentence."""
        if sentence not in self._tallies:
            s = self._context.sentences[sentence]
            self._tallies[sentence] = find_weapon_counts(self._context.text, s.start, s.end)
        return self._tallies[sentence]

    def times(self, sentence: int) -> list[TimeExpression]:
        """Return the phrases of time of a sentence that can date an event."""
        if sentence not in self._times:
            s = self._context.sentences[sentence]
            text = self._context.text
            entry = self._entries.get(sentence)
            seen_from = entry.end if entry else self._published
            found = find_times(text, s.start, s.end, published=seen_from)
            self._times[sentence] = [
                t for t in found if not _is_dateline(text, s.start, t) and not is_compared(text, t)
            ]
        return self._times[sentence]

    def default_time(self, *, announced: bool) -> TimeSpan:
        """
        Return the span of an event that the text does not date.

        What an army announces (`announced`: a capture) counts from the day of the
        news; what struck may have done so on the day before.
        """
        if self._published is None:
            return UNDATED
        if announced not in self._default:
            start = self._published - timedelta(days=0 if announced else _NEWS_DAYS)
            self._default[announced] = TimeSpan(start, self._published, "day", "published", "")
        return self._default[announced]

    def time_of(
        self, segment: Segment, siblings: Sequence[Segment], trigger: int, *, announced: bool
    ) -> tuple[TimeSpan, str]:
        """Return when: the phrase in the clause, else of the sentence, else a date of speech."""
        wanted = ("point", "duration", "since")
        times = [
            t
            for t in self.times(segment.sentence)
            if t.scope in wanted
            and not (t.span.words.endswith("after") and t.start > trigger)
            and not self._is_of_other(trigger, t)
            and not self._is_of_toll(t)
            and not self._is_of_rescue(segment, t)
        ]
        own = [t for t in times if segment.start <= t.start < segment.end and not t.reporting]
        own.sort(
            key=lambda t: (
                self._is_of_reaction(segment, trigger, t),
                t.start - trigger if t.start > trigger else trigger - t.end,
            )
        )
        rest = [t for t in times if not t.reporting]
        said = [t for t in times if t.reporting]
        since = [
            t
            for t in times
            if t.span.words.endswith("after")
            and t.end <= trigger
            and (t in own or t.start < segment.start <= t.end)  # "two days after it struck A"
        ]
        for found, rule in (
            (since, "time in the clause"),  # "on Tuesday, a day after the house was struck"
            (own, "time in the clause"),
            (rest if len(siblings) < 3 else [], "time of the sentence"),
            (said, "date of the statement"),
        ):
            spans = [
                span for t in found if (span := self._span(t, segment.sentence, rest)) is not None
            ]
            if spans and self._is_of_reaction(segment, trigger, found[0]):
                return _from_day_before(spans[0]), rule
            if spans:
                hangs = any(_days_away(span.words) is not None for span in spans[:1])
                if rule != "date of the statement" and not hangs:
                    self._told = segment.sentence, spans[0]
                return spans[0], rule
        entry = self._entries.get(segment.sentence)
        if entry is not None:
            return entry, "date that heads the entry"
        before = self._older_day_before(segment.sentence)
        if before is not None:
            return before, "date of the sentence before"
        return self.default_time(announced=announced), NOT_DATED

    def _told_just_before(self, sentence: int) -> tuple[int, TimeSpan] | None:
        """Return the day that the sentence before names, in one paragraph with this one."""
        sentences = self._context.sentences
        if not sentence or sentences[sentence].paragraph != sentences[sentence - 1].paragraph:
            return None
        told = self.times(sentence - 1)
        days = [t for t in told if t.scope == "point" and t.span.start and not t.reporting]
        return (sentence - 1, days[-1].span) if days else None

    def _day_back(self, sentence: int) -> tuple[int, TimeSpan] | None:
        """Return the day of this week that the sentences before name last, for "at 3.15am"."""
        for number in range(sentence - 1, max(-1, sentence - 1 - _CLOCK_REACH), -1):
            for time in reversed(self.times(number)):
                start, end = time.span.start, time.span.end
                if time.scope != "point" or start is None or start != end:
                    continue
                if time.span.precision != "day" or self._published is None:
                    continue
                recent = timedelta(0) <= self._published - start <= timedelta(days=_NEWS_WEEK)
                return (number, time.span) if recent else None
        return None

    def _older_day_before(self, sentence: int) -> TimeSpan | None:
        """Return the day of "On June 21 its forces dealt a blow. Four refineries were attacked"."""
        before = self._context.sentences[max(0, sentence - 1)]
        acts = self._context.tags.within("side", before.start, before.end)
        if not any(tag.form == "force" for tag in acts):
            return None  # a quick look spares the phrases of time
        told = self._told_just_before(sentence)
        if told is None or told[1].precision not in _OF_ONE_DAY or not self._is_older(told[1]):
            return None
        recent = self._published and told[1].end and self._published - told[1].end <= _LONG_AGO
        return told[1] if recent else None

    def _is_older(self, span: TimeSpan) -> bool:
        """Say whether a span ends before the night of the news."""
        if span.end is None or self._published is None:
            return False
        return span.end < self._published - timedelta(days=_NEWS_DAYS)

    def _is_of_toll(self, time: TimeExpression) -> bool:
        lead = max(0, time.start - _COMPARISON_REACH)
        return _TOLL_ROSE.search(self._context.text, lead, time.start) is not None

    def _is_of_rescue(self, segment: Segment, time: TimeExpression) -> bool:
        """Read "Bodies were found on Tuesday in a house that a missile hit": when they were."""
        text, start = self._context.text, self._context.sentences[segment.sentence].start
        if not self._tells_rescue(segment.sentence) or _OF_ATTACK.match(text, time.end):
            return False  # "bodies of those killed in Monday's strike"
        return not _STRUCK.search(text[max(start, time.start - _OWN_CLAUSE) : time.start])

    def _tells_rescue(self, sentence: int) -> bool:
        if sentence not in self._rescues:
            s = self._context.sentences[sentence]
            self._rescues[sentence] = bool(_RESCUE.search(self._context.text, s.start, s.end))
        return self._rescues[sentence]

    def _is_of_reaction(self, segment: Segment, trigger: int, time: TimeExpression) -> bool:
        """Read "Leaders met on Friday after a missile hit A": when they met, soon after it."""
        if time.span.precision != "day" or time.span.start != time.span.end:
            return False
        text, start = self._context.text, self._context.sentences[segment.sentence].start
        cause = _IN_REACTION.search(text, time.end, trigger)
        if cause is None or time.end > trigger:
            return False
        marks = (text.rfind(mark, time.end, cause.start()) + 1 for mark in ",;")
        clause = max(time.end, cause.start() - _REACTION_REACH, *marks)
        return not self._context.tags.within("trigger", start, clause)

    def _is_of_other(self, trigger: int, time: TimeExpression) -> bool:
        """Read "shot down over Kursk, the region that it invaded in August": that verb's month."""
        if time.start < trigger:
            return False
        between = self._context.text[trigger : time.start]
        if _RELATIVE.search(between) and not _OWN_RELATIVE.match(between):
            return True
        if _AFTER_ANOTHER.search(between):
            return True
        if time.span.precision != "month":
            return False
        far = time.start - trigger > _OWN_CLAUSE
        lead = self._context.text[max(trigger, time.start - _VERB_REACH) : time.start]
        return far and _VERB.search(lead) is not None

    def _span(
        self, time: TimeExpression, sentence: int, beside: Sequence[TimeExpression]
    ) -> TimeSpan | None:
        """Return the days of a phrase; "two days earlier" counts from the day told before it."""
        away = _days_away(time.span.words)
        at_night = time.span.words.lower() in _AT_NIGHT
        by_clock = time.span.precision == "hour" and _CLOCK.fullmatch(time.span.words)
        if away is None and not at_night and not by_clock:  # hangs on no other day
            return time.span if time.span.start is not None or self.undated else None
        days = [t for t in beside if _days_away(t.span.words) is None]
        before = [t for t in days if t.end <= time.start]
        if not before and time.span.words.endswith("after"):
            before = days[:1]  # "Two days after the attack on A, B was struck on Friday"
        told = (sentence, before[-1].span) if before else self._told_last(sentence)
        if away is not None and told is not None and sentence - told[0] <= _ANCHOR_REACH:
            start, end = told[1].start, told[1].end
            if start is not None and end is not None and (end - start).days <= 1:
                step = timedelta(days=away)
                return replace(time.span, start=start + step, end=end + step, precision="day")
        if at_night and not before:
            told = self._told_just_before(sentence) or told
            old = (
                told is not None
                and told[0] == sentence - 1
                and told[1].precision in _OF_ONE_DAY
                and self._is_older(told[1])
            )
            return (
                replace(time.span, start=told[1].start, end=told[1].end)
                if told and old
                else time.span
            )
        if by_clock:
            told = told if told and sentence - told[0] <= 1 else self._day_back(sentence)
            if told is not None:
                return replace(time.span, start=told[1].start, end=told[1].end)
        if away is not None and time.span.words.lower().endswith(" after"):
            return None  # "a day after the deal was signed": when that was is not told
        return time.span if time.span.start is not None or self.undated else None

    def _told_last(self, sentence: int) -> tuple[int, TimeSpan] | None:
        """Return the day of the last event told, or a later one that stands with none."""
        first = max(self._told[0] if self._told else 0, sentence - _ANCHOR_REACH)
        for number in range(sentence - 1, first - 1, -1):
            days = [t.span for t in self.times(number) if t.scope == "point" and not t.reporting]
            days = [d for d in days if d.start and d.precision in _OF_ONE_DAY]
            days = [d for d in days if _days_away(d.words) is None]
            if days:
                return number, days[-1]
        return self._told


_REACTION_REACH = 140  # characters before it that can be of its clause
_IN_REACTION = Sought(
    r"\b(?:after|following|amid|in response to|in the wake of|in the aftermath of)\b"
)


def _from_day_before(span: TimeSpan) -> TimeSpan:
    return replace(span, start=span.start - timedelta(days=_NEWS_DAYS)) if span.start else span


_OF_ONE_DAY = ("hour", "night", "day")
_AT_NIGHT = frozenset({"overnight", "at night", "during the night"})


def _is_dateline(text: str, start: int, time: TimeExpression) -> bool:
    """Tell the day on which a report was written: "KHERSON, Ukraine, June 5 (Agency) - …"."""
    if time.start - start > _DATELINE_REACH or not _DATELINE.match(text, time.end):
        return False
    return text[start : time.start].split(",", maxsplit=1)[0].isupper()


@cache
def _comparison() -> tuple[Sought, re.Pattern[str]]:
    words = load_phrases("en/times")["comparison"]
    return (
        Sought(rf"\b{alternation(words['superlatives'])}\b[^.;,:]*\Z", re.IGNORECASE),
        re.compile(rf"{alternation(words['scopes'])}\b", re.IGNORECASE),
    )


_NTH_REACH = 40
_ATTACK = r"(?:[\w-]+ )?(?:time|attack|strike|raid)"
NTH_ATTACK = rf"(?:{any_of('ordinals')}|\d+(?:st|nd|rd|th)) {_ATTACK}"  # "the fourth attack"
_NTH = Sought(
    rf"\b(?:{NTH_ATTACK}|first {_ATTACK}) "
    r"(?:(?:on|against|in) (?:the )?[\w’'-]+ )?(?:already |so far |there )?\Z"
)


def is_compared(text: str, time: TimeExpression) -> bool:
    """Tell a period that a superlative spans: "the deadliest attack this year"."""
    if _NTH.search(text, max(0, time.start - _NTH_REACH), time.start):
        return True  # "for the ninth time this month"
    if time.scope == "background-year" or not is_after_superlative(text, time.start):
        return False
    return time.scope != "point" or bool(_comparison()[1].match(text, time.start))


def is_after_superlative(text: str, position: int) -> bool:
    """Say whether a clause calls its event the biggest or the worst before `position`."""
    return bool(_comparison()[0].search(text, max(0, position - _COMPARISON_REACH), position))


_WAYS = ("earlier", "before", "previously", "prior", "later", "after")


@cache
def _days_away_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<n>{number_pattern()}|a)\s+days?\s+(?P<way>{'|'.join(_WAYS)})",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1_024)
def _days_away(words: str) -> int | None:
    """Return how many days a phrase lies from the day told before; None if it hangs on none."""
    table: dict[str, int] = load_phrases("en/times")["from_told_day"]
    phrase = " ".join(words.lower().split())
    if phrase in table:
        return table[phrase]
    may_be = " day" in phrase and phrase.endswith(_WAYS)
    match = _days_away_pattern().fullmatch(phrase) if may_be else None
    if match is None:
        return None
    count = parse_number(match["n"])
    if count is None:
        return None
    return count if match["way"] == "later" else -count
