"""
The incident table -> one picture, PNG or SVG, for people who look rather than read.

    frame ──> view (what part of the world) ──> ground, marks, names ──> legend ──> file

Needs matplotlib: ``pip install "geomap[picture]"``. The same table gives the same bytes.
"""

from geomap.picture.figure import has_matplotlib, write_picture

__all__ = ["has_matplotlib", "write_picture"]
