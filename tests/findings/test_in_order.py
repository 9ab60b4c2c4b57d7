"""Rows that keep to a recording rule are counted at once, and nothing that is told of a night is another for it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts import read
from fscp_readiness.findings import ask_all
from fscp_readiness.measures import count
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.synthetic import make_council

AS_AT = dt.date(2026, 11, 23)
SETTINGS, CALENDAR, CATALOGUE = load_settings(), Calendar.read(), discover(CHECKS)
RECORD = ["code", "record_table", "record_id"]


def measures(found):
    return count(found.answers, found.states, CATALOGUE, SETTINGS.readiness, None, as_at=AS_AT, in_order=found.in_order)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in-order")
    make_council("tiny", seed=9, as_at=AS_AT).write(folder)
    return read(str(folder), SETTINGS.sources, as_at=AS_AT, extracted_on=AS_AT).tables


@pytest.fixture(scope="module")
def row_by_row(tables):
    return ask_all(tables, CATALOGUE, CALENDAR, each_row=True)


@pytest.fixture(scope="module")
def counted(tables):
    return ask_all(tables, CATALOGUE, CALENDAR)


def test_every_figure_of_every_scope_is_the_same_as_row_by_row(row_by_row, counted):
    assert len(counted.answers) < len(row_by_row.answers) / 2
    assert len(counted.answers) + counted.in_order["times"].sum() == len(row_by_row.answers) and row_by_row.in_order.empty
    pd.testing.assert_frame_equal(measures(counted), measures(row_by_row))


@pytest.mark.parametrize("told", ["rows", "explained", "due_soon", "states", "zero_tolerance", "children"])
def test_what_is_found_is_the_same_as_row_by_row(row_by_row, counted, told):
    pd.testing.assert_frame_equal(getattr(counted, told), getattr(row_by_row, told))


def test_the_row_of_a_flag_that_was_open_stays_an_answer_to_show_that_it_was_put_right(tables, row_by_row, counted):
    kept = row_by_row.answers[row_by_row.answers["code"].eq("Q01") & row_by_row.answers["outcome"].eq("met")]
    mine = kept.iloc[[0]][RECORD]
    found = ask_all(tables, CATALOGUE, CALENDAR, flagged=mine)
    here = pd.MultiIndex.from_frame(found.answers[RECORD]).isin(pd.MultiIndex.from_frame(mine))
    assert here.sum() == 1 and set(found.answers[here]["outcome"]) == {"met"}
    assert counted.in_order["times"].sum() - found.in_order["times"].sum() == 1
    pd.testing.assert_frame_equal(measures(found), measures(row_by_row))
