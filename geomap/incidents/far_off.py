"""
Fighting that is told far from the front of its day.

Towns are fought over and taken where the front is. What is read as a battle 60 km from every
sector of it is as a rule a wrong namesake, a government that fights with words, or a town that
was taken long ago. Raids and landings reach further: they are told as incursions and advances.
"""

from __future__ import annotations

import math
from datetime import date

from geomap.places.frontline import nearest_front
from geomap.places.scoring import SETTLEMENTS
from geomap.records import Report

_AT_THE_FRONT = frozenset(
    {"ground.clash", "ground.repelled", "control.capture", "control.liberation"}
)
_FRONT_SINCE = date(2022, 4, 7)  # in the first weeks it was wherever troops were


def is_far_off(report: Report) -> bool:
    """Whether a report puts fighting in a settlement further than 60 km from that day's front."""
    here, day = report.location, report.time.start
    if here is None or day is None or day < _FRONT_SINCE:
        return False
    if report.event_type not in _AT_THE_FRONT or here.place.kind not in SETTLEMENTS:
        return False
    km, _ = nearest_front(here.lat, here.lon, day)
    return math.isinf(km)
