"""
Where one sentence ends and the next begins; what a saved page adds is left out.

Lines come first: a line break ends a sentence unless the line was only wrapped. Inside a line a
sentence ends at a stop before a capital, a digit or a quotation mark, abbreviations apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geomap.reading.text.late import late
from geomap.reading.text.phrases import load_phrases

_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯҐЄІЇЁ"
_OPENING = r"[\"“”„‘'«(\[]"
_CLOSING = r"[\"“”’'»)\]]"
# A semicolon between blanks parts headlines: "Two die in Lviv ; Kyiv clashes go on".
# The second half splits "it said.Russia also": machine translation loses the blank.
_STOP = re.compile(
    rf"[.!?…;](?<!\S;)(?<![.!?…].)[.!?…]*+{_CLOSING}*(?:\s+(?={_OPENING}*[{_CAPITAL}0-9]|[–—•]\s)"
    rf"|(?:(?<=[a-zа-яіїє]{{3}}[.!?])|(?<=[a-zа-яіїє]{{3}}[.!?]{_CLOSING}))"
    rf"(?={_OPENING}?[{_CAPITAL}][a-zа-яіїє]+[\s,’']))"
)
_ACRONYM = re.compile(rf"(?:[A-Za-z{_CAPITAL}]\.)+[A-Za-z{_CAPITAL}]|[{_CAPITAL}]")
_WORD = re.compile(r"\w+")
_LEAD = re.compile(r"[\s\-–—•*>#▪●·]*")
_BLANK_LINE = re.compile(r"\n\s*\n")
# "7 – over the territory of Smolensk region," and "• Odesa region," go on a sentence.
_ITEM = late(
    r"[•*▪●·–—-]?\s*(?:\d{1,3}\s*(?:[–—-]\s*|UAVs?\s+|drones?\s+)?(?:over|in|above)\b"
    r"|(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?\s+(?:[Rr]egion|[Oo]blast)\s*[–—-]?\s*\d*\W*\Z)"
)
_TAIL = 90  # characters at the end of a line in which a photo credit is looked for
_HEADLINE_WORDS = 4
_TERMINAL = frozenset(".!?…:;\"”’')»]")


@dataclass(slots=True)
class Sentence:
    """
    A sentence by its offsets. `paragraph` counts the blocks of text from 0.

    `headline` marks the words of a TITLE line and of lines that stand alone without a closing
    stop: headlines, headings, entries of a digest.
    """

    start: int
    end: int
    paragraph: int
    headline: bool = False


def split_sentences(text: str) -> list[Sentence]:
    """
    Return the sentences of a text, in order, never overlapping and never blank.

    The header of a saved page is left out except for the words of its title, and so are lines of
    furniture (advertisements, links to other articles, photo credits, bylines).
    """
    title, body = _read_header(text)
    sentences = []
    if title:
        sentences += [Sentence(a, b, 0, headline=True) for a, b in _split_line(text, *title)]
    for paragraph, (start, end) in enumerate(_logical_lines(text, body), 1):
        spans = _split_line(text, start, end)
        whole = text[end - 1] in _TERMINAL or "\n" in text[start:end]  # no heading is wrapped
        headline = not whole and not _is_cut_off(text, spans)
        sentences += [Sentence(a, b, paragraph, headline) for a, b in spans]
    return sentences


def _is_cut_off(text: str, spans: list[tuple[int, int]]) -> bool:
    """Say whether a line of whole sentences breaks off in the last, as a saved page may end."""
    return sum(text[end - 1] in _TERMINAL for _, end in spans[:-1]) >= _WHOLE_SENTENCES


_WHOLE_SENTENCES = 2


@cache
def _header_pattern() -> re.Pattern[str]:
    keys = "|".join(load_phrases("page_furniture")["header_keys"])
    return re.compile(rf"\ufeff?\s*(?:(?:{keys}):[^\n]*(?:\n\s*|\Z)){{2,}}")


def _read_header(text: str) -> tuple[tuple[int, int] | None, int]:
    """Return the offsets of the title's words, if a header has them, and where the body starts."""
    header = _header_pattern().match(text)
    if not header:
        return None, 0
    key = load_phrases("page_furniture")["title_key"]
    title = re.compile(rf"^{key}:[ \t]*(\S[^\n]*)", re.MULTILINE).search(text, 0, header.end())
    return (title.span(1) if title else None), header.end()


