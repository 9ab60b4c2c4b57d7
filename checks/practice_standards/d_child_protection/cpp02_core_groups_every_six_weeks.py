"""After the first, the core group meets at least every six weeks."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, calendar_days, clocks, reviews, reviews_due
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPP-02",
    name="Core groups every six weeks",
    wording="After its first meeting, the core group of every child protection plan meets at least every six weeks.",
    why="The plan is carried out between conferences. When the core group stops meeting, the plan has stopped and the child is still at risk.",
    source="Local standard: published procedures say six weeks, some monthly",
    source_class=SourceClass.LOCAL,
    record="cp_plans",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=calendar_days(42),
    what_to_do="Hold the core group this week. If it has met, record the meeting and its date against the plan.",
    owner="Head of Service, Safeguarding",
    field="core_groups.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council (live: open ones) whose core group has met, once it has met again or is late. CPP-01 asks about the first."""
    return reviews_due.next_of_plan(tables, asked, "core_groups", from_start=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it meet again inside the interval? Missing where the day of a meeting that would decide it is not known."""
    return reviews.say_why_no_start(clocks.repeated_met(rows, asked), rows)


EXAMPLES = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2016-01-04 |            |
P2      | C2       | 2016-01-04 |            |
P3      | C3       | 2016-01-04 |            |
P4      | C4       | 2016-01-04 |            |
P5      | C5       | 2016-01-04 | 2016-05-20 |
P6      | C6       | 2016-01-04 |            | yes
P7      | C7       | 2016-01-04 |            |
P8      | C8       | 2016-01-04 |            |
P9      | C9       | 2016-01-04 |            |
P10     | C10      |            |            |
P11     | C11      | 2016-05-02 |            |
P12     | C12      | 2016-01-04 |            |

core_groups
core_group_id | child_id | plan_id | held_on
G1a           | C1       | P1      | 2016-01-15
G1b           | C1       | P1      | 2016-04-12
G2a           | C2       | P2      | 2016-01-15
G2b           | C2       |         | 2016-04-11
G3            | C3       | P3      | 2016-05-01
G5            | C5       | P5      | 2016-01-15
G6            | C6       | P6      | 2016-01-15
G7a           | C7       | P7      | 2016-01-15
G7b           | C7       | P7      |
G8            | C8       | P8      | #N/A
G9a           | C9       | P9      | 2016-01-15
G9b           | C9       | P9      | 2016-05-25
G10           | C10      | P10     | 2016-01-15
G11           | C11      | P11     | #N/A
G12           | C12      | P12     | 2016-01-15

expect
plan_id | outcome      | due_on     | reason           | field               | because
P1      | met          | 2016-05-24 |                  |                     | met exactly six weeks ago: due today
P2      | not_met      | 2016-05-23 | outstanding      | core_groups.held_on | six weeks and a day; the second meeting is the child's by date
P3      | out_of_scope |            |                  |                     | first met three weeks ago: the second is not due
P4      | out_of_scope |            |                  |                     | has never met: CPP-01 lists it
P5      | out_of_scope |            |                  |                     | the plan has ended
P6      | out_of_scope |            |                  |                     | another council's temporary plan
P7      | not_recorded | 2016-02-26 | blank_field      | core_groups.held_on | a second meeting is recorded without its day
P8      | not_recorded |            | unreadable_value | core_groups.held_on | the day of the only meeting cannot be read
P9      | not_met      | 2016-02-26 | outstanding      | core_groups.held_on | the second meeting is tomorrow
P10     | not_recorded |            | blank_field      | cp_plans.started_on | the plan has no start, so no meeting is surely its first
P11     | out_of_scope |            |                  |                     | whenever it met, the next is not due
P12     | not_met      | 2016-02-26 | outstanding      | core_groups.held_on | has not met for four months

as at 2016-05-24
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-04 |
P2      | C2       | 2016-01-04 | 2016-02-26
P3      | C3       | 2016-01-04 | 2016-02-27
P4      | C4       | 2016-01-04 | 2016-02-15

core_groups
core_group_id | child_id | plan_id | held_on
G1a           | C1       | P1      | 2016-01-15
G1b           | C1       | P1      | 2016-02-26
G1c           | C1       | P1      | 2016-04-09
G2            | C2       | P2      | 2016-01-15
G3            | C3       | P3      | 2016-01-15
G4            | C4       | P4      | #N/A

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2016-02-26 | on the last day in time
P1      | not_met      | 2016-04-08 | one day late
P1      | not_met      | 2016-05-21 | not met since
P2      | out_of_scope |            | the plan ended on the last day in time
P3      | not_met      | 2016-02-26 | the plan ended the day after, without a second meeting
P4      | out_of_scope |            | whenever the first was, the plan ended before a second was due
"""
