"""From a table to a file: options, errors, whole files."""

import doctest
import re
import stat
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from shapely import Point

from geomap.errors import FrameError, MapError, OutputError, SettingsError
from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.webmap import draw, layer, save_map, write
from tests.samples import BELGOROD, KOPANKY, KURSK_OBLAST, KYIV, UKRAINE, report


@pytest.fixture(scope="module")
def frame() -> gpd.GeoDataFrame:
    specs = (KYIV, KOPANKY, BELGOROD, KURSK_OBLAST, UKRAINE)
    return to_frame(merge_reports([report(f"r{n}", spec=s) for n, s in enumerate(specs)]))


def test_a_drawing_is_a_folium_map_with_its_parts(frame: gpd.GeoDataFrame) -> None:
    drawn = draw(frame, title="Week 48")
    assert isinstance(drawn, folium.Map)
    assert {"geomap_basemap", "geomap_incidents"} <= drawn._children.keys()
    assert "geomap_tiles" not in drawn._children


def test_the_frame_is_left_as_it_is(frame: gpd.GeoDataFrame) -> None:
    before = frame.copy(deep=True)
    save = draw(frame).get_root().render()
    assert save
    assert_geodataframe_equal(frame, before)


def test_every_way_to_write_gives_the_same_file(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    drawn = draw(frame)
    save_map(drawn, tmp_path / "a.html")
    drawn.save(tmp_path / "b.html")
    drawn.save(str(tmp_path / "c.html"))
    save_map(frame, tmp_path / "d.html")
    with (tmp_path / "e.html").open("wb") as stream:
        drawn.save(stream)
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1
    assert b"\r" not in (tmp_path / "a.html").read_bytes()


def test_the_order_of_rows_does_not_matter(frame: gpd.GeoDataFrame) -> None:
    mixed = frame.iloc[::-1].reset_index(drop=True)
    assert draw(mixed).get_root().render() == draw(frame).get_root().render()


def test_an_empty_table_is_a_map_of_ukraine(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = save_map(frame.iloc[:0], tmp_path / "empty.html")
    assert re.search(r'"bounds": \[\[44\.3, 22\.1\], \[52\.4, 40\.3\]\]', path.read_text("utf-8"))


def test_a_country_does_not_widen_the_view(frame: gpd.GeoDataFrame) -> None:
    only = frame[frame["place_id"].isin([KYIV[0], UKRAINE[0]])]
    html = draw(only).get_root().render()
    assert '"bounds": [[50.45, 30.52], [50.45, 30.52]]' in html


def test_one_far_off_among_hundreds_does_not_widen_the_view(frame: gpd.GeoDataFrame) -> None:
    kyiv = frame[frame["place_id"] == KYIV[0]].iloc[:1]
    many = pd.concat([kyiv] * 200, ignore_index=True)
    many["id"] = [f"incident-{k}" for k in range(200)]
    far = many.copy()
    far.loc[199, "geometry"] = Point(92.87, 56.01)
    near = '"bounds": [[50.45, 30.52], [50.45, 30.52]]'
    assert near in draw(many).get_root().render()
    assert near in draw(far).get_root().render()
    assert near not in draw(far.iloc[150:]).get_root().render()


@pytest.mark.parametrize(
    ("options", "named"),
    [({"basemap": "satellite"}, "satellite"), ({"lang": "de"}, "de"), ({"tiles": "No"}, "No")],
)
def test_a_wrong_option_is_an_error(
    frame: gpd.GeoDataFrame, options: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        draw(frame, **options)  # type: ignore[arg-type]


def test_missing_columns_are_all_named(frame: gpd.GeoDataFrame) -> None:
    with pytest.raises(FrameError, match=r"event_type.*evidence"):
        draw(frame.drop(columns=["evidence", "event_type"]))


def test_a_map_of_another_maker_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="draw"):
        save_map(folium.Map(tiles=None), tmp_path / "x.html")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_an_error_that_names_the_file(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "no" / "map.html"
    with pytest.raises(OutputError, match=re.escape(str(path))):
        save_map(frame, path)


def test_a_failed_drawing_leaves_the_old_file(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_text("old")
    drawn = draw(frame)
    folium.TileLayer("OpenStreetMap").add_to(drawn)
    with pytest.raises(MapError):
        save_map(drawn, path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_a_folder_in_the_place_of_the_file_is_an_error(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    (tmp_path / "map.html").mkdir()
    with pytest.raises(OutputError, match=r"map\.html"):
        save_map(frame, tmp_path / "map.html")
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_others_may_read_the_file(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = save_map(frame, tmp_path / "map.html")
    assert path.stat().st_mode & stat.S_IRGRP


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards go beside the page from the third incident on, as from 100,000 on in earnest."""
    monkeypatch.setattr(write, "INLINE_LIMIT", 2)


@pytest.mark.usefixtures("small_limit")
def test_a_very_large_map_has_its_cards_beside_it(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    drawn = draw(frame)
    inline = drawn.get_root().render()
    path = save_map(drawn, tmp_path / "large.html")
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["large.html", "large_cards"]
    assert (tmp_path / "large_cards" / "0.js").read_text("utf-8").startswith("geomap.receive(0,")
    html = path.read_text("utf-8")
    assert "geomap-cards-0" not in html
    assert "file:" in html[: html.index("</head>")]
    assert drawn.get_root().render() == inline


@pytest.mark.usefixtures("small_limit")
def test_old_cards_give_way_to_new_ones(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    old = tmp_path / "large_cards" / "7.js"
    old.parent.mkdir()
    old.write_text("old")
    save_map(frame, tmp_path / "large.html")
    assert [p.name for p in old.parent.iterdir()] == ["0.js"]


def test_the_example_of_the_layer_runs() -> None:
    failed, tried = doctest.testmod(layer)
    assert (failed, tried > 5) == (0, True)
