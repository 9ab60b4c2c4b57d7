"""No child lives at home under a care order for more than a year without somebody asking whether the order is still needed."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, clocks, months, placements
from fscp_readiness.tables import Tables
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

    Counted from the day the child came home or the order was made, whichever was later.
    """
    rows = placements.placements_in_care(tables, current=True)
    rows = rows[rows["placement_type"].eq(AT_HOME).fillna(False)]
    rows = rows.join(placements.legal_status_on(tables, rows["child_id"], asked.today))
    rows = rows[rows["legal_status"].isna() | rows["legal_status"].eq(CARE_ORDER).fillna(False)]
    since = rows["status_from"].where(rows["status_from"] > rows["starts_on"], rows["starts_on"])
    return rows.assign(due_on=clocks.due(since.where(rows["starts_on"].notna()), asked))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is it a year or less? Missing where the day the child came home, or the legal status, is not recorded and would decide it."""
    answer = clocks.answers(rows)
    answer["met"] = (~clocks.past(rows["due_on"], asked.today, asked)).astype("boolean").mask(rows["due_on"].isna())
    no_start, late = answer["met"].isna(), answer["met"].eq(False).fillna(False).astype(bool)
    no_status = late & rows["legal_status"].isna()
    unread = rows["legal_status_id"].isin(tables.unreadable_keys("legal_statuses", "legal_status"))
    answer.loc[no_status, "met"] = pd.NA
    answer.loc[no_start | no_status, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[no_status & unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    answer.loc[no_status, "field"] = "legal_statuses.legal_status"
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
"""
