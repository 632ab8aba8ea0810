"""Which trigger words of a sentence tell of an event, and are no idiom, name or compound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from geomap.reading.grammar import Text
from geomap.reading.lexicon import Tag

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
    kept = [
        tag
        for tag in triggers
        if not _is_idiom(tag, noise)
        and not _is_in_compound(context.text, tag, weapons)
        and not any(a <= tag.start < b for a, b in names)
        and not _is_adjective(context, tag)
        and not any(other(context.text, start, tag) for other in _OTHER_WORDS)
    ]
    return _one_reading(context, kept)


def _is_idiom(tag: Tag, noise: Sequence[Tag]) -> bool:
    return any(
        (n.start <= tag.start < n.end and not (n.start == tag.start and n.end < tag.end))
        or tag.start <= n.start < tag.end < n.end
        for n in noise
    )


def _is_in_compound(text: str, tag: Tag, weapons: Sequence[Tag]) -> bool:
    """Read "strike-capable", "311 attack drones", "guided bombs": no attack, no bombing."""
    hyphenated = text[tag.start - 1 : tag.start] in _HYPHENS or text[tag.end : tag.end + 1] in (
        _HYPHENS
    )
    inside = any(w.start < tag.start and w.end >= tag.end for w in weapons)
    return hyphenated or inside or _modifies_weapon(text, tag, weapons)


_MODIFIERS = frozenset({"attack", "strike", "assault", "combat", "raid"})


def _modifies_weapon(text: str, tag: Tag, weapons: Sequence[Tag]) -> bool:
    """Read "attack drones", "strike UAVs": the kind of the weapon, no attack."""
    words = text[tag.start : tag.end].lower().split()
    if len(words) > 1 and not tag.form.endswith("noun"):
        return False  # "launched 35 attack drones"
    return words[-1] in _MODIFIERS and any(
        w.start == tag.end + 1 and not text.startswith(("drone ", "missile "), w.start)
        for w in weapons
    )


_TARGETS = re.compile(
    r"targets(?=[.,;]| (?:in|on|at|with|and|across|near|of|that|from|have|were|was|are|for|by|deep|"
    r"inside|overnight)\b)"
)
_PATTERN_OF = re.compile(r"\bpattern of (?:\w+ ){0,2}$")
_OF_NOUN = re.compile(r"\b(?:an?|the|by|of|car|roadside|with|[\w-]+(?:ed|made|ive)) $")


def _is_noun(text: str, low: int, tag: Tag) -> bool:
    """Read "to pierce Russian targets", "killed by a bomb", "a pattern of drone strikes"."""
    if _TARGETS.match(text, tag.start):
        return True
    if _PATTERN_OF.search(text, max(low, tag.start - 40), tag.start):
        return True
    bare = text[tag.start : tag.end].lower() in ("bomb", "bombs")
    return bare and _OF_NOUN.search(text, max(low, tag.start - 16), tag.start) is not None


def _is_one_of_many(text: str, low: int, tag: Tag) -> bool:
    """Read "in one of the deadliest attacks this year": no attack of its own."""
    noun = tag.form.endswith("noun")
    return noun and _ONE_OF.search(text, max(low, tag.start - 70), tag.start) is not None


def _is_in_relative_clause(text: str, low: int, tag: Tag) -> bool:
    """Read "fighting in villages that Russia recently captured"; "hit A where the enemy …"."""
    if _OTHER_CLAUSE.search(text, tag.start, tag.end):
        return True
    taken = tag.key in _TAKEN
    return taken and _RELATIVE.search(text, max(low, tag.start - 40), tag.start) is not None


def _is_denied_here(text: str, low: int, tag: Tag) -> bool:
    """Read "continued assaults without advancing"."""
    return text.endswith("without ", low, tag.start)


_TAKEN = frozenset({"capture", "liberation"})
_RELATIVE = re.compile(
    r"\b(?:that|which) (?:[A-Z][\w’'-]+ |the [a-z]+ |its \w+ )?(?:forces |troops |army )?"
    r"(?:(?:had |has |have )?(?:recently|previously|earlier|already) |"
    r"(?:had |has |have )?(?:claim(?:s|ed)|says|said) (?:to have |it (?:had |has )?))$"
)
_OTHER_CLAUSE = re.compile(r" (?:where|which|who|that|while|because) ")
_ONE_OF = re.compile(
    r"\bone of (?:the|its|their|\w+['’]s) (?:\w+ )?(?:deadliest|biggest|largest|worst|heaviest|"
    r"bloodiest|fiercest|most \w+)(?: [\w-]+){0,3} $"
)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|of|after|during|under|by|from|with|this|that|its|their|another|more|heavy|"
    r"intense|fierce|russian|ukrainian|enemy|massive|overnight|"
    r"daily|night|new|fresh|constant|large|huge|big|major|substantial|strong|small|\S+-\S+|drone|missile|rocket|air|artillery|mortar|aerial|ground|"
    r"deadly|latest|recent|major|large|large-scale|several|\w+['’]s) $",
    re.IGNORECASE,
)
_AFTER_NOUN = re.compile(
    r" (?:of|on|in|at|near|against|killed|injured|wounded|damaged|destroyed|continued|"
    r"continues|by|took|was|were|has|have|had|that|which)\b"
)


def _one_reading(context: Text, tags: list[Tag]) -> list[Tag]:
    """Decide whether "shelling" or "assault" is a noun or a verb here."""
    kept: list[Tag] = []
    for tag in tags:
        twin = next(
            (
                t
                for t in tags
                if t is not tag
                and (t.start, t.end) == (tag.start, tag.end)
                and t.form.endswith("noun") != tag.form.endswith("noun")
            ),
            None,
        )
        if twin is not None:
            text = context.text
            past = text[tag.start : tag.end].lower().endswith("ed")
            noun = not past and bool(
                _BEFORE_NOUN.search(text, max(0, tag.start - 24), tag.start)
                or (
                    _AFTER_NOUN.match(text, tag.end)
                    and not re.search(
                        r"\b(?:is|are|was|were|been|be|to|forces|troops|russia|ukraine|they|it) $",
                        text[max(0, tag.start - 10) : tag.start],
                        re.IGNORECASE,
                    )
                )
            )
            if tag.form.endswith("noun") != noun:
                continue
        kept.append(tag)
    return kept


_ATTRIBUTE = re.compile(
    r"\b(?:the|a|an|in|of|from|near|recently|newly|temporarily|illegally|still|partially|now|"
    r"previously|russian|currently|at|to|into|across|on|for|its|formerly|long|\w+['’]s) $",
    re.IGNORECASE,
)


_VERBAL = re.compile(
    r"[,.;]| (?:the|a|an|in|near|on|to|toward|towards|along|through|into|by|from|after|during|"
    r"south|north|east|west|several|positions|another|up|further|within|around|at|over|closer|"
    r"and)\b"
)


def _is_adjective(context: Text, tag: Tag) -> bool:
    """Read "The recently liberated city", "in occupied Melitopol": a state, no event."""
    word = context.text[tag.start : tag.end].lower()
    if tag.key not in ("capture", "liberation", "advance") or not re.fullmatch(
        r"(?:captured|occupied|liberated|annexed|seized|recaptured|retaken|reclaimed|regained|"
        r"advanced|advancing)",
        word,
    ):
        return False
    if _is_reduced_clause(context, tag):
        return True
    if _VERBAL.match(context.text, tag.end):
        return False
    if word == "occupied" and context.text.endswith(", ", 0, tag.start):
        return True  # "near Henichesk, occupied Kherson region"
    return bool(_ATTRIBUTE.search(context.text, max(0, tag.start - 14), tag.start))


_PLACE_NOUN = re.compile(
    r"\b(?:villages?|towns?|cit(?:y|ies)|settlements?|areas?|territor(?:y|ies)|lands?|parts?|"
    r"regions?) (?:recently |newly |previously )?$"
)


def _is_reduced_clause(context: Text, tag: Tag) -> bool:
    """Read "bodies were found in a village liberated from the occupiers": which village it is."""
    sentence = next(s for s in context.sentences if s.start <= tag.start < s.end)
    told = context.tags.within("trigger", sentence.start, tag.start)
    return any(t.key not in LAND for t in told) and bool(
        _PLACE_NOUN.search(context.text, max(sentence.start, tag.start - 30), tag.start)
    )


_OTHER_WORDS: tuple[Callable[[str, int, Tag], bool], ...] = (
    _is_one_of_many,
    _is_in_relative_clause,
    _is_noun,
    _is_denied_here,
)
