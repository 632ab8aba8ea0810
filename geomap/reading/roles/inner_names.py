"""Names inside other names and phrases: datelines, offices, organisations, owners."""

from __future__ import annotations

import re
from functools import cache

from geomap.reading.roles.parts import PART_NOUNS, Part, is_object
from geomap.reading.text.grammar import CAPITALS, Text, is_state_or_capital
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Lexicon
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import SETTLED, Toponym
from geomap.records import Relation

_DATELINE = re.compile(
    r"[A-Z][A-Z’'.\- ]{2,40}(?:,? [A-Z][\w.]+){0,3}?(?:,? [A-Z][a-z]{2,8}\.? "
    r"\d{1,2})?\s*(?:\([^)]{2,40}\))?\s*(?:—|–|--|-|:)\s"
    r"|[A-Z][\w’' ]{2,24}(?:, [A-Z]\w+)?(?:[,.]? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} "
    r"[A-Z][a-z]+)[,.]?)?\s*(?:\([A-Z][^)]{1,40}\)|/[A-Z]\w+/)\s*(?:—|–|--|-|:)?\s"
)


_COMPOUND = re.compile(rf"[-‑–]{any_of('compounds')}\b")


def dateline(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the place of writing at the start of a report."""
    sentence = context.sentences[toponym.sentence]
    if toponym.start - sentence.start > 40 or (
        sentence.headline and toponym.start - sentence.start > 3
    ):
        return None
    head = context.text[sentence.start : min(sentence.end, sentence.start + 90)]
    if not (head[:3].isupper() or "(" in head or "/" in head):
        return None  # a quick look spares the pattern
    line = _DATELINE.match(context.text, sentence.start, min(sentence.end, sentence.start + 90))
    if (
        line
        and toponym.end <= line.end()
        and (
            context.text[sentence.start : sentence.start + 3].isupper()
            or "(" in line.group()
            or "/" in line.group()
        )
    ):
        return Part("dateline", "dateline", "where the report was written")
    return None


_SHIP_BEFORE = Sought(
    rf"\b{any_of('ships')}s?,? (?:the )?[“\"‘']?$",
    re.IGNORECASE,
)
_SHIP_AFTER = re.compile(
    rf"[”\"’']?(?:['’]s crew| (?:{any_of('kinds_of_ship')} )?{any_of('ships_after')}\b)"
)
_THE_NAME = re.compile(
    r"(?:['’]s)? (?:was|is|had|has|sank|sinks|took|could|would|can|carried|carries|lost)\b|[,.]"
)


_AT = frozenset({"over", "above", "across", "at", "in", "near", "around"})


def ship(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "the landing ship Novocherkassk", "the Novocherkassk was struck": a ship, no city."""
    if toponym.hint_kinds or toponym.kind not in (*SETTLED, "region"):
        return None
    low = context.sentences[toponym.sentence].start
    left = context.text[max(low, toponym.start - 24) : toponym.start]
    named = _SHIP_BEFORE.search(
        context.text, max(low, toponym.start - 24), toponym.start
    ) and not left.endswith("in ")
    the_name = left.endswith(("the ", "The ")) and _THE_NAME.match(context.text, toponym.end)
    over = toponym.governor in _AT  # "over the Voronezh, Oryol and …", "at the Belaya, Olenya …"
    the_name = the_name if toponym.is_settlement and not over else None
    if named or the_name or _SHIP_AFTER.match(context.text, toponym.end):
        return Part("affiliation", "ship", "the name of a ship")
    return None


_SUBURB = re.compile(r"(?:['’]s)? [Ss]uburbs?\b(?! of)")


def suburb_of(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Man killed in Kherson suburb": beside the city, told where in the text."""
    if toponym.is_settlement and _SUBURB.match(context.text, toponym.end):
        return Part("reference", "suburb", "only says beside which city")
    return None


_OTHER_NAME = Sought(
    r"\b(?:names? (?:of|for|is|was)|(?:also |formerly |previously |better )?(?:known|referred to)"
    r"(?: \w+){0,3} as|(?:formerly|previously|once) (?:called|named)?|renamed|"
    r"calls? (?:it|the (?:town|city|village))|which [A-Z]\w+ calls|called by its [\w-]+ name)"
    r" [“\"‘(]?$"
)


def other_name(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Pivdenne, known in Russia as Leninskoe": the same place once more."""
    low = max(context.sentences[toponym.sentence].start, toponym.start - 60)
    if toponym.is_settlement and _OTHER_NAME.search(context.text, low, toponym.start):
        return Part("reference", "other name", "another name of a place")
    return None


_SEA_SIDE = re.compile(rf" {any_of('seaside')}\b", re.IGNORECASE)


_ASHORE = word_list("ashore")
_LOST = Sought(r"\b(?:loss|sinking) of (?:its|their|the) \Z")  # "Black Sea flagship"


def seaside(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "a Black Sea port": which port, not where on the sea."""
    if toponym.kind == "sea" and _LOST.search(
        context.text, max(0, toponym.start - 20), toponym.start
    ):
        return Part("other", "ship", "whose loss only explains what came after")
    if toponym.kind == "sea" and (
        _SEA_SIDE.match(context.text, toponym.end)
        or (toponym.governor in ("on", "in") and toponym.before in _ASHORE)
    ):
        the_port = context.text.startswith("the ", toponym.phrase_start)  # told of by its name
        strength = 0 if the_port and toponym.governor not in ("", ",") else 1
        why = "only says on which sea a port lies"
        return Part("where" if strength else "reference", "seaside", why, strength)
    return None


_HYPHENS = ("-", "–", "‑")
_ALONG = frozenset({"on", "along", "near", "at"})
_ROAD = re.compile(r" (?:road|highway|motorway|line|axis|front|sector)\b")


# "During the attack on A, drones entered the airspace of B and C"
_THROUGH_AIRSPACE = Sought(
    rf"\b{any_of('flies_into')} (?:the )?(?:air ?space|skies) of (?:[A-Z]\w+(?:, | and ))*\Z"
)


def airspace(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a country whose airspace was only flown through."""
    low = max(context.sentences[toponym.sentence].start, toponym.start - 60)
    if toponym.kind == "country" and _THROUGH_AIRSPACE.search(context.text, low, toponym.start):
        return Part("other", "airspace", "only flown through")
    return None


def compound(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Know the half of a compound: "Kyiv-held", "the Kharkiv-Lviv route"."""
    text = context.text
    before = text.endswith(_HYPHENS, 0, toponym.start)
    after = text.startswith(_HYPHENS, toponym.end)
    if not before and not after:
        return None
    ends = {t.end for t in context.toponyms[max(0, index - 1) : index]}
    starts = {t.start for t in context.toponyms[index + 1 : index + 2]}
    before = before and toponym.start - 1 in ends
    after = after and toponym.end + 1 in starts
    if after and toponym.governor in _ALONG and toponym.kind != "country":
        other_end = context.toponyms[index + 1].end
        if _ROAD.match(text, other_end):  # "a car on the A-B road": between the two
            near = Relation("near", None, None, toponym.governor)
            return Part("where", "relation: near", "one end of the road it was on", 3, near)
    if before or after:
        return Part("other", "route", "one end of a road or a line")
    match = _COMPOUND.match(context.text, toponym.end)
    if match:
        return Part("other", "compound", f"part of the word “{toponym.name}{match.group()}”")
    return None


_NEXT_WORDS = re.compile(r"(['’]s?)?((?: [\w’'-]+){1,4})")


def organisation(context: Text, toponym: Toponym, _: int) -> Part | None:  # noqa: PLR0911
    """Names inside those of organisations and offices: "Odesa regional administration"."""
    if not context.text.startswith((" ", "'", "’"), toponym.end):
        return None  # a mark closes the name
    lists = context.words
    match = _NEXT_WORDS.match(
        context.text, toponym.end, min(context.sentences[toponym.sentence].end, toponym.end + 60)
    )
    if not match:
        return None
    following = match.group(2).split()
    first = following[0].lower()
    if first.strip("’'") not in _begin_office(lists):
        return None  # a quick look spares the lists
    if (
        match.group(1) is None
        and first in lists.words("organisation")
        and following[0][0].isupper()
    ):
        return Part(
            "affiliation",
            "organisation",
            f"in the name of an organisation: “{toponym.name} {following[0]}”",
        )
    officials = lists.words("officials")
    modifiers = lists.words("official_modifiers")
    for position, word in enumerate(w.lower().strip("’'") for w in following):
        if word in lists.words("own_forces"):
            return (
                Part("actor", "forces of", f"whose {word} they are")
                if is_state_or_capital(toponym)
                else None
            )
        if word in officials and not (
            word.endswith("s") and context.text[toponym.end : toponym.end + 2] == " a"
        ):
            strength = (
                0
                if is_state_or_capital(toponym) and not _is_local(following[: position + 1])
                else 2
            )
            if position == 0 and match.group(1) is None and toponym.kind == "country":
                return None
            return Part(
                "affiliation",
                "office of",
                f"whose {word} it is: “{' '.join(following[: position + 1])}”",
                strength,
            )
        if word not in modifiers:
            return None
    return None


@cache
def _begin_office(lists: Lexicon) -> frozenset[str]:
    """Return the words that a body or an office can begin with after the name of its place."""
    names = ("organisation", "own_forces", "officials", "official_modifiers")
    return frozenset[str]().union(*map(lists.words, names))


def _is_local(words: list[str]) -> bool:
    """Say whether an office is the city's (a mayor) and not the country's (a ministry)."""
    return bool({w.lower() for w in words} & word_list("local_offices"))


_PART_OF_IT = re.compile(rf" (?:[a-z-]+ )?{any_of('part_of_it')}s? (?:of )?")


ITS = re.compile(r"['’]s (?:[a-z-]+ ){0,3}")  # "Dnipropetrovsk's Dubovykivska community"
_PARTS = frozenset({"district", "hromada"})


def owner(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Know a name inside the phrase of the next: "Russia's Kursk region"."""
    if index + 1 == len(context.toponyms):
        return None
    following = context.toponyms[index + 1]
    if (
        following.sentence == toponym.sentence
        and following.phrase_start <= toponym.start
        and following.list_head is None
        and not _is_unknown_part(context, toponym, following)
    ):
        return Part("reference", "owner", f"says where {following.name} lies")
    if following.sentence == toponym.sentence and (
        _PART_OF_IT.fullmatch(context.text, toponym.end, following.start)
        or (
            following.kind in _PARTS
            and following.candidates
            and ITS.fullmatch(context.text, toponym.end, following.start)
        )
    ):
        return Part("reference", "owner", f"says where {following.name} lies")
    return None


def _is_unknown_part(context: Text, city: Toponym, part: Toponym) -> bool:
    """Say whether only the city of "Kharkiv's Saltivka district" can be mapped."""
    return not part.candidates and bool(ITS.fullmatch(context.text, city.end, part.start))


_NEXT_WORD = re.compile(r" (\w+)")


def deal(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the name of a deal: "the Black Sea grain deal"."""
    match = _NEXT_WORD.match(context.text, toponym.end)
    if match and match.group(1).lower() in context.words.words("deal_words"):
        return Part(
            "affiliation", "deal", f"in the name of a deal: “{toponym.name} {match.group(1)}”"
        )
    return None


_KNOWN_EVERYWHERE = 1_000_000  # inhabitants of a city that is meant wherever it is named


def abroad(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Cities and countries that this war does not reach."""
    largest = toponym.candidates[0] if toponym.candidates else None
    if largest is None or largest.country in context.words.words("theatre_countries"):
        return None
    countries = {c.country for c in toponym.candidates}
    if (largest.population or 0) > _KNOWN_EVERYWHERE:
        countries = {largest.country}  # Berlin, not its namesakes in the steppe
    if None in countries or countries & context.words.words("theatre_countries"):
        return None
    return Part("other", "abroad", "lies far from this war")


_WATERSIDE = re.compile(r" (?:[\w-]+ ){0,2}(?:coast|coastline|shores?|waters)\b")


# "at Moscow's military facilities": what belongs to the state lies anywhere
_OF_STATE = re.compile(rf" {any_of('of_state')}\b")


_CLAUSE_MARK = re.compile(r"[,;.]")


_OWNED = re.compile(r"['’]s?(?: [a-z-]+){0,2}? ([a-z]+)")


_POSSESSIVE = re.compile(r"['’]s?(?= )")


_SORT_OF_PART = re.compile(rf" (?:[\w-]+ ){{0,3}}{any_of('apposed')}, ")
_SAYS = late(rf" (?:has |had )?{any_of('says')}\b")


def _names_part(context: Text, index: int, after: int) -> bool:
    """Read "in Crimea's largest city, Sevastopol": the place is named that lies in the first."""
    sort = _SORT_OF_PART.match(context.text, after)
    if sort is None:
        return False
    inner = context.toponyms[index + 1 : index + 3]  # "Odesa region's Danube port, Izmail"
    return any(
        part.start == sort.end() and _SAYS.match(context.text, part.end) is None for part in inner
    )


_ITS_DISTRICT = re.compile(r"(?:['’]s)? ?[A-Z][\w-]+ [Dd]istrict\b(?! of)")


def possessive_owner(  # noqa: PLR0911 (one return a phrase)
    context: Text, toponym: Toponym, index: int
) -> Part | None:
    """Read "Russia's Kursk region", "Ukraine's attack on": whose it is, not where."""
    match = _POSSESSIVE.match(context.text, toponym.end)
    if match and _names_part(context, index, match.end()):
        return Part("reference", "lies in", "says where the place named next lies")
    if not match or not is_state_or_capital(toponym):
        return None
    if toponym.governor in ("off", "along", "near") and _WATERSIDE.match(context.text, match.end()):
        return None  # "80 miles off Turkey's coast"
    part_of = _OWNED.match(context.text, toponym.end)
    if (
        part_of
        and toponym.kind != "country"
        and not (toponym.name.lower() in CAPITALS and _OF_STATE.match(context.text, match.end()))
        and (
            part_of.group(1) in PART_NOUNS
            or context.tags.within("target", match.end(), part_of.end())
        )
    ):
        return None
    triggers = context.tags.within("trigger", match.end(), match.end() + 45)
    if (
        triggers
        and triggers[0].form in ("noun", "weak_noun")
        and not _CLAUSE_MARK.search(context.text[match.end() : triggers[0].start])
    ):
        return Part(
            "actor",
            "possessive",
            f"whose “{context.text[triggers[0].start : triggers[0].end]}” it is",
        )
    if (
        toponym.kind == "country"
        and toponym.governor in context.words.words("where_preps")
        and context.tags.within("target", match.end(), match.end() + 14)
    ):
        return Part(
            "where", "possessive place", f"“{toponym.governor}” governs what belongs to it", 1
        )
    governed = toponym.governor in context.words.words("where_preps") and toponym.is_settlement
    if governed and _ITS_DISTRICT.match(context.text, match.end()):
        return Part("where", "preposition", "in a district of it", 3)  # "in Kyiv's Obolon district"
    if is_object(context, toponym) and context.tags.within("target", match.end(), match.end() + 20):
        return Part("where", "possessive object", "what was hit belongs to it", 1)
    return Part("other", "possessive", "only says to whom something belongs")


_OFFICE_REACH = 70
# "spokesman for the emergency service in the Vinnytsia region"
_SPOKE_FOR = Sought(
    r"\b(?:spokes(?:man|woman|person)|head|chief|director) (?:for|of|at) (?:the )?"
    r"(?:[\w-]+ ){1,5}\Z"
)


_HIT_OFFICE = re.compile(
    rf"\b(?:{any_of('seats_of_office')} of (?:the |its |an? )?"
    rf"|{any_of('attacked')} (?:the |its |an? )?)"
    r"(?:[\w’'-]+ ){1,4}\Z"
)


def official_of(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the place of an office: "governor of Belgorod region"."""
    titles = context.words.words("type_titles")
    governor = toponym.governor
    if governor == "exile" or (governor in titles and toponym.before in ("exiled", "exile")):
        return Part("affiliation", "exile", "an official who is not there", 0)
    lead = max(0, toponym.governor_start - _OFFICE_REACH), toponym.governor_start
    for_region = governor in ("in", "of", "for") and toponym.kind == "region"
    if for_region and _SPOKE_FOR.search(context.text, *lead):
        return Part("affiliation", "title of", "belongs to a spokesman", 2)
    if governor == "in" and _HIT_OFFICE.search(context.text, *lead):
        return None  # "the offices of the ministry in A were hit"
    if governor in titles or (
        governor in ("in", "from", "for", "at", "'s", "’s") and toponym.before in titles
    ):
        word = governor if governor in titles else toponym.before
        strength = 0 if toponym.kind == "country" else 2
        return Part(
            "speaker" if strength == 0 else "affiliation",
            "title of",
            f"belongs to “{word}”",
            strength,
        )
    return None
