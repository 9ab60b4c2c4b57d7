"""Things that must come again for every open child; supervision of workers; allocations in order; points of decision."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.standards import (
    Asked,
    Calendar,
    allocations,
    calendar_days,
    communication,
    decision_points,
    documents,
    months,
    oversight,
    supervision,
)  # fmt: skip
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Counting

DAY = dt.date(2016, 5, 24)


def read(text: str) -> Tables:
    return read_examples(f"as at {DAY}\n\n{text}\n\nexpect\nreferral_id | outcome | because\nR1 | met | not asked here\n")[0].tables


def asked(**values: float) -> Asked:
    return Asked(DAY, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read(), clock=calendar_days(28), values=values)


def day(value: object) -> str:
    return "" if pd.isna(value) else str(pd.Timestamp(value).date())  # type: ignore[call-overload,arg-type]


def test_an_event_recorded_tomorrow_is_not_there_and_one_without_a_day_may_be_recent() -> None:
    tables = read(
        """
        activities
        activity_id | child_id | happened_on | recorded_on
        A1          | C1       | 2016-05-01  | 2016-05-25
        A2          | C1       | 2016-05-01  |
        A3          | C1       | 2016-05-01  | #N/A
        """
    )
    events = oversight.dated(tables, "activities", "recorded_on")
    assert list(events["reason"]) == ["blank_field", "unreadable_value"]
    assert events["on"].isna().all() and events["counts"].all()


def test_children_followed_closely_have_a_clock_of_their_own() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on
        R1          | C1       | 2016-04-01
        R2          | C2       | 2016-04-01

        activities
        activity_id | child_id | happened_on
        A1          | C1       | 2016-05-02
        A2          | C2       | 2016-05-02

        cp_plans
        plan_id | child_id | started_on | other_council
        P1      | C1       | 2016-04-20 | yes
        """
    )
    rows = oversight.active_episodes(tables, oversight.activity(tables), asked(days_on_a_plan=14))
    assert {row["referral_id"]: day(row["due_on"]) for row in rows.to_dict("records")} == {"R1": "2016-05-16", "R2": "2016-05-30"}


def test_a_document_is_as_old_as_its_last_update_and_an_unreadable_one_may_be_new() -> None:
    tables = read(
        """
        documents
        document_id | child_id | document_type | started_on | updated_on
        D1          | C1       | chronology    | 2016-01-01 | 2016-03-01
        D2          | C1       | chronology    | 2016-04-01 |
        D3          | C1       | chronology    | 2016-01-01 | #N/A
        D4          | C1       | genogram      | 2016-05-01 |
        D5          | C1       | #N/A          | 2016-05-02 |
        """
    )
    events = documents.updates(tables, "chronology")
    sure = events[events["counts"].fillna(False) & events["on"].notna()]
    assert sorted(day(on) for on in sure["on"]) == ["2016-01-01", "2016-03-01", "2016-04-01"]
    assert len(events[events["counts"].isna()]) == 1 and len(events[events["on"].isna()]) == 1


def test_how_often_a_worker_is_supervised_is_decided_by_the_day_the_gap_began() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on
        R1          | C1       | 2016-01-04
        R2          | C2       | 2016-01-04
        R3          | C3       | 2016-01-04

        involvements
        involvement_id | worker_id | role          | child_id | started_on
        I1             | W1        | Social Worker | C1       | 2016-01-05
        I2             | W2        | Social Worker | C2       | 2016-01-05
        I3             | W3        | Social Worker | C3       | 2016-01-05

        workers
        worker_id | full_time_equivalent
        W1        | 1

        staff
        worker_id | newly_qualified | started_on
        W1        | yes             | 2016-04-01
        W2        | yes             | 2016-04-01
        W3        |                 | 2016-04-01

        supervisions
        supervision_id | supervision_kind | worker_id | held_on
        S1             | worker           | W1        | 2016-05-12
        S2             | worker           | W2        | 2016-05-13
        S3             | worker           | W3        | 2016-05-12
        """
    )
    monthly = Asked(
        DAY, Counting.LIVE, DAY, Calendar.read(), clock=months(1), values={"weekly_for_weeks": 6, "fortnightly_for_months": 6}
    )  # fmt: skip
    rows = supervision.intervals(tables, monthly).set_index("worker_id")
    assert {worker: day(due) for worker, due in rows["due_on"].items()} == {"W1": "2016-05-19", "W2": "2016-05-27", "W3": "2016-06-12"}
    assert day(rows.loc["W3", "strictest_due_on"]) == "2016-05-19"


def test_allocations_say_what_is_wrong_with_each() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on
        R1          | C1       | 2016-01-04
        R2          | C2       | 2016-01-04

        involvements
        involvement_id | worker_id | role          | child_id | started_on | ended_on
        I1             | W1        | Social Worker | C1       | 2016-01-05 |
        I2             | W2        | Social Worker | C1       | 2016-01-05 |
        I3             | W1        | Social Worker | C2       | 2016-01-05 | 2016-02-01
        I4             | W2        | Social Worker | C2       | 2016-02-03 | 2016-05-01
        """
    )
    rows = allocations.in_open_episodes(tables).set_index("involvement_id")
    assert list(rows.index[rows["beside"]]) == ["I1"]
    assert list(rows.index[rows["after_gap"]]) == ["I4"]
    assert list(rows.index[rows["last"]]) == ["I4"]


