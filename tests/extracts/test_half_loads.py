"""The short form of the simulation of half-loaded nights (half_loads.py): the gates still stop what they stopped, and no ordinary night."""

from __future__ import annotations

import numpy as np
import pytest

from tests.extracts.half_loads import KEPT, LOSSES, living, nights_of, open_rows


@pytest.mark.parametrize(
    ("size", "sees"),
    [(30, {0.20: 70, 0.50: 100}), (120, {0.10: 85, 0.20: 100, 0.50: 100}), (600, {0.05: 100, 0.10: 100, 0.20: 100, 0.50: 100})],
)
def test_fault_009_a_half_load_is_seen_and_an_ordinary_night_is_not_stopped(size, sees):
    counts = nights_of(size, 30, seed=7, learning=40)
    assert counts[0.0].every == 0
    for loss, share in sees.items():
        assert counts[loss].per_cent(counts[loss].churn) >= share, loss
        assert counts[loss].every >= counts[loss].churn


def test_half_of_eight_rows_is_seen_by_all_the_gates_together_more_often_than_by_churn():
    counts = nights_of(8, 60, seed=7, losses=(0.50,), learning=40)
    assert counts[0.0].every == 0
    assert counts[0.50].per_cent(counts[0.50].every) >= max(60, counts[0.50].per_cent(counts[0.50].churn))


def test_the_table_lives_as_it_is_said_to():
    alive = living(120, 400, seed=7)
    opened = [open_rows(alive.on(night)[0]) for night in range(0, 400, 40)]
    assert 95 < np.mean(opened) < 145
    frame, beside = alive.on(200)
    assert set(frame["child_id"]) == set(beside.frames["people"]["child_id"])
    assert (frame["ended_on"].max() - frame["ended_on"].min()).days in range(KEPT - 15, KEPT + 1)
    assert 0.01 < np.mean(alive.removed < 10**6) < 0.03, "about one in fifty is removed at source"
    assert LOSSES == (0.05, 0.10, 0.20, 0.50)
