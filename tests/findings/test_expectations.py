"""Great Expectations never judges silently: crashes are crashes, nothing to look at is not a pass, and no value leaves."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.findings import expectations as engine
from fscp_readiness.findings.asking import COLUMNS
from fscp_readiness.findings.expectations import JUDGED, NOT_RECOGNISED, Wanted, ask_expectations, judge_answers, run
from fscp_readiness.findings.frames import STATES
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Asked, Calendar, Expectation, discover
from fscp_readiness.tables import Tables, empty, table
from fscp_readiness.vocabulary import Answered, Counting

AS_AT = dt.date(2016, 5, 24)
ASKED = Asked(AS_AT, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read())
Q04 = discover(CHECKS)["Q04"]
IN_SET = "expect_column_values_to_be_in_set"


def people(**columns):
    declared = empty(table("people"))
    rows = pd.DataFrame(columns)
    for name in declared:
        rows[name] = pd.Series(rows[name] if name in rows else pd.NA, index=rows.index).astype(declared[name].dtype)
    return rows


def tables_of(unreadable=None, **frames):
    return Tables(frames=frames, as_at=AS_AT, extracted_on=AS_AT, unreadable=unreadable or {})


def broken(asking):
    rows = asking.answers[asking.answers["outcome"].eq("broken")]
    return list(zip(rows["record_id"], rows["field"], strict=True))


def test_a_value_the_reader_refused_is_judged_as_one_and_not_as_blank():
    frame = people(child_id=["C1", "C2", "C3"], sex=["F", None, None])
    asking = ask_expectations(Q04, tables_of({("people", "sex"): frozenset({"C2"})}, people=frame), ASKED)
    assert broken(asking) == [("C2", "people.sex")]
    assert list(asking.answers["record_id"]) == ["C2", "C1"]  # what breaks the rule comes first


def test_two_rows_of_one_id_are_told_apart():
    frame = people(child_id=["C1", "C1"], sex=["F", "Z"])
    asking = ask_expectations(Q04, tables_of(people=frame), ASKED)
    assert list(asking.answers["outcome"]) == ["broken", "met"]


def test_answers_are_declared_sorted_and_say_rule():
    frame = people(child_id=["C2", "C1"], sex=["Z", "Z"], ethnicity=["ZZZZ", "WBRI"])
    asking = ask_expectations(Q04, tables_of(people=frame), ASKED)
    assert list(asking.answers.columns) == list(COLUMNS)
    assert broken(asking) == [("C1", "people.sex"), ("C2", "people.ethnicity"), ("C2", "people.sex")]
    assert set(asking.answers["reason"]) == {"rule"}
    assert set(asking.answers["record_table"]) == {"ssd_person"}
    assert list(asking.answers["child_id"]) == ["C1", "C2", "C2"]


def test_a_column_that_is_not_there_is_a_crash_and_not_a_pass():
    one = dataclasses.replace(Q04, expectations=lambda tables: [Expectation("people", IN_SET, "no_such_column", (("value_set", ("F",)),))])
    asking = ask_expectations(one, tables_of(people=people(child_id=["C1"])), ASKED)
    assert asking.state is Answered.CRASHED
    assert asking.answers.empty


def test_a_rule_whose_expectation_crashed_says_nothing_at_all(monkeypatch):
    real = engine.run

    def one_crashes(frame, wanted, *, places=False):
        ran = real(frame, wanted, places=places)
        return [dataclasses.replace(ran[0], crashed=True, failed=0, places=()), *ran[1:]]

    monkeypatch.setattr(engine, "run", one_crashes)
    asking = ask_expectations(Q04, tables_of(people=people(child_id=["C1"], sex=["Z"])), ASKED)
    assert asking.state is Answered.CRASHED
    assert "C1" not in asking.because


def test_a_count_without_its_rows_is_a_crash(monkeypatch):
    real = engine.run
    monkeypatch.setattr(engine, "run", lambda *given, **how: [dataclasses.replace(ran, places=()) for ran in real(*given, **how)])
    assert ask_expectations(Q04, tables_of(people=people(child_id=["C1"], sex=["Z"])), ASKED).state is Answered.CRASHED


def test_a_source_with_no_column_to_look_at_is_not_assessable():
    frame = people(child_id=["C1"])[["child_id"]]
    asking = ask_expectations(Q04, tables_of(people=frame), ASKED)
    assert asking.state is Answered.NOT_ASSESSABLE
    assert "cannot be asked" in asking.because


def test_rows_not_there_yet_are_not_asked_about():
    declared = empty(table("contacts"))
    rows = pd.DataFrame({"contact_id": ["K1", "K2"], "child_id": ["C1", "C1"], "source": ["ZZ", "ZZ"]})
    rows["contacted_on"] = pd.to_datetime(["2016-05-24", "2016-05-25"], format="%Y-%m-%d")
    for name in declared:
        rows[name] = pd.Series(rows[name] if name in rows else pd.NA, index=rows.index).astype(declared[name].dtype)
    assert broken(ask_expectations(Q04, tables_of(contacts=rows), ASKED)) == [("K1", "contacts.source")]


def test_no_value_of_a_record_is_in_what_great_expectations_gives_back(monkeypatch):
    kept = []
    real = engine._read
    monkeypatch.setattr(engine, "_read", lambda wanted, result, places: kept.append(str(result)) or real(wanted, result, places))
    frame = people(child_id=["C1"], sex=["Bartholomew"], ethnicity=["Fotheringay"])
    assert len(broken(ask_expectations(Q04, tables_of(people=frame), ASKED))) == 2
    assert kept
    assert not any("Bartholomew" in said or "Fotheringay" in said for said in kept)


@pytest.mark.parametrize("places", [True, False])
def test_failing_rows_are_counted_whole(places):
    frame = pd.DataFrame({"code": pd.Series((["A"] * 3 + ["B", None]) * 1000, dtype="string")})
    (ran,) = run(frame, [Wanted(IN_SET, {"column": "code", "value_set": ["A"]})], places=places)
    assert (ran.checked, ran.failed, ran.success) == (4000, 1000, False)
    assert ran.places == (tuple(range(3, 5000, 5)) if places else ())


def test_an_expectation_that_could_not_run_is_crashed_and_not_failed():
    frame = pd.DataFrame({"a": ["x"]}, dtype="string")
    missing, fine = run(frame, [Wanted(IN_SET, {"column": "b", "value_set": ["x"]}), Wanted(IN_SET, {"column": "a", "value_set": ["x"]})])
    assert (missing.crashed, missing.checked, missing.failed) == (True, None, None)
    assert (fine.crashed, fine.success) == (False, True)


def test_an_expectation_about_a_whole_table_that_fails_has_not_crashed():
    (ran,) = run(pd.DataFrame({"a": ["x"]}), [Wanted("expect_column_to_exist", {"column": "b"})])
    assert (ran.crashed, ran.success) == (False, False)


def test_results_come_back_in_the_order_they_were_asked():
    frame = pd.DataFrame({"a": ["x"], "b": ["y"]}, dtype="string")
    wanted = [Wanted(IN_SET, {"column": name, "value_set": [value]}) for name, value in (("b", "y"), ("a", "y"), ("b", "x"), ("a", "x"))]
    assert [ran.success for ran in run(frame, wanted)] == [True, False, False, True]


# --- the record of each standard ------------------------------------------------------------------------------------------------


def answers_of(*rows):
    frame = pd.DataFrame(rows, columns=["code", "counting", "outcome", "exempt"])
    return frame.reindex(columns=list(COLUMNS)).astype(COLUMNS)


def states_of(*rows):
    return pd.DataFrame(rows, columns=["code", "counting", "state"]).assign(because="").astype(STATES)


def test_shares_leave_exempt_rows_out_and_keep_unrecorded_ones_in():
    answers = answers_of(
        ("CPV-01", "live", "met", None), ("CPV-01", "live", "met", None), ("CPV-01", "live", "not_met", None),
        ("CPV-01", "live", "not_recorded", None), ("CPV-01", "live", "not_met", "unborn"),
    )  # fmt: skip
    judged = judge_answers(answers, states_of(("CPV-01", "live", "asked")), {("CPV-01", "live"): 0.5})
    assert list(judged.columns) == list(JUDGED)
    (row,) = judged.to_dict("records")
    assert (row["state"], row["in_scope"], row["recorded"], row["met"]) == ("judged", 4, 3, 2)
    assert (row["recorded_share"], row["met_share"]) == (0.75, 0.5)
    assert (row["recorded_passed"], row["met_passed"]) == (False, True)


def test_one_child_short_of_the_target_is_not_met_and_the_target_itself_is():
    rows = [("A", "live", "met", None)] * 19 + [("A", "live", "not_met", None)] + [("B", "live", "met", None)] * 18
    rows += [("B", "live", "not_met", None)] * 2
    judged = judge_answers(
        answers_of(*rows), states_of(("A", "live", "asked"), ("B", "live", "asked")), {("A", "live"): 0.95, ("B", "live"): 0.95}
    )
    assert list(judged["met_passed"]) == [True, False]


def test_live_and_period_are_never_mixed():
    answers = answers_of(("A", "live", "met", None), ("A", "period", "not_met", None))
    judged = judge_answers(answers, states_of(("A", "live", "asked"), ("A", "period", "asked")), {("A", "live"): 0.9, ("A", "period"): 0.9})
    assert list(judged["met_share"]) == [1.0, 0.0]


def test_no_cases_is_never_a_pass():
    judged = judge_answers(answers_of(), states_of(("A", "live", "asked")), {("A", "live"): 0.9})
    (row,) = judged.to_dict("records")
    assert (row["state"], row["in_scope"]) == ("no_cases", 0)
    assert pd.isna(row["met_share"]) and pd.isna(row["met_passed"]) and pd.isna(row["recorded_passed"])


@pytest.mark.parametrize("state", ["not_assessable", "crashed", "held"])
def test_a_standard_that_was_not_asked_keeps_its_state_and_gets_no_figure(state):
    (row,) = judge_answers(answers_of(), states_of(("A", "live", state)), {("A", "live"): 0.9}).to_dict("records")
    assert row["state"] == state
    assert pd.isna(row["in_scope"]) and pd.isna(row["met_passed"])


def test_a_standard_without_a_target_is_recorded_and_not_judged():
    (row,) = judge_answers(answers_of(("A", "live", "not_met", None)), states_of(("A", "live", "asked")), {}).to_dict("records")
    assert (row["recorded_passed"], row["met_share"]) == (True, 0.0)
    assert pd.isna(row["met_passed"])


def test_counts_that_differ_from_pandas_are_a_crash(monkeypatch):
    real = engine.run
    one_more = lambda *given, **how: [dataclasses.replace(ran, failed=(ran.failed or 0) + 1) for ran in real(*given, **how)]  # noqa: E731
    monkeypatch.setattr(engine, "run", one_more)
    (row,) = judge_answers(answers_of(("A", "live", "met", None)), states_of(("A", "live", "asked")), {("A", "live"): 0.9}).to_dict(
        "records"
    )
    assert row["state"] == "crashed"
    assert pd.isna(row["met"])


def test_the_mark_for_refused_values_is_no_code_of_any_list():
    from fscp_readiness.tables import ALL

    assert not any(NOT_RECOGNISED in column.codes for declared in ALL for column in declared)
