"""A saved page gives its article, not its menus, and its own date, not the footer's."""

from datetime import date
from pathlib import Path

import pytest

from geomap.articles import read_articles
from geomap.errors import ArticleError
from geomap.records import Article

STORY = "<p>Drones hit the port of Odesa overnight, the governor said on Tuesday morning.</p>" * 3


def page(head: str, body: str = f"<article><h1>Port hit</h1>{STORY}</article>") -> str:
    menu = "<nav><a href='/'>Home</a><a href='/w'>World news</a></nav>"
    footer = "<footer><time datetime='1999-01-01'>Copyright</time></footer>"
    return f"<html><head>{head}</head><body>{menu}{body}{footer}</body></html>"


def read(tmp_path: Path, content: str | bytes) -> Article:
    file = tmp_path / "page.html"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (article,) = read_articles([file])
    return article


LINKED = """<script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "datePublished": "2024-11-26T07:00:00+02:00"}]}</script>"""
META = '<meta property="article:published_time" content="2024-11-25">'


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (LINKED + META, date(2024, 11, 26)),
        (META, date(2024, 11, 25)),
        ("<header><time datetime='2024-11-24T10:00Z'></time></header>", date(2024, 11, 24)),
        ('<script type="application/ld+json">{broken</script>' + META, date(2024, 11, 25)),
        ("", None),
    ],
)
def test_date_is_the_first_that_the_page_states_of_itself(
    tmp_path: Path, head: str, day: date | None
) -> None:
    assert read(tmp_path, page(head)).published == day


def test_text_is_the_story_without_menu(tmp_path: Path) -> None:
    article = read(tmp_path, page(""))
    assert "port of Odesa" in article.text
    assert "World news" not in article.text


def test_title_address_and_publisher_are_the_page_s(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        page(
            "<title>Port hit &amp; more</title><meta property='og:site_name' content='The Paper'>"
            "<link rel='canonical' href='https://example.org/port'>"
        ),
    )
    assert (article.title, article.publisher) == ("Port hit & more", "The Paper")
    assert article.url == "https://example.org/port"


def test_declared_encoding_is_used(tmp_path: Path) -> None:
    story = "<article>" + "<p>Над Брянской областью сбит беспилотник.</p>" * 3 + "</article>"
    content = page("<meta charset='windows-1251'>", story).encode("cp1251")
    article = read(tmp_path, content)
    assert "Брянской" in article.text
    assert article.lang == "ru"


def test_page_without_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"page\.html: no article text"):
        read(tmp_path, "<html><body><script>app()</script></body></html>")
