"""Any input becomes articles; what cannot be read is set aside by name."""

import json
import logging
from datetime import date
from pathlib import Path

import pytest

from geomap.articles import read_articles
from geomap.articles.text import MAX_CHARACTERS
from geomap.errors import ArticleError
from geomap.records import Article

TEXT = "Drones hit Kyiv overnight, officials said.\nNobody was hurt.\n"


def read(*inputs: Path) -> tuple[list[Article], list[str]]:
    errors: list[ArticleError] = []
    articles = list(read_articles(inputs, on_error=errors.append))
    return articles, [str(error) for error in errors]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Second. " + TEXT, encoding="utf-8")
    (tmp_path / "a.txt").write_text("First. " + TEXT, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,published,source,title,url,lang\n"
        'a.txt,2024-11-26,AFP,"Drones, again",https://example.org/a,en\n',
        encoding="utf-8",
    )
    return tmp_path


def test_folder_is_read_by_name_with_what_its_list_says(folder: Path) -> None:
    (first, second), errors = read(folder)
    assert not errors
    assert (first.published, first.publisher, first.title) == (
        date(2024, 11, 26),
        "AFP",
        "Drones, again",
    )
    assert first.url == "https://example.org/a"
    assert second.published is None


def test_single_file_uses_the_list_beside_it(folder: Path) -> None:
    ((article,), errors) = read(folder / "a.txt")
    assert (article.published, errors) == (date(2024, 11, 26), [])


def test_seeds_are_dated_by_their_list() -> None:
    articles, errors = read(Path(__file__).parents[2] / "seeds")
    assert not errors
    assert [str(a.published) for a in articles] == [
        "2024-11-26",
        "2023-09-05",
        "2022-12-19",
        "2025-06-10",
        "2024-10-30",
    ]
    assert {a.lang for a in articles} == {"en"}


def test_subfolders_are_read_with_their_own_lists(folder: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "c.md").write_text("Third. " + TEXT, encoding="utf-8")
    (inner / "articles.csv").write_text("file,published\nc.md,2025-01-02\n", encoding="utf-8")
    articles, errors = read(folder)
    assert [a.published for a in articles] == [date(2024, 11, 26), None, date(2025, 1, 2)]
    assert not errors


def test_link_to_the_folder_itself_has_an_end(folder: Path) -> None:
    (folder / "again").symlink_to(folder, target_is_directory=True)
    articles, errors = read(folder)
    assert (len(articles), errors) == (2, [])


def test_list_of_the_outer_folder_may_name_files_inside(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "c.txt").write_text("Third. " + TEXT, encoding="utf-8")
    with (folder / "articles.csv").open("a", encoding="utf-8") as listing:
        listing.write("in/c.txt,2025-01-02,,,,\n")
    articles, errors = read(folder)
    assert not errors
    assert articles[-1].published == date(2025, 1, 2)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b" \n", "empty.txt: the file is empty"),
        ("binary.txt", b"PK\x00\x01", "binary"),
        ("cp1251.txt", "ok\nобстріл".encode("cp1251"), "cp1251.txt, line 2: not UTF-8"),
        ("utf16.txt", "text".encode("utf-16"), "UTF-16"),
        ("paper.pdf", b"%PDF", "not a kind of file"),
    ],
)
def test_bad_file_is_set_aside_and_the_rest_is_read(
    folder: Path, name: str, content: bytes, message: str
) -> None:
    (folder / name).write_bytes(content)
    articles, (error,) = read(folder / name, folder / "b.txt")
    assert message in error
    assert len(articles) == 1


def test_missing_file_is_named(tmp_path: Path) -> None:
    articles, (error,) = read(tmp_path / "absent.txt")
    assert not articles
    assert "absent.txt: cannot be read: No such file" in error


def test_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert "no articles in this folder" in read(tmp_path)[1][0]


