"""No child lives at home under a care order for more than a year without somebody asking whether the order is still needed."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, doubts, legal_statuses, months, placements
from fscp_readiness.tables import DATES, Tables, beside
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="PER-02",
    name="At home under a care order too long",
    wording="No child has lived at home with parents under a full care order for more than twelve months.",
    why="A child who is safe at home should not need the order; one who is not should not be there. Long orders at home mean nobody has decided.",
    source="Ofsted report on Kirklees, 2016, recommendation 19",
    source_class=SourceClass.OFSTED,
    record="placements",
    counting=LIVE,
    target=TargetClass.LOCAL,
    clock=months(12),
    what_to_do="Take the case to the next review: ask the court to discharge the order, or say on the care plan why it is still needed.",
    owner="Head of Service, Children in Care",
    field="placements.started_on",
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("3.7",),
)

AT_HOME, CARE_ORDER = "P1", "C2"


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Current placements with parents (P1) of children under a full care order (C2), or whose legal status is not recorded.

    Counted from the day the child came home or the first of the orders that follow one another, whichever was later.
    """
    rows = placements.placements_in_care(tables, current=True)
    rows = rows[rows["placement_type"].eq(AT_HOME).fillna(False)]
    rows = beside(rows, legal_statuses.statuses_tonight(tables).set_index("child_id"), "child_id")
    rows = rows[rows["legal_status"].isna() | rows["legal_status"].eq(CARE_ORDER).fillna(False)]
    rows = legal_statuses.under_since(rows, tables, CARE_ORDER)
    home = rows["starts_on"].notna()
    first = clocks.due(rows[["starts_on", "earliest"]].max(axis=1).astype(DATES), asked)
    last = clocks.due(rows[["starts_on", "latest"]].max(axis=1).astype(DATES), asked)
    return rows.assign(due_on=first.where(home), due_at_first=first, due_at_last=last.where(home & rows["latest"].notna()))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it a year or less? Missing where the day the child came home, or the legal status, is not recorded and would decide it."""
    answer = clocks.answers(rows)
    answer["met"] = (~clocks.past(rows["due_at_first"], asked.today, asked)).astype("boolean")
    doubts.unless_met(answer, rows["starts_on"].isna(), Reason.BLANK_FIELD, about.field)
    legal_statuses.unsure(answer, rows, tables, ~clocks.past(rows["due_at_last"], asked.today, asked))
    return answer


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2013-01-07 |
E2         | L2      | C2       | 2013-01-07 |
E3         | L3      | C3       | 2013-01-07 |
E4         | L4      | C4       | 2013-01-07 |
E5         | L5      | C5       | 2013-01-07 |
E6         | L6      | C6       | 2013-01-07 |
E7         | L7      | C7       | 2013-01-07 |
E8         | L8      | C8       | 2013-01-07 |
E9         | L9      | C9       | 2013-01-07 | 2016-05-20
E10        | L10     | C10      | 2013-01-07 |
E11        | L11     | C11      | 2013-01-07 |
E12        | L12     | C12      | 2013-01-07 |
E13        | L13     | C13      | 2013-01-07 |
E14        | L14     | C14      | 2013-01-07 |
E15        | L15     | C15      | 2013-01-07 |
E16        | L16     | C16      | 2013-01-07 |
E17        | L17     | C17      | 2013-01-07 |
E18        | L18     | C18      | 2013-01-07 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | C2           | 2014-01-06 |
S2              | C2       | C2           | 2014-01-06 |
S3a             | C3       | C1           | 2014-01-06 | 2015-05-23
S3b             | C3       | C2           | 2015-05-23 |
S4              | C4       | C1           | 2014-01-06 |
S5              | C5       | C2           | 2014-01-06 |
S6              | C6       | C2           | 2014-01-06 |
S8              | C8       | #N/A         | 2014-01-06 |
S9              | C9       | C2           | 2014-01-06 |
S11a            | C11      | C2           | 2014-01-06 | 2016-03-01
S11b            | C11      | C2           | 2016-03-01 |
S12             | C12      | C2           | 2015-06-01 |
S13             | C13      | C2           | 2014-01-06 | 2016-05-24
S13b            | C13      | C1           | 2014-01-06 |
S14a            | C14      | C2           | 2014-01-06 |
S14b            | C14      | C1           | 2015-01-06 | 2016-05-24
S15             | C15      | C2           |            |
S16a            | C16      | C1           | 2014-01-06 | 2016-03-01
S16b            | C16      | #N/A         | 2016-03-01 |
S17a            | C17      | C2           | 2014-01-06 | 2015-01-06
S17b            | C17      | #N/A         | 2015-01-06 | 2016-01-06
S17c            | C17      | C2           | 2016-01-06 |
S18             | C18      |              | 2016-03-01 |

placements
placement_id | care_id | child_id | started_on | placement_type
P1           | L1      | C1       | 2015-05-24 | P1
P2           | L2      | C2       | 2015-05-23 | P1
P3           | L3      | C3       | 2015-01-05 | P1
P4           | L4      | C4       | 2015-01-05 | P1
P5           | L5      | C5       | 2015-01-05 | U4
P6           | L6      | C6       |            | P1
P7           | L7      | C7       | 2015-01-05 | P1
P8           | L8      | C8       | 2015-01-05 | P1
P9           | L9      | C9       | 2015-01-05 | P1
P10          | L10     | C10      | 2015-09-01 | P1
P11          | L11     | C11      | 2015-01-05 | P1
P12          | L12     | C12      |            | P1
P13          | L13     | C13      | 2015-01-05 | P1
P14          | L14     | C14      | 2015-02-05 | P1
P15          | L15     | C15      | 2015-01-05 | P1
P16          | L16     | C16      | 2015-01-05 | P1
P17          | L17     | C17      | 2014-02-05 | P1
P18          | L18     | C18      |            | P1

expect
placement_id | outcome      | due_on     | reason           | field                       | because
P1           | met          | 2016-05-24 |                  |                             | home for a year today
P2           | not_met      | 2016-05-23 | outstanding      | placements.started_on       | home for a year and a day
P3           | not_met      | 2016-05-23 | outstanding      |                             | counted from the order, which came after the child was home
P4           | out_of_scope |            |                  |                             | an interim order
P5           | out_of_scope |            |                  |                             | fostered, not at home
P6           | not_recorded |            | blank_field      | placements.started_on       | the day the child came home is blank
P7           | not_recorded | 2016-01-05 | blank_field      | legal_statuses.legal_status | at home for long, and no legal status is recorded
P8           | not_recorded | 2016-01-05 | unreadable_value | legal_statuses.legal_status | at home for long, under a status that cannot be read
P9           | out_of_scope |            |                  |                             | no longer in care
P10          | met          | 2016-09-01 |                  |                             | no legal status is recorded, and the child has not been home a year
P11          | not_met      | 2016-01-05 | outstanding      | placements.started_on       | a second row of the same order does not begin it again
P12          | met          |            |                  |                             | whenever the child came home, the order is not a year old
P13          | out_of_scope |            |                  |                             | the order ended today
P14          | not_met      | 2016-02-05 | outstanding      | placements.started_on       | the interim order beside it ended today
P15          | not_recorded | 2016-01-05 | blank_field      | legal_statuses.started_on   | at home for long, and the order may have been made lately
P16          | met          | 2017-03-01 |                  |                             | whatever the status that cannot be read is, it began in March
P17          | not_recorded | 2015-02-05 | blank_field      | legal_statuses.legal_status | two orders, or one that a status between them that cannot be read continues
P18          | met          |            |                  |                             | whatever the blank status is, and whenever the child came home
"""
