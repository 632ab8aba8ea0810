"""A brief as Markdown that every reader of CommonMark and GitHub's tables shows alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geomap.brief import tell
from geomap.brief.digest import Brief, Section, Table
from geomap.page import is_web_address
from geomap.wording import Words

# Characters that mean something inside a line (CommonMark 2.4), "|" of tables, "$" of formulas.
_INLINE = re.compile(r"([\\`*_{}\[\]<>|~&$#!])")
# … and what means something only where a line begins: lists and headings underlined.
_AT_START = re.compile(r"^(\s*\d*)([-+=.)])")


def escape(text: str) -> str:
    """Return any text as one line of Markdown that shows it as it is."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _AT_START.sub(r"\1\\\2", _INLINE.sub(r"\\\1", line))


def link(address: str | None, words: str) -> str:
    """Return a link to a web address; the words alone where it is none."""
    if address is None or not is_web_address(address):
        return escape(words)
    # What would end the address or the line is written as bytes of a URL.
    safe = re.sub(
        r"[\s<>()\\\"`\[\]|]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), address
    )
    return f"[{escape(words)}](<{safe}>)"


def render_markdown(brief: Brief, title: str, picture: str | None) -> str:
    """Return the brief; `picture` is the name of the map beside the file, or None."""
    words = brief.words
    parts = [
        f"# {escape(title)}",
        f"**{escape(tell.headline(brief))}**",
        escape(tell.summary(brief)),
        *([f"![{escape(words.text('brief.map'))}](<{_file(picture)}>)"] if picture else []),
        *(_table(brief.table, words) if brief.happened else ()),
        *(line for section in brief.sections for line in _section(section, words)),
        *_foot(brief),
    ]
    text = "\n\n".join(parts) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def _file(name: str) -> str:
    return re.sub(r"[<>\\\n%?#]", lambda m: f"%{ord(m[0]):02X}", name)


def _table(table: Table, words: Words) -> Iterator[str]:
    yield f"## {words.text('brief.when_where')}"
    lines = [
        ["", *map(escape, table.columns), words.text("brief.all")],
        ["---", *("---:" for _ in range(len(table.columns) + 1))],
    ]
    for place, counts in zip(table.places, table.counts, strict=True):
        lines.append([escape(place), *(str(n or "") for n in counts), str(sum(counts))])
    yield "\n".join(_row(cells) for cells in lines)
    yield words.text("brief.table_note")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(section: Section, words: Words) -> Iterator[str]:
    yield f"## {escape(section.title)}"
    for row in section.rows:
        item = tell.describe(row, words)
        yield f"**{escape(item.title)}**  \n{escape(' · '.join(item.facts))}"
        for quote in item.quotes:
            yield f"> {escape(quote.words)}\n>\n> — {link(quote.address, quote.source)}"
    if section.left_out:
        yield words.text("brief.more", n=section.left_out)


def _foot(brief: Brief) -> Iterator[str]:
    yield f"## {brief.words.text('brief.about')}"
    yield from map(escape, tell.left_out(brief))
    yield brief.words.text("brief.once")
    yield escape(tell.sources(brief))
    yield " · ".join(link(address, name) for name, address in tell.attribution())
