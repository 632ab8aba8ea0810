"""The copies of scripts and styles are those that their packages ship, and find their links."""

import hashlib
from pathlib import Path

import folium
import pytest
from folium.plugins import MarkerCluster

from geomap.errors import MapError
from geomap.webmap import vendor

ROOT = Path(vendor.__file__).parent / "assets" / "vendor"
IDS = [f"{file.package}/{file.file}" for file in vendor.manifest()]


@pytest.mark.parametrize("file", vendor.manifest(), ids=IDS)
def test_file_is_the_pinned_one(file: vendor.VendoredFile) -> None:
    assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256


def test_every_file_is_in_the_manifest() -> None:
    on_disk = {str(path.relative_to(ROOT)) for path in ROOT.glob("*/**/*") if path.is_file()}
    assert on_disk == set(IDS)


def test_every_package_has_its_licence_and_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for file in vendor.manifest():
        assert (ROOT / file.package / "LICENSE").stat().st_size > 500
        assert f"{file.version} | {file.licence}" in readme


def test_the_links_of_folium_itself_find_their_copies() -> None:
    links = [*folium.Map.default_js, *folium.Map.default_css]
    links += [*MarkerCluster.default_js, *MarkerCluster.default_css]
    found = {name: vendor.find(address) for name, address in links}
    expected = {
        "leaflet": "leaflet.js",
        "leaflet_css": "leaflet.css",
        "jquery": "jquery.min.js",
        "markerclusterjs": "leaflet.markercluster.js",
        "markerclustercss": "MarkerCluster.css",
        "markerclusterdefaultcss": "MarkerCluster.Default.css",
    }
    assert {name: file.file for name, file in found.items() if file} == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://cdn.jsdelivr.net/npm/leaflet@2.0.0/dist/leaflet.js",
        "https://evil.example/?/leaflet@1.9.4/dist/leaflet.js.txt",
        "https://cdn.example/leaflet.heat@1.9.4/dist/leaflet-heat.js",
    ],
)
def test_an_unknown_link_is_an_error_that_names_the_way_out(address: str) -> None:
    with pytest.raises(MapError, match="online=True") as error:
        vendor.require(address)
    assert address in str(error.value)


def test_text_for_the_page_has_its_pictures_inside() -> None:
    css = vendor.text("leaflet", "leaflet.css")
    assert "url(images/" not in css
    assert css.count("url(data:image/png;base64,") == 3
    script = vendor.text("leaflet", "leaflet.js")
    assert "sourceMappingURL" not in script
