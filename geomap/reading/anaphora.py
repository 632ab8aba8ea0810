"""Words that take up a place named before: "the capital", "the region", "there"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.reading.grammar import CAPITALS
from geomap.reading.sentences import Sentence
from geomap.reading.toponym import KINDS, NameFinder, Toponym

_ANAPHOR = re.compile(
    r"\b(?P<det>the country['’]s|the Ukrainian|the Russian|the|this|that|Ukraine['’‘]s|"
    r"Russia['’]s|its)"
    r"(?: (?:port|frontline|eastern|southern|northern|western|key|besieged|embattled))?"
    r" (?P<noun>capital|site|plant|station|facility|refinery|airfield|base|bridge|city|town|"
    r"village|settlement|region|oblast|province|peninsula|district|country)"
    r"(?P<poss>['’]s)?(?![\w-])|\b(?P<there>there)(?=\s*[.,;”\"]|\s+(?:on|overnight|and|after|"
    r"by|in)\b|$)",
    re.IGNORECASE,
)


def with_anaphors(
    text: str, sentences: Sequence[Sentence], names: NameFinder, named: Sequence[Toponym]
) -> list[Toponym]:
    """Add "the capital", "the region", "there" with the places of what they take up."""
    anaphors: list[tuple[Toponym, Toponym | None]] = []
    for index, sentence in enumerate(sentences):
        for match in _ANAPHOR.finditer(text, sentence.start, sentence.end):
            made = _anaphor(text, match, index, names, named)
            if made:
                anaphors.append(made)
    if not anaphors:
        return list(named)
    merged = sorted([*named, *(a for a, _ in anaphors)], key=lambda t: t.start)
    position = {(t.start, t.end): i for i, t in enumerate(merged)}
    heads = {(a.start, a.end): h for a, h in anaphors}
    result = []
    for toponym in merged:
        head = heads.get((toponym.start, toponym.end))
        at = position[head.start, head.end] if head else None
        result.append(replace(toponym, antecedent=at) if at is not None else toponym)
    return result


def _anaphor(
    text: str, match: re.Match[str], index: int, names: NameFinder, named: Sequence[Toponym]
) -> tuple[Toponym, Toponym | None] | None:
    start, end = match.span()
    if any(t.start < end and start < t.end for t in named):
        if not match["det"] or "'" not in match["det"].replace("’", "'").replace("‘", "'"):
            return None
        start = match.start("noun")
    if any(t.start < end and start < t.end for t in named):
        return None
    if re.match(r",? (?:of |city )?[A-Z]", text[end : end + 9]) or match["poss"]:
        return None
    noun = (match["noun"] or "there").lower()
    earlier = [t for t in named if t.end <= start and index - t.sentence <= 3]
    if noun == "capital":
        return _capital(text, match, index, names, earlier, (start, end))
    told = [t for t in earlier if not _speaks(text, t) and not _IN_NAME_OF_UNIT.match(text, t.end)]
    told = [t for t in told if not _ONLY_NEAR.search(text, max(0, t.start - 24), t.start)] or told
    head = _antecedent(noun, told)
    if head is None:
        return None
    hints = KINDS.get(noun, head.hint_kinds)
    return Toponym(start, end, text[start:end], index, head.candidates, hints), head


# "a village near Kurakhove": where the place taken up lies
_ONLY_NEAR = re.compile(
    r"\b(?:village|town|city|settlement|which (?:is|lies)|located|just)\b[^,.]{0,14}"
    r"\b(?:near|outside|of) $"
)
_IN_NAME_OF_UNIT = re.compile(
    r" (?:[a-z]+ )?(?:[Gg]roup|[Gg]rouping|[Bb]rigade|battalion|command)\b"
)
_LOCATES = re.compile(r"\b(?:in|near|at|on|over|around|of|outside|inside|across|from|to) $")


def _speaks(text: str, toponym: Toponym) -> bool:
    """Say whether a capital stands for its government, which is no place to be "there"."""
    return toponym.name.lower() in CAPITALS and not _LOCATES.search(
        text, max(0, toponym.start - 9), toponym.start
    )


def _antecedent(noun: str, earlier: Sequence[Toponym]) -> Toponym | None:
    wanted = KINDS.get(noun)
    for toponym in reversed(earlier):
        if wanted is None:
            if toponym.kind != "country":
                return toponym
        elif toponym.kind in wanted or (noun == "peninsula" and "Crimea" in toponym.name):
            return toponym
    return None


def _capital(
    text: str,
    match: re.Match[str],
    index: int,
    names: NameFinder,
    earlier: Sequence[Toponym],
    span: tuple[int, int],
) -> tuple[Toponym, Toponym | None] | None:
    """Decide which capital is meant: the country named with it, else the one the text is in."""
    owner = (match["det"] or "").lower()
    if "ukrain" in owner:
        name = "Kyiv"
    elif "russia" in owner:
        name = "Moscow"
    else:
        name = _capital_of_context(text, match.start(), earlier)
    head = next((t for t in reversed(earlier) if t.name in (name, name.upper())), None)
    candidates = head.candidates if head else tuple(names.lookup(name))
    candidates = tuple(c for c in candidates if c.kind != "region") or candidates
    if not candidates:
        return None
    return Toponym(*span, text[slice(*span)], index, candidates, ("city",)), head


def _capital_of_context(text: str, at: int, earlier: Sequence[Toponym]) -> str:
    """Take the country of the nearest place named before; Ukraine when there is none."""
    for toponym in reversed(earlier):
        place = toponym.candidates[0] if toponym.candidates else None
        if place is None or (place.kind == "country" and toponym.name != "Russia"):
            continue
        if toponym.name == "Russia" and not re.search(r"Russia['’]s", text[max(0, at - 160) : at]):
            continue
        return "Moscow" if place.country == "RU" else "Kyiv"
    return "Kyiv"
