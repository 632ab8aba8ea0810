"""The picture shows what is known, as exactly as it is known, and is the same each time."""

import io
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from matplotlib.figure import Figure
from matplotlib.image import imread
from pyproj import Geod

from geomap.cli import main
from geomap.errors import OutputError
from geomap.export import write_geojson
from geomap.frame import to_frame
from geomap.incidents import merge_reports
from geomap.picture import write_picture
from geomap.picture.figure import draw_figure
from geomap.picture.ground import HOME_LAND
from geomap.picture.marks import collect_areas, draw_doubts, group_points
from geomap.picture.names import INCIDENT
from geomap.picture.shapes import svg_outline, symbols
from geomap.picture.view import fit_view, mercator_y
from geomap.records import Report
from geomap.vocabulary import event_types
from geomap.wording import Words
from tests.samples import BELGOROD, KOPANKY, KURSK_OBLAST, KYIV, ODESA, UKRAINE, report
from tests.strategies import report_lists

HOSTILE = r"$\frac{1}{</text><script>alert(1)</script> & $x$ \u0007 {{7*7}}"


def table(*reports: Report) -> gpd.GeoDataFrame:
    return to_frame(merge_reports(reports))


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    return table(
        report("r1", "strike.drone", KYIV),
        report("r2", "strike.missile", ODESA),
        report("r3", "ground.clash", KURSK_OBLAST),
        report("r4", "control.capture", KOPANKY, precision="near"),
        report("r5", "strike.other", UKRAINE),
        report("r6", "strike.other", BELGOROD, realis="denied"),
        report("r7", "strike.combined", spec=None),
    )


def on_map(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame[(frame["realis"] == "actual") & frame.geometry.notna()]


def said(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts] + [
        text.get_text() for text in figure.texts
    ]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_same_table_gives_the_same_bytes(
    kind: str, frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write_picture(frame, tmp_path / f"{name}.{kind}", dpi=60)
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a.{kind}", f"b.{kind}"]


def test_an_area_is_drawn_as_area_and_a_settlement_as_symbol(frame: gpd.GeoDataFrame) -> None:
    drawn = on_map(frame)
    assert [area.name for area in collect_areas(drawn)] == ["Kursk Oblast"]
    groups = group_points(drawn, fit_view(drawn, width=600, height=500))
    assert sorted(place for group in groups for place in group.places) == [
        "Kopanky",
        "Kyiv",
        "Odesa",
    ]


def test_a_district_without_outline_is_a_circle_of_its_radius() -> None:
    frame = table(report("r1", spec=KOPANKY))
    frame["geo_precision"] = "district"
    frame["radius_km"] = 20.0
    (area,) = collect_areas(frame)
    west, _, east, _ = area.geometry.bounds
    lat = frame["lat"].iloc[0]
    _, _, metres = Geod(ellps="WGS84").inv(west, lat, east, lat)
    assert metres == pytest.approx(40_000, rel=0.01)


def test_near_is_a_circle_of_its_radius(frame: gpd.GeoDataFrame) -> None:
    frame["radius_km"] = 60.0
    drawn = on_map(frame)
    axes = Figure().add_axes((0, 0, 1, 1))
    view = fit_view(drawn, width=600, height=500)
    draw_doubts(axes, view, drawn, group_points(drawn, view))
    (circles,) = axes.collections
    (circle,) = circles.get_paths()  # of Kopanky, and of no other
    box = circle.get_extents()
    assert (box.x0 + box.x1) / 2 == pytest.approx(KOPANKY[5])
    assert (box.y0 + box.y1) / 2 == pytest.approx(mercator_y(np.array([KOPANKY[4]]))[0])
    _, _, metres = Geod(ellps="WGS84").inv(box.x0, KOPANKY[4], box.x1, KOPANKY[4])
    assert metres == pytest.approx(120_000, rel=0.01)


def test_what_is_not_drawn_is_counted(frame: gpd.GeoDataFrame) -> None:
    words = said(draw_figure(frame, title="Incidents"))
    for line in (
        "Ukraine, place not said",
        "no place found",
        "denied, planned, past or the like",
    ):
        assert words[words.index(line) + 1] == "1"
    assert any("4 incidents on the map" in line for line in words)
    assert "Belgorod" not in _bold(frame)


def _bold(frame: gpd.GeoDataFrame) -> set[str]:
    """Names written as those of incidents."""
    figure = draw_figure(frame, title="")
    return {
        text.get_text()
        for text in figure.axes[0].texts
        if text.get_fontweight() == "bold" and text.get_fontsize() == INCIDENT.size
    }


def test_places_of_incidents_are_named(frame: gpd.GeoDataFrame) -> None:
    assert {"Kyiv", "Odesa", "Kopanky"} <= _bold(frame)


def test_legend_names_and_counts_the_types_that_are_drawn(frame: gpd.GeoDataFrame) -> None:
    words = said(draw_figure(frame, title="Incidents"))
    for label in ("Drone strike", "Missile strike", "Clash", "Capture"):
        assert words[words.index(label) + 1] == "1"
    assert "Combined strike" not in words


def test_the_data_is_owed_to_its_sources(frame: gpd.GeoDataFrame) -> None:
    words = " ".join(said(draw_figure(frame, title="Incidents")))
    for source in ("OpenStreetMap", "Overture", "GeoNames", "Natural Earth"):
        assert source in words


@settings(max_examples=30)
@given(told=report_lists())
def test_joining_symbols_loses_no_incident(told: list[Report]) -> None:
    drawn = on_map(table(*told))
    groups = group_points(drawn, fit_view(drawn, width=600, height=500))
    areas = collect_areas(drawn)
    counted = sum(group.count for group in groups) + sum(a.types.total() for a in areas)
    assert counted == len(drawn)


def test_crimea_is_drawn_as_ukraine() -> None:
    figure = draw_figure(table(), title="")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100)
    buffer.seek(0)
    pixels = imread(buffer)
    axes = figure.axes[0]

    def color(lon: float, lat: float) -> str:
        x, y = axes.transData.transform((lon, float(mercator_y(np.array([lat]))[0])))
        scale = 100 / figure.dpi
        red, green, blue = pixels[pixels.shape[0] - 1 - int(y * scale), int(x * scale)][:3]
        return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"

    assert color(33.9, 45.45) == HOME_LAND  # the steppe north of Simferopol
    assert color(32.3, 48.9) == HOME_LAND
    assert color(38.5, 51.5) != HOME_LAND  # Voronezh Oblast


def test_every_event_type_has_a_symbol() -> None:
    assert set(symbols()) == set(event_types())


def test_symbol_of_two_arcs_is_a_circle() -> None:
    outline = svg_outline("M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1 -5.5 0Z")
    radii = np.hypot(*np.asarray(outline.vertices).T)
    assert radii == pytest.approx(5.5)
    assert outline.get_extents().height == pytest.approx(11, rel=0.01)


def test_symbols_point_up_as_on_the_page() -> None:
    box = symbols()["strike.drone"].outline.get_extents()
    assert box.y1 == pytest.approx(6.6)  # the tip of the triangle


def test_unknown_path_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="'Q'"):
        svg_outline("M0 0Q1 1 2 2Z")


