"""No assessment, enquiry, conference, plan or care episode is dated before the referral it belongs to."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.standards.gathering import gathered
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E08",
    name="Nothing before its referral",
    wording="No assessment, enquiry, conference, plan or episode of care is dated before the referral it belongs to.",
    why="A clock that starts before the referral says work was late that was not, or in time that was late.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Put the wrong one of the two dates right; or join the work to the referral it belongs to.",
    kind=Kind.RECORDING,
    severity=Severity.NORMAL,
    owner="Data Quality Lead",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

WORK = {
    "assessments": "started_on", "section_47_enquiries": "started_on", "initial_conferences": "held_on", "cp_plans": "started_on",
    "cin_plans": "started_on", "care_episodes": "started_on", "strategy_discussions": "held_on",
}  # fmt: skip


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Work that names a referral that is there, where both have a date."""
    received = tables.referrals.drop_duplicates("referral_id").set_index("referral_id")["received_on"]
    rows = gathered(tables, WORK)
    rows = rows.assign(received_on=looked_up(rows["referral_id"], received))
    return rows[rows["received_on"].notna() & rows["on"].notna()]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it dated no earlier than its referral?"""
    return rows["on"] >= rows["received_on"]


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-04
R2          | C2       |
R3          | C3       | 2016-05-25

assessments
assessment_id | child_id | referral_id | started_on
A1            | C1       | R1          | 2016-01-04
A2            | C1       | R1          | 2016-01-03
A3            | C2       | R2          | 2016-01-03
A4            | C1       |             | 2015-01-03
A5            | C1       | GONE        | 2015-01-03
A6            | C3       | R3          | 2016-01-03
A7            | C1       | R1          |

cp_plans
plan_id | child_id | referral_id | started_on
P1      | C1       | R1          | 2015-12-31

strategy_discussions
discussion_id | child_id | referral_id | held_on
D1            | C1       | R1          | 2016-01-05

expect
record_id | outcome      | field                  | because
A1        | met          |                        | begun the day of the referral
A2        | broken       | assessments.started_on | the day before
A3        | out_of_scope |                        | the referral has no date
A4        | out_of_scope |                        | names no referral
A5        | out_of_scope |                        | names a referral that is not there: another rule's
A6        | out_of_scope |                        | the referral is not there yet
A7        | out_of_scope |                        | has no date
P1        | broken       | cp_plans.started_on    | a plan from before the referral
D1        | met          |                        | a day after the referral
"""
