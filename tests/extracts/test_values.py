"""Text to typed values."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.extracts import values
from fscp_readiness.extracts.values import Fault
from fscp_readiness.tables import Type


def cells(*found: str | None) -> np.ndarray:
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array


def days(typed: values.Typed) -> list[str | None]:
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in typed.values]


def test_the_two_formats_of_the_contract():
    assert days(values.dates(cells("2016-04-03", "2016-05-06 14:00:00", ""), Type.DATE)) == ["2016-04-03", "2016-05-06", None]
    assert days(values.dates(cells("03/04/2016", "06/05/2016", None), Type.DATE)) == ["2016-04-03", "2016-05-06", None]


def test_fault_043_one_format_a_column_and_the_odd_one_out_is_refused():
    typed = values.dates(cells("03/04/2016", "06/05/2016", "2016-05-07", "13/13/2016"), Type.DATE)
    assert days(typed) == ["2016-04-03", "2016-05-06", None, None]
    assert typed.fault.tolist() == ["", "", Fault.UNREADABLE, Fault.UNREADABLE] and not typed.column_refused


def test_fault_043_american_dates_refuse_the_whole_column():
    american = [f"{day.month:02d}/{day.day:02d}/{day.year}" for day in (dt.date(2016, 1, 1) + dt.timedelta(days=n) for n in range(300))]
    typed = values.dates(cells(*american), Type.DATE)
    assert "are not dates written DD/MM/YYYY" in typed.column_refused


@given(st.lists(st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)), min_size=1, max_size=40), st.booleans())
def test_every_day_comes_back_as_itself(found: list[dt.date], iso: bool):
    found = [day for day in found if (day.month, day.day, day.year) != (1, 1, 1970)]
    written = [day.isoformat() if iso else f"{day.day:02d}/{day.month:02d}/{day.year}" for day in found]
    assert days(values.dates(cells(*written), Type.DATE)) == [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2016-07-01T23:30:00Z", "2016-07-02"),  # British summer time
        ("2016-01-01T23:30:00Z", "2016-01-01"),
        ("2016-07-01T23:30:00+01:00", "2016-07-01"),
        ("2016-07-01 23:30:00.123", "2016-07-01"),
        ("2016-07-02T00:30:00+0530", "2016-07-01"),
    ],
)
def test_fault_078_a_moment_is_cut_to_its_london_day(text: str, day: str):
    assert days(values.dates(cells(text), Type.DATE)) == [day]


def test_a_moment_that_decides_by_hours_is_kept():
    typed = values.dates(cells("2016-07-01T23:30:00Z"), Type.TIME)
    assert typed.values[0] == pd.Timestamp("2016-07-02 00:30:00")


def test_fault_075_placeholders_are_blank_and_said():
    typed = values.dates(cells("1900-01-01", "9999-12-31", "1970-01-01", "0001-01-01", "0216-03-01"), Type.DATE)
    assert days(typed) == [None] * 5
    assert typed.fault.tolist() == [Fault.PLACEHOLDER, Fault.OPEN, Fault.PLACEHOLDER, Fault.PLACEHOLDER, Fault.UNREADABLE]
    assert values.dates(cells("9999-12-31"), Type.DATE, may_be_open=False).fault.tolist() == [Fault.PLACEHOLDER]


def test_someone_may_be_born_on_the_first_of_january_1970():
    assert days(values.dates(cells("1970-01-01"), Type.DATE, personal=True)) == ["1970-01-01"]


def test_flags():
    typed = values.flags(cells("Y", "n", "1", "0", "TRUE", "false", "", "maybe"))
    assert typed.values.tolist() == [True, False, True, False, True, False, pd.NA, pd.NA]
    assert typed.fault.tolist() == [""] * 7 + [Fault.UNREADABLE]


def test_fault_082_null_is_nothing_but_in_a_name():
    assert values.texts(cells("Null", "NULL"), personal=True).values.tolist() == ["Null", "NULL"]
    assert values.texts(cells("NULL", " East\xa0"), personal=False).values.tolist() == [pd.NA, "East"]


def test_identifiers_keep_their_zeros_and_show_what_excel_did():
    typed = values.identifiers(cells(" 00123 ", "12345.0", "1.2E+11", "NULL"))
    assert typed.values.tolist() == ["00123", pd.NA, pd.NA, pd.NA]
    assert typed.fault.tolist() == ["", Fault.DAMAGED_ID, Fault.DAMAGED_ID, ""]


def test_fault_086_numbers():
    assert values.numbers(cells("3", "3.0", "-1", "3.5", "x"), Type.INTEGER).values.tolist() == [3, 3, -1, pd.NA, pd.NA]
    assert values.numbers(cells("0.8", ""), Type.NUMBER).values.tolist() == [0.8, pd.NA]


def test_an_excel_error_is_no_identifier_and_no_name():
    for read in (values.identifiers, lambda found: values.texts(found, personal=True)):
        typed = read(cells("W1", "#N/A", "#REF!", "", "#1 Main Street"))
        assert [None if pd.isna(value) else str(value) for value in typed.values] == ["W1", None, None, None, "#1 Main Street"]
        assert typed.fault.tolist() == ["", Fault.UNREADABLE, Fault.UNREADABLE, "", ""]
