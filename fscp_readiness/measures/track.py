"""Is an action of the plan on its way? Its figure tonight beside a straight line from the day it was written to its target on its day.

The line is arithmetic and no forecast: it says how far the figure would have come if it moved evenly. Like the standing it is told from the
lowest and the highest that the record allows, so a gap never puts an action on track.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from .plan import Counted, Progress, Standing


class Track(StrEnum):
    """Where an action stands on its way, in the order in which a board must look."""

    OVERDUE = "overdue"
    FALLEN_BACK = "fallen back"  # closed by somebody, and its success no longer holds
    OFF = "off track"
    CANNOT_TELL = "cannot tell"
    NEW = "just written"
    ON = "on track"
    REACHED = "reached"
    CLOSED = "closed"


def track_of(each: Progress, as_at: dt.date) -> Track:
    """Where one action stands. CANNOT_TELL where a figure is lacking or too small, or where it rests on what is not recorded."""
    if each.closed:
        return Track.FALLEN_BACK if each.fallen_back else Track.CLOSED
    if each.overdue:
        return Track.OVERDUE
    if each.standing is Standing.REACHED:
        return Track.REACHED
    if each.action.said_on == as_at:
        return Track.NEW
    bounds, line = _bounds(each.tonight), line_at(each, as_at)
    if bounds is None or line is None:
        return Track.CANNOT_TELL
    low, high = bounds
    on, off = (low >= line, high < line) if each.action.success.at_least else (high <= line, low > line)
    return Track.ON if on else Track.OFF if off else Track.CANNOT_TELL


def line_at(each: Progress, as_at: dt.date) -> Fraction | None:
    """What the figure would be tonight on the straight line; None where its start is not known or has too few cases.

    A start that was beyond the target already gives the target.
    """
    action, began = each.action, _bounds(each.then)
    if began is None or each.then is None or (each.tonight and each.tonight.unit != each.then.unit):
        return None
    start, target = began[0], action.success.target
    wanted = start < target if action.success.at_least else start > target
    whole = (action.by_when - action.said_on).days
    if not wanted or whole <= 0:
        return target
    gone = min(max((as_at - action.said_on).days, 0), whole)
    return start + (target - start) * Fraction(gone, whole)


def counts(found: Sequence[Progress], as_at: dt.date) -> dict[Track, int]:
    """How many actions stand where, in Track's order; those of none are left out."""
    stands = [track_of(each, as_at) for each in found]
    return {track: stands.count(track) for track in Track if track in stands}


def _bounds(counted: Counted | None) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest that the record allows."""
    if counted is None or counted.few:
        return None
    if counted.met is not None:
        return Fraction(counted.met, counted.in_scope), Fraction(counted.met + counted.not_recorded, counted.in_scope)
    return None if counted.value is None else (Fraction(str(counted.value)), Fraction(str(counted.value)))
