from __future__ import annotations

from typing import cast

import marisa_trie
from hypothesis import given
from hypothesis import strategies as st

from geomap.places.name_tree import KIND_BITS, Memory, Names, NameTree
from geomap.places.scan import Meaning, Scanner, Walk, starts_in
from geomap.places.spelling import phrase_key
from geomap.places.store import VALUE_FORMAT
from geomap.records import Place

NAMES = (
    "Nova", "Hora", "Nova Kakhovka", "Kharkiv", "Kharkiv region", "Donetsk", "Donetsk-2",
    "Depot 14",
)  # fmt: skip


def scanner(memory: Memory) -> Scanner:
    items = [(phrase_key(name), (index << KIND_BITS,)) for index, name in enumerate(NAMES)]
    names = Names([marisa_trie.RecordTrie(VALUE_FORMAT, items)])
    tree = NameTree(names, memory, frozenset({"region"}), frozenset(), frozenset({"nova"}))
    return Scanner(tree, memory, meaning)


def meaning(values: tuple[int, ...]) -> Meaning:
    return cast("tuple[Place, ...]", values), False, None


def found(text: str, memory: Memory | None = None) -> list[str]:
    names, _ = scanner(memory or Memory()).scan(text)
    assert all(text[each.start : each.end] == each.name for each in names)
    return [each.name for each in names]


def test_half_of_an_unknown_longer_name_is_left_out() -> None:
    assert found("Nova Hora and Nova Kakhovka") == ["Nova Kakhovka"]


def test_opening_word_alone_is_a_name() -> None:
    assert found("the village of Nova, near Hora") == ["Nova", "Hora"]


def test_lower_case_word_goes_on_only_where_names_have_it() -> None:
    assert found("Kharkiv region, Nova kakhovka") == ["Kharkiv region", "Nova"]


def test_number_belongs_to_a_name_that_has_it_with_a_hyphen() -> None:
    assert found("Donetsk-2, Donetsk 2 and Donetsk-3") == ["Donetsk-2", "Donetsk"]


def test_name_that_is_one_only_with_its_number() -> None:
    assert found("Depot 14 and Depot 15; Depot, Depot-14") == ["Depot 14", "Depot-14"]


def test_name_in_capitals_inside_another_word_is_none() -> None:
    assert found("XKharkiv, McKharkiv, @Kharkiv and 5Kharkiv") == []
    assert found("https://example.org/Kharkiv or Hora/Kharkiv") == ["Hora", "Kharkiv"]


def test_preposition_that_lost_its_space_hides_no_name() -> None:
    assert found("to the west ofDonetsk and inKharkiv") == ["Donetsk", "Kharkiv"]
    assert found("proofDonetsk, 4ofKharkiv and MainKharkiv") == []


WORDS = st.sampled_from(
    ["Nova", "Kakhovka", "Kharkiv", "Hora", "Donetsk", "Depot", "region", "and", "Smith", "14", "2"]
)
MARKS = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", "-", " (", "’s ", "”, “", ".", "/"])


@given(st.lists(st.tuples(WORDS, MARKS), max_size=12).map(lambda p: "".join(map("".join, p))))
def test_runs_that_are_known_hold_the_same_names_as_new_ones(text: str) -> None:
    known = scanner(Memory())
    names = [known.scan(text) for _ in range(3)]
    walk = Walk(text, known._tree)
    walk.through(0, starts_in(text, known._tree))
    assert names == [walk.settled(meaning)] * 3


def test_memory_is_bounded_and_forgetting_changes_nothing() -> None:
    text = "Kharkiv region " * 3 + " ".join(f"Word{chr(97 + i)}" for i in range(26)) + " Donetsk"
    small = Memory(most=5)
    assert found(text, small) == found(text)
    assert small.held <= 5
