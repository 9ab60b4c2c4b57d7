"""What the night knows of itself: readings of the pack, and loads beside the nights before."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, governance, months
from fscp_readiness.tables import TableAbsent, Tables, kept_frame, table
from fscp_readiness.vocabulary import Counting

AS_AT = dt.date(2016, 5, 24)  # a Tuesday
ASKED = Asked(AS_AT, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read(), clock=months(1))


def night(**rows):
    return Tables(frames={name: kept_frame(table(name), each) for name, each in rows.items()}, as_at=AS_AT, extracted_on=AS_AT)


def load(name="ssd_person", rows=500, state="fresh"):
    return {"load_id": name, "rows_read": rows, "state": state, "data_on": AS_AT}


def before(*counts, name="ssd_person"):
    """Counts of the nights before, the newest last, each a working day before the next."""
    days = [dt.date(2016, 5, day) for day in (23, 20, 19, 18)]
    return [{"load_id": name, "night_on": day, "rows_read": count} for day, count in zip(days, reversed(counts), strict=False)]


def test_without_a_night_before_nothing_can_be_said():
    with pytest.raises(TableAbsent):
        governance.loads_with_the_nights_before(night(loads=[load()]), ASKED, nights=3)


@pytest.mark.parametrize(
    ("counts", "unchanged"),
    [((500, 500, 500), True), ((500, 500), False), ((499, 500, 500), False), ((500, 499, 500), False), ((1, 500, 500, 500), True)],
)
def test_unchanged_means_every_night_of_three_working_days(counts, unchanged):
    rows = governance.loads_with_the_nights_before(night(loads=[load()], earlier_loads=before(*counts)), ASKED, nights=3)
    assert rows["unchanged"].tolist() == [unchanged]
    assert rows["last"].tolist() == [500]


def test_a_table_that_was_never_there_is_not_asked_about_and_one_that_went_is():
    held = night(
        loads=[load("a", 0, "absent"), load("b", 0, "absent"), load("c", 1)], earlier_loads=before(5, name="a") + before(0, name="b")
    )
    rows = governance.loads_with_the_nights_before(held, ASKED, nights=3)
    assert rows["load_id"].tolist() == ["a", "c"]
    assert rows["last"].isna().tolist() == [False, True]


def test_each_reader_has_a_row_whether_or_not_it_ever_met():
    meetings = [{"reader": "board", "held_on": dt.date(2016, 4, 30)}, {"reader": "board", "held_on": dt.date(2016, 3, 31)}]
    rows = governance.last_reading(night(governance_meetings=[*meetings, {"reader": "scrutiny"}]), ASKED)
    assert rows["record_id"].tolist() == ["board", "lead_member", "scrutiny"]
    assert rows["due_on"].tolist()[:1] == [pd.Timestamp("2016-05-30")] and rows["due_on"].isna().tolist() == [False, True, True]
    assert rows["maybe"].tolist() == [False, False, True]
    assert governance.last_reading(night(governance_meetings=[]), ASKED)["done_on"].isna().all()


def test_flags_still_open_and_for_how_long():
    flags = [
        {"flag_id": "F1", "raised_on": AS_AT},
        {"flag_id": "F2", "raised_on": dt.date(2016, 5, 14)},
        {"flag_id": "F3", "fixed_on": AS_AT},
    ]
    rows = governance.open_flags(night(flags=flags), ASKED)
    assert rows["days"].tolist() == [0, 10]
