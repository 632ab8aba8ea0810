"""
What can go wrong, for callers who want to catch it.

    GeomapError
    ├─ SettingsError(ValueError)    an option is out of range
    ├─ ArticleError(ValueError)     an input cannot be read: file, line
    ├─ CorrectionError(ValueError)  a correction cannot be applied: file, line
    ├─ GazetteerError(ValueError)   the gazetteer is missing or a row of it is wrong: file, row
    ├─ FrameError(ValueError)       a table does not fit the schema: every fault at once
    ├─ OutputError(OSError)         an output cannot be written
    └─ MapError(ValueError)         a map cannot be drawn offline: an asset is unknown

A message says what, where, the value found, and what to do.
"""


class GeomapError(Exception):
    """Base of all errors that geomap raises on purpose."""


class SettingsError(GeomapError, ValueError):
    """An option is out of range."""


class ArticleError(GeomapError, ValueError):
    """An input cannot be read. The message names the file and, where there is one, the line."""


class CorrectionError(GeomapError, ValueError):
    """A line of corrections is wrong or fits no incident. The message names file and line."""


class GazetteerError(GeomapError, ValueError):
    """The gazetteer cannot be opened, or a row of it is wrong. The message names file and row."""


class FrameError(GeomapError, ValueError):
    """A table does not fit the incident schema. The message lists every fault."""


class OutputError(GeomapError, OSError):
    """An output cannot be written. Nothing half-written is left behind."""


class MapError(GeomapError, ValueError):
    """A map cannot be drawn: an option is wrong or an asset has no copy inside the package."""
