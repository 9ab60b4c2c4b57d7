"""Measures as a page prints them."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.packs.leadership import measured

from .conftest import Drawn


def row(**over: object) -> dict[str, object]:
    held = {
        "status": "close",
        "in_scope": 98,
        "met": 75,
        "not_met": 17,
        "not_recorded": 6,
        "low": 0.7653,
        "high": 0.8265,
        "value": 0.7653,
        "unit": "percent",
    }
    return {**held, **over}


def test_a_percentage_stands_beside_its_counts_and_its_range() -> None:
    assert measured.value_words(row()) == "76.5%"
    assert measured.n_words(row()) == "75 of 98"
    assert measured.range_words(row()) == "76.5% to 82.7%"
    assert measured.range_words(row(not_recorded=0)) == "no gaps"


def test_under_ten_there_is_a_count_and_no_percentage() -> None:
    few = row(in_scope=7, met=3, not_met=3, not_recorded=1, low=0.4286, high=0.5714, value=0.4286)
    assert measured.value_words(few) == "–"
    assert measured.n_words(few) == "3 of 7"
    assert measured.range_words(few) == "3 to 4 of 7"


@pytest.mark.parametrize("status", ["not_assessable", "crashed", "held"])
def test_what_could_not_be_asked_has_no_figure(status: str) -> None:
    none = row(status=status, in_scope=None, met=None, not_recorded=None, low=None, high=None, value=None)
    assert (measured.value_words(none), measured.n_words(none), measured.range_words(none)) == ("–", "–", "–")


def test_a_mean_is_printed_in_its_unit() -> None:
    assert measured.value_words(row(unit="days", value=412.5, in_scope=8, status="context")) == "412 days"


def test_no_percentage_on_the_judgement_pages_stands_without_its_counts(each: Drawn) -> None:
    for one in each.pack.judgements:
        for line in (*one.core, *one.others):
            if line.value.endswith("%"):
                assert " of " in line.n_of_n, line.code
            if line.period.endswith("%"):
                assert " of " in line.period_n, line.code
        for group in one.cuts.groups if one.cuts else ():
            for _, cells in group.rows:
                for cell in cells:
                    assert not cell.main.endswith("%") or int(cell.under.split(" of ")[1].replace(",", "")) >= measured.FEW


def test_englands_figure_of_a_period_says_so_beside_a_live_row(bad_day: Drawn) -> None:
    lines = {line.code: line for one in bad_day.pack.judgements for line in (*one.core, *one.others)}
    assert lines["S47-01"].beside == "in period"
    assert lines["ASM-01.dfe"].beside == ""
    assert lines["CPV-01"].england == "[z]"


def test_a_crashed_standard_keeps_its_row_and_shows_nothing(bad_day: Drawn) -> None:
    lines = {line.code: line for one in bad_day.pack.judgements for line in (*one.core, *one.others)}
    assert lines["ADO-02"].tag.word == "Crashed"
    assert lines["ADO-02"].value == "–"
    assert bad_day.pack.confidence.crashed[0].code == "ADO-02"
    assert pd.notna(bad_day.pack.confidence.crashed[0].because)


@pytest.mark.parametrize(
    ("teams", "most", "said"),
    [
        (["Team 1"], 9, "9 of 17 misses are in Team 1"),
        (["Team 1", "Team 2"], 8, "8 of 17 misses are in Team 1 and 8 in Team 2"),
        (["Team 1", "Team 2", "Team 3"], 5, "no team has more than 5 of 17 misses"),
        (["Team 1"], 0, "every miss is restricted, in no team"),
    ],
)
def test_the_heading_over_the_teams_names_no_team_that_does_not_stand_out(teams: list[str], most: int, said: str) -> None:
    assert measured.where(teams, most, row()) == said


def test_agreed_exceptions_are_said_beside_the_figure_that_they_stay_in() -> None:
    assert measured.apart_words({"restricted": 2, "excepted": 3}) == "2 restricted, 3 excepted"
    assert (
        measured.apart_words({"restricted": 0, "excepted": 1}) == "1 excepted"
        and measured.apart_words({"restricted": None, "excepted": None}) == ""
    )
