"""Every open child has had one allocated worker at a time, and at no time nobody, since the first."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, allocations
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Kind, Severity, SourceClass, TargetClass

about = About(
    code="W03",
    name="One allocated worker at a time",
    wording="Every open child has one allocated worker at a time, and no day without one since the first was allocated.",
    why="With two workers each leaves it to the other; with none, nobody comes. Both look the same to the child.",
    source="Kirklees Cabinet report, 24 May 2016, 4.1",
    source_class=SourceClass.SEED,
    record="involvements",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    kind=Kind.RECORDING,
    severity=Severity.HIGH,
    what_to_do="End the allocation that is over; where nobody held the child, say who did or allocate the child today.",
    owner="Data Quality Lead",
    field="involvements.ended_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("4.1",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Allocations that lie in a child's open episode and name somebody."""
    rows = allocations.in_open_episodes(tables)
    field = pd.Series("involvements.ended_on", index=rows.index, dtype="string").mask(rows["after_gap"], "involvements.started_on")
    return rows.assign(field=field.mask(rows["beside"], "involvements.ended_on"))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.Series:
    """Does it neither run beside the present worker's, nor follow a gap, nor leave the child with nobody?"""
    return ~(rows["beside"] | rows["after_gap"] | rows["last"])


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-05-09  |
R2          | C2       | 2016-01-04  |
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       | 2016-01-04  |
R6          | C6       | 2016-01-04  | 2016-05-01
R7          | C7       | 2016-01-04  |
R8          | C8       | 2016-01-04  |
R9          | C9       |             |
R10         | C10      | 2016-01-04  |
R11         |          | 2016-01-04  |

involvements
involvement_id | worker_id | role                  | child_id | started_on | ended_on
I1a            | W1        | Social Worker         | C1       | 2016-05-11 | 2016-05-18
I1b            | W2        | Social Worker         | C1       | 2016-05-23 |
I2a            | W1        | Social Worker         | C2       | 2016-01-05 | 2016-03-01
I2b            | W2        | Social Worker         | C2       | 2016-03-02 |
I3a            | W1        | Social Worker         | C3       | 2016-01-05 |
I3b            | W2        | Social Worker         | C3       | 2016-03-01 |
I4a            | W1        | Social Worker         | C4       | 2016-01-05 |
I4b            | W2        | Social Worker         | C4       | 2016-01-05 |
I5a            | W1        | Social Worker         | C5       | 2016-01-05 | 2016-03-01
I5b            | W2        | Social Worker         | C5       | 2016-02-01 | 2016-05-20
I6             | W1        | Social Worker         | C6       | 2016-01-05 | 2016-02-01
I7a            | W1        | Social Worker         | C7       | 2016-01-05 |
I7b            | W2        | Family Support Worker | C7       | 2016-02-01 |
I7c            | W1        | Allocated Worker      | C7       | 2016-02-01 |
I8a            | W1        | Social Worker         | C8       | 2015-01-05 | 2015-06-01
I8b            | W2        | Social Worker         | C8       | 2016-01-05 |
I8c            |           | Social Worker         | C8       | 2016-02-01 |
I9a            | W1        | Social Worker         | C9       | 2016-01-05 | 2016-02-01
I9b            | W2        | Social Worker         | C9       | 2016-03-01 |
I10a           | W1        | Social Worker         | C10      | 2016-01-05 | 2016-05-25
I10b           | #N/A      | Social Worker         | C10      | 2016-05-24 |
I11a           | W1        | Social Worker         |          | 2016-01-05 | 2016-02-01

expect
involvement_id | outcome      | field                   | because
I1a            | met          |                         | N10's first worker
I1b            | broken       | involvements.started_on | N10: nobody from 19 to 22 May, four days
I2a            | met          |                         | ended
I2b            | met          |                         | began the day after
I3a            | broken       | involvements.ended_on   | still open beside a later worker
I3b            | met          |                         | the later start is the allocated worker's
I4a            | broken       | involvements.ended_on   | begun the same day, the lower id
I4b            | met          |                         | the higher id
I5a            | met          |                         | two ran together once, and one has ended
I5b            | broken       | involvements.ended_on   | the last to end, and nobody since
I6             | out_of_scope |                         | the child's case has closed
I7a            | met          |                         | twice the same worker is one worker
I7b            | out_of_scope |                         | not an allocation
I7c            | met          |                         | twice the same worker is one worker
I8a            | out_of_scope |                         | of an earlier episode
I8b            | met          |                         | the first of this one: how soon is another standard's question
I8c            | out_of_scope |                         | names nobody: another standard's question
I9a            | met          |                         | ended
I9b            | broken       | involvements.started_on | when the episode began is blank, and there was a gap
I10a           | broken       | involvements.ended_on   | ends tomorrow: tonight there are two
I10b           | met          |                         | a name that cannot be read is there
I11a           | out_of_scope |                         | of no child: an open episode of no child is not its case
"""
