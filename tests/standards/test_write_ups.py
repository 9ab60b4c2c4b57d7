"""Visits beside their write-ups."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, write_ups
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import TableAbsent, Tables
from fscp_readiness.vocabulary import Counting

VISITS = """
as at 2016-05-24

cp_visits
visit_id | child_id | visited_on
V1       | C1       | 2016-05-20
V2       | C1       | 2016-05-19
V3       | C1       | 2015-05-24
V4       | C1       | 2015-05-23
V5       | C1       |

care_visits
visit_id | child_id | visited_on
V1       | C2       | 2016-05-10

visit_records
visit_id | visit_table    | case_note | content_hash | worker_id
V1       | ssd_cla_visits | Seen.     |              | W1
V2       |                |           | #N/A         | W2
V3       |                |           |              | W3

expect
visit_id | outcome | because
V1       | met     | not asked here
"""


def tables(without: str = "") -> Tables:
    made = read_examples(VISITS)[0].tables
    return dataclasses.replace(made, frames={name: frame for name, frame in made.frames.items() if name != without})


def asked() -> Asked:
    day = dt.date(2016, 5, 24)
    return Asked(day, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read(), values={"months": 12})


def test_a_write_up_that_names_another_table_is_not_this_visits() -> None:
    rows = write_ups.with_write_ups(tables(), ["worker_id"])
    told = {(row["table"], row["visit_id"]): (row["written"], row["worker_id"]) for row in rows.to_dict("records")}
    assert told["care_visits", "V1"] == (True, "W1")
    assert told["cp_visits", "V1"][0] is False and pd.isna(told["cp_visits", "V1"][1])
    assert told["cp_visits", "V2"] == (True, "W2")


def test_no_visits_or_no_write_ups_is_said() -> None:
    with pytest.raises(TableAbsent):
        write_ups.with_write_ups(tables(without="visit_records"))
    bare = tables()
    bare = dataclasses.replace(bare, frames={"visit_records": bare.frames["visit_records"]})
    with pytest.raises(TableAbsent):
        write_ups.with_write_ups(bare)


def test_a_column_that_the_source_lacks_is_said() -> None:
    made = tables()
    fewer = dataclasses.replace(made, frames={**made.frames, "visit_records": made.frames["visit_records"].drop(columns="method")})
    with pytest.raises(KeyError, match="method"):
        write_ups.with_write_ups(fewer, ["method"])


def test_lately_is_twelve_months_back_to_the_day_and_a_blank_day_stays() -> None:
    rows = write_ups.lately(write_ups.with_write_ups(tables()), asked())
    assert set(rows[rows["table"].eq("cp_visits")]["visit_id"]) == {"V1", "V2", "V3", "V5"}


def test_a_visit_is_to_be_written_up_once_two_working_days_have_passed() -> None:
    rows = write_ups.with_write_ups(tables())
    due = rows[write_ups.to_be_written_up(rows, asked())]
    assert set(zip(due["table"], due["visit_id"], strict=True)) == {("cp_visits", v) for v in ("V2", "V3", "V4")} | {("care_visits", "V1")}


def test_a_note_is_its_words_or_the_hash_that_stands_for_them_readable_or_not() -> None:
    made = tables()
    rows = write_ups.with_write_ups(made, write_ups.note_columns(made))
    noted = rows[write_ups.has_note(rows, made)]
    assert set(zip(noted["table"], noted["visit_id"], strict=True)) == {("care_visits", "V1"), ("cp_visits", "V2")}


def test_without_either_column_nothing_can_be_said_of_notes() -> None:
    made = tables()
    records = made.frames["visit_records"].drop(columns=["case_note", "content_hash"])
    with pytest.raises(TableAbsent):
        write_ups.note_columns(dataclasses.replace(made, frames={**made.frames, "visit_records": records}))
