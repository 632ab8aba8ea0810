"""
The incident table -> a brief of a period, on one page: HTML or Markdown.

    frame ──> digest (what to tell) ──> page, markdown
"""

from geomap.brief.digest import Brief, digest
from geomap.brief.write import write_brief

__all__ = ["Brief", "digest", "write_brief"]
