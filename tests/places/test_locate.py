from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from geomap.places import Gazetteer, locate_reports, resolve_mentions
from geomap.places.geodesy import destination, km_between, xy
from geomap.places.geometry import buffered, point, representative, stretch_between
from geomap.records import Location, PlaceKind, Reading, Relation, Report
from tests.places.marked import marked_reading, marked_report, with_origin


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def located(reading: Reading, gazetteer: Gazetteer) -> tuple[Report, ...]:
    return locate_reports(reading, resolve_mentions(reading, gazetteer), gazetteer)


def location_of(
    gazetteer: Gazetteer,
    marked: str,
    relation: Relation | None = None,
    hint: tuple[PlaceKind, ...] = (),
    published: date | None = None,
) -> Location:
    """Return the location of the first ``[name]``, with its relation to the event."""
    name = marked.partition("[")[2].partition("]")[0]
    reading = marked_reading(
        marked,
        gazetteer,
        relations={name: relation} if relation else None,
        hints={name: hint} if hint else None,
        event_type="strike.drone",
        published=published,
    )
    report = located(reading, gazetteer)[0]
    assert report.location is not None, report.place_reasons
    return report.location


def test_settlement_is_a_point(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "It hit [Kupiansk].")
    assert found.geo_precision == "settlement"
    assert isinstance(found.geometry, Point)
    assert (found.geometry.y, found.geometry.x) == pytest.approx((found.lat, found.lon), abs=1e-4)
    assert 0 < found.radius_km <= 10


@pytest.mark.parametrize(("bearing", "km"), [(0, 10), (90, 25), (225, 40), (315, 3.5)])
def test_offset_lies_so_far_in_that_direction(
    gazetteer: Gazetteer, bearing: float, km: float
) -> None:
    relation = Relation("offset", distance_km=km, bearing_deg=bearing)
    found = location_of(gazetteer, "It fell off [Kupiansk].", relation)
    home = found.place
    assert geodesic((home.lat, home.lon), (found.lat, found.lon)).km == pytest.approx(km, rel=0.01)
    assert found.geo_precision == "near"
    assert found.anchor == "Kupiansk"
    north = found.lat - home.lat
    assert (north > 0.001) == (bearing in (0, 315))


def test_direction_without_distance_covers_the_town_edge(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "It fell off [Kupiansk].", Relation("offset", bearing_deg=0))
    home = found.place
    away = km_between(home.lat, home.lon, found.lat, found.lon)
    assert 0 < away <= found.radius_km
    assert found.lat > home.lat


def test_near_is_a_point_with_a_wider_radius(gazetteer: Gazetteer) -> None:
    plain = location_of(gazetteer, "It hit [Kupiansk].")
    near = location_of(gazetteer, "It hit [Kupiansk].", Relation("near"))
    said = location_of(gazetteer, "It hit [Kupiansk].", Relation("near", distance_km=30))
    assert near.geo_precision == "near"
    assert plain.radius_km < near.radius_km < said.radius_km
    assert (near.lat, near.lon) == (plain.lat, plain.lon)


def test_between_is_the_stretch_between(gazetteer: Gazetteer) -> None:
    relation = Relation("between", other_mention=1)
    found = location_of(gazetteer, "Between [Kupiansk] and {Izium}.", relation)
    izium = gazetteer.lookup("Izium")[0]
    assert found.geo_precision == "near"
    assert found.geometry is not None
    assert found.geometry.covers(point(found.place.lat, found.place.lon))
    assert found.geometry.covers(point(izium.lat, izium.lon))
    length = km_between(found.place.lat, found.place.lon, izium.lat, izium.lon)
    assert length / 2 < found.radius_km < length


def test_between_without_second_place_is_near_the_first(gazetteer: Gazetteer) -> None:
    relation = Relation("between", other_mention=1)
    reading = marked_reading(
        "Between [Kupiansk] and {Xqzwv}.", gazetteer, relations={"Kupiansk": relation}
    )
    report = located(reading, gazetteer)[0]
    assert report.location is not None
    assert report.location.geo_precision == "near"
    assert any("Xqzwv" in note for note in report.notes)


