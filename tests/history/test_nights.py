"""The hash of the nights before: what names a run."""

from __future__ import annotations

import datetime as dt

from fscp_readiness.history import Night
from fscp_readiness.history.nights import NO_HISTORY, hash_of


def night(day: int, run: str = "run") -> Night:
    return Night(dt.date(2016, 5, day), f"2016-05-{day}-{run}")


def test_without_a_night_before_there_is_no_history():
    assert hash_of(()) == NO_HISTORY


def test_another_night_or_another_run_of_it_is_another_history():
    assert len({hash_of(nights) for nights in ((), (night(22),), (night(22, "other"),), (night(22), night(23)))}) == 4


def test_a_table_taken_as_it_is_on_somebody_s_word_is_another_history():
    said = {"table_name": "ssd_cp_plans", "who": "Data Lead", "why": "a real change", "said_at": "2016-05-24T08:00"}
    assert hash_of((), [said]) not in (NO_HISTORY, hash_of((), [{**said, "why": "another"}]))
