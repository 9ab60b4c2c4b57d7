"""Counting what was found: shares with what the gaps could do to them, statuses, targets, and what England published."""

from .benchmarks import Benchmark, Benchmarks, Figure
from .counting import MEASURES, SCOPES, count, written
from .status import JUDGED, status_of
from .targets import Target, target_for

__all__ = [
    "JUDGED",
    "MEASURES",
    "SCOPES",
    "Benchmark",
    "Benchmarks",
    "Figure",
    "Target",
    "count",
    "status_of",
    "target_for",
    "written",
]
