"""The first event of a record: which events may count, and what a blank leaves open."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, calendar_days
from fscp_readiness.standards.first_events import with_first_event
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()


def asked(counting=Counting.LIVE):
    return Asked(dt.date(2016, 5, 24), counting, dt.date(2015, 11, 24), CALENDAR, calendar_days(7))


def first(events, starts_on="2016-04-01", ends_on=None, counting=Counting.LIVE):
    rows = pd.DataFrame({"care_id": ["L1"], "child_id": ["C1"], "starts_on": [starts_on], "ends_on": [ends_on]})
    rows["starts_on"] = pd.to_datetime(rows["starts_on"], format="%Y-%m-%d").astype(DATES)
    rows["ends_on"] = pd.to_datetime(rows["ends_on"], format="%Y-%m-%d").astype(DATES)
    frame = pd.DataFrame(events, columns=["care_id", "child_id", "on", "counts"]).astype({"care_id": "string", "child_id": "string"})
    frame["on"] = pd.to_datetime(frame["on"], format="%Y-%m-%d").astype(DATES)
    frame["counts"] = frame["counts"].astype("boolean")
    (row,) = with_first_event(rows, frame, asked(counting), key="care_id").to_dict("records")
    done = None if pd.isna(row["done_on"]) else row["done_on"].date().isoformat()
    return done, bool(row["maybe_done"]), bool(row["tried"])


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (("L1", "C1", "2016-04-05", True), ("2016-04-05", False, True)),
        (("L1", None, "2016-04-05", True), ("2016-04-05", False, True)),
        ((None, "C1", "2016-04-05", True), ("2016-04-05", False, True)),
        ((None, None, "2016-04-05", True), (None, False, False)),
        (("L2", "C1", "2016-04-05", True), (None, False, False)),
        ((None, "C2", "2016-04-05", True), (None, False, False)),
        (("L1", "C1", "2016-03-31", True), (None, False, False)),
        ((None, "C1", "2016-03-31", True), (None, False, False)),
        (("L1", "C1", "2016-04-05", False), (None, False, True)),
        (("L1", "C1", "2016-04-05", None), (None, True, True)),
        (("L1", "C1", None, True), (None, True, False)),
        (("L1", "C1", None, False), (None, False, False)),
    ],
)
def test_an_event_counts_for_the_record_it_names_or_for_the_child_inside_its_dates(event, expected):
    assert first([event]) == expected


def test_events_that_can_name_no_record_are_the_child_s():
    rows = pd.DataFrame({"care_id": ["L1"], "child_id": ["C1"], "starts_on": pd.to_datetime(["2016-04-01"], format="%Y-%m-%d")})
    rows = rows.assign(ends_on=pd.NaT).astype({"starts_on": DATES, "ends_on": DATES})
    events = pd.DataFrame({"child_id": ["C1"], "on": pd.to_datetime(["2016-04-05"], format="%Y-%m-%d"), "counts": [True]})
    found = with_first_event(rows, events.astype({"on": DATES, "counts": "boolean"}), asked(Counting.LIVE), key="care_id")
    assert found["done_on"].tolist() == [pd.Timestamp("2016-04-05")]


def test_the_earliest_that_counts_is_the_first():
    events = [("L1", "C1", "2016-04-20", True), ("L1", "C1", "2016-04-02", False), ("L1", "C1", "2016-04-10", True)]
    assert first(events)[0] == "2016-04-10"


def test_where_the_start_is_blank_only_an_event_that_names_the_record_counts():
    assert first([("L1", "C1", "2016-04-05", True)], starts_on=None)[0] == "2016-04-05"
    assert first([(None, "C1", "2016-04-05", True)], starts_on=None)[0] is None


def test_nothing_after_the_end_counts():
    assert first([("L1", "C1", "2016-04-05", True)], ends_on="2016-04-04")[0] is None
    assert first([("L1", "C1", "2016-04-04", True)], ends_on="2016-04-04")[0] == "2016-04-04"


def test_in_a_period_an_unclear_event_leaves_a_doubt_only_if_it_was_in_time():
    assert first([("L1", "C1", "2016-04-08", None)], counting=Counting.PERIOD)[1]
    assert not first([("L1", "C1", "2016-04-09", None)], counting=Counting.PERIOD)[1]
    assert first([("L1", "C1", "2016-04-09", None)], counting=Counting.LIVE)[1]


def test_no_events_and_no_rows_are_no_error():
    assert first([]) == (None, False, False)


def test_an_event_that_names_only_the_child_counts_from_the_first_day_of_the_record():
    assert first([(None, "C1", "2016-04-01", True)]) == ("2016-04-01", False, True)
    assert first([(None, "C1", "2016-03-31", True)]) == (None, False, False)


def test_of_several_unclear_events_the_earliest_says_why():
    """One without a day could be any of them, and says why only where none has a day."""
    rows = pd.DataFrame({"care_id": ["L1"], "child_id": ["C1"]})
    rows["starts_on"] = pd.Series(["2016-04-01"]).astype(DATES)
    rows["ends_on"] = pd.Series([None], dtype="string").astype(DATES)
    events = pd.DataFrame(
        {"care_id": ["L1"] * 3, "child_id": ["C1"] * 3, "reason": ["undated", "later", "earlier"], "field": ["u", "l", "e"]}
    )
    events["on"] = pd.Series([None, "2016-04-07", "2016-04-03"], dtype="string").astype(DATES)
    events["counts"] = pd.Series([None] * 3, dtype="boolean")
    found = with_first_event(rows, events, asked(), key="care_id")
    assert found[["maybe_done", "maybe_reason", "maybe_field"]].to_numpy().tolist() == [[True, "earlier", "e"]]
    found = with_first_event(rows, events[:1], asked(), key="care_id")
    assert found[["maybe_reason", "maybe_field"]].to_numpy().tolist() == [["undated", "u"]]


def test_an_event_without_a_day_may_be_in_any_record_that_has_begun():
    assert first([(None, "C1", None, True)]) == (None, True, False)
    assert first([(None, "C1", None, True)], starts_on=None) == (None, False, False)
