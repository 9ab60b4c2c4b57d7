"""No open episode stays longer than ten working days without an assessment, a plan or care."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="E07",
    name="No open case outside every cohort",
    wording="No open case has been without an assessment, a plan and a period of care for more than 10 working days.",
    why="A case that is open and in no list is a child whom nobody is working with and nobody counts.",
    source="The service's improvement report, paragraph 5.22; ten working days is the council's own choice",
    source_class=SourceClass.SEED,
    record="referrals",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"working_days": 10},
    what_to_do="Start the assessment or the plan, or record the one there is; if the work is done, close the case.",
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    owner="Data Quality Lead",
    field="referrals.closed_on",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP", "IL-LEAD"),
    seed=("5.22",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Episodes open at the end of the day, with what each is open for."""
    return populations.cohorts_of(tables)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it open for something, or has it only just stopped? Missing where a blank leaves open what it is open for, or since when."""
    today = pd.Series(asked.today, index=rows.index).astype(rows["since"].dtype)
    waited = asked.calendar.between(rows["since"], today) <= asked.values["working_days"]
    unsure = rows["perhaps"] | rows["received_on"].isna()  # not referred yet when the last thing ended, it has waited less
    return waited.mask(unsure & waited.ne(True).fillna(True)).mask(rows["cohort"].notna(), True)


EXAMPLES = """
as at 2016-05-24

people
child_id
C1

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2016-05-09  |                   |
R2          | C2       | 2016-05-10  |                   |
R3          | C3       | 2016-01-04  |                   |
R4          | C4       | 2016-01-04  |                   |
R5          | C5       | 2016-01-04  |                   |
R6          | C6       | 2016-01-04  |                   |
R7          | C7       | 2016-01-04  |                   | 2016-05-24
R8          | C8       | 2016-01-04  | yes               |
R9          | C9       | 2016-01-04  |                   |
R10         | C10      | 2016-01-04  |                   |
R11         | C11      |             |                   |
R12         | C12      |             |                   |
R13         | C13      |             |                   |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A3            | C3       | R3          | 2016-01-05 |               |
A9            | C9       | R9          | 2016-01-05 | 2016-05-09    | yes
A10           | C10      | R10         | 2016-01-05 | 2016-05-10    | yes
A12           | C12      | R12         | 2016-01-05 | 2016-05-10    | yes
A13           | C13      | R13         | 2016-01-05 | 2016-05-09    | yes

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N4      | C4       | R4          | 2016-02-01 |

cp_plans
plan_id | child_id | started_on | ended_on
P5      | C5       | 2016-02-01 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
L6         | L6      | C6       | 2016-02-01 |

care_leavers

expect
referral_id | outcome      | because
R1          | broken       | eleven working days and nothing on record
R2          | met          | ten working days: something may still be begun
R3          | met          | an assessment is being made
R4          | met          | on a child in need plan
R5          | met          | on a child protection plan
R6          | met          | in care
R7          | out_of_scope | closed today
R8          | out_of_scope | never opened
R9          | broken       | eleven working days since the assessment ended in nothing
R10         | met          | ten working days since it did
R11         | not_recorded | nobody knows since when
R12         | met          | whenever it was referred, ten working days at most since the assessment ended in nothing
R13         | not_recorded | eleven since it did, and the referral may be later than that
"""
