"""XML for globes and feed readers: KML and GeoRSS (Atom)."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from geomap.export.atomic import write_text
from geomap.frame import to_incident_rows
from geomap.vocabulary import event_types, vocabulary

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

_KML = "http://www.opengis.net/kml/2.2"
_ATOM = "http://www.w3.org/2005/Atom"
_GEORSS = "http://www.georss.org/georss"
_NOT_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NO_DATE = "1970-01-01"  # Atom demands a date; incidents without one sort to the end
_NESTED = ("evidence", "by_weapon")


def write_kml(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incidents as KML, a folder for each layer, all columns as extended data.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    root = ET.Element("kml", xmlns=_KML)
    document = _child(root, "Document")
    _child(document, "name", "geomap incidents")
    pairs = list(zip(to_incident_rows(frame), frame.geometry, strict=True))
    for name, layer in vocabulary()["layers"].items():
        inside = [pair for pair in pairs if pair[0]["layer"] == name]
        if inside:
            folder = _child(document, "Folder")
            _child(folder, "name", layer["label"]["en"])
            for row, geometry in inside:
                _add_placemark(folder, row, geometry)
    _write_xml(Path(path), root)


def write_georss(frame: gpd.GeoDataFrame, path: Path | str) -> None:
    """
    Write the incidents as an Atom feed with GeoRSS points, newest first.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    rows = to_incident_rows(frame)
    rows.sort(key=lambda row: (row["date_start"] or _NO_DATE, row["incident_id"]), reverse=True)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEORSS})
    _child(feed, "id", "urn:geomap:incidents")
    _child(feed, "title", "geomap incidents")
    _child(feed, "updated", _time_stamp(rows[0] if rows else {}))
    _child(_child(feed, "author"), "name", "geomap")
    for row in rows:
        entry = _child(feed, "entry")
        _child(entry, "id", f"urn:geomap:incident:{row['incident_id']}")
        _child(entry, "title", _title(row))
        _child(entry, "updated", _time_stamp(row))
        _child(entry, "summary", _words(row))
        if row["lat"] is not None:
            _child(entry, "georss:point", f"{row['lat']:.6f} {row['lon']:.6f}")
    _write_xml(Path(path), feed)


def _add_placemark(folder: ET.Element, row: dict[str, Any], geometry: BaseGeometry | None) -> None:
    mark = _child(folder, "Placemark")
    mark.set("id", f"i{row['incident_id']}")
    _child(mark, "name", _title(row))
    # Globes show a description as HTML: the article's words must stay words.
    _child(mark, "description", html.escape(_words(row)))
    if row["date_start"]:
        span = _child(mark, "TimeSpan")
        _child(span, "begin", row["date_start"])
        _child(span, "end", row["date_end"])
    data = _child(mark, "ExtendedData")
    for name, value in row.items():
        if value is not None and value != [] and name not in _NESTED:
            cell = _child(data, "Data")
            cell.set("name", name)
            _child(cell, "value", "; ".join(value) if isinstance(value, list) else str(value))
    if geometry is not None:
        _add_geometry(mark, geometry)


def _add_geometry(parent: ET.Element, geometry: BaseGeometry) -> None:
    from shapely import Polygon

    parts = getattr(geometry, "geoms", None)
    if parts is not None:
        multi = _child(parent, "MultiGeometry")
        for part in parts:
            _add_geometry(multi, part)
    elif isinstance(geometry, Polygon):
        polygon = _child(parent, "Polygon")
        for tag, ring in [
            ("outerBoundaryIs", geometry.exterior),
            *(("innerBoundaryIs", hole) for hole in geometry.interiors),
        ]:
            _add_coordinates(_child(_child(polygon, tag), "LinearRing"), ring)
    else:
        _add_coordinates(_child(parent, geometry.geom_type), geometry)


def _add_coordinates(parent: ET.Element, geometry: BaseGeometry) -> None:
    _child(parent, "coordinates", " ".join(f"{c[0]:.6f},{c[1]:.6f}" for c in geometry.coords))


def _title(row: dict[str, Any]) -> str:
    label = event_types()[row["event_type"]].label_en
    return f"{label}: {row['place'] or 'place not stated'}"


def _words(row: dict[str, Any]) -> str:
    told = [
        f"“{e['sentence']}” ({e['publisher'] or 'publisher not stated'})" for e in row["evidence"]
    ]
    state = f"{row['claim_status']}, {row['realis']}, precision: {row['geo_precision'] or 'none'}"
    return "\n".join([*told, state])


def _time_stamp(row: dict[str, Any]) -> str:
    return f"{row.get('date_start') or _NO_DATE}T00:00:00Z"


def _child(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = None if text is None else re.sub(_NOT_XML, "\ufffd", text)
    return child


def _write_xml(path: Path, root: ET.Element) -> None:
    ET.indent(root, space=" ")
    text: str = ET.tostring(root, encoding="unicode")
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')
