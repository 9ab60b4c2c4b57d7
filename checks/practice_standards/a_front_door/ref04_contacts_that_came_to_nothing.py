"""No child is the subject of three contacts in six months without a referral or an assessment."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, contacts
from fscp_readiness.tables import DATES, Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="REF-04",
    name="Children with repeated contacts who were looked at",
    wording="Every child with three or more contacts in six months has been referred or assessed since, or has an open case.",
    why="Three people worried about the same child, and each was answered alone. Small worries put together are how neglect is seen.",
    source="Local standard; Kirklees Cabinet report, 24 May 2016, 4.1, on thresholds",
    source_class=SourceClass.LOCAL,
    record="people",
    counting=LIVE,
    target=TargetClass.LOCAL,
    values={"contacts": 3, "months": 6},
    what_to_do="Read the contacts together: decide on a referral, or record on the latest of them why none is needed.",
    owner="Head of Service, Assessment and Intervention",
    field="contacts.contacted_on",
    judgements=("SIF-KJ1", "IL-HP"),
    seed=("4.1",),
    assumed="the numbers, three contacts and six months, are common practice",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children with that many contacts in the months before the end of the day, a contact without a day counted."""
    since = clocks.add_months(pd.Series([asked.today]).astype(DATES), -int(asked.values["months"])).iloc[0]
    rows = contacts.unanswered(tables, since)
    return rows[rows["contacts"] >= asked.values["contacts"]]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Are fewer than that unanswered? Missing where a blank or unreadable value makes the difference."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    answer["met"] = (rows["most"] < asked.values["contacts"]).astype("boolean")
    unsure = ~answer["met"].astype(bool) & (rows["least"] < asked.values["contacts"])
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = rows.loc[unsure, ["reason", "field"]].to_numpy()
    return answer


EXAMPLES = """
as at 2016-05-24

contacts
contact_id | child_id | contacted_on
K1a        | C1       | 2015-11-24
K1b        | C1       | 2016-02-01
K1c        | C1       | 2016-05-24
K2a        | C2       | 2015-11-23
K2b        | C2       | 2016-02-01
K2c        | C2       | 2016-05-24
K3a        | C3       | 2016-02-01
K3b        | C3       | 2016-03-01
K3c        | C3       | 2016-04-01
K4a        | C4       | 2016-02-01
K4b        | C4       | 2016-03-01
K4c        | C4       | 2016-04-01
K5a        | C5       | 2016-02-01
K5b        | C5       | 2016-03-01
K5c        | C5       | 2016-04-01
K6a        | C6       | 2016-02-01
K6b        | C6       | 2016-03-01
K6c        | C6       | 2016-04-01
K7a        | C7       | 2016-02-01
K7b        | C7       | 2016-03-01
K7c        | C7       |
K8a        | C8       | 2016-02-01
K8b        | C8       | 2016-03-01
K8c        | C8       | #N/A
K9a        | C9       | 2016-02-01
K9b        | C9       | 2016-03-01
K9c        | C9       | 2016-04-01
K10a       | C10      | 2016-02-01
K10b       | C10      | 2016-03-01
K10c       | C10      | 2016-04-01
K11a       | C11      | 2016-02-01
K11b       | C11      | 2016-03-01
K11c       | C11      | 2016-05-25
K12a       | C12      | 2016-02-01
K12b       | C12      | 2016-03-01
K12c       | C12      | 2016-04-01
K13a       | C13      | 2016-02-01
K13b       | C13      | 2016-03-01
K13c       | C13      | 2016-04-01
K14a       | C14      | 2016-02-01
K14b       | C14      | 2016-03-01
K14c       | C14      | 2016-04-01

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R3          | C3       | 2016-04-01  | yes               | 2016-04-01
R4          | C4       | 2016-01-15  | yes               | 2016-01-16
R5          | C5       | 2015-01-05  | no                |
R9          | C9       |             | yes               |
R10         | C10      | 2015-01-05  |                   |
R12         | C12      | 2015-10-01  | no                | 2016-03-01
R14         | C14      | 2015-12-01  |                   | 2016-01-15

assessments
assessment_id | child_id | started_on
A6            | C6       | 2016-04-12
A13           | C13      |

expect
child_id | outcome      | reason           | field                       | because
C1       | not_met      | no_event         | contacts.contacted_on       | three contacts in six months, the first on the first day of them
C2       | out_of_scope |                  |                             | one of the three was the day before
C3       | met          |                  |                             | referred on the day of the third, though it was taken no further
C4       | not_met      | no_event         | contacts.contacted_on       | three contacts since the last referral
C5       | met          |                  |                             | the case is open
C6       | met          |                  |                             | assessed after the third
C7       | not_recorded | blank_field      | contacts.contacted_on       | the third has no day, so it may be older
C8       | not_recorded | unreadable_value | contacts.contacted_on       | the day of the third cannot be read
C9       | not_recorded | blank_field      | referrals.received_on       | referred, on a day nobody wrote down
C10      | not_recorded | blank_field      | referrals.no_further_action | a case may be open: nobody has said whether the referral was taken on
C11      | out_of_scope |                  |                             | the third is tomorrow
C12      | met          |                  |                             | two of the three came while the case was open
C13      | not_recorded | blank_field      | assessments.started_on      | assessed, on a day nobody wrote down
C14      | not_met      | no_event         | contacts.contacted_on       | nobody has said what came of the referral, but it had closed before all three
"""
