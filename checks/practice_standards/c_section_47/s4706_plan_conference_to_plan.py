"""How many initial child protection conferences lead to a child protection plan."""

import pandas as pd

from fscp_readiness.standards import PERIOD, About, Asked, clocks
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="S47-06.plan",
    name="Conferences that led to a plan",
    wording="The share of initial child protection conferences that led to a child protection plan.",
    why="A conference that makes no plan put a family through it for nothing, or let a child go who needed one. The share says whether thresholds hold.",
    source="Department for Education, Characteristics of children in need: initial conferences that led to a plan",
    source_class=SourceClass.DFE,
    record="initial_conferences",
    counting=PERIOD,
    target=TargetClass.CONTEXT,
    what_to_do="Read a sample of conferences that made no plan: was the conference needed, and what help followed?",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="initial_conferences.led_to_plan",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    second_of="S47-06",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Initial conferences held in the period; not those of children moving in on another council's plan."""
    rows = tables.initial_conferences
    rows = rows[~rows["transfer_in"].fillna(False).astype(bool)]
    unread = rows["conference_id"].isin(tables.unreadable_keys("initial_conferences", "held_on"))
    rows = rows.assign(event_on=rows["held_on"].mask(unread, asked.today), unread=unread)
    return rows[rows["event_on"].between(asked.since, asked.today)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it make a plan? Where that is blank, a plan that names the conference says so; where the two disagree it is missing."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    named = rows["conference_id"].isin(tables.cp_plans["conference_id"].dropna())
    said = rows["led_to_plan"].astype("boolean")
    conflict = named & said.eq(False).fillna(False).astype(bool)
    answer["met"] = said.mask(said.isna() & named, True).mask(conflict | rows["unread"])
    blank = said.isna() & ~named
    answer.loc[blank, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "initial_conferences.led_to_plan"]
    answer.loc[conflict, ["reason", "field"]] = [str(Reason.CONFLICT), "initial_conferences.led_to_plan"]
    answer.loc[rows["unread"], ["reason", "field"]] = [str(Reason.UNREADABLE_VALUE), "initial_conferences.held_on"]
    return answer


EXAMPLES = """
as at 2016-05-24
counting period

initial_conferences
conference_id | child_id | held_on    | led_to_plan | transfer_in
K1            | C1       | 2016-03-15 | yes         | no
K2            | C2       | 2016-03-15 | no          |
K3            | C3       | 2016-03-15 |             | no
K4            | C4       | 2016-03-15 |             | no
K5            | C5       | 2016-03-15 | no          | no
K6            | C6       | 2015-11-24 | yes         | no
K7            | C7       | 2015-11-23 | yes         | no
K8            | C8       | 2016-05-25 | yes         | no
K9            | C9       | 2016-03-15 | yes         | yes
K10           | C10      |            |             | no
K11           | C11      | #N/A       | yes         | no

cp_plans
plan_id | child_id | conference_id | started_on
P4      | C4       | K4            | 2016-03-15
P5      | C5       | K5            | 2016-03-15

expect
conference_id | outcome      | reason           | because
K1            | met          |                  | it made a plan
K2            | not_met      | no_event         | it made none
K3            | not_recorded | blank_field      | nothing says
K4            | met          |                  | blank, and a plan names the conference
K5            | not_recorded | conflict         | it says no, and a plan names the conference
K6            | met          |                  | held on the first day of the period
K7            | out_of_scope |                  | held the day before
K8            | out_of_scope |                  | not held until tomorrow
K9            | out_of_scope |                  | a child moving in
K10           | out_of_scope |                  | not yet held
K11           | not_recorded | unreadable_value | the day cannot be read: it may not have been in the period
"""
