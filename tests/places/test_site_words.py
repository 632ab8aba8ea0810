from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.places import Gazetteer, resolve_mentions
from geomap.places.site_words import site_class_said
from tests.places.marked import marked_reading


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "site_class"),
    [
        ("the port of [Primorsk]", "port"),
        ("the port city of [Primorsk]", "port"),
        ("[Primorsk] port", "port"),
        ("[Primorsk]'s main port", "port"),
        ("an airfield near [Primorsk]", "airfield"),
        ("a refinery in [Primorsk]", "fuel"),
        ("support for [Primorsk]", None),
        ("the port was closed, and [Primorsk]", None),
        ("[Primorsk], portrayed as a fortress", None),
    ],
)
def test_kind_words_beside_a_name(gazetteer: Gazetteer, text: str, site_class: str | None) -> None:
    reading = marked_reading(text, gazetteer)
    assert site_class_said(reading.article.text, reading.mentions[0]) == site_class


def test_the_port_of_a_name_is_the_town_that_has_one(gazetteer: Gazetteer) -> None:
    reading = marked_reading(
        "Drones hit the port of [Primorsk].", gazetteer, event_type="strike.drone"
    )
    reports = tuple(replace(report, actor="UA") for report in reading.reports)
    found = resolve_mentions(replace(reading, reports=reports), gazetteer)[0]
    assert found.place is not None
    assert found.place.admin1 == "Leningrad Oblast"
    assert any("Port of Primorsk" in reason for reason in found.reasons)
