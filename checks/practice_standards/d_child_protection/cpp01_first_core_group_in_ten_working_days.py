"""The core group first meets within ten working days of the conference that made the plan."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, reviews_due, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CPP-01",
    name="First core groups in ten working days",
    wording="The core group first meets within ten working days of the conference that made the child protection plan.",
    why="The conference sets an outline. Only when the core group meets do parents and professionals know who does what, by when, to keep the child safe.",
    source="Working Together to Safeguard Children (edition in force)",
    source_class=SourceClass.GUIDANCE,
    record="cp_plans",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(10),
    what_to_do="Hold the core group this week. If it has met, record the meeting and its date against the plan.",
    owner="Head of Service, Safeguarding",
    field="core_groups.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Plans of this council (live: open ones), once the core group has met or is late. Plan start is the day of the conference."""
    return reviews_due.first_of_plan(tables, asked, "core_groups", from_start=True)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Did it meet in time? Missing where the plan's start or the day of the only meeting is not known."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2023-05-11

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2023-04-24 |            |
P2      | C2       | 2023-04-24 |            | no
P3      | C3       | 2023-04-25 |            |
P4      | C4       | 2023-04-24 | 2023-05-11 |
P5      | C5       | 2023-04-24 |            | yes
P6      | C6       |            |            |
P7      | C7       | 2023-04-24 |            |
P8      | C8       | 2023-04-24 |            |
P9      | C9       | 2023-04-24 |            |
P10     | C10      | 2023-04-24 |            |
P11     | C11      | 2023-04-24 |            |
P12     | C12      |            |            |
P13     | C13      | 2023-04-24 |            |
P14     | C14      | #N/A       |            |

core_groups
core_group_id | child_id | plan_id | held_on
G1            | C1       | P1      | 2023-05-10
G7            | C7       | P7      | 2023-04-20
G8            | C8       | P8      |
G9            | C9       | P9      | #N/A
G10           | C10      |         | 2023-04-24
G11           | C11      | P11     | 2023-05-12
G12           | C12      | P12     | 2023-05-01
G13           | C13      | P99     | 2023-05-02

expect
plan_id | outcome      | due_on     | reason           | field               | because
P1      | met          | 2023-05-10 |                  |                     | met on the last day in time
P2      | not_met      | 2023-05-10 | outstanding      | core_groups.held_on | W13: 1 May and the Coronation holiday of 8 May are skipped; due yesterday
P3      | out_of_scope |            |                  |                     | due today: not held and not late
P4      | out_of_scope |            |                  |                     | the plan ended today
P5      | out_of_scope |            |                  |                     | another council's temporary plan: that council's core group
P6      | not_recorded |            | blank_field      | cp_plans.started_on | the plan has no start
P7      | not_met      | 2023-05-10 | outstanding      | core_groups.held_on | a meeting before the plan began is not the plan's core group
P8      | not_recorded | 2023-05-10 | blank_field      | core_groups.held_on | a core group is recorded without its day
P9      | not_recorded | 2023-05-10 | unreadable_value | core_groups.held_on | the day of the meeting cannot be read
P10     | met          | 2023-05-10 |                  |                     | no plan is named: the child's plan by date; held on the day of the conference
P11     | not_met      | 2023-05-10 | outstanding      | core_groups.held_on | the meeting is tomorrow
P12     | not_recorded |            | blank_field      | cp_plans.started_on | a meeting is no proof when the plan may have begun since
P13     | not_met      | 2023-05-10 | outstanding      | core_groups.held_on | the meeting belongs to another plan
P14     | not_recorded |            | unreadable_value | cp_plans.started_on | the start cannot be read

as at 2023-05-11
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2023-04-24 |
P2      | C2       | 2023-04-24 |
P3      | C3       | 2023-04-24 | 2023-05-10
P4      | C4       | 2023-04-21 | 2023-05-10
P5      | C5       | 2023-05-08 |
P6      | C6       | 2022-10-28 |
P7      | C7       | 2022-10-27 |
P8      | C8       |            | 2022-06-01
P9      | C9       |            | 2023-02-01

core_groups
core_group_id | child_id | plan_id | held_on
G1a           | C1       | P1      | 2023-05-10
G1b           | C1       | P1      | 2023-05-11
G2            | C2       | P2      | 2023-05-11
G5            | C5       | P5      | 2023-05-09
G6            | C6       | P6      | 2022-11-11
G7            | C7       | P7      | 2022-11-14

expect
plan_id | outcome      | due_on     | because
P1      | met          | 2023-05-10 | the first counts; a second meeting changes nothing
P2      | not_met      | 2023-05-10 | one working day late
P3      | out_of_scope |            | the plan ended on the last day in time
P4      | not_met      | 2023-05-09 | the plan ended the day after, with no core group
P5      | met          | 2023-05-22 | held early; it belongs to the day it was held
P6      | met          | 2022-11-11 | the first day of the period
P7      | out_of_scope |            | due the day before the period, and held late inside it
P8      | out_of_scope |            | no start, and the plan ended before the period
P9      | not_recorded |            | no start, and the plan ended in the period
"""
