"""Article -> Reading: sentences, mentions with their roles, and reports of what happened where."""

from geomap.reading.article import read_english
from geomap.reading.names_only import read_names
from geomap.reading.toponym import NameFinder
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
