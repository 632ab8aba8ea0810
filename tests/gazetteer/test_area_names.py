"""The names of areas that maps and briefs use are those of the gazetteer."""

import csv

from gazetteer.build.area_names import NAMES, area_names


def test_the_table_in_the_package_is_that_of_the_gazetteer() -> None:
    assert NAMES.read_text("utf-8") == area_names(), "python -m gazetteer.build.area_names"


def test_each_area_has_one_row_with_names_in_three_languages() -> None:
    rows = {row["key"]: row for row in csv.DictReader(area_names().splitlines())}
    assert len(rows) == len(area_names().splitlines()) - 1
    assert rows["Kharkiv Oblast"]["uk"] == "Харківська область"
    assert rows["RU"]["ru"] == "Россия"
    assert [key for key, row in rows.items() if not all(row.values())] == []