@cache
def _furniture_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = load_phrases("page_furniture")
    return (
        re.compile("(?:" + "|".join(words["line_starts"]) + ")", re.IGNORECASE),
        re.compile("(?:" + "|".join(words["line_ends"]) + r")\W*\Z", re.IGNORECASE),
        re.compile(words["byline"] + r"\s*\Z"),
    )


@cache
def _caption() -> re.Pattern[str]:
    captions = load_phrases("page_furniture")["captions"]
    return re.compile("(?:" + "|".join(captions) + ")", re.IGNORECASE)


def _is_furniture(line: str) -> bool:
    starts, _, byline = _furniture_patterns()
    return bool(starts.match(line) or (line.startswith("By ") and byline.match(line)))


def _without_credit(line: str) -> str:
    """Return a line without the photo credit at its end; nothing is left of a mere credit."""
    if line[-1] in ".!?”":
        return line
    credit = _furniture_patterns()[1].search(line, max(0, len(line) - _TAIL))
    if credit is None:
        return line
    told = line[: credit.start()].rstrip()
    whole = told.endswith((".", "!", "?", ".”", '."'))
    return told if whole and not _caption().match(told) else ""


def _logical_lines(text: str, body: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of the body, wrapped ones put together, without bullets and furniture."""
    wrapped = _is_hard_wrapped(text[body:])
    pending: tuple[int, int] | None = None
    offset = body
    for raw in text[body:].split("\n"):
        start, end = offset, offset + len(raw)
        offset = end + 1
        stripped = raw.strip()
        if not stripped and pending and text[pending[1] - 1] == ":":
            continue  # a list may follow after a blank line
        if pending and (not stripped or not _continues(text, pending[1], stripped, wrapped)):
            yield pending
            pending = None
        if not stripped:
            continue
        end = start + len(raw.rstrip())
        if pending:
            pending = pending[0], end
            continue
        lead = _LEAD.match(raw)
        start += lead.end() if lead else 0
        if start < end and not _is_furniture(text[start:end]):
            end = start + len(_without_credit(text[start:end]))
        else:
            end = start
        if start < end:
            pending = start, end
    if pending:
        yield pending


def _continues(text: str, previous_end: int, line: str, wrapped: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    if text[previous_end - 1] in ".!?…":
        return wrapped and line[0].isalnum()
    if text[previous_end - 1] in ":,;" and _ITEM.match(line):
        return True
    return line[0].islower() or (wrapped and line[0] not in "-–—•*>#")


def _is_hard_wrapped(text: str) -> bool:
    """Tell whether lines are broken by width: most lines inside a paragraph are about as long."""
    inner = [
        len(line)
        for block in _BLANK_LINE.split(text[:6000])
        for line in block.strip().split("\n")[:-1]
    ]
    return len(inner) >= 4 and sum(48 <= width <= 92 for width in inner) >= 0.85 * len(inner)


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of one line."""
    spans = []
    for stop in _STOP.finditer(text, start, end):
        at = stop.start()
        if text[at] == "." and text[at + 1] != "." and _is_abbreviation(text, start, stop):
            continue
        if text[at] == ";" and not _parts_headlines(text, start, stop, end):
            continue
        spans.append((start, at + len(stop.group().rstrip())))
        start = stop.end()
    if start < end:
        spans.append((start, end))
    return spans


def _parts_headlines(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether more than a name ("clashes in the east ; Muratove") stands on both sides."""
    parts = text[start : stop.start()], text[stop.end() : end].split(" ; ", 1)[0]
    return all(len(part.split()) >= _HEADLINE_WORDS for part in parts)


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = load_phrases("sentence_ends")
    return (
        frozenset(words["before_name"]),
        frozenset(words["before_figure"]),
        frozenset(words["sentence_starters"]),
        frozenset(words["like_acronyms"]),
    )


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to the word before it and not to the sentence."""
    at = stop.start()
    word_start = max(text.rfind(" ", start, at), text.rfind("\u00a0", start, at), start - 1) + 1
    word = text[word_start:at].lstrip("(\"“'‘«[")
    before_name, before_figure, starters, like_acronyms = _abbreviations()
    lowered = word.lower()
    following = text[stop.end() : stop.end() + 30]
    if word.isdigit():
        return word_start == start  # "1. Kyiv": a numbered line
    if lowered in before_name:
        return not text[max(start, word_start - 2) : word_start].strip().isdigit()
    if lowered in before_figure:
        return following[:1].isdigit()
    if lowered in like_acronyms or _ACRONYM.fullmatch(word):
        following_word = _WORD.search(following)
        return following_word is not None and following_word.group().lower() not in starters
    return False
