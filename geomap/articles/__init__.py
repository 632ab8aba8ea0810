"""Any input -> Article: files, folders with an ``articles.csv``, saved pages, JSON lines."""

from geomap.articles.inputs import Inputs, read_articles
from geomap.articles.rows import article_from_row, read_rows
from geomap.articles.text import make_article

__all__ = ["Inputs", "article_from_row", "make_article", "read_articles", "read_rows"]
