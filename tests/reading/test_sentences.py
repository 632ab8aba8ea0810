"""Where sentences end, and what of a saved page is not read."""

# ruff: noqa: E501 - one phrase a line, however long
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.reading.text.sentences import split_sentences

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Maj. Gen. Pat Ryder spoke to reporters on Feb. 24.",
        "Hospital No. 5 in Kharkiv was hit at 5 a.m. local time.",
        "The house of J. K. Melnyk in the U.S. Embassy quarter stood.",
        "Drones came within 10 km of the plant … and then turned back.",
        "“Stop!” he said to the driver.",
        "Обстріл с. Копанки та м. Чугуїв пошкодив вул. Сумську.",
        "Міст через р. Інгулець біля смт. Снігурівка зруйновано.",
    ],
)
def test_a_stop_inside_a_sentence_is_no_end(sentence: str) -> None:
    assert words(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("They left the U.S. The talks ended.", ["They left the U.S.", "The talks ended."]),
        ("It rose to 36. 12 more died.", ["It rose to 36.", "12 more died."]),
        ("It was hit, he said.The town is calm.", ["It was hit, he said.", "The town is calm."]),
        ("Село звільнили у 2022 р. Росіяни відійшли.", ["Село звільнили у 2022 р.", "Росіяни відійшли."]),
        ("1. Kyiv was hit. Sumy was not.", ["1. Kyiv was hit.", "Sumy was not."]),
    ],
)  # fmt: skip
def test_a_stop_between_sentences_is_an_end(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_line_break_ends_a_headline_but_not_a_wrapped_line() -> None:
    text = (
        "Drones over Odesa\nThe port was hit, while holding back\nfrom a reply.\n\n- Sumy is calm"
    )
    assert words(text) == [
        "Drones over Odesa",
        "The port was hit, while holding back\nfrom a reply.",
        "Sumy is calm",
    ]


def test_headlines_and_paragraphs_are_marked() -> None:
    found = split_sentences("Strikes continue\n\nOne fell. Two fell.\nThree fell.")
    assert [s.headline for s in found] == [True, False, False, False]
    assert [s.paragraph for s in found] == [1, 2, 2, 3]


def test_hard_wrapped_text_is_put_together() -> None:
    text = (
        "Residents of the town said that the first explosion came shortly\n"
        "after midnight and that the second one, much louder, broke every\n"
        "window on the square. The mayor of the town asked people to stay\n"
        "Indoors until the morning, since the fire at the depot had spread\n"
        "to the next street."
    )
    assert len(words(text)) == 2


def test_of_a_saved_header_only_the_title_is_read() -> None:
    text = "SOURCE: Some Wire\nURL: https://a.example/x\nDATE: 2024-01-02\nTITLE: Kherson shelled\n\nA shell fell."
    found = split_sentences(text)
    assert words(text) == ["Kherson shelled", "A shell fell."]
    assert [s.headline for s in found] == [True, False]


def test_a_dateline_is_no_header() -> None:
    assert words("KYIV: Russia fired missiles.") == ["KYIV: Russia fired missiles."]


@pytest.mark.parametrize(
    "line",
    [
        "- Advertisement -",
        "Leave a Reply",
        "Send this to a friend",
        "Click here to subscribe",
        "Read more: Fire at Tuapse refinery",
        "Sign up for our morning newsletter from Kyiv",
        "Share on Facebook",
        "We use cookies to improve the site",
        "(Reporting by Anna Koval in Kyiv; Editing by John Hale)",
        "Smoke rises over Kharkiv. [File photo/AFP]",
        "A man in Dnipro looks at his house (AP Photo/Ivan Bondar)",
        "By Anna Koval and John Hale",
    ],
)
def test_furniture_of_a_page_is_not_read(line: str) -> None:
    assert words(f"The port was hit.\n{line}\nNobody was hurt.") == [
        "The port was hit.",
        "Nobody was hurt.",
    ]


@pytest.mark.parametrize(
    "credit", ["(AP Photo/Ivan Bondar)", "Photo: Ivan Bondar/AP", "Photo: Telegram"]
)
def test_of_a_sentence_with_a_photo_credit_only_the_credit_is_not_read(credit: str) -> None:
    told = ["A drone hit a bus in Kherson.", "A video shows it."]
    assert words(f"{' '.join(told)} {credit}") == told


def test_a_sentence_that_starts_like_a_byline_is_read() -> None:
    line = "By Sunday the fire in Tuapse was out."
    assert words(line) == [line]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_seeds_lose_no_words_but_furniture(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read = sum(s.end - s.start for s in split_sentences(text))
    assert 0.9 * len(text) < read <= len(text)


@given(st.text(alphabet=st.sampled_from('Aa1. \n"”!?…-–Б:с,'), max_size=200))
def test_sentences_are_in_order_apart_and_not_blank(text: str) -> None:
    end = 0
    for sentence in split_sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end


def test_semicolon_between_blanks_parts_headlines_but_not_a_name_beside_one() -> None:
    text = "Two die in fire at base in Lviv ; At least five killed in clashes ; Kyiv"
    assert words(text) == [
        "Two die in fire at base in Lviv ;",
        "At least five killed in clashes ; Kyiv",
    ]
    assert len(words("Three soldiers died; Two more were hurt in the east")) == 1
