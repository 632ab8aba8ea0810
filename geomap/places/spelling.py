"""
How a written name becomes the key that the gazetteer looks up.

The same functions run when the store is compiled and when a text is scanned, so a spelling that
maps to the same key is found. Two keys are made of every name:

- the *light* key forgets case, accents, apostrophes, hyphens, ё, and the style in which й, є, ї,
  ю, я and adjective endings are romanised: Kruhlyakivka and Kruhliakivka, Krasnyy and Krasnyi;
- the *folded* key also forgets which vowel or consonant a letter stands for: i and y, g, h and
  kh, doubled letters (Odessa and Odesa).

The store is searched by the folded key; of two different names that fold to one (Lyman, Liman)
the light key says which the text spells, as evidence when the place is resolved. A long word that
is then still unknown is searched by its *loose* key, which also takes Russian for Ukrainian
endings and vowels: Dementievka and Dementiivka, Oleksandropol and Oleksandropil.

Where a text tells of fighting, a name that no place near the front bears by any of these keys is
searched by its skeleton, the consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES = "'’ʼ‘`´ʹ′"
HYPHENS = "-‐‑"
_MARKS = "\u0300-\u036f"
# Latin, Greek, Cyrillic; then with the combining marks. One class, as an alternative would
# halve the speed of a scan.
_BASE = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1eff"
LETTERS = _BASE + _MARKS
_LETTER = f"[{LETTERS}]"

# A word holds letters with apostrophes between them; hyphens divide words, as spaces do.
WORD_TAIL_PATTERN = rf"{_LETTER}*(?:[{APOSTROPHES}]{_LETTER}+)*"
WORD_PATTERN = f"[{_BASE}]{WORD_TAIL_PATTERN}"
WORD = re.compile(WORD_PATTERN)
_WORD_OR_NUMBER = re.compile(rf"{WORD_PATTERN}|\d+")

_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
_NOT_LETTERS = re.compile(rf"[{APOSTROPHES}{_MARKS}]")
_LATIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "a", "ß": "ss"})
_CYRILLIC_LETTERS = str.maketrans({"ё": "е", "ґ": "г"})

# Order matters: each rule sees what the one before it left.
_STYLES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[bcdfghklmnprstvz])yo", "e"),  # ё: Korolyov, Korolev
        (r"(?:yi|iy|yy|ii)$", "y"),  # -ий, -ый: Krasnyi, Krasnyy, Krasny
        (r"y(?=[aeiou])|(?<=[aeiou])y", "i"),  # ya, ye, yi, yu and й
        (r"i{2,}", "i"),  # Klishchiivka, Klishchiyivka
        (r"^ie", "e"),  # Yelets, Elets
        (r"(?<=[aeiou])ie", "e"),  # Alekseyevka, Alekseevka
    )
)
_LETTERS = tuple(
    (re.compile(pattern), replacement, shortest)
    for pattern, replacement, shortest in (
        (r"y", "i", 0),
        (r"i{2,}", "i", 0),
        (r"shch", "sch", 0),
        (r"([szc]h)\1", r"\1", 0),  # Zaporizhzhia, Zaporizhia
        (r"kh", "h", 6),  # Bakhmut, Bahmut
        (r"g", "h", 7),  # Bilohorivka, Bilogorivka
        (r"([bcdfghklmnprstvz])\1", r"\1", 6),  # "Hanna" and "Hana" are two names
    )
)
_SHORTEST = 4  # letters; below that too many names become one
# What the loose key forgets of a folded word. Endings of surnames (-sky, -ova, -enko) stay apart
# from those of villages (-ske, -ove, -enky).
_LOOSE = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"x", "ks"),  # Alexandropol
        (r"j", "i"),  # Majorske
        (r"ts", "z"),  # Zirkuny, Tsyrkuny
        (r"oe$", "e"),  # Russian -oye
        (r"[aeiou]*vk(?=[aiou]$)", "ivk"),  # -ievka, -eevka, -ovka, -ivka
        (r"pil$", "pol"),
        (r"(in|ov|ev)o$", r"\1e"),  # Russian -ino, -ovo
        (r"(?<=[sz])k$", "ke"),  # Novotoretsk
        (r"[aeiou]*vske$", "ivske"),  # Ivanovske, Ivanivske
        (r"[aeiou]*ve$", "ove"),  # Storozhove, Storozheve
        (r"^raz", "roz"),  # Razdolne
        (r"(?<=[ln])i(?=[aou][^aeiou])", ""),  # Lubomyrivka, Liubomyrivka
        (r"^al(?=eks)", "ol"),
        (r"^([^aeiou]+)o(?=.*(?:vk.|vaha|pol)$)", r"\1a"),  # Kamyshuvakha, Komyshuvakha
        (r"^(verhn|nizhn|seredn)[eo]", r"\1o"),  # Verkhnekamianske
        (r"(?<=enk)[ae]$", "a"),  # Dovhenke, Dovgenka
        (r"(?<!ov)(?<!ev)(?<!in)(?<!sk)i$", "a"),  # Vilshany, Vilshana
    )
)
SHORTEST_LOOSE: Final = 7  # letters
_SOFT = re.compile("[aeiouyj]")
_DOUBLED = re.compile(r"([a-z])\1+")
_SHORTEST_SKELETON: Final = 6  # letters; shorter ones fit too many names


def strip_possessive(word: str) -> str:
    """Return `word` without a final ``'s``: the s is no part of the name."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=65_536)
