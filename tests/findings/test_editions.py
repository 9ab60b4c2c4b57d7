"""A record is judged by the rule in force on the day it began."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from pydantic import ValidationError

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.service import Service
from fscp_readiness.standards import Calendar, Edition, discover, working_days
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.standards.catalogue import Standard
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CHANGED_ON = dt.date(2016, 4, 1)
NIGHT = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-03-31 |
P2      | C2       | 2016-04-01 |
P3      | C3       |            |

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen
V1       | C1       | P1      | 2016-05-12 | yes
V2       | C2       | P2      | 2016-05-12 | yes
V3       | C3       | P3      | 2016-05-12 | yes

expect
plan_id | outcome | because
P1      | met     | not read here
"""


def ten_days_then_five() -> Standard:
    """CPV-01, ten working days for plans begun before April 2016 and five from then on."""
    standard = discover(CHECKS)["CPV-01"]
    card = dataclasses.replace(
        standard.about,
        clock=working_days(5),
        valid_from=CHANGED_ON,
        earlier=(Edition(None, CHANGED_ON - dt.timedelta(days=1), working_days(10), {}),),
    )
    return dataclasses.replace(standard, about=card)


def answers(standard: Standard) -> pd.DataFrame:
    tables = read_examples(NIGHT)[0].tables
    return ask(standard, tables, question(standard, tables, Calendar.read(), Counting.LIVE), let_it_raise=True).answers.set_index(
        "record_id"
    )


def test_each_plan_is_judged_by_the_interval_in_force_when_it_began():
    found = answers(ten_days_then_five())
    assert found.loc["P1", "outcome"] == "met", "began on the last day of the ten-day rule; seen eight working days ago"
    assert found.loc["P2", "outcome"] == "not_met", "began on the first day of the five-day rule"
    assert found.loc["P2", "days_over"] == 3


def test_a_plan_that_does_not_say_when_it_began_is_judged_once_by_todays_rule():
    found = answers(ten_days_then_five())
    assert found.index.is_unique
    assert found.loc["P3", "due_on"] == pd.Timestamp("2016-05-19")


def test_without_editions_nothing_changes():
    assert set(answers(discover(CHECKS)["CPV-01"])["outcome"]) == {"met"}


def test_a_council_writes_its_earlier_rule_in_service_toml():
    told = {
        "council": {"name": "Council"},
        "standards": {
            "CPV-01": {
                "clock": {"kind": "working_days", "n": 5},
                "valid_from": CHANGED_ON,
                "earlier": [{"valid_to": CHANGED_ON - dt.timedelta(days=1), "clock": {"kind": "working_days", "n": 10}}],
            }
        },
    }
    about = as_agreed(discover(CHECKS), Service.model_validate(told))["CPV-01"].about
    assert [edition.clock for edition in about.editions] == [working_days(5), working_days(10)]
    assert [edition.valid_to for edition in about.editions] == [None, dt.date(2016, 3, 31)]


@pytest.mark.parametrize(
    "agreed",
    [
        {"earlier": [{"valid_to": CHANGED_ON}]},
        {"valid_from": CHANGED_ON, "earlier": [{"valid_to": CHANGED_ON}]},
    ],
    ids=["no first day of the new rule", "both rules on one day"],
)
def test_two_rules_for_one_day_are_refused(agreed):
    with pytest.raises(ValidationError, match=r"newest first.*CFG-14"):
        Service.model_validate({"council": {"name": "Council"}, "standards": {"CPV-01": agreed}})


@pytest.mark.parametrize("code", ["CPV-01", "REF-01"])
def test_fault_100_the_shipped_settings_have_one_edition_of_each(code):
    assert as_agreed(discover(CHECKS), load_settings().service)[code].about.editions == ()
