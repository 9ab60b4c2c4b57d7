"""A measure's kept months as points with limits: which of them may be drawn, which may have limits, which way is good."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Status, TargetClass

from .trajectory import ENOUGH_IN_SCOPE, Band, Point, Polarity, Signal, Trajectory, trajectory

FEW: Final = 10
"""Under so many cases a share is counts, and no percentage."""

NOT_COUNTED: Final = (Status.NOT_ASSESSABLE, Status.CRASHED, Status.HELD)
Row = Mapping[str, Any]
"""One row of history.store.MONTHS as plain values, blanks as None."""


def plain_rows(frame: pd.DataFrame, scope: str) -> list[dict[str, Any]]:
    """Rows of one scope as plain values, blanks as None."""
    own = frame[frame["scope"].eq(scope)]
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in own.to_dict("records")]


def polarity_of(about: About | None) -> Polarity:
    """A share's good answer is met; a context measure has no good side unless its card says that lower is better."""
    if about is not None and about.lower_is_better:
        return Polarity.LOWER
    return Polarity.NEITHER if about is not None and about.target is TargetClass.CONTEXT else Polarity.HIGHER


def trajectory_of(rows: Sequence[Row], about: About | None, unit: str, rebased: Sequence[tuple[dt.date, str]] = ()) -> Trajectory:
    """A measure's months under their limits.

    rows     its kept months (a month once, in any order)
    unit     as measures.csv has it: shares of ``percent`` are clipped to 0 to 1
    rebased  (first month under new limits, signed reason)
    """
    share = unit == "percent" and (about is None or about.measures == "share")
    clip = (0.0, 1.0) if share else (0.0, math.inf)
    found = trajectory(_whole([_point(row, unit) for row in rows]), polarity_of(about), rebased_on=rebased, clip=clip)
    return Trajectory(tuple(_guarded(band) for band in found.bands), found.polarity)


def value_of(row: Row, unit: str) -> float | None:
    """A row's figure, unrounded where its counts are there; None where nothing was counted or the source's copy was not that night's."""
    if row["status"] in NOT_COUNTED or not row["in_scope"] or row["value"] is None:
        return None
    if unit == "percent" and row.get("met") is not None:
        return None if row["in_scope"] < FEW else float(row["met"]) / float(row["in_scope"])
    return float(row["value"])


def _point(row: Row, unit: str) -> Point:
    return Point(pd.Timestamp(row["month"]).date(), value_of(row, unit), int(row["in_scope"] or 0))


def _whole(points: list[Point]) -> list[Point]:
    """The points with every month between the first and the last; one that was not kept is a gap."""
    if not points:
        return []
    held = {point.month: point for point in points}
    months, month = [], min(held)
    while month <= max(held):
        months.append(held.get(month, Point(month, None, 0)))
        month = next_month(month)
    return months


def _guarded(band: Band) -> Band:
    """No limits where any month under them has too few cases, in the base or after it."""
    if any(point.value is not None and point.in_scope < ENOUGH_IN_SCOPE for point in band.points):
        return Band(band.points, None, tuple(frozenset[Signal]() for _ in band.points), band.because)
    return band


def next_month(month: dt.date) -> dt.date:
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)
