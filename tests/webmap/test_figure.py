"""folium's page with everything inside: links, names, titles, data."""

import re
from collections.abc import Iterator

import folium
import pytest
from folium.plugins import Fullscreen, HeatMap, MarkerCluster

from geomap.errors import MapError
from geomap.webmap.draw import OfflineMap
from geomap.webmap.figure import OfflineFigure, PageElement, clean_text, inline_script

EXTERNAL = re.compile(r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=", re.IGNORECASE)


def a_map(*, online: bool = False, title: str = "t") -> OfflineMap:
    return OfflineMap(OfflineFigure(title=title, online=online), online=online)


def page(drawn: folium.Map) -> str:
    text = drawn.get_root().render()
    assert isinstance(text, str)
    return text


class Data(PageElement):
    def __init__(self, *chunks: str) -> None:
        super().__init__()
        self.chunks = chunks

    def html_chunks(self) -> Iterator[str]:
        yield from self.chunks


def full_of_layers() -> OfflineMap:
    drawn = a_map()
    folium.Marker([50, 30], popup="<b style='color:red'>Kyiv</b>", tooltip="city").add_to(drawn)
    folium.Circle([50, 31], radius=1000).add_to(drawn)
    folium.GeoJson({"type": "Point", "coordinates": [30, 50]}, name="points").add_to(drawn)
    cluster = MarkerCluster().add_to(drawn)  # type: ignore[no-untyped-call]
    folium.Marker([49, 30], icon=folium.DivIcon(html="!")).add_to(cluster)
    folium.LayerControl().add_to(drawn)
    return drawn


def test_ordinary_folium_layers_need_no_link() -> None:
    html = page(full_of_layers())
    assert not EXTERNAL.search(html)
    assert "L.markerClusterGroup=" in html.replace(" ", "")


def test_jquery_travels_only_with_layers_that_call_it() -> None:
    plain, popup = a_map(), a_map()
    folium.Marker([50, 30]).add_to(plain)
    folium.Marker([50, 30], popup="x").add_to(popup)
    assert "jQuery" not in page(plain)
    assert "jQuery" in page(popup)


@pytest.mark.parametrize(
    "layer",
    [
        HeatMap([[50, 30]]),  # type: ignore[no-untyped-call]
        Fullscreen(),  # type: ignore[no-untyped-call]
        folium.Marker([50, 30], icon=folium.Icon(color="red")),
        folium.TileLayer("OpenStreetMap"),
    ],
    ids=["heat", "fullscreen", "icon", "tiles"],
)
def test_a_layer_without_a_copy_is_an_error_and_online_allows_it(layer: folium.Element) -> None:
    drawn = a_map()
    layer.add_to(drawn)
    with pytest.raises(MapError, match="online=True"):
        page(drawn)
    allowed = a_map(online=True)
    layer.add_to(allowed)
    assert "https://" in page(allowed)


def test_online_keeps_the_copies_that_there_are() -> None:
    html = page(a_map(online=True))
    assert "leaflet@" not in html
    assert "awesome-markers" in html
    assert "script-src https://" in html


def test_a_link_added_by_hand_is_an_error() -> None:
    drawn = a_map()
    figure = drawn.get_root()
    assert isinstance(figure, OfflineFigure)
    figure.header.add_child(folium.Element('<script src="https://x.example/a.js"></script>'))
    with pytest.raises(MapError, match=r"x\.example/a\.js"):
        page(drawn)


def test_two_maps_and_two_renderings_are_the_same_bytes() -> None:
    drawn = full_of_layers()
    assert page(drawn) == page(drawn) == page(full_of_layers())


def test_no_random_name_is_left() -> None:
    assert not re.findall(r"_[0-9a-f]{32}", page(full_of_layers()))


def test_hex_text_of_a_user_is_not_taken_for_a_name() -> None:
    drawn = a_map()
    text = "photo_d41d8cd98f00b204e9800998ecf8427e"
    folium.Marker([50, 30], tooltip=text).add_to(drawn)
    assert text in page(drawn)


def test_pinch_zoom_is_allowed() -> None:
    html = page(a_map())
    assert html.count('name="viewport"') == 1
    assert "user-scalable" not in html
    assert "maximum-scale" not in html


def test_max_zoom_survives_without_tiles() -> None:
    assert re.search(r'"maxZoom":\s*18', page(a_map()))


@pytest.mark.parametrize(
    "title", ["{{7*7}}", "{% raw %}", "</title><script>x()</script>", "a\0b\ud800"]
)
def test_a_title_is_text(title: str) -> None:
    html = page(a_map(title=title))
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    assert "<" not in found[1]
    assert "49" not in found[1]
    html.encode("utf-8")


class LateData(PageElement):
    """What nobody sees at first."""

    def __init__(self, chunk: str) -> None:
        super().__init__()
        self.chunk = chunk

    def script(self, map_name: str) -> str:
        return f"program({map_name})"

    def late_chunks(self) -> Iterator[str]:
        yield self.chunk


def test_late_data_comes_after_the_program_and_is_checked_too() -> None:
    block = '<script type="application/octet-stream" id="late">QUJD</script>\n'
    drawn = a_map()
    drawn.add_child(LateData(block))
    html = page(drawn)
    assert html.index("program(map_1)") < html.index(block) < html.index("</body>")
    hostile = a_map()
    hostile.add_child(LateData("<script>alert(1)</script>"))
    with pytest.raises(MapError, match="not a data block"):
        page(hostile)


def test_data_comes_before_the_end_of_the_body_and_after_the_map() -> None:
    drawn = a_map()
    block = '<script type="application/octet-stream" id="a-1">QUJD</script>\n'
    Data(block).add_to(drawn)
    html = page(drawn)
    assert html.index('class="folium-map"') < html.index(block) < html.index("L.map(")


@pytest.mark.parametrize(
    "chunk",
    [
        '<script type="application/octet-stream" id="a">QUJD</script><script>x()</script>',
        "<script>x()</script>",
        '<script type="application/octet-stream" id="a"><b></script>',
        '<script type="application/octet-stream" id="a" src="x">QUJD</script>',
        "text",
    ],
)
def test_only_data_blocks_are_let_in(chunk: str) -> None:
    drawn = a_map()
    Data(chunk).add_to(drawn)
    with pytest.raises(MapError, match="data block"):
        page(drawn)


def test_a_script_cannot_end_early() -> None:
    tag = inline_script('a = "</SCRIPT><!--<script>";')
    assert tag.lower().count("</script") == 1
    assert "<!--" not in tag


def test_text_without_what_a_file_cannot_hold() -> None:
    assert clean_text("a\0b\ud800c") == "a\N{REPLACEMENT CHARACTER}b?c"


def test_a_notebook_shows_the_whole_page() -> None:
    drawn = a_map(title="note")
    shown = drawn._repr_html_()
    assert shown.startswith("<div")
    assert "srcdoc=" in shown
    assert "&lt;title&gt;note&lt;/title&gt;" in shown
