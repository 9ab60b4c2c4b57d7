"""What changed since the night before: every number on page one is the sum of the tables behind it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.history.lives import OPEN
from fscp_readiness.packs.leadership import build_morning, build_pack, changes, moved
from fscp_readiness.packs.leadership.measured import rows_by_key
from fscp_readiness.packs.leadership.series import past_of
from fscp_readiness.vocabulary import FlagState

from .conftest import Drawn
from .histories import with_history
from .nights import a_night


def number(words: str) -> int:
    return int(words.split()[0].replace(",", ""))


def test_new_less_ended_is_the_change(each: Drawn) -> None:
    page = each.pack.changes
    if not each.night.remembered.nights:
        assert page.lines == () and "no yesterday" in page.note and page.standards_total is None
        return
    signed = {"": 0, "+": 1, "−": -1, "=": 0}
    first, last = page.lines[0], next(line for line in page.lines if line.sign == "=")
    assert first.number + sum(signed[line.sign] * line.number for line in page.lines) == last.number
    lives = each.night.lives
    assert last.number == int(lives["state"].isin(OPEN).sum()) == number(page.heading) == number(page.changed.flags)
    assert page.lines[-1].number == int(lives["state"].eq(str(FlagState.UNKNOWN)).sum())
    assert last.number - page.lines[-1].number == each.night.findings["flag"].nunique(), "open and asked is what the lists hold"


def test_each_standards_row_and_their_sum_are_the_headline(each: Drawn) -> None:
    page = each.pack.changes
    if page.standards_total is None:
        return
    for row in (*page.standards, page.standards_total):
        assert row.before + row.new + row.back - row.fixed - row.ended == row.tonight, row.code
        assert row.unknown <= row.tonight
    for name in ("before", "new", "back", "fixed", "ended", "tonight", "unknown"):
        assert sum(getattr(row, name) for row in page.standards) == getattr(page.standards_total, name), name
    assert page.standards_total.tonight == number(page.heading)


def test_teams_ages_and_kinds_add_up_to_the_open_flags(each: Drawn) -> None:
    page = each.pack.changes
    if page.teams_total is None or page.ages_total is None:
        assert each.night.lives.empty or not each.night.lives["state"].isin(OPEN).any()
        return
    for kind in range(len(page.kinds)):
        assert sum(row.cells[kind].open for row in page.teams) == page.teams_total.cells[kind].open == page.ages_total.numbers[kind]
        assert sum(row.cells[kind].fixed for row in page.teams) == page.teams_total.cells[kind].fixed
    assert sum(row.total for row in page.ages) == page.ages_total.total == int(each.night.lives["state"].isin(OPEN).sum())


def test_a_restricted_childs_flags_are_in_no_team_and_on_no_list(each: Drawn) -> None:
    lives = each.night.lives
    hidden = lives["restricted"].fillna(True).astype(bool)
    named = {row.child for each_list in each.pack.changes.lists for row in each_list.rows}
    assert not named & set(lives.loc[hidden, "child_id"].dropna())
    if not each.night.lists_allowed:
        assert not named
    in_teams = [row for row in each.pack.changes.teams if "estricted" not in row.name]
    open_seen = lives[lives["state"].isin(OPEN) & ~hidden]
    assert sum(cell.open for row in in_teams for cell in row.cells) == len(open_seen)


def test_every_list_says_how_many_it_leaves_out(each: Drawn) -> None:
    for one in each.pack.changes.lists:
        assert len(one.rows) + one.more + one.restricted == one.total == number(one.heading)


def test_both_papers_say_the_same_of_the_night_before(each: Drawn) -> None:
    morning, pack = each.morning.changed, each.pack.changes.changed
    assert (morning.flags, morning.ended, morning.measures) == (pack.flags, pack.ended, pack.measures)


def test_what_moved_is_the_difference_of_what_is_printed(each: Drawn) -> None:
    for line in each.pack.changes.moves:
        if line.moved.size and line.was.endswith("%"):
            assert float(line.now[:-1]) - float(line.was[:-1]) == pytest.approx(line.moved.size, abs=1e-6), line.code
            assert f"{abs(line.moved.size):.1f}" in line.moved.words


def test_a_move_is_coloured_only_where_the_months_signal_the_same_way(each: Drawn) -> None:
    for page in each.pack.judgements:
        for row in (*page.core, *page.others):
            if row.since.tint:
                assert row.signal.word.lower() == row.since.tint == row.since.words.rsplit(" ", 1)[-1]
            if row.signal.word in ("No signal", "Not yet", "No limits"):
                assert not row.since.tint


@pytest.fixture(scope="module")
def bad() -> object:
    return a_night(21, slim=True)


def test_after_missed_nights_it_says_since_when_and_between_which_days(bad) -> None:
    morning = build_morning(with_history(bad, nights_ago=3))
    assert morning.changed.heading == "What changed since Friday 20 November 2026, 3 nights ago"
    assert "first seen between 20 November 2026 and 23 November 2026" in morning.changed.ended
    assert "on Friday 20 November" in morning.changed.flags
    assert build_morning(with_history(bad)).changed.heading == "What changed since yesterday"


def test_figures_of_a_held_table_are_not_compared_that_night_nor_the_next(bad) -> None:
    held = with_history(bad, held="ssd_cp_plans")
    rows = {row.code: row for page in build_pack(held).judgements for row in page.core}
    assert rows["CPV-01"].since.words == moved.NOT_COMPARABLE
    assert rows["LAV-02"].since.words != moved.NOT_COMPARABLE
    after = with_history(bad)
    loads = {**after.remembered.loads, "ssd_cp_plans": dataclasses.replace(after.remembered.loads["ssd_cp_plans"], state="held")}
    next_night = dataclasses.replace(after, remembered=dataclasses.replace(after.remembered, loads=loads))
    rows = {row.code: row for page in build_pack(next_night).judgements for row in page.core}
    assert rows["CPV-01"].since.words == moved.NOT_COMPARABLE


def test_unknown_flags_of_a_held_table_go_on_as_open(bad) -> None:
    page = build_pack(with_history(bad, held="ssd_cp_plans")).changes
    unknown = page.lines[-1].number
    assert unknown > 0
    assert f"{unknown} of those open could not be asked tonight" in page.note


def test_a_standard_that_changed_is_not_compared(bad) -> None:
    night = dataclasses.replace(with_history(bad), standards_changed=frozenset({"CPV-01"}))
    rows = {row.code: row for page in build_pack(night).judgements for row in page.core}
    assert rows["CPV-01"].since.words == "standard changed"


@pytest.mark.parametrize(
    ("fixed", "said"),
    [
        ([(5, True), (7, True), (40, True)], "7"),
        ([(5, True), (8, True)], "6.5"),
        ([(5, True), (7, False), (40, True)], "at least 7"),
        ([(5, True), (7, True), (40, False)], "7"),
    ],
)
def test_days_to_fix_are_at_least_where_a_flag_was_there_before_the_first_night(fixed, said) -> None:
    end = pd.Timestamp("2026-11-20")
    frame = pd.DataFrame(
        {
            "ended_on": [end] * len(fixed),
            "first_seen": [end - pd.Timedelta(days=days) for days, _ in fixed],
            "not_seen_on": [end - pd.Timedelta(days=days + 1) if sure else pd.NaT for days, sure in fixed],
        }
    )
    assert changes.days_to_fix(frame) == said


def test_flags_that_moved_team_came_back_and_vanished_are_told_apart(bad) -> None:
    night = with_history(bad)
    found = changes.flags_of(night)
    assert set(found.new["spell"]) == {1}
    assert found.back["spell"].min() >= 2
    assert len(found.before) + len(found.new) + len(found.back) - len(found.ended) == len(found.tonight)


def test_fault_069_the_data_officer_is_asked_why_a_child_s_record_is_gone_with_nothing_closed(bad) -> None:
    night = with_history(bad)
    found = changes.flags_of(night)
    gone = dataclasses.replace(found, ended=found.tonight.head(3).assign(state="vanished"))
    (asked,) = [each for each in changes._lists(night, gone) if "vanished" in each.heading]
    assert asked.total == 3 and "For the data officer to ask: deleted, merged or moved?" in asked.note
    assert len(asked.rows) + asked.restricted + asked.more == 3 and all(row.what == "record gone, no closing event" for row in asked.rows)
    fixed = dataclasses.replace(found, ended=found.tonight.head(3).assign(state="fixed"))
    assert not [each for each in changes._lists(night, fixed) if "vanished" in each.heading]


def test_the_move_of_a_few_cases_is_a_count(bad) -> None:
    row = {"in_scope": 7, "met": 5, "value": 0.7143, "unit": "percent", "status": "too_few"}
    assert moved.between(row, {**row, "met": 6, "value": 0.8571}) == ("5 of 7", None)
    night = with_history(bad)
    line = moved.moved(night, past_of(night), "CPV-01", "live", rows_by_key(night)[("CPV-01", "live")], None)
    assert not line.tint


def test_a_child_found_first_after_a_gap_is_dated_between_two_days(bad) -> None:
    assert (
        "began on a night that was missed: the latest first seen between" in build_pack(with_history(bad, nights_ago=3)).changes.ages_note
    )
    assert dt.date(2026, 11, 23) == bad.as_at
