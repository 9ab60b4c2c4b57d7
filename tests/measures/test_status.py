"""One measure: status is what can be shown, never what would be so were the gaps good."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fscp_readiness.measures.status import status_of, statuses
from fscp_readiness.vocabulary import Answered, Status

T, F = 0.95, 0.85


@pytest.mark.parametrize(
    ("met", "not_met", "unknown", "expected", "because"),
    [
        (95, 5, 0, Status.ON_TARGET, "exactly on the target"),
        (94, 6, 0, Status.CLOSE, "one short of it"),
        (85, 15, 0, Status.CLOSE, "exactly on the floor"),
        (84, 16, 0, Status.OFF_TARGET, "one below the floor, nothing unknown"),
        (84, 15, 1, Status.CANNOT_TELL, "the one unknown could reach the floor: high equal to the floor is not off"),
        (84, 10, 6, Status.CANNOT_TELL, "the gaps could make it close"),
        (0, 0, 100, Status.CANNOT_TELL, "all blank: never on target"),
        (94, 0, 6, Status.CLOSE, "every gap would have to be good to be on target: what can be shown is close"),
        (100, 0, 0, Status.ON_TARGET, "all met"),
        (0, 100, 0, Status.OFF_TARGET, "none met"),
        (0, 0, 0, Status.NO_CASES, "nothing in scope neither helps nor harms"),
        (9, 0, 0, Status.TOO_FEW, "under ten: never on target"),
        (0, 9, 0, Status.TOO_FEW, "under ten: never off target"),
        (10, 0, 0, Status.ON_TARGET, "ten is enough"),
        (8, 2, 0, Status.CLOSE, "ten, two missed: close at worst"),
        (8, 1, 1, Status.CLOSE, "one missed and one unknown are still fewer than three"),
        (7, 3, 0, Status.OFF_TARGET, "three missed of ten"),
        (7, 2, 1, Status.OFF_TARGET, "two missed and one unknown: even the best reading is under the floor"),
        (16, 3, 0, Status.OFF_TARGET, "nineteen, three missed: 84.2%"),
        (17, 2, 0, Status.CLOSE, "nineteen, two missed"),
        (16, 4, 0, Status.OFF_TARGET, "twenty: no gentleness left"),
    ],
)
def test_the_edges_of_every_status(readiness, met, not_met, unknown, expected, because):
    assert status_of(met, not_met, unknown, T, F, readiness.small_numbers) is expected, because


@pytest.mark.parametrize("state", [Answered.CRASHED, Answered.NOT_ASSESSABLE, Answered.HELD])
def test_what_could_not_be_asked_stays_what_it_is(readiness, state):
    assert status_of(100, 0, 0, T, F, readiness.small_numbers, state) == str(state)


def test_a_context_measure_is_never_judged(readiness):
    assert status_of(1, 99, 0, None, None, readiness.small_numbers) is Status.CONTEXT
    assert status_of(0, 0, 0, None, None, readiness.small_numbers) is Status.NO_CASES


def every_small_measure(most: int) -> pd.DataFrame:
    grid = [(m, x, n - m - x) for n in range(most + 1) for m in range(n + 1) for x in range(n - m + 1)]
    frame = pd.DataFrame(grid, columns=["met", "not_met", "not_recorded"]).astype("Int64")
    return frame.assign(state="asked", target=0.95, floor=0.85).astype({"target": "Float64", "floor": "Float64"})


@pytest.mark.parametrize(("target", "floor"), [(0.95, 0.85), (0.9, 0.8), (0.867, 0.717), (0.905, 0.789), (0.95, 0.874)])
def test_many_at_once_equals_one_at_a_time(readiness, target, floor):
    frame = every_small_measure(26).assign(target=target, floor=floor)
    one = [
        str(status_of(m, x, u, target, floor, readiness.small_numbers))
        for m, x, u in frame[["met", "not_met", "not_recorded"]].itertuples(index=False)
    ]
    assert statuses(frame, readiness.small_numbers).tolist() == one


VERDICT_OR_FEW = {"on_target": 3, "close": 2, "too_few": 2, "no_cases": 2, "off_target": 0, "cannot_tell": 0}
"""Never a relief: cannot tell ranks beside off target."""


@pytest.mark.parametrize(("target", "floor"), [(0.95, 0.85), (0.9, 0.8), (0.867, 0.717), (0.95, 0.874)])
def test_blanking_a_date_never_lifts_a_measure(readiness, target, floor):
    """Every measure of up to sixty rows, with one met row or one missed row blanked: 75,000 pairs of each kind."""
    before = every_small_measure(60).assign(target=target, floor=floor)
    start = statuses(before, readiness.small_numbers).map(VERDICT_OR_FEW).to_numpy()
    for lost in ("met", "not_met"):
        blanked = before.copy()
        blanked[lost] -= 1
        blanked["not_recorded"] += 1
        possible = (blanked[lost] >= 0).to_numpy(dtype=bool)
        after = statuses(blanked[possible], readiness.small_numbers).map(VERDICT_OR_FEW).to_numpy()
        assert (after <= start[possible]).all()


def test_blanking_many_dates_at_once_never_lifts_a_measure(readiness):
    draw = np.random.default_rng(20261125)
    size = 200_000
    met, not_met, unknown = (draw.integers(0, most, size) for most in (400, 80, 40))
    first = pd.DataFrame({"met": met, "not_met": not_met, "not_recorded": unknown, "state": "asked", "target": 0.95, "floor": 0.85})
    gone_met, gone_missed = (draw.random(size) * (met + 1)).astype(int), (draw.random(size) * (not_met + 1)).astype(int)
    then = first.assign(met=met - gone_met, not_met=not_met - gone_missed, not_recorded=unknown + gone_met + gone_missed)
    kinds = {"met": "Int64", "not_met": "Int64", "not_recorded": "Int64", "target": "Float64", "floor": "Float64"}
    start, end = (statuses(frame.astype(kinds), readiness.small_numbers).map(VERDICT_OR_FEW) for frame in (first, then))
    assert (end <= start).all()
