"""Every open assessment is reviewed by a manager by its tenth, twentieth and thirty-fifth working day."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, assessments, clocks, doubts, working_days
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-05",
    name="Assessments reviewed midway by a manager",
    wording="A manager's review is recorded of every open assessment by its tenth, twentieth and thirty-fifth working day.",
    why="An assessment nobody looks at until the forty-fifth day is late before anybody knows. A review midway decides what is still needed.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 3.7",
    source_class=SourceClass.LOCAL,
    record="assessments",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=working_days(10),
    values={"second_review": 20, "third_review": 35},
    what_to_do="Review the assessment with the worker, decide what is still needed, and record it as a review of the assessment.",
    owner="Head of Service, Assessment and Intervention",
    field="management_decisions.decided_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("3.7",),
    assumed="the tenth, twentieth and thirty-fifth working days are common practice",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments of open episodes that are not authorised, once a review has been recorded or has fallen due.

    Asked of the last review that has fallen due: one counts for it if it was held after the one before it was due, however late.
    """
    assert asked.clock is not None
    points = sorted({asked.clock.n, int(asked.values["second_review"]), int(asked.values["third_review"])})
    rows = assessments.with_review(tables, assessments.unfinished(tables), asked, points)
    return clocks.once(rows, asked, due_on=rows["due_on"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was that review held? Missing where a day, or what a decision was about, is not known, or the assessment may be finished."""
    answer = clocks.once_met(rows, asked)
    return doubts.unless_met(answer, rows["perhaps_over"], Reason.UNREADABLE_VALUE, "assessments.authorised_on")


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-09  |
R2          | C2       | 2016-05-10  |
R3          | C3       | 2016-05-09  |
R4          | C4       | 2016-04-22  |
R5          | C5       | 2016-04-22  |
R6          | C6       | 2016-04-22  |
R7          | C7       | 2016-03-17  |
R8          | C8       | 2016-03-17  |
R9          | C9       | 2016-05-16  |
R10         | C10      | 2016-03-17  |
R11         | C11      | 2016-03-17  | 2016-05-24
R12         | C12      |             |
R13         | C13      | 2016-05-06  |
R14         | C14      | 2016-05-06  |
R15         | C15      | 2016-05-06  |
R16         | C16      | 2016-05-06  |
R17         | C17      | #N/A        |
R18         | C18      | 2016-05-06  |
R19         | C19      | 2016-04-22  |
R20         | C20      | 2016-05-18  |
R21         | C21      | 2016-03-16  |
R22         | C22      | 2016-03-16  |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on
A1            | R1          | C1       | 2016-05-10 |
A2            | R2          | C2       | 2016-05-11 |
A3            | R3          | C3       | 2016-05-10 |
A4            | R4          | C4       | 2016-04-25 |
A5            | R5          | C5       | 2016-04-25 |
A6            | R6          | C6       | 2016-04-25 |
A7            | R7          | C7       | 2016-03-18 |
A8            | R8          | C8       | 2016-03-18 |
A9            | R9          | C9       | 2016-05-17 |
A10           | R10         | C10      | 2016-03-18 | 2016-05-20
A11           | R11         | C11      | 2016-03-18 |
A12           | R12         | C12      | 2016-05-04 |
A13           | R13         | C13      | 2016-05-09 | #N/A
A14           | R14         | C14      | 2016-05-09 |
A15           | R15         | C15      | 2016-05-09 |
A16           | R16         | C16      | 2016-05-09 |
A17           | R17         | C17      | 2016-05-04 |
A18           | R18         | C18      | 2016-05-09 |
A19           | R19         | C19      | 2016-04-25 |
A20           | R20         | C20      | 2016-05-18 | #N/A
A21           | R21         | C21      | 2016-03-17 |
A22           | R22         | C22      | 2016-03-17 |

management_decisions
decision_id | child_id | decided_on | decision_type
M3          | C3       | 2016-05-24 | assessment_review
M4          | C4       | 2016-05-09 | assessment_review
M5          | C5       | 2016-05-10 | assessment_review
M6a         | C6       | 2016-05-10 | oversight
M7          | C7       | 2016-04-22 | assessment_review
M8          | C8       | 2016-04-16 | assessment_review
M9          | C9       | 2016-05-18 | assessment_review
M12         | C12      | 2016-05-12 | assessment_review
M14         | C14      |            | assessment_review
M15         | C15      | 2016-05-12 |
M16         | C16      | 2016-05-25 | assessment_review
M18         | C18      | #N/A       | assessment_review
M19         | C19      | 2016-05-10 | #N/A
M21         | C21      | 2016-04-16 | assessment_review
M22         | C22      | 2016-04-18 | assessment_review

expect
assessment_id | outcome      | due_on     | reason           | field                              | because
A1            | not_met      | 2016-05-23 | outstanding      | management_decisions.decided_on    | eleven working days since the referral, and no review
A2            | out_of_scope |            |                  |                                    | ten working days today: not late
A3            | met          | 2016-05-23 |                  |                                    | reviewed today, a day late: nothing is outstanding
A4            | not_met      | 2016-05-23 | outstanding      | management_decisions.decided_on    | twenty-one working days; the only review was in the first ten
A5            | met          | 2016-05-23 |                  |                                    | reviewed after the tenth day, which does for the twentieth
A6            | not_met      | 2016-05-23 | outstanding      | management_decisions.decided_on    | oversight is not a review of the assessment
A7            | met          | 2016-05-10 |                  |                                    | forty-five working days; reviewed after the twentieth
A8            | not_met      | 2016-05-10 | outstanding      | management_decisions.decided_on    | the last review was on the Saturday before the twentieth
A9            | met          | 2016-05-31 |                  |                                    | reviewed early, before any was due
A10           | out_of_scope |            |                  |                                    | finished
A11           | out_of_scope |            |                  |                                    | the case has closed
A12           | not_recorded |            | blank_field      | referrals.received_on              | the referral it is counted from has no date: a review is no proof
A13           | not_recorded | 2016-05-20 | unreadable_value | assessments.authorised_on          | finished on a day that cannot be read, or not finished
A14           | not_recorded | 2016-05-20 | blank_field      | management_decisions.decided_on    | reviewed, on a day nobody wrote down
A15           | not_recorded | 2016-05-20 | blank_field      | management_decisions.decision_type | a decision that does not say what it was about
A16           | not_met      | 2016-05-20 | outstanding      | management_decisions.decided_on    | the review is tomorrow
A17           | not_recorded |            | unreadable_value | referrals.received_on              | the day it is counted from cannot be read
A18           | not_recorded | 2016-05-20 | unreadable_value | management_decisions.decided_on    | reviewed on a day that cannot be read
A19           | not_recorded | 2016-05-23 | unreadable_value | management_decisions.decision_type | what the decision was about cannot be read
A20           | out_of_scope |            |                  |                                    | finished on a day that cannot be read or not: no review is due yet
A21           | not_met      | 2016-05-09 | outstanding      | management_decisions.decided_on    | reviewed on the Saturday after the twentieth, in time for it: the third is still to be held
A22           | met          | 2016-05-09 |                  |                                    | reviewed on the working day after the twentieth
"""
