"""No assessment, enquiry, conference, plan or period of care hangs on a referral that was taken no further."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.gathering import gathered
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E05",
    name="Nothing on a referral taken no further",
    wording="No assessment, enquiry, conference, plan or period of care belongs to a referral that was taken no further.",
    why="Either work went on for a child whom the figures leave out of every count, or the decision on the referral was typed wrongly.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="If the referral was accepted after all, put its outcome right; if the work belongs to another referral, move it there.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    field="referrals.no_further_action",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

WORK = {
    "assessments": "started_on", "section_47_enquiries": "started_on", "initial_conferences": "held_on", "cp_plans": "started_on",
    "cin_plans": "started_on", "care_episodes": "started_on",
}  # fmt: skip


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Referrals taken no further."""
    rows = tables.referrals
    return rows[rows["no_further_action"].fillna(False).astype(bool)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Does no work name this referral?"""
    return ~rows["referral_id"].isin(gathered(tables, WORK)["referral_id"].dropna())


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | no_further_action
R1          | C1       | 2016-01-04  | yes
R2          | C2       | 2016-01-04  | yes
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | yes
R5          | C5       | 2016-01-04  | yes
R6          | C6       | 2016-01-04  | yes

assessments
assessment_id | child_id | referral_id | started_on
A2            | C2       | R2          | 2016-01-05
A3            | C3       | R3          | 2016-01-05
A4            | C4       |             | 2016-01-05
A6            | C6       | R6          | 2016-05-25

cin_plans
plan_id | child_id | referral_id | started_on
N5      | C5       | R5          |

expect
referral_id | outcome      | because
R1          | met          | nothing followed
R2          | broken       | an assessment was made on it
R3          | out_of_scope | not said to be taken no further
R4          | met          | the assessment names no referral
R5          | broken       | a plan names it, on whatever day it began
R6          | met          | the assessment is not there yet
"""
