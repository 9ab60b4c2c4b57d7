"""Audits one by one: twelve months, what became of the escalated ones, what is past its day, and whose case was new."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.audits import audits_made, open_children
from fscp_readiness.findings.frames import OWNED_ANSWERS
from fscp_readiness.findings.night import question
from fscp_readiness.measures.audits import tallied
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

CALENDAR, CATALOGUE = Calendar.read(), discover(CHECKS)

ESCALATED = "\n".join(
    f"E{n} | C{n} | {'cp' if n % 2 else 'cin'} | 2016-04-20 | good | inadequate | 2016-04-21 | "
    f"{'2016-04-22' if n <= 20 else ''} | {'2016-04-29' if n <= 17 else ''}"
    for n in range(1, 23)
)
WORLD = f"""
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1 | C1 | 2016-04-01 |
R2 | C2 | 2015-01-01 |
R3 | C30 | 2015-01-01 |
R4 | C31 | 2016-05-01 |
R5 | C31 | 2015-05-01 |
R6 | C3 | 2015-01-01 | 2015-06-01

involvements
involvement_id | worker_id | role | team_id | child_id | started_on | ended_on
I1 | W1 | Social Worker | East | C1 | 2016-01-01 | 2016-05-01
I2 | W2 | Social Worker | West | C1 | 2016-05-01 |

audits
audit_id | child_id | service_area | audited_on | self_grade | moderated_grade | escalated_on | made_safe_on | resolved_on
{ESCALATED}
A1 | C30 | cla | 2015-05-24 | inadequate | good | | |
A2 | C30 | cla | 2015-05-23 | good | good | | |
A3 | C30 | cla | 2015-05-01 | good | good | 2015-05-02 | 2015-05-02 |
A4 | C30 | cla | 2015-05-01 | good | good | 2015-05-02 | 2015-05-02 | 2015-05-09
A5 | C30 | | 2016-05-01 | good | | | |
A6 | C30 | cla | 2015-04-01 | good | good | | |

audit_actions
action_id | audit_id | action_due_on | done_on
X1 | E1 | 2016-05-23 |
X2 | E1 | 2016-05-24 |
X3 | E1 | 2016-05-01 | 2016-05-20
X4 | A6 | 2016-05-01 |
X5 | E2 | 2016-05-01 | #N/A

restricted_records
child_id | restricted_from | restricted_to
C2 | 2016-01-01 |
"""


def answers(tables, *codes):
    """What the night answers of these standards."""
    every = [pd.DataFrame(columns=list(OWNED_ANSWERS))]
    for code in codes:
        found = ask(CATALOGUE[code], tables, question(CATALOGUE[code], tables, CALENDAR, Counting.LIVE), let_it_raise=True)
        every.append(found.answers.assign(code=code, counting="live"))
    return pd.concat(every, ignore_index=True)


@pytest.fixture(scope="module")
def tables():
    return read_examples(WORLD)[0].tables


@pytest.fixture(scope="module")
def rows(tables):
    return audits_made(tables, answers(tables, "AUD-03", "AUD-04"), 6)


@pytest.fixture(scope="module")
def counted(rows, tables):
    return tallied(rows, 6, open_children(tables, 6))


def test_the_twenty_two_escalated_cases_of_2016_from_raised_to_safe_to_closed(counted):
    cases = [counted.areas[area] for area in ("cp", "cin")]
    assert [sum(getattr(each, name) for each in cases) for name in ("escalated", "made_safe", "closed")] == [22, 20, 17]
    assert sum(each.closing_overdue for each in cases) == 5, "ten working days from 21 April ended on 6 May"


def test_one_escalated_before_the_year_counts_until_it_is_closed(counted):
    assert (counted.whole.escalated, counted.whole.made_safe, counted.whole.closed) == (23, 21, 17)
    assert counted.areas["cla"].escalated == 1 and counted.areas["cla"].closing_overdue == 1


def test_the_year_is_twelve_months_to_the_day(rows, counted):
    assert sorted(rows[rows["in_year"]]["audit_id"])[:2] == ["A1", "A5"]
    assert counted.whole.audits == 24 and counted.areas["cla"].audits == 1


def test_what_is_past_its_day_is_what_its_standard_says(rows, counted, tables):
    late = answers(tables, "AUD-04")
    assert counted.whole.actions_overdue == int(late["outcome"].eq("not_met").sum()) == 2
    by_id = rows.set_index("audit_id")
    assert by_id.loc["E1", ["actions", "actions_done", "actions_overdue"]].tolist() == [3, 1, 1]
    assert by_id.loc["E2", "actions_overdue"] == 0, "a day of doing that cannot be read is no action past its day"
    assert by_id.loc["A6", "actions_overdue"] == 1, "an action of an earlier audit is past its day too"
    assert (counted.whole.actions, counted.whole.actions_done) == (4, 1)


def test_grades_are_the_moderators_and_what_they_changed_is_counted_by_its_way(counted):
    assert counted.whole.grades == {"outstanding": 0, "good": 1, "requires_improvement": 0, "inadequate": 22}
    assert (counted.whole.compared, counted.whole.lowered, counted.whole.raised) == (23, 22, 1)
    assert counted.areas[""].audits == 1 and counted.areas[""].moderated == 0


def test_a_team_is_the_one_that_held_the_child_that_day_and_restricted_children_are_in_none(rows, counted):
    assert rows.set_index("audit_id").loc["E1", "team"] == "East"
    assert set(counted.teams) == {"East"} and counted.teams["East"].audits == 1
    assert rows.set_index("audit_id").loc["E2", "restricted"] and counted.areas["cin"].audits == 11


def test_new_cases_among_audits_beside_new_cases_among_open_children(rows, counted):
    new = rows.set_index("audit_id")["new_case"]
    assert new["E1"] and not new["E2"] and pd.isna(new["E3"]), "E3's case was closed before the audit"
    said = counted.sampling
    assert (said.new_audited, said.audited, said.no_case, said.new_open, said.open) == (2, 4, 20, 1, 4)


def test_what_was_not_asked_is_not_known_and_never_nought(tables):
    made = tallied(audits_made(tables, answers(tables), 6), 6, None)
    assert made.whole.closing_overdue is None and made.whole.actions_overdue is None and made.sampling is None
    assert made.areas["cla"].actions_overdue == 0, "no action was asked for there"


def test_a_source_without_audits_or_their_days_has_none(tables):
    undated = tables.frames["audits"].drop(columns="audited_on")
    without = {name: frame for name, frame in tables.frames.items() if name != "audits"}
    for frames in ({**without, "audits": undated}, without):
        assert audits_made(dataclasses.replace(tables, frames=frames), answers(tables), 6) is None
