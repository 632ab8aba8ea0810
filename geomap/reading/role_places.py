"""Names that say where something happened, and names that only say where another place lies."""

from __future__ import annotations

import re

from geomap.reading.grammar import Text
from geomap.reading.parts import PART_NOUNS, Part, is_object
from geomap.reading.toponym import Toponym
from geomap.records import Relation, RelationKind

_RELATION = re.compile(
    r"(?:(?P<n>\d+(?:[.,]\d+)?|a few|several|some \d+|about \d+)[ -]?(?P<u>km|kms|kilomet(?:er|"
    r"re)s?|miles?|mi)\b(?: \([^)]{2,16}\))?,? (?:to the )?)?"
    r"(?:(?P<far>just|further|directly|deep) )?(?P<dir>north|south|east|west|"
    r"north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|"
    r"south-?west(?:ern)?)(?:ward)?s? (?:of|from)(?: the)?(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|"
    r"Ukrainian|Russian)){0,5} $"
    r"|(?P<n2>\d+(?:[.,]\d+)?)[ -]?(?P<u2>km|kms|kilomet(?:er|re)s?|miles?|mi)(?: "
    r"\([^)]{2,16}\))? (?:away )?(?:from|outside|of)(?: the)?(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|"
    r"Ukrainian|Russian)){0,5} $"
    r"|(?P<out>outskirts|suburbs?|edge|approaches)(?: \w+)? (?:of|to)(?: the)?"
    r"(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|Ukrainian|Russian)){0,5} $"
    r"|(?P<between>between)(?: the)?(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|Ukrainian|Russian)){0,5} $"
    r"|(?P<coast>off(?: the (?:coast|shore))?(?: of)?|coast of|coastline of|shore of)(?: "
    r"the)?(?: [a-z’'-]+){0,2} $"
    r"|(?P<border>border (?:with|of|between)|border area of|bordering)(?: the)?(?: "
    r"[a-z’'-]+){0,2} $"
    r"|(?P<near>near|close to|closer to|outside|around|in the vicinity of|in the area of|not "
    r"far from|in the vicinity of|vicinity of|area of|areas? around|beside|nearby|adjacent to|"
    r"next to)(?: the)?(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|Ukrainian|Russian)){0,5} $",
    re.IGNORECASE,
)


_BEARING = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}


_KM = {"k": 1.0, "m": 1.609}


