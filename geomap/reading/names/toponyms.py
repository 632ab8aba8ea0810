"""From recognised names to toponyms: which names count, what each of them covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.names.anaphora import with_anaphors
from geomap.reading.names.apposed import apposed_kind, is_no_place
from geomap.reading.names.areas import areas_together, vague_areas
from geomap.reading.names.capitals import oblast_of
from geomap.reading.names.city_districts import not_of_a_city
from geomap.reading.names.declined import declined
from geomap.reading.names.namesakes import after_adjectives, at_home
from geomap.reading.names.noun_phrases import govern, with_lists
from geomap.reading.names.plants import plant_of
from geomap.reading.names.shared_kinds import or_hromada, stands_among_names, with_shared_kinds
from geomap.reading.names.unknown_names import in_capitals, unknown, unknown_in_lists
from geomap.reading.numbers.numerals import number_pattern
from geomap.reading.text.lexicon import Lexicon
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import KINDS, NameFinder, Toponym, narrowed
from geomap.records import NameMatch, Place, PlaceKind, replace

_PERSON_TITLE = Sought(rf"\b{any_of('titles')}\.? $")

_OCCUPATION = Sought(rf"\b{any_of('occupations')} $")


# names of villages that in an English text mean something else
_NO_PLACES = word_list("never_places")


_COMPASS = (
    r"(?:(?:north|south)[ -]?(?:east|west)(?:ern)?|northern|southern|eastern|western|central|"
    r"(?:far|deep) (?:north|south|east|west)(?:ern)?"
    r"|(?:(?<=\bin )|(?<=\bacross )|(?<=\bof ))(?:north|south|east|west))"  # "in east Ukraine"
)

_COMPASS_LEFT = Sought(rf"\b({_COMPASS})(?:(?:,| and| or) ({_COMPASS}))? $", re.IGNORECASE)

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
_OBLAST_OFFICE = re.compile(
    rf"(?:['’]s)? (?:(?:[Rr]egional|acting|interim) ){{0,2}}{any_of('oblast_offices')}\b"
)


_GOVERNOR_OF = Sought(r"\b(?:vice-)?[Gg]overnor of (?:the )?$")  # "the governor of Belgorod"


def find_toponyms(
    text: str, sentences: Sequence[Sentence], names: NameFinder, words: Lexicon
) -> list[Toponym]:
    """Return the toponyms of a text in order: names, names unknown to the gazetteer, anaphors."""
    found = _named(text, sentences, names, words)
    pairs = list(areas_together(text, sentences, names))
    found = [
        t for t in found if not any(p.start < t.end and t.start < p.end for p in pairs)
    ] + pairs
    found += vague_areas(text, sentences, names, found)
    found = with_shared_kinds(text, sentences, found, names)
    found = not_of_a_city(text, [or_hromada(t, names) for t in found])
    found += declined(text, sentences, names, found)
    found += unknown(text, sentences, found)
    found.sort(key=lambda t: t.start)
    found += unknown_in_lists(text, sentences, found, words.words("given_names"))
    found.sort(key=lambda t: t.start)
    found = with_anaphors(text, sentences, names, found)
    governed = [govern(text, sentences[t.sentence], t, words) for t in found]
    return _with_countries(at_home(with_lists(text, after_adjectives(text, governed))))


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
_TOWN = 10_000  # inhabitants of a place that is told of more often than people of its name
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
        if match.name in _NO_PLACES or is_no_place(text, match, names):
            continue
        if not _is_person(text, sentence, match, given) and not (
            weak and not _is_supported(text, sentence, toponym, words)
        ):
            found.append(toponym)
    return [t for t in found if t.hint_kinds or not _is_surname(text, t, given)]


def _is_surname(text: str, toponym: Toponym, given: frozenset[str]) -> bool:
    """Read "killed Orlov" in an article that tells of Igor Orlov: of him, not of a village."""
    if " " in toponym.name or any((c.population or 0) > _TOWN for c in toponym.candidates):
        return False
    end = 0
    while start := text.find(f" {toponym.name}", end) + 1:
        end = start + len(toponym.name)
        previous = _NAME_BEFORE.search(text, max(0, start - 20), start)
        if previous and previous.group(1) in given and not text[end : end + 1].isalpha():
            return True
    return False


_COUNTED = Sought(rf"\b(?:{number_pattern()}|several|some|many|various|all) \Z", re.IGNORECASE)


def _widen(
    text: str, sentence: Sentence, match: NameMatch, index: int, names: NameFinder
) -> Toponym:
    """Take in the type word or compass part: "Kharkiv region", "eastern Ukraine"."""
    start, end, candidates = match.start, match.end, match.candidates
    whole = _part_of_longer_name(text, sentence, match, index, names)
    if whole is not None:
        return whole
    right = _TYPE_RIGHT.match(text, end, min(sentence.end, end + 20))
    if right and right.group(1) == "districts" and _COUNTED.search(text, max(0, start - 20), start):
        right = None  # "fell on two Kyiv districts": on Kyiv
    hints = _hints_inside(match.name)
    if not hints and not right:
        hints = _hints_before(text, sentence.start, start)
    if not hints and not right and (apposed := apposed_kind(text, match, names)):
        return Toponym(start, end, match.name, index, *apposed)
    if river := _river(text, sentence, match, names):
        return Toponym(start, end, match.name, index, river, ("river",))
    if (
        not hints
        and text.endswith(_OF_THE, sentence.start, start)
        and _DIRECTION_OF.search(text, max(sentence.start, start - 34), start)
    ):
        axis = tuple(names.lookup(f"{match.name} direction")) or candidates
        return Toponym(start, end, match.name, index, axis, KINDS["direction"])
    candidates, hints = _areas(text, max(sentence.start, start - 80), match, hints, names)
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
    text: str, low: int, match: NameMatch, hints: tuple[PlaceKind, ...], names: NameFinder
) -> tuple[tuple[Place, ...], tuple[PlaceKind, ...]]:
    """Read "the regions of Kursk and Bryansk" as the oblasts, and "communities" as hromadas."""
    if hints == KINDS["hromada"] and not any(c.kind == "hromada" for c in match.candidates):
        return tuple(names.lookup(f"{match.name} hromada")) or match.candidates, hints
    if _REGIONS_OF.search(text, low, match.start):
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


_ON_RIVER = re.compile(r"-(?:on|na|upon|by)-([A-Z]\w+)")


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
    if river := _ON_RIVER.match(text, end, sentence.end):  # "Slavyansk-on-Kuban": no Slavyansk
        stem = f"{match.name}-na-{river[1]}"
        town = next((tuple(p) for e in ("i", "u", "e", "") if (p := names.lookup(stem + e))), ())
        return Toponym(start, river.end(), text[start : river.end()], index, town, ("town", "city"))
    return plant_of(text, sentence, match, index, names)


_REGIONS_OF = Sought(
    r"\b(?:(?:region|oblast|province) of|(?:region|oblast|province)s of"
    r"(?: [A-Z][\w’'-]+,?(?: in the [a-z-]{4,14},?)?(?: and)?){0,6}) \Z"
)
_AREA_HINTS = (KINDS["district"], KINDS["region"])
_OF_THE = ("of ", "the ")  # how the two patterns below end; a quick look spares them
_DIRECTION_OF = Sought(
    r"\b(?:[Dd]irections?|[Aa]xis|[Ss]ectors?) of (?:the )?(?:city of |town of )?\Z"
)


_BANK_OF = Sought(r"\b(?:banks? of(?: the)?|(?:across|along|crossing|over|crossed) the) $")


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
    if left and left.group(2):  # "western and central Ukraine": most of it
        return left.start(), end, candidates, ("area",)
    if left:
        part = _SIDE_ENDING.sub("", left.group(1).lower())
        known = (
            names.lookup(f"{left.group(1).lower()} {country}")
            or names.lookup(f"{part}ern {country}")
            or names.lookup(text[left.start() : end])
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
_NOUN_BEFORE = Sought(
    rf"\b({'|'.join(sorted(_PLACE_NOUNS))})"
    r"(?: of|,| called|:| [–—-]| \(|,? including|,? namely| such as|, among them"
    r"|(?<=s) (?:were|was|have been|came under)(?: \w+){1,3}(?:,|:| [–—-]))? ?(?<=[ (])$",
    re.IGNORECASE,
)


def _hints_before(text: str, low: int, start: int) -> tuple[PlaceKind, ...]:
    """Read "the village of", "city of", "the regions of" before a name."""
    low = max(low, start - 48)
    match = _NOUN_BEFORE.search(text, low, start)
    if not match or _OF_ANOTHER.search(text, low, match.end(1)):
        return ()
    word = match.group(1).lower()
    singular = {"cities": "city", "communities": "hromada", "community": "hromada"}.get(
        word, word.removesuffix("s")
    )
    return KINDS[singular]


# "A of the B community, C and D": the community is B's
_OF_ANOTHER = re.compile(r"(?!The |In |At |Of )\b[A-Z][\w’'-]+ [a-z]+\Z")


_KIND_INSIDE = re.compile(
    r" (region|oblast|province|district|raion|krai|peninsula|direction|axis|front)s?$",
    re.IGNORECASE,
)


def _hints_inside(name: str) -> tuple[PlaceKind, ...]:
    match = _KIND_INSIDE.search(name)
    return KINDS[match.group(1).lower()] if match else ()


_NAME_BEFORE = re.compile(r"([A-Z][\w’']+) $")
_HOMETOWN = re.compile(r"['’]s (?:home ?town|birthplace)\b")  # "in Zelenskyy's hometown"


def _is_person(text: str, sentence: Sentence, match: NameMatch, given: frozenset[str]) -> bool:
    low = max(sentence.start, match.start - 30)
    right = text[match.end : match.end + 2]
    if _PERSON_TITLE.search(text, low, match.start) or _HOMETOWN.match(text, match.end):
        return True
    followed = len(right) == 2 and right[0] == " " and right[1].isupper()
    if followed and _OCCUPATION.search(text, low, match.start):
        return True
    if match.name in given:
        in_list = stands_among_names(text, match.start, match.end, given)
        return followed or (match.weak and not in_list)
    previous = _NAME_BEFORE.search(text[low : match.start])
    return bool(previous and previous.group(1) in given and " " not in match.name)


def _is_supported(text: str, sentence: Sentence, toponym: Toponym, words: Lexicon) -> bool:
    """Say whether the words around a weak name make it a place."""
    if len(toponym.name) < 3:  # "Kherson Suburb As Result Of" in the capitals of a headline
        return False
    given = words.words("given_names")
    if toponym.hint_kinds or stands_among_names(text, toponym.start, toponym.end, given):
        return True
    if sentence.headline and in_capitals(text[sentence.start : sentence.end]):
        return False  # "Drones Ignite Fuel Tanks At Black Sea Port"
    if toponym.name in _MONTHS:
        return False
    right = text[toponym.end : toponym.end + 2]
    if len(right) == 2 and right[0] == " " and right[1].isupper():
        return False
    governed = govern(text, sentence, toponym, words)
    return governed.governor in _BEFORE_WEAK or (
        governed.governor in (",", "and") and not governed.before
    )


_DAY_NEXT = re.compile(r"\s+\d{1,2}\b")
_MONTHS = frozenset({"March", "April", "May", "June", "July", "August", "Aug"})
_BEFORE_WEAK = word_list("before_weak_names")
