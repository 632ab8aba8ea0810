"""Online tiles: what may be given, and what the page is then allowed."""

import pytest
import xyzservices  # type: ignore[import-untyped]

from geomap.errors import SettingsError
from geomap.webmap.tiles import OnlineTiles

URL = "https://{s}.tile.example.org/{z}/{x}/{y}.png"


def test_a_provider_brings_its_url_and_attribution() -> None:
    tiles = OnlineTiles("OpenStreetMap.Mapnik")
    assert tiles.url == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert "OpenStreetMap" in str(tiles.attribution)
    assert tiles.policy().images == ("https://tile.openstreetmap.org",)


def test_a_provider_object_is_the_same_as_its_name() -> None:
    provider = xyzservices.providers.OpenStreetMap.Mapnik
    assert OnlineTiles(provider).url == OnlineTiles("OpenStreetMap.Mapnik").url


def test_only_the_host_of_the_tiles_is_allowed() -> None:
    tiles = OnlineTiles(URL, attribution="Example")
    assert tiles.policy().images == ("https://*.tile.example.org",)
    assert tiles.policy().connect == ()


@pytest.mark.parametrize(
    "url",
    [
        "http://tile.example.org/{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "javascript:alert(1)//{z}{x}{y}",
        "https://tile.example.org; script-src */{z}/{x}/{y}",
        "https://a.example 'unsafe-inline'/{z}/{x}/{y}",
        "file:///{z}/{x}/{y}",
    ],
)
def test_a_url_that_is_no_https_template_is_an_error(url: str) -> None:
    with pytest.raises(SettingsError, match="tiles must be"):
        OnlineTiles(url, attribution="x")


def test_an_unknown_provider_is_an_error() -> None:
    with pytest.raises(SettingsError, match="NoSuchMap"):
        OnlineTiles("NoSuchMap")


def test_a_provider_without_its_key_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"Thunderforest.*Token"):
        OnlineTiles("Thunderforest.Landscape")


def test_a_url_needs_an_attribution() -> None:
    with pytest.raises(SettingsError, match="tiles_attribution"):
        OnlineTiles(URL)
