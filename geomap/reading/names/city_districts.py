"""Districts of a city that bear the name of a district elsewhere: "Kyiv's Podilskyi district"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from geomap.reading.text.toponym import Toponym

_OWNER = re.compile(r"(?P<name>\b[A-Z][\w-]+|\bcapital|\bcity)['’]s (?:[a-z-]+ )?\Z")
_ONLY_DISTRICTS = frozenset({"district", "hromada"})
_REACH = 40
_OF_KYIV = frozenset(  # its districts that share a name with a raion or a hromada
    f"{name} {kind}"
    for name in ("Podilskyi", "Podil", "Obolon", "Obolonskyi", "Dniprovskyi", "Desnianskyi")
    for kind in ("district", "District")
)


def not_of_a_city(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Leave out "Podilskyi district" where it is one of Kyiv's: Kyiv is the place that is told."""
    towns = {t.end: t for t in toponyms if t.candidates and t.is_settlement}
    told = {c.admin1 for t in toponyms if t.kind != "district" for c in t.candidates[:1]}
    return [
        t for t in toponyms if not (_is_of_city(text, t, towns) or _is_of_capital(t, towns, told))
    ]


def _is_of_capital(
    district: Toponym, towns: dict[int, Toponym], told: Collection[str | None]
) -> bool:
    """Read "Debris fell in Podilskyi district, Klitschko said" in a text that is about Kyiv."""
    if not district.candidates or district.name not in _OF_KYIV:
        return False
    before = [end for end in towns if end <= district.start]
    home = {c.admin1 for c in district.candidates}
    return bool(before) and towns[max(before)].name in ("Kyiv", "Kiev") and not home & {*told}


def _is_of_city(text: str, district: Toponym, towns: dict[int, Toponym]) -> bool:
    if not district.candidates or any(c.kind not in _ONLY_DISTRICTS for c in district.candidates):
        return False
    owner = _OWNER.search(text, max(0, district.start - _REACH), district.start)
    if owner is None:
        return False
    if owner["name"] in ("capital", "city"):
        return True
    city = towns.get(owner.end("name"))
    if city is None:
        return False
    return not any(
        c.admin1 and (c.admin1.startswith(city.name) or c.admin1 == city.candidates[0].admin1)
        for c in district.candidates
    )
