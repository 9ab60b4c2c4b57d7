"""Geometry: numbers to points and lengths, in millimetres. Nothing here knows a colour, a word or a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Segment:
    """One part of a bar, from ``x`` for ``width``. ``key`` says which part it is."""

    key: str
    x: float
    width: float


@dataclass(frozen=True)
class StackedBar:
    width: float
    segments: tuple[Segment, ...]
    alt: str


@dataclass(frozen=True)
class RangeBar:
    """Where a measure could lie: the bar from low to high, a dot at what is reported, a line at the target. Clipped to the scale."""

    width: float
    low: float
    length: float
    dot: float
    target: float
    alt: str


def stacked(parts: Sequence[tuple[str, int]], width: float, gap: float = 0.4) -> tuple[Segment, ...]:
    """Parts of a whole side by side, with a gap between, in proportion. A part of none has no segment; nothing at all gives no segments.

    Raises ValueError for a negative part.
    """
    if any(number < 0 for _, number in parts):
        raise ValueError("a part of a bar cannot be below nought")
    kept = [(key, number) for key, number in parts if number > 0]
    total = sum(number for _, number in kept)
    room = width - gap * (len(kept) - 1)
    segments, x = [], 0.0
    for key, number in kept:
        length = room * number / total
        segments.append(Segment(key, _tidy(x), _tidy(length)))
        x += length + gap
    return tuple(segments)


def length(value: float, longest: float, width: float, least: float = 0.6) -> float:
    """The length of one bar among bars whose longest is ``longest``: nought for none, never too short to see for some."""
    if value <= 0 or longest <= 0:
        return 0.0
    return _tidy(max(least, width * min(value, longest) / longest))


def scale_from(shares: Sequence[float], step: float = 0.1) -> float:
    """Where a scale of shares begins: the step at or under the lowest, never under nought. The scale ends at 1."""
    return max(0.0, math.floor(round(min(shares, default=0.0) / step, 6)) * step)


def range_bar(low: float, high: float, value: float, target: float, start: float, width: float, alt: str = "") -> RangeBar:
    """Places one range on a scale from ``start`` to 1 that is ``width`` wide. Raises ValueError where high is under low."""
    if high < low:
        raise ValueError("a range cannot end before it begins")

    def at(share: float) -> float:
        return _tidy(width * (min(1.0, max(start, share)) - start) / (1.0 - start)) if start < 1.0 else width

    return RangeBar(width, at(low), _tidy(max(1.2, at(high) - at(low))), at(value), at(target), alt)


def _tidy(value: float) -> float:
    return round(value, 2)
