"""Report -> Incident: which reports tell of one event, and what they tell together."""

from geomap.incidents.merge import merge_reports

__all__ = ["merge_reports"]
