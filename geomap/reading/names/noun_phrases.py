"""The phrase around a name: what governs it, and which names are listed together."""

from __future__ import annotations

import re

from geomap.reading.text.lexicon import Lexicon
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym, narrowed
from geomap.reading.times.words import WEEKDAY_INDEX
from geomap.records import PlaceKind, replace

_HELD_BY = ("-controlled", "-held", "-occupied", "-annexed", "-run", "-ruled", "-governed")
_KIND_AFTER_HYPHEN = ("-city", "-town", "-village", "-region", "-area", "-district")
_COMPASS = re.compile(r"(?:(?:far|central|north|south|east|west)-?)+(?:ern)?")
_DAYS = frozenset(day.lower() for day in WEEKDAY_INDEX)
_AREAS = frozenset({"region", "oblast", "krai", "province", "district", "raion", "republic"})
_TOKEN_REACH = 30  # characters to the left in which a word is looked for


_NAME_PARTS = word_list("name_parts")


_STATES = word_list("states_of_place")


_ATTRIBUTE = Sought(
    rf"\b{any_of('before_state')}\s+$",
    re.IGNORECASE,
)


def _token_before(text: str, low: int, position: int) -> tuple[int, int]:
    """
    Return the span of the word or mark that stands last in ``text[low:position]``; empty if none.

    A walk, because a pattern with an anchor at its end is tried at every character.
    """
    end = position
    while end > low and text[end - 1].isspace():
        end -= 1
    start = end
    while start > low and (text[start - 1].isalnum() or text[start - 1] in "_’'-"):
        start -= 1
    return (end - 1 if start == end > low else start), end


def _is_attribute(text: str, sentence: Sentence, position: int, word: str) -> bool:
    """Say whether a word belongs to the name: "Nova A", "the newly liberated A"."""
    if word in _NAME_PARTS and text[position].isupper():
        return True
    low = max(sentence.start, position - 14)
    return word in _STATES and _ATTRIBUTE.search(text, low, position) is not None


_BEFORE_THAT = Sought(r"\b(?:in|at|on|over|near|of|from|to|into|across|around|for) \Z")


def govern(text: str, sentence: Sentence, toponym: Toponym, words: Lexicon) -> Toponym:
    """Walk left over the noun phrase to the word that governs it; note both in the toponym."""
    fillers = words.words("np")
    position, via_of, start = toponym.start, False, toponym.start
    tokens: list[tuple[str, int]] = []
    in_brackets = in_area = day_before = False
    while len(tokens) < 2:
        position, end = _token_before(text, max(sentence.start, position - _TOKEN_REACH), position)
        if position == end:
            break
        word = text[position:end].lower()
        bare = word.removesuffix("'s").removesuffix("’s")
        if not tokens and word in "\"“”‘'«?[]":
            continue
        if not tokens and (word == ")" or (word == "(" and in_brackets)):
            in_brackets = word == ")"  # "over (the city of) Belgorod"
            continue
        if not tokens and _is_attribute(text, sentence, position, word):
            start = position
            continue
        if word == "that" and not _BEFORE_THAT.search(text, sentence.start, position):
            tokens.append((word, position))  # "the region that Russia had attacked"
            continue
        if word == "left" and not text.startswith((" bank", "-bank"), end):
            tokens.append((word, position))  # "the army left Avdiivka"
            continue
        if not tokens and ((via_of and word in _DAYS) or (day_before and word == "on")):
            day_before = True
            continue  # "the capture on Saturday of A"
        if not tokens and in_area and text[position].isupper():
            in_area = False
            continue  # "in Kherson Oblast's village of A"
        if not tokens and word != bare and bare in _AREAS:
            in_area = True
        if not tokens and (
            word in fillers
            or bare in fillers
            or word.endswith(_KIND_AFTER_HYPHEN)  # "the port-city of A"
            or bare.isdigit()
            or word.endswith(_HELD_BY)
            or (bare != word and text[position].isupper())  # "in Dnipro's Samar district"
            or (word.endswith("ly") and word[0] == text[position])  # "the highly contested A"
            or _COMPASS.fullmatch(word)
        ):
            via_of = via_of or word == "of"
            start = position
            continue
        tokens.append((word, position))
    toponym.phrase_start, toponym.via_of = start, via_of
    toponym.governor, toponym.governor_start, toponym.before = _governor(
        text, sentence, toponym, tokens
    )
    return toponym


def _governor(
    text: str, sentence: Sentence, toponym: Toponym, tokens: list[tuple[str, int]]
) -> tuple[str, int, str]:
    """Return the word before the phrase, where it starts, and the word before it."""
    governor, governor_start = tokens[0] if tokens else ("", sentence.start)
    before = tokens[1][0] if len(tokens) > 1 else ""
    opening = governor and _TIME_OPENING.match(text, sentence.start, toponym.start)
    if opening and opening.end() > governor_start:
        return "", sentence.start, ""
    return governor, governor_start, before


