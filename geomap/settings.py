"""What a user can set, in one frozen record that is passed along explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from geomap.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    Options of a build.

    Parameters
    ----------
    merge_km
        Reports of one event at most this far apart (great-circle kilometres, inclusive) can be
        one incident.
    merge_days
        … and at most this many days apart.
    min_confidence
        Events that are less sure than this, in 0..1, are left off, and their places named with
        the reason; see `geomap.incidents.confidence`.

    Raises
    ------
    SettingsError
        If a value is negative or no number, or `min_confidence` is above 1.
    """

    merge_km: float = 15.0
    merge_days: int = 1
    min_confidence: float = 0.3

    def __post_init__(self) -> None:
        for name in ("merge_km", "merge_days", "min_confidence"):
            value = getattr(self, name)
            if not isfinite(value):
                msg = f"{name} must be a number, but is {value}"
                raise SettingsError(msg)
            if value < 0:
                msg = f"{name} must not be negative, but is {value}"
                raise SettingsError(msg)
        if self.min_confidence > 1:
            msg = f"min_confidence must not be above 1, but is {self.min_confidence}"
            raise SettingsError(msg)


DEFAULT = Settings()
