"""No assessment is open beyond 45 working days."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, assessments, clocks, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-06",
    name="Open assessments within 45 working days",
    wording="No assessment is still open more than 45 working days after it is counted from.",
    why="The share of finished assessments in time looks better the longer the late ones are left. This is the backlog behind it, child by child.",
    source="Department for Education, Characteristics of children in need: assessments by working days taken",
    source_class=SourceClass.DFE,
    record="assessments",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=working_days(45),
    what_to_do="Say by when the assessment will be finished and what it waits for; begin with the oldest (46 to 60, 61 to 90, over 90 working days).",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.authorised_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments of open episodes that are not authorised: the first of an episode counted from the referral, a later one from its start."""
    rows = assessments.unfinished(tables)
    return rows.assign(due_on=clocks.due(rows["starts_on"], asked))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it within the time? Missing where the day it is counted from is blank, or it is late and may be finished."""
    answer = clocks.answers(rows)
    late, unread = clocks.past(rows["due_on"], asked.today, asked), str(Reason.UNREADABLE_VALUE)
    answer["met"] = (~late).astype("boolean")
    answer.loc[late & rows["maybe_done"], ["met", "reason"]] = [pd.NA, unread]
    blank = rows["due_on"].isna()
    answer.loc[blank, "met"] = pd.NA
    answer.loc[blank, ["reason", "field"]] = rows.loc[blank, ["start_reason", "start_field"]].to_numpy()
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-17  |
R2          | C2       | 2016-03-16  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | 2016-05-24
R5          | C5       |             |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2015-06-01  |
R8          | C8       | 2016-05-20  |
R9          | C9       | 2016-05-20  |
R10         | C10      | #N/A        |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-03-18 |
A2            | R2          | C2       | 2016-03-18 |
A3            | R3          | C3       | 2016-01-05 | 2016-05-24
A4            | R4          | C4       | 2016-01-05 |
A5            | R5          | C5       | 2016-01-05 |
A6            | R6          | C6       | 2016-01-05 | #N/A
A7a           | R7          | C7       | 2015-06-02 | 2015-07-01
A7b           | R7          | C7       | 2016-03-17 |
A8            | R8          | C8       | 2016-05-23 |
A9            | R9          | C9       | 2016-05-23 | #N/A
A10           | R10         | C10      | 2016-05-23 |

expect
assessment_id | outcome      | due_on     | reason           | field                     | because
A1            | met          | 2016-05-24 |                  |                           | W07: 45 working days today
A2            | not_met      | 2016-05-23 | outstanding      | assessments.authorised_on | the 46th working day
A3            | out_of_scope |            |                  |                           | authorised today
A4            | out_of_scope |            |                  |                           | the case has closed
A5            | not_recorded |            | blank_field      | referrals.received_on     | the referral it is counted from has no date
A6            | not_recorded | 2016-03-07 | unreadable_value | assessments.authorised_on | late, or finished on a day that cannot be read
A7a           | out_of_scope |            |                  |                           | finished
A7b           | met          | 2016-05-24 |                  |                           | a later assessment is counted from its own start
A8            | met          | 2016-07-25 |                  |                           | begun yesterday
A9            | met          | 2016-07-25 |                  |                           | finished or not, it is not late
A10           | not_recorded |            | unreadable_value | referrals.received_on     | the day it is counted from cannot be read
"""
