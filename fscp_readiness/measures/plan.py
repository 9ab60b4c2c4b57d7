"""The improvement plan counted: for each action its measure tonight, on the day it was written, and whether success can be shown.

Reached and not reached are told from what the gaps could do to the figure: a blank never makes an action reached. Nothing here says why a
figure moved, or that an action moved it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

import pandas as pd

from fscp_readiness.settings.plan import FILE, Action, Plan
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.standards import Catalogue
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import Status

from .months import FEW, NOT_COUNTED, polarity_of
from .trajectory import Polarity

NEAR_DAYS: Final = 7
"""How many days before an action was written the night may lie that stands for that day, where that day's own was not kept."""

WRITTEN = {
    "written_on": DATES,
    "as_at": DATES,
    "code": "string",
    "counting": "string",
    "in_scope": "Int64",
    "met": "Int64",
    "not_recorded": "Int64",
    "value": "Float64",
    "unit": "string",
    "status": "string",
    "changed": "boolean",
}
"""Kept measures of the days on which actions were written: the night they are of, the whole service's counts, and ``changed`` where the
standard says something else tonight. No child."""


class Standing(StrEnum):
    """Is an action's success shown tonight?"""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    CANNOT_TELL = "cannot tell"
    TOO_FEW = "too few"  # under ten cases: counts, and no verdict


@dataclass(frozen=True)
class Counted:
    """One measure on one night. ``met`` and ``not_recorded`` are None for a figure that is no share; ``value`` is 0 to 1 for a share."""

    as_at: dt.date
    in_scope: int
    met: int | None
    not_recorded: int
    value: float | None
    unit: str

    @property
    def is_share(self) -> bool:
        """Counted as so many of so many?"""
        return self.met is not None

    @property
    def few(self) -> bool:
        """Under ten cases, for which no percentage is given?"""
        return self.in_scope < FEW


@dataclass(frozen=True)
class Progress:
    """One action on one night.

    measure    the measure's name
    duty       "100%" where the law asks it of every one, whatever the plan asks
    tonight    None where it was not counted, and then ``unknown`` says why
    then       when the action was written; None where that is not known, and then ``then_unknown`` says why
    points     tonight less then: percentage points of what can be shown, or in the figure's unit; None where one of the two is not known
               or has too few cases
    overdue    the day has passed, success is not shown, and nobody has closed it
    closed     somebody has closed it by this night
    days       from tonight to the day: less than nought once it has passed
    """

    action: Action
    measure: str
    duty: str
    tonight: Counted | None
    unknown: str
    then: Counted | None
    then_unknown: str
    points: float | None
    standing: Standing
    overdue: bool
    days: int
    closed: bool = False

    @property
    def fallen_back(self) -> bool:
        """Closed, and its success no longer holds?"""
        return self.closed and self.standing is Standing.NOT_REACHED


def see_it_can_be_asked(plan: Plan, catalogue: Catalogue) -> None:
    """Is every action's success a measure that a standard gives, in its own unit and direction?

    Raises ConfigProblem with a sentence: PLN-06 for a code that no standard has, PLN-07 for a counting that the standard is not counted in,
    PLN-08 for a share where the measure is a figure or the other way round, PLN-09 for a bound against the direction that is good.
    """
    held = {standard.code: standard.about for standard in catalogue}
    for action in plan.actions:
        wanted = action.success
        where = f"{FILE}: {action.id}: {wanted.code}"
        about = held.get(wanted.code)
        if about is None:
            raise ConfigProblem(f"{where} is the code of no standard. Take one from docs/reference/standards/README.md.", "PLN-06")
        if wanted.counting not in about.counting:
            may = " or ".join(str(each) for each in about.counting)
            raise ConfigProblem(f"{where} is not counted {wanted.counting}. Write {may}.", "PLN-07")
        if wanted.is_share != (about.measures in ("share", "rate")):
            kind = "a share: write it with its %" if about.measures in ("share", "rate") else "a figure: write it without a %"
            raise ConfigProblem(f"{where} is {kind}, not {wanted.bound!r}. Write the success as one.", "PLN-08")
        polarity = polarity_of(about)
        against = Polarity.LOWER if wanted.at_least else Polarity.HIGHER
        if polarity is against:
            other = "at_most" if wanted.at_least else "at_least"
            raise ConfigProblem(f"{where}: {polarity}, so its success is {other} {wanted.bound}. Write it so.", "PLN-09")


