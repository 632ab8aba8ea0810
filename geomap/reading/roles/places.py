"""Names that say where something happened, and names that only say where another place lies."""

from __future__ import annotations

import re

from geomap.reading.names.relation_words import relation_of
from geomap.reading.roles.lying import is_from_the_capital, is_near, plain_gap
from geomap.reading.roles.parts import PART_NOUNS, Part, is_object
from geomap.reading.roles.rivers import only_where_on_it
from geomap.reading.text.grammar import Text, is_state_or_capital
from geomap.reading.text.phrases import any_of, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import Relation

_COMPASS_APPOSED = re.compile(
    r", (?:both |all |just |some |about |\d\S* \w+ )?(?:to the )?(?:north|south|east|west)[\w-]*"
    r" of (?:the )?(?:\w+ )?(?:city of |town of )?"
)
_ENDS = re.compile(r"\s*(?:[.;)]|$)|, (?!and |near |in |toward|(?:north|south|east|west)\w* of)")
_WATERS = frozenset({"river", "sea", "strait", "reservoir"})
_HOLDS = {"district": ("hromada",), "region": ("hromada", "district")}  # what lies in what
_NEVER_IN_A_VILLAGE = _WATERS | {"region", "area", "country", "axis", "district", "hromada"}
_BEARING_THEN_NEAR = re.compile(
    r"(?: [Cc]ity)? (?:near|in|around|toward|towards|close to) (?:the [a-z]+ of )?"
)
_NEW_THOUGHT = re.compile(
    r"\b(?:and|but|while|where|when|after|before|also|as well|including|such as|especially|notably)"
    rf"\b|[;:]|\b{any_of('says')} that\b"
)
_SURROUNDINGS = frozenset(
    {"region", "district", "area", "country", "axis", "hromada", "sea", "river"}
)
_GAP_OPENING = re.compile(r"^[”\"’']?[,\s–—-]*\(?")


