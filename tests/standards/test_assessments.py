"""Assessments: the day each is counted from, the review tonight asks for, and brothers and sisters."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, assessments, births, working_days
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Counting

TODAY = dt.date(2016, 5, 24)
ASKED = Asked(TODAY, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read(), working_days(10))
POINTS = [10, 20, 35]


def read(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\nreferral_id | outcome | because\nR1 | met | not asked here\n")[0].tables


def test_the_first_is_counted_from_the_referral_and_a_later_one_from_its_own_start() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on | closed_on
        R1          | C1       | 2016-01-04  |
        R2          | C2       | #N/A        | 2016-05-01

        assessments
        assessment_id | referral_id | child_id | started_on | authorised_on
        A1            | R1          | C1       | 2016-01-06 | 2016-02-01
        A2            | R1          | C1       | 2016-04-06 |
        A3            | R2          | C2       | 2016-04-06 |
        A4            | R9          | C9       | 2016-04-07 |
        """
    )
    rows = assessments.counted(tables).set_index("assessment_id")
    assert rows["starts_on"].dt.strftime("%m-%d").fillna("").to_dict() == {"A1": "01-04", "A2": "04-06", "A3": "", "A4": "04-07"}
    assert rows.loc["A3", ["start_field", "start_reason"]].tolist() == ["referrals.received_on", "unreadable_value"]
    assert assessments.unfinished(tables)["assessment_id"].tolist() == ["A2", "A4"], "not the finished one, nor one of a closed episode"


@pytest.mark.parametrize("elapsed", range(46))
def test_the_review_asked_for_is_the_last_that_has_fallen_due(elapsed: int) -> None:
    calendar = Calendar.read()
    start = TODAY
    while calendar.count(start, TODAY) < elapsed:
        start -= dt.timedelta(days=1)
    tables = read(
        f"referrals\nreferral_id | child_id | received_on | closed_on\nR1 | C1 | {start} |\n\n"
        f"assessments\nassessment_id | referral_id | child_id | started_on | authorised_on\nA1 | R1 | C1 | {start} |\n\n"
        "management_decisions\ndecision_id | child_id | decided_on | decision_type\n"
    )
    row = assessments.with_review(tables, assessments.unfinished(tables), ASKED, POINTS).iloc[0]
    passed = [point for point in POINTS if elapsed > point]
    assert calendar.count(start, row["due_on"].date()) == (passed[-1] if passed else POINTS[0])
    before = POINTS[POINTS.index(passed[-1]) - 1] if len(passed) > 1 else 0
    assert calendar.count(start, row["after"].date()) == before
    assert pd.isna(row["done_on"]) and not row["maybe_done"]


def test_families_with_one_open_child_or_no_assessment_lately_are_not_asked_about() -> None:
    tables = read(
        """
        families
        family_row_id | family_id | child_id
        F1            | FA        | C1
        F2            | FA        | C2
        F3            | FB        | C3
        F4            | FC        | C4
        F5            | FC        | C5

        referrals
        referral_id | child_id | received_on | no_further_action | closed_on
        R1          | C1       | 2016-01-04  | no                |
        R2          | C2       | 2016-01-04  | no                |
        R3          | C3       | 2016-01-04  | no                |
        R4          | C4       | 2015-01-05  | no                |
        R5          | C5       | 2015-01-05  | no                |

        assessments
        assessment_id | referral_id | child_id | started_on | authorised_on
        A1            | R1          | C1       | 2016-01-06 | 2016-02-01
        A3            | R3          | C3       | 2016-01-06 |
        A4            | R4          | C4       | 2015-01-06 | 2015-11-23

        documents
        document_id | child_id | document_type | started_on | content_hash
        D1          | C1       | assessment    | 2016-01-06 | aa
        """
    )
    rows = assessments.of_siblings(tables, ASKED).set_index("child_id")
    assert rows["own"].to_dict() == {"C1": True, "C2": False}
    assert rows["has_text"].to_dict() == {"C1": True, "C2": False}
    assert not rows["same_words"].any() and not rows["shared"].any()


def test_the_unborn_are_exempt_and_a_child_without_a_birth_date_may_be() -> None:
    tables = read(
        """
        people
        child_id | born_on    | expected_on
        C1       | 2016-05-20 |
        C2       | 2016-05-21 |
        C3       |            | 2016-07-01
        C4       |            |
        C5       | #N/A       |
        """
    )
    rows = pd.DataFrame({"child_id": ["C1", "C2", "C3", "C4", "C5"]}, dtype="string")
    rows = births.exempt_if_unborn(rows, tables, pd.Series(pd.Timestamp("2016-05-20"), index=rows.index).astype(DATES))
    assert rows["exempt"].fillna("").tolist() == ["", "unborn", "unborn", "", ""]
    answer = pd.DataFrame({"met": [False] * 5, "reason": "outstanding", "field": ""}).astype({"met": "boolean"})
    answer = births.unsure_if_perhaps_unborn(answer, rows, tables)
    assert answer["met"].isna().tolist() == [False, False, False, True, True]
    assert answer["reason"].tolist()[3:] == ["blank_field", "unreadable_value"]
