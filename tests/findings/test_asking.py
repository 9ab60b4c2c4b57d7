"""What an answer says when the standard itself says no more than yes, no or missing."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.examples import question, replaced
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover

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