def progress(plan: Plan, measures: pd.DataFrame, written: pd.DataFrame, catalogue: Catalogue, as_at: dt.date) -> tuple[Progress, ...]:
    """Every action that had been written by ``as_at``: overdue first, then what was closed and has fallen back, then those due soonest, and
    what was closed last.

    measures  counting.MEASURES of the night
    written   WRITTEN: what was kept of the days on which the actions were written
    """
    whole = measures[measures["scope"].eq("all")]
    tonight = {(str(row["code"]), str(row["counting"])): row for row in _plain(whole)}
    then = {(pd.Timestamp(row["written_on"]).date(), str(row["code"]), str(row["counting"])): row for row in _plain(written)}
    found = [_progress(action, tonight, then, catalogue, as_at) for action in plan.actions if action.said_on <= as_at]
    return tuple(sorted(found, key=lambda each: (not each.overdue, not each.fallen_back, each.closed, each.action.by_when, each.action.id)))


def _progress(
    action: Action,
    tonight: Mapping[tuple[str, str], Mapping[str, Any]],
    then: Mapping[tuple[dt.date, str, str], Mapping[str, Any]],
    catalogue: Catalogue,
    as_at: dt.date,
) -> Progress:
    wanted = action.success
    about = catalogue[wanted.code].about
    key = wanted.code, str(wanted.counting)
    now, unknown = _counted(tonight.get(key), as_at)
    before, before_unknown = _before(action, then.get((action.said_on, *key)), as_at)
    standing = _standing(action, now)
    days, closed = (action.by_when - as_at).days, action.closed_at(as_at)
    return Progress(
        action=action,
        measure=about.name,
        duty=about.duty,
        tonight=now,
        unknown=unknown,
        then=before,
        then_unknown=before_unknown,
        points=_points(before, now),
        standing=standing,
        overdue=days < 0 and standing is not Standing.REACHED and not closed,
        days=days,
        closed=closed,
    )


_UNKNOWN: Final = {
    Status.NOT_ASSESSABLE: "could not be asked: the source lacks what it needs",
    Status.CRASHED: "could not be asked: its check failed",
    Status.HELD: "not counted: its table is held at an earlier night's copy",
}


def _counted(row: Mapping[str, Any] | None, as_at: dt.date) -> tuple[Counted | None, str]:
    """The counts of one row, or why there are none."""
    if row is None:
        return None, "was not asked"
    status = Status(str(row["status"]))
    if status in NOT_COUNTED:
        return None, _UNKNOWN[status]
    if not row["in_scope"]:
        return None, "no case to count"
    met = None if row["met"] is None else int(row["met"])
    value = None if row["value"] is None else float(row["value"])
    return Counted(as_at, int(row["in_scope"]), met, int(row["not_recorded"] or 0), value, str(row["unit"])), ""


def _before(action: Action, row: Mapping[str, Any] | None, as_at: dt.date) -> tuple[Counted | None, str]:
    if action.said_on == as_at:
        return None, "written on this night"
    if row is None:
        return None, "not known: no night of that week was kept, or it did not ask this"
    if row["changed"]:
        return None, "not known: the standard has changed since"
    counted, unknown = _counted(row, pd.Timestamp(row["as_at"]).date())
    return counted, f"not known: {unknown}" if unknown else ""


def _standing(action: Action, now: Counted | None) -> Standing:
    """From the lowest and the highest that the record allows, to the last digit: met / in scope, and with every gap good."""
    if now is None:
        return Standing.CANNOT_TELL
    if now.few:
        return Standing.TOO_FEW
    if now.met is not None:
        low, high = Fraction(now.met, now.in_scope), Fraction(now.met + now.not_recorded, now.in_scope)
    elif now.value is not None:
        low = high = Fraction(str(now.value))
    else:
        return Standing.CANNOT_TELL
    target = action.success.target
    sure, never = (low >= target, high < target) if action.success.at_least else (high <= target, low > target)
    return Standing.REACHED if sure else Standing.NOT_REACHED if never else Standing.CANNOT_TELL


def _points(then: Counted | None, now: Counted | None) -> float | None:
    if then is None or now is None or then.few or now.few or then.unit != now.unit or then.is_share != now.is_share:
        return None
    if then.met is not None and now.met is not None:
        return round(float(100 * (Fraction(now.met, now.in_scope) - Fraction(then.met, then.in_scope))), 1)
    if then.value is None or now.value is None:
        return None
    return round((now.value - then.value) * (100 if now.unit == "percent" else 1), 1)


def _plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in frame.to_dict("records")]
