"""Every child born and with an open record has a disability recorded or is said to have none, and not both."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, populations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="P07",
    name="Disability is recorded, or that there is none",
    wording="Every child born and with an open record has a disability recorded or is said to have none, and not both.",
    why="Disabled children fall outside plans and visits more easily than others. First one has to know who they are.",
    source="Department for Education, Children in Need census validation",
    source_class=SourceClass.DFE,
    record="people",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    what_to_do="Record the disability, or NONE; where there is one, take NONE away.",
    kind=Kind.RECORDING,
    severity=Severity.QUERY,
    owner="Data Quality Lead",
    field="disabilities.disability",
    judgements=("SIF-KJ3", "IL-LEAD"),
)

NONE = "NONE"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children with an open record: an episode, a plan or a period of care."""
    return tables.people[tables.people["child_id"].isin(populations.open_children(tables))].drop_duplicates("child_id")


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Is there one or the other? Before birth there may be neither. A code that is there and cannot be read is a disability."""
    said = tables.disabilities.dropna(subset="child_id")
    there = said["disability"].notna() | said["disability_id"].isin(tables.unreadable_keys("disabilities", "disability"))
    none = said["disability"].eq(NONE).fillna(False).astype(bool)
    without, disabled = rows["child_id"].isin(said[none]["child_id"]), rows["child_id"].isin(said[there & ~none]["child_id"])
    unborn = rows["child_id"].isin(populations.unborn(tables))
    return ~(without & disabled) & (without | disabled | unborn)


EXAMPLES = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2010-01-01 |
C2       | 2010-01-01 |
C3       | 2010-01-01 |
C4       | 2010-01-01 |
C5       |            | 2016-07-01
C6       |            | 2016-07-01
C7       | 2010-01-01 |
C8       | 2010-01-01 |
C9       | 2010-01-01 |
C10      |            |
C11      | #N/A       |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  |
R6          | C6       | 2016-01-04  |
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  | 2016-05-24
R9          | C9       | 2016-01-04  |
R10         | C10      | 2016-01-04  |
R11         | C11      | 2016-01-04  |

disabilities
disability_id | child_id | disability
D1            | C1       | NONE
D2a           | C2       | LD
D2b           | C2       | AUT
D3a           | C3       | NONE
D3b           | C3       | LD
D6            | C6       | CON
D7            | C7       | #N/A
D9            | C9       |

expect
child_id | outcome      | because
C1       | met          | said to have none
C2       | met          | two disabilities
C3       | broken       | one, and said to have none
C4       | broken       | nobody says
C5       | met          | unborn: nobody can say
C6       | met          | unborn, and known already
C7       | met          | there is a code; that it cannot be read is another rule's
C8       | out_of_scope | no open record
C9       | broken       | a row that says nothing
C10      | broken       | no day of birth, and no birth is expected: not unborn
C11      | broken       | a day of birth that cannot be read: not unborn
"""
