"""
One article, and all that was read in it: for the terminal, and as a page.

    Findings ──> notes (what is said of each name and report) ──> screen, page
"""

from geomap.explain.notes import Note, Passage, explain_article

__all__ = ["Note", "Passage", "explain_article"]
