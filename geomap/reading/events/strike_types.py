"""The type of a strike: by its weapons, by its word, by what was struck."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.reading.events.segments import Segment
from geomap.reading.events.weapons import FLYING_KINDS
from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Lexicon, Tag
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sought import Sought

_TYPES = {
    "drone": "strike.drone",
    "missile": "strike.missile",
    "rocket": "strike.missile",
    "air": "strike.air",
    "shelling": "strike.shelling",
    "combined": "strike.combined",
    "explosion": "strike.explosion",
    "sea": "sea.attack",
}


def strike_type(words: Lexicon, weapons: Sequence[str]) -> str:
    """Return the type of a strike with these weapons, the first of them the most telling."""
    kinds = []
    for weapon in weapons:
        kind = words.data["weapons"][weapon]["kind"]
        kind = "missile" if kind == "rocket" else kind
        if kind not in kinds:
            kinds.append(kind)
    if not kinds:
        return "strike.other"
    if "combined" in kinds or {"drone", "missile"} <= set(kinds):
        return "strike.combined"
    bombs = any(words.data["weapons"][w]["kind"] == "air" for w in weapons if w != "air strike")
    if "air" in kinds and ("missile" in kinds or ("drone" in kinds and bombs)):
        return "strike.combined"  # but "bombed with drones" names one weapon
    return _TYPES[kinds[0]]


def first_flying(context: Text, weapons: Sequence[str]) -> str | None:
    """Return the first weapon at which air defence shoots."""
    for weapon in weapons:
        if context.words.data["weapons"][weapon]["kind"] in FLYING_KINDS:
            return weapon
    return None


_SABOTEURS = Sought(rf"\b{any_of('saboteurs')}\b", re.IGNORECASE)


def type_of_word(context: Text, segment: Segment, trigger: Tag) -> str:
    """Return the type that the word alone says: "exploded", "continue to shell"."""
    start = context.sentences[segment.sentence].start
    if trigger.key == "damage" and _SABOTEURS.search(context.text, start, segment.end):
        return "strike.explosion"  # "partisans destroyed a railway line"
    if trigger.key in ("explosion", "fire") or _BLEW.match(context.text, trigger.start):
        return "strike.explosion"
    if _BLAST_THAT.match(context.text, trigger.start):
        return "strike.explosion"
    shelled = context.text.startswith(("shell", "Shell"), trigger.start)
    return "strike.shelling" if shelled else "strike.other"


_BLAST_THAT = re.compile(r"Blasts? \w+(?:s|ed)\b")  # a headline's "Blast damages the bridge"
_BLEW = re.compile(r"explod|detonat|bl[eo]w\w* up|w[e]nt off|go(?:es|ing)? off", re.IGNORECASE)
_VESSELS = re.compile(
    r"(?<!from )(?<!from Russian )\b(?:(?:war)?ships?|vessels?|boats?|tankers?|fleet)\b"
)


def befalls_ships(context: Text, segment: Segment) -> bool:
    """Read "vessels on the Black Sea had faced attacks": what floats was attacked."""
    kinds = {context.toponyms[p].kind for p in segment.places}
    return (
        bool(kinds)
        and kinds <= {"sea", "strait"}
        and _VESSELS.search(context.text, segment.start, segment.end) is not None
    )


_AIRCRAFT = Sought(rf"\b(?:{any_of('crewed_aircraft')}|aircraft|fighters?)\b(?: [\w-]+){{0,3}} $")


_CRASHES = ("crash", "came down", "come down", "comes down", "fell", "went down")


def is_crash_of_aircraft(context: Text, segment: Segment, trigger: Tag) -> bool:
    """Read "the warplane crashed in the Krasnodar region": the end of what was shot down."""
    if not context.text[trigger.start : trigger.end].lower().startswith(_CRASHES):
        return False
    return bool(
        _AIRCRAFT.search(context.text, max(segment.start, trigger.start - 60), trigger.start)
    )


_PREFERRED = (
    "medical",
    "education",
    "religious",
    "energy",
    "fuel",
    "ammunition",
    "airfield",
    "port",
    "rail",
    "residential",
    "government",
    "industrial",
    "infrastructure",
    "vehicle",
    "military",
    "other",
)


def target_class(context: Text, segment: Segment) -> str | None:
    """Return the class of what was hit; the more telling one when several are named."""
    keys = {t.key for t in context.tags.within("target", segment.start, segment.end)}
    return next((k for k in _PREFERRED if k in keys), None)
