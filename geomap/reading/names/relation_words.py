"""How an event lies to a named place, by the words before it: "10 km north of", "between"."""

from __future__ import annotations

import re

from geomap.reading.text.grammar import Text
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import Toponym
from geomap.records import RIGHT_THERE, Relation, RelationKind

_NEAR = (
    *("near", "close to", "closer to", "outside", "around", "in the vicinity of", "in the area of"),
    *("in the areas of", "not far from", "vicinity of", "area of", "areas of", "area around"),
    *("areas around", "beside", "nearby"),
    *("adjacent to", "next to", "on approach to", "on the approach to", "approaching"),
)
_RELATION = Sought(
    r"\b(?:(?:(?P<n>\d+(?:[.,]\d+)?|a few|several|some \d+|about \d+)[ -]?"
    r"(?P<u>km|kms|kilomet(?:er|"
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
    rf"|(?P<near>{'|'.join(_NEAR)})(?: the)?"
    r"(?: (?:(?-i:[a-z’'-]+)|[A-Z]\w+-\w+|Ukrainian|Russian)){0,5} $)",
    re.IGNORECASE,
)


# "in nearby Kupiansk", "the nearby village of Lozuvatske": the place itself, near to another
_NEARBY_PLACE = Sought(r"\b(?:the|a|in|at|from|of|to|on|over|and) nearby\Z", re.IGNORECASE)


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


# "around a dozen missiles on Kyiv": not how far away, but how many
# "around the world that Ukraine needs help": another thought
_OF_SOMETHING_ELSE = re.compile(
    r" (?:on|in|at|over|across|into|against|that|which|who|where|while|as|for|with|by)\Z"
)
_SIDE_PART = re.compile(r"-|ern")


_SENTENCE_MARK = re.compile(r"[;!?]|\.(?!\d)")


def relation_of(context: Text, toponym: Toponym) -> Relation:
    """Return how what is told lies to the place: right there when the words say nothing else."""
    before = [t.end for _, t in context.names_in(toponym.sentence) if t.end <= toponym.phrase_start]
    start = context.sentences[toponym.sentence].start
    low = max(start, toponym.start - 90, *before[-1:])  # "north of the city they entered A"
    match = _RELATION.search(context.text, low, toponym.start)
    if (
        not match
        or _SENTENCE_MARK.search(match.group())
        or _NEARBY_PLACE.search(
            context.text, max(0, match.start() - 12), match.start() + len("nearby")
        )
    ):
        return RIGHT_THERE
    words = match.group().rstrip()
    found = match.groupdict()
    number, unit = found["n"] or found["n2"], found["u"] or found["u2"]
    distance = _kilometres(number, unit)
    if found["dir"]:
        bearing = _BEARING.get(_SIDE_PART.sub("", found["dir"].lower()))
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
    if kind == "coast" and _OFF_IN.match(words):
        return RIGHT_THERE  # "a bomb went off in A"
    if (kind == "near" and _OF_SOMETHING_ELSE.search(words)) or (
        kind == "coast"
        and toponym.kind not in ("sea", "region", "country", "river", "coast", "area")
        and found["coast"].lower() == "off"
    ):
        return RIGHT_THERE
    return Relation(kind, None, None, words)


_OFF_IN = re.compile(r"off (?:in|at|near|on|over|inside|outside)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")  # "1,000km"
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


def _kilometres(number: str | None, unit: str | None) -> float | None:
    digits = _DECIMAL.search(_THOUSANDS.sub("", number or ""))
    if not digits or not unit:
        return None
    return round(float(digits.group().replace(",", ".")) * _KM[unit[0].lower()], 1)
