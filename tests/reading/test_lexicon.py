"""The notation of the word lists, and the lists themselves."""

from __future__ import annotations

import pytest

from geomap.reading.lexicon import Lexicon, lexicon
from geomap.vocabulary import vocabulary

WORDS = {
    "theatre": {"words": ["Ukraine"]},
    "irregular": {"strike": ["strikes", "struck", "striking"]},
    "lists": {"np": ["the"]},
    "tags": {
        "trigger": {
            "strike": {"verb": ["strike~", "set ... on fire", "come under [heavy] (fire|attack)"]},
            "sweep": {"verb": ["carry~", "storm~"]},
        },
        "weapon": {"Grad": {"words": ["Grad"]}},
    },
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It struck.", ["struck"]),
        ("They carried it", ["carried"]),
        ("storming ahead", ["storming"]),
        ("he set the old mill on fire", ["set the old mill on fire"]),
        ("come under heavy fire", ["come under heavy fire"]),
        ("come under attack", ["come under attack"]),
        ("stormy weather", []),
    ],
)
def test_notation(text: str, found: list[str]) -> None:
    tags = Lexicon(WORDS).tag(text).within("trigger", 0, len(text))
    assert [text[t.start : t.end] for t in tags] == found


def test_capital_letter_means_case_counts() -> None:
    tags = Lexicon(WORDS).tag("A grad student saw a Grad.")
    assert [t.start for t in tags.within("weapon", 0, 99)] == [21]


def test_target_classes_are_in_the_vocabulary() -> None:
    assert set(lexicon("en").data["tags"]["target"]) <= set(vocabulary()["target_class"])


def test_weapons_have_a_kind() -> None:
    data = lexicon("en").data
    assert set(data["tags"]["weapon"]) == set(data["weapons"])


PADDING = "Ukraine’s parliament debated a law about libraries. " * 12


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PADDING, False),
        (PADDING + "Drones struck a depot.", True),
        (PADDING + "They set “the old mill” on fire.", True),
        (PADDING.replace("Ukraine", "Norway") + "Drones struck a depot.", False),
        ("Nothing happened.", True),
        (PADDING + "\ud800", False),
    ],
)
def test_a_longer_text_without_words_of_an_event_is_not_read(text: str, *, expected: bool) -> None:
    assert lexicon("en").may_report(text) is expected


def test_every_trigger_of_the_lexicon_makes_a_text_worth_reading() -> None:
    words = lexicon("en")
    for forms in words.data["tags"]["trigger"].values():
        for phrase in (
            p for phrases in forms.values() if isinstance(phrases, list) for p in phrases
        ):
            plain = " ".join(
                piece.strip("[](").rstrip(")").split("|")[0].removesuffix("~")
                for piece in phrase.split()
                if not piece.startswith("[") and piece != "..."
            )
            text = f"{PADDING}{plain}."
            assert not words.tag(text).any("trigger") or words.may_report(text), plain
