"""Laying measures under Ofsted's judgements, in the service's own words with their reasons. Never a grade, never a forecast of one."""

from .as_json import as_json
from .gates import Gates
from .judged import CoreMeasure, Headline, Judged, Readiness, ZeroToleranceCount
from .judging import judge

__all__ = ["CoreMeasure", "Gates", "Headline", "Judged", "Readiness", "ZeroToleranceCount", "as_json", "judge"]
