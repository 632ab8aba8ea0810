"""
Ukrainian and Russian place names in all their cases, for the index of the gazetteer.

Only endings are known here, not words: ``cases.csv`` says for each ending what becomes of it in
the genitive, dative, accusative, instrumental and locative; several answers are divided by ``/``.
A form too many costs a little space, a form too few loses a place, so where an ending is
ambiguous (-ь, -ів, -ки) every declension that it may have is given. Made at compile time, because
a reader of many articles should not decline names.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

CASES: Final = ("genitive", "dative", "accusative", "instrumental", "locative")

_APOSTROPHES = re.compile("[’ʼ`´]")
_PARTS = re.compile(r"([\s-]+)")
# Of a name like Ростов-на-Дону only what stands before the preposition is declined.
_PREPOSITIONS: Final = frozenset(
    {"на", "над", "під", "под", "біля", "при", "у", "в", "за", "імені", "имени"}
)
_INVARIABLE: Final = frozenset({"обл", "р", "н", "тг", "отг", "смт", "пгт"})
_LONGEST_ENDING: Final = 6  # letters, of those in cases.csv
_MOST_VARIANTS: Final = 6  # of one name in one case


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row of ``cases.csv``: what an ending becomes in each of `CASES`."""

    use: str
    ending: str
    becomes: tuple[tuple[str, ...], ...]


_Rules = dict[str, tuple[_Rule, ...]]  # by ending


def decline(name: str, lang: str) -> tuple[tuple[str, ...], ...]:
    """
    Return the forms of `name` in each of `CASES`, the likeliest first.

    Parameters
    ----------
    name
        In the nominative, "Часів Яр". The order of its words is kept.
    lang
        ``uk`` or ``ru``; any other gives ().

    Returns
    -------
    forms
        Five tuples, aligned with `CASES`.
    """
    if lang not in _rules():
        return ()
    pieces = _PARTS.split(_APOSTROPHES.sub("'", name).replace("ё", "е"))
    words = pieces[::2]
    declined = _declined_words(words, pieces[1::2], lang)
    forms = []
    for case in range(len(CASES)):
        choices = [declined[index][case] for index in range(len(words))]
        variants = [_join(chosen, pieces[1::2]) for chosen in product(*choices)]
        forms.append(tuple(dict.fromkeys(variants))[:_MOST_VARIANTS])
    return tuple(forms)


def inflected(name: str, lang: str) -> tuple[str, ...]:
    """Return every form of `name` but the nominative, each once."""
    forms = dict.fromkeys(form for case in decline(name, lang) for form in case)
    forms.pop(_APOSTROPHES.sub("'", name).replace("ё", "е"), None)
    return tuple(forms)


def _declined_words(
    words: list[str], gaps: list[str], lang: str
) -> list[tuple[tuple[str, ...], ...]]:
    last = next(
        (i for i, word in enumerate(words) if i and word.lower() in _PREPOSITIONS), len(words)
    )
    # In Кам'янка-Дніпровська the adjective comes last, so the first word is the noun.
    adjective_last = last > 1 and _is_adjective(words[last - 1], lang)
    declined: list[tuple[tuple[str, ...], ...]] = []
    for index, word in enumerate(words):
        if index >= last or word.lower() in _INVARIABLE or _is_first_half(words, index):
            declined.append(((word,),) * len(CASES))
            continue
        head = index == last - 1 or (adjective_last and index == 0)
        forms = _decline_word(word, lang, "head" if head else "modifier")
        if index < last - 1 and gaps[index] == "-" and not _is_adjective(word, lang):
            forms = tuple((*variants, word) for variants in forms)  # Клебан-Бик: Клебан-Бика
        declined.append(forms)
    return declined


def _is_adjective(word: str, lang: str) -> bool:
    found = _matching(word, _rules()[lang], "head")
    return bool(found) and all(rule.use == "adj" for rule in found)


def _is_first_half(words: list[str], index: int) -> bool:
    """Return whether a word is a fixed first half, as Івано- in Івано-Франківськ."""
    return index < len(words) - 1 and words[index].endswith("о")


@lru_cache(maxsize=65_536)
def _decline_word(word: str, lang: str, position: str) -> tuple[tuple[str, ...], ...]:
    found = _matching(word, _rules()[lang], position)
    if not found:
        return ((word,),) * len(CASES)
    forms = []
    for case in range(len(CASES)):
        variants = (
            _with_ending(word, rule.ending, new) for rule in found for new in rule.becomes[case]
        )
        forms.append(tuple(dict.fromkeys(variants)))
    return tuple(forms)


def _matching(word: str, rules: _Rules, position: str) -> list[_Rule]:
    """Return the rules of the longest ending; before a noun, those of adjectives come first."""
    lower = word.lower()
    wanted = ("adj", "modifier") if position == "modifier" else ("adj", "noun", "both")
    return _longest(lower, rules, wanted) or _longest(lower, rules, ("noun", "both"))


def _longest(lower: str, rules: _Rules, uses: tuple[str, ...]) -> list[_Rule]:
    for length in range(min(_LONGEST_ENDING, len(lower)), 0, -1):
        found = [rule for rule in rules.get(lower[-length:], ()) if rule.use in uses]
        if found:
            return found
    return []


def _with_ending(word: str, old: str, new: str) -> str:
    stem, replaced = word[: len(word) - len(old)], word[len(word) - len(old) :]
    # Ріг is all ending, and Розі keeps its capital.
    return stem + (new.capitalize() if replaced[:1].isupper() else new)


def _join(words: tuple[str, ...], gaps: list[str]) -> str:
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


@cache
def _rules() -> dict[str, _Rules]:
    text = files("geomap.places").joinpath("cases.csv").read_text(encoding="utf-8")
    rules: dict[str, dict[str, tuple[_Rule, ...]]] = {}
    for row in csv.DictReader(text.splitlines()):
        becomes = tuple(tuple(row[case].split("/")) for case in CASES)
        rule = _Rule(row["use"], row["ending"], becomes)
        endings = rules.setdefault(row["lang"], {})
        endings[rule.ending] = (*endings.get(rule.ending, ()), rule)
    return rules
