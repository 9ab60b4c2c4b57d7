"""Helpers about children who live away from their parents, their ages and their short breaks."""

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, arrangements, clocks, health, missing
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR = Calendar.read()


def asked(as_at="2016-05-24", **values):
    day = dt.date.fromisoformat(as_at)
    return Asked(day, Counting.LIVE, day, CALENDAR, values=values)


def tables(text, as_at="2016-05-24"):
    return read_examples(f"as at {as_at}\n{text}")[0].tables


def days(*texts):
    return pd.Series([pd.NaT if text is None else pd.Timestamp(text) for text in texts], dtype="datetime64[s]")


@pytest.mark.parametrize(
    ("born", "years", "turned"),
    [("2012-05-24", 4, "2016-05-24"), ("2012-02-29", 4, "2016-02-29"), ("2012-02-29", 5, "2017-03-01"), (None, 4, None)],
)
def test_a_leap_day_birthday_is_on_the_first_of_march_in_common_years(born, years, turned):
    assert arrangements.birthday(days(born), years).equals(days(turned))


def test_an_unknown_age_doubts_only_what_is_not_met_and_turns_on_it():
    rows = pd.DataFrame({"child_id": ["C1", "C2", "C3", "C4"], "born_on": days(None, None, None, "2010-01-01")})
    answer = clocks.answers(rows).assign(met=pd.array([True, False, False, False], dtype="boolean"))
    held = tables("people\nchild_id | born_on\nC1 |\nC2 |\nC3 |\nC4 | 2010-01-01")
    said = arrangements.unknown_age(answer, rows, held, pd.Series([True, True, False, True]))
    assert said["met"].astype(object).where(said["met"].notna(), None).tolist() == [True, None, False, False]


def test_a_stay_joins_its_period_by_id_or_by_child_and_day_and_a_bare_period_is_a_stay():
    held = tables(
        """
care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-06-01 |
E2         | L2      | C2       | 2016-05-01 | 2016-05-03
E3         | L3      | C3       | 2015-06-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S1              | C1       | V3           | 2015-06-01
S2              | C2       | V4           | 2016-05-01
S3              | C3       | C2           | 2015-06-01

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2016-05-01 | 2016-05-04
P2           |         | C1       | 2016-05-20 |
P3           | L3      | C3       | 2015-06-01 |
"""
    )
    stays = arrangements.short_break_stays(held).sort_values("from_on")
    assert stays[["care_id", "agreement"]].to_numpy().tolist() == [["L1", False], ["L2", True], ["L1", False]]
    year = arrangements.short_breaks_of_year(stays, asked()).set_index("child_id")
    assert year.loc["C1", ["longest", "days"]].tolist() == [4, 7], "three days, and four so far"
    assert year.loc["C2", "days"] == 2


def test_checks_of_a_kind_and_what_is_unclear_of_them():
    held = tables(
        """
health_checks
health_check_id | child_id | check_type | checked_on | check_status
H1              | C1       | DENTAL     | 2016-05-01 |
H2              | C1       | DENTAL     | 2016-05-01 | PLANNED
H3              | C1       | HEALTH     | 2016-05-01 | COMPLETED
H4              | C1       |            | 2016-05-01 | COMPLETED
H5              | C1       | DENTAL     |            | COMPLETED
H6              | C1       | DENTAL     | #N/A       | COMPLETED
"""
    )
    counts = health.checks(held, "DENTAL")["counts"]
    assert counts.astype(object).where(counts.notna(), None).tolist() == [True, False, False, None, None]


def test_a_return_takes_its_moment_from_the_interview_and_else_its_day_from_the_episode():
    held = tables(
        """
referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-04

missing_episodes
missing_id | child_id | missing_from | missing_to | missing_type | interview_offered
M1         | C1       | 2016-05-01   | 2016-05-02 | M            | Y
M2         | C1       | 2016-05-08   | 2016-05-09 | M            |
M3         | C1       | 2016-05-15   | 2016-05-16 | ABSENT       |

return_interviews
interview_id | missing_id | child_id | returned_at      | held_at          | declined
I1           | M1         | C1       | 2016-05-02 18:30 | 2016-05-03 10:00 |
I2           |            | C1       | 2016-05-09 20:00 |                  | yes
"""
    )
    found = missing.returns(held, asked(months_back=12)).set_index("missing_id")
    assert found["starts_on"].tolist() == [pd.Timestamp("2016-05-02 18:30"), pd.Timestamp("2016-05-09 20:00")]
    assert found["exempt"].fillna("").tolist() == ["", "declined"]
