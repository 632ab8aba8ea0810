"""What the tables of the gazetteer hold, in figures; `geomap gazetteer info` prints them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.places.tables import PlaceRow

SETTLEMENTS: Final = frozenset({"city", "town", "village"})
# The outlines are drawn for 1:10 million: on the highway from Kharkiv to Belgorod the source is
# 4 km off the border, and sand bars with airfields lie as far off its coast.
MARGIN_DEG: Final = 0.04


def count_places(
    places: Iterable[PlaceRow], areas: Mapping[str, dict[str, Any]]
) -> dict[str, object]:
    """
    Return counts by kind, country and source, and how many points are sure.

    Parameters
    ----------
    places
        Rows of ``places.csv``.
    areas
        GeoJSON geometries by place_id: a point is in its region when the outline is within 4 km.
    """
    listed = list(places)
    at_home = [p for p in listed if p.country == "UA" and p.kind in SETTLEMENTS]
    exact = [place for place in at_home if place.exact]
    sites = [place for place in listed if place.kind == "site" and place.admin1_id]
    return {
        "places": len(listed),
        "exact": sum(place.exact for place in listed),
        "ukrainian_settlements": len(at_home),
        "ukrainian_settlements_exact": len(exact),
        "ukrainian_settlements_exact_in_their_region": count_in_region(exact, areas),
        "sites_with_region": len(sites),
        "sites_in_their_region": count_in_region(sites, areas),
        "by_kind": Counter(place.kind for place in listed),
        "by_country": Counter(place.country or "-" for place in listed),
        "by_source": Counter(place.source for place in listed),
    }


def count_in_region(places: Iterable[PlaceRow], areas: Mapping[str, dict[str, Any]]) -> int:
    """Return how many of the places lie in the outline of their region, or within 4 km of it."""
    import shapely
    from shapely.geometry import shape

    by_region: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        if place.admin1_id and place.admin1_id in areas:
            by_region[place.admin1_id].append((place.lon, place.lat))
    inside = 0
    for region, points in by_region.items():
        outline = shape(areas[region]).buffer(MARGIN_DEG)
        shapely.prepare(outline)
        inside += int(shapely.intersects(outline, shapely.points(points)).sum())
    return inside
