"""One picture: the map, its legend, its heading and whom the data is owed to."""

from __future__ import annotations

import warnings
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.export.atomic import whole_file
from geomap.wording import span_words

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geomap.picture.marks import Group
    from geomap.picture.view import View

_TITLE_FITS = 85  # letters of a heading in full size
KINDS = (".png", ".svg")
# Nothing of the day or of the machine goes into the file.
_NO_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None, "Creator": None},
}
_STYLE = {"font.family": "DejaVu Sans", "svg.hashsalt": "geomap", "svg.fonttype": "path"}
_POINT = 1 / 72  # inch
_WIDTH, _HEIGHT, _EDGE, _HEAD, _FOOT, _LEGEND = 900.0, 590.0, 18.0, 52.0, 24.0, 208.0  # points


def has_matplotlib() -> bool:
    """Return whether pictures can be drawn here."""
    return find_spec("matplotlib") is not None


def write_picture(
    frame: gpd.GeoDataFrame, path: Path | str, *, title: str = "Incidents", dpi: int = 160
) -> None:
    """
    Draw the incidents that happened as one picture.

    Points are drawn by type, places known to an area only as this area, "near" as a circle of
    its radius. Incidents known to a country only are counted in the legend, never drawn.

    Parameters
    ----------
    frame
        A table of `geomap.frame.SCHEMA`. Not modified.
    path
        Ends in .png or .svg; an existing file is replaced. The same table gives the same bytes
        with the same version of matplotlib.
    title
        Heading; any text.
    dpi
        Pixels an inch of a PNG, which is 12.5 by 8.2 inches.

    Raises
    ------
    OutputError
        If matplotlib is missing, the ending is another, or the file cannot be written.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in KINDS:
        msg = f"{path}: a picture is {' or '.join(KINDS)}"
        raise OutputError(msg)
    if not has_matplotlib():
        msg = f'{path}: pictures need matplotlib: pip install "geomap[picture]"'
        raise OutputError(msg)
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcParams.update(mpl.rcParamsDefault)  # not the styles of whoever runs it
        mpl.rcParams.update(_STYLE)  # type: ignore[arg-type] # the stubs want literal keys
        figure = draw_figure(frame, title=title)
        with whole_file(path) as part:
            figure.savefig(part, format=kind[1:], dpi=dpi, metadata=_NO_METADATA[kind])


def draw_figure(frame: gpd.GeoDataFrame, *, title: str) -> Figure:
    """Return the picture as a matplotlib figure."""
    from matplotlib.figure import Figure

    from geomap.picture.legend import draw_legend
    from geomap.picture.view import fit_view

    drawn = frame[(frame["realis"] == "actual") & frame.geometry.notna()]
    figure = Figure(figsize=(_WIDTH * _POINT, _HEIGHT * _POINT), facecolor="white")
    map_width = _WIDTH - 3 * _EDGE - _LEGEND
    map_height = _HEIGHT - _HEAD - _FOOT - _EDGE / 2
    view = fit_view(drawn, width=map_width, height=map_height)
    axes = _axes(figure, _EDGE, _FOOT, map_width, map_height)
    groups = _draw_map(axes, view, drawn)
    column = _axes(figure, 2 * _EDGE + map_width, _FOOT, _LEGEND, map_height)
    column.set(xlim=(0, _LEGEND), ylim=(0, map_height))
    column.set_axis_off()
    has_bubbles = any(group.count > 1 for group in groups)
    draw_legend(column, frame, drawn, has_bubbles=has_bubbles)
    _write_frame(figure, frame, drawn, title)
    return figure


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return axes at a place given in points."""
    box = (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT)
    return figure.add_axes(box)


def _draw_map(axes: Axes, view: View, drawn: gpd.GeoDataFrame) -> list[Group]:
    """Draw from the ground up; return what was drawn as points."""
    from geomap.picture import ground, marks, names

    axes.set(xlim=(view.west, view.east), ylim=(view.south, view.north), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(color="#7d8894", linewidth=0.7)
    ground.draw_ground(axes, view)
    areas = marks.collect_areas(drawn)
    groups = marks.group_points(drawn, view)
    marks.draw_areas(axes, view, areas)
    marks.draw_doubts(axes, view, drawn, groups)
    written = names.Names(axes, view)
    for group in groups:
        marks.draw_group(axes, view, group)
        written.take(group.x, group.y, width=2 * group.size, height=2 * group.size)
    tags = []
    for area in areas:
        x, y = written.settle(area.x, area.y, width=17, height=15)
        marks.draw_count(axes, area, x, y)
        tags.append((area.name, x, y))
    names.write_incident_names(written, groups, tags)
    names.write_basemap_names(written)
    return groups


def _write_frame(
    figure: Figure, frame: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame, title: str
) -> None:
    from geomap.picture.marks import INK
    from geomap.webmap.basemap import ATTRIBUTION

    def write(x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401
        figure.text(x / _WIDTH, y / _HEIGHT, text, parse_math=False, **style)

    heading = _one_line(title)
    size = 15 * min(1.0, _TITLE_FITS / max(1, len(heading)))
    write(_EDGE, _HEIGHT - 23, heading, fontsize=size, weight="bold", va="center", color=INK)
    count = f"{len(drawn)} incident{'s' * (len(drawn) != 1)} on the map"
    write(_EDGE, _HEIGHT - 42, f"{_period(frame)} · {count}", fontsize=9, va="center",
          color="#55616d")  # fmt: skip
    owed = " · ".join(name for name, _ in ATTRIBUTION)
    write(_EDGE, _FOOT / 2, f"Read from news reports; places as exact as their words. {owed}",
          fontsize=6.6, va="center", color="#55616d")  # fmt: skip


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _period(frame: gpd.GeoDataFrame) -> str:
    happened = frame[frame["realis"] == "actual"]
    days = [date.fromisoformat(day) for day in happened["date_start"].dropna()]
    last = [date.fromisoformat(day) for day in happened["date_end"].dropna()]
    return span_words(min(days, default=None), max(last, default=None))
