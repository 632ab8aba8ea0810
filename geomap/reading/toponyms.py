"""From recognised names to toponyms: which names count, what each of them covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.anaphora import with_anaphors
from geomap.reading.lexicon import Lexicon
from geomap.reading.noun_phrases import govern, with_lists
from geomap.reading.sentences import Sentence
from geomap.reading.toponym import KINDS, NameFinder, Toponym, narrowed
from geomap.reading.unknown_names import unknown, unknown_in_lists
from geomap.reading.words import words_of
from geomap.records import NameMatch, Place, PlaceKind, replace

_PERSON_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Maj|Lt|Col|Capt|Adm|Sgt|President|Minister|Governor|Mayor|General|"
    r"Colonel|Captain|Secretary|Prof|Sir|Chancellor|Spokesman|Spokeswoman)\.? $"
)


_OCCUPATION = re.compile(
    r"\b(?:chief|minister|president|spokes(?:man|woman|person)|governor|mayor|officials?|"
    r"general|commander|"
    r"leader|secretary|analyst|expert|ambassador|advis[eo]r|journalist|correspondent|lawmaker|"
    r"resident|"
    r"soldier|officer|director|chairman|chairwoman|reporter|historian|professor|activist|"
    r"volunteer|blogger|"
    r"milblogger|envoy|deputy|coordinator|founder|actor|singer|boxer|writer|mother|father|wife|"
    r"husband|son|daughter) $"
)


# names of villages that in an English text mean something else
_NO_PLACES = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December", "Navy", "Army", "Police", "TASS", "Telegram", "Reuters"}
)  # fmt: skip


_COMPASS = (
    r"(?:(?:north|south)[ -]?(?:east|west)(?:ern)?|northern|southern|eastern|western|central|"
    r"(?:far|deep) (?:north|south|east|west)(?:ern)?)"
)


_COMPASS_LEFT = re.compile(rf"\b({_COMPASS})(?:(?:,| and| or) ({_COMPASS}))? $", re.IGNORECASE)


_COMPASS_RIGHT = re.compile(
    r"['’]s? (?:(?:far|north|south|east|west|north-?east|north-?west|south-?east|south-?west))"
    r"(?:ern (?:front|regions?))?(?![\w-])"
)


_TYPE_RIGHT = re.compile(
    r"[- ](regions?|oblasts?|provinces?|districts?|raions?|krai|republic|peninsula|"
    r"(?:front ?line|front|axis|direction|sector)s?|municipality|hromada|community|"
    r"[Oo]bl\.?|air ?bases?|(?:military )?airfields?|"
    r"[Rr]egion|[Oo]blast|[Dd]istrict|[Rr]aion|[Dd]irection)(?![\w-])"
)


_REPUBLIC = re.compile(r" [Pp]eople[’']?s[’']? [Rr]epublic\b")
_CITY_RIGHT = re.compile(r" (?:city|municipal)\b")
# An oblast has a governor and a military administration; a city has a mayor.
_OBLAST_OFFICE = re.compile(
    r"(?:['’]s)? (?:[Rr]egional )?(?:governor|Governor|vice-governor|OVA|RMA|OMA|ODA|RSA|"
    r"Oblast (?:Military|State|Council)|[Rr]egional (?:[Hh]ead|[Cc]hief|[Cc]ouncil|"
    r"[Aa]dministration|[Mm]ilitary|[Ss]tate|[Pp]rosecutor|[Oo]fficials?|[Aa]uthorities|[Pp]olice|[Dd]efen[cs]e))\b"
)


_GOVERNOR_OF = re.compile(r"\b(?:vice-)?[Gg]overnor of (?:the )?$")  # "the governor of Belgorod"


def find_toponyms(
    text: str, sentences: Sequence[Sentence], names: NameFinder, words: Lexicon
) -> list[Toponym]:
    """Return the toponyms of a text in order: names, names unknown to the gazetteer, anaphors."""
    found = _named(text, sentences, names, words)
    found += _vague_areas(text, sentences, names, found)
    found += unknown(text, sentences, found)
    found.sort(key=lambda t: t.start)
    found += unknown_in_lists(text, sentences, found, words.words("given_names"))
    found.sort(key=lambda t: t.start)
    found = with_anaphors(text, sentences, names, found)
    governed = [govern(text, sentences[t.sentence], t, words) for t in found]
    return _with_countries(with_lists(text, governed))


def _with_countries(toponyms: list[Toponym]) -> list[Toponym]:
    """Note the country of "Loknia" in "In Sumy region, four blasts were heard in Loknia"."""
    by_sentence: dict[int, list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.kind == "region":
            by_sentence.setdefault(toponym.sentence, []).append(toponym)
    result = []
    for toponym in toponyms:
        country = None
        if toponym.is_settlement and len({c.country for c in toponym.candidates}) > 1:
            at = toponym.sentence
            near = [*by_sentence.get(at, ()), *reversed(by_sentence.get(at - 1, ()))]
            found = (_country_in(toponym, region) for region in near)
            country = next((c for c in found if c is not None), None)
        result.append(replace(toponym, country=country) if country else toponym)
    return result


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
    if not hints and _DIRECTION_OF.search(text, max(sentence.start, start - 34), start):
        axis = tuple(names.lookup(f"{match.name} direction")) or candidates
        return Toponym(start, end, match.name, index, axis, KINDS["direction"])
    if hints == KINDS["hromada"] and not any(c.kind == "hromada" for c in candidates):
        candidates = tuple(names.lookup(f"{match.name} hromada")) or candidates
    elif hints == KINDS["region"] and text.endswith("region of ", 0, start):
        candidates = tuple(names.lookup(f"{match.name} region")) or candidates
    elif hints in _AREA_HINTS and not any(c.kind in hints for c in candidates):
        hints = ()  # "in the districts of A and B", of villages; "in the Kharkiv region, A"
    if not hints and (
        _OBLAST_OFFICE.match(text, end, sentence.end)
        or _GOVERNOR_OF.search(text, max(sentence.start, start - 24), start)
    ):
        oblast = tuple(p for p in names.lookup(f"{match.name} region") if p.kind == "region")
        if oblast:
            return Toponym(start, end, match.name, index, oblast, ("region",))
    if right and not hints:
        word = right.group(1).lower()
        known = names.lookup(text[start : right.end()]) or names.lookup(
            f"{match.name} {word.rstrip('s')}"
        )
        hints = KINDS.get(word.removesuffix("s").split()[0].replace("frontline", "front"), ())
        end = right.end() if known or hints else end
        candidates = tuple(known) or candidates
    elif candidates and candidates[0].kind == "country":
        start, end, candidates, hints = _compass_part(text, sentence, start, end, candidates, names)
    return Toponym(start, end, text[start:end], index, narrowed(candidates, hints), hints)


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
            return Toponym(start, republic.end(), text[start : republic.end()], index, oblast,
                           ("region",))  # fmt: skip
    if plant := _PLANT_RIGHT.match(text, end, sentence.end):
        named = (f"{c.name} {plant.group(1)}" for c in match.candidates[:3])
        site = next((tuple(p) for name in named if (p := names.lookup(name))), ())
        if site:  # however the town is spelled
            return Toponym(start, plant.end(), text[start : plant.end()], index, site, ("site",))
    return None


_PLANT_RIGHT = re.compile(
    r"['’]?s? ((?:nuclear|thermal|hydroelectric|hydro) (?:power )?(?:plant|station)|NPP|HPP|TPP|"
    r"oil refinery|refinery|air ?base|airfield|airport)\b",
    re.IGNORECASE,
)
_AREA_HINTS = (KINDS["district"], KINDS["region"])
_DIRECTION_OF = re.compile(
    r"\b(?:[Dd]irections?|[Aa]xis|[Ss]ector) of (?:the )?(?:city of |town of )?\Z"
)


_BANK_OF = re.compile(r"\b(?:banks? of|across|along|crossing|over|crossed) the $")


def _river(text: str, sentence: Sentence, match: NameMatch, names: NameFinder) -> tuple[Place, ...]:
    """Read "the right bank of the Dnipro": the river, not the city of its name."""
    if not _BANK_OF.search(text, max(sentence.start, match.start - 24), match.start):
        return ()
    return tuple(p for p in names.lookup(f"{match.name} River") if p.kind == "river")


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
        part = re.sub(r"ern.*|['’]s? ", "", right.group()).strip()
        known = names.lookup(f"{part}ern {country}")
        return start, right.end(), tuple(known) or candidates, ("area",)
    return start, end, candidates, ()


_VAGUE = re.compile(
    r"\b(?P<front>(?:north|south|east|west)-?(?:east|west)?ern front)(?: ?lines?)?\b"
    r"|\b(?:in|across|throughout|on) (?P<part>the (?P<side>north-?east|north-?west|south-?east|"
    r"south-?west|north|south|east|west)(?: of (?:the country|Ukraine))?)"
    r"(?! and (?:the )?(?:north|south|east|west))"
    r"(?=[.,;]|$| (?:and|on|over|after|during)\b)"
)


def _vague_areas(
    text: str, sentences: Sequence[Sentence], names: NameFinder, known: Sequence[Toponym]
) -> list[Toponym]:
    """Find "the eastern front" and "in the south": areas without a proper name."""
    taken = [(t.start, t.end) for t in known]
    found = []
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        if not any(side in words for side in ("north", "south", "east", "west")):
            continue  # a quick look spares the pattern
        for match in _VAGUE.finditer(text, sentence.start, sentence.end):
            start, end = match.span("front" if match["front"] else "part")
            side = (match["side"] or "").replace("-", "")
            candidates = names.lookup(match["front"] or f"{side}ern Ukraine")
            if candidates and not any(a < end and start < b for a, b in taken):
                found.append(
                    Toponym(start, end, text[start:end], index, tuple(candidates), ("area",))
                )
    return found


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


def _hints_inside(name: str) -> tuple[PlaceKind, ...]:
    match = re.search(
        r" (region|oblast|province|district|raion|krai|peninsula|direction|axis|front)s?$",
        name,
        re.IGNORECASE,
    )
    return KINDS[match.group(1).lower()] if match else ()


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
    previous = re.search(r"([A-Z][\w’']+) $", left)
    return bool(previous and previous.group(1) in given and " " not in match.name)


def _is_supported(text: str, sentence: Sentence, toponym: Toponym, words: Lexicon) -> bool:
    """Say whether the words around a weak name make it a place."""
    if len(toponym.name) < 3:  # "Kherson Suburb As Result Of" in the capitals of a headline
        return False
    if toponym.hint_kinds:
        return True
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
