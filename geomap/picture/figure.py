"""One picture: the map, its legend, its heading and whom the data is owed to."""

from __future__ import annotations

import warnings
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import OutputError
from geomap.export.atomic import whole_file
from geomap.wording import ENGLISH, Words, in_language

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
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
    frame: gpd.GeoDataFrame,
    path: Path | str,
    *,
    title: str | None = None,
    dpi: int = 160,
    lang: str = "en",
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
        Heading; any text. By default "Incidents" in the language.
    dpi
        Pixels an inch of a PNG, which is 12.5 by 8.2 inches.
    lang
        Language of legend and names: en, uk or ru.

    Raises
    ------
    SettingsError
        If `lang` is another language.
    OutputError
        If matplotlib is missing, the ending is another, or the file cannot be written.
    """
    words = in_language(lang)
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
        figure = draw_figure(frame, title=title, words=words)
        with whole_file(path) as part:
            figure.savefig(part, format=kind[1:], dpi=dpi, metadata=_NO_METADATA[kind])


def draw_figure(
    frame: gpd.GeoDataFrame, *, title: str | None = None, words: Words = ENGLISH
) -> Figure:
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
    groups = _draw_map(axes, view, drawn, words)
    column = _axes(figure, 2 * _EDGE + map_width, _FOOT, _LEGEND, map_height)
    column.set(xlim=(0, _LEGEND), ylim=(0, map_height))
    column.set_axis_off()
    has_bubbles = any(group.count > 1 for group in groups)
    draw_legend(column, frame, drawn, has_bubbles=has_bubbles, words=words)
    _write_frame(figure, frame, drawn, title, words)
    return figure


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return axes at a place given in points."""
    box = (left / _WIDTH, bottom / _HEIGHT, width / _WIDTH, height / _HEIGHT)
    return figure.add_axes(box)


def _draw_map(axes: Axes, view: View, drawn: gpd.GeoDataFrame, words: Words) -> list[Group]:
    """Draw from the ground up; return what was drawn as points."""
    from geomap.picture import ground, marks, names

    axes.set(xlim=(view.west, view.east), ylim=(view.south, view.north), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(color="#7d8894", linewidth=0.7)
    ground.draw_ground(axes, view)
    named = drawn.assign(place=place_names(drawn, words))
    areas = marks.collect_areas(named)
    groups = marks.group_points(named, view)
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
    names.write_basemap_names(written, lang=words.lang)
    return groups


def place_names(frame: gpd.GeoDataFrame, words: Words) -> pd.Series[str]:
    """Return the name of each row's place in a language, in English where it has none."""
    if words.lang == "en":
        return frame["place"]
    return frame[f"place_{words.lang}"].fillna(frame["place"])


def _write_frame(
    figure: Figure,
    frame: gpd.GeoDataFrame,
    drawn: gpd.GeoDataFrame,
    title: str | None,
    words: Words,
) -> None:
    from geomap.picture.marks import INK
    from geomap.webmap.basemap import ATTRIBUTION

    def write(x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401
        figure.text(x / _WIDTH, y / _HEIGHT, text, parse_math=False, **style)

    heading = _one_line(words.text("picture.title") if title is None else title)
    size = 15 * min(1.0, _TITLE_FITS / max(1, len(heading)))
    write(_EDGE, _HEIGHT - 23, heading, fontsize=size, weight="bold", va="center", color=INK)
    count = words.count("picture.shown", len(drawn))
    write(_EDGE, _HEIGHT - 42, f"{_period(frame, words)} · {count}", fontsize=9, va="center",
          color="#55616d")  # fmt: skip
    owed = " · ".join(name for name, _ in ATTRIBUTION)
    write(_EDGE, _FOOT / 2, f"{words.text('picture.foot')} {owed}",
          fontsize=6.6, va="center", color="#55616d")  # fmt: skip


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def _period(frame: gpd.GeoDataFrame, words: Words) -> str:
    happened = frame[frame["realis"] == "actual"]
    days = [date.fromisoformat(day) for day in happened["date_start"].dropna()]
    last = [date.fromisoformat(day) for day in happened["date_end"].dropna()]
    return words.span(min(days, default=None), max(last, default=None))
