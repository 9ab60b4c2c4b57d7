"""Numbers and lists as sentences print them. Every number here is a count that stands in a frame; none is worked out in words."""

from __future__ import annotations

from collections.abc import Sequence

from fscp_readiness.standards import Clock
from fscp_readiness.standards.about import ClockKind

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(value: int) -> str:
    """In words up to ten, in digits with commas above: "ten", "1,204". Nought is "no"."""
    return WORDS[value] if 0 <= value < len(WORDS) else f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """ "one child", "five children", "no children"."""
    return f"{number(value)} {one if value == 1 else many}"


def of(part: int, whole: int) -> str:
    """ "27 of 412", "three of eight", "none of eight"."""
    return f"{number(part) if part else 'none'} of {number(whole)}"


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def percent(share: float) -> str:
    """ "95%", "86.7%"."""
    shown = f"{share * 100:.1f}"
    return f"{shown.removesuffix('.0')}%"


def restricted(value: int) -> str:
    """ " (one restricted, not listed)", or nothing."""
    return f" ({number(value)} restricted, not listed)" if value else ""


def restricted_among(value: int, whole: int | None) -> str:
    """ " (one of the 412 restricted, not listed)", or nothing."""
    if value and whole == 1:
        return " (restricted, not listed)"
    return f" ({number(value)} of the {number(whole or 0)} restricted, not listed)" if value else ""


def clock(allowed: Clock | None) -> str:
    """ "ten working days", "42 days", "three months"; "the time agreed" where there is no clock."""
    if allowed is None:
        return "the time agreed"
    unit = {ClockKind.WORKING_DAYS: "working day", ClockKind.CALENDAR_DAYS: "day", ClockKind.MONTHS: "month"}[allowed.kind]
    return counted(allowed.n, unit, f"{unit}s")
