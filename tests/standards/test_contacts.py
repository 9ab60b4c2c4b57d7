"""Contacts: the first decision on each, which were never answered, and outcomes that say nothing."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import contacts, outcomes
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables

TODAY = dt.date(2016, 5, 24)
SINCE = pd.Timestamp("2015-11-24")


def read(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\ncontact_id | outcome | because\nK1 | met | not asked here\n")[0].tables


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, False),
        ("", False),
        ("[]", False),
        ("null", False),
        ("Information and advice", True),
        ("N", False),
        ('{"NFA_FLAG": "", "ADVICE_FLAG": "N", "TOTAL": 0}', False),
        ('{"NFA_FLAG": "", "ADVICE_FLAG": "Y"}', True),
        ('{ NFA_FLAG: "N", TOTAL_NO_OF_OUTCOMES: , COMMENTS: "" }', False),
        ("{}", False),
    ],
)
def test_an_outcome_says_something_or_nothing(text: str | None, says: bool) -> None:
    assert outcomes.said(pd.Series([text], dtype="string")).tolist() == [says]


def test_outcomes_of_no_rows_are_flags() -> None:
    assert outcomes.said(pd.Series([], dtype="string")).dtype == bool


def test_the_first_decision_on_or_after_the_day_counts_and_an_earlier_one_only_where_there_is_no_other() -> None:
    tables = read(
        """
        contacts
        contact_id | child_id | contacted_on
        K1         | C1       | 2016-05-10
        K2         | C2       | 2016-05-10
        K3         | C3       | 2016-05-10

        contact_decisions
        contact_decision_id | contact_id | decided_on | decision
        D1                  | K1         | 2016-05-09 | advice
        D2                  | K1         | 2016-05-12 | refer
        D3                  | K1         | 2016-05-11 | refer
        D4                  | K2         | 2016-05-09 | advice
        D5                  | K3         |            | advice
        """
    )
    rows = contacts.with_decision(tables, tables.contacts.assign(starts_on=lambda r: r["contacted_on"]), "contact_id")
    assert rows["done_on"].dt.strftime("%d").fillna("").tolist() == ["11", "09", ""]
    assert rows["maybe_done"].tolist() == [False, False, True]


def test_contacts_while_a_case_is_open_or_before_the_last_referral_are_answered() -> None:
    tables = read(
        """
        contacts
        contact_id | child_id | contacted_on
        K1a        | C1       | 2015-11-23
        K1b        | C1       | 2015-11-24
        K2a        | C2       | 2016-01-10
        K2b        | C2       | 2016-03-10
        K3         | C3       | 2016-03-10
        K4         | C4       |

        referrals
        referral_id | child_id | received_on | no_further_action | closed_on
        R2          | C2       | 2016-01-10  | yes               | 2016-01-11
        R3          | C3       | 2012-01-10  | no                |
        R4          | C4       |             | yes               |

        assessments
        assessment_id | child_id | started_on
        """
    )
    found = contacts.unanswered(tables, SINCE).set_index("child_id")
    assert found["contacts"].to_dict() == {"C1": 1, "C2": 2, "C3": 1, "C4": 1}
    assert found["least"].to_dict() == {"C1": 1, "C2": 1, "C3": 0, "C4": 0}
    assert found["most"].to_dict() == {"C1": 1, "C2": 1, "C3": 0, "C4": 1}
    assert found["field"].to_dict() == {"C1": "", "C2": "", "C3": "", "C4": "referrals.received_on"}


def test_no_contacts_are_no_children() -> None:
    tables = read(
        """
        contacts
        contact_id | child_id | contacted_on

        referrals
        referral_id | child_id | received_on | no_further_action | closed_on

        assessments
        assessment_id | child_id | started_on
        """
    )
    assert contacts.unanswered(tables, SINCE).empty
