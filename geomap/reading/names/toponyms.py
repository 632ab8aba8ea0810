"""From recognised names to toponyms: which names count, what each of them covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.reading.names.anaphora import with_anaphors
from geomap.reading.names.areas import seas_together, vague_areas
from geomap.reading.names.capitals import oblast_of
from geomap.reading.names.noun_phrases import govern, with_lists
from geomap.reading.names.unknown_names import in_capitals, unknown, unknown_in_lists
from geomap.reading.text.lexicon import Lexicon
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.toponym import KINDS, NameFinder, Toponym, narrowed
from geomap.reading.text.words import words_of
from geomap.records import NameMatch, Place, PlaceKind, replace

_PERSON_TITLE = re.compile(rf"\b{any_of('titles')}\.? $")


_OCCUPATION = re.compile(rf"\b{any_of('occupations')} $")


# names of villages that in an English text mean something else
_NO_PLACES = word_list("never_places")


_COMPASS = (
    r"(?:(?:north|south)[ -]?(?:east|west)(?:ern)?|northern|southern|eastern|western|central|"
    r"(?:far|deep) (?:north|south|east|west)(?:ern)?)"
)


_COMPASS_LEFT = re.compile(rf"\b({_COMPASS})(?:(?:,| and| or) ({_COMPASS}))? $", re.IGNORECASE)


_COMPASS_RIGHT = re.compile(
    r"['’]s? (?:(?:far|north|south|east|west|north-?east|north-?west|south-?east|south-?west))"
    r"(?:ern (?:front|regions?))?(?![\w-])"
)


_TYPE_RIGHT = re.compile(rf"[- ]({any_of('kinds_after')})(?![\w-])")


_REPUBLIC = re.compile(
    r"(?P<joint> and (?:Donetsk|Luhansk|Lugansk))? [“\"‘']?[Pp]eople[’']?s[’']? [Rr]epublics?\b"
)
_CITY_RIGHT = re.compile(r" (?:city|municipal)\b")
# An oblast has a governor and a military administration; a city has a mayor.
_OBLAST_OFFICE = re.compile(rf"(?:['’]s)? (?:[Rr]egional )?{any_of('oblast_offices')}\b")


_GOVERNOR_OF = re.compile(r"\b(?:vice-)?[Gg]overnor of (?:the )?$")  # "the governor of Belgorod"


def find_toponyms(
    text: str, sentences: Sequence[Sentence], names: NameFinder, words: Lexicon
) -> list[Toponym]:
    """Return the toponyms of a text in order: names, names unknown to the gazetteer, anaphors."""
    found = _named(text, sentences, names, words)
    seas = list(seas_together(text, sentences, names))
    found = [t for t in found if not any(s.start <= t.start < s.end for s in seas)] + seas
    found += vague_areas(text, sentences, names, found)
    found += unknown(text, sentences, found)
    found.sort(key=lambda t: t.start)
    found += unknown_in_lists(text, sentences, found, words.words("given_names"))
    found.sort(key=lambda t: t.start)
    found = with_anaphors(text, sentences, names, found)
    governed = [govern(text, sentences[t.sentence], t, words) for t in found]
    return _with_countries(with_lists(text, _with_adjectives(text, governed)))


def _with_adjectives(text: str, toponyms: list[Toponym]) -> list[Toponym]:
    """Let "the shelling of Donetsk Horlivka" be of Horlivka: the first names the oblast."""
    result = toponyms[:1]
    for before, toponym in pairwise(toponyms):
        region = before.candidates[0].admin1 if before.candidates else None
        if (
            toponym.start == before.end + 1
            and text[before.end] == " "
            and region is not None
            and before.is_settlement
            and toponym.is_settlement
            and any(c.admin1 == region for c in toponym.candidates)
        ):
            toponym = replace(  # noqa: PLW2901 (the same name, governed otherwise)
                toponym,
                phrase_start=before.phrase_start,
                governor=before.governor,
                governor_start=before.governor_start,
                before=before.before,
            )
        result.append(toponym)
    return result


def _with_countries(toponyms: list[Toponym]) -> list[Toponym]:
    """Note the country of "Loknia" in "In Sumy region, four blasts were heard in Loknia"."""
    by_sentence: dict[int, list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.kind == "region":
            by_sentence.setdefault(toponym.sentence, []).append(toponym)
    result = []
    for index, toponym in enumerate(toponyms):
        country = None
        if toponym.is_settlement and toponym.candidates:
            country = _country_beside(toponym, index, toponyms)
        if country is None and toponym.is_settlement and _lies_in_several(toponym):
            at = toponym.sentence
            near = [*by_sentence.get(at, ()), *reversed(by_sentence.get(at - 1, ()))]
            found = (_country_in(toponym, region) for region in near)
            country = next((c for c in found if c is not None), None)
            country = country or _country_around(toponym, index, toponyms)
        result.append(replace(toponym, country=country) if country else toponym)
    return result


_BESIDE = 24  # characters of "A in the B district"
_LITTLE_KNOWN = 100_000  # inhabitants of a place that needs its neighbours to be known by


def _lies_in_several(toponym: Toponym) -> bool:
    return len({c.country for c in toponym.candidates}) > 1


def _only_country(toponym: Toponym) -> str | None:
    """Return the country in which all places of a name lie, None for several."""
    found = {c.country for c in toponym.candidates}
    return found.pop() if len(found) == 1 else None


def _country_beside(toponym: Toponym, index: int, toponyms: Sequence[Toponym]) -> str | None:
    """Return the country of the district or region that a place is said to lie in right after."""
    after = toponyms[index + 1] if index + 1 < len(toponyms) else None
    if after is None or after.sentence != toponym.sentence or after.governor != "in":
        return None
    if after.kind not in ("district", "region") or after.start - toponym.end > _BESIDE:
        return None
    return _only_country(after)


def _country_around(toponym: Toponym, index: int, toponyms: Sequence[Toponym]) -> str | None:
    """Return the country of the names beside a little-known one: "Sosnovy, just outside Tuapse"."""
    if max(c.population or 0 for c in toponym.candidates) > _LITTLE_KNOWN:
        return None
    near = [*toponyms[index + 1 : index + 2], *reversed(toponyms[max(0, index - 2) : index])]
    for other in near:
        close = abs(other.sentence - toponym.sentence) <= 1 and other.kind != "country"
        country = _only_country(other) if close else None
        if country is not None:
            known = any(c.country == country for c in toponym.candidates)
            return country if known else None
    return None


def _country_in(toponym: Toponym, region: Toponym) -> str | None:
    names = {c.name for c in region.candidates if c.kind == "region"}
    return next((c.country for c in toponym.candidates if c.admin1 in names), None)


def _named(
    text: str, sentences: Sequence[Sentence], names: NameFinder, words: Lexicon
) -> list[Toponym]:
    found: list[Toponym] = []
    index = 0
    given = words.words("given_names")
    for match in names.find_names(text):
        while index < len(sentences) and sentences[index].end <= match.start:
            index += 1
        if index == len(sentences):
            break
        sentence = sentences[index]
        if match.start < sentence.start or match.end > sentence.end:
            continue
        if match.name in _MONTHS and _DAY_NEXT.match(text, match.end):
            continue
        toponym = _widen(text, sentence, match, index, names)
        large = (match.candidates[0].population or 0) > 400_000 if match.candidates else False
        weak = match.weak and not large
        if match.name in _NO_PLACES:
            continue
        if not _is_person(text, sentence, match, given) and not (
            weak and not _is_supported(text, sentence, toponym, words)
        ):
            found.append(toponym)
    return found


def _widen(
    text: str, sentence: Sentence, match: NameMatch, index: int, names: NameFinder
) -> Toponym:
    """Take in the type word or compass part: "Kharkiv region", "eastern Ukraine"."""
    start, end, candidates = match.start, match.end, match.candidates
    whole = _part_of_longer_name(text, sentence, match, index, names)
    if whole is not None:
        return whole
    right = _TYPE_RIGHT.match(text, end, min(sentence.end, end + 20))
    hints = _hints_inside(match.name)
    if not hints and not right:
        hints = _hints_before(text, sentence.start, start)
    if river := _river(text, sentence, match, names):
        return Toponym(start, end, match.name, index, river, ("river",))
    if (
        not hints
        and text.endswith(_OF_THE, sentence.start, start)
        and _DIRECTION_OF.search(text, max(sentence.start, start - 34), start)
    ):
        axis = tuple(names.lookup(f"{match.name} direction")) or candidates
        return Toponym(start, end, match.name, index, axis, KINDS["direction"])
    candidates, hints = _areas(text[max(sentence.start, start - 80) : start], match, hints, names)
    if not hints and _is_of_governor(text, sentence, start, end):
        oblast = tuple(p for p in names.lookup(f"{match.name} region") if p.kind == "region")
        if oblast:
            return Toponym(start, end, match.name, index, oblast, ("region",))
    if right and not hints:
        word = right.group(1).lower()
        known = names.lookup(text[start : right.end()]) or names.lookup(
            f"{match.name} {word.rstrip('s')}"
        )
        hints = KINDS.get(word.removesuffix("s").split()[0].replace("frontline", "front"), ())
        if not known and word == "region":  # "Nikopol region": what UNN calls a district
            known = names.lookup(f"{match.name} district")
            hints = KINDS["district"] if known else hints
        end = right.end() if known or hints else end
        candidates = tuple(known) or candidates
    elif candidates and candidates[0].kind == "country":
        start, end, candidates, hints = _compass_part(text, sentence, start, end, candidates, names)
    oblast = oblast_of(match.name, candidates, names) if not hints else ()
    return Toponym(
        start, end, text[start:end], index, narrowed(candidates, hints), hints, oblast=oblast
    )


def _areas(
    before: str, match: NameMatch, hints: tuple[PlaceKind, ...], names: NameFinder
) -> tuple[tuple[Place, ...], tuple[PlaceKind, ...]]:
    """Read "the regions of Kursk and Bryansk" as the oblasts, and "communities" as hromadas."""
    if hints == KINDS["hromada"] and not any(c.kind == "hromada" for c in match.candidates):
        return tuple(names.lookup(f"{match.name} hromada")) or match.candidates, hints
    if " of " in before and _REGIONS_OF.search(before):
        oblasts = tuple(p for p in names.lookup(f"{match.name} region") if p.kind == "region")
        return oblasts or match.candidates, KINDS["region"] if oblasts else ()
    if hints in _AREA_HINTS and not any(c.kind in hints for c in match.candidates):
        return match.candidates, ()  # "in the districts of A", of villages; "in the A region, B"
    return match.candidates, hints


def _is_of_governor(text: str, sentence: Sentence, start: int, end: int) -> bool:
    """Read "Kherson governor" and "governor of Kherson": of the oblast."""
    if _OBLAST_OFFICE.match(text, end, sentence.end):
        return True
    governor = _GOVERNOR_OF.search(text, max(sentence.start, start - 24), start)
    return governor is not None and text.endswith(_OF_THE, sentence.start, start)


def _part_of_longer_name(
    text: str, sentence: Sentence, match: NameMatch, index: int, names: NameFinder
) -> Toponym | None:
    """Read "The Dnipro city council", "Luhansk People's Republic", "Zaporozhye Nuclear Plant"."""
    start, end = match.start, match.end
    if match.name.startswith("The ") and _CITY_RIGHT.match(text, end):
        city = tuple(p for p in names.lookup(match.name[4:]) if p.kind in ("city", "town"))
        if city:  # not of the river
            return Toponym(start + 4, end, match.name[4:], index, city, ("city", "town"))
    if republic := _REPUBLIC.match(text, end, sentence.end):
        oblast = tuple(p for p in names.lookup(f"{match.name} region") if p.kind == "region")
        if oblast:  # what its occupiers call an oblast
            end = end if republic["joint"] else republic.end()
            return Toponym(start, end, text[start:end], index, oblast, ("region",))
    if plant := _PLANT_RIGHT.match(text, end, sentence.end):
        named = (f"{c.name} {plant.group(1)}" for c in match.candidates[:3])
        site = next((tuple(p) for name in named if (p := names.lookup(name))), ())
        if site:  # however the town is spelled
            return Toponym(start, plant.end(), text[start : plant.end()], index, site, ("site",))
    return None


_PLANT_RIGHT = re.compile(
    rf"['’]?s? ({any_of('plants_after')})\b",
    re.IGNORECASE,
)
_REGIONS_OF = re.compile(
    r"\b(?:(?:region|oblast|province) of|(?:region|oblast|province)s of"
    r"(?: [A-Z][\w’'-]+,?(?: and)?){0,6}) \Z"
)
_AREA_HINTS = (KINDS["district"], KINDS["region"])
_OF_THE = ("of ", "the ")  # how the two patterns below end; a quick look spares them
_DIRECTION_OF = re.compile(
    r"\b(?:[Dd]irections?|[Aa]xis|[Ss]ector) of (?:the )?(?:city of |town of )?\Z"
)


_BANK_OF = re.compile(r"\b(?:banks? of(?: the)?|(?:across|along|crossing|over|crossed) the) $")


def _river(text: str, sentence: Sentence, match: NameMatch, names: NameFinder) -> tuple[Place, ...]:
    """Read "the right bank of the Dnipro": the river, not the city of its name."""
    low = max(sentence.start, match.start - 24)
    if not text.endswith(_OF_THE, low, match.start) or not _BANK_OF.search(text, low, match.start):
        return ()
    return tuple(p for p in names.lookup(f"{match.name} River") if p.kind == "river")


_SIDE_ENDING = re.compile(r"ern.*|['’]s? ")


def _compass_part(
    text: str,
    sentence: Sentence,
    start: int,
    end: int,
    candidates: tuple[Place, ...],
    names: NameFinder,
) -> tuple[int, int, tuple[Place, ...], tuple[PlaceKind, ...]]:
    country = text[start:end]
    left = _COMPASS_LEFT.search(text, max(sentence.start, start - 40), start)
    if left:
        known = names.lookup(f"{left.group(1).lower()} {country}") or names.lookup(
            text[left.start() : end]
        )
        return left.start(), end, tuple(known) or candidates, ("area",)
    right = _COMPASS_RIGHT.match(text, end, min(sentence.end, end + 26))
    if right:
        part = _SIDE_ENDING.sub("", right.group()).strip()
        known = names.lookup(f"{part}ern {country}")
        return start, right.end(), tuple(known) or candidates, ("area",)
    return start, end, candidates, ()


_PLACE_NOUNS = frozenset([
    *("city", "town", "village", "settlement", "hamlet", "suburb", "region", "district", "raion"),
    *("province", "oblast", "cities", "villages", "towns", "settlements", "regions", "districts"),
    *("oblasts", "communities", "community", "hromada", "hromadas"),
])  # fmt: skip
_NOUN_BEFORE = re.compile(
    rf"\b({'|'.join(sorted(_PLACE_NOUNS))})"
    r"(?: of|,| called|:| [–—-]| \(|,? including|,? namely| such as|, among them"
    r"|(?<=s) (?:were|was|have been|came under)(?: \w+){1,3}(?:,|:| [–—-]))? ?(?<=[ (])$"
)


def _hints_before(text: str, low: int, start: int) -> tuple[PlaceKind, ...]:
    """Read "the village of", "city of", "the regions of" before a name."""
    low = max(low, start - 48)
    if _PLACE_NOUNS.isdisjoint(words_of(text, low, start)):
        return ()  # a quick look spares the pattern
    match = _NOUN_BEFORE.search(text[low:start].lower())
    if not match:
        return ()
    word = match.group(1)
    singular = {"cities": "city", "communities": "hromada", "community": "hromada"}.get(
        word, word.removesuffix("s")
    )
    return KINDS[singular]


_KIND_INSIDE = re.compile(
    r" (region|oblast|province|district|raion|krai|peninsula|direction|axis|front)s?$",
    re.IGNORECASE,
)


def _hints_inside(name: str) -> tuple[PlaceKind, ...]:
    match = _KIND_INSIDE.search(name)
    return KINDS[match.group(1).lower()] if match else ()


_NAME_BEFORE = re.compile(r"([A-Z][\w’']+) $")


def _is_person(text: str, sentence: Sentence, match: NameMatch, given: frozenset[str]) -> bool:
    left = text[max(sentence.start, match.start - 30) : match.start]
    right = text[match.end : match.end + 2]
    if _PERSON_TITLE.search(left):
        return True
    followed = len(right) == 2 and right[0] == " " and right[1].isupper()
    if followed and _OCCUPATION.search(left):
        return True
    if match.name in given:
        return followed or match.weak
    previous = _NAME_BEFORE.search(left)
    return bool(previous and previous.group(1) in given and " " not in match.name)


def _is_supported(text: str, sentence: Sentence, toponym: Toponym, words: Lexicon) -> bool:
    """Say whether the words around a weak name make it a place."""
    if len(toponym.name) < 3:  # "Kherson Suburb As Result Of" in the capitals of a headline
        return False
    if toponym.hint_kinds:
        return True
    if sentence.headline and in_capitals(text[sentence.start : sentence.end]):
        return False  # "Drones Ignite Fuel Tanks At Black Sea Port"
    if toponym.name in _MONTHS:
        return False
    right = text[toponym.end : toponym.end + 2]
    if len(right) == 2 and right[0] == " " and right[1].isupper():
        return False
    governed = govern(text, sentence, toponym, words)
    return governed.governor in _WEAK_PREPS or (
        governed.governor in (",", "and") and not governed.before
    )


_DAY_NEXT = re.compile(r"\s+\d{1,2}\b")
_MONTHS = frozenset({"March", "April", "May", "June", "July", "August", "Aug"})
_WEAK_PREPS = frozenset(
    [
        "in",
        "at",
        "near",
        "over",
        "from",
        "around",
        "into",
        "outside",
        "toward",
        "towards",
        "between",
        "across",
        "captured",
        "occupied",
        "liberated",
        "struck",
        "shelled",
        "seized",
        "of",
    ]
)
