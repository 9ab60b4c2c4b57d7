"""Every care leaver lives in suitable accommodation."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, leavers
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="CLV-06",
    name="Care leavers in suitable accommodation",
    wording="Every care leaver lives in suitable accommodation.",
    why="Nothing else goes well for a young adult without a safe place to live. England publishes this for ages 19 to 21; here everybody is asked about.",
    source="Department for Education, Children looked after in England including adoptions: care leavers' accommodation",
    source_class=SourceClass.DFE,
    record="care_leavers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Find a suitable home with the young person; or, if the record is out of date, record where they live and whether it is suitable.",
    owner="Head of Service, Care Leavers",
    field="care_leavers.accommodation_suitable",
    judgements=("SIF-GJ2", "IL-CL"),
)

ABROAD = {"G": "gone abroad", "H": "deported"}


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Young people who receive or may receive leaving-care help. Exempt: those who died, refused, need no help, returned home, or live abroad
    (England leaves those out; where the residence is not known the young person stays in)."""
    rows = leavers.young_people(tables)
    away = rows["accommodation"].map(ABROAD).astype("string") if "accommodation" in rows else pd.Series(pd.NA, index=rows.index)
    return rows.assign(exempt=rows["exempt"].fillna(away))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the home said to be suitable? Missing where nobody has said, or it cannot be read."""
    answer = clocks.answers(rows)
    answer["met"] = rows["accommodation_suitable"].map({"1": True, "2": False}).astype("boolean")
    unreadable = rows["care_leaver_id"].isin(tables.unreadable_keys("care_leavers", "accommodation_suitable"))
    answer.loc[answer["met"].isna(), "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[unreadable, "met"] = pd.NA
    answer.loc[unreadable, "reason"] = str(Reason.UNREADABLE_VALUE)
    return answer


EXAMPLES = """
as at 2026-05-22

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | accommodation | accommodation_suitable
L1             | C1       | FORMER RELEVANT | YES      | U             | 1
L2             | C2       | FORMER RELEVANT | YES      | W             | 2
L3             | C3       | FORMER RELEVANT | YES      | U             |
L4             | C4       | FORMER RELEVANT | NO       |               |
L5             | C5       | FORMER RELEVANT | YES      | U             | #N/A
L6             | C6       | FORMER RELEVANT | RHOM     |               |
L7             | C7       | FORMER RELEVANT | DIED     |               |
L8             | C8       | FORMER RELEVANT |          | U             | 1
L9             | C9       | FORMER RELEVANT | YES      | G             |
L10            | C10      | FORMER RELEVANT | YES      | H             | 2
L11            | C11      | FORMER RELEVANT | NO       | R             |
L12            | C12      | FORMER RELEVANT | YES      | #N/A          | 2

expect
care_leaver_id | outcome      | reason           | because
L1             | met          |                  | suitable
L2             | not_met      | outstanding      | bed and breakfast, said not to be suitable
L3             | not_recorded | blank_field      | nobody has said
L4             | not_recorded | blank_field      | not in touch, so nobody knows; the young person still counts
L5             | not_recorded | unreadable_value | there is an answer, and it cannot be read
L6             | exempt       |                  | returned home
L7             | exempt       |                  | died
L8             | met          |                  | whether in touch is blank, and the home is suitable
L9             | exempt       |                  | gone abroad: England leaves those out too
L10            | exempt       |                  | deported
L11            | not_recorded | blank_field      | nobody knows where; the young person still counts
L12            | not_met      | outstanding      | a home that cannot be read leaves nobody out
"""
