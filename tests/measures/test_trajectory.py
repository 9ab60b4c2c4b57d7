"""XmR: the published worked example to two decimals, one fixture a signal, and what a re-basing, a gap and small numbers do."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.measures.trajectory import (
    Assurance,
    Limits,
    Point,
    Polarity,
    Signal,
    Variation,
    limits_of,
    signals_of,
    trajectory,
)

PUBLISHED = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""The example of NHSRplotthedots' vignette "deviations" (NHS-R Community, read 2026): 18 points, one of them far out."""

FIXED = Limits(lower=40.0, mean=50.0, upper=60.0, base=18)


def month(number: int) -> dt.date:
    return dt.date(2024 + number // 12, number % 12 + 1, 1)


def points(values, in_scope: int = 100) -> list[Point]:
    return [Point(month(n), value, in_scope) for n, value in enumerate(values)]


@pytest.mark.parametrize(("screened", "upper", "mean", "lower"), [(True, 4.60, 1.94, -0.72), (False, 6.95, 1.94, -3.06)])
def test_limits_are_those_of_the_published_example(screened, upper, mean, lower):
    found = limits_of(PUBLISHED, screened=screened)
    assert (round(found.upper, 2), round(found.mean, 2), round(found.lower, 2)) == (upper, mean, lower)


def test_limits_stay_inside_what_a_share_can_be():
    found = limits_of((0.9, 1.0, 0.7, 1.0, 0.95), clip=(0.0, 1.0))
    assert found.upper == 1.0 and 0.0 < found.lower < found.mean < 1.0


STEADY = [50, 51, 49, 50.5, 49.5, 51]


@pytest.mark.parametrize(
    ("signal", "values", "marked"),
    [
        (Signal.OUTSIDE, [*STEADY, 60.1], [6]),
        (Signal.OUTSIDE, [39.9, *STEADY], [0]),
        (Signal.SHIFT, [49, *[51] * 7, 49], list(range(1, 8))),
        (Signal.SHIFT, [51, *[49] * 8, 51], list(range(1, 9))),
        (Signal.TREND, [51, 47, 48, 49, 50, 51, 52, 53, 49], list(range(1, 8))),
        (Signal.TREND, [49, 53, 52, 51, 50, 49, 48, 47, 51], list(range(1, 8))),
        (Signal.TWO_IN_THREE, [*STEADY, 57, 50, 57], [6, 8]),
        (Signal.TWO_IN_THREE, [*STEADY, 43, 43], [6, 7]),
    ],
)
def test_each_signal_marks_its_months_and_no_others(signal, values, marked):
    found = signals_of(values, FIXED)
    assert [n for n, each in enumerate(found) if signal in each] == marked


@pytest.mark.parametrize(
    ("signal", "values"),
    [
        (Signal.OUTSIDE, [40.0, 60.0, 50]),
        (Signal.SHIFT, [*[51] * 6, 50, *[51] * 6]),
        (Signal.TREND, [47, 48, 49, 50, 51, 52, 52, 53]),
        (Signal.TWO_IN_THREE, [50, 57, 50, 50, 57, 50]),
        (Signal.TWO_IN_THREE, [50, 57, 43, 50]),
        (Signal.TWO_IN_THREE, [50, 56.6, 56.6, 50]),
    ],
)
def test_what_only_nearly_is_a_signal_is_none(signal, values):
    assert not any(signal in each for each in signals_of(values, FIXED))


RISING = [50, 51, 49, 50, 51, 49, 50, 51, 49, 50, 51, 49, 50, 51, 70]


@pytest.mark.parametrize(
    ("polarity", "said"), [(Polarity.HIGHER, Variation.BETTER), (Polarity.LOWER, Variation.WORSE), (Polarity.NEITHER, Variation.CHANGED)]
)
def test_better_or_worse_is_as_the_measure_s_good_side_says(polarity, said):
    assert trajectory(points(RISING), polarity).variation is said


def test_a_last_month_like_the_others_is_no_signal():
    assert trajectory(points([*RISING, 50]), Polarity.HIGHER).variation is Variation.COMMON_CAUSE


def test_fewer_than_thirteen_months_give_trial_limits_and_thirteen_do_not():
    twelve, thirteen = (trajectory(points(RISING[:n]), Polarity.HIGHER).bands[-1].limits for n in (12, 13))
    assert twelve.trial and not thirteen.trial


def test_limits_freeze_after_eighteen_months():
    first = trajectory(points(PUBLISHED), Polarity.HIGHER).bands[0].limits
    later = trajectory(points([*PUBLISHED, 9, 9, 9]), Polarity.HIGHER).bands[0]
    assert later.limits == first
    assert all(Signal.OUTSIDE in each for each in later.signals[-3:])


def test_one_month_of_nineteen_in_scope_and_no_limits_are_drawn():
    few = [*points(RISING[:-1]), Point(month(14), 50, 19)]
    assert trajectory(few, Polarity.HIGHER).bands[-1].limits is None
    assert trajectory(few, Polarity.HIGHER).variation is Variation.NOT_YET
    enough = [*points(RISING[:-1]), Point(month(14), 50, 20)]
    assert trajectory(enough, Polarity.HIGHER).bands[-1].limits is not None


def test_a_month_without_a_figure_is_a_gap_and_never_nought():
    gap = trajectory([*points(RISING[:10]), Point(month(10), None, 0), Point(month(11), 50, 100)], Polarity.HIGHER)
    band = gap.bands[0]
    assert band.limits == limits_of([*RISING[:10], 50]) and band.signals[10] == frozenset()


def test_a_signed_re_basing_starts_new_limits_and_keeps_the_old():
    twice = trajectory(points([50, 52] * 8 + [80, 82] * 8), Polarity.HIGHER, rebased_on=[(month(16), "A new front door. Signed.")])
    old, new = twice.bands
    assert old.limits.mean == 51 and new.limits.mean == 81 and new.because == "A new front door. Signed."
    assert twice.variation is Variation.COMMON_CAUSE
    assert trajectory(points([50, 52] * 8 + [80, 82] * 8), Polarity.HIGHER).variation is Variation.BETTER


@pytest.mark.parametrize(
    ("polarity", "target", "said"),
    [
        (Polarity.HIGHER, 40.0, Assurance.MET),
        (Polarity.HIGHER, 50.0, Assurance.EITHER),
        (Polarity.HIGHER, 60.0, Assurance.MISSED),
        (Polarity.LOWER, 60.0, Assurance.MET),
        (Polarity.LOWER, 40.0, Assurance.MISSED),
        (Polarity.LOWER, 50.0, Assurance.EITHER),
        (Polarity.HIGHER, None, Assurance.NONE),
        (Polarity.NEITHER, 50.0, Assurance.NONE),
    ],
)
def test_can_the_target_be_counted_on(polarity, target, said):
    assert trajectory(points([49, 51] * 9), polarity).assurance(target) is said


def test_two_points_of_one_month_are_refused():
    with pytest.raises(ValueError, match="one point only"):
        trajectory([Point(month(1), 1, 50), Point(month(1), 2, 50)], Polarity.HIGHER)


@given(st.lists(st.integers(0, 100), min_size=2, max_size=40))
def test_turned_upside_down_the_same_months_signal_and_better_is_worse(values):
    up, down = trajectory(points(values), Polarity.HIGHER), trajectory(points([-value for value in values]), Polarity.HIGHER)
    assert up.bands[0].signals == down.bands[0].signals
    flipped = {Variation.BETTER: Variation.WORSE, Variation.WORSE: Variation.BETTER}
    assert flipped.get(up.variation, up.variation) is down.variation


@given(st.lists(st.floats(0, 1), min_size=2, max_size=40))
def test_order_of_the_points_does_not_matter(values):
    given_ = points(values)
    assert trajectory(given_[::-1], Polarity.HIGHER) == trajectory(given_, Polarity.HIGHER)


@given(st.floats(0, 1), st.integers(2, 30))
def test_months_that_are_all_alike_signal_nothing(value, number):
    assert not any(trajectory(points([value] * number), Polarity.HIGHER).bands[0].signals)


def test_each_month_of_a_run_says_which_way_it_goes():
    rising = trajectory(points([51, 49, 50, 47, 48, 49, 50, 51, 52, 53]), Polarity.HIGHER)
    band = rising.bands[-1]
    assert {rising.at(band, place) for place in range(3, 10) if Signal.TREND in band.signals[place]} == {Variation.BETTER}
    falling = trajectory(points([49, 51, 50, 53, 52, 51, 50, 49, 48, 47]), Polarity.HIGHER)
    band = falling.bands[-1]
    assert falling.at(band, 3) is Variation.WORSE, "the first of a falling run lies above the mean and still points down"
    assert falling.variation is falling.at(band, 9)
