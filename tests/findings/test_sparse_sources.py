"""Sources that lack things: no standard crashes for want of a row, a column or a table, and nothing that was not asked looks green."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.expectations import ask_expectations
from fscp_readiness.findings.night import question
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.tables import ALL, Tables, empty

CALENDAR = Calendar.read()
CATALOGUE = discover(CHECKS)
AS_AT = dt.date(2016, 5, 24)
CASES = [
    pytest.param(standard, counting, id=f"{standard.code}-{counting}") for standard in CATALOGUE for counting in standard.about.counting
]


def put(standard, tables, counting):
    asked = question(standard, tables, CALENDAR, counting)
    return (ask_expectations if standard.expectations else ask)(standard, tables, asked)


@pytest.mark.parametrize(("standard", "counting"), CASES)
def test_every_table_there_and_empty_answers_nothing_and_crashes_nothing(standard, counting):
    tables = Tables(frames={table.name: empty(table) for table in ALL}, as_at=AS_AT, extracted_on=AS_AT)
    asking = put(standard, tables, counting)
    assert str(asking.state) in ("asked", "not_assessable"), asking.because
    assert asking.answers.empty


@pytest.mark.parametrize(("standard", "counting"), CASES)
def test_no_table_at_all_is_not_assessable(standard, counting):
    asking = put(standard, Tables(frames={}, as_at=AS_AT, extracted_on=AS_AT), counting)
    if standard.code in ("Q01", "Q04", "V01", "E04", "P03"):
        assert str(asking.state) in ("asked", "not_assessable"), asking.because
    else:
        assert str(asking.state) == "not_assessable", asking.because


@pytest.mark.parametrize(("standard", "counting"), CASES)
def test_each_table_of_its_examples_emptied_in_turn_crashes_nothing(standard, counting):
    for example in standard.examples:
        if example.counting is not counting:
            continue
        for name in example.tables.frames:
            frames = {**example.tables.frames, name: example.tables.frames[name].iloc[0:0]}
            asking = put(standard, dataclasses.replace(example.tables, frames=frames), counting)
            assert str(asking.state) != "crashed", f"{standard.code} with no rows in {name}: {asking.because}"


@pytest.mark.parametrize(("standard", "counting"), CASES)
def test_each_column_of_its_examples_taken_away_in_turn_crashes_nothing(standard, counting):
    for example in standard.examples[:1]:
        if example.counting is not counting:
            continue
        for name, rows in example.shown.items():
            if name == "expect" or not rows:
                continue
            for column in rows[0]:
                frames = {**example.tables.frames, name: example.tables.frames[name].drop(columns=column)}
                asking = put(standard, dataclasses.replace(example.tables, frames=frames), counting)
                assert str(asking.state) != "crashed", f"{standard.code} without {name}.{column}: {asking.because}"