def test_outskirts_reach_around_the_town(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "On the outskirts of [Bakhmut].", Relation("outskirts"))
    assert found.geo_precision == "near"
    assert 3 <= found.radius_km <= 20


def test_region_is_its_polygon(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "It hit the [Kharkiv region].")
    assert found.geo_precision == "region"
    assert found.geometry is not None
    assert found.geometry.area > 1
    assert found.geometry.covers(Point(found.lon, found.lat))


@pytest.mark.parametrize("name", ["Crimea", "Sevastopol"])
def test_crimea_has_a_geometry_and_is_ukraine(gazetteer: Gazetteer, name: str) -> None:
    found = location_of(gazetteer, f"It hit [{name}].")
    assert found.place.country == "UA"
    assert found.geometry is not None
    assert 44 < found.lat < 46.3
    assert 32 < found.lon < 37


def test_country_is_never_pinned(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "It hit [Ukraine].")
    assert found.geo_precision == "country"
    assert found.geometry is None
    assert (found.lat, found.lon) == (found.place.lat, found.place.lon)


def test_country_stays_unpinned_when_something_is_near_it(gazetteer: Gazetteer) -> None:
    assert location_of(gazetteer, "It fell near [Poland].", Relation("near")).geometry is None


def test_district_without_outline_is_a_wide_point(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "Over the [Istra] district.", hint=("district",))
    assert found.geo_precision == "district"
    assert found.radius_km >= 5
    assert km_between(found.lat, found.lon, 55.92, 36.86) < 30


def test_border_of_a_region_is_a_strip_along_the_other_country(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "On the border of the [Sumy region].", Relation("border"))
    region = gazetteer.area(found.place.place_id)
    assert region is not None
    assert found.geo_precision == "line"
    assert found.geometry is not None
    assert 0 < found.geometry.area < region.area / 2
    assert buffered(region, 1).covers(found.geometry)


def test_border_with_a_country_lies_in_ukraine(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "On the border with [Belarus].", Relation("border"))
    assert found.geo_precision == "line"
    assert found.geometry is not None
    assert 51 < found.lat < 52.5


def test_sea_is_an_area_of_precision_line(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "Over the [Black Sea].")
    assert found.geo_precision == "line"
    assert found.geometry is not None
    assert found.geometry.area > 1


def test_off_the_coast_is_at_sea(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "Off the coast of [Odesa].", Relation("coast"))
    assert found.geo_precision == "line"
    assert km_between(found.lat, found.lon, 46.48, 30.73) < 40
    assert not gazetteer.within(found.lat, found.lon)


def test_river_is_a_line_within_reach_of_ukraine(gazetteer: Gazetteer) -> None:
    found = location_of(gazetteer, "Across the [Danube River].")
    assert found.geo_precision == "line"
    assert 27 < found.lon < 30.5


def test_axis_follows_the_front_of_the_day(gazetteer: Gazetteer) -> None:
    relation = Relation("axis")
    found = location_of(gazetteer, "On the [Pokrovsk] axis.", relation, published=date(2024, 9, 1))
    assert found.geo_precision == "line"
    assert found.geometry is not None
    assert found.geometry.covers(point(48.20, 37.34))  # Novohrodivka fell that week


def test_unresolved_place_leaves_no_location(gazetteer: Gazetteer) -> None:
    report = located(
        marked_reading("It hit [Ivanivka].", gazetteer, event_type="strike.drone"), gazetteer
    )[0]
    assert report.location is None
    assert "places of this name" in report.place_reasons[0]
    assert {other.name for other in report.other_places} == {"Ivanivka"}
    scores = [other.score for other in report.other_places]
    assert scores == sorted(scores, reverse=True)


