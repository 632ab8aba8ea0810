"""Names that say where something happened, and names that only say where another place lies."""

from __future__ import annotations

import re

from geomap.reading.names.relation_words import relation_of
from geomap.reading.roles.parts import PART_NOUNS, Part, is_object
from geomap.reading.text.grammar import Text
from geomap.reading.text.phrases import word_list
from geomap.reading.text.toponym import Toponym
from geomap.records import Relation

_AS_WAS = re.compile(r"\b(?:as|so) (?:was|were|did|has|had) $")


def as_was(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Dnipro was targeted, as was Kyiv"."""
    left = context.text[
        max(
            context.sentences[toponym.sentence].start, toponym.phrase_start - 12
        ) : toponym.phrase_start
    ]
    if _AS_WAS.search(left):
        return Part("where", "as was", "underwent the same event", 3)
    return None


_COMPASS_APPOSED = re.compile(
    r", (?:just |some |about |\d\S* \w+ )?(?:to the )?(?:north|south|east|west)[\w-]* of (?:the )?"
    r"(?:\w+ )?(?:city of |town of )?"
)
_ENDS = re.compile(r"\s*(?:[.;)]|$)|, (?!and |near |in |toward|(?:north|south|east|west)\w* of)")
_WATERS = frozenset({"river", "sea", "strait", "reservoir"})
_NEVER_IN_A_VILLAGE = _WATERS | {"region", "area", "country", "axis", "district", "hromada"}
_BEARING_THEN_NEAR = re.compile(
    r"(?: [Cc]ity)? (?:near|in|around|toward|towards) (?:the [a-z]+ of )?"
)
_COMPASS_PAIR = re.compile(r"\b((?:north|south|east|west)\w*) and (?:north|south|east|west)\w*")
_NEW_THOUGHT = re.compile(
    r"\b(?:and|but|while|where|when|after|before|also|as well|including|such as|especially|notably)"
    r"\b|[;:]"
)
_SURROUNDINGS = frozenset(
    {"region", "district", "area", "country", "axis", "hromada", "sea", "river"}
)
_GAP_OPENING = re.compile(r"^[”\"’']?[,\s]*\(?")
_NEARNESS = re.compile(
    r"(?:\b(?:a|an|the|another|one of|small|located|situated|lies|lying|which is|just|some|about|"
    r"\d+\S*|kilomet\w+|km|miles?)\b.*|^)\b(?:near|close to|outside|from|of|(?:north|south)-?"
    r"(?:east|west)?|east|west|between|in|off|along|on|opposite)\b[^,]*$"
)
_DESCRIBES_PREVIOUS = re.compile(
    r"[”\"’']?,|[”\"’']? (?:\(|which|located|situated|near|outside|close|just|some|about|\d|"
    r"north|south|east|west|in|on|of)"
)
_APPOSITION = re.compile(
    r"[”\"’']?,[”\"’']? (?:a|an|the|one of|which|located|situated|just|some|about|\d+|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty) "
    r"(?:km|kilomet\w+|miles))"
)


def reference(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Know a name that only says where the one before lies: "a village near Kupiansk"."""
    before = index - 1
    while before >= 0 and context.toponyms[before].start >= toponym.phrase_start:
        before -= 1  # "Ukraine's Zaporizhzhia region": the country is part of the phrase
    previous = context.toponyms[before] if before >= 0 else None
    if previous is None or not _precedes(previous, toponym) or toponym.antecedent == index - 1:
        return None
    gap = _COMPASS_PAIR.sub(r"\1", context.text[previous.end : toponym.start])
    if _ALSO_THERE.fullmatch(gap) and previous.kind == "district" and toponym.kind != "district":
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
    if _is_compass_apposed(context, before, toponym, gap) or _is_near(context, toponym, gap):
        return Part("reference", "near which", f"says where {previous.name} lies")
    return None


def _precedes(previous: Toponym, toponym: Toponym) -> bool:
    """Say whether the first name stands before the second's phrase, in the same sentence."""
    return (
        previous.sentence == toponym.sentence
        and previous.phrase_start < toponym.start
        and previous.end <= toponym.start
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
        or _NEW_THOUGHT.search(gap) is not None
        or _COUNT_AT.search(gap) is not None
        or bool(context.tags.within("trigger", previous.end, toponym.phrase_start))
    )


_OF_OR_FROM = re.compile(r"\b(?:of|from) (?:the )?$")


def _cannot_lie_there(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Know a second name that is the place: "in the region in Izium", "north of A near B"."""
    in_it = previous.kind in _WATERS or not _OF_OR_FROM.search(gap)
    if previous.kind in _NEVER_IN_A_VILLAGE and toponym.is_settlement and in_it:
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
        and not _OTHER_PLACE.search(gap)
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


def _is_near(context: Text, toponym: Toponym, gap: str) -> bool:
    """Read "Kivsharivka, a village near Kupiansk", "Zatoka (30 km from Odesa)"."""
    if not _NEARNESS.search(_GAP_OPENING.sub("", gap)) or not _DESCRIBES_PREVIOUS.match(gap):
        return False
    return (
        _APPOSITION.match(gap) is not None
        or not gap.startswith(",")
        or _closed_by_comma(context, toponym)
    )


_LIES_IN = re.compile(
    r"[”\"’']?(?:,? |, |,? \(|/)(?:(?:in|of|on|inside|within|across) )?(?:[\w’'-]+,? ){0,6}"
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
        return toponym.kind in ("country", "area")
    return previous.is_settlement


def _closed_by_comma(context: Text, toponym: Toponym) -> bool:
    """Tell "hit Zatoka, near Odesa, on Monday" from "advanced in Zatoka, near Odesa and near …"."""
    sentence = context.sentences[toponym.sentence]
    ground = [
        t
        for t in context.tags.within("trigger", sentence.start, toponym.start)
        if t.key in ("advance", "clash", "capture")
    ]
    return not ground


def _only_bearing(context: Text, toponym: Toponym, index: int) -> bool:
    """Read "north of Kupiansk near Kindrashivka": the village is the place."""
    following = context.toponyms[index + 1] if index + 1 < len(context.toponyms) else None
    return (
        following is not None
        and following.sentence == toponym.sentence
        and following.is_settlement
        and bool(_BEARING_THEN_NEAR.fullmatch(context.text, toponym.end, following.start))
    )


def _only_locates(  # noqa: PLR0911 (one return a relation)
    context: Text, toponym: Toponym, index: int, relation: Relation
) -> Part | None:
    """Know a place that a preposition names only to say where another one, or a road, is."""
    governor = toponym.governor
    start = context.sentences[toponym.sentence].start
    beyond = toponym.kind == "river" and governor == "across" and toponym.before not in _ADVANCES
    if beyond and _IN_NAME.match(context.text, toponym.end):
        return Part("reference", "across", "only says on which bank")
    if toponym.kind == "river" and toponym.before in ("bridge", "bridges", "crossing", "crossings"):
        return Part("reference", "bridge over", "only says what a bridge crosses")
    if (
        governor in _LINKS
        or (governor == "between" and toponym.before in _SPANS)
        or (governor == "to" and _LINKED.search(context.text, start, toponym.governor_start))
    ):
        return Part("reference", "linked", "only says what a bridge or road connects")
    if toponym.before in _TRAFFIC and governor in ("on", "at", "across", "over", "in", "near"):
        return Part("other", "traffic", "only says where traffic was stopped")
    if relation.words.lower().startswith("closer to"):
        return Part("reference", "closer to", "only a comparison")
    if relation.words.lower().startswith("bordering") or (
        toponym.kind == "country" and "border" in relation.words
    ):
        return Part("reference", "border of", "only says which border")
    if relation.kind == "offset" and (relation.distance_km or 0) > _FARTHEST:
        return Part("reference", "far from", "only says how far from it")
    if (
        relation.kind == "offset"
        and relation.distance_km is None
        and toponym.name == "Moscow"  # "a refinery south of Moscow": half of Russia
    ):
        return Part("reference", "bearing from", "only says on which side of it")
    if relation.kind == "offset" and _only_bearing(context, toponym, index):
        return Part("reference", "bearing from", "only says on which side of it")
    return None


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
    if governor in context.words.words("where_preps"):
        if governor == "for" and toponym.before not in _FOUGHT_FOR:
            return Part("other", "for", "not the place but the aim of something")
        if governor == "by":
            return None
        if toponym.kind == "country" and toponym.before in _WARS:
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
    if governor == "to":
        if toponym.before in _WAYS_TO:
            return Part("other", "to", "what another place opens the way to")
        near = context.tags.within(
            "trigger", max(sentence.start, toponym.governor_start - 45), toponym.governor_start
        )
        if near and near[-1].key == "strike" and toponym.before in _SPREADS:
            return Part("where", "spread to", "where the attacks went as well", 3)
        if near and near[-1].key in ("advance", "damage", "capture", "withdrawal", "clash"):
            return Part("where", "movement to", "where the movement or damage went", 3)
        return Part("other", "to", "the goal of a journey, a delivery or words")
    return None


_FOUGHT_FOR = word_list("fought_for")
_WAYS_TO = word_list("ways_to")
_SPREADS = word_list("spreads_to")  # to A and B
_ADVANCES = word_list("advances_across")
_IN_NAME = re.compile(r" in (?:the )?[A-Z]")  # "across the Danube in Ukraine"
_FARTHEST = 150  # kilometres from a town by which a place is still told
_LINKS = word_list("links")
_SPANS = word_list("spans")
_LINKED = re.compile(r"\b(?:connect|link|join)(?:s|ed|ing)? (?:the |occupied )?[A-Z][\w-]+ $")
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
    if toponym.via_of and toponym.governor.isalpha():
        return of_something(context, toponym, 0)
    return None


_WARS = frozenset({"war", "invasion", "aggression", "conflict"})
_PEOPLE = word_list("people_of")
_ACROSS = re.compile(r"\bfrom (?:the )?(?:other|opposite|far|eastern|western) (?:side|bank) of ")


def of_something(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know a place inside another phrase: "the mood of Kyiv"."""
    low = max(context.sentences[toponym.sentence].start, toponym.start - 50)
    if toponym.kind == "river" and _ACROSS.search(context.text, low, toponym.start):
        return Part("origin", "far bank", "from the other side of which it came")
    if toponym.via_of:
        return Part("where", "of", f"“{toponym.governor} of” it", 1)
    return None
