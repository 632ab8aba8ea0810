"""
Article -> Reading: sentences, mentions with their roles, and reports of what happened where.

    text ──> numbers, times, names ──> roles ──> events ──> links ──> `article`
    (words)    (how many, when, where?)  (where!)  (drafts)   (one event told twice)

What is passed on is frozen. Working objects (`Tag`, `Toponym`, `Quantity`, …) are made by the
hundred in every article and are plain, as a frozen one takes five times as long to make; only
`Draft` and `Segment` are changed once they are made.
"""

from geomap.reading.article import read_english
from geomap.reading.names_only import read_names
from geomap.reading.text.toponym import NameFinder
from geomap.records import Article, Reading

__all__ = ["NameFinder", "read_article"]


def read_article(article: Article, names: NameFinder) -> Reading:
    """
    Read one article in its language.

    Parameters
    ----------
    article
        Not modified.
    names
        What finds and looks up place names; `geomap.places.Gazetteer` does.

    Returns
    -------
    reading
        Its reports point at its mentions by index. Of an article that is not in English only the
        place names are read, and each mention says so.
    """
    return read_english(article, names) if article.lang == "en" else read_names(article, names)
