"""Better, worse, no real change: more than chance, and more than rounding."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.packs.cabinet.change import Change, Printed, changes_of

STEADY = [90, 91, 89, 90, 92, 90, 89, 91, 90, 88, 90, 91, 90, 89, 91, 90, 90, 92, 89, 90, 91, 90, 89]


def months(shares: list[int | None], counted: int = 400) -> list[Printed]:
    return [Printed(dt.date(2024 + (10 + n) // 12, (10 + n) % 12 + 1, 1), counted, share) for n, share in enumerate(shares)]


def test_a_fall_outside_the_usual_range_is_worse_and_a_rise_is_better() -> None:
    assert changes_of(months([*STEADY, 78]), "higher", 5).change is Change.WORSE
    assert changes_of(months([*STEADY, 98]), "higher", 5).change is Change.BETTER
    assert changes_of(months([*STEADY, 78]), "lower", 5).change is Change.BETTER
    assert changes_of(months([*STEADY, 78]), "neither", 5).change is Change.CHANGED


def test_inside_the_usual_range_nothing_changed() -> None:
    assert changes_of(months([*STEADY, 88]), "higher", 5).change is Change.NO_REAL


def test_what_rounding_alone_could_do_is_no_change() -> None:
    """A fall of eight points, of about 45: each count is the nearest five, so it may have been four points or none."""
    assert changes_of(months([*STEADY, 82], counted=45), "higher", 5).change is Change.NO_REAL
    assert changes_of(months([*STEADY, 82], counted=45), "higher", 1).change is Change.WORSE


def test_a_month_that_is_hidden_is_not_told_by_the_month_before_it() -> None:
    assert changes_of(months([*STEADY[:-1], 70, None]), "higher", 5).change is Change.NO_PERCENTAGE


def test_twelve_months_are_too_few_and_thirteen_enough() -> None:
    assert changes_of(months([None] * 12 + STEADY[:11] + [60]), "higher", 5).change is Change.TOO_FEW
    assert changes_of(months([None] * 11 + STEADY[:12] + [60]), "higher", 5).change is not Change.TOO_FEW


def test_small_numbers_have_no_usual_range() -> None:
    assert changes_of(months([*STEADY, 60], counted=15), "higher", 5).limits is None
