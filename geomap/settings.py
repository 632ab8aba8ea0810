"""What a user can set, in one frozen record that is passed along explicitly."""

from __future__ import annotations

from dataclasses import dataclass

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

    Raises
    ------
    SettingsError
        If a value is negative.
    """

    merge_km: float = 15.0
    merge_days: int = 1

    def __post_init__(self) -> None:
        for name in ("merge_km", "merge_days"):
            value = getattr(self, name)
            if value < 0:
                msg = f"{name} must not be negative, but is {value}"
                raise SettingsError(msg)


DEFAULT = Settings()
