"""Counts, percentages and dates in the paper's words. Every number that a sentence holds is made here."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.packs.leadership.wording import count, day, listed, lower_first, upper_first

from .csv_file import plain

__all__ = ["about", "count", "day", "listed", "lower_first", "measures", "month_words", "of_measures", "percent", "plain", "upper_first"]


def about(number: int, base: int) -> str:
    """about 160; 158 where counts are exact."""
    return f"about {count(number)}" if base > 1 else count(number)


def part_of(part: int, whole: int) -> str:
    """160 of 180"""
    return f"{count(part)} of {count(whole)}"


def percent(share: float) -> str:
    """95% or 86.7%, of a share of 0 to 1 that was set or published."""
    return f"{plain(share * 100)}%"


def month_words(month: dt.date) -> str:
    """October 2026"""
    return f"{month:%B} {month.year}"


def measures(number: int) -> str:
    """1 measure, 3 measures"""
    return f"{number} measure" if number == 1 else f"{number} measures"


def of_measures(part: int, whole: int) -> str:
    """3 of 6 measures"""
    return f"{part} of {measures(whole)}"


def promises(number: int) -> str:
    """1 promise, 3 promises"""
    return f"{number} promise" if number == 1 else f"{number} promises"


def days(number: int) -> str:
    """1 day, 3 days"""
    return f"{number} day" if number == 1 else f"{number} days"


def months(number: int) -> str:
    """1 month, 24 months"""
    return f"{number} month" if number == 1 else f"{number} months"


def year_to_march(year: int) -> str:
    """2024–25: the year from April to the March of ``year``."""
    return f"{year - 1}–{year % 100:02d}"
