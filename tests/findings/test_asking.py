"""What an answer says when the standard itself says no more than yes, no or missing."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.examples import question, replaced
from fscp_readiness.findings.night import question as night_question
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Answered, Counting

CATALOGUE = discover(CHECKS)


def answers(standard):
    example = standard.examples[0]
    return ask(standard, example.tables, question(standard, example), let_it_raise=True).answers


@pytest.mark.parametrize(
    ("said", "outcome", "reason", "field"),
    [
        (True, "met", "", ""),
        (False, "not_met", "outstanding", "cp_plans.started_on"),
        (None, "not_recorded", "outstanding", "cp_plans.started_on"),
    ],
)
def test_a_bare_answer_takes_its_reason_and_field_from_the_card(said, outcome, reason, field):
    standard = CATALOGUE["CPD-01"]
    standard = replaced(standard, met=lambda rows, tables, asked: pd.Series([said] * len(rows), index=rows.index, dtype="boolean"))
    found = answers(replaced(standard, about=dataclasses.replace(standard.about, field="cp_plans.started_on")))
    found = found[~found["reason"].isin(["blank_field", "unreadable_value", "duplicate_key"])]
    assert set(found[["outcome", "reason", "field"]].itertuples(index=False, name=None)) == {(outcome, reason, field)}


def test_a_broken_rule_says_that_it_is_a_rule():
    found = answers(CATALOGUE["E02"])
    assert dict(found[["outcome", "reason"]].drop_duplicates().itertuples(index=False, name=None))["broken"] == "rule"


NIGHT = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-04 |
P2      | C2       | 2016-01-04 |
P2      | C3       | 2016-02-01 |
P3      | C4       |            |

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen
V1       | C1       | P1      | 2016-05-12 | yes
V2       | C1       | P1      | 2016-05-13 | yes
V2       | C4       | P3      | 2016-05-13 | yes

expect
plan_id | outcome | because
P1      | met     | not read here
"""


def night():
    return read_examples(NIGHT)[0].tables


def asked_of(standard, tables=None, **how):
    tables = tables or night()
    return ask(standard, tables, night_question(standard, tables, Calendar.read(), Counting.LIVE), **how)


def without(tables, name, *columns):
    frames = {each: frame.drop(columns=list(columns)) if each == name else frame for each, frame in tables.frames.items()}
    return dataclasses.replace(tables, frames=frames if columns else {each: one for each, one in frames.items() if each != name})


def as_found(rows, tables, asked):
    return pd.Series(True, index=rows.index, dtype="boolean")


def test_a_crash_says_its_kind_and_its_line_and_no_value():
    def fails(tables, asked):
        raise ZeroDivisionError("C000123 is in this message")

    standard = replaced(CATALOGUE["CPD-01"], in_scope=fails)
    found = asked_of(standard)
    line = fails.__code__.co_firstlineno + 1
    assert (found.state, len(found.answers)) == (Answered.CRASHED, 0)
    assert found.because == f"The check failed (ZeroDivisionError at test_asking.py line {line}). It says nothing about any child. [CHK-01]"
    with pytest.raises(ZeroDivisionError):
        asked_of(standard, let_it_raise=True)


def test_a_missing_key_that_is_no_column_of_ours_is_a_crash():
    def fails(tables, asked):
        return tables.cp_plans["no such thing"]

    assert asked_of(replaced(CATALOGUE["CPD-01"], in_scope=fails)).state is Answered.CRASHED


@pytest.mark.parametrize(
    ("code", "lacking", "columns", "because"),
    [
        ("CPV-01", "cp_visits", (), "The source holds no ssd_cp_visits, so this cannot be asked."),
        (
            "CPV-01",
            "cp_visits",
            ("child_seen",),
            "The source holds no column cppv_cp_visit_seen of ssd_cp_visits, so this cannot be asked.",
        ),
        ("DQR-04", "", (), "There is no config/trackers.toml to answer this from, so it cannot be asked."),
    ],
)
def test_what_the_source_lacks_is_named(code, lacking, columns, because):
    found = asked_of(CATALOGUE[code], without(night(), lacking, *columns))
    assert (found.state, found.because) == (Answered.NOT_ASSESSABLE, because)


