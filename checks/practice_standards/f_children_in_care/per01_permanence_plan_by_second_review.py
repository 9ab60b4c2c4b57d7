"""Every child in care has a plan for permanence by the second review."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, care_plans, clocks, months, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="PER-01",
    name="Permanence plans by the second review",
    wording="Every child in care has a plan for permanence by the day the second review is due.",
    why="Permanence is a child's word for staying. A child whose plan is not made by the second review may wait years in homes meant for weeks.",
    source="Children Act 1989 guidance and regulations, volume 2: care planning, placement and case review",
    source_class=SourceClass.GUIDANCE,
    record="care_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(3),
    values={"first_review_working_days": 20, "months_before_care": 6},
    what_to_do="Agree with the reviewing officer what the plan for permanence is; or, if it is agreed, record it on the care plan with its day.",
    owner="Head of Service, Children in Care",
    field="care_plans.permanence_plan",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.7", "5.17"),
    assumed="That the plan is to be agreed by the second review",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Periods of care (short breaks left out), once a care plan names a permanence plan or the second review has fallen due.

    The second review is due three months after the first was held; where none has been, three months after the first was due.
    """
    every = populations.care_asked_about(tables, live=False)
    rows = populations.open_on(every, "ends_on") if asked.live else every
    due_on = care_plans.second_review_due(tables, rows, asked, int(asked.values["first_review_working_days"]))
    plans = care_plans.made(tables, every, months_before=int(asked.values["months_before_care"]))
    rows = care_plans.with_first_permanence(rows, plans, every, due_on, asked)
    return clocks.once(rows, asked, due_on=due_on)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it agreed in time? Missing where the day care began is blank, or the plan or its day cannot be read."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-07-11

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 |
E4         | L4      | C4       | 2016-03-14 |
E5         | L5      | C5       | 2016-03-09 |
E6         | L6      | C6       | 2016-03-23 |
E7         | L7      | C7       | 2016-03-23 |
E8         | L8      | C8       | 2016-03-23 |
E9         | L9      | C9       |            |
E10        | L10     | C10      | 2016-03-23 | 2016-07-01
E11        | L11     | C11      | 2016-03-23 |
E12        | L12     | C12      | 2016-03-23 |
E13        | L13     | C13      |            |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S11             | C11      | V4           | 2016-03-23

care_reviews
review_id | care_id | child_id | held_on
R1        | L1      | C1       | 2016-04-08
R2        | L2      | C2       | 2016-04-11
R3        | L3      | C3       | 2016-04-08
R6        | L6      | C6       | 2016-04-08
R7        | L7      | C7       | 2016-04-08
R8        | L8      | C8       | 2016-04-08
R12       | L12     | C12      | 2016-04-08

care_plans
care_plan_id | child_id | started_on | permanence_plan
K1           | C1       | 2016-03-30 | {"LTFOST18": "", "ADOPTION": ""}
K2           | C2       | 2016-03-30 |
K3a          | C3       | 2016-03-30 |
K3b          | C3       | 2016-07-10 | {"LTFOST18": "Y", "ADOPTION": ""}
K6           | C6       | #N/A       | {"ADOPTION": "Y"}
K7           | C7       | 2016-03-30 | {"ADOPTION":
K8           | C8       | 2016-02-01 | Long term with grandparents
K12          | C12      |            | {"ADOPTION": "Y"}
K13          | C13      | 2016-03-30 | {"ADOPTION": "Y"}

expect
record_id | outcome      | due_on     | reason           | field                      | because
L1        | not_met      | 2016-07-08 | outstanding      | care_plans.permanence_plan | a care plan, and every option of it is blank
L2        | out_of_scope |            |                  |                            | the second review is due today, not late
L3        | met          | 2016-07-08 |                  |                            | agreed late, so nothing is outstanding
L4        | out_of_scope |            |                  |                            | no review held: the first was due 13 April, so the second on 13 July
L5        | not_met      | 2016-07-08 | outstanding      |                            | no review held: the first was due 8 April, so the second on 8 July
L6        | not_recorded | 2016-07-08 | unreadable_value | care_plans.started_on      | a permanence plan, on a day that cannot be read
L7        | not_recorded | 2016-07-08 | unreadable_value | care_plans.permanence_plan | whether the plan names one cannot be read
L8        | met          | 2016-07-08 |                  |                            | made shortly before care began, in words
L9        | not_recorded |            | blank_field      | care_episodes.started_on   | the day care began is blank
L10       | out_of_scope |            |                  |                            | no longer in care
L11       | out_of_scope |            |                  |                            | short breaks are not care
L12       | not_met      | 2016-07-08 | outstanding      |                            | a plan with no day is not yet made
L13       | not_recorded |            | blank_field      | care_episodes.started_on   | a plan, and the day care began is blank: it may be of an earlier time in care

as at 2016-07-11
counting period

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2016-03-23 |
E2         | L2      | C2       | 2016-03-23 |
E3         | L3      | C3       | 2016-03-23 | 2016-07-08
E4         | L4      | C4       | 2016-03-23 | 2016-07-09
E5         | L5      | C5       | 2016-03-23 |

care_reviews
review_id | care_id | child_id | held_on
R1        | L1      | C1       | 2016-04-08
R2        | L2      | C2       | 2016-04-08
R3        | L3      | C3       | 2016-04-08
R4        | L4      | C4       | 2016-04-08
R5        | L5      | C5       | 2016-04-08

care_plans
care_plan_id | child_id | started_on | permanence_plan
K1           | C1       | 2016-07-08 | {"LTFOST18": "Y"}
K2           | C2       | 2016-07-09 | {"LTFOST18": "Y"}
K5a          | C5       | 2016-07-09 | {"LTFOST18": "Y"}
K5b          | C5       | 2016-07-11 | {"ADOPTION":

expect
record_id | outcome      | due_on     | because
L1        | met          | 2016-07-08 | W27: the second review is due 8 July, and the plan was made that day
L2        | not_met      | 2016-07-08 | a day late
L3        | out_of_scope |            | care ended on the day it was due
L4        | not_met      | 2016-07-08 | care ended after the day without one
L5        | not_met      | 2016-07-08 | late, and a plan that cannot be read is later still
"""
