"""Better, worse or no real change: said of the printed percentages alone, and only where it is more than chance and more than rounding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fscp_readiness.measures.trajectory import TRIAL_BELOW, Limits, Point, Polarity, Variation, trajectory


class Change(StrEnum):
    """What is printed of a measure's last month, beside its usual ups and downs."""

    BETTER = "Better than usual"
    WORSE = "Worse than usual"
    CHANGED = "Not as usual"
    NO_REAL = "No real change"
    TOO_FEW = "Too few months to say"
    NO_PERCENTAGE = "Not compared"


POLARITY: Final = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER, "neither": Polarity.NEITHER}
_SAID: Final = {Variation.BETTER: Change.BETTER, Variation.WORSE: Change.WORSE, Variation.CHANGED: Change.CHANGED}


@dataclass(frozen=True)
class Printed:
    """One month as printed: how many were counted (rounded), and the whole percentage, None where there is none."""

    month: dt.date
    in_scope: int | None
    share: int | None


@dataclass(frozen=True)
class Changes:
    """``change`` of the last month; ``by_month`` what each month says; ``limits`` in percent, None where months are too few."""

    change: Change
    by_month: tuple[Change, ...]
    limits: Limits | None


def changes_of(months: Sequence[Printed], better: str, base: int) -> Changes:
    """What each printed month says of one measure.

    months  every month of the paper, oldest first, the paper's own the last
    better  higher, lower or neither
    base    what counts are rounded to; a month that rounding alone could have put where it lies says nothing
    """
    points = [Point(each.month, None if each.share is None else each.share / 100, each.in_scope or 0) for each in months]
    found = trajectory(points, POLARITY[better], clip=(0.0, 1.0))
    band = found.bands[-1]
    if band.limits is None or band.limits.base < TRIAL_BELOW:
        said = tuple(Change.NO_PERCENTAGE if each.share is None else Change.TOO_FEW for each in months)
        return Changes(said[-1], said, None)
    limits = band.limits
    said = tuple(
        Change.NO_PERCENTAGE
        if each.share is None
        else Change.NO_REAL
        if _rounding_could(each, limits.mean, base)
        else _SAID.get(found.at(band, place), Change.NO_REAL)
        for place, each in enumerate(months)
    )
    return Changes(said[-1], said, Limits(limits.lower * 100, limits.mean * 100, limits.upper * 100, limits.base))


def _rounding_could(month: Printed, mean: float, base: int) -> bool:
    """Whether the two counts, each as far off as rounding lets it be, could have had the usual share."""
    if month.share is None or not month.in_scope:
        return True
    share = month.share / 100
    return abs(share - mean) <= (base - 1) / 2 * (1 + share) / month.in_scope + 0.005
