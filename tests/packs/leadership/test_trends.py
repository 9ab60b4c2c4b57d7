"""The months' charts: what is drawn is what was counted, and what is said is what the limits say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscp_readiness.measures.trajectory import Variation
from fscp_readiness.packs.leadership import build_pack, charts, series
from fscp_readiness.packs.leadership.charts import Frame, Label
from fscp_readiness.packs.leadership.measured import rows_by_key

from .conftest import Drawn
from .histories import REBASED, with_history
from .nights import a_night

FRAME = Frame(width=100, height=40, left=10, right=90, top=5, bottom=35, slots=4, low=0.8, high=1.0)


@pytest.fixture(scope="module")
def bad() -> object:
    return a_night(21, slim=True)


def charted(night) -> dict[str, object]:
    return {one.code: one for page in build_pack(night).trends for group in page.groups for row in group.rows for one in row}


def months(night, values, in_scope=100, code="CPV-01", gaps=()):
    """``night`` told that one measure had these shares in the months before it, the last one last."""
    month, rows = night.as_at.replace(day=1), []
    for back, value in enumerate(reversed(values)):
        month = series.last_month(month)
        size = in_scope[len(values) - 1 - back] if isinstance(in_scope, list) else in_scope
        if back in gaps:
            continue
        rows.append((pd.Timestamp(month), pd.Timestamp(month), code, "live", "all", "all", size, round(value * size), 0, 0, 0, value, value,
                     value, 0.95, 0.85, "percent", "close"))  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(night.remembered.months.columns)).astype(night.remembered.months.dtypes.to_dict())
    return dataclasses.replace(night, remembered=dataclasses.replace(night.remembered, months=frame))


def one_series(night, code="CPV-01", counting="live"):
    return series.series_of(night, series.past_of(night), code, counting, rows_by_key(night)[(code, counting)])


def test_a_month_missing_breaks_the_line_and_a_month_alone_has_none() -> None:
    assert charts.lines_of(FRAME, [0.8, 0.9, None, 1.0]) == ("20.0,35.0 40.0,20.0",)
    assert charts.lines_of(FRAME, [0.8, None, 0.9, None]) == ()


def test_points_off_the_scale_lie_on_its_edge() -> None:
    assert (FRAME.y(0.5), FRAME.y(1.0), FRAME.x(3)) == (35.0, 5.0, 80.0)


@given(st.lists(st.floats(0, 40), min_size=1, max_size=5))
def test_labels_never_lie_on_each_other_nor_outside(places: list[float]) -> None:
    made = charts.spread([Label("x", 0, y, "x") for y in places], 3.0, 2.0, 36.0)
    heights = [label.y for label in made]
    assert all(after - before >= 3.0 - 0.02 for before, after in zip(heights, heights[1:], strict=False))
    assert min(heights) >= 2.0 - 0.02 and max(heights) <= 36.0 + 0.02


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_a_scale_of_shares_holds_every_share(shares: list[float]) -> None:
    low, high = charts.share_scale(shares)
    assert low <= min(shares) + 1e-9 and max(shares) <= high + 1e-9 and 0.0 <= low < high <= 1.0 + 1e-9 and high - low >= 0.1 - 1e-9


def test_a_scale_of_days_begins_at_nought_and_ends_round() -> None:
    assert charts.number_scale([412.0, 388.0]) == (0.0, 500.0) or charts.number_scale([412.0, 388.0])[1] >= 412.0
    assert charts.number_scale([]) == (0.0, 1.0)


def test_the_charts_last_point_is_the_tables_figure(each: Drawn) -> None:
    """Headline = table = chart: tonight's hollow point of a live measure is the value of its row."""
    table = {row.code: row for page in each.pack.judgements for row in page.core}
    for page in each.pack.trends:
        for one in [one for group in page.groups for row in group.rows for one in row]:
            if "Tonight: " in one.under:
                said = one.under.split("Tonight: ")[1].split(". ")[0].rstrip(".")
                row = table[one.code]
                assert said in (f"{row.n_of_n} ({row.value})", row.n_of_n), one.code
            assert one.tag == table[one.code].signal


def test_the_headline_counts_the_marks_of_its_page(each: Drawn) -> None:
    for page in each.pack.trends:
        drawn = [one for group in page.groups for row in group.rows for one in row]
        for word in ("Worse", "Better", "Changed"):
            number = sum(one.tag.word == word for one in drawn)
            if number:
                assert f"{number} " in page.heading and word.lower() in page.heading
            elif drawn:
                assert word.lower() not in page.heading


def test_every_chart_says_its_finding_and_its_numbers_aloud(each: Drawn) -> None:
    for page in each.pack.trends:
        for one in [one for group in page.groups for row in group.rows for one in row]:
            assert one.title.split(": ", 1)[1] in one.chart.alt
            assert len(one.title.split()) <= 18
            if one.tag.word in ("Worse", "Better", "No signal"):
                assert "limits" in one.chart.alt and "Mean" in one.chart.alt


def test_a_fall_below_the_limits_is_worse_and_said_so(bad) -> None:
    one = charted(with_history(bad))["CPV-01"]
    assert (one.tag.word, one.title) == ("Worse", "Child protection visits in time: below its limits in October")
    assert one.chart.marks[-2].kind == "worse" and one.chart.marks[-1].kind == "provisional"


