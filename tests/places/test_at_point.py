"""A point given by hand belongs to a settlement, or is near one."""

import pytest
from shapely import Point

from geomap.places import Gazetteer
from geomap.places.at_point import locate_point
from tests.samples import location, place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_a_point_in_a_village_is_that_village(gazetteer: Gazetteer) -> None:
    kopanky = next(p for p in gazetteer.lookup("Kopanky") if p.admin1 == "Kharkiv Oblast")
    found = locate_point(kopanky.lat + 0.001, kopanky.lon, None, gazetteer)
    assert found.place.place_id == kopanky.place_id
    assert (found.geo_precision, found.relation.kind) == ("settlement", "in")
    assert found.geometry == Point(found.lon, found.lat)


def test_a_point_at_sea_is_near_the_nearest_settlement(gazetteer: Gazetteer) -> None:
    found = locate_point(46.2, 31.9, None, gazetteer)  # at sea, off Kinburn
    assert found.geo_precision == "near"
    assert found.anchor == found.place.name
    assert found.radius_km > 3
    assert found.place.country == "UA"


def test_the_outskirts_of_a_city_stay_its_own(gazetteer: Gazetteer) -> None:
    kyiv = next(p for p in gazetteer.lookup("Kyiv") if p.kind == "city")
    spec = (kyiv.place_id, "city", "Kyiv", "UA", kyiv.lat, kyiv.lon)
    was = location(spec)
    found = locate_point(kyiv.lat + 0.02, kyiv.lon + 0.01, was, gazetteer)
    assert found.place == place(spec)
    assert found.geo_precision == "settlement"


def test_a_point_in_crimea_is_in_ukraine(gazetteer: Gazetteer) -> None:
    assert locate_point(45.19, 33.37, None, gazetteer).place.country == "UA"
