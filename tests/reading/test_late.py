"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from geomap.reading.text.late import late


def test_a_late_pattern_finds_what_a_compiled_one_does() -> None:
    text = "Two drones, two missiles"
    for _ in range(2):  # at the first use and after it
        pattern, compiled = late(r"(two) (\w+)", re.IGNORECASE), re.compile(r"(?i)(two) (\w+)")
        assert pattern.findall(text) == compiled.findall(text) != []
        assert [m.span() for m in pattern.finditer(text, 3)] == [(12, 24)]
        assert pattern.sub(r"\2", text) == compiled.sub(r"\2", text)
        assert pattern.match(text, 12)
        assert not pattern.fullmatch(text)
        assert pattern.groups == 2


def test_a_wrong_pattern_is_refused_at_its_first_use() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("any text")