def test_a_decision_belongs_to_an_event_by_its_kind_and_nearness() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on
        R1          | C1       | 2016-03-01
        R2          | C2       | 2016-03-01
        R3          | C3       | 2016-03-01

        assessments
        assessment_id | child_id | started_on

        section_47_enquiries
        enquiry_id | child_id | started_on

        initial_conferences
        conference_id | child_id | held_on

        cp_plans
        plan_id | child_id | started_on

        care_episodes
        episode_id | care_id | child_id | started_on

        management_decisions
        decision_id | child_id | decided_on | decision_type
        D1          | C1       | 2016-03-11 | accept
        D2          | C2       | 2016-03-12 | accept
        D3          | C3       | 2016-03-11 |
        """
    )
    rows = decision_points.with_decisions(decision_points.decision_points(tables, asked()), tables, 10).set_index("record_id")
    assert rows["decided"].to_dict() == {"R1": True, "R2": False, "R3": False}
    assert rows["perhaps"].to_dict() == {"R1": False, "R2": False, "R3": True}


def test_a_child_may_be_one_to_listen_for_where_a_blank_stands() -> None:
    tables = read(
        """
        communication_needs
        child_id | first_language | pre_speech
        C1       | Urdu           |
        C2       | English        |
        C3       | english        | no
        C4       |                | yes

        disabilities
        disability_id | child_id | disability
        D3            | C3       | NONE
        D5            | C5       | AUT
        D6            | C6       | #N/A
        """
    )
    children = communication.children_to_listen_for(tables).set_index("child_id")["sure"]
    assert children.to_dict() == {"C1": True, "C4": True, "C5": True, "C2": False, "C6": False}


def test_required_documents_are_asked_by_cohort_and_an_earlier_episodes_does_not_count() -> None:
    tables = read(
        """
        required_documents
        cohort        | document_type | within_days | once_reviewed
        assessment    | chronology    | 20          |
        assessment    | genogram      |             |
        assessment    | review_minutes |            | yes

        referrals
        referral_id | child_id | received_on
        R1          | C1       | 2016-05-04
        R2          | C2       | 2016-05-03

        assessments
        assessment_id | child_id | referral_id | started_on
        A1            | C1       | R1          | 2016-05-04
        A2            | C2       | R2          | 2016-05-03

        cp_plans
        plan_id | child_id | started_on

        cin_plans
        plan_id | child_id | started_on

        care_episodes
        episode_id | care_id | child_id | started_on

        care_leavers
        child_id

        cp_reviews
        review_id | child_id | held_on

        cin_reviews
        review_id | child_id | held_on

        care_reviews
        review_id | child_id | held_on

        documents
        document_id | child_id | document_type | started_on
        D1          | C1       | genogram      | 2016-05-05
        D2          | C2       | genogram      | 2015-05-05
        """
    )
    rows = documents.required(tables, asked())
    told = {(row["child_id"], row["document_type"]): row["held"] for row in rows.to_dict("records")}
    assert told == {("C1", "genogram"): True, ("C2", "genogram"): False, ("C2", "chronology"): False}
    assert documents.missing(tables, asked()).to_numpy().tolist() == [["C2", "chronology"], ["C2", "genogram"]]
