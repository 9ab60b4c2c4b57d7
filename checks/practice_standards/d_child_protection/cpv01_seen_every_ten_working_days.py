"""Every child on a child protection plan is seen by a social worker at least every ten working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, populations, visits, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPV-01",
    name="Child protection visits in time",
    wording="Every child on a child protection plan is seen by the lead worker at least every ten working days.",
    why="A child on a plan is at risk of significant harm. Seeing the child is how we know whether the plan keeps them safe.",
    source="Local standard: national guidance has set no interval since 2013, and councils' own rules differ",
    source_class=SourceClass.LOCAL,
    record="cp_plans",
    counting=BOTH,
    target=TargetClass.LOCAL_CHILD_PROTECTION_VISIT,
    clock=working_days(10),
    what_to_do="See the child today. If the child has been seen, record the visit, its date and that the child was seen.",
    owner="Head of Service, Safeguarding",
    field="cp_visits.visited_on",
    write_up=True,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1", "5.22"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans (other councils' temporary ones too), once a visit has been made or has fallen due."""
    plans = populations.cp_plans_with_temporary(tables)
    if asked.live:
        plans = populations.open_on(plans, "ends_on")
    events = visits.joined_to(visits.visit_events(tables, "cp_visits", record_key="plan_id"), plans, "plan_id")
    return clocks.repeated(plans, events, asked, key="plan_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the child seen inside the interval? Missing where no visit says either way, or it may still be being written up."""
    return clocks.allow_write_up(clocks.repeated_met(rows, asked), rows, asked)


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-03-01 |            |
P2      | C2       | 2016-03-01 |            |
P3      | C3       | 2016-03-01 |            |
P4      | C4       | 2016-03-01 |            | yes
P5      | C5       | 2016-05-12 |            |
P6      | C6       | 2016-03-01 | 2016-05-20 |
P7      | C7       | 2016-03-01 |            |
P8      | C8       | 2016-03-01 |            |
P9      | C9       | 2016-03-01 |            |

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-05-10 | yes
V2       | P2      | C2       | 2016-05-09 | yes
V3       | P3      | C3       | 2016-05-05 | yes
V4       | P4      | C4       | 2016-04-29 | yes
V7a      | P7      | C7       | 2016-04-20 | yes
V7b      | P7      | C7       | 2016-05-18 |
V8a      | P8      | C8       | 2016-04-20 | yes
V8b      | P8      | C8       | 2016-05-20 | no
V9       |         | C9       | 2016-05-20 | yes

expect
plan_id | outcome      | due_on     | reason             | because
P1      | met          | 2016-05-24 |                    | seen exactly ten working days ago: due today is not late
P2      | not_recorded | 2016-05-23 | write_up_allowance | one working day over: the visit may still be being written up
P3      | not_met      | 2016-05-19 | outstanding        | three working days over, past the two allowed to write a visit up
P4      | not_met      | 2016-05-16 | outstanding        | another council's temporary plan: the child must still be visited; 2 May was a bank holiday
P5      | out_of_scope |            |                    | a new plan, no visit made and none due yet
P6      | out_of_scope |            |                    | the plan has ended
P7      | not_recorded | 2016-05-05 | blank_field        | a visit six days ago does not say whether the child was seen
P8      | not_met      | 2016-05-05 | outstanding        | N16: the worker called and did not see the child, so the clock was not reset
P9      | met          | 2016-06-06 |                    | a visit with no plan id belongs to the child's plan by date; 30 May is a bank holiday

as at 2016-04-06

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-03-21 | yes

expect
plan_id | outcome | due_on     | because
P1      | met     | 2016-04-06 | W19: Good Friday and Easter Monday are skipped

as at 2016-04-06
clock 10 working_days inclusive

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-03-21 | yes

expect
plan_id | outcome      | due_on     | because
P1      | not_recorded | 2016-04-05 | W21: counting the visit's own day, it was due yesterday and may be being written up

as at 2016-05-24
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-04-01 |
P2      | C2       | 2016-04-01 | 2016-04-14
P3      | C3       | 2016-04-01 | 2016-04-20

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-04-15 | yes
V2       | P1      | C1       | 2016-05-04 | yes

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2016-04-15 | the first visit on its last day
P1      | not_met      | 2016-04-29 | the second visit three working days late
P1      | not_met      | 2016-05-18 | no visit since, and four working days late
P2      | out_of_scope |            | the plan ended before a visit was due
P3      | not_met      | 2016-04-15 | the plan ended after the day without a visit
"""
