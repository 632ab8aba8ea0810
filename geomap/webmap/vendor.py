"""The copies of scripts and styles inside the package, and which link each stands in for."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from geomap.errors import MapError

_ICONS = {
    "iconUrl": "marker-icon.png",
    "iconRetinaUrl": "marker-icon-2x.png",
    "shadowUrl": "marker-shadow.png",
}
_CSS_URL = re.compile(r"url\((?P<quote>['\"]?)(?P<path>(?!data:|#)[^'\")]+)(?P=quote)\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """One file of a package; `address` matches the links that it stands in for, if any."""

    package: str
    version: str
    licence: str
    file: str
    address: str | None
    sha256: str

    @property
    def path(self) -> Traversable:
        """Where the file lies inside the installed package."""
        return _root().joinpath(self.package, *self.file.split("/"))


@cache
def manifest() -> tuple[VendoredFile, ...]:
    """Return every vendored file, licences and images included."""
    rows = tomllib.loads(_root().joinpath("manifest.toml").read_text(encoding="utf-8"))
    return tuple(
        VendoredFile(
            package, row["version"], row["licence"], f["file"], f.get("address"), f["sha256"]
        )
        for package, row in rows.items()
        for f in row["files"]
    )


def find(address: str) -> VendoredFile | None:
    """Return the file that stands in for the link `address`, or None if there is no copy."""
    for vendored in manifest():
        if vendored.address is not None and re.search(vendored.address, address):
            return vendored
    return None


def require(address: str) -> VendoredFile:
    """
    Return the file that stands in for the link `address`.

    Raises
    ------
    MapError
        If the package has no copy of it. The message says what can be done.
    """
    vendored = find(address)
    if vendored is None:
        known = ", ".join(sorted({f"{f.package} {f.version}" for f in manifest()}))
        msg = (
            f"no copy of {address} in this package, so the map would not open offline: leave out "
            f"the layer that needs it, or allow links with online=True (copies: {known})"
        )
        raise MapError(msg)
    return vendored


@cache
def text(package: str, file: str) -> str:
    """Return a vendored script or style ready to be put inline: images inside, no source map."""
    source = _root().joinpath(package, *file.split("/")).read_text(encoding="utf-8")
    if file.endswith(".css"):
        return _CSS_URL.sub(lambda m: f"url({_data_uri(package, m['path'])})", source)
    source = _SOURCE_MAP.sub("", source).strip()
    return source + _leaflet_setup() if file == "leaflet.js" else source


def _leaflet_setup() -> str:
    # Leaflet reads the address of its icons off the stylesheet, which is inline here. Its
    # default attribution carries a flag; a map of a war shows none.
    icons = ",".join(f"{k}:'{_data_uri('leaflet', 'images/' + v)}'" for k, v in _ICONS.items())
    prefix = '<a href="https://leafletjs.com" rel="noopener">Leaflet</a>'
    return (
        f"\nL.Icon.Default.imagePath='';L.Icon.Default.mergeOptions({{{icons}}});"
        f"L.Control.Attribution.mergeOptions({{prefix:'{prefix}'}});"
    )


def _data_uri(package: str, path: str) -> str:
    data = _root().joinpath(package, *path.split("/")).read_bytes()
    return "data:image/png;base64," + b64encode(data).decode("ascii")


def _root() -> Traversable:
    return files("geomap.webmap").joinpath("assets", "vendor")
