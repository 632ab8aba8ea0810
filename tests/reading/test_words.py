"""The words of a text."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.reading.text.phrases import alternation
from geomap.reading.text.words import part, word_starts, word_threes, words_of
from geomap.records import Numbers, Relation, TimeSpan, replace

ODD = "Köln, İstanbul’s café_1 in Erdoğan’s „Zürich“ – ½ of Київ? x2"
PHRASES = st.lists(st.text("abc ", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1)


def plain(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group().lower()) for m in re.finditer(r"\w+", text)]


@given(st.text())
def test_a_text_is_parted_as_by_a_search_for_words(text: str) -> None:
    starts, words = part(text)
    assert list(zip(starts, words, strict=True)) == plain(text)


def test_letters_of_other_alphabets_and_odd_capitals_stay_in_their_words() -> None:
    starts, words = part(ODD)
    assert list(zip(starts, words, strict=True)) == plain(ODD)


def test_words_of_a_stretch_are_those_that_start_in_it() -> None:
    assert words_of("One two, three four", 4, 10) == ["two", "three"]


def test_figures_are_asked_for_as_nought() -> None:
    text = "On 5 May 2024 and 20km off"
    assert [text[at] for at in word_starts(text, 0, len(text), frozenset({"0", "off"}))] == [
        "5", "2", "2", "o",
    ]  # fmt: skip


@given(PHRASES, st.text("abc ", max_size=20))
def test_an_alternation_finds_the_longest_of_its_words(phrases: list[str], text: str) -> None:
    flat = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len)[::-1])
    found = re.search(alternation(phrases), text)
    expected = re.search(f"(?:{flat})", text)
    assert (found and found.span()) == (expected and expected.span())


def test_a_record_is_copied_with_other_values() -> None:
    for record, changes in (
        (Numbers(launched=3), {"hits": 2, "qualifier": "about"}),
        (Relation("offset", 10.0, 90.0, "10 km east of"), {"distance_km": 16.1}),
        (TimeSpan(None, None, "day", "stated", "on Monday"), {"precision": "night"}),
    ):
        assert replace(record, **changes) == dataclasses.replace(record, **changes)


def test_a_record_has_no_values_that_are_not_its_own() -> None:
    with pytest.raises(KeyError):
        replace(Numbers(), lanched=3)  # type: ignore[call-arg]


def test_a_word_is_given_with_the_two_after_it() -> None:
    text = "On the 12th of May, on"
    found = list(word_threes(text, 0, len(text), frozenset({"on", "0"})))
    assert found == [(0, "on", "the", "0"), (7, "0", "of", "may"), (20, "on", "", "")]