# "At noon the village of A was shelled", "An hour later A came under fire": a time, then A
_TIME_OPENING = re.compile(
    rf"[“\"]?(?:(?:at|before|after|towards?|around) {any_of('times_of_day')}"
    r"|(?:an?|one|two|three|a few|some|several|\d+) (?:minutes|hours?|days?|weeks?) "
    r"(?:later|before|earlier)),? (?:the |an? )?",
    re.IGNORECASE,
)


_BETWEEN = re.compile(
    r"\)?(?:, where [^,;.]{0,60}(?=,))?(?:, in the [a-z-]{4,14}(?=,))?(?: "
    rf"[A-Z][\w’'-]+|['’]s [A-Z][\w’'-]+ [a-z]+(?: [a-z]+)?(?=,))?"
    rf"(?:[- ]{any_of('kinds_in_lists')})?(?: itself| "
    r"proper)?\s*(?:\([^)]{0,80}\))?\s*[”\"’']?(?:\s*[“\"‘]?people[’']?s[’']? "
    r"republics?[”\"’]?)?\s*(?:,|;|and|or|as well as|, and|, as well as|&|/|-)?\s*(?:and |"
    r"or |also )?(?:the )?"
)


def with_lists(text: str, toponyms: list[Toponym]) -> list[Toponym]:
    """Join the members of "A, B and C" to their first one."""
    joiners = ("and", ",", "or", "&", "/", ";", "as")  # "as well as"
    result: list[Toponym] = []
    for member in toponyms:
        toponym = member
        previous = _before_apposition(text, result)
        if (
            previous is not None
            and previous.sentence == toponym.sentence
            and toponym.governor in joiners
            and _BETWEEN.fullmatch(text, result[-1].end, max(toponym.phrase_start, result[-1].end))
        ):
            head = previous.list_head
            if head is None:  # one of the last: to compare it with all before takes long
                head = next(i for i in reversed(range(len(result))) if result[i] is previous)
            first = result[head]
            hints = toponym.hint_kinds or _shared_hints(text, first)
            toponym = replace(
                toponym,
                list_head=head,
                hint_kinds=hints,
                candidates=narrowed(toponym.candidates, hints),
            )
        result.append(toponym)
    return result


_LIES_IN = re.compile(r",? (?:in|of) (?:[\w’'-]+ ){0,3}")


_OWNS = re.compile(r"['’]s? ")


_APPOSITION = re.compile(
    r",? (?:just |some |about |\d\S* (?:km|miles) )?(?:north|south|east|west|north-?\w+|"
    r"south-?\w+|near|outside|close)\b[^,;.]*"
)


# "A of the B region; X of the C region; D": X is no name that the gazetteer knows
_UNKNOWN_IN_LIST = re.compile(r"[,;] (?:and )?(?:[A-Z][\w’'-]+ ){1,3}(?:of|in) (?:the )?")


def _before_apposition(text: str, done: list[Toponym]) -> Toponym | None:
    """In "Chernihiv, north of Kyiv, and Lviv" the list goes on from Chernihiv."""
    if len(done) > 2 and done[-2].kind == "country" and _OWNS.match(text, done[-2].end):
        done = [*done[:-2], done[-1]]  # "A in Ukraine's northern B region and C"
    if len(done) > 1 and done[-2].sentence == done[-1].sentence and done[-1].list_head is None:
        gap = text[done[-2].end : done[-1].start]
        if done[-1].kind == "region" and _UNKNOWN_IN_LIST.fullmatch(gap):
            return _before_apposition(text, done[:-1])
        if gap.startswith(" (") and ")" not in gap and text[done[-1].end :][:1] == ")":
            return _before_apposition(text, done[:-1])  # "in the Donetsk People's Republic (DPR)"
        if gap.startswith(",") and _APPOSITION.fullmatch(gap):
            return done[-2]
        if (
            done[-1].kind in ("region", "area", "country")
            and done[-2].is_settlement
            and _LIES_IN.fullmatch(gap)
        ):
            return done[-2]
    return done[-1] if done else None


_MANY_PLACES = re.compile(rf"\b{any_of('many_places_named')}\b")


def _shared_hints(text: str, first: Toponym) -> tuple[PlaceKind, ...]:
    """Carry "the villages of A and B" on; "Kaluga and Tver regions" is shared by the gazetteer."""
    plural = _MANY_PLACES.search(
        text[max(0, min(first.phrase_start, first.start - 14)) : first.start]
    )
    return first.hint_kinds if plural else ()