def reference(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Know a name that only says where the one before lies: "a village near Kupiansk"."""
    before = index - 1
    while before >= 0 and context.toponyms[before].start >= toponym.phrase_start:
        before -= 1  # "Ukraine's Zaporizhzhia region": the country is part of the phrase
    previous = context.toponyms[before] if before >= 0 else None
    if previous is None or not _precedes(previous, toponym) or toponym.antecedent == index - 1:
        return None
    written = context.text[previous.end : toponym.start]
    gap = plain_gap(written)
    if _ALSO_THERE.fullmatch(gap) and _is_in_wider(previous, toponym):
        return Part("reference", "lies in", f"says where {previous.name} lies")
    if _speaks_of_something_else(context, previous, toponym, gap) or _cannot_lie_there(
        context, previous, toponym, gap
    ):
        return None
    if _is_named_after_its_capital(context, toponym, index, gap) or (
        _lies_in_surroundings(previous, toponym, gap)
        and not _begins_list_of_areas(context, toponym, index)
    ):
        return Part("reference", "lies in", f"says where {previous.name} lies")
    if (
        is_from_the_capital(written)
        or _is_compass_apposed(context, before, toponym, gap)
        or is_near(context, toponym, gap)
    ):
        return Part("reference", "near which", f"says where {previous.name} lies")
    return None


def _is_in_wider(previous: Toponym, toponym: Toponym) -> bool:
    """Read "in the Zaporizhzhia region, also in the south": the south is where the region lies."""
    if previous.kind == "district":
        return toponym.kind != "district"
    return toponym.kind in ("area", "country") and previous.kind not in ("area", "country")


def _precedes(previous: Toponym, toponym: Toponym) -> bool:
    """Say whether the first name stands before the second's phrase, in the same sentence."""
    return (
        previous.sentence == toponym.sentence
        and previous.phrase_start < toponym.start
        and previous.end <= toponym.start
        # "the shelling by Moscow of the southern city of A"
        and not (previous.governor == "by" and is_state_or_capital(previous))
    )


# "over the Kursk region, 4 UAVs over the territory of the Bryansk region"
_COUNT_AT = re.compile(
    r"(?:[,;]|\band)\s+(?:followed\s+by\s+)?(?:a\s+further\s+|another\s+)?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|another)\s*"
    r"(?:[–—-]\s*|(?:[\w-]+\s+){1,3})?(?:over|above|in|near|at)\b"
)


def _speaks_of_something_else(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Say whether the words between two names begin another thought or tell of an event."""
    return (
        len(gap) > 90
        or bool(context.tags.within("trigger", previous.end, toponym.phrase_start))
        or _NEW_THOUGHT.search(gap) is not None
        or _COUNT_AT.search(gap) is not None
    )


_OF_OR_FROM = re.compile(r"\b(?:of|from) (?:the )?$")


def _cannot_lie_there(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Know a second name that is the place: "in the region in Izium", "north of A near B"."""
    in_it = previous.kind in _WATERS or previous.kind == "axis" or not _OF_OR_FROM.search(gap)
    finer = toponym.is_settlement or toponym.kind in _HOLDS.get(previous.kind, ())
    if previous.kind == "country" and gap == " next to ":
        return False  # "a region of Russia next to Kursk"
    if previous.kind in _NEVER_IN_A_VILLAGE and finer and in_it:
        return True
    if _BEARING_THEN_NEAR.fullmatch(gap) and relation_of(context, previous).kind == "offset":
        return True
    return previous.kind == "country" and toponym.kind != "country"


def _lies_in_surroundings(previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Read "Izium in the Kharkiv region", "Bakhmut, Ukraine"."""
    return (
        (toponym.kind in _SURROUNDINGS or previous.kind == "site" != toponym.kind)
        and not _lies_elsewhere(previous, toponym)
        and _is_finer(previous, toponym)
        and _LIES_IN.fullmatch(gap) is not None
        and (not _OTHER_PLACE.search(gap) or (previous.kind == "site" and gap == " at "))
    )


_WELL_KNOWN = 100_000  # inhabitants of a city whose region the gazetteer knows for sure


def _lies_elsewhere(previous: Toponym, toponym: Toponym) -> bool:
    """Read "near Moscow, the Rostov region": a list, as Moscow is not there."""
    regions = {c.name for c in toponym.candidates if c.kind == "region"}
    largest = max((c.population or 0 for c in previous.candidates), default=0)
    return (
        toponym.kind == "region"
        and bool(regions)
        and largest > _WELL_KNOWN
        and all(c.admin1 not in regions for c in previous.candidates)
    )


_SHORT_ADDRESS = re.compile(r",? (?:in )?")
_ALSO_THERE = re.compile(r", also in (?:the )?")  # "in the Morozovsk district, also in Rostov"


def _is_named_after_its_capital(context: Text, toponym: Toponym, index: int, gap: str) -> bool:
    """Read "the village of Ocheretyne, Donetsk": the oblast, called as its capital."""
    previous = context.toponyms[index - 1]
    return (
        previous.is_settlement
        and previous.list_head is None
        and previous.name != toponym.name
        and toponym.kind == "city"
        and _SHORT_ADDRESS.fullmatch(gap) is not None
        and any((c.admin1 or "").startswith(f"{toponym.name} ") for c in previous.candidates)
        and all(t.list_head != index - 1 for t in context.toponyms[index + 1 : index + 2])
    )


def _begins_list_of_areas(context: Text, toponym: Toponym, index: int) -> bool:
    """Read "fired at Nikopol, the Myrove and Marhanets communities": no Nikopol in Myrove."""
    head = index if toponym.list_head is None else toponym.list_head
    members = [t for t in context.toponyms[index : index + 9] if t.list_head == head]
    return bool(members) and members[-1].name.endswith(("communities", "hromadas", "districts"))


def _is_compass_apposed(context: Text, before: int, toponym: Toponym, gap: str) -> bool:
    """Read "Chasiv Yar in the Donetsk region, west of Bakhmut." where the clause ends after it."""
    return (
        (context.toponyms[before].is_settlement or _says_where_a_settlement_is(context, before))
        and _COMPASS_APPOSED.fullmatch(gap) is not None
        and _ENDS.match(context.text, toponym.end) is not None
    )


def _says_where_a_settlement_is(context: Text, index: int) -> bool:
    """Know the region of "the village of Yantarne in the Donetsk region"."""
    earlier, region = context.toponyms[max(index - 1, 0)], context.toponyms[index]
    gap = context.text[earlier.end : region.start]
    return (
        earlier.is_settlement
        and _precedes(earlier, region)
        and _lies_in_surroundings(earlier, region, gap)
    )


_LIES_IN = re.compile(
    r"[”\"’']?(?:,? |, |,? \(|/)(?:(?:in|at|of|on|inside|within|across|along|by) )?"
    r"(?:[\w’'-]+,? ){0,6}"
)
_OTHER_PLACE = re.compile(
    r"\b(?:over|near|at|from|towards?|to|against|into|by|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|another|others?|\d+)\b"
)


def _is_finer(previous: Toponym, toponym: Toponym) -> bool:
    """Say whether the first name can lie in the second."""
    if previous.kind in ("district", "hromada"):
        return toponym.kind in ("region", "country", "area")
    if previous.kind == "region":
        return toponym.kind in ("country", "area", "sea")  # "the Odesa region along the Black Sea"
    return previous.is_settlement


def _only_bearing(context: Text, toponym: Toponym, index: int) -> bool:
    """Read "north of Kupiansk near Kindrashivka": the village is the place."""
    following = context.toponyms[index + 1] if index + 1 < len(context.toponyms) else None
    if (
        following is None
        or following.sentence != toponym.sentence
        or not following.is_settlement
        or following.list_head == index
    ):
        return False
    end, start = toponym.end, context.sentences[toponym.sentence].start
    if _BEARING_THEN_NEAR.fullmatch(context.text, end, following.start):
        return True
    fronted = _BEARING_FIRST.fullmatch(context.text, start, toponym.start)
    told = fronted and context.tags.within("trigger", end, following.start)
    return bool(told and _ONE_CLAUSE.fullmatch(context.text, end, following.start))


# "South of Bakhmut, Russian troops have entered Klishchiivka"
_BEARING_FIRST = re.compile(
    r"[“\"]?(?:Just |Further |Farther )?(?:[Tt]o the )?(?i:north|south|east|west)[\w-]* of "
    r"(?:the )?(?:city of |town of )?"
)
_ONE_CLAUSE = re.compile(r",?(?: (?!and\b|while\b|but\b|as\b|where\b|which\b)[\w’'-]+)+ ")


def _only_locates(  # noqa: PLR0911 (one return a relation)
    context: Text, toponym: Toponym, index: int, relation: Relation
) -> Part | None:
    """Know a place that a preposition names only to say where another one, or a road, is."""
    governor = toponym.governor
    start = context.sentences[toponym.sentence].start
    if toponym.kind == "river" and (only := only_where_on_it(context, toponym)):
        return Part("reference", *only)
    if (
        governor in _LINKS
        or (governor == "between" and toponym.before in _SPANS)
        or (governor == "between" and _are_sides(context, index))
        or (governor == "to" and _LINKED.search(context.text, start, toponym.governor_start))
    ):
        return Part("reference", "linked", "only says what a bridge or road connects")
    if toponym.before == "aimed" and _PLAN.search(context.text, start, toponym.governor_start):
        return Part("other", "aim", "not where it happened but the aim of an operation")
    if toponym.before in _TRAFFIC and governor in ("on", "at", "across", "over", "in", "near"):
        return Part("other", "traffic", "only says where traffic was stopped")
    moved = context.tags.within("trigger", toponym.governor_start - 20, toponym.governor_start)
    if relation.words.lower().startswith("closer to") and not any(
        t.key == "advance"
        for t in moved  # "moved closer to the capital"
    ):
        return Part("reference", "closer to", "only a comparison")
    if relation.words.lower().startswith("bordering") or _SHARES.search(
        context.text, start, toponym.phrase_start
    ):
        return Part("reference", "border of", "only says which border")
    if toponym.kind == "country" and "border" in relation.words:
        return Part("reference", "border of", "only says which border")
    if relation.kind == "offset" and (relation.distance_km or 0) > _FARTHEST:
        return Part("reference", "far from", "only says how far from it")
    of_moscow = relation.distance_km is None and toponym.name == "Moscow"  # half of Russia
    if relation.kind == "offset" and (of_moscow or _only_bearing(context, toponym, index)):
        return Part("reference", "bearing from", "only says on which side of it")
    return None


def _are_sides(context: Text, index: int) -> bool:
    """Read "drone strikes between Kyiv and Moscow": each on the other."""
    two = context.toponyms[index : index + 2]
    return len(two) == 2 and all(map(is_state_or_capital, two)) and two[1].list_head == index


def preposition(context: Text, toponym: Toponym, index: int) -> Part | None:  # noqa: PLR0911
    """Know a place by its preposition, and how the event lies to it."""
    governor = toponym.governor
    sentence = context.sentences[toponym.sentence]
    relation = relation_of(context, toponym)
    located = _only_locates(context, toponym, index, relation)
    if located is not None:
        return located
    if relation.kind != "in":
        return Part(
            "where",
            f"relation: {relation.kind}",
            f"named as “{relation.words.strip()}”",
            3,
            relation,
        )
    among_them = governor == "them" and toponym.before == "among"
    if among_them or governor in context.words.words("where_preps"):
        if governor == "for" and toponym.before not in _FOUGHT_FOR | _HEADING:
            return Part("other", "for", "not the place but the aim of something")
        if governor == "by":
            return None
        low = max(sentence.start, toponym.governor_start - 60)
        if toponym.before in _HEADING and _TRAVELS.search(context.text, low, toponym.start):
            return Part("other", "journey", "where somebody was going")
        wars = _WARS if toponym.kind == "country" else _LONG_WARS
        if toponym.before in wars and not toponym.is_settlement:
            return Part("other", "the war", "names the war, not an event in it")
        by_air_defence = governor == "over" and toponym.before in ("defence", "defense", "defences")
        if (
            governor in ("against", "on", "over")
            and toponym.before in context.words.words("measures_against")
            and not by_air_defence  # "destroyed by air defence over A"
        ):
            return Part("other", "measures", "what is done against it, not an event in it")
        strength = (
            1
            if toponym.kind == "country"
            and governor in ("against", "on", "for", "through", "between", "towards", "toward")
            and toponym.before not in _EVENTFUL
            and not _follows_trigger(context, toponym)
            else 3
        )
        return Part("where", "preposition", f"governed by “{governor}”", strength)
    return _led_to(context, toponym) if governor == "to" else None


def _led_to(context: Text, toponym: Toponym) -> Part:
    """Know what "to A" says: where attacks spread or troops moved, or only a goal."""
    if toponym.before in _WAYS_TO:
        return Part("other", "to", "what another place opens the way to")
    low = max(context.sentences[toponym.sentence].start, toponym.governor_start - 45)
    near = context.tags.within("trigger", low, toponym.governor_start)
    if near and near[-1].key == "strike" and toponym.before in _SPREADS:
        return Part("where", "spread to", "where the attacks went as well", 3)
    on_way = toponym.before in _HEADING | {"travelling", "en route"}
    if near and near[-1].key == "damage" and on_way:
        return Part("other", "to", "the goal of a journey")  # "derailing a train heading to A"
    if near and near[-1].key in ("advance", "damage", "capture", "withdrawal", "clash"):
        return Part("where", "movement to", "where the movement or damage went", 3)
    return Part("other", "to", "the goal of a journey, a delivery or words")


_PLAN = Sought(r"\b(?:offensive|operation|campaign|push|plan|effort)s? \w* ?aimed \Z")
# "which shares a border with A and B"
_SHARES = Sought(
    r"\bshar(?:es?|ing|ed) (?:an? |its |their )?(?:[\w-]+ )?borders? with [^;.]{0,40}\Z"
)
_FOUGHT_FOR = word_list("fought_for")
# "the bus was heading towards A"
_TRAVELS = Sought(
    r"\b(?:bus|minibus|train|cars?|(?<!aerial )vehicles?|convoys?|ambulance|trucks?|taxi|ship|"
    r"vessel|passengers|evacuees|civilians|residents)\b[^.;]{0,40}\b(?:heading|headed|bound)\b"
)
_HEADING = word_list("heading")  # "drones heading for Moscow were shot down"
_WAYS_TO = word_list("ways_to")
_SPREADS = word_list("spreads_to")  # to A and B
_FARTHEST = 150  # kilometres from a town by which a place is still told
_LINKS = word_list("links")
_SPANS = word_list("spans")
_LINKED = Sought(r"\b(?:connect|link|join)(?:s|ed|ing)? (?:the |occupied )?[A-Z][\w-]+ $")
_TRAFFIC = word_list("traffic")
_EVENTFUL = word_list("eventful")


def _follows_trigger(context: Text, toponym: Toponym) -> bool:
    return any(
        t.end >= toponym.governor_start - 30
        for t in context.tags.within(
            "trigger", max(0, toponym.governor_start - 70), toponym.governor_start
        )
    )


def _is_capital(context: Text, toponym: Toponym) -> bool:
    """Read "the Security Service of Ukraine": what governs the country is part of a name."""
    at = toponym.governor_start
    start = context.sentences[toponym.sentence].start
    return at > start and context.text[at : at + 1].isupper()


def event_object(  # noqa: PLR0911 (one return a phrase)
    context: Text, toponym: Toponym, _: int
) -> Part | None:
    """Know the object of an event: "struck Kyiv", "the capture of Kyiv"."""
    if toponym.via_of and toponym.kind == "country" and toponym.governor in _WEAPONS:
        return Part("actor", "forces of", f"whose {toponym.governor} they are")
    if toponym.governor and is_object(context, toponym):
        return Part("where", "object", f"“{toponym.governor}” has it as its object", 3)
    if toponym.via_of and toponym.governor in PART_NOUNS:
        return Part("where", "part of", f"“{toponym.governor} of” it", 3)
    if toponym.via_of and toponym.governor in _PEOPLE:
        return Part("affiliation", "people of", f"“{toponym.governor} of” it", 2)
    if toponym.via_of and toponym.kind == "country" and _is_capital(context, toponym):
        return Part("affiliation", "organisation", f"in a name: “{toponym.governor} of” it")
    if toponym.kind == "country" and toponym.governor in _WARS:
        return Part("other", "the war", "names the war, not an event in it")
    opens = toponym.governor in _OPENS_CLAUSE  # "but the city of A came under fire": its subject
    if toponym.via_of and toponym.governor.isalpha() and not opens:
        return of_something(context, toponym, 0)
    return None


_OPENS_CLAUSE = word_list("before_subject")
_WARS = frozenset({"war", "invasion", "aggression", "conflict", "operation"})
_LONG_WARS = frozenset({"war", "conflict"})  # "the ongoing conflict in the region"
_PEOPLE = word_list("people_of")
_WEAPONS = word_list("weapons_of")
_BY_WHOM = Sought(r"\bby (?:Moscow|Russia\w*|Kyiv|Ukrain\w*)(?: (?:forces|troops|army))? \Z")
_ACROSS = Sought(r"\bfrom (?:the )?(?:other|opposite|far|eastern|western) (?:side|bank) of ")


def of_something(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a place inside another phrase: "the mood of Kyiv"."""
    low = max(context.sentences[toponym.sentence].start, toponym.start - 50)
    if toponym.kind == "river" and _ACROSS.search(context.text, low, toponym.start):
        return Part("origin", "far bank", "from the other side of which it came")
    if toponym.via_of and _BY_WHOM.search(context.text, low, toponym.phrase_start):
        return Part("where", "object", "what was done to it, and by whom", 3)
    if toponym.via_of:
        return Part("where", "of", f"“{toponym.governor} of” it", 1)
    return None