def test_answers_are_in_the_order_of_their_records_and_numbered_afresh():
    def backwards(tables, asked):
        return tables.cp_plans.iloc[::-1]

    found = asked_of(replaced(CATALOGUE["CPD-01"], in_scope=backwards, met=as_found)).answers
    assert found["record_id"].tolist() == ["P1", "P2", "P3"] and found.index.tolist() == [0, 1, 2]


def test_a_clock_s_unit_stands_only_beside_a_due_day():
    def due(tables, asked):
        return tables.cp_plans.drop_duplicates("plan_id").assign(due_on=lambda rows: rows["started_on"])

    found = asked_of(replaced(CATALOGUE["CPV-01"], in_scope=due, met=as_found)).answers.set_index("record_id")
    assert found.loc["P1", "unit"] == "working_days" and found.loc["P3", "unit"] == ""
    assert found.loc["P1", "days_over"] > 0 and pd.isna(found.loc["P3", "days_over"])


def test_an_amount_weighs_one_where_the_standard_gives_no_weight():
    def amount(rows, tables, asked):
        return pd.DataFrame({"amount": pd.Series(7.0, index=rows.index)})

    def weighed(rows, tables, asked):
        return amount(rows, tables, asked).assign(weight=3.0)

    plain = asked_of(replaced(CATALOGUE["CPD-01"], amount=amount)).answers
    heavy = asked_of(replaced(CATALOGUE["CPD-01"], amount=weighed)).answers
    assert set(plain["amount"]) == {7.0} and set(plain["weight"]) == {1.0} and set(heavy["weight"]) == {3.0}


def test_the_row_s_own_field_stands_where_the_answer_names_none():
    def named(tables, asked):
        return tables.cp_plans.drop_duplicates("plan_id").assign(field="cp_plans.ended_on")

    def says(rows, tables, asked):
        field = pd.Series(["", "cp_plans.review_on", ""], index=rows.index)
        return pd.DataFrame({"met": pd.Series(False, index=rows.index, dtype="boolean"), "reason": "outstanding", "field": field})

    frames = {"cp_plans": night().cp_plans.drop_duplicates("plan_id")}
    found = asked_of(replaced(CATALOGUE["CPD-01"], in_scope=named, met=says), dataclasses.replace(night(), frames=frames)).answers
    assert found["field"].tolist() == ["cp_plans.ended_on", "cp_plans.review_on", "cp_plans.ended_on"]


def test_two_records_of_one_key_are_one_answer_that_cannot_be_told_and_others_are_untouched():
    found = asked_of(replaced(CATALOGUE["CPD-01"], in_scope=lambda tables, asked: tables.cp_plans, met=as_found)).answers
    told = found[["record_id", "outcome", "reason", "field"]].to_numpy().tolist()
    assert told == [["P1", "met", "", ""], ["P2", "not_recorded", "duplicate_key", "cp_plans.plan_id"], ["P3", "met", "", ""]]


def test_a_key_that_names_two_rows_is_found_in_whichever_table_the_answer_is_about():
    def of_visits(tables, asked):
        return tables.cp_visits.assign(record_id=lambda rows: rows["visit_id"], record_table="ssd_cp_visits")

    found = asked_of(replaced(CATALOGUE["CPD-01"], in_scope=of_visits, met=as_found)).answers
    assert found[["record_id", "outcome"]].to_numpy().tolist() == [["V1", "met"], ["V2", "not_recorded"]]
    assert found["field"].tolist() == ["", "cp_visits.visit_id"]


def test_a_rule_looks_at_both_rows_of_one_key():
    def rows(tables, asked):
        return tables.cp_plans

    found = asked_of(replaced(CATALOGUE["C01"], in_scope=rows, met=as_found)).answers
    assert found["record_id"].tolist() == ["P1", "P2", "P2", "P3"] and set(found["outcome"]) == {"met"}
