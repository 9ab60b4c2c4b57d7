"""Every open episode is an assessment, a child in need, a protection plan, care, leaving care or a short break."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, populations, working_days
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CIN-05",
    name="Open cases that are in no part of the service",
    wording="Every open episode is in one of: assessment, child in need, child protection plan, care, leaving care, short break.",
    why="A child whose case is open and who is in none of these is visited, reviewed and counted under no rule: the hidden cohort of 2016.",
    source="Kirklees Cabinet report, 24 May 2016, 5.22",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"decision_working_days": 1},
    what_to_do="Decide what this case is: begin the assessment or the plan, record the one there is, or close the case.",
    owner="Head of Service, Assessment and Intervention",
    field="referrals.referral_id",
    judgements=("SIF-KJ3", "IL-LEAD", "IL-HP"),
    seed=("5.22",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Open episodes, from the day after the referral's decision is due; one in a cohort sooner is in scope at once."""
    rows = populations.cohorts_of(tables)
    decision = working_days(int(asked.values["decision_working_days"]))
    today = pd.Series(asked.today, index=rows.index).astype(DATES)
    deciding = ~clocks.past(clocks.due(rows["received_on"], asked, decision), today, asked, decision) & rows["received_on"].notna()
    return rows[rows["cohort"].notna() | rows["perhaps"] | ~deciding]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it in one? Missing where a blank or unreadable value would put it in one."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    answer["met"] = rows["cohort"].notna().astype("boolean").mask(rows["perhaps"])
    answer.loc[rows["perhaps"], ["reason", "field"]] = rows.loc[rows["perhaps"], ["reason", "field"]]
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-01-04  | no                |
R2          | C2       | 2016-01-04  | no                |
R3          | C3       | 2016-01-04  | no                |
R4          | C4       | 2016-01-04  | no                |
R5          | C5       | 2016-01-04  | no                |
R6          | C6       | 2016-01-04  | no                |
R7          | C7       | 2016-01-04  | no                |
R8          | C8       | 2016-01-04  |                   |
R9          | C9       | 2016-01-04  | no                |
R10         | C10      | 2016-01-04  | no                |
R11         | C11      | 2016-05-23  |                   |
R12         | C12      | 2016-05-20  |                   |
R13         | C13      | 2016-01-04  | yes               |
R14         | C14      | 2016-01-04  | no                | 2016-05-20
R15         | C15      |             | no                |
R16         | C16      | 2016-01-04  | no                |
R17         | C17      | 2016-05-24  |                   |
R18         | C18      | 2016-01-04  | no                |
R19         | C19      | 2016-01-04  | no                |
R20         | C20      | 2016-01-04  | no                |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | no_further_action
A1            | R1          | C1       | 2016-01-05 |               |
A2            | R2          | C2       | 2016-01-05 | 2016-03-01    | no
A8            | R8          | C8       | 2016-01-05 | 2016-05-23    | yes
A9            | R9          | C9       | 2016-01-05 | 2016-05-09    |
A17           | R17         | C17      | 2016-05-24 |               |

cin_plans
plan_id | referral_id | child_id | started_on | ended_on
N5      | R5          | C5       | 2016-02-01 |
N10     | R10         | C10      | 2016-02-01 | 2016-05-23
N16     | R16         | C16      | 2016-02-01 | #N/A

cp_plans
plan_id | child_id | started_on | ended_on | other_council
P3      | C3       | 2016-03-01 |          |
P4      | C4       | 2016-03-01 |          | yes

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E3         | L3       | C3       | 2016-03-01 |
E5         | L5       | C5       | 2016-03-01 |
E6         | L6       | C6       | 2016-03-01 |
E19a       | L19      | C19      | 2016-03-01 | #N/A
E19b       | L19      | C19      | 2016-04-01 |
E20        | L20      | C20      | 2016-03-01 | #N/A

legal_statuses
legal_status_id | child_id | legal_status | started_on
S5              | C5       | V4           | 2016-03-01

care_leavers
care_leaver_id | child_id
K7             | C7

expect
referral_id | outcome      | reason           | field                         | because
R1          | met          |                  |                               | being assessed
R2          | met          |                  |                               | assessed as in need, though there is no plan: CIN-01 lists that
R3          | met          |                  |                               | N05: on a plan and in care, counted once
R4          | met          |                  |                               | another council's temporary plan
R5          | met          |                  |                               | N07: short breaks and a child in need plan, counted once
R6          | met          |                  |                               | in care
R7          | met          |                  |                               | leaving care
R8          | not_met      | no_event         | referrals.referral_id         | assessed, nothing further needed, and still open; a blank flag keeps it in
R9          | not_recorded | blank_field      | assessments.no_further_action | the assessment does not say whether it found need
R10         | not_met      | no_event         | referrals.referral_id         | the plan ended yesterday and the case is open
R11         | out_of_scope |                  |                               | the decision is due today
R12         | not_met      | no_event         | referrals.referral_id         | the decision was due yesterday and nothing has begun
R13         | out_of_scope |                  |                               | no further action
R14         | out_of_scope |                  |                               | closed
R15         | not_met      | no_event         | referrals.referral_id         | no day of referral, and nothing there
R16         | not_recorded | unreadable_value | cin_plans.ended_on            | whether the plan has ended cannot be read
R17         | met          |                  |                               | the assessment began at once
R18         | not_met      | no_event         | referrals.referral_id         | accepted in January, and nothing has begun
R19         | met          |                  |                               | in care: when one part of it ended cannot be read, and the next is open
R20         | not_recorded | unreadable_value | care_episodes.ended_on        | whether care has ended cannot be read
"""
