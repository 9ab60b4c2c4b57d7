"""Every assessment open for more than 45 working days has a manager's recorded review of it."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked
from fscp_readiness.tables import Tables, looked_up, matched
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="A03",
    name="A reason for going on past 45 working days",
    wording="Every assessment that has been open for more than 45 working days has a manager's review of it on record.",
    why="A late assessment that somebody has looked at may be right for the child. One that nobody has looked at is forgotten.",
    source="The council's own practice; no source read says where the reason stands",
    source_class=SourceClass.LOCAL,
    record="assessments",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Review the assessment with its worker and record why it goes on and until when.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"working_days": 45},
    assumed="That the reason stands in a management decision of type assessment_review made since the assessment began.",
    owner="Data Quality Lead",
    field="management_decisions.decided_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

REVIEW = "assessment_review"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments not authorised, of episodes that are open, begun more than 45 working days ago; and those with no start on record."""
    rows = tables.assessments
    unreadable = rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on"))
    rows = rows[rows["authorised_on"].isna() & ~unreadable].drop_duplicates("assessment_id")
    closed = looked_up(rows["referral_id"], tables.referrals.drop_duplicates("referral_id").set_index("referral_id")["closed_on"])
    rows = rows[closed.isna()]
    today = pd.Series(asked.today, index=rows.index).astype(rows["started_on"].dtype)
    return rows[(asked.calendar.between(rows["started_on"], today) > asked.values["working_days"]).fillna(True).astype(bool)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has a manager reviewed it since it began? Missing where nobody knows when that was, or a decision may be the review: it does not say
    its kind, or its day."""
    decided = tables.management_decisions[["child_id", "decided_on", "decision_type"]].dropna(subset="child_id")
    decided = decided[decided["decision_type"].fillna(REVIEW).eq(REVIEW)]
    pairs = matched(rows[["assessment_id", "child_id", "started_on"]], decided, on="child_id")
    pairs = pairs[~(pairs["decided_on"] < pairs["started_on"])]
    sure, kindless = pairs.dropna()["assessment_id"], pairs[pairs["decision_type"].isna()]["assessment_id"]
    since = rows["assessment_id"].isin(sure)
    unclear = rows["started_on"].isna() | (rows["assessment_id"].isin(pairs["assessment_id"]) & ~since)
    field = pd.Series(about.field, index=rows.index).mask(rows["assessment_id"].isin(kindless), "management_decisions.decision_type")
    return pd.DataFrame({"met": since.astype("boolean").mask(unclear), "field": field.where(unclear, about.field)})


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-16  |
R2          | C2       | 2016-03-16  |
R3          | C3       | 2016-03-16  |
R4          | C4       | 2016-03-16  | 2016-05-23
R5          | C5       | 2016-03-16  |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on
A1            | C1       | R1          | 2016-03-16 |
A2            | C2       | R2          | 2016-03-16 |
A3            | C3       | R3          | 2016-03-17 |
A4            | C4       | R4          | 2016-03-16 |
A5            | C5       | R5          | 2016-03-16 |
A6            | C6       |             |            |
A7            | C7       |             | 2016-03-16 | 2016-05-24
A8            | C8       |             | 2016-03-16 |
A9            | C9       |             | 2016-03-16 |
A10           | C10      |             | 2016-03-16 |
A11           | C11      |             | 2016-03-16 |
A12           | C12      |             | 2016-03-16 |

management_decisions
decision_id | child_id | decided_on | decision_type
D2          | C2       | 2016-03-16 | assessment_review
D5          | C5       | 2016-03-15 | assessment_review
D8          | C8       | 2016-05-20 | oversight
D9          | C9       | 2016-05-20 |
D10         | C10      | 2016-05-20 | #N/A
D11         | C11      |            | assessment_review
D12         | C12      | 2016-03-15 |

expect
assessment_id | outcome      | because
A1            | broken       | 46 working days, and nobody has reviewed it
A2            | met          | a manager reviewed it on the day it began
A3            | out_of_scope | W07: the forty-fifth working day
A4            | out_of_scope | the episode has closed: another rule's
A5            | broken       | the review was before it began
A6            | not_recorded | nobody knows when it began
A7            | out_of_scope | finished
A8            | broken       | oversight of the case is no review of the assessment
A9            | not_recorded | a manager's decision since it began does not say what kind it is: it may be the review
A10           | not_recorded | nor one whose kind cannot be read
A11           | not_recorded | reviewed on a day that nobody recorded: it may be since it began
A12           | broken       | a decision of no kind, before it began
"""
