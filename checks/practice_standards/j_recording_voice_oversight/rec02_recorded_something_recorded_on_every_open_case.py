"""Something is recorded on every open child's file at least every 28 days, and at least every 14 on a child protection plan."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, oversight
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REC-02.recorded",
    name="Something recorded on every open case",
    wording="Something is recorded on every open child's file at least every 28 days, and at least every 14 on a child protection plan.",
    why="What is done and not written down protects nobody at night. Beside REC-02 this tells a quiet case from a quiet recorder.",
    source="Kirklees Cabinet report, 24 May 2016, 3.7, 5.7 and 5.22",
    source_class=SourceClass.SEED,
    record="referrals",
    second_of="REC-02",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(28),
    values={"days_on_a_plan": 14},
    what_to_do="Write down what has been done for this child since the last entry, with the day it happened.",
    owner="Head of Service, Assessment and Intervention",
    field="activities.recorded_on",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-LEAD"),
    seed=("5.7", "5.22", "3.7"),
    assumed="28 days, and 14 on a plan",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once something has been recorded or has fallen due."""
    return oversight.active_episodes(tables, oversight.dated(tables, "activities", "recorded_on"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was something recorded inside the interval? Missing where an entry, or the episode, has no readable date."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-04-26  |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  | 2016-05-20
R9          | C9       |             |
R10         | C10      | 2016-01-04  |

cp_plans
plan_id | child_id | started_on
P3      | C3       | 2016-02-01
P10     | C10      | 2016-02-01

activities
activity_id | child_id | happened_on | recorded_on
A1          | C1       | 2016-03-01  | 2016-04-26
A2          | C2       | 2016-04-24  | 2016-04-25
A3          | C3       | 2016-05-08  | 2016-05-09
A4          | C4       | 2016-05-20  | 2016-05-25
A6          | C6       | 2016-05-20  |
A7          | C7       | 2016-05-20  | #N/A
A8          | C8       | 2016-01-20  | 2016-01-20
A9          | C9       | 2016-05-20  | 2016-05-20
A10         | C10      | 2016-05-08  | 2016-05-10

expect
referral_id | outcome      | due_on     | reason           | because
R1          | met          | 2016-05-24 |                  | recorded 28 days ago exactly, of something that happened long before
R2          | not_met      | 2016-05-23 | outstanding      | one day over
R3          | not_met      | 2016-05-23 | outstanding      | on a plan, one day over fourteen
R4          | not_met      | 2016-02-01 | outstanding      | happened, and to be recorded tomorrow: it is not yet
R5          | out_of_scope |            |                  | nothing since the referral, and due today is not late
R6          | not_recorded | 2016-02-01 | blank_field      | an entry that does not say when it was made could be a recent one
R7          | not_recorded | 2016-02-01 | unreadable_value | recorded on a day that cannot be read
R8          | out_of_scope |            |                  | closed
R9          | not_recorded | 2016-06-17 | blank_field      | the day the episode began is blank
R10         | met          | 2016-05-24 |                  | on a plan, 14 days ago exactly
"""