def test_report_without_a_place_says_so(gazetteer: Gazetteer) -> None:
    reading = replace(
        marked_reading("It was hit.", gazetteer), reports=(marked_report(None, "strike.air", None),)
    )
    report = located(reading, gazetteer)[0]
    assert report.location is None
    assert report.place_reasons == ("the text names no place for it",)


def test_origins_are_named(gazetteer: Gazetteer) -> None:
    reading = marked_reading("[Sumy] was hit from {Kursk region}.", gazetteer)
    (origin,) = located(with_origin(reading, 1), gazetteer)[0].origin_places
    assert origin.name == "Kursk Oblast"
    assert (origin.lat, origin.lon) == pytest.approx((51.7, 36.2), abs=0.6)


def test_a_country_of_origin_has_no_point(gazetteer: Gazetteer) -> None:
    reading = marked_reading("[Sumy] was hit from {Russia}.", gazetteer)
    (origin,) = located(with_origin(reading, 1), gazetteer)[0].origin_places
    assert (origin.name, origin.lat, origin.lon) == ("Russia", None, None)


def test_region_that_only_frames_a_town_is_no_report_of_its_own(gazetteer: Gazetteer) -> None:
    reading = marked_reading("In the [Kharkiv region] drones hit [Izium].", gazetteer)
    same = tuple(replace(r, trigger_start=20) for r in reading.reports)
    reports = located(replace(reading, reports=same), gazetteer)
    assert [r.location.place.name for r in reports if r.location] == ["Izium"]
    assert "Kharkiv" in reports[0].notes[-1]


def test_town_and_its_region_are_two_places(gazetteer: Gazetteer) -> None:
    reading = marked_reading("Drones hit [Izium] and the [Kharkiv region].", gazetteer)
    same = tuple(replace(r, trigger_start=7) for r in reading.reports)
    assert len(located(replace(reading, reports=same), gazetteer)) == 2


def test_swap_of_latitude_and_longitude() -> None:
    assert xy(49.4, 37.8) == (37.8, 49.4)
    assert (point(49.4, 37.8).x, point(49.4, 37.8).y) == (37.8, 49.4)


LATITUDES, LONGITUDES = st.floats(44, 60), st.floats(22, 60)


@given(LATITUDES, LONGITUDES, st.floats(0.5, 80))
def test_circle_has_its_radius_and_holds_its_centre(lat: float, lon: float, km: float) -> None:
    circle = buffered(point(lat, lon), km)
    inside = representative(circle)
    assert circle.covers(point(*inside))
    x, y = circle.exterior.coords[0]  # type: ignore[attr-defined]
    assert km_between(lat, lon, y, x) == pytest.approx(km, rel=0.02)


@given(LATITUDES, LONGITUDES, st.floats(0, 360), st.floats(5, 120))
@settings(max_examples=50)
def test_stretch_holds_both_ends_and_its_own_point(
    lat: float, lon: float, bearing: float, km: float
) -> None:
    end = destination(lat, lon, bearing_deg=bearing, distance_km=km)
    shape = stretch_between((lat, lon), end, half_width_km=2)
    assert shape.covers(point(lat, lon))
    assert shape.covers(point(*end))
    assert shape.covers(point(*representative(shape)))


@given(LATITUDES, LONGITUDES, st.floats(0, 360), st.floats(0.1, 300))
def test_destination_is_as_far_as_said(lat: float, lon: float, bearing: float, km: float) -> None:
    end = destination(lat, lon, bearing_deg=bearing, distance_km=km)
    assert geodesic((lat, lon), end).km == pytest.approx(km, rel=1e-6)


def test_village_that_is_not_known_is_shown_at_its_district(gazetteer: Gazetteer) -> None:
    text = "Shells hit the village of [Leninsky] in the {Shebekinsky district}."
    reading = marked_reading(text, gazetteer, event_type="strike.shelling")
    village, district = reading.mentions
    reading = replace(reading, mentions=(village, replace(district, rule="lies in")))
    report = located(reading, gazetteer)[0]
    assert report.location is not None
    assert report.location.geo_precision == "district"
    assert report.notes
