"""Patterns that are compiled when they are first used: most articles need few of the rare ones."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


class _Late:
    """Stands for a pattern. Its methods are those of the pattern from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (what the pattern has of this name)
        compiled = re.compile(*self._written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does, but compile only when it is used: for rare or long ones."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
