"""Reduces spellings so that one name in two lists compares equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Latin letters that look like Cyrillic ones turn up inside Cyrillic words.
_LOOKALIKES = str.maketrans("aeiopcxykmthb", "аеіорсхукмтнв")
_APOSTROPHES = re.compile("[’'`ʼ‘\"*′]")
# Letters of other Cyrillic alphabets and of Ukrainian, and Latin ones inside a Cyrillic word.
_NOT_RUSSIAN = set("ђјљњћџѓќѕіїєґўӣӯқғҳҷәөүһңҡҙҫҥӑӗӳԥӷҟҩҽԝ") | set("abcdefghijklmnopqrstuvwxyz'’")
_NOT_UKRAINIAN = set("ыэъёўђјљњћџѓќѕӣӯқғҳҷәөүһңҡҙҫҥӑӗӳԥӷҟҩҽԝ") | set("abcdefghijklmnopqrstuvwxyz")
_CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
# Ukrainian and Russian letters that stand for one another, in the order of replacement.
_TO_SKELETON = (
    ("дж", "ж"), ("ы", "и"), ("і", "и"), ("ї", "и"), ("є", "е"), ("э", "е"), ("ё", "е"),
    ("ґ", "г"), ("й", "и"), ("ь", ""), ("ъ", ""), ("щ", "ш"), ("о", "а"), ("е", "и"),
    ("я", "а"), ("ю", "у"),
)  # fmt: skip


def is_cyrillic(name: str) -> bool:
    """Whether the name holds a Cyrillic letter."""
    return bool(_CYRILLIC.search(name))


def is_russian(name: str) -> bool:
    """Whether a name can be Russian by its letters."""
    return is_cyrillic(name) and not set(name.lower()) & _NOT_RUSSIAN


def is_ukrainian(name: str) -> bool:
    """Whether a name must be Ukrainian by its letters; a bare -ск is Belarusian."""
    letters = set(name.lower())
    if letters & _NOT_UKRAINIAN or re.search(r"[сц]к\b", name):
        return False
    return bool(letters & set("іїєґ") or re.search("ськ|цьк", name))


def similarity(a: str, b: str) -> float:
    """Return the Dice coefficient of letter pairs, an equal beginning counting as one more."""
    pairs_a = {a[i : i + 2] for i in range(len(a) - 1)} | {f"^{a[:1]}"}
    pairs_b = {b[i : i + 2] for i in range(len(b) - 1)} | {f"^{b[:1]}"}
    return 2 * len(pairs_a & pairs_b) / (len(pairs_a) + len(pairs_b))


def nearest_spelling(names: Iterable[str], target: str) -> str:
    """Return the name most similar to `target`, or "" if there are none."""
    wanted = key(target)
    return max(sorted(names), key=lambda name: similarity(key(name), wanted), default="")


def shared_letters(a: str, b: str) -> int:
    """Return how many letters two words have in common from their beginning."""
    pairs = zip(a, b, strict=False)
    return next(
        (at for at, (left, right) in enumerate(pairs) if left != right), min(len(a), len(b))
    )


def key(name: str) -> str:
    """Return a name in lower case without apostrophes, brackets and doubled blanks."""
    text = unicodedata.normalize("NFC", name).lower()
    text = _APOSTROPHES.sub("", text).translate(_LOOKALIKES)
    text = re.sub(r"\s*\(.*?\)", "", text)
    text = re.sub(r"\s*[-–—]\s*", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def letters_only(name: str) -> str:
    """Return a Latin name in lower case, with nothing but its letters and blanks."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub("[^a-z ]", "", plain.replace("-", " "))


def skeleton(name: str) -> str:
    """
    Return what the Ukrainian and the Russian form of a name have in common.

    Coarse on purpose: in Crimea the sources write Russian forms, the official list Ukrainian ones.
    Use it within one region only.
    """
    text = key(name)
    for old, new in _TO_SKELETON:
        text = text.replace(old, new)
    text = re.sub("и+", "и", text)
    text = re.sub(r"(.)\1", r"\1", text)
    return re.sub(r"(аи|иа|ии|ауи|уу|и|а|у)+$", "", text)


def within_one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion or substitution at most turns `a` into `b`."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    for at, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return a[at + 1 :] == b[at + 1 :] if len(a) == len(b) else a[at:] == b[at + 1 :]
    return True