def test_files_of_other_kinds_are_counted_not_read(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        articles, errors = read(folder)
    assert (len(articles), errors) == (2, [])
    assert "1 files of other kinds passed over" in caplog.text


def test_without_handler_the_first_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"absent\.txt"):
        list(read_articles([tmp_path / "absent.txt"]))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a.txt,26.11.2024,,,,", "articles.csv, line 2: '26.11.2024' is not a date"),
        ("a.txt,2024-11-31,,,,", "line 2: '2024-11-31' is not a date"),
        ("nowhere.txt,2024-11-26,,,,", "line 2: there is no file 'nowhere.txt'"),
        ("../a.txt,2024-11-26,,,,", "line 2: there is no file '../a.txt'"),
        (",2024-11-26,,,,", "line 2: there is no file ''"),
        ("a.txt,,,,,de", "line 2: language 'de' is not one of en, uk, ru"),
        ("a.txt,2024-11-26,a,b,c,en,too,many", "line 2: more cells than columns"),
    ],
)
def test_fault_in_the_list_names_its_line_and_the_files_are_read(
    folder: Path, row: str, message: str
) -> None:
    (folder / "articles.csv").write_text(
        f"file,published,source,title,url,lang\n{row}\n", encoding="utf-8"
    )
    articles, (error,) = read(folder)
    assert message in error
    assert [a.published for a in articles] == [None, None]


def test_file_listed_twice_is_a_fault(folder: Path) -> None:
    with (folder / "articles.csv").open("a", encoding="utf-8") as listing:
        listing.write("a.txt,2020-01-01,,,,\n")
    articles, (error,) = read(folder)
    assert "line 3: a.txt is listed twice" in error
    assert articles[0].published == date(2024, 11, 26)


def test_list_without_file_column_says_what_columns_it_needs(folder: Path) -> None:
    (folder / "articles.csv").write_text("name;date\nx;y\n", encoding="utf-8")
    _, (error,) = read(folder)
    assert "line 1: the columns must be file,published" in error


def test_copy_of_an_article_is_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "copy.txt").write_bytes(("\ufeffFirst. " + TEXT).replace("\n", "\r\n").encode())
    articles, errors = read(folder)
    assert (len(articles), errors) == (2, [])
    assert "same text as" in caplog.text


def test_text_is_kept_but_for_mark_and_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff  Перша\r\nДруга\rТретя ’ \n".encode())
    ((article,), _) = read(tmp_path / "a.txt")
    assert article.text == "  Перша\nДруга\nТретя ’ \n"


def test_json_lines_name_the_bad_line_and_go_on(tmp_path: Path) -> None:
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        '{"id": 1, "text": "Drones hit Kyiv.\\r\\nAgain.", "published": "2024-11-26T08:00:00Z"}\n'
        "\n"
        "{broken\n"
        '{"id": 2}\n'
        '{"id": 3, "text": "Odesa was hit.", "published": "soon"}\n'
        "[1]\n"
        '{"id": 5, "text": "Half a pair: \\ud83d"}\n'
        '{"id": 4, "text": "Kharkiv was hit.", "title": "T", "source": "S", "lang": "en-GB"}\n',
        encoding="utf-8",
    )
    (first, last), errors = read(rows)
    assert [e.split(": ")[0].removeprefix(f"{rows}, ") for e in errors] == [
        "line 3",
        "line 4",
        "line 5",
        "line 6",
        "line 7",
    ]
    assert (first.published, first.text) == (date(2024, 11, 26), "Drones hit Kyiv.\r\nAgain.")
    assert (last.title, last.publisher, last.lang) == ("T", "S", "en")


def test_one_path_may_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Shells hit Nikopol on Sunday.", encoding="utf-8")
    alone = [article.path for article in read_articles(str(tmp_path))]
    assert alone == [article.path for article in read_articles([tmp_path])] != []


def test_a_text_longer_than_any_article_is_set_aside(tmp_path: Path) -> None:
    longest = "word " * (MAX_CHARACTERS // 5)
    (tmp_path / "a.txt").write_text(longest, encoding="utf-8")
    (tmp_path / "b.txt").write_text(longest + "!", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": longest + "!"}), encoding="utf-8")
    articles, errors = read(tmp_path)
    assert [Path(article.path).name for article in articles] == ["a.txt"]
    assert [error.partition(": ")[2].split(";")[0] for error in errors] == [
        "1,000,001 characters"
    ] * 2


def test_a_broken_line_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Drones hit Kyiv."}\n{"text": oops}\n', encoding="utf-8")
    articles, errors = read(path)
    assert len(articles) == 1
    assert errors == [f"{path}, line 2: not JSON: Expecting value at character 10"]
