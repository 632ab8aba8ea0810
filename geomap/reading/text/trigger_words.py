"""Which trigger words of a sentence tell of an event, and are no idiom, name or compound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geomap.reading.text.grammar import Text
from geomap.reading.text.lexicon import Tag
from geomap.reading.text.phrases import any_of, first_words, word_list
from geomap.reading.text.sought import Sought
from geomap.reading.text.words import word_set

LAND = frozenset(
    {"capture", "liberation", "withdrawal", "advance", "repelled", "incursion", "clash"}
)
_HYPHENS = ("-", "‑")


def clean_triggers(context: Text, number: int) -> list[Tag]:
    """Return the triggers of a sentence without those inside idioms, names and compounds."""
    start, end = context.sentences[number].start, context.sentences[number].end
    triggers = context.tags.within("trigger", start, end)
    if not triggers:
        return []
    noise = context.tags.within("noise", start, end)
    weapons = context.tags.within("weapon", start, end)
    names = [(t.start, t.end) for _, t in context.names_in(number)]
    said = word_set(context.text, start, end)
    others = [other for other, needs in _OTHER_WORDS if not needs.isdisjoint(said)]
    kept = [
        tag
        for tag in triggers
        if not (noise and _is_idiom(tag, noise))
        and not _is_in_compound(context.text, tag, weapons)
        and not any(a <= tag.start < b and not _owns(tag, a, b) for a, b in names)
        and not _is_adjective(context, tag)
        and not (others and any(other(context.text, start, tag) for other in others))
    ]
    return _one_reading(context, kept)


def _owns(tag: Tag, start: int, end: int) -> bool:
    """Read "in Russia's hands", "raised Ukraine's flag": the entry itself has the name in it."""
    return tag.start == start and tag.end > end + len("'s ")


def _is_idiom(tag: Tag, noise: Sequence[Tag]) -> bool:
    return any(
        (n.start <= tag.start < n.end and not (n.start == tag.start and n.end < tag.end))
        or tag.start <= n.start < tag.end < n.end
        for n in noise
    )


def _is_in_compound(text: str, tag: Tag, weapons: Sequence[Tag]) -> bool:
    """Read "strike-capable", "311 attack drones", "guided bombs": no attack, no bombing."""
    if text.startswith(_HYPHENS, tag.end) or text.endswith(_HYPHENS, 0, tag.start):
        return True
    inside = any(  # "Storm Shadows"
        w.start <= tag.start and w.end >= tag.end and (w.start, w.end) != (tag.start, tag.end)
        for w in weapons
    )
    return inside or bool(weapons and _modifies_weapon(text, tag, weapons))


_MODIFIERS = frozenset({"attack", "strike", "assault", "combat", "raid"})


# "One strike drone was shot down": no strike; but "a strike drone attack"
_DOES = re.compile(
    r" (?:was|were|is|has|had|hit|struck|fell|flew|over|in|on|near|that|which|\w+ed)\b"
)


def _modifies_weapon(text: str, tag: Tag, weapons: Sequence[Tag]) -> bool:
    """Read "attack drones", "strike UAVs": the kind of the weapon, no attack."""
    words = text[tag.start : tag.end].lower().split()
    if len(words) > 1 and not tag.form.endswith("noun"):
        return False  # "launched 35 attack drones"
    return words[-1] in _MODIFIERS and any(
        w.start == tag.end + 1
        and (
            not text.startswith(("drone ", "missile "), w.start)
            or _DOES.match(text, w.end) is not None
        )
        for w in weapons
    )


_TARGETS = re.compile(
    r"targets(?=[.,;]| (?:in|on|at|with|and|across|near|of|that|from|have|were|was|are|for|by|deep|"
    r"inside|overnight)\b)"
)
_PATTERN_OF = Sought(r"\bpattern of (?:\w+ ){0,2}$")
_A_TARGET = re.compile(r"\b(?:an?|the|its|their|this|that|\w+['’]s) (?:[\w-]+ ){0,2}$")
_OF_NOUN = re.compile(
    r"\b(?:an?|the|by|of|car|roadside|with|such|these|those|Russian|Ukrainian|enemy|guided|aerial|"
    r"glide|gliding|air|more|many|several|dozens of|hundreds of|\d+|[\w-]+(?:ed|made|ive)) $"
)


def _is_noun(text: str, low: int, tag: Tag) -> bool:
    """Read "to pierce Russian targets", "killed by a bomb", "a pattern of drone strikes"."""
    if _TARGETS.match(text, tag.start):
        return True
    if _PATTERN_OF.search(text, max(low, tag.start - 40), tag.start):
        return True
    if text[tag.start : tag.end] == "target":
        return _A_TARGET.search(text, max(low, tag.start - 40), tag.start) is not None
    bare = text[tag.start : tag.end].lower() in ("bomb", "bombs")
    return bare and _OF_NOUN.search(text, max(low, tag.start - 16), tag.start) is not None


def _is_one_of_many(text: str, low: int, tag: Tag) -> bool:
    """Read "in one of the deadliest attacks this year": no attack of its own."""
    noun = tag.form.endswith("noun")
    return noun and _ONE_OF.search(text, max(low, tag.start - 70), tag.start) is not None


# "struck A, a major front in Moscow's offensive": what A is, and no offensive of that day
_IS_WHAT = re.compile(
    rf", (?:an?|the|another|one of (?:the|its)) (?:[\w-]+ ){{0,3}}?{any_of('focal_points')} "
    r"(?:in|of|for) (?:[\w’'-]+ ){0,4}\Z"
)


def _is_of_focal_point(text: str, low: int, tag: Tag) -> bool:
    """Read "hit A, a key target of Russia's offensive": only what sort of place A is."""
    if tag.key not in LAND:
        return False
    return _IS_WHAT.search(text, max(low, tag.start - 90), tag.start) is not None


def _is_in_relative_clause(text: str, low: int, tag: Tag) -> bool:
    """Read "fighting in villages that Russia recently captured"; "hit A where the enemy …"."""
    if _OTHER_CLAUSE.search(text, tag.start, tag.end):
        return True
    if tag.key == "advance" and _HAS_GAINED.search(text, max(low, tag.start - 40), tag.start):
        return True  # "from the army, which has made gains there"
    taken = tag.key in _TAKEN
    return taken and _RELATIVE.search(text, max(low, tag.start - 40), tag.start) is not None


_MOMENT = Sought(
    rf"\b{any_of('moment_of')} of (?:the|this|that)(?: [\w-]+){{0,2}} \Z",
    re.IGNORECASE,
)
_SOON_AFTER = Sought(
    rf"\b{any_of('soon')} (?:after|before|following) (?:the|this|that|these|those|an?|"
    r"another) (?:[\w-]+ ){0,3}\Z",
    re.IGNORECASE,
)
_JUST = re.compile(r"(?:at|by) the (?:time|moment|start|beginning)", re.IGNORECASE)


_SPELL = Sought(
    r"\b(?:[Aa]fter|[Ff]ollowing|[Aa]mid|[Dd]espite) (?:[\w-]+ )?(?:\w+ )?"
    r"(?:days|weeks|months|years) of (?:[\w-]+ ){0,3}\Z"
)


def _is_moment(text: str, low: int, tag: Tag) -> bool:
    """Read "At the time of the attack he was on his way to A": only a date."""
    if _SPELL.search(text, max(low, tag.start - 70), tag.start):
        return True  # "After weeks of attacks on A, the minister said"
    if text.startswith(",", tag.end) and _SOON_AFTER.search(
        text, max(low, tag.start - 60), tag.start
    ):
        return True  # "Hours after the blast, a train left the rails"
    if not tag.form.endswith("noun"):
        return False
    moment = _MOMENT.search(text, max(low, tag.start - 60), tag.start)
    return moment is not None and _JUST.match(text, max(low, moment.start() - 7)) is not None


def _is_named(text: str, tag: Tag) -> bool:
    """Say whether an event is named by a noun, be it known as a verb as well ("the attack")."""
    return tag.form.endswith("noun") or is_noun_here(text, tag)


_OF = Sought(r"\bof (?:all |the )?(?:[\w’'-]+ ){0,3}\Z")
_SHARE = re.compile(r"(?:%|\bper ?cent|\bhalf|\bthirds?|\bquarters?) \Z")
_LONGEST_SHARE = 10  # characters


def _is_share(text: str, low: int, tag: Tag) -> bool:
    """Read "20 % of the missile attacks are launched from the sea": a reckoning, no attack."""
    if tag.key in LAND:
        return False
    low = max(low, tag.start - 60)
    return any(
        _SHARE.search(text, max(low, of.start() - _LONGEST_SHARE), of.start()) is not None
        for of in _OF.matches(text, low, tag.start)
    ) and _is_named(text, tag)


_SUCH = Sought(r"\b[Ss]uch (?:an? )?(?:[\w-]+ ){0,2}\Z")


def _is_such(text: str, low: int, tag: Tag) -> bool:
    """Read "called such attacks unacceptable": told of before, or not of any one."""
    noun = _is_named(text, tag)
    return noun and _SUCH.search(text, max(low, tag.start - 30), tag.start) is not None


_AN = Sought(
    r"\b(?:an?|no|any|very|so|more|as|most|is|are|was|were|becom\w+|became|not|it|remains?) \Z"
)


def _is_clear(text: str, low: int, tag: Tag) -> bool:
    """Read "a clear picture", "it is clear": nobody clears a village."""
    clear = text[tag.start : tag.end].lower() == "clear"
    return clear and _AN.search(text, max(low, tag.start - 12), tag.start) is not None


_BLAMED = Sought(
    r"\b(?:responsible|blamed?|blames|blaming|accountable) [^.;]{0,30}for (?:the|this|that|these)"
    r"(?: [\w-]+){0,2} $"
)
_REACTS = Sought(
    rf"\b{any_of('reacts_to')} (?:the|this|that|these|those|its|their|Russia['’]s|Ukraine['’]s)"
    r"(?: [\w-]+){0,2} $"
)
_LOCATED = re.compile(r"s? (?:on|in|at|against|near|of|over|that|which|killed)\b")


def _is_blame(text: str, low: int, tag: Tag) -> bool:
    """Read "holds Kyiv responsible for the attack, saying": told of before."""
    if not _is_named(text, tag) or _LOCATED.match(text, tag.end):
        return False
    if _REACTS.search(text, max(low, tag.start - 60), tag.start):
        return True  # "condemned the Russian attack, saying"
    return _BLAMED.search(text, max(low, tag.start - 90), tag.start) is not None


_GERUNDS = (
    *("Capturing", "Taking", "Seizing", "Retaking", "Recapturing", "Liberating", "Losing"),
    *("Occupying", "Encircling", "Regaining", "Reaching"),
)
_GERUND = re.compile(rf"(?:{'|'.join(_GERUNDS)})\b")
_WOULD = re.compile(
    r"[^,.;]{3,70}? (?:would|could|will|may|might|can|clears?|gives?|gave|allows?|allowed|opens?|"
    r"opened|means?|meant|is|was|has been|brings?|puts?|enables?|helps?|remains?)\b"
)


def _is_gerund(text: str, low: int, tag: Tag) -> bool:
    """Read "Capturing A clears a path to B": what it would bring, or has brought."""
    first = tag.start - low <= 2 and _GERUND.match(text, tag.start) is not None
    return first and _WOULD.match(text, tag.end) is not None


def _is_denied_here(text: str, low: int, tag: Tag) -> bool:
    """Read "continued assaults without advancing"."""
    return text.endswith("without ", low, tag.start)


_TAKEN = frozenset({"capture", "liberation"})
_RELATIVE = Sought(
    r"\b(?:that|which) (?:[A-Z][\w’'-]+ |the [a-z]+ |its \w+ )?(?:forces |troops |army "
    r")?(?:(?:had |has |have )?(?:recently|previously|earlier|already) |(?:had |has |have "
    r")?(?:claim(?:s|ed)|says|said) (?:to have |it (?:had |has )?))$|"
    rf"\b{any_of('lands_taken')} (?:that|which) (?:[\w’'-]+ ){{1,3}}(?:has|have|had) $|"
    r"\bafter (?:it|they|the \w+) (?:was|were|had been) $"
)
_HAS_GAINED = re.compile(r", (?:which|who) (?:has|have) (?:\w+ly |also |recently )*$")
_OTHER_CLAUSE = re.compile(r" (?:where|which|who|that|while(?! (?:try|attempt)ing)|because) ")
_ONE_OF = Sought(
    rf"\bone of (?:the|its|their|\w+['’]s) (?:\w+ )?{any_of('superlatives')}(?: "
    r"[\w-]+){0,3} $"
)
_BEFORE_NOUN = Sought(rf"\b{any_of('before_event_noun')} $", re.IGNORECASE)
_JOINED_BEFORE = re.compile(r"\b(?:\S+-\S+|\w+['’]s) $")  # "a rocket-propelled", "Moscow's"
_AFTER_NOUN = re.compile(rf" {any_of('after_event_noun')}\b")
# "the death toll from Kharkiv strike", "23 killed in Uman attack"
_HARM_IN = Sought(
    rf"\b(?i:{any_of('harm_before_attack')}) (?:from|in|of|after|by) (?:[A-Z][\w’'-]+ ){{1,2}}$"
)


_BEFORE_VERB = re.compile(
    r"\b(?:is|are|was|were|been|be|to|forces|troops|russia|ukraine|they|it) $", re.IGNORECASE
)


def _is_before_noun(text: str, low: int, end: int) -> bool:
    lead = text[low:end]
    joined = "-" in lead or lead.endswith(("'s ", "’s "))  # a quick look spares the pattern
    return bool(
        _BEFORE_NOUN.search(text, low, end) or (joined and _JOINED_BEFORE.search(text, low, end))
    )


def is_noun_here(text: str, tag: Tag) -> bool:
    """Say whether a word that is noun and verb is a noun by the words beside it."""
    if text[tag.start : tag.end].lower().endswith("ed"):
        return False
    return bool(
        _is_before_noun(text, max(0, tag.start - 24), tag.start)
        or (
            _AFTER_NOUN.match(text, tag.end)
            and not _BEFORE_VERB.search(text[max(0, tag.start - 10) : tag.start])
        )
        or _HARM_IN.search(text, max(0, tag.start - 48), tag.start)
        or SUFFERED.search(text, max(0, tag.start - 48), tag.start)
    )


# "suffered its worst strike in a year"
SUFFERED = Sought(r"\b(?:suffer(?:s|ed)|endure[sd]|weathered) (?:[\w’'-]+ ){0,6}\Z")


def _one_reading(context: Text, tags: list[Tag]) -> list[Tag]:
    """Decide whether "shelling" or "assault" is a noun or a verb here."""
    kept: list[Tag] = []
    readings = {(t.start, t.end, t.form.endswith("noun")) for t in tags}
    for tag in tags:
        if (tag.start, tag.end, not tag.form.endswith("noun")) in readings:
            noun = is_noun_here(context.text, tag)
            if tag.form.endswith("noun") != noun:
                continue
        kept.append(tag)
    return kept


_ATTRIBUTE = re.compile(
    rf"\b(?:{any_of('before_state')}|\w+['’]s) $",
    re.IGNORECASE,
)


_VERBAL = re.compile(
    r"[,.;]| (?:the|a|an|in|near|on|to|toward|towards|along|through|into|by|from|after|during|"
    r"south|north|east|west|several|positions|another|up|further|within|around|at|over|closer|"
    r"and)\b"
)


_STATE = re.compile(rf"{any_of('states')}")


def _is_adjective(context: Text, tag: Tag) -> bool:
    """Read "The recently liberated city", "in occupied Melitopol": a state, no event."""
    word = context.text[tag.start : tag.end].lower()
    if tag.key not in ("capture", "liberation", "advance") or not _STATE.fullmatch(word):
        return False
    told_of = _is_of_force if word in _HEMMED_IN else _is_reduced_clause
    once = _ONCE.search(context.text, max(0, tag.start - 24), tag.start)
    if once or told_of(context, tag):
        return True  # "Kherson, recently retaken by Ukraine, was shelled"
    if _VERBAL.match(context.text, tag.end):
        return False
    if word in ("occupied", "annexed") and not _has_subject(context, tag):
        return True
    if word == "occupied" and context.text.endswith(", ", 0, tag.start):
        return True  # "near Henichesk, occupied Kherson region"
    return bool(_ATTRIBUTE.search(context.text, max(0, tag.start - 14), tag.start))


_ONCE = re.compile(r", (?:only )?(?:recently|newly|formerly|previously|once|briefly|since) \Z")
_HEMMED_IN = ("encircled", "surrounded")
_ACTING = Sought(rf"\b(?:{any_of('own_forces_of_speaker')}|ha[sd]|have|was|were|been|is|are) \Z")


def _is_of_force(context: Text, tag: Tag) -> bool:
    """Read "destroyed encircled Ukrainian units": which units, and no encirclement of its own."""
    low = max(0, tag.start - 30)
    whose = context.tags.within("side", tag.end, tag.end + 2)
    return bool(whose) and not (
        _ACTING.search(context.text, low, tag.start) or _has_subject(context, tag)
    )


_AUXILIARY = re.compile(
    r"\b(?:ha[sd]|have|was|were|been|being|is|are|who|that|which|and|they|it|he|later|then|"
    r"illegally|never|first|soon|also|\w+s) \Z"
)


def _has_subject(context: Text, tag: Tag) -> bool:
    """Tell "troops occupied Izium" and "was occupied" from "which connects occupied Crimea"."""
    low = max(0, tag.start - 30)
    force = context.tags.within("side", low, tag.start)
    near = force and context.text[force[-1].end : tag.start].strip() in ("", "had", "have", "has")
    if near and not context.text.startswith("-", force[-1].end):
        return True
    followed = context.text[tag.end : tag.end + 2]
    named = len(followed) == 2 and followed[0] == " " and followed[1].isupper()
    before = _AUXILIARY.search(context.text, low, tag.start)
    return not named or (before is not None and not before.group().endswith("s "))


_PLACE_NOUN = Sought(rf"\b{any_of('held_places')} (?:recently |newly |previously )?$")


def _is_reduced_clause(context: Text, tag: Tag) -> bool:
    """Read "bodies were found in a village liberated from the occupiers": which village it is."""
    sentence = next(s for s in context.sentences if s.start <= tag.start < s.end)
    told = context.tags.within("trigger", sentence.start, tag.start)
    return any(t.key not in LAND for t in told) and bool(
        _PLACE_NOUN.search(context.text, max(sentence.start, tag.start - 30), tag.start)
    )


_FOCAL = frozenset(word for phrase in word_list("focal_points") for word in phrase.split())
# Each with words of which the sentence has one: to see that costs a fraction of asking.
_OTHER_WORDS: tuple[tuple[Callable[[str, int, Tag], bool], frozenset[str]], ...] = (
    (_is_one_of_many, frozenset({"one"})),
    (_is_of_focal_point, _FOCAL),
    (
        _is_in_relative_clause,
        frozenset({"where", "which", "who", "that", "while", "because", "after"}),
    ),
    (_is_share, frozenset({"of"})),
    (_is_such, frozenset({"such", "Such"})),
    (_is_noun, frozenset({"targets", "target", "pattern", "bomb", "bombs"})),
    (
        _is_moment,
        first_words(word_list("moment_of") | word_list("soon"))
        | {"days", "weeks", "months", "years"},
    ),
    (_is_clear, frozenset({"clear"})),
    (_is_blame, frozenset({"for", *first_words(word_list("reacts_to"))})),
    (_is_gerund, frozenset(word.lower() for word in _GERUNDS)),
    (_is_denied_here, frozenset({"without"})),
)
