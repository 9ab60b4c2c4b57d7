"""How one measure stands. Status is decided here and nowhere else (config/readiness.toml, 'One measure')."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fscp_readiness.settings.readiness import SmallNumbers
from fscp_readiness.vocabulary import Answered, Status

JUDGED = frozenset({Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET, Status.CANNOT_TELL})
"""The four statuses that are a verdict. The others stay what they are, in words."""


def low_of(in_scope: int, met: int) -> float:
    """What can be shown: met / in scope."""
    return met / in_scope


def high_of(in_scope: int, met: int, not_recorded: int) -> float:
    """What it would be were every gap good: (met + not recorded) / in scope."""
    return (met + not_recorded) / in_scope


def status_of(
    met: int,
    not_met: int,
    not_recorded: int,
    target: float | None,
    floor: float | None,
    small: SmallNumbers,
    state: Answered = Answered.ASKED,
) -> Status:
    """The status of one measure.

    Counts are records; target and floor are shares 0 to 1, both None for a context measure. What can be shown decides: a measure is on
    target only if its low is, so a blank can never put it there. Under ten in scope there is no verdict; from ten to nineteen, fewer than
    three missed or unknown is close at worst.
    """
    if state is not Answered.ASKED:
        return Status(str(state))
    in_scope = met + not_met + not_recorded
    if in_scope == 0:
        return Status.NO_CASES
    if target is None or floor is None:
        return Status.CONTEXT
    if in_scope < small.no_verdict_under:
        return Status.TOO_FEW
    low, high = low_of(in_scope, met), high_of(in_scope, met, not_recorded)
    if low >= target:
        return Status.ON_TARGET
    if low >= floor or (in_scope < small.gentle_under and not_met + not_recorded < small.gentle_misses):
        return Status.CLOSE
    return Status.OFF_TARGET if high < floor else Status.CANNOT_TELL


def statuses(counts: pd.DataFrame, small: SmallNumbers) -> pd.Series:
    """``status_of`` for many rows at once: columns state, met, not_met, not_recorded, target, floor. A test holds the two equal."""
    met, not_met, unknown = (counts[name].fillna(0).to_numpy(dtype="float64") for name in ("met", "not_met", "not_recorded"))
    target, floor = (counts[name].to_numpy(dtype="float64", na_value=np.nan) for name in ("target", "floor"))
    in_scope = met + not_met + unknown
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = met / in_scope, (met + unknown) / in_scope
    state = counts["state"].astype("object").to_numpy()
    gentle = (in_scope < small.gentle_under) & (not_met + unknown < small.gentle_misses)
    chosen = np.select(
        [
            state != str(Answered.ASKED),
            in_scope == 0,
            np.isnan(target) | np.isnan(floor),
            in_scope < small.no_verdict_under,
            low >= target,
            (low >= floor) | gentle,
            high < floor,
        ],
        [state, *(str(s) for s in (Status.NO_CASES, Status.CONTEXT, Status.TOO_FEW, Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET))],
        default=str(Status.CANNOT_TELL),
    )
    return pd.Series(chosen, index=counts.index, dtype="string")
