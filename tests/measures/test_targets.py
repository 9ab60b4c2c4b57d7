"""Targets come from the class, and three of them from what England had published by the night's date."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.measures.targets import target_for
from fscp_readiness.vocabulary import Counting, TargetClass

NIGHT = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "counting", "target", "floor"),
    [("S47-01", Counting.PERIOD, 0.867, 0.717), ("ASM-01.dfe", Counting.PERIOD, 0.905, 0.789), ("CPR-03", Counting.LIVE, 0.95, 0.874)],
)
def test_england_2024_gives_the_targets_that_were_agreed(readiness, benchmarks, code, counting, target, floor):
    found = target_for(code, counting, TargetClass.STATUTORY_DFE, readiness, benchmarks, NIGHT)
    assert (found.target, found.floor) == (target, floor)
    assert "2024" in found.set_by


def test_figures_published_the_day_after_are_not_used_the_day_before(readiness, benchmarks):
    before, on = dt.date(2024, 10, 30), dt.date(2024, 10, 31)
    assert "2023" in target_for("S47-01", Counting.PERIOD, TargetClass.STATUTORY_DFE, readiness, benchmarks, before).set_by
    assert "2024" in target_for("S47-01", Counting.PERIOD, TargetClass.STATUTORY_DFE, readiness, benchmarks, on).set_by


def test_before_anything_was_published_the_statutory_target_stands(readiness, benchmarks):
    found = target_for("S47-01", Counting.PERIOD, TargetClass.STATUTORY_DFE, readiness, benchmarks, dt.date(2013, 1, 1))
    assert (found.target, found.floor) == (0.95, 0.85)


def test_the_counting_england_does_not_use_is_judged_as_statutory(readiness, benchmarks):
    found = target_for("S47-01", Counting.LIVE, TargetClass.STATUTORY_DFE, readiness, benchmarks, NIGHT)
    assert (found.target, found.floor) == (0.95, 0.85)


@pytest.mark.parametrize(
    ("target_class", "target", "floor"),
    [
        (TargetClass.STATUTORY, 0.95, 0.85),
        (TargetClass.LOCAL, 0.90, 0.80),
        (TargetClass.LOCAL_CHILD_PROTECTION_VISIT, 0.95, 0.85),
        (TargetClass.CONTEXT, None, None),
    ],
)
def test_the_classes(readiness, benchmarks, target_class, target, floor):
    found = target_for("ANY-01", Counting.LIVE, target_class, readiness, benchmarks, NIGHT)
    assert (found.target, found.floor) == (target, floor)
