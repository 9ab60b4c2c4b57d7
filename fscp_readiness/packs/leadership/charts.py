"""Geometry: numbers to points and lengths, in millimetres. Nothing here knows a colour, a word or a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace


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
class Mark:
    """One month's point. ``kind`` says what it means; ``shape`` of it is the drawing's business."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True)
class LimitBand:
    """Where a steady measure stays, for the months the limits hold: a box and the mean in it."""

    x: float
    width: float
    y: float
    height: float
    mean: float


@dataclass(frozen=True)
class Label:
    kind: str
    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class MonthsChart:
    """A measure's months: what to draw and where. ``lines`` break where a month is missing; ``starts`` are upright lines, labelled."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    bands: tuple[LimitBand, ...]
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    grid: tuple[float, ...]
    starts: tuple[float, ...]
    target: float | None
    labels: tuple[Label, ...]
    alt: str


@dataclass(frozen=True)
class Frame:
    """The box a chart is drawn in, and what its edges mean. ``slots``: months side by side; ``low`` and ``high``: the scale."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    slots: int
    low: float
    high: float

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(1, self.slots)

    def x(self, slot: float) -> float:
        """The middle of a month."""
        return _tidy(self.left + (slot + 0.5) * self.step)

    def y(self, value: float) -> float:
        """The height of a value; one off the scale lies on its edge."""
        inside = min(self.high, max(self.low, value))
        return _tidy(self.bottom - (inside - self.low) / (self.high - self.low) * (self.bottom - self.top))


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


def lines_of(frame: Frame, values: Sequence[float | None]) -> tuple[str, ...]:
    """The line through the months, as lists of points; a month without a value breaks it, and a month alone has no line."""
    lines: list[list[str]] = [[]]
    for slot, value in enumerate(values):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(f"{frame.x(slot)},{frame.y(value)}")
    return tuple(" ".join(line) for line in lines if len(line) > 1)


def limit_band(frame: Frame, first: int, last: int, limits: tuple[float, float, float]) -> LimitBand:
    """The band of limits (lower, mean, upper) under the months from ``first`` to ``last``, both whole."""
    lower, mean, upper = limits
    x = _tidy(frame.left + first * frame.step)
    y = frame.y(upper)
    return LimitBand(x, _tidy((last - first + 1) * frame.step), y, _tidy(max(0.3, frame.y(lower) - y)), frame.y(mean))


def spread(labels: Sequence[Label], gap: float, top: float, bottom: float) -> tuple[Label, ...]:
    """Labels one above another, each as near its place as ``gap`` between them allows, none outside ``top`` to ``bottom``."""
    ordered = sorted(labels, key=lambda label: label.y)
    places = [min(bottom, max(top, label.y)) for label in ordered]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + gap)
    if places and places[-1] > bottom:
        places[-1] = bottom
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - gap)
    return tuple(replace(label, y=_tidy(y)) for label, y in zip(ordered, places, strict=True))


def share_scale(values: Sequence[float]) -> tuple[float, float]:
    """A scale for shares: from the five under the lowest to the five over the highest, never under nought, at least two fives tall."""
    low, high = scale_from(values, 0.05), math.ceil(round(max(values, default=1.0) / 0.05, 6)) * 0.05
    if high - low < 0.1 - 1e-9:
        high = max(high, min(1.0, low + 0.1))
        low = max(0.0, high - 0.1)
    return round(low, 6), round(high, 6)


def number_scale(values: Sequence[float]) -> tuple[float, float]:
    """A scale for days or counts, from nought to a round number at or over the highest."""
    highest = max(values, default=0.0)
    if highest <= 0:
        return 0.0, 1.0
    power = 10.0 ** math.floor(math.log10(highest))
    return 0.0, next(n * power for n in (1, 2, 3, 4, 5, 6, 8, 10) if n * power >= highest - 1e-9)


def _tidy(value: float) -> float:
    return round(value, 2)
