"""Words for people, in the language that they read."""

import re
from datetime import date
from string import Formatter

import pytest

from geomap.wording import ENGLISH, LANGUAGES, Words, labels, plural_form


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 11: "other", 21: "other"}),
        ("uk", {0: "many", 1: "one", 3: "few", 5: "many", 11: "many", 12: "many", 21: "one",
                22: "few", 111: "many"}),
        ("ru", {1: "one", 4: "few", 14: "many", 100: "many", 101: "one"}),
    ],
)  # fmt: skip
def test_plurals_are_those_of_the_language(lang: str, forms: dict[int, str]) -> None:
    assert {n: plural_form(lang, n) for n in forms} == forms


def test_a_span_names_what_its_days_share_once() -> None:
    days = [date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 2)]
    assert ENGLISH.span(days[0], days[1]) == "30–31 Dec 2024"
    assert ENGLISH.span(days[1], days[2]) == "31 Dec 2024 – 2 Jan 2025"
    assert Words("uk").span(date(2025, 1, 2), date(2025, 3, 1)) == "2 січ. – 1 бер. 2025"
    assert Words("ru").span(None, None) == "дата неизвестна"


def test_numbers_carry_their_qualifier_in_each_language() -> None:
    row = {"killed_min": 2, "killed_max": 3, "injured_min": 1, "qualifier": "at least"}
    assert ENGLISH.numbers(row) == "at least 2–3 killed, 1 injured"
    assert Words("uk").numbers(row) == "загинуло 2–3, поранено 1 (щонайменше)"
    assert ENGLISH.numbers({}) == ""


def test_a_hostile_claimant_is_not_a_template() -> None:
    row = {"claim_status": "claimed", "claimed_by": "RU", "claimant": "{status.__class__} {0}"}
    assert ENGLISH.claim(row) == "claimed by {status.__class__} {0} (Russia)"


def test_a_side_named_twice_is_said_once() -> None:
    row = {"claim_status": "claimed", "claimed_by": "RU", "claimant": "Russia"}
    assert Words("ru").claim(row) == "заявлено: Россия"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_ask_for_the_same_values_in_every_language(lang: str) -> None:
    def asked(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english = labels("en")
    differing = [
        key for key, text in labels(lang).items()
        if key in english and asked(text) != asked(english[key])
    ]  # fmt: skip
    assert differing == []


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_no_text_was_left_in_english(lang: str) -> None:
    texts = {key: re.sub(r"\{\w+\}", "", text) for key, text in labels(lang).items()}
    left = {key for key, text in texts.items() if re.search("[a-z]{3}", text)}
    left -= {key for key in left if re.search("[а-яіїєґ]", texts[key], re.IGNORECASE)}
    assert left <= {"language.en", "export.geojson"}
