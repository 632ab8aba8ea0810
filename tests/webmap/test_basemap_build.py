"""How outlines become arcs: what is shared is there once, and everything closes."""

from itertools import pairwise
from pathlib import Path

import shapely
from shapely import Polygon

from gazetteer.build import basemap
from gazetteer.build.basemap_names import BOX, GRID, place_labels

# Two regions of one country side by side, a neighbour below both, an island of the neighbour.
UNITS = [
    ("UKR/1", shapely.box(30, 48, 31, 49)),
    ("UKR/2", shapely.box(31, 48, 32, 49)),
    ("MDA/1", Polygon([(30, 47), (32, 47), (32, 48), (31, 48), (30, 48)])),
    ("MDA/2", shapely.box(35, 46, 36, 47)),
]


def ends(arc: list[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    return (arc[0], arc[1]), (sum(arc[::2]), sum(arc[1::2]))


def test_every_line_is_there_once_and_of_one_kind() -> None:
    parts = basemap.arrangement(UNITS)
    numbers = parts["borders"] + parts["regions"] + parts["coast"]
    assert sorted(numbers) == list(range(len(parts["arcs"])))
    border = {frozenset(ends(parts["arcs"][n])) for n in parts["borders"]}
    assert border == {
        frozenset({(30000, 48000), (31000, 48000)}),
        frozenset({(31000, 48000), (32000, 48000)}),
    }
    (region,) = parts["regions"]
    assert set(ends(parts["arcs"][region])) == {(31000, 48000), (31000, 49000)}


def test_both_neighbours_are_drawn_along_the_same_border() -> None:
    parts = basemap.arrangement(UNITS)
    for code in ("UKR", "MDA"):
        used = {
            number if number >= 0 else ~number
            for ring in parts["countries"][code]
            for number in ring
        }
        assert set(parts["borders"]) <= used


def test_rings_close_and_an_island_is_a_ring_of_its_own() -> None:
    parts = basemap.arrangement(UNITS)
    assert len(parts["countries"]["UKR"]) == 1
    assert len(parts["countries"]["MDA"]) == 2
    for rings in parts["countries"].values():
        for ring in rings:
            turned = [
                ends(parts["arcs"][n]) if n >= 0 else ends(parts["arcs"][~n])[::-1] for n in ring
            ]
            assert turned[0][0] == turned[-1][1]
            assert all(a[1] == b[0] for a, b in pairwise(turned))


def test_a_speck_is_left_out() -> None:
    speck = ("UKR/3", shapely.box(33, 46, 33.01, 46.01))
    assert basemap.arrangement([*UNITS, speck]) == basemap.arrangement(UNITS)


def test_where_the_box_cuts_there_is_no_coast() -> None:
    west, south, _, _ = BOX
    parts = basemap.arrangement([("POL/1", shapely.box(west, south, west + 2, south + 2))])
    for number in parts["coast"]:
        for end in ends(parts["arcs"][number]):
            assert end != (west * GRID, south * GRID)


def test_suburbs_abroad_are_left_out_and_ukrainian_towns_are_not(
    tmp_path: Path,
) -> None:
    rows = [
        ("a", "city", "Large", "RU", 37.6, 55.7, 1_000_000),
        ("b", "town", "Suburb", "RU", 37.7, 55.7, 90_000),
        ("c", "city", "Kyiv", "UA", 30.5, 50.4, 3_000_000),
        ("d", "town", "Near Kyiv", "UA", 30.6, 50.4, 30_000),
        ("e", "village", "Outside", "UA", 100.0, 50.4, 30_000),
        ("f", "region", "Not a settlement", "UA", 30.0, 50.0, 30_000),
    ]
    header = "place_id,kind,name_en,name_uk,name_ru,country,lon,lat,population\n"
    lines = [f"{i},{k},{n},{n},{n},{c},{x},{y},{p}\n" for i, k, n, c, x, y, p in rows]
    path = tmp_path / "places.csv"
    path.write_text(header + "".join(lines), encoding="utf-8")
    labels = place_labels(path)
    assert [label[1] for label in labels] == ["Kyiv", "Large", "Near Kyiv"]
    assert [label[6] for label in labels] == sorted(label[6] for label in labels)
