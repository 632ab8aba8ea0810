"""Is the compiled gazetteer sound? Every fault that can be seen from the data alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.places.counts import MARGIN_DEG
from geomap.places.nearest import KM_PER_DEGREE
from geomap.places.store import UNITS_PER_DEGREE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.store import Store

# Outlines are simplified and settlements on rivers and coasts fall beside them.
MARGIN_KM: Final = 15.0
SITE_MARGIN_KM: Final = 5.0  # see counts.py; their positions are checked one by one
LEAST_SHARE: Final = 0.995  # of the exact points of Ukraine, in the outline of their region
_CRIMEA: Final = {"south": 44.3, "north": 45.9, "west": 32.4, "east": 36.2}
# An admin place may also be a city that is a region of its own: Kyiv, Moscow.
_WRONG_ADMIN: Final = {
    column: "SELECT p.place_id, p.name, a.name FROM places p"  # noqa: S608 (names of our own)
    f" LEFT JOIN places a ON a.n = p.{column} LEFT JOIN labels l ON l.label = a.kind"
    f" WHERE p.{column} IS NOT NULL AND p.{column} <> p.n AND l.word IS NOT ?"
    " AND NOT (l.word = 'city' AND a.admin1_id = a.n)"
    for column in ("admin1_id", "admin2_id")
}
_POINTS_OF_REGION: Final = (
    f"SELECT place_id, name, lat / {UNITS_PER_DEGREE}.0, lon / {UNITS_PER_DEGREE}.0,"  # noqa: S608 (constants)
    f" CASE word WHEN 'site' THEN {SITE_MARGIN_KM} ELSE accuracy_km + {MARGIN_KM} END"
    " FROM places JOIN labels ON label = kind WHERE admin1_id = ?"
)
_EXACT_SETTLEMENTS: Final = (
    f"SELECT lon / {UNITS_PER_DEGREE}.0, lat / {UNITS_PER_DEGREE}.0 FROM places"  # noqa: S608 (a constant)
    " JOIN labels c ON c.label = country JOIN labels k ON k.label = kind"
    " WHERE admin1_id = ? AND exact AND c.word = 'UA' AND k.word IN ('city', 'town', 'village')"
)


def find_faults(store: Store) -> list[str]:
    """
    Return what is wrong, one sentence a fault.

    Looked at: that the database is whole, admin places exist and are of the right kind, points
    lie in their region within 15 km and their own uncertainty (sites within 5 km), nearly all
    exact ones of Ukraine much nearer, outlines are valid, names point at places, and Crimea is
    Ukraine's.
    """
    return [
        *_damage(store),
        *_wrong_admins(store),
        *_invalid_areas(store),
        *_points_outside(store),
        *_too_many_outside(store),
        *_lost_members(store),
        *_crimea(store),
    ]


def _damage(store: Store) -> list[str]:
    rows = store.connection.execute("PRAGMA integrity_check")
    return [f"{store.folder}: {fault}" for (fault,) in rows if fault != "ok"]


def _wrong_admins(store: Store) -> list[str]:
    faults: list[str] = []
    for column, kind in (("admin1_id", "region"), ("admin2_id", "district")):
        faults += [
            f"{place_id} {name}: {column} is {admin}, which is no {kind}"
            for place_id, name, admin in store.connection.execute(_WRONG_ADMIN[column], (kind,))
        ]
    return faults


def _invalid_areas(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT n FROM areas")
    return [
        f"{store.place(n).place_id} {store.place(n).name}: its outline is not valid"
        for (n,) in rows
        if not _outline(store, n).is_valid
    ]


def _points_outside(store: Store) -> list[str]:
    import numpy as np
    import shapely

    faults: list[str] = []
    for region in store.of_kind("region"):
        outline = store.area(region)
        rows = store.connection.execute(_POINTS_OF_REGION, (region,)).fetchall()
        if outline is None or not rows:
            continue
        points = shapely.points([(row[3], row[2]) for row in rows])
        shapely.prepare(outline)
        far_km = np.zeros(len(rows))
        outside = ~shapely.intersects(outline, points)
        far_km[outside] = shapely.distance(outline, points[outside]) * KM_PER_DEGREE
        faults += [
            f"{place_id} {name}: about {km:.0f} km outside {store.place(region).name}"
            for (place_id, name, _, _, margin_km), km in zip(rows, far_km, strict=True)
            if km > margin_km
        ]
    return faults


def _too_many_outside(store: Store) -> list[str]:
    import shapely

    inside = total = 0
    for region in store.of_kind("region"):
        outline = store.area(region)
        points = store.connection.execute(_EXACT_SETTLEMENTS, (region,)).fetchall()
        if outline is not None and points:
            inside += int(shapely.dwithin(outline, shapely.points(points), MARGIN_DEG).sum())
            total += len(points)
    if inside >= LEAST_SHARE * total:
        return []
    return [f"only {inside:,} of {total:,} exact settlements of Ukraine lie in their region"]


def _lost_members(store: Store) -> list[str]:
    (places,) = store.connection.execute("SELECT count(*) FROM places").fetchone()
    rows = store.connection.execute("SELECT s FROM sets").fetchall()
    return [
        f"set {s} of names points at no place"
        for (s,) in rows
        if not store.place_set(s)[0] or max(store.place_set(s)[0]) >= places
    ]


def _crimea(store: Store) -> list[str]:
    query = (
        "SELECT place_id, name FROM places JOIN labels ON label = country WHERE word = 'RU'"
        " AND lat BETWEEN :south AND :north AND lon BETWEEN :west AND :east"
    )
    box = {side: round(value * UNITS_PER_DEGREE) for side, value in _CRIMEA.items()}
    rows = store.connection.execute(query, box)
    return [f"{place_id} {name}: in Crimea, which is Ukraine" for place_id, name in rows]


def _outline(store: Store, number: int) -> BaseGeometry:
    outline = store.area(number)
    if outline is None:  # the caller took the number from the table of areas
        raise KeyError(number)
    return outline