def light_word(word: str) -> str:
    """Return one word in lower case, without accents, apostrophes and styles of romanisation."""
    plain = _without_marks(word.lower())
    if len(plain) < _SHORTEST or not plain.isascii():
        return plain
    styled = plain
    for pattern, replacement in _STYLES:
        styled = pattern.sub(replacement, styled)
    return styled if len(styled) >= _SHORTEST else plain


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return one word with all differences between romanisations removed."""
    light = light_word(word)
    if len(light) < _SHORTEST or not light.isascii():
        return light
    folded = light
    for pattern, replacement, shortest in _LETTERS:
        if len(light) >= shortest:
            folded = pattern.sub(replacement, folded)
    return folded if len(folded) >= _SHORTEST else light


@lru_cache(maxsize=65_536)
def loose_word(word: str) -> str:
    """Return the loose key of one word, or "" where it is too short to be recognised by it."""
    folded = fold_word(word)
    if len(folded) < SHORTEST_LOOSE or not (folded.isascii() and folded.isalpha()):
        return ""
    for pattern, replacement in _LOOSE:
        folded = pattern.sub(replacement, folded)
    return folded


def _without_marks(word: str) -> str:
    if word.isascii():
        return _NOT_LETTERS.sub("", word)
    if _is_cyrillic(word):
        # Composed, so that й and ї keep their marks and only a stress mark is dropped.
        composed = unicodedata.normalize("NFC", word).translate(_CYRILLIC_LETTERS)
        return _NOT_LETTERS.sub("", composed)
    decomposed = unicodedata.normalize("NFD", word.translate(_LATIN_LETTERS))
    return _NOT_LETTERS.sub("", decomposed)


def phrase_key(phrase: str) -> str:
    """Return the folded key of a phrase whose numbers count: Dnipro-1 is a club, Dnipro a city."""
    return "".join(f"{fold_word(word)} " for word in _WORD_OR_NUMBER.findall(phrase))


def light_key(name: str) -> str:
    """Return the light key of a whole name; every word is followed by one space."""
    return "".join(f"{light_word(word)} " for word in WORD.findall(name))


def fold_key(name: str) -> str:
    """Return the folded key of a whole name; every word is followed by one space."""
    return "".join(f"{fold_word(word)} " for word in WORD.findall(name))


def loose_key(name: str) -> str:
    """Return the folded key of a name with its last word loosened; "" where that is too short."""
    words = WORD.findall(name)
    last = loose_word(words[-1]) if words else ""
    return "".join(f"{fold_word(word)} " for word in words[:-1]) + f"{last} " if last else ""


def skeleton_key(name: str) -> str:
    """
    Return the beginnings and consonants of a Latin name, "" for short ones.

    What is left of a name that somebody wrote by ear: Novoolenivka, Novooleynivka.
    """
    words = [fold_word(word) for word in WORD.findall(name)]
    if not all(word.isascii() and word.isalpha() for word in words):
        return ""
    bones = [_DOUBLED.sub(r"\1", word[:2] + _SOFT.sub("", word[2:])) for word in words]
    is_short = sum(map(len, bones)) < _SHORTEST_SKELETON
    return "" if is_short else "".join(f"{word} " for word in bones)


def _is_cyrillic(word: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in word)