def test_hostile_title_is_only_text(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write_picture(frame, tmp_path / "a.svg", title=HOSTILE)
    names = {element.tag.rpartition("}")[2] for element in ET.parse(tmp_path / "a.svg").iter()}  # noqa: S314
    assert "script" not in names
    write_picture(frame, tmp_path / "a.png", title=HOSTILE, dpi=60)


def test_a_table_without_incidents_is_a_map_of_ukraine(tmp_path: Path) -> None:
    write_picture(table(), tmp_path / "a.png", dpi=60)
    assert (tmp_path / "a.png").stat().st_size > 10_000


def test_styles_of_the_caller_stay_theirs(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"font.size": 31.0, "axes.facecolor": "red"}):
        write_picture(frame, tmp_path / "a.png", dpi=60)
        assert mpl.rcParams["font.size"] == 31.0
    write_picture(frame, tmp_path / "b.png", dpi=60)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize("name", ["a.pdf", "a", "absent/a.png"])
def test_what_cannot_be_written_is_named(
    name: str, frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=name):
        write_picture(frame, tmp_path / name, dpi=60)
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_the_command_says_what_to_install(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    write_geojson(frame, tmp_path / "i.geojson")
    code = "import sys; sys.modules['matplotlib'] = None; from geomap.cli import main; main()"
    arguments = ["picture", "i.geojson", "-o", "map.png"]
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        'geomap: map.png: pictures need matplotlib: pip install "geomap[picture]"'
    ]


def test_command_draws_the_geojson_of_a_build(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    write_geojson(frame, tmp_path / "i.geojson")
    arguments = ["picture", str(tmp_path / "i.geojson"), "-o", str(tmp_path / "m.png")]
    result = CliRunner().invoke(main, [*arguments, "--dpi", "60"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_speaks_the_language_asked_for(frame: gpd.GeoDataFrame) -> None:
    frame["place_uk"] = frame["place"].map({"Kyiv": "Київ"})
    words = said(draw_figure(frame, words=Words("uk")))
    assert {"Події", "Удари", "Удар дроном", "Точність місця", "Київ"} <= set(words)
    assert not {"Strikes", "How exact", "Kyiv"} & set(words)
    assert "УКРАЇНА" in {word.replace("\u200a", "") for word in words}
