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
