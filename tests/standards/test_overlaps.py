"""Things of one child that lie over one another or leave a gap."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.standards.overlaps import not_followed, overlaps_earlier
from fscp_readiness.tables import DATES


def things(*rows):
    frame = pd.DataFrame(rows, columns=["key", "child_id", "starts_on", "ends_on"])
    return frame.assign(
        key=frame["key"].astype("string"), child_id=frame["child_id"].astype("string"),
        starts_on=pd.to_datetime(frame["starts_on"], format="%Y-%m-%d").astype(DATES),
        ends_on=pd.to_datetime(frame["ends_on"], format="%Y-%m-%d").astype(DATES),
    )  # fmt: skip


def test_of_two_that_overlap_the_later_is_told():
    rows = things(("B", "C1", "2016-03-01", None), ("A", "C1", "2016-01-01", "2016-03-02"), ("C", "C2", "2016-02-01", None))
    assert list(overlaps_earlier(rows, "key")) == [True, False, False]


def test_one_that_begins_the_day_the_other_ends_does_not_overlap():
    rows = things(("A", "C1", "2016-01-01", "2016-03-01"), ("B", "C1", "2016-03-01", None))
    assert not overlaps_earlier(rows, "key").any()
    assert not not_followed(rows).any()


def test_a_short_one_between_does_not_hide_a_long_one():
    rows = things(("A", "C1", "2015-01-01", None), ("B", "C1", "2015-02-01", "2015-02-02"), ("C", "C1", "2016-01-01", None))
    assert list(overlaps_earlier(rows, "key")) == [False, True, True]


def test_a_blank_start_comes_first_and_the_key_tells_equals_apart():
    rows = things(
        ("B", "C1", "2016-01-01", None), ("A", "C1", "2016-01-01", None), ("C", "C2", None, None), ("D", "C2", "2016-01-01", None)
    )
    assert list(overlaps_earlier(rows, "key")) == [True, False, False, True]


def test_what_ended_is_followed_only_by_the_same_child_on_the_same_day():
    rows = things(
        ("A", "C1", "2016-01-01", "2016-02-01"), ("B", "C1", "2016-02-02", None), ("C", "C2", "2016-02-01", "2016-03-01"),
    )  # fmt: skip
    assert list(not_followed(rows)) == [True, False, True]


def test_two_that_name_no_child_do_not_follow_one_another():
    rows = things(("A", None, "2016-01-01", "2016-02-01"), ("B", None, "2016-02-01", None))
    assert list(not_followed(rows)) == [True, False]


def test_nothing_lies_over_anything_in_an_empty_table():
    assert overlaps_earlier(things(), "key").empty
    assert not_followed(things()).empty
