from __future__ import annotations

from datetime import date

import pytest

from geomap.pipeline import read_places
from geomap.reading.names_only import read_names
from geomap.records import Article, Lang
from tests.reading.english import gazetteer


def article(text: str, lang: Lang = "uk") -> Article:
    return Article("a1", "a.txt", None, None, text, date(2024, 3, 20), "Example", lang)


def names(text: str, lang: Lang = "uk") -> list[str]:
    return [mention.name for mention in read_names(article(text, lang), gazetteer()).mentions]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Бої біля Веселого та Водяного.", "uk", ["Веселого", "Водяного"]),
        ("Вибухи пролунали у Харкові, Веселому та Зорі.", "uk", ["Харкові", "Веселому", "Зорі"]),
        ("Противник захопив Зірку.", "uk", ["Зірку"]),
        ("Удар по селу Відродження.", "uk", ["Відродження"]),
        ("Бои возле Весёлого.", "ru", ["Весёлого"]),
    ],
)
def test_everyday_word_is_a_name_after_a_word_of_place(
    text: str, lang: Lang, expected: list[str]
) -> None:
    assert names(text, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Веселого свята! Нового року чекали всі.",
        "Квіти отримали у Катерини Петренко.",
        "Рух перекрили біля Київського мосту.",
    ],
)
def test_everyday_word_alone_is_no_name(text: str) -> None:
    assert names(text) == []


def test_front_update_is_read_for_the_villages_at_the_front() -> None:
    def meant(text: str) -> set[str | None]:
        found = read_places(article(text), gazetteer()).resolutions
        return {each.place.admin1 if each.place else None for each in found}

    assert meant("Ворог просунувся біля Кам’янки.") == {"Donetsk Oblast"}
    assert meant("Ярмарок відбудеться біля Кам’янки.") == {None}
