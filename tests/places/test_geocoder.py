from __future__ import annotations

from datetime import date
from typing import ClassVar

import pytest
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders import Nominatim
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


class CannedAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """Answers instead of the network; the rest of geopy is real."""

    answers: ClassVar[list[object]] = []
    asked: ClassVar[list[str]] = []

    def get_json(self, url: str, *, timeout: object, headers: object) -> object:
        del timeout, headers
        self.asked.append(url)
        return self.answers

    def get_text(self, url: str, *, timeout: object, headers: object) -> str:
        raise NotImplementedError


@pytest.fixture
def nominatim() -> Nominatim:
    CannedAdapter.answers, CannedAdapter.asked = [], []
    return Nominatim(user_agent="geomap tests", adapter_factory=CannedAdapter)


BONN = {"lat": "50.7", "lon": "7.1", "display_name": "Bonnhausen, Deutschland", "osm_id": 7}


def test_geopy_geocoder_behind_ours_is_asked_for_what_ours_lacks(
    gazetteer: Gazetteer, nominatim: Nominatim
) -> None:
    CannedAdapter.answers = [BONN]
    geocoder = GazetteerGeocoder(gazetteer, fallback=nominatim)
    found = geocoder.geocode("Xqzwv")
    assert isinstance(found, Location)
    assert (found.latitude, found.raw["osm_id"]) == (50.7, 7)
    assert found.raw["source"] == "fallback:Nominatim"
    listed = geocoder.geocode("Xqzwv", exactly_one=False, limit=1)
    assert isinstance(listed, list)
    assert [each.raw["source"] for each in listed] == ["fallback:Nominatim"]
    assert len(CannedAdapter.asked) == 2


def test_what_is_known_or_not_clear_is_never_asked_elsewhere(
    gazetteer: Gazetteer, nominatim: Nominatim
) -> None:
    CannedAdapter.answers = [BONN]
    geocoder = GazetteerGeocoder(gazetteer, fallback=nominatim)
    assert geocoder.geocode("Kyiv") is not None
    assert geocoder.geocode("Ivanivka") is None
    assert CannedAdapter.asked == []


def test_next_in_the_chain_is_asked_when_the_first_has_nothing(
    gazetteer: Gazetteer, nominatim: Nominatim
) -> None:
    geocoder = GazetteerGeocoder(gazetteer, fallback=[nominatim, FixedGeocoder()])
    found = geocoder.geocode("Xqzwv")
    assert isinstance(found, Location)
    assert found.raw["source"] == "fallback:FixedGeocoder"
    assert len(CannedAdapter.asked) == 1


def test_chain_without_an_answer_gives_none(gazetteer: Gazetteer, nominatim: Nominatim) -> None:
    geocoder = GazetteerGeocoder(gazetteer, fallback=[nominatim])
    assert geocoder.geocode("Xqzwv") is None
    assert geocoder.geocode("Xqzwv", exactly_one=False) is None
    assert geocoder.reverse((43.5, 34.0), distance_km=5) is None


def test_raw_has_the_address_by_parts_and_pcodes(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Kopanky, Izium raion", near="Kupiansk")
    assert isinstance(found, Location)
    assert found.raw["address"] == {
        "village": "Kopanky",
        "municipality": "Borova hromada",
        "district": "Izium Raion",
        "state": "Kharkiv Oblast",
        "country_code": "ua",
        "admin1_pcode": "UA63",
        "admin2_pcode": "UA6304",
    }


def test_location_unpacks_as_geopy_locations_do(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("Odesa", language=False)
    assert isinstance(found, Location)
    address, (lat, lon) = found
    assert address.startswith("Odesa")
    assert (lat, lon) == pytest.approx((46.48, 30.73), abs=0.1)


@pytest.mark.parametrize("limit", [0, -1])
def test_limit_below_one_is_an_error(geocoder: GazetteerGeocoder, limit: int) -> None:
    with pytest.raises(GeocoderQueryError, match="limit"):
        geocoder.geocode("Kyiv", exactly_one=False, limit=limit)


def test_reverse_gives_a_list_when_asked(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse("49.371, 37.850", exactly_one=False, language="uk")
    assert isinstance(found, list)
    assert [each.address.split(",")[0] for each in found] == ["Копанки"]


def test_unknown_and_unclear_names_are_empty_points_in_geopandas(gazetteer: Gazetteer) -> None:
    from geopandas.tools import geocode

    frame = geocode(["Xqzwv", "Ivanivka", ""], provider=GazetteerGeocoder, gazetteer=gazetteer)
    assert frame.geometry.is_empty.all()
    assert frame["address"].isna().all()


def test_reverse_works_in_geopandas(gazetteer: Gazetteer) -> None:
    import geopandas as gpd
    from geopandas.tools import reverse_geocode

    points = gpd.points_from_xy([37.850, 34.0], [49.371, 43.5])
    frame = reverse_geocode(points, provider=GazetteerGeocoder, gazetteer=gazetteer)
    assert frame["address"].iloc[0].startswith("Kopanky")
    assert frame["address"].isna().iloc[1]


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
