"""Report -> Incident: which reports tell of one event, what they tell together, and corrections."""

from geomap.incidents.corrections import Corrected, Correction, apply_corrections
from geomap.incidents.corrections_file import read_corrections
from geomap.incidents.merge import merge_reports

__all__ = ["Corrected", "Correction", "apply_corrections", "merge_reports", "read_corrections"]
