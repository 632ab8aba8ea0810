"""Whose enemy "the enemy" is: the voice in which an article is told."""

from __future__ import annotations

from geomap.reading.text.lexicon import Tags


def name_the_enemy(text: str, tags: Tags) -> None:
    """
    Turn "the enemy" into Ukraine's forces where an article speaks with Russia's voice.

    The lexicon takes the words for Russia's, as most who use them are Ukrainian. A bulletin of the
    Russian ministry means the others: it says "the Kiev regime" and "battlegroup", not "occupiers".
    """
    enemies = [
        tag
        for category in ("side", "owned")
        for tag in tags.within(category, 0, len(text))
        if "enemy" in text[tag.start : tag.end].lower()
    ]
    if not enemies:
        return
    keys = [tag.key for tag in tags.within("voice", 0, len(text))]
    if keys.count("RU") > keys.count("UA"):
        for tag in enemies:
            tag.key = "UA"
