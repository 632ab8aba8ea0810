"""Report -> Incident: which are doubtful, which tell of one event, and what a review corrects."""

from geomap.incidents.confidence import part_doubtful, rate_reports, why_doubtful
from geomap.incidents.corrections import Corrected, Correction, apply_corrections
from geomap.incidents.corrections_file import read_corrections
from geomap.incidents.merge import merge_reports

__all__ = [
    "Corrected",
    "Correction",
    "apply_corrections",
    "merge_reports",
    "part_doubtful",
    "rate_reports",
    "read_corrections",
    "why_doubtful",
]
