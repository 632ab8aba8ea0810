from __future__ import annotations

from datetime import date

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geomap.places import Gazetteer, GazetteerGeocoder
from geomap.places.geodesy import km_between
from geomap.places.ranking import rank_candidates


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    return GazetteerGeocoder(gazetteer)


class FixedGeocoder(Geocoder):  # type: ignore[misc]
    """A geocoder that always gives the same answer, to stand behind ours without network."""

    def __init__(self) -> None:
        super().__init__()

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: object = None) -> Location:
        del exactly_one, timeout
        return Location(query, (1.0, 2.0), {"osm_id": 1})


def test_name_alone_gives_a_geopy_location(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Kyiv")
    assert isinstance(found, Location)
    assert km_between(found.latitude, found.longitude, 50.45, 30.52) < 10
    assert found.raw["country"] == "UA"


def test_homonym_alone_gives_nothing_but_a_list(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Ivanivka") is None
    found = geocoder.geocode("Ivanivka", exactly_one=False, limit=5)
    assert isinstance(found, list)
    assert len(found) == 5


def test_region_and_near_tell_homonyms_apart(geocoder: GazetteerGeocoder) -> None:
    for found in (
        geocoder.geocode("Kopanky, Izium raion", near="Kupiansk"),
        geocoder.geocode("Kopanky", region="Kharkiv region", near="Kupiansk"),
        geocoder.geocode("Kopanky", near="Kupiansk"),
    ):
        assert isinstance(found, Location)
        assert km_between(found.latitude, found.longitude, 49.371, 37.850) < 8


def test_language_of_the_address(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Kharkiv", language="uk")
    assert isinstance(found, Location)
    assert found.address.startswith("Харків")


def test_country_codes_leave_out_the_rest(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Ivanovka", exactly_one=False, country_codes="ru")
    assert found is None or {place.raw["country"] for place in found} == {"RU"}
    assert geocoder.geocode("Kyiv", country_codes=["PL"]) is None


@pytest.mark.parametrize("query", ["", "  ", ", Kharkiv region", None])
def test_empty_query_is_an_error(geocoder: GazetteerGeocoder, query: str) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


def test_unknown_region_language_or_point_is_an_error(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderQueryError, match="Atlantis"):
        geocoder.geocode("Kopanky", region="Atlantis")
    with pytest.raises(GeocoderQueryError, match="language"):
        geocoder.geocode("Kyiv", language="xx")
    with pytest.raises(GeocoderQueryError, match="point"):
        geocoder.reverse("nowhere")


def test_reverse_gives_the_nearest_settlement(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse((49.371, 37.850))
    assert isinstance(found, Location)
    assert found.raw["name"] == "Kopanky"


def test_reverse_far_from_everything_gives_nothing(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((43.5, 34.0), distance_km=5) is None


def test_fallback_is_asked_only_for_unknown_names_and_marked(gazetteer: Gazetteer) -> None:
    geocoder = GazetteerGeocoder(gazetteer, fallback=FixedGeocoder())
    unknown = geocoder.geocode("Xqzwv")
    assert isinstance(unknown, Location)
    assert unknown.raw["source"] == "fallback:FixedGeocoder"
    known = geocoder.geocode("Kyiv")
    assert isinstance(known, Location)
    assert not known.raw["source"].startswith("fallback")


def test_works_in_geopandas(gazetteer: Gazetteer) -> None:
    from geopandas.tools import geocode

    frame = geocode(["Kyiv", "Odesa"], provider=GazetteerGeocoder, gazetteer=gazetteer)
    assert len(frame) == 2
    assert frame.geometry.iloc[1].y == pytest.approx(46.48, abs=0.1)


def test_ranking_says_why(gazetteer: Gazetteer) -> None:
    ranked = rank_candidates("Kopanky", gazetteer, region="Kharkiv region", near="Kupiansk")
    assert sum(r.score for r in ranked) == pytest.approx(1)
    assert [r.score for r in ranked] == sorted((r.score for r in ranked), reverse=True)
    assert any("Kharkiv" in reason for reason in ranked[0].reasons)
    assert any("Kupiansk" in reason for reason in ranked[0].reasons)


def test_ranking_by_day_follows_the_front(gazetteer: Gazetteer) -> None:
    ranked = rank_candidates("Robotyne", gazetteer, date=date(2023, 8, 20))
    assert km_between(ranked[0].place.lat, ranked[0].place.lon, 47.445, 35.837) < 5


def test_ranking_by_kind(gazetteer: Gazetteer) -> None:
    assert rank_candidates("Kharkiv region", gazetteer, kind="region")[0].place.kind == "region"


def test_unknown_name_ranks_nothing(gazetteer: Gazetteer) -> None:
    assert rank_candidates("Xqzwv", gazetteer) == []
