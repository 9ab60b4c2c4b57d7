"""Geometry: numbers to points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.packs.leadership import charts


def test_parts_fill_the_bar_in_proportion_with_a_gap_between() -> None:
    one, two = charts.stacked((("on", 1), ("off", 3)), 40.4)
    assert (one.key, one.x, one.width) == ("on", 0.0, 10.0)
    assert (two.key, two.x, two.width) == ("off", 10.4, 30.0)


def test_a_part_of_none_is_not_drawn_and_nothing_draws_nothing() -> None:
    assert [part.key for part in charts.stacked((("on", 0), ("off", 2)), 10)] == ["off"]
    assert charts.stacked((("on", 0),), 10) == ()


def test_a_negative_part_is_refused() -> None:
    with pytest.raises(ValueError, match="below nought"):
        charts.stacked((("on", -1),), 10)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=6), st.floats(20, 90))
def test_a_stacked_bar_never_runs_past_its_end(numbers: list[int], width: float) -> None:
    parts = charts.stacked([(str(n), number) for n, number in enumerate(numbers)], width)
    for before, after in zip(parts, parts[1:], strict=False):
        assert after.x >= before.x + before.width - 0.02
    if parts:
        assert parts[-1].x + parts[-1].width == pytest.approx(width, abs=0.06)


def test_the_longest_bar_is_full_and_one_of_many_can_still_be_seen() -> None:
    assert charts.length(40, 40, 30) == 30
    assert charts.length(20, 40, 30) == 15
    assert charts.length(1, 4000, 30) == 0.6
    assert charts.length(0, 40, 30) == 0.0


def test_a_scale_begins_at_the_ten_under_the_lowest() -> None:
    assert charts.scale_from([0.63, 0.91]) == pytest.approx(0.6)
    assert charts.scale_from([0.7]) == pytest.approx(0.7)
    assert charts.scale_from([]) == 0.0


def test_a_range_is_placed_on_its_scale() -> None:
    bar = charts.range_bar(0.7, 0.9, 0.7, 0.95, 0.6, 40)
    assert (bar.low, bar.length, bar.dot, bar.target) == (10.0, 20.0, 10.0, 35.0)


def test_a_range_off_the_scale_is_clipped_and_one_backwards_is_refused() -> None:
    assert charts.range_bar(0.2, 0.9, 0.2, 0.95, 0.6, 40).low == 0.0
    with pytest.raises(ValueError, match="before it begins"):
        charts.range_bar(0.9, 0.7, 0.9, 0.95, 0.6, 40)
