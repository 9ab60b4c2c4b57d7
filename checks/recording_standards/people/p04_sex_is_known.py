"""Sex is U (not known) for every unborn child, and for no more than 2% of the others with an open record."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P04",
    name="Sex is known once a child is born",
    wording="The sex of an unborn child is U (not known); of the other children with an open record no more than 2% have none.",
    why="A share that is not known hides how many girls and boys a danger falls on.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the child's sex; for an unborn child U until the birth.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    values={"share": 0.02},
    owner="Data Quality Lead",
    field="people.sex",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

UNKNOWN = "U"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Unborn children with an open record, and one row without a child for all the others together (none if there is nobody)."""
    people = tables.everything("people").drop_duplicates("child_id")
    people = people[people["child_id"].isin(populations.open_children(tables))]
    is_unborn = people["child_id"].isin(populations.unborn(tables)) & people["born_on"].isna()
    unborn, others = people[is_unborn], people[~is_unborn]
    unborn = unborn[["child_id", "sex"]].assign(record_id=unborn["child_id"], unknown=pd.NA)
    unknown = others["sex"].isna() | others["sex"].eq(UNKNOWN).fillna(False)
    together = pd.DataFrame({"child_id": [pd.NA], "sex": [pd.NA], "record_id": [""], "unknown": [unknown.mean()]})
    rows = pd.concat([unborn, together[: len(others)]], ignore_index=True)
    return rows.astype({"child_id": "string", "sex": "string", "record_id": "string", "unknown": "Float64"})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is it U before birth, and seldom after? What is there and cannot be read is another rule's before birth, and not known after."""
    unreadable = rows["child_id"].isin(tables.unreadable_keys("people", "sex"))
    one = rows["sex"].eq(UNKNOWN).fillna(False).astype(bool) | unreadable
    return (rows["unknown"] <= asked.values["share"]).mask(rows["record_id"].ne(""), one)


EXAMPLES = """
as at 2016-05-24

people
child_id | sex  | born_on    | expected_on
C1       | U    |            | 2016-07-01
C2       | F    |            | 2016-07-01
C3       |      |            | 2016-07-01
C4       | #N/A |            | 2016-07-01
C5       | F    | 2010-01-01 |
C6       | M    | 2010-01-01 |
C7       | U    | 2010-01-01 |
C8       | U    |            | 2016-07-01
C9       | F    | 2016-05-25 |

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-05-09
R2          | C2       | 2016-05-09
R3          | C3       | 2016-05-09
R4          | C4       | 2016-05-09
R5          | C5       | 2016-05-09
R6          | C6       | 2016-05-09
R7          | C7       | 2016-05-09
R9          | C9       | 2016-05-09

expect
record_id | outcome      | because
C1        | met          | not known before birth
C2        | broken       | a sex before birth
C3        | broken       | blank is not U
C4        | met          | there is something; that it cannot be read is another rule's
          | broken       | one of four others is not known: more than 2%
C8        | out_of_scope | no open record
C9        | out_of_scope | a birth is on record, so a sex may be; that it lies ahead is another rule's

as at 2016-05-24

people
child_id | sex | born_on
C5       | F   | 2010-01-01
C6       | M   | 2010-01-01
C7       | U   | 2010-01-01

referrals
referral_id | child_id | received_on | closed_on
R5          | C5       | 2016-05-09  |
R6          | C6       | 2016-05-09  |
R7          | C7       | 2016-05-09  | 2016-05-24

expect
record_id | outcome | because
          | met     | nobody with an open record is not known
"""
