"""The policy lists what the page runs, and nothing else."""

import base64
import hashlib
import re

import pytest

from geomap.webmap.csp import Policy, blocks, content_security_policy, source_of


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split("; ")}


def test_every_inline_script_and_style_is_hashed() -> None:
    html = (
        "<style>a{}</style><script>one()</script>\n<SCRIPT type='text/javascript'>two()</SCRIPT >"
    )
    found = directives(content_security_policy(html, Policy()))
    assert found["script-src"] == [digest("one()"), digest("two()")]
    assert found["style-src"] == [digest("a{}")]


def test_nothing_is_allowed_on_an_empty_page() -> None:
    found = directives(content_security_policy("<p>no script</p>", Policy()))
    assert found["default-src"] == found["script-src"] == found["style-src"] == ["'none'"]
    assert found["connect-src"] == ["'none'"]
    assert found["img-src"] == ["data:", "blob:"]


def test_no_policy_allows_eval_or_any_inline_script() -> None:
    generous = Policy(scripts=("file:",), images=("https:",), style_attributes=True)
    policy = content_security_policy("<script>x</script>", generous)
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in directives(policy)["script-src"]


def test_tags_inside_a_script_are_not_seen() -> None:
    inner = "document.title = '<script>no<link rel=stylesheet href=x>';"
    found = blocks(f"<script>{inner}</script><!-- <script>comment</script> -->")
    assert [block.content for block in found] == [inner]


def test_links_are_found_however_they_are_quoted() -> None:
    html = (
        '<link rel="stylesheet" href="a"/><script src=b></script><link href=\'c\' rel=stylesheet>'
    )
    assert [block.address for block in blocks(html)] == ["a", "b", "c"]
    assert not re.search(r"sha256", content_security_policy(html, Policy()))


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png?k=1", "https://*.tile.example.org"),
        ("https://tile.example.org:8080/{z}", "https://tile.example.org:8080"),
    ],
)
def test_source_of_tiles_is_scheme_and_host(url: str, source: str) -> None:
    assert source_of(url) == source
