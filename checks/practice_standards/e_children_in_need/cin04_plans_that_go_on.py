"""No child in need plan is open for over a year, or for over nine months without a manager looking at it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, need
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CIN-04",
    name="Child in need plans that go on and on",
    wording="No child in need plan is open for more than twelve months, or for more than nine without a manager's decision in the last nine.",
    why="A plan that goes on for a year has not helped, or is no longer needed. Somebody must say which, for the child's sake.",
    source="Local standard",
    source_class=SourceClass.LOCAL,
    record="cin_plans",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"review_months": 9, "open_months": 12},
    what_to_do="A manager reads the plan and decides: end it, change it, or step the case up. Record the decision.",
    owner="Head of Service, Assessment and Intervention",
    field="cin_plans.started_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
    assumed="nine months as the point at which a manager looks, and twelve as the point at which every plan is listed",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open child in need plans of open episodes, counted from their own start; not of children on a protection plan or in care."""
    return need.plans(tables, live=True).drop_duplicates("plan_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it neither? Missing where the plan's start is blank, or where a decision without a day would decide it."""
    answer = clocks.answers(rows)
    look, most = (months(int(asked.values[name])) for name in ("review_months", "open_months"))
    began = rows["started_on"]
    long = clocks.past(clocks.due(began, asked, most), asked.today, asked, most)
    unseen, unsure = need.no_decision_since(rows, tables, clocks.add_months(began.mask(began.notna(), asked.today), -look.n))
    due_a_look = clocks.past(clocks.due(began, asked, look), asked.today, asked, look)
    answer["met"] = ~(long | (due_a_look & unseen)).astype("boolean")
    for where, field in ((~long & due_a_look & unseen & unsure, "management_decisions.decided_on"), (began.isna(), "cin_plans.started_on")):
        answer.loc[where, "met"] = pd.NA
        answer.loc[where, ["reason", "field"]] = [str(Reason.BLANK_FIELD), field]
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2015-01-04  | no                |
R2          | C2       | 2015-01-04  | no                |
R3          | C3       | 2015-01-04  | no                |
R4          | C4       | 2015-01-04  | no                |
R5          | C5       | 2015-01-04  | no                |
R6          | C6       | 2015-01-04  | no                | 2016-05-01
R7          | C7       | 2015-01-04  | no                |
R8          | C8       | 2015-01-04  | no                |
R9          | C9       | 2015-01-04  | no                |
R10         | C10      | 2015-01-04  | no                |
R11         | C11      | 2015-01-04  | no                |

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N1      | R1          | C1       | 2015-05-24 |
N2      | R2          | C2       | 2015-05-23 |
N3      | R3          | C3       | 2015-08-24 |
N4      | R4          | C4       | 2015-08-23 |
N5      | R5          | C5       | 2015-08-23 |
N6      | R6          | C6       | 2014-01-01 |
N7      | R7          | C7       | 2014-01-01 |
N8      | R8          | C8       |            |
N9      | R9          | C9       | 2015-08-23 |
N10     | R10         | C10      | #N/A       |
N11     | R11         |          | 2015-08-23 |

management_decisions
decision_id | child_id | decided_on
M1          | C1       | 2015-08-24
M2          | C2       | 2016-05-20
M5          | C5       | 2015-08-23
M8          | C8       | 2016-05-20
M9          | C9       |
M11         |          |

cp_plans
plan_id | child_id | started_on | ended_on
P7      | C7       | 2016-03-01 |

care_episodes

expect
plan_id | outcome      | reason           | field                           | because
N1      | met          |                  |                                 | twelve months today, and a manager looked nine months ago to the day
N2      | not_met      | outstanding      | cin_plans.started_on            | twelve months and a day, whoever has looked
N3      | met          |                  |                                 | nine months today: not yet more
N4      | not_met      | outstanding      | cin_plans.started_on            | nine months and a day, and nobody has looked
N5      | not_met      | outstanding      | cin_plans.started_on            | the only decision is more than nine months old
N6      | out_of_scope |                  |                                 | the episode has closed
N7      | out_of_scope |                  |                                 | on a child protection plan
N8      | not_recorded | blank_field      | cin_plans.started_on            | no start to count from
N9      | not_recorded | blank_field      | management_decisions.decided_on | a decision is recorded without its day
N10     | not_recorded | unreadable_value | cin_plans.started_on            | the start cannot be read
N11     | not_met      | outstanding      | cin_plans.started_on            | a decision that names no child is not this plan's, which names none either
"""
