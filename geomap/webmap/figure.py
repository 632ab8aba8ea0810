"""
The offline page: what folium draws, with every script and style inside the file.

branca renders its elements through Jinja more than once, so text given to folium is executed.
Here folium makes the skeleton of the page only (the map and whatever layers an analyst adds).
All that geomap itself draws are `PageElement` objects, which never touch a template. They are
put into the finished page, in this order::

    <head>    policy, title, vendored scripts and styles, folium's styles, styles of page elements
    <body>    folium's <div>s, the data blocks of page elements,
              folium's script, the scripts of page elements,
              the data blocks that the first picture does not need

"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from branca.element import Element, Figure

from geomap.errors import MapError
from geomap.webmap import vendor
from geomap.webmap.csp import Block, Policy, blocks, content_security_policy, meta_tag, source_of

_VIEWPORT = re.compile(r"<meta name=\"viewport\"[^>]*>")
_BRANCA_ID = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-zA-Z])")
_DATA_BLOCK = re.compile(
    r'<script type="application/octet-stream" id="[a-z][a-z0-9-]*">[A-Za-z0-9+/=]*</script>\n?'
)
# What folium's own script calls, and what an offline map then lacks.
_UNKNOWN_CALLS = {
    "L.AwesomeMarkers": "folium.Icon needs awesome-markers and font-awesome (use "
    "folium.CircleMarker, folium.DivIcon, or a Marker without icon)",
    "L.tileLayer": "a tile layer loads its pictures from the network (use the option tiles= "
    "of draw, which the reader of the map switches on)",
}


class PageElement(Element):
    """
    A part of the page that is geomap's own: trusted styles and script, and data.

    Subclasses override what they need. Nothing of it passes through Jinja.
    """

    def __init__(self) -> None:
        super().__init__()
        self._name = type(self).__name__

    def css(self) -> str:
        """Return trusted CSS without its <style> tag."""
        return ""

    def script(self, map_name: str) -> str:
        """Return trusted JavaScript that runs after folium's; `map_name` names the L.Map."""
        del map_name
        return ""

    def html_chunks(self) -> Iterator[str]:
        """Yield data blocks: ``<script type="application/octet-stream" id=…>base64</script>``."""
        yield from ()

    def late_chunks(self) -> Iterator[str]:
        """Yield data blocks that may come after the scripts: what nobody sees at first."""
        yield from ()

    def policy(self) -> Policy:
        """Return what the element needs beyond its own script and style."""
        return Policy()

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - signature of branca
        """Return nothing: the figure asks for css, script and data itself."""
        return ""


class OfflineFigure(Figure):
    """
    A branca figure whose page opens without a network.

    Parameters
    ----------
    title
        Of the browser's tab; any text.
    lang
        Language of the page, as in ``<html lang>``.
    online
        Allow links of folium layers for which the package has no copy.
    """

    def __init__(self, *, title: str = "geomap", lang: str = "en", online: bool = False) -> None:
        super().__init__()
        self.page_title = title
        self.lang = lang
        self.online = online

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - signature of branca
        """Return the whole page; see `chunks`."""
        return "".join(self.chunks())

    def chunks(self) -> Iterator[str]:
        """
        Yield the page in pieces, so that a map of a million incidents is never one string.

        The same map always gives the same bytes.

        Raises
        ------
        MapError
            If a folium layer needs a file that the package has no copy of.
        """
        head, body, tail = self._skeleton()
        policy = self._policy(head + body + tail)
        yield f'<!DOCTYPE html>\n<html lang="{escape(self.lang)}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield meta_tag(content_security_policy(head + body + tail, policy)) + "\n"
        yield f"<title>{escape(clean_text(self.page_title))}</title>\n"
        yield f"{head}\n</head>\n<body>\n{body}\n"
        for element in self.page_elements():
            yield from map(_checked_block, element.html_chunks())
        yield f"{tail}\n"
        for element in self.page_elements():
            yield from map(_checked_block, element.late_chunks())
        yield "</body>\n</html>\n"

    def page_elements(self) -> list[PageElement]:
        """Return geomap's own elements in the order in which they were added."""
        return [element for element in _reachable(self) if isinstance(element, PageElement)]

    def _skeleton(self) -> tuple[str, str, str]:
        """Return head, body and scripts, without data."""
        head, body, script, ids = self._folium_parts()
        if not self.online:
            _check_calls(script)
        tail = inline_script(script)
        if "$(" in script and "jquery" not in head:
            head += '<script src="https://code.jquery.com/jquery-3.7.1.min.js"></script>'
        head = _VIEWPORT.sub(
            '<meta name="viewport" content="width=device-width, initial-scale=1">', head
        )
        names = _stable_names(head + body + tail, ids)
        head, body, tail = (
            _BRANCA_ID.sub(lambda m: names.get(m[0], m[0]), part) for part in (head, body, tail)
        )
        own = self.page_elements()
        head = self._inline_links(head) + "".join(inline_style(e.css()) for e in own if e.css())
        map_name = self._map_name(names)
        scripts = (element.script(map_name) for element in own)
        tail += "".join(inline_script(text) for text in scripts if text)
        return head, self._inline_links(body), tail

    def _folium_parts(self) -> tuple[str, str, str, set[str]]:
        """Return what folium writes into head, body and script, and the ids it may have used."""
        before = [(element, element._children.copy()) for element in _reachable(self)]
        for child in self._children.values():
            child.render()
        head, body, script = self.header.render(), self.html.render(), self.script.render()
        ids = {element._id for element in _reachable(self)}
        # folium adds children whenever it renders; a page rendered twice must still be one page.
        for element, children in before:
            element._children = children
        return head, body, script, ids

    def _map_name(self, names: dict[str, str]) -> str:
        for child in self._children.values():
            if child._name == "Map":
                return _BRANCA_ID.sub(lambda m: names.get(m[0], m[0]), child.get_name())
        return ""

    def _inline_links(self, html: str) -> str:
        """Return `html` with each linked script and style replaced by the copy in the package."""
        parts, position = [], 0
        for block in blocks(html):
            parts += [html[position : block.start], self._inline_link(block, html)]
            position = block.end
        return "".join(parts) + html[position:]

    def _inline_link(self, block: Block, html: str) -> str:
        if block.address is None:
            if block.kind == "script":
                return inline_script(block.content)
            return inline_style(block.content)
        known = vendor.find(block.address) if self.online else vendor.require(block.address)
        if known is None:
            return html[block.start : block.end]
        text = vendor.text(known.package, known.file)
        return inline_script(text) if block.kind == "script" else inline_style(text)

    def _policy(self, html: str) -> Policy:
        policies = [element.policy() for element in self.page_elements()]
        linked = [b for b in blocks(html) if b.address is not None]
        if self.online:
            policies.append(_online_policy(linked))
        folium_layers = any(
            not isinstance(element, PageElement)
            for child in self._children.values()
            for element in child._children.values()
        )
        return Policy(
            scripts=_joined(p.scripts for p in policies),
            styles=_joined(p.styles for p in policies),
            images=_joined(p.images for p in policies),
            fonts=_joined(p.fonts for p in policies),
            connect=_joined(p.connect for p in policies),
            # folium writes style attributes into popups; geomap's own parts have none.
            style_attributes=folium_layers or any(p.style_attributes for p in policies),
        )