def as_was(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Read "Dnipro was targeted, as was Kyiv"."""
    left = context.text[
        max(
            context.sentences[toponym.sentence].start, toponym.phrase_start - 12
        ) : toponym.phrase_start
    ]
    if re.search(r"\b(?:as|so) (?:was|were|did|has|had) $", left):
        return Part("where", "as was", "underwent the same event", 3)
    return None


_COMPASS_APPOSED = re.compile(
    r", (?:just |some |about |\d\S* \w+ )?(?:to the )?(?:north|south|east|west)[\w-]* of (?:the )?"
    r"(?:\w+ )?(?:city of |town of )?"
)
_ENDS = re.compile(r"\s*(?:[.;)]|$)|, (?!and |near |in |toward|(?:north|south|east|west)\w* of)")
_WATERS = frozenset({"river", "sea", "strait", "reservoir"})
_NEVER_IN_A_TOWN = _WATERS | {"region", "area", "country", "axis"}
_BEARING_THEN_NEAR = re.compile(
    r"(?: [Cc]ity)? (?:near|in|around|toward|towards) (?:the [a-z]+ of )?"
)
_COMPASS_PAIR = re.compile(r"\b((?:north|south|east|west)\w*) and (?:north|south|east|west)\w*")
_NEW_THOUGHT = re.compile(r"\b(?:and|but|while|where|when|also|as well)\b|[;:]")
_SURROUNDINGS = frozenset(
    {"region", "district", "area", "country", "axis", "hromada", "sea", "river"}
)
_GAP_OPENING = re.compile(r"^[”\"’']?[,\s]*\(?")
_NEARNESS = re.compile(
    r"(?:\b(?:a|an|the|another|small|located|situated|lies|lying|which is|just|some|about|"
    r"\d+\S*|kilomet\w+|km|miles?)\b.*|^)\b(?:near|close to|outside|from|of|(?:north|south)-?"
    r"(?:east|west)?|east|west|between|in|off|along|on|opposite)\b[^,]*$"
)
_DESCRIBES_PREVIOUS = re.compile(
    r"[”\"’']?,|[”\"’']? (?:\(|which|located|situated|near|outside|close|just|some|about|\d|"
    r"north|south|east|west|in|on|of)"
)
_APPOSITION = re.compile(
    r"[”\"’']?,[”\"’']? (?:a|an|the|which|located|situated|just|some|about|\d+)"
)


def reference(context: Text, toponym: Toponym, index: int) -> Part | None:
    """Know a name that only says where the one before lies: "a village near Kupiansk"."""
    previous = context.toponyms[index - 1] if index else None
    if previous is None or not _precedes(previous, toponym):
        return None
    gap = _COMPASS_PAIR.sub(r"\1", context.text[previous.end : toponym.start])
    if _speaks_of_something_else(context, previous, toponym, gap) or _cannot_lie_there(
        context, previous, toponym, gap
    ):
        return None
    if _lies_in_surroundings(previous, toponym, gap):
        return Part("reference", "lies in", f"says where {previous.name} lies")
    if _is_compass_apposed(context, previous, toponym, gap) or _is_near(context, toponym, gap):
        return Part("reference", "near which", f"says where {previous.name} lies")
    return None


def _precedes(previous: Toponym, toponym: Toponym) -> bool:
    """Say whether the first name stands before the second's phrase, in the same sentence."""
    return (
        previous.sentence == toponym.sentence
        and previous.phrase_start < toponym.start
        and previous.end <= toponym.start
    )


def _speaks_of_something_else(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Say whether the words between two names begin another thought or tell of an event."""
    return (
        len(gap) > 90
        or _NEW_THOUGHT.search(gap) is not None
        or bool(context.tags.within("trigger", previous.end, toponym.start))
    )


def _cannot_lie_there(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Know a second name that is the place: "in the region in Izium", "north of A near B"."""
    in_it = previous.kind in _WATERS or not re.search(r"\b(?:of|from) (?:the )?$", gap)
    if previous.kind in _NEVER_IN_A_TOWN and toponym.is_settlement and in_it:
        return True
    if _BEARING_THEN_NEAR.fullmatch(gap) and _relation(context, previous).kind == "offset":
        return True
    return previous.kind == "country" and toponym.kind != "country"


def _lies_in_surroundings(previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Read "Izium in the Kharkiv region", "Bakhmut, Ukraine"."""
    return (
        toponym.kind in _SURROUNDINGS
        and _is_finer(previous, toponym)
        and _LIES_IN.fullmatch(gap) is not None
        and not _OTHER_PLACE.search(gap)
    )


def _is_compass_apposed(context: Text, previous: Toponym, toponym: Toponym, gap: str) -> bool:
    """Read "Chasiv Yar, west of Bakhmut." where the clause ends after it."""
    return (
        previous.is_settlement
        and _COMPASS_APPOSED.fullmatch(gap) is not None
        and _ENDS.match(context.text, toponym.end) is not None
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


def preposition(context: Text, toponym: Toponym, index: int) -> Part | None:  # noqa: PLR0911
    """Know a place by its preposition, and how the event lies to it."""
    governor = toponym.governor
    sentence = context.sentences[toponym.sentence]
    relation = _relation(context, toponym)
    if toponym.kind == "river" and toponym.before in ("bridge", "bridges", "crossing", "crossings"):
        return Part("reference", "bridge over", "only says what a bridge crosses")
    if relation.words.lower().startswith("closer to"):
        return Part("reference", "closer to", "only a comparison")
    if relation.kind == "border" and toponym.kind == "country":
        return Part("reference", "border of", "only says which border")
    if relation.kind == "offset" and _only_bearing(context, toponym, index):
        return Part("reference", "bearing from", "only says on which side of it")
    if relation.kind != "in":
        return Part(
            "where",
            f"relation: {relation.kind}",
            f"named as “{relation.words.strip()}”",
            3,
            relation,
        )
    if governor in context.words.words("where_preps"):
        if governor == "for" and toponym.before not in (
            "battle",
            "battles",
            "fighting",
            "fight",
            "responsible",
            "bound",
            "killed",
        ):
            return Part("other", "for", "not the place but the aim of something")
        if governor == "by":
            return None
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
        near = context.tags.within(
            "trigger", max(sentence.start, toponym.governor_start - 45), toponym.governor_start
        )
        if near and near[-1].key in ("advance", "damage", "capture", "withdrawal", "clash"):
            return Part("where", "movement to", "where the movement or damage went", 3)
        return Part("other", "to", "the goal of a journey, a delivery or words")
    return None


_EVENTFUL = frozenset(
    [
        "attack",
        "attacks",
        "strike",
        "strikes",
        "assault",
        "barrage",
        "raid",
        "raids",
        "drones",
        "missiles",
        "rockets",
        "fire",
        "bombs",
        "hits",
    ]
)


def _follows_trigger(context: Text, toponym: Toponym) -> bool:
    return any(
        t.end >= toponym.governor_start - 30
        for t in context.tags.within(
            "trigger", max(0, toponym.governor_start - 70), toponym.governor_start
        )
    )


# One of these stands in every phrase of relation; looking for them first is much cheaper.
_RELATION_WORDS = (
    " of ", " from ", "near", "Near", " to ", "utside", "round ", "etween", "ff ", "order", "eside",
)  # fmt: skip


def _relation(context: Text, toponym: Toponym) -> Relation:
    low = max(context.sentences[toponym.sentence].start, toponym.start - 90)
    left = context.text[low : toponym.start]
    if not any(word in left for word in _RELATION_WORDS):
        return Relation()
    match = _RELATION.search(left)
    if not match or re.search(r"[;!?]|\.(?!\d)", match.group()):
        return Relation()
    words = match.group().rstrip()
    found = match.groupdict()
    number, unit = found["n"] or found["n2"], found["u"] or found["u2"]
    distance = _kilometres(number, unit)
    if found["dir"]:
        bearing = _BEARING.get(re.sub(r"-|ern", "", found["dir"].lower()))
        return Relation("offset", distance, bearing, words)
    if found["n2"]:
        return Relation("near", distance, None, words)
    kind: RelationKind = (
        "outskirts"
        if found["out"]
        else "between"
        if found["between"]
        else "coast"
        if found["coast"]
        else "border"
        if found["border"]
        else "near"
    )
    if (
        kind == "coast"
        and toponym.kind not in ("sea", "region", "country", "river", "coast", "area")
        and found["coast"].lower() == "off"
    ):
        return Relation()
    return Relation(kind, None, None, words)


def _kilometres(number: str | None, unit: str | None) -> float | None:
    digits = re.search(r"\d+(?:[.,]\d+)?", number or "")
    if not digits or not unit:
        return None
    return round(float(digits.group().replace(",", ".")) * _KM[unit[0].lower()], 1)


def event_object(context: Text, toponym: Toponym, _: int) -> Part | None:
    """Know the object of an event: "struck Kyiv", "the capture of Kyiv"."""
    if toponym.governor and is_object(context, toponym):
        return Part("where", "object", f"“{toponym.governor}” has it as its object", 3)
    if toponym.via_of and toponym.governor in PART_NOUNS:
        return Part("where", "part of", f"“{toponym.governor} of” it", 3)
    if toponym.via_of and toponym.governor in (
        "residents",
        "people",
        "inhabitants",
        "citizens",
        "defenders",
        "population",
    ):
        return Part("affiliation", "people of", f"“{toponym.governor} of” it", 2)
    if toponym.via_of:
        return Part("where", "of", f"“{toponym.governor} of” it", 1)
    return None
