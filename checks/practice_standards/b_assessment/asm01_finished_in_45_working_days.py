"""Every assessment is finished, authorised by a manager, within 45 working days."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, assessments, clocks, populations, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="ASM-01",
    name="Assessments finished in 45 working days",
    wording="Every assessment is finished within 45 working days: the first of an episode counted from the referral, a later one from its own start.",
    why="Until the assessment is finished the child has no plan, and the family does not know what will happen.",
    source="Working Together to Safeguard Children (edition in force)",
    source_class=SourceClass.GUIDANCE,
    record="assessments",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=working_days(45),
    what_to_do="Finish the assessment and have it authorised; or, if it is done, record the date of authorisation.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.authorised_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("5.24", "5.17"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments of open episodes (live) or due or done in the period, once finished or late."""
    rows = assessments.counted(tables)
    if asked.live:
        rows = populations.open_on(rows, "ends_on")
    return clocks.once(rows, asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it authorised in time? Missing where the day it is counted from is blank, or authorisation comes before it."""
    return clocks.once_met(rows, asked, in_order=True)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-03-17  |
R2          | C2       | 2016-03-16  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | 2016-05-01
R5          | C5       | 2016-04-22  |
R6          | C6       |             |
R7          | C7       | 2015-06-01  |
R8          | C8       | 2016-03-16  |
R9          | C9       | 2016-03-16  |
R10         | C10      | 2016-03-16  |
R11         | C11      | 2016-01-04  | 2016-05-25

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-03-18 |
A2            | R2          | C2       | 2016-03-18 |
A3            | R3          | C3       | 2016-01-05 | 2016-04-29
A4            | R4          | C4       | 2016-01-05 |
A5            | R5          | C5       | 2016-04-25 |
A6            | R6          | C6       | 2016-04-25 |
A7a           | R7          | C7       | 2015-06-02 | 2015-07-01
A7b           | R7          | C7       | 2016-03-17 |
A8            | R8          | C8       | 2016-03-18 | #N/A
A9            | R9          | C9       | 2016-03-18 | 2016-03-15
A10a          | R10         | C10      |            |
A10b          | R10         | C10      | 2016-04-25 |
A11           | R11         | C11      | 2016-01-05 |
A12           |             | C12      | 2016-03-16 |
A13           |             | C13      | #N/A       |

expect
assessment_id | outcome      | due_on     | reason           | field                     | because
A1            | out_of_scope |            |                  |                           | W07: 45 working days today; due today is not overdue
A2            | not_met      | 2016-05-23 | outstanding      | assessments.authorised_on | the 46th working day: one over
A3            | met          | 2016-03-07 |                  |                           | finished late, so nothing is outstanding now
A4            | out_of_scope |            |                  |                           | the episode has closed
A5            | out_of_scope |            |                  |                           | W03: not due until 28 June, two bank holidays on the way
A6            | not_recorded |            | blank_field      | referrals.received_on     | the referral it is counted from has no date
A7a           | met          | 2015-08-03 |                  |                           | the first assessment of the episode
A7b           | out_of_scope |            |                  |                           | a later assessment is counted from its own start: due today
A8            | not_recorded | 2016-05-23 | unreadable_value | assessments.authorised_on | authorised on a day that cannot be read: late, or done
A9            | not_recorded | 2016-05-23 | conflict         | assessments.authorised_on | authorised before the referral came in: the dates contradict each other
A10a          | not_recorded |            | blank_field      | assessments.started_on    | no start of its own, and the dated one is taken as the first
A10b          | not_met      | 2016-05-23 | outstanding      | assessments.authorised_on | the first assessment that has a date is counted from the referral
A11           | not_met      | 2016-03-07 | outstanding      | assessments.authorised_on | the episode closes tomorrow, so it is open tonight
A12           | not_met      | 2016-05-23 | outstanding      | assessments.authorised_on | no referral named: counted from its own start, and taken as open
A13           | not_recorded |            | unreadable_value | assessments.started_on    | the only day it could be counted from cannot be read

as at 2017-01-12
counting period

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-11-07
R2          | C2       | 2016-11-04
R3          | C3       | 2016-11-04
R4          | C4       | 2016-11-04
R5          | C5       | 2016-11-04
R6          | C6       | 2016-12-01
R7          | C7       |
R8          | C8       |
R9          | C9       | 2016-05-06

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-11-08 | 2017-01-12
A2            | R2          | C2       | 2016-11-07 | 2017-01-12
A3            | R3          | C3       | 2016-11-07 |
A4            | R4          | C4       | 2016-11-07 | 2017-01-13
A5            | R5          | C5       | 2016-11-07 | 2016-11-03
A6            | R6          | C6       | 2016-12-02 | 2017-01-10
A7            | R7          | C7       | 2016-11-07 | 2016-12-20
A8            | R8          | C8       | 2016-01-07 | 2016-06-20
A9            | R9          | C9       | 2016-05-09 | 2016-08-01

expect
assessment_id | outcome      | due_on     | because
A1            | met          | 2017-01-12 | W05: the 45th working day, over Christmas and the substitute new year holiday
A2            | not_met      | 2017-01-11 | one working day late
A3            | not_met      | 2017-01-11 | late and still outstanding
A4            | not_met      | 2017-01-11 | authorised tomorrow is not yet authorised
A5            | not_recorded | 2017-01-11 | authorised before the referral came in
A6            | met          | 2017-02-07 | done early, so it belongs to the day it was done
A7            | not_recorded |            | done in the period, and nobody can say from when to count
A8            | out_of_scope |            | done before the period began
A9            | out_of_scope |            | it fell due on 11 July, the day before the period; that it was done late does not move it
"""
