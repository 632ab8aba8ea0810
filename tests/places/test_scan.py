from __future__ import annotations

import marisa_trie

from geomap.places.scan import KIND_BITS, Names, Scanner
from geomap.places.spelling import phrase_key
from geomap.places.store import VALUE_FORMAT

NAMES = (
    "Nova", "Hora", "Nova Kakhovka", "Kharkiv", "Kharkiv region", "Donetsk", "Donetsk-2",
    "Depot 14",
)  # fmt: skip


def scanner(*, memory: int | None = None) -> Scanner:
    items = [(phrase_key(name), (index << KIND_BITS,)) for index, name in enumerate(NAMES)]
    names = Names([marisa_trie.RecordTrie(VALUE_FORMAT, items)])
    made = Scanner(names, frozenset({"region"}), frozenset(), frozenset({"nova"}))
    if memory is not None:
        made.most_nodes = memory
    return made


def found(text: str, *, memory: int | None = None) -> list[str]:
    return [text[start:end] for start, end, _ in scanner(memory=memory).scan(text)]


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


def test_memory_is_bounded_and_forgetting_changes_nothing() -> None:
    text = "Kharkiv region " * 3 + " ".join(f"Word{chr(97 + i)}" for i in range(26)) + " Donetsk"
    small = scanner(memory=5)
    assert [text[a:b] for a, b, _ in small.scan(text)] == found(text)
    assert small.nodes <= 5
