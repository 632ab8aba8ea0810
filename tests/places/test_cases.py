from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geomap.places.cases import CASES, decline, inflected
from geomap.places.forms import shared_stems, written_forms

with (Path(__file__).parent / "declensions.csv").open(encoding="utf-8") as file:
    DECLENSIONS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", DECLENSIONS, ids=lambda row: f"{row['lang']} {row['nominative']}")
def test_declension(row: dict[str, str]) -> None:
    found = decline(row["nominative"], row["lang"])
    missing = {
        case: row[case] for case, forms in zip(CASES, found, strict=True) if row[case] not in forms
    }
    assert not missing, found


def test_english_names_are_not_declined() -> None:
    assert decline("Kharkiv", "en") == ()
    assert inflected("Kharkiv", "en") == ()


def test_the_nominative_is_not_among_the_inflected() -> None:
    assert "Суми" not in inflected("Суми", "uk")


def test_english_region_is_found_with_every_type_word() -> None:
    forms = written_forms("Kharkiv Oblast", "en", "region")
    assert {"Kharkiv region", "Kharkiv oblast", "Kharkiv regions"} <= set(forms)


def test_a_city_gets_no_type_word() -> None:
    assert written_forms("Kharkiv", "en", "city") == ("Kharkiv",)


def test_ukrainian_region_before_a_plural() -> None:
    assert "Сумській областях" in written_forms("Сумська область", "uk", "region")
    assert "Сумській" in shared_stems("Сумська область", "uk", "region")
