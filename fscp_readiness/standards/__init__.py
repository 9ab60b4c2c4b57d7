"""What a standard is: its card, its question, its clocks, its examples, and how the standards are found."""

from .about import BOTH, LIVE, PERIOD, About, Clock, ClockKind, Edition, calendar_days, hours, months, working_days
from .asked import Asked, corresponding_day
from .calendar import Calendar
from .catalogue import Catalogue, Expectation, Standard, StandardError, discover

__all__ = [
    "BOTH", "LIVE", "PERIOD", "About", "Asked", "Calendar", "Catalogue", "Clock", "ClockKind", "Edition", "Expectation", "Standard",
    "StandardError", "calendar_days", "corresponding_day", "discover", "hours", "months", "working_days",
]  # fmt: skip