def _stable_names(text: str, ids: set[str]) -> dict[str, str]:
    """Return a short name for each of branca's random ids, in order of appearance."""
    seen = dict.fromkeys(m[0] for m in _BRANCA_ID.finditer(text) if m[0] in ids)
    return {name: str(number) for number, name in enumerate(seen, start=1)}


def clean_text(text: str) -> str:
    """Return `text` without what no HTML file can hold: NUL and lone surrogates."""
    return (
        text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


def inline_script(text: str) -> str:
    r"""
    Return a script element whose content a browser reads exactly as written.

    ``</script`` would end it and ``<!--`` could hide its end; both can stand only in strings,
    templates and regular expressions of JavaScript, where a backslash more changes nothing.
    """
    text = re.sub(r"</(?=script)", r"<\\/", _newlines(text), flags=re.IGNORECASE)
    return "<script>" + text.replace("<!--", r"<\!--") + "</script>\n"


def without_comments(script: str) -> str:
    """Return a script without indents and lines of comment, 20 kB of every page."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def inline_style(text: str) -> str:
    """Return a style element; an end tag inside of it is written as a CSS escape."""
    text = re.sub(r"</(?=style)", r"<\\/", _newlines(text), flags=re.IGNORECASE)
    return f"<style>{text}</style>\n"


def _newlines(text: str) -> str:
    # A browser hashes what its parser made of the text: one kind of line end, no NUL.
    return clean_text(text).replace("\r\n", "\n").replace("\r", "\n")


def _checked_block(chunk: str) -> str:
    if not _DATA_BLOCK.fullmatch(chunk):
        msg = f"not a data block of base64 text: {chunk[:80]!r}"
        raise MapError(msg)
    return chunk


def _check_calls(script: str) -> None:
    for call, meaning in _UNKNOWN_CALLS.items():
        if call in script:
            msg = f"the map would not open offline: {meaning}, or allow links with online=True"
            raise MapError(msg)


def _online_policy(linked: Iterable[Block]) -> Policy:
    origins = tuple(dict.fromkeys(source_of(b.address) for b in linked if b.address))
    return Policy(
        scripts=origins,
        styles=origins,
        images=("https:",),
        fonts=("https:",),
        connect=("https:",),
        style_attributes=True,
    )


def _joined(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for group in groups for term in group))


def _reachable(root: Element) -> list[Element]:
    """Return all elements that hang on `root`, children and attributes alike, depth first."""
    found: dict[int, Element] = {}
    stack: list[object] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, Element):
            if id(item) in found:
                continue
            found[id(item)] = item
            held = [value for key, value in vars(item).items() if key != "_parent"]
            stack.extend(reversed(held))
        elif isinstance(item, dict):
            stack.extend(reversed([v for v in item.values() if isinstance(v, Element)]))
        elif isinstance(item, list | tuple) and len(item) < 1000:
            stack.extend(reversed([v for v in item if isinstance(v, Element)]))
    return list(found.values())
