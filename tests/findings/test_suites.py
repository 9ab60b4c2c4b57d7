"""Great Expectations in a process of its own: the same answers, and a suite that does not come back says nothing about any child."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.findings import expectations, suites
from fscp_readiness.findings.door_suites import check_tables
from fscp_readiness.findings.expectations import SuiteEnded, Wanted, ask_expectations, judge_answers
from fscp_readiness.settings.service import Limits
from fscp_readiness.vocabulary import Answered
from tests.apart import deeds
from tests.findings.test_expectations import ASKED, Q04, answers_of, broken, people, states_of, tables_of

APART = suites.apart(Limits())
QUICK = suites.apart(Limits.model_construct(owner="", paper_seconds=60, paper_megabytes=2048, suite_seconds=1, suite_megabytes=4096))
FRAME = people(child_id=["C1", "C2", "C3"], sex=["F", "Z", pd.NA])


def test_a_suite_answers_the_same_wherever_it_runs():
    wanted = [
        Wanted("expect_column_values_to_be_in_set", {"column": "sex", "value_set": ["F", "M"]}),
        Wanted("expect_column_values_to_not_be_null", {"column": "sex"}),
    ]
    assert APART(FRAME, wanted, places=True) == expectations.run(FRAME, wanted, places=True)
    assert APART(FRAME, []) == []


def test_a_rule_and_a_table_are_asked_apart_as_they_are_here():
    tables = tables_of(people=FRAME)
    assert broken(ask_expectations(Q04, tables, ASKED, run=APART)) == broken(ask_expectations(Q04, tables, ASKED)) != []
    pd.testing.assert_frame_equal(check_tables(tables, APART), check_tables(tables))


@pytest.mark.parametrize(
    ("deed", "run", "code", "words"),
    [
        (deeds.hang, QUICK, "CHK-133", "took longer than the 1 seconds it may take"),
        (deeds.gluttonous, APART, "CHK-134", "needed more than the 4,096 MB it may take"),
        (deeds.killed, APART, "CHK-106", "was ended from outside (signal 9)"),
        (deeds.fails, APART, "CHK-02", "failed (KeyError)"),
    ],
)
def test_fault_133_a_suite_that_does_not_come_back_could_not_run_and_the_next_is_asked(
    monkeypatch: pytest.MonkeyPatch, deed, run, code, words
):
    with monkeypatch.context() as patched:
        patched.setattr(suites, "_run", deed)
        asking = ask_expectations(Q04, tables_of(people=FRAME), ASKED, run=run)
        checked = check_tables(tables_of(people=FRAME), run)
        judged = judge_answers(answers_of(("A", "live", "met", None)), states_of(("A", "live", "asked")), {}, run=run)
    assert asking.state is Answered.CRASHED and len(asking.answers) == 0
    assert words in asking.because and asking.because.endswith(f"[{code}]") and deeds.VALUE not in asking.because
    assert set(checked["state"]) == {"crashed"} and list(judged["state"]) == ["crashed"]
    if deed is deeds.hang:
        assert broken(ask_expectations(Q04, tables_of(people=FRAME), ASKED, run=APART)) != []


def test_what_a_suite_said_when_it_failed_is_in_its_record_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(suites, "_run", deeds.fails)
    with pytest.raises(SuiteEnded) as told:
        APART(FRAME, [Wanted("expect_column_values_to_not_be_null", {"column": "sex"})])
    assert deeds.VALUE not in str(told.value) and deeds.VALUE in told.value.record
