"""The phrase around a name: what governs it, and which names are listed together."""

from __future__ import annotations

import re

from geomap.reading.text.lexicon import Lexicon
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.toponym import Toponym, narrowed
from geomap.records import PlaceKind, replace

_HELD_BY = ("-controlled", "-held", "-occupied", "-annexed", "-run", "-ruled", "-governed")
_COMPASS = re.compile(r"(?:(?:far|central|north|south|east|west)-?)+(?:ern)?")
_TOKEN_REACH = 30  # characters to the left in which a word is looked for


_NAME_PARTS = word_list("name_parts")


_STATES = word_list("states_of_place")


_ATTRIBUTE = re.compile(
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


_BEFORE_THAT = re.compile(r"\b(?:in|at|on|over|near|of|from|to|into|across|around|for) \Z")


def govern(text: str, sentence: Sentence, toponym: Toponym, words: Lexicon) -> Toponym:
    """Walk left over the noun phrase to the word that governs it; note both in the toponym."""
    fillers = words.words("np")
    position, via_of, start = toponym.start, False, toponym.start
    tokens: list[tuple[str, int]] = []
    in_brackets = False
    while len(tokens) < 2:
        position, end = _token_before(text, max(sentence.start, position - _TOKEN_REACH), position)
        if position == end:
            break
        word = text[position:end].lower()
        bare = word.removesuffix("'s").removesuffix("’s")
        if not tokens and word in "\"“”‘'«?":
            continue
        if not tokens and (word == ")" or (word == "(" and in_brackets)):
            in_brackets = word == ")"  # "over (the city of) Belgorod"
            continue
        if not tokens and word in _NAME_PARTS and text[position].isupper():
            start = position
            continue
        if (
            not tokens
            and word in _STATES
            and _ATTRIBUTE.search(text, max(sentence.start, position - 14), position)
        ):
            start = position
            continue
        if word == "that" and not _BEFORE_THAT.search(text, sentence.start, position):
            tokens.append((word, position))  # "the region that Russia had attacked"
            continue
        if word == "left" and not text.startswith((" bank", "-bank"), end):
            tokens.append((word, position))  # "the army left Avdiivka"
            continue
        if not tokens and (
            word in fillers
            or bare in fillers
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
    governor, governor_start = tokens[0] if tokens else ("", sentence.start)
    before = tokens[1][0] if len(tokens) > 1 else ""
    toponym.phrase_start, toponym.via_of = start, via_of
    toponym.governor, toponym.governor_start, toponym.before = governor, governor_start, before
    return toponym


_BETWEEN = re.compile(
    r"\)?(?:, where [^,;.]{0,60}(?=,))?(?: "
    rf"[A-Z][\w’'-]+)?(?:[- ]{any_of('kinds_in_lists')})?(?: itself| "
    r"proper)?\s*(?:\([^)]{0,40}\))?\s*[”\"’']?(?:\s*[“\"‘]?people[’']?s[’']? "
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
            head = previous.list_head if previous.list_head is not None else result.index(previous)
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


_APPOSITION = re.compile(
    r",? (?:just |some |about |\d\S* (?:km|miles) )?(?:north|south|east|west|north-?\w+|"
    r"south-?\w+|near|outside|close)\b[^,;.]*"
)


def _before_apposition(text: str, done: list[Toponym]) -> Toponym | None:
    """In "Chernihiv, north of Kyiv, and Lviv" the list goes on from Chernihiv."""
    if len(done) > 1 and done[-2].sentence == done[-1].sentence and done[-1].list_head is None:
        gap = text[done[-2].end : done[-1].start]
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
