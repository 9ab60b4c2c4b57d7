"""One measure over months: an XmR chart's limits, what a point signals, and whether the target can be counted on (packs.md R6 to R17).

Monthly points only: two nights share most of their children, so nightly points would look steadier than practice is. Limits follow
the method NHS England publishes ("Making Data Count"): mean plus and minus 2.66 mean moving ranges, moving ranges of more than
3.267 times their mean left out once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import Final

FROZEN_AFTER: Final = 18
"""Limits are worked out from the first so many points and then stand still, until somebody signs that they start again."""

TRIAL_BELOW: Final = 13
"""With fewer points than this, limits are trial limits and are called so."""

ENOUGH_IN_SCOPE: Final = 20
"""With fewer in scope in any month of the base, a run chart is drawn and no limits."""

_LIMIT, _SCREEN, _OUTER_THIRD = 2.66, 3.267, 2 / 3
_EVEN = 1e-9  # nearer than this is the same: a mean of twelve tenths is not quite a tenth
_RUN, _CLOSE, _OF = 7, 2, 3


class Signal(StrEnum):
    """Why a month is not like the others. All of a month's signals are kept; any of them makes it a signal."""

    OUTSIDE = "outside the limits"
    SHIFT = "seven on one side of the mean"
    TREND = "seven rising or falling"
    TWO_IN_THREE = "two of three in the outer third"


class Polarity(StrEnum):
    """Which way is good. A context measure has neither: a change of it asks a question."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEITHER = "neither way is better"


class Variation(StrEnum):
    """What the last month says of the measure."""

    BETTER = "better"
    WORSE = "worse"
    CHANGED = "changed"  # a signal of a measure that has no good side, or one that points both ways
    COMMON_CAUSE = "no signal"
    NOT_YET = "not yet"  # no limits: too few months, or too few in scope


class Assurance(StrEnum):
    """Can the target be counted on while nothing changes?"""

    MET = "will be met"
    MISSED = "will be missed"
    EITHER = "may be met or missed"
    NONE = "no target"
    NOT_YET = "not yet"


@dataclass(frozen=True)
class Point:
    """One month. ``value`` in the measure's own unit (a share 0 to 1); None where nothing was counted: a gap, never nought."""

    month: dt.date
    value: float | None
    in_scope: int


@dataclass(frozen=True)
class Limits:
    """Where a steady measure stays. ``base``: points they come from; ``trial``: fewer of them than TRIAL_BELOW."""

    lower: float
    mean: float
    upper: float
    base: int

    @property
    def trial(self) -> bool:
        return self.base < TRIAL_BELOW


@dataclass(frozen=True)
class Band:
    """A stretch of months under one set of limits: from its first month until the next signed re-basing. ``limits`` None: none yet."""

    points: tuple[Point, ...]
    limits: Limits | None
    signals: tuple[frozenset[Signal], ...]
    because: str = ""


@dataclass(frozen=True)
class Trajectory:
    """A measure's months. One band, and one more for each signed re-basing; the last one says how the measure stands."""

    bands: tuple[Band, ...]
    polarity: Polarity

    @property
    def variation(self) -> Variation:
        """What the last month with a value says."""
        band = self.bands[-1]
        last = max((n for n, point in enumerate(band.points) if point.value is not None), default=None)
        if band.limits is None:
            return Variation.NOT_YET
        return Variation.COMMON_CAUSE if last is None else self.at(band, last)

    def at(self, band: Band, place: int) -> Variation:
        """What the month at one place of a band says."""
        if band.limits is None:
            return Variation.NOT_YET
        if not band.signals[place]:
            return Variation.COMMON_CAUSE
        sides = {side_of(signal, band, place) for signal in band.signals[place]}
        if self.polarity is Polarity.NEITHER or len(sides) > 1:
            return Variation.CHANGED
        return Variation.BETTER if (sides == {1}) == (self.polarity is Polarity.HIGHER) else Variation.WORSE

    def assurance(self, target: float | None) -> Assurance:
        """Target against today's limits. A limit that lies on the target meets it."""
        limits = self.bands[-1].limits
        if target is None or self.polarity is Polarity.NEITHER:
            return Assurance.NONE
        if limits is None:
            return Assurance.NOT_YET
        worst, best = (limits.lower, limits.upper) if self.polarity is Polarity.HIGHER else (-limits.upper, -limits.lower)
        wanted = target if self.polarity is Polarity.HIGHER else -target
        return Assurance.MET if worst >= wanted else Assurance.MISSED if best < wanted else Assurance.EITHER


