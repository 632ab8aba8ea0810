"""What "the port of X" or "the airfield near X" says of X: a port or an airfield is close by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from geomap.places.geodesy import KM_PER_DEGREE, km_between
from geomap.places.scoring import SETTLEMENTS, Anchor, weights

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer
    from geomap.records import Mention

_BEFORE, _AFTER = 40, 30  # letters around a name in which its kind word stands
_NEAR_KM = 15.0


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return, by class of site, what stands before a name and what stands after it."""
    patterns = {}
    for site_class, words in weights()["site_words"].items():
        word = "|".join(map(re.escape, words))
        before = rf"\b(?:{word})s?(?: (?:city|town|hub))?(?: (?:of|in|at|near|outside))? $"
        after = rf"^(?:['’]s)?(?: (?:sea|oil|military|river|main))? (?:{word})\b"
        patterns[site_class] = re.compile(before), re.compile(after)
    return patterns


@cache
def _words() -> tuple[str, ...]:
    return tuple(word for words in weights()["site_words"].values() for word in words)


def site_class_said(text: str, mention: Mention) -> str | None:
    """Return the class of site that the words beside a name speak of, or None."""
    before = text[max(0, mention.start - _BEFORE) : mention.start].lower()
    after = text[mention.end : mention.end + _AFTER].lower()
    if not any(word in before or word in after for word in _words()):
        return None  # most often; the patterns cost more
    for site_class, (earlier, later) in _patterns().items():
        if earlier.search(before) or later.search(after):
            return site_class
    return None


def site_anchors(text: str, mention: Mention, gazetteer: Gazetteer) -> tuple[Anchor, ...]:
    """Return the sites of the kind that the text speaks of, near places that the name can mean."""
    site_class = site_class_said(text, mention)
    if site_class is None:
        return ()
    return tuple(_near_sites(site_class, mention, gazetteer))


def _near_sites(site_class: str, mention: Mention, gazetteer: Gazetteer) -> Iterator[Anchor]:
    table = weights()["distance"]
    towns = [place for place in mention.candidates if place.kind in SETTLEMENTS]
    for site in gazetteer.sites(site_class):
        if any(
            abs(site.lat - town.lat) * KM_PER_DEGREE <= _NEAR_KM  # most are ruled out by this
            and km_between(site.lat, site.lon, town.lat, town.lon) <= _NEAR_KM
            for town in towns
        ):
            how = f"the {site_class} that the text speaks of"
            spots = ((site.lat, site.lon, 1.0),)
            yield Anchor(site.name, how, table["site"], table["site_half_km"], spots)
