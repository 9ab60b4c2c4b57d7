"""Former relevant young people aged 19 to 21 are in education, employment or training."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-07",
    name="Care leavers in education, work or training",
    wording="Former relevant young people aged 19 to 21 are in education, employment or training.",
    why="Work and study give a young adult money, friends and a reason to get up. England had 54% in 2025; a target would reward choosing whom to help.",
    source="Department for Education, Children looked after in England including adoptions: care leavers' activity",
    source_class=SourceClass.DFE,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Ask what each young person would like to do and what stands in the way; record what they do now.",
    owner="Head of Service, Care Leavers",
    field="care_leavers.activity",
    findings=False,
    judgements=("SIF-GJ2", "IL-CL"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Former relevant young people aged 19, 20 or 21 tonight; a blank category or date of birth keeps them in.

    As England counts it, those not in touch or refusing stay in. Exempt: those who died or have returned home.
    """
    rows = leavers.young_people(tables, ("FORMER RELEVANT",), exempt=("DIED", "RHOM"))
    rows = rows.join(leavers.sub_populations(tables)["age"])
    return rows[rows["age"].isna() | rows["age"].between(19, 21).fillna(False)]


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the activity one of study, work or training (F and P codes) and not G4 to G6? Missing where it is blank or cannot be read."""
    answer = clocks.answers(rows)
    answer["met"] = rows["activity"].str[0].map({"F": True, "P": True, "G": False}).astype("boolean")
    doubts.cannot_tell(answer, answer["met"].isna(), Reason.BLANK_FIELD, "care_leavers.activity")
    unread = doubts.unreadable(rows, tables, "care_leavers", "activity")
    return doubts.cannot_tell(answer, unread, Reason.UNREADABLE_VALUE, "care_leavers.activity")


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1997-05-24
C2       | 1997-05-25
C3       | 1994-05-25
C4       | 1994-05-24
C5       | 1996-01-04
C6       | 1996-01-04
C7       | 1996-01-04
C8       | 1996-01-04
C9       | 1996-01-04
C10      |
C11      | 1996-01-04
C12      | 1996-01-04
C13      | 1996-01-04
C14      | 1996-01-04

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 | 2015-05-24

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | activity
K1             | C1       | FORMER RELEVANT | YES      | F2
K2             | C2       | FORMER RELEVANT | YES      | F2
K3             | C3       | FORMER RELEVANT | YES      | P4
K4             | C4       | FORMER RELEVANT | YES      | F5
K5             | C5       | FORMER RELEVANT | YES      | G4
K6             | C6       | FORMER RELEVANT | NO       |
K7             | C7       | FORMER RELEVANT | REFU     |
K8             | C8       | FORMER RELEVANT | YES      | #N/A
K9             | C9       | FORMER RELEVANT | DIED     |
K10            | C10      |                 | YES      | F1
K11            | C11      | QUALIFYING      | YES      | F1
K12            | C12      | FORMER RELEVANT | YES      | 0
K13            | C13      | FORMER RELEVANT | RHOM     | G5
K14            | C14      | FORMER RELEVANT | NREQ     | G6

expect
care_leaver_id | outcome      | reason           | because
K1             | met          |                  | 19 today, at college
K2             | out_of_scope |                  | 19 tomorrow
K3             | met          |                  | 22 tomorrow, an apprentice part time
K4             | out_of_scope |                  | 22 today
K5             | not_met      | outstanding      | ill, and so not working
K6             | not_recorded | blank_field      | not in touch: nobody knows, and England keeps them in the count
K7             | not_recorded | blank_field      | refused contact, and still in the count
K8             | not_recorded | unreadable_value | there is a code, and it cannot be read
K9             | exempt       |                  | died
K10            | met          |                  | a blank category and date of birth never move a young person out
K11            | out_of_scope |                  | qualifying
K12            | not_recorded | blank_field      | nought says nothing
K13            | exempt       |                  | returned home
K14            | not_met      | outstanding      | needs no help, and still in the count: looking after a child
"""
