"""Every child in need plan is reviewed at least every six weeks."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, calendar_days, clocks, need
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CIN-03",
    name="Reviews of children in need in time",
    wording="Every child in need plan is reviewed at least every six weeks.",
    why="No law makes anybody review this plan, so it drifts. The review asks the family whether it helps, and ends it when it has.",
    source="Local standard: published procedures range from four weeks to six months",
    source_class=SourceClass.LOCAL,
    record="cin_plans",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=calendar_days(42),
    what_to_do="Hold the review with the family. If it was held, record its date against the plan.",
    owner="Head of Service, Assessment and Intervention",
    field="cin_reviews.held_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Child in need plans, once a review has been held or has fallen due, outside the child's times on a protection plan or in care."""
    return need.reviews_due(tables, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it reviewed inside the interval? Missing where the plan's start or the day of a review that would decide it is not known."""
    return clocks.repeated_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                | 2016-05-20
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  | no                |
R9          | C9       | 2016-01-04  | no                |
R10         | C10      | 2016-01-04  | yes               |
R11         | C11      | 2016-01-04  |                   |
R12         | C12      | 2016-01-04  | no                |
R13         | C13      | 2016-01-04  | no                |

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-01-20 |
N2      | R2          | C2       | 2016-01-20 |
N3      | R3          | C3       | 2016-04-12 |
N4      | R4          | C4       | 2016-01-20 |
N5      | R5          | C5       | 2016-01-20 | 2016-05-20
N6      | R6          | C6       | 2016-01-20 |
N7      | R7          | C7       | 2016-01-20 |
N8      | R8          | C8       | 2016-01-20 |
N9      | R9          | C9       |            |
N10     | R10         | C10      | 2016-01-20 |
N11     | R11         | C11      | 2016-01-20 |
N12     | R12         | C12      | 2016-01-20 |
N13     | R13         | C13      | 2016-01-20 |

cin_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | N1      | 2016-04-12
V2        | C2       | N2      | 2016-04-11
V6        | C6       | N6      |
V7        | C7       | N7      | #N/A
V11       | C11      |         | 2016-05-01
V12       | C12      | N12     | 2016-05-25

cp_plans
plan_id | child_id | started_on | ended_on
P8      | C8       | 2016-03-01 |
P13     | C13      | 2016-02-01 | 2016-05-09

care_episodes
episode_id | care_id | child_id | started_on | ended_on

expect
plan_id | outcome      | due_on     | reason           | field                | because
N1      | met          | 2016-05-24 |                  |                      | reviewed exactly six weeks ago
N2      | not_met      | 2016-05-23 | outstanding      | cin_reviews.held_on  | six weeks and a day
N3      | out_of_scope |            |                  |                      | six weeks old today, not reviewed and not late
N4      | out_of_scope |            |                  |                      | the episode has closed
N5      | out_of_scope |            |                  |                      | the plan has ended
N6      | not_recorded | 2016-03-02 | blank_field      | cin_reviews.held_on  | a review is recorded without its day
N7      | not_recorded | 2016-03-02 | unreadable_value | cin_reviews.held_on  | the day of the review cannot be read
N8      | out_of_scope |            |                  |                      | on a child protection plan: reviewed under that standard
N9      | not_recorded |            | blank_field      | cin_plans.started_on | no start to count from
N10     | out_of_scope |            |                  |                      | the referral ended in no further action
N11     | met          | 2016-06-12 |                  |                      | the review is the child's by date; a blank flag keeps the child in
N12     | not_met      | 2016-03-02 | outstanding      | cin_reviews.held_on  | the review is tomorrow
N13     | out_of_scope |            |                  |                      | came off a child protection plan a fortnight ago: six weeks are not over

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                | 2016-03-02
R3          | C3       | 2016-01-04  | no                | 2016-03-03

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-01-20 |
N2      | R2          | C2       | 2016-01-20 |
N3      | R3          | C3       | 2016-01-20 |

cin_reviews
review_id | child_id | plan_id | held_on
V1a       | C1       | N1      | 2016-03-02
V1b       | C1       | N1      | 2016-04-14

cp_plans

care_episodes

expect
plan_id | outcome      | due_on     | because
N1      | met          | 2016-03-02 | on the last day in time
N1      | not_met      | 2016-04-13 | one day late
N2      | out_of_scope |            | closed on the last day in time
N3      | not_met      | 2016-03-02 | closed the day after, never reviewed
"""
