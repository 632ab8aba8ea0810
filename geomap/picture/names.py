"""Names on a picture: those of incidents first, then the basemap's; none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path

from geomap.picture.ground import basemap
from geomap.picture.marks import INK, Group
from geomap.picture.view import View, mercator_y

_PLACE, _DOT, _COUNTRY, _SEA_TEXT = "#4a5057", "#6b7178", "#8b8475", "#5f8ba6"
_BESIDE = ((0, 0), (0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -2))
_PLACES_NAMED = 4  # a bubble of more places is not named for one of them
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Style:
    """How a name is written; `spaced` puts hair spaces between the letters."""

    size: float
    color: str
    weight: str = "normal"
    slant: Any = "normal"
    halo: bool = True


INCIDENT = Style(8.4, INK, "bold")
AREA = Style(7.8, INK, "normal", "italic")
TOWN, CITY = Style(6.6, _PLACE), Style(7.6, _PLACE, "bold")
COUNTRY = Style(8.0, _COUNTRY, "bold")
SEA = Style(8.2, _SEA_TEXT, "normal", "italic", halo=False)


class Names:
    """Writes names where there is room; remembers what room is taken."""

    def __init__(self, axes: Axes, view: View) -> None:
        self.axes = axes
        self.view = view
        self.taken: list[Box] = []
        self.written: set[str] = set()

    def take(self, x: float, y: float, *, width: float, height: float) -> None:
        """Keep a box around a point free of names; sizes in points."""
        half_x, half_y = self.view.degrees(width / 2), self.view.degrees(height / 2)
        self.taken.append((x - half_x, y - half_y, x + half_x, y + half_y))

    def settle(self, x: float, y: float, *, width: float, height: float) -> tuple[float, float]:
        """Return a free place at a point or close beside it, and take it; the point if none is."""
        down, aside = self.view.degrees(height + 2), self.view.degrees(width + 3)
        half_x, half_y = self.view.degrees(width / 2), self.view.degrees(height / 2)
        spots = [(x + i * aside, y + j * down) for i, j in _BESIDE]
        for at in spots:
            if self._is_free((at[0] - half_x, at[1] - half_y, at[0] + half_x, at[1] + half_y)):
                break
        else:
            at = x, y
        self.take(*at, width=width, height=height)
        return at

    def write(self, text: str, x: float, y: float, style: Style, *, gap: float | None) -> bool:
        """
        Write a name beside a point, or on it if `gap` (points) is None.

        Returns whether there was room: to the right, left, above or below, inside the view.
        """
        font = FontProperties(family="DejaVu Sans", weight=style.weight, style=style.slant,
                              size=style.size)  # fmt: skip
        width, height, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
        w, h = self.view.degrees(width), self.view.degrees(max(height, style.size))
        for left, bottom in _positions(x, y, w, h, None if gap is None else self.view.degrees(gap)):
            box = (left, bottom, left + w, bottom + h)
            if self._is_free(box):
                self.taken.append(box)
                self.written.add(text)
                self._draw(text, left + w / 2, bottom + h / 2, style)
                return True
        return False

    def has_room(self, x: float, y: float, points: float) -> bool:
        """Return whether a square around a point is free."""
        half = self.view.degrees(points / 2)
        return self._is_free((x - half, y - half, x + half, y + half))

    def _is_free(self, box: Box) -> bool:
        left, bottom, right, top = box
        view = self.view
        inside = left > view.west and right < view.east and bottom > view.south and top < view.north
        return inside and not any(
            b[0] < right and b[2] > left and b[1] < top and b[3] > bottom for b in self.taken
        )

    def _draw(self, text: str, x: float, y: float, style: Style) -> None:
        written = self.axes.text(
            x, y, text, ha="center", va="center", fontsize=style.size, weight=style.weight,
            style=style.slant, color=style.color, parse_math=False, zorder=5.5,
        )  # fmt: skip
        if style.halo:
            written.set_path_effects([withStroke(linewidth=2.2, foreground=(1, 1, 1, 0.85))])


def _positions(
    x: float, y: float, w: float, h: float, gap: float | None
) -> list[tuple[float, float]]:
    if gap is None:
        return [(x - w / 2, y - h / 2)]
    right, left = (x + gap, y - h / 2), (x - gap - w, y - h / 2)
    above, below = (x - w / 2, y + gap), (x - w / 2, y - gap - h)
    return [right, left, above, below]


def write_incident_names(
    names: Names, groups: Sequence[Group], tags: Sequence[tuple[str, float, float]]
) -> None:
    """Write the names of the places of incidents beside their symbols and `tags` (name, x, y)."""
    for group in groups:
        if names.view.holds(group.x, group.y) and len(group.places) <= _PLACES_NAMED:
            names.write(group.name, group.x, group.y, INCIDENT, gap=group.size + 4)
            names.written.update(group.places)
    for name, x, y in tags:
        if name not in names.written:
            names.write(name, x, y, AREA, gap=11)


def write_basemap_names(names: Names, *, lang: str = "en") -> None:
    """Write names of countries, seas and towns, the most important first, where room is left."""
    column = {"en": 0, "uk": 1, "ru": 2}[lang]
    data, view = basemap(), names.view
    for kind, *spelt, at_x, at_y, first, last in data["labels"]:
        name = spelt[column] or spelt[min(column, 1)] or spelt[0]  # no Russian one: as Ukrainian
        x, y = at_x / data["grid"], float(mercator_y(np.array([at_y / data["grid"]]))[0])
        # Half a zoom step less than on a screen: a picture cannot be zoomed, so it stays calm.
        if not first <= view.zoom + 0.2 or view.zoom > last + 1 or not view.holds(x, y):
            continue
        if name in names.written:
            continue
        if kind == "place":
            style = CITY if first <= max(5, view.zoom - 3) else TOWN
            if names.has_room(x, y, 5) and names.write(name, x, y, style, gap=4):
                names.take(x, y, width=5, height=5)
                names.axes.plot([x], [y], "o", markersize=2.6, color=_DOT, zorder=4.5)
        elif kind == "country":
            names.write("\u200a".join(name.upper()), x, y, COUNTRY, gap=None)
        else:
            names.write(name, x, y, SEA, gap=None)
