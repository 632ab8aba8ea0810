"""Words that take up a place named before: "the capital", "the region", "there"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from operator import attrgetter

from geomap.reading.names.called import is_called
from geomap.reading.names.same_area import AREAS, same_area
from geomap.reading.text.grammar import CAPITALS, country_of
from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import KINDS, SETTLED, NameFinder, Toponym
from geomap.records import Place, replace

_DETERMINERS = (
    *("the country['’]s", "the Ukrainian", "the Russian", "the", "this", "that"),
    *("Ukraine['’‘]s", "Russia['’]s", "its", "his", "her", "our"),
)
_NOUNS = (
    r"capital|site|plant|station|facility|refinery|airfield|base|bridge|city|town|"
    r"village|settlement|region|oblast|province|peninsula|district|country"
)
_NOUN = Sought(rf"\b(?:{_NOUNS}|area|there)\b", re.IGNORECASE)  # a quick look spares the pattern
_ANAPHOR = Sought(
    rf"\b(?P<det>{'|'.join(_DETERMINERS)})"
    rf"(?P<which>(?:(?: [a-z]+ly)? {any_of('says_which_place')}){{0,3}}| same)"
    rf" (?P<noun>{_NOUNS}|area(?=[.,;]))"
    r"(?P<poss>['’]s)?(?![\w-])|\b(?P<there>there)(?=\s*[.,;”\"]|\s+(?:on|overnight|and|after|"
    r"by|in)\b|$)",
    re.IGNORECASE,
)


# "A dam stands at the Kakhovka plant. It was also hit": the pronoun that undergoes the next event
_IT = re.compile(
    r"[“\"‘]?(?P<it>It) (?:was|has been|had been|came|has come)(?: also| later| again| "
    rf"twice| since)* {any_of('befell')}\b"
)


def _pronoun(
    text: str, sentence: Sentence, index: int, named: Sequence[Toponym]
) -> tuple[Toponym, Toponym] | None:
    """Take "It was hit" for the only town or site that the sentence before names last."""
    match = _IT.match(text, sentence.start, sentence.end)
    if match is None:
        return None
    before = [t for t in _near(named, index - 1) if t.sentence == index - 1]
    if not before or before[-1].kind not in (*SETTLED, "site"):
        return None
    head = before[-1]
    if _speaks(text, head):
        return None
    start, end = match.span("it")
    kinds = head.hint_kinds or (head.candidates[0].kind,) if head.candidates else head.hint_kinds
    return Toponym(start, end, text[start:end], index, head.candidates, kinds), head


def with_anaphors(
    text: str, sentences: Sequence[Sentence], names: NameFinder, named: Sequence[Toponym]
) -> list[Toponym]:
    """Add "the capital", "the region", "there" with the places of what they take up."""
    anaphors: list[tuple[Toponym, Toponym | None]] = []
    known = list(named)
    again: dict[int, Toponym] = {}  # where a word takes a place up, and that place
    for index, sentence in enumerate(sentences):
        here = sentence.start, sentence.end
        for match in _ANAPHOR.finditer(text, *here) if _NOUN.search(text, *here) else ():
            made = _anaphor(text, match, index, names, _near(known, index))
            if made is None:
                continue
            taken_up, head = made
            head = again.get(head.start, head) if head else None
            anaphors.append((taken_up, head))
            if head and (match["noun"] or "").lower() in _AGAIN:
                again[taken_up.start] = head
                insort(known, taken_up, key=_start)
        pronoun = _pronoun(text, sentence, index, named)
        if pronoun:
            anaphors.append(pronoun)
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


# "the city … the city … the city": each keeps the place in mind for the next
_AGAIN = frozenset({
    "city", "town", "village", "settlement", "plant", "station", "refinery", "airfield", "bridge",
})  # fmt: skip
_start, _sentence = attrgetter("start"), attrgetter("sentence")
_OWN_REACH = 12  # sentences back to the region of which an official says "our region"


def _near(known: Sequence[Toponym], index: int) -> Sequence[Toponym]:
    """Return the names of a sentence and of those before it that a word can take up, in order."""
    low = bisect_left(known, index - _OWN_REACH, key=_sentence)
    return known[low : bisect_right(known, index, lo=low, key=_sentence)]


_LAND = {"Ukrainian": "UA", "Russian": "RU"}  # "the eastern Ukrainian city" is no Belgorod


def _anaphor(
    text: str, match: re.Match[str], index: int, names: NameFinder, named: Sequence[Toponym]
) -> tuple[Toponym, Toponym | None] | None:
    start, end = match.span()
    if any(t.start < end and start < t.end for t in named):
        if not match["det"] or "'" not in match["det"].replace("’", "'").replace("‘", "'"):
            return None
        start = match.start("noun")
    is_name = any(t.start < end and start < t.end for t in named)
    noun = (match["noun"] or "there").lower()
    if match["poss"] and noun == "capital":  # "hit the Ukrainian capital's television tower"
        end = match.end("noun")
    owner = match["poss"] and noun != "capital"
    if is_name or owner or (noun != "there" and _named_after(text, end, named)):
        return None
    is_own = (match["det"] or "").lower() in ("our", "his", "her")
    reach = _OWN_REACH if is_own or match["which"] == " same" else 3
    earlier = [t for t in named if t.end <= start and index - t.sentence <= reach]
    if noun == "capital":
        return _capital(text, match, index, names, earlier, (start, end))
    told = [t for t in earlier if not _speaks(text, t) and not _IN_NAME_OF_UNIT.match(text, t.end)]
    told = [t for t in told if not _SAYS.match(text, t.end)]
    told = [t for t in told if not _LIKE.search(text, max(0, t.start - 16), t.start)] or told
    told = [
        t
        for t in told
        if not _IN_TITLE.search(text, max(0, t.start - 24), t.start)
        or _is_governed(text, t, "region" if is_own and noun == "area" else noun, index)
    ]
    told = [
        t
        for t in told
        if text.startswith(", where", t.end)  # "150 km from A, where they attack the city"
        or not _ONLY_NEAR.search(text, max(0, t.start - 34), t.start)
    ] or told
    if noun == "country":
        told = [t for t in told if not _ATTACKS.match(text, t.end)] or told
    land = _LAND.get(match["which"].split()[-1]) if match["which"] else None
    told = [t for t in told if land in (None, country_of(t)) and is_called(noun, text, t)]
    if match["which"] == " same" and noun in AREAS:
        head, meant = None, same_area(text, noun, earlier, names)
    else:
        head = _antecedent(noun, told)
        of_city = noun == "region" and not text.startswith(" surrounding", end)
        meant = _of_city_beside(text, index, names, earlier, head) if of_city else ()
    if head is None and _ELSEWHERE_IN.search(text, max(0, start - 20), start):
        meant = _region_of_town(noun, earlier, names)
    if head is None and noun == "peninsula":  # there is but one in this war
        meant = tuple(c for c in names.lookup("Crimea") if c.kind == "region")
    if meant:
        return Toponym(start, end, text[start:end], index, meant, KINDS.get(noun, ())), None
    if head is None or text[head.end : start] == ", ":  # "Kherson, the southern city that …"
        return None
    hints = KINDS.get(noun, head.hint_kinds)
    return Toponym(start, end, text[start:end], index, head.candidates, hints), head


def _of_city_beside(
    text: str, index: int, names: NameFinder, earlier: Sequence[Toponym], told: Toponym | None
) -> tuple[Place, ...]:
    """Read "flying towards Kharkiv, they were downed in the region": in the region of Kharkiv."""
    city = earlier[-1] if earlier else None
    if city is None or city.sentence != index or (told and told.sentence == index):
        return ()
    if city.kind != "city" or not _IS_PLACED.search(text, max(0, city.start - 16), city.start):
        return ()
    return tuple(p for p in names.lookup(f"{city.name} region") if p.kind == "region")


_ELSEWHERE_IN = Sought(r"\belsewhere (?:in|across) \Z", re.IGNORECASE)


def _region_of_town(noun: str, earlier: Sequence[Toponym], names: NameFinder) -> tuple[Place, ...]:
    """Read "killed one in Nikopol. Elsewhere in the region, two were injured": of its region."""
    towns = [t for t in earlier if t.is_settlement and t.candidates]
    if not towns or noun not in ("region", "oblast", "province"):
        return ()
    region = towns[-1].candidates[0].admin1
    return tuple(p for p in names.lookup(region) if p.kind == "region") if region else ()


_IS_PLACED = Sought(r"\b(?:in|on|over|near|at|towards?|city of) (?:the )?\Z")
# "the capital of the partly occupied Kherson region"
_NAME_FOLLOWS = re.compile(
    r",? (?:of|city) (?:the (?:[\w-]+ ){0,3})?[A-Z]| (?!Russia|Ukrain|Moscow|Kyiv)[A-Z]"
)


def _named_after(text: str, end: int, named: Sequence[Toponym]) -> bool:
    """Say whether the name follows: "the capital, Kyiv", "the city of Lyman", "the town Lyman"."""
    if _NAME_FOLLOWS.match(text, end):
        return True
    return text.startswith(", ", end) and any(t.start == end + 2 for t in named)


# "a village near Kurakhove": where the place taken up lies
_ONLY_NEAR = re.compile(
    r"\bsince (?:the )?(?:\w+ of|taking|capturing|seizing) $|"
    r"(?<!\bthe )\b(?:village|town|city|settlement|which (?:is|lies)|located|just)\b[^,.]{0,14}"
    r"\b(?:near|outside|of) $|(?:north|south|east|west) of (?:the )?$|"
    r"\b(?:across|away|opposite|km|kilomet(?:er|re)s?|miles?)\b[^,.]{0,16}\bfrom (?:the )?$"
)
_IN_NAME_OF_UNIT = re.compile(
    r" (?:[a-z]+ )?(?:[Gg]roup|[Gg]rouping|[Bb]rigade|battalion|command)\b"
)
# "loyal to Kyiv", "from the direction of Rostov": said of somebody or something under way
_SAYS = re.compile(rf" {any_of('says')}\b")
# "Russia had been targeting the grid. The barrage began across the country": across the other one
_ATTACKS = late(
    rf" (?:(?:has|have|had|is|was|been|also|again|\w+ly) )*{any_of('attacked', 'doing')}\b"
)
_LIKE = Sought(r"\b(?:like|unlike|as in|than in|similar to) (?:the )?$")  # "as in Mariupol"
_LOYAL = r"\b(?:loyal|allied|subordinate|close|obedient) to (?:the )?$"
_IN_TITLE = Sought(
    rf"{_LOYAL}|\b(?:(?:governor|head|leader|mayor|chief|direction)s? of|according to) (?:the )?"
    r"(?:Republic of )?$",
    re.IGNORECASE,
)
_GOVERNOR_OF = Sought(r"\b(?:governor|head|leader) of (?:the )?$", re.IGNORECASE)


def _is_governed(text: str, area: Toponym, noun: str, index: int) -> bool:
    """Read "The governor of A region said that three were downed over the region": over his."""
    return (
        noun in ("region", "oblast", "province")
        and area.kind == "region"
        and area.sentence == index
        and _GOVERNOR_OF.search(text, max(0, area.start - 24), area.start) is not None
    )


_LOCATES = Sought(rf"\b{any_of('makes_capital_a_place')} $")


def _speaks(text: str, toponym: Toponym) -> bool:
    """Say whether a capital stands for its government, which is no place to be "there"."""
    return toponym.name.lower() in CAPITALS and not _LOCATES.search(
        text, max(0, toponym.start - 12), toponym.start
    )


_ADDRESS = 45  # letters from a town to the region that it lies in


def _finer_beside(area: Toponym, earlier: Sequence[Toponym]) -> Toponym:
    """Of "took A in the eastern region of B; fighting there" return the town, not its region."""
    if area.is_settlement:
        return area
    wide = area
    for town in reversed(earlier):  # "in A, a city in the region of B in the south"
        if town.sentence != area.sentence or town.end > wide.start:
            continue
        if wide.start - town.end > _ADDRESS:
            break
        if town.is_settlement:
            return town
        wide = town
    return area


def _antecedent(noun: str, earlier: Sequence[Toponym]) -> Toponym | None:
    wanted = KINDS.get(noun)
    for toponym in reversed(earlier):
        if wanted is None:
            if toponym.kind != "country":
                return _finer_beside(toponym, earlier)
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
        name = (
            _capital_beside(text, index, earlier)
            or _capital_defended(text, match)
            or _capital_of_context(text, earlier)
        )
    head = next((t for t in reversed(earlier) if t.name in (name, name.upper())), None)
    candidates = head.candidates if head else tuple(names.lookup(name))
    cities = tuple(c for c in candidates if c.kind != "region")
    if head and not cities:  # "Kyiv's regional governor … in the capital": the city, of course
        head, cities = None, tuple(c for c in names.lookup(name) if c.kind == "city")
    candidates = cities or candidates
    if not candidates:
        return None
    return Toponym(*span, text[slice(*span)], index, candidates, ("city",)), head


def _capital_beside(text: str, sentence: int, earlier: Sequence[Toponym]) -> str | None:
    """Take a capital that the sentence has named as a place: "over Moscow … in the capital"."""
    for toponym in reversed(earlier):
        if toponym.sentence == sentence and not _speaks(text, toponym):
            if toponym.name == "Moscow":
                return "Moscow"
            if toponym.name in ("Kyiv", "Kiev"):
                return "Kyiv"
    return None


_AGAINST_MOSCOW = Sought(rf"\b{any_of('against_moscow')}\b", re.IGNORECASE)


def _capital_defended(text: str, match: re.Match[str]) -> str | None:
    """Read "Ukrainian drones flew towards the capital", "Russian air defence … the capital"."""
    low = text.rfind(". ", 0, match.start()) + 1
    high = text.find(". ", match.end())
    in_moscow = _AGAINST_MOSCOW.search(text, low, high if high > 0 else len(text))
    return "Moscow" if in_moscow else None


# "Russia's defence ministry" speaks of its own capital; "Russia's invasion" is of another's
_RUSSIAN_OFFICE = re.compile(
    rf"['’]s (?:[a-z]+ )?{any_of('offices_of_state')}\b",
    re.IGNORECASE,
)


def _capital_of_context(text: str, earlier: Sequence[Toponym]) -> str:
    """Take the country of the nearest place named before; Ukraine when there is none."""
    for toponym in reversed(earlier):
        place = toponym.candidates[0] if toponym.candidates else None
        if place is None or (place.kind == "country" and toponym.name != "Russia"):
            continue
        if toponym.name == "Russia" and not _RUSSIAN_OFFICE.match(text, toponym.end):
            continue
        return "Moscow" if place.country == "RU" else "Kyiv"
    return "Kyiv"
