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
    plans = plans.assign(start_field="cp_plans.started_on")
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
P10     | C10      | 2016-03-01 |            |
P11     | C11      | 2016-03-01 |            |
P12     | C12      | 2016-03-01 |            |
P13     | C13      | 2016-03-01 |            |
P14     | C14      |            |            |
P15     | C15      |            |            |
P16     | C16      | 2016-05-18 |            |
P17     | C17      | 2016-05-18 |            |
P18     | C18      | 2016-05-04 |            |
P19     | C19      | 2016-05-09 |            |
P20     | C20      | 2016-03-01 |            |

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
V10a     | P10     | C10      | 2016-04-20 | yes
V10b     | P10     | C10      | 2016-05-18 | yes
V11a     | P11     | C11      | 2016-04-20 | yes
V11b     | P11     | C11      | 2016-05-18 | yes
V12      | P12     | C12      | 2016-05-25 | yes
V13      | P13     | C13      | #N/A       | yes
V14      | P14     | C14      | 2016-05-18 | yes
V16      | P16     | C16      | 2016-05-18 | yes
V17      | P17     | C17      | 2016-05-20 |
V19      | P19     | C19      | 2016-05-06 | yes
V20      | P99     | C20      | 2016-05-20 | yes

visit_records
visit_id | visit_table    | visit_outcome | on_paper_only
V10b     | ssd_cp_visits  | no_access     |
V11b     | ssd_cp_visits  | seen          | yes
V1       | ssd_cla_visits | not_seen      |

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
P10     | not_recorded | 2016-05-05 | conflict           | the visit says seen and its write-up says no access
P11     | not_recorded | 2016-05-05 | on_paper_only      | the visit is known from paper only
P12     | not_met      | 2016-03-15 | outstanding        | the only visit is tomorrow
P13     | not_recorded | 2016-03-15 | unreadable_value   | the child was seen on a day that cannot be read
P14     | met          | 2016-06-02 |                    | no start, but seen four working days ago
P15     | not_recorded |            | blank_field        | no start and no visit: nobody can say what is due
P16     | met          | 2016-06-02 |                    | seen on the day the plan began
P17     | not_recorded | 2016-06-02 | blank_field        | a new plan whose only visit does not say whether the child was seen: a blank moves nobody out
P18     | not_met      | 2016-05-18 | outstanding        | four working days since the first visit was due
P19     | not_recorded | 2016-05-23 | write_up_allowance | the visit was before the plan began; the first was due yesterday
P20     | not_met      | 2016-03-15 | outstanding        | the visit names another plan

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
P4      | C4       | 2016-05-03 |
P5      | C5       | 2016-04-01 | 2016-05-02
P6      | C6       | 2016-04-01 | 2016-05-02
P7      | C7       |            | 2015-10-01
P8      | C8       |            | 2016-04-01
P9      | C9       | 2015-11-02 | 2015-11-30
P10     | C10      | 2016-04-01 | 2016-04-18

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-04-15 | yes
V2       | P1      | C1       | 2016-05-04 | yes
V4       | P4      | C4       | 2016-05-03 | yes
V5a      | P5      | C5       | 2016-04-12 |
V5b      | P5      | C5       | 2016-04-25 | yes
V6a      | P6      | C6       | 2016-04-20 |
V6b      | P6      | C6       | 2016-04-25 | yes
V9       | P9      | C9       | 2015-11-17 | yes
V10      | P10     | C10      | 2016-04-19 | yes

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2016-04-15 | the first visit on its last day
P1      | not_met      | 2016-04-29 | the second visit three working days late
P1      | not_met      | 2016-05-18 | no visit since, and four working days late
P2      | out_of_scope |            | the plan ended before a visit was due
P3      | not_met      | 2016-04-15 | the plan ended after the day without a visit
P4      | met          | 2016-05-17 | seen on the day the plan began
P4      | not_met      | 2016-05-17 | and not again in ten working days
P5      | not_recorded | 2016-04-15 | late, unless the child was seen at the visit that does not say; the plan ended before the next was due
P6      | not_met      | 2016-04-15 | late, even if the visit of the 20th is read kindly
P7      | out_of_scope |            | no start, and ended before the period
P8      | not_recorded |            | no start, and ended in the period
P9      | out_of_scope |            | the first visit was due on the 16th, before the period; the plan ended before the next
P10     | not_met      | 2016-04-15 | the visit came the day after the plan had ended
"""
