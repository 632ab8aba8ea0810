"""The column beside the map: what the symbols mean, how many there are, and what is not drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Circle, Rectangle

from geomap.picture.marks import DASHES, INK, draw_bubble, draw_symbol, is_exact
from geomap.picture.shapes import layer_colors
from geomap.vocabulary import event_types, vocabulary
from geomap.wording import ENGLISH, Words

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

MUTED, _FAINT = "#55616d", "#55616d22"
_LINE = 14.2  # points from line to line
_NAMES_SHOWN = 3


@dataclass(slots=True)
class _Pen:
    """Where the next line of the column goes, in points from the top."""

    axes: Axes
    width: float
    y: float

    def heading(self, text: str) -> None:
        self.y -= 8
        self.write(text, 0, weight="bold", size=8.6)
        self.y -= _LINE + 1

    def write(
        self, text: str, x: float, *, weight: str = "normal", size: float = 8.2, color: str = INK
    ) -> None:
        self.axes.text(x, self.y, text, fontsize=size, weight=weight, color=color, va="center",
                       parse_math=False)  # fmt: skip

    def number(self, count: int) -> None:
        self.axes.text(self.width, self.y, str(count), fontsize=8.2, color=INK, ha="right",
                       va="center")  # fmt: skip


def draw_legend(
    axes: Axes,
    frame: gpd.GeoDataFrame,
    drawn: gpd.GeoDataFrame,
    *,
    has_bubbles: bool,
    words: Words = ENGLISH,
) -> None:
    """
    Draw the legend.

    Parameters
    ----------
    axes
        In points: x from 0 to its width, y from 0 at the bottom to its height at the top.
    frame
        All incidents.
    drawn
        Those that are on the map.
    has_bubbles
        Whether some of them are drawn as one.
    words
        Of the language of the legend.
    """
    pen = _Pen(axes, axes.get_xlim()[1], axes.get_ylim()[1] - 4)
    counts = Counter(drawn["event_type"])
    for layer in vocabulary()["layers"]:
        kinds = [k for k, t in event_types().items() if t.layer == layer and counts[k]]
        if kinds:
            pen.heading(words.text(f"layers.{layer}"))
            for kind in kinds:
                draw_symbol(axes, kind, 8, pen.y, unit=0.92)
                pen.write(words.event_type(kind), 22)
                pen.number(counts[kind])
                pen.y -= _LINE
    _draw_key(pen, drawn, words, has_bubbles=has_bubbles)
    _list_left_off(pen, frame, words)


def _draw_key(pen: _Pen, drawn: gpd.GeoDataFrame, words: Words, *, has_bubbles: bool) -> None:
    """Explain the marks that are on this map."""
    exact = is_exact(drawn)
    near = exact & (drawn["geo_precision"] == "near")
    keys: list[tuple[bool, str, Callable[[Axes, float], object]]] = [
        ((exact & ~near).any(), "picture.point", _key_symbol),
        (near.any(), "picture.near", _key_circle),
        ((~exact).any(), "picture.area", _key_area),
        (has_bubbles, "picture.bubble", _key_bubble),
        ((exact & drawn["cross_border"]).any(), "picture.cross_border", _key_cross_border),
    ]
    if len(drawn):
        pen.heading(words.text("picture.exact"))
    for _, text, draw in (key for key in keys if key[0]):
        draw(pen.axes, pen.y)
        pen.write(words.text(text), 22, color=MUTED)
        pen.y -= _LINE


def _key_symbol(axes: Axes, y: float) -> None:
    draw_symbol(axes, "strike.shelling", 8, y, unit=0.72)


def _key_circle(axes: Axes, y: float) -> None:
    axes.add_artist(Circle((8, y), 6, facecolor=_FAINT, edgecolor=MUTED, linestyle=DASHES))


def _key_area(axes: Axes, y: float) -> None:
    box = Rectangle((1.5, y - 5), 13, 10, facecolor=_FAINT, edgecolor=MUTED, linestyle=DASHES)
    axes.add_artist(box)


def _key_bubble(axes: Axes, y: float) -> None:
    shares = Counter({"strike.drone": 2, "control.advance": 1})
    draw_bubble(axes, shares, 8, y, unit=0.75, size=8.5)


def _key_cross_border(axes: Axes, y: float) -> None:
    axes.add_artist(Circle((8, y), 6.5, fill=False, edgecolor=layer_colors()["cross_border"],
                           linestyle=DASHES, linewidth=1.2))  # fmt: skip


def _list_left_off(pen: _Pen, frame: gpd.GeoDataFrame, words: Words) -> None:
    """Count what is in the table and not on the map."""
    happened = frame[frame["realis"] == "actual"]
    country = Counter(happened.loc[happened["geo_precision"] == "country", "country"])
    lines = [
        (words.text("brief.place_not_said", place=words.area(code)), n)
        for code, n in country.most_common(_NAMES_SHOWN)
    ]
    others = country.total() - sum(n for _, n in lines)
    lines += [
        (words.text("picture.other_countries"), others),
        (words.text("picture.no_place"), int(happened["geo_precision"].isna().sum())),
        (words.text("picture.not_actual"), len(frame) - len(happened)),
    ]
    lines = [(text, n) for text, n in lines if n]
    if lines:
        pen.heading(words.text("picture.left_off"))
    for text, count in lines:
        pen.write(text, 0, color=MUTED)
        pen.number(count)
        pen.y -= _LINE
