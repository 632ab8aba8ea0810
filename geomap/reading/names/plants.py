"""Power plants and airfields that are called by a town, which may be far from them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geomap.reading.text.late import late
from geomap.reading.text.phrases import any_of
from geomap.reading.text.sentences import Sentence
from geomap.reading.text.sought import Sought
from geomap.reading.text.toponym import NameFinder, Toponym
from geomap.records import NameMatch, Place

_PLANT = re.compile(r" plant\b")
_PLANT_RIGHT = late(rf"['’]?s? ({any_of('plants_after')})\b", re.IGNORECASE)
# "the nuclear plant at A", "Europe's largest nuclear power plant, in the city of A"
_NUCLEAR_LEFT = Sought(
    r"\bnuclear (?:power )?(?:plant|station|facility),? (?:in|at|near|of|outside)"
    r"(?: the| [\w-]*occupied| \w+ern| city of| town of)* \Z",
    re.IGNORECASE,
)
_REACH = 70  # characters before a name
_MEANT = 3  # places of a name by which a plant may be called


def plant_of(
    text: str, sentence: Sentence, match: NameMatch, index: int, names: NameFinder
) -> Toponym | None:
    """Read "the A power plant" and "the nuclear plant in A" as that plant, if it is known."""
    start, end = match.start, match.end
    plant = _PLANT_RIGHT.match(text, end, sentence.end)
    bare = _PLANT.match(text, end, sentence.end) and text.endswith("the ", 0, start)
    low = max(sentence.start, start - _REACH)
    if not (plant or bare or _NUCLEAR_LEFT.search(text, low, start)):
        return None
    towns = [match.name, *(place.name for place in match.candidates[:_MEANT])]
    if plant:
        named = [f"{town} {plant.group(1)}" for town in towns]
        if plant.group(1).lower().startswith("power"):  # "the Zaporizhzhia power plant"
            named += [f"{town} nuclear {plant.group(1)}" for town in towns]
        if site := _known(named, names):  # however the town is spelled
            return Toponym(start, plant.end(), text[start : plant.end()], index, site, ("site",))
    nuclear = (f"{town} nuclear plant" for town in towns)
    if bare:
        if site := _known(nuclear, names):  # "They hold the Zaporizhzhia plant": there is but one
            end += len(" plant")
            return Toponym(start, end, text[start:end], index, site, ("site",))
    elif _NUCLEAR_LEFT.search(text, low, start) and (site := _known(nuclear, names)):
        return Toponym(start, end, match.name, index, site, ("site",))
    return None


def _known(named: Iterable[str], names: NameFinder) -> tuple[Place, ...]:
    return next((tuple(places) for name in named if (places := names.lookup(name))), ())