def limits_of(values: Sequence[float], *, screened: bool = True, clip: tuple[float, float] | None = None) -> Limits:
    """XmR limits of at least two values, in their unit. ``clip``: the lowest and highest that the unit allows (0 and 1 for a share)."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        raise ValueError("limits need at least two points")
    usual = fmean(ranges)
    if screened:
        usual = fmean([one for one in ranges if one <= _SCREEN * usual])
    mean = fmean(values)
    lower, upper = mean - _LIMIT * usual, mean + _LIMIT * usual
    if clip is not None:
        lower, upper = max(lower, clip[0]), min(upper, clip[1])
    return Limits(lower, mean, upper, len(values))


def signals_of(values: Sequence[float], limits: Limits, *, unclipped: Limits | None = None) -> tuple[frozenset[Signal], ...]:
    """The signals of each value, in time order. Every month of a run carries it, from the first on.

    unclipped  the limits before they were cut to what the unit allows, from which the outer thirds are measured
    """
    wide = unclipped or limits
    found: list[set[Signal]] = [set() for _ in values]
    sides = [_way(value - limits.mean) for value in values]
    steps = [0, *(_way(after - before) for before, after in pairwise(values))]
    thirds = [_third(value, wide) for value in values]
    for n, value in enumerate(values):
        if _way(value - limits.upper) > 0 or _way(value - limits.lower) < 0:
            found[n].add(Signal.OUTSIDE)
        first = n - _RUN + 1
        if first >= 0 and abs(sum(sides[first : n + 1])) == _RUN:
            _mark(found, range(first, n + 1), Signal.SHIFT)
        if first >= 0 and abs(sum(steps[first + 1 : n + 1])) == _RUN - 1:
            _mark(found, range(first, n + 1), Signal.TREND)
        window = range(max(0, n - _OF + 1), n + 1)
        for side in (1, -1):
            near = [m for m in window if thirds[m] == side]
            if len(near) >= _CLOSE:
                _mark(found, near, Signal.TWO_IN_THREE)
    return tuple(frozenset(each) for each in found)


def trajectory(
    points: Sequence[Point], polarity: Polarity, *, rebased_on: Sequence[tuple[dt.date, str]] = (), clip: tuple[float, float] | None = None
) -> Trajectory:
    """A measure's months under their limits.

    points      in any order, one a month; today's running month is not among them (it is drawn beside, against frozen limits)
    rebased_on  (first month under new limits, signed reason), from config: nothing re-bases by itself
    clip        as in ``limits_of``
    """
    ordered = sorted(points, key=lambda point: point.month)
    months = [point.month for point in ordered]
    if len(set(months)) != len(months):
        raise ValueError("a month can have one point only")
    starts = [(dt.date.min, ""), *sorted(rebased_on)]
    ends = [start for start, _ in starts[1:]] + [dt.date.max]
    bands: list[Band] = []
    for (start, because), end in zip(starts, ends, strict=True):
        inside = tuple(point for point in ordered if start <= point.month < end)
        if inside or not bands:
            bands.append(_band(inside, because, clip))
    return Trajectory(tuple(bands), polarity)


def _band(points: tuple[Point, ...], because: str, clip: tuple[float, float] | None) -> Band:
    counted = [(n, point, value) for n, point in enumerate(points) if (value := point.value) is not None]
    base = counted[:FROZEN_AFTER]
    if len(base) < 2 or any(point.in_scope < ENOUGH_IN_SCOPE for _, point, _ in base):
        return Band(points, None, tuple(frozenset[Signal]() for _ in points), because)
    values = [value for _, _, value in base]
    limits = limits_of(values, clip=clip)
    every = signals_of([value for _, _, value in counted], limits, unclipped=limits_of(values))
    found = [frozenset[Signal]() for _ in points]
    for (n, _, _), signals in zip(counted, every, strict=True):
        found[n] = signals
    return Band(points, limits, tuple(found), because)


def _way(step: float) -> int:
    """1 up, -1 down, 0 level."""
    return (step > _EVEN) - (step < -_EVEN)


def _third(value: float, limits: Limits) -> int:
    """1 above the inner two thirds of the upper half, -1 below those of the lower half, 0 between. Outside the limits counts too."""
    high = limits.mean + _OUTER_THIRD * (limits.upper - limits.mean)
    low = limits.mean - _OUTER_THIRD * (limits.mean - limits.lower)
    return max(_way(value - high), 0) + min(_way(value - low), 0)


def side_of(signal: Signal, band: Band, place: int) -> int:
    """Which way a signal of one month points: 1 up, -1 down. A trend points where it goes, the others where the point lies."""
    value = band.points[place].value
    if band.limits is None or value is None:
        raise ValueError("a month without limits or a value has no signal")
    if signal is not Signal.TREND:
        return 1 if value > band.limits.mean else -1
    counted = [n for n, point in enumerate(band.points) if point.value is not None]
    values = [float(point.value) for point in band.points if point.value is not None]
    here = counted.index(place)
    into = _way(values[here] - values[here - 1]) if here else 0
    out_of = _way(values[here + 1] - values[here]) if here + 1 < len(values) else 0
    run = values[max(0, here - _RUN + 1) : here + 1]
    ends_a_run = len(run) == _RUN and abs(sum(_way(after - before) for before, after in pairwise(run))) == _RUN - 1
    return into if ends_a_run or into == out_of or not out_of else out_of


def _mark(found: list[set[Signal]], places: Sequence[int], signal: Signal) -> None:
    for place in places:
        found[place].add(signal)
