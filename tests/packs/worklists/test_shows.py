"""What the record shows: one sentence a reason, made of dates, counts and column names, never of the record's words."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.packs.worklists.fields import field_in_words
from fscp_readiness.packs.worklists.shows import CANNOT_TELL, what_the_record_shows
from fscp_readiness.tables import ALL
from fscp_readiness.vocabulary import Outcome, Reason

GIVEN = {
    "outcome": "not_met", "reason": "outstanding", "field": "", "record_table": "ssd_cp_plans", "due_on": dt.date(2016, 5, 9),
    "days_over": 10, "unit": "working_days", "wording": "Every child is seen.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Was due by 9 May 2016 and is not recorded as done: 10 working days over."),
        ({"days_over": 1, "unit": "days"}, "Was due by 9 May 2016 and is not recorded as done: 1 day over."),
        ({"days_over": 0}, "Was due by 9 May 2016 and is not recorded as done."),
        ({"due_on": None, "days_over": None, "unit": ""}, "Not so in this record: “Every child is seen.”"),
        ({"reason": "no_event"}, "Nothing is recorded. Due by 9 May 2016, 10 working days over."),
        (
            {"reason": "no_event", "field": "invo_professional_id", "due_on": None, "record_table": "ssd_cin_episodes"},
            "Nothing is recorded under “worker” in involvements.",
        ),
        (
            {"reason": "blank_field", "field": "cppl_cp_plan_start_date", "due_on": None},
            "“started on” is blank.",
        ),
        ({"reason": "rule", "outcome": "broken", "due_on": None}, "Breaks the rule “Every child is seen.”"),
        (
            {"reason": "write_up_allowance", "outcome": "not_recorded", "days_over": 1},
            "No visit is recorded yet, and there is still time to write one up. Due by 9 May 2016, 1 working day over.",
        ),
        ({"reason": "outstanding", "outcome": "not_recorded", "due_on": None}, CANNOT_TELL),
        ({"reason": "", "due_on": None}, CANNOT_TELL),
        ({"reason": "a reason of tomorrow", "due_on": None}, CANNOT_TELL),
    ],
)
def test_a_sentence_says_what_is_there_and_what_is_not(changed: dict[str, object], said: str) -> None:
    assert what_the_record_shows(**{**GIVEN, **changed}) == said


@pytest.mark.parametrize("reason", [*Reason])
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    outcome = Outcome.BROKEN if reason is Reason.RULE else Outcome.NOT_MET
    said = what_the_record_shows(**{**GIVEN, "reason": str(reason), "outcome": str(outcome)})
    assert not said.startswith(CANNOT_TELL) and said.endswith((".", "”"))


def test_every_declared_column_has_english_words() -> None:
    for table in ALL:
        for column in table:
            if column.source:
                words = field_in_words(column.source, table.source)
                assert words == f"“{column.name.removesuffix('_id').replace('_', ' ')}”", (table.name, column.name)


def test_a_column_nobody_declares_is_given_as_it_is() -> None:
    assert field_in_words("Child Protection Plan Start Date", "list_7") == "“Child Protection Plan Start Date”"
    assert field_in_words("", "list_7") == ""


def test_another_tables_column_names_its_table() -> None:
    assert field_in_words("cppv_cp_visit_date", "ssd_cp_plans") == "“visited on” in child protection visits"
    assert field_in_words("cp_visits.visited_on", "ssd_cp_plans") == "“visited on” in child protection visits"
