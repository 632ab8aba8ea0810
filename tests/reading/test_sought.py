"""Patterns that are tried only where a word stands that they can begin with."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geomap.reading
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.stems import stems_of
from tests.accuracy.texts import load_texts


def patterns_of_the_rules() -> Iterator[tuple[str, Sought]]:
    """Yield every such pattern that a module of the reading has, with its name."""
    for module in pkgutil.walk_packages(geomap.reading.__path__, "geomap.reading."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, Sought):
                yield f"{module.name}.{name}", value


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"\b(?:kill(?:ed)?|dead) or", {"kill", "dead"}),
        (r"\b[Tt]he (?:day|night)", {"the"}),
        (r"\bhits?\b", {"hit", "hits"}),
        (r"\bdug\w*", {"dug*"}),
        (r"\b(?:vice-)?[Gg]overnor", {"vice", "gove"}),
        (r"\b(?P<it>it[’']s|no\s)", {"it", "no"}),
        (r"\b(?<=of )war\b", {"war"}),
        (r"\b(?i:Re-?take)", {"re", "reta"}),
        (r"\b(?:\d{1,3}|[1-3]0)(?:st|th) brigade", {"0"}),
        (r"\b(?:of|o\u2019er)\b", {"of", "o"}),
        (r"(?:\bre(?:[-–]|\s)?built|\bbuilt)\b", {"re", "rebu", "buil"}),
        (r"\b(?:[ab]{2}c*+|x{,2}y)\b", {"a*", "b*", "x*", "y"}),
        (r"\bto (?P<a>.)(?P=a)", {"to"}),
    ],
)
def test_the_words_that_a_pattern_can_begin_with_are_read_off_it(
    pattern: str, stems: set[str]
) -> None:
    assert stems_of(pattern) == stems


@pytest.mark.parametrize(
    "pattern",
    [r"\b\w+ times", r"\b(?:a|b)?\w", ".*", "war", r"\ba|b", r"\b-x", r"\b(?(1)a|b)", r"\b[^a]"],
)
def test_a_pattern_that_can_begin_with_any_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a known word"):
        Sought(pattern).search("any word", 0, 8)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\ba+b*\b",
        r"\b(?:ab|b a?)",
        r"\b(?:a |b)?ab?\s*\Z",
        r"\b(?=a)[ab]b?a\w",
        r"\b(?:\d+b?|a)\b",
    ],
)
@given(text=st.text("ab -ä_12", max_size=30), start=st.integers(0, 9), size=st.integers(0, 30))
def test_it_finds_in_a_stretch_what_a_search_finds(
    pattern: str, text: str, start: int, size: int
) -> None:
    end = min(len(text), start + size)
    searched = re.compile(pattern)
    found = Sought(pattern).search(text, start, end)
    expected = searched.search(text, start, end)
    assert (found and found.span()) == (expected and expected.span())
    spans = [m.span() for m in Sought(pattern).finditer(text, start, end)]
    assert spans == [m.span() for m in searched.finditer(text, start, end)]


@given(text=st.text("ab -1.", max_size=40), edges=st.sets(st.integers(0, 40), min_size=2))
def test_it_finds_in_each_sentence_what_a_search_finds_there(text: str, edges: set[int]) -> None:
    stretches = [(a, min(b, len(text))) for a, b in pairwise(sorted(edges)) if a < len(text)]
    sentences = [Sentence(a, b, 0) for a, b in stretches[::2]]  # with gaps between them
    sought = Sought(r"\ba[ab]?(?: b)*")
    expected = [
        (number, match.span())
        for number, sentence in enumerate(sentences)
        for match in re.compile(r"\ba[ab]?(?: b)*").finditer(text, sentence.start, sentence.end)
    ]
    found = [(number, match.span()) for number, match in sought.in_sentences(text, sentences)]
    assert found == expected


def test_every_pattern_of_the_rules_finds_in_news_what_a_search_finds() -> None:
    found = set()
    for marked in load_texts("articles"):
        text = marked.text
        ends = [blank.end() for blank in re.finditer(r"\s", text)][::9]
        stretches = [(0, len(text)), *((max(0, end - 60), end) for end in ends)]
        for name, sought in patterns_of_the_rules():
            for stretch in stretches:
                match, expected = (
                    sought.search(text, *stretch),
                    sought.pattern.search(text, *stretch),
                )
                assert (match and match.span()) == (expected and expected.span()), name
                if match:
                    found.add(name)
    assert len(found) > 60  # the texts do have some
