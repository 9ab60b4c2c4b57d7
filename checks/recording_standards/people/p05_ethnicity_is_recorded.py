"""Every child with an open record has an ethnicity from the list; 'not yet obtained' only while the child is new or a baby."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables, looked_up, table
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P05",
    name="Ethnicity is recorded",
    wording="Every child with an open record has an ethnicity from the list, and 'not yet obtained' only for 28 days or under the age of one.",
    why="Without it nobody can see whether children of one group are helped less or later, and the duty to look is not met.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Ask the family and record what they say; 'refused' is an answer.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"new_for_days": 28},
    assumed="That 'not yet obtained' may stand for 28 days from the referral, and until a child's first birthday.",
    owner="Data Quality Lead",
    field="people.ethnicity",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

NOT_YET, FIRST_BIRTHDAY = "NOBT", 1


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children with an open record: an episode, a plan or a period of care."""
    return tables.people[tables.people["child_id"].isin(populations.open_children(tables))].drop_duplicates("child_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there a code of the list? What cannot be read is none. 'Not yet obtained' is one while there has been no time to ask."""
    latest = looked_up(rows["child_id"], tables.referrals.groupby("child_id")["received_on"].max())
    new = (asked.today - latest).dt.days < asked.values["new_for_days"]
    baby = populations.age_in_years(rows["born_on"], asked.today) < FIRST_BIRTHDAY
    unborn = rows["child_id"].isin(populations.unborn(tables))
    excused = new | baby.fillna(False).astype(bool) | unborn
    on_list = rows["ethnicity"].isin(table("people").column("ethnicity").codes)
    return on_list & (rows["ethnicity"].ne(NOT_YET).fillna(True).astype(bool) | excused)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on | ethnicity
C1       | 2010-01-01 |             | WBRI
C2       | 2010-01-01 |             |
C3       | 2010-01-01 |             | ZZZZ
C4       | 2010-01-01 |             | #N/A
C5       | 2010-01-01 |             | NOBT
C6       | 2010-01-01 |             | NOBT
C7       | 2015-05-25 |             | NOBT
C8       | 2015-05-24 |             | NOBT
C9       |            | 2016-06-01  | NOBT
C10      | 2010-01-01 |             |
C11      | 2010-01-01 |             | REFU

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-05-23  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-04-27  |
R6          | C6       | 2016-04-26  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       | 2016-01-04  |
R10         | C10      | 2016-01-04  | 2016-05-24
R11         | C11      | 2016-01-04  |

expect
child_id | outcome      | because
C1       | met          | a code of the list
C2       | broken       | blank, however new
C3       | broken       | in no list
C4       | broken       | what is there cannot be read
C5       | met          | not yet obtained, 27 days after the referral
C6       | broken       | 28 days after it
C7       | met          | not yet one year old
C8       | broken       | one year old today
C9       | met          | unborn
C10      | out_of_scope | no open record
C11      | met          | the family would not say: that is an answer
"""