def test_too_few_months_and_too_few_cases_draw_no_limits_and_say_why(bad) -> None:
    night = with_history(bad)
    young = one_series(months(night, [0.9]))
    assert series.message(young) == "not enough months yet" and "1, and limits need 2" in series.caution(young)
    assert series.chart(young, 0.5, 1.0).bands == () and len(series.chart(young, 0.5, 1.0).marks) == 2
    small = one_series(months(night, [0.9] * 14, in_scope=[30] * 13 + [19]))
    assert small.limits is None and "Under 20 cases in 1 of 14 months: a run chart, no limits." in series.caution(small)
    tiny = one_series(months(night, [0.9] * 14, in_scope=[30] * 12 + [9, 30]))
    assert sum(month.value is not None for month in tiny.drawn) == 13 and "1 month with under 10 cases not drawn" in series.caution(tiny)


def test_trial_limits_are_called_so_until_there_are_thirteen_months(bad) -> None:
    night = with_history(bad)
    values = [0.90, 0.91] * 6
    assert "Trial limits: 12 months" in series.caution(one_series(months(night, values)))
    assert "Trial" not in series.caution(one_series(months(night, [*values, 0.9])))


def test_a_month_not_kept_is_a_gap_and_said(bad) -> None:
    one = one_series(months(with_history(bad), [0.90, 0.91] * 8, gaps=(5,)))
    assert len(series.chart(one, 0.8, 1.0).lines) == 2
    assert "1 month was not kept: the line breaks." in series.caution(one)


def test_tonight_stands_against_frozen_limits_and_moves_none_of_them(bad) -> None:
    night = months(with_history(bad), [0.90, 0.91] * 8)
    one = one_series(night)
    worse = dataclasses.replace(
        night, measures=night.measures.assign(met=night.measures["met"].mask(night.measures["code"].eq("CPV-01"), 0))
    )
    assert one_series(worse).limits == one.limits and one_series(worse).variation is one.variation
    drawn = series.chart(one, 0.5, 1.0)
    assert drawn.bands[-1].x + drawn.bands[-1].width == pytest.approx(series.CHART.right, abs=0.1)


def test_fault_061_and_063_the_break_that_another_list_of_codes_or_case_system_makes_is_drawn_in_every_measure(bad) -> None:
    every = charted(with_history(bad, rebased=(REBASED.model_copy(update={"code": "*"}),)))
    assert len(every) > 3 and all("New limits from December 2025" in one.notes for one in every.values() if len(one.chart.bands) > 1)
    assert [len(every[code].chart.bands) for code in ("CPV-01",)] == [2] and sum(len(one.chart.bands) > 1 for one in every.values()) > 3
    assert sum(len(one.chart.bands) > 1 for one in charted(with_history(bad, rebased=(REBASED,))).values()) == 1


def test_limits_that_started_again_show_both_bands_the_line_and_the_signed_reason(bad) -> None:
    night = with_history(bad, rebased=(REBASED,))
    one = charted(night)["CPV-01"]
    assert len(one.chart.bands) == 2 and len(one.chart.starts) == 1
    assert any(label.kind == "start" and label.text == "New limits Dec 25" for label in one.chart.labels)
    assert "New limits from December 2025: Visits moved to a form" in one.notes
    assert "(Director of Children’s Services, 14 January 2026)" in one.notes
    assert one.tag.word == "No signal"
    assert charted(with_history(bad))["CPV-01"].chart.starts == ()


def test_a_months_figures_never_join_over_a_month_held(bad) -> None:
    night = months(with_history(bad), [0.9, 0.91] * 8)
    frame = night.remembered.months.copy()
    frame.loc[frame.index[4], "status"] = "held"
    night = dataclasses.replace(night, remembered=dataclasses.replace(night.remembered, months=frame))
    assert sum(month.value is None for month in one_series(night).drawn[-16:]) == 1


def test_the_first_night_has_one_page_that_says_when_months_begin(bad) -> None:
    (page,) = build_pack(bad).trends
    assert page.groups == () and "no whole month is kept yet of" in page.heading and "November 2026" in page.note


def test_teams_are_drawn_for_what_signals_on_one_scale_and_their_misses_add_up(bad) -> None:
    pages = build_pack(with_history(bad)).trends
    teams = [measure for page in pages for measure in page.teams]
    assert 1 <= len(teams) <= 2
    for measure in teams:
        charts_drawn = [one.chart for row in measure.rows for one in row]
        assert len({(chart.grid, chart.labels[0].text) for chart in charts_drawn}) == 1, "not one scale"
        assert all(len(row) <= 4 for row in measure.rows)
        code = measure.title.split("(")[1].split(")")[0]
        total = int(rows_by_key(bad)[(code, "live")]["not_met"])
        listed = sum(int(one.under.split()[0]) for row in measure.rows for one in row)
        left = int(measure.left_out.split()[0]) if measure.left_out else 0
        assert listed + left == total


def test_without_a_signal_no_team_is_drawn_and_it_says_so(bad) -> None:
    night = months(with_history(bad), [0.90, 0.91] * 8)
    pages = build_pack(night).trends
    assert not any(page.teams for page in pages)
    assert pages[-1].teams_note == "No core measure signals, so no measure is drawn by team."


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_a_signal_of_the_table_is_the_signal_of_the_chart(seed: int) -> None:
    chance = random.Random(seed)
    night = months(STEADY, [min(1.0, max(0.0, 0.9 + chance.gauss(0, 0.03))) for _ in range(20)])
    one = one_series(night)
    last = series.chart(one, 0.0, 1.0).marks[-2].kind
    assert {Variation.BETTER: "better", Variation.WORSE: "worse", Variation.CHANGED: "changed"}.get(one.variation, "common") == last


STEADY = with_history(a_night(22, slim=True), months=1)
assert STEADY.as_at == dt.date(2026, 11, 23)
