"""What a number counts: the noun after it, and the class of that noun."""

from __future__ import annotations

import re
from functools import cache

from geomap.reading.text.phrases import load_phrases

WEAPON_KINDS = frozenset(
    {"drone", "sea drone", "missile", "rocket", "bomb", "shell", "aircraft", "weapon"}
)
_MAX_WORDS = 9  # of a noun phrase
_ALIKE = frozenset({"type", "class", "style"})
_MAX_MARK = 2  # letters that mark a version of a model
_LAST_WORD = re.compile(r"\w+\Z")
WORD = re.compile(r"[\s\"“”‘'(]*([^\W_][\w’'./‑-]*)")


@cache
def noun_kinds() -> dict[str, str]:
    """Return the head nouns, singular and plural, with their kinds."""
    kinds: dict[str, str] = {}
    for kind, nouns in load_phrases("en/numbers")["heads"].items():
        for noun in nouns:
            kinds[noun] = kind
            plural = f"{noun[:-1]}ies" if noun.endswith("ty") else f"{noun}s"
            kinds.setdefault(plural, kind)
            kinds.setdefault(f"{noun}es", kind)
    return kinds


def last_words(kinds: frozenset[str]) -> frozenset[str]:
    """Return words of which a text with a noun of these kinds has one: last words, and models."""
    nouns = [noun for noun, kind in noun_kinds().items() if kind in kinds]
    found = map(_LAST_WORD.search, [*nouns, *load_phrases("en/numbers")["models"]])
    return frozenset(match.group() for match in found if match)


@cache
def weapon_words() -> frozenset[str]:
    """Return words of which a text that names weapons has one."""
    return last_words(WEAPON_KINDS)


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """Return the words around a number that say what it is, by name."""
    return {name: frozenset(words) for name, words in load_phrases("en/numbers")["around"].items()}


def is_plural(noun: str) -> bool:
    """Tell a plural noun: after "a" or "the" it is no single person."""
    word = noun.lower()
    return word in word_sets()["irregular_plurals"] or (
        word.endswith("s") and word[:-1] in noun_kinds()
    )


def read_head(text: str, position: int, end: int) -> tuple[str, str | None, int]:
    """Return the head noun from `position` on, its kind, and where the phrase ends."""
    kinds, sets = noun_kinds(), word_sets()
    words: list[str] = []
    head, kind, stop = "", None, position
    for _ in range(_MAX_WORDS):
        match = WORD.match(text, position, end)
        word = match[1].lower().rstrip(".'’-/") if match else ""
        if match and word in {"and", "or"} and words and _is_modifier(words[-1], head):
            head, kind, position = "", None, match.end(1)  # "18 reconnaissance and strike drones"
            continue
        if match and word == "or" and kind in WEAPON_KINDS:
            position = match.end(1)  # "four Iskander-M or KN-23 ballistic missiles"
            continue
        if match is None or (word in sets["stops"] and not _EXPLODING.match(text, match.start())):
            break
        if word.endswith(("'s", "’s")) and match[1][:-2].isupper():
            word = word[:-2]  # "two UAV's"
        words.append(word)
        found = _kind_of(words, kinds)
        if found and not word.endswith(("'s", "’s")):
            head, kind, stop = match[1].rstrip(".'’-/"), found, match.end(1)
        elif head and word in sets["compounds"] and head.lower() not in _plurals():
            head, kind, stop = match[1], "other", match.end(1)
        elif head and word not in sets["modifiers"]:
            break
        position = match.end(1)
        if match[1][-1] == ".":
            break
    if head.endswith((".", "-")):
        head = head[:-1]
    kind = "other" if _names_attack(text, kind, stop, end) else kind
    stop = _behind_decoys(text, kind, stop, end)
    if kind is None and set(words) - {"more", "other"}:
        return words[-1], "other", position
    return head, kind, stop if head else position


def _names_attack(text: str, kind: str | None, stop: int, end: int) -> bool:
    """Read "a missile and drone attack": no missile is counted."""
    return kind in WEAPON_KINDS and _OF_ATTACK.match(text, stop, end) is not None


_OF_ATTACK = re.compile(
    r"(?:,| and| or) (?:(?:guided|aerial|glide|ballistic|cruise|attack|sea) )?"
    r"(?:drone|missile|bomb|rocket|artillery|UAV|air) "
    r"(?:attack|strike|assault|raid|barrage|bombardment|salvo)s?\b"
)
# "415 Shahed-type and other drones, 42 missiles": the list goes on behind them
_AND_DECOYS = re.compile(
    r" and (?:other |various |imitator |decoy |simulator ){0,2}(?:drones|UAVs|decoys|imitators)\b"
    r"(?: of (?:various|other|different) types)?"
)


def _behind_decoys(text: str, kind: str | None, stop: int, end: int) -> int:
    alike = _AND_DECOYS.match(text, stop, end) if kind == "drone" else None
    return alike.end() if alike else stop


_EXPLODING = re.compile(r"\s*exploding (?:drones?|UAVs?|boats?)\b")  # "595 exploding drones"


def _is_modifier(word: str, head: str) -> bool:
    """Tell the first of two adjectives: "explosive and dummy drones", "foreign and own troops"."""
    return word in word_sets()["modifiers"] or (not head and word.endswith(_suffixes()))


@cache
def _suffixes() -> tuple[str, ...]:
    """Return the ends of words that are hardly nouns."""
    return tuple(load_phrases("en/numbers")["around"]["adjective_ends"])


@cache
def _plurals() -> frozenset[str]:
    kinds = noun_kinds()
    return frozenset(word for word in kinds if word.endswith("s") and word[:-1] in kinds)


def _kind_of(words: list[str], kinds: dict[str, str]) -> str | None:
    """Return the kind of the longest noun that the words end with; "Kh-101s" is a missile."""
    for size in (3, 2, 1):
        if kind := kinds.get(" ".join(words[-size:])) if len(words) >= size else None:
            return kind
    last = words[-1].split("-")
    marked = len(last) > 1 and (len(last[1]) <= _MAX_MARK or last[1] in _ALIKE)
    if marked and kinds.get(last[0]) in WEAPON_KINDS:
        return kinds[last[0]]  # "Iskander-M", "Shahed-type and other drones"
    if len(last) > 1:
        models: dict[str, str] = load_phrases("en/numbers")["models"]
        return models.get(last[0]) if last[1][:1].isdigit() else kinds.get(last[-1])
    return None
