"""Romanisations of Ukrainian and Russian, and the other language's form of a name."""

from __future__ import annotations

import re
from functools import cache

from .sources import curated

_UK_COMMON = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "",
}  # fmt: skip
_KMU = _UK_COMMON | {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_KMU_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_UK = _UK_COMMON | {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_APOSTROPHES = "'’ʼ‘`"
_RU_VOWELS_AND_SIGNS = "аеёиоуыэюяйъь"


def ukrainian(name: str) -> str:
    """
    Return the official romanisation of a Ukrainian name.

    Resolution No. 55 of the Cabinet of Ministers, 27 January 2010 (KMU-2010).
    """
    return _letters(name.replace("зг", "zgh").replace("Зг", "Zgh"), _KMU, _KMU_INITIAL)


def ukrainian_bgn(name: str) -> str:
    """Return the older BGN/PCGN form without soft signs: Kruhlyakivka, Mykolayiv, Andriyivka."""
    return _letters(name, _BGN_UK, {})


def russian(name: str, *, plain_e: bool = False) -> str:
    """
    Return a Russian name as newspapers write it: BGN/PCGN 1947 without signs and with -y for -iy.

    With `plain_e`, "e" also where BGN has "ye": Nikolaev for Nikolayev.
    """
    text = re.sub("([иы])й\\b", "y", name) if re.search("[иы]й\\b", name) else name
    out: list[str] = []
    before = " "
    for letter in text:
        low = letter.lower()
        latin = _RUSSIAN.get(low, low)
        begins = before in ' -—.«"' or before in _RU_VOWELS_AND_SIGNS
        if low == "е" and begins and not plain_e:
            latin = "ye"
        out.append(latin.capitalize() if letter != low else latin)
        before = low
    return "".join(out)


# whose spellings reach English pages by machine translation
PRESS = ("fr", "de", "pl", "hr", "tr")
_BETWEEN_VOWELS = re.compile(r"(?<=[aeiouyï])s(?=[aeiouyï])")


def press(name: str, of: str, lang: str) -> str:
    """
    Return a name as the press of another language spells it: Tchernihiv, Tschernihiw.

    `of` is the language of the name, `lang` one of `PRESS`; the letters are those of a curated
    table.
    """
    latin = _letters(name, _press_letters(of, lang), {})
    return _BETWEEN_VOWELS.sub("ss", latin) if lang == "fr" else latin


@cache
def _press_letters(of: str, lang: str) -> dict[str, str]:
    rows = curated("press_letters.csv")
    return {row["letter"]: row[lang] for row in rows if row["of"] == of}


def _letters(name: str, table: dict[str, str], initial: dict[str, str]) -> str:
    out: list[str] = []
    before = " "
    for letter in name:
        low = letter.lower()
        if low in _APOSTROPHES:
            continue
        latin = initial[low] if before in " -–(" and low in initial else table.get(low, low)
        out.append(latin.capitalize() if letter != low else latin)
        before = low
    return "".join(out)


@cache
def _rules(direction: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["replacement"])
        for row in curated("cross_language.csv")
        if row["direction"] == direction
    )


def to_russian(name: str) -> str:
    """
    Return the likely Russian form of a Ukrainian place name, by the rules of a curated table.

    A guess: right for the regular endings (-івка, -ське, -піль), not for irregular stems.
    """
    return _rewrite(name, "uk-ru")


def to_ukrainian(name: str) -> str:
    """Return the likely Ukrainian form of a Russian place name (phonetic transcription)."""
    return _rewrite(name, "ru-uk")


def adaptations(name: str) -> tuple[str, ...]:
    """
    Return a Russian place name as Ukrainian newspapers adapt it.

    Suffixes become Ukrainian (Любимовка: Любимівка, Плехово: Плехове); a final -о may also stay.
    """
    adapted = _rewrite(name, "ru-uk-press")
    if name.endswith("о") and adapted.endswith("е"):
        return adapted, f"{adapted[:-1]}о"
    return (adapted,)


def _rewrite(name: str, direction: str) -> str:
    words = re.split("([ -])", name.replace("'", "’"))
    return "".join(_rewrite_word(word, direction) for word in words)


def _rewrite_word(word: str, direction: str) -> str:
    text = word.lower()
    for pattern, replacement in _rules(direction):
        text = pattern.sub(replacement, text)
    return text[:1].upper() + text[1:] if word[:1].isupper() else text
