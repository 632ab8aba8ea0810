"""What a text says of itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles import make_article
from geomap.articles.text import About, content_id, detect_language, find_headline

BODY = "Drones hit the city overnight, officials said. Nobody was hurt, they added."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Drones hit Kyiv", "en"),
        ("Ворог обстріляв Нікополь, є поранені", "uk"),
        ("Над Брянской областью сбиты беспилотники, сообщили в Минобороны", "ru"),
        ("У Харкові пролунав вибух (air raid)", "uk"),
        ("12 345", "en"),
    ],
)
def test_language_by_its_letters(text: str, lang: str) -> None:
    assert detect_language(text) == lang


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Drones hit Kyiv\n{BODY}", "Drones hit Kyiv"),
        (f"\n\n  Drones hit Kyiv \n\n{BODY}", "Drones hit Kyiv"),
        (f"{BODY}\n{BODY}", None),
        ("Drones hit Kyiv", None),
        ("x" * 200 + f"\n{BODY}", None),
    ],
)
def test_headline_is_a_short_first_line_above_text(text: str, title: str | None) -> None:
    assert find_headline(text) == title


def test_header_of_a_saved_page_fills_what_nobody_states() -> None:
    text = f"SOURCE: The Times\nURL: https://x.org/1\nDATE: 2024-05-06\nTITLE: A headline\n\n{BODY}"
    article = make_article(text, about=About(title="Stated"))
    assert (article.publisher, article.url) == ("The Times", "https://x.org/1")
    assert (article.published, article.title) == (date(2024, 5, 6), "Stated")
    assert article.text == text


def test_line_with_a_colon_is_no_header() -> None:
    article = make_article(f"KYIV: Russia launched drones\n{BODY}")
    assert (article.url, article.published) == (None, None)
    text = f"LIVE: Kyiv hit\nDATE: unknown\n{BODY}"
    assert make_article(text).published is None


def test_undated_article_has_no_date() -> None:
    assert make_article(BODY).published is None


@given(st.text(min_size=1))
def test_text_is_never_altered(text: str) -> None:
    assert make_article(text).text == text


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1))
def test_white_space_does_not_make_another_article(words: list[str]) -> None:
    assert content_id(" ".join(words)) == content_id("\r\n ".join(words) + "\n")


def test_other_words_are_another_article() -> None:
    assert content_id("Kyiv was hit") != content_id("Kyiv was not hit")
