"""Every eligible, relevant and former relevant young person has a named personal adviser."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-01",
    name="Care leavers with a personal adviser",
    wording="Every eligible, relevant and former relevant young person has a named personal adviser, from the age of 16.",
    why="The adviser is the person a young adult can ring. Without a name there is nobody whose job it is to notice that things have gone wrong.",
    source="Care Leavers (England) Regulations 2010 and Children Act 1989, sections 23B to 23D",
    source_class=SourceClass.STATUTE,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.STATUTORY,
    what_to_do="Name a personal adviser today, tell the young person who it is, and record the name.",
    owner="Head of Service, Care Leavers",
    field="care_leavers.personal_adviser",
    judgements=("SIF-GJ2", "IL-CL"),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people with a right to an adviser; where the category is blank or cannot be read they stay in. Those who died are exempt."""
    return leavers.young_people(tables, leavers.ENTITLED, exempt=("DIED",))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is an adviser named? A blank where a name must be is not met; a name that cannot be read lets us tell nothing."""
    answer = clocks.answers(rows)
    name = rows["personal_adviser"].str.strip()
    a_spreadsheet_error = name.str.startswith("#").fillna(False).astype(bool)
    unreadable = rows["care_leaver_id"].isin(tables.unreadable_keys("care_leavers", "personal_adviser")) | a_spreadsheet_error
    answer["met"] = (name.notna() & name.ne("").fillna(False)).astype("boolean").mask(unreadable)
    answer["reason"] = str(Reason.BLANK_FIELD)
    answer.loc[unreadable, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2026-05-22

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | personal_adviser
L1             | C1       | FORMER RELEVANT | YES      | W1
L2             | C2       | RELEVANT        | YES      |
L3             | C3       | ELIGIBLE        |          | #N/A
L4             | C4       | QUALIFYING      | YES      |
L5             | C5       |                 | YES      |
L6             | C6       | #N/A            | YES      |
L7             | C7       | FORMER RELEVANT | DIED     |
L8             | C8       | FORMER RELEVANT | REFU     |
L9             | C9       |                 | NO       | W2
L10            | C10      | RELEVANT        | YES      | #REF!

expect
care_leaver_id | outcome      | reason           | because
L1             | met          |                  | an adviser is named
L2             | not_met      | blank_field      | a blank name where a name must be is not met
L3             | not_recorded | unreadable_value | there is a name, and it cannot be read
L4             | out_of_scope |                  | qualifying young people have no right to an adviser of their own
L5             | not_met      | blank_field      | a blank category never moves a young person out
L6             | not_met      | blank_field      | nor does one that cannot be read
L7             | exempt       |                  | died
L8             | not_met      | blank_field      | refusing contact does not end the duty to have somebody ready
L9             | met          |                  | named, though the category is blank
L10            | not_recorded | unreadable_value | a spreadsheet's error is not a name
"""
