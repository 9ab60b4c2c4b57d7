"""The first review of every child protection plan is held within three months."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, months, reviews_due
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPR-01",
    name="First child protection reviews in three months",
    wording="The first review of every child protection plan is held within three months of the plan's start.",
    why="Three months is how long a child may stay on a plan before somebody outside the work asks whether it has made the child safer.",
    source="Working Together to Safeguard Children (edition in force); Ofsted, Annex A list 7",
    source_class=SourceClass.GUIDANCE,
    record="cp_plans",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(3),
    what_to_do="Hold the review conference. If it was held, record its date against the plan.",
    owner="Head of Service, Safeguarding and Quality Assurance",
    field="cp_reviews.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council (live: open ones), once a review has been held or is late."""
    return reviews_due.first_of_plan(tables, asked, "cp_reviews", from_start=False)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the plan's start is blank or the day of the only review cannot be read."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-03-01

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2015-11-30 |            |
P2      | C2       | 2015-11-30 |            |
P3      | C3       | 2015-12-01 |            |
P4      | C4       | 2015-11-30 |            |
P5      | C5       | 2015-11-30 |            |
P6      | C6       | 2015-11-30 | 2016-02-29 |
P7      | C7       | 2015-11-30 |            | yes
P8      | C8       |            |            |
P9      | C9       | 2015-11-30 |            |
P10     | C10      | 2015-11-30 |            |
P11     | C11      | 2016-01-04 |            |
P12     | C12      | 2015-06-01 |            |
P13     | C13      |            |            |
P14     | C14      | 2015-11-30 |            |

cp_reviews
review_id | child_id | plan_id | review_due_on | held_on
V1        | C1       | P1      | 2016-02-29    | 2016-02-29
V4        | C4       | P4      |               | 2015-11-30
V5        | C5       | P5      | 2016-02-29    |
V9        | C9       | P9      | 2016-02-29    | #N/A
V10       | C10      |         |               | 2016-02-01
V11       | C11      | P11     |               | 2016-01-05
V12       | C12      | P12     |               | 2015-10-01
V13       | C13      | P13     |               | 2016-02-01
V14       | C14      | P14     | 2016-02-29    | 2016-03-02

expect
plan_id | outcome      | due_on     | reason           | field               | because
P1      | met          | 2016-02-29 |                  |                     | held on the last day in time
P2      | not_met      | 2016-02-29 | outstanding      | cp_reviews.held_on  | W15: there is no 30 February, so it was due on the 29th, yesterday
P3      | out_of_scope |            |                  |                     | due today
P4      | not_met      | 2016-02-29 | outstanding      | cp_reviews.held_on  | a review on the day the plan began does not count
P5      | not_met      | 2016-02-29 | outstanding      | cp_reviews.held_on  | planned, and no day held
P6      | out_of_scope |            |                  |                     | the plan has ended
P7      | out_of_scope |            |                  |                     | another council reviews its own plan
P8      | not_recorded |            | blank_field      | cp_plans.started_on | the plan has no start
P9      | not_recorded | 2016-02-29 | unreadable_value | cp_reviews.held_on  | the day of the review cannot be read
P10     | met          | 2016-02-29 |                  |                     | no plan is named: the child's plan by date
P11     | met          | 2016-04-04 |                  |                     | the day after the plan began counts
P12     | met          | 2015-09-01 |                  |                     | the first review was a month late, and nothing is outstanding now
P13     | not_recorded |            | blank_field      | cp_plans.started_on | a review is no proof when the plan may have begun since
P14     | not_met      | 2016-02-29 | outstanding      | cp_reviews.held_on  | the review is tomorrow

as at 2016-03-01
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2015-11-30 |
P2      | C2       | 2015-11-30 |
P3      | C3       | 2015-10-01 |
P4      | C4       | 2015-11-30 | 2016-02-29
P5      | C5       | 2015-11-28 | 2016-02-29
P6      | C6       | 2015-05-31 |
P7      | C7       | 2015-06-01 |
P8      | C8       | 2016-01-01 |

cp_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | P1      | 2016-02-29
V2        | C2       | P2      | 2016-03-01
V3        | C3       | P3      |
V6        | C6       | P6      | 2015-09-07
V7        | C7       | P7      | 2015-09-07
V8        | C8       | P8      | 2016-02-01

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2016-02-29 | W15: on the last day
P2      | not_met      | 2016-02-29 | a day late
P3      | not_met      | 2016-01-01 | due on New Year's Day, a bank holiday that moves nothing, and still not held
P4      | out_of_scope |            | the plan ended on the last day in time
P5      | not_met      | 2016-02-28 | the plan ended a day after the review was due
P6      | out_of_scope |            | due on 31 August, the day before the period
P7      | not_met      | 2015-09-01 | due on the first day of the period, and held six days later
P8      | met          | 2016-04-01 | held early
"""
