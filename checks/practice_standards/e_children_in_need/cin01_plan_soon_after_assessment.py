"""A child found to be in need has a plan, or a first meeting, within ten working days of the assessment's authorisation."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, need, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CIN-01",
    name="Plans within ten days of the assessment",
    wording="A child found to be in need has a plan, or a first meeting, within ten working days of the day the assessment was authorised.",
    why="An assessment that finds need and leads to nothing has only told the family what they knew. The plan is where help begins.",
    source="Local standard: published procedures, ten working days",
    source_class=SourceClass.LOCAL,
    record="assessments",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=working_days(10),
    what_to_do="Make the plan with the family this week. If there is one, record the day it began against the episode.",
    owner="Head of Service, Assessment and Intervention",
    field="cin_plans.started_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1", "5.22"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Authorised assessments that found need, once there is a plan or it is late; not of children then on a plan or in care.

    Live: the episode is open and the child is neither on a child protection plan of this council nor in care.
    """
    return clocks.once(need.assessed(tables, asked), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was there a plan in time? Missing where the day of authorisation, or of the only plan, is not known and decides it."""
    return clocks.once_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-01  | no                |
R2          | C2       | 2016-03-01  | no                |
R3          | C3       | 2016-03-01  | no                |
R4          | C4       | 2016-03-01  | no                |
R5          | C5       | 2016-03-01  | no                |
R6          | C6       | 2016-03-01  | no                |
R7          | C7       | 2016-03-01  | no                | 2016-05-20
R8          | C8       | 2016-03-01  | no                |
R9          | C9       | 2016-03-01  | no                |
R10         | C10      | 2016-03-01  | no                |
R11         | C11      | 2016-03-01  | no                |
R12         | C12      | 2016-03-01  | no                |
R13         | C13      | 2016-03-01  | no                |
R14         | C14      | 2016-03-01  | no                |
R15         | C15      | 2016-03-01  | no                |
R16         | C16      | 2016-03-01  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A1            | R1          | C1       | 2016-03-02 | 2016-05-09    | no
A2            | R2          | C2       | 2016-03-02 | 2016-05-09    | no
A3            | R3          | C3       | 2016-03-02 | 2016-05-10    | no
A4            | R4          | C4       | 2016-03-02 | 2016-05-09    | yes
A5            | R5          | C5       | 2016-03-02 | 2016-05-09    |
A6            | R6          | C6       | 2016-03-02 |               | no
A7            | R7          | C7       | 2016-03-02 | 2016-04-29    | no
A8            | R8          | C8       | 2016-03-02 | 2016-04-29    | no
A9            | R9          | C9       | 2016-03-02 | 2016-04-29    | no
A10           | R10         | C10      | 2016-03-02 | 2016-04-29    | no
A11           | R11         | C11      | 2016-03-02 | #N/A          | no
A12           | R12         | C12      | 2016-03-02 | 2016-04-29    | no
A13           | R13         | C13      | 2016-03-02 | 2016-04-29    | no
A14           | R14         | C14      | 2016-03-02 | 2016-04-29    | no
A15           | R15         |          | 2016-03-02 | 2016-04-29    | no
A16           | R16         | C16      | 2016-03-02 | 2016-04-29    | no

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-05-23 |
N8      |             | C8       | 2016-04-01 |
N10     | R10         | C10      | 2016-03-10 | 2016-04-28
N12     | R12         | C12      |            |
N14     | R14         | C14      | 2016-05-25 |
N15     |             |          | 2016-05-09 |

cin_reviews
review_id | child_id | plan_id | held_on
M13       | C13      |         | 2016-05-12

cp_plans
plan_id | child_id | started_on | ended_on
P9      | C9       | 2016-05-09 |
P16     | C16      | 2016-05-20 | 2016-01-20

care_episodes
episode_id | care_id | child_id | started_on | ended_on

expect
assessment_id | outcome      | due_on     | reason           | field                     | because
A1            | met          | 2016-05-23 |                  |                           | began on the tenth working day
A2            | not_met      | 2016-05-23 | outstanding      | cin_plans.started_on      | due yesterday, and no plan
A3            | out_of_scope |            |                  |                           | due today
A4            | out_of_scope |            |                  |                           | N08: nothing further is needed
A5            | not_met      | 2016-05-23 | outstanding      | cin_plans.started_on      | a blank flag of no further action keeps the child in
A6            | out_of_scope |            |                  |                           | not authorised yet
A7            | out_of_scope |            |                  |                           | the episode has closed
A8            | met          | 2016-05-16 |                  |                           | the plan was there before; 2 May was a bank holiday; the plan is the child's by date
A9            | out_of_scope |            |                  |                           | on a child protection plan
A10           | not_met      | 2016-05-16 | outstanding      | cin_plans.started_on      | the plan that was there had ended
A11           | not_recorded |            | unreadable_value | assessments.authorised_on | the day of authorisation cannot be read
A12           | met          | 2016-05-16 |                  |                           | there is a plan, whenever it began
A13           | met          | 2016-05-16 |                  |                           | the first meeting has been held
A14           | not_met      | 2016-05-16 | outstanding      | cin_plans.started_on      | the plan begins tomorrow
A15           | not_met      | 2016-05-16 | outstanding      | cin_plans.started_on      | a plan of no child is not this assessment's, which names none either
A16           | not_met      | 2016-05-16 | outstanding      | cin_plans.started_on      | a protection plan that ended before it began takes nobody out

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-03-01  | no                |
R2          | C2       | 2016-03-01  | no                |
R3          | C3       | 2016-03-01  | no                | 2016-05-16
R4          | C4       | 2016-03-01  | no                | 2016-05-17
R5          | C5       | 2016-03-01  | no                |
R6          | C6       | 2016-03-01  | no                |
R7          | C7       | 2016-03-01  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A1            | R1          | C1       | 2016-03-02 | 2016-04-29    | no
A2            | R2          | C2       | 2016-03-02 | 2016-04-29    | no
A3            | R3          | C3       | 2016-03-02 | 2016-04-29    | no
A4            | R4          | C4       | 2016-03-02 | 2016-04-29    | no
A5            | R5          | C5       | 2016-03-02 | 2016-04-29    | no
A6            | R6          | C6       | 2016-03-02 | 2016-04-29    | no
A7            | R7          | C7       | 2016-03-02 | 2016-04-29    | no

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-05-16 |
N2      | R2          | C2       | 2016-05-17 |
N7      | R7          | C7       |            |

cin_reviews

cp_plans
plan_id | child_id | started_on | ended_on
P5      | C5       | 2016-05-09 | 2016-05-20
P6      | C6       | 2016-04-01 | 2016-05-20

care_episodes
episode_id | care_id | child_id | started_on | ended_on

expect
assessment_id | outcome      | due_on     | because
A1            | met          | 2016-05-16 | on the last day in time
A2            | not_met      | 2016-05-16 | one working day late
A3            | out_of_scope |            | the episode closed on the last day in time
A4            | not_met      | 2016-05-16 | the episode closed the day after, without a plan
A5            | out_of_scope |            | went onto a child protection plan before it was due
A6            | out_of_scope |            | was on a child protection plan when it was authorised
A7            | not_recorded | 2016-05-16 | there is a plan and its start is blank
"""
