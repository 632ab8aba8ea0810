"""
The page's Content-Security-Policy: only what was there when the page was built may run.

The policy travels as a meta tag, so it holds for ``file://`` and for a notebook's iframe too. It
lists the SHA-256 of every inline script and style; Leaflet sets positions through the CSS object
model, which needs no permission.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["script", "style", "link"]

# One markup token of those that matter. Scanning from left to right, the content of a script or
# style ends at its first end tag, as in a browser, so tags written inside of one are not seen.
_TOKEN = re.compile(
    r"<!--.*?-->"
    r"|<script\b(?P<script>[^>]*)>(?P<js>[^<]*(?:<(?!/script\s*>)[^<]*)*)</script\s*>"
    r"|<style\b[^>]*>(?P<css>[^<]*(?:<(?!/style\s*>)[^<]*)*)</style\s*>"
    r"|<link\b(?P<link>[^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A script, style or link of a page; `address` is None where its `content` is inline."""

    kind: Kind
    start: int
    end: int
    content: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a page may do beyond its own inline scripts and styles; sources are CSP source terms."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()
    connect: tuple[str, ...] = ()
    style_attributes: bool = False


def blocks(html: str) -> list[Block]:
    """Return the scripts, styles and stylesheet links of `html` in order."""
    found = []
    for token in _TOKEN.finditer(html):
        if token["js"] is not None:
            address = _attributes(token["script"]).get("src")
            found.append(Block("script", *token.span(), token["js"], address))
        elif token["css"] is not None:
            found.append(Block("style", *token.span(), token["css"], None))
        elif token["link"] is not None:
            attributes = _attributes(token["link"])
            if "stylesheet" in attributes.get("rel", ""):
                found.append(Block("link", *token.span(), "", attributes.get("href", "")))
    return found


def _attributes(text: str) -> dict[str, str]:
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}


def content_security_policy(html: str, policy: Policy) -> str:
    """
    Return the policy of a page as the content of its meta tag.

    Parameters
    ----------
    html
        All markup of the page but its data blocks, as the browser will read it.
    policy
        What is allowed beyond the scripts and styles of `html`.
    """
    found = blocks(html)
    scripts = [_digest(b) for b in found if b.kind == "script" and b.address is None]
    styles = [_digest(b) for b in found if b.kind == "style"]
    directives = {
        "default-src": ["'none'"],
        "script-src": [*policy.scripts, *_unique(scripts)] or ["'none'"],
        "style-src": [*policy.styles, *_unique(styles)] or ["'none'"],
        "img-src": ["data:", "blob:", *policy.images],
        "font-src": ["data:", *policy.fonts],
        "connect-src": list(policy.connect) or ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    if policy.style_attributes:
        directives["style-src-attr"] = ["'unsafe-inline'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def meta_tag(policy: str) -> str:
    """Return the tag that carries the policy; it must come before every script and style."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def source_of(address: str) -> str:
    """Return the CSP source term of a URL, or of a template of tile URLs: scheme and host."""
    parts = urlsplit(address)
    host = re.sub(r"\{[a-z]+\}", "*", parts.netloc)
    return f"{parts.scheme}://{host}"


def _digest(block: Block) -> str:
    return f"'sha256-{b64encode(sha256(block.content.encode()).digest()).decode('ascii')}'"


def _unique(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(terms))
