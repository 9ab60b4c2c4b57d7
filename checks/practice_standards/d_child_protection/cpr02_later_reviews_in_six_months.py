"""After the first, every child protection plan is reviewed at least every six months."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, months, reviews, reviews_due
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPR-02",
    name="Later child protection reviews in six months",
    owner="Head of Service, Safeguarding and Quality Assurance",
    wording="After its first review, every child protection plan is reviewed at least every six months.",
    why="A plan that nobody outside the work has tested for half a year may be keeping a child in harm's way, or in a process the child no longer needs.",
    source="Working Together to Safeguard Children (edition in force); Ofsted, Annex A list 7",
    source_class=SourceClass.GUIDANCE,
    record="cp_plans",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=months(6),
    what_to_do="Hold the review conference. If it was held, record its date against the plan.",
    field="cp_reviews.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council (live: open ones) that have had a review, once another has been held or is late. CPR-01 asks about the first."""
    return reviews_due.next_of_plan(tables, asked, "cp_reviews", from_start=False)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it reviewed again inside the interval? Missing where the day of a review that would decide it cannot be read."""
    return reviews.say_why_no_start(clocks.repeated_met(rows, asked), rows)


EXAMPLES = """
as at 2016-08-30

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2015-11-30 |            |
P2      | C2       | 2015-11-30 |            |
P3      | C3       | 2015-12-01 |            |
P4      | C4       | 2015-11-30 |            |
P5      | C5       | 2015-11-30 | 2016-08-29 |
P6      | C6       | 2015-11-30 |            | yes
P7      | C7       |            |            |
P8      | C8       | 2015-11-30 |            |
P9      | C9       | 2016-06-01 |            |
P10     | C10      | 2015-11-30 |            |
P11     | C11      | 2014-06-02 |            |

cp_reviews
review_id | child_id | plan_id | review_due_on | held_on
V1a       | C1       | P1      |               | 2016-02-29
V1b       | C1       | P1      |               | 2016-08-29
V2a       | C2       | P2      |               | 2016-02-29
V2b       | C2       | P2      | 2016-08-29    |
V3        | C3       | P3      |               | 2016-03-01
V5        | C5       | P5      |               | 2016-02-01
V6        | C6       | P6      |               | 2016-02-01
V7        | C7       | P7      |               | 2016-02-01
V8a       | C8       |         |               | 2016-02-01
V8b       | C8       | P8      |               | #N/A
V9        | C9       | P9      |               | #N/A
V10       | C10      | P10     |               | #N/A
V11a      | C11      | P11     |               | 2014-09-01
V11b      | C11      | P11     |               | 2015-09-01
V11c      | C11      | P11     |               | 2016-03-01

expect
plan_id | outcome      | due_on     | reason           | field               | because
P1      | met          | 2017-02-28 |                  |                     | W17: the review of 29 February was followed on 29 August
P2      | not_met      | 2016-08-29 | outstanding      | cp_reviews.held_on  | W17: due on the Summer bank holiday; month clocks do not roll forward
P3      | out_of_scope |            |                  |                     | first reviewed on 1 March: the next is due on 1 September
P4      | out_of_scope |            |                  |                     | never reviewed: CPR-01 lists it
P5      | out_of_scope |            |                  |                     | the plan has ended
P6      | out_of_scope |            |                  |                     | another council's temporary plan
P7      | not_recorded |            | blank_field      | cp_plans.started_on | the plan has no start, so no review is surely its first
P8      | not_recorded | 2016-08-01 | unreadable_value | cp_reviews.held_on  | the day of the second review cannot be read
P9      | out_of_scope |            |                  |                     | whenever the first was held, the second is not due
P10     | not_recorded |            | unreadable_value | cp_reviews.held_on  | the day of the only review cannot be read
P11     | met          | 2016-09-01 |                  |                     | earlier gaps do not count: the running one is within six months

as at 2016-08-30
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2015-06-01 |
P2      | C2       | 2015-11-30 | 2016-08-29
P3      | C3       | 2015-11-30 | 2016-08-30

cp_reviews
review_id | child_id | plan_id | held_on
V1a       | C1       | P1      | 2015-09-01
V1b       | C1       | P1      | 2016-03-01
V1c       | C1       | P1      | 2016-08-30
V2        | C2       | P2      | 2016-02-29
V3        | C3       | P3      | 2016-02-29

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2016-03-01 | held on the last day in time
P1      | met          | 2016-09-01 | held early, today
P2      | out_of_scope |            | the plan ended on the last day in time
P3      | not_met      | 2016-08-29 | the plan ended the day after, and was not reviewed again
"""
