"""
The gazetteer as a geopy geocoder, and the ranking behind ``geomap locate``.

Drop-in where geopy geocoders are taken, without network. Other geopy geocoders can stand behind it
as `fallback`; nothing is ever asked of them unless the caller passes one.

    geocoder = GazetteerGeocoder()
    geocoder.geocode("Kopanky, Izium raion")            # geopy.Location, or None if it is not clear
    geocoder.geocode("Ivanivka", exactly_one=False)     # all of them, likeliest first
    geocoder.reverse((49.371, 37.850))
    geopandas.tools.geocode(["Kyiv", "Odesa"], provider=GazetteerGeocoder)
    GazetteerGeocoder(fallback=[Nominatim(user_agent="me"), Photon()])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.places.ranking import rank_candidates
from geomap.places.resolve import DEFAULT, ResolveSettings
from geomap.places.scoring import ScoredPlace

if TYPE_CHECKING:
    from geomap.places.gazetteer import Gazetteer
    from geomap.records import Place

_NAMES = {"en": "name", "uk": "name_uk", "ru": "name_ru"}


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """
    Geocode against the gazetteer that comes with geomap.

    Parameters
    ----------
    gazetteer
        Default: the one inside the package.
    fallback
        A geopy geocoder, or several, asked in turn when the gazetteer does not know the name (or
        has nothing near the point); not where it knows several of that name. Their results carry
        ``raw["source"] == "fallback:<class name>"``, and their errors are passed on.
    settings
        When to abstain between places of one name.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        fallback: Geocoder | Sequence[Geocoder] | None = None,
        settings: ResolveSettings = DEFAULT,
    ) -> None:
        super().__init__(user_agent="geomap (offline)")
        if gazetteer is None:
            from geomap.places.gazetteer import Gazetteer

            gazetteer = Gazetteer.load()
        self.gazetteer = gazetteer
        self.fallback: tuple[Geocoder, ...] = (
            tuple(fallback) if isinstance(fallback, Sequence) else (fallback,) if fallback else ()
        )
        self.settings = settings

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        language: str | bool = "en",
        region: str | None = None,
        near: str | None = None,
        country_codes: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """
        Return where a name lies.

        Parameters
        ----------
        query
            A name, or a name and the division that holds it: ``"Kopanky, Kharkiv region"``.
        exactly_one
            Return the one place meant, or None when nothing tells which of several it is; else
            the list of all, likeliest first.
        limit
            Longest list to return, at least 1.
        timeout
            Passed on to `fallback`; the gazetteer itself does not wait for anything.
        language
            Of the address: ``en``, ``uk`` or ``ru``; False, geopy's default, is English.
        region, near
            Names that tell homonyms apart: a division that holds the place, a place beside it.
        country_codes
            ISO 3166-1 alpha-2, one or several: leave out places elsewhere.

        Raises
        ------
        GeocoderQueryError
            If the query is empty, the language unknown, `limit` below 1, or `region` or `near` is
            not in the gazetteer.
        """
        if limit is not None and limit < 1:
            raise GeocoderQueryError(f"limit {limit}: expected at least 1")
        name, _, tail = _checked(query).partition(",")
        ranked = self._rank(name.strip(), region or tail.strip() or None, near)
        allowed = _codes(country_codes)
        if allowed:
            ranked = [r for r in ranked if r.place.country in allowed]
        found = [_as_location(r, _language(language)) for r in ranked]
        if not found:
            answer = self._ask_fallback("geocode", query, exactly_one=exactly_one, timeout=timeout)
            return answer[:limit] if isinstance(answer, list) else answer
        if not exactly_one:
            return found[:limit] or None
        return found[0] if found and _is_clear(ranked, self.settings) else None

    def reverse(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        language: str | bool = "en",
        distance_km: float = 25.0,
    ) -> Location | list[Location] | None:
        """
        Return the settlement nearest to a point, if one lies within `distance_km`.

        Parameters
        ----------
        query
            Whatever geopy takes for a point: ``(lat, lon)``, a `geopy.point.Point`, a string.
        exactly_one
            Return a location; else a list with it.
        timeout
            Passed on to `fallback`.
        language
            Of the address: ``en``, ``uk`` or ``ru``.
        distance_km
            None is returned when no settlement is this near.

        Raises
        ------
        GeocoderQueryError
            If the query is not a point or the language unknown.
        """
        try:
            point = Point(query)
        except (TypeError, ValueError) as error:
            raise GeocoderQueryError(f"not a point: {query!r} ({error})") from error
        spoken = _language(language)
        place, km = self.gazetteer.nearest(point.latitude, point.longitude)
        if km <= distance_km:
            scored = ScoredPlace(place, 1.0, (f"{km:.1f} km from the point",))
            found = _as_location(scored, spoken)
            return found if exactly_one else [found]
        return self._ask_fallback("reverse", query, exactly_one=exactly_one, timeout=timeout)

    def _rank(self, name: str, region: str | None, near: str | None) -> list[ScoredPlace]:
        try:
            return rank_candidates(name, self.gazetteer, region=region, near=near)
        except LookupError as error:
            raise GeocoderQueryError(str(error)) from error

    def _ask_fallback(
        self, method: str, query: object, **options: object
    ) -> Location | list[Location] | None:
        """Ask the other geocoders in turn and mark what the first of them says that knows."""
        for geocoder in self.fallback:
            source = f"fallback:{type(geocoder).__name__}"
            answer = getattr(geocoder, method)(query, **options)
            if isinstance(answer, list) and answer:
                return [_marked(location, source) for location in answer]
            if isinstance(answer, Location):
                return _marked(answer, source)
        return None


