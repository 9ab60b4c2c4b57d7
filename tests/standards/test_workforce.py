"""The workforce rates, against figures that the Department for Education published for Kirklees (domain.md 5.3)."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, corresponding_day, workforce
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

SEPTEMBER = dt.date(2017, 9, 30)


def asked(as_at=SEPTEMBER):
    return Asked(as_at, Counting.PERIOD, corresponding_day(as_at, -12), Calendar.read())


def tables(staff: str, rest: str = ""):
    return read_examples(
        f"as at 2017-09-30\n\nstaff\nworker_id | role | full_time_equivalent | agency | ended_on\n{staff}\n\n{rest}\n\nexpect\n"
        "worker_id | outcome | because\nW1 | met | -\n"
    )[0].tables


def rate(rows: pd.DataFrame) -> float:
    return round(100 * float(rows["amount"].sum() / rows["weight"].sum()), 1)


@pytest.mark.parametrize(("in_post", "agency", "published"), [(251.8, 53.5, 17.5), (270.8, 18, 6.2)])
def test_agency_rate_is_agency_over_agency_and_in_post(in_post, agency, published):
    rows = workforce.in_post(tables(f"W1 | Social Worker | {in_post} | no |\nW2 | Social Worker | {agency} | yes |"))
    parts = workforce.posts(rows, tables("W1 | | 1 | no |"), agency_too=True)
    assert rate(parts.assign(amount=parts["weight"].where(rows["agency"].astype(bool), 0))) == published


def test_vacancy_rate_is_vacancies_over_vacancies_and_in_post():
    establishment = "establishments\nteam_id | counted_on | vacant\nEast | 2017-09-30 | 50\nWest | 2017-09-30 | 23.2"
    held = tables("W1 | Social Worker | 251.8 | no |\nW2 | Social Worker | 53.5 | yes |", establishment)
    assert rate(workforce.together(workforce.vacancies(held, asked()), workforce.posts(workforce.in_post(held), held))) == 22.5


def test_turnover_is_leavers_in_the_year_over_in_post():
    held = tables("W1 | Social Worker | 251.8 | no |\nW2 | Social Worker | 49.4 | no | 2017-03-01")
    assert rate(workforce.together(workforce.leavers(held, asked()), workforce.posts(workforce.in_post(held), held))) == 19.6


@pytest.mark.parametrize(
    ("as_at", "days"),
    [((2017, 9, 30), 253), ((2016, 9, 30), 254), ((2016, 2, 28), 253), ((2016, 2, 29), 254), ((2017, 2, 28), 254), ((2017, 3, 1), 253)],
)
def test_a_year_with_a_leap_day_has_one_working_day_more(as_at, days):
    assert workforce.working_days_of(asked(dt.date(*as_at))) == days


def test_absence_rate_is_days_lost_over_hours_times_working_days():
    absence = "staff_absences\nworker_id | from_on | days_lost\nW1 | 2017-05-01 | 25.3"
    held = tables("W1 | Social Worker | 2 | no |", absence)
    posts = workforce.posts(workforce.in_post(held), held)
    rows = workforce.together(workforce.absences(held, asked()), posts.assign(weight=posts["weight"] * workforce.working_days_of(asked())))
    assert rate(rows) == 5.0


def test_what_is_not_known_is_on_neither_side():
    held = tables("W1 | Social Worker | 2 | no |\nW2 | Social Worker | | no |\nW3 | Social Worker | 1 | |")
    parts = workforce.posts(workforce.in_post(held), held)
    assert parts["weight"].fillna(-1).tolist() == [2, -1, -1] and parts["amount"].isna().tolist() == [False, True, True]
    assert parts["field"].tolist() == ["", "staff.full_time_equivalent", "staff.agency"]


def test_nobody_in_post_is_no_part():
    held = tables("W1 | Personal Adviser | 1 | no |")
    assert workforce.together(workforce.leavers(held, asked()), workforce.posts(workforce.in_post(held), held)).empty
