"""The weapons that a clause names as used, not as made, stored or hit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.segments import Segment
from geomap.reading.text.grammar import Text
from geomap.reading.text.late import late
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

# Kinds of weapons that air defence shoots at.
FLYING_KINDS = frozenset({"drone", "missile", "rocket", "air", "combined"})


def weapons_in(context: Text, segment: Segment, *, whole_sentence: bool = False) -> list[str]:
    """
    Return the weapons of a segment, the more specific name first.

    A named model replaces its kind: "Shahed drones" is Shahed.
    """
    start, end = segment.start, segment.end
    if whole_sentence:
        sentence = context.sentences[segment.sentence]
        start, end = sentence.start, sentence.end
    named = context.tags.within("weapon", start, end)
    tags = [
        t
        for t in named
        if not _is_part(t, named)
        and not _is_other_use(context, t)
        and not is_set_aside(context, t, start)
        and not is_kept_there(context, t, start)
        and not _is_aircraft_hit(context, t, start)
    ]
    if not tags:
        return []
    table = context.words.data["weapons"]
    found: list[str] = []
    for tag in tags:
        key = "mine" if _is_planted(context, tag) else tag.key
        if key not in found:
            found.append(key)
    if len(found) > 1 and _only_says_fired(context, tags):
        found.remove("artillery")
    if len(found) > 1 and _only_says_from_above(context, tags):
        found.remove("air strike")
    if "air strike" in found and (carried := _carried(context, tags)):
        found.remove("air strike" if carried != "rocket" else carried)
    models = {table[k]["kind"] for k in found if k[0].isupper()}
    if "mine" in found and len(found) > 1:  # an explosive that something else carried
        found = [k for k in found if k != "mine"]
    generic = ("drone", "missile", "air strike", "artillery")
    return [k for k in found if not (k in generic and table[k]["kind"] in models)]


def _is_part(tag: Tag, named: Sequence[Tag]) -> bool:
    """Say whether a word is of a longer name: the "bomb" of "truck bomb"."""
    return any(
        other is not tag
        and other.start <= tag.start < tag.end <= other.end
        and other.end - other.start > tag.end - tag.start
        for other in named
    )


_BOMB = re.compile(r"bombs?|device", re.IGNORECASE)
_PLANTED = late(rf"{any_of('planted_bombs')}", re.IGNORECASE)
_BOMB_REACH = 900  # characters back to what kind of bomb it was


def _is_planted(context: Text, tag: Tag) -> bool:
    """Read "the bomb killed two" after a car bomb was told of: nothing was dropped."""
    if _BOMB.fullmatch(context.text, tag.start, tag.end) is None:
        return False
    low = max(0, tag.start - _BOMB_REACH)
    return any(
        t.key == "mine" and _PLANTED.fullmatch(context.text, t.start, t.end)
        for t in context.tags.within("weapon", low, tag.start)
    )


_WITH = Sought(r"\b(?:with|using)\s+(?:\w+\s+){0,3}\Z")


def _only_says_fired(context: Text, tags: Sequence[Tag]) -> bool:
    """Read "Shelled the town with rockets": the verb does not name the weapon, "with" does."""
    words = {context.text[t.start : t.end].lower() for t in tags if t.key == "artillery"}
    others = [t for t in tags if t.key != "artillery"]
    return (
        bool(words)
        and words <= {"shelled", "shelling"}
        and any(_WITH.search(context.text, max(0, t.start - 30), t.start) for t in others)
    )


_FROM_ABOVE = re.compile(r"air[ -]?strikes?", re.IGNORECASE)
_COUNTED = Sought(r"\b\d[\d,]* \Z")


def _only_says_from_above(context: Text, tags: Sequence[Tag]) -> bool:
    """Read "fired missiles in an air strike": the other weapon says what the strike was."""
    loose = [t for t in tags if t.key == "air strike"]
    counted = (t for t in tags if _COUNTED.search(context.text, max(0, t.start - 8), t.start))
    if len({t.key for t in counted}) > 1:
        return False  # "15 missile strikes and 60 airstrikes"
    words = [context.text[t.start : t.end] for t in loose]
    table = context.words.data["weapons"]
    return (
        bool(words)
        and all(_FROM_ABOVE.fullmatch(w) for w in words)
        and any(table[t.key]["kind"] in ("missile", "drone", "rocket") for t in tags)
    )


_FIRED = re.compile(
    r" (?:(?:have|has|had|also|then) )*(?:fired|launched|released|firing|launching|fires?|launch)"
    r"(?: [\w’'-]+){0,5}? \Z"
)


def _carried(context: Text, tags: Sequence[Tag]) -> str | None:
    """Return what aircraft fired: "bombers fired missiles at A" tells of missiles."""
    carriers = [t for t in tags if t.key == "air strike"]
    for tag in tags:
        if context.words.data["weapons"][tag.key]["kind"] not in ("missile", "rocket"):
            continue
        if all(_AIRCRAFT_WORD.fullmatch(context.text, c.start, c.end) for c in carriers) and any(
            _FIRED.match(context.text, c.end, tag.start) for c in carriers
        ):
            return tag.key
    return None


_KEPT = Sought(rf"\b{any_of('makes_weapons')}\b[^,;.]{{0,60}}$")


_STORED = Sought(rf"\b{any_of('stores_weapons')}\b[^;.]{{0,140}}$")


def is_kept_there(context: Text, tag: Tag, low: int) -> bool:
    """Read "a plant that makes parts for missiles", "a depot storing drones": what was hit."""
    text = context.text
    return bool(
        _KEPT.search(text, max(low, tag.start - 80), tag.start)
        or _STORED.search(text, max(low, tag.start - 170), tag.start)
    )


_AIRCRAFT_WORD = re.compile(rf"{any_of('crewed_aircraft')}|(?:\w+ )?aircraft", re.IGNORECASE)
_HITTING = Sought(rf"\b{any_of('hits_aircraft')}(?: (?!(?:by|with|from|using)\b)[\w-]+){{0,6}} \Z")


_WAS_HIT = re.compile(
    rf"(?: (?:of|in|at|on) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+)? (?:was|were|been|being|"
    r"(?:are|were) \w+ to (?:be|have been)) "
    rf"(?:\w+ly |also )?{any_of('was_hit')}\b|"
    r" (?:(?:was|were|lay|left|still) )?(?:burn\w* out|in ruins|on fire|ablaze|in flames)\b"
)
# "Engels, where Tu-95 bombers are based"
_BASED = re.compile(rf" (?:is|are|was|were|have been|had been)? ?(?:\w+ly )?{any_of('is_based')}\b")


# "missiles “Kalibr” were destroyed in a blast as they were carried by rail"
_BLOWN_UP = re.compile(
    r"[^.;,]{0,25} (?:was|were) (?:\w+ly )?destroyed (?:in|by) (?:a|an|the) (?:\w+ )?"
    r"(?:blast|explosion|fire|detonation)\b"
)


def _is_aircraft_hit(context: Text, tag: Tag, low: int) -> bool:
    """Read "drones destroyed two bombers at the airfield": what was hit, no weapon."""
    if _BLOWN_UP.match(context.text, tag.end):
        return True
    return _AIRCRAFT_WORD.fullmatch(context.text, tag.start, tag.end) is not None and (
        _HITTING.search(context.text, max(low, tag.start - 60), tag.start) is not None
        or _WAS_HIT.match(context.text, tag.end) is not None
        or _BASED.match(context.text, tag.end) is not None
    )


_BESIDE = Sought(r"\b(?:[Ii]n addition to|[Aa]part from|[Bb]esides) (?:the |these |those )?\Z")
_ATTACKS_END = re.compile(r"(?: (?:attacks?|strikes?|raids?|shelling))?,")


def is_set_aside(context: Text, tag: Tag, low: int) -> bool:
    """Read "in addition to drone attacks, a shell hit A": A is the place of the shell."""
    return (
        _ATTACKS_END.match(context.text, tag.end) is not None
        and _BESIDE.search(context.text, low, tag.start) is not None
    )


_OTHER_USE = re.compile(rf"[ -](?:{any_of('other_use')}|and [A-Z])\b")


def _is_other_use(context: Text, tag: Tag) -> bool:
    """Read "Drone production", "missile defence", "shells of buildings": no weapon in use."""
    return bool(_OTHER_USE.match(context.text[tag.end : tag.end + 16]))
