"""Every child in care for a year is up to date with their immunisations."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, arrangements, clocks
from fscp_readiness.tables import Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="LAH-04",
    name="Immunisations up to date",
    wording="Every child who has been in care for twelve months is up to date with their immunisations.",
    why="Children who have moved about have often missed their injections, and nobody else will notice.",
    source="Department for Education, outcomes for looked after children: immunisations up to date",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.LOCAL,
    what_to_do="Ask the health team what is owed and book it; or, if the child is up to date, record that and the day it was checked.",
    owner="Head of Service, Children in Care",
    field="immunisations.up_to_date",
    judgements=("SIF-KJ2", "IL-CIC"),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children now in care (short breaks left out) who came into care twelve months ago or more, or on a day that is not recorded."""
    rows = arrangements.in_care_twelve_months(tables, asked)
    said = tables.immunisations.drop_duplicates("child_id").set_index("child_id")["up_to_date"]
    return rows.assign(up_to_date=looked_up(rows["child_id"], said), no_row=~rows["child_id"].isin(said.index))


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Is the child said to be up to date? Missing where that is blank, cannot be read, or nothing is recorded of the child."""
    answer = clocks.answers(rows)
    no_start = rows["starts_on"].isna() & rows["up_to_date"].eq(False).fillna(False).astype(bool)
    answer["met"] = rows["up_to_date"].astype("boolean").mask(no_start)
    unread = rows["child_id"].isin(tables.unreadable_keys("immunisations", "up_to_date"))
    blank = rows["up_to_date"].isna()
    answer.loc[blank, "reason"] = str(Reason.BLANK_FIELD)
    answer.loc[blank & rows["no_row"], "reason"] = str(Reason.NO_EVENT)
    answer.loc[blank & unread, "reason"] = str(Reason.UNREADABLE_VALUE)
    answer.loc[no_start, ["reason", "field"]] = [str(Reason.BLANK_FIELD), "care_episodes.started_on"]
    return answer


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-05-24 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-05-25 |
E7         | L7      | C7       |            |
E8         | L8      | C8       |            |
E9         | L9      | C9       | 2015-01-05 | 2016-05-24
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S10             | C10      | C2           | 2015-01-05 |
S10B            | C10      | V4           | 2015-01-05 |
S11             | C11      | V4           | 2015-01-05 | 2016-05-24

immunisations
child_id | up_to_date
C1       | yes
C2       | no
C3       |
C5       | #N/A
C6       | no
C7       | yes
C8       | no

expect
record_id | outcome      | reason           | because
L1        | met          |                  | up to date, and in care for twelve months today
L2        | not_met      | outstanding      | not up to date
L3        | not_recorded | blank_field      | blank
L4        | not_recorded | no_event         | nothing is recorded of this child
L5        | not_recorded | unreadable_value | neither yes nor no
L6        | out_of_scope |                  | in care for less than twelve months
L7        | met          |                  | up to date, whenever care began
L8        | not_recorded | blank_field      | not up to date, and care may have begun within the twelve months
L9        | out_of_scope |                  | care ended today
L10       | not_recorded | no_event         | two legal statuses from one day, one of them of care: in care
L11       | not_recorded | no_event         | the short breaks ended today, and a child of no status is in care
"""
