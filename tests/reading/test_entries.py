"""Which day heads the sentences of a timeline, a chronology, a live blog."""

from __future__ import annotations

from datetime import date

import pytest

from geomap.reading.text.sentences import split_sentences
from geomap.reading.times.entries import find_entries

PUBLISHED = date(2023, 2, 20)


def headed(text: str, published: date | None = PUBLISHED) -> dict[str, tuple[str, str]]:
    """Return the days that head each sentence, by its first three words."""
    sentences = split_sentences(text)
    entries = find_entries(text, sentences, published)
    return {
        " ".join(text[sentences[n].start : sentences[n].end].split()[:3]): (
            str(span.start),
            str(span.end),
        )
        for n, span in entries.items()
    }


def test_a_label_dates_its_sentence_and_those_after_it() -> None:
    text = "January 3: Shells fall. A school burns.\nTwo people die.\nJanuary 9: Calm returns.\n"
    days = headed(text)
    assert days["January 3: Shells"] == ("2023-01-03", "2023-01-03")
    assert days["A school burns."] == ("2023-01-03", "2023-01-03")
    assert days["Two people die."] == ("2023-01-03", "2023-01-03")
    assert days["January 9: Calm"] == ("2023-01-09", "2023-01-09")


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("Feb 14:", "2023-02-14", "2023-02-14"),
        ("14 February –", "2023-02-14", "2023-02-14"),
        ("Tuesday, February 14:", "2023-02-14", "2023-02-14"),
        ("February 14, 2023..", "2023-02-14", "2023-02-14"),
        ("9:37 p.m. ET, February 14, 2023:", "2023-02-14", "2023-02-14"),
        ("February 12-14:", "2023-02-12", "2023-02-14"),
        ("Early February 2023:", "2023-02-01", "2023-02-10"),
        ("February 2023:", "2023-02-01", "2023-02-20"),
    ],
)
def test_forms_of_a_label(label: str, first: str, last: str) -> None:
    days = headed(f"1 January 2023: It begins.\n{label} A bridge falls.\n")
    assert (first, last) in days.values()


def test_a_line_that_is_only_a_date_heads_what_follows() -> None:
    days = headed("January 3, 2023\n\nShells fall on it.\n\nJanuary 9, 2023\n\nIt is calm.\n")
    assert days["Shells fall on"] == ("2023-01-03", "2023-01-03")
    assert days["It is calm."] == ("2023-01-09", "2023-01-09")


def test_labels_without_a_year_run_on_from_year_to_year() -> None:
    """Published on 20 February: "February 24" before "December 5" is of the year before."""
    text = "January 19: Talks.\nFebruary 24: War.\nDecember 5: Snow.\nFebruary 8: A flight.\n"
    days = headed(text)
    assert "January 19: Talks." not in days  # of 2022, before the invasion
    assert days["February 24: War."][0] == "2022-02-24"
    assert days["December 5: Snow."][0] == "2022-12-05"
    assert days["February 8: A"][0] == "2023-02-08"


def test_entries_with_the_latest_first_keep_their_days() -> None:
    days = headed("February 19: Calm.\nFebruary 12: Snow.\nJanuary 30: Rain.\n")
    assert [d[0] for d in days.values()] == ["2023-02-19", "2023-02-12", "2023-01-30"]


def test_before_the_invasion_labels_head_nothing() -> None:
    days = headed("March 18, 2014: It is annexed.\nMarch 3, 2022: It is shelled.\n")
    assert list(days) == ["March 3, 2022:"]


def test_what_comes_after_a_list_is_not_of_its_last_day() -> None:
    text = "January 3: Shells fall.\nJanuary 9: Snow falls.\nThe war goes on.\nNobody knows more.\n"
    assert "Nobody knows more." not in headed(text)


@pytest.mark.parametrize(
    "text",
    [
        "January 3: Shells fall. A school burns.\nTwo people die.\n",  # the date of the page
        "KYIV, January 3 (Wire) - Shells fell.\nMarch was quiet.\nMay they rest: all of them.\n",
        "On January 3 shells fell.\nOn January 9 snow fell.\n",
        "3: a bridge\n4: a school\n",
    ],
)
def test_other_dates_head_nothing(text: str) -> None:
    assert headed(text) == {}


def test_without_a_date_of_publication_nothing_is_headed() -> None:
    assert headed("January 3: Shells fall.\nJanuary 9: Snow falls.\n", None) == {}
