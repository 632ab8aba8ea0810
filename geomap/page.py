"""
One HTML page that shows text of articles and can run nothing: no script, no address outside.

Text reaches a page through `html`, which escapes all that is not `Markup` already. The policy in
the page's head allows its one style sheet, by hash, and pictures inside the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup


def html(template: str, *values: object, **named: object) -> Markup:
    """Fill the ``{}`` of a template written in this program; every value is escaped."""
    return Markup(template).format(*values, **named)  # noqa: S704 - templates are our own


def joined(parts: Iterable[str], separator: str = "") -> Markup:
    """Join parts, escaping those that are not `Markup`."""
    return Markup(separator).join(parts)  # noqa: S704 - separators are our own


def link(address: str | None, words: str) -> Markup:
    """Return a link to a web address; of any other (``javascript:``, a path) the words alone."""
    if address is None or not is_web_address(address):
        return html("{}", words)
    return html('<a href="{}" rel="noopener noreferrer">{}</a>', address, words)


def is_web_address(address: str) -> bool:
    """Return whether an address begins with http or https."""
    try:
        return urlsplit(address).scheme.lower() in ("http", "https")
    except ValueError:  # "http://[" is no address
        return False


def render_page(title: str, *, css: str, body: Markup, lang: str = "en") -> str:
    """
    Return a whole page.

    Parameters
    ----------
    title
        Of the browser's tab; any text.
    css
        The style sheet, trusted; must not hold ``</style``.
    body
        Content of the body.
    lang
        Language of the page, as BCP 47 names it.
    """
    from geomap.webmap.csp import Policy, content_security_policy, meta_tag

    style = html("<style>{}</style>", Markup(css))  # noqa: S704 - a file of this package
    policy = meta_tag(content_security_policy(style, Policy()))
    page = html(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n{}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{}</title>\n{}\n</head>\n<body>\n{}\n</body>\n</html>\n",
        lang,
        Markup(policy),  # noqa: S704
        title,
        style,
        body,
    )
    # Half a surrogate pair cannot be written as UTF-8; control characters are not HTML.
    clean = "".join(c for c in page if c >= " " or c in "\n\t")
    return clean.encode("utf-8", "replace").decode("utf-8")
