"""Every disabled child's child in need plan is reviewed at least every six weeks, like any other child's."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, calendar_days, clocks, need
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="CIN-06.reviews",
    name="Reviews of disabled children in need in time",
    wording="Every disabled child's child in need plan is reviewed at least every six weeks, like any other child's.",
    why="Help that was right for a disabled child last year may be wrong for the child this year. Only a review asks.",
    source="Ofsted, inspecting local authority children's services, 2026: disabled children; the interval is the council's own, as for CIN-03",
    source_class=SourceClass.OFSTED,
    record="cin_plans",
    counting=BOTH,
    target=TargetClass.LOCAL,
    clock=calendar_days(42),
    what_to_do="CIN-03 lists these plans. Where disabled children wait longer than others, ask their team why.",
    owner="Head of Service, Disabled Children",
    field="cin_reviews.held_on",
    findings=False,
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.1", "5.16"),
    second_of="CIN-06",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Those of CIN-03 whose child has a disability recorded; one recorded without its kind counts."""
    return need.of_disabled(need.reviews_due(tables, asked), tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was the plan reviewed inside the interval? Missing as in CIN-03."""
    return clocks.repeated_met(rows, asked)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |

disabilities
disability_id | child_id | disability
D1            | C1       | AUT
D2            | C2       | MOB
D3            | C3       | NONE
D4            | C4       | LD
D5            |          | LD

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-01-20 |
N2      | R2          | C2       | 2016-01-20 |
N3      | R3          | C3       | 2016-01-20 |
N4      | R4          | C4       | 2016-01-20 |
N5      | R5          |          | 2016-01-20 |

cin_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | N1      | 2016-04-12
V2        | C2       | N2      | 2016-04-11
V4        | C4       | N4      | #N/A

cp_plans

care_episodes

expect
plan_id | outcome      | due_on     | reason           | field               | because
N1      | met          | 2016-05-24 |                  |                     | reviewed exactly six weeks ago
N2      | not_met      | 2016-05-23 | outstanding      | cin_reviews.held_on | six weeks and a day
N3      | out_of_scope |            |                  |                     | no disability
N4      | not_recorded | 2016-03-02 | unreadable_value | cin_reviews.held_on | the day of the review cannot be read
N5      | out_of_scope |            |                  |                     | a plan and a disability that name no child are not one child's

as at 2016-05-24
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |

disabilities
disability_id | child_id | disability
D1            | C1       | AUT

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2016-01-20 |

cin_reviews
review_id | child_id | plan_id | held_on
V1        | C1       | N1      | 2016-03-02

cp_plans

care_episodes

expect
plan_id | outcome | due_on     | because
N1      | met     | 2016-03-02 | on the last day in time
N1      | not_met | 2016-04-13 | not reviewed since
"""
