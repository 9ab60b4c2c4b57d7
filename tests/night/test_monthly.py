"""The calendar month's figures are the period figures asked of that month alone."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.measures.monthly import of_the_month
from fscp_readiness.night.kept import with_kept
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.vocabulary import Counting

from .conftest import AS_AT

FIRST = AS_AT.replace(day=1)
KEYS = ["record_table", "record_id", "due_on", "event_on", "outcome"]


def test_the_month_taken_from_the_period_s_answers_is_the_month_asked(nights):
    night = nights("ordinary").nightly
    tables = with_kept(night.extract_.tables, night.extract_.loads, council=council_tables(night.settings.folder))
    months, compared = of_the_month(night.findings.answers, AS_AT), 0
    for standard in night.catalogue.practice():
        if Counting.PERIOD in standard.about.counting:
            asked = dataclasses.replace(question(standard, tables, night.calendar, Counting.PERIOD), period_from=FIRST)
            direct, taken = ask(standard, tables, asked).answers, months[months["code"].eq(standard.code)]
            assert _told(taken) == _told(direct), standard.code
            compared += len(direct)
    assert compared > 200


def test_yesterday_s_month_is_not_this_month_s():
    days = pd.to_datetime(pd.Series(["2026-10-31", "2026-11-01", None]), format="%Y-%m-%d")
    answers = pd.DataFrame({"code": "REF-01", "counting": "period", "due_on": days, "event_on": days.shift(1)})
    assert of_the_month(answers, dt.date(2026, 11, 23)).index.tolist() == [2]
    assert of_the_month(answers.assign(event_on=pd.NaT), dt.date(2026, 11, 23)).index.tolist() == [1]


def _told(answers):
    return sorted(map(tuple, answers[KEYS].astype("string").fillna("").to_numpy().tolist()))
