"""Every finished assessment is authorised and has an outcome."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, outcomes
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ASM-04",
    name="Finished assessments authorised, with an outcome",
    wording="Every finished assessment is authorised by a manager and has an outcome.",
    why="An assessment that nobody has authorised is one worker's opinion; one without an outcome changes nothing for the child.",
    source="Local standard; Standard Safeguarding Dataset, when an assessment is complete; Kirklees Cabinet report, 24 May 2016, 3.5",
    source_class=SourceClass.LOCAL,
    record="assessments",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Have the assessment authorised, and record the day and the outcome. If it is not finished, take the outcome off.",
    owner="Head of Service, Assessment and Intervention",
    field="assessments.outcome",
    judgements=("SIF-KJ1", "SIF-KJ3", "IL-HP"),
    seed=("3.5",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Assessments authorised in six months (or on a day that cannot be read), and those of open episodes with an outcome and no such day."""
    rows = tables.assessments
    closed_on = looked_up(rows["referral_id"], tables.referrals.drop_duplicates("referral_id").set_index("referral_id")["closed_on"])
    rows = rows.assign(
        has_outcome=outcomes.said(rows["outcome"]) | rows["no_further_action"].fillna(False).astype(bool),
        unread_day=rows["assessment_id"].isin(tables.unreadable_keys("assessments", "authorised_on")),
        unread_outcome=rows["assessment_id"].isin(tables.unreadable_keys("assessments", "outcome")),
        unread_flag=rows["assessment_id"].isin(tables.unreadable_keys("assessments", "no_further_action")),
    )
    said = rows["has_outcome"] | rows["unread_outcome"]
    return rows[(rows["authorised_on"] >= asked.since) | rows["unread_day"] | (closed_on.isna() & rows["authorised_on"].isna() & said)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are both there? Missing where one of them cannot be read and the other does not settle it."""
    answer = clocks.answers(rows).assign(reason=str(Reason.BLANK_FIELD))
    authorised, outcome = rows["authorised_on"].notna(), rows["has_outcome"]
    answer["met"] = (authorised & outcome).astype("boolean")
    answer.loc[~authorised & ~rows["unread_day"], "field"] = "assessments.authorised_on"
    perhaps = ~outcome & (rows["unread_outcome"] | rows["unread_flag"])
    unread = (rows["unread_day"] & (outcome | perhaps)) | (perhaps & authorised)
    answer.loc[unread, ["met", "reason"]] = [pd.NA, str(Reason.UNREADABLE_VALUE)]
    answer.loc[unread & rows["unread_day"], "field"] = "assessments.authorised_on"
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  | 2016-05-20
R5          | C5       | 2016-01-04  | 2016-05-20
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       | 2016-01-04  |
R10         | C10      | 2015-06-01  |
R11         | C11      | 2016-01-04  |
R12         | C12      | 2016-01-04  |
R13         | C13      | 2016-01-04  |
R14         | C14      | 2016-01-04  | 2016-05-25
R15         | C15      | 2016-01-04  | 2016-05-20
R16         | C16      | 2016-01-04  |

assessments
assessment_id | referral_id | child_id | started_on | authorised_on | outcome                                       | no_further_action
A1            | R1          | C1       | 2016-01-05 | 2016-05-24    | {"NFA_FLAG": "N", "PROV_OF_SERVICES_FLAG": "Y"} | no
A2            | R2          | C2       | 2016-01-05 | 2015-11-24    | {"NFA_FLAG": "N", "PROV_OF_SERVICES_FLAG": ""}  | no
A3            | R3          | C3       | 2016-01-05 |               | Child in need plan                            |
A4            | R4          | C4       | 2016-01-05 |               | Child in need plan                            |
A5            | R5          | C5       | 2016-01-05 | 2016-03-01    |                                               |
A6            | R6          | C6       | 2016-01-05 | 2016-03-01    |                                               | yes
A7            | R7          | C7       | 2016-01-05 |               |                                               |
A8            | R8          | C8       | 2016-01-05 | #N/A          | Child in need plan                            |
A9            | R9          | C9       | 2016-01-05 | 2016-03-01    | #N/A                                          |
A10           | R10         | C10      | 2015-06-02 | 2015-11-23    |                                               |
A11           | R11         | C11      | 2016-01-05 | #N/A          |                                               |
A12           | R12         | C12      | 2016-01-05 |               | #N/A                                          |
A13           |             | C13      | 2016-01-05 |               | Child in need plan                            |
A14           | R14         | C14      | 2016-01-05 | 2016-05-25    | Child in need plan                            |
A15           | R15         | C15      | 2016-01-05 | #N/A          | Child in need plan                            |
A16           | R16         | C16      | 2016-01-05 | 2016-03-01    |                                               | #N/A

expect
assessment_id | outcome      | reason           | field                     | because
A1            | met          |                  |                           | authorised today, and services are to be given
A2            | not_met      | blank_field      | assessments.outcome       | on the first day of the six months; every flag is blank or no
A3            | not_met      | blank_field      | assessments.authorised_on | an outcome that nobody has authorised
A4            | out_of_scope |                  |                           | never authorised, and the case has closed
A5            | not_met      | blank_field      | assessments.outcome       | the case has closed, and the assessment has no outcome
A6            | met          |                  |                           | no further action is an outcome
A7            | out_of_scope |                  |                           | still going on
A8            | not_recorded | unreadable_value | assessments.authorised_on | authorised on a day that cannot be read
A9            | not_recorded | unreadable_value | assessments.outcome       | there is an outcome, and it cannot be read
A10           | out_of_scope |                  |                           | authorised the day before the six months
A11           | not_met      | blank_field      | assessments.outcome       | whatever the day of authorisation, there is no outcome
A12           | not_met      | blank_field      | assessments.authorised_on | whatever the outcome, nobody has authorised it
A13           | not_met      | blank_field      | assessments.authorised_on | no referral named: taken as open
A14           | not_met      | blank_field      | assessments.authorised_on | authorised tomorrow is not yet authorised; the case is open tonight
A15           | not_recorded | unreadable_value | assessments.authorised_on | authorised on a day that cannot be read, though the case has closed
A16           | not_recorded | unreadable_value | assessments.outcome       | it may have been no further action: the flag cannot be read
"""
