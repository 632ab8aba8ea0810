"""The patterns of English phrases of time, longest first, each with what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from geomap.reading.text.phrases import alternation, any_of, first_words
from geomap.reading.text.sought import Sought
from geomap.reading.text.stems import stems_of
from geomap.reading.text.words import words_of
from geomap.reading.times import meanings as means
from geomap.reading.times.words import (
    AFTER,
    BEFORE,
    DAY,
    DAYPART,
    EARLY,
    MON,
    MONTHS,
    NIGHT,
    NUMBER,
    PART,
    RANGE,
    SEASON,
    TO,
    WAR,
    WD,
    WHOSE,
    WORDS,
    YEAR,
    Found,
    date_pattern,
)

Resolver = Callable[[re.Match[str], date | None], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A pattern with named groups, as text, and what its matches mean.

    Every phrase of one `of_month` has the name of a month.
    """

    source: str
    resolve: Resolver
    of_month: bool = False

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the phrase that starts there, if it is one of this rule."""
        return _compile(self.source).match(text, start, end)


@cache
def _compile(source: str) -> re.Pattern[str]:
    return re.compile(BEFORE + source + AFTER, re.IGNORECASE)


@cache
def rules_for(word: str, *, month: bool) -> tuple[Rule, ...]:
    """
    Return the rules whose phrases can start with a word, in order; "0" for a figure.

    `month` says whether the phrase can come to the name of a month; see `leads_to_month`.
    """
    return tuple(
        rule
        for rule, stems in _stems_of_rules()
        if (month or not rule.of_month)
        and any(word.startswith(s[:-1]) if s.endswith("*") else word[:4] == s for s in stems)
    )


@cache
def _stems_of_rules() -> tuple[tuple[Rule, frozenset[str]], ...]:
    return tuple((r, stems_of(rf"\b(?:{r.source})")) for r in RULES.values())


@cache
def hint_pattern() -> re.Pattern[str]:
    """Return a quick pattern for the words of which every phrase of time has one."""
    return re.compile(
        rf"\b(?:{alternation(_hints())}|{MON})|\b\d{{1,2}}[.:/]\d\d|{YEAR}", re.IGNORECASE
    )


@cache
def hint_words() -> Sought:
    """Return the pattern of those that are words, and of the first digit of a figure."""
    return Sought(rf"\b(?:{alternation(_hints())}|{MON}|\d)", re.IGNORECASE)


def _hints() -> list[str]:
    words = [name for names in WORDS["weekdays"] + WORDS["months"] for name in names[:1]]
    return [*words, *WORDS["seasons"], *WORDS["fixed_days"], *WORDS["hints"]]


@cache
def starting_words() -> frozenset[str]:
    """Return the words that a phrase of time can start with, "0" for a figure."""
    tables = [*WORDS["offsets"], *WORDS["stretches"], *WORDS["fixed_days"], *WORDS["numbers"]]
    lists = [*WORDS["future"]["phrases"], *WORDS["hanging"]["phrases"], *WORDS["starting_words"]]
    names = [name for names in WORDS["weekdays"] + WORDS["months"] for name in names]
    war = [*WORDS["war_starts"], *WORDS["day_parts"], *WORDS["night_parts"], *WORDS["seasons"]]
    return first_words([*tables, *lists, *names, *war]) | {"0"}


_BESIDE_PHRASES = ("speech", "comparison")  # lists of words that stand beside phrases of time


@cache
def vocabulary() -> frozenset[str]:
    """
    Return the words that phrases of time are made of, "0" for a figure.

    Those of the lists and those in the patterns; where alternatives of a pattern share letters,
    the rest of a word does no harm.
    """
    parts = [re.sub(r"\\.", " ", rule.source).lower() for rule in RULES.values()]
    lists = {name: table for name, table in WORDS.items() if name not in _BESIDE_PHRASES}
    found = {word for part in [*parts, *_strings(lists)] for word in re.findall(r"\w+", part)}
    shorter = {word[:-2] for part in parts for word in re.findall(r"[a-z]+\?", part)}
    return starting_words() | found | shorter


def leads_to_month(text: str, start: int, end: int) -> bool:
    """Say whether only words of time and figures stand before the first name of a month."""
    for word in words_of(text, start, end):
        if word in MONTHS:
            return True
        if word not in vocabulary() and not word[0].isdigit():
            return False
    return False


def _strings(table: Any) -> Iterator[str]:  # noqa: ANN401 (a table of TOML)
    """Yield every text in a table, its keys among them."""
    if isinstance(table, str):
        yield table.lower()
    elif isinstance(table, dict | list):
        values = [*table, *table.values()] if isinstance(table, dict) else table
        yield from chain.from_iterable(map(_strings, values))


def _rule(resolve: Resolver, *parts: str, of_month: bool = False) -> Rule:
    return Rule("".join(parts), resolve, of_month)


_PREP_MONTH = alternation(WORDS["before_month"])
_THE_PART = rf"(?:the\s+)?(?P<part>{PART})(?:\s+(?:of|in)\s+|[\s-]+)"
_START_OF = (
    r"(?:the\s+)?(?:start|beginning|first\s+days?|outset)\s+of\s+(?:the\s+|this\s+)?(?:new\s+)?"
)
_EVER_SINCE = r"(?P<since>(?:ever\s+)?since)"
_OF_THE_WAR = rf"(?:{WHOSE}\s+)?(?:\S+\s+){{0,2}}?{WAR}"
_ITS_DATE = rf"(?:\s+(?:on|in)\s+(?:{MON}\s+)?(?:{DAY},?\s+)?{YEAR})?"
_ROUGHLY = r"(?:(?:about|around|just|almost|nearly|more\s+than|over|only|some)\s+)?"
_WHICH_DAY = r"last|this\s+past|this\s+coming|this|next|the\s+previous|previous"
_COUNTED = alternation(WORDS["counted"])

RULES: dict[str, Rule] = {
    "iso": Rule(r"(?P<iy>(?:19|20)\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)", means.iso),
    "dotted": Rule(
        r"(?P<id>[0-3]?\d)\.(?P<im>[01]?\d)\.(?P<iy>20\d\d|[23]\d)(?!\.\d)", means.dotted
    ),
    "slashed": Rule(r"(?P<id>[0-3]?\d)/(?P<im>[01]?\d)/(?P<iy>20\d\d|[23]\d)(?!/)", means.dotted),
    "night_range": Rule(NIGHT + RANGE, means.night_range, of_month=True),
    "night_weekdays": Rule(
        rf"{NIGHT}(?P<w1>{WD})(?:\s+night)?(?:,?\s+and)?{TO}(?P<w2>{WD})(?:\s+morning)?",
        means.night_weekdays,
    ),
    "night_date": Rule(
        rf"{NIGHT}(?:{WD},?\s+)?{date_pattern('n')}", means.night_date, of_month=True
    ),
    "night_weekday": Rule(rf"{NIGHT}(?P<w>{WD})(?:\s+(?:night|morning))?", means.night_weekday),
    "early_hours": _rule(
        means.early_hours,
        rf"(?:in|during|by)\s+the\s+{EARLY}(?:\s+(?:of|on))?\s+(?:the\s+)?",
        rf"(?:(?P<w>{WD})(?:\s+morning)?|{date_pattern('e')})",
    ),
    "range": Rule(
        rf"(?:(?:between|from|on|over|during)\s+)?(?:the\s+)?{RANGE}",
        means.date_range,
        of_month=True,
    ),
    "weekday_range": _rule(
        means.weekday_range,
        r"(?:(?:(?P<night1>at\s+night)\s+)?(?:from|between)\s+)?",
        rf"(?P<w1>{WD})(?:\s+(?:night|evening|morning))?{TO}(?P<w2>{WD})",
        r"(?:\s+(?P<night2>at\s+night|night|morning))?",
    ),
    "since_war": _rule(
        means.war_start,
        r"(?:(?P<since>(?:ever\s+)?since|from)\s+|(?:at|in|during|near|around|on)\s+)?",
        rf"(?:the\s+(?:very\s+)?|its\s+)?{alternation(WORDS['war_starts'])}\s+of\s+",
        _OF_THE_WAR + _ITS_DATE,
    ),
    "since_began": _rule(
        means.war_start,
        rf"(?:{_EVER_SINCE}|when|after)\s+{_OF_THE_WAR}\s+",
        alternation(WORDS["war_begins"]) + _ITS_DATE,
    ),
    "since_invasion": _rule(
        means.war_start,
        rf"{_EVER_SINCE}\s+(?:{WHOSE}\s+)?(?:\S+\s+){{0,3}}?(?:full[- ]scale\s+)?",
        r"(?:invasion|war)(?:\s+of\s+Ukraine)?",
    ),
    "since_date": _rule(
        means.since,
        r"(?:(?:ever\s+)?since|starting\s+(?:from|on)|from\s+(?=the\s+(?:start|beginning))",
        r"|so\s+far\s+(?=this))\s*(?:at\s+least\s+)?",
        rf"(?:{date_pattern('s')}|(?P<w>{WD})(?:\s+(?:{DAYPART}))?",
        rf"|(?:{_THE_PART})?(?P<m>{MON})(?:,?\s+(?P<my>{YEAR}))?",
        rf"|(?:(?:early|mid|late)[\s-]+|{_START_OF})?(?P<year>{YEAR})",
        r"|(?P<rel>yesterday|last\s+(?:week|month|year)",
        rf"|(?:{_START_OF}|this\s+)(?:day|week|month|year)))",
    ),
    "war_day": _rule(
        means.war_day,
        r"(?:on\s+)?(?:day\s+(?P<n1>\d{1,4})",
        r"|the\s+(?P<n2>\d,?\d{2,3}|\d{1,3})(?:st|nd|rd|th)\s+day)\s+of\s+" + _OF_THE_WAR,
    ),
    "fixed_day": _rule(
        means.fixed_day,
        rf"(?:on\s+)?(?P<name>{alternation(WORDS['fixed_days'])})(?:,?\s+(?P<y>{YEAR}))?",
    ),
    "past": _rule(
        means.past,
        r"(?:(?:in|over|during|within|for|throughout|across)\s+)?(?:the\s+|a\s+)?",
        rf"(?:past|last|previous|preceding)\s+(?:(?P<n>{NUMBER})\s+(?:of\s+)?)?",
        r"(?P<unit>hours?|days?|(?<=\d\s)nights?|weeks|months|years)",
        rf"(?:\s+(?:to|until)\s+(?P<w>{WD})(?:\s+{DAYPART})?)?",
    ),
    "hours_to": _rule(
        means.past,
        r"(?:(?:in|over|during|within)\s+)?the\s+(?P<n>\d{1,2})\s+(?P<unit>hours?|days?)\s+",
        rf"(?:to|until)\s+(?P<w>{WD})(?:\s+{DAYPART})?",
    ),
    "past_unit": _rule(
        means.past,
        r"(?:in|over|during|within|for)\s+(?:the\s+)?past\s+(?P<n>one\s+)?",
        r"(?P<unit>week|month|year)(?P<w>)",
    ),
    "ago": _rule(
        means.ago,
        rf"{_ROUGHLY}(?:(?:a\s+)?(?P<n>{NUMBER})\s+(?:of\s+)?)?",
        r"(?P<unit>hours?|days?|weeks?|months?|years?)\s+(?:ago|earlier|previously|prior|after)",
    ),
    "future": Rule(alternation(WORDS["future"]["phrases"]), means.future),
    "stretch": Rule(alternation(WORDS["stretches"]), means.stretch),
    "offset": Rule(alternation(WORDS["offsets"]), means.offset),
    "hanging": Rule(alternation(WORDS["hanging"]["phrases"]), means.hanging),
    "date": _rule(
        means.calendar_date,
        rf"(?:(?:early|late)\s+)?(?:on\s+)?(?:(?:the\s+)?(?P<part>{DAYPART})\s+of\s+)?",
        rf"(?:{WD}(?:\s+{DAYPART})?,?\s+)?\(?(?:the\s+)?{date_pattern('x')}",
        of_month=True,
    ),
    "weekday": _rule(
        means.single_weekday,
        rf"(?:(?:(?:early|late|earlier|later)\s+)?(?:on\s+)?(?:the\s+{DAYPART}\s+of\s+)?)?",
        rf"(?:(?P<which>{_WHICH_DAY})\s+)?(?:(?:early|late)\s+(?:on\s+)?)?",
        rf"(?P<w>{WD})(?:\s+(?P<part>{DAYPART}))?",
    ),
    "month": _rule(
        means.named_month,
        rf"(?:(?P<prep>{_PREP_MONTH})\s+)?(?:{_THE_PART})?(?P<m>{MON})",
        rf"(?:,?\s+(?:of\s+)?(?:(?P<y>{YEAR})|(?P<rel>(?:last|this)\s+year)))?",
        of_month=True,
    ),
    "period": _rule(
        means.period,
        rf"(?:(?:(?:in|at)\s+)?(?:{_THE_PART}|earlier\s+(?:in\s+)?))?",
        r"(?:(?:over|at|on|during|in)\s+)?(?:the\s+)?",
        r"(?P<which>last|this|this\s+past|the\s+previous|previous|past)\s+",
        r"(?P<unit>week|month|year|weekend)",
    ),
    "weekend": _rule(
        means.period,
        r"(?:over|at|on|during)\s+the\s+(?P<which>)(?P<part>)(?P<unit>weekend)",
    ),
    "weekend_attack": _rule(
        means.period,
        r"(?:(?:an?|the)\s+)?(?P<which>)(?P<part>)(?P<unit>weekend)(?:['’]s)?",
        rf"(?=\s+(?:[\w-]+\s+)?{any_of('dated_attacks')}\b)",
    ),
    "season": _rule(
        means.season,
        r"(?:(?:in|during|over|since|through)\s+)?(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?",
        rf"(?:(?P<which>last|this)\s+)?(?P<s>{SEASON})(?:\s+(?:of\s+)?(?P<y>{YEAR}))",
    ),
    "season_bare": Rule(rf"(?P<which>last|this)\s+(?P<s>{SEASON})(?P<y>)", means.season),
    "clock": _rule(
        means.clock,  # not "by 8:30": until then was counted
        r"(?:(?:at|around|about|from|until|till|after|before|shortly\s+after|just\s+after)\s+){1,3}",
        r"(?:approximately\s+|roughly\s+)?(?:(?:[01]?\d|2[0-4])",
        r"(?::[0-5]\d|\.[0-5]\d(?=\s*[ap]\.?m))(?:\s*[ap]\.?m\b\.?)?",
        r"|(?:1[0-2]|[1-9])\s*[ap]\.?m\b\.?)(?:\s+(?:local|Moscow|Kyiv|Kiev)\s+time)?",
    ),
    "year": _rule(
        means.year,
        r"(?:(?:in|during|since|of|by|throughout|until|from)\s+)?",
        rf"(?:(?:early|mid|late)[\s-]+(?:in\s+)?)?(?P<y>{YEAR})(?!\s*{_COUNTED})",
    ),
}
