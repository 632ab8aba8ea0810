"""What a text says of itself: its identity, its language, its title, the header of a saved page."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from geomap.errors import ArticleError
from geomap.records import Article, Lang

LANGS: tuple[Lang, ...] = ("en", "uk", "ru")
MAX_CHARACTERS = 1_000_000  # eight times the longest daily assessment of this war

# A saved page often opens with lines such as "URL: https://…"; which key fills which field.
_HEADER_LINE = re.compile(r"([A-Z][A-Z_]{2,30}):[ \t]*(.*)")
_HEADER_FIELDS = {
    "DATE": "published",
    "PUBLISHED": "published",
    "TITLE": "title",
    "HEADLINE": "title",
    "URL": "url",
    "LINK": "url",
    "SOURCE": "publisher",
    "PUBLISHER": "publisher",
}
_HEADLINE_CHARS = 160
_UKRAINIAN = re.compile("[їєіґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэёъ]", re.IGNORECASE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of an article besides its text; None where nothing is said."""

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    lang: Lang | None = None

    def or_else(self, other: About) -> About:
        """Return this, with what it does not say taken from `other`."""
        return About(
            published=self.published or other.published,
            publisher=self.publisher or other.publisher,
            title=self.title or other.title,
            url=self.url or other.url,
            lang=self.lang or other.lang,
        )


def make_article(text: str, *, path: str = "", about: About | None = None) -> Article:
    """
    Return the record of one text.

    Parameters
    ----------
    text
        Kept as it is: all later offsets point into it.
    path
        Where it came from, for messages and provenance.
    about
        What its list or page says of it; what that leaves open is taken from a header of the
        text (SOURCE, URL, DATE, TITLE lines), then from its first line and its letters. The date
        stays None where nobody states one.

    Raises
    ------
    ArticleError
        If the text is longer than any article: many in one file, or no text at all.
    """
    if len(text) > MAX_CHARACTERS:
        msg = (
            f"{path}: {len(text):,} characters; split it: an article has {MAX_CHARACTERS:,} at most"
        )
        raise ArticleError(msg)
    known = (about or About()).or_else(_read_header(text))
    return Article(
        article_id=content_id(text),
        path=path,
        url=known.url,
        title=known.title or find_headline(text),
        text=text,
        published=known.published,
        publisher=known.publisher,
        lang=known.lang or detect_language(text),
    )


def content_id(text: str) -> str:
    """Return a short hash of the words; Unicode form and white space do not count."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def detect_language(text: str) -> Lang:
    """
    Tell English, Ukrainian and Russian apart by their letters.

    Cyrillic outnumbering Latin makes it Ukrainian or Russian; the letters that only one of
    these alphabets has decide which.
    """
    if len(_CYRILLIC.findall(text)) <= len(_LATIN.findall(text)):
        return "en"
    return "uk" if len(_UKRAINIAN.findall(text)) > len(_RUSSIAN.findall(text)) else "ru"


def find_headline(text: str) -> str | None:
    """Return the first line where it looks like a headline: short, unpunctuated, text below it."""
    body = text[_header_end(text) :].strip()
    first, _, rest = body.partition("\n")
    first = first.strip()
    is_headline = len(first) <= _HEADLINE_CHARS and first[-1:] not in (".", ":", ";", ",", "”", '"')
    return first if first and rest.strip() and is_headline else None


def parse_date(value: object, *, where: str) -> date | None:
    """
    Read a date or a time stamp in ISO 8601; None for null and the empty string.

    The day is the one written: a zone is not converted, as readers mean the publisher's day.

    Raises
    ------
    ArticleError
        If it is neither; `where` opens the message.
    """
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        msg = f"{where}: {value!r} is not a date such as 2024-11-26; write it in ISO 8601"
        raise ArticleError(msg) from None


def parse_lang(value: object, *, where: str) -> Lang | None:
    """
    Read a language code; "en-GB" is English. None for null and the empty string.

    Raises
    ------
    ArticleError
        If geomap does not read this language.
    """
    if value is None or value == "":
        return None
    code = str(value).strip().lower().replace("_", "-").split("-")[0]
    for lang in LANGS:
        if code == lang:
            return lang
    msg = f"{where}: language {value!r} is not one of {', '.join(LANGS)}"
    raise ArticleError(msg)


def _header_lines(text: str) -> list[str]:
    """Return the lines of a saved page's header; none unless two of its keys are known ones."""
    lines: list[str] = []
    for line in text.split("\n", 20):
        if not _HEADER_LINE.fullmatch(line):
            break
        lines.append(line)
    known = sum(line.partition(":")[0] in _HEADER_FIELDS for line in lines)
    return lines if known >= 2 else []


def _header_end(text: str) -> int:
    return sum(len(line) + 1 for line in _header_lines(text))


def _read_header(text: str) -> About:
    found: dict[str, str] = {}
    for line in _header_lines(text):
        key, _, value = line.partition(":")
        if key in _HEADER_FIELDS and value.strip():
            found.setdefault(_HEADER_FIELDS[key], value.strip())
    try:
        published = parse_date(found.get("published"), where="header")
    except ArticleError:  # free text of a page, not somebody's list: not stated is the truth
        published = None
    return About(published, found.get("publisher"), found.get("title"), found.get("url"))
