"""Every worker who holds a child is supervised every month; a newly qualified one weekly for six weeks, then fortnightly to six months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, supervision
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="SUP-01",
    name="Workers supervised",
    wording="Every worker who holds a child is supervised every month; a newly qualified one weekly for six weeks, then fortnightly to six months.",
    why="The worker nobody sees is the worker whose children nobody asks about. Supervision is where worry is noticed early.",
    source="Standards for employers of social workers; local standard; Kirklees Cabinet report, 24 May 2016, 5.12",
    source_class=SourceClass.LOCAL,
    record="workers",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(1),
    values={"weekly_for_weeks": 6, "fortnightly_for_months": 6},
    what_to_do="Supervise the worker this week and record the day. If it has been done, record it; if the worker is away, agree who holds the children.",
    owner="Principal Social Worker",
    field="supervisions.held_on",
    judgements=("SIF-KJ3", "IL-LEAD"),
    seed=("5.12",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Workers who hold an open child and have not left, once supervised or once supervision has fallen due."""
    return supervision.intervals(tables, asked).assign(record_id=lambda rows: rows["worker_id"])


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the running gap within the interval? Missing where a blank leaves us unable to tell which interval, or whether it was held."""
    answer = clocks.repeated_met(rows, asked)
    unsure = answer["met"].eq(True).fillna(False) & clocks.past(rows["strictest_due_on"], asked.today, asked)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, "reason"] = str(Reason.BLANK_FIELD)
    no_start = rows["record_starts_on"].isna()
    answer.loc[unsure, "field"] = pd.Series("staff.newly_qualified", index=rows.index).mask(no_start, "staff.started_on")[unsure]
    return answer


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-04
R2          | C2       | 2016-01-04
R3          | C3       | 2016-01-04
R4          | C4       | 2016-01-04
R5          | C5       | 2016-01-04
R6          | C6       | 2016-01-04
R7          | C7       | 2016-01-04
R8          | C8       | 2016-01-04
R9          | C9       | 2016-01-04
R10         | C10      | 2016-01-04
R11         | C11      | 2016-01-04
R12         | C12      | 2016-01-04
R13         | C13      | 2016-01-04
R14         | C14      | 2016-01-04
R15         | C15      | 2016-01-04
R16         | C16      | 2016-01-04
R17         | C17      | 2016-01-04
R18         | C18      | 2016-01-04
R19         | C19      | 2016-01-04
R20         | C20      | 2016-01-04
R21         | C21      | 2016-01-04
R22         | C22      | 2016-01-04
R23         | C23      | 2016-01-04
R24         | C24      | 2016-01-04

involvements
involvement_id | worker_id | role          | child_id | started_on
I1             | W1        | Social Worker | C1       | 2016-01-05
I2             | W2        | Social Worker | C2       | 2016-01-05
I3             | W3        | Social Worker | C3       | 2016-01-05
I4             | W4        | Social Worker | C4       | 2016-01-05
I5             | W5        | Social Worker | C5       | 2016-01-05
I6             | W6        | Social Worker | C6       | 2016-01-05
I7             | W7        | Social Worker | C7       | 2016-01-05
I8             | W8        | Social Worker | C8       | 2016-01-05
I9             | W9        | Social Worker | C9       | 2016-01-05
I10            | W10       | Social Worker | C10      | 2016-01-05
I11            | W11       | Social Worker | C11      | 2016-01-05
I12            | W12       | Social Worker | C12      | 2016-01-05
I13            | W13       | Social Worker | C13      | 2016-01-05
I14            | W14       | Social Worker | C14      | 2016-01-05
I15            | W15       | Social Worker | C15      | 2016-01-05
I16            | W16       | Social Worker | C16      | 2016-01-05
I18            | W18       | Social Worker | C18      | 2016-01-05
I19            | W19       | Social Worker | C19      | 2016-01-05
I20            | W20       | Social Worker | C20      | 2016-01-05
I21            | W21       | Social Worker | C21      | 2016-01-05
I22            | W22       | Social Worker | C22      | 2016-01-05
I23            | W23       | Social Worker | C23      | 2016-01-05
I24            | W24       | Social Worker | C24      | 2016-01-05

workers
worker_id | full_time_equivalent
W1        | 1
W17       | 1

staff
worker_id | newly_qualified | started_on | ended_on
W1        | no              | 2015-01-05 |
W2        | no              | 2015-01-05 |
W3        | no              | 2016-04-24 |
W4        | no              | 2016-04-23 |
W5        | yes             | 2016-05-02 |
W6        | yes             | 2016-05-02 |
W7        | yes             | 2016-03-28 |
W8        | yes             | 2016-03-29 |
W9        | yes             | 2015-11-11 |
W10       | yes             | 2015-11-09 |
W11       |                 | 2016-05-02 |
W12       |                 | 2016-05-02 |
W13       |                 | 2015-05-02 |
W14       | no              |            |
W16       | no              | 2015-01-05 | 2016-05-20
W17       | no              | 2015-01-05 |
W18       | yes             | 2015-01-05 |
W19       | no              | 2015-01-05 |
W20       | no              |            |
W21       |                 | 2016-04-01 |
W22       |                 | 2016-03-28 |
W23       |                 | 2016-03-28 |
W24       | yes             | 2015-05-04 |

supervisions
supervision_id | supervision_kind | worker_id | child_id | held_on
S1             | worker           | W1        |          | 2016-04-24
S2             | worker           | W2        |          | 2016-04-23
S5             | worker           | W5        |          | 2016-05-17
S6             | worker           | W6        |          | 2016-05-16
S7             | worker           | W7        |          | 2016-05-10
S8             | worker           | W8        |          | 2016-05-09
S9             | worker           | W9        |          | 2016-05-10
S10            | worker           | W10       |          | 2016-05-09
S11            | worker           | W11       |          | 2016-05-17
S12            | worker           | W12       |          | 2016-05-10
S13            | worker           | W13       |          | 2016-05-02
S14            | worker           | W14       |          | 2016-05-20
S15            | worker           | W15       |          | 2016-05-10
S18            | case             | W18       | C18      | 2016-05-20
S19            |                  | W19       |          | 2016-05-20
S20            | worker           | W20       |          | 2016-04-01
S21            |                  | W21       |          | 2016-05-10
S22            | worker           | W22       |          | 2016-05-10
S23            | worker           | W23       |          | 2016-05-09
S24            |                  | W24       |          | 2016-05-10

expect
worker_id | outcome      | due_on     | reason      | field                         | because
W1        | met          | 2016-05-24 |             |                               | a month ago exactly
W2        | not_met      | 2016-05-23 | outstanding | supervisions.held_on          | one day over
W3        | out_of_scope |            |             |                               | began a month ago, and due today is not late
W4        | not_met      | 2016-05-23 | outstanding | supervisions.held_on          | began a month and a day ago, and never supervised
W5        | met          | 2016-05-24 |             |                               | newly qualified, in the first six weeks, a week ago
W6        | not_met      | 2016-05-23 | outstanding | supervisions.held_on          | the same, a week and a day ago
W7        | met          | 2016-05-24 |             |                               | newly qualified, past the first six weeks, a fortnight ago
W8        | not_met      | 2016-05-16 | outstanding | supervisions.held_on          | last supervised on the last day of the six weeks: the week from it had to be kept
W9        | met          | 2016-05-24 |             |                               | the day before the six months ended: fortnightly still
W10       | met          | 2016-06-09 |             |                               | supervised on the day the six months ended: monthly from it
W11       | met          | 2016-06-17 |             |                               | newly qualified or not, a week ago is soon enough
W12       | not_recorded | 2016-06-10 | blank_field | staff.newly_qualified         | a fortnight ago: in time unless newly qualified, which is blank
W13       | met          | 2016-06-02 |             |                               | blank too, and a year after starting it does not matter
W14       | met          | 2016-06-20 |             |                               | not newly qualified, so the day of starting does not matter
W15       | not_recorded | 2016-06-10 | blank_field | staff.started_on              | not in the workforce table: perhaps newly qualified
W16       | out_of_scope |            |             |                               | has left: who holds the child is another question
W17       | out_of_scope |            |             |                               | holds no child
W18       | not_met      | 2015-01-12 | outstanding | supervisions.held_on          | a child's case was discussed, and the worker was not supervised
W19       | not_recorded | 2015-02-05 | blank_field | supervisions.supervision_kind | a supervision four days ago that does not say of what
W20       | not_met      | 2016-05-01 | outstanding | supervisions.held_on          | whenever they started, it is more than a month
W21       | not_recorded | 2016-05-01 | blank_field | supervisions.supervision_kind | perhaps of the worker, a fortnight ago: in time unless newly qualified
W22       | met          | 2016-06-10 |             |                               | newly qualified or not, past the first six weeks a fortnight ago is soon enough
W23       | not_recorded | 2016-06-09 | blank_field | staff.newly_qualified         | a fortnight and a day ago: in time unless newly qualified
W24       | not_recorded | 2015-05-11 | blank_field | supervisions.supervision_kind | perhaps of the worker, a fortnight ago, when once a month had become enough
"""
