"""Something happens for every open child at least every 28 days, and at least every 14 on a child protection plan."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, calendar_days, oversight
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="REC-02",
    name="Some activity on every open case",
    wording="Something happens for every open child at least every 28 days, and at least every 14 on a child protection plan.",
    why="A file on which nothing has happened is a child whom nobody is helping, or a case that should have closed. Nobody can tell which.",
    source="Kirklees Cabinet report, 24 May 2016, 3.7, 5.7 and 5.22",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=calendar_days(28),
    values={"days_on_a_plan": 14},
    what_to_do="Ask the worker what has happened for this child and record it; if nothing is needed, take the case to a manager to close.",
    owner="Head of Service, Assessment and Intervention",
    field="activities.happened_on",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-LEAD"),
    seed=("5.7", "5.22", "3.7"),
    assumed="28 days, and 14 on a plan",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, once something has happened or has fallen due."""
    return oversight.active_episodes(tables, oversight.activity(tables), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has something happened inside the interval? Missing where an activity, or the episode, has no readable date."""
    return oversight.within(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-04-25  | no                |
R6          | C6       | 2016-04-26  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                |
R9          | C9       |             |                   |
R10         | C10      | 2016-01-04  | no                | 2016-05-20
R11         | C11      | 2016-01-04  | no                |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  |                   |
R14         | C14      | 2016-01-04  | yes               |

cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P3      | C3       | 2016-02-01 |            |
P4      | C4       | 2016-02-01 |            |
P11     | C11      | 2016-02-01 |            | yes
P12     | C12      | 2016-02-01 | 2016-05-01 |

activities
activity_id | child_id | happened_on | recorded_on
A1          | C1       | 2016-04-26  | 2016-04-26
A2          | C2       | 2016-04-25  | 2016-05-20
A3          | C3       | 2016-05-10  | 2016-05-10
A4          | C4       | 2016-05-09  | 2016-05-09
A7          | C7       |             | 2016-05-20
A8          | C8       | #N/A        | 2016-05-20
A9          | C9       | 2016-05-20  | 2016-05-20
A10         | C10      | 2016-01-20  | 2016-01-20
A11         | C11      | 2016-05-09  | 2016-05-09
A12         | C12      | 2016-05-09  | 2016-05-09
A13         | C13      | 2016-05-25  | 2016-05-20

expect
referral_id | outcome      | due_on     | reason           | because
R1          | met          | 2016-05-24 |                  | 28 days ago exactly
R2          | not_met      | 2016-05-23 | outstanding      | one day over, though it was written down lately
R3          | met          | 2016-05-24 |                  | on a plan, 14 days ago exactly
R4          | not_met      | 2016-05-23 | outstanding      | on a plan, one day over
R5          | not_met      | 2016-05-23 | outstanding      | nothing since the referral, 29 days ago
R6          | out_of_scope |            |                  | nothing since the referral, and due today is not late
R7          | not_recorded | 2016-02-01 | blank_field      | an activity with no day could be a recent one
R8          | not_recorded | 2016-02-01 | unreadable_value | happened on a day that cannot be read
R9          | not_recorded | 2016-06-17 | blank_field      | the day the episode began is blank
R10         | out_of_scope |            |                  | closed
R11         | not_met      | 2016-05-23 | outstanding      | another council's plan is a plan
R12         | met          | 2016-06-06 |                  | the plan has ended, so 28 days are allowed
R13         | not_met      | 2016-02-01 | outstanding      | planned for tomorrow; whether it was taken further is blank, which does not take it out
R14         | out_of_scope |            |                  | no further action: never opened
"""