def _checked(query: object) -> str:
    if not isinstance(query, str) or not query.split(",")[0].strip():
        raise GeocoderQueryError(f"query {query!r}: expected the name of a place")
    return query


def _language(language: str | bool) -> str:
    if language is False:
        return "en"
    if not isinstance(language, str) or language not in _NAMES:
        raise GeocoderQueryError(f"language {language!r}: expected one of {', '.join(_NAMES)}")
    return language


def _codes(country_codes: str | Sequence[str] | None) -> frozenset[str]:
    codes = country_codes.split(",") if isinstance(country_codes, str) else country_codes or ()
    return frozenset(code.strip().upper() for code in codes)


def _marked(location: Location, source: str) -> Location:
    raw = location.raw if isinstance(location.raw, dict) else {"raw": location.raw}
    return Location(location.address, location.point, {**raw, "source": source})


def _as_location(scored: ScoredPlace, language: str) -> Location:
    """Return a geopy location; `raw` holds the gazetteer's entry and why it was chosen."""
    place = scored.place
    name = getattr(place, _NAMES[language]) or place.name
    parts = [name, place.admin2, place.admin1, place.country]
    address = ", ".join(dict.fromkeys(part for part in parts if part))
    raw = {
        "place_id": place.place_id,
        "kind": place.kind,
        "name": place.name,
        "address": _address_details(place, name),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "accuracy_km": place.accuracy_km,
        "score": round(scored.score, 4),
        "reasons": list(scored.reasons),
        "source": place.source,
    }
    return Location(address, Point(place.lat, place.lon), raw)


def _address_details(place: Place, name: str) -> dict[str, str]:
    """Return the parts of the address, named as Nominatim names them; P-codes are OCHA's."""
    parts = {
        place.kind: name,
        "municipality": place.admin3,
        "district": place.admin2,
        "state": place.admin1,
        "country_code": place.country and place.country.lower(),
        "admin1_pcode": _pcode(place.admin1_id, 4),
        "admin2_pcode": _pcode(place.admin2_id, 6),
    }
    return {key: value for key, value in parts.items() if value}


def _pcode(place_id: str | None, digits: int) -> str | None:
    """Return the OCHA P-code of a division of Ukraine: the beginning of its KATOTTG code."""
    return place_id[:digits] if place_id and place_id.startswith("UA") else None


def _is_clear(ranked: Sequence[ScoredPlace], settings: ResolveSettings) -> bool:
    """Whether the first leads the next other place by enough."""
    from geomap.places.resolve import same_place

    best = ranked[0]
    group = [r for r in ranked if same_place(r.place, best.place, settings.same_place_km)]
    rival = next((r.score for r in ranked if r not in group), 0.0)
    return sum(r.score for r in group) - rival >= settings.min_margin
