"""All the ways in which a text may write a name of the gazetteer: type words, plurals, cases."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from geomap.places.cases import decline, inflected
from geomap.places.spelling import fold_key, fold_word


@cache
def _data() -> dict[str, Any]:
    text = files("geomap.places").joinpath("forms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _rows(lang: str, kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(sorted(row["words"], key=len, reverse=True))
        for row in _data()["type_words"]
        if row["lang"] == lang and row["kind"] == kind
    )


def type_words() -> frozenset[str]:
    """Return every single word, folded, that the type of a place is written with."""
    words = [word for row in _data()["type_words"] for word in row["words"]]
    cases = [
        form
        for row in _data()["type_words"]
        for w in row["words"]
        for form in inflected(w, row["lang"])
    ]
    return (
        frozenset(part for word in words + cases for part in fold_key(word).split())
        | plural_words()
    )


def plural_words() -> frozenset[str]:
    """Return the plural type words, folded: regions, oblasts, областях."""
    plurals = [plural for lang in _data()["plurals"].values() for plural in lang.values()]
    return frozenset(fold_word(word) for words in plurals for word in words)


def written_forms(name: str, lang: str, kind: str) -> tuple[str, ...]:
    """
    Return `name` as texts may write it, itself first.

    "Kharkiv Oblast" of kind region gives Kharkiv oblast, region, province, oblasts, regions, …;
    "Харківська область" gives its cases and "Харківській областях", for what is said of several.
    """
    found = [name]
    for row in _rows(lang, kind):
        stem = _without_type_word(name, row)
        if stem is not None:
            found += [f"{stem} {word}" for word in row]
    found += [case for form in found for case in inflected(form, lang)]
    found += plural_forms(name, lang, kind)
    return tuple(dict.fromkeys(found))


def plural_forms(name: str, lang: str, kind: str) -> list[str]:
    """Return the forms of `name` that stand last before a plural: "Tver regions"."""
    plurals = _data()["plurals"].get(lang, {})
    found = []
    for row in _rows(lang, kind):
        stem = _without_type_word(name, row)
        for word in row if stem is not None else ():
            found += _before_plural(stem or "", plurals.get(word, ()), lang)
    return found


def shared_stems(name: str, lang: str, kind: str) -> tuple[str, ...]:
    """Return the adjective of "Сумська область" in all its cases; () in English, which has none."""
    stems = (_without_type_word(name, row) for row in _rows(lang, kind))
    return tuple(
        form for stem in stems if stem and lang != "en" for form in (stem, *inflected(stem, lang))
    )


def has_type_word(name: str, lang: str, kind: str) -> bool:
    """Return whether `name` ends in a word that says what kind of place it is."""
    return any(_without_type_word(name, row) is not None for row in _rows(lang, kind))


def _before_plural(stem: str, plurals: tuple[str, ...], lang: str) -> list[str]:
    singular = ((stem,), *decline(stem, lang))
    pairs = zip(singular, plurals, strict=False)
    return [f"{form} {plural}" for forms, plural in pairs for form in forms]


def _without_type_word(name: str, row: tuple[str, ...]) -> str | None:
    lower = name.lower()
    for word in row:
        if lower.endswith(f" {word.lower()}"):
            return name[: -len(word) - 1]
    return None
