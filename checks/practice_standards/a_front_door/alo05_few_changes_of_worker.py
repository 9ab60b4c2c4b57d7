"""Few children in care have had three or more allocated workers in twelve months."""

import pandas as pd

from fscp_readiness.standards import LIVE, About, Asked, allocation, clocks, populations
from fscp_readiness.tables import DATES, Tables, looked_up
from fscp_readiness.vocabulary import Reason, SourceClass, TargetClass

about = About(
    code="ALO-05",
    name="Three or more workers in twelve months",
    wording="Few children in care have had three or more allocated workers in the last twelve months.",
    why="Children in care say that a new face means telling the story again. It is counted as England counts it: a worker who comes back counts once.",
    source="Department for Education, Stability measures for children looked after: social worker changes",
    source_class=SourceClass.DFE,
    record="care_episodes",
    counting=LIVE,
    target=TargetClass.CONTEXT,
    values={"workers": 3, "months": 12},
    what_to_do="Look at why the workers changed, and at what would keep the present one with the child.",
    owner="Head of Service, Children in Care",
    field="involvements.worker_id",
    findings=False,
    lower_is_better=True,
    judgements=("SIF-KJ2", "IL-CIC"),
    seed=("5.23",),
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Children in care at the end of the day, with how many workers are sure and how many there may have been."""
    since = clocks.add_months(pd.Series([asked.today]).astype(DATES), -int(asked.values["months"])).iloc[0]
    workers = allocation.workers_of(tables, since).set_index("child_id")
    rows = populations.in_care(tables).assign(record_id=lambda periods: periods["care_id"])
    for name, told in (("sure", "sure"), ("possible", "possible"), ("why", "reason"), ("fault", "field")):
        rows[name] = looked_up(rows["child_id"], workers[told])
    return rows.fillna({"sure": 0, "possible": 0})


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Has the child had that many? (Here met is what is counted.) Missing where an unknown worker or day could make the difference."""
    answer = clocks.answers(rows).assign(reason=str(Reason.NO_EVENT))
    answer["met"] = (rows["sure"] >= asked.values["workers"]).astype("boolean")
    unsure = ~answer["met"].astype(bool) & (rows["possible"] >= asked.values["workers"]).astype(bool)
    answer.loc[unsure, "met"] = pd.NA
    answer.loc[unsure, ["reason", "field"]] = rows.loc[unsure, ["why", "fault"]].to_numpy()
    return answer


EXAMPLES = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 |
E2         | L2      | C2       | 2015-01-05 |
E3         | L3      | C3       | 2015-01-05 |
E4         | L4      | C4       | 2015-01-05 |
E5         | L5      | C5       | 2015-01-05 |
E6         | L6      | C6       | 2015-01-05 | 2016-05-24
E7         | L7      | C7       | 2015-01-05 |
E8         | L8      | C8       | 2015-01-05 |
E9         | L9      | C9       | 2015-01-05 |
E10        | L10     | C10      | 2015-01-05 |
E11        | L11     | C11      | 2015-01-05 |
E12        | L12     | C12      | 2015-01-05 |
E13        | L13     | C13      | 2015-01-05 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S9              | C9       | V4           | 2015-01-05

involvements
involvement_id | worker_id | role                  | child_id | started_on | ended_on
I1a            | A         | Social Worker         | C1       | 2015-01-05 | 2015-05-25
I1b            | B         | Social Worker         | C1       | 2015-05-25 | 2015-09-01
I1c            | C         | Social Worker         | C1       | 2015-09-01 |
I2a            | A         | Social Worker         | C2       | 2015-01-05 | 2015-05-24
I2b            | B         | Social Worker         | C2       | 2015-05-24 | 2015-09-01
I2c            | C         | Social Worker         | C2       | 2015-09-01 |
I3a            | A         | Social Worker         | C3       | 2015-06-01 | 2015-09-01
I3b            | B         | Social Worker         | C3       | 2015-09-01 | 2016-01-04
I3c            | A         | Social Worker         | C3       | 2016-01-04 |
I4a            | A         | Social Worker         | C4       | 2015-06-01 | 2015-09-01
I4b            | B         | Social Worker         | C4       | 2015-09-01 | 2016-01-04
I4c            |           | Social Worker         | C4       | 2016-01-04 |
I5a            | A         | Social Worker         | C5       | 2015-06-01 | 2015-09-01
I5b            | B         | Social Worker         | C5       | 2015-09-01 | 2016-01-04
I5c            | #N/A      | Social Worker         | C5       | 2016-01-04 |
I6             | A         | Social Worker         | C6       | 2015-06-01 |
I7a            | A         | Social Worker         | C7       | 2015-06-01 |
I7b            | B         | Family Support Worker | C7       | 2015-06-01 |
I7c            | C         | Family Support Worker | C7       | 2015-06-01 |
I10a           | A         | Social Worker         | C10      |            | 2015-09-01
I10b           | B         | Social Worker         | C10      | 2015-09-01 | 2016-01-04
I10c           | C         | Social Worker         | C10      | #N/A       |
I11a           | A         | Social Worker         | C11      | 2015-01-05 | #N/A
I11b           | B         | Social Worker         | C11      | 2015-09-01 | 2016-01-04
I11c           | C         | Social Worker         | C11      | 2016-01-04 |
I12a           | A         | Social Worker         | C12      | 2014-01-05 | #N/A
I12b           | A         | Social Worker         | C12      | 2015-01-05 | #N/A
I12c           | B         | Social Worker         | C12      | 2015-09-01 |
I13a           | A         | Social Worker         | C13      | 2015-06-01 | #N/A
I13b           | B         | Social Worker         | C13      | 2015-09-01 | 2016-01-04
I13c           | C         | Social Worker         | C13      | 2016-01-04 |

expect
record_id | outcome      | reason           | field                  | because
L1        | met          |                  |                        | three: the first still held the child on the first day of the twelve months
L2        | not_met      | no_event         | involvements.worker_id | the first let go twelve months ago today, so there were two
L3        | not_met      | no_event         | involvements.worker_id | a worker who comes back counts once
L4        | not_recorded | blank_field      | involvements.worker_id | the third allocation names nobody: it may be a third worker
L5        | not_recorded | unreadable_value | involvements.worker_id | the third worker's name cannot be read
L6        | out_of_scope |                  |                        | left care today
L7        | not_met      | no_event         | involvements.worker_id | family support workers are not allocated workers
L8        | not_met      | no_event         | involvements.worker_id | no worker at all in twelve months: that is ALO-01's to say
L9        | out_of_scope |                  |                        | short breaks are not care
L10       | met          |                  |                        | three: whenever they began, each held the child in the twelve months
L11       | not_recorded | unreadable_value | involvements.ended_on  | the first may have let go before the twelve months: its end cannot be read
L12       | not_met      | no_event         | involvements.worker_id | two at most: the two whose end cannot be read are one worker
L13       | met          |                  |                        | three: whenever the first let go, it began in the twelve months
"""
