"""Numbers and dates as they are printed."""

from __future__ import annotations

import datetime as dt

import pandas as pd

DASH = "–"
NOT_YET = "not yet"


def day(value: dt.date) -> str:
    """23 November 2026"""
    return f"{value.day} {value:%B %Y}"


def weekday(value: dt.date) -> str:
    """Monday 23 November 2026"""
    return f"{value:%A} {day(value)}"


def short_day(value: dt.date) -> str:
    """23 Nov 2026"""
    return f"{value.day} {value:%b %Y}"


def date_of(value: object) -> dt.date | None:
    """A date out of a cell of a frame, or None."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload,arg-type]


def count(value: int) -> str:
    """1,234"""
    return f"{value:,}"


def of(number: int, one: str, many: str) -> str:
    """1 child, 4 children"""
    return f"{count(number)} {one if number == 1 else many}"


def children(number: int) -> str:
    return of(number, "child", "children")


def percent(share: float, *, part: int | None = None, whole: int | None = None) -> str:
    """89.3%. Given the counts they are what is rounded, once (``share`` has been cut to four places already), halves upwards; a share that
    is not all never prints as 100.0% and one that is not none never as 0.0%."""
    shown = round(share * 100, 1)
    if part is not None and whole:
        shown = (2000 * int(part) + int(whole)) // (2 * int(whole)) / 10
        if part < whole and shown >= 100.0:
            shown = 99.9
        if part > 0 and shown <= 0.0:
            shown = 0.1
    return f"{shown:.1f}%"


def target_percent(share: float) -> str:
    """95% or 86.7%: a target as it was set."""
    shown = round(share * 100, 1)
    return f"{shown:.0f}%" if shown == int(shown) else f"{shown:.1f}%"


def n_of_n(part: int, whole: int) -> str:
    return f"{count(part)} of {count(whole)}"


def restricted_note(number: int) -> str:
    """(2 restricted, not listed), or nothing."""
    return f"({count(number)} restricted, not listed)" if number else ""


def listed(words: list[str]) -> str:
    """a, b and c"""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def record(name: str) -> str:
    """A table's English name as a reader says it: Child protection plans."""
    return upper_first(f" {name.replace('_', ' ')}".replace(" cp ", " child protection ").replace(" cin ", " child in need ").strip())


def age(value: object, unborn: bool) -> str:
    """4, unborn, or not recorded."""
    if unborn:
        return "unborn"
    return "not recorded" if value is None or pd.isna(value) else str(int(value))  # type: ignore[call-overload]
